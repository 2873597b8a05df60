#include "engine/agents/own.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/agents/agents.h"
#include "engine/assumptions.h"
#include "engine/shares.h"
#include "engine/written.h"

/* ---- which stages ---- */

static bool has_own_slot(const pk_plan_t *plan, const pk_number_t *dwell)
{
    for (int k = 0; dwell != NULL && k < dwell->nargument; k++) {
        for (int j = 0; j < plan->nown; j++) {
            if (plan->own[j].number == dwell->arguments[k]) {
                return true;
            }
        }
    }
    return false;
}

static bool differs(const pk_plan_t *plan, const pk_stage_plan_t *stage)
{
    bool any = has_own_slot(plan, stage->stage->dwell);
    for (int k = 0; k < stage->nexit; k++) {
        any = any || plan->flows[stage->exits[k]].differs != NULL;
    }
    for (int k = 0; k < stage->nevent; k++) {
        any = any || plan->flows[stage->events[k]].differs != NULL;
    }
    return any;
}

/* Marks the instant stages in which customers differ that one comes to at once from a stage. */
static void mark_instants(const pk_plan_t *plan, int stage, bool *reached)
{
    for (int k = 0; k < plan->stages[stage].nexit; k++) {
        const int to = plan->flows[plan->stages[stage].exits[k]].to;
        if (plan->stages[to].kind == PK_STAGE_INSTANT) {
            reached[to] = reached[to] || differs(plan, &plan->stages[to]);
            mark_instants(plan, to, reached);
        }
    }
}

static void add_stage(const pk_plan_t *plan, pk_own_plan_t *self, int i, pk_arena_t *arena)
{
    const pk_stage_plan_t *stage = &plan->stages[i];
    bool reached[plan->nstage + 1];
    pk_own_stage_t own = {.stage = i,
                          .nexit = stage->nexit,
                          .nrated = stage->nrated,
                          .nevent = stage->nevent,
                          .nflow = stage->nexit + stage->nevent,
                          .first = self->rows,
                          .exits = stage->exits,
                          .events = stage->events,
                          .instants = PK_ARRAY(arena, int, plan->nstage),
                          .dwell = has_own_slot(plan, stage->stage->dwell),
                          .weighed = stage->steady};
    memset(reached, 0, sizeof reached);
    if (stage->kind != PK_STAGE_INSTANT) {
        mark_instants(plan, i, reached);
    }
    for (int j = 0; j < plan->nstage; j++) {
        if (reached[j]) {
            own.instants[own.ninstant++] = j;
        }
    }
    if (own.ninstant == 0 && !differs(plan, stage)) {
        return;
    }
    self->stages[i] = PK_NEW(arena, pk_own_stage_t);
    *self->stages[i] = own;
    self->rows += own.nflow;
    self->count++;
    self->any_dwell = self->any_dwell || own.dwell;
    for (int t = 2; t <= plan->nstep && stage->rewritten != NULL; t++) {
        self->rewritten = self->rewritten || stage->rewritten[t];
    }
}

pk_own_plan_t *pk_own_plan(const pk_plan_t *plan, pk_arena_t *arena)
{
    pk_own_plan_t *self = PK_NEW(arena, pk_own_plan_t);
    self->stages = PK_ARRAY(arena, pk_own_stage_t *, plan->nstage);
    for (int i = 0; i < plan->nstage && plan->nown > 0; i++) {
        add_stage(plan, self, i, arena);
    }
    return self->count > 0 ? self : NULL;
}

pk_own_room_t pk_own_room_open(const pk_sim_t *sim)
{
    const pk_own_plan_t *own = sim->agents->own;
    if (own == NULL) {
        return (pk_own_room_t){0};
    }
    return (pk_own_room_t){
        .values = pk_heap((size_t)sim->plan->nown * PK_BLOCK, sizeof(double)),
        .written = pk_heap((size_t)own->rows * PK_BLOCK, sizeof(double)),
        .since = own->any_dwell ? pk_heap(PK_BLOCK, sizeof(int32_t)) : NULL,
    };
}

void pk_own_room_close(pk_own_room_t *self)
{
    free(self->values);
    free(self->written);
    free(self->since);
    *self = (pk_own_room_t){0};
}

/* ---- numbers ---- */

static void put_numbers(const pk_plan_t *plan, const pk_own_room_t *room, int who, double *draws)
{
    for (int k = 0; k < plan->nown; k++) {
        draws[plan->own[k].slot] = room->values[(size_t)k * PK_BLOCK + (size_t)who];
    }
}

