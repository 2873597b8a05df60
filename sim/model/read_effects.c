/* Effects: what a driver does to what. */
#include <string.h>

#include "model/driver_form.h"

static const char target_hint[] = "a target is a -> b, a -> *, -> a, revenue, a -> b.revenue, a -> b.cost, "
                                  "STAGE.revenue, STAGE.cost or capacity.NAME";

/* Which target of money a flow's end, or a stage, names: "customer.revenue" is cut to "customer". */
static pk_effect_target_t cut_suffix(const char *to, char *stage)
{
    static const struct {
        const char *suffix;
        pk_effect_target_t target;
    } suffixes[] = {{".revenue", PK_TARGET_FLOW_REVENUE}, {".cost", PK_TARGET_FLOW_COST}};
    const size_t length = strlen(to);
    memcpy(stage, to, length + 1);
    for (int i = 0; i < PK_COUNT(suffixes); i++) {
        const size_t tail = strlen(suffixes[i].suffix);
        if (length > tail && strcmp(to + length - tail, suffixes[i].suffix) == 0) {
            stage[length - tail] = '\0';
            return suffixes[i].target;
        }
    }
    return PK_TARGET_TRANSITION;
}

static bool read_arrivals_target(pk_reader_t *reader, const pk_node_t *key, const char *to, pk_effect_t *effect)
{
    const pk_node_t name = {.kind = PK_NODE_SCALAR, .place = key->place, .text = to};
    effect->target = PK_TARGET_ARRIVALS;
    effect->stage = pk_read_stage_name(reader, &name);
    if (effect->stage < 0) {
        return false;
    }
    for (int i = 0; i < reader->model->narrival; i++) {
        if (reader->model->arrivals[i].stage == effect->stage) {
            return true;
        }
    }
    pk_error(reader->diag, key->place, pk_arena_format(reader->arena, "for example arrivals: {%s: 40}", to),
             "nobody arrives at %s: it is not under arrivals:", to);
    return false;
}

static bool read_all_out(pk_reader_t *reader, const pk_node_t *key, const char *from, pk_effect_t *effect)
{
    const pk_node_t name = {.kind = PK_NODE_SCALAR, .place = key->place, .text = from};
    effect->target = PK_TARGET_ALL_OUT;
    effect->stage = pk_read_stage_name(reader, &name);
    if (effect->stage < 0) {
        return false;
    }
    const bool renews = reader->model->stages[effect->stage].dwell->kind != PK_NUMBER_NONE;
    for (int i = 0; i < reader->model->ntransition; i++) {
        const pk_transition_t *transition = &reader->model->transitions[i];
        if (transition->from == effect->stage && (renews || transition->to != effect->stage)) {
            return true;
        }
    }
    pk_error(reader->diag, key->place, "declare the ways out under transitions:", "there is no way out of %s", from);
    return false;
}

static bool read_flow_target(pk_reader_t *reader, const pk_node_t *key, const pk_arrow_t *arrow, pk_effect_t *effect)
{
    char *to = pk_arena_copy(reader->arena, arrow->to);
    effect->target = cut_suffix(arrow->to, to);
    effect->transition = pk_flow_of(reader, key->place, arrow->from, to);
    if (effect->transition < 0) {
        return false;
    }
    const pk_transition_t *transition = &reader->model->transitions[effect->transition];
    const bool cost = effect->target == PK_TARGET_FLOW_COST;
    const pk_number_t *money = cost ? transition->cost : transition->revenue;
    if (effect->target == PK_TARGET_TRANSITION || money->kind != PK_NUMBER_NONE) {
        return true;
    }
    pk_error(reader->diag, key->place,
             cost ? "give the transition a cost:" : "give the transition a revenue:", "%s has no %s that could change",
             transition->name, cost ? "cost" : "revenue");
    return false;
}

static bool has_any_revenue(const pk_model_t *model)
{
    for (int i = 0; i < model->ntransition; i++) {
        if (model->transitions[i].revenue->kind != PK_NUMBER_NONE) {
            return true;
        }
    }
    for (int i = 0; i < model->nstage; i++) {
        if (model->stages[i].revenue->kind != PK_NUMBER_NONE) {
            return true;
        }
    }
    return false;
}

