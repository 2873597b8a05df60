#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "cli/text.h"

enum { BAR_WIDTH = 20 };

static const double wait_before = 0.3, wait_between = 0.1, worth_showing = 1.0;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

pk_bar_t pk_bar_of(const pk_screen_t *screen, bool silent, int parts)
{
    double begun = now();
    return (pk_bar_t){.screen = screen,
                      .silent = silent || !screen->is_terminal,
                      .label = "",
                      .parts = parts > 0 ? parts : 1,
                      .begun = begun,
                      .told = begun};
}

void pk_time_write(double seconds, char text[PK_TIME_TEXT])
{
    static const struct {
        const char *big, *small;
        double big_seconds, small_seconds;
        int digits;
    } units[] = {{"d", "h", 86400, 3600, 1}, {"h", "min", 3600, 60, 2}, {"min", "s", 60, 1, 1}};
    if (!(seconds >= 1)) {
        snprintf(text, PK_TIME_TEXT, "less than a second");
        return;
    }
    double whole = fmin(ceil(seconds - 1e-9), 1e9);
    for (int i = 0; i < 3; i++) {
        double rounded = ceil(whole / units[i].small_seconds) * units[i].small_seconds;
        if (rounded < units[i].big_seconds) {
            continue;
        }
        double big = floor(rounded / units[i].big_seconds);
        double small = (rounded - big * units[i].big_seconds) / units[i].small_seconds;
        snprintf(text, PK_TIME_TEXT, "%.0f %s %0*.0f %s", big, units[i].big, units[i].digits, small, units[i].small);
        return;
    }
    snprintf(text, PK_TIME_TEXT, "%.0f s", whole);
}

const char *pk_bar_line(const pk_bar_t *self, double elapsed, int width, pk_arena_t *arena)
{
    char left[PK_TIME_TEXT], bar[BAR_WIDTH * 2 + 1] = "";
    int full = (int)(self->share * BAR_WIDTH), at = 0;
    for (int i = 0; i < BAR_WIDTH; i++) {
        at += sprintf(bar + at, "%s", i < full ? "#" : "·");
    }
    pk_time_write(self->share > 0 ? elapsed * (1 - self->share) / self->share : 0, left);
    const char *of = self->parts > 1 ? pk_arena_format(arena, " (%d of %d)", self->part + 1, self->parts) : "";
    const char *tail = pk_arena_format(arena, "%s  [%s] %3.0f%%, %s left", of, bar, floor(100 * self->share), left);
    int room = width - 1 - pk_text_width(tail);
    return room < 1 ? pk_text_cut(tail, width - 1, arena)
                    : pk_arena_format(arena, "%s%s", pk_text_cut(self->label, room, arena), tail);
}

static void wipe(const pk_bar_t *self)
{
    fprintf(self->screen->stream, "\r%*s\r", self->screen->width - 1, "");
}

static void tell(void *context, double done, double total)
{
    pk_bar_t *self = context;
    double part = total > 0 ? fmin(1, fmax(0, done / total)) : 0, at = now();
    self->share = (self->part + part) / self->parts;
    double elapsed = at - self->begun;
    bool due = elapsed >= wait_before && at - self->told >= wait_between;
    bool worth = self->shown || (self->share > 0 && elapsed / self->share > worth_showing);
    if (self->silent || !due || !worth) {
        return;
    }
    pk_arena_t arena = {0};
    wipe(self);
    fputs(pk_bar_line(self, elapsed, self->screen->width, &arena), self->screen->stream);
    fflush(self->screen->stream);
    pk_arena_free(&arena);
    self->shown = true;
    self->told = at;
}

pk_progress_t pk_bar_progress(pk_bar_t *self)
{
    return (pk_progress_t){.tell = tell, .context = self};
}

void pk_bar_part(pk_bar_t *self, int part, const char *label)
{
    self->part = part;
    self->label = label;
}

void pk_bar_end(pk_bar_t *self)
{
    if (self->shown) {
        wipe(self);
    }
    self->shown = false;
}
