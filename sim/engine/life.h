/* How long a stay lasts, age by age: S(a) = P(T > a | T > 0) of a dwell law with a run's arguments, sums of it over
 * long tails, and the ages of those who have been there for a while. */
#ifndef PK_ENGINE_LIFE_H
#define PK_ENGINE_LIFE_H

#include "model/number.h"

typedef struct {
    const pk_law_t *law;
    double a[PK_LAW_ARGUMENTS];
    double alive; /* P(T > 0) */
} pk_life_t;

/* The law of a stay with these draws. */
pk_life_t pk_life_of(const pk_number_t *dwell, const double *draws);
double pk_life_surviving(const pk_life_t *self, double age);
/* log(S(a+1)/S(a)); -INFINITY where it surely ends. */
double pk_life_log_stay(const pk_life_t *self, double age);

/* Σ S(a)^speed (1 - leave)^a over a = 0, 1, ..: the mean number of steps that one is there at the start of, where each
 * of them is also left with probability `leave` by ways that compete with the stay. Exact to rounding up to age 8,192
 * and by quadrature beyond. INFINITY where nothing ends it. */
double pk_life_mean(const pk_life_t *self, double speed, double leave);

/* Ages at a start that has been going on for a while: age a with the probability S(a) e^(-R a) over its sum, R the
 * rates of the ways that compete with the stay. Ages 0..count-1 stand by themselves. Where the rest of the sum is below
 * 1e-13 of it only beyond 8,192 ages, the older ones stand in classes: a class is so narrow that all in it leave alike
 * at every step up to the horizon (to 1e-4 of a probability over the whole of it, which is second order in counts:
 * 1e-9). */
typedef struct {
    double *share;
    int count;
    /* By class: its mean age at step 0, and by how much log(S(a+1)/S(a)) of all of it differs from that at this age. */
    double *old_share, *old_age, *old_pace;
    int nold;
    double rate, speed; /* R; of the stay */
    double stay;        /* the sum itself: the mean stay in steps */
    bool ready;
} pk_steady_t;

/* Fills `self`, whose arrays are kept and grown; `rate` may be INFINITY. S(a)^speed in place of S(a). */
void pk_steady_fill(pk_steady_t *self, const pk_life_t *life, double speed, double rate, int horizon);
void pk_steady_free(pk_steady_t *self);

#endif
