#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/folders.h"
#include "cli/text.h"
#include "engine/lanes/lanes.h"
#include "model/scenario.h"
#include "report/journeys.h"
#include "study/sensitivity.h"

enum { FIRST_VALUE = 256 }; /* getopt_long's answer for row i is FIRST_VALUE + i, out of the way of letters */

typedef struct {
    const char *command;
    int flag;
    pk_options_t *options;
    pk_arena_t *arena;
    pk_diag_t *diag;
} parsing_t;

static int word_find(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

/* "a, b or c" */
static const char *words_list(const char *const *words, pk_arena_t *arena)
{
    const char *text = words[0];
    for (int i = 1; words[i]; i++) {
        text = pk_arena_format(arena, "%s%s%s", text, words[i + 1] ? ", " : " or ", words[i]);
    }
    return text;
}

static void set_flag(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    (void)self, (void)option, (void)text;
    *(bool *)field = true;
}

static void set_text(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    if (*text == '\0') {
        pk_error(self->diag, PK_NOWHERE, NULL, "--%s needs a value: --%s %s", option->name, option->name,
                 option->argument);
    }
    *(const char **)field = option->files == 1 ? pk_folder_named(text, self->arena) : text;
}

static void set_texts(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    pk_option_list_t *list = field;
    if (list->count == list->room) {
        list->room = list->room > 0 ? 2 * list->room : 8;
        const char **larger = PK_ARRAY(self->arena, const char *, list->room);
        for (int i = 0; i < list->count; i++) {
            larger[i] = list->all[i];
        }
        list->all = larger;
    }
    set_text(self, option, &list->all[list->count++], text);
}

static void set_whole(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    bool plain = *text && strspn(text, "+-0123456789") == strlen(text) && *end == '\0';
    if (plain && errno == 0 && value >= option->low && value <= option->high) {
        *(long long *)field = value;
    } else {
        pk_error(self->diag, PK_NOWHERE, NULL, "--%s is \"%s\": a whole number from %lld to %lld is allowed",
                 option->name, text, option->low, option->high);
    }
}

static int one_word(parsing_t *self, const pk_option_t *option, const char *text)
{
    int which = word_find(option->words, text);
    if (which >= 0) {
        return which;
    }
    int count = 0;
    while (option->words[count]) {
        count++;
    }
    const char *near = pk_nearest(text, option->words, count);
    pk_error(self->diag, PK_NOWHERE, near ? pk_arena_format(self->arena, "did you mean %s?", near) : NULL,
             "--%s is \"%s\": %s is allowed", option->name, text, words_list(option->words, self->arena));
    return -1;
}

static void set_word(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    *(int *)field = one_word(self, option, text);
}

static void set_words(parsing_t *self, const pk_option_t *option, void *field, const char *text)
{
    int set = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        int which = one_word(self, option, pk_arena_copy_n(self->arena, text, length));
        set |= which >= 0 ? 1 << which : 0;
        if (text[length] == '\0') {
            break;
        }
        text += length + 1;
    }
    *(int *)field = set;
}

typedef void (*setter_fn)(parsing_t *self, const pk_option_t *option, void *field, const char *text);
static const setter_fn setters[] = {
    [PK_OPTION_FLAG] = set_flag,   [PK_OPTION_TEXT] = set_text, [PK_OPTION_TEXTS] = set_texts,
    [PK_OPTION_WHOLE] = set_whole, [PK_OPTION_WORD] = set_word, [PK_OPTION_WORDS] = set_words,
};

static bool knows(const pk_option_t *option, int flag)
{
    return (option->commands & flag) != 0;
}

bool pk_option_is_first(const pk_option_t *option, int commands)
{
    for (const pk_option_t *before = pk_option_table; before < option; before++) {
        if ((before->commands & commands) && strcmp(before->name, option->name) == 0) {
            return false;
        }
    }
    return true;
}

