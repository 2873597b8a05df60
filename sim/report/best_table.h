/* The best plan as tables, as a scenario, and for programs. */
#ifndef PK_REPORT_BEST_TABLE_H
#define PK_REPORT_BEST_TABLE_H

#include "report/output.h"
#include "result/best.h"

#define PK_BEST_TABLE "optimum.csv"
#define PK_BEST_CURVE "budget_curve.csv"
#define PK_BEST_PLAN  "plan.yaml"

/* Writes into FOLDER, which must be there:
 *     optimum.csv       channel,period,today,best,least,most,marginal_return,bound,price: a row a channel or lever and
 *                       period, then the budget, a row a limit and a row a capacity
 *     budget_curve.csv  budget,aim_mean,aim_p05,aim_p95
 *     plan.yaml         a scenario with every digit; `today` is the file of today's plan */
PK_MUST_USE pk_status_t pk_best_write(const pk_best_t *best, const char *today, const char *folder, pk_output_t *output,
                                      pk_diag_t *diag);

/* JSON text in `arena`: name, title, verdict, aim {kpi, unit, at, of}, budget {most, exactly, today, best, left}, flat,
 * gain {expected, corrected, se, p_better, evpi, own_draws, fresh_draws}, draws, search {starts, searches, failed,
 * evaluations}, rows [as optimum.csv, and kind, beyond: more than was seen], curve. */
char *pk_best_json(const pk_best_t *best, pk_arena_t *arena);

#endif
