/* The exhaustive check of a sim's state, called after every step in tests. */
#include <math.h>

#include "engine/sim.h"

const char *pk_sim_verify(const pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    const double slack = self->chance->slack(self->state.made);
    double sum = 0;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const double count = self->state.count[cell];
        if (!(count >= -slack)) {
            return "a stage holds fewer than nobody";
        }
        if (!self->chance->countable(count)) {
            return "a stage holds a part of a customer";
        }
        const char *wrong = self->chance->population->verify(self, cell, slack);
        if (wrong != NULL) {
            return wrong;
        }
        sum += count;
    }
    return fabs(sum - self->state.made) > slack ? "customers were lost or made" : NULL;
}
