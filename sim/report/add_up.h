/* Parts of a sum as a reader adds them up: all rounded to one grain, and where the rounded parts miss the rounded total
 * by the last digit or so, the largest part takes it. */
#ifndef PK_REPORT_ADD_UP_H
#define PK_REPORT_ADD_UP_H

#include "result/result.h"

/* Rounds parts[count] and *total to multiples of `grain`, so that they add up. What misses by more than rounding can
 * (half a grain a part, and half of the total) is no sum: its parts are rounded, no more. NAN stays, and counts as 0.
 */
void pk_add_up(double *parts, int count, double *total, double grain);

/* Percent of 100, in parts: shares that make 1, times 100, with `decimals` of them. */
void pk_add_up_percent(const double *shares, int count, int decimals, double *percents);

/* The grain of parts of a sum among which one is exact, as spend most often is: up to two digits more than `grain`
 * where the exact amount has them, so that 4,160 is not told as 4,200. */
double pk_grain_with_exact(double grain, const pk_summary_t *exact);

/* What money comes to: revenue - cost - spend = profit. */
enum { PK_MONEY_REVENUE, PK_MONEY_COST, PK_MONEY_SPEND, PK_MONEY_PROFIT, PK_MONEY_PARTS };
extern const char *const pk_money_parts[PK_MONEY_PARTS + 1]; /* KPIs, and NULL */
/* Rounds the four so that they add up. */
void pk_add_up_money(double value[PK_MONEY_PARTS], double grain);

/* The four and each channel's spend ("spend.NAME") of a result, everybody over the whole time, rounded so that they add
 * up: one grain, pk_grain_with_exact. */
typedef struct {
    double grain;        /* 0: one of the four is missing, or there is more in the profit */
    double ends;         /* that of their intervals alone: no end is known better */
    const double *value; /* [kpi]; NAN: no part */
} pk_money_sum_t;
pk_money_sum_t pk_money_sum_of(const pk_result_t *result, pk_arena_t *arena);

#endif
