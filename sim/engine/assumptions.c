#include "engine/assumptions.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "base/stream.h"
#include "engine/drivers.h"
#include "engine/fault_log.h"
#include "engine/nodes.h"
#include "engine/sim.h"
#include "model/learned.h"

bool pk_law_arguments(const pk_number_t *number, const double *draws, double *a)
{
    double given[PK_LAW_ARGUMENTS] = {0};
    for (int k = 0; k < number->nargument; k++) {
        given[k] = pk_number_at(number->arguments[k], draws, 0);
    }
    return pk_number_law_arguments(number, given, a);
}

/* The uniform of an address at a point; NAN: it has none. */
static double given_at(const pk_point_t *point, uint64_t address)
{
    int low = 0, high = point->count;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (point->address[middle] < address) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < point->count && point->address[low] == address ? point->uniform[low] : NAN;
}

static double uniform_at(const pk_sim_t *sim, uint64_t run, uint64_t address, int attempt)
{
    if (sim->scratch.point != NULL && attempt == 0) {
        const double given = given_at(sim->scratch.point, address);
        if (!isnan(given)) {
            return given;
        }
    }
    pk_stream_t stream = pk_stream_at(sim->plan->seed, run, PK_PURPOSE_ASSUMPTION, (uint64_t)attempt, address);
    return pk_stream_uniform(&stream);
}

/* The row of the posterior that this run takes. */
static long learned_row(const pk_sim_t *sim, uint64_t run)
{
    const pk_plan_t *plan = sim->plan;
    const double given = sim->scratch.point != NULL ? given_at(sim->scratch.point, plan->model->learned->address) : NAN;
    const long at = isnan(given) ? (long)(run % (uint64_t)plan->nlearned) : (long)(given * (double)plan->nlearned);
    return plan->learned[at];
}

static double learned_at(const pk_sim_t *sim, uint64_t run, const double *column)
{
    return column[learned_row(sim, run) * sim->plan->model->learned->ncolumn];
}

/* The attempt of a number that is drawn at those that the model has settled on. */
enum { AS_SETTLED = -1 };

static int attempt_of(const pk_sim_t *sim, int joint)
{
    return joint >= 0 && sim->scratch.attempts[joint] > 0 ? sim->scratch.attempts[joint] : 0;
}

static int joint_of(const pk_plan_t *plan, int slot)
{
    return plan->links != NULL ? plan->links[slot].joint : plan->joint_of_slot[slot];
}

static double own_uniform(const pk_sim_t *sim, uint64_t run, const pk_number_t *number, int attempt)
{
    if (attempt == AS_SETTLED) {
        attempt = number->slot >= 0 ? attempt_of(sim, joint_of(sim->plan, number->slot)) : 0;
    }
    return uniform_at(sim, run, number->address, attempt);
}

static double score_of(const pk_sim_t *sim, uint64_t run, pk_mixed_t mixed, int attempt)
{
    const pk_copula_t *block = &sim->plan->copulas.all[mixed.block];
    double z = 0;
    for (int k = 0; k <= mixed.at; k++) {
        const double weight = block->mixed[mixed.at * block->count + k];
        z += weight != 0 ? weight * gsl_cdf_ugaussian_Pinv(own_uniform(sim, run, block->numbers[k], attempt)) : 0;
    }
    return z;
}

/* The score of a number given that another of its block is pinned: moved by as much as its mean is, which is exact as
 * the scores are jointly normal (Matheron's rule). A value of a sample is a span of scores, in which the pinned one
 * lies where its own draw lies among all. */
