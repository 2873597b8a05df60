/* A group of evaluations, from draws to outputs: side by side in lanes, or one by one. */
#include <math.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/evaluate_parts.h"

void pk_evaluating_init(pk_evaluating_t *self, const pk_evaluator_t *evaluator, pk_vector_t vector, pk_arena_t *arena)
{
    const pk_plan_t *plan = evaluator->plan;
    *self = (pk_evaluating_t){.evaluator = evaluator, .ops = pk_lane_ops(&pk_chance_expected, vector)};
    pk_sim_init(&self->sim, plan, &pk_chance_expected);
    self->single = pk_lane_ops(&pk_chance_expected, PK_VECTOR_NONE)->open(plan, &evaluator->kpis);
    self->lanes = self->single != NULL && self->ops != NULL ? self->ops->open(plan, &evaluator->kpis) : NULL;
    self->accumulators = PK_ARRAY(arena, double, pk_kpis_size(&evaluator->kpis));
    if (evaluator->tail != NULL) {
        self->after = PK_ARRAY(arena, double, pk_kpis_size(&evaluator->after));
        PK_REQUIRE(self->lanes != NULL);
        pk_onward_init(&self->onward, evaluator->tail, &evaluator->after, self->ops);
        pk_onward_init(&self->onward_single, evaluator->tail, &evaluator->after,
                       pk_lane_ops(&pk_chance_expected, PK_VECTOR_NONE));
    }
    self->counted = PK_ARRAY(arena, double, PK_GROUP_MOST *(evaluator->noutput + 1));
    self->row = PK_ARRAY(arena, double, plan->npersona *(plan->nstage + plan->nflow) + 2 * plan->ndriver);
    self->draws = PK_ARRAY(arena, double, PK_GROUP_MOST *(plan->nslot + 1));
    self->moves = PK_ARRAY(arena, pk_move_t, evaluator->nmove + 1);
}

void pk_evaluating_free(pk_evaluating_t *self)
{
    pk_sim_free(&self->sim);
    pk_onward_free(&self->onward);
    pk_onward_free(&self->onward_single);
    if (self->single != NULL) {
        pk_lane_ops(&pk_chance_expected, PK_VECTOR_NONE)->close(self->single);
    }
    if (self->lanes != NULL) {
        self->ops->close(self->lanes);
    }
}

/* ---- what comes out ---- */

static double sum_of(const double *cells, const pk_resolved_t *output, int personas)
{
    double sum = 0;
    for (int g = output->first_persona; g < output->last_persona; g++) {
        sum += cells[output->index * personas + g];
    }
    return sum;
}

/* Whether a step is looked at for flows or stages. */
static bool is_watched(const pk_evaluator_t *evaluator, int t)
{
    for (int k = 0; k < evaluator->noutput; k++) {
        const pk_resolved_t *output = &evaluator->outputs[k];
        if ((output->kind == PK_OUTPUT_FLOW && t >= output->first && t <= output->last) ||
            (output->kind == PK_OUTPUT_STAGE && t == output->last)) {
            return true;
        }
    }
    return false;
}

static void count(pk_evaluating_t *self, int lane, const double *stages, const double *flows, int t)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    const int personas = evaluator->plan->npersona;
    double *counted = &self->counted[lane * evaluator->noutput];
    for (int k = 0; k < evaluator->noutput; k++) {
        const pk_resolved_t *output = &evaluator->outputs[k];
        if (output->kind == PK_OUTPUT_FLOW && t >= output->first && t <= output->last && t > 0) {
            counted[k] += sum_of(flows, output, personas);
        } else if (output->kind == PK_OUTPUT_STAGE && t == output->last) {
            counted[k] = sum_of(stages, output, personas);
        }
    }
}

/* A KPI over its span, of finished accumulators. */
static double kpi_of(const pk_evaluating_t *self, const pk_resolved_t *output)
{
    const double horizon = self->accumulators[output->at];
    if (output->span == PK_SPAN_HORIZON) {
        return horizon;
    }
    return self->after[output->at_after] + (output->span == PK_SPAN_BOTH ? horizon : 0);
}

