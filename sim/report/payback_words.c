#include "report/payback_words.h"

#include <math.h>

#include "report/chart.h"
#include "report/local.h"

int pk_payback_step(const pk_payback_t *payback)
{
    const double step = ceil(payback->p50);
    return step >= 1 && step <= payback->nstep ? (int)step : 0;
}

/* "17", ">52" */
static const char *steps_of(pk_language_t language, const pk_payback_t *payback, double at, pk_arena_t *arena)
{
    const bool never = ceil(at) > payback->nstep;
    return pk_arena_format(arena, "%s%s", never ? ">" : "",
                           pk_local_count(language, never ? payback->nstep : ceil(at), arena));
}

const char *pk_payback_value(pk_language_t language, const pk_result_t *result, const pk_payback_t *payback,
                             pk_arena_t *arena)
{
    const char *steps = steps_of(language, payback, payback->p50, arena);
    if (!(payback->behind > 0)) {
        return pk_saying(language, PK_SAY_PAYBACK_NOTHING);
    }
    return pk_payback_step(payback) > 0
               ? pk_arena_format(arena, "%s %s", pk_chart_step_word(language, result), steps)
               : pk_arena_format(arena, "%s %s", steps, pk_chart_steps_word(language, result->step_unit));
}

/* What stands in the brackets: between which steps, how surely, and where there is nothing to pay. */
static const char *spread(pk_language_t language, const pk_payback_t *payback, pk_arena_t *arena)
{
    const long behind = (long)(payback->behind * (double)payback->draws + 0.5);
    const char *pays =
        pk_local_say(language, arena, PK_SAY_PAYBACK_PAYS, pk_local_chance(language, payback->pays, behind, arena));
    const char *between =
        pk_local_say(language, arena, PK_SAY_PAYBACK_BETWEEN, steps_of(language, payback, payback->p05, arena),
                     steps_of(language, payback, payback->p95, arena));
    const char *text = pk_arena_format(arena, "%s; %s", between, pays);
    return payback->behind < 1
               ? pk_arena_format(arena, "%s; %s", text,
                                 pk_local_say(language, arena, PK_SAY_PAYBACK_NEVER_BEHIND,
                                              pk_local_chance(language, 1 - payback->behind, payback->draws, arena)))
               : text;
}

const char *pk_payback_text(pk_language_t language, const pk_result_t *result, const pk_payback_t *payback,
                            pk_arena_t *arena)
{
    const char *text = pk_payback_value(language, result, payback, arena);
    const int step = pk_payback_step(payback);
    if (payback->draws > 1 && payback->behind > 0) {
        text = pk_arena_format(arena, "%s (%s)", text, spread(language, payback, arena));
    }
    if (step > 0 && result->days != NULL) {
        const char *day = pk_local_day(language, result->days[step] - 1, arena);
        text = pk_arena_format(arena, "%s, %s", text, pk_local_say(language, arena, PK_SAY_PAYBACK_BY, day));
    }
    return text;
}
