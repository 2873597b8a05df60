/* Journeys by the thousand (structure_text.h), simulated as `polku run`, `compare`, `check` and `describe` do. Each is
 * refused with an error, or keeps what must hold of any journey: nobody is lost or made and no count is negative, after
 * every step under both engines; all numbers are finite, but for a ratio's, and quantiles ascend; flows, purchases and
 * money add up to the KPIs; one thread and two give the same bytes.
 *
 *     fuzz_structure [SECONDS [FIRST]]     2 seconds from journey 0 where nothing is said
 *     fuzz_structure @N                    journey N alone, kept in build/fuzz-structure
 *
 * Run in the project's folder. */
#include "structure_text.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/print_comparison.h"
#include "cli/print_describe.h"
#include "cli/print_result.h"
#include "cli/print_stays.h"
#include "engine/assumptions.h"
#include "engine/sim.h"
#include "model/kpi_catalogue.h"
#include "report/summary.h"
#include "study/compare.h"
#include "study/describe.h"
#include "study/stay.h"

static const double LONGEST = 30; /* seconds of processor time for one journey */

static unsigned long long current; /* the journey in work, for tell_input */
static const char *folder = "build/fuzz-structure";
static FILE *nowhere;

/* A broken invariant aborts: say by which journey. */
static void tell_input(int signal_number)
{
    char text[64];
    const int length = snprintf(text, sizeof text, "fuzz_structure: journey @%llu\n", current);
    if (write(STDERR_FILENO, text, (size_t)length) == length) {
        signal(signal_number, SIG_DFL);
    }
}

#define MUST(condition, ...)                                                                                           \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "journey @%llu: ", current);                                                               \
            fprintf(stderr, __VA_ARGS__);                                                                              \
            fprintf(stderr, " (%s)\n", #condition);                                                                    \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

static bool near(double a, double b, double size)
{
    return fabs(a - b) <= 1e-9 * fmax(size, fmax(fabs(a), fabs(b)));
}

/* ---- a walk through both engines ---- */

static void check_step(const pk_sim_t *sim, int t)
{
    const pk_plan_t *plan = sim->plan;
    const char *wrong = pk_sim_verify(sim);
    MUST(wrong == NULL, "%s engine, step %d: %s", sim->chance->name, t, wrong);
    for (int cell = 0; t > 0 && cell < plan->nflow * plan->npersona; cell++) {
        MUST(sim->state.flow[cell] >= 0 && isfinite(sim->state.flow[cell]), "%s engine, step %d: flow %s is %g",
             sim->chance->name, t, plan->flows[cell / plan->npersona].name, sim->state.flow[cell]);
        MUST(isfinite(sim->money.revenue[cell]) && isfinite(sim->money.cost[cell]),
             "%s engine, step %d: money of %s is %g, %g", sim->chance->name, t, plan->flows[cell / plan->npersona].name,
             sim->money.revenue[cell], sim->money.cost[cell]);
    }
    for (int c = 0; t > 0 && c < plan->ncapacity; c++) {
        MUST(sim->state.waiting[c] >= 0 && isfinite(sim->state.waiting[c]), "%s engine, step %d: %g are waiting",
             sim->chance->name, t, sim->state.waiting[c]);
    }
    for (int d = 0; t > 0 && d < plan->ndriver; d++) {
        MUST(!isnan(sim->now.drivers[d].value) && isfinite(sim->now.drivers[d].response),
             "step %d: driver %s is %g, %g", t, plan->drivers[d].driver->name, sim->now.drivers[d].value,
             sim->now.drivers[d].response);
    }
}

/* Two runs. */
static void walk(const pk_plan_t *plan, const pk_chance_t *chance)
{
    pk_sim_t sim;
    pk_sim_init(&sim, plan, chance);
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof *draws);
    for (uint64_t run = 0; run < 2; run++) {
        if (pk_assumptions_draw(&sim, run, draws, NULL).outcome != PK_DRAW_FINE) {
            continue;
        }
        pk_sim_begin(&sim, run, draws);
        check_step(&sim, 0);
        for (int t = 1; t <= plan->nstep; t++) {
            pk_sim_step(&sim, t);
            if (sim.excess.what != PK_EXCESS_NONE) {
                break; /* the run is refused */
            }
            check_step(&sim, t);
        }
    }
    free(draws);
    pk_sim_free(&sim);
}

