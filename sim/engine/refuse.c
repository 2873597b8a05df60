/* What the format can say and the engines of today cannot simulate: an error that points at the line, never silence. */
#include "engine/balance.h"
#include "engine/choose.h"
#include "engine/compile.h"
#include "engine/excess.h"
#include "model/learned.h"

static void refuse(pk_compiler_t *self, pk_place_t place, const char *what, const char *hint)
{
    pk_error(self->diag, place, hint, "%s is not simulated yet", what);
}

/* ---- customers who differ, in the engine of means (nodes.h) ---- */

static void refuse_differing(pk_compiler_t *self, pk_place_t place, const char *why)
{
    pk_error(
        self->diag, place,
        "engine: agents follows each customer. Without `varies` the number is uncertain, the same for all customers",
        "`varies` %s: engine: expected takes it on a probability or a rate of a transition, up to %d times", why,
        PK_DIFFERING_MOST);
}

/* A place where customers cannot differ, also a piece of a schedule there. */
static void refuse_varying(pk_compiler_t *self, const pk_number_t *number, const char *where)
{
    if (number == NULL) {
        return;
    }
    if (number->kind == PK_NUMBER_VARIES) {
        refuse_differing(self, number->place, where);
    }
    for (int p = 0; p < number->npiece; p++) {
        refuse_varying(self, number->pieces[p].value, "in a schedule");
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

/* Why a number that varies is not simulated; NULL: it is. `before`: how many vary before it. */
static const char *why_not(const pk_compiler_t *self, const pk_transition_t *transition, int before)
{
    const pk_model_t *model = self->model;
    const pk_number_t *number = transition->value;
    return transition->by == PK_BY_SHARE                                 ? "on a share"
           : number->sampled != NULL                                     ? "by a sample"
           : number->law->log_density == NULL                            ? "by a law of whole numbers"
           : varying_arguments(number) > 0                               ? "by a law whose arguments vary"
           : before >= PK_DIFFERING_MOST                                 ? "on a fourth number"
           : model->learned != NULL && model->learned->continued != NULL ? "in a scenario that goes on from the end"
                                                                         : NULL;
}

static void refuse_differing_numbers(pk_compiler_t *self)
{
    const pk_model_t *model = self->model;
    int before = 0;
    for (int f = 0; f < model->ntransition; f++) {
        const pk_transition_t *transition = &model->transitions[f];
        if (transition->value->kind == PK_NUMBER_VARIES) {
            const char *why = why_not(self, transition, before++);
            if (why != NULL) {
                refuse_differing(self, transition->value->place, why);
            }
        } else {
            refuse_varying(self, transition->value, "here");
        }
        for (int g = 0; g < model->npersona; g++) {
            refuse_varying(self, transition->by_persona[g], "on a persona's own number");
        }
        refuse_varying(self, self->scenario->conversions[f], "on a conversion");
    }
}

/* Individuals differ in any number, but one draw for life is one draw: its arguments are the same for all. */
static void refuse_nested_in(pk_compiler_t *self, const pk_number_t *number)
{
    if (number != NULL && number->kind == PK_NUMBER_VARIES && varying_arguments(number) > 0) {
        refuse(self, number->place, "`varies` with an argument that varies, outside money of a flow",
               "write plain or uncertain arguments");
    }
    for (int p = 0; number != NULL && p < number->npiece; p++) {
        refuse_nested_in(self, number->pieces[p].value);
    }
}

static void refuse_nested(pk_compiler_t *self)
{
    for (int f = 0; f < self->model->ntransition; f++) {
        const pk_transition_t *transition = &self->model->transitions[f];
        refuse_nested_in(self, transition->value);
        for (int g = 0; g < self->model->npersona; g++) {
            refuse_nested_in(self, transition->by_persona[g]);
        }
        refuse_nested_in(self, self->scenario->conversions[f]);
    }
}

/* The engine of counts moves customers who are all alike. */
static void refuse_among_alike(pk_compiler_t *self, const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_VARIES) {
        pk_error(self->diag, number->place,
                 "engine: expected takes up to three such numbers, engine: agents any. Without `varies` the number is "
                 "uncertain, the same for all customers",
                 "engine: cohort moves customers who are all alike, and here they differ (`varies`)");
    }
    for (int p = 0; p < number->npiece; p++) {
        refuse_among_alike(self, number->pieces[p].value);
    }
}

static void refuse_all_differing(pk_compiler_t *self)
{
    for (int f = 0; f < self->model->ntransition; f++) {
        const pk_transition_t *transition = &self->model->transitions[f];
        refuse_among_alike(self, transition->value);
        for (int g = 0; g < self->model->npersona; g++) {
            refuse_among_alike(self, transition->by_persona[g]);
        }
        if (self->scenario->conversions[f] != NULL) {
            refuse_among_alike(self, self->scenario->conversions[f]);
        }
    }
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

/* ---- money that varies ---- */

static bool varies(const pk_number_t *number, bool nested)
{
    return number->kind == PK_NUMBER_VARIES && (!nested || varying_arguments(number) > 0);
}

/* A piece that varies, or has an argument that varies; NULL: none. */
static const pk_number_t *varying_piece(const pk_number_t *number, bool nested)
{
    if (varies(number, nested)) {
        return number;
    }
    for (int p = 0; p < number->npiece; p++) {
        if (varies(number->pieces[p].value, nested)) {
            return number->pieces[p].value;
        }
    }
    return NULL;
}

/* A sum of amounts without a mean has no end. */
static void refuse_endless(pk_compiler_t *self, const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_VARIES && !pk_payable(pk_mean_written(number))) {
        pk_error(self->diag, number->place, "for a lognormal by its mean: lognormal(mean=.., sd=..)",
                 "the mean of this law is %.6g, and numbers go up to %g", pk_mean_written(number), PK_AMOUNT_MOST);
    }
    for (int p = 0; p < number->npiece; p++) {
        refuse_endless(self, number->pieces[p].value);
    }
}

static void refuse_money(pk_compiler_t *self, const pk_number_t *number)
{
    const int errors = self->diag->errors;
    refuse_arguments(self, number, 1);
    if (self->diag->errors == errors) {
        refuse_endless(self, number);
    }
}

/* Whether one can come to a stage from another, in any number of moves, none too. */
static bool leads_to(const pk_compiler_t *self, int from, int to)
{
    const pk_model_t *model = self->model;
    pk_arena_t arena = {0};
    bool *reached = PK_ARRAY(&arena, bool, model->nstage);
    reached[from] = true;
    for (bool more = true; more && !reached[to];) {
        more = false;
        for (int f = 0; f < model->ntransition; f++) {
            const pk_transition_t *transition = &model->transitions[f];
            if (reached[transition->from] && !reached[transition->to]) {
                reached[transition->to] = more = true;
            }
        }
    }
    const bool leads = reached[to];
    pk_arena_free(&arena);
    return leads;
}

/* One draw a customer for life is for the engine that follows each customer; here each sale draws anew. That is the
 * same where nobody comes this way twice. */
static void warn_repeated(pk_compiler_t *self, const pk_transition_t *transition, const pk_number_t *money)
{
    const pk_number_t *nested = varying_piece(money, true);
    if (nested != NULL && pk_engine_of(self->scenario, NULL) == PK_ENGINE_COHORT &&
        leads_to(self, transition->to, transition->from)) {
        pk_warning(
            self->diag, nested->place,
            "the means are right; the spread is where nobody comes the same way twice, or with one `varies`",
            "%s: customers come this way again, and the `varies` within `varies`, one draw a customer for life, is "
            "drawn anew each time, so the spread is too small",
            transition->name);
    }
}

static void refuse_transition(pk_compiler_t *self, const pk_transition_t *transition)
{
    refuse_money(self, transition->revenue);
    refuse_money(self, transition->cost);
    warn_repeated(self, transition, transition->revenue);
    warn_repeated(self, transition, transition->cost);
}

static void warn_stage_money(pk_compiler_t *self, const pk_number_t *number)
{
    const pk_number_t *varying = varying_piece(number, false);
    if (varying != NULL && self->scenario->engine != PK_ENGINE_EXPECTED) {
        pk_warning(self->diag, varying->place, "the means are right",
                   "money of a stage that varies is drawn anew each step, so its spread over time is too small");
    }
}

/* Whether one who left a stage can enter it again. */
static bool is_entered_again(const pk_compiler_t *self, int stage)
{
    for (int f = 0; f < self->model->ntransition; f++) {
        const pk_transition_t *transition = &self->model->transitions[f];
        const bool leaves = transition->from == stage && (transition->to != stage || transition->by == PK_BY_SHARE);
        if (leaves && leads_to(self, transition->to, stage)) {
            return true;
        }
    }
    return false;
}

static void warn_entry_cost(pk_compiler_t *self, int stage)
{
    const pk_number_t *varying = varying_piece(self->model->stages[stage].entry_cost, false);
    if (varying != NULL && self->scenario->engine != PK_ENGINE_EXPECTED && is_entered_again(self, stage)) {
        pk_warning(self->diag, varying->place, "the means are right",
                   "%s is entered again, and what varies is drawn anew each time, so its spread over time is too small",
                   self->model->stages[stage].name);
    }
}

static void refuse_stage(pk_compiler_t *self, int index)
{
    const pk_stage_t *stage = &self->model->stages[index];
    warn_stage_money(self, stage->revenue);
    warn_stage_money(self, stage->cost);
    warn_entry_cost(self, index);
    const bool agents = pk_engine_of(self->scenario, NULL) == PK_ENGINE_AGENTS;
    refuse_arguments(self, stage->dwell, agents ? PK_LAW_ARGUMENTS : 0);
    refuse_money(self, stage->revenue);
    refuse_money(self, stage->cost);
    refuse_money(self, stage->entry_cost);
    refuse_money(self, stage->end_value);
}

/* Individuals who differ in how they move stand in balance each where his own numbers put him. */
pk_status_t pk_balance_refuse(const pk_scenario_t *scenario, pk_diag_t *diag)
{
    const pk_model_t *model = scenario->model;
    const pk_number_t *differs = NULL;
    if (!model->balance || pk_engine_of(scenario, NULL) != PK_ENGINE_AGENTS) {
        return PK_OK;
    }
    for (int f = 0; f < model->ntransition && differs == NULL; f++) {
        const pk_transition_t *transition = &model->transitions[f];
        const bool moves = transition->from != transition->to || transition->by == PK_BY_SHARE;
        differs = moves ? varying_piece(transition->value, false) : NULL;
        for (int g = 0; g < model->npersona && moves && differs == NULL; g++) {
            differs = varying_piece(transition->by_persona[g], false);
        }
    }
    for (int i = 0; i < model->nstage && differs == NULL; i++) {
        for (int k = 0; k < model->stages[i].dwell->nargument && differs == NULL; k++) {
            differs = varying_piece(model->stages[i].dwell->arguments[k], false);
        }
    }
    return differs == NULL
               ? PK_OK
               : pk_error(diag, differs->place,
                          "write engine: expected in the scenario, which puts groups of them where they stand in "
                          "balance; or leave `varies` out; or give each stage its own start:, with start_age: steady",
                          "start: balance and customers who differ in how they move (`varies`) do not go together in "
                          "the engine agents: each of them would stand where his own numbers put him");
}

void pk_compile_refuse(pk_compiler_t *self)
{
    const pk_model_t *model = self->model;
    if (self->scenario->individuals && pk_engine_of(self->scenario, NULL) != PK_ENGINE_AGENTS) {
        pk_error(self->diag, PK_NOWHERE, "leave `engine:` out, or say engine: agents",
                 "%s: tables about individuals need the engine agents", self->scenario->file);
    }
    const pk_engine_kind_t engine = pk_engine_of(self->scenario, NULL);
    if (engine == PK_ENGINE_AGENTS) {
        refuse_nested(self);
        (void)!pk_balance_refuse(self->scenario, self->diag);
    } else if (engine == PK_ENGINE_COHORT) {
        refuse_all_differing(self);
    } else {
        refuse_differing_numbers(self);
    }
    for (int f = 0; f < model->ntransition; f++) {
        refuse_transition(self, &model->transitions[f]);
    }
    for (int i = 0; i < model->nstage; i++) {
        refuse_stage(self, i);
    }
}
