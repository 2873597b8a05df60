/* `transitions:` (models/README.md section 4). */
#include <string.h>

#include "model/read.h"

static const char *const keys[] = {"label", "probability", "rate", "share", "by_persona", "revenue", "cost"};
/* In the order of pk_transition_by_t. */
static const char *const ways[] = {"probability", "rate", "share"};

pk_domain_t pk_transition_domain(const pk_transition_t *transition)
{
    static const pk_domain_t domains[] = {PK_PROBABILITY, PK_RATE, PK_SHARE}; /* in the order of pk_transition_by_t */
    return domains[transition->by];
}

/* The stages of a transition's key; false after an error. */
static bool read_ends(pk_reader_t *reader, const pk_node_t *key, pk_transition_t *transition)
{
    pk_arrow_t arrow;
    if (!pk_arrow_split(reader, key->text, &arrow)) {
        pk_error(reader->diag, key->place, "for example need -> consider", "%s is no transition: it has no arrow ->",
                 pk_quote(reader, key->text));
        return false;
    }
    const pk_node_t from = {.kind = PK_NODE_SCALAR, .place = key->place, .text = arrow.from};
    const pk_node_t to = {.kind = PK_NODE_SCALAR, .place = key->place, .text = arrow.to};
    if (!*arrow.from && *arrow.to) {
        pk_error(reader->diag, key->place, "for example arrivals: {need: 40}",
                 "%s has no stage before the arrow: those who come from outside stand under arrivals:",
                 pk_quote(reader, key->text));
        return false;
    }
    transition->from = pk_read_stage_name(reader, &from);
    transition->to = pk_read_stage_name(reader, &to);
    transition->name = pk_arena_format(reader->arena, "%s -> %s", arrow.from, arrow.to);
    return transition->from >= 0 && transition->to >= 0;
}

/* Which of probability, rate and share is written; -1 after an error or where `exits:` says it. None is told of only
 * where all keys are known: an unknown one may be it. */
static int read_way(pk_reader_t *reader, const pk_node_t *body, const pk_transition_t *transition, bool known)
{
    const pk_stage_t *from = &reader->model->stages[transition->from];
    const bool stays = from->dwell->kind != PK_NUMBER_NONE;
    int found = -1;
    for (int i = 0; i < PK_COUNT(ways); i++) {
        const pk_node_t *node = pk_node_get(body, ways[i]);
        if (node && found >= 0) {
            pk_error(reader->diag, node->place, "keep one of them", "%s has both a %s and a %s", transition->name,
                     ways[found], ways[i]);
        } else if (node) {
            found = i;
        }
    }
    if (found < 0 && known && !transition->from_exits) {
        pk_error(reader->diag, transition->place,
                 stays ? "for example share: 60%, of those whose stay ends" : "for example probability: 5%, a step",
                 "%s has no %s", transition->name, stays ? "share, probability or rate" : "probability or rate");
    }
    return found;
}

static void check_way(pk_reader_t *reader, const pk_node_t *body, const pk_transition_t *transition, int way)
{
    const pk_stage_t *from = &reader->model->stages[transition->from];
    const bool stays = from->dwell->kind != PK_NUMBER_NONE;
    const pk_place_t place = pk_node_get(body, ways[way])->place;
    if (transition->from_exits) {
        pk_error(reader->diag, place, "leave it out: here may stand label, revenue and cost",
                 "the probability of %s is drawn by the exits of %s", transition->name, from->name);
    } else if (!stays && way == PK_BY_SHARE) {
        pk_error(reader->diag, place,
                 pk_arena_format(reader->arena, "write probability: or rate:, a step, or give %s a dwell:", from->name),
                 "%s leaves a stage without a dwell time: it cannot have a share", transition->name);
    }
}

static void read_by_persona(pk_reader_t *reader, const pk_node_t *body, pk_transition_t *transition, const char *path)
{
    const pk_node_t *node = pk_node_get(body, "by_persona");
    const char *way = ways[transition->by];
    const char *example = pk_arena_format(reader->arena, "{senior: {%s: x1.2}}", way);
    const pk_node_t *map = pk_want_map(reader, node, "by_persona", example);
    transition->by_persona = reader->none_by_persona;
    if (!map) {
        return;
    }
    if (transition->rest || transition->from_exits) {
        pk_error(reader->diag, node->place, "put the persona's numbers on the other ways out",
                 transition->rest ? "%s is the rest: what the others leave, for every persona"
                                  : "%s is drawn by exits, for every persona alike",
                 transition->name);
        return;
    }
    const int count = reader->model->npersona;
    transition->by_persona = PK_ARRAY(reader->arena, pk_number_t *, count);
    memcpy(transition->by_persona, reader->none_by_persona, (size_t)count * sizeof *transition->by_persona);
    const char *const allowed[] = {way};
    for (int i = 0; i < map->count; i++) {
        if (pk_is_remark(map->pairs[i].key->text) && pk_persona_find(reader->model, map->pairs[i].key->text) < 0) {
            continue;
        }
        const int persona = pk_read_persona_name(reader, map->pairs[i].key);
        const pk_node_t *inner = pk_want_map(reader, map->pairs[i].value, "a persona's number",
                                             pk_arena_format(reader->arena, "{%s: x1.2}", way));
        if (persona < 0 || !inner) {
            continue;
        }
        pk_node_check_keys(inner, allowed, PK_COUNT(allowed), "by_persona", reader->diag);
        const char *at =
            pk_arena_format(reader->arena, "%s.by_persona.%s", path, reader->model->personas[persona].name);
        transition->by_persona[persona] = pk_read_under(reader, inner, way, at, pk_transition_domain(transition),
                                                        PK_MAY_VARY | PK_MAY_SCHEDULE | PK_MAY_TIMES);
    }
}

