/* What each driver of a plan brought, on the terminal. */
#ifndef PK_CLI_PRINT_ATTRIBUTION_H
#define PK_CLI_PRINT_ATTRIBUTION_H

#include "cli/screen.h"
#include "result/attribution.h"

void pk_print_attribution(const pk_attribution_t *found, const pk_screen_t *screen);

#endif
