#include "engine/balance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/linear.h"
#include "engine/assumptions.h"
#include "engine/balance_chain.h"
#include "engine/drivers.h"
#include "engine/shares.h"

enum { ROUNDS_MOST = 200, CALM_ROUNDS = 40, HALVINGS = 30 };

/* Word of mouth that depends on the start. */
typedef struct {
    pk_sim_t *sim;
    double *share; /* persona */
    int *drivers, n;
} pk_search_t;

static void note(pk_sim_t *sim, pk_excess_kind_t what, int stage, int other, int persona)
{
    if (sim->excess.what == PK_EXCESS_NONE) {
        pk_excess_note(sim, what, stage, 0);
        sim->excess.other = other;
        sim->excess.persona = persona;
    }
}

/* ---- the chain of each persona, as the rows stand ---- */

/* Fills now.balance; false where a persona has none. */
static bool solve(pk_sim_t *sim, const double *share)
{
    const pk_plan_t *plan = sim->plan;
    for (int g = 0; g < plan->npersona; g++) {
        pk_balance_chain_t chain = {0};
        const bool lives = share[g] > 0;
        if (lives) {
            pk_balance_chain_read(sim, g, &chain);
        }
        const pk_balance_kind_t kind = lives ? pk_balance_chain_solve(&chain) : PK_BALANCE_FOUND;
        for (int i = 0; i < plan->nstage && lives && kind == PK_BALANCE_FOUND; i++) {
            sim->now.balance[i * plan->npersona + g] = chain.part[i];
        }
        pk_balance_chain_free(&chain);
        if (kind != PK_BALANCE_FOUND) {
            note(sim,
                 kind == PK_BALANCE_HELD    ? PK_EXCESS_BALANCE_HELD
                 : kind == PK_BALANCE_SPLIT ? PK_EXCESS_BALANCE_SPLIT
                                            : PK_EXCESS_BALANCE_NONE,
                 chain.stage, chain.other, g);
            return false;
        }
    }
    return true;
}

static double heard(const pk_sim_t *sim, const double *share, int driver)
{
    const pk_indices_t from = pk_word_of_mouth_of(sim->plan->drivers[driver].driver)->from_stages;
    const int personas = sim->plan->npersona;
    double sum = 0;
    for (int k = 0; k < from.count; k++) {
        for (int g = 0; g < personas; g++) {
            sum += share[g] * sim->now.balance[from.index[k] * personas + g];
        }
    }
    return sum;
}

/* ---- word of mouth: a fixed point ---- */

/* What is heard where `at` is heard, less `at`: false where the flows then have no balance. */
static bool miss(const pk_search_t *self, const double *at, double *by)
{
    pk_sim_t *sim = self->sim;
    for (int k = 0; k < self->n; k++) {
        sim->now.heard[self->drivers[k]] = at[k];
    }
    pk_drivers_stand(sim);
    pk_rates_today(sim);
    pk_rates_stand_today(sim);
    if (!solve(sim, self->share)) {
        return false;
    }
    for (int k = 0; k < self->n; k++) {
        by[k] = heard(sim, self->share, self->drivers[k]) - at[k];
    }
    return true;
}

static double largest(const double *x, int n)
{
    double most = 0;
    for (int k = 0; k < n; k++) {
        most = fabs(x[k]) > most || isnan(x[k]) ? fabs(x[k]) : most;
    }
    return most;
}

