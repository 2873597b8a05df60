#include "study/decision.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "study/acceptability.h"
#include "study/advantage.h"

/* ---- rows ---- */

typedef struct {
    pk_comparison_t *comparison;
    const pk_advantage_t *alone; /* one a result */
} pk_rows_job_t;

static void fill_variance(void *context, long index, int worker)
{
    (void)worker;
    const pk_rows_job_t *job = context;
    pk_decision_row_t *row = &job->comparison->decisions[index];
    const pk_foreseen_t plan = pk_foreseen_in(job->comparison, row->scenario);
    const pk_variance_parts_t parts =
        pk_variance_parts(&job->alone[row->scenario], plan, pk_kpi_cell(plan.result, 0, 0, row->kpi));
    row->assumptions = parts.assumptions;
    row->chance = parts.chance;
}

static void add_row(pk_comparison_t *c, int scenario, int kpi)
{
    const pk_result_t *result = &c->results[scenario];
    const char *name = result->kpis[kpi].name;
    const pk_sure_t *sure = pk_comparison_sure(c, scenario, name);
    if (sure != NULL) {
        c->decisions[c->ndecision++] = (pk_decision_row_t){.scenario = scenario,
                                                           .kpi = kpi,
                                                           .mean = pk_comparison_mean(c, scenario, name),
                                                           .p_best = sure->best.p,
                                                           .expected_loss = sure->loss,
                                                           .evpi = sure->evpi};
    }
}

static void fill_rows(pk_comparison_t *c, int threads)
{
    pk_advantage_t *alone = pk_heap((size_t)c->nresult, sizeof *alone);
    int room = 0;
    for (int s = 0; s < c->nresult; s++) {
        alone[s] = pk_advantage_of(pk_foreseen_in(c, s), pk_foreseen_in(c, s));
        room += c->results[s].nkpi;
    }
    c->decisions = PK_ARRAY(&c->arena, pk_decision_row_t, room);
    for (int s = 0; s < c->nresult; s++) {
        for (int kpi = 0; kpi < c->results[s].nkpi; kpi++) {
            add_row(c, s, kpi);
        }
    }
    pk_parallel_for(c->ndecision, threads, fill_variance, &(pk_rows_job_t){c, alone});
    for (int s = 0; s < c->nresult; s++) {
        pk_advantage_free(&alone[s]);
    }
    free(alone);
}

/* ---- the verdict ---- */

/* Other plans that are as good as the best of them, but for 1%: choosing between them is no matter. */
static void list_near(pk_comparison_t *c, pk_decision_t *decision)
{
    const double best = pk_comparison_mean(c, decision->plan, c->answer.kpi);
    decision->near = PK_ARRAY(&c->arena, int, c->nresult);
    for (int s = 0; s < c->nresult; s++) {
        const double mean = pk_comparison_mean(c, s, c->answer.kpi);
        const pk_sure_t *sure = pk_comparison_sure(c, s, c->answer.kpi);
        if (s != c->baseline && sure != NULL && (s == decision->plan || fabs(best - mean) <= PK_NEAR * fabs(best))) {
            decision->near[decision->nnear++] = s;
            decision->near_best += sure->best.p;
        }
    }
}

/* A plan may win within the horizon by what it leaves undone for later: the same rule on profit_and_after. */
static void fill_past(const pk_comparison_t *c, pk_decision_past_t *past)
{
    static const char kpi[] = "profit_and_after";
    int plan = -1;
    for (int s = 0; s < c->nresult; s++) {
        const double mean = pk_comparison_mean(c, s, kpi);
        if (s != c->baseline && pk_comparison_find(c, s, 0, kpi) != NULL && isfinite(mean) &&
            (plan < 0 || mean > pk_comparison_mean(c, plan, kpi))) {
            plan = s;
        }
    }
    if (plan < 0) {
        return;
    }
    const pk_sure_t *sure = &pk_comparison_find(c, plan, 0, kpi)->sure;
    *past = (pk_decision_past_t){.known = true,
                                 .verdict = pk_verdict_of(sure->gain, sure->gain_se, sure->evpi),
                                 .plan = plan,
                                 .gain = sure->gain,
                                 .gain_se = sure->gain_se,
                                 .evpi = sure->evpi,
                                 .p_better = sure->better.p};
}

void pk_verdict_fill(pk_comparison_t *c)
{
    const pk_answer_t *answer = &c->answer;
    pk_decision_t *decision = &c->decision;
    *decision = (pk_decision_t){.plan = -1};
    if (answer->difference == NULL) {
        return;
    }
    const pk_sure_t *sure = &answer->difference->sure;
    const pk_sure_t *baseline = pk_comparison_sure(c, c->baseline, answer->kpi);
    decision->known = true;
    decision->plan = answer->alternative;
    decision->gain = answer->difference->lower_is_better ? -sure->gain : sure->gain;
    decision->gain_se = sure->gain_se;
    decision->evpi = sure->evpi;
    decision->p_better = sure->better.p;
    decision->verdict = pk_verdict_of(decision->gain, decision->gain_se, decision->evpi);
    decision->loss = decision->verdict == PK_VERDICT_KEEP ? baseline->loss : sure->loss;
    list_near(c, decision);
    if (strcmp(answer->kpi, "profit") == 0 || strcmp(answer->kpi, "present_value") == 0) {
        fill_past(c, &decision->past);
    }
}

void pk_decision_fill(pk_comparison_t *c, int threads)
{
    fill_rows(c, threads);
    pk_verdict_fill(c);
    pk_acceptability_fill(c, threads);
}
