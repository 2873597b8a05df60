/* The rows: what leaves each stage. Probabilities compete, so they must not sum past 1; shares split those who leave,
 * so they must sum to 1. Only what is sure without drawing is an error here: every number counts with the least that it
 * can be. */
#include <math.h>
#include <string.h>

#include "model/check.h"

/* The transitions out of each stage: of stage i, list[first[i]] .. list[first[i + 1] - 1]. */
typedef struct {
    int *first, *list;
} rows_t;

enum { EVERYBODY = -1 }; /* as a persona: without what is its own */

/* What is known of a way out for one persona. */
typedef struct {
    double value;  /* the least that it can be, as written */
    double period; /* steps; 0: a step */
    bool plain;    /* it is just that */
} way_t;

static rows_t sort_rows(const pk_check_t *check)
{
    const pk_model_t *model = check->model;
    rows_t rows = {.first = PK_ARRAY(check->arena, int, model->nstage + 2),
                   .list = PK_ARRAY(check->arena, int, model->ntransition)};
    for (int i = 0; i < model->ntransition; i++) {
        rows.first[model->transitions[i].from + 2]++;
    }
    for (int i = 0; i < model->nstage; i++) {
        rows.first[i + 2] += rows.first[i + 1];
    }
    for (int i = 0; i < model->ntransition; i++) {
        rows.list[rows.first[model->transitions[i].from + 1]++] = i;
    }
    return rows;
}

static const pk_number_t *conversion_of(const pk_check_t *check, int transition)
{
    const pk_number_t *conversion = check->conversions ? check->conversions[transition] : NULL;
    return conversion && conversion->kind != PK_NUMBER_NONE ? conversion : NULL;
}

static way_t way_as(const pk_number_t *number)
{
    return (way_t){.value = pk_least(number), .period = pk_period(number), .plain = pk_is_plain(number)};
}

static way_t scaled(way_t way, const pk_number_t *factor)
{
    way.value *= pk_least(factor);
    way.plain = way.plain && pk_is_plain(factor);
    return way;
}

/* A written value under a scenario's conversion, where it counts: conversion first, then persona. */
static way_t way_of(const pk_check_t *check, int index, int persona)
{
    const pk_transition_t *transition = &check->model->transitions[index];
    const pk_number_t *conversion = conversion_of(check, index);
    const pk_number_t *own = persona < 0 ? NULL : transition->by_persona[persona];
    const bool absolute = conversion && conversion->sign != PK_TIMES;
    way_t way = way_as(absolute ? conversion : transition->value);
    if (own && own->kind != PK_NUMBER_NONE && own->sign != PK_TIMES && !absolute) {
        way = way_as(own);
    }
    if (conversion && !absolute) {
        way = scaled(way, conversion);
    }
    if (own && own->kind != PK_NUMBER_NONE && own->sign == PK_TIMES) {
        way = scaled(way, own);
    }
    return way;
}

static bool has_own(const pk_transition_t *transition, int npersona)
{
    for (int i = 0; i < npersona; i++) {
        if (transition->by_persona[i]->kind != PK_NUMBER_NONE) {
            return true;
        }
    }
    return false;
}

/* How many personas a row must be looked at for: 1 where all are alike. */
static int personas_of(const pk_check_t *check, const int *row, int count)
{
    for (int i = 0; i < count; i++) {
        if (has_own(&check->model->transitions[row[i]], check->model->npersona)) {
            return check->model->npersona;
        }
    }
    return 1;
}

static const char *for_persona(const pk_check_t *check, int personas, int persona)
{
    return personas > 1 ? pk_arena_format(check->arena, " for %s", check->model->personas[persona].name) : "";
}

