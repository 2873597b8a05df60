#include "report/tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/individual_tables.h"
#include "report/table.h"

/* What a result must have for a table of it. */
typedef enum { ANYTHING, SERIES, ACTUALS, INDIVIDUALS } pk_table_need_t;

/* One file: what it is called, its header ("" if written by `rows`) and its rows. */
typedef struct {
    const char *name, *header;
    void (*rows)(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
    pk_table_need_t needs;
    bool of_all; /* a comparison also writes it of all its scenarios together */
} pk_table_kind_t;

/* The spread of one run is unknown, whatever the engine filled in. */
static double spread(const pk_result_t *r, double sd)
{
    return r->nrun > 1 ? sd : NAN;
}

static void quantiles(pk_table_t *t, const pk_summary_t *s)
{
    pk_table_number(t, s->p05);
    pk_table_number(t, s->p25);
    pk_table_number(t, s->p50);
    pk_table_number(t, s->p75);
    pk_table_number(t, s->p95);
}

static void summary(pk_table_t *t, const pk_result_t *r, const pk_summary_t *s)
{
    pk_table_number(t, s->mean);
    pk_table_number(t, spread(r, s->sd));
    quantiles(t, s);
    pk_table_end_row(t);
}

static void kpi_row(pk_table_t *t, const pk_result_t *r, int window, int group, int kpi)
{
    long cell = pk_kpi_cell(r, window, group, kpi);
    const pk_summary_t *s = &r->kpi[cell];
    pk_table_text(t, r->scenario);
    pk_table_text(t, r->group_names[group]);
    pk_table_text(t, r->windows[window].label);
    pk_table_text(t, r->kpis[kpi].name);
    pk_table_text(t, r->kpis[kpi].unit);
    pk_table_number(t, s->mean);
    pk_table_number(t, spread(r, s->sd));
    pk_table_number(t, spread(r, r->kpi_mcse[cell]));
    quantiles(t, s);
    pk_table_end_row(t);
}

static void kpi_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    int groups = options->all_personas ? r->ngroup : 1;
    for (int group = 0; group < groups; group++) {
        for (int window = 0; window < r->nwindow; window++) {
            for (int kpi = 0; kpi < r->nkpi; kpi++) {
                if (!r->windows[window].goal && (group == 0 || r->kpis[kpi].by_group) &&
                    (window == 0 || !r->kpis[kpi].past)) {
                    kpi_row(t, r, window, group, kpi);
                }
            }
        }
    }
}

enum { ROWS = 256 };

static void run_row(pk_table_t *t, const pk_result_t *r, int run, const double **values, int row)
{
    pk_table_text(t, r->scenario);
    pk_table_number(t, run);
    for (int kpi = 0; kpi < r->nkpi; kpi++) {
        pk_table_number(t, values[kpi][row]);
    }
    pk_table_end_row(t);
}

static void run_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    pk_table_text(t, "scenario");
    pk_table_text(t, "run");
    for (int kpi = 0; kpi < r->nkpi; kpi++) {
        pk_table_text(t, r->kpis[kpi].name);
    }
    pk_table_end_row(t);
    double *room = pk_heap((size_t)r->nkpi * ROWS, sizeof *room);
    const double **values = pk_heap((size_t)r->nkpi, sizeof *values);
    for (int first = 0; first < r->nrun; first += ROWS) {
        const int count = r->nrun - first < ROWS ? r->nrun - first : ROWS;
        for (int kpi = 0; kpi < r->nkpi; kpi++) {
            values[kpi] = pk_result_some_runs(r, pk_kpi_cell(r, 0, 0, kpi), first, count, &room[kpi * ROWS]);
        }
        for (int row = 0; row < count; row++) {
            run_row(t, r, first + row + 1, values, row);
        }
    }
    free(room);
    free(values);
}

static void begin_step(pk_table_t *t, const pk_result_t *r, int step, const char *date)
{
    pk_table_text(t, r->scenario);
    pk_table_number(t, step);
    pk_table_text(t, date);
}

static void stage_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int step = 0; step <= r->nstep; step++) {
        char date[PK_DATE_TEXT];
        pk_result_date(r, step, date);
        for (int group = 0; group < r->ngroup; group++) {
            for (int stage = 0; stage < r->nstage; stage++) {
                begin_step(t, r, step, date);
                pk_table_text(t, r->group_names[group]);
                pk_table_text(t, r->stages[stage].name);
                summary(t, r, &r->stage_counts[pk_stage_cell(r, step, group, stage)]);
            }
        }
    }
}