/* As written: a draw of the law inside the number's domain. */
static double as_written(const pk_number_t *number, const double *draws, pk_stream_t *stream)
{
    enum { TRIES = 200 };
    double a[PK_LAW_ARGUMENTS];
    if (!pk_law_arguments(number, draws, a)) {
        return NAN;
    }
    for (int k = 0; k < TRIES; k++) {
        const double x = pk_law_sum(number->law, a, 1, stream);
        if (x >= number->low && x <= number->high) {
            return number->scale * x;
        }
    }
    return number->scale * pk_law_truncated(number->law, a, pk_stream_uniform(stream), number->low, number->high, NULL);
}

static double as_weighed(const pk_own_weighed_t *weighed, double u)
{
    int low = 0, high = PK_OWN_GRID;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        *(weighed->below[middle] <= u ? &low : &high) = middle;
    }
    const double width = weighed->below[high] - weighed->below[low];
    const double part = width > 0 ? (u - weighed->below[low]) / width : 0.5;
    if (weighed->jumps) {
        return weighed->value[part < 0.5 ? low : high];
    }
    return weighed->value[low] + part * (weighed->value[high] - weighed->value[low]);
}

void pk_own_draw(const pk_sim_t *sim, double *draws, uint64_t address, int who, const pk_own_weighed_t *weighed,
                 pk_own_room_t *room)
{
    const pk_plan_t *plan = sim->plan;
    for (int k = 0; k < plan->nown; k++) {
        const pk_number_t *number = plan->own[k].number;
        pk_stream_t stream =
            pk_stream_at(sim->luck.seed, sim->luck.run, PK_PURPOSE_AGENT, 0, pk_hash_join(address, number->address));
        const bool steady = weighed != NULL && weighed[k].value != NULL;
        const double x =
            steady ? as_weighed(&weighed[k], pk_stream_uniform(&stream)) : as_written(number, draws, &stream);
        room->values[(size_t)k * PK_BLOCK + (size_t)who] = x;
        draws[plan->own[k].slot] = x;
    }
}

/* The mean stay of somebody with these draws, with today's drivers. */
static double leaving_today(const pk_sim_t *sim, int stage, int persona, const double *draws)
{
    pk_sim_t view = *sim;
    view.draws = draws;
    return sim->plan->stages[stage].nrated > 0 ? pk_rates_leaving_today(&view, stage, persona) : 0;
}

static double mean_stay(const pk_sim_t *sim, int stage, int persona, const double *draws)
{
    const pk_stage_plan_t *plan = &sim->plan->stages[stage];
    const double rate = leaving_today(sim, stage, persona, draws);
    if (plan->kind != PK_STAGE_DWELL) {
        return -1 / expm1(-rate);
    }
    const pk_life_t life = pk_life_of(plan->stage->dwell, draws);
    return pk_life_mean(&life, 1, -expm1(-rate));
}

/* Fills the grid of one number: its law's parts between normal scores, weighted by the mean stay there. */
static void weigh_number(const pk_sim_t *sim, int stage, int persona, int own, double *draws, pk_own_weighed_t *weighed,
                         pk_arena_t *arena)
{
    const pk_number_t *number = sim->plan->own[own].number;
    const int slot = sim->plan->own[own].slot;
    double a[PK_LAW_ARGUMENTS], sum = 0;
    const double mean = draws[slot], score = 8;
    if (!pk_law_arguments(number, draws, a)) {
        return;
    }
    weighed->jumps = number->law->log_density == NULL;
    weighed->below = PK_ARRAY(arena, double, PK_OWN_GRID + 1);
    weighed->value = PK_ARRAY(arena, double, PK_OWN_GRID + 1);
    for (int k = 0; k <= PK_OWN_GRID; k++) {
        const double z = score * (2.0 * k / PK_OWN_GRID - 1);
        weighed->value[k] =
            number->scale * pk_law_truncated(number->law, a, gsl_cdf_ugaussian_P(z), number->low, number->high, NULL);
    }
    for (int k = 0; k < PK_OWN_GRID; k++) {
        const double left = score * (2.0 * k / PK_OWN_GRID - 1), right = score * (2.0 * (k + 1) / PK_OWN_GRID - 1);
        const double part = left < 0 ? gsl_cdf_ugaussian_P(right) - gsl_cdf_ugaussian_P(left)
                                     : gsl_cdf_ugaussian_Q(left) - gsl_cdf_ugaussian_Q(right);
        draws[slot] = (weighed->value[k] + weighed->value[k + 1]) / 2;
        const double stay = mean_stay(sim, stage, persona, draws);
        sum += isfinite(stay) ? part * stay : 0;
        weighed->below[k + 1] = sum;
    }
    /* Weights without an end grow without an end towards the law's own: what is left beyond the grid shows it. */
    draws[slot] = weighed->value[0];
    const double low_end = mean_stay(sim, stage, persona, draws) * gsl_cdf_ugaussian_P(-score);
    draws[slot] = weighed->value[PK_OWN_GRID];
    const double high_end = mean_stay(sim, stage, persona, draws) * gsl_cdf_ugaussian_P(-score);
    weighed->endless = !isfinite(sum) || !(low_end < 1e-4 * sum) || !(high_end < 1e-4 * sum);
    for (int k = 1; k <= PK_OWN_GRID; k++) {
        weighed->below[k] /= sum;
    }
    draws[slot] = mean;
}

