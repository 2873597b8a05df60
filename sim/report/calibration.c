#include "report/calibration.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "report/json.h"
#include "report/table.h"

typedef struct {
    const char *folder;
    pk_output_t *output;
    pk_diag_t *diag;
} place_t;

static bool open_table(pk_table_t *table, const place_t *place, const char *name, const char *header)
{
    return pk_table_open(table, place->folder, name, header, place->output, place->diag) == PK_OK;
}

/* ---- draws ---- */

static pk_status_t write_posterior(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    const char *name = self->converged ? PK_CALIBRATION_POSTERIOR : PK_CALIBRATION_UNCONVERGED;
    if (!open_table(&table, place, name, "")) {
        return PK_FAILED;
    }
    pk_table_text(&table, "chain");
    pk_table_text(&table, "draw");
    for (int k = 0; k + 1 < self->nnumber; k++) { /* the last is the log likelihood */
        pk_table_text(&table, self->numbers[k].path);
    }
    pk_table_end_row(&table);
    for (long i = 0; i < self->nrow; i++) {
        pk_table_number(&table, self->row_chain[i] + 1);
        pk_table_number(&table, (double)self->row_draw[i] + 1);
        for (int k = 0; k + 1 < self->nnumber; k++) {
            pk_table_number(&table, self->rows[i * self->nnumber + k]);
        }
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, place->diag);
}

static pk_status_t write_state(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (self->state == NULL) {
        return PK_OK;
    }
    if (!open_table(&table, place, PK_CALIBRATION_STATE, "chain,draw,step,date,what,name,persona,age,value")) {
        return PK_FAILED;
    }
    pk_table_lines(&table, self->state, self->state_length);
    return pk_table_close(&table, place->diag);
}

/* ---- summaries ---- */

static pk_status_t write_summary(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (!open_table(&table, place, PK_CALIBRATION_SUMMARY,
                    "parameter,prior_mean,prior_sd,mean,sd,mcse,p05,p50,p95,rhat,ess_bulk,ess_tail")) {
        return PK_FAILED;
    }
    for (int k = 0; k < self->nnumber; k++) {
        const pk_learned_number_t *n = &self->numbers[k];
        const double cells[] = {n->prior_mean, n->prior_sd, n->mean, n->sd,       n->mcse,    n->p05,
                                n->p50,        n->p95,      n->rhat, n->ess_bulk, n->ess_tail};
        pk_table_text(&table, n->path);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
            pk_table_number(&table, cells[c]);
        }
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, place->diag);
}

static void date_cell(pk_table_t *table, long day)
{
    char text[PK_DATE_TEXT] = "";
    if (day != PK_NO_DAY) {
        pk_date_write(day, text);
    }
    pk_table_text(table, text);
}

static pk_status_t write_predicted(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (self->nvalue == 0) {
        return PK_OK;
    }
    if (!open_table(&table, place, PK_CALIBRATION_PREDICTED,
                    "series,first,last,date,held_out,observed,mean,p05,p25,p50,p75,p95")) {
        return PK_FAILED;
    }
    for (int i = 0; i < self->nvalue; i++) {
        const pk_learned_value_t *v = &self->values[i];
        const double cells[] = {v->observed, v->mean, v->p05, v->p25, v->p50, v->p75, v->p95};
        pk_table_text(&table, v->series);
        pk_table_number(&table, v->first);
        pk_table_number(&table, v->last);
        date_cell(&table, v->day);
        pk_table_number(&table, v->held_out);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
            pk_table_number(&table, cells[c]);
        }
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, place->diag);
}

static void contribution_row(pk_table_t *table, const pk_learned_value_t *v, const char *driver,
                             const pk_contribution_t *of)
{
    pk_table_text(table, v->series);
    pk_table_number(table, v->first);
    pk_table_number(table, v->last);
    date_cell(table, v->day);
    pk_table_text(table, driver);
    pk_table_number(table, of->mean);
    pk_table_number(table, of->p05);
    pk_table_number(table, of->p95);
    pk_table_end_row(table);
}

