/* Where the journey is narrow: each transition a tenth more likely, and what that does to the outcome. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/assumptions.h"
#include "engine/kpi.h"
#include "study/describe_parts.h"

/* Index 0 is the plan as it is, 1 + f the plan with flow f more likely. Each writes to places of its own. */
typedef struct {
    const pk_today_t *today;
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

/* The conversion times the factor, step by step; none is a factor by itself. */
static pk_quantity_t more_likely(const pk_plan_t *plan, pk_quantity_t conversion, pk_arena_t *arena)
{
    const int count = pk_present(conversion) && conversion.stride > 0 ? plan->nstep + 1 : 1;
    pk_term_t *terms = PK_ARRAY(arena, pk_term_t, count);
    for (int t = 0; t < count; t++) {
        terms[t] =
            pk_present(conversion) ? *pk_term(conversion, t) : (pk_term_t){.slot = -1, .relative = true, .value = 1};
        terms[t].value *= PK_BOTTLENECK_FACTOR;
    }
    return (pk_quantity_t){.terms = terms, .stride = count > 1 ? 1 : 0};
}

/* The plan with one flow more likely; shares all else. */
static pk_plan_t changed_plan(const pk_plan_t *plan, int flow, pk_arena_t *arena)
{
    pk_plan_t changed = *plan;
    changed.flows = PK_ARRAY(arena, pk_flow_t, plan->nflow);
    memcpy(changed.flows, plan->flows, (size_t)plan->nflow * sizeof *plan->flows);
    changed.flows[flow].conversion = more_likely(plan, plan->flows[flow].conversion, arena);
    return changed;
}

/* How many took each flow and where all stand: of the plan as it is only. */
static void record(const pk_job_t *job, const pk_sim_t *sim, int t)
{
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

static void simulate(const pk_job_t *job, pk_sim_t *sim, long index)
{
    double *all = pk_heap((size_t)pk_kpis_size(job->kpis), sizeof(double));
    pk_sim_begin(sim, 0, job->today->draws);
    for (int t = 0; t <= sim->plan->nstep; t++) {
        if (t > 0) {
            pk_sim_step(sim, t);
        }
        pk_kpis_add(job->kpis, sim, t, all);
        if (index == 0) {
            record(job, sim, t);
        }
    }
    pk_kpis_finish(job->kpis, all);
    memcpy(&job->kpi[index * job->kpis->count], all, (size_t)job->kpis->count * sizeof(double));
    free(all);
}

static void try_one(void *context, long place, int worker)
{
    (void)worker;
    const pk_job_t *job = context;
    const long index = 1 + job->tried[place];
    pk_arena_t arena = {0};
    const pk_plan_t plan = changed_plan(&job->today->plan, job->tried[place], &arena);
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    job->possible[index] =
        pk_assumptions_possible(&sim, job->today->draws, plan.flows[job->tried[place]].from) == PK_DRAW_FINE;
    if (job->possible[index]) {
        simulate(job, &sim, index);
    }
    pk_sim_free(&sim);
    pk_arena_free(&arena);
}

static void as_it_is(const pk_job_t *job)
{
    pk_sim_t sim;
    pk_sim_init(&sim, &job->today->plan, &pk_chance_expected);
    simulate(job, &sim, 0);
    pk_sim_free(&sim);
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
    pk_parallel_for(job.ntried, threads, try_one, &job);
    list(&job, &self->bottlenecks, &self->arena);
    self->bottlenecks.tried = job.ntried;
    self->bottlenecks.of = today->plan.ntransition;
    free(job.kpi);
    free(job.possible);
    free(job.money);
    free(job.tried);
    free(job.is_tried);
}
