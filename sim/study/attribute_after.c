/* What is felt after the horizon: every arm goes on from its own state while all spend what the plan does on average,
 * until 1% of the effect is left (engine/tail.h). By expected outcomes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/attribute_parts.h"

enum { PILOT = 8 /* sets of draws that tell how long a tail is */, CHUNK = 1024 };

/* A tail of so many steps, with an evaluator over it and what holds in it. */
typedef struct {
    pk_tail_t tail;
    pk_evaluator_t evaluator;
    pk_output_t *outputs; /* of the steps after the end; those that do not add up are of the horizon */
    double *after;        /* [set][slot] */
} going_t;

/* Whether an output is a sum over steps. */
static bool adds_up(const pk_attributing_t *self, int output)
{
    const pk_kpis_t *kpis = &self->evaluator.kpis;
    return kpis->at[pk_kpis_find(kpis, self->outputs[output].name)].reduce == PK_SUM;
}

static void close_going(going_t *self)
{
    free(self->after);
    pk_evaluator_free(&self->evaluator);
    pk_tail_free(&self->tail);
}

static pk_status_t open_going(going_t *self, pk_attributing_t *of, int steps, long sets, pk_diag_t *diag)
{
    *self = (going_t){.outputs = PK_ARRAY(&of->arena, pk_output_t, of->noutput)};
    for (int output = 0; output < of->noutput; output++) {
        self->outputs[output] = of->outputs[output];
        self->outputs[output].span = adds_up(of, output) ? PK_SPAN_AFTER : PK_SPAN_HORIZON;
    }
    const pk_evaluator_options_t options = {.outputs = self->outputs,
                                            .noutput = of->noutput,
                                            .nearest = true,
                                            .vector = of->options->vector,
                                            .threads = of->options->threads,
                                            .tail = &self->tail};
    if (pk_tail_init(&self->tail, of->plan->scenario, steps, diag) != PK_OK ||
        pk_evaluator_init(&self->evaluator, of->plan, &options, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->after = pk_heap((size_t)(sets * of->plan->nslot), sizeof(double));
    for (long set = 0; set < sets; set++) {
        pk_tail_hold_spend(of->plan, &of->sets[set * of->plan->nslot], &self->after[set * of->plan->nslot]);
    }
    return PK_OK;
}

/* An arm whose difference is felt after the end: not all on, not `nothing`, which has no such figure. */
static bool goes_on(const pk_attributing_t *self, int arm)
{
    return arm != self->nothing && !pk_attribute_is_idle(self, arm);
}

/* What an arm is ahead of all on; round-off is nothing. */
static double gap(double arm, double on)
{
    return fabs(arm - on) > 1e-12 * fabs(on) ? arm - on : 0;
}

/* ---- how long ---- */

/* What each step adds to an output in an arm, the mean over the first sets; `draws` is [set][slot], `room` [set][step].
 */
static void steps_of_arm(const pk_attributing_t *self, going_t *going, int arm, int output, long sets, double *draws,
                         double *room, double *steps)
{
    const int length = going->tail.steps;
    memcpy(draws, self->sets, (size_t)(sets * self->plan->nslot) * sizeof *draws);
    for (long set = 0; set < sets; set++) {
        pk_moves_apply(self->arms[arm].moves, self->arms[arm].count, &draws[set * self->plan->nslot]);
    }
    pk_evaluate_steps(&going->evaluator, sets, draws, going->after, self->outputs[output].name, room);
    for (int s = 0; s < length; s++) {
        steps[s] = 0;
        for (long set = 0; set < sets; set++) {
            steps[s] += room[set * length + s] / (double)sets;
        }
    }
}

/* The fewest steps that leave 1% of what any arm's difference adds to any output after the end; at least one. */
static int length_of(const pk_attributing_t *self, going_t *going, long sets)
{
    const int length = going->tail.steps;
    double *draws = pk_heap((size_t)(sets * self->plan->nslot), sizeof *draws);
    double *room = pk_heap((size_t)(sets + 2) * (size_t)length, sizeof *room);
    double *on = &room[sets * length], *steps = on + length;
    int longest = 1;
    for (int output = 0; output < self->noutput; output++) {
        if (!adds_up(self, output) || output > self->cost) {
            continue;
        }
        steps_of_arm(self, going, 0, output, sets, draws, room, on);
        for (int arm = 1; arm < self->nothing; arm++) {
            if (!goes_on(self, arm)) {
                continue;
            }
            steps_of_arm(self, going, arm, output, sets, draws, room, steps);
            for (int s = 0; s < length; s++) {
                steps[s] = gap(steps[s], on[s]);
            }
            const int until = pk_tail_until(steps, length, PK_TAIL_LEFT);
            longest = until > longest ? until : longest;
        }
    }
    free(draws);
    free(room);
    return longest;
}

/* How many steps to go on: those asked for, or those of the file, or as long as there is something to tell. */
static int choose_length(pk_attributing_t *self, pk_diag_t *diag)
{
    const pk_scenario_t *scenario = self->plan->scenario;
    const long sets = self->nset < PILOT ? self->nset : PILOT;
    going_t going;
    int steps = self->options->tail > 0 ? self->options->tail : scenario->after_horizon;
    if (steps > 0) {
        return steps;
    }
    steps = pk_tail_most(&scenario->calendar);
    if (steps > 0 && open_going(&going, self, steps, sets, diag) == PK_OK) {
        steps = length_of(self, &going, sets);
    }
    if (steps > 0) {
        close_going(&going);
    }
    return steps;
}

/* ---- how much ---- */

typedef struct {
    pk_attributing_t *self;
    going_t *going;
    double *draws;            /* [CHUNK][slot] */
    pk_evaluated_t *outcomes; /* [CHUNK] */
} walk_t;

/* One arm on all sets of draws. */
static pk_status_t walk_arm(walk_t *walk, int arm, pk_diag_t *diag)
{
    pk_attributing_t *self = walk->self;
    const long slots = self->plan->nslot, outputs = self->noutput;
    double *to = &self->after[(long)arm * self->nset * outputs];
    for (long first = 0; first < self->nset; first += CHUNK) {
        const long count = self->nset - first < CHUNK ? self->nset - first : CHUNK;
        memcpy(walk->draws, &self->sets[first * slots], (size_t)(count * slots) * sizeof(double));
        for (long k = 0; k < count; k++) {
            pk_moves_apply(self->arms[arm].moves, self->arms[arm].count, &walk->draws[k * slots]);
        }
        pk_evaluate_many_after(&walk->going->evaluator, count, walk->draws, &walk->going->after[first * slots],
                               &to[first * outputs], walk->outcomes);
        if (pk_attribute_check_outcomes(self, walk->outcomes, count, diag) != PK_OK) {
            return PK_FAILED;
        }
    }
    return PK_OK;
}

static pk_status_t walk_arms(pk_attributing_t *self, going_t *going, pk_diag_t *diag)
{
    const size_t slots = (size_t)self->plan->nslot;
    walk_t walk = {.self = self,
                   .going = going,
                   .draws = pk_heap(CHUNK * slots, sizeof(double)),
                   .outcomes = pk_heap(CHUNK, sizeof(pk_evaluated_t))};
    pk_status_t status = PK_OK;
    self->after = pk_heap((size_t)(self->narm * self->nset * self->noutput), sizeof(double));
    for (int arm = 0; arm < self->narm && status == PK_OK; arm++) {
        if (goes_on(self, arm)) {
            status = walk_arm(&walk, arm, diag);
        }
    }
    free(walk.draws);
    free(walk.outcomes);
    return status;
}

/* Why a plan cannot go on is no fault of who asks what it brought. */
static pk_status_t tell_why_not(pk_attributing_t *self, const pk_diag_t *why, pk_diag_t *diag)
{
    pk_warning(diag, PK_NOWHERE, why->count > 0 ? why->messages[0].text : NULL,
               "what is felt after the horizon is not told: the plan %s cannot go on past it",
               self->plan->scenario->title);
    return PK_OK;
}

pk_status_t pk_attribute_after(pk_attributing_t *self, pk_diag_t *diag)
{
    pk_diag_t why = {0};
    going_t going;
    const int steps = choose_length(self, &why);
    pk_status_t status = PK_OK;
    if (why.errors > 0 || steps < 1) {
        status = tell_why_not(self, &why, diag);
    } else {
        status = open_going(&going, self, steps, self->nset, &why);
        status = status == PK_OK ? walk_arms(self, &going, diag) : tell_why_not(self, &why, diag);
        self->found->tail = self->after != NULL ? steps : 0;
        close_going(&going);
    }
    pk_diag_free(&why);
    return status;
}

double pk_attribute_after_of(const pk_attributing_t *self, int arm, int output, long draw)
{
    if (self->after == NULL || !goes_on(self, arm) || arm == 0 || !adds_up(self, output)) {
        return 0;
    }
    const long set = self->nset > 1 ? draw : 0;
    const double on = self->after[set * self->noutput + output];
    const double off = self->after[((long)arm * self->nset + set) * self->noutput + output];
    return gap(off, on);
}

bool pk_attribute_is_felt(const pk_attributing_t *self, int output)
{
    return self->after != NULL && adds_up(self, output);
}
