/* What a journey does, as plain structs: the numbers behind `polku describe`. study/ fills it.
 *
 * Everything stands under today's drivers with each uncertain number at its mean (study/today.h), but for the
 * simulation of the whole plan over the horizon (moved, at_end, the bottlenecks), which is the expected engine's, and
 * the mean of some runs beside it.
 * Groups: 0 is everybody, 1..npersona the personas where there are any. Stages and flows are in the model's order. */
#ifndef PK_RESULT_DESCRIPTION_H
#define PK_RESULT_DESCRIPTION_H

#include <stdbool.h>

#include "base/arena.h"
#include "result/chain.h"

typedef struct {
    const char *name, *label;
    const char *role;        /* "prospect", …, "" */
    const char *kind;        /* "plain", "dwell", "instant" */
    bool absorbing;          /* nobody ever leaves */
    double *stay_steps;      /* [group] from entering to leaving; 0: instant; INFINITY: some never leave. Of everybody:
                                the mean over those who enter over the horizon */
    double *value;           /* [group] money of a customer who enters at step 0, of everybody as above; NAN for all: no
                                money in the model */
    double at_start, at_end; /* how many are there at step 0 and at the horizon */
} pk_described_stage_t;

/* What the number of a flow is. */
typedef enum {
    PK_DESCRIBED_PROBABILITY, /* the chance to take it in a step */
    PK_DESCRIBED_SHARE,       /* of those whose stay ends, the share that takes it */
    PK_DESCRIBED_CHANCE,      /* an event: the chance that it happens to one who is there, in a step */
    PK_DESCRIBED_EVENTS,      /* an event: how often it happens to one who is there, a step on average */
    PK_DESCRIBED_ARRIVALS     /* how many arrive a step */
} pk_described_kind_t;

typedef struct {
    const char *name; /* "lead -> customer" */
    int from, to;     /* stages; from -1: arrivals */
    pk_described_kind_t kind;
    bool purchase;  /* it brings revenue */
    bool competed;  /* a share, out of a stage that one can also leave by ways that compete with the stay */
    double *number; /* [group], today; of everybody: the mean over those who are there, or who leave, over the horizon;
                       arrivals: their sum */
    double moved;   /* how many take it over the horizon */
} pk_described_flow_t;

/* One transition a tenth more likely: `conversions: {name: x1.1}`. */
typedef struct {
    int flow;
    double change; /* of the measure over the horizon */
    double share;  /* change / |measure as it is|; NAN where that is 0 */
} pk_bottleneck_t;

typedef struct {
    const char *kpi, *label, *unit; /* what is measured: profit, purchases or customers; NULL: none of them moves */
    double base;                    /* the measure as it is, of the model at its means */
    long runs;                      /* simulated beside it, by the engine that `run` takes; 0: none */
    double mean, mcse;              /* the measure's mean over them, and the error of that; NAN: none */
    pk_bottleneck_t *at;            /* largest change first, whichever its sign */
    int count;
    int *full; /* flows that cannot be a tenth more likely: their row would pass 100% */
    int nfull;
    int tried, of; /* how many of the transitions were tried: in a large model those that can matter most */
} pk_bottlenecks_t;

/* A number of the model as it is written. */
typedef struct {
    const char *path, *value;
    const char *file; /* where it stands */
    int line;
} pk_unsourced_t;

/* A number that is drawn from a column of a file: what it may be, as the column has it. Durations are in steps. */
typedef struct {
    const char *path, *file, *column; /* file as written */
    int count;                        /* values */
    double mean, p05, p95;            /* exact */
    bool share, duration;
} pk_told_sample_t;

/* Numbers that are drawn together. */
typedef struct {
    double correlation; /* of their normal scores */
    const char **paths;
    int count;
} pk_told_together_t;

/* Laws that the numbers as they are written do not tell. */
typedef struct {
    pk_told_sample_t *samples; /* in the model's order */
    int nsample;
    pk_told_together_t *together;
    int ntogether;
} pk_told_numbers_t;

typedef struct {
    pk_arena_t arena;
    const char *name, *title, *model, *file, *currency, *step_unit; /* currency "money" where none is written */
    int horizon;                                                    /* steps */
    double population, discount;                                    /* a year */
    int nstage, nflow, ngroup;                                      /* ngroup: 1, or 1 + personas */
    const char **group_names, **group_labels;
    double *group_share;
    pk_described_stage_t *stages;
    pk_described_flow_t *flows; /* declared transitions, then arrivals */
    bool uncertain;             /* some number is at its mean */
    bool without_marketing;     /* what is written is not what today's drivers give */
    bool money;                 /* flows or stages earn or cost something */
    bool end_value;             /* some stage has one; it counts in `value` */
    bool arrivals;              /* the chain leaves them out */
    const char *feedback;       /* what the chain leaves out besides: "word of mouth, a capacity"; NULL: nothing */
    pk_chain_t chain;
    const char **class_names; /* of its closed classes: "customer", "customer, lapsed", "a, b, c and 4 more" */
    pk_bottlenecks_t bottlenecks;
    pk_unsourced_t *unsourced; /* no source and no note, neither here nor above */
    int nunsourced;
    pk_unsourced_t *own; /* a note and no source: our own assumptions, said so */
    int nown;
    int nsourced;
    pk_told_numbers_t numbers;
} pk_description_t;

/* By how much a transition is made more likely for the bottlenecks. */
#define PK_BOTTLENECK_FACTOR 1.1

/* Legal on a zeroed object. */
void pk_description_free(pk_description_t *self);

#endif