static void flow_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int step = 1; step <= r->nstep; step++) {
        char date[PK_DATE_TEXT];
        pk_result_date(r, step, date);
        for (int group = 0; group < r->ngroup; group++) {
            for (int flow = 0; flow < r->nflow; flow++) {
                begin_step(t, r, step, date);
                pk_table_text(t, r->group_names[group]);
                pk_table_text(t, r->flows[flow].from);
                pk_table_text(t, r->flows[flow].to);
                summary(t, r, &r->flow_counts[pk_flow_cell(r, step, group, flow)]);
            }
        }
    }
}

static void driver_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int step = 1; step <= r->nstep; step++) {
        char date[PK_DATE_TEXT];
        pk_result_date(r, step, date);
        for (int driver = 0; driver < r->ndriver; driver++) {
            long cell = (long)(step - 1) * r->ndriver + driver;
            begin_step(t, r, step, date);
            pk_table_text(t, r->drivers[driver].name);
            pk_table_number(t, r->driver_value[cell]);
            pk_table_number(t, r->drivers[driver].has_response ? r->driver_response[cell] : NAN);
            pk_table_number(t, r->driver_paid[cell]);
            pk_table_end_row(t);
        }
    }
}

static void goal_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int i = 0; i < r->ngoal; i++) {
        const pk_result_goal_t *goal = &r->goals[i];
        pk_table_text(t, r->scenario);
        pk_table_text(t, goal->kpi);
        pk_table_text(t, goal->by);
        pk_table_number(t, goal->bound);
        pk_table_number(t, goal->mean);
        pk_table_number(t, goal->p_met);
        pk_table_number(t, goal->mean_shortfall);
        pk_table_end_row(t);
    }
}

/* The first or last day of a period, or the step where there is no calendar. */
static void period_bound(pk_table_t *t, const pk_result_t *r, int step, bool last)
{
    char date[PK_DATE_TEXT];
    if (r->days == NULL) {
        pk_table_number(t, step);
        return;
    }
    pk_date_write(last ? r->days[step] - 1 : r->days[step - 1], date);
    pk_table_text(t, date);
}

static void money_row(pk_table_t *t, const pk_result_t *r, int period, int what)
{
    const pk_result_money_t *money = &r->money;
    const pk_summary_t *sum = &money->sum[(long)what * money->nperiod + period];
    const pk_summary_t *total = &money->total[(long)what * money->nperiod + period];
    pk_table_text(t, r->scenario);
    pk_table_text(t, money->periods[period].label);
    period_bound(t, r, money->periods[period].first, false);
    period_bound(t, r, money->periods[period].last, true);
    pk_table_text(t, r->kpis[money->kpis[what]].name);
    pk_table_number(t, sum->mean);
    pk_table_number(t, spread(r, sum->sd));
    pk_table_number(t, sum->p05);
    pk_table_number(t, sum->p50);
    pk_table_number(t, sum->p95);
    pk_table_number(t, total->mean);
    pk_table_number(t, total->p05);
    pk_table_number(t, total->p50);
    pk_table_number(t, total->p95);
    pk_table_end_row(t);
}

static void money_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int period = 0; period < r->money.nperiod; period++) {
        for (int what = 0; what < r->money.nwhat; what++) {
            money_row(t, r, period, what);
        }
    }
}

/* A bound of a row of actuals. */
static void actual_day(pk_table_t *t, const pk_result_t *r, long day)
{
    char date[PK_DATE_TEXT];
    if (r->days == NULL) {
        pk_table_number(t, (double)day);
        return;
    }
    pk_date_write(day, date);
    pk_table_text(t, date);
}

/* Of one row, or of all up to it. */
static void actual_beside(pk_table_t *t, const pk_result_t *r, const pk_summary_t *s, double value, double below)
{
    pk_table_number(t, value);
    pk_table_number(t, s->mean);
    pk_table_number(t, spread(r, s->sd));
    pk_table_number(t, s->p05);
    pk_table_number(t, s->p50);
    pk_table_number(t, s->p95);
    pk_table_number(t, r->nrun > 1 ? below : NAN);
}

static void actual_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int k = 0; k < r->nactual; k++) {
        const pk_result_actual_t *a = &r->actuals[k];
        for (int i = 0; i < a->count; i++) {
            pk_table_text(t, r->scenario);
            pk_table_text(t, a->column);
            pk_table_text(t, a->name);
            actual_day(t, r, a->begins[i]);
            actual_day(t, r, a->ends[i]);
            actual_beside(t, r, &a->sum[i], a->values[i], a->below[i]);
            pk_table_number(t, r->nrun > 1 ? (double)pk_outside(&a->sum[i], a->values[i]) : NAN);
            actual_beside(t, r, &a->total[i], a->values[a->count + i], a->below[a->count + i]);
            pk_table_end_row(t);
        }
    }
}

