/* Attribution from walked paths, as a table and for programs. */
#ifndef PK_REPORT_PATH_ATTRIBUTION_H
#define PK_REPORT_PATH_ATTRIBUTION_H

#include "base/diag.h"
#include "report/output.h"
#include "result/path_attribution.h"

#define PK_PATH_ATTRIBUTION_TABLE "attribution.csv"

/* What must be said beside these numbers wherever they stand: that they are no causes. */
extern const char pk_path_attribution_caution[];

/* FOLDER/attribution.csv, a row a channel, no totals: order,channel,removal_effect,removal_share,removal_conversions,
 * shapley,first,last,linear,p05,p95 (of removal_share). `output` may be NULL. */
PK_MUST_USE pk_status_t pk_path_attribution_write(const pk_path_attribution_t *self, const char *folder,
                                                  pk_output_t *output, pk_diag_t *diag);

/* JSON text in `arena`. One object: file, caution, order, chosen, log_likelihood (by order; null where none was
 * chosen), states, paths, walks {conversions, nulls}, log {cases, conversions_without_touchpoint,
 * touchpoints_after_conversion} (null of a table), shared (what is shared out), total, seed, bootstraps,
 * bootstraps_without_conversion, channels [the columns of the table by name]. */
char *pk_path_attribution_json(const pk_path_attribution_t *self, pk_arena_t *arena);

#endif
