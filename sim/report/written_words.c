#include "report/written_words.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/translated.h"

/* ---- words and numbers ---- */

typedef struct {
    const char *english;
    pk_saying_t saying;
} word_t;

static const word_t words[] = {
    {"yes", PK_SAY_WRITTEN_YES},       {"no", PK_SAY_WRITTEN_NO},       {"brings", PK_SAY_WRITTEN_BRINGS},
    {"day", PK_SAY_WRITTEN_DAY},       {"days", PK_SAY_WRITTEN_DAYS},   {"week", PK_SAY_WRITTEN_WEEK},
    {"weeks", PK_SAY_WRITTEN_WEEKS},   {"month", PK_SAY_WRITTEN_MONTH}, {"months", PK_SAY_WRITTEN_MONTHS},
    {"year", PK_SAY_WRITTEN_YEAR},     {"years", PK_SAY_WRITTEN_YEARS}, {"file", PK_SAY_WRITTEN_FILE},
    {"column", PK_SAY_WRITTEN_COLUMN}, {"to", PK_SAY_WRITTEN_TO},       {"revenue", PK_SAY_WRITTEN_MONEY},
    {"of", PK_SAY_WRITTEN_OF},         {"varies", PK_SAY_VARIES},
};

/* As many digits as were written, six at most: whole thousands apart. */
static const char *number(pk_language_t language, const char *digits, pk_arena_t *arena)
{
    enum { MOST = 6 };
    const char *point = strchr(digits, '.');
    const size_t decimals = point == NULL ? 0 : strlen(point + 1), whole = strlen(digits) - decimals;
    const double value = strtod(digits, NULL);
    const bool long_one = decimals > 0 && whole + decimals > MOST + 1;
    const char *figure = long_one ? pk_figure(value, pk_grain_short(value) / 10, arena)
                                  : pk_figure(value, pow(10, -(double)decimals), arena);
    return pk_local_figure(language, figure, arena);
}

/* A number with what stands around it: "x1.2", "-5%", "1.5e6" is none. */
static const char *amount(pk_language_t language, const char *token, pk_arena_t *arena)
{
    const size_t before = strspn(token, "x+-");
    const size_t length = strspn(token + before, "0123456789.");
    const char *after = token + before + length;
    if (length == 0 || !isdigit((unsigned char)token[before]) || (*after != '\0' && strcmp(after, "%") != 0)) {
        return NULL;
    }
    const char *lead = "";
    for (size_t i = 0; i < before; i++) {
        lead = pk_arena_format(arena, "%s%s", lead, token[i] == 'x' ? "×" : token[i] == '-' ? "−" : "+");
    }
    const char *digits = number(language, pk_arena_copy_n(arena, token + before, length), arena);
    return pk_arena_format(arena, "%s%s%s", lead, digits, *after == '\0' ? "" : pk_local_figure(language, "%", arena));
}

/* Arguments of a law: a decimal comma, and ; between them where commas are decimal. */
static const char *argument(pk_language_t language, const char *token, pk_arena_t *arena)
{
    char *copy = pk_arena_copy(arena, token);
    for (char *at = copy; language == PK_FINNISH && *at != '\0'; at++) {
        if (*at == ',' && at[1] == '\0') {
            *at = ';';
        } else if (*at == '.' && at > copy && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[1])) {
            *at = ',';
        }
    }
    return copy;
}

static const char *word(pk_language_t language, const char *token)
{
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strcmp(words[k].english, token) == 0) {
            return pk_saying(language, words[k].saying);
        }
    }
    return token;
}

/* A value, word by word; within the brackets of a law nothing but marks is changed. */
static const char *value_words(pk_language_t language, const char *text, bool is_switch, pk_arena_t *arena)
{
    const char *told = "";
    int depth = 0;
    if (is_switch && (strcmp(text, "0") == 0 || strcmp(text, "1") == 0)) {
        return pk_saying(language, *text == '1' ? PK_SAY_WRITTEN_YES : PK_SAY_WRITTEN_NO);
    }
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        const char *token = pk_arena_copy_n(arena, at, length), *end = at + length;
        for (const char *c = token; *c != '\0'; c++) {
            depth += *c == '(';
        }
        const char *mark = depth == 0 && length > 1 && strchr(",;", token[length - 1]) ? &token[length - 1] : "";
        const char *bare = *mark != '\0' ? pk_arena_copy_n(arena, token, length - 1) : token;
        const char *figure = depth == 0 ? amount(language, bare, arena) : NULL;
        const char *instead = figure != NULL ? figure
                              : depth > 0    ? argument(language, token, arena)
                                             : word(language, bare);
        told = pk_arena_format(arena, "%s%s%s%s", told, *told != '\0' && *instead != '\0' ? " " : "", instead, mark);
        for (const char *c = token; *c != '\0'; c++) {
            depth -= *c == ')';
        }
        at = *end == ' ' ? end + 1 : end;
    }
    return told;
}

