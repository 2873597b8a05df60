#include "infer/independent.h"

#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"
#include "infer/expected_path.h"
#include "infer/noise.h"

static const double LEAST_MEAN = 1e-9;

/* Two arms of an experiment, as what stands on the channel's spend beside the plan's; 0 is the plan itself. */
typedef struct {
    double with, without;
} pk_arms_t;

typedef struct pk_independent_layout {
    pk_independent_options_t options;
    pk_expected_path_t path;
    int *series, *targets, *experiments; /* their things in the path; -1: passed over */
    int *stages;                         /* [stage] things of all stages, for targets that are shares; NULL: none are */
    pk_arms_t *arms;                     /* [nexperiment] */
    int last;                            /* the last step that anything is told of */
} pk_independent_layout_t;

typedef struct pk_independent_chain {
    pk_sim_t sim;
    double *told, *with, *without; /* walks */
    pk_expected_value_t *values;
} pk_independent_chain_t;

/* ---- what is told of the path ---- */

static bool is_taken(const pk_independent_options_t *options, const pk_observed_series_t *series)
{
    return series->noise != PK_NOISE_MULTINOMIAL && (series->noise != PK_NOISE_JOURNEY || options->journey_too);
}

static void reach(pk_independent_layout_t *self, int step)
{
    self->last = step > self->last ? step : self->last;
}

static pk_status_t add_series(pk_independent_layout_t *self, int s, pk_diag_t *diag)
{
    const pk_observed_series_t *series = &self->options.series[s];
    self->series[s] = -1;
    if (!is_taken(&self->options, series)) {
        return PK_OK;
    }
    for (int v = 0; v < series->count; v++) {
        reach(self, series->values[v].last);
    }
    self->series[s] =
        pk_expected_path_add(&self->path, series->kind, series->flow, series->name, series->group, series->place, diag);
    return self->series[s] < 0 ? PK_BAD_INPUT : PK_OK;
}

static pk_status_t add_target(pk_independent_layout_t *self, int k, pk_diag_t *diag)
{
    const pk_observed_target_t *target = &self->options.targets[k];
    reach(self, target->last);
    self->targets[k] = pk_expected_path_add(&self->path, target->kind, target->index, target->name, target->group,
                                            target->place, diag);
    return self->targets[k] < 0 ? PK_BAD_INPUT : PK_OK;
}

/* Money spent in a part of the market is felt there as so much more in all of it; what comes of it is of that part.
 * Where the plan's spend has the extra, it is taken out of both arms first. */
static pk_arms_t arms_of(const pk_observed_experiment_t *experiment)
{
    const double felt = experiment->extra / experiment->in, planned = experiment->in_spend ? experiment->extra : 0;
    return (pk_arms_t){.with = felt - planned, .without = -planned};
}

static pk_status_t add_experiment(pk_independent_layout_t *self, int k, pk_diag_t *diag)
{
    const pk_observed_experiment_t *experiment = &self->options.experiments[k];
    reach(self, experiment->counted_last);
    self->arms[k] = arms_of(experiment);
    self->experiments[k] =
        pk_expected_path_add(&self->path, PK_OBSERVED_KPI, -1, experiment->kpi, -1, experiment->place, diag);
    return self->experiments[k] < 0 ? PK_BAD_INPUT : PK_OK;
}

/* Everybody of a persona, or of all, for shares of stages. */
static void add_stages(pk_independent_layout_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_plan_t *plan = self->options.plan;
    const int groups = plan->model->npersona + 1;
    bool shares = false;
    for (int k = 0; k < self->options.ntarget; k++) {
        shares = shares || self->options.targets[k].share;
    }
    if (!shares) {
        return;
    }
    self->stages = PK_ARRAY(arena, int, plan->nstage *groups);
    for (int k = 0; k < plan->nstage * groups; k++) {
        self->stages[k] =
            pk_expected_path_add(&self->path, PK_OBSERVED_STAGE, k / groups, NULL, k % groups - 1, PK_NOWHERE, diag);
    }
}

static void count_values(pk_independent_t *self)
{
    const pk_independent_options_t *options = &self->layout->options;
    for (int s = 0; s < options->nseries; s++) {
        const pk_observed_series_t *series = &options->series[s];
        for (int v = 0; v < series->count && self->layout->series[s] >= 0; v++) {
            self->nseen += series->values[v].last <= options->last_step;
            self->nvalue++;
        }
    }
    self->nvalue += options->ntarget + options->nexperiment;
    for (int k = 0; k < options->ntarget; k++) {
        self->nseen += options->targets[k].last <= options->last_step;
    }
    for (int k = 0; k < options->nexperiment; k++) {
        self->nseen += options->experiments[k].counted_last <= options->last_step;
    }
}

