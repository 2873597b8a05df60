#include "study/after.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/evaluate.h"

/* The part of the run's work that a tail may be without being asked for. */
static const double LITTLE = 0.2;

/* ---- how much work ---- */

typedef struct {
    const pk_going_t *plans;
    int count, baseline;
    const pk_run_options_t *options;
    long runs, draws; /* draws: how many outcomes go on */
} ask_t;

static const pk_plan_t *baseline_of(const ask_t *ask)
{
    return ask->plans[ask->baseline].plan;
}

static ask_t ask_of(const pk_going_t *plans, int count, int baseline, const pk_run_options_t *options)
{
    ask_t ask = {.plans = plans, .count = count, .baseline = baseline, .options = options};
    const pk_scenario_t *scenario = baseline_of(&ask)->scenario;
    bool several = scenario->engine == PK_ENGINE_EXPECTED;
    for (int k = 0; k < count; k++) {
        several = several || (plans[k].plan != NULL && plans[k].plan->uncertain);
    }
    ask.runs = options->runs > 0 ? options->runs : scenario->runs;
    ask.draws = several ? ask.runs : 1;
    return ask;
}

static bool is_little(const ask_t *ask, double work)
{
    return work <= LITTLE * (double)ask->runs * baseline_of(ask)->nstep;
}

/* ---- how long a tail ---- */

typedef struct {
    pk_evaluator_t evaluator;
    double *draws;
    double *x;
} pilot_t;

/* A plan with what is moved in it as inputs. */
static bool open_pilot(pilot_t *self, const pk_going_t *going, pk_tail_t *tail, const pk_run_options_t *options,
                       pk_arena_t *arena)
{
    static const pk_output_t OUTPUT = {.kind = PK_OUTPUT_KPI, .name = "present_value", .span = PK_SPAN_AFTER};
    pk_input_t *inputs = PK_ARRAY(arena, pk_input_t, going->nmoved + 1);
    pk_diag_t unheard = {0};
    *self = (pilot_t){.x = PK_ARRAY(arena, double, going->nmoved + 1),
                      .draws = PK_ARRAY(arena, double, (long)PK_PILOT_DRAWS * going->plan->nslot)};
    for (int k = 0; k < going->nmoved; k++) {
        inputs[k] = (pk_input_t){.path = going->moved[k].what.path, .times = going->moved[k].times};
        self->x[k] = going->moved[k].value;
    }
    const pk_evaluator_options_t how = {.outputs = &OUTPUT,
                                        .noutput = 1,
                                        .inputs = inputs,
                                        .ninput = going->nmoved,
                                        .nearest = true,
                                        .threads = 1,
                                        .vector = options->vector,
                                        .tail = tail};
    const bool fine = pk_evaluator_init(&self->evaluator, going->plan, &how, &unheard) == PK_OK;
    pk_diag_free(&unheard);
    return fine;
}

/* What each step after the end brings, [draw][step], of the first draws. */
static void walk_pilot(pilot_t *self, int draws, uint64_t first, const double *after, double *steps)
{
    pk_evaluator_t *evaluator = &self->evaluator;
    for (int k = 0; k < draws; k++) {
        (void)pk_evaluator_draw(evaluator, first + (uint64_t)k, evaluator->ninput > 0 ? self->x : NULL,
                                &self->draws[(long)k * evaluator->plan->nslot]);
    }
    pk_evaluate_steps(evaluator, draws, self->draws, after != NULL ? after : self->draws, "present_value", steps);
}

/* The mean over the draws in which both can be had, plan minus baseline. */
static void differences(const double *plan, const double *base, int draws, int steps, double *difference)
{
    for (int s = 0; s < steps; s++) {
        double sum = 0, known = 0;
        for (int k = 0; k < draws; k++) {
            const double gap = plan[(long)k * steps + s] - base[(long)k * steps + s];
            sum += isfinite(gap) ? gap : 0;
            known += isfinite(gap);
        }
        difference[s] = known > 0 ? sum / known : 0;
    }
}

/* The part of a difference that its last year brings. */
static double last_year(const double *difference, int steps, double step_years)
{
    const int year = (int)lround(1 / step_years);
    double all = 0, last = 0;
    for (int s = 0; s < steps; s++) {
        all += fabs(difference[s]);
        last += s >= steps - year ? fabs(difference[s]) : 0;
    }
    return all > 0 ? last / all : 0;
}

