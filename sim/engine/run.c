/* From a scenario to a result. */
#include "engine/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/fault_log.h"
#include "engine/kpi.h"
#include "engine/outcome.h"
#include "engine/record.h"
#include "engine/walk.h"
#include "engine/warn.h"

/* A run put aside between two blocks of steps. */
typedef struct {
    void *bytes;
    size_t room;
} pk_aside_t;

/* All that the workers share. Runs write to places of their own: no locks, and no byte hangs on who was first. */
typedef struct {
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    const pk_run_options_t *options;
    long first, nrun;        /* the runs of this batch: first..first+nrun-1; below, [run] counts from 0 */
    long all;                /* of all batches */
    bool expected;           /* each draw's expected outcome is wanted and is not the run itself */
    pk_sim_t *sims;          /* by worker */
    pk_sim_t *expected_sims; /* by worker; NULL: none are wanted */
    pk_aside_t *aside;       /* [run], while other runs walk their block of steps */
    double *draws;           /* [run][slot] */
    double *kpi;             /* [run][window, group, kpi] */
    double *kpi_expected;    /* NULL: not wanted */
    pk_drawing_t *drawings;  /* [run] */
    pk_fault_log_t *logs;    /* by worker; of all batches */
    pk_excess_t *excess;     /* [run] what it could not hold */
    pk_record_t *record;     /* NULL: no series */
    pk_store_t store;        /* the record's, where the caller has none */
    double done, total;      /* steps of all batches, for progress; worker 0 tells */
} pk_job_t;

static const pk_chance_t *chance_of(const pk_scenario_t *scenario)
{
    return scenario->engine == PK_ENGINE_EXPECTED ? &pk_chance_expected : &pk_chance_cohort;
}

static double *draws_of(const pk_job_t *job, long run)
{
    return &job->draws[run * job->plan->nslot];
}

/* Keeps what a sim could not hold, or after the last step what one of its KPIs could not; ratios have their own say. */
static void note_excess(pk_job_t *job, const pk_sim_t *sim, long run, const double *kpi)
{
    pk_excess_t *excess = &job->excess[run];
    if (excess->what == PK_EXCESS_NONE) {
        *excess = sim->excess;
    }
    for (long k = 0; excess->what == PK_EXCESS_NONE && kpi != NULL && k < pk_kpis_size(job->kpis); k++) {
        const int index = (int)(k % job->kpis->count);
        if (job->kpis->at[index].reduce != PK_RATIO && fabs(kpi[k]) > PK_AMOUNT_MOST) {
            *excess = (pk_excess_t){.what = PK_EXCESS_KPI, .index = index, .number = kpi[k]};
        }
    }
}

static void simulate_expected(pk_job_t *job, long run, int worker)
{
    pk_sim_t *sim = &job->expected_sims[worker];
    double *kpi = &job->kpi_expected[run * pk_kpis_size(job->kpis)];
    pk_sim_begin(sim, (uint64_t)(job->first + run), draws_of(job, run));
    pk_walk(sim, 0, job->plan->nstep, job->kpis, kpi, (pk_watch_t){0});
    pk_kpis_finish(job->kpis, kpi);
    note_excess(job, sim, run, kpi);
}

/* Every run is through with the steps before this block; runs are handed out in order. */
static void tell(pk_job_t *job, int worker, long run, int first, int last)
{
    if (worker == 0 && job->options->progress.tell != NULL) {
        const double before = first > 0 ? first - 1 : 0;
        const double here =
            (double)job->first * job->plan->nstep + before * (double)job->nrun + (last - before) * (double)(run + 1);
        job->done = fmax(job->done, fmin(here, job->total));
        job->options->progress.tell(job->options->progress.context, job->done, job->total);
    }
}

static void begin_run(pk_job_t *job, pk_sim_t *sim, long run, int worker)
{
    const uint64_t number = (uint64_t)(job->first + run);
    job->drawings[run] = pk_assumptions_draw(sim, number, draws_of(job, run), &job->logs[worker]);
    if (job->drawings[run].outcome != PK_DRAW_FINE) {
        return;
    }
    if (job->expected && (number == 0 || job->plan->uncertain)) {
        simulate_expected(job, run, worker);
    }
    pk_sim_begin(sim, number, draws_of(job, run));
}

static void record(void *context, const pk_sim_t *sim, int t)
{
    const pk_job_t *job = context;
    pk_record_step(job->record, sim, (long)sim->luck.run - job->first, t);
}

static void put_aside(pk_aside_t *aside, const pk_sim_t *sim)
{
    const size_t need = pk_sim_kept(sim);
    if (aside->room < need) {
        aside->room = need + need / 4; /* ages come on from block to block */
        aside->bytes = pk_heap_resize(aside->bytes, aside->room, 1);
    }
    pk_sim_keep(sim, aside->bytes);
}

