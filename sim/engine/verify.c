/* The exhaustive check of a sim's state, called after every step in tests. */
#include <math.h>

#include "engine/sim.h"

static const char *verify_ages(const pk_sim_t *self, int cell, double slack)
{
    const pk_ages_t *ages = &self->ages[cell];
    if (ages->length == 0) {
        return NULL;
    }
    double sum = 0;
    for (int a = 0; a < ages->length + ages->nold; a++) {
        if (ages->at[a] < -slack) {
            return "an age holds fewer than nobody";
        }
        sum += ages->at[a];
    }
    return fabs(sum - self->count[cell]) > slack ? "the ages of a stage do not add up to its count" : NULL;
}

const char *pk_sim_verify(const pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    const double slack = self->chance->random ? 0 : 1e-9 * fmax(1, self->made);
    double sum = 0;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const double count = self->count[cell];
        if (!(count >= -slack)) {
            return "a stage holds fewer than nobody";
        }
        if (self->chance->random && count != floor(count)) {
            return "a stage holds a part of a customer";
        }
        const char *wrong = verify_ages(self, cell, slack);
        if (wrong != NULL) {
            return wrong;
        }
        sum += count;
    }
    return fabs(sum - self->made) > slack ? "customers were lost or made" : NULL;
}
