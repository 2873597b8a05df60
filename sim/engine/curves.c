/* What a channel's steady spend does to the arrows of its effects: the change of the expected number who take an arrow
 * in one step, from the counts of the start, with every other driver as it is today (models/README.md section 7,
 * Rates).
 *
 * Each draw is one evaluation of the rows themselves at each level of spend, so that the doubt in the curve, in the
 * effect and in what they act on is all there, and no rule of the rates is written twice. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/drivers.h"
#include "engine/outcome.h"
#include "result/summary.h"

enum { LEVELS = 41, CURVES_MOST = 24 };

/* One curve to come. */
typedef struct {
    const pk_driver_plan_t *driver;
    int stage;          /* whose ways out; -1: an arrival, or no arrow at all */
    int flows[2];       /* first and behind the last; [0] < 0: all ways out of the stage */
    bool arrow, people; /* people: somebody is there in some draw */
    double *spend;      /* [LEVELS] */
    double *values;     /* [level][draw] */
} curving_t;

typedef struct {
    const pk_plan_t *plan;
    const pk_draws_seen_t *seen;
    const double *draws; /* [ndraw][slot] */
    long ndraw;
    pk_sim_t *sims; /* by worker */
    curving_t curves[CURVES_MOST];
    double *there; /* [curve][draw]: people at the stage */
    int count, left;
} curves_t;

static const double *draws_of(const curves_t *self, long run)
{
    return &self->draws[run * self->plan->nslot];
}

/* ---- the curves ---- */

static bool is_on_arrow(const pk_effect_t *effect)
{
    return effect->target == PK_TARGET_TRANSITION || effect->target == PK_TARGET_ALL_OUT ||
           effect->target == PK_TARGET_ARRIVALS;
}

static curving_t curving_of(const pk_plan_t *plan, const pk_driver_plan_t *driver, const pk_effect_t *effect)
{
    curving_t curve = {.driver = driver, .stage = -1, .flows = {-1, -1}, .arrow = effect != NULL};
    if (effect == NULL) {
        return curve;
    }
    curve.stage = effect->stage;
    if (effect->target == PK_TARGET_TRANSITION) {
        curve.stage = plan->flows[effect->transition].from;
        curve.flows[0] = effect->transition;
    }
    for (int f = plan->ntransition; f < plan->nflow && effect->target == PK_TARGET_ARRIVALS; f++) {
        curve.flows[0] = plan->flows[f].to == effect->stage ? f : curve.flows[0];
        curve.stage = -1;
    }
    curve.flows[1] = curve.flows[0] + 1;
    return curve;
}

static void add_curve(curves_t *self, const pk_driver_plan_t *driver, const pk_effect_t *effect)
{
    if (self->count == CURVES_MOST) {
        self->left++;
    } else {
        self->curves[self->count++] = curving_of(self->plan, driver, effect);
    }
}

static void list_curves(curves_t *self)
{
    for (int d = 0; d < self->plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &self->plan->drivers[d];
        int arrows = 0;
        for (int e = 0; driver->driver->kind == PK_DRIVER_CHANNEL && e < driver->driver->neffect; e++) {
            if (is_on_arrow(&driver->driver->effects[e])) {
                add_curve(self, driver, &driver->driver->effects[e]);
                arrows++;
            }
        }
        if (driver->driver->kind == PK_DRIVER_CHANNEL && arrows == 0 && driver->curve != NULL) {
            add_curve(self, driver, NULL);
        }
    }
}

/* ---- the levels of spend ---- */

static double mean_over_draws(const curves_t *self, pk_quantity_t q, double sum)
{
    return pk_is_drawn(self->plan, pk_term(q, 0)) ? sum / (double)self->seen->nrun : pk_quantity(q, self->draws, 0);
}

static double mean_spend(const curves_t *self, const pk_driver_plan_t *driver, int t)
{
    return self->seen->paid[(long)(t - 1) * self->plan->ndriver + driver->index] / (double)self->seen->nrun;
}