static const pk_table_kind_t kinds[] = {
    {"kpis.csv", "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95", kpi_rows, ANYTHING, true},
    {"runs.csv", "", run_rows, ANYTHING, false},
    {"stages.csv", "scenario,step,date,persona,stage,mean,sd,p05,p25,p50,p75,p95", stage_rows, SERIES, false},
    {"flows.csv", "scenario,step,date,persona,from,to,mean,sd,p05,p25,p50,p75,p95", flow_rows, SERIES, false},
    {"drivers.csv", "scenario,step,date,driver,value,response,paid", driver_rows, SERIES, false},
    {"money.csv",
     "scenario,period,from,until,what,mean,sd,p05,p50,p95,cumulative_mean,cumulative_p05,cumulative_p50,cumulative_p95",
     money_rows, SERIES, true},
    {"actuals.csv",
     "scenario,column,of,from,until,actual,mean,sd,p05,p50,p95,quantile,outside,cumulative_actual,cumulative_mean,"
     "cumulative_sd,cumulative_p05,cumulative_p50,cumulative_p95,cumulative_quantile",
     actual_rows, ACTUALS, false},
    {"targets.csv", "scenario,kpi,by,bound,mean,p_met,mean_shortfall", goal_rows, ANYTHING, true},
    {"first_purchase.csv", "scenario,persona,steps,share,low,high,still_waiting", pk_first_purchase_rows, INDIVIDUALS,
     false},
    {"between_purchases.csv", "scenario,persona,steps,share,low,high,still_waiting", pk_between_purchases_rows,
     INDIVIDUALS, false},
    {"value.csv", "scenario,persona,quantile,value", pk_value_rows, INDIVIDUALS, false},
    {"paths.csv", "scenario,path,share", pk_path_rows, INDIVIDUALS, false},
    {"retention.csv", "scenario,entry,period,share", pk_retention_rows, INDIVIDUALS, false},
    {"purchases.csv", "scenario,persona,purchases,share", pk_purchase_rows, INDIVIDUALS, false},
    {"stays.csv", "scenario,persona,stage,visits,steps", pk_stay_rows, INDIVIDUALS, false},
    {"concentration.csv", "scenario,persona,best_share,profit_share,by_luck", pk_concentration_rows, INDIVIDUALS,
     false},
};

enum { NKIND = sizeof kinds / sizeof kinds[0] };

static pk_status_t write_kind(const pk_table_kind_t *kind, const pk_result_t *results, int count, const char *folder,
                              const pk_tables_options_t *options, pk_diag_t *diag)
{
    pk_table_t table;
    pk_status_t status = pk_table_open(&table, folder, kind->name, kind->header, options->output, diag);
    if (status != PK_OK) {
        return status;
    }
    for (int i = 0; i < count; i++) {
        kind->rows(&table, &results[i], options);
    }
    return pk_table_close(&table, diag);
}

static void hold(const pk_tables_options_t *options)
{
    if (options->output != NULL) {
        pk_output_hold(options->output);
    }
}

static pk_status_t go(const pk_tables_options_t *options, pk_status_t status, pk_diag_t *diag)
{
    return options->output != NULL && status == PK_OK ? pk_output_go(options->output, diag) : status;
}

static bool has(const pk_result_t *result, pk_table_need_t needs)
{
    return needs == ANYTHING || (needs == SERIES    ? result->stage_counts != NULL
                                 : needs == ACTUALS ? result->nactual > 0
                                                    : result->individuals != NULL);
}

static pk_status_t write_run(const pk_result_t *result, const char *folder, const pk_tables_options_t *options,
                             pk_diag_t *diag)
{
    pk_status_t status = pk_out_folder(folder, diag);
    for (int i = 0; i < NKIND && status == PK_OK; i++) {
        if (has(result, kinds[i].needs)) {
            status = write_kind(&kinds[i], result, 1, folder, options, diag);
        }
    }
    return status;
}

pk_status_t pk_tables_run(const pk_result_t *result, const char *folder, const pk_tables_options_t *options,
                          pk_diag_t *diag)
{
    hold(options);
    return go(options, write_run(result, folder, options, diag), diag);
}

