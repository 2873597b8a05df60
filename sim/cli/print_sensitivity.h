/* What `polku sensitivity` prints for people. */
#ifndef PK_CLI_PRINT_SENSITIVITY_H
#define PK_CLI_PRINT_SENSITIVITY_H

#include "cli/screen.h"
#include "result/sensitivity.h"

void pk_print_sensitivity(const pk_sensitivity_t *self, const pk_screen_t *screen);

#endif