static double mean_plan(const curves_t *self, const pk_driver_plan_t *driver, double *most)
{
    double sum = 0;
    *most = 0;
    for (int t = 1; t <= self->plan->nstep; t++) {
        const double spend = mean_spend(self, driver, t);
        *most = fmax(*most, spend);
        sum += spend;
    }
    return sum / self->plan->nstep;
}

/* Levels reach about half as far again as the largest spend of today or of the plan, today's among them; without any,
 * twice the scale of the curve. */
static void set_levels(const curves_t *self, const pk_driver_plan_t *driver, pk_result_curve_t *curve)
{
    double most;
    curve->today = mean_over_draws(self, pk_channel_plan_of(driver)->history, self->seen->today[driver->index]);
    curve->plan = mean_plan(self, driver, &most);
    double step = 1.5 * fmax(most, curve->today) / (LEVELS - 1);
    if (step <= 0) {
        step = 2 *
               (driver->curve != NULL ? mean_over_draws(self, driver->saturation[0], self->seen->half[driver->index])
                                      : 1) /
               (LEVELS - 1);
    }
    if (curve->today >= step) {
        step = curve->today / floor(curve->today / step);
    }
    for (int level = 0; level < LEVELS; level++) {
        curve->spend[level] = step * level;
    }
}

/* ---- one draw ---- */

/* The response to a steady spend; what is felt is scaled as in a run. */
static double respond(const pk_sim_t *sim, const pk_driver_plan_t *driver, double spend)
{
    const double felt = spend * sim->plan->spend_scale;
    double parameters[PK_SATURATION_PARAMETERS];
    for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
        const pk_quantity_t q = driver->saturation[k];
        parameters[k] = pk_present(q) ? pk_quantity(q, sim->draws, 0) : 0;
    }
    return driver->curve != NULL ? driver->curve->response(felt, parameters) : felt;
}

static double sum_of(const pk_sim_t *sim, const double *numbers, int index)
{
    double sum = 0;
    for (int g = 0; g < sim->plan->npersona; g++) {
        sum += numbers[index * sim->plan->npersona + g];
    }
    return sum;
}

/* How many take the arrow in a step, the rows as they stand. */
static double taking(pk_sim_t *sim, const curving_t *curve)
{
    if (curve->stage < 0) {
        pk_rates_arrivals(sim, 1);
        return sum_of(sim, sim->now.p, curve->flows[0]);
    }
    pk_rates_stage(sim, curve->stage, 1);
    pk_sim_try(sim, curve->stage, 1);
    if (curve->flows[0] >= 0) {
        return sum_of(sim, sim->state.flow, curve->flows[0]);
    }
    const pk_stage_plan_t *stage = &sim->plan->stages[curve->stage];
    double sum = 0;
    for (int k = 0; k < stage->nexit; k++) {
        sum += sum_of(sim, sim->state.flow, stage->exits[k]);
    }
    return sum;
}

/* The channel alone at each level; it is left as it was found. */
static void one_arrow(pk_sim_t *sim, const curving_t *curve, long draw, long ndraw)
{
    pk_driver_state_t *state = &sim->now.drivers[curve->driver->index];
    const pk_driver_state_t found = *state;
    double without = 0;
    state->since = 2; /* after step 1: every effect of the channel is worked out anew */
    for (int level = 0; level < LEVELS; level++) {
        state->response = respond(sim, curve->driver, curve->spend[level]);
        const double there = taking(sim, curve);
        without = level == 0 ? there : without;
        curve->values[level * ndraw + draw] = isfinite(there - without) ? there - without : NAN;
    }
    *state = found;
    state->since = 2;
    (void)taking(sim, curve);
}

static bool is_standing(const pk_sim_t *sim, int stage)
{
    return stage < 0 || sim->plan->stages[stage].kind != PK_STAGE_INSTANT;
}

