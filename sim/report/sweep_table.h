/* What a sweep found, as a table and for programs. */
#ifndef PK_REPORT_SWEEP_TABLE_H
#define PK_REPORT_SWEEP_TABLE_H

#include "report/output.h"
#include "result/sweep.h"

#define PK_SWEEP_TABLE "sweep.csv"

/* Writes FOLDER/sweep.csv, a row a cell and KPI: cell, a column a path (its values as they were asked for), kpi, unit,
 * mean, sd, p05, p50, p95, diff_mean, diff_p05, diff_p95, p_better, against the scenario as it is written. A cell that
 * cannot be has empty numbers. The folder must be there. */
PK_MUST_USE pk_status_t pk_sweep_table_write(const pk_sweep_t *sweep, const char *folder, pk_output_t *output,
                                             pk_diag_t *diag);

/* JSON text in `arena`: scenario, title, engine, seed, runs, paths, kpi (by which the best is told), cells [{cell,
 * values, fault, kpis [{kpi, unit, mean … p_better}]}], best {cell, values, runs (fresh ones), kpis (of these), near,
 * better_than_written, expected: what the expected engine alone gives as the difference, verdict ("do it", "find out
 * more", "keep"), gain and gain_se (of expected outcomes, more being better), evpi, price (of being wrong)} or null. */
char *pk_sweep_json(const pk_sweep_t *sweep, pk_arena_t *arena);

#endif
