/* What of the assumptions a KPI, or its difference between two plans, hangs on, as plain structs. study/ fills it. */
#ifndef PK_RESULT_SENSITIVITY_H
#define PK_RESULT_SENSITIVITY_H

#include <stdbool.h>

#include "result/decision.h"
#include "result/result.h"

typedef enum {
    PK_SENSITIVE_ALL,       /* everything uncertain together */
    PK_SENSITIVE_GROUP,     /* numbers that were asked for together */
    PK_SENSITIVE_BLOCK,     /* numbers that cannot be drawn apart */
    PK_SENSITIVE_UNCERTAIN, /* an uncertain number */
    PK_SENSITIVE_PLAIN      /* a plain number, or what is moved as a whole: spend.CHANNEL, levers.NAME */
} pk_sensitive_kind_t;

/* The label of what is moved as a whole and has no one text in a file. */
#define PK_SENSITIVE_AS_PLANNED "as planned"

/* One row. A number that does not apply, or was not asked for, is NAN. */
typedef struct {
    pk_sensitive_kind_t kind;
    const char *number; /* "all", the group's name, the paths of a block with commas between, a path */
    const char *label;  /* as it is written in the file, or what the row is */
    bool together;      /* of a block of several numbers */
    double p05, p95, kpi_at_p05, kpi_at_p95;
    double first, first_se, total, total_se;
    double evppi, evppi_se;
    double elasticity;
} pk_sensitive_t;

typedef struct {
    pk_arena_t arena;
    const char *scenario, *title;        /* of the plan */
    const char *against, *against_title; /* of the other; NULL: there is none */
    const char *kpi, *label[PK_LANGUAGES], *unit;
    bool money, lower_is_better;
    bool tornado, sobol, value; /* what was asked for and applies */
    long samples;               /* points */
    long evaluations;           /* of a plan at a point, both plans counted */
    unsigned long long seed;
    double mean, sd;      /* over the points; of the difference */
    double expected_mean; /* by the expected engine alone */
    long runs;            /* cohort runs that the outcomes are corrected by; 0: they are exact, or not corrected */
    bool uncorrected;     /* the model feeds back, and nothing was run to correct it */
    /* where `value`: what to do, the plan's gain over the other (more is better) and its error, the price of being
     * wrong */
    pk_verdict_t verdict;
    double gain, gain_se, loss;
    long undefined; /* points without an outcome */
    int nuncertain, nblock;
    pk_result_t plan; /* a run of the plan: who it is about, and from which files and seed */
    pk_sensitive_t
        *rows; /* `all`, groups, blocks of several numbers, numbers by how far they move the KPI, plain ones */
    int nrow;
} pk_sensitivity_t;

void pk_sensitivity_free(pk_sensitivity_t *self);

#endif
