#include "cli/print_sensitivity.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "report/figure.h"
#include "report/written_words.h"

enum { UNCERTAIN_MOST = 15, PLAIN_MOST = 8, NAME_COLUMNS = 44 };

typedef struct {
    const pk_sensitivity_t *of;
    const pk_screen_t *screen;
    double scale, grain;
    const char *unit, *sign;
    pk_arena_t arena;
} page_t;

static const char *amount(page_t *page, double x)
{
    const char *figure =
        pk_arena_format(&page->arena, "%s%s", pk_figure(page->scale * x, page->grain, &page->arena), page->sign);
    return isnan(x) ? "–" : pk_screen_figure(page->screen, figure, &page->arena);
}

static const char *with_unit(page_t *page, const char *text)
{
    return pk_screen_with_unit(page->screen, text, page->unit, &page->arena);
}

/* "12 ± 3": an index in percent with twice its error. */
static const char *index_of(page_t *page, double value, double se)
{
    return isnan(value) ? "–" : pk_arena_format(&page->arena, "%.0f ± %.0f", 100 * value, ceil(200 * se));
}

static const char *worth(page_t *page, double value, double se)
{
    return isnan(value) ? "–"
                        : pk_arena_format(&page->arena, "%s ± %s", amount(page, value),
                                          pk_screen_figure(page->screen,
                                                           pk_figure(2 * page->scale * se, page->grain, &page->arena),
                                                           &page->arena));
}

static const char *range(page_t *page, const pk_sensitive_t *row)
{
    const pk_screen_t *screen = page->screen;
    const char *low = pk_screen_short(screen, row->p05, &page->arena);
    const char *high = pk_screen_short(screen, row->p95, &page->arena);
    return isnan(row->p05) ? "" : PK_SCREEN_TEXT(page, PK_SAY_INTERVAL, low, high);
}

/* ---- the head ---- */

static void print_head(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    const pk_screen_t *screen = page->screen;
    pk_arena_t *arena = &page->arena;
    const char *label = of->label[screen->language];
    pk_screen_say(screen, PK_STYLE_STRONG,
                  of->against != NULL
                      ? PK_SCREEN_TEXT(page, PK_SAY_HANGS_ON_AGAINST, of->title, of->against_title, label)
                      : PK_SCREEN_TEXT(page, PK_SAY_HANGS_ON, of->title, label));
    if (of->nuncertain == 0) {
        pk_screen_say(screen, PK_STYLE_PLAIN,
                      PK_SCREEN_TEXT(page, of->against != NULL ? PK_SAY_HANGS_NOTHING_AGAINST : PK_SAY_HANGS_NOTHING,
                                     label, with_unit(page, amount(page, of->mean))));
        return;
    }
    const char *numbers =
        pk_screen_counted(screen, of->nuncertain, PK_SAY_ASKED_UNCERTAIN, PK_SAY_ASKED_UNCERTAINS, arena);
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  PK_SCREEN_TEXT(page, PK_SAY_HANGS_MEAN, with_unit(page, amount(page, of->mean)), amount(page, of->sd),
                                 numbers, pk_screen_count(screen, (double)of->samples, arena)));
    if (of->runs > 0) {
        pk_screen_say(screen, PK_STYLE_PLAIN,
                      PK_SCREEN_TEXT(page, PK_SAY_HANGS_EXPECTED, with_unit(page, amount(page, of->expected_mean)),
                                     pk_screen_count(screen, (double)of->runs, arena)));
    } else if (of->uncorrected) {
        pk_screen_say(screen, PK_STYLE_WARN, pk_screen_word(screen, PK_SAY_HANGS_UNCORRECTED));
    }
}

/* ---- tables ---- */

/* Two tables, each as wide as a terminal: what a number does to the KPI, and what of its spread it brings and is worth.
 */
typedef enum { PART_MOVES, PART_BRINGS } part_t;

/* The range stands in the first of them. */
static bool has_range(const pk_sensitivity_t *of, part_t part)
{
    return part == PART_MOVES || !of->tornado;
}

