#include "report/drawing.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/chart.h"

enum { POINTS = 36, PLACES = 25, NEAR = 24 };

/* What a row of the data is, beside the kinds of ribbon. */
enum { BOX = 10, TEXT_BOX = 20, TEXT_RIBBON = 21, TEXT_TITLE = 22 };

static pk_rank_t rank_of(const char *role)
{
    static const char *const roles[] = {"prospect", "customer", "advocate"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(role, roles[i]) == 0) {
            return (pk_rank_t)(PK_RANK_PROSPECT + i);
        }
    }
    return strcmp(role, "lost") == 0 ? PK_RANK_ASIDE : PK_RANK_NONE;
}

void pk_drawing_ranks(const char *const *roles, int count, pk_rank_t *ranks)
{
    bool sold = false;
    for (int i = 0; i < count; i++) {
        pk_rank_t rank = rank_of(roles[i]);
        sold = sold || rank == PK_RANK_CUSTOMER || rank == PK_RANK_ADVOCATE;
        ranks[i] = sold && rank == PK_RANK_PROSPECT ? PK_RANK_ASIDE : rank;
    }
}

static bool is_role(const char *role, const char *name)
{
    return strcmp(role, name) == 0;
}

static bool is_customers(const char *role)
{
    return is_role(role, "customer") || is_role(role, "advocate");
}

/* Does some way out of the stage to another, but for `never`, bring revenue? */
static bool sells(const pk_drawing_flows_t *flows, int stage, int never)
{
    for (int i = 0; i < flows->count; i++) {
        const int to = flows->to[i];
        if (flows->from[i] == stage && to != stage && to != never && flows->purchase[i]) {
            return true;
        }
    }
    return false;
}

pk_drawing_flows_t pk_drawing_flows(const pk_result_t *result, pk_arena_t *arena)
{
    const char **roles = PK_ARRAY(arena, const char *, result->nstage);
    bool *instant = PK_ARRAY(arena, bool, result->nstage), *purchase = PK_ARRAY(arena, bool, result->nflow);
    int *from = PK_ARRAY(arena, int, result->nflow), *to = PK_ARRAY(arena, int, result->nflow);
    for (int i = 0; i < result->nstage; i++) {
        roles[i] = result->stages[i].role;
        instant[i] = result->stages[i].instant;
    }
    for (int i = 0; i < result->nflow; i++) {
        from[i] = pk_result_stage(result, result->flows[i].from);
        to[i] = pk_result_stage(result, result->flows[i].to);
        purchase[i] = result->flows[i].purchase;
    }
    return (pk_drawing_flows_t){roles, instant, result->nflow, from, to, purchase};
}

const pk_ribbon_kind_t *pk_drawing_returns(const pk_drawing_flows_t *flows, pk_arena_t *arena)
{
    pk_ribbon_kind_t *kinds = PK_ARRAY(arena, pk_ribbon_kind_t, flows->count);
    for (int i = 0; i < flows->count; i++) {
        const int from = flows->from[i], to = flows->to[i];
        const bool buys = flows->purchase[i] || (flows->instant[to] && sells(flows, to, -1)) ||
                          (is_customers(flows->roles[to]) && sells(flows, to, from));
        const bool again = from >= 0 && (is_customers(flows->roles[from]) || is_role(flows->roles[from], "lost"));
        kinds[i] = !buys ? PK_RIBBON_BACK : again ? PK_RIBBON_BUY : PK_RIBBON_ON;
    }
    return kinds;
}

void pk_drawing_kinds(const pk_layout_t *layout, bool there[PK_RIBBON_KINDS])
{
    for (int i = 0; i < layout->nribbon; i++) {
        there[layout->ribbons[i].kind] = true;
    }
}

void pk_pen_legend(pk_sheet_t *sheet, pk_language_t language, const bool there[PK_RIBBON_KINDS])
{
    static const pk_word_t words[PK_RIBBON_KINDS] = {[PK_RIBBON_ON] = PK_WORD_JOURNEY_ON,
                                                     [PK_RIBBON_BACK] = PK_WORD_JOURNEY_BACK,
                                                     [PK_RIBBON_OFF] = PK_WORD_JOURNEY_OFF,
                                                     [PK_RIBBON_BUY] = PK_WORD_JOURNEY_BUY};
    for (int kind = 0; kind < PK_RIBBON_KINDS; kind++) {
        if (there[kind]) {
            pk_sheet_label(sheet, "legend", kind + 1, PK_CHART_TITLE, pk_word(language, words[kind]));
        }
    }
}

