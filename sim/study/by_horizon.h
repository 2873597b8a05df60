/* How the plans of a comparison stand if the horizon ends earlier, from one run of each: the runs are cut
 * (engine/cuts.h), and each cut is compared as a comparison over that horizon would be, its chances by the same code
 * (certainty.h) from the same numbers. So a point is what a comparison over that horizon says, where that has the same
 * inputs step by step. The runs of two plans are kept at a time, those of the baseline and of the plan at hand. */
#ifndef PK_STUDY_BY_HORIZON_H
#define PK_STUDY_BY_HORIZON_H

#include "engine/cuts.h"
#include "result/comparison.h"
#include "study/after.h"

enum {
    PK_CURVE_RUNS = 4000, /* a curve rests on the first so many runs */
    PK_CURVE_KPIS = 16    /* of which one may decide */
};

typedef struct {
    bool open; /* it is asked for, and there are points */
    int steps[PK_HORIZONS_MOST];
    const char *names[PK_CURVE_KPIS];
    pk_cuts_t base, plan;
    double *normals;
    int threads;
} pk_cutting_t;

/* `plans` are those of the comparison; where the baseline has none, nothing is told. Free in any case. */
void pk_cutting_open(pk_cutting_t *self, const pk_going_t *plans, int count, int baseline,
                     const pk_run_options_t *options);
void pk_cutting_free(pk_cutting_t *self);

/* What the run of plan k is told; `options` is overwritten in this. The baseline comes first. */
void pk_cutting_lay(pk_cutting_t *self, int k, int baseline, pk_run_options_t *options);
/* After it: of the baseline nothing is told yet; `failed`: the plan has no curve. */
void pk_cutting_take(pk_cutting_t *self, int k, bool failed, pk_comparison_t *comparison);

/* The points at the horizon itself, once the comparison is filled. */
void pk_by_horizon_finish(pk_comparison_t *comparison);

#endif
