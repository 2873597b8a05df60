#include "cli/print_paths.h"

#include <math.h>

#include "cli/print_table.h"
#include "report/figure.h"
#include "report/path_attribution.h"

enum { CHANNEL_COLUMNS = 30, CHANNELS_SHOWN = 40 };

static const char *percent(double share, pk_arena_t *arena)
{
    return isnan(share) ? "–" : pk_arena_format(arena, "%.1f%%", 100 * share);
}

/* A share of conversions: in tenths while there are few. */
static const char *amount(const pk_path_attribution_t *self, double x, pk_arena_t *arena)
{
    return pk_figure(x, self->total < 1000 ? 0.1 : self->total < 1e6 ? 1 : pk_grain_short(self->total) / 10, arena);
}

static void print_head(const pk_path_attribution_t *self, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_screen_say(screen, PK_STYLE_STRONG, self->file);
    pk_screen_say(
        screen, PK_STYLE_PLAIN,
        pk_arena_format(arena, "%s of %s walks end in a conversion (%.3g%%), on %s different paths by %d channels",
                        pk_figure(self->conversions, 1, arena), pk_figure(self->conversions + self->nulls, 1, arena),
                        100 * self->conversions / (self->conversions + self->nulls),
                        pk_figure((double)self->paths, 1, arena), self->count));
    if (self->is_log) {
        pk_screen_say(screen, PK_STYLE_PLAIN,
                      pk_arena_format(arena,
                                      "%s cases; %s touchpoints after the last conversion of their case are left out",
                                      pk_figure((double)self->cases, 1, arena),
                                      self->after > 0 ? pk_figure((double)self->after, 1, arena) : "no"));
    }
    const char *chosen = "";
    if (self->chosen) {
        chosen = pk_arena_format(arena,
                                 ", chosen by what it foretells of walks held out: %.4f a walk at order 1, %.4f, "
                                 "%.4f, %.4f at order 4",
                                 self->likelihood[0], self->likelihood[1], self->likelihood[2], self->likelihood[3]);
    }
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  pk_arena_format(arena, "Chain of order %d with %s states%s", self->order,
                                  pk_figure(self->states, 1, arena), chosen));
}

static void print_table(const pk_path_attribution_t *self, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = "channel", .most = CHANNEL_COLUMNS},
                                                     {.head = "removal\neffect", .align = PK_ALIGN_RIGHT},
                                                     {.head = "share of\nall effects", .align = PK_ALIGN_RIGHT},
                                                     {.head = "90% by\nbootstrap", .align = PK_ALIGN_RIGHT},
                                                     {.head = "removal", .align = PK_ALIGN_RIGHT},
                                                     {.head = "Shapley", .align = PK_ALIGN_RIGHT},
                                                     {.head = "first", .align = PK_ALIGN_RIGHT},
                                                     {.head = "last", .align = PK_ALIGN_RIGHT},
                                                     {.head = "linear", .align = PK_ALIGN_RIGHT},
                                                     {0}},
                                arena);
    for (int i = 0; i < self->count && i < CHANNELS_SHOWN; i++) {
        const pk_path_channel_t *c = &self->channels[i];
        const char *interval =
            isnan(c->p05) ? "–" : pk_arena_format(arena, "%.1f to %.1f%%", 100 * c->p05, 100 * c->p95);
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){c->channel, percent(c->removal_effect, arena), percent(c->removal_share, arena),
                                     interval, amount(self, c->removal, arena), amount(self, c->shapley, arena),
                                     amount(self, c->first, arena), amount(self, c->last, arena),
                                     amount(self, c->linear, arena)});
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
    if (self->count > CHANNELS_SHOWN) {
        fprintf(screen->stream, "  and %d more in %s\n", self->count - CHANNELS_SHOWN, PK_PATH_ATTRIBUTION_TABLE);
    }
}

void pk_print_paths(const pk_path_attribution_t *self, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    print_head(self, screen, &arena);
    print_table(self, screen, &arena);
    fputc('\n', screen->stream);
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  self->is_value ? pk_arena_format(&arena,
                                                   "Removal, Shapley, first, last and linear each share out %s of "
                                                   "\"%s\".",
                                                   amount(self, self->total, &arena), self->shared)
                                 : "Removal, Shapley, first, last and linear each share out the conversions.");
    pk_screen_say(screen, PK_STYLE_STRONG, pk_path_attribution_caution);
    pk_arena_free(&arena);
}
