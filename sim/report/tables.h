/* Every CSV file of models/README.md section 8 that a run or a comparison makes. */
#ifndef PK_REPORT_TABLES_H
#define PK_REPORT_TABLES_H

#include "base/diag.h"
#include "report/output.h"
#include "result/comparison.h"
#include "result/result.h"

typedef struct {
    bool all_personas; /* kpis.csv and comparison.csv show each persona too, not only `all` */
    pk_output_t
        *output; /* the folder that is written into, as a whole; NULL: each file gets its name when it is done */
} pk_tables_options_t;

/* kpis.csv, runs.csv, targets.csv and, where the result has series, stages.csv, flows.csv, drivers.csv and money.csv of
 * one scenario, and where it has individuals the tables of individual_tables.h, straight in `folder`, which is made
 * where it is missing. They get their names when all are done. Stops at the first file that cannot be written
 * (PK_FAILED, in diag). */
PK_MUST_USE pk_status_t pk_tables_run(const pk_result_t *result, const char *folder, const pk_tables_options_t *options,
                                      pk_diag_t *diag);

/* comparison.csv, and kpis.csv, money.csv and targets.csv of all scenarios together, in `folder`, and the tables of
 * each scenario in FOLDER/SCENARIO/. Two scenarios of one name are refused (PK_FAILED) before anything is written. */
PK_MUST_USE pk_status_t pk_tables_comparison(const pk_comparison_t *comparison, const char *folder,
                                             const pk_tables_options_t *options, pk_diag_t *diag);

/* Adds the names of these tables, each with `prefix` before it: of one scenario, or of a comparison's own. */
void pk_tables_names(bool of_comparison, const char *prefix, pk_texts_t *names, pk_arena_t *arena);

#endif
