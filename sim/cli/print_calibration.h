/* What was learned from data, on the terminal. */
#ifndef PK_CLI_PRINT_CALIBRATION_H
#define PK_CLI_PRINT_CALIBRATION_H

#include "cli/screen.h"
#include "result/calibration.h"

void pk_print_calibration(const pk_calibrated_t *calibrated, const pk_screen_t *screen);

#endif