/* A step of Newton's method, shortened until it comes nearer: false where none does. */
static bool newton(const pk_search_t *self, double *at, double *by)
{
    const int n = self->n;
    double moved[n + 1], after[n + 1], step[n + 1], slope[(size_t)n * (size_t)n + 1];
    for (int k = 0; k < n; k++) {
        const double h = at[k] > 0.5 ? -1e-7 : 1e-7;
        memcpy(moved, at, (size_t)n * sizeof *at);
        moved[k] += h;
        if (!miss(self, moved, after)) {
            return false;
        }
        for (int j = 0; j < n; j++) {
            slope[j * n + k] = (after[j] - by[j]) / h;
        }
        step[k] = -by[k];
    }
    if (!pk_linear_solve(n, slope, 1, step)) {
        return false;
    }
    double part = 1;
    for (int half = 0; half < HALVINGS; half++, part /= 2) {
        bool inside = true;
        for (int k = 0; k < n; k++) {
            moved[k] = at[k] + part * step[k];
            inside = inside && moved[k] >= 0 && moved[k] <= 1;
        }
        if (inside && miss(self, moved, after) && largest(after, n) < largest(by, n)) {
            memcpy(at, moved, (size_t)n * sizeof *at);
            memcpy(by, after, (size_t)n * sizeof *by);
            return true;
        }
    }
    return false;
}

/* From `at` to a fixed point near it: first half-way again and again, as people would, then by Newton's method. */
static bool settle_from(const pk_search_t *self, double *at)
{
    double by[self->n + 1];
    self->sim->excess = (pk_excess_t){.step = self->sim->excess.step};
    if (!miss(self, at, by)) {
        return false;
    }
    for (int round = 0; round < ROUNDS_MOST && largest(by, self->n) > PK_BALANCE_EXACT / 100; round++) {
        if (round >= CALM_ROUNDS && newton(self, at, by)) {
            continue;
        }
        if (round >= CALM_ROUNDS && largest(by, self->n) <= PK_BALANCE_EXACT) {
            break; /* as near as numbers come */
        }
        for (int k = 0; k < self->n; k++) {
            at[k] = fmin(1, fmax(0, at[k] + by[k] / 2));
        }
        if (!miss(self, at, by)) {
            return false;
        }
    }
    return largest(by, self->n) <= PK_BALANCE_EXACT;
}

/* From everybody talking, from nobody, and from between: one balance, or it is refused. */
static void settle_words(const pk_search_t *self)
{
    static const double STARTS[] = {0.5, 1, 0};
    double found[self->n + 1], at[self->n + 1];
    pk_sim_t *sim = self->sim;
    for (int s = 0; s < 3; s++) {
        for (int k = 0; k < self->n; k++) {
            at[k] = STARTS[s];
        }
        if (!settle_from(self, at)) {
            note(sim, PK_EXCESS_BALANCE_UNSETTLED, self->drivers[0], 0, 0);
            return;
        }
        for (int k = 0; k < self->n && s > 0; k++) {
            if (fabs(at[k] - found[k]) > 1e-9) {
                note(sim, PK_EXCESS_BALANCE_SEVERAL, self->drivers[k], 0, 0);
                sim->excess.number = at[k];
                sim->excess.second = found[k];
                return;
            }
        }
        memcpy(found, at, sizeof found);
    }
}

static pk_search_t search_of(pk_sim_t *sim, double *share, int *drivers)
{
    pk_search_t self = {.sim = sim, .share = share, .drivers = drivers};
    for (int d = 0; d < sim->plan->ndriver; d++) {
        const pk_driver_t *driver = sim->plan->drivers[d].driver;
        if (driver->kind == PK_DRIVER_WORD_OF_MOUTH && pk_word_of_mouth_of(driver)->from_stages.count > 0) {
            drivers[self.n++] = d;
        }
    }
    return self;
}

void pk_balance_settle(pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    if (!plan->balance) {
        return;
    }
    double share[plan->npersona];
    int drivers[plan->ndriver + 1];
    pk_persona_shares(plan, sim->draws, share);
    const pk_search_t search = search_of(sim, share, drivers);
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        sim->now.balance[cell] = 1.0 / plan->nstage;
    }
    if (plan->today || search.n == 0) {
        if (plan->today) {
            pk_rates_stand_written(sim);
        } else {
            pk_drivers_stand(sim);
            pk_rates_today(sim);
            pk_rates_stand_today(sim);
        }
        (void)solve(sim, share);
    } else {
        settle_words(&search);
    }
    for (int k = 0; k < search.n; k++) {
        sim->now.heard[drivers[k]] = heard(sim, share, drivers[k]);
    }
}

