#include "cli/print_stays.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/text.h"
#include "report/figure.h"

enum { NAMED_MOST = 3, LABEL_COLUMNS = 30, INDENT = 2 };

typedef struct {
    int stage;
    double share;
} part_t;

/* A cell over several rows. */
typedef struct {
    const char *text[NAMED_MOST + 1];
    int count;
} lines_t;

static const char *share_text(double share, pk_arena_t *arena)
{
    if (share > 0 && share < 0.001) {
        return "<0.1%";
    }
    return pk_arena_format(arena, share < 0.0995 ? "%.2g%%" : "%.0f%%", 100 * share);
}

/* Puts "LABEL SHARE" behind the last line, or on a line of its own where that would be too long. */
static void add_part(lines_t *lines, const char *label, double share, int columns, pk_arena_t *arena)
{
    const char *part =
        pk_arena_format(arena, "%s %s", pk_text_cut(label, LABEL_COLUMNS, arena), share_text(share, arena));
    const char *last = lines->count ? lines->text[lines->count - 1] : NULL;
    if (last && pk_text_width(last) + 2 + pk_text_width(part) <= columns) {
        lines->text[lines->count - 1] = pk_arena_format(arena, "%s, %s", last, part);
    } else {
        lines->text[lines->count++] = part;
    }
}

/* Moves the largest part from `from` on to the place `from`. */
static void largest_first(part_t *parts, int count, int from)
{
    int largest = from;
    for (int i = from + 1; i < count; i++) {
        largest = parts[i].share > parts[largest].share ? i : largest;
    }
    part_t part = parts[largest];
    for (int i = largest; i > from; i--) {
        parts[i] = parts[i - 1];
    }
    parts[from] = part;
}

/* The largest parts, one "Asiakkuus 62%" each, and the others together: into lines of at most `columns` columns. */
static lines_t parts_lines(const char *const *labels, part_t *parts, int count, int columns, pk_arena_t *arena)
{
    lines_t lines = {0};
    double others = 0;
    int named = count <= NAMED_MOST + 1 ? count : NAMED_MOST;
    for (int i = 0; i < count; i++) {
        if (i < named) {
            largest_first(parts, count, i);
            add_part(&lines, labels[parts[i].stage], parts[i].share, columns, arena);
        } else {
            others += parts[i].share;
        }
    }
    if (named < count) {
        add_part(&lines, pk_arena_format(arena, "%d others", count - named), others, columns, arena);
    }
    return lines;
}

static lines_t next_lines(const char *const *labels, const pk_stay_t *stay, int columns, pk_arena_t *arena)
{
    part_t *parts = PK_ARRAY(arena, part_t, stay->nexit);
    int count = 0;
    for (int i = 0; i < stay->nexit; i++) {
        if (stay->exits[i].share > 0) {
            parts[count++] = (part_t){stay->exits[i].to, stay->exits[i].share};
        }
    }
    return parts_lines(labels, parts, count, columns, arena);
}

static lines_t end_lines(const char *const *labels, int nstage, const pk_stay_t *stay, int columns, pk_arena_t *arena)
{
    part_t *parts = PK_ARRAY(arena, part_t, nstage);
    int count = 0;
    for (int i = 0; i < nstage; i++) {
        if (stay->ends[i] > 0) {
            parts[count++] = (part_t){i, stay->ends[i]};
        }
    }
    return parts_lines(labels, parts, count, columns, arena);
}

static const char *steps_text(double steps, pk_arena_t *arena)
{
    return pk_figure(steps, steps < 100 ? 0.1 : 1, arena);
}

static const char *stay_text(const pk_stay_t *stay, pk_arena_t *arena)
{
    if (stay->absorbing || isinf(stay->mean_stay_steps)) {
        return "for good";
    }
    if (stay->mean_stay_steps == 0) {
        return "no time";
    }
    return steps_text(stay->mean_stay_steps, arena);
}

/* What the stay is without the ways out that compete with it. */
static const char *alone_text(const pk_stay_t *stay, pk_arena_t *arena)
{
    if (!stay->competes) {
        return NULL;
    }
    return isinf(stay->stay_alone_steps) ? "for good" : steps_text(stay->stay_alone_steps, arena);
}

static void add_stage(const char *const *labels, int nstage, const pk_stay_t *stay, bool alone, int columns,
                      pk_grid_t *grid)
{
    lines_t next = next_lines(labels, stay, columns, grid->arena);
    lines_t end = end_lines(labels, nstage, stay, columns, grid->arena);
    for (int i = 0; i < 1 || i < next.count || i < end.count; i++) {
        const char *cells[PK_GRID_COLUMNS] = {i ? NULL : stay->label, i ? NULL : stay_text(stay, grid->arena)};
        int c = 2;
        if (alone) {
            cells[c++] = i ? NULL : alone_text(stay, grid->arena);
        }
        cells[c++] = next.text[i];
        cells[c++] = end.text[i];
        pk_grid_add(grid, PK_STYLE_PLAIN, cells);
    }
}