static void one_draw(void *context, long draw, int worker)
{
    curves_t *self = context;
    pk_sim_t *sim = &self->sims[worker];
    pk_sim_begin(sim, (uint64_t)draw, draws_of(self, draw));
    pk_rates_update(sim, 1);
    for (int c = 0; c < self->count; c++) {
        const curving_t *curve = &self->curves[c];
        double *there = &self->there[c * self->ndraw + draw];
        *there = !curve->arrow || !is_standing(sim, curve->stage) ? 0
                 : curve->stage < 0                               ? 1
                                                                  : sum_of(sim, sim->state.count, curve->stage);
        if (*there > 0) {
            one_arrow(sim, curve, draw, self->ndraw);
        }
    }
}

/* ---- the result ---- */

/* Where nobody is, the channel's response. */
static void one_response(const curves_t *self, const curving_t *curve, pk_sim_t *sim)
{
    for (long draw = 0; draw < self->ndraw; draw++) {
        sim->draws = draws_of(self, draw);
        for (int level = 0; level < LEVELS; level++) {
            curve->values[level * self->ndraw + draw] = respond(sim, curve->driver, curve->spend[level]);
        }
    }
}

static void name_arrow(const pk_plan_t *plan, const curving_t *curve, pk_result_curve_t *out, pk_result_t *result)
{
    const bool all = curve->arrow && curve->flows[0] < 0;
    out->from = out->to = "";
    if (curve->arrow && curve->stage >= 0) {
        out->from = result->stages[curve->stage].name;
    }
    if (curve->arrow) {
        out->to = all ? "*" : result->stages[plan->flows[curve->flows[0]].to].name;
    }
}

static void begin_curve(curves_t *self, int c, pk_result_t *result)
{
    pk_result_curve_t *out = &result->curves[c];
    *out = (pk_result_curve_t){.driver = self->curves[c].driver->index, .count = LEVELS};
    out->spend = PK_ARRAY(&result->arena, double, LEVELS);
    out->gain = PK_ARRAY(&result->arena, pk_summary_t, LEVELS);
    name_arrow(self->plan, &self->curves[c], out, result);
    set_levels(self, self->curves[c].driver, out);
    self->curves[c].spend = out->spend;
    self->curves[c].values = pk_heap((size_t)(LEVELS * self->ndraw), sizeof(double));
}

static void end_curve(curves_t *self, int c, pk_result_t *result)
{
    curving_t *curve = &self->curves[c];
    for (long draw = 0; draw < self->ndraw; draw++) {
        curve->people = curve->people || self->there[c * self->ndraw + draw] > 0;
    }
    if (!curve->people) {
        one_response(self, curve, &self->sims[0]);
    }
    result->curves[c].customers = curve->people;
    for (int level = 0; level < LEVELS; level++) {
        result->curves[c].gain[level] = pk_summarise(&curve->values[level * self->ndraw], self->ndraw);
    }
    free(curve->values);
}

void pk_outcome_curves(const pk_draws_seen_t *seen, pk_result_t *result)
{
    const pk_plan_t *plan = seen->plan;
    const int threads = seen->threads;
    curves_t self = {.plan = plan, .seen = seen, .draws = seen->first, .ndraw = seen->ndraw};
    list_curves(&self);
    result->curves = PK_ARRAY(&result->arena, pk_result_curve_t, self.count);
    result->ncurve = self.count;
    result->curves_left = self.left;
    result->curve_draws = (int)self.ndraw;
    if (self.count == 0) {
        return;
    }
    const int workers = pk_parallel_threads(threads);
    self.there = pk_heap((size_t)(self.count * self.ndraw), sizeof(double));
    self.sims = pk_heap((size_t)workers, sizeof(pk_sim_t));
    for (int w = 0; w < workers; w++) {
        pk_sim_init(&self.sims[w], plan, &pk_chance_expected);
    }
    for (int c = 0; c < self.count; c++) {
        begin_curve(&self, c, result);
    }
    pk_parallel_for(self.ndraw, threads, one_draw, &self);
    for (int c = 0; c < self.count; c++) {
        end_curve(&self, c, result);
    }
    for (int w = 0; w < workers; w++) {
        pk_sim_free(&self.sims[w]);
    }
    free(self.sims);
    free(self.there);
}
