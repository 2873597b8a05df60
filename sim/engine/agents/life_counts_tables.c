#include "engine/agents/life_counts_parts.h"

static double share_of(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* The most purchases that anybody has made, of what is told apart. */
static int most_purchases(const pk_life_counts_t *self)
{
    int most = 0;
    for (int g = 0; g < self->ngroup; g++) {
        for (int n = most; n <= PK_PURCHASES_MOST; n++) {
            most = self->groups[g].purchases[n] > 0 ? n : most;
        }
    }
    return most;
}

static void tell_purchases(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to)
{
    const int rows = most_purchases(self) + 1;
    to->most_purchases = rows - 1;
    to->purchases = PK_ARRAY(arena, double, (long)to->ngroup *rows);
    for (long at = 0; at < (long)to->ngroup * rows; at++) {
        const pk_pooled_t pooled = pk_pooled(self, (int)(at / rows));
        int64_t people = 0;
        for (int g = 0; g < pooled.count; g++) {
            people += pooled.at[g].purchases[at % rows];
        }
        to->purchases[at] = share_of(people, pk_pooled_people(pooled, true));
    }
}

static void tell_stays(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to)
{
    to->stays = PK_ARRAY(arena, pk_stay_means_t, to->ngroup * to->nstage);
    for (int at = 0; at < to->ngroup * to->nstage; at++) {
        const pk_pooled_t pooled = pk_pooled(self, at / to->nstage);
        const int64_t people = pk_pooled_people(pooled, true);
        const int stage = at % to->nstage;
        int64_t visits = 0, steps = 0;
        for (int g = 0; g < pooled.count; g++) {
            visits += pooled.at[g].visits[stage];
            steps += pooled.at[g].steps[stage];
        }
        to->stays[at] = (pk_stay_means_t){.visits = share_of(visits, people), .steps = share_of(steps, people)};
    }
}

static void tell_retention(const pk_life_counts_t *self, long nrun, pk_arena_t *arena, pk_individuals_t *to)
{
    const int count = self->periods.count;
    to->nperiod = count;
    to->periods = PK_ARRAY(arena, const char *, count);
    to->retention = PK_ARRAY(arena, double, count *count);
    to->entered = PK_ARRAY(arena, double, count);
    for (int e = 0; e < count; e++) {
        int64_t customers = 0;
        to->periods[e] = pk_arena_copy(arena, self->periods.name[e]);
        to->entered[e] = (double)self->entered[e] / (double)nrun;
        for (int p = 0; p < count; p++) {
            const bool within = e + p < count;
            customers += within ? self->retained[e * (count + 1) + e + p] : 0;
            to->retention[e * count + p] = within ? share_of(customers, self->entered[e]) : NAN;
        }
    }
}

void pk_life_tables(const pk_life_counts_t *of_all, const double *curves, long nrun, pk_arena_t *arena,
                    pk_individuals_t *individuals)
{
    const pk_plan_t *plan = of_all->plan;
    *individuals = (pk_individuals_t){.ngroup = pk_life_groups(plan), .nstage = plan->nstage, .nstep = plan->nstep};
    pk_life_tell_curves(of_all, curves, nrun, arena, individuals);
    pk_life_tell_values(of_all, arena, individuals);
    pk_life_tell_paths(of_all, arena, individuals);
    tell_purchases(of_all, arena, individuals);
    tell_stays(of_all, arena, individuals);
    tell_retention(of_all, nrun, arena, individuals);
}