/* "change one: need -> consider 60%, need -> lost 52% in 52.18 steps" */
static const char *list_ways(const pk_check_t *check, const int *row, int count, int persona)
{
    enum { MOST = 12 };
    const char *text = "change one:";
    for (int i = 0; i < count && i < MOST; i++) {
        const pk_transition_t *transition = &check->model->transitions[row[i]];
        const way_t way = way_of(check, row[i], persona);
        const char *value = transition->rest ? "rest" : pk_percent(check, way.value);
        if (way.period > 0) {
            value = pk_arena_format(check->arena, "%s in %.4g steps", value, way.period);
        }
        text = pk_arena_format(check->arena, "%s%s %s %s", text, i > 0 ? "," : "", transition->name, value);
    }
    return count > MOST ? pk_arena_format(check->arena, "%s, …", text) : text;
}

/* Where to point: at the last conversion of the row, else at its last written value. */
static pk_place_t row_place(const pk_check_t *check, const int *row, int count)
{
    pk_place_t place = check->model->transitions[row[count - 1]].place;
    for (int i = 0; i < count; i++) {
        if (check->model->transitions[row[i]].value->kind != PK_NUMBER_NONE) {
            place = check->model->transitions[row[i]].value->place;
        }
    }
    for (int i = 0; i < count; i++) {
        if (conversion_of(check, row[i])) {
            place = conversion_of(check, row[i])->place;
        }
    }
    return place;
}

/* Probabilities */

/* The probability of leaving in a step, at least; written probabilities of one period form a group, which becomes one
 * hazard. Above 1 where that cannot be. */
static double leave_least(const way_t *ways, int count)
{
    double total = 0;
    for (int i = 0; i < count; i++) {
        double group = 0;
        bool first = true;
        for (int j = 0; j < count; j++) {
            if (ways[j].period != ways[i].period) {
                continue;
            }
            first = first && j >= i;
            group += ways[j].value;
        }
        if (!first || ways[i].period < 0) {
            continue;
        }
        if (group >= 1 - PK_SUM_SLACK) {
            return fmax(group, total + group);
        }
        total += ways[i].period > 0 ? -expm1(log1p(-group) / ways[i].period) : group;
    }
    return total;
}

/* A sure exit leaves no room for what is added to it. */
static void check_sure(const pk_check_t *check, int stage, bool event, int event_index)
{
    const pk_model_t *model = check->model;
    const char *name = event ? model->transitions[event_index].name : model->stages[stage].name;
    for (int i = 0; !event && i < model->ntransition; i++) {
        const pk_transition_t *transition = &model->transitions[i];
        if (transition->from == stage && transition->to != stage && transition->by == PK_BY_RATE) {
            pk_error(
                check->diag, transition->value->place, "lower a probability, or write this one as a probability",
                "everyone leaves %s in each step already: a rate beside probabilities that sum to 100%% has no room",
                name);
        }
    }
    for (int i = 0; i < model->ndriver; i++) {
        for (int j = 0; j < model->drivers[i].neffect; j++) {
            const pk_effect_t *effect = &model->drivers[i].effects[j];
            if (effect->target != PK_TARGET_TRANSITION || !effect->strength ||
                (effect->strength->sign != PK_PLUS && effect->strength->sign != PK_BRINGS)) {
                continue;
            }
            const pk_transition_t *transition = &model->transitions[effect->transition];
            const bool hit =
                event ? effect->transition == event_index : transition->from == stage && transition->to != stage;
            if (hit) {
                pk_error(check->diag, effect->strength->place, "lower a probability, or write xM",
                         event ? "%s happens to everyone in each step already: nothing can be added"
                               : "everyone leaves %s in each step already: nothing can be added",
                         name);
            }
        }
    }
}

/* Probabilities of a period longer than a step that surely sum to 100%: a rate without end, so that all leave at once.
 */
static void warn_at_once(const pk_check_t *check, int stage, const int *row, const way_t *ways, int count,
                         const char *persona)
{
    for (int i = 0; i < count; i++) {
        double sum = 0;
        bool first = true;
        for (int j = 0; j < count; j++) {
            first = first && (j >= i || ways[j].period != ways[i].period);
            sum += ways[j].period == ways[i].period ? ways[j].value : 0;
        }
        if (first && ways[i].period > 1 + PK_SUM_SLACK && sum >= 1 - PK_SUM_SLACK) {
            pk_warning(check->diag, row_place(check, row, count),
                       "write less than 100%, or a dwell time where all leave at the end of the period",
                       "all leave %s in the first step: the probabilities out of it sum to 100%% in %.4g steps%s",
                       check->model->stages[stage].name, ways[i].period, persona);
        }
    }
}

