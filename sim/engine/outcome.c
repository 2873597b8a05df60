#include "engine/outcome.h"

#include "engine/choose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "result/summary.h"

/* ---- names, dates, sizes ---- */

static const char *const ROLE_NAMES[] = {
    [PK_ROLE_NONE] = "",
    [PK_ROLE_PROSPECT] = "prospect",
    [PK_ROLE_CUSTOMER] = "customer",
    [PK_ROLE_ADVOCATE] = "advocate",
    [PK_ROLE_LOST] = "lost",
};

static const char *copy(pk_result_t *result, const char *text)
{
    return pk_arena_copy(&result->arena, text == NULL ? "" : text);
}

static void name_groups(const pk_plan_t *plan, pk_result_t *result)
{
    result->group_names = PK_ARRAY(&result->arena, const char *, result->ngroup);
    result->group_labels = PK_ARRAY(&result->arena, const char *, result->ngroup);
    for (int group = 0; group < result->ngroup; group++) {
        const pk_persona_t *persona = group == 0 ? NULL : &plan->model->personas[group - 1];
        result->group_names[group] = copy(result, persona == NULL ? "all" : persona->name);
        result->group_labels[group] = copy(result, persona == NULL ? "all" : persona->label);
    }
}

static void name_stages(const pk_plan_t *plan, pk_result_t *result)
{
    result->stages = PK_ARRAY(&result->arena, pk_result_stage_t, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_t *stage = plan->stages[i].stage;
        result->stages[i] = (pk_result_stage_t){.name = copy(result, stage->name),
                                                .label = copy(result, stage->label),
                                                .role = ROLE_NAMES[stage->role],
                                                .instant = plan->stages[i].kind == PK_STAGE_INSTANT};
    }
}

static void name_flows(const pk_plan_t *plan, pk_result_t *result)
{
    result->flows = PK_ARRAY(&result->arena, pk_result_flow_t, plan->nflow);
    for (int f = 0; f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        result->flows[f] = (pk_result_flow_t){.from = flow->from < 0 ? "" : result->stages[flow->from].name,
                                              .to = result->stages[flow->to].name,
                                              .purchase = flow->purchase};
    }
}

static void name_drivers(const pk_plan_t *plan, pk_result_t *result)
{
    result->drivers = PK_ARRAY(&result->arena, pk_result_driver_t, plan->ndriver);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        result->drivers[d] = (pk_result_driver_t){
            .name = copy(result, driver->driver->name),
            .label = copy(result, driver->driver->label),
            .kind = driver->ops->name,
            .has_response = driver->ops->has_response,
        };
        if (driver->ops->spans != NULL) {
            pk_result_driver_t *to = &result->drivers[d];
            to->spans = driver->ops->spans(plan, driver, &result->arena, &to->nspan);
        }
    }
}

static void name_kpis(const pk_plan_t *plan, const pk_kpis_t *kpis, pk_result_t *result)
{
    result->kpis = PK_ARRAY(&result->arena, pk_result_kpi_t, kpis->shown);
    for (int k = 0; k < kpis->shown; k++) {
        const pk_kpi_plan_t *kpi = &kpis->at[k];
        result->kpis[k] = (pk_result_kpi_t){
            .name = copy(result, kpi->name),
            .label = copy(result, kpi->words[PK_ENGLISH]),
            .unit = copy(result, kpi->unit),
            .lower_is_better = kpi->lower_is_better,
            .above = kpi->above < kpis->shown ? kpi->above : -1,
            .below = kpi->below < kpis->shown ? kpi->below : -1,
            .by_group = kpi->by_group,
            .peak = kpi->reduce == PK_PEAK,
            .past = kpi->reduce == PK_GIVEN,
            .rank = kpi->rank,
            .chosen = kpi->chosen,
            .money = strcmp(kpi->unit, result->currency) == 0,
        };
        for (int language = 0; language < PK_LANGUAGES; language++) {
            result->kpis[k].words[language] = copy(result, kpi->words[language]);
        }
    }
    const pk_kpi_list_t *show = &plan->scenario->show;
    result->show = PK_ARRAY(&result->arena, const char *, show->count);
    result->nshow = show->count;
    for (int i = 0; i < show->count; i++) {
        result->show[i] = copy(result, show->names[i]);
    }
    result->windows = PK_ARRAY(&result->arena, pk_window_t, kpis->nwindow);
    for (int w = 0; w < kpis->nwindow; w++) {
        result->windows[w] = kpis->windows[w];
        result->windows[w].label = copy(result, kpis->windows[w].label);
    }
}

