#include "study/sweep.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/kpi.h"
#include "study/advantage.h"
#include "study/asked_kpi.h"
#include "study/compare.h"
#include "study/sweep_numbers.h"

/* ---- what moves ---- */

/* All that the cells of a sweep share. */
typedef struct {
    pk_plan_t *plan;
    const pk_sweep_cells_t *cells;
    const pk_sweep_options_t *options;
    pk_sweep_t *sweep;
    pk_moved_t **moved;       /* [axis][value] */
    double *base_expected;    /* of the plan as it is written */
    double *normals;          /* of errors of outcomes (study/advantage.h) */
    bool side_by_side;        /* each thread a cell, else all threads one cell after another */
    pthread_mutex_t *keeping; /* of what follows, and of the sweep's arena */
    pk_status_t status;
    long done; /* cells */
    pk_diag_t *diag;
} pk_sweeping_t;

/* A path that is not there is told once, where it stands, not once a value. */
static bool knows_path(pk_sweeping_t *self, const pk_sweep_axis_t *axis)
{
    pk_diag_t quiet = {0};
    pk_movable_t number;
    const bool found = pk_movable_find(self->plan, axis->path, &number, &quiet) == PK_OK;
    pk_diag_free(&quiet);
    if (!found && axis->places == NULL) {
        (void)pk_movable_find(self->plan, axis->path, &number, self->diag);
    } else if (!found) {
        pk_moved_t moved;
        (void)pk_moved_read(self->plan, axis->path, "", axis->head, &moved, self->diag);
    }
    return found;
}

/* A value of a file is told at its place; of the command line with the words around it. */
static void read_value(pk_sweeping_t *self, const pk_sweep_axis_t *axis, long v, pk_moved_t *moved)
{
    const char *value = axis->values[v];
    if (axis->places != NULL) {
        (void)pk_moved_read(self->plan, axis->path, value, axis->places[v], moved, self->diag);
        return;
    }
    pk_diag_t told = {0};
    (void)pk_moved_read(self->plan, axis->path, value, PK_NOWHERE, moved, &told);
    for (int i = 0; i < told.count; i++) {
        pk_error(self->diag, PK_NOWHERE, told.messages[i].hint, "--set %s=%s: %s", axis->path, value,
                 told.messages[i].text);
    }
    pk_diag_free(&told);
}

