#include "engine/choose.h"

#include <stddef.h>

static const pk_number_t *varying(const pk_number_t *number)
{
    if (number == NULL) {
        return NULL;
    }
    if (number->kind == PK_NUMBER_VARIES) {
        return number;
    }
    for (int p = 0; p < number->npiece; p++) {
        const pk_number_t *piece = varying(number->pieces[p].value);
        if (piece != NULL) {
            return piece;
        }
    }
    return NULL;
}

static const pk_number_t *first_of(const pk_number_t *one, const pk_number_t *other)
{
    return one != NULL ? one : other;
}

static const pk_number_t *varying_argument(const pk_number_t *dwell)
{
    const pk_number_t *found = NULL;
    for (int k = 0; dwell != NULL && k < dwell->nargument; k++) {
        found = first_of(found, varying(dwell->arguments[k]));
    }
    return found;
}

const pk_number_t *pk_varies_for_life(const pk_model_t *model)
{
    const pk_number_t *found = NULL;
    for (int f = 0; f < model->ntransition; f++) {
        found = first_of(found, varying(model->transitions[f].value));
        for (int g = 0; g < model->npersona; g++) {
            found = first_of(found, varying(model->transitions[f].by_persona[g]));
        }
    }
    for (int i = 0; i < model->nstage; i++) {
        found = first_of(found, varying_argument(model->stages[i].dwell));
    }
    return found;
}

pk_engine_kind_t pk_engine_of(const pk_scenario_t *scenario, const char **why)
{
    const char *reason = scenario->individuals                         ? "tables about individuals are asked for"
                         : pk_varies_for_life(scenario->model) != NULL ? "a number varies from customer to customer"
                                                                       : NULL;
    if (why != NULL) {
        *why = reason;
    }
    if (scenario->engine != PK_ENGINE_AUTO) {
        return scenario->engine;
    }
    return reason != NULL ? PK_ENGINE_AGENTS : PK_ENGINE_COHORT;
}
