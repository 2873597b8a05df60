/* The most common paths: a column for each of the first stages that were entered, a box a stage as high as the part of
 * all people who came there so, ribbons as wide as those who went on; all others in a box of their own. */
#include "report/chart.h"
#include "report/drawing.h"
#include "report/local.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 5, STAGES = 60 };

/* Lengths are those of a layout: PK_LAYOUT_WIDTH wide, WHOLE high for all people. */
static const double WHOLE = 42, BOX = 13, LINE = 1.9, GAP = 0.9, TOP = 2.6;

/* A box of the picture, on its way from counting to drawing. */
typedef struct {
    double share;
    pk_box_t box;
    double left, right; /* how much of its sides ribbons have taken */
} pk_node_t;

typedef struct {
    const pk_result_t *result;
    int columns;
    pk_node_t *nodes; /* [column][stage] */
    double *links;    /* [column][from][to] */
    pk_node_t others;
    double height;
    pk_drawing_flows_t flows;
    const pk_ribbon_kind_t *returns; /* of each flow */
    bool there[PK_RIBBON_KINDS];     /* which kinds are drawn */
} pk_paths_picture_t;

static bool has_data(const pk_chart_source_t *source)
{
    const pk_individuals_t *of = source->result->individuals;
    return of != NULL && of->npath > 0 && of->paths[0].nstage > 0 && of->nstage <= STAGES;
}

static pk_node_t *node_at(const pk_paths_picture_t *self, int column, int stage)
{
    return &self->nodes[column * self->result->nstage + stage];
}

static double link_at(const pk_paths_picture_t *self, int column, int from, int to)
{
    const int nstage = self->result->nstage;
    return self->links[((long)column * nstage + from) * nstage + to];
}

static void add_path(pk_paths_picture_t *self, const pk_walked_path_t *path)
{
    const int nstage = self->result->nstage;
    if (path->nstage == 0) {
        self->others.share += path->share;
    }
    for (int column = 0; column < path->nstage && column < COLUMNS; column++) {
        node_at(self, column, path->stages[column])->share += path->share;
        if (column > 0) {
            self->links[((long)(column - 1) * nstage + path->stages[column - 1]) * nstage + path->stages[column]] +=
                path->share;
        }
        self->columns = column >= self->columns ? column + 1 : self->columns;
    }
}

static pk_paths_picture_t count_paths(const pk_result_t *r, pk_arena_t *arena)
{
    pk_paths_picture_t self = {.result = r};
    self.nodes = PK_ARRAY(arena, pk_node_t, COLUMNS * r->nstage);
    self.links = PK_ARRAY(arena, double, COLUMNS * r->nstage * r->nstage);
    for (int i = 0; i < r->individuals->npath; i++) {
        add_path(&self, &r->individuals->paths[i]);
    }
    return self;
}

/* A low box has its text above it. */
static bool is_low(const pk_node_t *node)
{
    return node->box.height < LINE;
}

/* Returns where the next may begin. */
static double place(pk_node_t *node, double x, double y)
{
    node->box = (pk_box_t){.x = x, .width = BOX, .height = fmax(WHOLE * node->share, 0.15)};
    const double above = is_low(node) ? 0.85 * LINE : 0;
    node->box.y = y + above + node->box.height / 2;
    return y + above + node->box.height + GAP;
}

static double middle_of(const pk_paths_picture_t *self, int column)
{
    return BOX / 2 + (self->columns > 1 ? (PK_LAYOUT_WIDTH - BOX) / (self->columns - 1) * column : 0);
}

static void place_all(pk_paths_picture_t *self)
{
    for (int column = 0; column < self->columns; column++) {
        const double x = middle_of(self, column);
        double y = TOP;
        for (int stage = 0; stage < self->result->nstage; stage++) {
            pk_node_t *node = node_at(self, column, stage);
            y = node->share > 0 ? place(node, x, y) : y;
        }
        if (column == 0 && self->others.share > 0) {
            y = place(&self->others, x, y + GAP);
        }
        self->height = fmax(self->height, y);
    }
}

static pk_ribbon_kind_t kind_of(const pk_paths_picture_t *self, int from, int to)
{
    if (strcmp(self->result->stages[to].role, "lost") == 0) {
        return PK_RIBBON_OFF;
    }
    for (int i = 0; i < self->flows.count && to < from; i++) {
        if (self->flows.from[i] == from && self->flows.to[i] == to) {
            return self->returns[i];
        }
    }
    return to < from ? PK_RIBBON_BACK : PK_RIBBON_ON;
}