/* Every value is read before anything is run. */
static pk_status_t read_values(pk_sweeping_t *self)
{
    const int before = self->diag->errors;
    pk_arena_t *arena = &self->sweep->arena;
    const pk_sweep_cells_t *cells = self->cells;
    self->moved = PK_ARRAY(arena, pk_moved_t *, cells->naxis);
    for (int k = 0; k < cells->naxis; k++) {
        const pk_sweep_axis_t *axis = &cells->axes[k];
        const int errors = self->diag->errors;
        const long known = knows_path(self, axis) ? axis->nvalue : 0;
        self->moved[k] = PK_ARRAY(arena, pk_moved_t, axis->nvalue);
        for (long v = 0; v < known && self->diag->errors - errors < PK_DIAG_MOST; v++) {
            read_value(self, axis, v, &self->moved[k][v]);
        }
    }
    return self->diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

/* The numbers of a cell, into moved[axis]; gives how many. */
static int moves_of(const pk_sweeping_t *self, long cell, pk_moved_t *moved)
{
    int count = 0;
    for (int k = 0; k < self->cells->naxis; k++) {
        const long which = self->cells->which[cell * self->cells->naxis + k];
        if (which >= 0) {
            moved[count++] = self->moved[k][which];
        }
    }
    return count;
}

/* What tells a cell apart: a line a number. */
static const char *text_of(const pk_sweeping_t *self, long cell, bool fresh, pk_arena_t *arena)
{
    const char *text = fresh ? "fresh runs\n" : "";
    for (int k = 0; k < self->cells->naxis; k++) {
        const char *value = pk_sweep_value(self->cells, cell, k);
        if (*value != '\0') {
            text = pk_arena_format(arena, "%s%s=%s\n", text, self->cells->axes[k].path, value);
        }
    }
    return text;
}

static void copy_values(pk_sweeping_t *self)
{
    pk_sweep_t *sweep = self->sweep;
    const int n = self->cells->naxis;
    sweep->grid = self->cells->grid;
    sweep->npath = n;
    sweep->ncell = self->cells->count;
    sweep->paths = PK_ARRAY(&sweep->arena, const char *, n);
    sweep->values = PK_ARRAY(&sweep->arena, const char *, sweep->ncell *n);
    sweep->numbers = PK_ARRAY(&sweep->arena, double, sweep->ncell *n);
    sweep->cells = PK_ARRAY(&sweep->arena, pk_sweep_outcome_t, sweep->ncell);
    for (int k = 0; k < n; k++) {
        const pk_sweep_axis_t *axis = &self->cells->axes[k];
        const char **texts = PK_ARRAY(&sweep->arena, const char *, axis->nvalue);
        double *numbers = PK_ARRAY(&sweep->arena, double, axis->nvalue);
        sweep->paths[k] = pk_arena_copy(&sweep->arena, axis->path);
        for (long v = 0; v < axis->nvalue; v++) {
            texts[v] = pk_arena_copy(&sweep->arena, axis->values[v]);
        }
        pk_sweep_numbers(axis, self->moved[k], numbers);
        for (long cell = 0; cell < sweep->ncell; cell++) {
            const long which = self->cells->which[cell * n + k];
            sweep->values[cell * n + k] = which < 0 ? "" : texts[which];
            sweep->numbers[cell * n + k] = which < 0 ? NAN : numbers[which];
        }
    }
}

/* ---- one cell ---- */

static double mean_expected(const pk_comparison_t *c, const pk_difference_t *d, int scenario)
{
    const double *plan = &c->expected[scenario][d->cell * c->results[scenario].nrun];
    const double *base = &c->expected[c->baseline][d->base_cell * c->results[c->baseline].nrun];
    double sum = 0, known = 0;
    for (int run = 0; run < c->results[scenario].nrun; run++) {
        const double ahead = plan[run] - base[run];
        sum += isfinite(ahead) ? ahead : 0;
        known += isfinite(ahead);
    }
    return known > 0 ? sum / known : NAN;
}

/* `decided`: losses are worked out, too. */
static pk_sweep_kpi_t kpi_of(const pk_comparison_t *c, const pk_difference_t *d, int scenario, bool decided)
{
    const pk_summary_t *level = &c->results[scenario].kpi[d->cell];
    return (pk_sweep_kpi_t){.mean = level->mean,
                            .sd = level->sd,
                            .p05 = level->p05,
                            .p50 = level->p50,
                            .p95 = level->p95,
                            .diff_mean = d->diff_mean,
                            .diff_p05 = d->diff_p05,
                            .diff_p50 = d->diff_p50,
                            .diff_p95 = d->diff_p95,
                            .p_better = d->sure.better.p,
                            .p_better_se = d->sure.better.se,
                            .runs_needed = d->sure.runs_needed,
                            .draws = (double)d->sure.draws,
                            .expected = mean_expected(c, d, scenario),
                            .exact = d->exact,
                            .gain = !decided             ? NAN
                                    : d->lower_is_better ? -d->sure.gain
                                                         : d->sure.gain,
                            .gain_se = decided ? d->sure.gain_se : NAN,
                            .evpi = decided ? d->sure.evpi : NAN,
                            .loss = decided ? d->sure.loss : NAN,
                            .written_loss = decided ? c->baseline_sure[d->base_cell].loss : NAN};
}

/* The KPIs of the scenario of a comparison that is not the baseline, everybody over the whole horizon. */
static void take_kpis(const pk_comparison_t *c, bool decided, pk_sweep_outcome_t *outcome, pk_arena_t *arena)
{
    const pk_result_t *baseline = &c->results[c->baseline];
    outcome->kpis = PK_ARRAY(arena, pk_sweep_kpi_t, baseline->nkpi);
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        if (d->group == 0 && d->window == 0 && d->base_cell >= 0) {
            outcome->kpis[d->base_cell % baseline->nkpi] = kpi_of(c, d, d->scenario, decided);
        }
    }
}