/* ---- pieces of a schedule ---- */

typedef struct {
    const char *from, *until, *value; /* NULL: it has none */
    bool otherwise, total;
} piece_t;

/* What stands behind a key, up to the next ", " (of the value up to the end); moves *at behind it. NULL: another key.
 */
static const char *behind(const char **at, const char *key, bool all, pk_arena_t *arena)
{
    const size_t length = strlen(key);
    if (strncmp(*at, key, length) != 0) {
        return NULL;
    }
    const char *begin = *at + length, *comma = all ? NULL : strstr(begin, ", ");
    const char *end = comma != NULL ? comma : begin + strlen(begin);
    *at = comma != NULL ? comma + 2 : end;
    return pk_arena_copy_n(arena, begin, (size_t)(end - begin));
}

/* "from 2026-04, until 2026-05, value 1", "otherwise 0": false where it is something else. */
static bool read_piece(const char *text, piece_t *piece, pk_arena_t *arena)
{
    *piece = (piece_t){0};
    if ((piece->value = behind(&text, "otherwise ", true, arena)) != NULL) {
        piece->otherwise = true;
        return true;
    }
    piece->from = behind(&text, "from ", false, arena);
    piece->until = behind(&text, "until ", false, arena);
    piece->value = behind(&text, "value ", true, arena);
    if (piece->value == NULL) {
        piece->value = behind(&text, "total ", true, arena);
        piece->total = true;
    }
    return piece->value != NULL && (piece->from != NULL || piece->until != NULL);
}

/* A date as the language writes it, of a month its first or last day; a step is a number. */
static const char *time_words(pk_language_t language, const char *text, bool last, bool *dated, pk_arena_t *arena)
{
    long first_day, last_day;
    *dated = strspn(text, "0123456789") != strlen(text) && pk_date_parse(text, &first_day, &last_day);
    return *dated ? pk_local_day(language, last ? last_day : first_day, arena) : text;
}

static const char *piece_words(pk_language_t language, const piece_t *piece, bool is_switch, pk_arena_t *arena)
{
    bool dated = false;
    const char *value = value_words(language, piece->value, is_switch, arena);
    value = piece->total ? pk_local_say(language, arena, PK_SAY_PIECE_TOTAL, value) : value;
    if (piece->otherwise) {
        return pk_local_say(language, arena, PK_SAY_PIECE_OTHERWISE, value);
    }
    const char *from = piece->from == NULL ? NULL : time_words(language, piece->from, false, &dated, arena);
    const char *until = piece->until == NULL ? NULL : time_words(language, piece->until, true, &dated, arena);
    if (from != NULL && until != NULL) {
        return pk_local_say(language, arena, dated ? PK_SAY_PIECE_BETWEEN : PK_SAY_PIECE_STEPS, value, from, until);
    }
    return from != NULL
               ? pk_local_say(language, arena, dated ? PK_SAY_PIECE_FROM : PK_SAY_PIECE_FROM_STEP, value, from)
               : pk_local_say(language, arena, dated ? PK_SAY_PIECE_UNTIL : PK_SAY_PIECE_UNTIL_STEP, value, until);
}

/* NULL where the text is no schedule. */
static const char *schedule_words(pk_language_t language, const char *text, bool is_switch, pk_arena_t *arena)
{
    const char *told = "";
    while (*text != '\0') {
        const char *end = strstr(text, "; ");
        const size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
        const char *one = pk_arena_copy_n(arena, text, length);
        piece_t piece;
        const bool left_out = strcmp(one, "…") == 0;
        if (!left_out && !read_piece(one, &piece, arena)) {
            return NULL;
        }
        told = pk_arena_format(arena, "%s%s%s", told, *told != '\0' ? ", " : "",
                               left_out ? one : piece_words(language, &piece, is_switch, arena));
        text += end != NULL ? length + 2 : length;
    }
    return *told != '\0' ? told : NULL;
}