/* False where the plan is refused. */
static bool walk_both(const pk_scenario_t *scenario, pk_diag_t *diag)
{
    pk_plan_t plan;
    const int errors = diag->errors;
    const bool compiled = pk_plan_compile(scenario, &plan, diag) == PK_OK;
    MUST(compiled || diag->errors > errors, "refused without an error");
    if (compiled) {
        walk(&plan, &pk_chance_expected);
        walk(&plan, &pk_chance_cohort);
    }
    pk_plan_free(&plan);
    return compiled;
}

/* ---- what came out ---- */

static void check_summary(const pk_summary_t *s, bool may_be_undefined, const char *what, int step)
{
    if (may_be_undefined && !isfinite(s->mean)) { /* a ratio to 0, or to the 1e-300 of a customer */
        return;
    }
    MUST(isfinite(s->mean) && (isnan(s->sd) || (s->sd >= 0 && (isfinite(s->sd) || may_be_undefined))),
         "%s, %d: mean %g, sd %g", what, step, s->mean, s->sd);
    MUST(may_be_undefined || (s->p05 <= s->p25 && s->p25 <= s->p50 && s->p50 <= s->p75 && s->p75 <= s->p95),
         "%s, %d: quantiles %g %g %g %g %g", what, step, s->p05, s->p25, s->p50, s->p75, s->p95);
}

static void check_series(const pk_result_t *r)
{
    double made = r->population;
    for (int t = 0; t <= r->nstep; t++) {
        double groups = 0, all = 0;
        for (int f = 0; t > 0 && f < r->nflow; f++) {
            const pk_summary_t *flow = &r->flow_counts[pk_flow_cell(r, t, 0, f)];
            check_summary(flow, false, r->flows[f].to, t);
            MUST(flow->p05 >= 0, "step %d: fewer than nobody go to %s", t, r->flows[f].to);
            made += r->flows[f].from[0] == '\0' ? flow->mean : 0;
        }
        for (int s = 0; s < r->nstage; s++) {
            const pk_summary_t *stage = &r->stage_counts[pk_stage_cell(r, t, 0, s)];
            check_summary(stage, false, r->stages[s].name, t);
            MUST(stage->p05 >= 0, "step %d: %g are in %s", t, stage->p05, r->stages[s].name);
            all += stage->mean;
            for (int g = 1; g < r->ngroup; g++) {
                groups += r->stage_counts[pk_stage_cell(r, t, g, s)].mean;
            }
        }
        MUST(near(all, made, 1), "%s engine, step %d: %.17g people, %.17g were made", r->engine, t, all, made);
        MUST(r->ngroup == 1 || near(all, groups, 1), "step %d: %.17g people, %.17g in personas", t, all, groups);
    }
}

static double kpi_mean(const pk_result_t *r, const char *name)
{
    const int k = pk_result_kpi(r, name);
    MUST(k >= 0, "no KPI %s", name);
    return r->kpi[pk_kpi_cell(r, 0, 0, k)].mean;
}

/* Which may divide by 0. */
static bool is_ratio(const pk_result_kpi_t *kpi)
{
    const pk_kpi_entry_t *builtin = pk_kpi_builtin(kpi->name);
    return kpi->above >= 0 || (builtin != NULL && builtin->above != NULL) || strcmp(kpi->unit, "share") == 0;
}

/* What goes by the flows that the plan counts as purchases. */
static double purchases_of(const pk_result_t *r, const pk_scenario_t *scenario, pk_diag_t *diag)
{
    pk_plan_t plan;
    double purchases = 0;
    MUST(pk_plan_compile(scenario, &plan, diag) == PK_OK, "compiled before");
    for (int t = 1; t <= r->nstep; t++) {
        for (int f = 0; f < plan.ntransition; f++) {
            purchases += plan.flows[f].purchase ? r->flow_counts[pk_flow_cell(r, t, 0, f)].mean : 0;
        }
    }
    pk_plan_free(&plan);
    return purchases;
}

