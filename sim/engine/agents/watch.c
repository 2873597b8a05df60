#include "engine/agents/walk_parts.h"
void pk_walk_watched(pk_sim_t *sim)
{
    (void)sim;
}
