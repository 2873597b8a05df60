#include "engine/correlation_left.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"

enum { DRAWS_MOST = 2000, DRAWS_LEAST = 3 };

#define MIDDLE 0.5 /* where in the span of a sample's value its score is taken */

static int joint_of(const pk_plan_t *plan, int slot)
{
    return plan->links != NULL ? plan->links[slot].joint : plan->joint_of_slot[slot];
}

static bool is_drawn(const pk_plan_t *plan, const pk_number_t *number)
{
    return number->slot >= 0 && plan->drawn[number->slot] && number->kind == PK_NUMBER_LAW && number->learned == NULL;
}

/* Whether numbers of a line stand in rows that were drawn again. */
static bool was_redrawn(const pk_fault_log_t *log, const pk_correlated_t *line)
{
    bool redrawn = false;
    for (int k = 0; k < line->count; k++) {
        const bool drawn = is_drawn(log->plan, line->numbers[k]);
        const int joint = drawn ? joint_of(log->plan, line->numbers[k]->slot) : -1;
        redrawn = redrawn || (joint >= 0 && pk_fault_log_rejected(log, joint) > 0);
    }
    return redrawn;
}

/* scores[number of the line][draw]; NAN of numbers that the plan has made plain. */
static void fill_scores(const pk_correlated_t *line, long draws, pk_sim_t *sim, double *scores)
{
    const pk_plan_t *plan = sim->plan;
    double *drawn = pk_heap((size_t)plan->nslot + 1, sizeof *drawn), a[PK_LAW_ARGUMENTS];
    for (long run = 0; run < draws; run++) {
        (void)pk_assumptions_draw(sim, (uint64_t)run, drawn, NULL);
        for (int k = 0; k < line->count; k++) {
            const pk_number_t *number = line->numbers[k];
            const bool law = is_drawn(plan, number) && pk_law_arguments(number, drawn, a);
            scores[k * draws + run] = law ? pk_law_score(number->law, a, drawn[number->slot] / number->scale,
                                                         number->low, number->high, MIDDLE)
                                          : NAN;
        }
    }
    free(drawn);
}

static void warn_line(const pk_correlated_t *line, long draws, pk_sim_t *sim, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    double *scores = pk_heap((size_t)(line->count * draws), sizeof *scores), least = INFINITY, most = -INFINITY;
    fill_scores(line, draws, sim, scores);
    for (int a = 0; a < line->count; a++) {
        for (int b = 0; b < a; b++) {
            const double r = gsl_stats_correlation(&scores[a * draws], 1, &scores[b * draws], 1, (size_t)draws);
            least = fmin(least, r);
            most = fmax(most, r);
        }
    }
    if (isfinite(least)) {
        pk_warning(diag, line->place, "narrow the intervals of these numbers, so that fewer draws are impossible",
                   "rows were drawn again: the numbers drawn together here have a correlation of %s, asked was "
                   "%.6g (of normal scores, in %ld draws)",
                   line->count == 2 ? pk_arena_format(&arena, "%.2f", least)
                                    : pk_arena_format(&arena, "%.2f to %.2f", least, most),
                   line->correlation, draws);
    }
    free(scores);
    pk_arena_free(&arena);
}

void pk_warn_correlation_left(const pk_fault_log_t *log, long runs, pk_sim_t *sim, pk_diag_t *diag)
{
    const pk_model_t *model = log->plan->model;
    const long draws = runs < DRAWS_MOST ? runs : DRAWS_MOST;
    for (int l = 0; l < model->ntogether && draws >= DRAWS_LEAST; l++) {
        if (was_redrawn(log, &model->together[l])) {
            warn_line(&model->together[l], draws, sim, diag);
        }
    }
}