static pk_grid_t grid_of(page_t *page, part_t part)
{
    const pk_sensitivity_t *of = page->of;
    pk_grid_column_t columns[PK_GRID_COLUMNS] = {
        {.head = pk_screen_word(page->screen, PK_SAY_HANGS_NUMBER), .most = NAME_COLUMNS}};
    const pk_grid_column_t moves[] = {
        {.head = pk_screen_word(page->screen, PK_SAY_HANGS_RANGE), .align = PK_ALIGN_RIGHT},
        {.head = PK_SCREEN_TEXT(page, PK_SAY_HANGS_LOW, page->unit), .align = PK_ALIGN_RIGHT},
        {.head = PK_SCREEN_TEXT(page, PK_SAY_HANGS_HIGH, page->unit), .align = PK_ALIGN_RIGHT}};
    const pk_grid_column_t sobol[] = {
        {.head = pk_screen_word(page->screen, PK_SAY_HANGS_ALONE), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(page->screen, PK_SAY_HANGS_WITH), .align = PK_ALIGN_RIGHT}};
    int count = 1;
    for (int k = 0; k < (part == PART_MOVES ? 3 : has_range(of, part)); k++) {
        columns[count++] = moves[k];
    }
    for (int k = 0; k < 2 && part == PART_BRINGS && of->sobol; k++) {
        columns[count++] = sobol[k];
    }
    if (part == PART_BRINGS && of->value) {
        columns[count++] =
            (pk_grid_column_t){.head = PK_SCREEN_TEXT(page, PK_SAY_HANGS_WORTH, page->unit), .align = PK_ALIGN_RIGHT};
    }
    return pk_grid_of(columns, &page->arena);
}

static void add_row(page_t *page, const pk_sensitive_t *row, part_t part, pk_grid_t *grid)
{
    const pk_sensitivity_t *of = page->of;
    const char *cells[PK_GRID_COLUMNS] = {
        row->kind == PK_SENSITIVE_ALL ? pk_screen_word(page->screen, PK_SAY_SENSITIVITY_ALL) : row->number};
    int count = 1;
    if (row->kind == PK_SENSITIVE_BLOCK) {
        cells[0] = PK_SCREEN_TEXT(page, PK_SAY_HANGS_TOGETHER, row->number);
    }
    if (has_range(of, part)) {
        cells[count++] = range(page, row);
    }
    if (part == PART_MOVES) {
        cells[count++] = amount(page, row->kpi_at_p05);
        cells[count++] = amount(page, row->kpi_at_p95);
    }
    if (part == PART_BRINGS && of->sobol) {
        cells[count++] = index_of(page, row->first, row->first_se);
        cells[count++] = index_of(page, row->total, row->total_se);
    }
    if (part == PART_BRINGS && of->value) {
        cells[count] = worth(page, row->evppi, row->evppi_se);
    }
    pk_grid_add(grid, row->kind == PK_SENSITIVE_ALL ? PK_STYLE_STRONG : PK_STYLE_PLAIN, cells);
}

/* Whether the part says anything of the row: of everything together only what it is worth. */
static bool tells(const page_t *page, const pk_sensitive_t *row, part_t part)
{
    const bool empty = row->kind == PK_SENSITIVE_ALL && (part == PART_MOVES || !page->of->value);
    return row->kind != PK_SENSITIVE_PLAIN && !empty;
}

static void print_part(page_t *page, part_t part)
{
    const pk_sensitivity_t *of = page->of;
    pk_grid_t grid = grid_of(page, part);
    int shown = 0;
    for (int i = 0; i < of->nrow; i++) {
        const pk_sensitive_t *row = &of->rows[i];
        shown += row->kind == PK_SENSITIVE_UNCERTAIN;
        if (tells(page, row, part) && shown <= UNCERTAIN_MOST) {
            add_row(page, row, part, &grid);
        }
    }
    fputc('\n', page->screen->stream);
    pk_grid_print(&grid, 0, page->screen);
    if (shown > UNCERTAIN_MOST) {
        pk_screen_say(page->screen, PK_STYLE_FAINT,
                      PK_SCREEN_TEXT(page, PK_SAY_HANGS_MORE,
                                     pk_screen_count(page->screen, shown - UNCERTAIN_MOST, &page->arena),
                                     "sensitivity.csv"));
    }
}

static void print_uncertain(page_t *page)
{
    if (page->of->tornado) {
        print_part(page, PART_MOVES);
    }
    if (page->of->sobol || page->of->value) {
        print_part(page, PART_BRINGS);
    }
}

/* As it stands in the file, in Finnish in its words. */
static const char *written(page_t *page, const char *text)
{
    return page->screen->language == PK_ENGLISH ? text
                                                : pk_written_words(page->screen->language, text, false, &page->arena);
}

