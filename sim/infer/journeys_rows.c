/* From stays to rows: who was at risk of what, by step and age. */
#include "infer/journeys_rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/codes.h"
#include "engine/drivers.h"

int pk_row_exit(const pk_plan_t *plan, int stage, int flow)
{
    int k = 0;
    while (plan->stages[stage].exits[k] != flow) {
        k++;
    }
    return k;
}

int pk_row_event(const pk_plan_t *plan, int stage, int flow)
{
    int k = 0;
    while (plan->stages[stage].events[k] != flow) {
        k++;
    }
    return k;
}

bool pk_visit_seen(const pk_plan_t *plan, pk_visit_t *visit, bool by_event, int last)
{
    if (by_event) {
        return true;
    }
    const bool brief = pk_visit_is_event(plan, visit) || plan->stages[visit->stage].kind == PK_STAGE_INSTANT;
    if (visit->entered >= last) {
        return brief && visit->entered == last;
    }
    const long left = (long)last - visit->entered;
    if (visit->steps > left) {
        visit->steps = (int)left;
        visit->way = PK_STILL_THERE;
    }
    return true;
}

/* ---- what a row may depend on ---- */

static bool wanders(const pk_plan_t *plan, const pk_stage_plan_t *stage)
{
    for (int k = 0; k < stage->nexit + stage->nevent; k++) {
        const int f = k < stage->nexit ? stage->exits[k] : stage->events[k - stage->nexit];
        if (plan->flows[f].wander != NULL) {
            return true;
        }
    }
    return false;
}

static bool waits(const pk_plan_t *plan, const pk_stage_plan_t *stage)
{
    bool any = stage->waits;
    for (int k = 0; k < stage->nevent; k++) {
        any = any || plan->flows[stage->events[k]].capacity >= 0;
    }
    return any;
}

static bool feeds_back(const pk_plan_t *plan, const pk_stage_plan_t *stage)
{
    bool any = waits(plan, stage);
    for (int k = 0; k < stage->nmover; k++) {
        any = any || plan->drivers[stage->movers[k]].ops->feedback != NULL;
    }
    return any;
}

static void describe(const pk_plan_t *plan, pk_journeys_row_t *row, pk_rows_of_t of)
{
    const pk_stage_plan_t *stage = &plan->stages[row->stage];
    row->nexit = stage->nexit;
    row->nevent = stage->nevent;
    row->waits = of == PK_ROWS_BY_TIME && waits(plan, stage);
    row->stepped = of == PK_ROWS_BY_TIME && (row->waits || stage->scheduled || stage->rewritten != NULL ||
                                             stage->nmover > 0 || wanders(plan, stage));
    row->paced = row->stepped && stage->kind == PK_STAGE_DWELL && (row->waits || stage->speed.count > 0);
}

/* ---- room ---- */

/* The last step at risk and the oldest age of each row. */
static void measure(const pk_plan_t *plan, pk_journeys_row_t *row, const pk_visit_t *visit)
{
    const int last = visit->entered + visit->steps;
    row->used = true;
    row->nclass = !row->stepped ? 1 : last > row->nclass ? last : row->nclass;
    row->nclass = row->nclass > plan->nstep && row->stepped ? plan->nstep : row->nclass;
    row->nage = visit->steps > row->nage ? visit->steps : row->nage;
}

static void make_room(pk_arena_t *arena, const pk_plan_t *plan, pk_journeys_row_t *row)
{
    const bool memoryless = plan->stages[row->stage].memoryless;
    row->nage = plan->stages[row->stage].kind != PK_STAGE_DWELL ? 0 : memoryless && row->nage > 0 ? 1 : row->nage;
    row->stay = PK_ARRAY(arena, double, row->nclass + 1);
    row->way = PK_ARRAY(arena, double, row->nclass * row->nexit);
    row->risk = PK_ARRAY(arena, double, (row->nclass + 1) * row->nevent);
    row->event = PK_ARRAY(arena, double, row->nclass * row->nevent);
    row->kept = PK_ARRAY(arena, double, row->nage + 1);
    row->left = PK_ARRAY(arena, double, row->nage + 1);
}

