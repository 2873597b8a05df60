/* The answer of a comparison in a sentence or two, on the terminal. */
#ifndef PK_CLI_PRINT_ANSWER_H
#define PK_CLI_PRINT_ANSWER_H

#include "cli/screen.h"
#include "result/comparison.h"

/* After an empty line: which scenario is best, by how much, and how sure that is. */
void pk_print_answer(const pk_comparison_t *comparison, const pk_screen_t *screen);

#endif