static void count_days(const pk_plan_t *plan, pk_result_t *result)
{
    if (plan->calendar.dated) {
        long *days = PK_ARRAY(&result->arena, long, plan->nstep + 1);
        for (int t = 0; t <= plan->nstep; t++) {
            days[t] = pk_step_date(&plan->calendar, t + 1);
        }
        result->days = days;
    }
}

/* What money is told over time, and of which periods. */
static void list_money(pk_plan_t *plan, const pk_kpis_t *kpis, pk_by_t by, pk_result_t *result)
{
    pk_result_money_t *money = &result->money;
    const pk_window_t *periods = pk_money_periods(plan, by, &money->nperiod);
    money->periods = PK_ARRAY(&result->arena, pk_window_t, money->nperiod);
    money->kpis = PK_ARRAY(&result->arena, int, kpis->shown);
    for (int p = 0; p < money->nperiod; p++) {
        money->periods[p] = periods[p];
        money->periods[p].label = copy(result, periods[p].label);
    }
    for (int k = 0; k < kpis->shown; k++) {
        const pk_measure_fn measure = kpis->at[k].measure;
        if (measure == pk_measure_revenue || measure == pk_measure_cost || measure == pk_measure_spend ||
            measure == pk_measure_profit) {
            money->kpis[money->nwhat++] = k;
        }
    }
    const long cells = (long)money->nwhat * money->nperiod;
    money->sum = PK_ARRAY(&result->arena, pk_summary_t, cells);
    money->total = PK_ARRAY(&result->arena, pk_summary_t, cells);
}

static void make_room(const pk_run_options_t *options, bool alone, pk_result_t *result)
{
    const long kpi_cells = (long)result->nwindow * result->ngroup * result->nkpi;
    if (alone) {
        result->kpi_runs = PK_ARRAY(&result->arena, double, kpi_cells * result->nrun);
    }
    result->kpi = PK_ARRAY(&result->arena, pk_summary_t, kpi_cells);
    result->kpi_mcse = PK_ARRAY(&result->arena, double, kpi_cells);
    if (options->series) {
        const long steps = result->nstep;
        result->stage_counts = PK_ARRAY(&result->arena, pk_summary_t, (steps + 1) * result->ngroup * result->nstage);
        result->flow_counts = PK_ARRAY(&result->arena, pk_summary_t, steps * result->ngroup * result->nflow);
        result->driver_value = PK_ARRAY(&result->arena, double, steps * result->ndriver);
        result->driver_response = PK_ARRAY(&result->arena, double, steps * result->ndriver);
    }
}

static void headline(const pk_outcome_t *self, pk_plan_t *plan, pk_result_t *result)
{
    const pk_kpis_t *kpis = self->kpis;
    const pk_scenario_t *scenario = plan->scenario;
    result->scenario = copy(result, scenario->name);
    result->title = copy(result, scenario->title);
    result->model_title = copy(result, plan->model->name);
    result->file = copy(result, scenario->file);
    static const char *const engines[] = {
        [PK_ENGINE_EXPECTED] = "expected", [PK_ENGINE_COHORT] = "cohort", [PK_ENGINE_AGENTS] = "agents"};
    result->engine = engines[pk_engine_of(scenario, scenario->engine == PK_ENGINE_AUTO ? &result->engine_why : NULL)];
    result->currency = copy(result, plan->model->currency);
    result->step_unit = pk_unit_name(plan->calendar.step);
    result->seed = scenario->seed;
    result->population = plan->population;
    result->spend_scale = plan->spend_scale;
    result->nrun = (int)pk_run_count(plan, self->options);
    result->repeats = plan->nlearned > 0 && plan->nlearned < result->nrun ? result->nrun / (double)plan->nlearned : 1;
    result->nstep = plan->nstep;
    result->nstage = plan->nstage;
    result->ngroup = kpis->ngroup;
    result->nflow = plan->nflow;
    result->ndriver = plan->ndriver;
    result->nkpi = kpis->shown;
    result->nwindow = kpis->nwindow;
    result->uncertain = plan->uncertain;
    result->feedback = pk_is_inexact(plan);
    name_groups(plan, result);
    name_stages(plan, result);
    name_flows(plan, result);
    name_drivers(plan, result);
    name_kpis(plan, kpis, result);
    count_days(plan, result);
    make_room(self->options, self->alone, result);
    if (self->options->series) {
        list_money(plan, kpis, self->options->by, result);
        pk_outcome_actuals(plan, kpis, result);
    }
}

/* ---- KPIs ---- */

