/* Scenarios side by side, as plain structs: paired differences from a baseline, and how sure they are. study/ fills it.
 */
#ifndef PK_RESULT_COMPARISON_H
#define PK_RESULT_COMPARISON_H

#include <math.h>

#include "result/by_horizon.h"
#include "result/decision.h"
#include "result/dots.h"
#include "result/result.h"

/* A part of the draws of the assumptions, estimated. */
typedef struct {
    double p;
    double se;   /* its error: of Monte Carlo and of the number of draws; NAN: the plans are the same */
    double luck; /* the part of it that is Monte Carlo error of expected outcomes */
} pk_estimate_t;

/* How sure a difference is (study/certainty.c works it out). */
typedef struct {
    pk_estimate_t better, best; /* than the baseline; of all plans. Ties count half, or in equal parts */
    double diff_se;             /* Monte Carlo error of diff_mean given the draws; 0: expected outcomes are exact */
    double runs_needed;         /* plan and baseline cannot be told apart, about so many runs would do; 0: they can */
    long draws;                 /* that a chance rests on; 0: it is exact */
    double equal;         /* the part of the draws in which the baseline is as good, which counts half in better */
    double alone, shared; /* in which no other is as good as the best, and in which others are */
    double gain, gain_se; /* mean difference of expected outcomes, plan minus baseline, and its error, of Monte Carlo
                             and of the number of draws; 0 of the baseline */
    double loss; /* expected loss: how much less it brings, on average over the draws, than the best plan of each
                    draw; NAN: not defined */
    double evpi; /* value of perfect information on the assumptions, the same for all plans; NAN */
} pk_sure_t;

/* Of fewer equal draws nothing is said: half of them changes no figure that is read. */
#define PK_EQUALS_TOLD 0.01
static inline bool pk_sure_has_equals(const pk_sure_t *self)
{
    return self->equal >= PK_EQUALS_TOLD;
}
static inline bool pk_sure_has_shared(const pk_sure_t *self)
{
    return self->shared >= PK_EQUALS_TOLD;
}
/* The parts of the draws in which a scenario is better than the baseline, and worse, without those that are equal. */
static inline double pk_sure_ahead(const pk_sure_t *self)
{
    return fmax(self->better.p - self->equal / 2, 0);
}
static inline double pk_sure_behind(const pk_sure_t *self)
{
    return fmax(1 - self->better.p - self->equal / 2, 0);
}

/* One scenario's KPI against the baseline's, over paired runs. */
typedef struct {
    int scenario; /* index into results */
    int group, window;
    long cell, base_cell; /* where the KPI stands in the two results; -1: in neither */
    const char *persona, *period;
    const char *kpi, *label, *unit;
    bool lower_is_better;
    double mean, baseline_mean, diff_mean, diff_sd, diff_p05, diff_p50, diff_p95;
    pk_sure_t sure; /* chances are NAN where there is no better and worse */
    bool exact;     /* it is the same in every run, or nothing is left to chance */
} pk_difference_t;

typedef enum {
    PK_ANSWER_SAME,   /* the scenarios do not differ in any KPI */
    PK_ANSWER_TIE,    /* several have the best mean */
    PK_ANSWER_UNTOLD, /* the best mean cannot be told apart from the baseline's; nor the baseline's, where that is the
                         best, from the next best */
    PK_ANSWER_BEST
} pk_answer_kind_t;

/* Which scenario is best, and how sure that is (study/answer.c works it out): by the highest mean of the first KPI of
 * rank in which the scenarios differ. Scenarios are indices into the results of the comparison. */
typedef struct {
    pk_answer_kind_t kind;
    const char *kpi;                   /* by which it is told; NULL: PK_ANSWER_SAME */
    int best;                          /* with the best mean; the first where several have it */
    int alternative;                   /* with the best mean of all but the baseline; -1: there is none */
    const pk_difference_t *difference; /* the alternative's from the baseline; NULL: there is none */
    const pk_sure_t *sure;             /* of `best`; NULL where it lacks the KPI */
    bool told;                         /* the chance of the best to be the best of all is known well enough */
    double runs_needed;                /* about so many runs would tell it */
    int rival;                         /* beside it the one that is the best of all in most draws; -1: there is none */
    const pk_sure_t *rival_sure;
    long draws; /* that the chances rest on; 0: they are exact */
} pk_answer_t;

typedef enum {
    PK_AFTER_NOT_ASKED, /* nobody looks past the horizon, or no plan can go on as the baseline */
    PK_AFTER_TOO_MUCH,  /* it is more than little work, and was not asked for */
    PK_AFTER_LITTLE,    /* it was little work */
    PK_AFTER_ASKED      /* it was asked for */
} pk_after_kind_t;

/* Whether the KPIs `after` and `profit_and_after` are there, and what they took (study/after.h). */
typedef struct {
    pk_after_kind_t kind;
    int steps;        /* after the horizon; too much: so many it would be, at most */
    bool said;        /* the file says how many */
    double last_year; /* where the most steps were too few: of a plan's difference after the end the part that its last
                         year brought, the largest; else 0 */
    long draws, runs; /* that go on; of each plan */
    int horizon;      /* steps */
} pk_aftermath_told_t;