/* ---- counts ---- */

/* What is counted from `first` to before `end` is noted as a step up and a step down; `settle` adds them up. */
typedef struct {
    pk_journeys_t *journeys;
    pk_journeys_row_t *row;
    pk_codes_t *cells; /* of the row, where it is paced */
    const bool *recorded;
} counter_t;

static void count_range(double *steps, int stride, int first, int end, double count)
{
    if (end > first) {
        steps[first * stride] += count;
        steps[end * stride] -= count;
    }
}

/* The classes of the steps first..last, as [from, to). */
static void classes_of(const pk_journeys_row_t *row, int *first, int *last)
{
    if (*first < 1) {
        *first = 1;
    }
    if (*last > row->nclass) {
        *last = row->nclass;
    }
    *first -= 1;
}

/* `count` in each step first..last. */
static void count_steps(const pk_journeys_row_t *row, double *array, int stride, int first, int last, double count)
{
    if (!row->stepped) {
        const double all = count * (last - first + 1);
        array[0] += last >= first ? all : 0;
        array[stride] -= last >= first ? all : 0;
        return;
    }
    classes_of(row, &first, &last);
    count_range(array, stride, first, last, count);
}

static void count_aged(const counter_t *self, int class, int age, double kept, double left)
{
    pk_journeys_row_t *row = self->row;
    const int at = pk_codes_add(self->cells, ((uint64_t) class << 32) | (uint64_t)age);
    if (at == row->naged) {
        if ((at & (at - 1)) == 0) { /* room for the next power of two */
            row->aged = pk_heap_resize(row->aged, (size_t)(at > 0 ? 2 * at : 1), sizeof *row->aged);
        }
        row->aged[row->naged++] = (pk_aged_t){.class = class, .age = age};
    }
    row->aged[at].kept += kept;
    row->aged[at].left += left;
}

/* Whether one leaves by a way that has a rate; out of a stay: that competes with it. */
static bool has_rate(const pk_plan_t *plan, const pk_visit_t *visit)
{
    return visit->way >= 0 && pk_row_exit(plan, visit->stage, visit->way) < plan->stages[visit->stage].nrated;
}

/* Each age of a stay whose leaving differs by step. */
static void count_paced(const counter_t *self, const pk_visit_t *visit, bool ended, bool rated)
{
    const bool memoryless = self->journeys->plan->stages[visit->stage].memoryless;
    for (int k = 1; k <= visit->steps; k++) {
        const int class = pk_row_class(self->row, visit->entered + k);
        const bool last = k == visit->steps;
        if (class >= 0 && !(last && rated)) {
            count_aged(self, class, memoryless ? 0 : k - 1, last && ended ? 0 : visit->count,
                       last && ended ? visit->count : 0);
        }
    }
}

static void count_ages(const counter_t *self, const pk_visit_t *visit, bool ended, bool rated)
{
    const bool memoryless = self->journeys->plan->stages[visit->stage].memoryless;
    const int kept = visit->steps - (ended || rated);
    if (memoryless) {
        self->row->kept[0] += visit->count * kept;
        self->row->kept[1] -= visit->count * kept;
    } else {
        count_range(self->row->kept, 1, 0, kept, visit->count);
    }
    self->row->left[memoryless ? 0 : visit->steps - 1] += ended ? visit->count : 0;
}

