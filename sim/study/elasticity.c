#include "study/elasticity.h"

#include <math.h>
#include <stdlib.h>

enum { DRAWS = 64 };

static bool is_listed(const pk_slope_t *slopes, int count, const char *path)
{
    for (int k = 0; k < count; k++) {
        if (pk_path_is_same(slopes[k].path, path)) {
            return true;
        }
    }
    return false;
}

/* Whether a path can be moved, without a word where it cannot. */
static bool can_be_moved(pk_plan_t *plan, const char *path)
{
    pk_movable_t found;
    pk_diag_t ignored = {0};
    const bool can = pk_movable_find(plan, path, &found, &ignored) == PK_OK;
    pk_diag_free(&ignored);
    return can;
}

static int list(pk_plan_t *plan, pk_slope_t *slopes)
{
    const pk_numbers_t *book = &plan->model->numbers;
    bool *assumed = PK_ARRAY(&plan->arena, bool, book->count + 1),
         *planned = PK_ARRAY(&plan->arena, bool, book->count + 1);
    int count = 0;
    pk_numbers_assumed(book, assumed, planned);
    for (int k = 0; k < plan->ndial; k++) {
        const pk_number_t *number = pk_number_find(book, plan->dials[k].path);
        if (number == NULL || !pk_number_uncertain(number)) {
            slopes[count++] = (pk_slope_t){.path = plan->dials[k].path,
                                           .text = number != NULL && number->text != NULL ? number->text : ""};
        }
    }
    for (int i = 0; i < book->count; i++) {
        const pk_number_t *number = book->all[i];
        if ((assumed[i] || planned[i]) && number->kind == PK_NUMBER_FIXED && number->text != NULL &&
            !is_listed(slopes, count, number->path) && can_be_moved(plan, number->path)) {
            slopes[count++] = (pk_slope_t){.path = number->path, .text = number->text};
        }
    }
    return count;
}

static void differentiate(pk_evaluator_t *evaluator, pk_slope_t *slopes, int count, double *mean)
{
    const long nslot = evaluator->plan->nslot;
    double *draws = pk_heap((size_t)(DRAWS * nslot) + 1, sizeof(double));
    double *x = pk_heap((size_t)count + 1, sizeof(double)), *gradient = pk_heap((size_t)count + 1, sizeof(double));
    pk_function_t function;
    for (long k = 0; k < DRAWS; k++) {
        (void)pk_evaluator_draw(evaluator, (uint64_t)k, NULL, &draws[k * nslot]);
    }
    for (int k = 0; k < count; k++) {
        x[k] = 1;
    }
    pk_function_init(&function, evaluator, 0, draws, DRAWS);
    *mean = pk_function_value((unsigned)count, x, gradient, &function);
    for (int k = 0; k < count; k++) {
        slopes[k].slope = gradient[k];
    }
    pk_function_free(&function);
    free(draws);
    free(x);
    free(gradient);
}

int pk_elasticity_slopes(pk_plan_t *plan, const char *kpi, const pk_run_options_t *options, pk_slope_t **slopes,
                         double *mean, pk_diag_t *diag)
{
    const int most = plan->ndial + plan->model->numbers.count;
    *slopes = PK_ARRAY(&plan->arena, pk_slope_t, most + 1);
    const int count = list(plan, *slopes);
    pk_input_t *inputs = PK_ARRAY(&plan->arena, pk_input_t, count + 1);
    for (int k = 0; k < count; k++) {
        inputs[k] = (pk_input_t){.path = (*slopes)[k].path, .times = true};
    }
    const pk_output_t output = {.kind = PK_OUTPUT_KPI, .name = kpi};
    pk_evaluator_t evaluator;
    const pk_evaluator_options_t how = {.outputs = &output,
                                        .noutput = 1,
                                        .inputs = inputs,
                                        .ninput = count,
                                        .nearest = true,
                                        .vector = options->vector,
                                        .threads = options->threads};
    *mean = NAN;
    if (pk_evaluator_init(&evaluator, plan, &how, diag) == PK_OK && count > 0) {
        differentiate(&evaluator, *slopes, count, mean);
    }
    pk_evaluator_free(&evaluator);
    return count;
}
