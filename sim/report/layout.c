#include "report/layout.h"

#include <math.h>
#include <stdlib.h>

typedef enum { LEFT, RIGHT, TOP, BOTTOM, SIDES } side_t;

static const double hair = 0.12;        /* the least thickness */
static const double way_y = 22;         /* the row of the stages on the way */
static const double aside_y = 44;       /* of those aside */
static const double box_height = 8.4;   /* room for two lines of a label and a number */
static const double number_width = 3.7; /* room for one between two columns */

/* Does the flow lead onward on the way, from a stage that was written before to one of no earlier role? */
static bool leads_onward(const pk_rank_t *ranks, int from, int to)
{
    if (from < 0 || from >= to || ranks[from] == PK_RANK_ASIDE || ranks[to] == PK_RANK_ASIDE) {
        return false;
    }
    return ranks[from] == PK_RANK_NONE || ranks[to] == PK_RANK_NONE || ranks[from] <= ranks[to];
}

/* Of the ways onward into a stage from those that have a column, the one that most take; -1: none. */
static int way_into(const bool *placed, const pk_rank_t *ranks, const pk_layout_flows_t *flows, int stage)
{
    int widest = -1;
    for (int i = 0; i < flows->count; i++) {
        if (flows->to[i] == stage && leads_onward(ranks, flows->from[i], stage) && placed[flows->from[i]] &&
            (widest < 0 || flows->weight[i] > flows->weight[widest])) {
            widest = i;
        }
    }
    return widest;
}

/* Of the ways out of a stage to those on the way that have a column, the one that most take; -1: none. */
static int way_out(const bool *placed, const pk_rank_t *ranks, const pk_layout_flows_t *flows, int stage)
{
    int widest = -1;
    for (int i = 0; i < flows->count; i++) {
        const int to = flows->to[i];
        if (flows->from[i] == stage && to != stage && placed[to] && ranks[to] != PK_RANK_ASIDE &&
            flows->weight[i] > (widest < 0 ? 0 : flows->weight[widest])) {
            widest = i;
        }
    }
    return widest;
}

/* In order of writing, so that the columns of the stages before are known; those that nothing leads to are left. */
static void place_followers(pk_layout_t *self, bool *placed, const pk_rank_t *ranks, const pk_layout_flows_t *flows)
{
    for (int stage = 0; stage < self->nbox; stage++) {
        const int way = placed[stage] ? -1 : way_into(placed, ranks, flows, stage);
        if (way >= 0) {
            self->boxes[stage].column = self->boxes[flows->from[way]].column + 1;
            placed[stage] = true;
        }
    }
}

/* First those that follow the first stage, then one by one those that begin, with what follows them. */
static void place_columns(pk_layout_t *self, const pk_rank_t *ranks, const pk_layout_flows_t *flows)
{
    pk_arena_t arena = {0};
    bool *placed = PK_ARRAY(&arena, bool, self->nbox);
    for (int stage = 0; stage < self->nbox; stage++) {
        if (!placed[stage] && ranks[stage] != PK_RANK_ASIDE) {
            const int way = way_out(placed, ranks, flows, stage);
            const int column = way < 0 ? 0 : self->boxes[flows->to[way]].column - 1;
            self->boxes[stage].column = column > 0 ? column : 0;
            placed[stage] = true;
            place_followers(self, placed, ranks, flows);
        }
    }
    pk_arena_free(&arena);
}

static int count_columns(const pk_layout_t *self)
{
    int most = 0;
    for (int i = 0; i < self->nbox; i++) {
        most = !self->boxes[i].aside && self->boxes[i].column > most ? self->boxes[i].column : most;
    }
    return most + 1;
}

/* The boxes of one column stand above each other. */
static void place_way(pk_layout_t *self)
{
    int columns = count_columns(self);
    double pitch = PK_LAYOUT_WIDTH / columns;
    for (int column = 0; column < columns; column++) {
        int here = 0, placed = 0;
        for (int i = 0; i < self->nbox; i++) {
            here += !self->boxes[i].aside && self->boxes[i].column == column;
        }
        double step = here > 2 ? 26.0 / here : 12;
        for (int i = 0; i < self->nbox; i++) {
            pk_box_t *box = &self->boxes[i];
            if (!box->aside && box->column == column) {
                box->x = (column + 0.5) * pitch;
                box->y = way_y + (placed++ - (here - 1) / 2.0) * step;
                box->width = fmin(fmax(pitch - number_width, 0.5 * pitch), fmin(0.68 * pitch, 18));
                box->height = fmin(box_height, 0.78 * step);
            }
        }
    }
}