static void print_plain(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    const pk_screen_t *screen = page->screen;
    pk_grid_t grid = pk_grid_of(
        (pk_grid_column_t[]){
            {.head = pk_screen_word(screen, PK_SAY_HANGS_PLAIN), .most = NAME_COLUMNS},
            {.head = pk_screen_word(screen, PK_SAY_HANGS_WRITTEN), .most = 24, .align = PK_ALIGN_RIGHT},
            {.head = pk_screen_word(screen, PK_SAY_SENSITIVITY_ELASTICITY), .align = PK_ALIGN_RIGHT},
            {0}},
        &page->arena);
    int shown = 0;
    for (int i = 0; i < of->nrow; i++) {
        const pk_sensitive_t *row = &of->rows[i];
        if (row->kind == PK_SENSITIVE_PLAIN && row->elasticity != 0 && shown++ < PLAIN_MOST) {
            const char *moves = pk_arena_format(&page->arena, "%+.3g%%", row->elasticity);
            pk_grid_add(&grid, PK_STYLE_PLAIN,
                        (const char *[]){row->number, written(page, row->label),
                                         pk_screen_figure(screen, moves, &page->arena)});
        }
    }
    if (shown > 0) {
        fputc('\n', page->screen->stream);
        pk_grid_print(&grid, 0, page->screen);
    }
}

/* ---- the sentence ---- */

/* The row that is worth most, by itself. */
static const pk_sensitive_t *best_to_know(const pk_sensitivity_t *of)
{
    const pk_sensitive_t *best = NULL;
    for (int i = 0; i < of->nrow; i++) {
        const pk_sensitive_t *row = &of->rows[i];
        if (row->kind == PK_SENSITIVE_UNCERTAIN && row->evppi > 2 * row->evppi_se &&
            (best == NULL || row->evppi > best->evppi)) {
            best = row;
        }
    }
    return best;
}

static void print_worth(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    const pk_sensitive_t *all = &of->rows[0], *best = best_to_know(of);
    const char *everything = with_unit(page, amount(page, all->evppi));
    const char *text = !(all->evppi > 0) ? pk_screen_word(page->screen, PK_SAY_WORTH_NOTHING)
                       : best == NULL    ? PK_SCREEN_TEXT(page, PK_SAY_WORTH_ALL, everything)
                                         : PK_SCREEN_TEXT(page, PK_SAY_WORTH_ONE, everything, best->number,
                                                          with_unit(page, amount(page, best->evppi)));
    fputc('\n', page->screen->stream);
    pk_screen_say(page->screen, PK_STYLE_STRONG, text);
}

/* The rule that all commands share. */
static void print_verdict(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    const char *gain = with_unit(page, amount(page, of->mean)), *loss = with_unit(page, amount(page, of->loss));
    const char *evpi = with_unit(page, amount(page, of->rows[0].evppi));
    const char *text =
        of->verdict == PK_VERDICT_DO ? PK_SCREEN_TEXT(page, PK_SAY_HANGS_DO, of->title, gain, of->against_title, loss)
        : of->verdict == PK_VERDICT_FIND_OUT
            ? PK_SCREEN_TEXT(page, PK_SAY_HANGS_FIND_OUT, of->title, gain, of->against_title, evpi, loss)
            : PK_SCREEN_TEXT(page, of->gain > 0 ? PK_SAY_HANGS_KEEP_LUCK : PK_SAY_HANGS_KEEP, of->against_title, loss);
    pk_screen_say(page->screen, PK_STYLE_STRONG, text);
}

void pk_print_sensitivity(const pk_sensitivity_t *self, const pk_screen_t *screen)
{
    page_t page = {.of = self, .screen = screen};
    page.unit = pk_screen_unit(screen, self->unit, &page.scale, &page.sign);
    const double width = isfinite(self->sd) ? 2 * page.scale * self->sd : NAN, mean = page.scale * self->mean;
    page.grain = pk_grain(mean, mean - width, mean + width) / 10;
    print_head(&page);
    if (self->nuncertain > 0) {
        print_uncertain(&page);
    }
    print_plain(&page);
    if (self->value && self->nuncertain > 0) {
        print_worth(&page);
        print_verdict(&page);
    }
    pk_arena_free(&page.arena);
}
