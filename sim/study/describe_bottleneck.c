/* Where the journey is narrow: each transition a tenth more likely, and what that does to the outcome. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/evaluate.h"
#include "study/describe_parts.h"

/* Index 0 is the plan as it is, 1 + f the plan with flow f more likely. Each writes to places of its own. */
typedef struct {
    pk_today_t *today;
    const pk_kpis_t *kpis;
    double *kpi;    /* [index][KPI], whole horizon, everybody */
    bool *possible; /* [index] */
    double *money;  /* [flow] what it brought in the plan as it is */
    int *tried;     /* flows that are simulated, ntried of them */
    int ntried;
    bool *is_tried; /* [flow] */
    pk_description_t *self;
} pk_job_t;

/* Steps of single flows that all simulations together may take: some seconds. Beyond it those flows are tried that a
 * first estimate puts in front. */
static const double WORK = 1e8;
enum { TRIED_LEAST = 20 };

/* How many took each flow and where all stand: of the plan as it is only. */
static void record(void *context, const pk_sim_t *sim, int t)
{
    const pk_job_t *job = context;
    const int personas = sim->plan->npersona;
    for (int f = 0; f < sim->plan->nflow && t > 0; f++) {
        for (int g = 0; g < personas; g++) {
            const int cell = f * personas + g;
            job->self->flows[f].moved += sim->state.flow[cell];
            job->money[f] += sim->money.revenue[cell] - sim->money.cost[cell];
        }
    }
    for (int i = 0; i < sim->plan->nstage && (t == 0 || t == sim->plan->nstep); i++) {
        double *at = t == 0 ? &job->self->stages[i].at_start : &job->self->stages[i].at_end;
        for (int g = 0; g < personas; g++) {
            *at += sim->state.count[i * personas + g];
        }
    }
}

static void as_it_is(pk_job_t *job)
{
    const pk_plan_t *plan = &job->today->plan;
    double *all = pk_heap((size_t)pk_kpis_size(job->kpis), sizeof(double));
    pk_sim_t sim;
    pk_sim_init(&sim, plan, &pk_chance_expected);
    pk_sim_begin(&sim, 0, job->today->draws);
    pk_walk(&sim, 0, plan->nstep, job->kpis, all, (pk_watch_t){record, job});
    pk_kpis_finish(job->kpis, all);
    memcpy(job->kpi, all, (size_t)job->kpis->count * sizeof(double));
    pk_sim_free(&sim);
    free(all);
}

/* The numbers of today with one flow more likely. */
static void more_likely(const pk_job_t *job, int flow, double *draws)
{
    const pk_plan_t *plan = &job->today->plan;
    memcpy(draws, job->today->draws, (size_t)plan->nslot * sizeof(double));
    draws[plan->flows[flow].dial.factor] = PK_BOTTLENECK_FACTOR;
}

/* The flows that are tried, all at once: their KPIs, and whether the row of each is possible. */
static void try_all(pk_job_t *job, int threads)
{
    pk_plan_t *plan = &job->today->plan;
    const pk_evaluator_options_t options = {.nearest = true, .threads = threads};
    pk_evaluator_t evaluator;
    pk_diag_t none = {0};
    PK_REQUIRE(pk_evaluator_init(&evaluator, plan, &options, &none) == PK_OK);
    const long size = pk_evaluator_outputs(&evaluator);
    double *draws = pk_heap((size_t)job->ntried * (size_t)plan->nslot + 1, sizeof(double));
    double *out = pk_heap((size_t)job->ntried * (size_t)size + 1, sizeof(double));
    pk_evaluated_t *outcomes = pk_heap((size_t)job->ntried + 1, sizeof *outcomes);
    for (int k = 0; k < job->ntried; k++) {
        more_likely(job, job->tried[k], &draws[(long)k * plan->nslot]);
    }
    pk_evaluate_many(&evaluator, job->ntried, draws, out, outcomes);
    for (int k = 0; k < job->ntried; k++) {
        const int row = plan->flows[job->tried[k]].from;
        job->possible[1 + job->tried[k]] =
            pk_evaluator_is_possible(&evaluator, &draws[(long)k * plan->nslot], row) && pk_is_evaluated(outcomes[k]);
        memcpy(&job->kpi[(1 + job->tried[k]) * job->kpis->count], &out[k * size],
               (size_t)job->kpis->count * sizeof(double));
    }
    free(draws);
    free(out);
    free(outcomes);
    pk_evaluator_free(&evaluator);
}

/* ---- which are tried ---- */

/* What one who takes the flow is worth more than one who does not, times how many do: its money, and what a customer
 * is worth there and here. Without money in the model how many do is all. */
static double estimate(const pk_job_t *job, int f)
{
    const pk_description_t *self = job->self;
    const pk_described_flow_t *flow = &self->flows[f];
    const double here = self->stages[flow->from].value[0], there = self->stages[flow->to].value[0];
    return self->money ? fabs(job->money[f] + flow->moved * (flow->from == flow->to ? 0 : there - here)) : flow->moved;
}

