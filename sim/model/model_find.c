/* Looking things up in a model by name. */
#include <string.h>

#include "model/kpi_catalogue.h"
#include "model/model.h"
#include "model/read.h"

int pk_stage_find(const pk_model_t *model, const char *name)
{
    for (int i = 0; i < model->nstage; i++) {
        if (strcmp(model->stages[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

int pk_persona_find(const pk_model_t *model, const char *name)
{
    for (int i = 0; i < model->npersona; i++) {
        if (strcmp(model->personas[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

int pk_driver_find(const pk_model_t *model, const char *name)
{
    for (int i = 0; i < model->ndriver; i++) {
        if (strcmp(model->drivers[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

int pk_transition_find(const pk_model_t *model, int from, int to)
{
    for (int i = 0; i < model->ntransition; i++) {
        if (model->transitions[i].from == from && model->transitions[i].to == to) {
            return i;
        }
    }
    return -1;
}

bool pk_kpi_exists(const pk_model_t *model, const char *name)
{
    if (pk_kpi_builtin(name)) {
        return true;
    }
    for (int i = 0; i < model->nkpi; i++) {
        if (strcmp(model->kpis[i].name, name) == 0) {
            return true;
        }
    }
    if (strncmp(name, "spend.", 6) != 0) {
        return false;
    }
    const int driver = pk_driver_find(model, name + 6);
    return driver >= 0 && pk_is_our_channel(&model->drivers[driver]);
}
