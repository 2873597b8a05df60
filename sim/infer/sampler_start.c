#include <math.h>

#include "infer/laplace.h"
#include "infer/sampler_parts.h"

enum { SHORTER = 60 };

static const double OVER_DISPERSED = 2; /* sds of the start, in those of the mode's normal law */
static const double WORTH_A_START = 10; /* a mode whose log evidence lacks more than that gets no chain */

static int modes_worth_a_start(const pk_sampler_t *self)
{
    int count = 0;
    while (count < self->nmode && self->mode[count].log_evidence > self->mode[0].log_evidence - WORTH_A_START) {
        count++;
    }
    return count;
}

/* The mode itself had a density; so the halving ends at the latest there. */
void pk_sampler_start(pk_sampler_t *self, int chain)
{
    pk_worker_t *worker = &self->parts->worker[chain];
    const int n = self->n;
    const pk_mode_t *mode = &self->mode[chain % modes_worth_a_start(self)];
    pk_lower_factor(n, mode->covariance, worker->nuts.scale);
    pk_stream_t stream = pk_stream_at(self->parts->options.seed, (uint64_t)chain, PK_PURPOSE_SAMPLE, worker->move, 0);
    double *off = worker->nuts.whitened;
    for (int i = 0; i < n; i++) {
        off[i] = OVER_DISPERSED * pk_stream_normal(&stream);
    }
    for (int k = 0; k <= SHORTER; k++) {
        const double part = k < SHORTER ? ldexp(1, -k) : 0;
        for (int i = 0; i < n; i++) {
            worker->start[i] = mode->u[i];
            for (int j = 0; j <= i; j++) {
                worker->start[i] += part * worker->nuts.scale[i * n + j] * off[j];
            }
        }
        if (pk_nuts_put(&worker->nuts, worker->start)) {
            return;
        }
    }
}