bool pk_own_weighs(const pk_sim_t *sim, const pk_own_weighed_t *weighed)
{
    bool any = false;
    for (int k = 0; weighed != NULL && k < sim->plan->nown; k++) {
        any = any || weighed[k].value != NULL;
    }
    return any;
}

int32_t pk_own_age(const pk_sim_t *sim, int stage, int persona, const double *draws, double uniform)
{
    enum { AGE_MOST = 1 << 20 };
    const pk_stage_plan_t *plan = &sim->plan->stages[stage];
    const double rate = leaving_today(sim, stage, persona, draws);
    const pk_life_t life = pk_life_of(plan->stage->dwell, draws);
    double left = uniform * pk_life_mean(&life, 1, -expm1(-rate));
    int32_t age = 0;
    for (; age < AGE_MOST; age++) {
        left -= pk_life_surviving(&life, age) * exp(-rate * age);
        if (left < 0) {
            break;
        }
    }
    return age;
}

pk_own_stay_t pk_own_stay_of(const pk_sim_t *sim, int stage, pk_arena_t *arena)
{
    enum { AGES_MOST = 1 << 16 };
    const pk_life_t life = pk_life_of(sim->plan->stages[stage].stage->dwell, sim->draws);
    pk_own_stay_t stay = {.count = 1};
    while (stay.count < AGES_MOST && pk_life_surviving(&life, stay.count) > 1e-13) {
        stay.count++;
    }
    stay.left = PK_ARRAY(arena, double, stay.count);
    for (int age = 0; age < stay.count; age++) {
        stay.left[age] = pk_life_surviving(&life, age);
    }
    return stay;
}

int32_t pk_own_age_of(const pk_sim_t *sim, int stage, int persona, const pk_own_stay_t *stay, const double *draws,
                      double uniform)
{
    const double kept = exp(-leaving_today(sim, stage, persona, draws));
    double sum = 0, here = 1;
    for (int age = 0; age < stay->count && here > 0; age++, here *= kept) {
        sum += stay->left[age] * here;
    }
    double left = uniform * sum;
    here = 1;
    int32_t age = 0;
    for (; age < stay->count - 1; age++, here *= kept) {
        left -= stay->left[age] * here;
        if (left < 0) {
            break;
        }
    }
    return age;
}

static bool acts_on(const pk_plan_t *plan, const pk_own_number_t *own, int stage)
{
    return own->stage == stage && plan->stages[stage].steady && !own->of_event;
}

void pk_own_weigh(const pk_sim_t *sim, int stage, int persona, pk_own_weighed_t *weighed, pk_arena_t *arena)
{
    const pk_plan_t *plan = sim->plan;
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    memcpy(draws, sim->draws, (size_t)plan->nslot * sizeof(double));
    for (int k = 0; k < plan->nown; k++) {
        if (acts_on(plan, &plan->own[k], stage)) {
            weigh_number(sim, stage, persona, k, draws, &weighed[k], arena);
        }
    }
    free(draws);
}

/* ---- what is written ---- */

bool pk_own_write(const pk_sim_t *sim, double *draws, int persona, int t, int who, pk_own_room_t *room)
{
    const pk_plan_t *plan = sim->plan;
    bool cut = false;
    put_numbers(plan, room, who, draws);
    for (int i = 0; i < plan->nstage; i++) {
        const pk_own_stage_t *own = sim->agents->own->stages[i];
        if (own == NULL) {
            continue;
        }
        double row[own->nexit + 1], *into = &room->written[(size_t)own->first * PK_BLOCK + (size_t)who];
        const bool sure = pk_written_row(plan, draws, i, persona, t, row) == PK_ROW_SURE;
        cut = cut || (sure && pk_written_cut(plan, draws, i, persona, t));
        if (own->nrated < own->nexit) {
            pk_exit_shares(plan, draws, i, persona, t, &row[own->nrated]);
        }
        for (int k = 0; k < own->nexit; k++) {
            into[(size_t)k * PK_BLOCK] = sure && k < own->nrated ? -row[k] : row[k];
        }
        for (int k = 0; k < own->nevent; k++) {
            double rate;
            const bool always = pk_written_event(&plan->flows[own->events[k]], draws, persona, t, &rate) == PK_ROW_SURE;
            into[(size_t)(own->nexit + k) * PK_BLOCK] = always ? INFINITY : rate;
        }
    }
    return cut;
}

/* ---- a step ---- */

