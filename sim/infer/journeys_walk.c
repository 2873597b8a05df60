/* From the rows of each case to its stays: where a case is after each row, and in which steps it was at risk. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/journeys_parts.h"

/* What a route is worth looking at: not looked up yet, none, several. Else the next stage on it. */
enum { ROUTE_UNKNOWN = -3, ROUTE_SEVERAL = -2, ROUTE_NONE = -1 };

/* Parts of a key of visits, see key_of. */
enum { STEP_BITS = 18, STEP_OFFSET = 1 << (STEP_BITS - 1) };

typedef struct {
    pk_journeys_log_t *log;
    const pk_journey_rows_t *rows;
    const pk_model_t *model;
    pk_bad_moves_t *bad;
    int *ways;   /* [from][to] transition, -1: none */
    int *routes; /* [from][to] next stage on the only way through stages that take no time */
    pk_codes_t keys, edges;
    int visit_room, node_room;
    int *seen, stamp; /* [nstage] the last case that was there */
    int last;         /* step until which all are watched */
    /* the case on its way */
    size_t row;
    int persona, stage, entered, clock, node;
    int happened;                       /* the step of its last event in this stage */
    bool lost, crowded, crowded_by_day; /* lost: nothing more is known of it */
    long moved_day;
} walk_t;

static bool is_instant(const walk_t *self, int stage)
{
    return self->model->stages[stage].instant;
}

/* ---- ways ---- */

static int way_of(const walk_t *self, int from, int to)
{
    return self->ways[from * self->model->nstage + to];
}

/* How many ways lead from a stage to another through stages that take no time, 2 for more; the first stage on one. */
static int count_routes(const walk_t *self, int from, int to, int *first)
{
    int count = 0;
    for (int f = 0; f < self->model->ntransition && count < 2; f++) {
        const pk_transition_t *way = &self->model->transitions[f];
        int next;
        if (way->from == from && way->to != from && is_instant(self, way->to)) {
            const int found = (way_of(self, way->to, to) >= 0) + count_routes(self, way->to, to, &next);
            *first = found > 0 ? way->to : *first;
            count += found;
        }
    }
    return count < 2 ? count : 2;
}

/* The next stage on the way from where a case is to another: that itself where a transition leads there. */
static int next_stage(const walk_t *self, int to)
{
    int *route = &self->routes[self->stage * self->model->nstage + to];
    if (*route == ROUTE_UNKNOWN) {
        int first = ROUTE_NONE;
        const int count = way_of(self, self->stage, to) >= 0 ? 0 : count_routes(self, self->stage, to, &first);
        *route = way_of(self, self->stage, to) >= 0 ? to : count == 2 ? ROUTE_SEVERAL : first;
    }
    return *route;
}

static void find_ways(walk_t *self)
{
    const int stages = self->model->nstage;
    self->ways = pk_heap((size_t)(stages * stages), sizeof *self->ways);
    self->routes = pk_heap((size_t)(stages * stages), sizeof *self->routes);
    for (int k = 0; k < stages * stages; k++) {
        self->ways[k] = -1;
        self->routes[k] = ROUTE_UNKNOWN;
    }
    for (int f = 0; f < self->model->ntransition; f++) {
        self->ways[self->model->transitions[f].from * stages + self->model->transitions[f].to] = f;
    }
}

static void note_bad(walk_t *self, int to, pk_bad_move_t how)
{
    pk_bad_moves_t *bad = self->bad;
    for (int k = 0; k < bad->count; k++) {
        if (bad->all[k].from == self->stage && bad->all[k].to == to) {
            bad->all[k].count++;
            bad->all[k].row = self->row < bad->all[k].row ? self->row : bad->all[k].row;
            return;
        }
    }
    if (bad->count == bad->room) {
        bad->room = 2 * bad->room + 16;
        bad->all = pk_heap_resize(bad->all, (size_t)bad->room, sizeof *bad->all);
    }
    how.from = self->stage;
    how.to = to;
    how.count = 1;
    how.row = self->row;
    bad->all[bad->count++] = how;
}

/* ---- visits ---- */

/* One number for all that a visit is: 28 bits for persona and way (or the stage that goes on), 18 each for steps. */
static uint64_t key_of(const walk_t *self, int way, int entered, int steps)
{
    const int kinds = self->model->ntransition + self->model->nstage;
    const long kind = (self->persona + 1L) * kinds + (way >= 0 ? way : self->model->ntransition + self->stage);
    PK_REQUIRE(kind < 1L << 28 && labs(entered) < STEP_OFFSET && steps < 1 << STEP_BITS);
    return ((uint64_t)kind << (2 * STEP_BITS)) | ((uint64_t)(entered + STEP_OFFSET) << STEP_BITS) | (uint64_t)steps;
}

