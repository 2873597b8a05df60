#include "cli/print_asked.h"

#include "cli/text.h"
#include "report/figure.h"

enum { PATHS_TOLD = 12 };

typedef struct {
    const pk_calibration_t *file;
    const pk_screen_t *screen;
    pk_arena_t arena;
} page_t;

static void say(page_t *page, const char *text)
{
    const char *harmless = pk_text_harmless(text, false, &page->arena);
    fprintf(page->screen->stream, "  %s\n", pk_text_wrap(harmless, 4, page->screen->width - 4, &page->arena));
}

static const char *counted(page_t *page, double count, const char *what)
{
    return pk_arena_format(&page->arena, "%s %s%s", pk_figure(count, 1, &page->arena), what, count == 1 ? "" : "s");
}

static void print_head(page_t *page)
{
    const pk_scenario_t *scenario = page->file->scenario;
    const pk_calendar_t *calendar = &scenario->calendar;
    char start[PK_DATE_TEXT] = "";
    if (calendar->dated) {
        pk_date_write(calendar->start, start);
    }
    pk_screen_say(page->screen, PK_STYLE_STRONG, pk_arena_format(&page->arena, "%s: OK", page->file->file));
    say(page, pk_arena_format(&page->arena, "%s (model %s)", page->file->title, scenario->model->name));
    say(page, pk_arena_format(&page->arena, "%s%s%s, %s customers, %s, seed %llu",
                              counted(page, calendar->steps, pk_unit_name(calendar->step)),
                              calendar->dated ? " from " : "", start, pk_figure(scenario->population, 1, &page->arena),
                              counted(page, page->file->chains, "chain"), scenario->seed));
}

/* ---- what is learned ---- */

typedef struct {
    const char *text; /* the first ones, by name */
    int count;
} paths_t;

static void add_path(page_t *page, paths_t *paths, const char *path)
{
    if (paths->count++ < PATHS_TOLD) {
        paths->text = pk_arena_format(&page->arena, "%s%s%s", paths->text, paths->count > 1 ? ", " : "", path);
    }
}

static void print_free(page_t *page)
{
    const pk_model_t *model = page->file->scenario->model;
    paths_t paths = {.text = ""};
    for (int i = 0; i < model->numbers.count; i++) {
        if (page->file->free[i]) {
            add_path(page, &paths, model->numbers.all[i]->path);
        }
    }
    for (int i = 0; i < model->nstage; i++) {
        if (page->file->free_row[i]) {
            add_path(page, &paths, pk_arena_format(&page->arena, "stages.%s.exits", model->stages[i].name));
        }
    }
    const char *more =
        paths.count > PATHS_TOLD ? pk_arena_format(&page->arena, " and %d more", paths.count - PATHS_TOLD) : "";
    say(page,
        pk_arena_format(&page->arena, "Learned: %s (%s%s)", counted(page, paths.count, "number"), paths.text, more));
}

/* ---- what was observed ---- */

static void print_series(page_t *page, const pk_observed_series_t *series)
{
    const char *whose = series->persona != NULL ? pk_arena_format(&page->arena, " of %s", series->persona) : "";
    say(page, pk_arena_format(&page->arena, "Observed: %s%s, %s of steps %d to %d (%s, column %s)", series->name, whose,
                              counted(page, series->count, "value"), series->values[0].first,
                              series->values[series->count - 1].last, series->file, series->column));
}

static void print_log(page_t *page, const pk_observed_log_t *asked, const pk_log_figures_t *figures)
{
    say(page, pk_arena_format(&page->arena, "Observed: a log of %s with %s (%s)",
                              counted(page, (double)figures->cases, "case"),
                              counted(page, (double)figures->moves, "move"), asked->file));
}

static void print_points(page_t *page)
{
    const pk_calibration_t *file = page->file;
    for (int k = 0; k < file->ntarget; k++) {
        const pk_observed_target_t *target = &file->targets[k];
        say(page, pk_arena_format(&page->arena, "Observed: %s%s is %s, sd %s", target->share ? "the share of " : "",
                                  target->name, pk_figure_short(target->value, &page->arena),
                                  pk_figure_short(target->sd, &page->arena)));
    }
    for (int k = 0; k < file->nexperiment; k++) {
        const pk_observed_experiment_t *test = &file->experiments[k];
        say(page, pk_arena_format(&page->arena, "Observed: a test of %s in steps %d to %d brought %s %s, sd %s",
                                  file->scenario->model->drivers[test->channel].name, test->first, test->last,
                                  pk_figure_short(test->value, &page->arena), test->kpi,
                                  pk_figure_short(test->sd, &page->arena)));
    }
}

void pk_print_asked(const pk_calibration_t *file, const pk_journeys_log_t *logs, const pk_calibrated_t *looked,
                    const pk_screen_t *screen)
{
    page_t page = {.file = file, .screen = screen};
    print_head(&page);
    print_free(&page);
    for (int k = 0; k < file->nseries; k++) {
        print_series(&page, &file->series[k]);
    }
    for (int k = 0; k < file->nlog; k++) {
        print_log(&page, &file->logs[k], &logs[k].figures);
    }
    print_points(&page);
    if (file->holdout > 0) {
        say(&page, pk_arena_format(&page.arena, "The last %s are kept for a backtest.",
                                   counted(&page, file->holdout, pk_unit_name(file->scenario->calendar.step))));
    }
    for (int k = 0; looked->health != NULL && looked->health[k] != NULL; k++) {
        say(&page, looked->health[k]);
    }
    pk_arena_free(&page.arena);
}
