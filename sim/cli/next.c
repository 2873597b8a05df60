#include "cli/next.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/shell.h"
#include "cli/commands.h"
#include "cli/text.h"
#include "report/messages.h"

enum { WORDS_MOST = 8 };

/* The words of a command: files behind its name, then options that it sets itself, option and argument in turn. */
typedef struct {
    const char *command;
    const char *const *files;
    int nfile;
    const char *set[WORDS_MOST]; /* "--kpi", "profit"; an argument NULL: it takes none */
    int nset;
} asked_t;

typedef struct {
    const pk_session_t *session;
    const pk_next_t *facts;
    pk_arena_t *arena;
} asking_t;

static void set(asked_t *asked, const char *option, const char *argument)
{
    asked->set[asked->nset++] = option;
    asked->set[asked->nset++] = argument;
}

static asked_t about(const char *command, const char *const *file)
{
    return (asked_t){.command = command, .files = file, .nfile = 1};
}

/* ---- commands ---- */

static asked_t all_compared(const asking_t *self)
{
    return (asked_t){.command = "compare", .files = self->facts->files, .nfile = self->facts->nfile};
}

static asked_t pair_compared(const asking_t *self)
{
    const char **pair = PK_ARRAY(self->arena, const char *, 2);
    pair[0] = self->facts->other;
    pair[1] = self->facts->plan;
    return (asked_t){.command = "compare", .files = pair, .nfile = 2};
}

static asked_t with_after(const asking_t *self)
{
    asked_t asked = all_compared(self);
    set(&asked, "--after", NULL);
    return asked;
}

static asked_t plan_run(const asking_t *self)
{
    return about("run", &self->facts->plan);
}

static asked_t by_month(const asking_t *self)
{
    asked_t asked = plan_run(self);
    set(&asked, "--by", self->session->options.by & PK_PER_PERSONA ? "month,persona" : "month");
    return asked;
}

static asked_t one_by_one(const asking_t *self)
{
    asked_t asked = plan_run(self);
    set(&asked, "--individuals", NULL);
    return asked;
}

static asked_t described(const asking_t *self)
{
    return about("describe", &self->facts->plan);
}

static asked_t number_moved(const asking_t *self)
{
    asked_t asked = about("sweep", &self->facts->plan);
    set(&asked, "--set", pk_arena_format(self->arena, "%s=%s", self->facts->number, self->facts->values));
    return asked;
}

static asked_t what_matters(const asking_t *self)
{
    asked_t asked = about("sensitivity", &self->facts->plan);
    set(&asked, "--kpi", self->facts->doubted != NULL ? self->facts->doubted : self->facts->kpi);
    set(&asked, "--method", "tornado"); /* the quick one */
    return asked;
}

static asked_t which_of_them(const asking_t *self)
{
    asked_t asked = about("sensitivity", &self->facts->plan);
    set(&asked, "--against", self->facts->other);
    set(&asked, "--kpi", self->facts->doubted);
    set(&asked, "--method", "value");
    return asked;
}

/* A round sum: two digits say enough. */
static asked_t next_sum(const asking_t *self)
{
    const double digits = floor(log10(self->facts->extra)) - 1, grain = pow(10, fmax(digits, 0));
    asked_t asked = about("optimise", &self->facts->plan);
    set(&asked, "--extra", pk_arena_format(self->arena, "%.0f", ceil(self->facts->extra / grain) * grain));
    return asked;
}

static asked_t optimised(const asking_t *self)
{
    return about("optimise", &self->facts->optimise);
}

static asked_t calibrated(const asking_t *self)
{
    return about("calibrate", &self->facts->calibrate);
}

/* ---- which of them ---- */

static bool has_several(const pk_next_t *facts)
{
    return facts->nfile > 1;
}

static bool has_plan(const pk_next_t *facts)
{
    return facts->plan != NULL;
}

static bool has_pair(const pk_next_t *facts)
{
    return facts->plan != NULL && facts->other != NULL;
}

static bool pair_in_doubt(const pk_next_t *facts)
{
    return has_pair(facts) && facts->doubted != NULL && facts->uncertain;
}

static bool target_in_doubt(const pk_next_t *facts)
{
    return has_plan(facts) && facts->doubted != NULL && facts->uncertain;
}

static bool has_number(const pk_next_t *facts)
{
    return has_plan(facts) && facts->number != NULL;
}

static bool has_uncertain(const pk_next_t *facts)
{
    return has_plan(facts) && facts->uncertain && facts->kpi != NULL;
}

static bool has_extra(const pk_next_t *facts)
{
    return has_plan(facts) && facts->extra >= 1;
}

static bool has_untold_after(const pk_next_t *facts)
{
    return has_several(facts) && facts->after_untold;
}

static bool has_months(const pk_next_t *facts)
{
    return has_plan(facts) && facts->as_months;
}

static bool has_individuals(const pk_next_t *facts)
{
    return has_plan(facts) && facts->one_by_one;
}

static bool has_optimise(const pk_next_t *facts)
{
    return facts->optimise != NULL;
}

static bool has_calibrate(const pk_next_t *facts)
{
    return facts->calibrate != NULL;
}

typedef struct {
    pk_next_after_t after;
    bool (*fits)(const pk_next_t *facts);
    asked_t (*ask)(const asking_t *self);
} row_t;

