#include "cli/print_matrix.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/translated.h"

enum { LABEL_COLUMNS = 26, HEAD_LEAST = 9, INDENT = 2, GAP = 2 };

static bool shown(const bool *columns, int j)
{
    return columns == NULL || columns[j];
}

/* The stages from which there is something to tell: those that are left for good, or that surely get somewhere. */
static bool has_row(const pk_description_t *d, const double *numbers, pk_matrix_kind_t kind, const bool *columns, int i)
{
    bool known = false;
    for (int j = 0; j < d->nstage; j++) {
        known = known || (shown(columns, j) && j != i && isfinite(numbers[i * d->nstage + j]));
    }
    return kind == PK_MATRIX_STEPS ? known : !d->chain.absorbing[i] && d->chain.transient[i];
}

/* At most four letters: "3.4", "627", "8.4k", "18k", "1.2M". */
static const char *compact(double x, const char *sign, const pk_screen_t *screen, pk_arena_t *arena)
{
    static const char *const units[] = {"", "k", "M", "G", "T"};
    int unit = 0;
    for (; x >= 999.5 && unit < 4; unit++) {
        x /= 1000;
    }
    return pk_screen_figure(
        screen, pk_arena_format(arena, "%.*f%s%s", x < 9.95 && x != 0 ? 1 : 0, x, units[unit], sign), arena);
}

static const char *cell(double number, pk_matrix_kind_t kind, bool diagonal, bool full, const pk_screen_t *screen,
                        pk_arena_t *arena)
{
    if (!isfinite(number)) {
        return diagonal && kind == PK_MATRIX_STEPS ? "·" : "–";
    }
    if (kind == PK_MATRIX_SHARES) {
        return full ? pk_screen_percent(screen, number, arena) : compact(100 * number, "%", screen, arena);
    }
    if (kind == PK_MATRIX_STEPS && diagonal) {
        return "·";
    }
    return full ? pk_screen_short(screen, number, arena) : compact(number, "", screen, arena);
}

/* Columns that a name may take so that all fit beside the row's label; 0: numbers are better. */
static int head_width(const pk_description_t *d, int ncolumn, const pk_screen_t *screen)
{
    int label = 0;
    for (int i = 0; i < d->nstage; i++) {
        int width = pk_text_width(d->stages[i].label);
        label = width > label ? width : label;
    }
    label = label > LABEL_COLUMNS ? LABEL_COLUMNS : label;
    int each = (screen->width - INDENT - label - 4) / ncolumn - GAP;
    return ncolumn <= PK_MATRIX_NAMED && each >= HEAD_LEAST ? each : 0;
}

static int count_columns(const pk_description_t *d, const bool *columns)
{
    int count = 0;
    for (int j = 0; j < d->nstage; j++) {
        count += shown(columns, j);
    }
    return count;
}

static pk_grid_t make_grid(const pk_description_t *d, const bool *columns, int width, pk_arena_t *arena)
{
    pk_grid_column_t heads[PK_GRID_COLUMNS + 1] = {{.head = "", .align = PK_ALIGN_RIGHT},
                                                   {.head = "", .most = LABEL_COLUMNS}};
    const char *labels[PK_MATRIX_MOST];
    int count = 0;
    for (int j = 0; j < d->nstage; j++) {
        if (shown(columns, j)) {
            labels[count++] = width ? d->stages[j].label : pk_arena_format(arena, "%d", j + 1);
        }
    }
    pk_text_cut_apart(labels, count, width ? width : LABEL_COLUMNS, arena);
    for (int c = 0; c < count; c++) {
        heads[2 + c] = (pk_grid_column_t){.head = labels[c], .align = PK_ALIGN_RIGHT};
    }
    return pk_grid_of(heads, arena);
}

void pk_print_matrix(const pk_description_t *d, const char *title, const double *numbers, pk_matrix_kind_t kind,
                     const bool *columns, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    int ncolumn = count_columns(d, columns);
    if (ncolumn > PK_MATRIX_MOST) {
        fprintf(screen->stream, "  %s\n",
                pk_local_say(screen->language, &arena, PK_SAY_MATRIX_STAGES, title,
                             pk_screen_count(screen, ncolumn, &arena)));
        pk_arena_free(&arena);
        return;
    }
    bool full = ncolumn <= PK_MATRIX_NAMED;
    pk_grid_t grid = make_grid(d, columns, head_width(d, ncolumn, screen), &arena);
    for (int i = 0; i < d->nstage; i++) {
        const char *cells[PK_GRID_COLUMNS] = {pk_arena_format(&arena, "%d", i + 1), full ? d->stages[i].label : NULL};
        int c = 2;
        for (int j = 0; j < d->nstage; j++) {
            if (shown(columns, j)) {
                cells[c++] = cell(numbers[i * d->nstage + j], kind, i == j, full, screen, &arena);
            }
        }
        if (has_row(d, numbers, kind, columns, i)) {
            pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
        }
    }
    fprintf(screen->stream, "  %s\n", title);
    pk_grid_print(&grid, INDENT, screen);
    pk_arena_free(&arena);
}

void pk_print_ends(const pk_description_t *d, const char *title, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    const int count = d->chain.nclosed;
    pk_grid_column_t heads[PK_GRID_COLUMNS + 1] = {{.head = "", .align = PK_ALIGN_RIGHT},
                                                   {.head = "", .most = LABEL_COLUMNS}};
    const char *names[PK_MATRIX_MOST];
    for (int k = 0; k < count && k < PK_MATRIX_MOST; k++) {
        names[k] = pk_translated(screen->language, d->class_names[k], &arena);
    }
    if (count > PK_MATRIX_MOST) {
        fprintf(screen->stream, "  %s\n",
                pk_local_say(screen->language, &arena, PK_SAY_MATRIX_GROUPS, title,
                             pk_screen_count(screen, count, &arena)));
        pk_arena_free(&arena);
        return;
    }
    const int width = (screen->width - INDENT - LABEL_COLUMNS - 4) / count - GAP;
    pk_text_cut_apart(names, count, width > HEAD_LEAST ? width : HEAD_LEAST, &arena);
    for (int k = 0; k < count; k++) {
        heads[2 + k] = (pk_grid_column_t){.head = names[k], .align = PK_ALIGN_RIGHT};
    }
    pk_grid_t grid = pk_grid_of(heads, &arena);
    for (int i = 0; i < d->nstage; i++) {
        const char *cells[PK_GRID_COLUMNS] = {pk_arena_format(&arena, "%d", i + 1), d->stages[i].label};
        for (int k = 0; k < count; k++) {
            cells[2 + k] = pk_screen_percent(screen, d->chain.ends[(size_t)i * (size_t)count + (size_t)k], &arena);
        }
        if (d->chain.transient[i]) {
            pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
        }
    }
    fprintf(screen->stream, "  %s\n", title);
    pk_grid_print(&grid, INDENT, screen);
    pk_arena_free(&arena);
}
