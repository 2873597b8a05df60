#include "cli/print_attribution.h"

#include <math.h>

#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/attribution.h"
#include "report/figure.h"
#include "report/translated.h"

enum { NAME_COLUMNS = 30, HEAD_COLUMNS = 14, KPIS_SHOWN = 5 };

typedef struct {
    const pk_attribution_t *found;
    const pk_screen_t *screen;
    int main; /* the KPI that has its interval */
    pk_arena_t arena;
} page_t;

static const pk_result_kpi_t *kpi_of(const page_t *page, int k)
{
    return &page->found->result.kpis[page->found->kpis[k].index];
}

static const char *label_of(page_t *page, int d)
{
    const pk_result_driver_t *driver = &page->found->result.drivers[page->found->drivers[d].index];
    return pk_text_harmless(*driver->label != '\0' ? driver->label : driver->name, false, &page->arena);
}

static int shown_kpis(const page_t *page)
{
    return page->found->nkpi < KPIS_SHOWN ? page->found->nkpi : KPIS_SHOWN;
}

/* A figure of a KPI, in as many digits as an interval gives it. */
static const char *figure(page_t *page, int k, double value, double low, double high, bool with_sign)
{
    double scale;
    const char *sign;
    pk_figure_unit(kpi_of(page, k)->unit, &scale, &sign);
    const double grain = pk_grain(scale * value, scale * low, scale * high);
    const char *text = (with_sign ? pk_figure_signed : pk_figure)(scale * value, grain, &page->arena);
    text = pk_arena_format(&page->arena, "%s%s", text, isnan(value) ? "" : sign);
    return pk_screen_figure(page->screen, text, &page->arena);
}

/* Heads of the KPIs from column `at` on; gives the next column. */
static int head_kpis(page_t *page, pk_grid_column_t *columns, int at)
{
    for (int k = 0; k < shown_kpis(page); k++) {
        double scale;
        const char *sign, *unit = pk_screen_unit(page->screen, kpi_of(page, k)->unit, &scale, &sign);
        const char *label = pk_text_harmless(pk_screen_label(page->screen, kpi_of(page, k)), false, &page->arena);
        columns[at++] = (pk_grid_column_t){
            .head = pk_arena_format(&page->arena, "%s%s%s", pk_text_wrap(label, 0, HEAD_COLUMNS, &page->arena),
                                    kpi_of(page, k)->money ? "\n" : "", kpi_of(page, k)->money ? unit : ""),
            .align = PK_ALIGN_RIGHT};
    }
    return at;
}

/* ---- what is missing without it ---- */

static void add_missing(page_t *page, int d, pk_grid_t *grid)
{
    const pk_attributed_driver_t *driver = &page->found->drivers[d];
    const char *cells[PK_GRID_COLUMNS] = {
        label_of(page, d), pk_translated(page->screen->language, pk_attributed_kind_word(driver->kind), &page->arena)};
    int at = 2;
    for (int k = 0; k < shown_kpis(page); k++) {
        const pk_attributed_t *cell = pk_attributed_cell(page->found, d, k);
        cells[at++] = driver->idle ? "–" : figure(page, k, cell->incremental, cell->p05, cell->p95, true);
    }
    const pk_attributed_t *main = pk_attributed_cell(page->found, d, page->main);
    double scale;
    const char *sign;
    pk_figure_unit(kpi_of(page, page->main)->unit, &scale, &sign);
    cells[at] = driver->idle || !(main->p95 > main->p05)
                    ? ""
                    : pk_screen_interval(page->screen, scale * main->p05, scale * main->p95,
                                         pk_grain(scale * main->incremental, scale * main->p05, scale * main->p95),
                                         &page->arena);
    pk_grid_add(grid, driver->idle ? PK_STYLE_FAINT : PK_STYLE_PLAIN, cells);
}

