/* Individuals small enough to read, for tiny_result: three steps, two groups, two stages, two periods; of the personas
 * nobody has bought and nothing is earned. */
#ifndef TINY_INDIVIDUALS_H
#define TINY_INDIVIDUALS_H

#include <math.h>

#include "result/result.h"

static inline pk_kaplan_meier_t tiny_curve(pk_arena_t *arena, double share, double people)
{
    pk_kaplan_meier_t c = {.steps = 2, .people = people};
    c.share = PK_ARRAY(arena, double, 3);
    c.low = PK_ARRAY(arena, double, 3);
    c.high = PK_ARRAY(arena, double, 3);
    c.waiting = PK_ARRAY(arena, double, 3);
    for (int step = 0; step < 3; step++) {
        c.share[step] = people > 0 ? share * step : NAN;
        c.low[step] = c.share[step] - 0.0625 * step;
        c.high[step] = c.share[step] + 0.0625 * step;
        c.waiting[step] = people / (step + 1.0);
    }
    return c;
}

static inline void tiny_individuals(pk_result_t *r)
{
    static const int stages[] = {0, 1};
    static pk_walked_path_t paths[] = {{.text = "tarve > =cmd", .stages = stages, .nstage = 2, .share = 0.5},
                                       {.text = "tarve", .stages = stages, .nstage = 1, .share = 0.375},
                                       {.text = "all others", .share = 0.125}};
    static const char *periods[] = {"2026-03", "2026-04"};
    static double best[] = {0.2, 0.5}, profit[] = {0.75, 1.25, NAN, NAN}, luck[] = {0.5, 0.875, NAN, NAN};
    static double purchases[] = {0.5, 0.25, 0.25, 1, 0, 0};
    static double retention[] = {1, 0.75, NAN, NAN}, entered[] = {12, 0};
    static pk_stay_means_t stays[] = {{1, 1.5}, {0.5, 0.75}, {1, 2}, {0, 0}};
    static double mean[] = {12.5, 0};
    pk_individuals_t *of = PK_ARRAY(&r->arena, pk_individuals_t, 1);
    *of = (pk_individuals_t){.ngroup = 2,
                             .nstage = 2,
                             .nstep = 2,
                             .value_mean = mean,
                             .nbest = 2,
                             .best_share = best,
                             .profit_share = profit,
                             .by_luck = luck,
                             .paths = paths,
                             .npath = 3,
                             .most_purchases = 2,
                             .purchases = purchases,
                             .stays = stays,
                             .nperiod = 2,
                             .periods = periods,
                             .retention = retention,
                             .entered = entered};
    of->first_purchase = PK_ARRAY(&r->arena, pk_kaplan_meier_t, 2);
    of->between_purchases = PK_ARRAY(&r->arena, pk_kaplan_meier_t, 2);
    of->first_purchase[0] = tiny_curve(&r->arena, 0.25, 600);
    of->first_purchase[1] = tiny_curve(&r->arena, 0, 300);
    of->between_purchases[0] = tiny_curve(&r->arena, 0.125, 60);
    of->between_purchases[1] = tiny_curve(&r->arena, 0, 0);
    of->value = (void *)PK_ARRAY(&r->arena, double, 2 * PK_QUANTILES_OF_VALUE);
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        of->value[0][k] = (k - 49) / 3.0;
    }
    r->individuals = of;
}

#endif
