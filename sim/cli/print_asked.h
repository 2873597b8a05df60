/* What a calibration asks, before anything is fitted: what is learned, of which observations, and their health. */
#ifndef PK_PRINT_ASKED_H
#define PK_PRINT_ASKED_H

#include "cli/screen.h"
#include "infer/journeys.h"
#include "result/calibration.h"

/* `logs` are read, one for each that the file names; `looked` holds the sentences of pk_calibrate_look. */
void pk_print_asked(const pk_calibration_t *file, const pk_journeys_log_t *logs, const pk_calibrated_t *looked,
                    const pk_screen_t *screen);

/* "104 weeks from 2026-03-01, 40 000 customers, 1 000 runs, seed 1" of a scenario; `runs` in words. */
const char *pk_asked_run_text(const pk_scenario_t *scenario, const char *runs, const pk_screen_t *screen,
                              pk_arena_t *arena);

#endif
