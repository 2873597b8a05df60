#include "infer/expected_path.h"

#include <math.h>
#include <stdlib.h>

#include "engine/drivers.h"

void pk_expected_path_init(pk_expected_path_t *self, pk_plan_t *plan)
{
    *self = (pk_expected_path_t){.plan = plan};
    pk_kpis_compile(plan, PK_BY_NOTHING, &self->kpis);
}

void pk_expected_path_free(pk_expected_path_t *self)
{
    free(self->things);
    *self = (pk_expected_path_t){0};
}

/* ---- what is told ---- */

static const char *nearest_kpi(const pk_expected_path_t *self, const char *name)
{
    const char *names[self->kpis.shown + 1];
    for (int k = 0; k < self->kpis.shown; k++) {
        names[k] = self->kpis.at[k].name;
    }
    return pk_nearest(name, names, self->kpis.shown);
}

static pk_status_t find_kpi(const pk_expected_path_t *self, const char *name, int group, pk_place_t place,
                            pk_measured_thing_t *thing, pk_diag_t *diag)
{
    const int k = pk_kpis_find(&self->kpis, name);
    if (k < 0) {
        return pk_error(diag, place, nearest_kpi(self, name), "there is no KPI %s", name);
    }
    const pk_kpi_plan_t *kpi = &self->kpis.at[k];
    if (kpi->reduce == PK_GIVEN) {
        return pk_error(diag, place, "observe a sum, a count or a ratio", "%s is known of a whole run only", name);
    }
    if (group >= 0 && !kpi->by_group) {
        return pk_error(diag, place, "leave persona: out", "%s is known of everybody only", name);
    }
    thing->kpi = kpi->reduce == PK_RATIO ? &self->kpis.at[kpi->above] : kpi;
    thing->below = kpi->reduce == PK_RATIO ? &self->kpis.at[kpi->below] : NULL;
    return PK_OK;
}

int pk_expected_path_add(pk_expected_path_t *self, pk_observed_kind_t kind, int index, const char *name, int group,
                         pk_place_t place, pk_diag_t *diag)
{
    pk_measured_thing_t thing = {.kind = kind,
                                 .index = index,
                                 .first = group < 0 ? 0 : group * self->plan->nodes.count,
                                 .last = group < 0 ? self->plan->npersona : (group + 1) * self->plan->nodes.count};
    if (kind == PK_OBSERVED_KPI && find_kpi(self, name, group, place, &thing, diag) != PK_OK) {
        return -1;
    }
    if (self->nthing == self->room) {
        self->room = 2 * self->room + 8;
        self->things = pk_heap_resize(self->things, (size_t)self->room, sizeof *self->things);
    }
    self->things[self->nthing] = thing;
    return self->nthing++;
}

size_t pk_expected_path_size(const pk_expected_path_t *self)
{
    return 2 * (size_t)(self->plan->nstep + 1) * (size_t)self->nthing;
}

/* ---- a walk ---- */

/* What the extra alone leaves in a channel, by steps. */
typedef struct {
    double level;
    const pk_driver_state_t *channel;
} pk_extra_felt_t;

static double spent_extra(pk_extra_spend_t extra, int t)
{
    return t >= extra.first && t <= extra.last ? extra.amount : 0;
}

/* Carry-over is linear in what is spent: of the extra it is what the channel's own makes of it. */
static double felt_extra(pk_extra_felt_t *felt, pk_extra_spend_t extra, int t)
{
    if (felt->channel->lags == 0) {
        return felt->level += (1 - felt->channel->retention) * (spent_extra(extra, t) - felt->level);
    }
    double sum = 0;
    for (int lag = 0; lag < felt->channel->lags && lag < t; lag++) {
        sum += felt->channel->kernel[lag] * spent_extra(extra, t - lag);
    }
    return sum;
}

static void add_extra(pk_sim_t *sim, pk_extra_felt_t *felt, pk_extra_spend_t extra, int t)
{
    pk_driver_state_t *state = &sim->now.drivers[extra.channel];
    const double more = felt_extra(felt, extra, t) * sim->plan->spend_scale;
    state->spend += spent_extra(extra, t);
    if (more != 0) {
        state->value = fmax(0, state->value + more);
        state->response = pk_driver_respond(sim, &sim->plan->drivers[extra.channel], state->value, t);
        state->changed = true;
        state->since = t;
    }
}

