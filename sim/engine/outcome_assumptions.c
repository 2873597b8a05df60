/* What was assumed: every number as written, and what the draws made of it. */
#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "engine/outcome.h"
#include "engine/shares.h"
#include "engine/sim.h"
#include "model/driver_form.h"
#include "result/summary.h"

static const char *copy(pk_result_t *result, const char *text)
{
    return pk_arena_copy(&result->arena, text == NULL ? "" : text);
}

static bool in_percent(pk_domain_t domain)
{
    return domain == PK_PROBABILITY || domain == PK_SHARE || domain == PK_RETENTION || domain == PK_ADDITION ||
           domain == PK_BROUGHT || domain == PK_DISCOUNT;
}

static pk_result_assumption_t assumption(const pk_number_t *number, const pk_summary_t *draws, pk_result_t *result)
{
    pk_summary_t s = {.mean = NAN, .p05 = NAN, .p95 = NAN};
    if (number->kind == PK_NUMBER_LAW) {
        s = *draws;
    } else if (number->kind == PK_NUMBER_FIXED) {
        s.mean = s.p05 = s.p95 = number->value;
    }
    pk_result_assumption_t told = {
        .path = copy(result, number->path),
        .text = copy(result, number->text),
        .source = copy(result, number->source),
        .note = copy(result, number->note),
        .uncertain = number->kind == PK_NUMBER_LAW,
        .share = in_percent(number->domain) || number->of_revenue,
        .mean = s.mean,
        .p05 = s.p05,
        .p95 = s.p95,
    };
    const pk_driver_form_t *form = pk_driver_form_at(number->path);
    for (int language = 0; form != NULL && language < PK_LANGUAGES; language++) {
        told.head[language] = copy(result, form->head[language]);
    }
    return told;
}

/* An uncertain piece of a schedule is told beside the whole, for what the draws made of it. */
static bool is_told(const pk_number_t *number, bool assumed)
{
    return assumed || (number->kind == PK_NUMBER_LAW && number->text != NULL && !pk_number_planned(number));
}

/* Assumptions and what is planned; gives the largest error of a rank. */
static double list_assumptions(const pk_draws_seen_t *seen, pk_result_t *result)
{
    const pk_numbers_t *book = &seen->plan->model->numbers;
    bool *assumed = pk_heap((size_t)book->count + 1, sizeof *assumed);
    bool *planned = pk_heap((size_t)book->count + 1, sizeof *planned);
    double worst = 0, error;
    pk_numbers_assumed(book, assumed, planned);
    result->assumptions = PK_ARRAY(&result->arena, pk_result_assumption_t, book->count);
    result->planned = PK_ARRAY(&result->arena, pk_result_assumption_t, book->count);
    for (int i = 0; i < book->count; i++) {
        const bool told = is_told(book->all[i], assumed[i]);
        if (told || planned[i]) {
            const pk_summary_t draws = pk_digest_summary(&seen->numbers[i], &error);
            pk_result_assumption_t *to =
                told ? &result->assumptions[result->nassumption++] : &result->planned[result->nplanned++];
            *to = assumption(book->all[i], &draws, result);
            worst = fmax(worst, error);
        }
    }
    free(assumed);
    free(planned);
    return worst;
}

/* ---- flows as they are today: at the start of a run every driver stands where it is today ---- */

/* Who counts where personas differ: of a stage's shares those whose stay there ended within the horizon, else those who
 * were there at the beginning of its steps; [stage][persona], parts of 1 (where nobody was, the persona's part of the
 * population).
 */
typedef struct {
    double *there, *left;
} pk_who_t;

static void add_step(const pk_result_t *result, const pk_plan_t *plan, int t, pk_who_t *weights)
{
    for (int g = 0; g < plan->npersona; g++) {
        for (int i = 0; i < plan->nstage; i++) {
            weights->there[i * plan->npersona + g] += result->stage_counts[pk_stage_cell(result, t - 1, g + 1, i)].mean;
        }
        for (int f = 0; f < plan->ntransition; f++) {
            if (!plan->flows[f].event && plan->flows[f].by == PK_BY_SHARE) {
                weights->left[plan->flows[f].from * plan->npersona + g] +=
                    result->flow_counts[pk_flow_cell(result, t, g + 1, f)].mean;
            }
        }
    }
}

