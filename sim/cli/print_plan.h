/* What a plan pays and changes, told back by polku check. */
#ifndef PK_CLI_PRINT_PLAN_H
#define PK_CLI_PRINT_PLAN_H

#include "cli/screen.h"
#include "result/result.h"

/* Budgets of `plan`, and what it changes against `parent` (NULL: nothing is told), whose file is called `name`. */
void pk_print_plan(const pk_result_t *plan, const pk_result_t *parent, const char *name, const pk_screen_t *screen);

#endif