static void difference_row(pk_table_t *t, const pk_comparison_t *c, const pk_difference_t *d)
{
    const pk_result_t *result = &c->results[d->scenario];
    pk_table_text(t, result->scenario);
    pk_table_text(t, c->results[c->baseline].scenario);
    pk_table_text(t, d->persona);
    pk_table_text(t, d->period);
    pk_table_text(t, d->kpi);
    pk_table_text(t, d->unit);
    pk_table_number(t, d->mean);
    pk_table_number(t, d->baseline_mean);
    pk_table_number(t, d->diff_mean);
    pk_table_number(t, spread(result, d->diff_sd));
    pk_table_number(t, d->diff_p05);
    pk_table_number(t, d->diff_p50);
    pk_table_number(t, d->diff_p95);
    pk_table_number(t, d->sure.better.p);
    pk_table_number(t, d->sure.better.se);
    pk_table_number(t, d->sure.best.p);
    pk_table_number(t, result->nrun);
    pk_table_end_row(t);
}

static pk_status_t write_differences(const pk_comparison_t *c, const char *folder, const pk_tables_options_t *options,
                                     pk_diag_t *diag)
{
    pk_table_t table;
    pk_status_t status = pk_table_open(&table, folder, "comparison.csv",
                                       "scenario,baseline,persona,period,kpi,unit,mean,baseline_mean,diff_mean,"
                                       "diff_sd,diff_p05,diff_p50,diff_p95,p_better,p_better_se,p_best,runs",
                                       options->output, diag);
    if (status != PK_OK) {
        return status;
    }
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        bool goal = c->results[d->scenario].windows[d->window].goal;
        if (!goal && (d->group == 0 || options->all_personas)) {
            difference_row(&table, c, d);
        }
    }
    return pk_table_close(&table, diag);
}

static void decision_row(pk_table_t *t, const pk_comparison_t *c, const pk_decision_row_t *row)
{
    const pk_result_t *result = &c->results[row->scenario];
    pk_table_text(t, result->scenario);
    pk_table_text(t, result->kpis[row->kpi].name);
    pk_table_text(t, result->kpis[row->kpi].unit);
    pk_table_number(t, row->mean);
    pk_table_number(t, row->p_best);
    pk_table_number(t, row->expected_loss);
    pk_table_number(t, row->evpi);
    pk_table_number(t, row->assumptions);
    pk_table_number(t, row->chance);
    pk_table_end_row(t);
}

static pk_status_t write_decisions(const pk_comparison_t *c, const char *folder, const pk_tables_options_t *options,
                                   pk_diag_t *diag)
{
    pk_table_t table;
    pk_status_t status = pk_table_open(
        &table, folder, "decision.csv",
        "scenario,kpi,unit,mean,p_best,expected_loss,evpi,share_assumptions,share_chance", options->output, diag);
    if (status != PK_OK) {
        return status;
    }
    for (int i = 0; i < c->ndecision; i++) {
        decision_row(&table, c, &c->decisions[i]);
    }
    return pk_table_close(&table, diag);
}

static void horizon_row(pk_table_t *t, const pk_comparison_t *c, const pk_horizon_curve_t *curve, int point)
{
    const pk_result_t *result = &c->results[curve->scenario];
    const pk_horizon_point_t *p = &curve->points[point];
    char date[PK_DATE_TEXT];
    pk_result_date(result, p->step, date);
    pk_table_text(t, result->scenario);
    pk_table_text(t, c->results[c->baseline].scenario);
    pk_table_number(t, p->step);
    pk_table_text(t, date);
    pk_table_text(t, curve->kpi);
    pk_table_text(t, curve->unit);
    pk_table_number(t, p->diff_mean);
    pk_table_number(t, p->diff_p05);
    pk_table_number(t, p->diff_p95);
    pk_table_number(t, p->p_better);
    pk_table_number(t, p->p_better_se);
    pk_table_number(t, p->step == result->nstep ? result->nrun : (double)c->by_horizon.draws);
    pk_table_end_row(t);
}

static pk_status_t write_horizons(const pk_comparison_t *c, const char *folder, const pk_tables_options_t *options,
                                  pk_diag_t *diag)
{
    pk_table_t table;
    pk_status_t status =
        pk_table_open(&table, folder, "horizon.csv",
                      "scenario,baseline,step,date,kpi,unit,diff_mean,diff_p05,diff_p95,p_better,p_better_se,runs",
                      options->output, diag);
    if (status != PK_OK) {
        return status;
    }
    for (int i = 0; i < c->by_horizon.count; i++) {
        for (int point = 0; point < c->by_horizon.curves[i].count; point++) {
            horizon_row(&table, c, &c->by_horizon.curves[i], point);
        }
    }
    return pk_table_close(&table, diag);
}

