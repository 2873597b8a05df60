/* What a thing over time is called, as the manifest of its folder tells. */
#ifndef PK_REPORT_OVER_TIME_LABEL_H
#define PK_REPORT_OVER_TIME_LABEL_H

#include <jansson.h>

#include "report/over_time.h"

/* The label of a panel by its kind and name, as pk_over_time_panel_t has it. `plans` is an array of the "labels" of the
 * manifest's scenarios; NULL: there are none. In `arena`. */
const char *pk_over_time_label(const json_t *plans, const pk_over_time_panel_t *panel, pk_arena_t *arena);

#endif