typedef struct {
    int flow;
    double estimate;
} candidate_t;

static int by_estimate(const void *a, const void *b)
{
    const candidate_t *p = a, *q = b;
    return p->estimate != q->estimate ? (p->estimate > q->estimate ? -1 : 1)
                                      : (p->flow > q->flow) - (p->flow < q->flow);
}

static void choose(pk_job_t *job)
{
    const pk_plan_t *plan = &job->today->plan;
    const double each = (double)plan->nflow * plan->npersona * (plan->nstep + 1.0);
    const double most = fmax(TRIED_LEAST, floor(WORK / each));
    candidate_t *all = pk_heap((size_t)plan->ntransition + 1, sizeof *all);
    for (int f = 0; f < plan->ntransition; f++) {
        all[f] = (candidate_t){.flow = f, .estimate = estimate(job, f)};
    }
    if (plan->ntransition > most) {
        qsort(all, (size_t)plan->ntransition, sizeof *all, by_estimate);
    }
    for (; job->ntried < plan->ntransition && job->ntried < most; job->ntried++) {
        job->tried[job->ntried] = all[job->ntried].flow;
        job->is_tried[all[job->ntried].flow] = true;
    }
    free(all);
}

/* ---- what is measured, and the order ---- */

static double change_of(const pk_job_t *job, int kpi, int flow)
{
    return job->kpi[(long)(1 + flow) * job->kpis->count + kpi] - job->kpi[kpi];
}

/* Moves by more than round-off? */
static bool moves(const pk_job_t *job, int kpi, int flow)
{
    return job->is_tried[flow] && job->possible[1 + flow] &&
           fabs(change_of(job, kpi, flow)) > 1e-12 * fabs(job->kpi[kpi]);
}

/* The first of profit, purchases and customers that any transition moves; -1: none. */
static int measure_of(const pk_job_t *job, bool money)
{
    static const char *const NAMES[] = {"profit", "purchases", "customers"};
    for (int k = money ? 0 : 1; k < 3; k++) {
        const int kpi = pk_kpis_find(job->kpis, NAMES[k]);
        for (int f = 0; f < job->today->plan.ntransition; f++) {
            if (moves(job, kpi, f)) {
                return kpi;
            }
        }
    }
    return -1;
}

static int largest_first(const void *a, const void *b)
{
    const pk_bottleneck_t *p = a, *q = b;
    if (fabs(p->change) != fabs(q->change)) {
        return fabs(p->change) > fabs(q->change) ? -1 : 1;
    }
    return (p->flow > q->flow) - (p->flow < q->flow);
}

static void list(const pk_job_t *job, pk_bottlenecks_t *out, pk_arena_t *arena)
{
    const int count = job->today->plan.ntransition, kpi = measure_of(job, job->self->money);
    out->at = PK_ARRAY(arena, pk_bottleneck_t, count);
    out->full = PK_ARRAY(arena, int, count);
    for (int f = 0; f < count; f++) {
        if (!job->is_tried[f]) {
            continue;
        }
        if (!job->possible[1 + f]) {
            out->full[out->nfull++] = f;
        } else if (kpi >= 0) {
            const double change = moves(job, kpi, f) ? change_of(job, kpi, f) : 0, base = fabs(job->kpi[kpi]);
            out->at[out->count++] =
                (pk_bottleneck_t){.flow = f, .change = change, .share = base > 0 ? change / base : NAN};
        }
    }
    qsort(out->at, (size_t)out->count, sizeof *out->at, largest_first);
    if (kpi >= 0) {
        out->kpi = pk_arena_copy(arena, job->kpis->at[kpi].name);
        out->label = pk_arena_copy(arena, job->kpis->at[kpi].words[PK_ENGLISH]);
        out->unit = pk_arena_copy(arena, job->kpis->at[kpi].unit);
        out->base = job->kpi[kpi];
    }
}

void pk_describe_bottlenecks(pk_today_t *today, int threads, pk_description_t *self)
{
    const int count = 1 + today->plan.ntransition;
    pk_kpis_t kpis;
    pk_kpis_compile(&today->plan, PK_BY_NOTHING, &kpis);
    pk_job_t job = {.today = today,
                    .kpis = &kpis,
                    .kpi = pk_heap((size_t)count * (size_t)kpis.count, sizeof(double)),
                    .possible = pk_heap((size_t)count, sizeof(bool)),
                    .money = pk_heap((size_t)today->plan.nflow, sizeof(double)),
                    .tried = pk_heap((size_t)count, sizeof(int)),
                    .is_tried = pk_heap((size_t)count, sizeof(bool)),
                    .self = self};
    as_it_is(&job);
    choose(&job);
    try_all(&job, threads);
    list(&job, &self->bottlenecks, &self->arena);
    self->bottlenecks.tried = job.ntried;
    self->bottlenecks.of = today->plan.ntransition;
    free(job.kpi);
    free(job.possible);
    free(job.money);
    free(job.tried);
    free(job.is_tried);
}