/* The mean place, by number, of those who come to a stage aside. */
static double source_x(const pk_layout_t *self, int stage, const pk_layout_flows_t *flows)
{
    double sum = 0, weight = 0;
    for (int i = 0; i < flows->count; i++) {
        int from = flows->from[i];
        if (flows->to[i] == stage && from >= 0 && !self->boxes[from].aside && flows->weight[i] > 0) {
            sum += flows->weight[i] * self->boxes[from].x;
            weight += flows->weight[i];
        }
    }
    return weight > 0 ? sum / weight : PK_LAYOUT_WIDTH / 2;
}

static int by_x(const void *a, const void *b)
{
    const pk_box_t *const *p = a, *const *q = b;
    if ((*p)->x != (*q)->x) {
        return (*p)->x < (*q)->x ? -1 : 1;
    }
    return (*p > *q) - (*p < *q);
}

/* Moves the boxes aside apart from left to right, then back inside the canvas. */
static void spread_aside(pk_box_t **boxes, int count, double pitch)
{
    qsort(boxes, (size_t)count, sizeof *boxes, by_x);
    for (int i = 0; i < count; i++) {
        double least = i > 0 ? boxes[i - 1]->x + pitch : pitch / 2;
        boxes[i]->x = fmax(boxes[i]->x, least);
    }
    for (int i = count - 1; i >= 0; i--) {
        double most = i + 1 < count ? boxes[i + 1]->x - pitch : PK_LAYOUT_WIDTH - pitch / 2;
        boxes[i]->x = fmin(boxes[i]->x, most);
    }
}

static void place_aside(pk_layout_t *self, const pk_layout_flows_t *flows, pk_arena_t *arena)
{
    pk_box_t **boxes = PK_ARRAY(arena, pk_box_t *, self->nbox);
    int count = 0;
    for (int i = 0; i < self->nbox; i++) {
        if (self->boxes[i].aside) {
            self->boxes[i].x = source_x(self, i, flows);
            boxes[count++] = &self->boxes[i];
        }
    }
    double pitch = fmin(22, PK_LAYOUT_WIDTH / (count > 0 ? count : 1));
    for (int i = 0; i < count; i++) {
        boxes[i]->y = aside_y;
        boxes[i]->width = fmin(0.68 * pitch, 18);
        boxes[i]->height = box_height;
    }
    spread_aside(boxes, count, pitch);
}

static pk_ribbon_kind_t kind_of(const pk_layout_t *self, const pk_layout_flows_t *flows, int flow)
{
    const int from = flows->from[flow], to = flows->to[flow];
    if (self->boxes[to].aside) {
        return PK_RIBBON_OFF;
    }
    bool back = from >= 0 && (self->boxes[from].aside || self->boxes[to].column < self->boxes[from].column ||
                              (self->boxes[to].column == self->boxes[from].column && to < from));
    return !back ? PK_RIBBON_ON : flows->returns != NULL ? flows->returns[flow] : PK_RIBBON_BACK;
}

void pk_layout_make(pk_layout_t *self, const pk_rank_t *ranks, int nstage, const pk_layout_flows_t *flows,
                    pk_arena_t *arena)
{
    *self = (pk_layout_t){.nbox = nstage};
    self->boxes = PK_ARRAY(arena, pk_box_t, nstage);
    self->ribbons = PK_ARRAY(arena, pk_ribbon_t, flows->count);
    for (int i = 0; i < nstage; i++) {
        self->boxes[i].aside = ranks[i] == PK_RANK_ASIDE;
    }
    place_columns(self, ranks, flows);
    place_way(self);
    place_aside(self, flows, arena);
    for (int i = 0; i < flows->count; i++) {
        int from = flows->from[i], to = flows->to[i];
        if (from != to && flows->moved[i] > 0) {
            self->ribbons[self->nribbon++] =
                (pk_ribbon_t){from, to, flows->moved[i], kind_of(self, flows, i), 0, {{0, 0}}};
        }
    }
}

/* Does another box of the same column stand above (or below) this one, or between the two? */
static bool stands(const pk_layout_t *self, int column, double above, double below)
{
    for (int i = 0; i < self->nbox; i++) {
        const pk_box_t *box = &self->boxes[i];
        if (!box->aside && box->column == column && box->y > above && box->y < below) {
            return true;
        }
    }
    return false;
}

/* The side of `box` that looks to `other` beside it. */
static side_t facing(const pk_box_t *box, const pk_box_t *other)
{
    return other->x < box->x ? LEFT : RIGHT;
}