/* One run through the steps of the block. */
static void simulate(void *context, long run, int worker)
{
    pk_job_t *job = context;
    const int first = job->record != NULL ? job->record->first : 0;
    const int last = job->record != NULL ? job->record->last : job->plan->nstep;
    pk_sim_t *sim = &job->sims[worker];
    double *kpi = &job->kpi[run * pk_kpis_size(job->kpis)];
    if (first == 0) {
        begin_run(job, sim, run, worker);
    } else if (job->drawings[run].outcome == PK_DRAW_FINE) {
        pk_sim_resume(sim, (uint64_t)(job->first + run), draws_of(job, run), job->aside[run].bytes);
    }
    if (job->drawings[run].outcome != PK_DRAW_FINE) {
        return;
    }
    pk_walk(sim, first, last, job->kpis, kpi, (pk_watch_t){job->record != NULL ? record : NULL, job});
    if (last == job->plan->nstep) {
        pk_kpis_finish(job->kpis, kpi);
    } else {
        put_aside(&job->aside[run], sim);
    }
    note_excess(job, sim, run, last == job->plan->nstep ? kpi : NULL);
    tell(job, worker, run, first, last);
}

/* The first run of the batch whose numbers cannot be had, told in words. */
static pk_status_t check_drawings(pk_job_t *job, pk_sim_t *sim, pk_diag_t *diag)
{
    for (long run = 0; run < job->nrun; run++) {
        if (job->drawings[run].outcome != PK_DRAW_FINE) {
            const uint64_t number = (uint64_t)(job->first + run);
            const pk_drawing_t drawing = pk_assumptions_draw(sim, number, draws_of(job, run), NULL);
            pk_assumptions_explain(sim, draws_of(job, run), &drawing, diag);
            return PK_BAD_INPUT;
        }
    }
    return PK_OK;
}

/* When all runs are drawn: what was drawn again, and what the plan makes impossible in some draws. */
static pk_status_t tell_drawings(pk_job_t *job, pk_diag_t *diag)
{
    pk_sim_t sim;
    pk_sim_init(&sim, job->plan, &pk_chance_expected);
    pk_status_t status = check_drawings(job, &sim, diag);
    if (status == PK_OK && job->first + job->nrun == job->all) {
        for (int k = 1; k < pk_parallel_threads(job->options->threads); k++) {
            pk_fault_log_add(&job->logs[0], &job->logs[k]);
        }
        pk_fault_log_warn_redrawn(&job->logs[0], job->all, diag);
        status = pk_fault_log_tell_clamped(&job->logs[0], job->all, &sim, diag);
    }
    pk_sim_free(&sim);
    return status;
}

/* The first run with something that it could not hold. */
static pk_status_t check_excess(const pk_job_t *job, pk_diag_t *diag)
{
    for (long run = 0; run < job->nrun; run++) {
        const pk_excess_t *excess = &job->excess[run];
        if (excess->what != PK_EXCESS_NONE) {
            const bool kpi = excess->what == PK_EXCESS_KPI;
            pk_excess_tell(job->plan, excess, kpi ? job->kpis->at[excess->index].name : NULL, diag);
            return PK_FAILED;
        }
    }
    return PK_OK;
}

static pk_status_t run_blocks(pk_job_t *job, int block, pk_result_t *result, pk_diag_t *diag)
{
    for (int first = 0; first <= job->plan->nstep; first += block) {
        if (job->record != NULL) {
            job->record->first = first;
            job->record->last = first + block - 1 < job->plan->nstep ? first + block - 1 : job->plan->nstep;
        }
        pk_parallel_for(job->nrun, job->options->threads, simulate, job);
        if (first == 0 && tell_drawings(job, diag) != PK_OK) {
            return PK_BAD_INPUT;
        }
        if (check_excess(job, diag) != PK_OK) {
            return PK_FAILED;
        }
        if (job->record != NULL) {
            pk_record_reduce(job->record, job->options->threads, result);
        }
    }
    return PK_OK;
}

static void init_job(pk_job_t *job, int workers)
{
    const size_t runs = (size_t)job->nrun, size = (size_t)pk_kpis_size(job->kpis);
    job->draws = pk_heap(runs * (size_t)job->plan->nslot, sizeof(double));
    job->kpi = pk_heap(runs * size, sizeof(double));
    job->kpi_expected = job->expected ? pk_heap(runs * size, sizeof(double)) : NULL;
    job->drawings = pk_heap(runs, sizeof(pk_drawing_t));
    job->excess = pk_heap(runs, sizeof(pk_excess_t));
    job->aside = pk_heap(runs, sizeof(pk_aside_t));
    job->sims = pk_heap((size_t)workers, sizeof(pk_sim_t));
    job->expected_sims = job->expected ? pk_heap((size_t)workers, sizeof(pk_sim_t)) : NULL;
    job->logs = pk_heap((size_t)workers, sizeof(pk_fault_log_t));
    for (int k = 0; k < workers; k++) {
        pk_sim_init(&job->sims[k], job->plan, chance_of(job->plan->scenario));
        if (job->expected) {
            pk_sim_init(&job->expected_sims[k], job->plan, &pk_chance_expected);
        }
        pk_fault_log_init(&job->logs[k], job->plan);
    }
}

