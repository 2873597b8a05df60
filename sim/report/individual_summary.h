/* What the summary for programs says about individuals. */
#ifndef PK_REPORT_INDIVIDUAL_SUMMARY_H
#define PK_REPORT_INDIVIDUAL_SUMMARY_H

#include <stdbool.h>

#include "report/json.h"
#include "result/result.h"

/* Of a result that has them. An object: first_purchase and between_purchases [{persona, people, half_by
 * (steps, or null where fewer than half got there), steps, share, low, high, still_waiting (the last four at the
 * end)}], value [{persona, mean, p05, p25, p50, p75, p95}], concentration [{persona, best_share, profit_share,
 * by_luck}], purchases [{persona, purchases, share}], paths [{path, share}]. Only group `all` unless `all_personas`. */
json_t *pk_individual_summary(const pk_result_t *result, bool all_personas);

#endif