static void check_leaving(const pk_check_t *check, int stage, const int *row, int count)
{
    way_t *ways = PK_ARRAY(check->arena, way_t, count);
    const int personas = count > 0 ? personas_of(check, row, count) : 0;
    bool sure = false;
    for (int g = 0; g < personas; g++) {
        bool plain = true;
        for (int i = 0; i < count; i++) {
            ways[i] = way_of(check, row[i], g);
            plain = plain && ways[i].plain;
        }
        const double total = leave_least(ways, count);
        if (total > 1 + PK_SUM_SLACK) {
            pk_error(check->diag, row_place(check, row, count), list_ways(check, row, count, g),
                     "the probabilities out of %s sum to %s%s%s; the most is 100%%", check->model->stages[stage].name,
                     plain ? "" : "at least ", pk_percent(check, total), for_persona(check, personas, g));
            return;
        }
        sure = sure || total >= 1 - PK_SUM_SLACK;
        warn_at_once(check, stage, row, ways, count, for_persona(check, personas, g));
    }
    if (sure) {
        check_sure(check, stage, false, -1);
    }
}

static void check_event(const pk_check_t *check, int index)
{
    const int personas = personas_of(check, &index, 1);
    bool sure = false;
    for (int g = 0; g < personas; g++) {
        const way_t way = way_of(check, index, g);
        if (way.value > 1 + PK_SUM_SLACK) {
            pk_error(check->diag, row_place(check, &index, 1), "write rate: where it may happen more than once a step",
                     "the probability of %s is %s%s; the most is 100%%", check->model->transitions[index].name,
                     pk_percent(check, way.value), for_persona(check, personas, g));
            return;
        }
        sure = sure || way.value >= 1 - PK_SUM_SLACK;
    }
    const way_t way = way_of(check, index, 0);
    if (sure && way.period > 1 + PK_SUM_SLACK) {
        pk_warning(check->diag, row_place(check, &index, 1), "write less than 100%, or a rate: as often as it happens",
                   "%s happens to everyone in each step: its probability is 100%% in %.4g steps",
                   check->model->transitions[index].name, way.period);
    }
    if (sure) {
        check_sure(check, -1, true, index);
    }
}

static void check_probabilities(const pk_check_t *check, int stage, const int *row, int count)
{
    int *ways_out = PK_ARRAY(check->arena, int, count), nway = 0;
    for (int i = 0; i < count; i++) {
        const pk_transition_t *transition = &check->model->transitions[row[i]];
        if (transition->from_exits || transition->by != PK_BY_PROBABILITY) {
            continue;
        }
        if (transition->to == stage) {
            check_event(check, row[i]);
        } else {
            ways_out[nway++] = row[i];
        }
    }
    check_leaving(check, stage, ways_out, nway);
}

/* Shares */

/* What is known of a row of shares for one persona. */
typedef struct {
    double sum;           /* of all but the rest */
    double converted;     /* of those that a scenario converts */
    bool plain, has_rest; /* plain: all but the rest */
    bool all_converted;
} split_t;

static split_t split_of(const pk_check_t *check, const int *row, int count, int persona)
{
    split_t split = {.plain = true, .all_converted = true};
    for (int i = 0; i < count; i++) {
        const bool rest = check->model->transitions[row[i]].rest;
        const bool changed = conversion_of(check, row[i]) != NULL;
        split.all_converted = split.all_converted && changed;
        split.has_rest = split.has_rest || rest;
        if (rest && !(changed && conversion_of(check, row[i])->sign != PK_TIMES)) {
            split.plain = split.plain && !changed;
            continue;
        }
        const way_t way = way_of(check, row[i], persona);
        split.plain = split.plain && way.plain;
        split.sum += way.value;
        split.converted += changed ? way.value : 0;
    }
    return split;
}

