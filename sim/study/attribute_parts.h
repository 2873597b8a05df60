/* Inside the attribution: what its files share. */
#ifndef PK_STUDY_ATTRIBUTE_PARTS_H
#define PK_STUDY_ATTRIBUTE_PARTS_H

#include "engine/evaluate.h"
#include "study/attribute.h"

/* The plan with some numbers moved. */
typedef struct {
    const pk_move_t *moves;
    int count;
} pk_moves_t;

/* Plans that are evaluated on all draws: all on, without each driver, nothing on, and each channel with a little more
 * spend. */
typedef struct {
    pk_plan_t *plan;
    const pk_attribute_options_t *options;
    pk_attribution_t *found;
    pk_evaluator_t evaluator;
    pk_arena_t arena;

    int noutput; /* the KPIs asked for, then revenue, cost and spend.CHANNEL of each channel of ours */
    pk_output_t *outputs;
    int revenue, cost;
    int *spend; /* [driver] its output, or -1 */

    const pk_driver_plan_t **drivers; /* [driver] */
    pk_move_t *without;               /* [driver] */
    int *players;                     /* drivers that are not idle */

    int narm, nothing; /* arm 0 all on, 1 + d without driver d, `nothing`, then some of spend */
    pk_moves_t *arms;
    int *more; /* [driver] the arm with a little more spend, or -1 */

    long ndraw, nset; /* draws that count, and sets that are evaluated: one where nothing is drawn */
    double *sets;     /* [set][slot] */
    double *value;    /* [arm][set][output] */
    double *ahead;    /* [arm][output][draw]: the arm minus all on */
    double *ahead_se; /* [arm][output] Monte Carlo error of its mean */
    double *all_on;   /* [output] */

    double *after; /* [arm][set][output] over the steps after the horizon; NULL: not told */

    double done, total; /* parts of the work, for progress */
} pk_attributing_t;

/* One evaluation: a set of draws and what is moved of it. */
typedef struct {
    long set;
    pk_moves_t moves;
} pk_attribute_item_t;

typedef pk_attribute_item_t (*pk_attribute_item_fn)(void *context, long index);

/* Outputs of evaluations 0..count-1 into out[count][noutput]. PK_FAILED, in diag: what no number holds. */
pk_status_t pk_attribute_evaluate(pk_attributing_t *self, long count, pk_attribute_item_fn item, void *context,
                                  double *out, pk_diag_t *diag);

/* PK_FAILED, in diag, where no number holds one of them. */
pk_status_t pk_attribute_check_outcomes(const pk_attributing_t *self, const pk_evaluated_t *outcomes, long count,
                                        pk_diag_t *diag);

/* attribute_after.c: fills `after`, or tells why not. What an arm's output is ahead of all on then, in a draw; 0 where
 * that is not told; and whether an output adds up and is told. */
pk_status_t pk_attribute_after(pk_attributing_t *self, pk_diag_t *diag);
double pk_attribute_after_of(const pk_attributing_t *self, int arm, int output, long draw);
bool pk_attribute_is_felt(const pk_attributing_t *self, int output);

/* attribute_runs.c: puts into `ahead` what runs of all arms say, and into all_on the means of runs. `expected` is of
 * the runs of the plan as it is. */
pk_status_t pk_attribute_by_runs(pk_attributing_t *self, const double *expected, pk_diag_t *diag);

/* attribute_rows.c: fills the rows but for their Shapley values, and what money brought back. */
void pk_attribute_rows(pk_attributing_t *self);

/* attribute_shares.c: Shapley values and organic rest of every KPI; how much work that is, in evaluations. */
pk_status_t pk_attribute_shares(pk_attributing_t *self, pk_diag_t *diag);
double pk_attribute_work(const pk_attributing_t *self);

static inline double *pk_attribute_ahead(const pk_attributing_t *self, int arm, int output)
{
    return &self->ahead[((long)arm * self->noutput + output) * self->ndraw];
}
static inline double pk_attribute_value(const pk_attributing_t *self, int arm, long set, int output)
{
    return self->value[((long)arm * self->nset + set) * self->noutput + output];
}

/* Whether an arm is the plan without a driver that does nothing: the plan itself. */
static inline bool pk_attribute_is_idle(const pk_attributing_t *self, int arm)
{
    return arm >= 1 && arm < self->nothing && self->found->drivers[arm - 1].idle;
}

void pk_attribute_tell(pk_attributing_t *self, double done);

#endif
