/* The chance of each plan to be better than the baseline as 50 marks, on the terminal. */
#ifndef PK_CLI_PRINT_DOTS_H
#define PK_CLI_PRINT_DOTS_H

#include "cli/screen.h"
#include "result/comparison.h"

/* After an empty line, by the KPI that decides: what the 50 are draws of, then a line a plan, worse draws first,
 * "○○●●●… 43 of 50 are better", where so many of 50 are p_better, rounded; and how many plans are left out. Nothing
 * where there is nothing to count. */
void pk_print_dots(const pk_comparison_t *comparison, const pk_screen_t *screen);

#endif
