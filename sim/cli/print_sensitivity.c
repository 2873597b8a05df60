#include "cli/print_sensitivity.h"

#include <math.h>

#include "cli/print_table.h"
#include "report/figure.h"

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
    return isnan(x) ? "–"
                    : pk_arena_format(&page->arena, "%s%s", pk_figure(page->scale * x, page->grain, &page->arena),
                                      page->sign);
}

static const char *with_unit(page_t *page, const char *text)
{
    return *page->unit != '\0' ? pk_arena_format(&page->arena, "%s %s", text, page->unit) : text;
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
                                          pk_figure(2 * page->scale * se, page->grain, &page->arena));
}

static const char *range(page_t *page, const pk_sensitive_t *row)
{
    return isnan(row->p05) ? ""
                           : pk_arena_format(&page->arena, "%s to %s", pk_figure_short(row->p05, &page->arena),
                                             pk_figure_short(row->p95, &page->arena));
}

/* ---- the head ---- */

static void print_head(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    pk_arena_t *arena = &page->arena;
    pk_screen_say(page->screen, PK_STYLE_STRONG,
                  of->against != NULL
                      ? pk_arena_format(arena, "%s against %s: what the difference in %s hangs on", of->title,
                                        of->against_title, of->label[PK_ENGLISH])
                      : pk_arena_format(arena, "%s: what %s hangs on", of->title, of->label[PK_ENGLISH]));
    if (of->nuncertain == 0) {
        pk_screen_say(page->screen, PK_STYLE_PLAIN,
                      pk_arena_format(arena, "No number is uncertain: there is nothing to find out. %s%s is %s.",
                                      of->against != NULL ? "The difference in " : "", of->label[PK_ENGLISH],
                                      with_unit(page, amount(page, of->mean))));
        return;
    }
    pk_screen_say(
        page->screen, PK_STYLE_PLAIN,
        pk_arena_format(arena,
                        "%s on average over the assumptions, with a standard deviation of %s (%d uncertain number%s, "
                        "%ld points)",
                        with_unit(page, amount(page, of->mean)), amount(page, of->sd), of->nuncertain,
                        of->nuncertain == 1 ? "" : "s", of->samples));
    if (of->runs > 0) {
        pk_screen_say(
            page->screen, PK_STYLE_PLAIN,
            pk_arena_format(arena,
                            "The model feeds back: expected numbers alone say %s; what %ld runs are off them is in all "
                            "figures here but the elasticities.",
                            with_unit(page, amount(page, of->expected_mean)), of->runs));
    } else if (of->uncorrected) {
        pk_screen_say(
            page->screen, PK_STYLE_WARN,
            "The model feeds back and the engine is `expected`: all figures are of expected numbers alone, which are "
            "only an approximation here. Leave --engine expected out.");
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
    pk_grid_column_t columns[PK_GRID_COLUMNS] = {{.head = "number", .most = NAME_COLUMNS}};
    const pk_grid_column_t moves[] = {
        {.head = "5% to 95%", .align = PK_ALIGN_RIGHT},
        {.head = pk_arena_format(&page->arena, "at its 5%%\n%s", page->unit), .align = PK_ALIGN_RIGHT},
        {.head = pk_arena_format(&page->arena, "at its 95%%\n%s", page->unit), .align = PK_ALIGN_RIGHT}};
    const pk_grid_column_t sobol[] = {{.head = "alone\n% of variance", .align = PK_ALIGN_RIGHT},
                                      {.head = "with others\n% of variance", .align = PK_ALIGN_RIGHT}};
    int count = 1;
    for (int k = 0; k < (part == PART_MOVES ? 3 : has_range(of, part)); k++) {
        columns[count++] = moves[k];
    }
    for (int k = 0; k < 2 && part == PART_BRINGS && of->sobol; k++) {
        columns[count++] = sobol[k];
    }
    if (part == PART_BRINGS && of->value) {
        columns[count++] = (pk_grid_column_t){.head = pk_arena_format(&page->arena, "worth knowing\n%s", page->unit),
                                              .align = PK_ALIGN_RIGHT};
    }
    return pk_grid_of(columns, &page->arena);
}

static void add_row(page_t *page, const pk_sensitive_t *row, part_t part, pk_grid_t *grid)
{
    const pk_sensitivity_t *of = page->of;
    const char *cells[PK_GRID_COLUMNS] = {row->kind == PK_SENSITIVE_ALL ? row->label : row->number};
    int count = 1;
    if (row->kind == PK_SENSITIVE_BLOCK) {
        cells[0] = pk_arena_format(&page->arena, "drawn together: %s", row->number);
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
                      pk_arena_format(&page->arena, "%d more are in sensitivity.csv", shown - UNCERTAIN_MOST));
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

static void print_plain(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = "plain number", .most = NAME_COLUMNS},
                                                     {.head = "as written", .most = 24, .align = PK_ALIGN_RIGHT},
                                                     {.head = "1% more moves it by", .align = PK_ALIGN_RIGHT},
                                                     {0}},
                                &page->arena);
    int shown = 0;
    for (int i = 0; i < of->nrow; i++) {
        const pk_sensitive_t *row = &of->rows[i];
        if (row->kind == PK_SENSITIVE_PLAIN && row->elasticity != 0 && shown++ < PLAIN_MOST) {
            pk_grid_add(
                &grid, PK_STYLE_PLAIN,
                (const char *[]){row->number, row->label, pk_arena_format(&page->arena, "%+.3g%%", row->elasticity)});
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
    fputc('\n', page->screen->stream);
    if (!(all->evppi > 0)) {
        pk_screen_say(page->screen, PK_STYLE_STRONG,
                      "Nothing that could be found out would change which plan is better.");
    } else if (best == NULL) {
        pk_screen_say(
            page->screen, PK_STYLE_STRONG,
            pk_arena_format(
                &page->arena,
                "Knowing everything before deciding would be worth %s; no number by itself is worth more than "
                "its error.",
                everything));
    } else {
        pk_screen_say(
            page->screen, PK_STYLE_STRONG,
            pk_arena_format(
                &page->arena,
                "Knowing everything before deciding would be worth %s; of single numbers %s is worth most, %s.",
                everything, best->number, with_unit(page, amount(page, best->evppi))));
    }
}

/* The rule that all commands share. */
static void print_verdict(page_t *page)
{
    const pk_sensitivity_t *of = page->of;
    pk_arena_t *arena = &page->arena;
    const char *gain = with_unit(page, amount(page, of->mean)), *loss = with_unit(page, amount(page, of->loss));
    const char *evpi = with_unit(page, amount(page, of->rows[0].evppi));
    const char *text =
        of->verdict == PK_VERDICT_DO
            ? pk_arena_format(arena, "Do it: %s, %s against %s. The price of being wrong is %s.", of->title, gain,
                              of->against_title, loss)
        : of->verdict == PK_VERDICT_FIND_OUT
            ? pk_arena_format(arena,
                              "Find out more first: %s, %s against %s, brings less than the %s that knowing the "
                              "assumptions would be worth. The price of being wrong, if it is done now, is %s.",
                              of->title, gain, of->against_title, evpi, loss)
            : pk_arena_format(arena, "Keep %s%s. The price of being wrong is %s.", of->against_title,
                              of->gain > 0 ? ": what the other is ahead may be luck" : "", loss);
    pk_screen_say(page->screen, PK_STYLE_STRONG, text);
}

void pk_print_sensitivity(const pk_sensitivity_t *self, const pk_screen_t *screen)
{
    page_t page = {.of = self, .screen = screen};
    page.unit = pk_figure_unit(self->unit, &page.scale, &page.sign);
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
