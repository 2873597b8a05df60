/* What the parts of the search for the best plan share. */
#ifndef PK_STUDY_BEST_PARTS_H
#define PK_STUDY_BEST_PARTS_H

#include "engine/evaluate.h"
#include "study/after.h"
#include "study/best.h"
#include "study/optimise.h"

/* Steps that have one amount. */
typedef struct {
    int first, last;
    const char *label; /* "all", "2026-03", … */
    const char *key;   /* what the path of a piece ends in; NULL: there is one period */
} pk_period_t;

enum { PK_BEST_OUTPUTS_MOST = 2 + 3 * PK_CONDITIONS_MOST };

/* A condition on a KPI: sign (mean - bound) <= 0, of a ratio sign (mean of what stands above - bound times that of what
 * stands below) <= 0. */
typedef struct {
    int above, below; /* outputs; below -1: no ratio */
    double sign, bound;
} pk_condition_t;

typedef struct {
    const pk_optimisation_t *file;
    pk_scenario_t *scenario; /* today's plan; with the target, where the least spend is asked for */
    double budget;           /* the whole, fixed channels too */
    pk_plan_t today, plan;   /* today's plan; the same with its amounts as plain numbers by period */
    pk_period_t *periods;
    int nperiod;
    int *moved; /* drivers that are moved, our channels first, as they stand in the model */
    int nmoved;
    pk_amount_t *amounts; /* [moved][period] */
    int namount;
    double *most_seen;      /* [moved] */
    double spent_today;     /* on our channels */
    double fixed;           /* of it on channels that are not moved */
    pk_sum_limit_t *limits; /* the sums of the file */
    int *limit_of;          /* [nlimit]: which of the file's limits */
    int nlimit;
    pk_condition_t conditions[PK_CONDITIONS_MOST];
    int condition_of[PK_CONDITIONS_MOST];
    int nconditions;
    pk_output_t outputs[PK_BEST_OUTPUTS_MOST]; /* the aim first */
    int noutput;
    bool lower_is_better;
    bool past;                  /* the aim is of what comes after the end, too: outputs 0 and 1 are the present value of
                                   both, and of what comes after */
    pk_foresight_t foresight;   /* how the plans go on then */
    double *after, *after_room; /* [ndraw][nslot of today's plan], of a batch: what holds after the end */
    double *left_today;         /* [ndraw] what today's plan comes to after the end; 0 where nobody asks */
    pk_evaluator_t evaluator, base; /* of the plan; of today's */
    pk_movable_t *slots;            /* [amount] */
    long ndraw, ncoarse;
    double *draws;      /* [ndraw][nslot] of the plan */
    double *aim_today;  /* [ndraw]: the aim under today's plan */
    double *room, *out; /* of a batch */
    pk_evaluated_t *outcomes;
    pk_allocation_t problem;
    double *correction, *correction_at; /* [moved]: what a unit of spend more changes the error of the expected outcome,
                                           and where from; NULL: it is not corrected */
    bool checked;                       /* runs around the best plan have been looked at */
    int rounds;                         /* how often the correction has moved the best plan */
    long first_fresh;                   /* the first run that had no part in the search */
    pk_arena_t arena;
} pk_best_work_t;

/* best_amounts.c: periods, what is moved, its bounds, the sums. */
pk_status_t pk_best_amounts(pk_best_work_t *self, pk_diag_t *diag);
double pk_best_budget(const pk_best_work_t *self); /* that the file asks for, fixed channels too */

/* The budgets that the least spend is looked for among are told apart by so many times the runs of the verdict. */
enum { PK_LEAST_RUNS = 2 };

/* best_least.c: `found`, the best plan with self->budget, becomes the one that spends least. */
pk_status_t pk_best_least(pk_best_work_t *self, const pk_best_options_t *options, pk_allocated_t *found,
                          pk_diag_t *diag);
/* Which of a result's targets that is; -1: none. */
int pk_best_goal(const pk_optimisation_t *file, const pk_result_t *result);

/* best_text.c: the target, where the least spend is asked for, else ""; the plan with the amounts x[namount] as YAML:
 * spend and levers. In `arena`. */
const char *pk_best_target(const pk_optimisation_t *file, pk_arena_t *arena);
const char *pk_best_text(const pk_best_work_t *self, const double *x, pk_arena_t *arena);

/* best_value.c: the aim as a function of the amounts, over draws first..first + count of the runs. */
pk_status_t pk_best_value_init(pk_best_work_t *self, const pk_best_options_t *options, pk_diag_t *diag);
void pk_best_value_draw(pk_best_work_t *self, long first, long count);
/* As pk_aim_t has it; context is the work. */
void pk_best_values(void *context, bool coarse, long count, const double *points, double *values);
/* The aim itself, draw by draw, at x (NULL: today's plan): its own sign and unit. */
void pk_best_by_draw(pk_best_work_t *self, const double *x, double *aim);
/* What is aimed at, of one aim a draw: higher is better. `scratch` has room for ndraw. */
double pk_best_aimed(const pk_best_work_t *self, const double *aim, long count, double *scratch);
void pk_best_value_free(pk_best_work_t *self);

/* best_correct.c: by runs of plans around the best, what expected outcomes are off; `found` moves with it. `today` is
 * what is aimed at under today's plan. */
pk_status_t pk_best_correct(pk_best_work_t *self, const pk_best_options_t *options, pk_allocated_t *found, double today,
                            pk_diag_t *diag);
/* What the aim at x is more than expected outcomes say, beside the plan that it was fitted around. */
double pk_best_correction(const pk_best_work_t *self, const double *x);

/* best_rows.c: the rows of the result. */
void pk_best_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best);
void pk_best_curve(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best);

/* best_response.c: what each channel's spend brings. */
void pk_best_responses(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best);

#endif
