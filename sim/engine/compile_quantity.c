/* Numbers of the file become quantities: a slot or a constant for each step. */
#include <math.h>

#include "engine/compile.h"
#include "model/schedule.h"

static pk_term_t term_of(const pk_number_t *number)
{
    return (pk_term_t){
        .slot = number->slot,
        .relative = number->sign == PK_TIMES,
        .added = number->sign == PK_PLUS,
        .value = number->slot < 0 ? number->value : 1,
        .period = number->period,
    };
}

static pk_quantity_t constant(pk_compiler_t *self, pk_term_t term)
{
    pk_term_t *terms = PK_NEW(&self->plan->arena, pk_term_t);
    terms[0] = term;
    return (pk_quantity_t){.terms = terms, .stride = 0};
}

pk_quantity_t pk_compile_slot(pk_compiler_t *self, int slot, double period)
{
    return constant(self, (pk_term_t){.slot = slot, .value = 1, .period = period});
}

/* A schedule's terms stand at 1..T; 0 repeats 1, so that "before the first step" has a value. */
static pk_quantity_t scheduled_pieces(pk_compiler_t *self, const pk_number_t *number)
{
    const int steps = self->plan->nstep;
    pk_arena_t *arena = &self->plan->arena;
    int *piece = PK_ARRAY(arena, int, steps);
    double *share = PK_ARRAY(arena, double, number->npiece);
    pk_term_t *terms = PK_ARRAY(arena, pk_term_t, steps + 1);
    if (pk_schedule_resolve(number, &self->plan->calendar, piece, share, self->diag) == PK_OK) {
        for (int t = 1; t <= steps; t++) {
            terms[t] = term_of(number->pieces[piece[t - 1]].value);
            terms[t].value *= share[piece[t - 1]];
        }
    }
    terms[0] = terms[1];
    return (pk_quantity_t){.terms = terms, .stride = 1};
}

static pk_quantity_t scheduled_series(pk_compiler_t *self, const pk_number_t *number)
{
    const int steps = self->plan->nstep;
    double *values = PK_ARRAY(&self->plan->arena, double, steps);
    pk_term_t *terms = PK_ARRAY(&self->plan->arena, pk_term_t, steps + 1);
    if (pk_series_resolve(number, &self->plan->calendar, values, self->diag) == PK_OK) {
        const int factor = pk_compile_factor(self, number->path);
        for (int t = 1; t <= steps; t++) {
            terms[t] = (pk_term_t){.slot = factor, .relative = number->sign == PK_TIMES, .value = values[t - 1]};
        }
    }
    terms[0] = terms[1];
    return (pk_quantity_t){.terms = terms, .stride = 1};
}

pk_quantity_t pk_compile_quantity(pk_compiler_t *self, const pk_number_t *number, double otherwise)
{
    if (number == NULL || number->kind == PK_NUMBER_NONE) {
        return isnan(otherwise) ? (pk_quantity_t){0} : constant(self, (pk_term_t){.slot = -1, .value = otherwise});
    }
    if (number->kind == PK_NUMBER_SCHEDULE) {
        return number->series != NULL ? scheduled_series(self, number) : scheduled_pieces(self, number);
    }
    return constant(self, term_of(number));
}

static bool of_revenue(const pk_number_t *number)
{
    if (number == NULL) {
        return false;
    }
    return number->kind == PK_NUMBER_SCHEDULE && number->npiece > 0 ? number->pieces[0].value->of_revenue
                                                                    : number->of_revenue;
}

static bool has_varying_piece(const pk_number_t *number)
{
    for (int p = 0; p < number->npiece; p++) {
        if (number->pieces[p].value->kind == PK_NUMBER_VARIES) {
            return true;
        }
    }
    return false;
}

/* The law of each step where some pieces vary. */
static const pk_number_t *const *varying_pieces(pk_compiler_t *self, const pk_number_t *number)
{
    const int steps = self->plan->nstep;
    int *piece = PK_ARRAY(&self->plan->arena, int, steps);
    const pk_number_t **laws = PK_ARRAY(&self->plan->arena, const pk_number_t *, steps + 1);
    if (pk_schedule_resolve(number, &self->plan->calendar, piece, NULL, self->diag) == PK_OK) {
        for (int t = 1; t <= steps; t++) {
            const pk_number_t *value = number->pieces[piece[t - 1]].value;
            laws[t] = value->kind == PK_NUMBER_VARIES ? value : NULL;
        }
    }
    laws[0] = steps > 0 ? laws[1] : NULL;
    return laws;
}

pk_money_t pk_compile_money(pk_compiler_t *self, const pk_number_t *number)
{
    pk_money_t money = {0};
    if (number != NULL && number->kind == PK_NUMBER_VARIES) {
        const pk_number_t **law = PK_NEW(&self->plan->arena, const pk_number_t *);
        *law = number;
        money.varies = law;
        return money;
    }
    money.number = pk_compile_quantity(self, number, NAN);
    money.of_revenue = of_revenue(number);
    if (number != NULL && number->kind == PK_NUMBER_SCHEDULE && has_varying_piece(number)) {
        money.varies = varying_pieces(self, number);
        money.stride = 1;
    }
    return money;
}

/* The mean of a number as written, arguments that are uncertain or vary at theirs: exact for laws that can be below 0,
 * all of which have means that are linear in their arguments. */
double pk_mean_written(const pk_number_t *number)
{
    double given[PK_LAW_ARGUMENTS] = {0}, a[PK_LAW_ARGUMENTS];
    if (number->law == NULL) {
        return number->value;
    }
    for (int k = 0; k < number->nargument; k++) {
        given[k] = pk_mean_written(number->arguments[k]);
    }
    if (!pk_number_law_arguments(number, given, a)) {
        return given[0];
    }
    return number->scale * number->law->mean(a);
}

static double mean_at(const pk_plan_t *plan, const pk_money_t *money, int t)
{
    const pk_number_t *varies = money->varies == NULL ? NULL : money->varies[(long)t * money->stride];
    if (varies != NULL) {
        return pk_mean_written(varies);
    }
    if (!pk_present(money->number)) {
        return 0;
    }
    const pk_term_t *term = pk_term(money->number, t);
    return term->slot < 0 || term->slot >= plan->nnumber ? term->value
                                                         : term->value * pk_mean_written(plan->numbers[term->slot]);
}

bool pk_is_gain(const pk_plan_t *plan, const pk_money_t *money)
{
    const bool changes = money->number.stride > 0 || money->stride > 0;
    for (int t = 1; t <= (changes ? pk_steps_told(&plan->calendar) : 1); t++) {
        if (mean_at(plan, money, t) > 0) {
            return true;
        }
    }
    return false;
}

pk_quantity_t *pk_compile_by_persona(pk_compiler_t *self, pk_number_t *const *numbers, double otherwise)
{
    pk_quantity_t *quantities = PK_ARRAY(&self->plan->arena, pk_quantity_t, self->plan->npersona);
    for (int g = 0; g < self->plan->npersona; g++) {
        quantities[g] =
            pk_compile_quantity(self, numbers == NULL ? NULL : numbers[pk_model_persona(self->plan, g)], otherwise);
    }
    return quantities;
}