static void check_kpis(const pk_result_t *r, const pk_scenario_t *scenario, pk_diag_t *diag)
{
    const double purchases = purchases_of(r, scenario, diag);
    MUST(near(kpi_mean(r, "purchases"), purchases, 1), "%.17g purchases, %.17g in flows", kpi_mean(r, "purchases"),
         purchases);
    const double revenue = kpi_mean(r, "revenue"), cost = kpi_mean(r, "cost"), spend = kpi_mean(r, "spend");
    bool end_value = false;
    for (int s = 0; s < scenario->model->nstage; s++) {
        end_value |= scenario->model->stages[s].end_value->kind != PK_NUMBER_NONE;
    }
    MUST(end_value || near(kpi_mean(r, "profit"), revenue - cost - spend, fabs(revenue) + fabs(cost) + spend),
         "profit %.17g is not %.17g - %.17g - %.17g", kpi_mean(r, "profit"), revenue, cost, spend);
    const double share = kpi_mean(r, "k3");
    MUST(isnan(share) || (share >= 0 && share <= 1 + 1e-9), "a share of %g", share);
    for (int w = 0; w < r->nwindow; w++) {
        for (int g = 0; g < r->ngroup; g++) {
            for (int k = 0; k < r->nkpi; k++) {
                const bool given = (g == 0 || r->kpis[k].by_group) && !r->windows[w].goal && !is_ratio(&r->kpis[k]);
                check_summary(&r->kpi[pk_kpi_cell(r, w, g, k)], !given, r->kpis[k].name, w);
            }
        }
    }
}

static void check_same_bytes(const pk_result_t *one, const pk_result_t *two)
{
    const size_t kpis = (size_t)one->nwindow * (size_t)one->ngroup * (size_t)one->nkpi;
    const size_t stages = (size_t)(one->nstep + 1) * (size_t)one->ngroup * (size_t)one->nstage;
    const size_t flows = (size_t)one->nstep * (size_t)one->ngroup * (size_t)one->nflow;
    MUST(memcmp(one->kpi_runs, two->kpi_runs, kpis * (size_t)one->nrun * sizeof(double)) == 0, "threads change KPIs");
    MUST(memcmp(one->kpi, two->kpi, kpis * sizeof *one->kpi) == 0, "threads change summaries");
    MUST(memcmp(one->stage_counts, two->stage_counts, stages * sizeof *one->stage_counts) == 0,
         "threads change stages");
    MUST(memcmp(one->flow_counts, two->flow_counts, flows * sizeof *one->flow_counts) == 0, "threads change flows");
}

static bool run(pk_scenario_t *scenario, pk_engine_kind_t engine, pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_result_t results[2];
    double *expected[2] = {NULL};
    bool ran = true;
    scenario->engine = engine;
    for (int k = 0; k < 2; k++) {
        const pk_run_options_t options = {
            .threads = 1 + k, .series = true, .expected = &expected[k], .by = PK_BY_MONTH};
        ran = pk_run(scenario, &options, &results[k], diag) == PK_OK && ran;
    }
    MUST(ran || diag->errors > errors, "refused without an error");
    if (ran) {
        const pk_screen_t screen = {.stream = nowhere, .width = PK_PLAIN_WIDTH};
        pk_arena_t arena = {0};
        check_series(&results[0]);
        check_kpis(&results[0], scenario, diag);
        check_same_bytes(&results[0], &results[1]);
        const size_t cells = (size_t)(results[0].nwindow * results[0].ngroup * results[0].nkpi * results[0].nrun);
        MUST(memcmp(expected[0], expected[1], cells * sizeof(double)) == 0, "other expected outcomes");
        pk_print_result(&results[0], &screen);
        MUST(pk_summary_run(&results[0], true, &arena)[0] == '{', "no summary");
        pk_arena_free(&arena);
    }
    free(expected[0]);
    free(expected[1]);
    pk_result_free(&results[0]);
    pk_result_free(&results[1]);
    return ran;
}

/* ---- check, describe, compare ---- */

