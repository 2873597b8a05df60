/* The numbers of one or two plans at the points of a sample, and a KPI there. */
#ifndef PK_STUDY_SAMPLE_H
#define PK_STUDY_SAMPLE_H

#include "study/gain.h"
#include "study/points.h"
#include "study/uncertain.h"

/* One of the two samples, A or B. */
typedef struct {
    double *uniforms;             /* [point][address] */
    double *draws[PK_GAIN_PLANS]; /* [point][nslot] */
    bool *impossible;             /* [point]: in one of the plans, in every attempt */
} pk_sampled_t;

typedef struct {
    pk_gain_t *gain;
    const pk_uncertains_t *numbers;
    const pk_points_t *points; /* that it was drawn at */
    long size;
    pk_sampled_t of[2];           /* A and B; B may not be drawn */
    bool *redrawn[PK_GAIN_PLANS]; /* [joint]: its rows are drawn again in more than one of PK_REDRAWN_RARE draws of A */
    long evaluations;             /* so far, both plans counted */
} pk_sample_t;

/* Rows that are drawn again less often than once in so many draws count as independent. */
enum { PK_REDRAWN_RARE = 1000 };

/* Draws A, and B where `both`. Free it; what was drawn before is freed. */
void pk_sample_draw(pk_sample_t *self, const pk_points_t *points, bool both);
void pk_sample_free(pk_sample_t *self);

/* A number at a point of A, as the first plan that has it draws it; of an impossible point some other point's. */
double pk_sample_value(const pk_sample_t *self, int number, long point);

/* The KPI at the points of A (of_b false) or B; as pk_gain_at, [size]. */
void pk_sample_gain(pk_sample_t *self, bool of_b, pk_gains_t out);

/* The KPI at A with the numbers that `from_b` [number] names from B. */
void pk_sample_mixed(pk_sample_t *self, const bool *from_b, double *values);

/* The KPI at A with one number at `value`; `alone`: nothing else hangs on it. */
void pk_sample_pinned(pk_sample_t *self, int number, double value, bool alone, double *values);

#endif
