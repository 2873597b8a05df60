#include "study/asked_kpi.h"

#include <string.h>

#include "model/kpi_catalogue.h"
#include "model/read.h"

static bool is_of_two(const char *name)
{
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        if (strcmp(entry->name, name) == 0) {
            return entry->scope == PK_KPI_OF_COMPARISON || entry->scope == PK_KPI_OF_AFTERMATH;
        }
    }
    return false;
}

pk_status_t pk_asked_kpi_check(pk_scenario_t *const *scenarios, int count, const char *option, const char *name,
                               bool of_difference, pk_arena_t *arena, pk_diag_t *diag)
{
    for (int k = 0; k < count; k++) {
        const pk_model_t *model = scenarios[k]->model;
        if (!pk_kpi_exists(model, name) && !(of_difference && is_of_two(name))) {
            return pk_error(diag, PK_NOWHERE, pk_kpi_hint(model, name, arena), "%s: `%s` has no KPI `%s`", option,
                            scenarios[k]->name, name);
        }
    }
    return PK_OK;
}

int pk_asked_kpi(const pk_kpis_t *kpis, const char *name, const char *otherwise, pk_arena_t *arena, const char **hint)
{
    const int at = pk_kpis_find(kpis, name);
    if (at >= 0 && at < kpis->shown) {
        return at;
    }
    const char **names = PK_ARRAY(arena, const char *, kpis->shown);
    for (int k = 0; k < kpis->shown; k++) {
        names[k] = kpis->at[k].name;
    }
    const char *nearest = pk_nearest(name, names, kpis->shown);
    *hint = nearest != NULL ? pk_arena_format(arena, "did you mean %s?", nearest) : otherwise;
    return -1;
}