static pk_status_t write_contributions(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (self->ncontributor == 0) {
        return PK_OK;
    }
    if (!open_table(&table, place, PK_CALIBRATION_CONTRIBUTIONS, "series,first,last,date,driver,mean,p05,p95")) {
        return PK_FAILED;
    }
    for (int i = 0; i < self->nvalue; i++) {
        for (int k = 0; k < self->ncontributor; k++) {
            contribution_row(&table, &self->values[i], self->contributors[k].driver,
                             &self->contributions[(long)i * self->ncontributor + k]);
        }
    }
    return pk_table_close(&table, place->diag);
}

static pk_status_t write_checks(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (self->ncheck == 0) {
        return PK_OK;
    }
    if (!open_table(&table, place, PK_CALIBRATION_CHECKS, "series,statistic,observed,mean,p05,p95,place")) {
        return PK_FAILED;
    }
    for (int i = 0; i < self->ncheck; i++) {
        const pk_learned_check_t *c = &self->checks[i];
        pk_table_text(&table, c->series);
        pk_table_text(&table, c->statistic);
        pk_table_number(&table, c->observed);
        pk_table_number(&table, c->mean);
        pk_table_number(&table, c->p05);
        pk_table_number(&table, c->p95);
        pk_table_number(&table, c->place);
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, place->diag);
}

static pk_status_t write_backtest(const pk_calibrated_t *self, const place_t *place)
{
    pk_table_t table;
    if (self->nbacktest == 0) {
        return PK_OK;
    }
    if (!open_table(&table, place, PK_CALIBRATION_BACKTEST,
                    "series,values,cover50,cover90,error,error_last_season,error_last_step")) {
        return PK_FAILED;
    }
    for (int i = 0; i < self->nbacktest; i++) {
        const pk_learned_backtest_t *b = &self->backtests[i];
        pk_table_text(&table, b->series);
        pk_table_number(&table, b->values);
        pk_table_number(&table, b->cover50);
        pk_table_number(&table, b->cover90);
        pk_table_number(&table, b->error);
        pk_table_number(&table, b->last_season);
        pk_table_number(&table, b->last_step);
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, place->diag);
}

pk_status_t pk_calibration_write(const pk_calibrated_t *self, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    static pk_status_t (*const tables[])(const pk_calibrated_t *, const place_t *) = {
        write_posterior, write_summary, write_predicted, write_contributions,
        write_checks,    write_state,   write_backtest};
    const place_t place = {.folder = folder, .output = output, .diag = diag};
    pk_status_t status = PK_OK;
    for (size_t k = 0; k < sizeof tables / sizeof *tables && status == PK_OK; k++) {
        status = tables[k](self, &place);
    }
    return status;
}

/* ---- for programs ---- */

static const char *const deciders[] = {
    [PK_LEARNED_BY_DATA] = "data", [PK_LEARNED_BY_PRIOR] = "prior", [PK_LEARNED_IN_CONFLICT] = "conflict"};

static json_t *number_json(const pk_learned_number_t *n)
{
    json_t *object = json_object();
    pk_json_set(object, "parameter", pk_json_text(n->path));
    pk_json_set(object, "prior_mean", pk_json_number(n->prior_mean));
    pk_json_set(object, "prior_sd", pk_json_number(n->prior_sd));
    pk_json_set(object, "mean", pk_json_number(n->mean));
    pk_json_set(object, "sd", pk_json_number(n->sd));
    pk_json_set(object, "mcse", pk_json_number(n->mcse));
    pk_json_set(object, "p05", pk_json_number(n->p05));
    pk_json_set(object, "p50", pk_json_number(n->p50));
    pk_json_set(object, "p95", pk_json_number(n->p95));
    pk_json_set(object, "mode", pk_json_number(n->mode));
    pk_json_set(object, "rhat", pk_json_number(n->rhat));
    pk_json_set(object, "ess_bulk", pk_json_number(n->ess_bulk));
    pk_json_set(object, "ess_tail", pk_json_number(n->ess_tail));
    if (!isnan(n->prior_mean)) {
        pk_json_set(object, "decided_by", pk_json_text(deciders[n->by]));
        pk_json_set(object, "prior_sensitivity", pk_json_number(n->prior_sensitivity));
        pk_json_set(object, "likelihood_sensitivity", pk_json_number(n->likelihood_sensitivity));
        pk_json_set(object, "exactly", n->exactly != NULL ? pk_json_text(n->exactly) : json_null());
    }
    return object;
}

static json_t *sentences(const char *const *list)
{
    json_t *array = json_array();
    for (int k = 0; list != NULL && list[k] != NULL; k++) {
        json_array_append_new(array, pk_json_text(list[k]));
    }
    return array;
}

