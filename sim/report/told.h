/* The digits of a comparison: one grain a KPI, wherever it stands, in a sentence, a tile, a table or a chart.
 *
 * Beside each other stand the means of all scenarios over the whole horizon, their differences from the baseline
 * (pk_difference_told), and of the KPI that decides what being wrong costs and what knowing is worth; figure.h says how
 * many digits they have together. In the KPI's own unit, money in money. */
#ifndef PK_REPORT_TOLD_H
#define PK_REPORT_TOLD_H

#include "report/add_up.h"
#include "report/figure.h"
#include "result/comparison.h"

/* Revenue and cost have the profit's, where it is made of them. */
double pk_told_grain(const pk_comparison_t *comparison, const char *kpi);

/* The differences of a scenario in revenue, cost, spend and profit, rounded to `grain`, the profit's, so that they add
 * up. False, and they are worth nothing: one of them is missing. */
bool pk_told_parts(const pk_comparison_t *comparison, int scenario, double grain, double parts[PK_MONEY_PARTS]);

/* A difference as it is printed: pk_difference_told, but revenue and cost over everybody and the whole horizon as they
 * add up to the profit, so that a tile has the figure of the table of its parts. */
double pk_told_difference(const pk_comparison_t *comparison, const pk_difference_t *difference);

/* The grain of one number of a KPI: the common one, or its own where it is smaller than that and is something. */
double pk_told_value_grain(const pk_comparison_t *comparison, const char *kpi, const pk_summary_t *value);
double pk_told_difference_grain(const pk_comparison_t *comparison, const pk_difference_t *difference);
/* Of an amount without an interval, as the price of being wrong. */
double pk_told_amount_grain(const pk_comparison_t *comparison, const char *kpi, double amount);

/* The mean and interval of a scenario's KPI over everybody and the whole horizon beside the others: the mean is that by
 * which they are ranked (pk_comparison_mean), so that it is the baseline's and the difference. */
pk_summary_t pk_told_summary(const pk_comparison_t *comparison, int scenario, const char *kpi);

#endif
