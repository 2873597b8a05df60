/* Where people start and which ways they have: starts, personas, dwell stages and instant stages. */
#include <math.h>

#include "base/draw_limits.h"
#include "model/check.h"

/* A row of shares of which one may be the rest. */
typedef struct {
    double sum;
    bool plain, rest;
    pk_place_t last; /* of the last written share */
} sum_t;

static void add(sum_t *sum, const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_NONE) {
        return;
    }
    sum->sum += pk_least(number);
    sum->plain = sum->plain && pk_is_plain(number);
    sum->last = number->place;
}

static void check_sum(const pk_check_t *check, const sum_t *sum, const char *what, const char *hint)
{
    if (sum->rest && sum->sum > 1 + PK_SUM_SLACK) {
        pk_error(check->diag, sum->last, hint, "%s sum to %s beside the rest; the most is 100%%", what,
                 pk_percent(check, sum->sum));
    } else if (!sum->rest && sum->plain && fabs(sum->sum - 1) > PK_SUM_SLACK) {
        pk_error(check->diag, sum->last, hint, "%s sum to %s; they must sum to 100%%, or one of them be rest", what,
                 pk_percent(check, sum->sum));
    }
}

static void check_personas(const pk_check_t *check)
{
    const pk_model_t *model = check->model;
    sum_t sum = {.plain = true, .last = model->personas[0].place};
    for (int i = 0; i < model->npersona; i++) {
        sum.rest = sum.rest || model->personas[i].share->kind == PK_NUMBER_NONE;
        add(&sum, model->personas[i].share);
    }
    if (model->has_personas) {
        check_sum(check, &sum, "the shares of the personas", "for example share: rest for the largest");
    }
}

/* start: balance says all of it. */
static void check_balance(const pk_check_t *check)
{
    const pk_model_t *model = check->model;
    for (int i = 0; i < model->nstage; i++) {
        const pk_stage_t *stage = &model->stages[i];
        if (stage->start_rest || stage->start->kind != PK_NUMBER_NONE) {
            pk_error(check->diag, stage->start_rest ? stage->place : stage->start->place,
                     "leave it out, or leave out start: balance at the top",
                     "%s has a start of its own beside start: balance, which says where everybody starts", stage->name);
        } else if (stage->start_age_place.line > 0 && !stage->start_steady) {
            pk_error(check->diag, stage->start_age_place, "leave it out",
                     "start_age: new in %s: in balance those who are there have been there for a while", stage->name);
        }
    }
    for (int i = 0; i < model->narrival; i++) {
        const pk_arrival_t *arrival = &model->arrivals[i];
        pk_error(check->diag, arrival->place, "leave out start: balance, and give each stage its own start:",
                 "people arrive at %s, so that there is no balance: start: balance needs a market that nobody enters",
                 model->stages[arrival->stage].name);
    }
}

static void check_starts(const pk_check_t *check)
{
    const pk_model_t *model = check->model;
    sum_t sum = {.plain = true, .last = model->stages[0].place};
    bool any = false;
    for (int i = 0; i < model->nstage; i++) {
        const pk_stage_t *stage = &model->stages[i];
        sum.rest = sum.rest || stage->start_rest;
        any = any || stage->start_rest || stage->start->kind != PK_NUMBER_NONE;
        add(&sum, stage->start);
    }
    if (!any && model->narrival > 0) {
        return; /* all come from outside */
    }
    if (!any) {
        pk_error(check->diag, sum.last, "write start: rest for the stage where most people are",
                 "nobody starts anywhere: no stage has a start");
    } else {
        check_sum(check, &sum, "the starts of the stages", "for example start: rest for the largest");
    }
}

static void check_arrivals(const pk_check_t *check)
{
    for (int i = 0; i < check->model->narrival; i++) {
        const pk_arrival_t *arrival = &check->model->arrivals[i];
        if (pk_least(arrival->number) > PK_COUNT_MOST) {
            pk_error(check->diag, arrival->number->place, "write a number of people a step",
                     "-> %s: at least %.6g arrive in a step, and counts go up to %.0f (2^53)",
                     check->model->stages[arrival->stage].name, pk_least(arrival->number), PK_COUNT_MOST);
        }
    }
}

/* Ways out */

/* Where those go whose stay ends. */
static bool has_share(const pk_model_t *model, int stage)
{
    for (int i = 0; i < model->ntransition; i++) {
        if (model->transitions[i].from == stage && model->transitions[i].by == PK_BY_SHARE) {
            return true;
        }
    }
    return false;
}

static bool has_way_out(const pk_model_t *model, int stage)
{
    for (int i = 0; i < model->ntransition; i++) {
        if (model->transitions[i].from == stage && model->transitions[i].to != stage) {
            return true;
        }
    }
    return false;
}

/* Whether customers differ in how they leave a stage. */
static bool differ(const pk_model_t *model, int stage)
{
    for (int i = 0; i < model->ntransition; i++) {
        const pk_transition_t *transition = &model->transitions[i];
        if (transition->from == stage && transition->to != stage && transition->value->kind == PK_NUMBER_VARIES) {
            return true;
        }
    }
    return false;
}