/* One who goes on, or leaves by a way. */
static void count_stay(const counter_t *self, const pk_visit_t *visit)
{
    const pk_plan_t *plan = self->journeys->plan;
    const pk_stage_plan_t *stage = &plan->stages[visit->stage];
    pk_journeys_row_t *row = self->row;
    const bool dwells = stage->kind == PK_STAGE_DWELL, instant = stage->kind == PK_STAGE_INSTANT;
    const bool rated = dwells && has_rate(plan, visit), ended = dwells && visit->way >= 0 && !rated;
    const int first = visit->entered + 1, last = visit->entered + visit->steps;
    const int class = pk_row_class(row, last);
    if (visit->way >= 0 && class >= 0) {
        row->way[class * row->nexit + pk_row_exit(plan, visit->stage, visit->way)] += visit->count;
    }
    if (instant) {
        return;
    }
    const int went = visit->way >= 0 && !ended;
    if (dwells && row->waits) { /* who stays stands by age, with those whom the capacity has left behind */
        count_steps(row, row->stay, 1, last, ended ? last : last - 1, visit->count);
    } else {
        count_steps(row, row->stay, 1, first, last - went, visit->count);
    }
    for (int e = 0; e < row->nevent; e++) {
        if (self->recorded[stage->events[e]]) {
            count_steps(row, &row->risk[e], row->nevent, first, last, visit->count);
        }
    }
    if (dwells && row->paced) {
        count_paced(self, visit, ended, rated);
    } else if (dwells) {
        count_ages(self, visit, ended, rated);
    }
}

static void count_visit(const counter_t *self, const pk_visit_t *visit)
{
    const pk_plan_t *plan = self->journeys->plan;
    pk_journeys_row_t *row = self->row;
    if (pk_visit_is_event(plan, visit)) {
        const int class = pk_row_class(row, visit->entered);
        if (class >= 0) {
            row->event[class * row->nevent + pk_row_event(plan, visit->stage, visit->way)] += visit->count;
        }
        return;
    }
    if (visit->steps > 0 || plan->stages[visit->stage].kind == PK_STAGE_INSTANT) {
        count_stay(self, visit);
    }
}

/* How many of the steps at risk count, and how many a row with drivers does not know. */
static void count_known(pk_journeys_t *self, const pk_journeys_row_t *row, const pk_visit_t *visit)
{
    int first = visit->entered + 1, last = visit->entered + visit->steps;
    double known = visit->steps;
    if (row->stepped) {
        classes_of(row, &first, &last);
        known = last > first ? last - first : 0;
    }
    self->risked += visit->count * known;
    self->unknown += visit->count * (visit->steps - known);
}

/* Adds up what was noted as steps up and down. */
static void settle(pk_journeys_row_t *row)
{
    for (int c = 1; c < row->nclass; c++) {
        row->stay[c] += row->stay[c - 1];
        for (int e = 0; e < row->nevent; e++) {
            row->risk[c * row->nevent + e] += row->risk[(c - 1) * row->nevent + e];
        }
    }
    for (int a = 1; a < row->nage; a++) {
        row->kept[a] += row->kept[a - 1];
    }
}

/* ---- all logs ---- */

typedef struct {
    pk_journeys_t *self;
    const pk_journeys_options_t *options;
    pk_codes_t *cells; /* by row, by time */
} maker_t;

typedef void (*visit_fn)(maker_t *maker, pk_journeys_row_t *row, const pk_visit_t *visit, const bool *recorded);

/* Events that a log writes down: those that it has a row of. */
static bool *recorded_of(pk_journeys_t *self, const pk_journeys_log_t *log)
{
    bool *recorded = PK_ARRAY(&self->arena, bool, self->plan->ntransition);
    for (int f = 0; f < self->plan->ntransition; f++) {
        recorded[f] = log->figures.happened[f] > 0;
    }
    return recorded;
}

static pk_rows_of_t rows_of(const pk_journeys_log_t *log)
{
    return log->asked->by_event ? PK_ROWS_BY_EVENT : PK_ROWS_BY_TIME;
}

