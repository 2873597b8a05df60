/* The best plan that was found within a budget, as plain structs, beside today's; study/best.c fills it. Amounts are a
 * step, as a plan writes them; those of the budget and of limits over the horizon. NAN: there is none. */
#ifndef PK_RESULT_BEST_H
#define PK_RESULT_BEST_H

#include "result/comparison.h"

typedef enum {
    PK_BEST_CHANNEL,
    PK_BEST_LEVER,
    PK_BEST_BUDGET,  /* over the horizon */
    PK_BEST_LIMIT,   /* the same */
    PK_BEST_CAPACITY /* units a step; nothing of it is moved, it has a price alone */
} pk_best_kind_t;

/* One amount that can be moved, or one bound on several. */
typedef struct {
    pk_best_kind_t kind;
    const char *name, *label; /* a channel's, …; "budget"; of a limit what it sums up */
    const char *period;       /* "all", "2026-03", "2026-Q1", "2026" or the date or step that it begins with */
    int first, last;          /* its steps */
    double today, best;       /* of a budget and a limit what is used */
    double least, most;
    double marginal;   /* what one more unit of money brings to the aim there; of a lever one more of it */
    const char *bound; /* which bound it stands at: "", "least", "most", "fixed" */
    double price;      /* what one more on that bound brings, by optimising again; NAN: it stands at none */
    double most_seen;  /* the most that today's plan or the model spends on it in a step */
} pk_best_row_t;

/* More than this times what was seen lies beyond it. */
#define PK_BEST_BEYOND 1.1
static inline bool pk_best_is_beyond(const pk_best_row_t *row)
{
    return row->kind == PK_BEST_CHANNEL && row->best > PK_BEST_BEYOND * row->most_seen && row->best > row->today;
}

/* The best plan with another budget: the aim over the draws. */
typedef struct {
    double budget, mean, p05, p95;
} pk_budget_point_t;

/* What a channel brings to the aim with so much spend a step on average, against none of it, over the draws. */
typedef struct {
    double spend, mean, p05, p95;
} pk_best_level_t;

/* A channel's spend, the others as in the best plan. */
typedef struct {
    const char *name, *label;
    pk_best_level_t *levels; /* [count], from 0 up */
    int count;
    pk_best_level_t today, best;    /* with what it has in today's plan, in the best */
    double spend_today, spend_best; /* over the horizon */
} pk_best_response_t;

typedef struct {
    pk_arena_t arena;
    const char *name, *title;
    const char *aim, *aim_label, *unit;
    bool aim_is_money, lower_is_better;
    double aim_at; /* the quantile that was aimed at; NAN: the mean */
    bool of_level; /* it is of the level, not of the gain over today's plan */
    const char *currency;
    pk_best_row_t *rows; /* channels and levers by period, the budget, limits, capacities */
    int nrow;
    pk_budget_point_t *curve;
    int ncurve;
    pk_best_response_t *responses; /* a channel that is moved each */
    int nresponse;
    double spent_today, spent, budget; /* on our channels over the horizon, fixed ones too */
    bool exactly;                      /* all of the budget had to be spent */
    bool flat;                         /* nothing that may be moved changes the aim: the plan is today's */
    long draws;                        /* of the assumptions that it was chosen over */
    double aim_today, aim_best;        /* the aim's mean over these draws, by expected outcomes */
    double gain;                       /* of what was aimed at, in these draws */
    double fresh_gain;                 /* the same in as many fresh ones */
    int starts, searches, failed;      /* points to begin with, local searches, those that NLopt says have failed */
    long evaluations;
    pk_comparison_t comparison;               /* today's plan (0) and the best (1), on fresh draws by chance */
    double corrected, corrected_se, expected; /* gain in the aim there: corrected by the runs; by expected outcomes */
    double p_better, evpi;
    double price; /* expected loss of what the verdict says: the price of being wrong; NAN: not known */
    pk_verdict_t verdict;
    bool is_checked; /* runs around the best plan have told whether errors of expected outcomes would move it */
    int rounds;      /* how often that has moved the plan */
    const char *least_kpi, *least_by; /* the least spend that reaches this was asked for; NULL: it was not */
    double at_least, in;
    double chance, chance_today; /* the part of fresh futures that reach it: of the best plan, of today's */
    const char *plan;            /* the text of plan.yaml, but for what it is based on */
} pk_best_t;

/* What one more on a row brings, as people are shown it: at an optimum the search leaves a slope of almost 0, which is
 * 0. */
double pk_best_marginal(const pk_best_t *self, const pk_best_row_t *row);

void pk_best_free(pk_best_t *self);

#endif
