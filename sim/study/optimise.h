/* Where money goes best: amounts by channel and period that make an aim as high as it can be, within bounds, a budget
 * and limits. Of journeys this knows nothing: the aim is a function of the amounts.
 *
 *     maximise f(x)   with   least <= x <= most,   sum of weight x <= budget (or exactly),
 *                            low <= c . x <= high for each limit,   g_k(x) <= 0 for each condition
 *
 * Responses may be S-shaped, so that there are many local optima, each of which a gradient takes for the best: an even
 * spread is one where a burst brings several times as much. So:
 *
 *     space      amounts as parts of the free budget, so that no unit of money matters (optimise_space.c)
 *     starts     today, equal, each channel alone, bursts, chunks put where they bring most, scrambled points
 *                (optimise_starts.c)
 *     local      NLopt's SLSQP (Kraft 1994) from the best of them, which may fail, stop where it began or say that it
 *                has succeeded beside a limit: what counts is the best allowed point that was looked at
 *                (optimise_local.c)
 *     polish     exchanges of 1, 10, 50 and 100% of an amount with another: the result is one that none of them
 *                improves (optimise_polish.c)
 *     prices     what one more on a bound brings, by optimising again (optimise_price.c)
 *
 * The same problem gives the same bytes on every call; money written in other units gives the same parts to 1e-6. */
#ifndef PK_STUDY_OPTIMISE_H
#define PK_STUDY_OPTIMISE_H

#include <stdbool.h>

/* One amount. Where least == most it is not moved. */
typedef struct {
    double least, most; /* most may be INFINITY where it costs money and there is a budget */
    double today;
    double weight; /* > 0: what one of it costs in the budget (the steps of its period); 0: a lever, which costs none */
    int group;     /* its channel or lever, 0..; the amounts of a group stand one after another, in time */
} pk_amount_t;

/* low <= sum of c[i] x[i] <= high; -INFINITY and INFINITY where there is no bound on that side. */
typedef struct {
    const double *c; /* [n] */
    double low, high;
} pk_sum_limit_t;

/* The aim and the conditions, where they are looked at. */
typedef struct {
    /* values[count][1 + nconditions] at points[count][n]: the aim, then the g_k. NAN: that point cannot be. `coarse`: a
     * cheaper function of much the same shape is wanted, such as one over fewer draws. */
    void (*values)(void *context, bool coarse, long count, const double *points, double *values);
    /* The same at one point, with slopes[1 + nconditions][n]. NULL: by differences of `values`. */
    void (*slopes)(void *context, bool coarse, const double *x, double *values, double *slopes);
    void *context;
} pk_aim_t;

typedef struct {
    int n;
    const pk_amount_t *amounts; /* [n] */
    double budget;              /* INFINITY: none, and every amount has a most */
    bool exactly;               /* all of the budget is spent; else at most */
    int nlimit;
    const pk_sum_limit_t *limits;
    int nconditions; /* PK_CONDITIONS_MOST at most */
    bool quick;      /* a value costs much: fewer starts */
    pk_aim_t aim;
} pk_allocation_t;

enum { PK_CONDITIONS_MOST = 8 };

/* From so many amounts on slopes and exchanges cost much: fewer starts are carried on, and of the exchanges of an
 * amount the coarse aim chooses those that the aim looks at. */
enum { PK_MANY_AMOUNTS = 16 };

typedef struct {
    double *x;    /* [n] */
    double value; /* of the aim there */
    double scale; /* how much the aim moves between the starts: what is small beside it is nothing */
    bool flat;    /* it does not move at all, and x is today's plan (the nearest that is allowed) */
    bool allowed; /* x keeps all conditions; else none of the starts led to a point that does */
    int nstart;   /* points that were looked at to begin with */
    int nlocal;   /* local searches, and how many of them NLopt says have failed */
    int nfailed;
    long nvalue, nslope; /* how often the aim was worked out */
} pk_allocated_t;

/* Solves it. `result` is overwritten and owned by the caller. False, with an empty result, where no amounts keep
 * bounds, budget and limits (pk_allocation_clash says which clash). */
bool pk_allocate(const pk_allocation_t *self, pk_allocated_t *result);
void pk_allocated_free(pk_allocated_t *result);

/* How carefully the search from a point goes. */
typedef enum {
    PK_CARE_ROUGH, /* by the coarse aim; the value is the aim's own */
    PK_CARE_LOCAL, /* a local search to its end */
    PK_CARE_FULL   /* and exchanges until none improves it */
} pk_care_t;

/* From a point that is good already, such as the optimum of a problem that is close by, without starts. `scale` as a
 * result has it. */
bool pk_allocate_from(const pk_allocation_t *self, const double *x, double scale, pk_care_t care,
                      pk_allocated_t *result);

/* The smallest set of budget and limits that clash beside the bounds: members[1 + nlimit], first the budget, then each
 * limit. False where nothing clashes. All members false: a least above its most. */
bool pk_allocation_clash(const pk_allocation_t *self, bool *members);

/* The amounts nearest to `x` that bounds, budget and limits allow, in parts of the free budget, into out[n]. */
bool pk_allocation_nearest(const pk_allocation_t *self, const double *x, double *out);

/* ---- prices ---- */

typedef enum {
    PK_BOUND_LEAST,
    PK_BOUND_MOST,
    PK_BOUND_BUDGET,
    PK_BOUND_LIMIT_LOW,
    PK_BOUND_LIMIT_HIGH
} pk_bound_kind_t;

typedef struct {
    pk_bound_kind_t kind;
    int index; /* of the amount or the limit */
} pk_bound_t;

/* Whether an optimum lies at the bound. */
bool pk_allocation_binds(const pk_allocation_t *self, const double *x, pk_bound_t bound);
/* What the optimum of the aim gains for each unit that the bound is set higher (right-hand: a least too goes up), by
 * optimising again from the optimum; 0 where it does not bind. NAN where it cannot be higher. */
double pk_allocation_price(const pk_allocation_t *self, const pk_allocated_t *optimum, pk_bound_t bound);

#endif
