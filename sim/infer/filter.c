#include "infer/filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/filter_parts.h"

static double *numbers(pk_arena_t *arena, long count)
{
    return PK_ARRAY(arena, double, count + 1);
}

static pk_normal_t normal_of(pk_arena_t *arena, int n, int lasting)
{
    return (pk_normal_t){.n = n,
                         .lasting = lasting,
                         .mean = numbers(arena, n),
                         .cov = numbers(arena, (long)n * n),
                         .work = numbers(arena, (long)n * n),
                         .gain = numbers(arena, n),
                         .columns = PK_ARRAY(arena, int, (long)n *lasting + 1),
                         .count = PK_ARRAY(arena, int, n + 1)};
}

static void init_chain(pk_filter_chain_t *self, const pk_filter_layout_t *layout, pk_arena_t *arena)
{
    const pk_plan_t *plan = layout->plan;
    const int n = layout->nentry;
    *self = (pk_filter_chain_t){
        .state = normal_of(arena, n, layout->nlasting),
        .map = numbers(arena, (long)n * layout->nlasting),
        .next = numbers(arena, n),
        .touch_entry = PK_ARRAY(arena, int, layout->ntouch + 1),
        .touch_weight = numbers(arena, layout->ntouch),
        .p = numbers(arena, layout->nway),
        .flow = numbers(arena, layout->nway),
        .slope = numbers(arena, (long)layout->nscalar * layout->nway),
        .capacity_slope = numbers(arena, (long)layout->nscalar * plan->ncapacity),
        .saved_p = numbers(arena, plan->nflow * plan->npersona),
        .saved_speed = numbers(arena, plan->nstage * plan->npersona),
        .base_p = numbers(arena, layout->nway),
        .base_flow = numbers(arena, layout->nway),
        .base_ended = numbers(arena, plan->nstage * plan->npersona),
        .ended = numbers(arena, plan->nstage * plan->npersona),
        .dense = numbers(arena, n),
        .list = PK_ARRAY(arena, int, n + 1),
        .listed = numbers(arena, n),
        .room = numbers(arena, plan->ncapacity),
        .known = PK_ARRAY(arena, bool, layout->nseries + 1),
        .log_known = numbers(arena, layout->nseries),
        .told_mean = numbers(arena, layout->nseries),
        .told_sd = numbers(arena, layout->nseries),
        .wander = numbers(arena, layout->nway),
        .score = {.n = n, .r = numbers(arena, n), .along = numbers(arena, n)},
    };
    for (int f = 0; f < plan->nflow; f++) {
        self->state.scored =
            self->state.scored || (plan->flows[f].wander != NULL && plan->flows[f].wander->scatter >= 0);
    }
    if (self->state.scored) {
        self->score.d = numbers(arena, (long)n * n);
        self->score.work = numbers(arena, (long)n * n);
    }
    for (int k = 0; k < layout->ntouch; k++) {
        self->touch_entry[k] = layout->touches[k].entry;
        self->touch_weight[k] = layout->touches[k].weight;
    }
    pk_sim_init(&self->sim, plan, &pk_chance_expected);
}

static void tell_width(const pk_filter_t *self, const pk_filter_options_t *options, pk_diag_t *diag)
{
    if (self->nentry > PK_FILTER_SLOW && options->nseries > 0 && !options->whole) {
        pk_warning(diag, options->series[0].place,
                   self->nentry > PK_FILTER_WIDE ? "scores, from runs, stand in for it"
                                                 : "observe fewer things, or a model with fewer stages or personas",
                   "the journey's own noise of these series is a law of %d numbers, and its cost grows with their "
                   "cube: 60 are slow, past %d it takes too long",
                   self->nentry, PK_FILTER_WIDE);
    }
}

