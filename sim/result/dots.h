/* Differences from the baseline as 50 draws of their expected outcome each, as plain structs; study/dots.c fills them.
 */
#ifndef PK_RESULT_DOTS_H
#define PK_RESULT_DOTS_H

#include <stdbool.h>

enum {
    PK_DOTS = 50,      /* draws that stand for all */
    PK_DOTS_PLANS = 12 /* plans that are shown so, at most */
};

typedef enum {
    PK_DOTS_COUNTED, /* so many of 50 are better */
    PK_DOTS_UNTOLD,  /* plan and baseline cannot be told apart: nothing is counted */
    PK_DOTS_SAME     /* each draw has the baseline's outcome */
} pk_dots_kind_t;

/* One plan. */
typedef struct {
    int scenario;
    pk_dots_kind_t kind;
    int better;         /* of 50: p_better, rounded */
    double at[PK_DOTS]; /* plan minus baseline, rising: the quantiles at 1%, 3%, … 99% of expected outcomes; NAN: they
                           are not known */
} pk_dots_plan_t;

/* By the KPI that decides. */
typedef struct {
    pk_dots_plan_t plans[PK_DOTS_PLANS]; /* in the order given; where there are more, those with the best means */
    int count, all;                      /* shown, and how many there are to show */
    bool assumptions; /* draws differ by the assumptions; else no number is uncertain, and they differ by what luck
                         leaves unknown of expected outcomes */
} pk_dots_t;

#endif
