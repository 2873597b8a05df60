#include "engine/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/evaluate_parts.h"

/* ---- inputs ---- */

static pk_status_t find_inputs(pk_evaluator_t *self, const pk_evaluator_options_t *options, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    self->ninput = options->ninput;
    self->inputs = PK_ARRAY(&self->arena, pk_movable_t, self->ninput);
    self->times = PK_ARRAY(&self->arena, bool, self->ninput);
    for (int k = 0; k < self->ninput; k++) {
        const pk_input_t *input = &options->inputs[k];
        if (pk_movable_find(self->plan, input->path, &self->inputs[k], diag) != PK_OK) {
            status = PK_BAD_INPUT;
            continue;
        }
        if (!input->times && !pk_movable_can_be_set(&self->inputs[k])) {
            status = pk_error(diag, PK_NOWHERE, "multiply it: xF", "%s comes from a file and cannot be one value",
                              input->path);
        }
        self->times[k] = input->times;
        self->redraws = self->redraws || self->inputs[k].argument;
        self->nmove += pk_movable_moves(&self->inputs[k]);
    }
    return status;
}

int pk_evaluator_moves(const pk_evaluator_t *self, const double *x, pk_move_t *moves)
{
    int count = 0;
    for (int k = 0; k < self->ninput; k++) {
        count += pk_movable_move(&self->inputs[k], x[k], self->times[k], &moves[count]);
    }
    return count;
}

/* ---- from start to end ---- */

static void start_worker(pk_evaluator_t *self, pk_evaluating_t *worker)
{
    pk_sim_init(&worker->sim, self->plan, &pk_chance_expected);
    worker->accumulators = PK_ARRAY(&self->arena, double, pk_kpis_size(&self->kpis));
    worker->out = PK_ARRAY(&self->arena, double, self->noutput + 1);
    worker->draws = PK_ARRAY(&self->arena, double, self->plan->nslot + 1);
    worker->moves = PK_ARRAY(&self->arena, pk_move_t, self->nmove + 1);
    worker->evaluator = self;
}

pk_status_t pk_evaluator_init(pk_evaluator_t *self, pk_plan_t *plan, const pk_evaluator_options_t *options,
                              pk_diag_t *diag)
{
    *self =
        (pk_evaluator_t){.plan = plan, .nearest = options->nearest, .threads = pk_parallel_threads(options->threads)};
    pk_kpis_compile(plan, options->by, &self->kpis);
    pk_status_t status = find_inputs(self, options, diag);
    if (pk_evaluator_resolve(self, options, diag) != PK_OK) {
        status = PK_BAD_INPUT;
    }
    if (status != PK_OK) {
        return status;
    }
    self->workers = pk_heap((size_t)self->threads, sizeof *self->workers);
    for (int w = 0; w < self->threads; w++) {
        start_worker(self, &self->workers[w]);
    }
    return PK_OK;
}

void pk_evaluator_free(pk_evaluator_t *self)
{
    for (int w = 0; self->workers != NULL && w < self->threads; w++) {
        pk_sim_free(&self->workers[w].sim);
    }
    free(self->workers);
    pk_arena_free(&self->arena);
    *self = (pk_evaluator_t){0};
}

long pk_evaluator_outputs(const pk_evaluator_t *self)
{
    return self->outputs != NULL ? self->noutput : pk_kpis_size(&self->kpis);
}

/* ---- draws ---- */

pk_draw_t pk_evaluating_draw(pk_evaluating_t *self, uint64_t run, const double *x, double *draws)
{
    const pk_drawing_t drawing = pk_assumptions_draw(&self->sim, run, draws, NULL);
    if (x != NULL) {
        pk_assumptions_move(&self->sim, run, self->moves, pk_evaluator_moves(self->evaluator, x, self->moves), draws);
    }
    return drawing.outcome;
}

pk_draw_t pk_evaluator_draw(pk_evaluator_t *self, uint64_t run, const double *x, double *draws)
{
    return pk_evaluating_draw(&self->workers[0], run, x, draws);
}

void pk_evaluator_move(const pk_evaluator_t *self, const double *x, double *draws)
{
    pk_move_t *moves = self->workers[0].moves;
    pk_moves_apply(moves, pk_evaluator_moves(self, x, moves), draws);
}

/* ---- one evaluation ---- */

