/* Where the model feeds back: runs by chance of all arms on the same luck, and what they say that expected outcomes are
 * off (advantage.h). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/advantage.h"
#include "study/attribute_parts.h"

/* Runs of a channel with a hundredth more spend differ by a few customers. With so many times as much more they show
 * above their noise what the slope of expected outcomes is off. */
enum { LARGER = 25 };

/* An arm as runs take it: its moves, those of a little more spend larger. */
static void moved_of(pk_attributing_t *self, int arm, pk_moved_t *moved, pk_move_t *moves)
{
    for (int k = 0; k < self->arms[arm].count; k++) {
        pk_move_t *move = &moves[k];
        *move = self->arms[arm].moves[k];
        if (arm > self->nothing) {
            move->value = move->times ? 1 + LARGER * (move->value - 1) : LARGER * move->value;
        }
        moved[k] = (pk_moved_t){.what = {.path = "", .dial = PK_NO_DIAL, .slots = &move->slot, .nslot = 1},
                                .times = move->times,
                                .value = move->value};
    }
}

/* What the arm's expected outcome of a run is ahead of the plan's. */
static double raw(pk_foreseen_t arm, pk_foreseen_t plan, long cell, long run)
{
    const double a = arm.expected[cell * arm.result->nrun + run], b = plan.expected[cell * plan.result->nrun + run];
    return pk_outcomes_tie(a, b) ? 0 : a - b;
}

/* off = a + b raw by least squares over the runs: what draws without a run are off. */
static void line(const double *raws, const double *off, long count, double *a, double *b)
{
    double x = 0, y = 0, xx = 0, xy = 0;
    for (long run = 0; run < count; run++) {
        x += raws[run] / (double)count;
        y += off[run] / (double)count;
    }
    for (long run = 0; run < count; run++) {
        xx += (raws[run] - x) * (raws[run] - x);
        xy += (raws[run] - x) * (off[run] - y);
    }
    *b = xx > 0 && count > 2 ? xy / xx : 0;
    *a = y - *b * x;
}

/* What a difference is off, run by run and from there to all draws, in parts of `size`. `room` is [2][run]. */
static void correct_one(pk_attributing_t *self, int arm, int output, const pk_lead_t *lead, double *room, double size)
{
    const long runs = self->found->result.nrun;
    double *ahead = pk_attribute_ahead(self, arm, output), *off = &room[runs], a, b;
    for (long run = 0; run < runs; run++) {
        off[run] = lead->ahead[run] - room[run];
    }
    line(room, off, runs, &a, &b);
    for (long draw = 0; draw < self->ndraw; draw++) {
        ahead[draw] += (draw < runs ? off[draw] : a + b * size * ahead[draw]) / size;
    }
    self->ahead_se[arm * self->noutput + output] = lead->mean_se / size;
}

static void correct(pk_attributing_t *self, int arm, pk_foreseen_t there, pk_foreseen_t plan, const double *normals)
{
    const double size = arm > self->nothing ? LARGER : 1;
    pk_advantage_t advantage = pk_advantage_of(there, plan);
    double *room = pk_heap(2 * (size_t)plan.result->nrun, sizeof *room);
    for (int output = 0; output < self->noutput; output++) {
        const int kpi = pk_result_kpi(plan.result, self->outputs[output].name);
        const long cell = pk_kpi_cell(plan.result, 0, 0, kpi);
        pk_lead_t lead = pk_lead_of(&advantage, there, cell, plan, cell, normals);
        for (long run = 0; run < plan.result->nrun; run++) {
            room[run] = raw(there, plan, cell, run);
        }
        correct_one(self, arm, output, &lead, room, size);
        pk_lead_free(&lead);
    }
    free(room);
    pk_advantage_free(&advantage);
}

static pk_status_t run_arm(pk_attributing_t *self, int arm, pk_foreseen_t plan, const double *normals,
                           pk_store_t *store, pk_diag_t *diag)
{
    const int count = self->arms[arm].count;
    pk_moved_t *moved = PK_ARRAY(&self->arena, pk_moved_t, count + 1);
    pk_move_t *moves = PK_ARRAY(&self->arena, pk_move_t, count + 1);
    pk_result_t result = {0};
    double *expected = NULL;
    moved_of(self, arm, moved, moves);
    const pk_run_options_t options = {.threads = self->options->threads,
                                      .vector = self->options->vector,
                                      .kpis_alone = true,
                                      .runs = plan.result->nrun,
                                      .moved = moved,
                                      .nmoved = count,
                                      .expected = &expected,
                                      .store = store};
    const pk_status_t status = pk_run_plan(self->plan, &options, &result, diag);
    if (status == PK_OK) {
        correct(self, arm, (pk_foreseen_t){&result, expected}, plan, normals);
    }
    pk_result_free(&result);
    free(expected);
    return status;
}

pk_status_t pk_attribute_by_runs(pk_attributing_t *self, const double *expected, pk_diag_t *diag)
{
    const pk_result_t *result = &self->found->result;
    const pk_foreseen_t plan = {result, expected};
    double *normals = pk_error_normals(result->seed, result->nrun, self->options->threads);
    pk_store_t store = {0};
    pk_status_t status = PK_OK;
    for (int arm = 1; arm < self->narm && status == PK_OK; arm++) {
        if (!pk_attribute_is_idle(self, arm)) {
            status = run_arm(self, arm, plan, normals, &store, diag);
        }
    }
    for (int output = 0; output < self->noutput; output++) {
        const long cell = pk_kpi_cell(result, 0, 0, pk_result_kpi(result, self->outputs[output].name));
        double foreseen = 0;
        for (long run = 0; run < result->nrun; run++) {
            foreseen += expected[cell * result->nrun + run] / result->nrun;
        }
        self->all_on[output] += result->kpi[cell].mean - foreseen;
    }
    pk_store_free(&store);
    free(normals);
    return status;
}
