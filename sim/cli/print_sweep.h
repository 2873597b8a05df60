/* A sweep on the terminal: its best cells, and what the best one makes in fresh runs. */
#ifndef PK_CLI_PRINT_SWEEP_H
#define PK_CLI_PRINT_SWEEP_H

#include "cli/screen.h"
#include "result/sweep.h"

void pk_print_sweep(const pk_sweep_t *sweep, const pk_screen_t *screen);

#endif