void pk_own_step_fill(pk_own_step_t *self, const pk_sim_t *sim, int persona)
{
    const pk_plan_t *plan = sim->plan;
    for (int i = 0; i < plan->nstage; i++) {
        const pk_own_stage_t *own = sim->agents->own->stages[i];
        self->speed[i] = sim->now.speed[i * plan->npersona + persona];
        for (int k = 0; own != NULL && k < own->nflow; k++) {
            const int f = k < own->nexit ? own->exits[k] : own->events[k - own->nexit];
            self->rates[own->first + k] = pk_rates_linear(sim, f, persona, sim->step);
        }
    }
}

static double written_of(const pk_own_stage_t *own, const pk_own_room_t *room, int k, int who)
{
    return room->written[(size_t)(own->first + k) * PK_BLOCK + (size_t)who];
}

/* Some ways out by their weights: p of each, sum 1. */
static void weigh_ways(const pk_own_stage_t *own, const pk_own_step_t *step, const pk_own_room_t *room, int who,
                       int from, int until, double *p)
{
    double sum = 0, written = 0;
    for (int k = from; k < until; k++) {
        const double w = fabs(written_of(own, room, k, who));
        p[own->exits[k]] = pk_linear_weight(&step->rates[own->first + k], w);
        sum += p[own->exits[k]];
        written += w;
    }
    for (int k = from; k < until; k++) {
        p[own->exits[k]] = sum > 0       ? p[own->exits[k]] / sum
                           : written > 0 ? fabs(written_of(own, room, k, who)) / written
                                         : 0;
    }
}

/* The chance that the stay of somebody ends in this step. */
static double stay_ends(const pk_sim_t *sim, const pk_own_stage_t *own, const pk_own_step_t *step,
                        const pk_own_room_t *room, double *draws, int who, int t)
{
    const pk_number_t *dwell = sim->plan->stages[own->stage].stage->dwell;
    put_numbers(sim->plan, room, who, draws);
    const pk_life_t life = pk_life_of(dwell, draws);
    const double log_stay = pk_life_log_stay(&life, t - 1 - room->since[who]);
    return isinf(log_stay) || isnan(log_stay) ? 1 : -expm1(step->speed[own->stage] * log_stay);
}

double pk_own_bound(const pk_table_t *table, const pk_own_stage_t *own, const pk_own_room_t *room, int who)
{
    double sum = 0;
    if (own->nexit > own->nrated || (own->nrated > 0 && written_of(own, room, 0, who) < 0)) {
        return 1;
    }
    for (int k = 0; k < own->nflow; k++) {
        const double w = written_of(own, room, k, who);
        sum += isinf(w) ? 1 : pk_linear_rate(&table->own.rates[own->first + k], w);
    }
    return sum;
}

/* The rated ways out: rates, and what competition makes of them. */
static void compete(const pk_own_stage_t *own, const pk_own_step_t *step, const pk_own_room_t *room, int who, double *p)
{
    double sum = 0;
    for (int k = 0; k < own->nrated; k++) {
        p[own->exits[k]] = pk_linear_rate(&step->rates[own->first + k], written_of(own, room, k, who));
        sum += p[own->exits[k]];
    }
    const double leave = sum > 0 ? -expm1(-sum) / sum : 0;
    for (int k = 0; k < own->nrated; k++) {
        p[own->exits[k]] *= leave;
    }
}

double pk_own_chances(const pk_sim_t *sim, const pk_table_t *table, const pk_own_stage_t *own,
                      const pk_own_room_t *room, double *draws, int who, int cell, int t, double *p, bool *sure)
{
    const pk_own_step_t *step = &table->own;
    *sure = own->nrated > 0 && written_of(own, room, 0, who) < 0;
    if (*sure) {
        weigh_ways(own, step, room, who, 0, own->nrated, p);
    } else {
        compete(own, step, room, who, p);
    }
    if (own->nexit > own->nrated) {
        weigh_ways(own, step, room, who, own->nrated, own->nexit, p);
    }
    for (int k = 0; k < own->nevent; k++) {
        const double w = written_of(own, room, own->nexit + k, who);
        const pk_linear_rate_t *linear = &step->rates[own->first + own->nexit + k];
        const double rate = isinf(w) ? 0 : pk_linear_rate(linear, w);
        p[own->events[k]] = isinf(w)                                            ? fmin(1, pk_linear_weight(linear, 1))
                            : sim->plan->flows[own->events[k]].by == PK_BY_RATE ? rate
                                                                                : -expm1(-rate);
    }
    for (int k = 0; k < own->ninstant; k++) {
        const pk_own_stage_t *instant = sim->agents->own->stages[own->instants[k]];
        weigh_ways(instant, step, room, who, 0, instant->nexit, p);
    }
    return own->dwell ? stay_ends(sim, own, step, room, draws, who, t) : table->hazard[cell];
}
