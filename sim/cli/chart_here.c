#include "cli/chart_here.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/temporary.h"
#include "cli/folders.h"
#include "cli/results.h"
#include "cli/sixel.h"

enum {
    LETTER_WIDTH = 9, /* pixels of a letter, as plots/look.gp counts them */
    LETTER_HEIGHT = 18,
    WIDTH_MOST = 1280,
    COLUMNS_MOST = 160,
    PICTURE_BYTES = 64 << 20
};

void pk_here_size(const pk_screen_t *screen, const char *terminal, int *width, int *height)
{
    if (strcmp(terminal, "sixel") == 0) {
        const int there = screen->pixels > 0 ? screen->pixels : LETTER_WIDTH * screen->width;
        *width = there < WIDTH_MOST ? there : WIDTH_MOST;
        *height = *width * 9 / 16;
        return;
    }
    const int columns = screen->width < COLUMNS_MOST ? screen->width : COLUMNS_MOST;
    const int lines = columns * 2 / 5;
    *width = LETTER_WIDTH * columns;
    *height = LETTER_HEIGHT * (lines < 30 ? 30 : lines > 48 ? 48 : lines);
}

/* A folder of our own for the picture, which is drawn beside its final name first. NULL with an error. */
static char *make_folder(pk_session_t *session)
{
    const char *base = getenv("TMPDIR");
    char *folder = pk_arena_format(&session->arena, "%s/polku-XXXXXX", base && *base ? base : "/tmp");
    if (mkdtemp(folder)) {
        return folder;
    }
    pk_failure(&session->diag, folder, "set TMPDIR to a folder that you may write to",
               "no picture can be drawn here: %s", strerror(errno));
    return NULL;
}

/* A picture of letters without the blanks that fill its lines, the form feed before it and empty lines around it. */
static const char *trim(const char *text, pk_arena_t *arena)
{
    char *trimmed = pk_arena_copy(arena, text), *to = trimmed;
    for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        line += *line == '\f';
        size_t length = strcspn(line, "\n");
        while (length > 0 && line[length - 1] == ' ') {
            length--;
        }
        if (length > 0 || to > trimmed) {
            to = mempcpy(to, line, length);
            *to++ = '\n';
        }
    }
    while (to > trimmed && to[-1] == '\n') {
        to--;
    }
    *to = '\0';
    return trimmed;
}

static const char *read_picture(pk_session_t *session, const pk_charts_options_t *charts)
{
    const bool letters = strcmp(charts->terminals[0], "dumb") == 0;
    const pk_source_t *picture =
        pk_source_read(charts->out, PICTURE_BYTES, PK_NOWHERE, &session->arena, &session->diag);
    if (!picture) {
        return NULL;
    }
    return letters ? trim(picture->text, &session->arena) : picture->text;
}

/* Draws into a temporary file, from a result or, where that is NULL, from the folder's numbers. *text stays NULL where
 * nothing was drawn. */
static pk_status_t draw(pk_session_t *session, const pk_result_t *result, const char *folder,
                        pk_charts_options_t *charts, const char **text)
{
    *text = NULL;
    char *made = make_folder(session);
    if (!made) {
        return PK_FAILED;
    }
    pk_pictures_t pictures = {0};
    charts->out = pk_path_join(made, "picture", &session->arena);
    char *temporary = pk_temporary_adopt(made), *picture = pk_temporary_adopt(charts->out);
    const pk_status_t status = result ? pk_charts_run(result, folder, charts, &pictures, &session->diag)
                                      : pk_charts_again(folder, charts, &pictures, &session->diag);
    if (pictures.count > 0) {
        *text = read_picture(session, charts);
    }
    pk_pictures_free(&pictures);
    pk_temporary_drop(picture);
    pk_temporary_drop(temporary);
    return status;
}

pk_status_t pk_here_again(pk_session_t *session, const char *folder, const char *name, pk_charts_options_t charts)
{
    charts.names = &name;
    charts.nname = 1;
    const char *text;
    const pk_status_t status = draw(session, NULL, folder, &charts, &text);
    if (text) {
        pk_session_print(session, pk_arena_format(&session->arena, "%s\n", text));
    }
    return status;
}

pk_status_t pk_here_run(pk_session_t *session, const pk_result_t *result, pk_output_t *output, const char **text)
{
    static const char *const stages[] = {"stages"};
    const char *terminal = session->out.is_terminal && pk_sixel_here() ? "sixel" : "dumb";
    pk_charts_options_t charts;
    *text = NULL;
    if (pk_results_charts_of(session, &charts) != PK_OK) {
        return PK_FAILED;
    }
    charts.names = stages;
    charts.nname = 1;
    charts.terminals = &terminal;
    charts.nterminal = 1;
    pk_here_size(&session->out, terminal, &charts.width, &charts.height);
    charts.gnuplot.output = output;
    return draw(session, result, output->root, &charts, text);
}