/* What was told while a cell was run: a fault where it could not be. */
static void take_messages(const pk_diag_t *told, pk_sweep_outcome_t *outcome, pk_arena_t *arena)
{
    outcome->warnings = PK_ARRAY(arena, const char *, told->count);
    for (int i = 0; i < told->count; i++) {
        const char *text = pk_arena_copy(arena, told->messages[i].text);
        if (told->messages[i].severity == PK_WARNING) {
            outcome->warnings[outcome->nwarning++] = text;
        } else if (outcome->fault == NULL) {
            outcome->fault = text;
        }
    }
}

static pk_run_options_t run_options(const pk_sweeping_t *self, const pk_moved_t *moved, int nmoved, double **expected)
{
    pk_run_options_t options = self->options->run;
    options.series = false;
    options.kpis_alone = true;
    options.moved = moved;
    options.nmoved = nmoved;
    options.expected = expected;
    options.progress = (pk_progress_t){0};
    options.threads = self->side_by_side ? 1 : options.threads;
    return options;
}

/* Runs a cell beside the plan as it is written, whose runs stand. The plan never changes but for its arena, which each
 * cell has of its own. */
static void run_cell(const pk_sweeping_t *self, long cell, pk_sweep_outcome_t *outcome, pk_arena_t *arena)
{
    pk_plan_t plan = *self->plan;
    pk_comparison_t c = {.baseline = 0, .nresult = 2};
    pk_diag_t told = {0};
    double *expected[2] = {self->base_expected, NULL};
    pk_result_t results[2] = {self->sweep->baseline};
    pk_moved_t *moved = PK_ARRAY(arena, pk_moved_t, self->cells->naxis);
    const pk_run_options_t options = run_options(self, moved, moves_of(self, cell, moved), &expected[1]);
    plan.arena = (pk_arena_t){0};
    c.results = results;
    c.expected = expected;
    if (pk_run_plan(&plan, &options, &results[1], &told) == PK_OK) {
        pk_comparison_pair(&c, self->normals);
        take_kpis(&c, false, outcome, arena);
    }
    take_messages(&told, outcome, arena);
    free(expected[1]);
    pk_result_free(&results[1]);
    pk_arena_free(&c.arena);
    pk_arena_free(&plan.arena);
    pk_diag_free(&told);
}

/* ---- from the store, or made and then into it ---- */

static pk_sweep_outcome_t copy_of(const pk_sweep_outcome_t *outcome, int nkpi, pk_arena_t *arena)
{
    pk_sweep_outcome_t copy = *outcome;
    copy.fault = outcome->fault != NULL ? pk_arena_copy(arena, outcome->fault) : NULL;
    copy.warnings = PK_ARRAY(arena, const char *, outcome->nwarning);
    for (int w = 0; w < outcome->nwarning; w++) {
        copy.warnings[w] = pk_arena_copy(arena, outcome->warnings[w]);
    }
    if (outcome->kpis != NULL) {
        copy.kpis = PK_ARRAY(arena, pk_sweep_kpi_t, nkpi);
        memcpy(copy.kpis, outcome->kpis, (size_t)nkpi * sizeof *copy.kpis);
    }
    return copy;
}

static bool find(pk_sweeping_t *self, long cell, bool fresh, pk_sweep_outcome_t *outcome)
{
    const pk_sweep_store_t *store = &self->options->store;
    pk_arena_t scratch = {0};
    const bool found = store->find != NULL && store->find(store->context, text_of(self, cell, fresh, &scratch),
                                                          self->sweep->baseline.nkpi, outcome, &self->sweep->arena);
    pk_arena_free(&scratch);
    return found;
}

