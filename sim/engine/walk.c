#include "engine/walk.h"

void pk_walk(pk_sim_t *sim, int first, int last, const pk_kpis_t *kpis, double *accumulators, pk_watch_t watch)
{
    for (int t = first; t <= last; t++) {
        if (t > 0) {
            pk_sim_step(sim, t);
        }
        if (kpis != NULL) {
            pk_kpis_add(kpis, sim, t, accumulators);
        }
        if (watch.tell != NULL) {
            watch.tell(watch.context, sim, t);
        }
    }
}