/* pk_sim_step, with more on a channel. */
static void step_with_extra(pk_sim_t *sim, pk_extra_felt_t *felt, pk_extra_spend_t extra, int t)
{
    const pk_population_ops_t *people = sim->chance->population;
    sim->step = t;
    sim->luck.step = (uint64_t)t;
    pk_drivers_now(sim, t);
    add_extra(sim, felt, extra, t);
    pk_rates_update(sim, t);
    people->try(sim);
    pk_capacity_fit(sim, t);
    people->move(sim);
    people->arrive(sim);
    people->pass_on(sim);
    people->age(sim);
    pk_drivers_close(sim, t);
    pk_money_step(sim, t);
}

static double count_of(const pk_sim_t *sim, const pk_measured_thing_t *thing, int t)
{
    const double *of = thing->kind == PK_OBSERVED_STAGE ? sim->state.count : sim->state.flow;
    double sum = 0;
    for (int g = thing->first; g < thing->last && (t > 0 || thing->kind == PK_OBSERVED_STAGE); g++) {
        sum += of[thing->index * sim->plan->npersona + g];
    }
    return sum;
}

void pk_expected_path_tell(const pk_expected_path_t *self, const pk_sim_t *sim, int t, double *told)
{
    const double yearly = pk_quantity(self->plan->discount, sim->draws, 0);
    pk_view_t view = {.sim = sim, .t = t, .discount = yearly == 0 ? 1 : pow(1 + yearly, -t * self->plan->step_years)};
    for (int k = 0; k < self->nthing; k++) {
        const pk_measured_thing_t *thing = &self->things[k];
        double *into = &told[2 * ((long)k * (self->plan->nstep + 1) + t)];
        if (thing->kpi == NULL) {
            into[0] = count_of(sim, thing, t);
            continue;
        }
        view.first = thing->first;
        view.last = thing->last;
        pk_view_money(&view);
        into[0] = thing->kpi->measure(thing->kpi, &view);
        into[1] = thing->below != NULL ? thing->below->measure(thing->below, &view) : 0;
    }
}

bool pk_expected_path_walk(const pk_expected_path_t *self, pk_sim_t *sim, uint64_t run, const double *draws, int last,
                           pk_extra_spend_t extra, double *told)
{
    pk_sim_begin(sim, run, draws);
    pk_extra_felt_t felt = {.channel = extra.amount != 0 ? &sim->now.drivers[extra.channel] : NULL};
    pk_expected_path_tell(self, sim, 0, told);
    for (int t = 1; t <= last && sim->excess.what == PK_EXCESS_NONE; t++) {
        if (extra.amount != 0) {
            step_with_extra(sim, &felt, extra, t);
        } else {
            pk_sim_step(sim, t);
        }
        pk_expected_path_tell(self, sim, t, told);
    }
    return sim->excess.what == PK_EXCESS_NONE;
}

/* ---- over some steps ---- */

double pk_reduced(const double *steps, int stride, pk_reduce_t reduce, int first, int last)
{
    double sum = 0, peak = -INFINITY;
    for (int t = first; t <= last; t++) {
        sum += steps[stride * t];
        peak = fmax(peak, steps[stride * t]);
    }
    return reduce == PK_END       ? steps[stride * last]
           : reduce == PK_AVERAGE ? sum / (last - first + 1)
           : reduce == PK_PEAK    ? peak
                                  : sum;
}

pk_reduce_t pk_expected_path_reduce(const pk_expected_path_t *self, int at)
{
    const pk_measured_thing_t *thing = &self->things[at];
    return thing->below != NULL               ? PK_RATIO
           : thing->kpi != NULL               ? thing->kpi->reduce
           : thing->kind == PK_OBSERVED_STAGE ? PK_END
                                              : PK_SUM;
}

double pk_expected_path_value(const pk_expected_path_t *self, const double *told, int at, int first, int last)
{
    const pk_measured_thing_t *thing = &self->things[at];
    const double *row = &told[2 * (long)at * (self->plan->nstep + 1)];
    if (thing->below == NULL) {
        return pk_reduced(row, 2, pk_expected_path_reduce(self, at), first, last);
    }
    return pk_reduced(row, 2, thing->kpi->reduce, first, last) /
           pk_reduced(row + 1, 2, thing->below->reduce, first, last);
}
