#include "study/answer.h"

#include <math.h>

static bool differs(const pk_comparison_t *c, const char *kpi)
{
    double first = pk_comparison_mean(c, 0, kpi);
    for (int s = 1; s < c->nresult; s++) {
        if (isfinite(first) && isfinite(pk_comparison_mean(c, s, kpi)) && pk_comparison_mean(c, s, kpi) != first) {
            return true;
        }
    }
    return false;
}

/* The first outcome that differs; where none does, any KPI. */
static const char *deciding_kpi(const pk_comparison_t *c)
{
    const pk_result_t *first = &c->results[0];
    int ranked[first->nkpi + 1];
    const int among = pk_result_aims(first, ranked);
    for (int i = 0; i < among; i++) {
        if (differs(c, first->kpis[ranked[i]].name)) {
            return first->kpis[ranked[i]].name;
        }
    }
    for (int kpi = 0; kpi < first->nkpi; kpi++) {
        if (differs(c, first->kpis[kpi].name)) {
            return first->kpis[kpi].name;
        }
    }
    return NULL;
}

/* Of all but one the one with the best mean; -1: there is no other. */
static int best_mean(const pk_comparison_t *c, const char *kpi, bool lower, int but)
{
    int best = -1;
    for (int s = 0; s < c->nresult; s++) {
        const double mean = pk_comparison_mean(c, s, kpi), top = best < 0 ? NAN : pk_comparison_mean(c, best, kpi);
        if (s != but && (best < 0 || isnan(top) || (lower ? mean < top : mean > top))) {
            best = s;
        }
    }
    return best;
}

/* Of all but one the one that is the best of all in most draws. */
static int most_often_best(const pk_comparison_t *c, const char *kpi, int but)
{
    int most = -1;
    double highest = NAN;
    for (int s = 0; s < c->nresult; s++) {
        const pk_sure_t *sure = s == but ? NULL : pk_comparison_sure(c, s, kpi);
        if (sure != NULL && (most < 0 || sure->best.p > highest)) {
            most = s;
            highest = sure->best.p;
        }
    }
    return most;
}

/* Whether the chance to be the best of all may be told, and in how many runs it could be. */
static void judge(pk_answer_t *answer, long runs)
{
    static const double SE_MOST = 0.1;
    const double times = answer->sure == NULL ? NAN : answer->sure->best.se / SE_MOST;
    answer->told = times <= 1;
    answer->runs_needed = (double)runs * times * times;
}

void pk_answer_fill(pk_comparison_t *c)
{
    pk_answer_t *answer = &c->answer;
    *answer = (pk_answer_t){.kpi = deciding_kpi(c), .best = c->baseline, .alternative = -1, .rival = -1};
    if (answer->kpi == NULL) {
        return;
    }
    const bool lower = c->results[0].kpis[pk_result_kpi(&c->results[0], answer->kpi)].lower_is_better;
    answer->best = best_mean(c, answer->kpi, lower, -1);
    answer->alternative = best_mean(c, answer->kpi, lower, c->baseline);
    answer->difference = answer->alternative < 0 ? NULL : pk_comparison_find(c, answer->alternative, 0, answer->kpi);
    answer->sure = pk_comparison_sure(c, answer->best, answer->kpi);
    answer->rival = most_often_best(c, answer->kpi, answer->best);
    answer->rival_sure = answer->rival < 0 ? NULL : pk_comparison_sure(c, answer->rival, answer->kpi);
    answer->draws = answer->difference != NULL ? answer->difference->sure.draws : 0;
    judge(answer, c->results[c->baseline].nrun);
    const int second = best_mean(c, answer->kpi, lower, answer->best);
    const bool tie =
        second >= 0 && pk_comparison_mean(c, second, answer->kpi) == pk_comparison_mean(c, answer->best, answer->kpi);
    const bool untold = answer->difference != NULL && answer->difference->sure.runs_needed > 0;
    answer->kind = tie ? PK_ANSWER_TIE : untold ? PK_ANSWER_UNTOLD : PK_ANSWER_BEST;
}
