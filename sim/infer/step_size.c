#include "infer/step_size.h"

#include <math.h>

static const double GAMMA = .05, T0 = 10, KAPPA = .75;

pk_step_size_t pk_step_size_begin(double step_size, double wanted)
{
    return (pk_step_size_t){.wanted = wanted, .towards = log(10 * step_size), .log_averaged = log(step_size)};
}

double pk_step_size_learn(pk_step_size_t *self, double accepted)
{
    self->count++;
    const double part = 1 / (self->count + T0);
    self->missing += part * (self->wanted - accepted - self->missing);
    const double log_size = self->towards - sqrt(self->count) / GAMMA * self->missing;
    self->log_averaged += pow(self->count, -KAPPA) * (log_size - self->log_averaged);
    return exp(log_size);
}

double pk_step_size_averaged(const pk_step_size_t *self)
{
    return exp(self->log_averaged);
}
