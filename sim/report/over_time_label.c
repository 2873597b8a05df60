#include "report/over_time_label.h"

#include <string.h>

#include "report/local.h"

/* The label of a stage, a driver or an own KPI in the first plan that has one; NULL. */
static const char *label_of(const json_t *plans, const char *kind, const char *name, pk_arena_t *arena)
{
    for (size_t i = 0; i < json_array_size(plans); i++) {
        const json_t *labels = json_object_get(json_array_get(plans, i), kind);
        const char *label = json_string_value(json_object_get(labels, name));
        if (label != NULL && *label != '\0') {
            return pk_arena_copy(arena, label);
        }
    }
    return NULL;
}

static const char *stage_label(const json_t *plans, const char *name, pk_arena_t *arena)
{
    const char *label = label_of(plans, "stages", name, arena);
    return label != NULL ? label : name;
}

const char *pk_over_time_label(const json_t *plans, const pk_over_time_panel_t *panel, pk_arena_t *arena)
{
    if (panel->kind == PK_OVER_TIME_STAGE) {
        return label_of(plans, "stages", panel->name, arena);
    }
    if (panel->kind == PK_OVER_TIME_KPI) {
        return strncmp(panel->name, "spend.", 6) == 0 ? label_of(plans, "drivers", panel->name + 6, arena)
                                                      : label_of(plans, "kpis", panel->name, arena);
    }
    const char *from, *to;
    return !pk_local_ends(panel->name, &from, &to, arena)
               ? NULL
               : pk_local_arrow(*from == '\0' ? "" : stage_label(plans, from, arena), stage_label(plans, to, arena),
                                arena);
}