static json_t *log_json(const pk_learned_log_t *log)
{
    json_t *object = json_object(), *stages = json_array();
    pk_json_set(object, "file", pk_json_text(log->file));
    pk_json_set(object, "cases", json_integer(log->cases));
    pk_json_set(object, "rows", json_integer(log->rows));
    pk_json_set(object, "moves", json_integer(log->moves));
    pk_json_set(object, "crowded", pk_json_number(log->crowded));
    pk_json_set(object, "lapsed", pk_json_number(log->lapsed));
    for (int k = 0; k < log->nstage; k++) {
        json_t *stage = json_object();
        pk_json_set(stage, "stage", pk_json_text(log->stages[k]));
        pk_json_set(stage, "chain", pk_json_number(log->chain[k]));
        pk_json_set(stage, "observed", pk_json_number(log->observed[k]));
        json_array_append_new(stages, stage);
    }
    pk_json_set(object, "reached", stages);
    return object;
}

static json_t *backtest_json(const pk_learned_backtest_t *b)
{
    json_t *object = json_object();
    pk_json_set(object, "series", pk_json_text(b->series));
    pk_json_set(object, "values", json_integer(b->values));
    pk_json_set(object, "cover50", pk_json_number(b->cover50));
    pk_json_set(object, "cover90", pk_json_number(b->cover90));
    pk_json_set(object, "error", pk_json_number(b->error));
    pk_json_set(object, "error_last_season", pk_json_number(b->last_season));
    pk_json_set(object, "error_last_step", pk_json_number(b->last_step));
    return object;
}

/* What each driver brought to a series, all its values together (a stage: their mean). */
static json_t *contributed_json(const pk_calibrated_t *self, const pk_contributed_t *series)
{
    json_t *object = json_object(), *by = json_object();
    for (int k = 0; k < self->ncontributor; k++) {
        json_t *of = json_object();
        pk_json_set(of, "mean", pk_json_number(series->of[k].mean));
        pk_json_set(of, "p05", pk_json_number(series->of[k].p05));
        pk_json_set(of, "p95", pk_json_number(series->of[k].p95));
        pk_json_set(by, self->contributors[k].driver, of);
    }
    pk_json_set(object, "series", pk_json_text(series->series));
    pk_json_set(object, "adds", json_boolean(series->adds));
    pk_json_set(object, "by", by);
    return object;
}

char *pk_calibration_json(const pk_calibrated_t *self, pk_arena_t *arena)
{
    json_t *root = json_object(), *numbers = json_array(), *logs = json_array(), *backtests = json_array();
    json_t *contributed = json_array();
    for (int k = 0; k < self->nnumber; k++) {
        json_array_append_new(numbers, number_json(&self->numbers[k]));
    }
    for (int k = 0; k < self->nlog; k++) {
        json_array_append_new(logs, log_json(&self->logs[k]));
    }
    for (int k = 0; k < self->nbacktest; k++) {
        json_array_append_new(backtests, backtest_json(&self->backtests[k]));
    }
    for (int k = 0; k < self->ncontributed; k++) {
        json_array_append_new(contributed, contributed_json(self, &self->contributed[k]));
    }
    pk_json_set(root, "calibration", pk_json_text(self->name));
    pk_json_set(root, "title", pk_json_text(self->title));
    pk_json_set(root, "converged", json_boolean(self->converged));
    pk_json_set(root, "why_not", sentences(self->why));
    pk_json_set(root, "method", pk_json_text(self->method));
    pk_json_set(root, "chains", json_integer(self->chains));
    pk_json_set(root, "draws", json_integer(self->draws));
    pk_json_set(root, "gradients", json_integer(self->gradients));
    pk_json_set(root, "divergences", json_integer(self->divergences));
    pk_json_set(root, "walls", json_integer(self->walls));
    pk_json_set(root, "seed", json_integer((json_int_t)self->seed));
    pk_json_set(root, "parameters", numbers);
    pk_json_set(root, "health", sentences(self->health));
    pk_json_set(root, "found", sentences(self->found));
    pk_json_set(root, "logs", logs);
    pk_json_set(root, "contributed", contributed);
    pk_json_set(root, "backtest", backtests);
    return pk_json_write(root, arena);
}