static void add_node(walk_t *self, int visit)
{
    pk_journeys_log_t *log = self->log;
    const int node = pk_codes_add(&self->edges, ((uint64_t)(self->node + 1) << 32) | (uint64_t)visit);
    if (node == log->nnode) {
        if (log->nnode == self->node_room) {
            self->node_room = 2 * self->node_room + 256;
            log->nodes = pk_heap_resize(log->nodes, (size_t)self->node_room, sizeof *log->nodes);
        }
        log->nodes[log->nnode++] = (pk_visit_node_t){.parent = self->node, .visit = visit};
    }
    self->node = node;
}

static void add_visit(walk_t *self, int way, int entered, int steps)
{
    pk_journeys_log_t *log = self->log;
    const int since = log->asked->by_event ? 0 : entered;
    const int visit = pk_codes_add(&self->keys, key_of(self, way, since, steps));
    if (visit == log->nvisit) {
        if (log->nvisit == self->visit_room) {
            self->visit_room = 2 * self->visit_room + 256;
            log->visits = pk_heap_resize(log->visits, (size_t)self->visit_room, sizeof *log->visits);
        }
        log->visits[log->nvisit++] =
            (pk_visit_t){.stage = self->stage, .persona = self->persona, .entered = since, .steps = steps, .way = way};
    }
    log->visits[visit].count++;
    if (log->mixed) {
        add_node(self, visit);
    }
}

/* ---- moves ---- */

static void arrive(walk_t *self, int stage, int step)
{
    self->stage = stage;
    self->entered = self->happened = step;
    if (self->seen[stage] != self->stamp) {
        self->seen[stage] = self->stamp;
        self->log->figures.reached[stage]++;
    }
}

/* The step that something of a case falls into: after the one of its last move. False where the log ends before it:
 * nothing more of the case is known then. */
static bool find_step(walk_t *self, int *step)
{
    if (is_instant(self, self->stage)) {
        *step = self->entered;
        return true;
    }
    if (*step <= self->entered) {
        *step = self->entered + 1;
        self->log->figures.crowded++;
        self->crowded = true;
    }
    if (!self->log->asked->by_event && *step > self->last) {
        self->log->figures.cut++;
        self->lost = true;
    }
    return !self->lost;
}

static void leave_by(walk_t *self, int way, int step)
{
    add_visit(self, way, self->entered, is_instant(self, self->stage) ? 0 : step - self->entered);
    self->log->figures.happened[way]++;
    self->log->figures.moves++;
    arrive(self, self->model->transitions[way].to, step);
}

/* Goes to a stage in a step, through those between that take no time. */
static void move(walk_t *self, int to, int step, pk_bad_move_t how)
{
    if (next_stage(self, to) < 0) {
        how.several = next_stage(self, to) == ROUTE_SEVERAL;
        note_bad(self, to, how);
        self->lost = true;
    } else if (find_step(self, &step)) {
        do {
            leave_by(self, way_of(self, self->stage, next_stage(self, to)), step);
        } while (self->stage != to);
    }
}

/* An event; one that has a probability comes once a step at most. */
static void happen(walk_t *self, int way, int step)
{
    pk_log_figures_t *figures = &self->log->figures;
    const bool once = self->model->transitions[way].by == PK_BY_PROBABILITY;
    figures->events++;
    if (!find_step(self, &step)) {
        self->lost = false;
    } else if (once && self->happened == step && !self->log->asked->by_event) {
        figures->crowded++;
        figures->cut++;
        self->crowded = true;
    } else {
        add_visit(self, way, step, 0);
        figures->happened[way]++;
        self->happened = step;
    }
}

/* A row that says where the case is already: an event, a stay that begins anew, or nothing. */
static void repeat(walk_t *self, int step)
{
    const int way = way_of(self, self->stage, self->stage);
    self->log->figures.repeated++;
    if (way < 0) {
        return;
    }
    if (self->model->transitions[way].by == PK_BY_SHARE) {
        if (find_step(self, &step)) {
            leave_by(self, way, step);
        }
    } else {
        happen(self, way, step);
    }
}

/* ---- a case ---- */

/* By event each row is a step, but for those of stages that take no time. */
static int step_of_row(walk_t *self, const pk_log_row_t *row)
{
    if (self->log->asked->by_event) {
        return self->clock += !is_instant(self, self->stage);
    }
    return pk_date_step_any(self->rows->calendar, pk_log_row_day(row));
}