/* getopt_long's tables for one command. `letters` gets ":" first, so that a missing argument is told apart. */
static struct option *long_options(int flag, char *letters, pk_arena_t *arena)
{
    struct option *list = PK_ARRAY(arena, struct option, pk_option_count + 1);
    int count = 0;
    *letters++ = ':';
    for (int i = 0; i < pk_option_count; i++) {
        const pk_option_t *option = &pk_option_table[i];
        if (!knows(option, flag)) {
            continue;
        }
        list[count++] = (struct option){.name = option->name,
                                        .has_arg = option->argument ? required_argument : no_argument,
                                        .val = FIRST_VALUE + i};
        if (option->letter) {
            *letters++ = option->letter;
        }
        if (option->letter && option->argument) {
            *letters++ = ':';
        }
    }
    *letters = '\0';
    return list;
}

static const pk_option_t *option_of(int answer, int flag)
{
    if (answer >= FIRST_VALUE) {
        return &pk_option_table[answer - FIRST_VALUE];
    }
    for (int i = 0; i < pk_option_count; i++) {
        if (pk_option_table[i].letter == answer && knows(&pk_option_table[i], flag)) {
            return &pk_option_table[i];
        }
    }
    return NULL;
}

/* Options that start with `word`, as "--runs or --seed"; count says how many. */
static const char *starting_with(const parsing_t *self, const char *word, int *count)
{
    const char *text = "";
    *count = 0;
    for (int i = 0; i < pk_option_count; i++) {
        const pk_option_t *option = &pk_option_table[i];
        if (knows(option, self->flag) && strncmp(option->name, word, strlen(word)) == 0) {
            text = pk_arena_format(self->arena, "%s%s--%s", text, (*count)++ ? " or " : "", option->name);
        }
    }
    return text;
}

static const char *nearest_option(const parsing_t *self, const char *word)
{
    const char *names[64];
    int count = 0;
    for (int i = 0; i < pk_option_count && count < 64; i++) {
        if (knows(&pk_option_table[i], self->flag)) {
            names[count++] = pk_option_table[i].name;
        }
    }
    return pk_nearest(word, names, count);
}

static void unknown_long(const parsing_t *self, const char *given)
{
    const char *word = pk_arena_copy_n(self->arena, given + 2, strcspn(given + 2, "="));
    int count;
    const char *several = starting_with(self, word, &count);
    if (count > 1) {
        pk_error(self->diag, PK_NOWHERE, NULL, "--%s is not clear: it may be %s", word, several);
        return;
    }
    for (int i = 0; i < pk_option_count; i++) {
        if (strcmp(pk_option_table[i].name, word) == 0) {
            pk_error(self->diag, PK_NOWHERE, pk_arena_format(self->arena, "polku %s --help lists them", self->command),
                     "--%s is not one of the options of polku %s", word, self->command);
            return;
        }
    }
    const char *near = nearest_option(self, word);
    pk_error(self->diag, PK_NOWHERE,
             near ? pk_arena_format(self->arena, "did you mean --%s?", near)
                  : pk_arena_format(self->arena, "polku %s --help lists the options", self->command),
             "polku %s has no option --%s", self->command, word);
}

/* What getopt_long could not take: an unknown option, one with a value too many, or a short one. */
static void complain(const parsing_t *self, const char *given)
{
    if (optopt >= FIRST_VALUE) {
        pk_error(self->diag, PK_NOWHERE, NULL, "--%s takes no value", option_of(optopt, self->flag)->name);
    } else if (optopt == 0) {
        unknown_long(self, given);
    } else {
        pk_error(self->diag, PK_NOWHERE,
                 pk_arena_format(self->arena, "polku %s --help lists the options", self->command),
                 "polku %s has no option -%c", self->command, optopt);
    }
}

