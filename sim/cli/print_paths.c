#include "cli/print_paths.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "report/figure.h"
#include "report/path_attribution.h"

enum { CHANNEL_COLUMNS = 30, CHANNELS_SHOWN = 40 };

static const char *percent(double share, const pk_screen_t *screen, pk_arena_t *arena)
{
    return isnan(share) ? "–" : pk_screen_figure(screen, pk_arena_format(arena, "%.1f%%", 100 * share), arena);
}

/* A share of conversions: in tenths while there are few. */
static const char *amount(const pk_path_attribution_t *self, double x, const pk_screen_t *screen, pk_arena_t *arena)
{
    const double grain = self->total < 1000 ? 0.1 : self->total < 1e6 ? 1 : pk_grain_short(self->total) / 10;
    return pk_screen_figure(screen, pk_figure(x, grain, arena), arena);
}

static const char *likelihood(double value, const pk_screen_t *screen, pk_arena_t *arena)
{
    return pk_screen_figure(screen, pk_arena_format(arena, "%.4f", value), arena);
}

static void print_head(const pk_path_attribution_t *self, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_language_t language = screen->language;
    const double walks = self->conversions + self->nulls;
    const char *part = pk_arena_format(arena, "%.3g%%", 100 * self->conversions / walks);
    pk_screen_say(screen, PK_STYLE_STRONG, self->file);
    pk_screen_say(
        screen, PK_STYLE_PLAIN,
        pk_local_say(language, arena, self->conversions == 1 ? PK_SAY_WALKS_HEAD_ONE : PK_SAY_WALKS_HEAD,
                     pk_screen_count(screen, self->conversions, arena), pk_screen_count(screen, walks, arena),
                     pk_screen_figure(screen, part, arena),
                     pk_screen_counted(screen, (double)self->paths, PK_SAY_WALKS_PATH, PK_SAY_WALKS_PATHS, arena),
                     pk_screen_counted(screen, self->count, PK_SAY_WALKS_A_CHANNEL, PK_SAY_WALKS_CHANNELS, arena)));
    if (self->is_log) {
        const char *after = self->after > 0 ? pk_screen_counted(screen, (double)self->after, PK_SAY_WALKS_AFTER_ONE,
                                                                PK_SAY_WALKS_AFTER, arena)
                                            : pk_screen_word(screen, PK_SAY_WALKS_NONE_AFTER);
        pk_screen_say(
            screen, PK_STYLE_PLAIN,
            pk_local_say(language, arena, PK_SAY_WALKS_LOG,
                         pk_screen_counted(screen, (double)self->cases, PK_SAY_ASKED_CASE, PK_SAY_ASKED_CASES, arena),
                         after));
    }
    const double *l = self->likelihood;
    const char *chosen = self->chosen ? pk_local_say(language, arena, PK_SAY_WALKS_CHOSEN,
                                                     likelihood(l[0], screen, arena), likelihood(l[1], screen, arena),
                                                     likelihood(l[2], screen, arena), likelihood(l[3], screen, arena))
                                      : "";
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  pk_local_say(language, arena, PK_SAY_WALKS_CHAIN, pk_screen_count(screen, self->order, arena),
                               pk_screen_count(screen, self->states, arena), chosen));
}

static pk_grid_t grid_of(const pk_screen_t *screen, pk_arena_t *arena)
{
    static const pk_saying_t heads[] = {PK_SAY_WALKS_EFFECT,  PK_SAY_WALKS_SHARE,   PK_SAY_WALKS_INTERVAL,
                                        PK_SAY_WALKS_REMOVAL, PK_SAY_WALKS_SHAPLEY, PK_SAY_WALKS_FIRST,
                                        PK_SAY_WALKS_LAST,    PK_SAY_WALKS_LINEAR};
    enum { HEADS = sizeof heads / sizeof *heads };
    pk_grid_column_t columns[HEADS + 2] = {
        {.head = pk_screen_word(screen, PK_SAY_WALKS_CHANNEL), .most = CHANNEL_COLUMNS}};
    for (int k = 0; k < HEADS; k++) {
        columns[k + 1] = (pk_grid_column_t){.head = pk_screen_word(screen, heads[k]), .align = PK_ALIGN_RIGHT};
    }
    return pk_grid_of(columns, arena);
}

static const char *interval_of(const pk_path_channel_t *c, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *low = pk_screen_figure(screen, pk_arena_format(arena, "%.1f", 100 * c->p05), arena);
    return isnan(c->p05) ? "–"
                         : pk_local_say(screen->language, arena, PK_SAY_INTERVAL, low, percent(c->p95, screen, arena));
}

static void print_table(const pk_path_attribution_t *self, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_t grid = grid_of(screen, arena);
    for (int i = 0; i < self->count && i < CHANNELS_SHOWN; i++) {
        const pk_path_channel_t *c = &self->channels[i];
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){c->channel, percent(c->removal_effect, screen, arena),
                                     percent(c->removal_share, screen, arena), interval_of(c, screen, arena),
                                     amount(self, c->removal, screen, arena), amount(self, c->shapley, screen, arena),
                                     amount(self, c->first, screen, arena), amount(self, c->last, screen, arena),
                                     amount(self, c->linear, screen, arena)});
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
    if (self->count > CHANNELS_SHOWN) {
        const char *more = pk_screen_count(screen, self->count - CHANNELS_SHOWN, arena);
        fprintf(screen->stream, "  %s\n",
                pk_local_say(screen->language, arena, PK_SAY_SCREEN_MORE_IN, more, PK_PATH_ATTRIBUTION_TABLE));
    }
}

void pk_print_paths(const pk_path_attribution_t *self, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    print_head(self, screen, &arena);
    print_table(self, screen, &arena);
    fputc('\n', screen->stream);
    const char *total = amount(self, self->total, screen, &arena);
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  self->is_value
                      ? pk_local_say(screen->language, &arena, PK_SAY_WALKS_SHARED_VALUE, total, self->shared)
                      : pk_screen_word(screen, PK_SAY_WALKS_SHARED));
    pk_screen_say(screen, PK_STYLE_STRONG, pk_screen_word(screen, PK_SAY_WALKS_CAUTION));
    pk_arena_free(&arena);
}