/* From finished accumulators and what was counted in a lane; NAN where there is no outcome. */
static void hand_over(const pk_evaluating_t *self, int lane, bool fine, double *out)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    for (long k = 0; k < pk_evaluator_outputs(evaluator); k++) {
        const pk_resolved_t *output = evaluator->outputs != NULL ? &evaluator->outputs[k] : NULL;
        out[k] = !fine                           ? NAN
                 : output == NULL                ? self->accumulators[k]
                 : output->kind == PK_OUTPUT_KPI ? kpi_of(self, output)
                                                 : self->counted[lane * evaluator->noutput + k];
    }
}

/* ---- one by one ---- */

static void look(void *context, const pk_sim_t *sim, int t)
{
    count(context, 0, sim->state.count, sim->state.flow, t);
}

static void by_sim(pk_evaluating_t *self, pk_evaluation_t *one)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    memset(self->counted, 0, (size_t)evaluator->noutput * sizeof *self->counted);
    pk_kpis_clear(&evaluator->kpis, self->accumulators);
    pk_sim_begin(&self->sim, 0, one->draws);
    pk_walk(&self->sim, 0, evaluator->plan->nstep, &evaluator->kpis, self->accumulators, (pk_watch_t){look, self});
    pk_kpis_finish(&evaluator->kpis, self->accumulators);
    one->outcome.excess = pk_kpis_excess(&evaluator->kpis, self->accumulators, self->sim.excess);
    hand_over(self, 0, pk_is_evaluated(one->outcome), one->out);
}

/* ---- side by side ---- */

/* Those of a group that are possible: which they are, in lanes 0.. */
typedef struct {
    const pk_lane_ops_t *ops;
    pk_lanes_t *lanes;
    pk_onward_t *onward; /* where there is a tail */
    pk_evaluation_t *item[PK_GROUP_MOST];
    int count;
} loaded_t;

static void look_at_lanes(pk_evaluating_t *self, const loaded_t *loaded, int t)
{
    const pk_plan_t *plan = self->evaluator->plan;
    for (int lane = 0; lane < loaded->count; lane++) {
        loaded->ops->row(loaded->lanes, lane, self->row);
        count(self, lane, self->row, self->row + plan->nstage * plan->npersona, t);
    }
}

/* From the horizon to the end of the tail. */
static void go_on(const pk_evaluating_t *self, const loaded_t *loaded)
{
    const double *draws[PK_GROUP_MOST];
    double *steps[PK_GROUP_MOST];
    for (int lane = 0; lane < loaded->count; lane++) {
        draws[lane] = loaded->item[lane]->after;
        steps[lane] = loaded->item[lane]->steps;
    }
    pk_onward_walk(loaded->onward, loaded->lanes, self->evaluator->plan->nstep, loaded->count, draws, steps);
}

/* What the tail has come to in a lane; end values go, which the horizon has counted. */
static void take_after(pk_evaluating_t *self, const loaded_t *loaded, int lane)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    const pk_kpis_t *kpis = &evaluator->after;
    pk_evaluation_t *one = loaded->item[lane];
    const double end = loaded->ops->end_value(loaded->lanes, lane);
    pk_onward_kpis(loaded->onward, lane, self->after);
    if (one->outcome.excess.what == PK_EXCESS_NONE) {
        one->outcome.excess = pk_kpis_excess(kpis, self->after, pk_onward_excess(loaded->onward, lane));
    }
    for (int k = 0; k < kpis->count; k++) {
        self->after[k] -= pk_tail_end_value(&kpis->at[k], evaluator->plan, one->draws, evaluator->plan->nstep, end);
    }
}