static void note_given(parsing_t *self, const pk_option_t *option, const char *argument)
{
    pk_options_t *options = self->options;
    if (options->ngiven == options->given_room) {
        options->given_room = options->given_room > 0 ? 2 * options->given_room : 8;
        pk_given_t *larger = PK_ARRAY(self->arena, pk_given_t, options->given_room);
        for (int i = 0; i < options->ngiven; i++) {
            larger[i] = options->given[i];
        }
        options->given = larger;
    }
    options->given[options->ngiven++] = (pk_given_t){option, argument};
}

static void take(parsing_t *self, int answer, const char *given)
{
    if (answer == '?') {
        complain(self, given);
        return;
    }
    const pk_option_t *option = option_of(answer == ':' ? optopt : answer, self->flag);
    PK_REQUIRE(option);
    if (answer == ':') {
        pk_error(self->diag, PK_NOWHERE, NULL, "--%s needs a value: --%s %s", option->name, option->name,
                 option->argument);
    } else {
        setters[option->kind](self, option, (char *)self->options + option->offset, optarg);
        note_given(self, option, optarg);
    }
}

/* What no option can tell alone. */
static void check_together(const parsing_t *self)
{
    int periods_set = self->options->by & (PK_PER_MONTH | PK_PER_QUARTER | PK_PER_YEAR);
    if (periods_set & (periods_set - 1)) {
        pk_error(self->diag, PK_NOWHERE, "say month, quarter or year, and persona behind a comma if you like",
                 "--by has two periods");
    }
    if ((self->options->charts & PK_CHART_NONE) && self->options->charts != PK_CHART_NONE) {
        pk_error(self->diag, PK_NOWHERE, NULL, "--charts says none and something else");
    }
    if (self->options->vector > 0 && pk_lane_ops(&pk_chance_expected, (pk_vector_t)self->options->vector) == NULL) {
        pk_error(self->diag, PK_NOWHERE, "leave it out: the tables are the same",
                 "--vector %s: this machine does not have these instructions", pk_vector_words[self->options->vector]);
    }
    if (self->options->until != NULL && self->options->race != NULL) {
        pk_error(self->diag, PK_NOWHERE, "leave one of them out",
                 "--until-mcse gives all as many runs, --race does not");
    }
    if (self->options->race != NULL && self->options->after) {
        pk_error(self->diag, PK_NOWHERE, "leave one of them out",
                 "--race tells nothing of what comes after the horizon");
    }
    if (self->options->csv != PK_DIALECT_COMMA && pk_journeys_formats[self->options->format]->dated) {
        pk_error(self->diag, PK_NOWHERE, "leave one of them out", "--csv is of tables, and %s is none",
                 pk_journeys_formats[self->options->format]->name);
    }
    if (self->options->chart_here && self->options->json) {
        pk_error(self->diag, PK_NOWHERE, "leave one of them out", "--chart-here would stand in the middle of --json");
    }
}

pk_status_t pk_options_parse(int argc, char **argv, int flag, const char *name, pk_options_t *options,
                             pk_arena_t *arena, pk_diag_t *diag)
{
    parsing_t self = {.command = name, .flag = flag, .options = options, .arena = arena, .diag = diag};
    char *letters = PK_ARRAY(arena, char, 2 * pk_option_count + 2);
    struct option *list = long_options(flag, letters, arena);
    int before = diag->errors, answer;
    *options = (pk_options_t){.runs = -1,
                              .gradients = -1,
                              .run = -1,
                              .dpi = -1,
                              .sample = -1,
                              .seed = -1,
                              .threads = -1,
                              .engine = -1,
                              .complete = -1,
                              .order = -1,
                              .periods = -1,
                              .relabel = -1,
                              .kind = -1,
                              .charts = PK_CHART_SVG};
    optind = 0; /* starts getopt_long afresh */
    opterr = optopt = 0;
    while ((answer = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        take(&self, answer, argv[optind - 1]);
        optopt = 0;
    }
    check_together(&self);
    options->files = (const char *const *)(argv + optind);
    options->nfile = argc - optind;
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}