static bool starts(const pk_stage_t *stage)
{
    return stage->start_rest ||
           (stage->start->kind != PK_NUMBER_NONE && !(pk_is_plain(stage->start) && stage->start->value == 0));
}

static void check_instant(const pk_check_t *check, int index)
{
    const pk_model_t *model = check->model;
    const pk_stage_t *stage = &model->stages[index];
    if (starts(stage) && !model->balance) {
        pk_error(check->diag, stage->start_rest ? stage->place : stage->start->place,
                 "let them start where it leads to",
                 "nobody can start in %s: it is left in the step in which it is entered", stage->name);
    }
    for (int i = 0; i < model->narrival; i++) {
        if (model->arrivals[i].stage == index) {
            pk_error(check->diag, model->arrivals[i].place, "let them arrive where it leads to",
                     "nobody can arrive at %s: it is left in the step in which it is entered", stage->name);
        }
    }
    for (int i = 0; i < model->ncapacity; i++) {
        const pk_capacity_t *capacity = &model->capacities[i];
        for (int j = 0; j < capacity->uses.count; j++) {
            if (model->transitions[capacity->uses.index[j]].from == index) {
                pk_error(check->diag, capacity->uses.number[j]->place, "put the capacity on the ways into it",
                         "nobody can wait in %s for the capacity %s: it is left in the step in which it is entered",
                         stage->name, capacity->name);
            }
        }
    }
}

/* An instant stage is left by shares: there is no step in which anything else could happen. */
static void check_instant_ways(const pk_check_t *check, int index)
{
    for (int i = 0; i < check->model->ntransition; i++) {
        const pk_transition_t *transition = &check->model->transitions[i];
        if (transition->from == index && transition->by != PK_BY_SHARE) {
            pk_error(check->diag, transition->value->place,
                     "write share: the part of those who leave that goes this way",
                     "%s leaves an instant stage: it cannot have a %s", transition->name,
                     transition->by == PK_BY_RATE ? "rate" : "probability");
        }
    }
}

static void check_stages(const pk_check_t *check)
{
    const pk_model_t *model = check->model;
    for (int i = 0; i < model->nstage; i++) {
        const pk_stage_t *stage = &model->stages[i];
        const bool stays = stage->dwell->kind != PK_NUMBER_NONE;
        if (stays && !has_share(model, i) && !(stage->instant && has_way_out(model, i))) {
            pk_error(check->diag, stage->place, "give it a transition with share: 100%, or leave dwell: out",
                     has_way_out(model, i)
                         ? "%s has a dwell time and no way out with a share, for those whose stay ends"
                         : "%s has a dwell time and no way out",
                     stage->name);
        }
        if (stage->instant) {
            check_instant(check, i);
            check_instant_ways(check, i);
        }
        if (stage->start_steady && !stays && !differ(model, i)) {
            pk_warning(check->diag, stage->start_age_place, "give it a dwell:, or leave it out",
                       "start_age has no meaning in %s: a stage without a dwell time has no ages, and its customers do "
                       "not differ in how they leave it",
                       stage->name);
        }
    }
}

/* Loops of instant stages: depth first along the instant stages; a stage that is met again on its own path closes a
 * loop. */
typedef struct {
    const pk_check_t *check;
    int *next;             /* the stage that the path goes on to; -1: none */
    unsigned char *colour; /* 0 new, 1 on the path, 2 done */
} walk_t;

static void report_loop(const walk_t *walk, int start, pk_place_t place)
{
    const pk_model_t *model = walk->check->model;
    const char *text = model->stages[start].name;
    int stage = start;
    do {
        stage = walk->next[stage];
        text = pk_arena_format(walk->check->arena, "%s -> %s", text, model->stages[stage].name);
    } while (stage != start);
    pk_error(walk->check->diag, place, "give one of them a stay above 0", "instant stages lead around in a loop: %s",
             text);
}

static void visit(walk_t *walk, int stage)
{
    const pk_model_t *model = walk->check->model;
    walk->colour[stage] = 1;
    for (int i = 0; i < model->ntransition; i++) {
        const pk_transition_t *transition = &model->transitions[i];
        if (transition->from != stage || !model->stages[transition->to].instant) {
            continue;
        }
        walk->next[stage] = transition->to;
        if (walk->colour[transition->to] == 1) {
            report_loop(walk, transition->to, transition->place);
        } else if (walk->colour[transition->to] == 0) {
            visit(walk, transition->to);
        }
    }
    walk->colour[stage] = 2;
}

static void check_loops(const pk_check_t *check)
{
    const int count = check->model->nstage;
    walk_t walk = {.check = check,
                   .next = PK_ARRAY(check->arena, int, count),
                   .colour = PK_ARRAY(check->arena, unsigned char, count)};
    for (int i = 0; i < count; i++) {
        if (check->model->stages[i].instant && walk.colour[i] == 0) {
            visit(&walk, i);
        }
    }
}

void pk_check_structure(const pk_check_t *check)
{
    if (check->model->balance) {
        check_balance(check);
    } else {
        check_starts(check);
    }
    check_arrivals(check);
    check_personas(check);
    check_stages(check);
    check_loops(check);
}