static void read_money(pk_reader_t *reader, const pk_node_t *body, pk_transition_t *transition, const char *path)
{
    const unsigned may = PK_MAY_VARY | PK_MAY_SCHEDULE;
    transition->revenue = pk_read_under(reader, body, "revenue", path, PK_MONEY, may);
    transition->cost = pk_read_under(reader, body, "cost", path, PK_MONEY, may | PK_MAY_OF_REVENUE);
    if (transition->cost->of_revenue && transition->revenue->kind == PK_NUMBER_NONE) {
        pk_error(reader->diag, transition->cost->place, "give it a revenue:, or write the cost as money",
                 "%s has no revenue that its cost could be a part of", transition->name);
    }
}

static void read_body(pk_reader_t *reader, const pk_node_t *node, pk_transition_t *transition)
{
    const char *path = pk_arena_format(reader->arena, "transitions.%s", transition->name);
    const pk_node_t *body = pk_want_map(reader, node, "a transition", "{probability: 5%}");
    if (!body && !pk_node_is_null(node)) {
        return;
    }
    const pk_status_t known = pk_node_check_keys(body, keys, PK_COUNT(keys), "a transition", reader->diag);
    transition->label = pk_read_label(reader, body, transition->name);
    const int way = read_way(reader, body, transition, known == PK_OK);
    if (way >= 0) {
        check_way(reader, body, transition, way);
        transition->by = (pk_transition_by_t)way;
        transition->rest = way == PK_BY_SHARE && pk_is_word(reader, pk_node_get(body, "share"), "rest");
        if (!transition->rest && !transition->from_exits) {
            transition->value = pk_read_under(reader, body, ways[way], path, pk_transition_domain(transition),
                                              PK_MAY_VARY | PK_MAY_SCHEDULE);
        }
    }
    read_by_persona(reader, body, transition, path);
    read_money(reader, body, transition, path);
}

static bool in_exits(const pk_stage_t *stage, int to)
{
    for (int i = 0; i < stage->exits_count; i++) {
        if (stage->exits_to[i] == to) {
            return true;
        }
    }
    return false;
}

static pk_transition_t blank(pk_reader_t *reader, pk_place_t place)
{
    return (pk_transition_t){.from = -1,
                             .to = -1,
                             .place = place,
                             .value = reader->none,
                             .revenue = reader->none,
                             .cost = reader->none,
                             .by_persona = reader->none_by_persona};
}

static void read_transition(pk_reader_t *reader, const pk_pair_t *pair)
{
    pk_model_t *model = reader->model;
    pk_transition_t transition = blank(reader, pair->key->place);
    if (!read_ends(reader, pair->key, &transition)) {
        return;
    }
    const int twin = pk_transition_find(model, transition.from, transition.to);
    if (twin >= 0) {
        pk_error(reader->diag, transition.place, "put both into one", "%s stands twice, first in line %d",
                 transition.name, model->transitions[twin].place.line);
        return;
    }
    const pk_stage_t *from = &model->stages[transition.from];
    transition.from_exits = in_exits(from, transition.to);
    if (from->exits_count > 0 && !transition.from_exits && transition.from != transition.to) {
        pk_error(reader->diag, transition.place,
                 pk_arena_format(reader->arena, "add %s to to: and to the law", model->stages[transition.to].name),
                 "%s is not among the exits of %s, which are all its ways out", transition.name, from->name);
    }
    read_body(reader, pair->value, &transition);
    model->transitions[model->ntransition++] = transition;
}

/* The transitions that only `exits:` names. */
static void add_exits(pk_reader_t *reader, int stage_index)
{
    pk_model_t *model = reader->model;
    const pk_stage_t *stage = &model->stages[stage_index];
    for (int i = 0; i < stage->exits_count; i++) {
        const int to = stage->exits_to[i];
        if (pk_transition_find(model, stage_index, to) >= 0) {
            continue;
        }
        pk_transition_t transition = blank(reader, stage->exits_place);
        transition.from = stage_index;
        transition.to = to;
        transition.name = pk_arena_format(reader->arena, "%s -> %s", stage->name, model->stages[to].name);
        transition.label = transition.name;
        transition.from_exits = true;
        model->transitions[model->ntransition++] = transition;
    }
}

static void check_one_rest(pk_reader_t *reader)
{
    const pk_model_t *model = reader->model;
    const pk_transition_t **rest = PK_ARRAY(reader->arena, const pk_transition_t *, model->nstage);
    for (int i = 0; i < model->ntransition; i++) {
        const pk_transition_t *transition = &model->transitions[i];
        if (!transition->rest) {
            continue;
        }
        const pk_transition_t *first = rest[transition->from];
        if (first) {
            pk_error(reader->diag, transition->place, "give one of the two a share",
                     "only one way out of %s may be the rest, and %s is already", model->stages[transition->from].name,
                     first->name);
        } else {
            rest[transition->from] = transition;
        }
    }
}

void pk_read_transitions(pk_reader_t *reader, const pk_node_t *root)
{
    enum { TRANSITIONS_MOST = 20000 };
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "transitions", TRANSITIONS_MOST);
    int most = section ? section->count : 0;
    for (int i = 0; i < model->nstage; i++) {
        most += model->stages[i].exits_count;
    }
    model->transitions = PK_ARRAY(reader->arena, pk_transition_t, most);
    for (int i = 0; section && i < section->count; i++) {
        read_transition(reader, &section->pairs[i]);
    }
    for (int i = 0; i < model->nstage; i++) {
        add_exits(reader, i);
    }
    check_one_rest(reader);
}
