/* polku plot: charts of results once more, from the numbers that lie beside them. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/chart_here.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/plot_look.h"
#include "cli/plot_over_time.h"
#include "cli/print_result.h"
#include "cli/results.h"
#include "report/added.h"

enum { SIDE_LEAST = 100, SIDE_MOST = 10000, LETTERS_LEAST = 20, LETTERS_MOST = 1000 };

/* What is to be drawn: charts by name, and the folders in which there is something to draw them from. */
typedef struct {
    const char **names;
    int nname;
    const char **folders;
    int nfolder;
} order_t;

/* "kpis, stages": all charts, or those that there is data for in a folder of results. */
static const char *list_charts(const char *folder, pk_arena_t *arena)
{
    const char *list = "";
    for (int i = 0; i < pk_chart_total; i++) {
        if (!folder || pk_charts_has_data(folder, pk_charts[i].name)) {
            list = pk_arena_format(arena, "%s%s%s", list, *list ? ", " : "", pk_charts[i].name);
        }
    }
    return list;
}

static void refuse_name(pk_session_t *session, const char *name)
{
    const char **names = PK_ARRAY(&session->arena, const char *, pk_chart_total);
    for (int i = 0; i < pk_chart_total; i++) {
        names[i] = pk_charts[i].name;
    }
    const char *near = pk_nearest(name, names, pk_chart_total);
    const char *list = list_charts(NULL, &session->arena);
    pk_error(&session->diag, PK_NOWHERE,
             near ? pk_arena_format(&session->arena, "did you mean %s? There are: %s", near, list)
                  : pk_arena_format(&session->arena, "there are: %s", list),
             "there is no chart \"%s\"", name);
}

/* The names of --chart; all charts where nothing is said. */
static pk_status_t read_names(pk_session_t *session, order_t *order)
{
    const int before = session->diag.errors;
    const char *text = session->options.chart;
    order->names = PK_ARRAY(&session->arena, const char *, pk_chart_total + (text ? (int)strlen(text) : 0));
    for (int i = 0; i < pk_chart_total && !text; i++) {
        order->names[order->nname++] = pk_charts[i].name;
    }
    while (text) {
        const size_t length = strcspn(text, ",");
        const char *name = pk_arena_copy_n(&session->arena, text, length);
        order->names[order->nname++] = name;
        if (!pk_chart_find(name)) {
            refuse_name(session, name);
        }
        text = text[length] ? text + length + 1 : NULL;
    }
    return session->diag.errors > before ? PK_BAD_INPUT : PK_OK;
}

/* "1600x900", both within the bounds. */
static bool split_size(const char *text, int least, int most, int *width, int *height)
{
    char *end;
    const long across = strtol(text, &end, 10);
    if (!strchr("0123456789", *text) || *end != 'x' || !end[1] || !strchr("0123456789", end[1])) {
        return false;
    }
    const long down = strtol(end + 1, &end, 10);
    *width = (int)across;
    *height = (int)down;
    return *end == '\0' && across >= least && across <= most && down >= least && down <= most;
}

static bool is_letters(const pk_session_t *session)
{
    return session->options.terminal == PK_TERMINAL_DUMB;
}

static bool is_here(const pk_session_t *session)
{
    return session->options.terminal >= PK_TERMINAL_DUMB && !session->options.out;
}

static pk_status_t read_size(pk_session_t *session, const char *terminal, pk_charts_options_t *charts)
{
    const bool letters = is_letters(session);
    const int least = letters ? LETTERS_LEAST : SIDE_LEAST, most = letters ? LETTERS_MOST : SIDE_MOST;
    const char *text = session->options.size;
    if (!text && is_here(session)) {
        pk_here_size(&session->out, terminal, &charts->width, &charts->height);
    }
    if (!text) {
        return PK_OK;
    }
    if (!split_size(text, least, most, &charts->width, &charts->height)) {
        return pk_error(&session->diag, PK_NOWHERE,
                        letters ? "for example --size 120x40" : "for example --size 1600x900",
                        "--size is \"%s\": WIDTHxHEIGHT in %s is allowed, each %d to %d", text,
                        letters ? "letters" : "pixels", least, most);
    }
    charts->width *= letters ? 9 : 1;
    charts->height *= letters ? 18 : 1;
    return PK_OK;
}

