#include "report/left_out.h"

#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/local.h"
#include "report/told.h"

/* ---- what is left out ---- */

static pk_customers_left_t customers_left(const pk_difference_t *d)
{
    static const double ERRORS = 2;
    const double gain = d->sure.gain;
    if (d->diff_mean == 0 && d->diff_p05 == 0 && d->diff_p95 == 0) {
        return PK_CUSTOMERS_AS_MANY;
    }
    if (d->sure.runs_needed > 0 || gain * d->diff_mean <= 0 || !(fabs(gain) > ERRORS * d->sure.gain_se)) {
        return PK_CUSTOMERS_UNTOLD;
    }
    return gain < 0 ? PK_CUSTOMERS_FEWER : PK_CUSTOMERS_MORE;
}

pk_left_out_t pk_left_out_of(const pk_comparison_t *c)
{
    const pk_answer_t *answer = &c->answer;
    pk_left_out_t self = {.plan = answer->difference == NULL ? -1 : answer->alternative};
    if (self.plan < 0) {
        return self;
    }
    const pk_difference_t *customers = pk_comparison_find(c, self.plan, 0, "customers");
    const pk_difference_t *after = pk_comparison_find(c, self.plan, 0, "profit_and_after");
    if (customers != NULL && strcmp(answer->kpi, "customers") != 0 &&
        (customers->mean != 0 || customers->baseline_mean != 0)) {
        self.customers = customers;
        self.left = customers_left(customers);
    }
    if (after != NULL && isfinite(after->diff_mean) && strcmp(answer->kpi, "profit_and_after") != 0) {
        self.after = after;
    }
    self.can_ask = c->aftermath.kind == PK_AFTER_TOO_MUCH;
    return self;
}

/* ---- in words ---- */

typedef struct {
    const pk_comparison_t *comparison;
    pk_language_t language;
    bool screen; /* in English, where the terminal has figures of its own */
    pk_arena_t *arena;
} voice_t;

static const char *figure(const voice_t *self, const char *text)
{
    return self->screen ? text : pk_local_figure(self->language, text, self->arena);
}

/* "one", "12"; Finnish in the ablative. */
static const char *number_word(pk_language_t language, int count, pk_arena_t *arena)
{
    static const char *const words[PK_LANGUAGES][10] = {
        [PK_ENGLISH] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
        [PK_FINNISH] = {"yhdeltä", "kahdelta", "kolmelta", "neljältä", "viideltä", "kuudelta", "seitsemältä",
                        "kahdeksalta", "yhdeksältä", "kymmeneltä"}};
    return count >= 1 && count <= 10 ? words[language][count - 1] : pk_local_count(language, count, arena);
}

static const char *length_text(pk_language_t language, int count, pk_unit_t unit, pk_arena_t *arena)
{
    static const char *const words[PK_LANGUAGES][4] = {
        [PK_ENGLISH] = {[PK_DAY] = "day", [PK_WEEK] = "week", [PK_MONTH] = "month", [PK_YEAR] = "year"},
        [PK_FINNISH] = {
            [PK_DAY] = "päivältä", [PK_WEEK] = "viikolta", [PK_MONTH] = "kuukaudelta", [PK_YEAR] = "vuodelta"}};
    return pk_arena_format(arena, "%s %s%s", number_word(language, count, arena), words[language][unit],
                           language == PK_ENGLISH && count > 1 ? "s" : "");
}

const char *pk_left_out_horizon(pk_language_t language, const pk_result_t *result, pk_arena_t *arena)
{
    pk_calendar_t calendar = {.steps = result->nstep, .dated = result->days != NULL};
    PK_REQUIRE(pk_unit_parse(result->step_unit, (int)strlen(result->step_unit), &calendar.step));
    calendar.start = calendar.dated ? result->days[0] : 0;
    for (pk_unit_t unit = PK_YEAR; unit > calendar.step; unit--) {
        const int count = (int)lround(result->nstep * pk_unit_days(calendar.step) / pk_unit_days(unit));
        if (unit != PK_WEEK && count > 0 && pk_horizon_steps(&calendar, count, unit) == result->nstep) {
            return length_text(language, count, unit, arena);
        }
    }
    return length_text(language, result->nstep, calendar.step, arena);
}