static pk_status_t keep(pk_sweeping_t *self, long cell, bool fresh, const pk_sweep_outcome_t *outcome)
{
    const pk_sweep_store_t *store = &self->options->store;
    pk_arena_t scratch = {0};
    const pk_status_t status = store->keep == NULL ? PK_OK
                                                   : store->keep(store->context, text_of(self, cell, fresh, &scratch),
                                                                 self->sweep->baseline.nkpi, outcome, self->diag);
    pk_arena_free(&scratch);
    return status;
}

static void tell(const pk_sweeping_t *self)
{
    const pk_progress_t *progress = &self->options->run.progress;
    if (progress->tell != NULL) {
        progress->tell(progress->context, (double)self->done, (double)(self->cells->count + 1));
    }
}

/* One cell; what is done is kept at once, by one thread at a time. */
static void make_cell(void *context, long cell, int worker)
{
    (void)worker;
    pk_sweeping_t *self = context;
    pk_sweep_outcome_t outcome = {0};
    pk_arena_t arena = {0};
    pthread_mutex_lock(self->keeping);
    bool there = self->status != PK_OK || find(self, cell, false, &self->sweep->cells[cell]);
    self->sweep->reused += there;
    self->done += there;
    pthread_mutex_unlock(self->keeping);
    if (there) {
        return;
    }
    run_cell(self, cell, &outcome, &arena);
    pthread_mutex_lock(self->keeping);
    self->sweep->cells[cell] = copy_of(&outcome, self->sweep->baseline.nkpi, &self->sweep->arena);
    self->status = self->status == PK_OK ? keep(self, cell, false, &outcome) : self->status;
    self->done++;
    tell(self);
    pthread_mutex_unlock(self->keeping);
    pk_arena_free(&arena);
}

/* ---- the best ---- */

static bool differs(const pk_sweep_t *sweep, int kpi)
{
    for (long cell = 0; cell < sweep->ncell; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, kpi);
        if (one != NULL && isfinite(one->diff_mean) && one->diff_mean != 0) {
            return true;
        }
    }
    return false;
}

/* The first outcome that a planner asks for and some cell differs in; where there is none, any KPI; -1: none. */
static int deciding_kpi(const pk_sweep_t *sweep)
{
    const pk_result_t *r = &sweep->baseline;
    int *ranked = pk_heap((size_t)r->nkpi + 1, sizeof *ranked), found = -1;
    const int among = pk_result_aims(r, ranked);
    for (int i = 0; i < among && found < 0; i++) {
        found = differs(sweep, ranked[i]) ? ranked[i] : -1;
    }
    for (int kpi = 0; kpi < r->nkpi && found < 0; kpi++) {
        found = differs(sweep, kpi) ? kpi : -1;
    }
    free(ranked);
    return found;
}

/* Other cells with a mean within 1% of the best one's. */
static long count_near(const pk_sweep_t *sweep, const pk_sweep_best_t *best)
{
    static const double NEAR = 0.01;
    const double top = pk_sweep_kpi(sweep, best->cell, best->kpi)->mean;
    long near = 0;
    for (long cell = 0; cell < sweep->ncell; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, best->kpi);
        near += cell != best->cell && one != NULL && fabs(one->mean - top) <= NEAR * fabs(top);
    }
    return near;
}

/* The plan as it is written and a cell on runs of which none was used before. */
static void run_fresh(const pk_sweeping_t *self, long cell, pk_sweep_outcome_t *outcome)
{
    pk_comparison_t c;
    pk_diag_t told = {0};
    pk_arena_t *arena = &self->sweep->arena;
    pk_moved_t *moved = PK_ARRAY(arena, pk_moved_t, self->cells->naxis);
    const pk_arm_t arms[2] = {{0}, {.moved = moved, .nmoved = moves_of(self, cell, moved)}};
    pk_run_options_t options = run_options(self, NULL, 0, NULL);
    options.first_run = self->sweep->baseline.nrun;
    options.threads = self->options->run.threads;
    if (pk_compare_arms(self->plan, arms, 2, 0, &options, &c, &told) == PK_OK) {
        take_kpis(&c, true, outcome, arena);
    }
    take_messages(&told, outcome, arena);
    pk_comparison_free(&c);
    pk_diag_free(&told);
}