static void check_stays(const pk_scenario_t *scenario, pk_diag_t *diag)
{
    pk_stays_t stays;
    const int errors = diag->errors;
    const bool known = pk_stays(scenario, &stays, diag) == PK_OK;
    MUST(known || diag->errors > errors, "refused without an error");
    for (int s = 0; known && s < stays.nstage; s++) {
        double ends = 0, exits = 0;
        for (int k = 0; k < stays.nstage; k++) {
            ends += stays.stages[s].ends[k];
        }
        for (int k = 0; k < stays.stages[s].nexit; k++) {
            exits += stays.stages[s].exits[k].share;
        }
        MUST(fabs(ends - 1) < 1e-6, "those who enter %s end with %.17g", stays.stages[s].name, ends);
        MUST(stays.stages[s].absorbing || fabs(exits - 1) < 1e-6, "%.17g leave %s", exits, stays.stages[s].name);
        MUST(stays.stages[s].mean_stay_steps >= 0, "a stay of %g", stays.stages[s].mean_stay_steps);
    }
    if (known) {
        const pk_screen_t screen = {.stream = nowhere, .width = PK_PLAIN_WIDTH};
        pk_print_stays(&stays, &screen);
    }
    pk_stays_free(&stays);
}

static void check_description(const pk_scenario_t *scenario, pk_diag_t *diag)
{
    pk_description_t description;
    const int errors = diag->errors;
    const bool known = pk_describe(scenario, 1, &description, diag) == PK_OK;
    MUST(known || diag->errors > errors, "refused without an error");
    for (int s = 0; known && s < description.nstage; s++) {
        const pk_described_stage_t *stage = &description.stages[s];
        MUST(stage->at_end >= 0 && isfinite(stage->at_end), "%g are in %s", stage->at_end, stage->name);
        MUST(stage->stay_steps[0] >= 0, "a stay of %g in %s", stage->stay_steps[0], stage->name);
    }
    for (int f = 0; known && f < description.nflow; f++) {
        MUST(description.flows[f].moved >= 0, "%g take %s", description.flows[f].moved, description.flows[f].name);
    }
    if (known) {
        const pk_screen_t screen = {.stream = nowhere, .width = PK_PLAIN_WIDTH};
        pk_print_description(&description, &screen);
    }
    pk_description_free(&description);
}

static void check_difference(const pk_difference_t *d, const pk_result_t *plan)
{
    const int k = pk_result_kpi(plan, d->kpi);
    if (k < 0 || is_ratio(&plan->kpis[k]) || isnan(d->mean) || isnan(d->baseline_mean)) {
        return;
    }
    const double p = d->sure.better.p, se = d->sure.better.se;
    MUST(isnan(p) || (p >= 0 && p <= 1), "%s is better in %g", d->kpi, p);
    MUST(isnan(se) || (se >= 0 && se <= 0.75), "%s is better with an error of %g", d->kpi, se);
    MUST(isnan(d->diff_p05) || (d->diff_p05 <= d->diff_p50 && d->diff_p50 <= d->diff_p95), "%s: %g %g %g", d->kpi,
         d->diff_p05, d->diff_p50, d->diff_p95);
    MUST(isnan(d->diff_mean) || near(d->diff_mean, d->mean - d->baseline_mean, fabs(d->mean) + fabs(d->baseline_mean)),
         "%s differs by %.17g, not by %.17g - %.17g", d->kpi, d->diff_mean, d->mean, d->baseline_mean);
}

static void compare(pk_scenario_t *baseline, pk_scenario_t *plan, pk_diag_t *diag)
{
    pk_scenario_t *const both[] = {baseline, plan};
    pk_comparison_t comparison;
    const int errors = diag->errors;
    const bool compared = pk_compare(both, 2, 0, &(pk_run_options_t){.threads = 1}, &comparison, diag) == PK_OK;
    MUST(compared || diag->errors > errors, "refused without an error");
    for (int k = 0; compared && k < comparison.ndifference; k++) {
        check_difference(&comparison.differences[k], &comparison.results[1]);
    }
    if (compared) {
        const pk_screen_t screen = {.stream = nowhere, .width = PK_PLAIN_WIDTH};
        pk_arena_t arena = {0};
        pk_print_comparison(&comparison, &screen);
        MUST(pk_summary_comparison(&comparison, true, &arena)[0] == '{', "no summary");
        pk_arena_free(&arena);
    }
    pk_comparison_free(&comparison);
}