static double score_beside(const pk_sim_t *sim, uint64_t run, pk_mixed_t mixed, int attempt, const double *draws)
{
    const pk_plan_t *plan = sim->plan;
    const int slot = sim->scratch.point != NULL ? sim->scratch.pinned : -1;
    const double z = score_of(sim, run, mixed, attempt);
    double a[PK_LAW_ARGUMENTS];
    if (slot < 0 || slot >= plan->nnumber || plan->mixed[slot].block != mixed.block) {
        return z;
    }
    const pk_number_t *pinned = plan->numbers[slot];
    const pk_copula_t *block = &plan->copulas.all[mixed.block];
    if (pinned->kind != PK_NUMBER_LAW || !pk_law_arguments(pinned, draws, a)) {
        return z;
    }
    const double own = score_of(sim, run, plan->mixed[slot], attempt);
    const double there = pk_law_score(pinned->law, a, sim->scratch.point->value / pinned->scale, pinned->low,
                                      pinned->high, gsl_cdf_ugaussian_P(own));
    const double r = block->correlation[mixed.at * block->count + plan->mixed[slot].at];
    return z + r * (there - own);
}

/* The uniform that a number is drawn at: its own, or where it is drawn together with others, Φ of their mixed scores. A
 * block's first keeps its own to the last bit. */
static double uniform_of(const pk_sim_t *sim, uint64_t run, int slot, int attempt, const double *draws)
{
    static const double least = 1e-300;
    const pk_plan_t *plan = sim->plan;
    const pk_mixed_t mixed = plan->mixed[slot];
    const bool pinned = sim->scratch.point != NULL && sim->scratch.pinned >= 0;
    if (mixed.block < 0 || (mixed.at == 0 && !pinned)) {
        return own_uniform(sim, run, plan->numbers[slot], attempt);
    }
    return fmin(fmax(gsl_cdf_ugaussian_P(score_beside(sim, run, mixed, attempt, draws)), least), 1 - 0x1p-53);
}

static void draw_slot(const pk_sim_t *sim, uint64_t run, int slot, int attempt, double *draws)
{
    const pk_number_t *number = sim->plan->numbers[slot];
    double a[PK_LAW_ARGUMENTS];
    if (sim->scratch.point != NULL && slot == sim->scratch.pinned) {
        draws[slot] = sim->scratch.point->value;
        return;
    }
    if (number->learned != NULL) {
        draws[slot] = learned_at(sim, run, number->learned);
        return;
    }
    if (!pk_law_arguments(number, draws, a)) {
        draws[slot] = NAN;
        return;
    }
    const double u = uniform_of(sim, run, slot, attempt, draws);
    draws[slot] = number->scale * pk_law_truncated(number->law, a, u, number->low, number->high, NULL);
}

uint64_t pk_exit_address(const pk_stage_t *stage, int k)
{
    return pk_hash_join(stage->exits_alpha[k]->address, 1);
}

/* One of a row stands at `value`, the others keep their proportions. */
static void pin_exit(double *row, int exits, int pinned, double value)
{
    const double others = 1 - row[pinned];
    for (int k = 0; k < exits; k++) {
        row[k] *= others > 0 ? (1 - value) / others : 0;
    }
    row[pinned] = value;
}

/* A dirichlet row: gammas by inverse CDF, each at the address of its own parameter, over their sum. */
static void draw_exits(const pk_sim_t *sim, uint64_t run, const pk_stage_plan_t *stage, int attempt, double *draws)
{
    const int exits = stage->stage->exits_count;
    double gamma[exits + 1], sum = 0;
    const pk_law_t *law = pk_law_find("gamma");
    if (stage->stage->learned != NULL) {
        for (int k = 0; k < exits; k++) {
            draws[stage->row_slot + k] = learned_at(sim, run, stage->stage->learned[k]);
        }
        return;
    }
    for (int k = 0; k <= exits; k++) {
        const double a[PK_LAW_ARGUMENTS] = {pk_number_at(stage->stage->exits_alpha[k], draws, 1), 1};
        gamma[k] = law->quantile(a, uniform_at(sim, run, pk_exit_address(stage->stage, k), attempt));
        sum += gamma[k];
    }
    for (int k = 0; k < exits; k++) {
        draws[stage->row_slot + k] = gamma[k] / sum;
    }
    const int pinned = sim->scratch.point != NULL ? sim->scratch.pinned - stage->row_slot : -1;
    if (pinned >= 0 && pinned < exits) {
        pin_exit(&draws[stage->row_slot], exits, pinned, sim->scratch.point->value);
    }
}

