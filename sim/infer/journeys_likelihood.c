#include "infer/journeys_likelihood.h"

#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "infer/journeys_rows.h"

/* ---- memory ---- */

static pk_status_t check_mixed(const pk_journeys_t *self, pk_diag_t *diag)
{
    for (int m = 0; m < self->rows->nmixed; m++) {
        const pk_mixed_log_t *mixed = &self->rows->mixed[m];
        for (int i = 0; i < self->plan->nstage; i++) {
            const pk_journeys_row_t *row = &self->rows->rows[mixed->of][i * self->plan->npersona];
            if (row->used && row->waits) {
                return pk_error(diag, mixed->log->asked->place, "columns: {persona: type}",
                                "the log does not say which persona a case is of, and its cases wait for capacity in "
                                "%s, where that matters",
                                self->plan->stages[i].stage->name);
            }
        }
    }
    return PK_OK;
}

static pk_row_values_t make_values(pk_arena_t *arena, const pk_journeys_row_t *row)
{
    return (pk_row_values_t){
        .stay = PK_ARRAY(arena, double, row->nclass),
        .way = PK_ARRAY(arena, double, row->nclass * row->nexit),
        .event = PK_ARRAY(arena, double, row->nclass * row->nevent),
        .none = PK_ARRAY(arena, double, row->nclass * row->nevent),
        .speed = PK_ARRAY(arena, double, row->nclass),
        .rated = PK_ARRAY(arena, double, row->nclass),
        .gone = PK_ARRAY(arena, double, row->nclass),
        .fits = PK_ARRAY(arena, double, row->nclass),
    };
}

static void make_mixture_room(pk_journeys_t *self, pk_journeys_chain_t *chain)
{
    int visits = 0, nodes = 0;
    for (int m = 0; m < self->rows->nmixed; m++) {
        const pk_journeys_log_t *log = self->rows->mixed[m].log;
        visits = log->nvisit > visits ? log->nvisit : visits;
        nodes = log->nnode > nodes ? log->nnode : nodes;
    }
    chain->visits = PK_ARRAY(&self->arena, double, (long)visits * self->plan->npersona);
    chain->nodes = PK_ARRAY(&self->arena, double, (long)nodes * self->plan->npersona);
}

