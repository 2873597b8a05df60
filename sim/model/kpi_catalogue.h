/* The built-in KPIs: what they are called, in which unit and direction, what they mean. The engine adds how each is
 * measured, by name (engine/kpi_builtin.c); a ratio is two others and needs no measure. In the order of the tables. */
#ifndef PK_MODEL_KPI_CATALOGUE_H
#define PK_MODEL_KPI_CATALOGUE_H

#include <stdbool.h>

#include "base/language.h"

typedef enum {
    PK_KPI_OF_RUN,
    PK_KPI_OF_CHANNEL,     /* one for each channel that costs money; its words end with %s, the channel's label */
    PK_KPI_OF_COMPARISON,  /* of two runs; no target and no ratio may name it */
    PK_KPI_OF_AFTERMATH,   /* of a run in a comparison that looks past the horizon; the same holds for it */
    PK_KPI_OF_INDIVIDUALS, /* of a run in which customers are told one by one; the same holds for it */
    PK_KPI_PART            /* what ratios are made of; in no table */
} pk_kpi_scope_t;

/* KPIs that are shown in tables only, not where there is room for a few. */
#define PK_KPI_UNRANKED (-1)

typedef struct {
    const char *name;
    const char *words[PK_LANGUAGES];
    const char *unit; /* "customers", "purchases", "ratio", "units"; NULL: the currency */
    pk_kpi_scope_t scope;
    bool lower_is_better;
    int rank;                  /* how early a planner asks for it, from 1; PK_KPI_UNRANKED. A file's own have 0 */
    const char *above, *below; /* a ratio: the two that it is made of, which stand before it; else NULL */
    const char *about;         /* its meaning, as models/README.md has it */
} pk_kpi_entry_t;

/* An entry without a name ends it. */
extern const pk_kpi_entry_t pk_kpi_catalogue[];

/* The entry of this name; NULL: there is none. */
const pk_kpi_entry_t *pk_kpi_entry(const char *name);
/* The entry of a KPI that every run has; NULL: there is none of this name. */
const pk_kpi_entry_t *pk_kpi_builtin(const char *name);

#endif