/* The side on which a ribbon leaves (or meets) its box: up and down where that is free, else to the side. */
static side_t side_of(const pk_layout_t *self, const pk_ribbon_t *ribbon, bool end)
{
    if (ribbon->from < 0) {
        return TOP;
    }
    const pk_box_t *from = &self->boxes[ribbon->from], *to = &self->boxes[ribbon->to];
    const pk_box_t *box = end ? to : from, *other = end ? from : to;
    if (from->aside && to->aside) {
        return BOTTOM;
    }
    if (from->aside != to->aside) {
        return box->aside ? TOP : stands(self, box->column, box->y, INFINITY) ? facing(box, other) : BOTTOM;
    }
    if (from->column == to->column) {
        bool between = stands(self, box->column, fmin(box->y, other->y), fmax(box->y, other->y));
        return between ? RIGHT : box->y < other->y ? BOTTOM : TOP;
    }
    if (to->column == from->column + 1) {
        return end ? LEFT : RIGHT;
    }
    if (from->column == to->column + 1 &&
        (stands(self, box->column, -INFINITY, box->y) || stands(self, other->column, -INFINITY, other->y))) {
        return facing(box, other);
    }
    return TOP; /* over the boxes between */
}

static bool is_flank(side_t side)
{
    return side == LEFT || side == RIGHT;
}

static double side_length(const pk_box_t *box, side_t side)
{
    return is_flank(side) ? box->height : box->width;
}

double pk_layout_scale(const pk_layout_t *self)
{
    double scale = INFINITY;
    for (int i = 0; i < self->nbox; i++) {
        double sum[SIDES] = {0};
        for (int r = 0; r < self->nribbon; r++) {
            const pk_ribbon_t *ribbon = &self->ribbons[r];
            if (ribbon->from == i) {
                sum[side_of(self, ribbon, false)] += ribbon->moved;
            }
            if (ribbon->to == i) {
                sum[side_of(self, ribbon, true)] += ribbon->moved;
            }
        }
        for (side_t side = 0; side < SIDES; side++) {
            if (sum[side] > 0) {
                scale = fmin(scale, 0.9 * side_length(&self->boxes[i], side) / sum[side]);
            }
        }
    }
    return scale;
}

/* One end of a ribbon on one side of a box, and what puts the ends there into an order in which arcs do not cross. */
typedef struct {
    pk_ribbon_t *ribbon;
    bool end;
    double key;
} tie_t;

static int by_key(const void *a, const void *b)
{
    const tie_t *p = a, *q = b;
    if (p->key != q->key) {
        return p->key < q->key ? -1 : 1;
    }
    return (p->ribbon > q->ribbon) - (p->ribbon < q->ribbon);
}

/* Straight ribbons are ordered by where they lead; of the arcs over the boxes those to the left stand left, and of
 * those to one side the wide ones outside. */
static double tie_key(const pk_layout_t *self, const tie_t *tie, const pk_box_t *box, side_t side)
{
    int other = tie->end ? tie->ribbon->from : tie->ribbon->to;
    if (other < 0) {
        return -1;
    }
    const pk_box_t *there = &self->boxes[other];
    if (is_flank(side)) { /* what comes from above stands above */
        return !there->aside && side_of(self, tie->ribbon, !tie->end) == TOP ? -1 : there->y;
    }
    if (side != TOP || there->aside || box->aside) {
        return there->x;
    }
    double distance = fabs(there->x - box->x);
    return there->x < box->x ? distance : 2 * PK_LAYOUT_WIDTH - distance;
}

/* Sets the end points of the ribbons on one side of a box, side by side around its middle. */
static void tie_side(pk_layout_t *self, int box_index, side_t side, tie_t *ties)
{
    const pk_box_t *box = &self->boxes[box_index];
    int count = 0;
    double sum = 0;
    for (int r = 0; r < self->nribbon; r++) {
        pk_ribbon_t *ribbon = &self->ribbons[r];
        for (int end = 0; end < 2; end++) {
            if ((end ? ribbon->to : ribbon->from) == box_index && side_of(self, ribbon, end) == side) {
                ties[count] = (tie_t){ribbon, end, 0};
                ties[count].key = tie_key(self, &ties[count], box, side);
                sum += ribbon->thickness;
                count++;
            }
        }
    }
    qsort(ties, (size_t)count, sizeof *ties, by_key);
    double gap = count > 0 ? fmin((side_length(box, side) - sum) / (count + 1), 2.2) : 0;
    double place = -(sum + gap * (count - 1)) / 2;
    for (int i = 0; i < count; i++) {
        double along = place + ties[i].ribbon->thickness / 2;
        pk_point_t *at = &ties[i].ribbon->at[ties[i].end ? 3 : 0];
        *at = is_flank(side) ? (pk_point_t){box->x + (side == LEFT ? -0.5 : 0.5) * box->width, box->y + along}
                             : (pk_point_t){box->x + along, box->y + (side == TOP ? -0.5 : 0.5) * box->height};
        place += ties[i].ribbon->thickness + gap;
    }
}