static pk_who_t weights_of(const pk_result_t *result, const pk_plan_t *plan, const double *share, pk_arena_t *arena)
{
    const int cells = plan->nstage * plan->npersona;
    pk_who_t weights = {.there = PK_ARRAY(arena, double, cells), .left = PK_ARRAY(arena, double, cells)};
    const bool known = result->stage_counts != NULL && result->flow_counts != NULL && result->ngroup > plan->npersona;
    for (int t = 1; known && t <= plan->nstep; t++) {
        add_step(result, plan, t, &weights);
    }
    for (int i = 0; i < plan->nstage; i++) {
        pk_shares_of_counts(&weights.there[i * plan->npersona], share, plan->npersona);
        pk_shares_of_counts(&weights.left[i * plan->npersona], share, plan->npersona);
    }
    return weights;
}

static pk_result_meaning_t meaning_of(const pk_plan_t *plan, int f)
{
    const pk_flow_t *flow = &plan->flows[f];
    if (flow->from < 0) {
        return PK_FLOW_ARRIVALS;
    }
    if (flow->event) {
        return PK_FLOW_REPEATS;
    }
    return plan->stages[flow->from].kind == PK_STAGE_PLAIN ? PK_FLOW_PROBABILITY : PK_FLOW_SHARE;
}

static double over_personas(const pk_sim_t *sim, int f, const pk_who_t *weights)
{
    const int personas = sim->plan->npersona, from = sim->plan->flows[f].from;
    const double *weight = (meaning_of(sim->plan, f) == PK_FLOW_SHARE ? weights->left : weights->there);
    double sum = 0;
    for (int g = 0; g < personas; g++) {
        sum += (from < 0 ? 1 : weight[from * personas + g]) * sim->now.p[f * personas + g];
    }
    return sum;
}

/* Many draws at once, each with the sim of its worker. */
typedef struct {
    const pk_plan_t *plan;
    const double *draws;
    const pk_who_t *weights;
    pk_sim_t *sims;
    double *today; /* [flow][run] */
    long count;
} pk_flowing_t;

static void one_draw(void *context, long run, int worker)
{
    const pk_flowing_t *self = context;
    pk_sim_t *sim = &self->sims[worker];
    pk_sim_begin(sim, (uint64_t)run, &self->draws[run * self->plan->nslot]);
    pk_rates_update(sim, 1);
    for (int f = 0; f < self->plan->nflow; f++) {
        self->today[f * self->count + run] = over_personas(sim, f, self->weights);
    }
}

void pk_flows_seen(pk_draws_seen_t *seen, long count, const double *draws, const pk_result_t *result)
{
    const pk_plan_t *plan = seen->plan;
    const int workers = pk_parallel_threads(seen->threads);
    pk_arena_t arena = {0};
    pk_flowing_t self = {
        .plan = plan,
        .draws = draws,
        .sims = pk_heap((size_t)workers, sizeof(pk_sim_t)),
        .today = pk_heap((size_t)plan->nflow * (size_t)count + 1, sizeof(double)),
        .count = count,
    };
    for (int k = 0; k < workers; k++) {
        pk_sim_init(&self.sims[k], plan, &pk_chance_expected);
    }
    pk_sim_begin(&self.sims[0], 0, draws);
    const pk_who_t weights = weights_of(result, plan, self.sims[0].now.share, &arena);
    self.weights = &weights;
    pk_parallel_for(count, seen->threads, one_draw, &self);
    for (int f = 0; f < plan->nflow; f++) {
        pk_digest_add(&seen->flows[f], &self.today[f * count], count, seen->alone);
    }
    for (int k = 0; k < workers; k++) {
        pk_sim_free(&self.sims[k]);
    }
    free(self.sims);
    free(self.today);
    pk_arena_free(&arena);
}

double pk_outcome_assumptions(const pk_draws_seen_t *seen, pk_result_t *result)
{
    double worst = list_assumptions(seen, result), error;
    result->flow_today = PK_ARRAY(&result->arena, pk_summary_t, seen->plan->nflow);
    for (int f = 0; f < seen->plan->nflow; f++) {
        result->flows[f].meaning = meaning_of(seen->plan, f);
        result->flow_today[f] = pk_digest_summary(&seen->flows[f], &error);
        worst = fmax(worst, error);
    }
    return worst;
}
