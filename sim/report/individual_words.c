#include "report/individual_words.h"

#include <math.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/individual_figures.h"
#include "report/local.h"

typedef struct {
    const pk_result_t *result;
    const pk_individuals_t *of;
    pk_language_t language;
    pk_texts_t *texts;
    pk_arena_t *arena;
} pk_teller_t;

#define TELL(self, ...)                                                                                                \
    pk_texts_add((self)->texts, pk_local_say((self)->language, (self)->arena, __VA_ARGS__), (self)->arena)

static const char *part(const pk_teller_t *self, double share)
{
    return pk_local_chance(self->language, share, 0, self->arena);
}

static const char *money(const pk_teller_t *self, double amount)
{
    const pk_local_amount_t a =
        pk_local_amount(self->language, self->result->currency, amount, NAN, NAN, false, self->arena);
    return pk_local_with_unit(a.value, a.unit, self->arena);
}

static const char *counted(const pk_teller_t *self, int count, const char *word)
{
    return pk_arena_format(self->arena, "%s %s", pk_local_count(self->language, count, self->arena), word);
}

const char *pk_individual_profit(pk_language_t language, double share, pk_arena_t *arena)
{
    const char *figure = pk_arena_format(arena, isnan(share) ? "–" : "%s%%", pk_figure(100 * share, 1, arena));
    return pk_local_figure(language, figure, arena);
}

const char *pk_individual_steps(const pk_result_t *r, pk_language_t language, int steps, pk_arena_t *arena)
{
    const char *word = steps == 1 ? pk_chart_step_word(language, r) : pk_chart_steps_word(language, r->step_unit);
    return pk_arena_format(arena, "%s %s", pk_local_count(language, steps, arena), word);
}

const char *pk_individual_path(const pk_result_t *r, pk_language_t language, const pk_walked_path_t *path,
                               pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < path->nstage; i++) {
        const pk_result_stage_t *stage = &r->stages[path->stages[i]];
        text = pk_arena_format(arena, "%s%s%s", text, i > 0 ? " → " : "", pk_chart_label(stage->label, stage->name));
    }
    return path->nstage == 0 ? pk_word(language, PK_WORD_WALKED_OTHERS)
           : path->goes_on   ? pk_arena_format(arena, "%s → …", text)
                             : text;
}

static void tell_wait(const pk_teller_t *self, const pk_kaplan_meier_t *curve, pk_saying_t half, pk_saying_t less)
{
    if (!(curve->people > 0) || curve->steps == 0) {
        return;
    }
    const double share = pk_share_at_end(curve);
    const int by = pk_half_by(curve);
    const char *end = pk_individual_steps(self->result, self->language, curve->steps, self->arena);
    if (by >= 0) {
        TELL(self, half, pk_individual_steps(self->result, self->language, by, self->arena), end,
             part(self, 1 - share));
    } else {
        TELL(self, less, end, part(self, share), part(self, 1 - share));
    }
}

/* Where nobody buys luck gives nothing. */
static void tell_best(const pk_teller_t *self)
{
    const int k = pk_best_fifth(self->of);
    if (k >= 0 && isfinite(self->of->profit_share[k])) {
        const bool luck = isfinite(self->of->by_luck[k]);
        TELL(self, luck ? PK_SAY_INDIVIDUALS_BEST : PK_SAY_INDIVIDUALS_BEST_ALONE, part(self, self->of->best_share[k]),
             pk_individual_profit(self->language, self->of->profit_share[k], self->arena),
             pk_individual_profit(self->language, self->of->by_luck[k], self->arena));
    }
}

static void tell_purchases(const pk_teller_t *self)
{
    const double *shares = self->of->purchases;
    if (self->of->most_purchases >= 1 && isfinite(shares[0])) {
        const double once = self->of->most_purchases > 1 ? shares[1] : 1 - shares[0];
        TELL(self, PK_SAY_INDIVIDUALS_PURCHASES, part(self, shares[0]), part(self, once),
             part(self, fmax(0, 1 - shares[0] - once)));
    }
}

static void tell_value(const pk_teller_t *self)
{
    const double *quantiles = self->of->value[0];
    if (quantiles[PK_QUANTILES_OF_VALUE - 1] > quantiles[0]) {
        TELL(self, PK_SAY_INDIVIDUALS_VALUE, money(self, self->of->value_mean[0]), money(self, quantiles[49]),
             money(self, quantiles[89]));
    }
}

/* After half a year where there is as much and half as much again, else a quarter, else a month. */
static void tell_retained(const pk_teller_t *self)
{
    const int count = self->of->nperiod, after = count > 9 ? 6 : count > 4 ? 3 : 1;
    const double share = pk_retained(self->of, after);
    if (isfinite(share)) {
        const pk_word_t word = pk_period_word(self->result);
        static const pk_word_t one[][2] = {{PK_WORD_MONTHS, PK_WORD_A_MONTH},
                                           {PK_WORD_YEARS, PK_WORD_A_YEAR},
                                           {PK_WORD_QUARTERS, PK_WORD_A_QUARTER},
                                           {PK_WORD_PERIODS, PK_WORD_A_PERIOD}};
        pk_word_t unit = word;
        for (int i = 0; i < 4 && after == 1; i++) {
            unit = one[i][0] == word ? one[i][1] : unit;
        }
        TELL(self, PK_SAY_INDIVIDUALS_RETAINED, part(self, share), counted(self, after, pk_word(self->language, unit)));
    }
}

static void tell_path(const pk_teller_t *self)
{
    double together = 0;
    int count = 0;
    for (int i = 0; i < self->of->npath; i++) {
        together += self->of->paths[i].nstage > 0 ? self->of->paths[i].share : 0;
        count += self->of->paths[i].nstage > 0;
    }
    if (count > 0) {
        TELL(self, count > 1 ? PK_SAY_INDIVIDUALS_PATH : PK_SAY_INDIVIDUALS_PATH_ONE,
             pk_individual_path(self->result, self->language, &self->of->paths[0], self->arena),
             part(self, self->of->paths[0].share), pk_local_count(self->language, count, self->arena),
             part(self, together));
    }
}

void pk_individual_words(const pk_result_t *result, pk_language_t language, pk_texts_t *texts, int *first,
                         pk_arena_t *arena)
{
    const pk_teller_t self = {result, result->individuals, language, texts, arena};
    const int before = texts->count;
    tell_wait(&self, self.of->first_purchase, PK_SAY_INDIVIDUALS_FIRST_HALF, PK_SAY_INDIVIDUALS_FIRST_LESS);
    tell_wait(&self, self.of->between_purchases, PK_SAY_INDIVIDUALS_NEXT_HALF, PK_SAY_INDIVIDUALS_NEXT_LESS);
    tell_best(&self);
    *first = texts->count - before;
    tell_purchases(&self);
    tell_value(&self);
    tell_retained(&self);
    tell_path(&self);
}
