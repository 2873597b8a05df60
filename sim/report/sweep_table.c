#include "report/sweep_table.h"

#include <math.h>

#include "report/json.h"
#include "report/table.h"

static const pk_sweep_kpi_t unknown = {.mean = NAN,
                                       .sd = NAN,
                                       .p05 = NAN,
                                       .p50 = NAN,
                                       .p95 = NAN,
                                       .diff_mean = NAN,
                                       .diff_p05 = NAN,
                                       .diff_p50 = NAN,
                                       .diff_p95 = NAN,
                                       .p_better = NAN,
                                       .p_better_se = NAN,
                                       .expected = NAN};

/* ---- sweep.csv ---- */

static void write_header(const pk_sweep_t *sweep, pk_table_t *table)
{
    static const char *const columns[] = {"kpi", "unit",      "mean",     "sd",       "p05",     "p50",
                                          "p95", "diff_mean", "diff_p05", "diff_p95", "p_better"};
    pk_table_text(table, "cell");
    for (int p = 0; p < sweep->npath; p++) {
        pk_table_text(table, sweep->paths[p]);
    }
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        pk_table_text(table, columns[k]);
    }
    pk_table_end_row(table);
}

static void write_row(const pk_sweep_t *sweep, long cell, int kpi, pk_table_t *table)
{
    const pk_sweep_kpi_t *found = pk_sweep_kpi(sweep, cell, kpi), *one = found != NULL ? found : &unknown;
    const double numbers[] = {one->mean,      one->sd,       one->p05,      one->p50,     one->p95,
                              one->diff_mean, one->diff_p05, one->diff_p95, one->p_better};
    pk_table_number(table, (double)(cell + 1));
    for (int p = 0; p < sweep->npath; p++) {
        pk_table_written(table, sweep->values[cell * sweep->npath + p]);
    }
    pk_table_text(table, sweep->baseline.kpis[kpi].name);
    pk_table_text(table, sweep->baseline.kpis[kpi].unit);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        pk_table_number(table, numbers[k]);
    }
    pk_table_end_row(table);
}

pk_status_t pk_sweep_table_write(const pk_sweep_t *sweep, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_SWEEP_TABLE, "", output, diag) != PK_OK) {
        return PK_FAILED;
    }
    write_header(sweep, &table);
    for (long cell = 0; cell < sweep->ncell; cell++) {
        for (int kpi = 0; kpi < sweep->baseline.nkpi; kpi++) {
            write_row(sweep, cell, kpi, &table);
        }
    }
    return pk_table_close(&table, diag);
}

/* ---- JSON ---- */

static json_t *values_json(const pk_sweep_t *sweep, long cell)
{
    json_t *object = json_object();
    for (int p = 0; p < sweep->npath; p++) {
        const char *value = sweep->values[cell * sweep->npath + p];
        pk_json_set(object, sweep->paths[p], *value != '\0' ? pk_json_text(value) : json_null());
    }
    return object;
}

static json_t *kpi_json(const pk_result_kpi_t *kpi, const pk_sweep_kpi_t *one)
{
    json_t *entry = json_object();
    pk_json_set(entry, "kpi", pk_json_text(kpi->name));
    pk_json_set(entry, "unit", pk_json_text(kpi->unit));
    pk_json_set(entry, "mean", pk_json_number(one->mean));
    pk_json_set(entry, "sd", pk_json_number(one->sd));
    pk_json_set(entry, "p05", pk_json_number(one->p05));
    pk_json_set(entry, "p50", pk_json_number(one->p50));
    pk_json_set(entry, "p95", pk_json_number(one->p95));
    pk_json_set(entry, "diff_mean", pk_json_number(one->diff_mean));
    pk_json_set(entry, "diff_p05", pk_json_number(one->diff_p05));
    pk_json_set(entry, "diff_p95", pk_json_number(one->diff_p95));
    pk_json_set(entry, "better", pk_json_text(kpi->lower_is_better ? "lower" : "higher"));
    pk_json_set(entry, "p_better", pk_json_number(one->p_better));
    pk_json_set(entry, "p_better_se", pk_json_number(one->p_better_se));
    return entry;
}

static json_t *kpis_json(const pk_sweep_t *sweep, const pk_sweep_outcome_t *outcome)
{
    json_t *list = json_array();
    for (int k = 0; outcome->kpis != NULL && k < sweep->baseline.nkpi; k++) {
        json_array_append_new(list, kpi_json(&sweep->baseline.kpis[k], &outcome->kpis[k]));
    }
    return list;
}

static json_t *cells_json(const pk_sweep_t *sweep)
{
    json_t *list = json_array();
    for (long cell = 0; cell < sweep->ncell; cell++) {
        json_t *entry = json_object();
        pk_json_set(entry, "cell", json_integer(cell + 1));
        pk_json_set(entry, "values", values_json(sweep, cell));
        pk_json_set(entry, "fault", pk_json_text(sweep->cells[cell].fault));
        pk_json_set(entry, "kpis", kpis_json(sweep, &sweep->cells[cell]));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *best_json(const pk_sweep_t *sweep)
{
    const pk_sweep_best_t *best = &sweep->best;
    if (best->cell < 0) {
        return json_null();
    }
    json_t *entry = json_object();
    pk_json_set(entry, "cell", json_integer(best->cell + 1));
    pk_json_set(entry, "values", values_json(sweep, best->cell));
    pk_json_set(entry, "better_than_written", json_boolean(!best->is_written));
    pk_json_set(entry, "near", json_integer(best->near));
    pk_json_set(entry, "runs", json_integer(best->runs));
    pk_json_set(entry, "fault", pk_json_text(best->fresh.fault));
    if (best->fresh.kpis != NULL) {
        const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
        pk_json_set(entry, "expected", pk_json_number(fresh->expected));
        pk_json_set(entry, "verdict", pk_json_text(pk_verdict_words(best->verdict)));
        pk_json_set(entry, "gain", pk_json_number(fresh->gain));
        pk_json_set(entry, "gain_se", pk_json_number(fresh->gain_se));
        pk_json_set(entry, "evpi", pk_json_number(fresh->evpi));
        pk_json_set(entry, "price", pk_json_number(best->price));
    }
    pk_json_set(entry, "kpis", kpis_json(sweep, &best->fresh));
    return entry;
}

char *pk_sweep_json(const pk_sweep_t *sweep, pk_arena_t *arena)
{
    const pk_result_t *r = &sweep->baseline;
    json_t *root = json_object(), *paths = json_array();
    for (int p = 0; p < sweep->npath; p++) {
        json_array_append_new(paths, pk_json_text(sweep->paths[p]));
    }
    pk_json_set(root, "scenario", pk_json_text(r->scenario));
    pk_json_set(root, "title", pk_json_text(r->title));
    pk_json_set(root, "engine", pk_json_text(r->engine));
    pk_json_set(root, "seed", json_integer((json_int_t)r->seed));
    pk_json_set(root, "runs", json_integer(r->nrun));
    pk_json_set(root, "paths", paths);
    pk_json_set(root, "kpi", sweep->best.kpi >= 0 ? pk_json_text(r->kpis[sweep->best.kpi].name) : json_null());
    pk_json_set(root, "best", best_json(sweep));
    pk_json_set(root, "cells", cells_json(sweep));
    return pk_json_write(root, arena);
}
