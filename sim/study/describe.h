/* What a journey does: fills a description. */
#ifndef PK_STUDY_DESCRIBE_H
#define PK_STUDY_DESCRIBE_H

#include "base/diag.h"
#include "model/scenario.h"
#include "result/description.h"

/* The horizon where the file says none. */
#define PK_DESCRIBE_YEARS 2.0
/* The runs whose mean stands beside the model at its means, where there is time for them. */
#define PK_DESCRIBE_RUNS 200

/* Describes a scenario, or a model read as one. `threads` as in pk_parallel_for. `description` is overwritten and owned
 * by the caller (pk_description_free), also after an error. Errors: what the engine refuses, numbers that cannot hold
 * together (PK_BAD_INPUT, in diag with places). */
pk_status_t pk_describe(const pk_scenario_t *scenario, int threads, pk_description_t *description, pk_diag_t *diag);

#endif
