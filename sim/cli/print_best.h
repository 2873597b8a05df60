/* The best plan beside today's, on the terminal. */
#ifndef PK_CLI_PRINT_BEST_H
#define PK_CLI_PRINT_BEST_H

#include "cli/screen.h"
#include "result/best.h"

/* The verdict with the price of being wrong; what to spend on what; which bounds bind and what one more on them brings;
 * what is left of the budget and why. */
void pk_print_best(const pk_best_t *best, const pk_screen_t *screen);

#endif
