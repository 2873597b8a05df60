#include "report/gnuplot_words.h"

#include <ctype.h>
#include <string.h>

#include "report/decimal.h"

/* gnuplot takes a file called `< command` for a command, `|` likewise, and `-` for itself: no relative path may begin
 * with such a character. */
const char *pk_gnuplot_path(const char *path, pk_arena_t *arena)
{
    return *path == '/' ? path : pk_arena_format(arena, "./%s", path);
}

const char *pk_gnuplot_size(const pk_picture_t *p, pk_arena_t *arena)
{
    return p->width > 0 && p->height > 0 ? pk_arena_format(arena, "%dx%d", p->width, p->height) : "auto";
}

const char *pk_gnuplot_look(const pk_picture_look_t *look, pk_arena_t *arena)
{
    const char *words =
        pk_arena_format(arena, "%s%s", look->dark ? " dark" : "", look->transparent ? " transparent" : "");
    if (look->scale > 0) {
        char scale[PK_DECIMAL_TEXT];
        pk_decimal(look->scale, scale);
        words = pk_arena_format(arena, "%s scale=%s", words, scale);
    }
    if (look->dpi > 0) {
        words = pk_arena_format(arena, "%s dpi=%d", words, look->dpi);
    }
    if (look->font != NULL) {
        words = pk_arena_format(arena, "%s font=%s", words, look->font);
    }
    return words + (*words != '\0');
}

bool pk_gnuplot_font(const char *name)
{
    enum { MOST = 60 };
    size_t length = 0;
    for (; name[length] != '\0'; length++) {
        const unsigned char c = (unsigned char)name[length];
        const bool letter = isalnum(c) || c >= 0x80;
        if (!letter && (length == 0 || strchr(" -_.", c) == NULL)) {
            return false;
        }
    }
    return length > 0 && length <= MOST;
}

static bool is_plain(const char *word)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-=,: ";
    for (; *word != '\0'; word++) {
        if (strchr(allowed, *word) == NULL && (unsigned char)*word < 0x80) {
            return false;
        }
    }
    return true;
}

const char *pk_gnuplot_call(const char *const *words, int count, pk_arena_t *arena)
{
    const char *call = "call";
    for (int i = 0; i < count; i++) {
        if (!is_plain(words[i])) {
            return NULL;
        }
        call = pk_arena_format(arena, "%s '%s'", call, words[i]);
    }
    return call;
}

/* A word for a POSIX shell. */
static const char *shell_word(const char *word, pk_arena_t *arena)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-";
    if (*word != '\0' && word[strspn(word, plain)] == '\0') {
        return word;
    }
    char *quoted = pk_arena_take(arena, 4 * strlen(word) + 3, 1);
    char *to = quoted;
    *to++ = '\'';
    for (; *word != '\0'; word++) {
        to = *word == '\'' ? stpcpy(to, "'\\''") : (*to = *word, to + 1);
    }
    *to = '\'';
    return quoted;
}

static const char *look_options(const char *command, const pk_picture_look_t *look, pk_arena_t *arena)
{
    if (look->scale > 0) {
        char scale[PK_DECIMAL_TEXT];
        pk_decimal(look->scale, scale);
        command = pk_arena_format(arena, "%s --scale %s", command, scale);
    }
    if (look->dpi > 0) {
        command = pk_arena_format(arena, "%s --dpi %d", command, look->dpi);
    }
    if (look->font != NULL) {
        command = pk_arena_format(arena, "%s --font %s", command, shell_word(look->font, arena));
    }
    return pk_arena_format(arena, "%s%s%s", command, look->dark ? " --dark" : "",
                           look->transparent ? " --transparent" : "");
}

/* `polku plot FOLDER`, with what differs from its defaults: chart NULL is every chart. */
static const char *plot_command(const pk_picture_t *p, const char *chart, pk_arena_t *arena)
{
    const bool dumb = strcmp(p->terminal->name, "dumb") == 0, sized = p->width > 0 && p->height > 0;
    const char *command = pk_arena_format(arena, "polku plot %s", shell_word(p->results, arena));
    if (chart != NULL) {
        command = pk_arena_format(arena, "%s --chart %s", command, chart);
    }
    if (strcmp(p->terminal->name, "svg") != 0) {
        command = pk_arena_format(arena, "%s --terminal %s", command, p->terminal->name);
    }
    if (sized) {
        command =
            pk_arena_format(arena, "%s --size %dx%d", command, p->width / (dumb ? 9 : 1), p->height / (dumb ? 18 : 1));
    }
    return look_options(command, &p->look, arena);
}

const char *pk_gnuplot_by_hand(const pk_picture_t *p, pk_arena_t *arena)
{
    if (p->results != NULL) {
        return plot_command(p, p->name, arena);
    }
    const char *look = pk_gnuplot_look(&p->look, arena);
    return pk_arena_format(
        arena, "gnuplot -d -c %s %s %s %s %s %s%s%s", shell_word(pk_gnuplot_path(p->script, arena), arena),
        shell_word(pk_gnuplot_path(p->data, arena), arena), shell_word(pk_gnuplot_path(p->labels, arena), arena),
        shell_word(pk_gnuplot_path(p->out, arena), arena), p->terminal->name, pk_gnuplot_size(p, arena),
        *look != '\0' ? " " : "", *look != '\0' ? shell_word(look, arena) : "");
}

const char *pk_gnuplot_all_by_hand(const pk_picture_t *p, pk_arena_t *arena)
{
    return plot_command(p, NULL, arena);
}
