/* A file that asks for the model's assumptions to be learned from data (models/README.md, calibrate): a scenario, which
 * of its uncertain numbers are free, and what was observed.
 *
 * What is uncertain beside the model's own numbers (how much a flow's rate scatters, how widely a foreign series does)
 * stands in the book of numbers too, so that all of it is drawn, moved and told as any number is. */
#ifndef PK_MODEL_CALIBRATION_H
#define PK_MODEL_CALIBRATION_H

#include "model/scenario.h"

typedef struct {
    const char *from;
    int stage;
} pk_log_name_t;

/* A log of journeys, as it is to be read: a row an event of a case. */
typedef struct {
    pk_place_t place;                 /* of its entry */
    const pk_node_t *node;            /* `journeys: FILE`, whose path belongs to the file that it stands in */
    const char *file;                 /* as it is written */
    const char *cases, *time, *stage; /* columns; customer_id, timestamp, stage where nothing is said */
    const char *persona; /* column; NULL: none, everybody is of the model's mixture, or of its only persona */
    pk_log_name_t *map;  /* [nmap] names of the log that are not the model's */
    int nmap;
    const char **ignore; /* [nignore] names whose rows are left out */
    int nignore;
    double lapse_days; /* NAN: none; who shows nothing for so long ... */
    int lapse_to;      /* ... has gone to this stage */
    bool by_event;     /* each row is a step; times give the order only */
    int end;           /* by event: the stage that the end of a case is a move to; -1: none */
    long until;        /* the last day that was watched; PK_NO_DAY: the day of the log's last row */
} pk_observed_log_t;

typedef enum { PK_OBSERVED_FLOW, PK_OBSERVED_STAGE, PK_OBSERVED_KPI } pk_observed_kind_t;

typedef enum {
    PK_NOISE_JOURNEY, /* the chance of the journey itself */
    PK_NOISE_NORMAL,
    PK_NOISE_POISSON,
    PK_NOISE_NEGATIVE_BINOMIAL,
    PK_NOISE_MULTINOMIAL /* a cohort followed over time: who left between two counts */
} pk_noise_t;

/* What was observed over the steps first..last: of a flow or KPI the sum, of a stage the count at the end of `last`
 * (first = last). Step 0 is the start. */
typedef struct {
    int first, last;
    double value;
    pk_place_t place; /* the cell */
} pk_observed_value_t;

/* Numbers over time. */
typedef struct {
    pk_place_t place;
    pk_observed_kind_t kind;
    const char *name;    /* as the model has it: "lead -> customer", "-> lead", "customer", "revenue" */
    int flow;            /* of a flow: transition, or ntransition + its place among the arrivals (pk_plan_t.flows); of a
                            stage: the stage; else -1 */
    const char *persona; /* NULL: everybody */
    int group;           /* its index; -1: everybody */
    const char *file, *column;
    pk_observed_value_t *values; /* [count], by time */
    int count;
    pk_noise_t noise;
    const pk_number_t *spread; /* normal: sd; negative binomial: size; else NULL. A number of the book, with a slot */
} pk_observed_series_t;

/* One number that is known: `{target: {share: consider, at: 52, value: 4%, sd: 0.5%}}`. */
typedef struct {
    pk_place_t place;
    pk_observed_kind_t kind;
    bool share; /* of a stage: its part of the population */
    const char *name, *persona;
    int index, group; /* as above */
    int first, last;
    double value, sd;
} pk_observed_target_t;

/* A test: what more spend on a channel brought, in a part of the market. */
typedef struct {
    pk_place_t place;
    int channel;     /* driver */
    double extra;    /* a step, as spend is written */
    int first, last; /* the steps in which it was spent */
    const char *kpi;
    int counted_first, counted_last;
    double in;     /* the part of the market */
    bool in_spend; /* the extra is part of the plan's spend */
    double value, sd;
} pk_observed_experiment_t;

typedef struct {
    const char *name, *title, *file;
    pk_scenario_t *scenario;   /* what was done; its book holds the numbers of noise and drift, too */
    const pk_source_t *source; /* the file itself */
    bool *free;                /* [numbers.count of the book] by place in it: learned; else held at its mean */
    bool *free_row;            /* [nstage] its row of `exits:` is */
    pk_observed_log_t *logs;
    int nlog;
    pk_observed_series_t *series;
    int nseries;
    pk_observed_target_t *targets;
    int ntarget;
    pk_observed_experiment_t *experiments;
    int nexperiment;
    int holdout; /* last steps kept for the backtest */
    int chains;
} pk_calibration_t;

/* Whether a file asks for a calibration (it has `calibrate:`); false also where it cannot be read (pk_doc_has). */
bool pk_calibration_is(const char *path, pk_diag_t *diag);

/* Reads FILE with its model and all series (a log is only named: infer/ reads it). `overrides` lie over it. NULL with
 * errors in diag, all at once. The scenario's book has numbers for what is uncertain about the observations, too:
 *
 *     extra.a -> b         relative sd by which a flow's rate scatters from step to step (`extra:`, half-normal with
 *                          10% where nothing is said; only flows on the way to something observed with the noise of
 *                          the journey)
 *     drift.a -> b         sd of its drift's step from knot to knot, drift.a -> b.13 the standard normal step to the
 *                          knot at step 13
 *     noise.NAME.sd, .size of a series with noise of its own */
pk_calibration_t *pk_calibration_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena,
                                      pk_diag_t *diag);

#endif
