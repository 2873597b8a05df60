#include "study/asked_kpi.h"

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
