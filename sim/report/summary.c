#include "report/summary.h"

#include <math.h>

#include "report/individual_summary.h"
#include "report/json.h"
#include "report/left_out.h"
#include "report/messages.h"

static void set_quantiles(json_t *entry, const pk_summary_t *s)
{
    pk_json_set(entry, "p05", pk_json_number(s->p05));
    pk_json_set(entry, "p25", pk_json_number(s->p25));
    pk_json_set(entry, "p50", pk_json_number(s->p50));
    pk_json_set(entry, "p75", pk_json_number(s->p75));
    pk_json_set(entry, "p95", pk_json_number(s->p95));
}

static json_t *day(long number)
{
    char text[PK_DATE_TEXT];
    pk_date_write(number, text);
    return pk_json_text(text);
}

static json_t *kpi(const pk_result_t *r, int window, int group, int index)
{
    long cell = pk_kpi_cell(r, window, group, index);
    const pk_result_kpi_t *about = &r->kpis[index];
    json_t *entry = json_object();
    pk_json_set(entry, "persona", pk_json_text(r->group_names[group]));
    pk_json_set(entry, "period", pk_json_text(r->windows[window].label));
    pk_json_set(entry, "kpi", pk_json_text(about->name));
    pk_json_set(entry, "label", pk_json_text(about->label));
    pk_json_set(entry, "unit", pk_json_text(about->unit));
    pk_json_set(entry, "mean", pk_json_number(r->kpi[cell].mean));
    pk_json_set(entry, "sd", pk_json_number(r->nrun > 1 ? r->kpi[cell].sd : NAN));
    pk_json_set(entry, "mcse", pk_json_number(r->nrun > 1 ? r->kpi_mcse[cell] : NAN));
    set_quantiles(entry, &r->kpi[cell]);
    return entry;
}

static json_t *kpis(const pk_result_t *r, bool all_personas)
{
    json_t *list = json_array();
    int groups = all_personas ? r->ngroup : 1;
    int listed[r->nkpi + 1];
    const int count = pk_result_listed(r, listed);
    for (int group = 0; group < groups; group++) {
        for (int window = 0; window < r->nwindow; window++) {
            for (int i = 0; i < count; i++) {
                const pk_result_kpi_t *about = &r->kpis[listed[i]];
                if (!r->windows[window].goal && (group == 0 || about->by_group) && (window == 0 || !about->past)) {
                    json_array_append_new(list, kpi(r, window, group, listed[i]));
                }
            }
        }
    }
    return list;
}

static json_t *targets(const pk_result_t *r)
{
    json_t *list = json_array();
    for (int i = 0; i < r->ngoal; i++) {
        const pk_result_goal_t *goal = &r->goals[i];
        json_t *entry = json_object();
        pk_json_set(entry, "kpi", pk_json_text(goal->kpi));
        pk_json_set(entry, goal->at_least ? "at_least" : "at_most", pk_json_number(goal->bound));
        pk_json_set(entry, "by", pk_json_text(goal->by));
        pk_json_set(entry, "through", day(goal->through_day));
        pk_json_set(entry, "mean", pk_json_number(goal->mean));
        pk_json_set(entry, "p_met", pk_json_number(goal->p_met));
        pk_json_set(entry, "mean_shortfall", pk_json_number(goal->mean_shortfall));
        json_array_append_new(list, entry);
    }
    return list;
}

/* Each column of actuals: how many rows lie outside the 90% band of the runs, and all rows together in theirs; of
 * counts at ends of steps that is their average. Of one run there is no band. */
