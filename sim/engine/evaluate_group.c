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
    self->counted = PK_ARRAY(arena, double, PK_GROUP_MOST *(evaluator->noutput + 1));
    self->row = PK_ARRAY(arena, double, plan->npersona *(plan->nstage + plan->nflow) + 2 * plan->ndriver);
    self->draws = PK_ARRAY(arena, double, PK_GROUP_MOST *(plan->nslot + 1));
    self->moves = PK_ARRAY(arena, pk_move_t, evaluator->nmove + 1);
}

void pk_evaluating_free(pk_evaluating_t *self)
{
    pk_sim_free(&self->sim);
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

/* From finished accumulators and what was counted in a lane; NAN where there is no outcome. */
static void hand_over(const pk_evaluating_t *self, int lane, bool fine, double *out)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    for (long k = 0; k < pk_evaluator_outputs(evaluator); k++) {
        const pk_resolved_t *output = evaluator->outputs != NULL ? &evaluator->outputs[k] : NULL;
        out[k] = !fine                           ? NAN
                 : output == NULL                ? self->accumulators[k]
                 : output->kind == PK_OUTPUT_KPI ? self->accumulators[output->at]
                                                 : self->counted[lane * evaluator->noutput + k];
    }
}

/* ---- one by one ---- */

static void look(void *context, const pk_sim_t *sim, int t)
{
    count(context, 0, sim->state.count, sim->state.flow, t);
}

static void by_sim(pk_evaluating_t *self, const double *draws, double *out, pk_evaluated_t *outcome)
{
    const pk_evaluator_t *evaluator = self->evaluator;
    memset(self->counted, 0, (size_t)evaluator->noutput * sizeof *self->counted);
    pk_kpis_clear(&evaluator->kpis, self->accumulators);
    pk_sim_begin(&self->sim, 0, draws);
    pk_walk(&self->sim, 0, evaluator->plan->nstep, &evaluator->kpis, self->accumulators, (pk_watch_t){look, self});
    pk_kpis_finish(&evaluator->kpis, self->accumulators);
    outcome->excess = pk_kpis_excess(&evaluator->kpis, self->accumulators, self->sim.excess);
    hand_over(self, 0, pk_is_evaluated(*outcome), out);
}

/* ---- side by side ---- */

/* Those of a group that are possible: which they are, in lanes 0.. */
typedef struct {
    const pk_lane_ops_t *ops;
    pk_lanes_t *lanes;
    int item[PK_GROUP_MOST], count;
} loaded_t;

static void look_at_lanes(pk_evaluating_t *self, const loaded_t *loaded, int t)
{
    const pk_plan_t *plan = self->evaluator->plan;
    for (int lane = 0; lane < loaded->count; lane++) {
        loaded->ops->row(loaded->lanes, lane, self->row);
        count(self, lane, self->row, self->row + plan->nstage * plan->npersona, t);
    }
}

static void by_lanes(pk_evaluating_t *self, const loaded_t *loaded, double *const *out, pk_evaluated_t *outcomes)
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
    for (int lane = 0; lane < loaded->count; lane++) {
        const int k = loaded->item[lane];
        loaded->ops->kpis(loaded->lanes, lane, self->accumulators);
        outcomes[k].excess =
            pk_kpis_excess(&evaluator->kpis, self->accumulators, loaded->ops->excess(loaded->lanes, lane));
        hand_over(self, lane, pk_is_evaluated(outcomes[k]), out[k]);
    }
}

static bool is_possible(pk_evaluating_t *self, const double *draws, pk_evaluated_t *outcome)
{
    *outcome = (pk_evaluated_t){.draw = PK_DRAW_FINE};
    if (!self->evaluator->nearest) {
        outcome->draw = pk_assumptions_possible(&self->sim, draws, -1);
    }
    return outcome->draw == PK_DRAW_FINE;
}

void pk_evaluating_group(pk_evaluating_t *self, int count, const double *const *draws, double *const *out,
                         pk_evaluated_t *outcomes)
{
    const bool one = count == 1;
    loaded_t loaded = {.ops = one ? pk_lane_ops(&pk_chance_expected, PK_VECTOR_NONE) : self->ops,
                       .lanes = one ? self->single : self->lanes};
    for (int k = 0; k < count; k++) {
        if (!is_possible(self, draws[k], &outcomes[k])) {
            hand_over(self, 0, false, out[k]);
        } else if (loaded.lanes == NULL) {
            by_sim(self, draws[k], out[k], &outcomes[k]);
        } else {
            pk_sim_begin(&self->sim, 0, draws[k]);
            loaded.ops->load(loaded.lanes, loaded.count, &self->sim);
            loaded.item[loaded.count++] = k;
        }
    }
    if (loaded.count > 0) {
        by_lanes(self, &loaded, out, outcomes);
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
    const double *draws[PK_GROUP_MOST];
    double *out[PK_GROUP_MOST];
    int count = 0;
    for (; count < many->width && first + count < many->count; count++) {
        draws[count] = many->draws_of(many->context, by, first + count, &by->draws[count * slots]);
        out[count] = &many->out[(first + count) * pk_evaluator_outputs(many->self)];
    }
    pk_evaluating_group(by, count, draws, out, &many->outcomes[first]);
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