/* How far a ribbon goes straight out of a side. */
static double reach_of(side_t side, side_t other, bool aside, double dx, double dy)
{
    if (side == other) {
        return is_flank(side) ? 2.5 + 0.08 * dy : 4 + 0.22 * dx;
    }
    if (is_flank(side)) {
        return is_flank(other) ? 0.5 * dx : fmin(1 + 0.4 * dx, 6);
    }
    return is_flank(other) && !aside ? 4 + 0.15 * dx : 0.5 * dy + 0.02 * dx;
}

/* Control points straight out of both sides, further out the longer the way. */
static void bend(const pk_layout_t *self, pk_ribbon_t *ribbon)
{
    static const pk_point_t out[SIDES] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    side_t first = side_of(self, ribbon, false), last = side_of(self, ribbon, true);
    bool aside = self->boxes[ribbon->to].aside || (ribbon->from >= 0 && self->boxes[ribbon->from].aside);
    if (ribbon->from < 0) { /* arrivals fall from above */
        ribbon->at[0] = (pk_point_t){ribbon->at[3].x, ribbon->at[3].y - 5};
        first = BOTTOM;
    }
    double dx = fabs(ribbon->at[3].x - ribbon->at[0].x), dy = fabs(ribbon->at[3].y - ribbon->at[0].y);
    double near = reach_of(first, last, aside, dx, dy), far = reach_of(last, first, aside, dx, dy);
    ribbon->at[1] = (pk_point_t){ribbon->at[0].x + near * out[first].x, ribbon->at[0].y + near * out[first].y};
    ribbon->at[2] = (pk_point_t){ribbon->at[3].x + far * out[last].x, ribbon->at[3].y + far * out[last].y};
}

void pk_layout_spread(pk_layout_t *self, double scale)
{
    pk_arena_t arena = {0};
    tie_t *ties = PK_ARRAY(&arena, tie_t, 2 * self->nribbon);
    for (int r = 0; r < self->nribbon; r++) {
        self->ribbons[r].thickness = fmax(hair, scale * self->ribbons[r].moved);
    }
    for (int i = 0; i < self->nbox; i++) {
        for (side_t side = 0; side < SIDES; side++) {
            tie_side(self, i, side, ties);
        }
    }
    for (int r = 0; r < self->nribbon; r++) {
        bend(self, &self->ribbons[r]);
    }
    pk_arena_free(&arena);
}

pk_point_t pk_ribbon_point(const pk_ribbon_t *self, double t, double aside)
{
    double u = 1 - t;
    double place[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    double slope[4] = {-u * u, u * u - 2 * u * t, 2 * u * t - t * t, t * t};
    pk_point_t p = {0, 0}, d = {0, 0};
    for (int i = 0; i < 4; i++) {
        p.x += place[i] * self->at[i].x;
        p.y += place[i] * self->at[i].y;
        d.x += slope[i] * self->at[i].x;
        d.y += slope[i] * self->at[i].y;
    }
    double length = hypot(d.x, d.y);
    if (length > 0) {
        p.x += aside * d.y / length;
        p.y -= aside * d.x / length;
    }
    return p;
}

void pk_layout_span(const pk_layout_t *self, double *low, double *high)
{
    enum { POINTS = 16 };
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < self->nbox; i++) {
        *low = fmin(*low, self->boxes[i].y - self->boxes[i].height / 2);
        *high = fmax(*high, self->boxes[i].y + self->boxes[i].height / 2);
    }
    for (int r = 0; r < self->nribbon; r++) {
        for (int k = 0; k <= POINTS; k++) {
            double y = pk_ribbon_point(&self->ribbons[r], (double)k / POINTS, 0).y;
            *low = fmin(*low, y - self->ribbons[r].thickness / 2);
            *high = fmax(*high, y + self->ribbons[r].thickness / 2);
        }
    }
    *low -= 1;
    *high += 1;
}
