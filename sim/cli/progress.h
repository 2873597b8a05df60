/* A bar with the time left, on stderr, for work that takes more than a second.
 *
 *     spring-push (2 of 7)  [##########··········]  48%, 12 s left
 *
 * Shows only on a terminal, and only once the work has run for a moment and is expected to take over a second; then at
 * most ten times a second. The line is wiped when the work is done. */
#ifndef PK_CLI_PROGRESS_H
#define PK_CLI_PROGRESS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "cli/screen.h"

typedef struct {
    const pk_screen_t *screen; /* of stderr */
    bool silent;
    const char *label;  /* harmless text; borrowed */
    int part, parts;    /* this is work `part` of `parts` alike, counted from 0 */
    double begun, told; /* seconds by the monotonic clock */
    double share;       /* of all parts */
    bool shown;
} pk_bar_t;

/* A bar for `parts` pieces of work of about the same length. silent: it never shows (--quiet). */
pk_bar_t pk_bar_of(const pk_screen_t *screen, bool silent, int parts);

/* What to hand to the work; the bar must outlive it. */
pk_progress_t pk_bar_progress(pk_bar_t *self);

/* The next part begins; its label is borrowed. */
void pk_bar_part(pk_bar_t *self, int part, const char *label);

/* Wipes the line. To be called before anything else is printed. */
void pk_bar_end(pk_bar_t *self);

enum { PK_TIME_TEXT = 32 };

/* "less than a second", "12 s", "3 min 20 s", "1 h 05 min", "2 d 3 h": never more than two parts, rounded up. */
void pk_time_write(double seconds, char text[PK_TIME_TEXT]);

/* The line of the bar at `share` done after `elapsed` seconds, at most `width` columns. */
const char *pk_bar_line(const pk_bar_t *self, double elapsed, int width, pk_arena_t *arena);

#endif