/* "; 71 customers fewer at the end" */
static const char *customers_text(const voice_t *self, const pk_left_out_t *left)
{
    const pk_difference_t *d = left->customers;
    if (left->left == PK_CUSTOMERS_UNASKED) {
        return "";
    }
    if (left->left == PK_CUSTOMERS_UNTOLD) {
        return pk_saying(self->language, PK_SAY_LEFT_UNTOLD);
    }
    const double grain = fmax(pk_told_difference_grain(self->comparison, d), 1), more = fabs(pk_difference_told(d));
    const double count = round(more / grain) * grain;
    if (left->left == PK_CUSTOMERS_AS_MANY || count == 0) {
        return pk_saying(self->language, PK_SAY_LEFT_AS_MANY);
    }
    const bool fewer = left->left == PK_CUSTOMERS_FEWER, one = count == 1;
    const pk_saying_t saying =
        one ? (fewer ? PK_SAY_LEFT_ONE_FEWER : PK_SAY_LEFT_ONE_MORE) : (fewer ? PK_SAY_LEFT_FEWER : PK_SAY_LEFT_MORE);
    return pk_local_say(self->language, self->arena, saying, figure(self, pk_figure(more, grain, self->arena)));
}

static const char *chance(const voice_t *self, double p, long draws)
{
    return self->screen ? pk_figure_chance_words(p, draws, self->arena)
                        : pk_local_chance_words(self->language, p, draws, self->arena);
}

/* "; with what comes after, better in 40%" */
static const char *after_text(const voice_t *self, const pk_left_out_t *left)
{
    const pk_language_t language = self->language;
    const pk_sure_t *sure = left->after != NULL ? &left->after->sure : NULL;
    if (sure == NULL) {
        return pk_saying(language, left->can_ask ? PK_SAY_LEFT_ASK : PK_SAY_LEFT_NOT_COUNTED);
    }
    if (sure->runs_needed > 0) {
        return pk_saying(language, PK_SAY_LEFT_AFTER_UNTOLD);
    }
    if (sure->draws <= 1) {
        const double gain = pk_difference_told(left->after);
        const double grain = pk_told_difference_grain(self->comparison, left->after);
        const char *amount = figure(self, pk_figure_signed(gain, grain, self->arena));
        return pk_local_say(language, self->arena, PK_SAY_LEFT_AFTER_AMOUNT,
                            pk_local_with_unit(amount, pk_word_unit(language, left->after->unit), self->arena));
    }
    return pk_sure_has_equals(sure)
               ? pk_local_say(language, self->arena, PK_SAY_LEFT_AFTER_EQUAL,
                              chance(self, pk_sure_ahead(sure), sure->draws), chance(self, sure->equal, sure->draws))
               : pk_local_say(language, self->arena, PK_SAY_LEFT_AFTER, chance(self, sure->better.p, sure->draws));
}

const char *pk_left_out_text(pk_language_t language, const pk_comparison_t *comparison, bool after, bool screen,
                             pk_arena_t *arena)
{
    const voice_t voice = {
        .comparison = comparison, .language = language, .screen = screen && language == PK_ENGLISH, .arena = arena};
    const pk_left_out_t left = pk_left_out_of(comparison);
    if (left.plan < 0) {
        return "";
    }
    const bool told = strcmp(comparison->answer.kpi, "profit_and_after") != 0 && after;
    const char *horizon = pk_left_out_horizon(language, &comparison->results[comparison->baseline], arena);
    const char *customers = customers_text(&voice, &left), *past = told ? after_text(&voice, &left) : "";
    const char *all = pk_arena_format(arena, "%s%s", customers, past);
    const bool itself = comparison->answer.kind == PK_ANSWER_BEST && comparison->answer.best == left.plan;
    const bool nothing = left.left == PK_CUSTOMERS_UNASKED && (left.after == NULL || !told);
    return itself || nothing ? pk_local_say(language, arena, PK_SAY_LEFT_OUT, horizon, all)
                             : pk_local_say(language, arena, PK_SAY_LEFT_OUT_OF, horizon, all + 2,
                                            pk_chart_scenario(&comparison->results[left.plan]));
}
