/* From a scenario to a result. */
#include "engine/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "engine/aftermath.h"
#include "engine/agents/individuals.h"
#include "engine/agents/limits.h"
#include "engine/aside.h"
#include "engine/assumptions.h"
#include "engine/choose.h"
#include "engine/correlation_left.h"
#include "engine/crew.h"
#include "engine/cuts.h"
#include "engine/fault_log.h"
#include "engine/noted.h"
#include "engine/outcome.h"
#include "engine/walk.h"
#include "engine/warn.h"

/* All that the workers share. Runs write to places of their own: no locks, and no byte depends on who was first. */
typedef struct {
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    const pk_run_options_t *options;
    long first, nrun; /* the runs of this batch: first..first+nrun-1; below, [run] counts from 0 */
    long all;         /* of all batches */
    pk_move_t *moves; /* [nmove] what is moved in every run */
    int nmove;
    bool uncertain;                        /* runs differ in their draws, or in those that hold after the end */
    bool expected;                         /* each draw's expected outcome is wanted and is not the run itself */
    pk_crew_t runs;                        /* of the scenario's engine */
    pk_crew_t means;                       /* of the expected outcomes beside runs by chance */
    pk_individuals_of_runs_t *individuals; /* NULL: nobody asked for them */
    pk_aftermath_t *aftermath;             /* NULL: nobody looks past the horizon */
    pk_cutter_t cutter;
    pk_aside_t *aside;      /* [run], or [group] of lanes, while others walk their block of steps */
    double *draws;          /* [run][slot] */
    double *kpi;            /* [run][window, group, kpi] */
    double *kpi_expected;   /* NULL: not wanted */
    pk_drawing_t *drawings; /* [run] */
    pk_fault_log_t *logs;   /* by worker; of all batches */
    pk_excess_t *excess;    /* [run] what it could not hold */
    pk_record_t *record;    /* NULL: no series */
    pk_store_t store;       /* the record's, where the caller has none */
    double done, total;     /* steps of all batches, for progress; worker 0 tells */
} pk_job_t;

static const pk_chance_t *chance_of(const pk_scenario_t *scenario)
{
    const pk_engine_kind_t engine = pk_engine_of(scenario, NULL);
    return engine == PK_ENGINE_EXPECTED ? &pk_chance_expected
           : engine == PK_ENGINE_AGENTS ? &pk_chance_agents
                                        : &pk_chance_cohort;
}

static double *draws_of(const pk_job_t *job, long run)
{
    return &job->draws[run * job->plan->nslot];
}

static uint64_t number_of(const pk_job_t *job, long run)
{
    return (uint64_t)(job->options->first_run + job->first + run);
}

