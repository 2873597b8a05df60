#include "cli/next_facts.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* Chances to meet a target between these leave it open; two months are longer than so many days. */
static const double OPEN_FROM = 0.05, OPEN_TO = 0.95;
enum { TWO_MONTHS = 45 };

/* ---- plans ---- */

static bool is_model(const pk_scenario_t *scenario)
{
    return strcmp(scenario->file, scenario->model->file) == 0;
}

static bool same_currency(const pk_scenario_t *a, const pk_scenario_t *b)
{
    const char *x = a->model->currency, *y = b->model->currency;
    return x == NULL || y == NULL || strcmp(x, y) == 0;
}

/* Whether compare takes them side by side: told apart by their names, in one currency. */
static bool go_together(const pk_scenario_t *a, const pk_scenario_t *b)
{
    return strcasecmp(a->name, b->name) != 0 && same_currency(a, b);
}

static bool all_go_together(pk_scenario_t *const *plans, int count)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            if (!go_together(plans[i], plans[j])) {
                return false;
            }
        }
    }
    return true;
}

static int pick(pk_scenario_t *const *scenarios, int count, bool models, pk_scenario_t **picked)
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        if (scenarios[i] != NULL && is_model(scenarios[i]) == models) {
            picked[found++] = scenarios[i];
        }
    }
    return found;
}

/* What a plan is based on, where both can stand side by side. */
static const char *parent_of(const pk_scenario_t *plan)
{
    if (plan->based_on == NULL) {
        return NULL;
    }
    const char *slash = strrchr(plan->based_on, '/'), *name = slash != NULL ? slash + 1 : plan->based_on;
    const char *dot = strrchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);
    return strncasecmp(name, plan->name, length) == 0 && plan->name[length] == '\0' ? NULL : plan->based_on;
}

pk_next_t pk_next_of_plans(pk_session_t *session, pk_next_after_t after, pk_scenario_t *const *scenarios, int count)
{
    pk_next_t facts = {.after = after};
    pk_scenario_t **plans = PK_ARRAY(&session->arena, pk_scenario_t *, count);
    int nplan = pick(scenarios, count, false, plans);
    if (nplan == 0) {
        nplan = pick(scenarios, count, true, plans);
    }
    if (nplan == 0) {
        return facts;
    }
    facts.plan = plans[0]->file;
    if (nplan == 1) {
        facts.other = parent_of(plans[0]);
    } else if (all_go_together(plans, nplan)) {
        const char **files = PK_ARRAY(&session->arena, const char *, nplan);
        for (int i = 0; i < nplan; i++) {
            files[i] = plans[i]->file;
        }
        facts.files = files;
        facts.nfile = nplan;
    }
    return facts;
}

/* ---- what one plan came to ---- */

static bool has_months(const pk_session_t *session, const pk_result_t *result)
{
    const int periods = session->options.by & (PK_PER_MONTH | PK_PER_QUARTER | PK_PER_YEAR);
    return periods == 0 && result->days != NULL && result->days[result->nstep] - result->days[0] > TWO_MONTHS;
}

/* The channel that costs most over the horizon; -1: none costs anything. */
static int dearest_channel(const pk_result_t *r)
{
    double most = 0;
    int dearest = -1;
    for (int d = 0; d < r->ndriver && r->driver_paid != NULL; d++) {
        double paid = 0;
        for (int t = 0; t < r->nstep && strcmp(r->drivers[d].kind, "channel") == 0; t++) {
            paid += r->driver_paid[(long)t * r->ndriver + d];
        }
        if (paid > most) {
            most = paid;
            dearest = d;
        }
    }
    return dearest;
}

/* The KPI of the target that is most open. */
static const char *open_target(const pk_result_t *r)
{
    const char *kpi = NULL;
    double nearest = INFINITY;
    for (int g = 0; g < r->ngoal; g++) {
        const double p = r->goals[g].p_met;
        if (p >= OPEN_FROM && p <= OPEN_TO && fabs(p - 0.5) < nearest) {
            nearest = fabs(p - 0.5);
            kpi = r->goals[g].kpi;
        }
    }
    return kpi;
}