/* The first that fits. */
static const row_t rows[] = {
    {PK_NEXT_AFTER_CHECK, has_several, all_compared},
    {PK_NEXT_AFTER_CHECK, has_plan, plan_run},
    {PK_NEXT_AFTER_CHECK, has_optimise, optimised},
    {PK_NEXT_AFTER_CHECK, has_calibrate, calibrated},
    {PK_NEXT_AFTER_RUN, has_several, all_compared},
    {PK_NEXT_AFTER_RUN, has_pair, pair_compared},
    {PK_NEXT_AFTER_RUN, has_individuals, one_by_one},
    {PK_NEXT_AFTER_RUN, target_in_doubt, what_matters},
    {PK_NEXT_AFTER_RUN, has_number, number_moved},
    {PK_NEXT_AFTER_RUN, has_uncertain, what_matters},
    {PK_NEXT_AFTER_RUN, has_months, by_month},
    {PK_NEXT_AFTER_RUN, has_plan, described},
    {PK_NEXT_AFTER_COMPARE, pair_in_doubt, which_of_them},
    {PK_NEXT_AFTER_COMPARE, has_untold_after, with_after},
    {PK_NEXT_AFTER_COMPARE, has_extra, next_sum},
    {PK_NEXT_AFTER_COMPARE, has_months, by_month},
    {PK_NEXT_AFTER_COMPARE, has_uncertain, what_matters},
    {PK_NEXT_AFTER_COMPARE, has_plan, described},
    {PK_NEXT_AFTER_DESCRIBE, has_number, number_moved},
    {PK_NEXT_AFTER_DESCRIBE, has_plan, plan_run},
};

/* ---- the line ---- */

/* A file that begins with a dash would be an option. */
static const char *file_word(const char *file, pk_arena_t *arena)
{
    return pk_shell_word(*file == '-' ? pk_arena_format(arena, "./%s", file) : file, arena);
}

static bool is_set(const asked_t *asked, const char *name)
{
    for (int i = 0; i < asked->nset; i += 2) {
        if (strcmp(asked->set[i] + 2, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether what was given goes on into a command. A folder does where the same command is asked for more. */
static bool is_kept(const asking_t *self, const asked_t *asked, const pk_option_t *option)
{
    const int flag = pk_command_find(asked->command)->flag;
    const bool folder = option->letter == 'o';
    return (option->commands & flag) != 0 && !is_set(asked, option->name) &&
           (!folder || strcmp(asked->command, self->session->command) == 0);
}

static const char *with_option(const char *line, const char *option, const char *argument, pk_arena_t *arena)
{
    return argument == NULL ? pk_arena_format(arena, "%s %s", line, option)
                            : pk_arena_format(arena, "%s %s %s", line, option, pk_shell_word(argument, arena));
}

static const char *line_of(const asking_t *self, const asked_t *asked)
{
    const pk_options_t *options = &self->session->options;
    const char *line =
        pk_arena_format(self->arena, "%s %s", pk_shell_word(self->session->words[0], self->arena), asked->command);
    for (int i = 0; i < asked->nfile; i++) {
        line = pk_arena_format(self->arena, "%s %s", line, file_word(asked->files[i], self->arena));
    }
    for (int i = 0; i < asked->nset; i += 2) {
        line = with_option(line, asked->set[i], asked->set[i + 1], self->arena);
    }
    for (int i = 0; i < options->ngiven; i++) {
        const pk_given_t *given = &options->given[i];
        if (is_kept(self, asked, given->option)) {
            const char *name = given->option->letter ? pk_arena_format(self->arena, "-%c", given->option->letter)
                                                     : pk_arena_format(self->arena, "--%s", given->option->name);
            line = with_option(line, name, given->argument, self->arena);
        }
    }
    return line;
}

static bool reads_input(const asked_t *asked)
{
    for (int i = 0; i < asked->nfile; i++) {
        if (strcmp(asked->files[i], PK_SOURCE_INPUT) == 0) {
            return true;
        }
    }
    for (int i = 0; i < asked->nset; i++) {
        if (asked->set[i] != NULL && strcmp(asked->set[i], PK_SOURCE_INPUT) == 0) {
            return true;
        }
    }
    return false;
}

const char *pk_next_command(const pk_session_t *session, const pk_next_t *facts, pk_arena_t *arena)
{
    const asking_t self = {session, facts, arena};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].after != facts->after || !rows[i].fits(facts)) {
            continue;
        }
        const asked_t asked = rows[i].ask(&self);
        const char *line = reads_input(&asked) ? NULL : line_of(&self, &asked);
        return line != NULL && strcmp(pk_text_harmless(line, false, arena), line) == 0 ? line : NULL;
    }
    return NULL;
}

void pk_next_print(pk_session_t *session, const pk_next_t *facts)
{
    const char *line =
        session->options.quiet || session->options.json ? NULL : pk_next_command(session, facts, &session->arena);
    if (line != NULL) {
        const char *lead = pk_saying(session->out.language, PK_SAY_SCREEN_NEXT);
        fprintf(session->out.stream, "\n%s %s%s%s\n", lead, pk_style_on(&session->out, PK_STYLE_STRONG), line,
                pk_style_off(&session->out, PK_STYLE_STRONG));
    }
}