/* Keeps what a sim could not hold, or after the last step what one of its KPIs could not; ratios have their own say. */
static void note_excess(pk_job_t *job, pk_excess_t of_steps, long run, const double *kpi)
{
    pk_excess_t *excess = &job->excess[run];
    if (excess->what == PK_EXCESS_NONE) {
        *excess = kpi != NULL ? pk_kpis_excess(job->kpis, kpi, of_steps) : of_steps;
    }
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

/* ---- drawing ---- */

static void draw_run(void *context, long run, int worker)
{
    pk_job_t *job = context;
    job->drawings[run] = pk_assumptions_draw_moved(&job->runs.sims[worker], number_of(job, run), job->moves, job->nmove,
                                                   draws_of(job, run), &job->logs[worker]);
}

/* ---- side by side ---- */

/* Runs first..first+count-1 in a group of an engine's lanes. */
typedef struct {
    long first;
    int count;
} pk_group_t;

static pk_group_t group_of(const pk_job_t *job, const pk_crew_t *engine, long index)
{
    const long first = index * engine->ops->width, left = job->nrun - first;
    return (pk_group_t){.first = first, .count = left < engine->ops->width ? (int)left : engine->ops->width};
}

static long groups_of(const pk_job_t *job, const pk_crew_t *engine)
{
    return (job->nrun + engine->ops->width - 1) / engine->ops->width;
}

static void begin_group(pk_job_t *job, const pk_crew_t *engine, pk_group_t group, int worker)
{
    pk_sim_t *sim = &engine->sims[worker];
    for (int lane = 0; lane < group.count; lane++) {
        const long run = group.first + lane;
        pk_sim_begin(sim, number_of(job, run), draws_of(job, run));
        engine->ops->load(engine->lanes[worker], lane, sim);
        pk_note_sim(&engine->noted, sim, run, 0);
    }
    engine->ops->start(engine->lanes[worker], group.count);
}

static pk_cut_kind_t kind_of(const pk_job_t *job, const pk_crew_t *engine)
{
    return engine == &job->means ? PK_CUT_MEANS : engine->chance == &pk_chance_expected ? PK_CUT_BOTH : PK_CUT_RUNS;
}

static pk_finished_t finished_of(pk_job_t *job, const pk_crew_t *engine, pk_group_t group, double *kpis, int worker)
{
    return (pk_finished_t){.lanes = engine->lanes[worker],
                           .first = job->first + group.first,
                           .count = group.count,
                           .number = number_of(job, group.first),
                           .draws = draws_of(job, group.first),
                           .kpis = kpis,
                           .excess = &job->excess[group.first]};
}

static void walk_group(pk_job_t *job, const pk_crew_t *engine, pk_group_t group, int first, int last, int worker)
{
    const bool noted = pk_is_noted(&engine->noted);
    pk_lanes_t *lanes = engine->lanes[worker];
    for (int t = first > 0 ? first : 1; t <= last; t++) {
        engine->ops->step(lanes, t);
        if (pk_cuts_at(job->cutter.cuts, t) >= 0) {
            const pk_finished_t standing = finished_of(job, engine, group, NULL, worker);
            pk_cutter_group(&job->cutter, engine->ops, kind_of(job, engine), &standing, t, worker);
        }
        for (int lane = 0; noted && lane < group.count; lane++) {
            pk_note_lane(&engine->noted, engine->ops, lanes, lane, group.first + lane, t);
        }
    }
}

/* A run by chance has what its draw's expected outcome leaves. */
static void copy_aftermath(const pk_job_t *job, long run)
{
    const long size = pk_kpis_size(job->kpis);
    pk_aftermath_copy(job->aftermath, &job->kpi_expected[(job->uncertain ? run : 0) * size], &job->kpi[run * size]);
}

/* After the last step: KPIs into [run][window, group, kpi]. */
static void finish_group(pk_job_t *job, const pk_crew_t *engine, pk_group_t group, double *kpis, int worker)
{
    for (int lane = 0; lane < group.count; lane++) {
        const long run = group.first + lane;
        double *kpi = &kpis[run * pk_kpis_size(job->kpis)];
        engine->ops->kpis(engine->lanes[worker], lane, kpi);
        note_excess(job, engine->ops->excess(engine->lanes[worker], lane), run, kpi);
    }
    if (job->aftermath != NULL && engine->chance == &pk_chance_expected) {
        const pk_finished_t finished =
            finished_of(job, engine, group, &kpis[group.first * pk_kpis_size(job->kpis)], worker);
        pk_aftermath_group(job->aftermath, worker, &finished);
    }
    for (int lane = 0; job->aftermath != NULL && engine->chance != &pk_chance_expected && lane < group.count; lane++) {
        copy_aftermath(job, group.first + lane);
    }
}

/* A group of runs through the steps of the block. */
static void simulate_group(void *context, long index, int worker)
{
    pk_job_t *job = context;
    const pk_crew_t *engine = &job->runs;
    const pk_group_t group = group_of(job, engine, index);
    const int first = job->record != NULL ? job->record->first : 0;
    const int last = job->record != NULL ? job->record->last : job->plan->nstep;
    pk_lanes_t *lanes = engine->lanes[worker];
    if (first == 0) {
        begin_group(job, engine, group, worker);
    } else {
        engine->ops->resume(lanes, job->aside[index].bytes);
    }
    walk_group(job, engine, group, first, last, worker);
    if (last == job->plan->nstep) {
        finish_group(job, engine, group, job->kpi, worker);
    } else {
        engine->ops->keep(lanes, pk_aside_room(&job->aside[index], engine->ops->kept(lanes)));
    }
    tell(job, worker, group.first + group.count - 1, first, last);
}

/* ---- the expected outcomes beside runs by chance; of a certain plan that of run 0 stands for all ---- */

static void expect_group(void *context, long index, int worker)
{
    pk_job_t *job = context;
    pk_group_t group = group_of(job, &job->means, index);
    group.count = job->uncertain ? group.count : 1;
    begin_group(job, &job->means, group, worker);
    walk_group(job, &job->means, group, 0, job->plan->nstep, worker);
    finish_group(job, &job->means, group, job->kpi_expected, worker);
}

/* What looks on at a run that walks by itself. */
typedef struct {
    pk_job_t *job;
    const pk_crew_t *engine;
    long run;
    const double *kpi;
} pk_onlooker_t;

static void look_on(void *context, const pk_sim_t *sim, int t)
{
    const pk_onlooker_t *self = context;
    pk_job_t *job = self->job;
    if (pk_is_noted(&self->engine->noted)) {
        pk_note_sim(&self->engine->noted, sim, self->run, t);
    }
    if (pk_cuts_at(job->cutter.cuts, t) >= 0) {
        pk_cutter_run(&job->cutter, kind_of(job, self->engine), sim, job->first + self->run, t, self->kpi);
    }
}

static void expect_run(void *context, long run, int worker)
{
    pk_job_t *job = context;
    pk_sim_t *sim = &job->means.sims[worker];
    double *kpi = &job->kpi_expected[run * pk_kpis_size(job->kpis)];
    pk_onlooker_t onlooker = {.job = job, .engine = &job->means, .run = run, .kpi = kpi};
    pk_sim_begin(sim, number_of(job, run), draws_of(job, run));
    pk_walk(sim, 0, job->plan->nstep, job->kpis, kpi, (pk_watch_t){look_on, &onlooker});
    pk_kpis_finish(job->kpis, kpi);
    note_excess(job, sim->excess, run, kpi);
}

static void expect_all(pk_job_t *job)
{
    const bool groups = job->means.lanes != NULL;
    const long count = !job->uncertain ? 1 : groups ? groups_of(job, &job->means) : job->nrun;
    pk_parallel_for(count, job->options->threads, groups ? expect_group : expect_run, job);
}

/* ---- one run after another ---- */

/* One run through the steps of the block. */
static void simulate(void *context, long run, int worker)
{
    pk_job_t *job = context;
    const int first = job->record != NULL ? job->record->first : 0;
    const int last = job->record != NULL ? job->record->last : job->plan->nstep;
    pk_sim_t *sim = &job->runs.sims[worker];
    double *kpi = &job->kpi[run * pk_kpis_size(job->kpis)];
    pk_onlooker_t onlooker = {.job = job, .engine = &job->runs, .run = run, .kpi = kpi};
    if (first == 0) {
        pk_sim_begin(sim, number_of(job, run), draws_of(job, run));
        if (job->individuals != NULL) {
            pk_individuals_take(job->individuals, worker, sim, job->first + run);
        }
    } else {
        pk_sim_resume(sim, number_of(job, run), draws_of(job, run), job->aside[run].bytes);
    }
    pk_walk(sim, first, last, job->kpis, kpi, (pk_watch_t){look_on, &onlooker});
    if (last == job->plan->nstep) {
        pk_kpis_finish(job->kpis, kpi);
        if (job->aftermath != NULL) {
            copy_aftermath(job, run);
        }
    } else {
        pk_sim_keep(sim, pk_aside_room(&job->aside[run], pk_sim_kept(sim)));
    }
    note_excess(job, sim->excess, run, last == job->plan->nstep ? kpi : NULL);
    tell(job, worker, run, first, last);
}

/* The first run of the batch whose numbers cannot be had, told in words. */
static pk_status_t check_drawings(pk_job_t *job, pk_sim_t *sim, pk_diag_t *diag)
{
    for (long run = 0; run < job->nrun; run++) {
        if (job->drawings[run].outcome != PK_DRAW_FINE) {
            const pk_drawing_t drawing =
                pk_assumptions_draw_moved(sim, number_of(job, run), job->moves, job->nmove, draws_of(job, run), NULL);
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
        pk_warn_correlation_left(&job->logs[0], job->all, &sim, diag);
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

/* Every run's numbers, and what else is known of a draw alone. */
static pk_status_t draw_all(pk_job_t *job, pk_diag_t *diag)
{
    pk_parallel_for(job->nrun, job->options->threads, draw_run, job);
    if (tell_drawings(job, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    if (job->expected && (job->first == 0 || job->uncertain)) {
        expect_all(job);
    }
    return PK_OK;
}

static pk_status_t run_blocks(pk_job_t *job, int block, pk_result_t *result, pk_diag_t *diag)
{
    const bool groups = job->runs.lanes != NULL;
    for (int first = 0; first <= job->plan->nstep; first += block) {
        if (job->record != NULL) {
            job->record->first = first;
            job->record->last = first + block - 1 < job->plan->nstep ? first + block - 1 : job->plan->nstep;
        }
        pk_parallel_for(groups ? groups_of(job, &job->runs) : job->nrun, job->options->threads,
                        groups ? simulate_group : simulate, job);
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
    job->moves = pk_heap((size_t)pk_moved_moves(job->options->moved, job->options->nmoved) + 1, sizeof(pk_move_t));
    job->nmove = pk_moved_move(job->options->moved, job->options->nmoved, job->moves);
    job->draws = pk_heap(runs * (size_t)job->plan->nslot, sizeof(double));
    job->kpi = pk_heap(runs * size, sizeof(double));
    job->kpi_expected = job->expected ? pk_heap(runs * size, sizeof(double)) : NULL;
    job->drawings = pk_heap(runs, sizeof(pk_drawing_t));
    job->excess = pk_heap(runs, sizeof(pk_excess_t));
    job->aside = pk_heap(runs, sizeof(pk_aside_t));
    const pk_crew_options_t crew = {
        .plan = job->plan, .kpis = job->kpis, .runs = job->all, .workers = workers, .vector = job->options->vector};
    pk_crew_open(&job->runs, &crew, chance_of(job->plan->scenario));
    if (job->expected) {
        pk_crew_open(&job->means, &crew, &pk_chance_expected);
    }
    job->logs = pk_heap((size_t)workers, sizeof(pk_fault_log_t));
    for (int k = 0; k < workers; k++) {
        pk_fault_log_init(&job->logs[k], job->plan, job->moves, job->nmove);
    }
}

/* What is no more needed once all runs are through. */
static void free_sims(pk_job_t *job, long size, int workers)
{
    for (long run = 0; run < size; run++) {
        free(job->aside[run].bytes);
    }
    for (int k = 0; k < workers; k++) {
        pk_fault_log_free(&job->logs[k]);
    }
    pk_crew_close(&job->runs, workers);
    pk_crew_close(&job->means, workers);
    free(job->aside);
    free(job->logs);
    free(job->drawings);
    free(job->excess);
    pk_store_free(&job->store);
}

/* ---- batches ---- */

/* One expected outcome for all runs, where nothing is drawn; the first run has it. */
static void copy_expected(pk_job_t *job)
{
    const size_t size = (size_t)pk_kpis_size(job->kpis);
    if (job->expected && !job->uncertain && job->aftermath != NULL) {
        pk_aftermath_repeat(job->aftermath);
    }
    if (job->expected && !job->uncertain && job->cutter.cuts != NULL) {
        pk_cuts_repeat(job->cutter.cuts);
    }
    for (long run = 1; job->expected && !job->uncertain && run < job->nrun; run++) {
        memcpy(&job->kpi_expected[(size_t)run * size], job->kpi_expected, size * sizeof(double));
    }
}

static void begin_batch(pk_job_t *job, long first, long size)
{
    job->first = first;
    job->nrun = job->all - first < size ? job->all - first : size;
    memset(job->kpi, 0, (size_t)(job->nrun * pk_kpis_size(job->kpis)) * sizeof(double));
    if (job->expected && job->uncertain) {
        memset(job->kpi_expected, 0, (size_t)(job->nrun * pk_kpis_size(job->kpis)) * sizeof(double));
    }
    memset(job->excess, 0, (size_t)job->nrun * sizeof(pk_excess_t));
    if (job->record != NULL) {
        job->record->nrun = job->nrun;
        job->record->before = first;
    }
    job->runs.noted.first = job->means.noted.first = first;
}

static pk_status_t run_batches(pk_job_t *job, long size, int block, pk_outcome_t *outcome, pk_diag_t *diag)
{
    for (long first = 0; first < job->all; first += size) {
        begin_batch(job, first, size);
        pk_status_t status = draw_all(job, diag);
        if (status == PK_OK) {
            status = run_blocks(job, block, outcome->result, diag);
        }
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

/* What is asked for beside the KPIs: the time after the horizon, individuals, shorter horizons. */
static void open_asked(pk_job_t *job, int workers)
{
    const pk_run_options_t *options = job->options;
    if (options->after != NULL) {
        const pk_crew_t *means = job->expected ? &job->means : &job->runs;
        PK_REQUIRE(means->lanes != NULL);
        job->aftermath = pk_aftermath_open(options->after, job->plan, job->kpis, means->ops, workers, job->all);
    }
    for (int k = 0; k < workers && job->plan->scenario->individuals; k++) {
        if (k == 0) {
            job->individuals = pk_individuals_open(job->plan, workers, job->all);
        }
        pk_individuals_watch(job->individuals, k, &job->runs.sims[k]);
    }
    job->cutter = (pk_cutter_t){
        .cuts = options->cuts, .kpis = job->kpis, .aftermath = job->aftermath, .uncertain = job->uncertain};
    if (options->cuts != NULL) {
        pk_cuts_open(options->cuts, job->kpis, job->all);
    }
}

/* What workers note of each step. */
static void note_numbers(pk_job_t *job)
{
    job->runs.noted = pk_noted_of(job->kpis, job->record);
    job->means.noted = pk_noted_of(job->kpis, NULL);
    if (job->options->paths != NULL) {
        pk_note_paths(job->options->paths, job->all, &job->runs.noted, job->expected ? &job->means.noted : NULL);
    }
}

static pk_status_t run_compiled(pk_plan_t *plan, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag)
{
    pk_kpis_t kpis;
    const bool persons = plan->scenario->individuals && options->expected == NULL;
    (options->after != NULL ? pk_kpis_compile_after
     : persons              ? pk_kpis_compile_individuals
                            : pk_kpis_compile)(plan, options->by, &kpis);
    const long all = pk_run_count(plan, options);
    if (pk_agents_check_work(plan, all, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const long size = batch_size(all, options->batch > 0 ? options->batch : PK_BATCH_RUNS);
    const int workers = pk_parallel_threads(options->threads), batches = (int)((all + size - 1) / size);
    pk_record_t record = {0};
    pk_job_t job = {
        .plan = plan,
        .kpis = &kpis,
        .options = options,
        .nrun = size,
        .all = all,
        .expected = options->expected != NULL && chance_of(plan->scenario) != &pk_chance_expected,
        .uncertain = plan->uncertain || (options->after != NULL && options->after->baseline->uncertain),
        .total = (double)all * plan->nstep,
    };
    pk_outcome_t outcome;
    int block = plan->nstep + 1;
    init_job(&job, workers);
    open_asked(&job, workers);
    pk_outcome_init(&outcome, plan, &kpis, options, batches, result);
    if (options->series) {
        pk_store_t *store = options->store != NULL ? options->store : &job.store;
        pk_record_init(&record, plan, &kpis, result);
        block = pk_record_block(&record, size);
        pk_record_open(&record, size, block, batches, store);
        job.record = &record;
    }
    note_numbers(&job);
    pk_status_t status = run_batches(&job, size, block, &outcome, diag);
    pk_agents_warn_cut(job.runs.sims, workers, diag);
    free_sims(&job, size, workers);
    pk_aftermath_close(job.aftermath);
    if (options->paths != NULL && job.expected && !job.uncertain) {
        pk_profit_paths_repeat(options->paths);
    }
    if (status == PK_OK) {
        result->rank_error = pk_record_finish(&record, result);
        status = pk_outcome_finish(&outcome, diag);
        result->individuals = job.individuals != NULL ? pk_individuals_tables(job.individuals, &result->arena) : NULL;
    }
    pk_individuals_close(job.individuals);
    pk_record_free(&record);
    pk_outcome_free(&outcome);
    free(job.moves);
    free(job.draws);
    free(job.kpi);
    free(job.kpi_expected);
    return status;
}

pk_status_t pk_run_plan(pk_plan_t *plan, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag)
{
    *result = (pk_result_t){0};
    const int before = diag->count;
    const pk_status_t status = run_compiled(plan, options, result, diag);
    pk_outcome_warnings(diag, before, result);
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
        status = run_compiled(&plan, options, result, diag);
    }
    pk_outcome_warnings(diag, before, result);
    pk_plan_free(&plan);
    if (status == PK_OK && options->told.tell != NULL) {
        options->told.tell(options->told.context, result);
    }
    return status;
}