/* ---- the model's own draw ---- */

/* These numbers, and today's drivers by them. */
static void stand(pk_sim_t *sim, const double *draws)
{
    sim->draws = draws;
    pk_drivers_begin(sim);
    pk_rates_today(sim);
}

static pk_fault_t check_joint(pk_sim_t *sim, const pk_joint_t *joint)
{
    pk_fault_t fault = {.outcome = PK_DRAW_FINE};
    for (int k = 0; k < joint->nrow && fault.outcome == PK_DRAW_FINE; k++) {
        fault = pk_fault_of_row(sim, joint->rows[k]);
    }
    return fault;
}

static void draw_joint(const pk_sim_t *sim, uint64_t run, const pk_joint_t *joint, int attempt, double *draws)
{
    const pk_plan_t *plan = sim->plan;
    for (int k = 0; k < joint->nslot; k++) {
        if (joint->slots[k] < plan->nnumber) { /* laws, all of them */
            draw_slot(sim, run, joint->slots[k], attempt, draws);
        }
    }
    for (int k = 0; k < joint->nrow; k++) {
        if (joint->rows[k] < plan->nstage && plan->stages[joint->rows[k]].row_slot >= 0) {
            draw_exits(sim, run, &plan->stages[joint->rows[k]], attempt, draws);
        }
    }
}

static bool joint_uncertain(const pk_plan_t *plan, const pk_joint_t *joint)
{
    for (int k = 0; k < joint->nrow; k++) {
        if (joint->rows[k] < plan->nstage && plan->stages[joint->rows[k]].row_slot >= 0) {
            return true;
        }
    }
    return joint->nslot > 0;
}

/* b needs today's drivers, and these the numbers of all other joints: so all is drawn once first, then each joint is
 * drawn again while one of its rows is impossible. Where none of the attempts is possible the first one stands. */
static pk_fault_t settle_joint(pk_sim_t *sim, uint64_t run, int index, double *draws, long *rejected,
                               pk_fault_log_t *log)
{
    const pk_joint_t *joint = &sim->plan->joints[index];
    const pk_fault_t first = check_joint(sim, joint);
    pk_fault_t fault = first;
    int attempt = 0;
    const int most = joint_uncertain(sim->plan, joint) ? PK_REDRAWS_MOST : 0;
    while (fault.outcome != PK_DRAW_FINE && attempt < most) {
        draw_joint(sim, run, joint, ++attempt, draws);
        stand(sim, draws);
        fault = check_joint(sim, joint);
    }
    if (fault.outcome == PK_DRAW_FINE) {
        sim->scratch.attempts[index] = attempt;
        *rejected += attempt;
        pk_fault_log_reject(log, &first, attempt);
        return fault;
    }
    sim->scratch.attempts[index] = -1;
    draw_joint(sim, run, joint, 0, draws);
    stand(sim, draws);
    return first;
}

static bool is_shut(const pk_sim_t *sim)
{
    pk_place_t place;
    return pk_today_shut(sim, &place) != NULL;
}

