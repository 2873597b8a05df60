/* What a comparison says to do, in a sentence, and what each plan costs if it is wrong. */
#ifndef PK_CLI_PRINT_VERDICT_H
#define PK_CLI_PRINT_VERDICT_H

#include "cli/screen.h"
#include "result/comparison.h"

/* The first sentence on the screen; nothing where there is nothing to decide. */
void pk_print_verdict(const pk_comparison_t *comparison, const pk_screen_t *screen);

/* Plans from the smallest expected loss up, by the KPI of the answer. */
void pk_print_losses(const pk_comparison_t *comparison, const pk_screen_t *screen);

#endif