static void init_chain(pk_journeys_t *self, pk_journeys_chain_t *chain)
{
    const pk_plan_t *plan = self->plan;
    pk_sim_init(&chain->sim, plan, &pk_chance_expected);
    chain->fit = PK_ARRAY(&self->arena, double, plan->ncapacity);
    chain->stays = PK_ARRAY(&self->arena, pk_stay_ages_t, plan->nstage);
    for (int of = 0; of < PK_ROWS; of++) {
        chain->values[of] = PK_ARRAY(&self->arena, pk_row_values_t, plan->nstage * plan->npersona);
        for (int k = 0; k < plan->nstage * plan->npersona; k++) {
            const pk_journeys_row_t *row = &self->rows->rows[of][k];
            pk_stay_ages_t *stay = &chain->stays[row->stage];
            chain->values[of][k] = make_values(&self->arena, row);
            stay->nage = row->nage > stay->nage ? row->nage : stay->nage;
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        chain->stays[i].log_stay = PK_ARRAY(&self->arena, double, chain->stays[i].nage);
    }
    make_mixture_room(self, chain);
}

pk_status_t pk_journeys_init(pk_journeys_t *self, const pk_journeys_options_t *options, pk_diag_t *diag)
{
    *self = (pk_journeys_t){.plan = options->plan, .chains = options->chains, .last_step = options->last_step};
    pk_journeys_rows_make(self, options);
    if (check_mixed(self, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->chain = PK_ARRAY(&self->arena, pk_journeys_chain_t, self->chains);
    for (int c = 0; c < self->chains; c++) {
        init_chain(self, &self->chain[c]);
    }
    return PK_OK;
}

void pk_journeys_free(pk_journeys_t *self)
{
    for (int c = 0; c < self->chains && self->chain != NULL; c++) {
        pk_sim_free(&self->chain[c].sim);
    }
    for (int k = 0; self->rows != NULL && k < PK_ROWS * self->plan->nstage * self->plan->npersona; k++) {
        const int count = self->plan->nstage * self->plan->npersona;
        free(self->rows->rows[k / count][k % count].aged);
    }
    pk_arena_free(&self->arena);
    *self = (pk_journeys_t){0};
}

/* ---- the probabilities of now ---- */

static double fit_of(const pk_journeys_chain_t *chain, const pk_journeys_row_t *row, const pk_flow_t *flow)
{
    return row->waits && flow->capacity >= 0 ? chain->fit[flow->capacity] : 1;
}

static void take_exits(pk_journeys_chain_t *chain, const pk_journeys_row_t *row, pk_row_values_t *values, int class)
{
    const pk_sim_t *sim = &chain->sim;
    const pk_plan_t *plan = sim->plan;
    const pk_stage_plan_t *stage = &plan->stages[row->stage];
    double rated = 0, gone = 0, fits = 0;
    for (int k = 0; k < row->nexit; k++) {
        const int f = stage->exits[k];
        const double p = sim->now.p[f * plan->npersona + row->persona], fit = fit_of(chain, row, &plan->flows[f]);
        rated += k < stage->nrated ? p : 0;
        *(k < stage->nrated ? &gone : &fits) += p * fit;
        values->way[class * row->nexit + k] = log(p * fit);
    }
    const bool sure = stage->kind == PK_STAGE_PLAIN && sim->now.sure[row->stage * plan->npersona + row->persona];
    const bool all = sure && !row->waits;
    values->rated[class] = fmin(rated, 1);
    values->gone[class] = fmin(gone, 1);
    values->fits[class] = fits;
    values->stay[class] = all ? -INFINITY : log1p(-(stage->kind == PK_STAGE_PLAIN ? fmin(gone, 1) : fmin(rated, 1)));
    values->speed[class] = sim->now.speed[row->stage * plan->npersona + row->persona];
}

static void take_events(pk_journeys_chain_t *chain, const pk_journeys_row_t *row, pk_row_values_t *values, int class)
{
    const pk_plan_t *plan = chain->sim.plan;
    for (int e = 0; e < row->nevent; e++) {
        const pk_flow_t *flow = &plan->flows[plan->stages[row->stage].events[e]];
        const double p =
            chain->sim.now.p[(flow - plan->flows) * plan->npersona + row->persona] * fit_of(chain, row, flow);
        values->event[class * row->nevent + e] = log(p);
        values->none[class * row->nevent + e] = flow->by == PK_BY_RATE ? -p : log1p(-fmin(p, 1));
    }
}

/* The numbers of step t of all rows that differ by step; those that do not are of step 1. */
static void take_step(pk_journeys_t *self, pk_journeys_chain_t *chain, pk_rows_of_t of, int t)
{
    for (int k = 0; k < self->plan->nstage * self->plan->npersona; k++) {
        const pk_journeys_row_t *row = &self->rows->rows[of][k];
        const int class = pk_row_class(row, t);
        if (row->used && class >= 0 && (row->stepped || t == 1)) {
            take_exits(chain, row, &chain->values[of][k], class);
            take_events(chain, row, &chain->values[of][k], class);
        }
    }
}

/* What part of those who would move in this step has fitted. */
static void take_fits(pk_journeys_chain_t *chain, int t)
{
    const pk_sim_t *sim = &chain->sim;
    const pk_plan_t *plan = sim->plan;
    for (int c = 0; c < plan->ncapacity; c++) {
        double used = 0;
        for (int k = 0; k < plan->capacities[c].nflow; k++) {
            const int f = plan->capacities[c].flows[k];
            for (int g = 0; g < plan->npersona; g++) {
                used += sim->state.flow[f * plan->npersona + g] * pk_quantity(plan->flows[f].uses, sim->draws, t);
            }
        }
        const double waiting = sim->state.waiting[c];
        chain->fit[c] = waiting > 0 ? used / (used + waiting) : 1;
    }
}

/* ln(S(a+1)/S(a)) of all stays, where they are not those of the last draws. */
static void take_stays(pk_journeys_t *self, pk_journeys_chain_t *chain, const double *draws)
{
    for (int i = 0; i < self->plan->nstage; i++) {
        pk_stay_ages_t *stay = &chain->stays[i];
        if (stay->nage == 0) {
            continue;
        }
        const pk_life_t life = pk_life_of(self->plan->stages[i].stage->dwell, draws);
        bool same = stay->ready;
        for (int k = 0; k < PK_LAW_ARGUMENTS; k++) {
            same = same && stay->a[k] == life.a[k];
            stay->a[k] = life.a[k];
        }
        double here = 1;
        for (int a = 0; a < stay->nage && !same; a++) {
            const double next = here > 0 ? pk_life_surviving(&life, a + 1) : 0;
            stay->log_stay[a] = next > 0 ? fmin(0, log(next) - log(here)) : -INFINITY;
            here = next;
        }
        stay->ready = true;
    }
}

/* Fills all values of these draws; false where no run could have them. */
static bool take_values(pk_journeys_t *self, pk_journeys_chain_t *chain, const double *draws)
{
    pk_sim_t *sim = &chain->sim;
    if (pk_assumptions_possible(sim, draws, -1) != PK_DRAW_FINE) {
        return false;
    }
    take_stays(self, chain, draws);
    pk_sim_begin(sim, 0, draws);
    if (self->rows->used[PK_ROWS_BY_EVENT]) {
        pk_rates_update(sim, 1); /* the drivers stand as of today */
        take_step(self, chain, PK_ROWS_BY_EVENT, 1);
        pk_sim_begin(sim, 0, draws);
    }
    for (int t = 1; t <= self->rows->last; t++) {
        if (self->path) {
            pk_sim_step(sim, t);
            take_fits(chain, t);
        } else {
            pk_drivers_now(sim, t);
            pk_rates_update(sim, t);
        }
        take_step(self, chain, PK_ROWS_BY_TIME, t);
    }
    return sim->excess.what == PK_EXCESS_NONE;
}

/* ---- sums ---- */

/* count ln p, 0 where nothing is counted. */
static double times(double count, double log_p)
{
    return count > 0 ? count * log_p : 0;
}

/* ln of staying for those at one age whom a full capacity may have left behind. */
static double log_kept_waiting(const pk_row_values_t *values, int class, double left)
{
    return log1p(-values->gone[class] - (1 - values->rated[class]) * left * values->fits[class]);
}

static double sum_ages(const pk_journeys_chain_t *chain, const pk_journeys_row_t *row, const pk_row_values_t *values)
{
    const double *log_stay = chain->stays[row->stage].log_stay;
    double sum = 0;
    for (int a = 0; a < row->nage && !row->paced; a++) {
        sum += times(row->kept[a], pk_log_kept(log_stay[a], pk_row_speed(row, values, 0)));
        sum += times(row->left[a], pk_log_left(log_stay[a], pk_row_speed(row, values, 0)));
    }
    for (int k = 0; k < row->naged; k++) {
        const pk_aged_t *aged = &row->aged[k];
        const double speed = pk_row_speed(row, values, aged->class), here = log_stay[aged->age];
        const double left = pk_log_left(here, speed);
        sum += times(aged->left, left);
        sum +=
            times(aged->kept, row->waits ? log_kept_waiting(values, aged->class, exp(left)) : pk_log_kept(here, speed));
    }
    return sum;
}

static double sum_row(const pk_journeys_chain_t *chain, const pk_journeys_row_t *row, const pk_row_values_t *values)
{
    double sum = 0;
    for (int c = 0; c < row->nclass; c++) {
        sum += times(row->stay[c], values->stay[c]);
        for (int k = c * row->nexit; k < (c + 1) * row->nexit; k++) {
            sum += times(row->way[k], values->way[k]);
        }
        for (int e = c * row->nevent; e < (c + 1) * row->nevent; e++) {
            const bool by_rate =
                chain->sim.plan->flows[chain->sim.plan->stages[row->stage].events[e % row->nevent]].by == PK_BY_RATE;
            sum += times(row->event[e], values->event[e]);
            sum += times(by_rate ? row->risk[e] : row->risk[e] - row->event[e], values->none[e]);
        }
    }
    return sum + sum_ages(chain, row, values);
}

double pk_journeys_log_likelihood(void *context, int index, const double *draws)
{
    pk_journeys_t *self = context;
    pk_journeys_chain_t *chain = &self->chain[index];
    if (!take_values(self, chain, draws)) {
        return -INFINITY;
    }
    double sum = 0;
    for (int k = 0; k < PK_ROWS * self->plan->nstage * self->plan->npersona; k++) {
        const int count = self->plan->nstage * self->plan->npersona;
        const pk_journeys_row_t *row = &self->rows->rows[k / count][k % count];
        if (row->used) {
            sum += sum_row(chain, row, &chain->values[k / count][k % count]);
        }
    }
    for (int m = 0; m < self->rows->nmixed; m++) {
        sum += pk_journeys_mixture(self, chain, &self->rows->mixed[m]);
    }
    return isnan(sum) ? -INFINITY : sum;
}