pk_status_t pk_filter_init(pk_filter_t *self, const pk_filter_options_t *options, pk_diag_t *diag)
{
    *self = (pk_filter_t){.plan = options->plan, .chains = options->chains};
    self->layout = PK_NEW(&self->arena, pk_filter_layout_t);
    if (pk_filter_lay_out(self->layout, options, &self->arena, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->nentry = self->layout->nentry;
    self->nvalue = self->layout->ndue;
    self->nseen = self->layout->nseen;
    self->chain = PK_ARRAY(&self->arena, pk_filter_chain_t, options->chains);
    for (int c = 0; c < options->chains; c++) {
        init_chain(&self->chain[c], self->layout, &self->arena);
    }
    tell_width(self, options, diag);
    return PK_OK;
}

void pk_filter_free(pk_filter_t *self)
{
    for (int c = 0; c < self->chains && self->chain != NULL; c++) {
        pk_sim_free(&self->chain[c].sim);
        free(self->chain[c].saved_ages);
        free(self->chain[c].state.tape.at);
        pk_deeds_free(&self->chain[c].state.deeds);
    }
    if (self->layout != NULL) {
        pk_filter_layout_free(self->layout);
    }
    pk_arena_free(&self->arena);
    *self = (pk_filter_t){0};
}

static double walk(pk_filter_t *self, int chain, const double *draws, pk_tape_mode_t mode)
{
    pk_filter_chain_t *at = &self->chain[chain];
    pk_normal_wind(&at->state, mode);
    const double sum = pk_filter_walk(self->layout, at, draws, self->layout->last_seen, NULL);
    const bool broken = at->state.tape.broken;
    at->state.tape.mode = PK_TAPE_OFF;
    return broken ? NAN : sum;
}

double pk_filter_log_likelihood(void *filter, int chain, const double *draws)
{
    return walk(filter, chain, draws, PK_TAPE_OFF);
}

double pk_filter_record(void *filter, int chain, const double *draws)
{
    return walk(filter, chain, draws, PK_TAPE_RECORD);
}

double pk_filter_near(void *filter, int chain, const double *draws)
{
    return walk(filter, chain, draws, PK_TAPE_REPLAY);
}

bool pk_filter_scores(void *filter, int slot)
{
    const pk_plan_t *plan = ((const pk_filter_t *)filter)->plan;
    for (int f = 0; f < plan->nflow; f++) {
        if (plan->flows[f].wander != NULL && plan->flows[f].wander->scatter == slot) {
            return true;
        }
    }
    return false;
}

void pk_filter_score(void *filter, int chain, double *by_slot)
{
    pk_filter_chain_t *at = &((pk_filter_t *)filter)->chain[chain];
    pk_score_sweep(&at->score, &at->state.deeds, at->state.lasting, by_slot);
}

double pk_filter_foretell(pk_filter_t *self, int chain, const double *draws, pk_foretold_t *out)
{
    for (int k = 0; k < self->nvalue; k++) {
        const pk_due_t *due = &self->layout->due[k];
        out[k] = (pk_foretold_t){.series = due->series,
                                 .value = due->value,
                                 .seen = due->seen,
                                 .observed = self->layout->series[due->series].values[due->value].value,
                                 .mean = NAN,
                                 .sd = NAN,
                                 .log_density = -INFINITY};
    }
    return pk_filter_walk(self->layout, &self->chain[chain], draws, self->layout->last_due, out);
}

pk_filter_health_t pk_filter_health(const pk_filter_t *self, int chain)
{
    return self->chain[chain].health;
}

const char *pk_filter_entry(const pk_filter_t *self, int at, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    const pk_entry_t *entry = &self->layout->entries[at];
    const char *persona = plan->model->has_personas ? pk_plan_persona(plan, entry->persona)->name : "";
    switch (entry->kind) {
    case PK_ENTRY_PEOPLE:
        return pk_arena_format(arena, "%s %s", plan->stages[entry->index].stage->name, persona);
    case PK_ENTRY_STOCK:
        return pk_arena_format(arena, "stock %s", plan->drivers[entry->index].driver->name);
    case PK_ENTRY_POPULATION:
        return "population";
    case PK_ENTRY_FLOW:
        return pk_arena_format(arena, "%s %s", plan->flows[entry->index].name, persona);
    case PK_ENTRY_WAITING:
        return pk_arena_format(arena, "waiting for %s", plan->capacities[entry->index].name);
    case PK_ENTRY_ENTERED:
        return pk_arena_format(arena, "-> %s %s", plan->stages[entry->index].stage->name, persona);
    case PK_ENTRY_FELT:
        return pk_arena_format(arena, "value of %s", plan->drivers[entry->index].driver->name);
    default:
        return pk_arena_format(arena, "series %s", self->layout->series[entry->index].name);
    }
}