static inline bool pk_aftermath_is_told(const pk_aftermath_told_t *self)
{
    return self->kind >= PK_AFTER_LITTLE;
}

/* How many runs it took, where that was not given; zeroed: it was. */
typedef struct {
    const char *until, *race; /* the KPI whose error was to be small, or by which plans raced; NULL */
    double error;             /* that the differences of `until` have at most */
    long simulated;           /* runs of all plans, those that were made again among them */
} pk_effort_t;

/* When a plan has brought back what it costs, against the baseline (study/payback.c works it out), and how far its
 * cumulative profit is ahead. Of each draw's expected outcome payback is 1 + the last step at which the plan's
 * cumulative profit is not above the baseline's, nstep + 1 where that is the last step: it does not pay within the
 * horizon. It is not defined in a draw in which the plan is never behind. */
typedef struct {
    bool told;            /* else nothing is known: the baseline itself, other steps, a race */
    bool exact;           /* the same in every draw, and outcomes are known exactly */
    bool rough;           /* outcomes are those of the engine expected where that is an approximation */
    long draws;           /* that it rests on */
    double behind;        /* the part of the draws in which it is behind at some step */
    double pays;          /* of these, the part in which it pays within the horizon; NAN: there is none */
    double p05, p50, p95; /* steps, of these; NAN */
    int nstep;
    pk_summary_t *ahead; /* [step 0..nstep] cumulative profit, plan minus baseline, over paired runs */
} pk_payback_t;

/* What one who stands in a stage at the horizon brings after it, roughly (study/worth.h). */
typedef struct {
    int steps;    /* after the horizon; 0: not told */
    double *each; /* [group][stage] of the baseline, discounted to step 0; NAN: nobody can stand there */
} pk_stage_worth_t;

typedef struct {
    pk_arena_t arena;
    pk_effort_t effort;
    pk_result_t *results; /* nresult, in the order given */
    double **expected; /* [nresult] of each run's assumptions the expected outcome, laid out as kpi_runs; of the heap */
    int nresult, baseline;
    pk_difference_t *differences; /* by scenario, then group, then window: pk_comparison_find relies on it */
    int ndifference;
    pk_sure_t *baseline_sure; /* [window][group][kpi] of the baseline: how surely it is the best of all */
    pk_answer_t answer;
    pk_decision_row_t *decisions; /* a plan and KPI each, plan by plan */
    int ndecision;
    pk_decision_t decision;
    pk_dots_t dots; /* zeroed: there is nothing to count */
    pk_acceptability_t acceptability;
    pk_aftermath_told_t aftermath;
    pk_payback_t *paybacks;     /* [nresult]; NULL: nobody asked for them */
    pk_by_horizon_t by_horizon; /* empty where it was not asked for */
    pk_stage_worth_t worth;
} pk_comparison_t;

/* How many people more than in the baseline a scenario has in a stage at the horizon, mean over its runs; and the sum
 * over stages, persona by persona where there are some, of that times what each is worth. NAN: stages are others, or
 * worth is not told. */
double pk_comparison_more(const pk_comparison_t *self, int scenario, int group, int stage);
double pk_comparison_more_worth(const pk_comparison_t *self, int scenario);

/* A scenario's payback; NULL: it is not told. */
const pk_payback_t *pk_comparison_payback(const pk_comparison_t *self, int scenario);

/* The difference of a scenario's KPI from the baseline's over the whole horizon; NULL: there is none, as for the
 * baseline itself. */
const pk_difference_t *pk_comparison_find(const pk_comparison_t *self, int scenario, int group, const char *kpi);

/* How sure it is of a scenario, also the baseline, over the whole horizon and everybody; NULL: one of them lacks the
 * KPI. */
const pk_sure_t *pk_comparison_sure(const pk_comparison_t *self, int scenario, const char *kpi);

/* What each unit of money more on advertising brings back in a scenario, over the whole horizon, as a difference whose
 * figures are that return; NULL: its spend is the baseline's, it is the baseline, or other figures are chosen. */
const pk_difference_t *pk_comparison_return(const pk_comparison_t *self, int scenario);

/* How much of the variance of a difference pairing has saved: 1 - Var(a - b) / (Var(a) + Var(b)), over the runs; NAN:
 * neither varies. */
double pk_difference_saved(const pk_comparison_t *self, const pk_difference_t *difference);

/* How far a scenario is ahead of the baseline, as every sentence, tile and table says it: over everybody and the whole
 * horizon the mean of expected outcomes (sure.gain), by which scenarios are ranked and decided and which luck moves
 * less; where that is not known, and of a persona or period, the mean over paired runs (diff_mean). */
double pk_difference_told(const pk_difference_t *difference);

/* The mean by which scenarios are ranked: of the baseline that of its runs; of the others that, and how far their
 * expected outcomes are ahead on average, which luck moves less than the means of their own runs. Where one of the two
 * is not defined, or the baseline lacks the KPI, the mean of its runs; NAN: it lacks it. */
double pk_comparison_mean(const pk_comparison_t *self, int scenario, const char *kpi);

/* Frees the results too. Legal on a zeroed object. */
void pk_comparison_free(pk_comparison_t *self);

#endif
