#include "cli/print_stays.h"

#include <math.h>

#include "cli/figure.h"
#include "cli/print_table.h"
#include "cli/text.h"

enum { NAMED_MOST = 3, LABEL_COLUMNS = 30, INDENT = 2 };

typedef struct {
    int stage;
    double share;
} part_t;

static const char *share_text(double share, pk_arena_t *arena)
{
    if (share > 0 && share < 0.001)
        return "<0.1%";
    return pk_arena_format(arena, share < 0.0995 ? "%.2g%%" : "%.0f%%", 100 * share);
}

/* Moves the largest part from `from` on to the place `from`. */
static void largest_first(part_t *parts, int count, int from)
{
    int largest = from;
    for (int i = from + 1; i < count; i++)
        largest = parts[i].share > parts[largest].share ? i : largest;
    part_t part = parts[largest];
    for (int i = largest; i > from; i--)
        parts[i] = parts[i - 1];
    parts[from] = part;
}

/* "Asiakkuus 62%, Menetetty 38%": the largest few, the others together. */
static const char *parts_text(const pk_stays_t *stays, part_t *parts, int count, int most, pk_arena_t *arena)
{
    const char *text = "";
    double others = 0;
    int named = count <= most + 1 ? count : most;
    for (int i = 0; i < count; i++) {
        largest_first(parts, count, i);
        if (i < named)
            text = pk_arena_format(arena, "%s%s%s %s", text, i ? ", " : "", stays->stages[parts[i].stage].label,
                                   share_text(parts[i].share, arena));
        else
            others += parts[i].share;
    }
    return named == count ? text
                          : pk_arena_format(arena, "%s, %d others %s", text, count - named, share_text(others, arena));
}

static const char *next_text(const pk_stays_t *stays, const pk_stay_t *stay, int most, pk_arena_t *arena)
{
    part_t *parts = PK_ARRAY(arena, part_t, stay->nexit);
    int count = 0;
    for (int i = 0; i < stay->nexit; i++)
        if (stay->exits[i].share > 0)
            parts[count++] = (part_t){stay->exits[i].to, stay->exits[i].share};
    return count ? parts_text(stays, parts, count, most, arena) : "–";
}

static const char *end_text(const pk_stays_t *stays, const pk_stay_t *stay, int most, pk_arena_t *arena)
{
    part_t *parts = PK_ARRAY(arena, part_t, stays->nstage);
    int count = 0;
    for (int i = 0; i < stays->nstage; i++)
        if (stay->ends[i] > 0)
            parts[count++] = (part_t){i, stay->ends[i]};
    return count ? parts_text(stays, parts, count, most, arena) : "–";
}

static const char *stay_text(const pk_stay_t *stay, pk_arena_t *arena)
{
    if (stay->absorbing || isinf(stay->mean_stay_steps))
        return "for good";
    if (stay->mean_stay_steps == 0)
        return "no time";
    return pk_figure(stay->mean_stay_steps, stay->mean_stay_steps < 100 ? 0.1 : 1, arena);
}

/* The table with at most `most` stages named in a cell. */
static pk_grid_t build(const pk_stays_t *stays, int most, pk_arena_t *arena)
{
    const char *stay_head = pk_arena_format(arena, "stay (%ss)", stays->step_unit);
    const char *end_head = stays->forever
                               ? "ends up in"
                               : pk_arena_format(arena, "after %d %ss stands in", stays->horizon, stays->step_unit);
    pk_grid_column_t columns[] = {{.head = "Who enters", .most = LABEL_COLUMNS},
                                  {.head = stay_head, .align = PK_ALIGN_RIGHT},
                                  {.head = "leaves for"},
                                  {.head = end_head},
                                  {0}};
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int i = 0; i < stays->nstage; i++) {
        const pk_stay_t *stay = &stays->stages[i];
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){stay->label, stay_text(stay, arena), next_text(stays, stay, most, arena),
                                     end_text(stays, stay, most, arena)});
    }
    return grid;
}

void pk_print_stays(const pk_stays_t *stays, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    int most = NAMED_MOST;
    pk_grid_t grid = build(stays, most, &arena);
    while (most > 1 && pk_grid_width(&grid) > screen->width - INDENT)
        grid = build(stays, --most, &arena);
    pk_grid_print(&grid, INDENT, screen);
    pk_arena_free(&arena);
}
