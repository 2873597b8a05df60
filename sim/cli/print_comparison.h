/* What a comparison came to, on the terminal. */
#ifndef PK_CLI_PRINT_COMPARISON_H
#define PK_CLI_PRINT_COMPARISON_H

#include "cli/screen.h"
#include "result/comparison.h"

/* The baseline's main KPIs, then each scenario's difference from it, the difference's 90% interval and the chance to be
 * better; as many KPIs as the terminal has room for. Then the targets, and which scenario is best. */
void pk_print_comparison(const pk_comparison_t *comparison, const pk_screen_t *screen);

#endif
