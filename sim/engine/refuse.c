/* What the format can say and the engines of today cannot simulate: an error that points at the line, never silence. */
#include "engine/compile.h"

static void refuse(pk_compiler_t *self, pk_place_t place, const char *what, const char *hint)
{
    pk_error(self->diag, place, hint, "%s is not simulated yet", what);
}

static void refuse_varying(pk_compiler_t *self, const pk_number_t *number)
{
    if (number == NULL) {
        return;
    }
    if (number->kind == PK_NUMBER_VARIES) {
        refuse(self, number->place, "`varies` outside money (customers who differ)",
               "leave `varies` out: the number is then uncertain, the same for all customers");
    }
    for (int p = 0; p < number->npiece; p++) {
        refuse_varying(self, number->pieces[p].value);
    }
}

static int varying_arguments(const pk_number_t *number)
{
    int varying = 0;
    for (int k = 0; k < number->nargument; k++) {
        varying += number->arguments[k]->kind == PK_NUMBER_VARIES;
    }
    return varying;
}

static void refuse_arguments(pk_compiler_t *self, const pk_number_t *number, int allowed)
{
    for (int k = 0; number != NULL && k < number->nargument; k++) {
        const pk_number_t *argument = number->arguments[k];
        if (argument->kind == PK_NUMBER_VARIES &&
            (varying_arguments(number) > allowed || varying_arguments(argument))) {
            refuse(self, argument->place,
                   allowed == 0 ? "a stay's argument that varies (customers who differ)"
                                : "more than one argument that varies",
                   "write a plain or an uncertain number here");
        }
    }
    for (int p = 0; number != NULL && p < number->npiece; p++) {
        refuse_arguments(self, number->pieces[p].value, allowed);
    }
}

static void refuse_transition(pk_compiler_t *self, const pk_transition_t *transition)
{
    refuse_varying(self, transition->value);
    for (int g = 0; g < self->model->npersona; g++) {
        refuse_varying(self, transition->by_persona[g]);
    }
    refuse_arguments(self, transition->revenue, 1);
    refuse_arguments(self, transition->cost, 1);
}

/* One draw a customer for life is for the engine that follows each customer; here each step draws anew. */
static void warn_stage_money(pk_compiler_t *self, const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_VARIES && self->scenario->engine != PK_ENGINE_EXPECTED) {
        pk_warning(self->diag, number->place, "the means are right",
                   "money of a stage that varies is drawn anew each step, so its spread over time is too small");
    }
}

static void refuse_stage(pk_compiler_t *self, const pk_stage_t *stage)
{
    warn_stage_money(self, stage->revenue);
    warn_stage_money(self, stage->cost);
    refuse_arguments(self, stage->dwell, 0);
    refuse_arguments(self, stage->revenue, 1);
    refuse_arguments(self, stage->cost, 1);
}

void pk_compile_refuse(pk_compiler_t *self)
{
    const pk_model_t *model = self->model;
    if (self->scenario->engine == PK_ENGINE_AGENTS || self->scenario->individuals) {
        pk_error(self->diag, PK_NOWHERE, "use engine: cohort, which has the same law for counts and money",
                 "%s: the agents engine, which follows each customer, is not built yet", self->scenario->file);
    }
    for (int f = 0; f < model->ntransition; f++) {
        refuse_transition(self, &model->transitions[f]);
        refuse_varying(self, self->scenario->conversions[f]);
    }
    for (int i = 0; i < model->nstage; i++) {
        refuse_stage(self, &model->stages[i]);
    }
}