/* "customer.revenue": what those who are in a stage bring or cost a step. */
static bool read_stage_money(pk_reader_t *reader, const pk_node_t *key, const char *stage, pk_effect_t *effect)
{
    const pk_node_t name = {.kind = PK_NODE_SCALAR, .place = key->place, .text = stage};
    const bool cost = effect->target == PK_TARGET_STAGE_COST;
    effect->stage = pk_read_stage_name(reader, &name);
    if (effect->stage < 0) {
        return false;
    }
    const pk_stage_t *at = &reader->model->stages[effect->stage];
    if ((cost ? at->cost : at->revenue)->kind != PK_NUMBER_NONE) {
        return true;
    }
    pk_error(reader->diag, key->place,
             cost ? "give the stage a cost:" : "give the stage a revenue:", "%s has no %s that could change", stage,
             cost ? "cost" : "revenue");
    return false;
}

/* A capacity of the name that follows "capacity."; or there is no stage of the name `capacity` either. */
static bool is_capacity(const pk_model_t *model, const char *text)
{
    if (strncmp(text, "capacity.", 9) != 0) {
        return false;
    }
    for (int i = 0; i < model->ncapacity; i++) {
        if (strcmp(model->capacities[i].name, text + 9) == 0) {
            return true;
        }
    }
    return pk_stage_find(model, "capacity") < 0;
}

static bool read_word_target(pk_reader_t *reader, const pk_node_t *key, pk_effect_t *effect)
{
    if (strcmp(key->text, "revenue") == 0) {
        effect->target = PK_TARGET_REVENUE;
        if (has_any_revenue(reader->model)) {
            return true;
        }
        pk_error(reader->diag, key->place,
                 "give a transition or a stage a revenue:", "no transition and no stage has a revenue");
        return false;
    }
    if (is_capacity(reader->model, key->text)) {
        const pk_node_t name = {.kind = PK_NODE_SCALAR, .place = key->place, .text = key->text + 9};
        effect->target = PK_TARGET_CAPACITY;
        effect->capacity = pk_read_capacity_name(reader, &name);
        return effect->capacity >= 0;
    }
    char *stage = pk_arena_copy(reader->arena, key->text);
    const pk_effect_target_t money = cut_suffix(key->text, stage);
    if (money != PK_TARGET_TRANSITION) {
        effect->target = money == PK_TARGET_FLOW_COST ? PK_TARGET_STAGE_COST : PK_TARGET_STAGE_REVENUE;
        return read_stage_money(reader, key, stage, effect);
    }
    pk_error(reader->diag, key->place, target_hint, "%s is nothing that a driver could change",
             pk_quote(reader, key->text));
    return false;
}

/* What an effect acts on; false after an error. */
static bool read_target(pk_reader_t *reader, const pk_node_t *key, pk_effect_t *effect)
{
    *effect = (pk_effect_t){.transition = -1, .stage = -1, .capacity = -1, .place = key->place};
    if (key->kind != PK_NODE_SCALAR) {
        pk_error(reader->diag, key->place, target_hint, "a target must be a text, not %s", pk_node_what(key));
        return false;
    }
    pk_arrow_t arrow;
    if (!pk_arrow_split(reader, key->text, &arrow)) {
        return read_word_target(reader, key, effect);
    }
    if (!*arrow.from) {
        return read_arrivals_target(reader, key, arrow.to, effect);
    }
    if (strcmp(arrow.to, "*") == 0) {
        return read_all_out(reader, key, arrow.from, effect);
    }
    return read_flow_target(reader, key, &arrow, effect);
}

/* The target as paths spell it. */
static const char *target_name(const pk_reader_t *reader, const pk_effect_t *effect)
{
    const pk_model_t *model = reader->model;
    switch (effect->target) {
    case PK_TARGET_TRANSITION:
        return model->transitions[effect->transition].name;
    case PK_TARGET_ALL_OUT:
        return pk_arena_format(reader->arena, "%s -> *", model->stages[effect->stage].name);
    case PK_TARGET_ARRIVALS:
        return pk_arena_format(reader->arena, "-> %s", model->stages[effect->stage].name);
    case PK_TARGET_FLOW_REVENUE:
        return pk_arena_format(reader->arena, "%s.revenue", model->transitions[effect->transition].name);
    case PK_TARGET_FLOW_COST:
        return pk_arena_format(reader->arena, "%s.cost", model->transitions[effect->transition].name);
    case PK_TARGET_STAGE_REVENUE:
        return pk_arena_format(reader->arena, "%s.revenue", model->stages[effect->stage].name);
    case PK_TARGET_STAGE_COST:
        return pk_arena_format(reader->arena, "%s.cost", model->stages[effect->stage].name);
    case PK_TARGET_CAPACITY:
        return pk_arena_format(reader->arena, "capacity.%s", model->capacities[effect->capacity].name);
    case PK_TARGET_REVENUE:
        break;
    }
    return "revenue";
}