void pk_pen_columns(const pk_pen_t *self)
{
    pk_sheet_columns(self->sheet, "kind\tx\ty\tmark\tlines");
}

void pk_pen_corner(const pk_pen_t *self, int kind, double x, double y)
{
    PK_SHEET_ROW(self->sheet, kind, self->x + x, self->y + y, 0, 0);
}

/* The place of the text that was marked last. */
static void write_text(const pk_pen_t *self, int kind, int lines, double x, double y)
{
    PK_SHEET_ROW(self->sheet, kind, self->x + x, self->y + y, self->marks, lines);
}

void pk_pen_title(pk_pen_t *self, pk_sheet_set_t titles, double x, double y)
{
    enum { LETTERS = PK_CHART_PANEL + 20 };
    pk_arena_t arena = {0};
    pk_sheet_label(self->sheet, "mark", ++self->marks, 2 * LETTERS, pk_sheet_apart(titles, LETTERS, &arena));
    pk_arena_free(&arena);
    write_text(self, TEXT_TITLE, 1, x, y);
}

double pk_drawing_width(const pk_layout_t *layout)
{
    enum { STAGES = 12, MORE = 90 };
    int stages = 0;
    for (int i = 0; i < layout->nbox; i++) {
        stages = layout->boxes[i].column + 1 > stages ? layout->boxes[i].column + 1 : stages;
    }
    return PK_DRAWING_WIDTH + (stages > STAGES ? MORE * (stages - STAGES) : 0);
}

double pk_pen_letter(double width)
{
    return 0.66 * PK_DRAWING_WIDTH / width;
}

/* ---- ribbons ---- */

/* Along one edge and back along the other; a straight ribbon has two corners an edge. */
static void write_band(const pk_pen_t *self, const pk_ribbon_t *ribbon)
{
    bool straight = ribbon->at[0].x == ribbon->at[3].x || ribbon->at[0].y == ribbon->at[3].y;
    straight = straight && ribbon->at[0].x != ribbon->at[3].x ? ribbon->at[1].y == ribbon->at[0].y : straight;
    int points = straight ? 2 : POINTS;
    for (int i = 0; i < 2 * points; i++) {
        int k = i < points ? i : 2 * points - 1 - i;
        pk_point_t p = pk_ribbon_point(ribbon, k / (points - 1.0), (i < points ? 0.5 : -0.5) * ribbon->thickness);
        pk_pen_corner(self, (int)ribbon->kind, p.x, p.y);
    }
    pk_sheet_gap(self->sheet);
}

/* A triangle whose tip touches the box; the band in front of it is as much shorter. */
static pk_ribbon_t write_head(const pk_pen_t *self, const pk_ribbon_t *ribbon)
{
    pk_ribbon_t rest = *ribbon;
    const pk_point_t tip = ribbon->at[3];
    const double dx = tip.x - ribbon->at[2].x, dy = tip.y - ribbon->at[2].y, length = hypot(dx, dy);
    if (!(length > 0)) {
        return rest;
    }
    const double thick = ribbon->thickness;
    const double high = fmin(fmin(0.5 * thick + 0.9, 0.15 * thick + 1.6), 0.6 * length);
    const double wide = 0.5 * thick + fmin(0.25 * thick + 0.4, 0.55);
    const double x = dx / length, y = dy / length;
    rest.at[3] = (pk_point_t){tip.x - high * x, tip.y - high * y};
    pk_pen_corner(self, (int)ribbon->kind, tip.x, tip.y);
    pk_pen_corner(self, (int)ribbon->kind, rest.at[3].x - wide * y, rest.at[3].y + wide * x);
    pk_pen_corner(self, (int)ribbon->kind, rest.at[3].x + wide * y, rest.at[3].y - wide * x);
    pk_sheet_gap(self->sheet);
    return rest;
}