/* The steps after which 1% of each plan's difference is left, at least one; all of them where the last year still
 * brings more than that, and so it is not known what is left. */
static int length_of(pk_foresight_t *self, const ask_t *ask, pk_tail_t *tail, int draws)
{
    const int steps = tail->steps;
    double *base = PK_ARRAY(&self->arena, double, (long)draws *steps);
    double *plan = PK_ARRAY(&self->arena, double, (long)draws *steps);
    double *difference = PK_ARRAY(&self->arena, double, steps);
    const uint64_t first = (uint64_t)ask->options->first_run;
    int longest = 1;
    pilot_t today, pilot;
    if (!open_pilot(&today, &ask->plans[ask->baseline], tail, ask->options, &self->arena)) {
        pk_evaluator_free(&today.evaluator);
        return steps;
    }
    walk_pilot(&today, draws, first, NULL, base);
    for (int k = 0; k < ask->count; k++) {
        if (k == ask->baseline || !self->goes_on[k]) {
            continue;
        }
        if (open_pilot(&pilot, &ask->plans[k], tail, ask->options, &self->arena)) {
            walk_pilot(&pilot, draws, first, today.draws, plan);
            differences(plan, base, draws, steps, difference);
            const double last = last_year(difference, steps, tail->plan.step_years);
            const int length = last > PK_TAIL_LEFT ? steps : pk_tail_until(difference, steps, PK_TAIL_LEFT);
            longest = length > longest ? length : longest;
            self->told.last_year = fmax(self->told.last_year, last > PK_TAIL_LEFT ? last : 0);
        }
        pk_evaluator_free(&pilot.evaluator);
    }
    pk_evaluator_free(&today.evaluator);
    return longest;
}

/* ---- who goes on ---- */

/* A tail of one step tells. */
static void ask_who(pk_foresight_t *self, const ask_t *ask, const pk_tail_t *tail, pk_diag_t *diag)
{
    int others = 0;
    for (int k = 0; k < ask->count; k++) {
        const pk_plan_t *plan = ask->plans[k].plan;
        const char *why = plan != NULL ? pk_tail_refuses(tail, plan) : NULL;
        self->goes_on[k] = plan != NULL && why == NULL;
        others += k != ask->baseline && self->goes_on[k];
        if (why != NULL && self->told.kind != PK_AFTER_TOO_MUCH) {
            pk_warning(diag, PK_NOWHERE, "what a plan leaves behind is told where it can go on as the baseline",
                       "%s has no `after`: %s", plan->scenario->name, why);
        }
    }
    self->open = self->open && others > 0;
}

/* ---- from the question to the tail ---- */

static bool compile_tail(pk_tail_t *tail, const pk_scenario_t *scenario, int steps)
{
    pk_diag_t unheard = {0};
    const bool fine = pk_tail_init(tail, scenario, steps, &unheard) == PK_OK;
    pk_diag_free(&unheard);
    if (!fine) {
        pk_tail_free(tail);
    }
    return fine;
}

/* Somebody wants to know: by the option, or because it is among the KPIs that are to be shown. */
static bool is_asked(const ask_t *ask, const pk_scenario_t *scenario)
{
    bool asked = ask->options->look == PK_LOOK_PAST;
    for (int i = 0; i < scenario->show.count; i++) {
        const pk_kpi_entry_t *entry = pk_kpi_entry(scenario->show.names[i]);
        asked = asked || (entry != NULL && entry->scope == PK_KPI_OF_AFTERMATH);
    }
    return asked;
}