typedef struct {
    const pk_kpis_t *kpis;
    const double *runs;      /* [run][window, group, kpi], hidden ones too; or NULL, and they are packed */
    const pk_runs_t *packed; /* [window, group, kpi] */
    long nrun;
    double *above, *below; /* [run], scratch */
} pk_columns_t;

static long take_column(const pk_columns_t *self, long cell, double *into)
{
    const long size = pk_kpis_size(self->kpis);
    long undefined = 0;
    if (self->runs == NULL) {
        pk_runs_take(self->packed, cell, 0, self->nrun, into);
    }
    for (long run = 0; run < self->nrun; run++) {
        into[run] = self->runs != NULL ? self->runs[run * size + cell] : into[run];
        undefined += isnan(into[run]);
    }
    return undefined;
}

static double column_mean(const pk_columns_t *self, long cell)
{
    double mean;
    take_column(self, cell, self->above);
    (void)pk_squares(self->above, self->nrun, &mean);
    return mean;
}

/* A ratio's mean is the ratio of means, which may be of ratios. */
static double ratio_mean(const pk_columns_t *self, int window, int group, int kpi)
{
    const pk_kpi_plan_t *plan = &self->kpis->at[kpi];
    if (plan->reduce != PK_RATIO) {
        return column_mean(self, ((long)window * self->kpis->ngroup + group) * self->kpis->count + kpi);
    }
    const double below = ratio_mean(self, window, group, plan->below);
    return below != 0 ? ratio_mean(self, window, group, plan->above) / below : NAN;
}

/* The standard error of a ratio of means r = A/B by the delta method: sd(a - r b) / (B sqrt(n)); a and b may be ratios.
 */
static double ratio_mcse(const pk_columns_t *self, int window, int group, int kpi, double ratio)
{
    const long row = ((long)window * self->kpis->ngroup + group) * self->kpis->count;
    const pk_kpi_plan_t *plan = &self->kpis->at[kpi];
    double squares = 0, below = 0;
    take_column(self, row + plan->above, self->above);
    take_column(self, row + plan->below, self->below);
    for (long run = 0; run < self->nrun; run++) {
        const double off = self->above[run] - ratio * self->below[run];
        squares += off * off;
        below += self->below[run];
    }
    const double n = (double)self->nrun;
    return self->nrun > 1 ? sqrt(squares / (n - 1) / n) / fabs(below / n) : NAN;
}

static void warn_undefined(const char *scenario, const pk_kpi_plan_t *kpi, long undefined, long nrun, pk_diag_t *diag)
{
    if (undefined > 0 && undefined < nrun) {
        pk_warning(diag, PK_NOWHERE, NULL, "%s: %s is not defined in %ld of %ld runs, where what it is divided by is 0",
                   scenario, kpi->name, undefined, nrun);
    }
}

static void one_kpi(const pk_columns_t *columns, int window, int group, int k, pk_result_t *result, double *scratch,
                    pk_diag_t *diag)
{
    const long from = ((long)window * columns->kpis->ngroup + group) * columns->kpis->count + k;
    const long to = pk_kpi_cell(result, window, group, k);
    const pk_kpi_plan_t *kpi = &columns->kpis->at[k];
    const long undefined = take_column(columns, from, scratch);
    if (result->kpi_runs != NULL) {
        memcpy(&result->kpi_runs[to * columns->nrun], scratch, (size_t)columns->nrun * sizeof(double));
    }
    result->kpi[to] = pk_summarise(scratch, columns->nrun);
    /* The ratio of means of runs that all have one ratio is that ratio, and is not worked out to its last digit. */
    const bool of_means = kpi->reduce == PK_RATIO && (result->kpi[to].sd != 0 || undefined > 0);
    if (of_means && (group == 0 || kpi->by_group)) {
        result->kpi[to].mean = ratio_mean(columns, window, group, k);
    }
    result->kpi_mcse[to] = result->kpi[to].sd * sqrt(fmax(1, result->repeats) / (double)(columns->nrun - undefined));
    if (of_means && !isnan(result->kpi[to].mean) && undefined < columns->nrun) {
        result->kpi_mcse[to] = ratio_mcse(columns, window, group, k, result->kpi[to].mean);
    }
    if (window == 0 && group == 0) {
        warn_undefined(result->scenario, kpi, undefined, columns->nrun, diag);
    }
}

/* ---- goals ---- */

/* A run in which the KPI is not defined (nobody was won for the money) has not met its target; how far it is off cannot
 * be said, so that the shortfall is over the others. */
