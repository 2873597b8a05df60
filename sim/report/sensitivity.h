/* What matters most, as a table and for programs. */
#ifndef PK_REPORT_SENSITIVITY_H
#define PK_REPORT_SENSITIVITY_H

#include "report/output.h"
#include "result/sensitivity.h"

#define PK_SENSITIVITY_TABLE "sensitivity.csv"

/* Writes FOLDER/sensitivity.csv: number,label,kpi,p05,p95,kpi_at_p05,kpi_at_p95,first,first_se,total,total_se,evppi,
 * evppi_se,elasticity; a row a row, what does not apply empty. */
PK_MUST_USE pk_status_t pk_sensitivity_write(const pk_sensitivity_t *self, const char *folder, pk_output_t *output,
                                             pk_diag_t *diag);

/* JSON text in `arena`: scenario, against, kpi, unit, lower_is_better, samples, seed, mean, sd, expected_mean, runs,
 * uncorrected, undefined, with two plans verdict ("do", "keep", "find out"), gain, gain_se and price_of_being_wrong,
 * rows [{kind, number, label, together, and the columns of the table}]. */
char *pk_sensitivity_json(const pk_sensitivity_t *self, pk_arena_t *arena);

#endif