/* Every visit with its row; without a persona those of all. */
static void each_visit(maker_t *maker, visit_fn tell)
{
    const pk_plan_t *plan = maker->self->plan;
    for (int l = 0; l < maker->options->nlog; l++) {
        const pk_journeys_log_t *log = &maker->options->logs[l];
        const bool *recorded = recorded_of(maker->self, log);
        for (int v = 0; v < log->nvisit; v++) {
            pk_visit_t visit = log->visits[v];
            if (!pk_visit_seen(plan, &visit, log->asked->by_event, maker->options->last_step)) {
                continue;
            }
            const int first = visit.persona < 0 ? 0 : visit.persona;
            const int end = visit.persona < 0 ? plan->npersona : visit.persona + 1;
            for (int g = first; g < end; g++) {
                tell(maker, &maker->self->rows->rows[rows_of(log)][visit.stage * plan->npersona + g], &visit, recorded);
            }
        }
    }
}

static void measure_visit(maker_t *maker, pk_journeys_row_t *row, const pk_visit_t *visit, const bool *recorded)
{
    (void)recorded;
    measure(maker->self->plan, row, visit);
}

static void add_visit(maker_t *maker, pk_journeys_row_t *row, const pk_visit_t *visit, const bool *recorded)
{
    const int place = row->stage * maker->self->plan->npersona + row->persona;
    if (visit->persona >= 0) {
        count_visit(&(counter_t){maker->self, row, &maker->cells[place], recorded}, visit);
    }
    if ((visit->persona >= 0 || row->persona == 0) && !pk_visit_is_event(maker->self->plan, visit)) {
        count_known(maker->self, row, visit);
    }
}

static void describe_all(pk_journeys_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int of = 0; of < PK_ROWS; of++) {
        self->rows->rows[of] = PK_ARRAY(&self->arena, pk_journeys_row_t, plan->nstage * plan->npersona);
        for (int k = 0; k < plan->nstage * plan->npersona; k++) {
            pk_journeys_row_t *row = &self->rows->rows[of][k];
            row->stage = k / plan->npersona;
            row->persona = k % plan->npersona;
            describe(plan, row, (pk_rows_of_t)of);
        }
    }
}

static void note_mixed(pk_journeys_t *self, const pk_journeys_options_t *options)
{
    pk_journeys_rows_t *rows = self->rows;
    rows->mixed = PK_ARRAY(&self->arena, pk_mixed_log_t, options->nlog);
    for (int l = 0; l < options->nlog; l++) {
        const pk_journeys_log_t *log = &options->logs[l];
        if (log->mixed) {
            rows->mixed[rows->nmixed++] =
                (pk_mixed_log_t){.log = log, .of = rows_of(log), .recorded = recorded_of(self, log)};
        }
    }
}

void pk_journeys_rows_make(pk_journeys_t *self, const pk_journeys_options_t *options)
{
    const pk_plan_t *plan = self->plan;
    const int count = plan->nstage * plan->npersona;
    maker_t maker = {self, options, pk_heap((size_t)count, sizeof(pk_codes_t))};
    self->rows = PK_NEW(&self->arena, pk_journeys_rows_t);
    describe_all(self);
    each_visit(&maker, measure_visit);
    for (int k = 0; k < PK_ROWS * count; k++) {
        make_room(&self->arena, plan, &self->rows->rows[k / count][k % count]);
    }
    each_visit(&maker, add_visit);
    for (int k = 0; k < PK_ROWS * count; k++) {
        pk_journeys_row_t *row = &self->rows->rows[k / count][k % count];
        settle(row);
        self->rows->used[k / count] = self->rows->used[k / count] || row->used;
        if (row->used && k / count == PK_ROWS_BY_TIME) {
            const int last = row->stepped ? row->nclass : 1;
            self->rows->last = last > self->rows->last ? last : self->rows->last;
            self->path = self->path || feeds_back(plan, &plan->stages[row->stage]);
        }
    }
    note_mixed(self, options);
    for (int k = 0; k < count; k++) {
        pk_codes_free(&maker.cells[k]);
    }
    free(maker.cells);
}
