/* The options of the command line: one table, from which they are parsed and the help, the man pages and the
 * completions are made. */
#ifndef PK_CLI_OPTIONS_H
#define PK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* What the program exits with. */
enum { PK_EXIT_DONE = 0, PK_EXIT_FAILED = 1, PK_EXIT_USAGE = 2, PK_EXIT_INPUT = 3 };

/* Which commands know an option; or-ed. */
enum {
    PK_FOR_RUN = 1 << 0,
    PK_FOR_COMPARE = 1 << 1,
    PK_FOR_CHECK = 1 << 2,
    PK_FOR_NEW = 1 << 3,
    PK_FOR_HELP = 1 << 4,
    PK_FOR_PLOT = 1 << 5,
    PK_FOR_DESCRIBE = 1 << 6,
    PK_FOR_ATTRIBUTE = 1 << 7,
    PK_FOR_SWEEP = 1 << 8,
    PK_FOR_SENSITIVITY = 1 << 9,
    PK_FOR_OPTIMISE = 1 << 10,
    PK_FOR_CALIBRATE = 1 << 11,
    PK_FOR_JOURNEYS = 1 << 12,
    PK_FOR_READING = PK_FOR_RUN | PK_FOR_COMPARE | PK_FOR_CHECK | PK_FOR_DESCRIBE | PK_FOR_SWEEP | PK_FOR_SENSITIVITY |
                     PK_FOR_JOURNEYS, /* models and scenarios */
    PK_FOR_ALL = -1
};

/* Words of --charts, --by and --terminal, by their place in the option's list. */
enum { PK_CHART_SVG = 1 << 0, PK_CHART_PNG = 1 << 1, PK_CHART_PDF = 1 << 2, PK_CHART_NONE = 1 << 3 };
enum { PK_PER_MONTH = 1 << 0, PK_PER_QUARTER = 1 << 1, PK_PER_YEAR = 1 << 2, PK_PER_PERSONA = 1 << 3 };
enum { PK_METHOD_TORNADO = 1 << 0, PK_METHOD_SOBOL = 1 << 1, PK_METHOD_VALUE = 1 << 2 };
enum { PK_TERMINAL_SVG, PK_TERMINAL_PNG, PK_TERMINAL_PDF, PK_TERMINAL_DUMB, PK_TERMINAL_SIXEL };

/* What an option was given that may stand several times, in order. */
typedef struct {
    const char **all;
    int count, room;
} pk_option_list_t;

typedef struct pk_option pk_option_t;

/* An option as it was given, for a command that goes on with it. */
typedef struct {
    const pk_option_t *option;
    const char *argument; /* NULL: it takes none */
} pk_given_t;

/* The options as given. A number that is not given is -1, a text NULL. */
typedef struct {
    const char *out;      /* -o */
    const char *baseline; /* compare */
    const char *until, *race;
    const char *kpis; /* names with commas between */
    long long runs, seed, threads;
    int engine;        /* pk_engine_kind_t, or -1 */
    int vector;        /* pk_vector_t: PK_VECTOR_ */
    int by;            /* PK_PER_, or-ed */
    int charts;        /* PK_CHART_, or-ed */
    int language;      /* pk_language_t */
    int complete;      /* help --completion: 0 bash, 1 zsh, -1 not asked */
    const char *chart; /* plot: names with commas between */
    const char *of;    /* plot: what over-time shows, with commas between */
    const char *size;  /* plot: WIDTHxHEIGHT */
    int terminal;      /* plot: PK_TERMINAL_ */
    const char *scale, *font;
    long long dpi; /* plot */
    bool dark, transparent;
    /* attribute; order: 0 to 3 for 1 to 4, 4 for choose, -1: not asked */
    const char *tail, *journeys, *conversion, *value, *columns;
    int order;
    pk_option_list_t sets;   /* sweep: PATH=VALUES */
    const char *list;        /* sweep: a file of cells */
    const char *kpi;         /* sweep: by which the best is told; sensitivity: of which it is */
    const char *against;     /* sensitivity: the other plan */
    int methods;             /* sensitivity: PK_METHOD_, or-ed; 0: all */
    long long samples;       /* sensitivity */
    pk_option_list_t groups; /* sensitivity: NAME=PATH,PATH */
    /* optimise; periods: pk_periods_t */
    const char *aim, *budget, *extra;
    int periods;
    long long gradients; /* calibrate */
    /* journeys; format: its place in pk_journeys_formats */
    long long run, sample;
    int format;
    bool accept_unconverged, second_opinion;
    int kind;    /* new: its place in pk_new_firms; -1: not said */
    int csv;     /* pk_dialect_t */
    int relabel; /* plot: pk_language_t; -1: not said */
    bool quiet, json, individuals, after, xlsx, help, man, chart_here;
    pk_given_t *given; /* each of them, in order */
    int ngiven, given_room;
    const char *const *files; /* what is left: files, or the command that help is asked for */
    int nfile;
} pk_options_t;

typedef enum {
    PK_OPTION_FLAG,  /* bool */
    PK_OPTION_TEXT,  /* const char *, not empty */
    PK_OPTION_TEXTS, /* pk_option_list_t: texts, not empty, of an option that may stand several times */
    PK_OPTION_WHOLE, /* long long in low..high */
    PK_OPTION_WORD,  /* int: which of `words` */
    PK_OPTION_WORDS  /* int: or-ed 1 << which, from a list with commas */
} pk_option_kind_t;

struct pk_option {
    const char *name;     /* long name */
    char letter;          /* short name; 0: none */
    const char *argument; /* as the help calls it; NULL: takes none */
    const char *help;     /* one sentence */
    pk_option_kind_t kind;
    size_t offset; /* of its field in pk_options_t */
    long long low, high;
    const char *const *words; /* NULL at the end */
    int commands;             /* PK_FOR_, or-ed */
    int files;                /* completion: 0 nothing to offer, 1 folders, 2 files, 3 names of charts */
};

extern const char *const pk_vector_words[]; /* by pk_vector_t */
extern const pk_option_t pk_option_table[];
extern const int pk_option_count;

/* Whether a command knows an option of this name already in an earlier row: two commands may give one name different
 * words. */
bool pk_option_is_first(const pk_option_t *option, int commands);

/* Parses argv[1..argc-1], what stands behind the name of a command, of which `flag` and `name` tell the options.
 * Options and files may stand in any order; "--" ends the options; a long option may be shortened as long as it stays
 * clear. PK_BAD_INPUT with every error in diag. The files point into a list owned by `arena`. */
pk_status_t pk_options_parse(int argc, char **argv, int flag, const char *name, pk_options_t *options,
                             pk_arena_t *arena, pk_diag_t *diag);

#endif
