#include "cli/print_stays.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/translated.h"

enum { NAMED_MOST = 3, LABEL_COLUMNS = 30, INDENT = 2 };

typedef struct {
    int stage;
    double share;
} part_t;

/* What the lines of a cell are made for. */
typedef struct {
    const pk_screen_t *screen;
    int columns; /* that a line may take */
    pk_arena_t *arena;
} cell_t;

/* A cell over several rows. */
typedef struct {
    const char *text[NAMED_MOST + 1];
    int count;
} lines_t;

static const char *share_text(double share, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *figure = share > 0 && share < 0.001
                             ? "<0.1%"
                             : pk_arena_format(arena, share < 0.0995 ? "%.2g%%" : "%.0f%%", 100 * share);
    return pk_screen_figure(screen, figure, arena);
}

/* Puts "LABEL SHARE" behind the last line, or on a line of its own where that would be too long. */
static void add_part(lines_t *lines, const char *label, double share, const cell_t *cell)
{
    const char *part = pk_arena_format(cell->arena, "%s %s", pk_text_cut(label, LABEL_COLUMNS, cell->arena),
                                       share_text(share, cell->screen, cell->arena));
    const char *last = lines->count ? lines->text[lines->count - 1] : NULL;
    if (last && pk_text_width(last) + 2 + pk_text_width(part) <= cell->columns) {
        lines->text[lines->count - 1] = pk_arena_format(cell->arena, "%s, %s", last, part);
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

/* The largest parts, one "Asiakkuus 62%" each, and the others together: into lines. */
static lines_t parts_lines(const char *const *labels, part_t *parts, int count, const cell_t *cell)
{
    lines_t lines = {0};
    double others = 0;
    int named = count <= NAMED_MOST + 1 ? count : NAMED_MOST;
    for (int i = 0; i < count; i++) {
        if (i < named) {
            largest_first(parts, count, i);
            add_part(&lines, labels[parts[i].stage], parts[i].share, cell);
        } else {
            others += parts[i].share;
        }
    }
    if (named < count) {
        const char *left = pk_screen_count(cell->screen, count - named, cell->arena);
        add_part(&lines, pk_local_say(cell->screen->language, cell->arena, PK_SAY_STAYS_OTHERS, left), others, cell);
    }
    return lines;
}

static lines_t next_lines(const char *const *labels, const pk_stay_t *stay, const cell_t *cell)
{
    part_t *parts = PK_ARRAY(cell->arena, part_t, stay->nexit);
    int count = 0;
    for (int i = 0; i < stay->nexit; i++) {
        if (stay->exits[i].share > 0) {
            parts[count++] = (part_t){stay->exits[i].to, stay->exits[i].share};
        }
    }
    return parts_lines(labels, parts, count, cell);
}

static lines_t end_lines(const char *const *labels, int nstage, const pk_stay_t *stay, const cell_t *cell)
{
    part_t *parts = PK_ARRAY(cell->arena, part_t, nstage);
    int count = 0;
    for (int i = 0; i < nstage; i++) {
        if (stay->ends[i] > 0) {
            parts[count++] = (part_t){i, stay->ends[i]};
        }
    }
    return parts_lines(labels, parts, count, cell);
}

static const char *steps_text(double steps, const cell_t *cell)
{
    const char *figure = pk_figure(steps, steps < 100 ? 0.1 : 1, cell->arena);
    return isinf(steps) ? pk_screen_word(cell->screen, PK_SAY_DESCRIBE_FOR_GOOD)
                        : pk_screen_figure(cell->screen, figure, cell->arena);
}

static const char *stay_text(const pk_stay_t *stay, const cell_t *cell)
{
    return stay->mean_stay_steps == 0 && !stay->absorbing
               ? pk_screen_word(cell->screen, PK_SAY_DESCRIBE_NO_TIME)
               : steps_text(stay->absorbing ? INFINITY : stay->mean_stay_steps, cell);
}

/* What the stay is without the ways out that compete with it. */
static const char *alone_text(const pk_stay_t *stay, const cell_t *cell)
{
    return stay->competes ? steps_text(stay->stay_alone_steps, cell) : NULL;
}

static void add_stage(const char *const *labels, int nstage, const pk_stay_t *stay, bool alone, const cell_t *cell,
                      pk_grid_t *grid)
{
    lines_t next = next_lines(labels, stay, cell);
    lines_t end = end_lines(labels, nstage, stay, cell);
    for (int i = 0; i < 1 || i < next.count || i < end.count; i++) {
        const char *cells[PK_GRID_COLUMNS] = {i ? NULL : stay->label, i ? NULL : stay_text(stay, cell)};
        int c = 2;
        if (alone) {
            cells[c++] = i ? NULL : alone_text(stay, cell);
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

static const char *balance_text(const pk_stays_t *stays, const char *const *labels, int row, const pk_screen_t *screen,
                                pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < stays->nstage; i++) {
        const double share = stays->balance[row * stays->nstage + i];
        if (share > 0) {
            text = pk_arena_format(arena, "%s%s%s %s", text, *text ? ", " : "", labels[i],
                                   share_text(share, screen, arena));
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
    const char *all = balance_text(stays, labels, 0, screen, arena);
    note(pk_local_say(screen->language, arena, PK_SAY_STAYS_BALANCE, all), screen, arena);
    for (int g = 0; g < stays->npersona; g++) {
        const char *text = pk_arena_format(arena, "%s: %s.", pk_text_cut(stays->personas[g], LABEL_COLUMNS, arena),
                                           balance_text(stays, labels, 1 + g, screen, arena));
        fprintf(screen->stream, "  %s\n", pk_text_wrap(pk_text_harmless(text, false, arena), 2, screen->width, arena));
    }
}

/* Whether the start is one that today's flows keep, whether today is an ordinary day, and whether new customers are
 * new. */
static void print_notes(const pk_stays_t *stays, const char *const *labels, const pk_screen_t *screen,
                        pk_arena_t *arena)
{
    const char *text = "";
    for (int k = 0; k < stays->nturn; k++) {
        const pk_turn_t *turn = &stays->turns[k];
        const char *steps = k > 0 ? pk_screen_count(screen, turn->steps, arena)
                                  : pk_screen_steps(screen, turn->steps, stays->step_unit, arena);
        text = pk_arena_format(arena, "%s%s%s", text, k > 0 ? ", " : "",
                               pk_local_say(screen->language, arena,
                                            turn->doubles ? PK_SAY_STAYS_DOUBLE : PK_SAY_STAYS_HALVE,
                                            labels[turn->stage], steps));
    }
    if (stays->nturn > 0) {
        note(pk_local_say(screen->language, arena, PK_SAY_STAYS_TURNS, text), screen, arena);
    }
    for (int k = 0; k < stays->nsays; k++) {
        note(pk_translated(screen->language, stays->says[k], arena), screen, arena);
    }
    if (stays->comes_back) {
        note(pk_local_say(screen->language, arena, PK_SAY_STAYS_COME_BACK, stays->comes_back), screen, arena);
    }
}

static const char *end_head(const pk_stays_t *stays, const pk_screen_t *screen, pk_arena_t *arena)
{
    return stays->forever    ? pk_screen_word(screen, PK_SAY_STAYS_ENDS)
           : stays->long_run ? pk_screen_word(screen, PK_SAY_STAYS_LONG_RUN)
                             : pk_local_say(screen->language, arena, PK_SAY_STAYS_AFTER,
                                            pk_screen_steps(screen, stays->horizon, stays->step_unit, arena));
}

void pk_print_stays(const pk_stays_t *stays, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    const char *stay_head = pk_local_say(screen->language, &arena, PK_SAY_STAYS_STAY,
                                         pk_screen_steps_word(screen, stays->step_unit, &arena));
    const char *alone_head = pk_screen_word(screen, PK_SAY_STAYS_ALONE);
    bool alone = false;
    for (int i = 0; i < stays->nstage; i++) {
        alone = alone || stays->stages[i].competes;
    }
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = pk_screen_word(screen, PK_SAY_STAYS_WHO), .most = LABEL_COLUMNS},
        {.head = stay_head, .align = PK_ALIGN_RIGHT}};
    int count = 2;
    if (alone) {
        columns[count++] = (pk_grid_column_t){.head = alone_head, .align = PK_ALIGN_RIGHT};
    }
    columns[count++] = (pk_grid_column_t){.head = pk_screen_word(screen, PK_SAY_STAYS_LEAVES)};
    columns[count++] = (pk_grid_column_t){.head = end_head(stays, screen, &arena)};
    const char **labels = PK_ARRAY(&arena, const char *, stays->nstage);
    int label = 0;
    for (int i = 0; i < stays->nstage; i++) {
        int width = pk_text_width(stays->stages[i].label);
        label = width > label ? width : label;
        labels[i] = stays->stages[i].label;
    }
    pk_text_cut_apart(labels, stays->nstage, LABEL_COLUMNS, &arena);
    label = label > LABEL_COLUMNS ? LABEL_COLUMNS : label;
    const int beside = pk_text_width(stay_head) + (alone ? pk_text_width(alone_head) + 2 : 0);
    const cell_t cell = {
        .screen = screen, .columns = (screen->width - INDENT - label - beside - 6) / 2, .arena = &arena};
    pk_grid_t grid = pk_grid_of(columns, &arena);
    for (int i = 0; i < stays->nstage; i++) {
        add_stage(labels, stays->nstage, &stays->stages[i], alone, &cell, &grid);
    }
    pk_grid_print(&grid, INDENT, screen);
    print_balance(stays, labels, screen, &arena);
    print_notes(stays, labels, screen, &arena);
    if (stays->feedback) {
        note(pk_screen_word(screen, PK_SAY_STAYS_FEEDBACK), screen, &arena);
    }
    pk_arena_free(&arena);
}
