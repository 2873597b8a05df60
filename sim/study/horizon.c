#include "study/horizon.h"

#include <math.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/sim.h"

/* A plan on its way, each number at its mean. */
typedef struct {
    pk_plan_t plan;
    pk_sim_t sim;
    bool runs;
} way_t;

static void open_way(way_t *self, const pk_scenario_t *scenario)
{
    pk_diag_t unheard = {0}; /* it has been compiled and told before */
    *self = (way_t){0};
    if (pk_plan_compile(scenario, &self->plan, &unheard) == PK_OK) {
        double *draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
        pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
        pk_assumptions_means(&self->plan, draws);
        self->runs = pk_assumptions_possible(&self->sim, draws, -1) == PK_DRAW_FINE;
        if (self->runs) {
            pk_sim_begin(&self->sim, 0, draws);
        }
    }
    pk_diag_free(&unheard);
}

static void close_way(way_t *self)
{
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
}

static double people(const way_t *way, int stage)
{
    double sum = 0;
    for (int g = 0; g < way->plan.npersona && stage >= 0; g++) {
        sum += way->sim.state.count[stage * way->plan.npersona + g];
    }
    return sum;
}

/* Where they differ; both a step further. */
static void look(way_t *plan, way_t *base, int t, bool *stage, bool *driver)
{
    pk_sim_step(&plan->sim, t);
    pk_sim_step(&base->sim, t);
    for (int i = 0; i < plan->plan.nstage; i++) {
        const double a = people(plan, i);
        const double b = people(base, pk_stage_find(base->plan.model, plan->plan.stages[i].stage->name));
        stage[i] = stage[i] || fabs(a - b) > 1e-9 * fmax(1, fmax(a, b));
    }
    for (int d = 0; d < plan->plan.ndriver; d++) {
        const int there = pk_driver_find(base->plan.model, plan->plan.drivers[d].driver->name);
        const double other = there >= 0 ? base->sim.now.drivers[there].spend : 0;
        driver[d] = driver[d] || plan->sim.now.drivers[d].spend != other;
    }
}

/* Steps until 15/16 of what was spent has been felt: four half-lives where it halves at an even pace. */
static double felt_after(const pk_driver_state_t *state)
{
    if (state->lags == 0) {
        return state->retention > 0 ? log(1.0 / 16) / log(state->retention) : 0;
    }
    double felt = 0;
    int lag = 0;
    while (lag < state->lags && felt < 15.0 / 16) {
        felt += state->kernel[lag++];
    }
    return lag;
}

static void warn_stay(const way_t *plan, const bool *differs, pk_diag_t *diag)
{
    double longest = 0;
    int where = -1;
    for (int i = 0; i < plan->plan.nstage; i++) {
        double mean = 0;
        for (int g = 0; g < plan->plan.npersona && plan->plan.stages[i].kind == PK_STAGE_DWELL; g++) {
            mean += plan->sim.now.share[g] > 0 ? plan->sim.now.share[g] * pk_stays_mean(&plan->sim, i, g, true) : 0;
        }
        if (differs[i] && mean > longest) {
            longest = mean;
            where = i;
        }
    }
    if (where >= 0 && longest > plan->plan.nstep) {
        const pk_stage_t *stage = plan->plan.stages[where].stage;
        const pk_unit_t unit = plan->plan.calendar.step;
        pk_warning(diag, stage->dwell->place, "compare over a longer horizon",
                   "the horizon of %d %s is shorter than a stay in %s, which takes %.3g %s on average and in which the "
                   "plans differ: what comes after it is hardly seen",
                   plan->plan.nstep, pk_unit_behind(plan->plan.nstep, unit), stage->name, longest,
                   pk_unit_behind(longest, unit));
    }
}

static void warn_carryover(const way_t *plan, const bool *differs, pk_diag_t *diag)
{
    for (int d = 0; d < plan->plan.ndriver; d++) {
        const pk_driver_t *driver = plan->plan.drivers[d].driver;
        const pk_channel_plan_t *channel = pk_channel_plan_of(&plan->plan.drivers[d]);
        if (channel == NULL || channel->carry == NULL || !differs[d]) {
            continue;
        }
        const double steps = felt_after(&plan->sim.now.drivers[d]);
        if (steps > plan->plan.nstep * (1 + 1e-9)) {
            const pk_unit_t unit = plan->plan.calendar.step;
            pk_warning(diag, pk_channel_of(driver)->carryover_at[0]->place, "compare over a longer horizon",
                       "the horizon of %d %s is shorter than four half-lives of the carry-over of %s (%.3g %s), on "
                       "which the plans spend differently: part of what they buy comes after it",
                       plan->plan.nstep, pk_unit_behind(plan->plan.nstep, unit), driver->name, steps,
                       pk_unit_behind(steps, unit));
        }
    }
}

void pk_horizon_warn(const pk_scenario_t *scenario, const pk_scenario_t *baseline, pk_diag_t *diag)
{
    way_t plan, base;
    open_way(&plan, scenario);
    open_way(&base, baseline);
    if (plan.runs && base.runs) {
        bool *stage = PK_ARRAY(&plan.plan.arena, bool, plan.plan.nstage);
        bool *driver = PK_ARRAY(&plan.plan.arena, bool, plan.plan.ndriver);
        for (int t = 1; t <= plan.plan.nstep && t <= base.plan.nstep; t++) {
            look(&plan, &base, t, stage, driver);
        }
        warn_stay(&plan, stage, diag);
        warn_carryover(&plan, driver, diag);
    }
    close_way(&plan);
    close_way(&base);
}
