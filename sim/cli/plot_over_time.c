#include "cli/plot_over_time.h"

#include <string.h>
#include <unistd.h>

#include "cli/chart_here.h"
#include "cli/print_result.h"
#include "model/kpi_catalogue.h"
#include "report/added.h"

pk_status_t pk_plot_over_time_check(pk_session_t *session)
{
    static const char example[] = "for example --chart over-time --of profit,customers";
    const char *chart = session->options.chart, *of = session->options.of;
    const bool asked = chart != NULL && strcmp(chart, PK_OVER_TIME_CHART) == 0;
    if (asked && of == NULL && !pk_charts_has_data(session->options.files[0], PK_OVER_TIME_CHART)) {
        return pk_error(&session->diag, PK_NOWHERE, example,
                        "--of must say which stages, flows or KPIs the chart over-time is to show");
    }
    if (of != NULL && !asked) {
        return pk_error(&session->diag, PK_NOWHERE, example,
                        "--of says what the chart over-time shows, and goes with --chart over-time alone");
    }
    return PK_OK;
}

/* The language that the folder's charts are in: those in another one have its code in their names. */
static pk_language_t language_of(const char *folder, pk_arena_t *arena)
{
    for (int i = 0; i < pk_chart_total; i++) {
        const char *english = pk_arena_format(arena, "%s/charts/data/%s.labels.en.tsv", folder, pk_charts[i].name);
        if (access(english, F_OK) == 0) {
            return PK_FINNISH;
        }
    }
    return PK_ENGLISH;
}

/* What will be written: the numbers, the labels in each language, and the picture. */
static pk_status_t expect_files(pk_session_t *session, const char *folder, const pk_charts_options_t *charts,
                                pk_texts_t *data, pk_added_t *added)
{
    pk_arena_t *arena = &session->arena;
    const pk_language_t language = language_of(folder, arena);
    const char *base = pk_arena_format(arena, "%s/charts/data/" PK_OVER_TIME_CHART, folder);
    pk_texts_add(data, pk_arena_format(arena, "%s.tsv", base), arena);
    pk_texts_add(data, pk_arena_format(arena, "%s.labels.tsv", base), arena);
    for (int i = 0; i < PK_LANGUAGES; i++) {
        if (i != (int)language) {
            pk_texts_add(data, pk_arena_format(arena, "%s.labels.%s.tsv", base, pk_language_code((pk_language_t)i)),
                         arena);
        }
    }
    pk_status_t status = pk_added_lock(added, folder, &session->diag);
    for (int i = 0; i < data->count && status == PK_OK; i++) {
        status = pk_added_expect(added, data->all[i], folder, &session->diag);
    }
    const char *picture = pk_arena_format(arena, "%s/charts/" PK_OVER_TIME_CHART ".%s", folder,
                                          pk_terminal_find(charts->terminals[0])->extension);
    return status != PK_OK ? status
                           : pk_added_expect(added, charts->out != NULL ? charts->out : picture,
                                             charts->out != NULL ? NULL : folder, &session->diag);
}

static pk_status_t draw(pk_session_t *session, const char *folder, pk_charts_options_t *charts, bool here,
                        pk_pictures_t *pictures)
{
    static const char *const names[] = {PK_OVER_TIME_CHART};
    charts->names = names;
    charts->nname = 1;
    return here ? pk_here_again(session, folder, PK_OVER_TIME_CHART, *charts)
                : pk_charts_again(folder, charts, pictures, &session->diag);
}

static pk_status_t write_and_draw(pk_session_t *session, const pk_over_time_t *of, pk_charts_options_t *charts,
                                  bool here, pk_pictures_t *pictures)
{
    const char *folder = session->options.files[0];
    pk_texts_t files = {0};
    pk_added_t added;
    pk_added_init(&added, folder);
    pk_status_t status = expect_files(session, folder, charts, &files, &added);
    if (status == PK_OK && pk_added_begin(&added, &session->diag) == PK_OK) {
        status = pk_charts_over_time(of, folder, language_of(folder, &session->arena), &session->diag);
        if (status == PK_OK) {
            status = draw(session, folder, charts, here, pictures);
        }
        for (int i = 0; i < pictures->count; i++) {
            pk_texts_add(&files, pictures->paths[i], &session->arena);
        }
        if (pk_added_end(&added, files.all, files.count, &session->diag) != PK_OK) {
            status = PK_FAILED;
        }
    }
    pk_added_close(&added);
    return status;
}

/* The built-in KPIs in words. */
static void set_words(pk_over_time_t *of)
{
    for (int i = 0; i < of->npanel; i++) {
        const pk_kpi_entry_t *entry = of->panels[i].kind == PK_OVER_TIME_KPI ? pk_kpi_entry(of->panels[i].name) : NULL;
        for (int language = 0; language < PK_LANGUAGES && entry != NULL; language++) {
            of->panels[i].words[language] = entry->words[language];
        }
    }
}

int pk_plot_over_time(pk_session_t *session, pk_charts_options_t *charts, bool here)
{
    pk_over_time_t of;
    pk_pictures_t pictures = {0};
    int unknown;
    pk_status_t status =
        pk_over_time_read(&of, session->options.files[0], session->options.of, &unknown, &session->diag);
    if (status == PK_OK) {
        if (of.plans_left > 0) {
            pk_warning(&session->diag, PK_NOWHERE, "compare fewer plans at a time",
                       "the chart over-time shows the first %d plans of %d", of.nplan, of.nplan + of.plans_left);
        }
        set_words(&of);
        status = write_and_draw(session, &of, charts, here, &pictures);
    }
    pk_over_time_free(&of);
    pk_session_tell(session);
    if (!session->options.quiet && pictures.count > 0) {
        pk_print_charts(pictures.paths, pictures.count, &session->out);
    }
    pk_pictures_free(&pictures);
    return unknown > 0 ? PK_EXIT_USAGE : pk_exit_of(status);
}
