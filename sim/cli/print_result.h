/* What one scenario came to, on the terminal. */
#ifndef PK_CLI_PRINT_RESULT_H
#define PK_CLI_PRINT_RESULT_H

#include "cli/screen.h"
#include "result/result.h"

/* Title, model and what was simulated; the KPIs; the stages at the start and at the end; the targets. */
void pk_print_result(const pk_result_t *result, const pk_screen_t *screen);

/* The line of what was simulated: "40 000 customers, 104 weeks from 2026-03-01, 1 000 runs (seed 1, cohort engine)".
 * Why it is this engine is told in English alone. */
const char *pk_result_line(const pk_result_t *result, const pk_screen_t *screen, pk_arena_t *arena);

/* "New customers at least 400 by 2026-12-31" */
const char *pk_goal_text(const pk_result_t *result, int goal, const pk_screen_t *screen, pk_arena_t *arena);

/* Where files lie: the folder, the workbook and the report where there is one (else NULL), and the charts (the first 20
 * by name). */
void pk_print_places(const char *folder, const char *book, const char *report, const char *const *charts, int ncharts,
                     const pk_screen_t *screen);

/* The charts alone. */
void pk_print_charts(const char *const *charts, int ncharts, const pk_screen_t *screen);

#endif
