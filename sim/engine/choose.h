/* Which engine runs a scenario: the one place that decides. */
#ifndef PK_ENGINE_CHOOSE_H
#define PK_ENGINE_CHOOSE_H

#include "model/scenario.h"

/* The engine that was asked for; where that is `auto`, the cohort's unless the model or the asked output needs
 * individuals. `why` (may be NULL): what needs them, in words, else NULL. Never PK_ENGINE_AUTO. */
pk_engine_kind_t pk_engine_of(const pk_scenario_t *scenario, const char **why);

/* A number that varies from customer to customer, other than money of a flow: what needs individuals. NULL: none. */
const pk_number_t *pk_varies_for_life(const pk_model_t *model);

#endif