/* Between the sides of two boxes, below the ribbons that are there. */
static void write_ribbon(pk_paths_picture_t *self, const pk_pen_t *pen, int column, int from, int to)
{
    const double share = link_at(self, column, from, to), width = WHOLE * share;
    if (!(share > 0)) {
        return;
    }
    pk_node_t *a = node_at(self, column, from), *b = node_at(self, column + 1, to);
    const pk_point_t start = {a->box.x + BOX / 2, a->box.y - a->box.height / 2 + a->right + width / 2},
                     end = {b->box.x - BOX / 2, b->box.y - b->box.height / 2 + b->left + width / 2};
    const double middle = (start.x + end.x) / 2;
    const pk_ribbon_t ribbon = {.kind = kind_of(self, from, to),
                                .thickness = fmax(width, 0.08),
                                .at = {start, {middle, start.y}, {middle, end.y}, end}};
    a->right += width;
    b->left += width;
    self->there[ribbon.kind] = true;
    pk_pen_ribbon(pen, &ribbon, false);
}

static void write_ribbons(pk_paths_picture_t *self, const pk_pen_t *pen)
{
    const int nstage = self->result->nstage;
    for (int column = 0; column + 1 < self->columns; column++) {
        for (int i = 0; i < nstage * nstage; i++) {
            write_ribbon(self, pen, column, i / nstage, i % nstage);
        }
    }
}

/* The label and the share: on lines of their own where the box is high enough, else on one line. */
static void write_name(const pk_chart_source_t *source, pk_pen_t *pen, const pk_node_t *node, pk_sheet_set_t labels)
{
    pk_arena_t arena = {0};
    const char *share = pk_local_chance(source->language, node->share, 0, &arena);
    if (node->box.height > 3 * LINE) {
        pk_pen_name(pen, &node->box, labels.texts, labels.count, labels.which, &share, 1);
    } else {
        /* The blank between them, and that a percent sign is wider than a letter. */
        const int room = (int)(BOX / pen->letter) - (int)strlen(share) - 2;
        const char *text =
            pk_arena_format(&arena, "%s %s", pk_sheet_apart(labels, room < 3 ? 3 : (size_t)room, &arena), share);
        pk_box_t at = node->box;
        at.y -= is_low(node) ? at.height / 2 + 0.45 * LINE : 0;
        pk_pen_name(pen, &at, &text, 1, 0, NULL, 0);
    }
    pk_arena_free(&arena);
}

static void write_boxes(const pk_chart_source_t *source, const pk_paths_picture_t *self, pk_pen_t *pen)
{
    const pk_result_t *r = self->result;
    pk_arena_t arena = {0};
    const char **labels = PK_ARRAY(&arena, const char *, r->nstage);
    for (int stage = 0; stage < r->nstage; stage++) {
        labels[stage] = pk_chart_label(r->stages[stage].label, r->stages[stage].name);
    }
    for (int column = 0; column < self->columns; column++) {
        for (int stage = 0; stage < r->nstage; stage++) {
            const pk_node_t *node = node_at(self, column, stage);
            if (node->share > 0) {
                pk_pen_box(pen, &node->box, r->stages[stage].role);
                write_name(source, pen, node, (pk_sheet_set_t){labels, r->nstage, stage});
            }
        }
        const char *number = pk_arena_format(&arena, "%d", column + 1);
        pk_pen_title(pen, (pk_sheet_set_t){&number, 1, 0}, middle_of(self, column) - BOX / 2, 1);
    }
    if (self->others.share > 0) {
        const char *others = pk_word(source->language, PK_WORD_WALKED_OTHERS);
        pk_pen_box(pen, &self->others.box, PK_DRAWING_ASIDE);
        write_name(source, pen, &self->others, (pk_sheet_set_t){&others, 1, 0});
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    pk_arena_t arena = {0};
    pk_paths_picture_t picture = count_paths(r, &arena);
    picture.flows = pk_drawing_flows(r, &arena);
    picture.returns = pk_drawing_returns(&picture.flows, &arena);
    place_all(&picture);
    pk_chart_size(sheet, 1280, fmax(115 + 12.4 * picture.height, 480));
    pk_chart_title(source, sheet, PK_WORD_WALKED_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_WALKED_NOTE, "");
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_high", 1, PK_LAYOUT_WIDTH);
    pk_sheet_number(sheet, "number_high", 2, picture.height);
    pk_pen_t pen = {.sheet = sheet, .letter = pk_pen_letter(PK_DRAWING_WIDTH)};
    pk_pen_columns(&pen);
    write_ribbons(&picture, &pen);
    write_boxes(source, &picture, &pen);
    pk_pen_legend(sheet, source->language, picture.there);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_common_paths = {has_data, write};
