/* Where those who enter each stage go, how long they stay and where they end up. */
#ifndef PK_CLI_PRINT_STAYS_H
#define PK_CLI_PRINT_STAYS_H

#include "cli/screen.h"
#include "study/stay.h"

void pk_print_stays(const pk_stays_t *stays, const pk_screen_t *screen);

#endif