/* The first KPI by which plans are judged that differs between runs. */
static const char *first_aim(const pk_result_t *r, pk_arena_t *arena)
{
    int *aims = PK_ARRAY(arena, int, r->nkpi);
    const int count = pk_result_aims(r, aims);
    for (int k = 0; k < count; k++) {
        if (r->kpi[pk_kpi_cell(r, 0, 0, aims[k])].sd > 0) {
            return r->kpis[aims[k]].name;
        }
    }
    return NULL;
}

static const char *copy(pk_session_t *session, const char *text)
{
    return text == NULL ? NULL : pk_arena_copy(&session->arena, text);
}

void pk_next_add_result(pk_session_t *session, const pk_result_t *result, pk_next_t *facts)
{
    const int channel = dearest_channel(result);
    if (channel >= 0) {
        facts->number = pk_arena_format(&session->arena, "spend.%s", result->drivers[channel].name);
        facts->values = "x0.5,x1,x1.5";
    }
    facts->doubted = copy(session, open_target(result));
    facts->kpi = copy(session, first_aim(result, &session->arena));
    facts->as_months = has_months(session, result);
    facts->one_by_one = strcmp(result->engine, "agents") == 0 && result->individuals == NULL;
    facts->uncertain = result->uncertain;
}

/* ---- a comparison ---- */

static double spend_of(const pk_result_t *r)
{
    const int kpi = pk_result_kpi(r, "spend");
    return kpi < 0 ? 0 : r->kpi[pk_kpi_cell(r, 0, 0, kpi)].mean;
}

/* What comes after is of money. */
static bool is_told_by_money(const pk_comparison_t *c)
{
    const pk_result_t *r = &c->results[c->baseline];
    const int kpi = c->answer.kpi != NULL ? pk_result_kpi(r, c->answer.kpi) : -1;
    return kpi >= 0 && r->kpis[kpi].money;
}

pk_next_t pk_next_of_comparison(pk_session_t *session, const pk_comparison_t *c)
{
    const char *const *files = session->options.files;
    const pk_decision_t *decision = &c->decision;
    const bool keeps = !decision->known || decision->verdict == PK_VERDICT_KEEP;
    const int plan = keeps ? c->baseline : decision->plan;
    pk_next_t facts = {.after = PK_NEXT_AFTER_COMPARE};
    pk_next_add_result(session, &c->results[plan], &facts);
    const bool pays = facts.number != NULL;
    facts.doubted = facts.number = NULL;
    facts.files = files;
    facts.nfile = c->nresult;
    facts.plan = files[plan];
    facts.after_untold = c->aftermath.kind == PK_AFTER_TOO_MUCH && is_told_by_money(c);
    if (decision->known && pays) {
        facts.extra = spend_of(&c->results[decision->plan]) - spend_of(&c->results[c->baseline]);
    }
    if (decision->known && decision->verdict == PK_VERDICT_FIND_OUT) {
        facts.other = files[c->baseline];
        facts.doubted = copy(session, c->answer.kpi);
    }
    return facts;
}

/* ---- a description ---- */

pk_next_t pk_next_of_description(pk_session_t *session, const pk_description_t *description)
{
    const pk_bottlenecks_t *b = &description->bottlenecks;
    pk_next_t facts = {.after = PK_NEXT_AFTER_DESCRIBE, .plan = session->options.files[0]};
    if (b->kpi != NULL && b->count > 0 && b->at[0].change != 0) {
        facts.number = pk_arena_format(&session->arena, "conversions.%s", description->flows[b->at[0].flow].name);
        facts.values = "x0.8,x0.9,x1,x1.1";
    }
    return facts;
}