static void begin_case(walk_t *self, int who, const pk_log_row_t *row)
{
    const int stage = (int)row->what;
    self->persona = self->log->mixed ? -1 : self->rows->personas[who];
    self->lost = self->crowded = self->crowded_by_day = false;
    self->stamp = who + 1;
    self->clock = 0;
    self->node = -1;
    self->moved_day = pk_log_row_day(row);
    self->log->figures.starts[stage]++;
    arrive(self, stage, 0);
    self->entered = self->log->asked->by_event ? 0 : step_of_row(self, row);
}

static void read_row(walk_t *self, const pk_log_row_t *row)
{
    const int stage = (int)row->what, step = step_of_row(self, row);
    if (stage == self->stage) {
        repeat(self, step);
        return;
    }
    const long day = pk_log_row_day(row);
    self->crowded_by_day = self->crowded_by_day || (!self->log->asked->by_event && day == self->moved_day);
    self->moved_day = day;
    move(self, stage, step, (pk_bad_move_t){0});
}

static void note_gap(walk_t *self, double seconds)
{
    const double most = self->log->asked->lapse_days;
    self->log->figures.gaps++;
    self->log->figures.long_gaps += most > 0 && seconds > most * PK_LOG_DAY;
}

static bool is_left(const walk_t *self)
{
    for (int f = 0; f < self->model->ntransition; f++) {
        if (self->model->transitions[f].from == self->stage && self->model->transitions[f].to != self->stage) {
            return true;
        }
    }
    return false;
}

/* Who has shown nothing for so long has gone; not from where nobody goes. */
static void lapse(walk_t *self, const pk_log_row_t *row)
{
    const pk_observed_log_t *asked = self->log->asked;
    if (!(asked->lapse_days > 0) || self->stage == asked->lapse_to || !is_left(self)) {
        return;
    }
    const double moved = row->at / PK_LOG_DAY + asked->lapse_days;
    const long day = (long)floor(moved) + (long)row->ahead - 1;
    if (day <= self->log->figures.last_day) {
        const int step = pk_date_step_any(self->rows->calendar, day);
        self->log->figures.lapsed++;
        move(self, asked->lapse_to, step <= self->entered ? self->entered + 1 : step, (pk_bad_move_t){.lapse = true});
    }
}

static void end_case(walk_t *self, const pk_log_row_t *row)
{
    const pk_observed_log_t *asked = self->log->asked;
    if (!self->lost && asked->by_event && asked->end >= 0 && self->stage != asked->end) {
        move(self, asked->end, self->clock + 1, (pk_bad_move_t){.end = true});
    } else if (!self->lost && !asked->by_event) {
        lapse(self, row);
    }
    const int until = asked->by_event ? self->clock : self->last;
    if (!is_instant(self, self->stage) && until > self->entered && !(asked->by_event && self->stage == asked->end)) {
        add_visit(self, PK_STILL_THERE, self->entered, until - self->entered);
    }
    if (self->node >= 0) {
        self->log->nodes[self->node].count++;
    }
    self->log->figures.crowded_cases += self->crowded;
    self->log->figures.crowded_by_day += self->crowded_by_day;
}

static void walk_case(walk_t *self, int who, const size_t *order, size_t count)
{
    const pk_log_row_t *rows = self->rows->rows.rows;
    self->row = order[0];
    begin_case(self, who, &rows[order[0]]);
    for (size_t i = 1; i < count; i++) {
        note_gap(self, rows[order[i]].at - rows[order[i - 1]].at);
        self->row = order[i];
        if (!self->lost) {
            read_row(self, &rows[order[i]]);
        }
    }
    end_case(self, &rows[order[count - 1]]);
}

void pk_journeys_walk(pk_journeys_log_t *self, const pk_journey_rows_t *rows, pk_bad_moves_t *bad)
{
    walk_t walk = {.log = self, .rows = rows, .model = self->model, .bad = bad, .last = self->figures.last_step};
    size_t *starts, *order = pk_log_rows_order(&rows->rows, &starts);
    walk.seen = pk_heap((size_t)self->model->nstage, sizeof *walk.seen);
    find_ways(&walk);
    for (int who = 0; who < rows->rows.cases.count; who++) {
        walk_case(&walk, who, order + starts[who], starts[who + 1] - starts[who]);
    }
    pk_codes_free(&walk.keys);
    pk_codes_free(&walk.edges);
    free(walk.seen);
    free(walk.ways);
    free(walk.routes);
    free(order);
    free(starts);
}
