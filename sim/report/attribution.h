/* What each driver of a plan brought, as a table and for programs. */
#ifndef PK_REPORT_ATTRIBUTION_H
#define PK_REPORT_ATTRIBUTION_H

#include "base/diag.h"
#include "report/output.h"
#include "result/attribution.h"

#define PK_ATTRIBUTION_TABLE "attribution.csv"

/* "channel", "competitor", "lever", "event", "word of mouth". */
const char *pk_attributed_kind_word(pk_attributed_kind_t kind);
/* The KPI that is told first where there is room for one: profit, else the last that was asked for; an index. */
int pk_attribution_main(const pk_attribution_t *self);

/* KPI k shared out as it is printed, in the KPI's own unit: [driver], then what is there with nothing on, then all of
 * it, rounded to pk_attribution_grain so that they add up. */
double pk_attribution_grain(const pk_attribution_t *self, int k);
double *pk_attribution_shares(const pk_attribution_t *self, int k, pk_arena_t *arena);

/* FOLDER/attribution.csv, a row a driver and KPI, then `organic`:
 * driver,kpi,all_on,without,incremental,within,after,p05,
 * p95,shapley,shapley_se,spend,roas,roas_p05,roas_p95,roas_revenue,mroas,mroas_p05,mroas_p95. `output` may be NULL. */
PK_MUST_USE pk_status_t pk_attribution_write(const pk_attribution_t *self, const char *folder, pk_output_t *output,
                                             pk_diag_t *diag);

/* JSON text in `arena`. One object: scenario, title, currency, engine, seed, draws, corrected_by_runs, steps_after (of
 * `after`; null: not told), shapley {draws, orders (null: all sets)}, kpis [kpi, unit, all_on, organic, organic_se],
 * drivers [driver, label, kind, idle, spend, roas, roas_p05, roas_p95, roas_revenue, mroas, mroas_p05, mroas_p95, kpis
 * [kpi, without, incremental, within, after, p05, p95, shapley, shapley_se, expected_within, within_se]]. */
char *pk_attribution_json(const pk_attribution_t *self, pk_arena_t *arena);

#endif
