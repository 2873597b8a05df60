#include "engine/fault_log.h"

#include <stdlib.h>

#include "engine/assumptions.h"
#include "engine/explain.h"
#include "engine/sim.h"

/* Places: the rows by their probabilities, then by their shares, then each flow as an event past 1, then each flow as
 * brought. */
static int place_of(const pk_plan_t *plan, const pk_fault_t *fault)
{
    const int rows = pk_rows(plan);
    if (fault->flow < 0) {
        return fault->row + (fault->outcome == PK_DRAW_SHARES_PAST_ONE ? rows : 0);
    }
    return 2 * rows + (fault->outcome == PK_DRAW_BROUGHT_TOO_MUCH ? plan->nflow : 0) + fault->flow;
}

static pk_fault_t fault_at(const pk_plan_t *plan, int place)
{
    const int rows = pk_rows(plan);
    if (place < 2 * rows) {
        return (pk_fault_t){
            .outcome = place < rows ? PK_DRAW_PAST_ONE : PK_DRAW_SHARES_PAST_ONE, .row = place % rows, .flow = -1};
    }
    const bool brought = place >= 2 * rows + plan->nflow;
    const int f = place - 2 * rows - (brought ? plan->nflow : 0);
    return (pk_fault_t){.outcome = brought ? PK_DRAW_BROUGHT_TOO_MUCH : PK_DRAW_PAST_ONE,
                        .row = plan->flows[f].from >= 0 ? plan->flows[f].from : plan->flows[f].to,
                        .flow = f};
}

void pk_fault_log_init(pk_fault_log_t *self, const pk_plan_t *plan, const pk_move_t *moves, int nmove)
{
    *self = (pk_fault_log_t){.plan = plan, .moves = moves, .nmove = nmove, .nplace = 2 * (pk_rows(plan) + plan->nflow)};
    self->rejected = pk_heap((size_t)self->nplace, sizeof(long));
    if (plan->reference != NULL || nmove > 0) {
        self->clamps = pk_heap((size_t)self->nplace * (size_t)(1 + pk_model_personas(plan)), sizeof(pk_clamp_t));
    }
}

void pk_fault_log_free(pk_fault_log_t *self)
{
    free(self->rejected);
    free(self->clamps);
    *self = (pk_fault_log_t){0};
}

void pk_fault_log_add(pk_fault_log_t *self, const pk_fault_log_t *other)
{
    for (int place = 0; place < self->nplace; place++) {
        self->rejected[place] += other->rejected[place];
    }
    const long cells = self->clamps == NULL ? 0 : (long)self->nplace * (1 + pk_model_personas(self->plan));
    for (long cell = 0; cell < cells; cell++) {
        pk_clamp_t *to = &self->clamps[cell];
        const pk_clamp_t *from = &other->clamps[cell];
        if (from->draws == 0) {
            continue;
        }
        to->step = to->draws == 0 || from->step < to->step ? from->step : to->step;
        to->first = to->draws == 0 || from->first < to->first ? from->first : to->first;
        to->draws += from->draws;
    }
}

void pk_fault_log_reject(pk_fault_log_t *self, const pk_fault_t *first, int attempts)
{
    if (self != NULL && attempts > 0) {
        self->rejected[place_of(self->plan, first)] += attempts;
    }
}

static void count(pk_clamp_t *clamp, uint64_t run, int step)
{
    if (clamp->draws == 0) {
        *clamp = (pk_clamp_t){.first = run + 1, .step = step};
    }
    clamp->step = step < clamp->step ? step : clamp->step;
    clamp->first = run + 1 < clamp->first ? run + 1 : clamp->first;
    clamp->draws += clamp->last != run + 1;
    clamp->last = run + 1;
}

void pk_fault_log_clamp(pk_fault_log_t *self, uint64_t run, const pk_fault_t *fault)
{
    if (self == NULL || self->clamps == NULL) {
        return;
    }
    pk_clamp_t *clamps = &self->clamps[(long)place_of(self->plan, fault) * (1 + pk_model_personas(self->plan))];
    count(&clamps[0], run, fault->step);
    count(&clamps[1 + pk_model_persona(self->plan, fault->persona)], run, fault->step);
}

/* ---- words ---- */