static double sum_of(const double *cells, const pk_resolved_t *output, int personas)
{
    double sum = 0;
    for (int g = output->first_persona; g < output->last_persona; g++) {
        sum += cells[output->index * personas + g];
    }
    return sum;
}

static void look(void *context, const pk_sim_t *sim, int t)
{
    pk_evaluating_t *self = context;
    const pk_evaluator_t *evaluator = self->evaluator;
    for (int k = 0; k < evaluator->noutput; k++) {
        const pk_resolved_t *output = &evaluator->outputs[k];
        if (output->kind == PK_OUTPUT_FLOW && t >= output->first && t <= output->last && t > 0) {
            self->out[k] += sum_of(sim->state.flow, output, sim->plan->npersona);
        } else if (output->kind == PK_OUTPUT_STAGE && t == output->last) {
            self->out[k] = sum_of(sim->state.count, output, sim->plan->npersona);
        }
    }
}

static void hand_over(const pk_evaluating_t *self, bool fine, double *out)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    for (long k = 0; k < pk_evaluator_outputs(evaluator); k++) {
        const pk_resolved_t *output = evaluator->outputs != NULL ? &evaluator->outputs[k] : NULL;
        out[k] = !fine                           ? NAN
                 : output == NULL                ? self->accumulators[k]
                 : output->kind == PK_OUTPUT_KPI ? self->accumulators[output->at]
                                                 : self->out[k];
    }
}

/* The first KPI past what a number holds; ratios have their own say. */
static pk_excess_t excess_of(const pk_evaluating_t *self)
{
    const pk_kpis_t *kpis = &self->evaluator->kpis;
    for (long k = 0; self->sim.excess.what == PK_EXCESS_NONE && k < pk_kpis_size(kpis); k++) {
        const int index = (int)(k % kpis->count);
        if (kpis->at[index].reduce != PK_RATIO && fabs(self->accumulators[k]) > PK_AMOUNT_MOST) {
            return (pk_excess_t){.what = PK_EXCESS_KPI, .index = index, .number = self->accumulators[k]};
        }
    }
    return self->sim.excess;
}

static pk_evaluated_t run(pk_evaluating_t *self, const double *draws, double *out)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    pk_kpis_clear(&evaluator->kpis, self->accumulators);
    memset(self->out, 0, (size_t)evaluator->noutput * sizeof *self->out);
    pk_sim_begin(&self->sim, 0, draws);
    pk_walk(&self->sim, 0, evaluator->plan->nstep, &evaluator->kpis, self->accumulators,
            (pk_watch_t){evaluator->outputs != NULL ? look : NULL, self});
    pk_kpis_finish(&evaluator->kpis, self->accumulators);
    const pk_evaluated_t outcome = {.excess = excess_of(self)};
    hand_over(self, pk_is_evaluated(outcome), out);
    return outcome;
}

pk_evaluated_t pk_evaluating_try(pk_evaluating_t *self, const double *draws, double *out)
{
    const pk_draw_t draw = self->evaluator->nearest ? PK_DRAW_FINE : pk_assumptions_possible(&self->sim, draws, -1);
    if (draw == PK_DRAW_FINE) {
        return run(self, draws, out);
    }
    hand_over(self, false, out);
    return (pk_evaluated_t){.draw = draw};
}

pk_evaluated_t pk_evaluate(pk_evaluator_t *self, const double *draws, double *out)
{
    return pk_evaluating_try(&self->workers[0], draws, out);
}

bool pk_evaluator_is_possible(pk_evaluator_t *self, const double *draws, int row)
{
    return pk_assumptions_possible(&self->workers[0].sim, draws, row) == PK_DRAW_FINE;
}

/* ---- many ---- */

typedef struct {
    pk_evaluator_t *self;
    const double *draws;
    double *out;
    pk_evaluated_t *outcomes;
} pk_many_t;

static void one_of_many(void *context, long index, int worker)
{
    const pk_many_t *many = context;
    many->outcomes[index] =
        pk_evaluating_try(&many->self->workers[worker], &many->draws[index * many->self->plan->nslot],
                          &many->out[index * pk_evaluator_outputs(many->self)]);
}

void pk_evaluate_many(pk_evaluator_t *self, long count, const double *draws, double *out, pk_evaluated_t *outcomes)
{
    pk_many_t many = {.self = self, .draws = draws, .out = out, .outcomes = outcomes};
    pk_parallel_for(count, self->threads, one_of_many, &many);
}