static void print_missing(page_t *page)
{
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = pk_screen_word(page->screen, PK_SAY_BROUGHT_MISSING), .most = NAME_COLUMNS}, {.head = ""}};
    const int at = head_kpis(page, columns, 2);
    const char *label = pk_text_harmless(pk_screen_label(page->screen, kpi_of(page, page->main)), false, &page->arena);
    columns[at] = (pk_grid_column_t){
        .head = PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_INTERVAL, pk_text_wrap(label, 0, HEAD_COLUMNS, &page->arena)),
        .align = PK_ALIGN_RIGHT};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int d = 0; d < page->found->ndriver; d++) {
        const bool first_rival = page->found->drivers[d].kind == PK_ATTRIBUTED_RIVAL &&
                                 (d == 0 || page->found->drivers[d - 1].kind != PK_ATTRIBUTED_RIVAL);
        if (first_rival && d > 0) {
            pk_grid_gap(&grid);
        }
        add_missing(page, d, &grid);
    }
    pk_grid_print(&grid, 0, page->screen);
}

/* ---- all of it shared out ---- */

/* A row of one driver, or of what is there with nothing on, or of all. */
static void add_share(page_t *page, const char *label, double *const *columns, int row, pk_style_t style,
                      pk_grid_t *grid)
{
    const char *cells[PK_GRID_COLUMNS] = {label};
    for (int k = 0; k < shown_kpis(page); k++) {
        const double value = columns[k][row], half = pk_attribution_grain(page->found, k) * 5;
        cells[1 + k] = figure(page, k, value, value - half, value + half, false);
    }
    pk_grid_add(grid, style, cells);
}

static void print_shares(page_t *page)
{
    const pk_attribution_t *found = page->found;
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = pk_screen_word(page->screen, PK_SAY_BROUGHT_SHARED), .most = NAME_COLUMNS}};
    (void)head_kpis(page, columns, 1);
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    double *shares[KPIS_SHOWN];
    for (int k = 0; k < shown_kpis(page); k++) {
        shares[k] = pk_attribution_shares(found, k, &page->arena);
    }
    add_share(page, pk_screen_word(page->screen, PK_SAY_BROUGHT_ORGANIC), shares, found->ndriver, PK_STYLE_PLAIN,
              &grid);
    for (int d = 0; d < found->ndriver; d++) {
        if (!found->drivers[d].idle) {
            add_share(page, label_of(page, d), shares, d, PK_STYLE_PLAIN, &grid);
        }
    }
    add_share(page, pk_screen_word(page->screen, PK_SAY_BROUGHT_ALL), shares, found->ndriver + 1, PK_STYLE_STRONG,
              &grid);
    pk_grid_print(&grid, 0, page->screen);
}

/* ---- what money brought back ---- */

static const char *back(page_t *page, double mean)
{
    return isnan(mean) ? "–"
                       : pk_screen_figure(page->screen, pk_arena_format(&page->arena, "%.2f", mean), &page->arena);
}

static const char *back_between(page_t *page, double low, double high)
{
    return isnan(low) || !(high > low) ? "" : PK_SCREEN_TEXT(page, PK_SAY_INTERVAL, back(page, low), back(page, high));
}

static void print_returns(page_t *page)
{
    const pk_attribution_t *found = page->found;
    const pk_screen_t *screen = page->screen;
    const char *interval = pk_screen_word(screen, PK_SAY_CELLS_INTERVAL_HEAD);
    pk_grid_t grid = pk_grid_of(
        (pk_grid_column_t[]){
            {.head = pk_screen_word(screen, PK_SAY_BROUGHT_BACK), .most = NAME_COLUMNS},
            {.head = PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_SPEND, found->result.currency), .align = PK_ALIGN_RIGHT},
            {.head = pk_screen_word(screen, PK_SAY_BROUGHT_ROAS), .align = PK_ALIGN_RIGHT},
            {.head = interval, .align = PK_ALIGN_RIGHT},
            {.head = pk_screen_word(screen, PK_SAY_BROUGHT_REVENUE), .align = PK_ALIGN_RIGHT},
            {.head = pk_screen_word(screen, PK_SAY_BROUGHT_NEXT), .align = PK_ALIGN_RIGHT},
            {.head = interval, .align = PK_ALIGN_RIGHT},
            {0}},
        &page->arena);
    for (int d = 0; d < found->ndriver; d++) {
        const pk_attributed_return_t *r = &found->drivers[d].back;
        if (found->drivers[d].kind == PK_ATTRIBUTED_OURS) {
            pk_grid_add(
                &grid, PK_STYLE_PLAIN,
                (const char *[]){
                    label_of(page, d),
                    pk_screen_figure(screen, pk_figure(r->spend, pk_grain_short(r->spend), &page->arena), &page->arena),
                    back(page, r->roas), back_between(page, r->p05, r->p95), back(page, r->revenue),
                    back(page, r->mroas), back_between(page, r->m05, r->m95)});
        }
    }
    if (grid.nrow > 0) {
        fputc('\n', page->screen->stream);
        pk_grid_print(&grid, 0, page->screen);
    }
}