bool pk_written_is_switch(const char *text)
{
    const char *last = strrchr(text, ' ');
    last = last != NULL ? last + 1 : text;
    return strcmp(last, "yes") == 0 || strcmp(last, "no") == 0;
}

const char *pk_written_words(pk_language_t language, const char *text, bool is_switch, pk_arena_t *arena)
{
    const char *whole = pk_translated(language, text, arena);
    if (whole != text) {
        return whole;
    }
    const char *schedule = schedule_words(language, text, is_switch, arena);
    return schedule != NULL ? schedule : value_words(language, text, is_switch, arena);
}

/* ---- paths ---- */

const char *pk_written_arrow(const pk_result_t *r, const char *arrow, pk_arena_t *arena)
{
    const char *from, *to;
    if (!pk_local_ends(arrow, &from, &to, arena)) {
        return arrow;
    }
    const int begin = pk_result_stage(r, from), end = pk_result_stage(r, to);
    return pk_local_arrow(begin >= 0 ? pk_chart_label(r->stages[begin].label, from) : from,
                          end >= 0 ? pk_chart_label(r->stages[end].label, to) : to, arena);
}

/* "B" of "A.B.C" behind the section "A.", NULL where the path is of another; *rest is "C". */
static const char *name_in(const char *path, const char *section, const char **rest, pk_arena_t *arena)
{
    const size_t length = strlen(section);
    if (strncmp(path, section, length) != 0) {
        return NULL;
    }
    const char *name = path + length, *dot = strchr(name, '.');
    *rest = dot != NULL ? dot + 1 : "";
    return pk_arena_copy_n(arena, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
}

static const char *transition_path(pk_language_t language, const pk_result_t *r, const char *path, pk_arena_t *arena)
{
    static const word_t keys[] = {{"share", PK_SAY_SHARE_OF},
                                  {"probability", PK_SAY_PROBABILITY_OF},
                                  {"rate", PK_SAY_RATE_OF},
                                  {"revenue", PK_SAY_REVENUE_OF},
                                  {"cost", PK_SAY_COST_OF}};
    const char *key, *arrow = name_in(path, "transitions.", &key, arena);
    for (size_t k = 0; arrow != NULL && k < sizeof keys / sizeof *keys; k++) {
        if (strcmp(key, keys[k].english) == 0) {
            return pk_local_say(language, arena, keys[k].saying, pk_written_arrow(r, arrow, arena));
        }
    }
    return NULL;
}

/* A driver's effect, or the spend that has half of its effect. */
static const char *driver_path(pk_language_t language, const pk_result_t *r, const char *path, pk_arena_t *arena)
{
    static const char *const sections[] = {"channels.", "levers.", "seasons.", "events.", "word_of_mouth.", "stocks."};
    for (size_t k = 0; k < sizeof sections / sizeof *sections; k++) {
        const char *key, *name = name_in(path, sections[k], &key, arena), *none;
        const int driver = name == NULL ? -1 : pk_result_driver(r, name);
        if (name == NULL) {
            continue;
        }
        const char *label = driver >= 0 ? pk_chart_label(r->drivers[driver].label, name) : name;
        const char *arrow = name_in(key, "effects.", &none, arena);
        return arrow != NULL && *none == '\0'
                   ? pk_local_say(language, arena, PK_SAY_EFFECT_OF, label, pk_written_arrow(r, arrow, arena))
               : strcmp(key, "saturation.half") == 0 ? pk_local_say(language, arena, PK_SAY_HALF_OF, label)
                                                     : NULL;
    }
    return NULL;
}

const char *pk_written_path(pk_language_t language, const pk_result_t *r, const char *path, pk_arena_t *arena)
{
    const char *key, *name, *text = transition_path(language, r, path, arena);
    text = text != NULL ? text : driver_path(language, r, path, arena);
    if (text == NULL && (name = name_in(path, "stages.", &key, arena)) != NULL && strcmp(key, "dwell") == 0) {
        const int stage = pk_result_stage(r, name);
        return pk_local_say(language, arena, PK_SAY_STAY_IN,
                            stage >= 0 ? pk_chart_label(r->stages[stage].label, name) : name);
    }
    if (text == NULL && (name = name_in(path, "extra.", &key, arena)) != NULL && *key == '\0') {
        return pk_local_say(language, arena, PK_SAY_SCATTER_OF, pk_written_arrow(r, name, arena));
    }
    return text != NULL ? text : path;
}
