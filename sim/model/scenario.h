/* A what-if: a model with spend, levers and assumptions of its own over a horizon (models/README.md section 6).
 *
 * A scenario reads its own copy of the model, so that `assume` can replace numbers in it. */
#ifndef PK_MODEL_SCENARIO_H
#define PK_MODEL_SCENARIO_H

#include "model/model.h"
#include "model/series.h"

typedef enum { PK_ENGINE_AUTO, PK_ENGINE_EXPECTED, PK_ENGINE_COHORT, PK_ENGINE_AGENTS } pk_engine_kind_t;

typedef struct {
    const char *kpi; /* name; checked */
    pk_place_t place;
    bool at_least; /* else at_most */
    double bound;
    int by;              /* last step that counts; the horizon where nothing is said */
    const char *by_text; /* as the tables show it: the date, the step, or "" */
    bool by_step;        /* by_text is a step */
    long by_day;         /* the day that by_text is; PK_NO_DAY: it is none (a month, say) */
    long through_day;    /* the last day of step `by`, where there is a start and by_text is another; else PK_NO_DAY */
} pk_goal_t;

typedef enum { PK_ACTUAL_FLOW, PK_ACTUAL_STAGE, PK_ACTUAL_KPI } pk_actual_kind_t;

/* What was seen over steps first..last, of the first and the last only over a part of their days; of what is counted at
 * the end of a step first = last. from, until: days since 1970-01-01, or steps where the file has steps. */
typedef struct {
    int first, last;
    double first_part, last_part;
    double value;
    long from, until;
} pk_actual_row_t;

/* A column of actuals. Rows ascend, may leave time out, and share a step only by its parts. */
typedef struct {
    const char *column, *file;
    pk_actual_kind_t kind;
    const char *name; /* "a -> b", a stage, a KPI */
    int index;        /* of the model's flow or stage; -1 */
    bool at_end;      /* a count at the end of a step; else it adds up over steps */
    pk_actual_row_t *rows;
    int count;
    const pk_source_t *source;
} pk_actual_t;

/* What a comparison lays over every scenario, and the options of the command line. Unset: negative, or NULL. */
typedef struct {
    long runs;
    long long seed;
    int engine; /* pk_engine_kind_t, or -1 */
    bool individuals;
    const char *start; /* ISO date; "": without a start, as the baseline is */
    int horizon;       /* steps; where horizon_of has others, as many of its own as come nearest to that time */
    double years;      /* the horizon where the file writes none; 0: one year */
    const pk_calendar_t *horizon_of; /* whose steps the horizon is told in; NULL: the file's own */
    const char *kpis;                /* as --kpis has them, with commas between */
    pk_kpi_list_t show;              /* those of the baseline, which hold for all */
} pk_overrides_t;

#define PK_NO_OVERRIDES ((pk_overrides_t){-1, -1, -1, false, NULL, -1, 0, NULL, NULL, {NULL, 0}})

/* What a file itself writes of a setting that a comparison may lay its own over. */
typedef struct {
    const pk_node_t *node; /* NULL: nothing */
    double value;          /* days since 1970-01-01 of a start, steps of a horizon */
} pk_setting_t;

typedef struct {
    const char *name;  /* the file's name without .yaml */
    const char *title; /* the file's own `scenario:`, not its parent's; else the name */
    const char *file;
    const char
        *based_on; /* path of the parent file, NULL: none; the root of the chain is what a comparison looks for */
    pk_model_t *model;
    pk_model_t *unassumed; /* the model as its file has it, where something is assumed and it holds by itself;
                                    else NULL: `model` is what there is */
    pk_calendar_t calendar;
    int after_horizon; /* steps after the horizon that a comparison looks at; 0: the file says nothing */
    double population;
    double spend_scale;        /* model / scenario population where both are written, else 1 */
    pk_number_t **spend;       /* one a driver; NONE: the model's; xM and +A change what its `under` says */
    pk_number_t **levers;      /* one a driver; NONE: the model's value */
    pk_number_t **conversions; /* one a transition; NONE, relative or absolute, or a schedule of either */
    pk_goal_t *goals;
    int ngoal;
    pk_actual_t *actuals;
    int nactual;
    long runs;
    unsigned long long seed;
    pk_engine_kind_t engine;
    bool individuals;
    pk_kpi_list_t show;                 /* its own, else its model's */
    const pk_node_t *root, *model_root; /* the files as they stand, for places */
    pk_setting_t own_start, own_horizon, own_runs, own_seed;
    const pk_source_t **sources; /* every file read, in order: scenario chain, model, CSV plans */
    int nsource;
} pk_scenario_t;

enum { PK_LINEAGE_MOST = 32 };

/* A scenario file with all that it is based on, merged: the child wins, every node knows the file it stands in. Nothing
 * in it is looked at but based_on, so that it can be told what a file is based on before it is known under which start
 * and horizon it is to be read. */
typedef struct {
    const char *name;                            /* the file's name without .yaml */
    const char *file;                            /* as it was asked for */
    const pk_node_t *own;                        /* the file itself */
    const pk_node_t *merged;                     /* with its parents below it */
    bool is_model;                               /* a model file, not a scenario */
    const char *based_on;                        /* the parent's path, NULL: none */
    const pk_source_t *sources[PK_LINEAGE_MOST]; /* the file itself, its parent, and so on */
    int nsource;
    bool faulty; /* a file was read with errors that its tree was mended for */
} pk_lineage_t;

/* Follows based_on. The path "-" is standard input, and the scenario is called stdin then. `asked` is where another
 * file names this one, NULL: the command line does; "-" is a file there. PK_BAD_INPUT with errors in diag: a file that
 * cannot be read or whose name is none for a folder, a circle, a chain too long, a parent that is no scenario. */
pk_status_t pk_lineage_read(const char *path, const pk_node_t *asked, pk_lineage_t *lineage, pk_arena_t *arena,
                            pk_diag_t *diag);

/* Reads a scenario file, follows based_on, applies assume, checks everything (pk_model_check and every schedule over
 * the horizon included). Where no horizon is written it is one year of steps. A model file (it has `stages:`) is a
 * scenario that changes nothing; where its seasons or dated schedules need a start, the first day that they name or
 * 2026-01-01 is taken, with a warning. NULL with errors in diag. */
pk_scenario_t *pk_scenario_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag);
/* The same from files already read. */
pk_scenario_t *pk_scenario_from(const pk_lineage_t *lineage, const pk_overrides_t *overrides, pk_arena_t *arena,
                                pk_diag_t *diag);

/* Tells what the plans of a comparison are read under and their files say otherwise (seed, runs, start, horizon; not
 * what the `asked` of the command line says for all), and in what they differ beside the plan: warnings for population,
 * step, discount, the meaning of probabilities, engine, and a missing currency; an error for different currencies. */
pk_status_t pk_scenarios_alike(pk_scenario_t *const *scenarios, int count, int baseline, const pk_overrides_t *asked,
                               pk_arena_t *arena, pk_diag_t *diag);

/* How many steps after the horizon `text` says: a number of them, or a duration ("2 years"). `key` is what it is called
 * in messages ("--tail", or "after_horizon:" with the colon that it is written with), `place` where it stands.
 * PK_BAD_INPUT with an error. */
pk_status_t pk_steps_beyond(const pk_scenario_t *scenario, const char *key, const char *text, pk_place_t place,
                            int *steps, pk_arena_t *arena, pk_diag_t *diag);

enum { PK_RUNS_DEFAULT = 1000, PK_RUNS_MOST = 1000000, PK_SEED_DEFAULT = 1 };

#endif