static pk_status_t lay_out(pk_independent_layout_t *self, const pk_independent_options_t *options, pk_arena_t *arena,
                           pk_diag_t *diag)
{
    const int before = diag->errors;
    *self = (pk_independent_layout_t){.options = *options,
                                      .series = PK_ARRAY(arena, int, options->nseries + 1),
                                      .targets = PK_ARRAY(arena, int, options->ntarget + 1),
                                      .experiments = PK_ARRAY(arena, int, options->nexperiment + 1),
                                      .arms = PK_ARRAY(arena, pk_arms_t, options->nexperiment + 1)};
    pk_status_t status = PK_OK;
    pk_expected_path_init(&self->path, options->plan);
    for (int s = 0; s < options->nseries; s++) {
        status = add_series(self, s, diag) != PK_OK ? PK_BAD_INPUT : status;
    }
    for (int k = 0; k < options->ntarget; k++) {
        status = add_target(self, k, diag) != PK_OK ? PK_BAD_INPUT : status;
    }
    for (int k = 0; k < options->nexperiment; k++) {
        status = add_experiment(self, k, diag) != PK_OK ? PK_BAD_INPUT : status;
    }
    add_stages(self, arena, diag);
    return diag->errors > before ? PK_BAD_INPUT : status;
}

pk_status_t pk_independent_init(pk_independent_t *self, const pk_independent_options_t *options, pk_diag_t *diag)
{
    *self = (pk_independent_t){.plan = options->plan, .chains = options->chains};
    self->layout = PK_NEW(&self->arena, pk_independent_layout_t);
    if (lay_out(self->layout, options, &self->arena, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    count_values(self);
    self->chain = PK_ARRAY(&self->arena, pk_independent_chain_t, options->chains);
    const size_t size = pk_expected_path_size(&self->layout->path) + 1;
    for (int c = 0; c < options->chains; c++) {
        pk_independent_chain_t *chain = &self->chain[c];
        pk_sim_init(&chain->sim, options->plan, &pk_chance_expected);
        chain->told = PK_ARRAY(&self->arena, double, size);
        chain->values = PK_ARRAY(&self->arena, pk_expected_value_t, self->nvalue + 1);
        chain->with = options->nexperiment > 0 ? PK_ARRAY(&self->arena, double, size) : NULL;
        chain->without = options->nexperiment > 0 ? PK_ARRAY(&self->arena, double, size) : NULL;
    }
    return PK_OK;
}

void pk_independent_free(pk_independent_t *self)
{
    for (int c = 0; c < self->chains && self->chain != NULL; c++) {
        pk_sim_free(&self->chain[c].sim);
    }
    if (self->layout != NULL) {
        pk_expected_path_free(&self->layout->path);
    }
    pk_arena_free(&self->arena);
    *self = (pk_independent_t){0};
}

/* ---- densities ---- */

static double spread_of(const pk_observed_series_t *series, const double *draws)
{
    return series->spread == NULL ? NAN : draws[series->spread->slot];
}

/* Of one number with an independent noise; fills its sd. */
static double density(const pk_observed_series_t *series, const double *draws, pk_expected_value_t *value)
{
    const double mean = fmax(value->mean, LEAST_MEAN), spread = spread_of(series, draws);
    if (series->noise == PK_NOISE_NORMAL) {
        value->sd = spread;
        return pk_log_normal(value->observed, value->mean, spread * spread);
    }
    if (series->noise == PK_NOISE_NEGATIVE_BINOMIAL) {
        value->sd = sqrt(mean + mean * mean / spread);
        return pk_log_negative_binomial(value->observed, mean, spread);
    }
    value->sd = sqrt(mean);
    return pk_log_poisson_at(value->observed, mean);
}

static double density_of_series(const pk_independent_layout_t *layout, int s, const double *draws, const double *told,
                                pk_expected_value_t *out)
{
    const pk_observed_series_t *series = &layout->options.series[s];
    double sum = 0;
    for (int v = 0; v < series->count; v++) {
        const pk_observed_value_t *value = &series->values[v];
        out[v] = (pk_expected_value_t){
            .series = s,
            .value = v,
            .target = -1,
            .experiment = -1,
            .seen = value->last <= layout->options.last_step,
            .observed = value->value,
            .mean = pk_expected_path_value(&layout->path, told, layout->series[s], value->first, value->last)};
    }
    for (int v = 0; v < series->count; v++) {
        out[v].log_density = density(series, draws, &out[v]);
        sum += out[v].seen ? out[v].log_density : 0;
    }
    return sum;
}

static double everybody(const pk_independent_layout_t *layout, const double *told, int group, int step)
{
    const int groups = layout->options.plan->model->npersona + 1;
    double sum = 0;
    for (int i = 0; i < layout->options.plan->nstage; i++) {
        sum += pk_expected_path_value(&layout->path, told, layout->stages[i * groups + group + 1], step, step);
    }
    return sum;
}

static pk_expected_value_t target_of(const pk_independent_layout_t *layout, int k, const double *told)
{
    const pk_observed_target_t *target = &layout->options.targets[k];
    double mean = pk_expected_path_value(&layout->path, told, layout->targets[k], target->first, target->last);
    mean = target->share ? mean / fmax(everybody(layout, told, target->group, target->last), LEAST_MEAN) : mean;
    return (pk_expected_value_t){.series = -1,
                                 .value = -1,
                                 .target = k,
                                 .experiment = -1,
                                 .seen = target->last <= layout->options.last_step,
                                 .observed = target->value,
                                 .mean = mean,
                                 .sd = target->sd,
                                 .log_density = pk_log_normal(target->value, mean, target->sd * target->sd)};
}

/* The walk with this much more on a channel's spend; the plan's own where it is none. NULL: no number holds it. */
static const double *arm(const pk_independent_layout_t *layout, pk_independent_chain_t *chain, const double *draws,
                         const pk_observed_experiment_t *experiment, double amount, double *room)
{
    const pk_extra_spend_t extra = {experiment->channel, amount, experiment->first, experiment->last};
    if (amount == 0) {
        return chain->told;
    }
    const bool held =
        pk_expected_path_walk(&layout->path, &chain->sim, 0, draws, experiment->counted_last, extra, room);
    return held ? room : NULL;
}

static pk_expected_value_t experiment_of(const pk_independent_layout_t *layout, pk_independent_chain_t *chain, int k,
                                         const double *draws)
{
    const pk_observed_experiment_t *e = &layout->options.experiments[k];
    const double *with = arm(layout, chain, draws, e, layout->arms[k].with, chain->with);
    const double *without = arm(layout, chain, draws, e, layout->arms[k].without, chain->without);
    pk_expected_value_t value = {.series = -1,
                                 .value = -1,
                                 .target = -1,
                                 .experiment = k,
                                 .seen = e->counted_last <= layout->options.last_step,
                                 .observed = e->value,
                                 .mean = NAN,
                                 .sd = e->sd,
                                 .log_density = -INFINITY};
    if (with != NULL && without != NULL) {
        const int thing = layout->experiments[k], first = e->counted_first, last = e->counted_last;
        value.mean = e->in * (pk_expected_path_value(&layout->path, with, thing, first, last) -
                              pk_expected_path_value(&layout->path, without, thing, first, last));
        value.log_density = pk_log_normal(e->value, value.mean, e->sd * e->sd);
    }
    return value;
}

static double add_seen(const pk_expected_value_t *value)
{
    return value->seen ? value->log_density : 0;
}

double pk_independent_expect(pk_independent_t *self, int at, const double *draws, pk_expected_value_t *out)
{
    const pk_independent_layout_t *layout = self->layout;
    pk_independent_chain_t *chain = &self->chain[at];
    double sum = 0;
    if (pk_assumptions_possible(&chain->sim, draws, -1) != PK_DRAW_FINE ||
        !pk_expected_path_walk(&layout->path, &chain->sim, 0, draws, layout->last, (pk_extra_spend_t){0},
                               chain->told)) {
        return -INFINITY;
    }
    for (int s = 0; s < layout->options.nseries; s++) {
        if (layout->series[s] >= 0) {
            sum += density_of_series(layout, s, draws, chain->told, out);
            out += layout->options.series[s].count;
        }
    }
    for (int k = 0; k < layout->options.ntarget; k++) {
        *out = target_of(layout, k, chain->told);
        sum += add_seen(out++);
    }
    for (int k = 0; k < layout->options.nexperiment; k++) {
        *out = experiment_of(layout, chain, k, draws);
        sum += add_seen(out++);
    }
    return sum == sum ? sum : -INFINITY;
}

double pk_independent_log_likelihood(void *independent, int chain, const double *draws)
{
    pk_independent_t *self = independent;
    return pk_independent_expect(self, chain, draws, self->chain[chain].values);
}