static void note(const char *text, const pk_screen_t *screen, pk_arena_t *arena)
{
    fprintf(screen->stream, "\n  %s\n", pk_text_wrap(pk_text_harmless(text, false, arena), 2, screen->width, arena));
}

static const char *balance_text(const pk_stays_t *stays, const char *const *labels, int row, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < stays->nstage; i++) {
        const double share = stays->balance[row * stays->nstage + i];
        if (share > 0) {
            text = pk_arena_format(arena, "%s%s%s %s", text, *text ? ", " : "", labels[i], share_text(share, arena));
        }
    }
    return text;
}

/* start: balance, all together and by persona. */
static void print_balance(const pk_stays_t *stays, const char *const *labels, const pk_screen_t *screen,
                          pk_arena_t *arena)
{
    if (stays->balance == NULL) {
        return;
    }
    note(
        pk_arena_format(arena, "Start in balance, each number at its mean: %s.", balance_text(stays, labels, 0, arena)),
        screen, arena);
    for (int g = 0; g < stays->npersona; g++) {
        const char *text = pk_arena_format(arena, "%s: %s.", pk_text_cut(stays->personas[g], LABEL_COLUMNS, arena),
                                           balance_text(stays, labels, 1 + g, arena));
        fprintf(screen->stream, "  %s\n", pk_text_wrap(pk_text_harmless(text, false, arena), 2, screen->width, arena));
    }
}

/* Whether the start is one that today's flows keep, whether today is an ordinary day, and whether new customers are
 * new. */
static void print_notes(const pk_stays_t *stays, const char *const *labels, const pk_screen_t *screen,
                        pk_arena_t *arena)
{
    const char *text = "Today's flows";
    for (int k = 0; k < stays->nturn; k++) {
        const pk_turn_t *turn = &stays->turns[k];
        const char *unit = k > 0 ? "" : pk_arena_format(arena, " %s%s", stays->step_unit, turn->steps == 1 ? "" : "s");
        text = pk_arena_format(arena, "%s%s %s %s in %d%s", text, k > 0 ? "," : "", turn->doubles ? "double" : "halve",
                               labels[turn->stage], turn->steps, unit);
    }
    if (stays->nturn > 0) {
        note(pk_arena_format(arena, "%s.", text), screen, arena);
    }
    for (int k = 0; k < stays->nsays; k++) {
        note(stays->says[k], screen, arena);
    }
    if (stays->comes_back) {
        note(
            pk_arena_format(arena,
                            "new_customers counts people who come back as well: %s leads those who have bought back to "
                            "the prospects.",
                            stays->comes_back),
            screen, arena);
    }
}

void pk_print_stays(const pk_stays_t *stays, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    const char *stay_head = pk_arena_format(&arena, "stay (%ss)", stays->step_unit);
    const char *end_head = stays->forever ? "ends up in"
                           : stays->long_run
                               ? "in the long run stands in"
                               : pk_arena_format(&arena, "after %d %ss stands in", stays->horizon, stays->step_unit);
    bool alone = false;
    for (int i = 0; i < stays->nstage; i++) {
        alone = alone || stays->stages[i].competes;
    }
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {{.head = "Who enters", .most = LABEL_COLUMNS},
                                                     {.head = stay_head, .align = PK_ALIGN_RIGHT}};
    int count = 2;
    if (alone) {
        columns[count++] = (pk_grid_column_t){.head = "dwell alone", .align = PK_ALIGN_RIGHT};
    }
    columns[count++] = (pk_grid_column_t){.head = "leaves for"};
    columns[count++] = (pk_grid_column_t){.head = end_head};
    const char **labels = PK_ARRAY(&arena, const char *, stays->nstage);
    int label = 0;
    for (int i = 0; i < stays->nstage; i++) {
        int width = pk_text_width(stays->stages[i].label);
        label = width > label ? width : label;
        labels[i] = stays->stages[i].label;
    }
    pk_text_cut_apart(labels, stays->nstage, LABEL_COLUMNS, &arena);
    label = label > LABEL_COLUMNS ? LABEL_COLUMNS : label;
    int room = (screen->width - INDENT - label - pk_text_width(stay_head) - 6 - (alone ? 13 : 0)) / 2;
    pk_grid_t grid = pk_grid_of(columns, &arena);
    for (int i = 0; i < stays->nstage; i++) {
        add_stage(labels, stays->nstage, &stays->stages[i], alone, room, &grid);
    }
    pk_grid_print(&grid, INDENT, screen);
    print_balance(stays, labels, screen, &arena);
    print_notes(stays, labels, screen, &arena);
    if (stays->feedback) {
        fputs("\n  With word of mouth, stocks, queues or capacity the engine `expected` is an approximation;\n"
              "  `cohort` is exact.\n",
              screen->stream);
    }
    pk_arena_free(&arena);
}
