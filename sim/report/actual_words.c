#include "report/actual_words.h"

#include "report/chart.h"
#include "report/figure.h"
#include "report/local.h"

const char *pk_actual_label(pk_language_t language, const pk_result_t *r, const pk_result_actual_t *actual,
                            pk_arena_t *arena)
{
    if (actual->kpi >= 0) {
        return pk_chart_kpi_label(language, &r->kpis[actual->kpi]);
    }
    if (actual->stage >= 0) {
        return pk_chart_label(r->stages[actual->stage].label, actual->name);
    }
    const int from = pk_result_stage(r, actual->from), to = pk_result_stage(r, actual->to);
    return pk_local_arrow(from >= 0 ? pk_chart_label(r->stages[from].label, actual->from) : "",
                          to >= 0 ? pk_chart_label(r->stages[to].label, actual->to) : actual->to, arena);
}

/* What the rows are: steps, or periods of several. */
static const char *rows_word(pk_language_t language, const pk_result_t *r, const pk_result_actual_t *actual)
{
    for (int i = 0; i < actual->count; i++) {
        if (actual->spans[i].first != actual->spans[i].last) {
            return pk_word(language, PK_WORD_PERIODS);
        }
    }
    return actual->count == 1 ? pk_chart_step_word(language, r) : pk_chart_steps_word(language, r->step_unit);
}

pk_actual_figures_t pk_actual_figures(pk_language_t language, const pk_result_actual_t *actual, double value,
                                      const pk_summary_t *runs, bool screen, pk_arena_t *arena)
{
    double scale;
    const char *sign, *unit = pk_figure_unit(actual->unit, &scale, &sign);
    unit = actual->kpi >= 0 ? pk_word_unit(language, unit) : "";
    if (screen && language == PK_ENGLISH) {
        const double grain = pk_grain(value, runs->p05, runs->p95);
        return (pk_actual_figures_t){pk_local_with_unit(pk_figure(value, grain, arena), unit, arena),
                                     pk_figure_interval(runs->p05, runs->p95, grain, false, arena)};
    }
    const pk_local_amount_t amount = pk_local_amount(language, actual->unit, value, runs->p05, runs->p95, false, arena);
    return (pk_actual_figures_t){pk_local_with_unit(amount.value, actual->kpi >= 0 ? amount.unit : "", arena),
                                 amount.interval};
}

/* The total of all rows; of counts at ends of steps their average. */
static pk_summary_t overall(const pk_result_actual_t *actual, double *value)
{
    pk_summary_t runs = actual->total[actual->count - 1];
    const double scale = actual->at_end ? 1.0 / actual->count : 1;
    *value = scale * actual->values[2 * actual->count - 1];
    runs.mean *= scale;
    runs.p05 *= scale;
    runs.p50 *= scale;
    runs.p95 *= scale;
    return runs;
}

typedef struct {
    pk_language_t language;
    const pk_result_t *result;
    bool screen;
    pk_arena_t *arena;
} voice_t;

static const char *figure(const voice_t *self, const pk_result_actual_t *actual, double value, const pk_summary_t *runs)
{
    return pk_actual_figures(self->language, actual, value, runs, self->screen, self->arena).value;
}

/* What was seen has its own digits. */
static const char *seen(const voice_t *self, const pk_result_actual_t *actual, double value)
{
    return figure(self, actual, value, &(pk_summary_t){.p05 = value, .p95 = value});
}

static const char *of_one_run(const voice_t *self, const pk_result_actual_t *actual)
{
    double value;
    const pk_summary_t runs = overall(actual, &value);
    return pk_local_say(self->language, self->arena,
                        actual->at_end ? PK_SAY_ACTUALS_ONE_AVERAGE : PK_SAY_ACTUALS_ONE_TOTAL,
                        pk_actual_label(self->language, self->result, actual, self->arena), actual->column,
                        seen(self, actual, value), figure(self, actual, runs.mean, &runs));
}

static const char *count_of(const voice_t *self, int count)
{
    return self->screen && self->language == PK_ENGLISH ? pk_figure(count, 1, self->arena)
                                                        : pk_local_count(self->language, count, self->arena);
}

static const char *of_runs(const voice_t *self, const pk_result_actual_t *actual)
{
    const pk_language_t language = self->language;
    pk_arena_t *arena = self->arena;
    double value;
    const pk_summary_t runs = overall(actual, &value);
    const int beside = pk_outside(&actual->total[actual->count - 1], actual->values[2 * actual->count - 1]);
    const char *rows =
        pk_local_say(language, arena, PK_SAY_ACTUALS_ROW, pk_actual_label(language, self->result, actual, arena),
                     actual->column, count_of(self, pk_result_outside(actual)), count_of(self, actual->count),
                     rows_word(language, self->result, actual));
    const char *all =
        pk_local_say(language, arena, actual->at_end ? PK_SAY_ACTUALS_AVERAGE : PK_SAY_ACTUALS_TOTAL,
                     seen(self, actual, value), figure(self, actual, runs.mean, &runs),
                     pk_actual_figures(language, actual, runs.mean, &runs, self->screen, arena).interval,
                     pk_local_chance(language, actual->below[2 * actual->count - 1], self->result->nrun, arena),
                     pk_saying(language, beside < 0   ? PK_SAY_ACTUALS_BELOW
                                         : beside > 0 ? PK_SAY_ACTUALS_ABOVE
                                                      : PK_SAY_ACTUALS_WITHIN));
    return pk_arena_format(arena, "%s %s", rows, all);
}

void pk_actual_words(pk_language_t language, const pk_result_t *r, bool screen, pk_texts_t *texts, pk_arena_t *arena)
{
    const voice_t voice = {language, r, screen, arena};
    for (int i = 0; i < r->nactual; i++) {
        pk_texts_add(texts, (r->nrun > 1 ? of_runs : of_one_run)(&voice, &r->actuals[i]), arena);
    }
}

const char *pk_actual_advice(pk_language_t language, const pk_result_t *r, pk_arena_t *arena)
{
    for (int i = 0; i < r->nactual && r->nrun > 1; i++) {
        if (r->actuals[i].count > 1) {
            return pk_local_say(language, arena, PK_SAY_ACTUALS_SHARED, rows_word(language, r, &r->actuals[i]));
        }
    }
    return "";
}