static pk_drawing_t draw_model(pk_sim_t *sim, uint64_t run, double *draws, bool alone, pk_fault_log_t *log)
{
    const pk_plan_t *plan = sim->plan;
    pk_drawing_t drawing = {.outcome = PK_DRAW_FINE, .of_model = true};
    memcpy(draws, plan->defaults, (size_t)plan->nslot * sizeof *draws);
    /* Those beside a pinned number need its arguments, which may come after them: then all are drawn twice. */
    const bool again = sim->scratch.point != NULL && sim->scratch.pinned >= 0 && plan->copulas.count > 0;
    for (int pass = 0; pass < 1 + again; pass++) {
        for (int slot = 0; slot < plan->nnumber; slot++) {
            if (plan->drawn[slot]) {
                draw_slot(sim, run, slot, 0, draws);
            }
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].row_slot >= 0) {
            draw_exits(sim, run, &plan->stages[i], 0, draws);
        }
    }
    if (plan->standing >= 0) {
        draws[plan->standing] = (double)learned_row(sim, run);
    }
    pk_nodes_fill(plan, draws);
    stand(sim, draws);
    if (alone && is_shut(sim)) {
        drawing.outcome = PK_DRAW_SHUT_TODAY;
        return drawing;
    }
    for (int j = 0; j < plan->njoint && (!alone || drawing.outcome == PK_DRAW_FINE); j++) {
        const pk_fault_t fault = settle_joint(sim, run, j, draws, &drawing.rejected, log);
        if (drawing.outcome == PK_DRAW_FINE) {
            drawing.outcome = fault.outcome;
            drawing.fault = fault;
        }
    }
    return drawing;
}

/* ---- the plan's draw at the attempts of the model's ---- */

static void take_over(const pk_sim_t *sim, uint64_t run, double *draws)
{
    const pk_plan_t *plan = sim->plan;
    memcpy(draws, plan->defaults, (size_t)plan->nslot * sizeof *draws);
    for (int slot = 0; slot < plan->nslot; slot++) {
        const pk_plan_link_t link = plan->links[slot];
        if (link.slot >= 0) {
            draws[slot] = sim->scratch.model_draws[link.slot];
        } else if (slot < plan->nnumber && plan->drawn[slot]) {
            draw_slot(sim, run, slot, AS_SETTLED, draws);
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        const int first = plan->stages[i].row_slot;
        if (first >= 0 && plan->links[first].slot < 0) {
            draw_exits(sim, run, &plan->stages[i], attempt_of(sim, plan->links[first].joint), draws);
        }
    }
    if (plan->standing >= 0) {
        draws[plan->standing] = sim->scratch.model_draws[plan->reference->standing];
    }
    pk_nodes_fill(plan, draws);
}

/* ---- moved numbers ---- */

static int joint_of_row(const pk_plan_t *plan, int stage)
{
    return plan->links != NULL ? plan->links[plan->stages[stage].row_slot].joint : plan->joint_of_row[stage];
}

static bool hangs_on(const pk_number_t *number, const bool *moved)
{
    for (int k = 0; k < number->nargument; k++) {
        const pk_number_t *argument = number->arguments[k];
        if ((argument->slot >= 0 && moved[argument->slot]) || hangs_on(argument, moved)) {
            return true;
        }
    }
    return false;
}

static bool row_hangs_on(const pk_stage_t *stage, const bool *moved)
{
    for (int k = 0; k <= stage->exits_count; k++) {
        const pk_number_t *alpha = stage->exits_alpha[k];
        if ((alpha->slot >= 0 && moved[alpha->slot]) || hangs_on(alpha, moved)) {
            return true;
        }
    }
    return false;
}

void pk_assumptions_move(pk_sim_t *sim, uint64_t run, const pk_move_t *moves, int count, double *draws)
{
    const pk_plan_t *plan = sim->plan;
    bool *moved = sim->scratch.moved;
    memset(moved, 0, (size_t)plan->nslot * sizeof *moved);
    for (int k = 0; k < count; k++) {
        moved[moves[k].slot] = true;
    }
    for (int slot = 0; slot < plan->nnumber; slot++) { /* arguments come before what they belong to */
        if (plan->drawn[slot] && hangs_on(plan->numbers[slot], moved)) {
            draw_slot(sim, run, slot, AS_SETTLED, draws);
        }
        for (int k = 0; moved[slot] && k < count; k++) {
            if (moves[k].slot == slot) {
                pk_moves_apply(&moves[k], 1, draws);
            }
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].row_slot >= 0 && row_hangs_on(plan->stages[i].stage, moved)) {
            draw_exits(sim, run, &plan->stages[i], attempt_of(sim, joint_of_row(plan, i)), draws);
        }
    }
    for (int k = 0; k < count; k++) {
        if (moves[k].slot >= plan->nnumber) {
            pk_moves_apply(&moves[k], 1, draws);
        }
    }
    pk_nodes_fill(plan, draws);
}

