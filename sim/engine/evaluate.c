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

/* ---- the tail ---- */

static pk_status_t take_tail(pk_evaluator_t *self, const pk_evaluator_options_t *options, pk_diag_t *diag)
{
    const char *why = options->tail != NULL ? pk_tail_refuses(options->tail, self->plan) : NULL;
    if (why != NULL) {
        return pk_error(diag, PK_NOWHERE, NULL, "%s cannot go on after its end as %s does: %s",
                        self->plan->scenario->title, options->tail->scenario.title, why);
    }
    self->tail = options->tail;
    if (self->tail != NULL) {
        pk_tail_kpis(self->tail, &self->after);
    }
    return PK_OK;
}

/* ---- from start to end ---- */

pk_status_t pk_evaluator_init(pk_evaluator_t *self, pk_plan_t *plan, const pk_evaluator_options_t *options,
                              pk_diag_t *diag)
{
    *self =
        (pk_evaluator_t){.plan = plan, .nearest = options->nearest, .threads = pk_parallel_threads(options->threads)};
    pk_kpis_compile(plan, options->by, &self->kpis);
    pk_status_t status = find_inputs(self, options, diag);
    if (take_tail(self, options, diag) != PK_OK || pk_evaluator_resolve(self, options, diag) != PK_OK) {
        status = PK_BAD_INPUT;
    }
    if (status != PK_OK) {
        return status;
    }
    self->workers = pk_heap((size_t)self->threads, sizeof *self->workers);
    for (int w = 0; w < self->threads; w++) {
        pk_evaluating_init(&self->workers[w], self, options->vector, &self->arena);
    }
    return PK_OK;
}

void pk_evaluator_free(pk_evaluator_t *self)
{
    for (int w = 0; self->workers != NULL && w < self->threads; w++) {
        pk_evaluating_free(&self->workers[w]);
    }
    free(self->workers);
    pk_arena_free(&self->arena);
    *self = (pk_evaluator_t){0};
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

typedef struct {
    pk_evaluator_t *self;
    const pk_drawn_points_t *points;
    double *draws;
    bool *redrawn, *impossible;
} drawing_points_t;

static void draw_point(void *context, long index, int worker)
{
    const drawing_points_t *job = context;
    const pk_drawn_points_t *points = job->points;
    const pk_plan_t *plan = job->self->plan;
    const int njoint = pk_reference(plan)->njoint;
    pk_sim_t *sim = &job->self->workers[worker].sim;
    double *draws = &job->draws[index * plan->nslot];
    const pk_point_t point = {.address = points->address,
                              .uniform = &points->uniforms[index * points->nuniform],
                              .count = points->nuniform,
                              .pinned = points->pinned,
                              .value = points->value};
    const pk_drawing_t drawing = pk_assumptions_draw_at(sim, &point, points->first_run + (uint64_t)index, draws);
    for (int j = 0; job->redrawn != NULL && j < njoint; j++) {
        job->redrawn[index * njoint + j] = pk_assumptions_redrawn(sim, j);
    }
    job->impossible[index] = drawing.outcome != PK_DRAW_FINE;
    for (int slot = 0; job->impossible[index] && slot < plan->nslot; slot++) {
        draws[slot] = NAN;
    }
}

long pk_evaluator_draw_points(pk_evaluator_t *self, const pk_drawn_points_t *points, long count, double *draws,
                              bool *redrawn)
{
    drawing_points_t job = {self, points, draws, redrawn, pk_heap((size_t)count + 1, sizeof(bool))};
    long impossible = 0;
    pk_parallel_for(count, self->threads, draw_point, &job);
    for (long k = 0; k < count; k++) {
        impossible += job.impossible[k];
    }
    free(job.impossible);
    return impossible;
}

/* ---- evaluations ---- */

pk_evaluated_t pk_evaluate(pk_evaluator_t *self, const double *draws, double *out)
{
    pk_evaluation_t one = {.draws = draws, .after = draws, .out = out};
    pk_evaluating_group(&self->workers[0], 1, &one);
    return one.outcome;
}

bool pk_evaluator_is_possible(pk_evaluator_t *self, const double *draws, int row)
{
    return pk_assumptions_possible(&self->workers[0].sim, draws, row) == PK_DRAW_FINE;
}

typedef struct {
    const double *draws, *after;
    long nslot, nafter;
} given_t;

static pk_given_t given(void *context, pk_evaluating_t *by, long index, double *room)
{
    const given_t *self = context;
    (void)by;
    (void)room;
    return (pk_given_t){.draws = &self->draws[index * self->nslot], .after = &self->after[index * self->nafter]};
}

void pk_evaluate_many_after(pk_evaluator_t *self, long count, const double *draws, const double *after, double *out,
                            pk_evaluated_t *outcomes)
{
    const long nslot = self->plan->nslot;
    given_t all = {
        .draws = draws, .after = after, .nslot = nslot, .nafter = self->tail != NULL ? self->tail->plan.nslot : nslot};
    pk_evaluating_many(self, count, given, &all, out, outcomes);
}

void pk_evaluate_many(pk_evaluator_t *self, long count, const double *draws, double *out, pk_evaluated_t *outcomes)
{
    pk_evaluate_many_after(self, count, draws, draws, out, outcomes);
}

/* What each step of the tail adds to a KPI, group by group. */
typedef struct {
    pk_evaluator_t *self;
    given_t given;
    long count;
    int width, kpi;
    double *steps;
} stepping_t;

/* Room of a worker: what all KPIs have in each step, [evaluation][step][kpi], and outputs that nobody looks at. */
static void steps_of_group(void *context, long group, int worker)
{
    const stepping_t *job = context;
    pk_evaluator_t *self = job->self;
    const int length = self->tail->steps;
    const size_t size = (size_t)length * (size_t)self->after.count;
    const long first = group * job->width, left = job->count - first;
    const int count = left < job->width ? (int)left : job->width;
    double *by_step = pk_heap((size_t)count * size, sizeof(double));
    double *out = pk_heap((size_t)pk_evaluator_outputs(self), sizeof(double));
    pk_evaluation_t all[PK_GROUP_MOST];
    for (int k = 0; k < count; k++) {
        const pk_given_t draws = given((void *)&job->given, &self->workers[worker], first + k, NULL);
        all[k] = (pk_evaluation_t){
            .draws = draws.draws, .after = draws.after, .out = out, .steps = &by_step[(size_t)k * size]};
    }
    pk_evaluating_group(&self->workers[worker], count, all);
    for (long i = 0; i < (long)count * length; i++) {
        const long k = i / length;
        job->steps[first * length + i] =
            pk_is_evaluated(all[k].outcome) ? by_step[i * self->after.count + job->kpi] : NAN;
    }
    free(by_step);
    free(out);
}

void pk_evaluate_steps(pk_evaluator_t *self, long count, const double *draws, const double *after, const char *kpi,
                       double *steps)
{
    stepping_t job = {
        .self = self,
        .given = {.draws = draws, .after = after, .nslot = self->plan->nslot, .nafter = self->tail->plan.nslot},
        .count = count,
        .width = self->workers[0].ops->width,
        .kpi = pk_kpis_find(&self->after, kpi),
        .steps = steps};
    PK_REQUIRE(job.kpi >= 0);
    pk_parallel_for((count + job.width - 1) / job.width, self->threads, steps_of_group, &job);
}

/* ---- how many ---- */

long pk_evaluator_outputs(const pk_evaluator_t *self)
{
    return self->outputs != NULL ? self->noutput : pk_kpis_size(&self->kpis);
}