/* Shares as the model writes them, before any persona's own. False after an error. */
static bool check_written(const pk_check_t *check, int stage, const int *row, int count)
{
    const pk_check_t plain_check = {check->model, NULL, check->arena, check->diag};
    const split_t split = split_of(&plain_check, row, count, EVERYBODY);
    const bool above = split.has_rest && split.sum > 1 + PK_SUM_SLACK;
    const bool off = !split.has_rest && split.plain && fabs(split.sum - 1) > PK_SUM_SLACK;
    if (!above && !off) {
        return true;
    }
    pk_error(check->diag, row_place(&plain_check, row, count), list_ways(&plain_check, row, count, EVERYBODY),
             above ? "the shares out of %s sum to %s beside the rest; the most is 100%%"
                   : "the shares out of %s sum to %s; they must sum to 100%%, or one of them be rest",
             check->model->stages[stage].name, pk_percent(check, split.sum));
    return false;
}

/* A persona's own shares: the others are scaled, so only these can be too much. */
static bool check_own(const pk_check_t *check, int stage, const int *row, int count)
{
    const pk_check_t plain_check = {check->model, NULL, check->arena, check->diag};
    for (int g = 0; g < check->model->npersona; g++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            const pk_transition_t *transition = &check->model->transitions[row[i]];
            if (transition->by_persona[g]->kind != PK_NUMBER_NONE && !transition->rest) {
                sum += way_of(&plain_check, row[i], g).value;
            }
        }
        if (sum > 1 + PK_SUM_SLACK) {
            pk_error(check->diag, row_place(&plain_check, row, count), list_ways(&plain_check, row, count, g),
                     "the own shares of %s out of %s sum to %s; the most is 100%%, and the others share what is left",
                     check->model->personas[g].name, check->model->stages[stage].name, pk_percent(check, sum));
            return false;
        }
    }
    return true;
}

/* Shares that a scenario converts: the others are scaled, so only the converted ones can be too much. */
static void check_converted(const pk_check_t *check, int stage, const int *row, int count)
{
    const int personas = personas_of(check, row, count);
    for (int g = 0; g < personas; g++) {
        const split_t split = split_of(check, row, count, g);
        const bool off = split.all_converted && split.plain && fabs(split.converted - 1) > PK_SUM_SLACK;
        if (split.converted <= 1 + PK_SUM_SLACK && !off) {
            continue;
        }
        pk_error(check->diag, row_place(check, row, count), list_ways(check, row, count, g),
                 off ? "the converted shares out of %s sum to %s%s; all of them together must be 100%%"
                     : "the converted shares out of %s sum to %s%s; the most is 100%%",
                 check->model->stages[stage].name, pk_percent(check, split.converted), for_persona(check, personas, g));
        return;
    }
}

static void check_shares(const pk_check_t *check, int stage, const int *row, int count)
{
    if (count == 0 || !check_written(check, stage, row, count) || !check_own(check, stage, row, count) ||
        !check->conversions) {
        return;
    }
    bool converted = false;
    for (int i = 0; i < count; i++) {
        converted = converted || conversion_of(check, row[i]);
    }
    if (converted) {
        check_converted(check, stage, row, count);
    }
}

/* The ways out of a stage that have shares: out of a stay, beside ways that compete with it. */
static void check_shared(const pk_check_t *check, int stage, const int *row, int count)
{
    int *ways_out = PK_ARRAY(check->arena, int, count), nway = 0;
    for (int i = 0; i < count; i++) {
        if (check->model->transitions[row[i]].by == PK_BY_SHARE) {
            ways_out[nway++] = row[i];
        }
    }
    check_shares(check, stage, ways_out, nway);
}

void pk_check_rows(const pk_check_t *check)
{
    const rows_t rows = sort_rows(check);
    for (int i = 0; i < check->model->nstage; i++) {
        const int *row = rows.list + rows.first[i];
        const int count = rows.first[i + 1] - rows.first[i];
        check_shared(check, i, row, count);
        check_probabilities(check, i, row, count);
    }
}
