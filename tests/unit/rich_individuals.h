/* Individuals that look real, in closed form: a part never buys, the others wait a while; values with many zeros and a
 * long tail; the paths of a result's first stages. */
#ifndef RICH_INDIVIDUALS_H
#define RICH_INDIVIDUALS_H

#include <math.h>

#include "result/result.h"

/* A part `never` waits for ever, the others as long as an exponential law says. */
static inline pk_kaplan_meier_t rich_curve(pk_arena_t *arena, int steps, double people, double never, double mean)
{
    pk_kaplan_meier_t c = {.steps = steps, .people = people};
    c.share = PK_ARRAY(arena, double, steps + 1);
    c.low = PK_ARRAY(arena, double, steps + 1);
    c.high = PK_ARRAY(arena, double, steps + 1);
    c.waiting = PK_ARRAY(arena, double, steps + 1);
    for (int step = 0; step <= steps; step++) {
        const double share = (1 - never) * -expm1(-step / mean), half = 0.3 * share * (1 - share);
        c.share[step] = share;
        c.low[step] = share - half;
        c.high[step] = share + half;
        c.waiting[step] = people * (1 - share) * (steps - step) / steps;
    }
    return c;
}

static inline void rich_values(pk_individuals_t *of, pk_arena_t *arena)
{
    of->value = (void *)PK_ARRAY(arena, double, of->ngroup *PK_QUANTILES_OF_VALUE);
    of->value_mean = PK_ARRAY(arena, double, of->ngroup);
    of->nbest = 5;
    of->best_share = PK_ARRAY(arena, double, of->nbest);
    of->profit_share = PK_ARRAY(arena, double, of->ngroup * of->nbest);
    of->by_luck = PK_ARRAY(arena, double, of->ngroup * of->nbest);
    static const double best[] = {.01, .05, .1, .2, .5};
    for (int group = 0; group < of->ngroup; group++) {
        of->value_mean[group] = 112.5 + group;
        for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
            const double q = (k + 1) / 100.0;
            of->value[group][k] = q < 0.06 ? -35.5 : q < 0.42 ? 0 : -130 * log((1 - q) / 0.58) + 40 * group;
        }
        for (int k = 0; k < of->nbest; k++) {
            of->best_share[k] = best[k];
            of->profit_share[group * of->nbest + k] = pow(best[k], 0.4);
            of->by_luck[group * of->nbest + k] = pow(best[k], 0.55);
        }
    }
}

/* Every beginning of the stages in order, and a path that goes back to and fro. */
static inline void rich_paths(pk_individuals_t *of, const pk_result_t *r, pk_arena_t *arena)
{
    const int most = r->nstage < 7 ? r->nstage : 7;
    of->paths = PK_ARRAY(arena, pk_walked_path_t, most + 2);
    double left = 0.9;
    for (int i = 0; i < most + 1; i++) {
        const int length = i < most ? i + 1 : 7;
        int *stages = PK_ARRAY(arena, int, length);
        const char *text = "";
        for (int k = 0; k < length; k++) {
            stages[k] = i < most ? k : k % 2 == 0 ? 0 : most - 1;
            text = pk_arena_format(arena, "%s%s%s", text, k > 0 ? " > " : "", r->stages[stages[k]].name);
        }
        of->paths[of->npath++] =
            (pk_walked_path_t){.text = text, .stages = stages, .nstage = length, .share = 0.3 * left};
        left -= 0.3 * left;
    }
    of->paths[of->npath++] = (pk_walked_path_t){.text = "all others", .share = left + 0.1};
}

/* Each period a part of those who are left goes; fewer and fewer come, and in the third period nobody. */
static inline void rich_retention(pk_individuals_t *of, int nperiod, pk_arena_t *arena)
{
    of->nperiod = nperiod;
    of->periods = PK_ARRAY(arena, const char *, nperiod);
    of->retention = PK_ARRAY(arena, double, nperiod *nperiod);
    of->entered = PK_ARRAY(arena, double, nperiod);
    for (int entry = 0; entry < nperiod; entry++) {
        of->periods[entry] = pk_arena_format(arena, "%d-%02d", 2026 + (entry + 2) / 12, (entry + 2) % 12 + 1);
        of->entered[entry] = entry == 2 ? 0 : 1200.0 / (entry + 1);
        for (int period = 0; period < nperiod; period++) {
            of->retention[entry * nperiod + period] =
                entry == 2 || entry + period >= nperiod ? NAN : pow(0.9 - 0.01 * entry, period) - 0.02;
        }
    }
}

/* In the result's arena. */
static inline void rich_individuals(pk_result_t *r, int steps, int nperiod)
{
    pk_arena_t *arena = &r->arena;
    pk_individuals_t *of = PK_ARRAY(arena, pk_individuals_t, 1);
    *of = (pk_individuals_t){.ngroup = r->ngroup, .nstage = r->nstage, .nstep = steps, .most_purchases = 8};
    of->first_purchase = PK_ARRAY(arena, pk_kaplan_meier_t, of->ngroup);
    of->between_purchases = PK_ARRAY(arena, pk_kaplan_meier_t, of->ngroup);
    of->purchases = PK_ARRAY(arena, double, of->ngroup * 9);
    of->stays = PK_ARRAY(arena, pk_stay_means_t, of->ngroup * of->nstage);
    for (int group = 0; group < of->ngroup; group++) {
        const double part = group == 0 ? 1 : 0.9 - 0.3 * group;
        of->first_purchase[group] = rich_curve(arena, steps, 39000 * part, 0.25 + 0.04 * group, 9 + 5 * group);
        of->between_purchases[group] = rich_curve(arena, steps, 21000 * part, 0.45 - 0.03 * group, 14 + group);
        for (int n = 0; n <= 8; n++) {
            of->purchases[group * 9 + n] = n < 8 ? 0.4 * pow(0.6, n) : pow(0.6, 8);
        }
        for (int stage = 0; stage < of->nstage; stage++) {
            of->stays[group * of->nstage + stage] = (pk_stay_means_t){1.0 / (stage + 1), 20.0 / (stage + 2) + group};
        }
    }
    rich_values(of, arena);
    rich_paths(of, r, arena);
    rich_retention(of, nperiod, arena);
    r->individuals = of;
}

#endif
