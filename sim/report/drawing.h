/* Boxes and ribbons of a layout as rows of a sheet, for plots/boxes.gp: what the pictures of journeys share.
 *
 * A row is kind, x, y, mark, lines; kind 0..3 is a corner of a ribbon (on, back, off, back to buy), 10..14 of a box (on
 * the way, customer, advocate, lost, aside), 20..22 the place of a text (in a box, on a ribbon, above a panel). */
#ifndef PK_REPORT_DRAWING_H
#define PK_REPORT_DRAWING_H

#include "report/layout.h"
#include "report/sheet.h"
#include "report/words.h"
#include "result/result.h"

enum { PK_DRAWING_MARKS = 1990 };

/* Panels stand in one plane, so that gnuplot reads the data once: `x` and `y` are where the present one begins. */
typedef struct {
    pk_sheet_t *sheet;
    int marks; /* texts so far; no more than PK_DRAWING_MARKS fit */
    double x, y;
    double letter; /* about the width of one, in units of the layout */
} pk_pen_t;

/* How far on the way each stage is, by role, in the order of writing: prospects written after the first customers took
 * another way. */
void pk_drawing_ranks(const char *const *roles, int count, pk_rank_t *ranks);

/* What each of some flows is if it leads back. It is a way back to buy where it brings revenue itself, or leads to a
 * stage where nobody stays and out of which some way brings revenue, or to such a stage of customers (there it is not
 * the way back that brings it: a parcel that is returned is no purchase). Who has never bought and is in no lost stage
 * goes onward there. Roles and `instant` by stage, ends as of pk_layout_flows_t. In `arena`. */
typedef struct {
    const char *const *roles;
    const bool *instant;
    int count;
    const int *from, *to;
    const bool *purchase;
} pk_drawing_flows_t;
pk_drawing_flows_t pk_drawing_flows(const pk_result_t *result, pk_arena_t *arena);
const pk_ribbon_kind_t *pk_drawing_returns(const pk_drawing_flows_t *flows, pk_arena_t *arena);

/* The legend of those kinds of ribbons that there are, keys legend 1..4. */
void pk_pen_legend(pk_sheet_t *sheet, pk_language_t language, const bool there[PK_RIBBON_KINDS]);
/* Marks in `there` the kinds of a layout's ribbons. */
void pk_drawing_kinds(const pk_layout_t *layout, bool there[PK_RIBBON_KINDS]);

/* How wide the picture of a journey is, in pixels: where more stages follow each other than have room, as much wider.
 */
enum { PK_DRAWING_WIDTH = 1280 };
double pk_drawing_width(const pk_layout_t *layout);
/* The pen's letter in a picture so wide. */
double pk_pen_letter(double width);

void pk_pen_columns(const pk_pen_t *self);

/* One corner, or the place of the text that was marked last, in the present panel. */
void pk_pen_corner(const pk_pen_t *self, int kind, double x, double y);
/* One of the titles of all panels. */
void pk_pen_title(pk_pen_t *self, pk_sheet_set_t titles, double x, double y);

/* A ribbon; with a `head`, it ends in an arrow's. */
void pk_pen_ribbon(const pk_pen_t *self, const pk_ribbon_t *ribbon, bool head);

/* In place of a role: a box that is no stage. */
#define PK_DRAWING_ASIDE "aside"

/* A box in the colour of its role, and labels[which] on as many lines as fit, three at most, with `more` lines below.
 */
void pk_pen_box(const pk_pen_t *self, const pk_box_t *box, const char *role);
void pk_pen_name(pk_pen_t *self, const pk_box_t *box, const char *const *labels, int count, int which,
                 const char *const *more, int nmore);

/* What stands on a ribbon. */
typedef const char *(*pk_ribbon_text_fn)(const void *context, const pk_ribbon_t *ribbon, pk_arena_t *arena);

/* The texts of the ribbons that as many took as `least` of the widest one's, the widest first to choose their place:
 * on the ribbon, clear of boxes, of other texts and, where it can be, of other ribbons. A number without room is left
 * out. */
void pk_pen_numbers(pk_pen_t *self, const pk_layout_t *layout, double least, pk_ribbon_text_fn text,
                    const void *context);

#endif