static void by_lanes(pk_evaluating_t *self, const loaded_t *loaded)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    memset(self->counted, 0, (size_t)(loaded->count * evaluator->noutput) * sizeof *self->counted);
    loaded->ops->start(loaded->lanes, loaded->count);
    for (int t = 0; t <= evaluator->plan->nstep; t++) {
        if (t > 0) {
            loaded->ops->step(loaded->lanes, t);
        }
        if (is_watched(evaluator, t)) {
            look_at_lanes(self, loaded, t);
        }
    }
    if (evaluator->tail != NULL) {
        go_on(self, loaded);
    }
    for (int lane = 0; lane < loaded->count; lane++) {
        pk_evaluation_t *one = loaded->item[lane];
        loaded->ops->kpis(loaded->lanes, lane, self->accumulators);
        one->outcome.excess =
            pk_kpis_excess(&evaluator->kpis, self->accumulators, loaded->ops->excess(loaded->lanes, lane));
        if (evaluator->tail != NULL) {
            take_after(self, loaded, lane);
        }
        hand_over(self, lane, pk_is_evaluated(one->outcome), one->out);
    }
}

static bool is_possible(pk_evaluating_t *self, pk_evaluation_t *one)
{
    one->outcome = (pk_evaluated_t){.draw = PK_DRAW_FINE};
    if (!self->evaluator->nearest) {
        one->outcome.draw = pk_assumptions_possible(&self->sim, one->draws, -1);
    }
    return one->outcome.draw == PK_DRAW_FINE;
}

void pk_evaluating_group(pk_evaluating_t *self, int count, pk_evaluation_t *all)
{
    const bool one = count == 1;
    loaded_t loaded = {.ops = one ? pk_lane_ops(&pk_chance_expected, PK_VECTOR_NONE) : self->ops,
                       .lanes = one ? self->single : self->lanes,
                       .onward = one ? &self->onward_single : &self->onward};
    for (int k = 0; k < count; k++) {
        if (!is_possible(self, &all[k])) {
            hand_over(self, 0, false, all[k].out);
        } else if (loaded.lanes == NULL) {
            by_sim(self, &all[k]);
        } else {
            pk_sim_begin(&self->sim, 0, all[k].draws);
            loaded.ops->load(loaded.lanes, loaded.count, &self->sim);
            loaded.item[loaded.count++] = &all[k];
        }
    }
    if (loaded.count > 0) {
        by_lanes(self, &loaded);
    }
}

/* ---- many ---- */

typedef struct {
    pk_evaluator_t *self;
    long count;
    int width;
    pk_draws_fn draws_of;
    void *context;
    double *out;
    pk_evaluated_t *outcomes;
} pk_many_t;

static void one_group(void *context, long group, int worker)
{
    const pk_many_t *many = context;
    pk_evaluating_t *by = &many->self->workers[worker];
    const long first = group * many->width, slots = many->self->plan->nslot;
    pk_evaluation_t all[PK_GROUP_MOST];
    int count = 0;
    for (; count < many->width && first + count < many->count; count++) {
        const pk_given_t given = many->draws_of(many->context, by, first + count, &by->draws[count * slots]);
        all[count] = (pk_evaluation_t){.draws = given.draws,
                                       .after = given.after,
                                       .out = &many->out[(first + count) * pk_evaluator_outputs(many->self)]};
    }
    pk_evaluating_group(by, count, all);
    for (int k = 0; k < count; k++) {
        many->outcomes[first + k] = all[k].outcome;
    }
}

void pk_evaluating_many(pk_evaluator_t *self, long count, pk_draws_fn draws_of, void *context, double *out,
                        pk_evaluated_t *outcomes)
{
    const pk_evaluating_t *first = &self->workers[0];
    pk_many_t many = {.self = self,
                      .count = count,
                      .width = first->lanes != NULL ? first->ops->width : 1,
                      .draws_of = draws_of,
                      .context = context,
                      .out = out,
                      .outcomes = outcomes};
    pk_parallel_for((count + many.width - 1) / many.width, self->threads, one_group, &many);
}