/* One stage of one scenario at the horizon, of a persona or all. */
static void worth_row(pk_table_t *t, const pk_comparison_t *c, int scenario, int group, int stage)
{
    const pk_result_t *r = &c->results[scenario], *base = &c->results[c->baseline];
    const double each = c->worth.each[group * base->nstage + stage];
    const double more = scenario == c->baseline ? NAN : pk_comparison_more(c, scenario, group, stage);
    pk_table_text(t, r->scenario);
    pk_table_text(t, base->scenario);
    pk_table_text(t, base->group_names[group]);
    pk_table_text(t, base->stages[stage].name);
    pk_table_number(t, r->stage_counts[pk_stage_cell(r, r->nstep, group, stage)].mean);
    pk_table_number(t, base->stage_counts[pk_stage_cell(base, base->nstep, group, stage)].mean);
    pk_table_number(t, more);
    pk_table_number(t, c->worth.steps);
    pk_table_number(t, each);
    pk_table_number(t, more * each);
    pk_table_end_row(t);
}

static pk_status_t write_worth(const pk_comparison_t *c, const char *folder, const pk_tables_options_t *options,
                               pk_diag_t *diag)
{
    const pk_result_t *base = &c->results[c->baseline];
    pk_table_t table;
    pk_status_t status = pk_table_open(&table, folder, "worth.csv",
                                       "scenario,baseline,persona,stage,mean,baseline_mean,diff_mean,steps_after,worth,"
                                       "diff_worth",
                                       options->output, diag);
    if (status != PK_OK) {
        return status;
    }
    for (int k = 0; k < c->nresult; k++) {
        for (int group = 0; group < base->ngroup && (k == c->baseline || !isnan(pk_comparison_more(c, k, 0, 0)));
             group++) {
            for (int i = 0; i < base->nstage; i++) {
                worth_row(&table, c, k, group, i);
            }
        }
    }
    return pk_table_close(&table, diag);
}

/* The tables of all scenarios together. */
static pk_status_t write_of_all(const pk_comparison_t *c, const char *folder, const pk_tables_options_t *options,
                                pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int i = 0; i < NKIND && status == PK_OK; i++) {
        if (kinds[i].of_all) {
            status = write_kind(&kinds[i], c->results, c->nresult, folder, options, diag);
        }
    }
    return status;
}

void pk_tables_names(bool of_comparison, const char *prefix, pk_texts_t *names, pk_arena_t *arena)
{
    for (int i = 0; i < NKIND; i++) {
        if (!of_comparison || kinds[i].of_all) {
            pk_texts_add(names, pk_arena_format(arena, "%s%s", prefix, kinds[i].name), arena);
        }
    }
    if (of_comparison) {
        pk_texts_add(names, pk_arena_format(arena, "%scomparison.csv", prefix), arena);
        pk_texts_add(names, pk_arena_format(arena, "%sdecision.csv", prefix), arena);
        pk_texts_add(names, pk_arena_format(arena, "%shorizon.csv", prefix), arena);
        pk_texts_add(names, pk_arena_format(arena, "%sworth.csv", prefix), arena);
    }
}

static pk_status_t refuse_twins(const pk_comparison_t *c, pk_diag_t *diag)
{
    for (int i = 0; i < c->nresult; i++) {
        for (int j = 0; j < i; j++) {
            if (strcmp(c->results[i].scenario, c->results[j].scenario) == 0) {
                return pk_failure(diag, c->results[i].file, "give one of the two files another name",
                                  "two scenarios are called '%s', and their tables would stand in one folder",
                                  c->results[i].scenario);
            }
        }
    }
    return PK_OK;
}

pk_status_t pk_tables_comparison(const pk_comparison_t *comparison, const char *folder,
                                 const pk_tables_options_t *options, pk_diag_t *diag)
{
    pk_status_t status = refuse_twins(comparison, diag);
    hold(options);
    if (status == PK_OK) {
        status = pk_out_folder(folder, diag);
    }
    if (status == PK_OK) {
        status = write_differences(comparison, folder, options, diag);
    }
    if (status == PK_OK) {
        status = write_decisions(comparison, folder, options, diag);
    }
    if (status == PK_OK && comparison->by_horizon.count > 0) {
        status = write_horizons(comparison, folder, options, diag);
    }
    if (status == PK_OK && comparison->worth.steps > 0) {
        status = write_worth(comparison, folder, options, diag);
    }
    if (status == PK_OK) {
        status = write_of_all(comparison, folder, options, diag);
    }
    pk_arena_t arena = {0};
    for (int i = 0; i < comparison->nresult && status == PK_OK; i++) {
        const pk_result_t *result = &comparison->results[i];
        status = write_run(result, pk_arena_format(&arena, "%s/%s", folder, result->scenario), options, diag);
    }
    pk_arena_free(&arena);
    return go(options, status, diag);
}