static pk_status_t make_fresh(pk_sweeping_t *self, long cell, pk_sweep_outcome_t *outcome)
{
    if (find(self, cell, true, outcome)) {
        return PK_OK;
    }
    run_fresh(self, cell, outcome);
    return keep(self, cell, true, outcome);
}

/* The rule that all who decide share (result/decision.h). */
static void decide(pk_sweep_best_t *best)
{
    best->verdict = PK_VERDICT_KEEP;
    best->price = NAN;
    if (best->fresh.kpis != NULL) {
        const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
        best->verdict = pk_verdict_of(fresh->gain, fresh->gain_se, fresh->evpi);
        best->price = best->verdict == PK_VERDICT_KEEP ? fresh->written_loss : fresh->loss;
    }
}

static pk_status_t find_best(pk_sweeping_t *self)
{
    pk_sweep_t *sweep = self->sweep;
    pk_sweep_best_t *best = &sweep->best;
    *best = (pk_sweep_best_t){.kpi = -1, .cell = -1};
    best->kpi = self->options->kpi != NULL ? pk_result_kpi(&sweep->baseline, self->options->kpi) : deciding_kpi(sweep);
    if (best->kpi < 0) {
        return PK_OK;
    }
    long *ranked = pk_heap((size_t)sweep->ncell, sizeof *ranked);
    const long count = pk_sweep_ranked(sweep, best->kpi, ranked);
    const pk_sweep_kpi_t *top = count > 0 ? pk_sweep_kpi(sweep, ranked[0], best->kpi) : NULL;
    best->cell = top != NULL && isfinite(top->mean) ? ranked[0] : -1;
    free(ranked);
    if (best->cell < 0) {
        return PK_OK;
    }
    const double sign = sweep->baseline.kpis[best->kpi].lower_is_better ? -1 : 1;
    best->is_written = !(sign * top->diff_mean > 0);
    best->near = count_near(sweep, best);
    best->runs = sweep->baseline.nrun;
    const pk_status_t status = make_fresh(self, best->cell, &best->fresh);
    decide(best);
    return status;
}

/* ---- what a planner must be told ---- */

enum { NAMED_MOST = 10 };

static void tell_faults(pk_sweeping_t *self)
{
    pk_sweep_t *sweep = self->sweep;
    for (long cell = 0; cell < sweep->ncell; cell++) {
        const char *fault = sweep->cells[cell].fault;
        if (fault != NULL && ++sweep->nfault <= NAMED_MOST) {
            pk_warning(self->diag, PK_NOWHERE, "its numbers are empty in sweep.csv", "cell %ld (%s) cannot be: %s",
                       cell + 1, pk_sweep_words(sweep, cell, &sweep->arena), fault);
        }
    }
    if (sweep->nfault > NAMED_MOST) {
        pk_warning(self->diag, PK_NOWHERE, "their numbers are empty in sweep.csv", "%ld more cells cannot be",
                   sweep->nfault - NAMED_MOST);
    }
}

/* Warnings that differ in their figures only are of one kind. */
static bool alike(const char *a, const char *b)
{
    for (;;) {
        a += strspn(a, "0123456789.,");
        b += strspn(b, "0123456789.,");
        if (*a != *b || *a == '\0') {
            return *a == *b;
        }
        a++;
        b++;
    }
}

typedef struct {
    const char *text;
    long first, cells;
} pk_told_often_t;

static bool was_told(const pk_diag_t *diag, const char *text)
{
    for (int i = 0; i < diag->count; i++) {
        if (alike(diag->messages[i].text, text)) {
            return true;
        }
    }
    return false;
}