static void judge(pk_result_goal_t *goal, const double *values, int count)
{
    double met = 0, shortfall = 0, defined = 0;
    for (int run = 0; run < count; run++) {
        const double over = goal->at_least ? values[run] - goal->bound : goal->bound - values[run];
        met += over >= 0;
        shortfall += over < 0 ? -over : 0;
        defined += !isnan(over);
    }
    goal->p_met = met / count;
    goal->mean_shortfall = defined > 0 ? shortfall / defined : NAN;
}

static void one_goal(const pk_scenario_t *scenario, int index, pk_result_t *result)
{
    const pk_goal_t *goal = &scenario->goals[index];
    pk_result_goal_t *out = &result->goals[index];
    *out = (pk_result_goal_t){
        .kpi = copy(result, goal->kpi),
        .kpi_index = pk_result_kpi(result, goal->kpi),
        .window = result->nwindow - scenario->ngoal + index,
        .by = copy(result, goal->by_text),
        .by_step = goal->by_step,
        .by_day = goal->by_day,
        .through_day = goal->through_day,
        .at_least = goal->at_least,
        .bound = goal->bound,
    };
    PK_REQUIRE(out->kpi_index >= 0);
    const long cell = pk_kpi_cell(result, out->window, 0, out->kpi_index);
    double *room = pk_heap((size_t)result->nrun, sizeof(double));
    out->mean = result->kpi[cell].mean;
    judge(out, pk_result_runs(result, cell, room), result->nrun);
    free(room);
}

void pk_outcome_kpis(const pk_outcome_t *self, pk_diag_t *diag)
{
    const pk_kpis_t *kpis = self->kpis;
    pk_result_t *result = self->result;
    double *scratch = pk_heap(3 * (size_t)result->nrun, sizeof(double));
    const pk_columns_t columns = {.kpis = kpis,
                                  .runs = self->runs,
                                  .packed = &result->packed,
                                  .nrun = result->nrun,
                                  .above = &scratch[result->nrun],
                                  .below = &scratch[2L * result->nrun]};
    for (int window = 0; window < kpis->nwindow; window++) {
        for (int group = 0; group < kpis->ngroup; group++) {
            for (int k = 0; k < kpis->shown; k++) {
                one_kpi(&columns, window, group, k, result, scratch, diag);
            }
        }
    }
    free(scratch);
    result->ngoal = self->plan->scenario->ngoal;
    result->goals = PK_ARRAY(&result->arena, pk_result_goal_t, result->ngoal);
    for (int k = 0; k < result->ngoal; k++) {
        one_goal(self->plan->scenario, k, result);
    }
}

void pk_outcome_warnings(const pk_diag_t *diag, int first, pk_result_t *result)
{
    result->warnings = PK_ARRAY(&result->arena, const char *, diag->count - first);
    for (int k = first; k < diag->count; k++) {
        if (diag->messages[k].severity == PK_WARNING) {
            result->warnings[result->nwarning++] = copy(result, diag->messages[k].text);
        }
    }
}

/* ---- batch by batch ---- */

void pk_outcome_init(pk_outcome_t *self, pk_plan_t *plan, const pk_kpis_t *kpis, const pk_run_options_t *options,
                     int batches, pk_result_t *result)
{
    *self = (pk_outcome_t){.plan = plan, .kpis = kpis, .options = options, .result = result, .alone = batches == 1};
    headline(self, plan, result);
    if (options->expected != NULL) {
        const size_t cells = (size_t)kpis->nwindow * (size_t)kpis->ngroup * (size_t)kpis->shown;
        self->expected = pk_heap(cells * (size_t)result->nrun, sizeof(double));
    }
    if (!self->alone) {
        pk_runs_init(&result->packed, pk_kpis_size(kpis), result->nrun, (result->nrun + batches - 1) / batches);
        result->packed_kpis = kpis->count;
    }
}

static void add_expected(pk_outcome_t *self, long first, long count, const double *expected)
{
    const long size = pk_kpis_size(self->kpis), rows = (long)self->kpis->nwindow * self->kpis->ngroup;
    for (long row = 0; row < rows; row++) {
        for (long k = 0; k < self->kpis->shown; k++) {
            double *into = &self->expected[(row * self->kpis->shown + k) * self->result->nrun + first];
            for (long run = 0; run < count; run++) {
                into[run] = expected[run * size + row * self->kpis->count + k];
            }
        }
    }
}

static void pack(pk_outcome_t *self, long first, long count, const double *runs)
{
    const long size = pk_kpis_size(self->kpis);
    double *column = pk_heap((size_t)count, sizeof(double));
    for (long cell = 0; cell < size; cell++) {
        for (long run = 0; run < count; run++) {
            column[run] = runs[run * size + cell];
        }
        pk_runs_keep(&self->result->packed, (int)(first / self->result->packed.piece_runs), cell, column, count);
    }
    free(column);
}