/* ---- one journey ---- */

static void keep(const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    MUST(file && fputs(text, file) >= 0 && fclose(file) == 0, "cannot write %s", path);
}

static pk_scenario_t *read_plan(const char *name, pk_arena_t *arena, pk_diag_t *diag)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    const int errors = diag->errors;
    pk_scenario_t *scenario = pk_scenario_read(path, &PK_NO_OVERRIDES, arena, diag);
    MUST((scenario != NULL) == (diag->errors == errors), "%d errors", diag->errors - errors);
    return scenario;
}

static bool try_scenarios(pk_arena_t *arena, pk_diag_t *diag)
{
    pk_scenario_t *baseline = read_plan("baseline.yaml", arena, diag);
    if (baseline == NULL || !walk_both(baseline, diag)) {
        return false;
    }
    check_stays(baseline, diag);
    check_description(baseline, diag);
    bool ran = run(baseline, PK_ENGINE_EXPECTED, diag);
    ran = run(baseline, PK_ENGINE_COHORT, diag) && ran;
    pk_scenario_t *plan = read_plan("plan.yaml", arena, diag);
    if (ran && plan != NULL) {
        compare(baseline, plan, diag);
    }
    return ran;
}

/* Whether it was simulated. */
static bool try_journey(unsigned long long n, bool show)
{
    texts_t texts = make_texts(n);
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    keep("model.yaml", texts.model);
    keep("baseline.yaml", texts.baseline);
    keep("plan.yaml", texts.plan);
    const bool ran = try_scenarios(&arena, &diag);
    for (int k = 0; k < diag.count; k++) {
        const char *message = pk_message_format(&diag.messages[k], &arena);
        fputs(show ? message : "", stderr);
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    free(texts.model);
    free(texts.baseline);
    free(texts.plan);
    return ran;
}

static double seconds_of(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void try_many(double seconds, unsigned long long first)
{
    const double end = seconds_of(CLOCK_MONOTONIC) + seconds;
    unsigned long long ran = 0;
    double slowest = 0;
    for (current = first; current == first || seconds_of(CLOCK_MONOTONIC) < end; current++) {
        const double start = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
        ran += try_journey(current, false);
        const double took = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start;
        MUST(took < LONGEST, "took %.1f s", took);
        slowest = fmax(slowest, took);
    }
    printf("fuzz_structure: %llu journeys, %llu of them simulated, none broke the engine; the slowest took %.2f s\n",
           current - first, ran, slowest);
}

int main(int argc, char **argv)
{
    const bool one = argc > 1 && argv[1][0] == '@';
    const double seconds = argc > 1 && !one ? atof(argv[1]) : 2;
    char place[] = "build/fuzz-XXXXXX";
    mkdir("build", 0777);
    if (argc > 3 || seconds <= 0) {
        fputs("usage: fuzz_structure [SECONDS [FIRST]|@N], in the project's folder\n", stderr);
        return 2;
    }
    gsl_set_error_handler_off();
    signal(SIGABRT, tell_input);
    nowhere = fopen("/dev/null", "w");
    if (one) {
        mkdir(folder, 0777);
        current = strtoull(argv[1] + 1, NULL, 10);
        printf("fuzz_structure: %s\n", try_journey(current, true) ? "simulated" : "refused");
    } else {
        folder = mkdtemp(place);
        MUST(folder, "no folder");
        try_many(seconds, argc > 2 ? strtoull(argv[2], NULL, 10) : 0);
        static const char *const NAMES[] = {"model.yaml", "baseline.yaml", "plan.yaml"};
        for (int k = 0; k < 3; k++) {
            char path[200];
            snprintf(path, sizeof path, "%s/%s", folder, NAMES[k]);
            unlink(path);
        }
        rmdir(folder);
    }
    fclose(nowhere);
    return 0;
}