/* How many of the asked-for charts there is data for. */
static int count_there(const order_t *order, const char *folder)
{
    int count = 0;
    for (int i = 0; i < order->nname; i++) {
        count += pk_charts_has_data(folder, order->names[i]);
    }
    return count;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The folder of results itself, and those of a comparison's scenarios in it, where there is something to draw. One file
 * is for the chart of the folder that was named, if it has it. */
static pk_status_t find_folders(pk_session_t *session, const char *results, order_t *order)
{
    struct dirent **entries;
    const int count = scandir(results, &entries, is_visible, alphasort);
    pk_memory_or(count < 0 ? errno : 0);
    if (count < 0) {
        return pk_error(&session->diag, PK_NOWHERE, "name a folder that polku run or polku compare has written",
                        "%s cannot be read: %s", results, strerror(errno));
    }
    order->folders = PK_ARRAY(&session->arena, const char *, count + 1);
    if (count_there(order, results) > 0) {
        order->folders[order->nfolder++] = results;
    }
    for (int i = 0; i < count; i++) {
        const char *inner = pk_path_join(results, entries[i]->d_name, &session->arena);
        const bool wanted = order->nfolder == 0 || order->folders[0] != results || !session->options.out;
        if (wanted && count_there(order, inner) > 0) {
            order->folders[order->nfolder++] = inner;
        }
        free(entries[i]);
    }
    free(entries);
    if (order->nfolder > 0) {
        return PK_OK;
    }
    const char *there = list_charts(results, &session->arena);
    return pk_error(
        &session->diag, PK_NOWHERE,
        *there ? pk_arena_format(&session->arena, "there is data for: %s", there)
               : pk_arena_format(&session->arena, "run polku run or polku compare with -o %s first", results),
        "there is nothing in %s to draw %s from", results, session->options.chart ? session->options.chart : "a chart");
}

/* -o names one file, so only one picture may go there. */
static pk_status_t check_one(pk_session_t *session, const order_t *order)
{
    int count = 0;
    for (int i = 0; i < order->nfolder; i++) {
        count += count_there(order, order->folders[i]);
    }
    if (!session->options.out || count == 1) {
        return PK_OK;
    }
    return pk_error(&session->diag, PK_NOWHERE, "name one chart by --chart, and one scenario's folder",
                    "-o %s is one file, and there are %d charts to draw", session->options.out, count);
}

/* The charts of one folder that there is data for. */
static pk_status_t draw_folder(pk_session_t *session, const order_t *order, const char *folder,
                               pk_charts_options_t *charts, pk_pictures_t *pictures)
{
    const char **names = PK_ARRAY(&session->arena, const char *, order->nname);
    pk_status_t status = PK_OK;
    charts->nname = 0;
    charts->names = names;
    for (int i = 0; i < order->nname; i++) {
        if (pk_charts_has_data(folder, order->names[i])) {
            names[charts->nname++] = order->names[i];
        }
    }
    if (!is_here(session)) {
        return pk_charts_again(folder, charts, pictures, &session->diag);
    }
    for (int i = 0; i < charts->nname; i++) {
        if (pk_here_again(session, folder, names[i], *charts) != PK_OK) {
            status = PK_FAILED;
        }
    }
    return status;
}

/* Where the pictures of one folder go, which are none that go to the terminal. */
static pk_status_t expect_folder(pk_session_t *session, const order_t *order, const char *folder,
                                 const pk_charts_options_t *charts, pk_added_t *added)
{
    const char *extension = pk_terminal_find(charts->terminals[0])->extension;
    pk_status_t status = charts->out ? PK_OK : pk_added_lock(added, folder, &session->diag);
    for (int i = 0; i < order->nname && status == PK_OK; i++) {
        const char *name = order->names[i];
        const char *path = pk_arena_format(&session->arena, "%s/charts/%s.%s", folder, name, extension);
        if (pk_charts_has_data(folder, name)) {
            status =
                pk_added_expect(added, charts->out ? charts->out : path, charts->out ? NULL : folder, &session->diag);
        }
    }
    return status;
}

static pk_status_t draw_all(pk_session_t *session, const order_t *order, pk_charts_options_t *charts)
{
    pk_pictures_t pictures = {0};
    pk_added_t added;
    pk_status_t status = PK_OK;
    pk_added_init(&added, session->options.files[0]);
    for (int i = 0; i < order->nfolder && status == PK_OK && !is_here(session); i++) {
        status = expect_folder(session, order, order->folders[i], charts, &added);
    }
    const bool begun = status == PK_OK && pk_added_begin(&added, &session->diag) == PK_OK;
    status = begun ? PK_OK : PK_FAILED;
    for (int i = 0; i < order->nfolder && begun; i++) {
        if (draw_folder(session, order, order->folders[i], charts, &pictures) != PK_OK) {
            status = PK_FAILED;
        }
    }
    if (begun && pk_added_end(&added, pictures.paths, pictures.count, &session->diag) != PK_OK) {
        status = PK_FAILED;
    }
    pk_added_close(&added);
    pk_session_tell(session);
    if (!session->options.quiet && pictures.count > 0) {
        pk_print_charts(pictures.paths, pictures.count, &session->out);
    }
    pk_pictures_free(&pictures);
    return status;
}

int pk_command_plot(pk_session_t *session)
{
    static const char *const terminals[] = {"svg", "png", "pdf", "dumb", "sixel"}; /* by PK_TERMINAL_ */
    const char *terminal = terminals[session->options.terminal];
    pk_charts_options_t charts;
    order_t order = {0};
    const char **results = PK_ARRAY(&session->arena, const char *, 1);
    *results = pk_folder_named(session->options.files[0], &session->arena);
    session->options.files = results;
    if (read_names(session, &order) != PK_OK || pk_plot_over_time_check(session) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (pk_results_charts_of(session, &charts) != PK_OK) {
        return PK_EXIT_FAILED;
    }
    charts.terminals = &terminal;
    charts.nterminal = 1;
    charts.out = session->options.out;
    charts.relabel = session->options.relabel >= 0 ? pk_language_code((pk_language_t)session->options.relabel) : NULL;
    if (read_size(session, terminal, &charts) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    const int side = charts.width > charts.height ? charts.width : charts.height;
    if (pk_plot_look(session, terminal, side, &charts.look) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (session->options.of) {
        return pk_plot_over_time(session, &charts, is_here(session));
    }
    if (find_folders(session, session->options.files[0], &order) != PK_OK) {
        return PK_EXIT_INPUT;
    }
    if (check_one(session, &order) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    return pk_exit_of(draw_all(session, &order, &charts));
}