/* ---- a run ---- */

/* What the plan makes impossible: counted, and whether it stands in a row that the model cannot have either. */
typedef struct {
    const pk_sim_t *sim;
    uint64_t run;
    pk_fault_log_t *log;
    bool hopeless;
} pk_plan_faults_t;

static bool meet(void *context, const pk_fault_t *fault)
{
    pk_plan_faults_t *self = context;
    const pk_plan_t *model = pk_reference(self->sim->plan);
    self->hopeless = self->hopeless || self->sim->scratch.attempts[model->joint_of_row[fault->row]] < 0;
    pk_fault_log_clamp(self->log, self->run, fault);
    return false;
}

static pk_drawing_t draw_plan(pk_sim_t *sim, uint64_t run, const pk_move_t *moves, int count, double *draws,
                              pk_drawing_t of_model, pk_fault_log_t *log)
{
    const pk_plan_t *plan = sim->plan;
    pk_plan_faults_t faults = {.sim = sim, .run = run, .log = log};
    if (plan->links != NULL) {
        take_over(sim, run, draws);
    }
    if (count > 0) {
        pk_assumptions_move(sim, run, moves, count, draws);
    }
    stand(sim, draws);
    if (is_shut(sim)) {
        return (pk_drawing_t){.outcome = PK_DRAW_SHUT_TODAY, .rejected = of_model.rejected};
    }
    for (int row = 0; row < pk_rows(plan); row++) {
        (void)pk_faults_of_row(sim, row, meet, &faults);
    }
    if (!faults.hopeless) {
        of_model.outcome = PK_DRAW_FINE;
    }
    return of_model;
}

pk_drawing_t pk_assumptions_draw_moved(pk_sim_t *sim, uint64_t run, const pk_move_t *moves, int count, double *draws,
                                       pk_fault_log_t *log)
{
    const pk_plan_t *plan = sim->plan;
    const bool alone = plan->reference == NULL && count == 0;
    double *numbers = plan->links != NULL ? sim->scratch.model_draws : draws;
    const int pinned = sim->scratch.point != NULL ? sim->scratch.point->pinned : -1;
    sim->plan = pk_reference(plan);
    sim->scratch.pinned = pinned >= 0 && plan->links != NULL ? plan->links[pinned].slot : pinned;
    const pk_drawing_t drawing = draw_model(sim, run, numbers, alone, log);
    sim->plan = plan;
    sim->scratch.pinned = pinned;
    return alone ? drawing : draw_plan(sim, run, moves, count, draws, drawing, log);
}

pk_drawing_t pk_assumptions_draw(pk_sim_t *sim, uint64_t run, double *draws, pk_fault_log_t *log)
{
    return pk_assumptions_draw_moved(sim, run, NULL, 0, draws, log);
}

pk_drawing_t pk_assumptions_draw_at(pk_sim_t *sim, const pk_point_t *point, uint64_t run, double *draws)
{
    sim->scratch.point = point;
    const pk_drawing_t drawing = pk_assumptions_draw(sim, run, draws, NULL);
    sim->scratch.point = NULL;
    return drawing;
}

bool pk_assumptions_redrawn(const pk_sim_t *sim, int joint)
{
    return sim->scratch.attempts[joint] != 0;
}

pk_draw_t pk_assumptions_possible(pk_sim_t *sim, const double *draws, int row)
{
    pk_draw_t outcome = PK_DRAW_FINE;
    stand(sim, draws);
    for (int i = 0; i < pk_rows(sim->plan) && outcome == PK_DRAW_FINE; i++) {
        if (row < 0 || row == i) {
            outcome = pk_fault_of_row(sim, i).outcome;
        }
    }
    return outcome;
}
