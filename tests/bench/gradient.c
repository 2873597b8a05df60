/* What a gradient costs: by differences over all uncertain numbers of a plan, beside one group of eight evaluations of
 * the same evaluator; one thread, medians of repetitions in turn. Not a test. Run with `make bench-gradient`. */
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/evaluate.h"

enum { GROUP = 8, TURNS = 31 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    const double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_size);
    return values[count / 2];
}

/* Every number with a law, at its value in the draws. */
static int uncertain(const pk_plan_t *plan, const double *draws, pk_input_t *inputs, double *x)
{
    int count = 0;
    for (int slot = 0; slot < plan->nnumber; slot++) {
        if (plan->drawn[slot]) {
            inputs[count] = (pk_input_t){plan->numbers[slot]->path, false};
            x[count++] = draws[slot];
        }
    }
    return count;
}

static void measure(pk_plan_t *plan, const char *path, pk_diag_t *diag)
{
    static const pk_output_t PROFIT = {.kind = PK_OUTPUT_KPI, .name = "profit"};
    double *draws = pk_heap((size_t)plan->nslot * GROUP, sizeof(double));
    double *x = pk_heap((size_t)plan->nslot, sizeof(double)), *gradient = pk_heap((size_t)plan->nslot, sizeof(double));
    pk_input_t *inputs = pk_heap((size_t)plan->nslot, sizeof *inputs);
    double out[GROUP], group[TURNS], whole[TURNS];
    pk_evaluated_t outcomes[GROUP];
    pk_sim_t sim;
    pk_sim_init(&sim, plan, &pk_chance_expected);
    for (int run = 0; run < GROUP; run++) {
        pk_assumptions_draw(&sim, (uint64_t)run, &draws[run * plan->nslot], NULL);
    }
    const int count = uncertain(plan, draws, inputs, x);
    const pk_evaluator_options_t options = {
        .outputs = &PROFIT, .noutput = 1, .inputs = inputs, .ninput = count, .threads = 1, .nearest = true};
    pk_evaluator_t evaluator;
    pk_function_t function;
    if (pk_evaluator_init(&evaluator, plan, &options, diag) == PK_OK) {
        pk_function_init(&function, &evaluator, 0, draws, 1);
        for (int turn = 0; turn < TURNS; turn++) {
            double start = now();
            pk_evaluate_many(&evaluator, GROUP, draws, out, outcomes);
            group[turn] = now() - start;
            start = now();
            (void)pk_function_value((unsigned)count, x, gradient, &function);
            whole[turn] = now() - start;
        }
        const double one = median(group, TURNS);
        printf("%-44s %3d numbers  group of eight %7.0f us  gradient %7.0f us  = %.1f groups\n", path, count, 1e6 * one,
               1e6 * median(whole, TURNS), median(whole, TURNS) / one);
        pk_function_free(&function);
    }
    pk_evaluator_free(&evaluator);
    pk_sim_free(&sim);
    free(draws);
    free(x);
    free(gradient);
    free(inputs);
}

int main(int count, char **paths)
{
    gsl_set_error_handler_off();
    for (int k = 1; k < count; k++) {
        pk_arena_t arena = {0};
        pk_diag_t diag = {0};
        const pk_overrides_t none = PK_NO_OVERRIDES;
        pk_scenario_t *scenario = pk_scenario_read(paths[k], &none, &arena, &diag);
        pk_plan_t plan;
        if (scenario != NULL && pk_plan_compile(scenario, &plan, &diag) == PK_OK) {
            measure(&plan, paths[k], &diag);
            pk_plan_free(&plan);
        }
        pk_diag_free(&diag);
        pk_arena_free(&arena);
    }
    return 0;
}