/* What is no more needed once all runs are through. */
static void free_sims(pk_job_t *job, long size, int workers)
{
    for (long run = 0; run < size; run++) {
        free(job->aside[run].bytes);
    }
    for (int k = 0; k < workers; k++) {
        pk_sim_free(&job->sims[k]);
        if (job->expected) {
            pk_sim_free(&job->expected_sims[k]);
        }
        pk_fault_log_free(&job->logs[k]);
    }
    free(job->aside);
    free(job->logs);
    free(job->sims);
    free(job->expected_sims);
    free(job->drawings);
    free(job->excess);
    pk_store_free(&job->store);
}

/* ---- batches ---- */

/* One expected outcome for all runs, where nothing is drawn; the first run has it. */
static void copy_expected(pk_job_t *job)
{
    const size_t size = (size_t)pk_kpis_size(job->kpis);
    for (long run = 1; job->expected && !job->plan->uncertain && run < job->nrun; run++) {
        memcpy(&job->kpi_expected[(size_t)run * size], job->kpi_expected, size * sizeof(double));
    }
}

static void begin_batch(pk_job_t *job, long first, long size)
{
    job->first = first;
    job->nrun = job->all - first < size ? job->all - first : size;
    memset(job->kpi, 0, (size_t)(job->nrun * pk_kpis_size(job->kpis)) * sizeof(double));
    if (job->expected && job->plan->uncertain) {
        memset(job->kpi_expected, 0, (size_t)(job->nrun * pk_kpis_size(job->kpis)) * sizeof(double));
    }
    memset(job->excess, 0, (size_t)job->nrun * sizeof(pk_excess_t));
    if (job->record != NULL) {
        job->record->nrun = job->nrun;
        job->record->before = first;
    }
}

static pk_status_t run_batches(pk_job_t *job, long size, int block, pk_outcome_t *outcome, pk_diag_t *diag)
{
    for (long first = 0; first < job->all; first += size) {
        begin_batch(job, first, size);
        const pk_status_t status = run_blocks(job, block, outcome->result, diag);
        if (status != PK_OK) {
            return status;
        }
        copy_expected(job);
        pk_outcome_add(outcome, first, job->nrun, job->draws, job->kpi, job->expected ? job->kpi_expected : job->kpi);
    }
    return PK_OK;
}

/* All runs together, or as many batches of at most half as many as it takes, of the same size but for the last. */
static long batch_size(long nrun, long most)
{
    const long half = most > 1 ? most / 2 : 1, batches = nrun <= most ? 1 : (nrun + half - 1) / half;
    return (nrun + batches - 1) / batches;
}

static pk_status_t run_plan(pk_plan_t *plan, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag)
{
    pk_kpis_t kpis;
    pk_kpis_compile(plan, options->by, &kpis);
    const long all = plan->scenario->runs;
    const long size = batch_size(all, options->batch > 0 ? options->batch : PK_BATCH_RUNS);
    const int workers = pk_parallel_threads(options->threads), batches = (int)((all + size - 1) / size);
    const int block = options->series ? pk_record_block(plan, size) : plan->nstep + 1;
    pk_record_t record = {0};
    pk_job_t job = {
        .plan = plan,
        .kpis = &kpis,
        .options = options,
        .nrun = size,
        .all = all,
        .expected = options->expected != NULL && chance_of(plan->scenario) != &pk_chance_expected,
        .total = (double)all * plan->nstep,
    };
    pk_outcome_t outcome;
    init_job(&job, workers);
    pk_outcome_init(&outcome, plan, &kpis, options, batches, result);
    if (options->series) {
        pk_store_t *store = options->store != NULL ? options->store : &job.store;
        pk_record_init(&record, plan, kpis.ngroup, size, block, batches, store);
        job.record = &record;
    }
    pk_status_t status = run_batches(&job, size, block, &outcome, diag);
    free_sims(&job, size, workers);
    if (status == PK_OK) {
        result->rank_error = pk_record_finish(&record, result);
        status = pk_outcome_finish(&outcome, diag);
    }
    pk_record_free(&record);
    pk_outcome_free(&outcome);
    free(job.draws);
    free(job.kpi);
    free(job.kpi_expected);
    return status;
}

pk_status_t pk_run(const pk_scenario_t *scenario, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag)
{
    *result = (pk_result_t){0};
    pk_plan_t plan;
    const int before = diag->count;
    pk_status_t status = pk_plan_compile(scenario, &plan, diag);
    if (status == PK_OK) {
        pk_plan_warn(&plan, NULL, diag);
        if (plan.feedback && scenario->engine == PK_ENGINE_EXPECTED) {
            pk_warning(
                diag, PK_NOWHERE, "the engine cohort gives the means of whole futures",
                "engine expected is an approximation where there is word of mouth, a stock, a queue or a capacity");
        }
        status = run_plan(&plan, options, result, diag);
    }
    pk_outcome_warnings(diag, before, result);
    pk_plan_free(&plan);
    if (status == PK_OK && options->told.tell != NULL) {
        options->told.tell(options->told.context, result);
    }
    return status;
}
