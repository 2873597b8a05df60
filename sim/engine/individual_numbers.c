#include "engine/individual_numbers.h"

#include <math.h>

#include "engine/assumptions.h"
#include "engine/choose.h"

typedef struct {
    pk_plan_t *plan;
    int stage;
    bool of_event;
} pk_own_where_t;

/* A number that varies, or the pieces of a schedule that do. */
static void add(const pk_own_where_t *where, const pk_number_t *number)
{
    if (number != NULL && number->kind == PK_NUMBER_VARIES) {
        where->plan->own[where->plan->nown++] = (pk_own_number_t){
            .number = number, .slot = number->slot, .stage = where->stage, .of_event = where->of_event};
    }
    for (int p = 0; number != NULL && p < number->npiece; p++) {
        add(where, number->pieces[p].value);
    }
}

void pk_own_list(pk_plan_t *plan)
{
    const pk_model_t *model = plan->model;
    if (pk_engine_of(plan->scenario, NULL) != PK_ENGINE_AGENTS) {
        return;
    }
    plan->own = PK_ARRAY(&plan->arena, pk_own_number_t, model->numbers.count + 1);
    for (int f = 0; f < model->ntransition; f++) {
        const pk_transition_t *transition = &model->transitions[f];
        const pk_own_where_t where = {plan, transition->from,
                                      transition->from == transition->to && transition->by != PK_BY_SHARE};
        add(&where, transition->value);
        for (int g = 0; g < model->npersona; g++) {
            add(&where, transition->by_persona[g]);
        }
        add(&where, plan->scenario->conversions[f]);
    }
    for (int i = 0; i < model->nstage; i++) {
        const pk_own_where_t where = {plan, i, false};
        for (int k = 0; k < model->stages[i].dwell->nargument; k++) {
            add(&where, model->stages[i].dwell->arguments[k]);
        }
    }
}

void pk_own_fill(const pk_plan_t *plan, double *draws)
{
    double a[PK_LAW_ARGUMENTS];
    for (int k = 0; k < plan->nown; k++) {
        const pk_number_t *number = plan->own[k].number;
        draws[plan->own[k].slot] = pk_law_arguments(number, draws, a) ? number->scale * number->law->mean(a) : NAN;
    }
}

static bool varies(const pk_number_t *number)
{
    bool any = number != NULL && number->kind == PK_NUMBER_VARIES;
    for (int p = 0; number != NULL && p < number->npiece; p++) {
        any = any || varies(number->pieces[p].value);
    }
    return any;
}

bool pk_own_transition(const pk_plan_t *plan, int index)
{
    const pk_transition_t *transition = &plan->model->transitions[index];
    bool any = varies(transition->value) || varies(plan->scenario->conversions[index]);
    for (int g = 0; g < plan->model->npersona; g++) {
        any = any || varies(transition->by_persona[g]);
    }
    return plan->nown > 0 && any;
}