pk_status_t pk_balance_check(const pk_plan_t *plan, pk_diag_t *diag)
{
    if (!plan->balance) {
        return PK_OK;
    }
    pk_sim_t sim;
    double *means = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    pk_sim_init(&sim, plan, &pk_chance_expected);
    pk_assumptions_means(plan, means);
    pk_sim_take_draws(&sim, 0, means);
    const pk_excess_t excess = sim.excess;
    pk_sim_free(&sim);
    free(means);
    if (excess.what == PK_EXCESS_NONE) {
        return PK_OK;
    }
    pk_balance_tell(plan, &excess, false, diag);
    return PK_BAD_INPUT;
}

/* ---- in words ---- */

static const char *whose(const pk_plan_t *plan, int persona, pk_arena_t *arena)
{
    return pk_model_personas(plan) > 1
               ? pk_arena_format(arena, " of the persona %s", pk_plan_persona(plan, persona)->name)
               : "";
}

/* A stage that swallows all. Where there is no other stage no way out can be named. */
static void tell_held(const pk_plan_t *plan, int held, const char *who, const char *when, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const pk_stage_t *stage = plan->stages[held].stage;
    const char *hint =
        plan->nstage == 1
            ? "instead of start: balance write start: rest in the only stage there is"
            : pk_arena_format(&arena,
                              "give %s a way out, for example %s -> %s: {probability: 1%%}, or write the stages' own "
                              "start: instead of start: balance",
                              stage->name, stage->name, plan->stages[held == 0].stage->name);
    pk_error(diag, stage->place, hint,
             "start: balance has no meaning here%s: in the long run all customers%s stand in %s, which is never left",
             when, who, stage->name);
    pk_arena_free(&arena);
}

static void tell_chain(const pk_plan_t *plan, const pk_excess_t *excess, const char *when, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const pk_stage_t *stage = plan->stages[excess->index].stage;
    const char *who = whose(plan, excess->persona, &arena);
    if (excess->what == PK_EXCESS_BALANCE_HELD) {
        tell_held(plan, excess->index, who, when, diag);
    } else if (excess->what == PK_EXCESS_BALANCE_SPLIT) {
        const char *other = plan->stages[excess->other].stage->name;
        pk_error(diag, stage->place,
                 pk_arena_format(&arena,
                                 "let a way lead from %s to %s, or back, or write the stages' own start: instead of "
                                 "start: balance",
                                 stage->name, other),
                 "there is more than one balance%s%s: who stands in %s never comes to %s, nor back, so that any number "
                 "of customers may be in either",
                 who, when, stage->name, other);
    } else {
        pk_error(diag, stage->place, "write the stages' own start: instead of start: balance",
                 "there is no balance%s%s: the mean stay in %s has no end", who, when, stage->name);
    }
    pk_arena_free(&arena);
}

void pk_balance_tell(const pk_plan_t *plan, const pk_excess_t *excess, bool drawn, pk_diag_t *diag)
{
    const char *when = drawn ? " in a draw of the uncertain numbers" : "";
    static const char hint[] = "write the stages' own start:, or probabilities: today, where word of mouth is already "
                               "in the written numbers";
    if (excess->what == PK_EXCESS_BALANCE_SEVERAL) {
        const pk_driver_t *word = plan->drivers[excess->index].driver;
        pk_error(
            diag, word->place, hint,
            "there is more than one balance%s: the word of mouth %s keeps itself up, with %.3g%% of the population "
            "talking as with %.3g%%",
            when, word->name, 100 * excess->second, 100 * excess->number);
    } else if (excess->what == PK_EXCESS_BALANCE_UNSETTLED) {
        const pk_driver_t *word = plan->drivers[excess->index].driver;
        pk_error(diag, word->place, hint,
                 "no balance was found to %g%s: with the word of mouth %s the flows do not come to rest",
                 PK_BALANCE_EXACT, when, word->name);
    } else {
        tell_chain(plan, excess, when, diag);
    }
}