/* How many steps; 0: it is more than little, and nobody has asked. */
static int decide(pk_foresight_t *self, const ask_t *ask, pk_diag_t *diag)
{
    const pk_scenario_t *scenario = baseline_of(ask)->scenario;
    const bool asked = is_asked(ask, scenario), said = scenario->after_horizon > 0;
    const int limit = said ? scenario->after_horizon : pk_tail_most(&scenario->calendar);
    const int draws = ask->draws < PK_PILOT_DRAWS ? (int)ask->draws : PK_PILOT_DRAWS;
    const double pilot = said ? 0 : (double)limit * draws;
    pk_tail_t tail;
    int steps = limit;
    self->told.kind = PK_AFTER_TOO_MUCH;
    self->told.steps = limit;
    if (limit < 1 || (!asked && !is_little(ask, said ? (double)limit * (double)ask->draws : pilot))) {
        return 0;
    }
    if (!compile_tail(&tail, scenario, limit)) {
        self->told.kind = PK_AFTER_NOT_ASKED;
        return 0;
    }
    self->told.kind = asked ? PK_AFTER_ASKED : PK_AFTER_LITTLE;
    ask_who(self, ask, &tail, diag);
    if (self->open && !said) {
        steps = length_of(self, ask, &tail, draws);
    }
    pk_tail_free(&tail);
    self->told.steps = steps;
    self->told.said = said;
    if (!asked && !is_little(ask, pilot + (double)steps * (double)ask->draws)) {
        self->told.kind = PK_AFTER_TOO_MUCH;
        return 0;
    }
    return self->open ? steps : 0;
}

/* From which earlier horizons the plans go on. */
static void choose_cuts(pk_foresight_t *self, const ask_t *ask)
{
    enum { LEAST = 3 };
    int horizons[PK_HORIZONS_MOST];
    const pk_calendar_t *calendar = &baseline_of(ask)->calendar;
    const int there = pk_horizons_of(calendar, horizons), last = calendar->steps;
    const int tried = ask->draws < PK_PILOT_DRAWS ? (int)ask->draws : PK_PILOT_DRAWS;
    const double tail = (double)self->told.steps * (double)ask->draws;
    const double pilot = self->told.said ? 0 : (double)pk_tail_most(calendar) * tried;
    const double room = floor((LITTLE * (double)ask->runs * last - pilot) / tail) - 1;
    const int least = self->told.kind == PK_AFTER_ASKED ? LEAST : 0;
    const int count = (int)fmin(fmax(room, least), there);
    self->after.ncut = 0;
    for (int k = 1; k <= count; k++) {
        const double wanted = (double)last * k / (count + 1);
        int near = 0;
        for (int i = 1; i < there; i++) {
            near = fabs(horizons[i] - wanted) < fabs(horizons[near] - wanted) ? i : near;
        }
        if (self->after.ncut == 0 || self->cuts[self->after.ncut - 1] < horizons[near]) {
            self->cuts[self->after.ncut++] = horizons[near];
        }
    }
    self->after.cuts = self->cuts;
}

void pk_foresight_open(pk_foresight_t *self, const pk_going_t *plans, int count, int baseline,
                       const pk_run_options_t *options, pk_diag_t *diag)
{
    *self = (pk_foresight_t){.open = true};
    if (options->look == PK_LOOK_NOT || plans[baseline].plan == NULL) {
        self->open = false;
        return;
    }
    self->goes_on = PK_ARRAY(&self->arena, bool, count);
    const ask_t ask = ask_of(plans, count, baseline, options);
    self->told.draws = ask.draws;
    self->told.runs = ask.runs;
    self->told.horizon = plans[baseline].plan->nstep;
    const int steps = decide(self, &ask, diag);
    self->open = steps > 0 && compile_tail(&self->tail, plans[baseline].plan->scenario, steps);
    if (self->open) {
        pk_after_init(&self->after, &self->tail, plans[baseline].plan);
        self->after.moved = plans[baseline].moved;
        self->after.nmoved = plans[baseline].nmoved;
        if (options->by_horizon) {
            choose_cuts(self, &ask);
        }
    } else if (self->told.kind != PK_AFTER_TOO_MUCH) {
        self->told.kind = PK_AFTER_NOT_ASKED;
    }
}

void pk_foresight_free(pk_foresight_t *self)
{
    pk_after_free(&self->after);
    if (self->open) {
        pk_tail_free(&self->tail);
    }
    pk_arena_free(&self->arena);
    *self = (pk_foresight_t){0};
}

void pk_foresight_lay(pk_foresight_t *self, int k, int baseline, pk_run_options_t *options)
{
    self->after.is_baseline = k == baseline;
    options->after = self->open && !self->failed && self->goes_on[k] ? &self->after : NULL;
}
