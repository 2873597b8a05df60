/* What happened, as the facts that next.h chooses by. Results and scenarios stand in the order of the command line. */
#ifndef PK_CLI_NEXT_FACTS_H
#define PK_CLI_NEXT_FACTS_H

#include "cli/next.h"
#include "cli/scenarios.h"
#include "result/comparison.h"
#include "result/description.h"

/* Scenarios were checked, or run; a NULL among them is left out. Models stand back where there is a scenario. The lists
 * live in the session's arena. */
pk_next_t pk_next_of_plans(pk_session_t *session, pk_next_after_t after, pk_scenario_t *const *scenarios, int count);

/* Adds what one plan's result tells to what is known of the plan. */
void pk_next_add_result(pk_session_t *session, const pk_result_t *result, pk_next_t *facts);

pk_next_t pk_next_of_comparison(pk_session_t *session, const pk_comparison_t *comparison);

pk_next_t pk_next_of_description(pk_session_t *session, const pk_description_t *description);

#endif
