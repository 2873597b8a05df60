#include "cli/print_asked.h"

#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/translated.h"

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

static const char *counted(page_t *page, double count, pk_saying_t one, pk_saying_t several)
{
    return pk_screen_counted(page->screen, count, one, several, &page->arena);
}

static const char *count_text(page_t *page, double count)
{
    return pk_screen_count(page->screen, count, &page->arena);
}

static const char *short_text(page_t *page, double value)
{
    return pk_screen_short(page->screen, value, &page->arena);
}

const char *pk_asked_run_text(const pk_scenario_t *scenario, const char *runs, const pk_screen_t *screen,
                              pk_arena_t *arena)
{
    const pk_calendar_t *calendar = &scenario->calendar;
    const char *from = !calendar->dated ? ""
                                        : pk_local_say(screen->language, arena, PK_SAY_SCREEN_FROM,
                                                       pk_screen_day(screen, calendar->start, arena));
    return pk_local_say(screen->language, arena, PK_SAY_ASKED_RUNS,
                        pk_screen_steps(screen, calendar->steps, pk_unit_name(calendar->step), arena), from,
                        pk_screen_count(screen, scenario->population, arena), runs,
                        pk_arena_format(arena, "%llu", (unsigned long long)scenario->seed));
}

static void print_head(page_t *page)
{
    const pk_scenario_t *scenario = page->file->scenario;
    pk_screen_say(page->screen, PK_STYLE_STRONG, PK_SCREEN_TEXT(page, PK_SAY_ASKED_OK, page->file->file));
    say(page, PK_SCREEN_TEXT(page, PK_SAY_ASKED_MODEL_ALONE, page->file->title, scenario->model->name));
    const char *chains = counted(page, page->file->chains, PK_SAY_ASKED_CHAIN, PK_SAY_ASKED_CHAINS);
    say(page, pk_asked_run_text(scenario, chains, page->screen, &page->arena));
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
    const char *names = paths.count > PATHS_TOLD ? PK_SCREEN_TEXT(page, PK_SAY_ASKED_AND_MORE, paths.text,
                                                                  count_text(page, paths.count - PATHS_TOLD))
                                                 : paths.text;
    say(page, PK_SCREEN_TEXT(page, PK_SAY_ASKED_LEARNED,
                             counted(page, paths.count, PK_SAY_ASKED_NUMBER, PK_SAY_ASKED_NUMBERS), names));
}

/* ---- what was observed ---- */

static void print_series(page_t *page, const pk_observed_series_t *series)
{
    const char *name = series->persona != NULL ? PK_SCREEN_TEXT(page, PK_SAY_ASKED_WHOSE, series->name, series->persona)
                                               : series->name;
    say(page, PK_SCREEN_TEXT(page, PK_SAY_ASKED_SERIES, name,
                             counted(page, series->count, PK_SAY_ASKED_VALUE, PK_SAY_ASKED_VALUES),
                             count_text(page, series->values[0].first),
                             count_text(page, series->values[series->count - 1].last), series->file, series->column));
}

static void print_log(page_t *page, const pk_observed_log_t *asked, const pk_log_figures_t *figures)
{
    say(page, PK_SCREEN_TEXT(
                  page, PK_SAY_ASKED_LOG, counted(page, (double)figures->cases, PK_SAY_ASKED_CASE, PK_SAY_ASKED_CASES),
                  counted(page, (double)figures->moves, PK_SAY_ASKED_MOVE, PK_SAY_ASKED_MOVES), asked->file));
}

static void print_points(page_t *page)
{
    const pk_calibration_t *file = page->file;
    for (int k = 0; k < file->ntarget; k++) {
        const pk_observed_target_t *target = &file->targets[k];
        say(page, PK_SCREEN_TEXT(page, target->share ? PK_SAY_ASKED_TARGET_SHARE : PK_SAY_ASKED_TARGET, target->name,
                                 short_text(page, target->value), short_text(page, target->sd)));
    }
    for (int k = 0; k < file->nexperiment; k++) {
        const pk_observed_experiment_t *test = &file->experiments[k];
        say(page, PK_SCREEN_TEXT(page, PK_SAY_ASKED_EXPERIMENT, file->scenario->model->drivers[test->channel].name,
                                 count_text(page, test->first), count_text(page, test->last),
                                 short_text(page, test->value), test->kpi, short_text(page, test->sd)));
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
        const char *step = pk_unit_name(file->scenario->calendar.step);
        say(&page,
            PK_SCREEN_TEXT(&page, PK_SAY_ASKED_HOLDOUT, pk_screen_steps(screen, file->holdout, step, &page.arena)));
    }
    for (int k = 0; looked->health != NULL && looked->health[k] != NULL; k++) {
        say(&page, pk_translated(screen->language, looked->health[k], &page.arena));
    }
    pk_arena_free(&page.arena);
}