static json_t *actuals(const pk_result_t *r)
{
    json_t *list = json_array();
    for (int k = 0; k < r->nactual; k++) {
        const pk_result_actual_t *actual = &r->actuals[k];
        const pk_summary_t *total = &actual->total[actual->count - 1];
        const double value = actual->values[2 * actual->count - 1], scale = actual->at_end ? 1.0 / actual->count : 1;
        const bool band = r->nrun > 1;
        json_t *entry = json_object(), *all = json_object();
        pk_json_set(entry, "column", pk_json_text(actual->column));
        pk_json_set(entry, "of", pk_json_text(actual->name));
        pk_json_set(entry, "unit", pk_json_text(actual->unit));
        pk_json_set(entry, "rows", json_integer(actual->count));
        pk_json_set(entry, "outside", band ? json_integer(pk_result_outside(actual)) : json_null());
        pk_json_set(all, "actual", pk_json_number(scale * value));
        pk_json_set(all, "mean", pk_json_number(scale * total->mean));
        pk_json_set(all, "p05", pk_json_number(scale * total->p05));
        pk_json_set(all, "p50", pk_json_number(scale * total->p50));
        pk_json_set(all, "p95", pk_json_number(scale * total->p95));
        pk_json_set(all, "outside", band ? json_boolean(pk_outside(total, value) != 0) : json_null());
        pk_json_set(entry, actual->at_end ? "average" : "total", all);
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *warnings(const pk_result_t *r)
{
    json_t *list = json_array();
    for (int i = 0; i < r->nwarning; i++) {
        json_array_append_new(list, pk_json_text(r->warnings[i]));
    }
    return list;
}

static json_t *run(const pk_result_t *r, bool all_personas)
{
    json_t *root = json_object();
    pk_json_set(root, "scenario", pk_json_text(r->scenario));
    pk_json_set(root, "title", pk_json_text(r->title));
    pk_json_set(root, "model", pk_json_text(r->model_title));
    pk_json_set(root, "file", pk_json_text(r->file));
    pk_json_set(root, "engine", pk_json_text(r->engine));
    pk_json_set(root, "step", pk_json_text(r->step_unit));
    pk_json_set(root, "currency", pk_json_text(r->currency));
    pk_json_set(root, "seed", json_integer((json_int_t)r->seed));
    pk_json_set(root, "runs", json_integer(r->nrun));
    pk_json_set(root, "steps", json_integer(r->nstep));
    pk_json_set(root, "start", r->days == NULL ? pk_json_text(NULL) : day(r->days[0]));
    pk_json_set(root, "last_step", r->days == NULL ? pk_json_text(NULL) : day(r->days[r->nstep - 1]));
    pk_json_set(root, "population", pk_json_number(r->population));
    pk_json_set(root, "kpis", kpis(r, all_personas));
    pk_json_set(root, "targets", targets(r));
    if (r->nactual > 0) {
        pk_json_set(root, "actuals", actuals(r));
    }
    if (r->individuals != NULL) {
        pk_json_set(root, "individuals", pk_individual_summary(r, all_personas));
    }
    pk_json_set(root, "warnings", warnings(r));
    return root;
}

static json_t *difference(const pk_comparison_t *c, const pk_difference_t *d)
{
    const pk_result_t *result = &c->results[d->scenario];
    json_t *entry = json_object();
    pk_json_set(entry, "scenario", pk_json_text(result->scenario));
    pk_json_set(entry, "persona", pk_json_text(d->persona));
    pk_json_set(entry, "period", pk_json_text(d->period));
    pk_json_set(entry, "kpi", pk_json_text(d->kpi));
    pk_json_set(entry, "label", pk_json_text(d->label));
    pk_json_set(entry, "unit", pk_json_text(d->unit));
    pk_json_set(entry, "mean", pk_json_number(d->mean));
    pk_json_set(entry, "baseline_mean", pk_json_number(d->baseline_mean));
    pk_json_set(entry, "diff_mean", pk_json_number(d->diff_mean));
    pk_json_set(entry, "diff_sd", pk_json_number(result->nrun > 1 ? d->diff_sd : NAN));
    pk_json_set(entry, "diff_p05", pk_json_number(d->diff_p05));
    pk_json_set(entry, "diff_p50", pk_json_number(d->diff_p50));
    pk_json_set(entry, "diff_p95", pk_json_number(d->diff_p95));
    pk_json_set(entry, "better", pk_json_text(d->lower_is_better ? "lower" : "higher"));
    pk_json_set(entry, "p_better", pk_json_number(d->sure.better.p));
    pk_json_set(entry, "p_better_se", pk_json_number(d->sure.better.se));
    pk_json_set(entry, "p_best", pk_json_number(d->sure.best.p));
    pk_json_set(entry, "runs", json_integer(result->nrun));
    return entry;
}

static json_t *decisions(const pk_comparison_t *c)
{
    json_t *list = json_array();
    for (int i = 0; i < c->ndecision; i++) {
        const pk_decision_row_t *row = &c->decisions[i];
        const pk_result_t *result = &c->results[row->scenario];
        json_t *entry = json_object();
        pk_json_set(entry, "scenario", pk_json_text(result->scenario));
        pk_json_set(entry, "kpi", pk_json_text(result->kpis[row->kpi].name));
        pk_json_set(entry, "unit", pk_json_text(result->kpis[row->kpi].unit));
        pk_json_set(entry, "mean", pk_json_number(row->mean));
        pk_json_set(entry, "p_best", pk_json_number(row->p_best));
        pk_json_set(entry, "expected_loss", pk_json_number(row->expected_loss));
        pk_json_set(entry, "evpi", pk_json_number(row->evpi));
        pk_json_set(entry, "share_assumptions", pk_json_number(row->assumptions));
        pk_json_set(entry, "share_chance", pk_json_number(row->chance));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *differences(const pk_comparison_t *c, bool all_personas)
{
    json_t *list = json_array();
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        if (!c->results[d->scenario].windows[d->window].goal && (d->group == 0 || all_personas)) {
            json_array_append_new(list, difference(c, d));
        }
    }
    return list;
}

static json_t *after(const pk_aftermath_told_t *told)
{
    static const char *const WHY[] = {[PK_AFTER_NOT_ASKED] = "no",
                                      [PK_AFTER_TOO_MUCH] = "too much work",
                                      [PK_AFTER_LITTLE] = "little work",
                                      [PK_AFTER_ASKED] = "asked for"};
    json_t *entry = json_object();
    pk_json_set(entry, "told", pk_json_text(WHY[told->kind]));
    pk_json_set(entry, "steps", json_integer(told->steps));
    pk_json_set(entry, "draws", json_integer(told->draws));
    pk_json_set(entry, "last_year", pk_json_number(told->last_year));
    return entry;
}

static const char *const CUSTOMERS_LEFT[] = {[PK_CUSTOMERS_UNASKED] = NULL,
                                             [PK_CUSTOMERS_UNTOLD] = "cannot tell",
                                             [PK_CUSTOMERS_AS_MANY] = "as many",
                                             [PK_CUSTOMERS_FEWER] = "fewer",
                                             [PK_CUSTOMERS_MORE] = "more"};

/* What the answer leaves out, of the plan that is weighed against the baseline. */
static json_t *left_out(const pk_comparison_t *c, pk_arena_t *arena)
{
    const pk_left_out_t left = pk_left_out_of(c);
    if (left.plan < 0) {
        return json_null();
    }
    json_t *entry = json_object();
    pk_json_set(entry, "scenario", pk_json_text(c->results[left.plan].scenario));
    pk_json_set(entry, "horizon", pk_json_text(pk_left_out_horizon(PK_ENGLISH, &c->results[c->baseline], arena)));
    pk_json_set(entry, "customers",
                left.left == PK_CUSTOMERS_UNASKED ? json_null() : pk_json_text(CUSTOMERS_LEFT[left.left]));
    pk_json_set(entry, "customers_diff_mean", pk_json_number(left.customers != NULL ? left.customers->diff_mean : NAN));
    pk_json_set(entry, "p_better_with_after", pk_json_number(left.after != NULL ? left.after->sure.better.p : NAN));
    json_t *sentence = json_object();
    for (int language = 0; language < PK_LANGUAGES; language++) {
        pk_json_set(sentence, pk_language_code(language),
                    pk_json_text(pk_left_out_text(language, c, true, false, arena)));
    }
    pk_json_set(entry, "sentence", sentence);
    return entry;
}

static json_t *with_after(const pk_comparison_t *c, const pk_decision_past_t *past)
{
    if (!past->known) {
        return json_null();
    }
    json_t *entry = json_object();
    pk_json_set(entry, "verdict", pk_json_text(pk_verdict_words(past->verdict)));
    pk_json_set(entry, "scenario", pk_json_text(c->results[past->plan].scenario));
    pk_json_set(entry, "gain", pk_json_number(past->gain));
    pk_json_set(entry, "gain_se", pk_json_number(past->gain_se));
    pk_json_set(entry, "p_better", pk_json_number(past->p_better));
    pk_json_set(entry, "evpi", pk_json_number(past->evpi));
    return entry;
}

static json_t *decision(const pk_comparison_t *c)
{
    const pk_decision_t *d = &c->decision;
    if (!d->known) {
        return json_null();
    }
    json_t *entry = json_object(), *near = json_array();
    for (int i = 0; i < d->nnear; i++) {
        json_array_append_new(near, pk_json_text(c->results[d->near[i]].scenario));
    }
    pk_json_set(entry, "verdict", pk_json_text(pk_verdict_words(d->verdict)));
    pk_json_set(entry, "kpi", pk_json_text(c->answer.kpi));
    pk_json_set(entry, "scenario", pk_json_text(c->results[d->plan].scenario));
    pk_json_set(entry, "gain", pk_json_number(d->gain));
    pk_json_set(entry, "gain_se", pk_json_number(d->gain_se));
    pk_json_set(entry, "p_better", pk_json_number(d->p_better));
    pk_json_set(entry, "evpi", pk_json_number(d->evpi));
    pk_json_set(entry, "expected_loss", pk_json_number(d->loss));
    pk_json_set(entry, "within_1_percent", near);
    pk_json_set(entry, "with_after", with_after(c, &d->past));
    return entry;
}

char *pk_summary_run(const pk_result_t *result, bool all_personas, pk_arena_t *arena)
{
    return pk_json_write(run(result, all_personas), arena);
}

char *pk_summary_comparison(const pk_comparison_t *comparison, bool all_personas, pk_arena_t *arena)
{
    json_t *scenarios = json_array();
    for (int i = 0; i < comparison->nresult; i++) {
        json_array_append_new(scenarios, run(&comparison->results[i], all_personas));
    }
    json_t *root = json_object();
    pk_json_set(root, "baseline", pk_json_text(comparison->results[comparison->baseline].scenario));
    pk_json_set(root, "decision", decision(comparison));
    pk_json_set(root, "leaves_out", left_out(comparison, arena));
    pk_json_set(root, "scenarios", scenarios);
    pk_json_set(root, "differences", differences(comparison, all_personas));
    pk_json_set(root, "decisions", decisions(comparison));
    pk_json_set(root, "after", after(&comparison->aftermath));
    return pk_json_write(root, arena);
}