static bool same_target(const pk_effect_t *a, const pk_effect_t *b)
{
    return a->target == b->target && a->transition == b->transition && a->stage == b->stage &&
           a->capacity == b->capacity;
}

static const char *sign_text(pk_sign_t sign)
{
    static const char *const texts[] = {"a bare number", "a factor (xM)", "an addition (+A)",
                                        "a part of today's flow (brings)", "an elasticity"};
    return texts[sign];
}

/* +A and brings are persons: only on a transition with a probability or rate, and on arrivals. */
static void check_additive(pk_reader_t *reader, const pk_effect_t *effect, const char *target)
{
    const pk_model_t *model = reader->model;
    const char *sign = sign_text(effect->strength->sign);
    if (effect->target == PK_TARGET_ARRIVALS) {
        return;
    }
    if (effect->target != PK_TARGET_TRANSITION) {
        pk_error(reader->diag, effect->strength->place, "multiply it, for example x1.2",
                 "%s may stand only on a -> b and on -> a, not on %s", sign, target);
        return;
    }
    const pk_transition_t *transition = &model->transitions[effect->transition];
    if (transition->by == PK_BY_SHARE) {
        pk_error(reader->diag, effect->strength->place,
                 pk_arena_format(reader->arena, "multiply its share, or the speed of leaving: %s -> *: x1.2",
                                 model->stages[transition->from].name),
                 "%s may not stand on %s: it has a share", sign, target);
    }
}

static void read_strength(pk_reader_t *reader, const pk_node_t *node, const pk_driver_form_t *form,
                          const pk_driver_t *driver, pk_effect_t *effect, const char *path)
{
    const char *target = target_name(reader, effect);
    const pk_domain_t addition = effect->target == PK_TARGET_ARRIVALS ? PK_INFLOW : PK_ADDITION;
    const int errors = reader->diag->errors;
    effect->strength = pk_strength_read(&reader->numbers, node,
                                        pk_arena_format(reader->arena, "%s.effects.%s", path, target), addition);
    if (reader->diag->errors > errors) {
        return;
    }
    const pk_sign_t sign = effect->strength->sign;
    if (!(form->strengths & 1U << sign)) {
        pk_error(reader->diag, effect->strength->place,
                 pk_arena_format(reader->arena, "write %s", form->strengths_text), "%s is %s: it cannot have %s",
                 driver->name, form->what, sign_text(sign));
    } else if (sign == PK_PLUS || sign == PK_BRINGS) {
        check_additive(reader, effect, target);
    }
}

static void add_effect(pk_reader_t *reader, pk_driver_t *driver, const pk_effect_t *effect)
{
    for (int i = 0; i < driver->neffect; i++) {
        if (same_target(&driver->effects[i], effect)) {
            pk_error(reader->diag, effect->place, "keep one of them", "%s acts on %s twice", driver->name,
                     target_name(reader, effect));
            return;
        }
    }
    driver->effects[driver->neffect++] = *effect;
}

/* A season's effects: targets without strengths, for its index is the strength. */
static void read_targets(pk_reader_t *reader, const pk_node_t *node, pk_driver_t *driver)
{
    const int count = pk_item_count(node);
    if (node && node->kind == PK_NODE_MAP) {
        pk_error(reader->diag, node->place, "for example effects: [unaware -> need]",
                 "a season's effects are a list of targets: its index is the strength");
        return;
    }
    driver->effects = PK_ARRAY(reader->arena, pk_effect_t, count);
    for (int i = 0; i < count; i++) {
        pk_effect_t effect;
        if (read_target(reader, pk_item(node, i), &effect)) {
            add_effect(reader, driver, &effect);
        }
    }
}

void pk_read_effects(pk_reader_t *reader, const pk_node_t *node, const pk_driver_form_t *form, pk_driver_t *driver,
                     const char *path)
{
    if (form->strengths == 0) {
        read_targets(reader, node, driver);
        return;
    }
    const pk_node_t *map = pk_want_map(reader, node, "effects", "{need -> consider: x1.2}");
    const int count = map ? map->count : 0;
    driver->effects = PK_ARRAY(reader->arena, pk_effect_t, count);
    for (int i = 0; i < count; i++) {
        pk_effect_t effect;
        if (pk_is_remark(map->pairs[i].key->text) || !read_target(reader, map->pairs[i].key, &effect)) {
            continue;
        }
        read_strength(reader, map->pairs[i].value, form, driver, &effect, path);
        add_effect(reader, driver, &effect);
    }
}