/* What the cells were told: each kind of warning once, with how many cells it is of. */
static void tell_warnings(pk_sweeping_t *self)
{
    const pk_sweep_t *sweep = self->sweep;
    pk_told_often_t kinds[PK_DIAG_MOST];
    int count = 0;
    for (long cell = 0; cell < sweep->ncell; cell++) {
        for (int w = 0; w < sweep->cells[cell].nwarning; w++) {
            const char *text = sweep->cells[cell].warnings[w];
            int k = 0;
            while (k < count && !alike(kinds[k].text, text)) {
                k++;
            }
            if (k < count) {
                kinds[k].cells++;
            } else if (count < PK_DIAG_MOST && !was_told(self->diag, text)) {
                kinds[count++] = (pk_told_often_t){text, cell, 1};
            }
        }
    }
    for (int k = 0; k < count; k++) {
        if (kinds[k].cells == 1) {
            pk_warning(self->diag, PK_NOWHERE, NULL, "cell %ld: %s", kinds[k].first + 1, kinds[k].text);
        } else {
            pk_warning(self->diag, PK_NOWHERE, NULL, "cell %ld and %ld more: %s", kinds[k].first + 1,
                       kinds[k].cells - 1, kinds[k].text);
        }
    }
}

/* ---- all ---- */

static void check_kpi(pk_plan_t *plan, const char *asked, pk_diag_t *diag)
{
    pk_kpis_t kpis;
    pk_kpis_compile(plan, PK_BY_NOTHING, &kpis);
    const char *hint;
    if (pk_asked_kpi(&kpis, asked, "polku help kpis lists those that every plan has", &plan->arena, &hint) < 0) {
        pk_error(diag, PK_NOWHERE, hint, "--kpi %s is not among the KPIs of this plan", asked);
    }
}

pk_status_t pk_sweep_check(pk_plan_t *plan, const pk_sweep_cells_t *cells, const char *kpi, pk_diag_t *diag)
{
    const int before = diag->errors;
    pk_sweep_t none = {0};
    pk_sweeping_t self = {.plan = plan, .cells = cells, .sweep = &none, .diag = diag};
    (void)read_values(&self);
    if (kpi != NULL) {
        check_kpi(plan, kpi, diag);
    }
    pk_arena_free(&none.arena);
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

static pk_status_t run_written(pk_sweeping_t *self)
{
    pk_result_t *baseline = &self->sweep->baseline;
    const pk_run_options_t options = run_options(self, NULL, 0, &self->base_expected);
    const pk_status_t status = pk_run_plan(self->plan, &options, baseline, self->diag);
    if (status == PK_OK) {
        self->normals = pk_error_normals(baseline->seed, baseline->nrun, options.threads);
    }
    return status;
}

/* Many cells side by side, each by one thread, need not wait for each other; of a few all threads take one by one. */
static pk_status_t run_cells(pk_sweeping_t *self)
{
    pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;
    const int threads = pk_parallel_threads(self->options->run.threads);
    self->keeping = &keeping;
    self->side_by_side = self->cells->count >= 2 * (long)threads;
    pk_parallel_for(self->cells->count, self->side_by_side ? threads : 1, make_cell, self);
    return self->status;
}

/* After the last cell. */
static pk_status_t conclude(pk_sweeping_t *self)
{
    tell_faults(self);
    if (self->sweep->nfault == self->sweep->ncell) {
        return pk_failure(self->diag, NULL, "the warnings say why", "no cell of the sweep can be");
    }
    tell_warnings(self);
    return find_best(self);
}

pk_status_t pk_sweep_run(pk_plan_t *plan, const pk_sweep_cells_t *cells, const pk_sweep_options_t *options,
                         pk_sweep_t *sweep, pk_diag_t *diag)
{
    pk_sweeping_t self = {.plan = plan, .cells = cells, .options = options, .sweep = sweep, .diag = diag};
    *sweep = (pk_sweep_t){.best = {.kpi = -1, .cell = -1}};
    pk_status_t status = pk_sweep_check(plan, cells, options->kpi, diag);
    if (status == PK_OK) {
        status = read_values(&self);
    }
    if (status == PK_OK) {
        copy_values(&self);
        status = run_written(&self);
    }
    if (status == PK_OK) {
        status = run_cells(&self);
    }
    if (status == PK_OK) {
        status = conclude(&self);
    }
    free(self.base_expected);
    free(self.normals);
    return status;
}