void pk_outcome_add(pk_outcome_t *self, long first, long count, const double *draws, const double *runs,
                    const double *expected)
{
    if (self->expected != NULL) {
        add_expected(self, first, count, expected);
    }
    if (self->alone) {
        self->draws = draws;
        self->runs = runs;
    } else {
        pack(self, first, count, runs);
    }
}

/* The draws of several batches once more, a batch at a time. */
typedef struct {
    pk_sim_t *sims;
    const pk_move_t *moves;
    int nmove;
    double *draws;
    long first, run; /* of the batch, and the number of the first run of all */
} pk_redrawing_t;

static void redraw(void *context, long run, int worker)
{
    const pk_redrawing_t *self = context;
    pk_sim_t *sim = &self->sims[worker];
    pk_assumptions_draw_moved(sim, (uint64_t)(self->run + self->first + run), self->moves, self->nmove,
                              &self->draws[run * sim->plan->nslot], NULL);
}

static void see_again(const pk_outcome_t *self, pk_draws_seen_t *seen)
{
    const int workers = pk_parallel_threads(self->options->threads);
    const long nrun = self->result->nrun, size = self->result->packed.piece_runs;
    pk_move_t *moves =
        pk_heap((size_t)pk_moved_moves(self->options->moved, self->options->nmoved) + 1, sizeof(pk_move_t));
    pk_redrawing_t again = {.run = self->options->first_run,
                            .moves = moves,
                            .nmove = pk_moved_move(self->options->moved, self->options->nmoved, moves),
                            .sims = pk_heap((size_t)workers, sizeof(pk_sim_t)),
                            .draws = pk_heap((size_t)(size * self->plan->nslot), sizeof(double))};
    for (int k = 0; k < workers; k++) {
        pk_sim_init(&again.sims[k], self->plan, &pk_chance_expected);
    }
    for (again.first = 0; again.first < nrun; again.first += size) {
        const long count = nrun - again.first < size ? nrun - again.first : size;
        pk_parallel_for(count, self->options->threads, redraw, &again);
        pk_draws_seen_add(seen, again.first, count, again.draws, self->result);
    }
    for (int k = 0; k < workers; k++) {
        pk_sim_free(&again.sims[k]);
    }
    free(again.sims);
    free(moves);
    free(again.draws);
}

static pk_status_t tell_draws(pk_outcome_t *self, pk_diag_t *diag)
{
    pk_draws_seen_t seen;
    if (self->options->kpis_alone) {
        return PK_OK;
    }
    pk_draws_seen_init(&seen, self->plan, self->options, self->result->nrun, self->alone);
    if (self->alone) {
        pk_draws_seen_add(&seen, 0, self->result->nrun, self->draws, self->result);
    } else {
        see_again(self, &seen);
    }
    const pk_status_t status = pk_outcome_spend(&seen, diag);
    if (status == PK_OK) {
        if (self->options->series) {
            pk_outcome_paid(&seen, self->result);
            pk_outcome_curves(&seen, self->result);
        }
        self->result->rank_error = fmax(self->result->rank_error, pk_outcome_assumptions(&seen, self->result));
    }
    pk_draws_seen_free(&seen);
    return status;
}

/* What is not exact where there are more runs than are held at once. */
static void warn_ranks(const pk_result_t *result, long batch, pk_diag_t *diag)
{
    if (result->rank_error > 0) {
        pk_warning(diag, PK_NOWHERE, "take fewer runs where these quantiles must be exact",
                   "%s: of more than %ld runs the quantiles by step and period and of assumptions are nearly exact: "
                   "their rank is "
                   "off by at most %.2g%% of the runs; means, standard deviations and all of the KPIs are exact",
                   result->scenario, batch, 100 * result->rank_error);
    }
}

pk_status_t pk_outcome_finish(pk_outcome_t *self, pk_diag_t *diag)
{
    const pk_status_t status = tell_draws(self, diag);
    if (status == PK_OK) {
        pk_outcome_kpis(self, diag);
        warn_ranks(self->result, self->options->batch > 0 ? self->options->batch : PK_BATCH_RUNS, diag);
        if (self->expected != NULL) {
            *self->options->expected = self->expected;
            self->expected = NULL;
        }
    }
    return status;
}

void pk_outcome_free(pk_outcome_t *self)
{
    free(self->expected);
    *self = (pk_outcome_t){0};
}
