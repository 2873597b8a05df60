#include "engine/crew.h"

#include <stdlib.h>

#include "base/status.h"
#include "engine/agents/agents.h"

void pk_crew_open(pk_crew_t *self, const pk_crew_options_t *options, const pk_chance_t *chance)
{
    const int workers = options->workers;
    *self = (pk_crew_t){.chance = chance, .ops = pk_lane_ops(chance, options->vector)};
    PK_REQUIRE(self->ops != NULL || chance == &pk_chance_agents);
    self->sims = pk_heap((size_t)workers, sizeof(pk_sim_t));
    for (int k = 0; k < workers; k++) {
        pk_sim_init(&self->sims[k], options->plan, chance);
        if (self->sims[k].agents != NULL) {
            self->sims[k].agents->threads = options->runs < workers ? workers : 1;
            self->sims[k].agents->kernel = pk_kernel_of(options->vector);
        }
    }
    pk_lanes_t *first = self->ops != NULL ? self->ops->open(options->plan, options->kpis) : NULL;
    if (first != NULL) {
        self->lanes = pk_heap((size_t)workers, sizeof(pk_lanes_t *));
        self->lanes[0] = first;
    }
    for (int k = 1; k < workers && first != NULL; k++) {
        self->lanes[k] = self->ops->open(options->plan, options->kpis);
    }
}

void pk_crew_close(pk_crew_t *self, int workers)
{
    for (int k = 0; k < workers && self->sims != NULL; k++) {
        pk_sim_free(&self->sims[k]);
        if (self->lanes != NULL) {
            self->ops->close(self->lanes[k]);
        }
    }
    free(self->sims);
    free(self->lanes);
}
