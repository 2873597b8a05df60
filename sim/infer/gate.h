/* Can these draws be trusted, and if not, why? The gate, and what is looked for where it does not pass. */
#ifndef PK_INFER_GATE_H
#define PK_INFER_GATE_H

#include <stdbool.h>

#include "infer/convergence.h"
#include "infer/sampler.h"

#define PK_GATE_RHAT       1.01 /* at most */
#define PK_GATE_ESS        400. /* at least, bulk and tail */
#define PK_GATE_DIVERGENCE .01  /* below that part of the transitions */
#define PK_GATE_E_BFMI     .3   /* at least, in every chain */

/* What the draws as they stand say. A column whose draws are all the same (a number that is fixed) is left out; one
 * with a draw that is not finite fails. */
typedef struct {
    bool passed; /* all of the following */
    bool rhat_passed, ess_passed, divergence_passed, energy_passed;
    double rhat; /* the largest, and of which column; NAN where a column cannot be judged */
    int rhat_column;
    double ess; /* the smallest of bulk and tail, of which column, and which of both */
    int ess_column;
    bool ess_of_tail;
    double divergence; /* part of the transitions that diverged */
    double e_bfmi;     /* the lowest, and of which chain; NAN without energies */
    int e_bfmi_chain;
    int nfailing; /* columns that fail on rhat or sizes */
} pk_gate_t;

/* Of all columns of all draws. */
pk_gate_t pk_gate_judge(const pk_sampler_t *sampler);

/* What is told of a column, all its draws at once. */
pk_column_summary_t pk_sampler_summary(const pk_sampler_t *sampler, int column);

/* Copies draws of column `index` into x[nchain][ndraw], those of a coordinate with `of_u`. */
void pk_sampler_column(const pk_sampler_t *sampler, bool of_u, int index, double *x);

/* ---- what may be behind it ---- */

/* Chains that do not meet: two groups of chains with one coordinate in which the gap between the groups' means is the
 * widest, more than 3 sds within the chains. */
typedef struct {
    bool found;
    int coordinate;
    double apart; /* gap between the groups' means, in sds within the chains */
    int nhigh;    /* chains in the group that lies higher */
    double low_mean, high_mean;
    double log_density; /* mean log density of the higher group less that of the other one */
} pk_separated_t;
/* high[nchain]: which chains are in the higher group. */
pk_separated_t pk_find_separated(const pk_sampler_t *sampler, bool *high);

/* A funnel: the spread of one coordinate depends on another. Looked for where there are divergences or an E-BFMI below
 * .3: the pair (scale, of) with the largest correlation between the rank of u[scale] and log |u[of] - its mean at such
 * u[scale]|. */
typedef struct {
    bool found;
    int scale, of;
    double correlation; /* of ranks; above .3 in size to be found */
    double ratio;       /* sd of u[of] in the upper quarter of u[scale] over that in the lower one, or its inverse */
} pk_funnel_t;
pk_funnel_t pk_find_funnel(const pk_sampler_t *sampler);

/* Flat directions: columns (all of them one flag each in flat[ncolumn]) whose posterior sd is at least 95% of the prior
 * one, prior_sd[ncolumn]; those without a prior sd (NAN, 0) are never flat. Returns how many. */
int pk_find_flat(const pk_sampler_t *sampler, const double *prior_sd, bool *flat);

#endif