long pk_fault_log_rejected(const pk_fault_log_t *self, int joint)
{
    const pk_plan_t *model = pk_reference(self->plan);
    long rejected = 0;
    for (int place = 0; place < self->nplace; place++) {
        rejected += model->joint_of_row[fault_at(model, place).row] == joint ? self->rejected[place] : 0;
    }
    return rejected;
}

void pk_fault_log_warn_redrawn(const pk_fault_log_t *self, long runs, pk_diag_t *diag)
{
    const pk_plan_t *model = pk_reference(self->plan);
    long *rejected = pk_heap((size_t)model->njoint, sizeof(long));
    int *worst = pk_heap((size_t)model->njoint, sizeof(int));
    for (int place = 0; place < self->nplace; place++) {
        const int joint = model->joint_of_row[fault_at(model, place).row];
        if (rejected[joint] == 0 || self->rejected[place] > self->rejected[worst[joint]]) {
            worst[joint] = place;
        }
        rejected[joint] += self->rejected[place];
    }
    for (int j = 0; j < model->njoint; j++) {
        if (rejected[j] > 0) {
            const pk_fault_t fault = fault_at(model, worst[j]);
            pk_explain_redrawn(model, &fault, (double)rejected[j] / (double)(rejected[j] + runs), diag);
        }
    }
    free(rejected);
    free(worst);
}

/* The personas that it happens to, in words; "" for all of them. */
static const char *for_whom(const pk_fault_log_t *self, const pk_clamp_t *clamps, int row, pk_arena_t *arena)
{
    enum { SHOWN = 3 };
    const pk_plan_t *plan = self->plan;
    const char *words = "";
    int hit = 0;
    for (int g = 0; g < pk_model_personas(plan) && row < plan->nstage; g++) {
        if (clamps[1 + g].draws > 0 && hit++ < SHOWN) {
            words = pk_arena_format(arena, "%s%s%s", words, hit > 1 ? ", " : " for ", plan->model->personas[g].name);
        }
    }
    return hit == pk_model_personas(plan) || !plan->model->has_personas ? ""
           : hit > SHOWN                                                ? pk_arena_format(arena, "%s, …", words)
                                                                        : words;
}

/* The place's fault in the first run that has it: with the persona and step where it is. */
typedef struct {
    const pk_plan_t *plan;
    int place;
    pk_fault_t fault;
} pk_seeking_t;

static bool is_it(void *context, const pk_fault_t *fault)
{
    pk_seeking_t *self = context;
    if (place_of(self->plan, fault) == self->place) {
        self->fault = *fault;
        return true;
    }
    return false;
}

static pk_status_t refuse(const pk_fault_log_t *self, int place, const pk_clamp_t *clamp, double part, pk_sim_t *sim,
                          pk_diag_t *diag)
{
    const pk_plan_t *plan = self->plan;
    pk_seeking_t seeking = {.plan = plan, .place = place, .fault = fault_at(plan, place)};
    double *draws = PK_ARRAY(&sim->arena, double, plan->nslot + 1);
    (void)pk_assumptions_draw_moved(sim, clamp->first - 1, self->moves, self->nmove, draws, NULL);
    (void)pk_faults_of_row(sim, seeking.fault.row, is_it, &seeking);
    return pk_explain_clamped_too_often(sim, &seeking.fault, part, diag);
}

pk_status_t pk_fault_log_tell_clamped(const pk_fault_log_t *self, long runs, pk_sim_t *sim, pk_diag_t *diag)
{
    static const double MOST = 0.5; /* part of the draws */
    pk_status_t status = PK_OK;
    pk_arena_t arena = {0};
    for (int place = 0; self->clamps != NULL && place < self->nplace; place++) {
        const pk_clamp_t *clamps = &self->clamps[(long)place * (1 + pk_model_personas(self->plan))];
        const pk_fault_t fault = fault_at(self->plan, place);
        const double part = (double)clamps->draws / (double)runs;
        if (part > MOST) {
            status = refuse(self, place, clamps, part, sim, diag);
        } else if (clamps->draws > 0) {
            pk_explain_clamped(self->plan, &fault, part, clamps->step, for_whom(self, clamps, fault.row, &arena), diag);
        }
    }
    pk_arena_free(&arena);
    return status;
}