/* ---- words ---- */

/* The driver that expected outcomes alone would have wrong by most, in the main KPI; -1: none. */
static int worst_expected(const page_t *page)
{
    int worst = -1;
    double most = 0;
    for (int d = 0; d < page->found->ndriver; d++) {
        const pk_attributed_t *cell = pk_attributed_cell(page->found, d, page->main);
        const double off = fabs(cell->within - cell->expected);
        if (off > most) {
            most = off;
            worst = d;
        }
    }
    return worst;
}

static void print_feedback(page_t *page)
{
    const int worst = worst_expected(page);
    const pk_screen_t *screen = page->screen;
    if (page->found->approximate) {
        pk_screen_say(screen, PK_STYLE_WARN, pk_screen_word(screen, PK_SAY_BROUGHT_APPROXIMATE));
    }
    if (!page->found->corrected || worst < 0) {
        return;
    }
    const pk_attributed_t *cell = pk_attributed_cell(page->found, worst, page->main);
    const double se = cell->within_se, low = cell->within - 5 * se, high = cell->within + 5 * se;
    const char *error = pk_screen_figure(screen, pk_figure(se, pk_grain(se, 0, 5 * se), &page->arena), &page->arena);
    pk_screen_say(screen, PK_STYLE_PLAIN,
                  PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_OFF,
                                 pk_screen_count(screen, (double)page->found->result.nrun, &page->arena),
                                 label_of(page, worst), figure(page, page->main, cell->expected, low, high, true),
                                 figure(page, page->main, cell->within, low, high, true), error));
}

static void print_tail(page_t *page)
{
    const pk_attribution_t *found = page->found;
    const char *steps = pk_screen_steps(page->screen, found->tail, found->result.step_unit, &page->arena);
    pk_screen_say(page->screen, PK_STYLE_FAINT,
                  found->tail > 0 ? PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_TAIL, steps)
                                  : pk_screen_word(page->screen, PK_SAY_BROUGHT_NO_TAIL));
}

static const char *draws_text(page_t *page, double draws)
{
    return pk_screen_counted(page->screen, draws, PK_SAY_SCREEN_A_DRAW, PK_SAY_SCREEN_DRAWS, &page->arena);
}

static void print_method(page_t *page)
{
    const pk_attribution_t *found = page->found;
    const char *orders = pk_screen_count(page->screen, (double)found->orders, &page->arena);
    pk_screen_say(page->screen, PK_STYLE_FAINT,
                  PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_METHOD,
                                 found->orders > 0 ? PK_SCREEN_TEXT(page, PK_SAY_BROUGHT_ORDERS, orders)
                                                   : pk_screen_word(page->screen, PK_SAY_BROUGHT_SETS),
                                 draws_text(page, (double)found->replicates), draws_text(page, (double)found->draws)));
}

void pk_print_attribution(const pk_attribution_t *found, const pk_screen_t *screen)
{
    page_t page = {.found = found, .screen = screen, .main = pk_attribution_main(found)};
    const pk_result_t *r = &found->result;
    const char *model = *r->model_title != '\0' ? pk_arena_format(&page.arena, " · %s", r->model_title) : "";
    fprintf(screen->stream, "%s%s%s%s\n%s\n\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(r->title, false, &page.arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_text_harmless(model, false, &page.arena), pk_result_line(r, screen, &page.arena));
    print_missing(&page);
    fputc('\n', screen->stream);
    print_shares(&page);
    print_returns(&page);
    fputc('\n', screen->stream);
    print_feedback(&page);
    print_tail(&page);
    print_method(&page);
    pk_arena_free(&page.arena);
}