void pk_pen_ribbon(const pk_pen_t *self, const pk_ribbon_t *ribbon, bool head)
{
    const pk_ribbon_t band = head ? write_head(self, ribbon) : *ribbon;
    write_band(self, &band);
}

/* ---- boxes ---- */

/* 0 no role or prospect, 1 customer, 2 advocate, 3 lost, 4 no stage: the colour of the box. */
static int shade(const char *role)
{
    static const char *const roles[] = {"customer", "advocate", "lost", PK_DRAWING_ASIDE};
    for (int i = 0; i < 4; i++) {
        if (strcmp(role, roles[i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

void pk_pen_box(const pk_pen_t *self, const pk_box_t *box, const char *role)
{
    static const double corners[][2] = {{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}, {-0.5, -0.5}};
    int kind = BOX + shade(role);
    for (int i = 0; i < 5; i++) {
        pk_pen_corner(self, kind, box->x + corners[i][0] * box->width, box->y + corners[i][1] * box->height);
    }
    pk_sheet_gap(self->sheet);
}

/* How high a line of text is, in letters. */
static const double LINE = 2.4;

void pk_pen_name(pk_pen_t *self, const pk_box_t *box, const char *const *labels, int count, int which,
                 const char *const *more, int nmore)
{
    const double line = LINE * self->letter;
    const int room = (int)(box->height / line) - nmore;
    const int lines = pk_sheet_wrapped(self->sheet, "mark", ++self->marks,
                                       (pk_sheet_room_t){(int)(box->width / self->letter), room < 3 ? 2 : 3},
                                       (pk_sheet_set_t){labels, count, which}, more, nmore);
    write_text(self, TEXT_BOX, lines, box->x, box->y);
}

/* ---- numbers on ribbons ---- */

/* Half a number's width and height, in letters. */
static const double half_width = 3.2, half_height = 1.2;

/* What stands already while numbers look for their places. */
typedef struct {
    const pk_layout_t *layout;
    pk_point_t *middle; /* [ribbon][NEAR + 1] */
    pk_point_t *taken;
    int count;
    double wide, high; /* half a number */
} ground_t;

static bool meets(pk_point_t p, pk_point_t q, double wide, double high)
{
    return fabs(p.x - q.x) < wide && fabs(p.y - q.y) < high;
}

/* Which part of an interval of half the length `half`, so far from another's middle, lies in that. */
static double part_within(double distance, double other, double half)
{
    return fmin(fmax(0, other + half - fabs(distance)) / (2 * half), 1);
}

/* How much a text there would cover of what stands already: the less, the better its place. */
static double cover(const ground_t *self, pk_point_t p, int own)
{
    double sum = 0;
    for (int k = 0; k < self->count; k++) {
        sum += meets(p, self->taken[k], 2 * self->wide, 2 * self->high) ? 20 : 0;
    }
    for (int i = 0; i < self->layout->nbox; i++) {
        const pk_box_t *box = &self->layout->boxes[i];
        const pk_point_t centre = {box->x, box->y};
        sum += 12 * part_within(p.x - centre.x, box->width / 2, self->wide) *
               part_within(p.y - centre.y, box->height / 2, self->high);
    }
    for (int r = 0; r < self->layout->nribbon; r++) {
        const double half = self->layout->ribbons[r].thickness / 2;
        bool hit = false;
        for (int k = 0; k <= NEAR && r != own && !hit; k++) {
            hit = meets(p, self->middle[r * (NEAR + 1) + k], 0.8 * self->wide + half, self->high + half);
        }
        sum += hit ? 2 : 0;
    }
    return sum;
}

/* From the middle outward; on the ribbon, or else beside it. */
static pk_point_t find_place(const ground_t *self, int own)
{
    const pk_ribbon_t *ribbon = &self->layout->ribbons[own];
    pk_point_t best = pk_ribbon_point(ribbon, 0.5, 0);
    const double length = hypot(ribbon->at[3].x - ribbon->at[0].x, ribbon->at[3].y - ribbon->at[0].y);
    const bool hides = length < 4 * self->high; /* a text on it would be all that is seen of it */
    double least = INFINITY;
    for (int i = 0; i < 3 * PLACES && least > 1; i++) {
        const int along = i % PLACES, beside = i / PLACES; /* 0 on it, 1 to its left, 2 to its right */
        const double t = 0.5 + (along % 2 ? -1 : 1) * ((along + 1) / 2) * 0.84 / (PLACES - 1);
        const pk_point_t a = pk_ribbon_point(ribbon, fmax(0, t - 0.02), 0), b = pk_ribbon_point(ribbon, t + 0.02, 0);
        const double upright = fabs(b.y - a.y) / fmax(hypot(b.x - a.x, b.y - a.y), 1e-9);
        const double off = upright * self->wide + (1 - upright) * self->high + ribbon->thickness / 2;
        const pk_point_t p = pk_ribbon_point(ribbon, t, beside == 0 ? 0 : beside == 1 ? off : -off);
        const double here = cover(self, p, own) + fabs(t - 0.5) + (beside > 0 ? 1.5 : hides ? 4 : 0);
        best = here < least ? p : best;
        least = fmin(here, least);
    }
    return best;
}

/* Whether a number of so many letters would stand on boxes, or on their texts, which may be higher than the box, by
 * more than an eighth of itself in all, or on another number. */
static bool is_in_the_way(const ground_t *self, pk_point_t p, size_t letters)
{
    const double letter = self->wide / half_width, wide = 0.5 * (double)letters * letter, text = 4 * LINE * letter;
    double covered = 0;
    for (int i = 0; i < self->layout->nbox; i++) {
        const pk_box_t *box = &self->layout->boxes[i];
        covered += part_within(p.x - box->x, box->width / 2, wide) *
                   part_within(p.y - box->y, fmax(box->height, text) / 2, self->high);
    }
    bool on = covered > 0.125;
    for (int k = 0; k < self->count && !on; k++) {
        on = meets(p, self->taken[k], self->wide + wide, 1.5 * self->high);
    }
    return on;
}

static ground_t ground_of(const pk_pen_t *pen, const pk_layout_t *layout, pk_arena_t *arena)
{
    ground_t self = {.layout = layout,
                     .middle = PK_ARRAY(arena, pk_point_t, layout->nribbon * (NEAR + 1)),
                     .taken = PK_ARRAY(arena, pk_point_t, layout->nribbon),
                     .wide = half_width * pen->letter,
                     .high = half_height * pen->letter};
    for (int r = 0; r < layout->nribbon; r++) {
        for (int k = 0; k <= NEAR; k++) {
            self.middle[r * (NEAR + 1) + k] = pk_ribbon_point(&layout->ribbons[r], (double)k / NEAR, 0);
        }
    }
    return self;
}

static const pk_ribbon_t *widest_of(const pk_layout_t *layout, const bool *done)
{
    const pk_ribbon_t *widest = NULL;
    for (int i = 0; i < layout->nribbon; i++) {
        if (!done[i] && (widest == NULL || layout->ribbons[i].moved > widest->moved)) {
            widest = &layout->ribbons[i];
        }
    }
    return widest;
}

void pk_pen_numbers(pk_pen_t *self, const pk_layout_t *layout, double least, pk_ribbon_text_fn text,
                    const void *context)
{
    pk_arena_t arena = {0};
    bool *done = PK_ARRAY(&arena, bool, layout->nribbon);
    ground_t ground = ground_of(self, layout, &arena);
    const pk_ribbon_t *first = widest_of(layout, done), *ribbon;
    while ((ribbon = widest_of(layout, done)) != NULL && self->marks < PK_DRAWING_MARKS &&
           ribbon->moved >= least * first->moved) {
        const int own = (int)(ribbon - layout->ribbons);
        const pk_point_t place = find_place(&ground, own);
        const char *number = text(context, ribbon, &arena);
        done[own] = true;
        if (is_in_the_way(&ground, place, pk_utf8_count(number, number + strlen(number)))) {
            continue;
        }
        ground.taken[ground.count++] = place;
        pk_sheet_label(self->sheet, "mark", ++self->marks, PK_CHART_ROW, number);
        write_text(self, TEXT_RIBBON, 1, place.x, place.y);
    }
    pk_arena_free(&arena);
}
