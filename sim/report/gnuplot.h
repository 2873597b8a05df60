/* Pictures by gnuplot 5.4, the one other program that polku starts.
 *
 * It is started without a shell as `gnuplot -d -c SCRIPT DATA LABELS OUT TERMINAL WIDTHxHEIGHT [LOOK]`, or, since a
 * start costs more than a picture, with `-e "call 'SCRIPT' ..."` for each of several (svg and png, whose bytes are the
 * same then). No text of a user's ever stands in its program text but paths without quotes and other marks. Each
 * picture is drawn to a temporary name and renamed only when gnuplot ended well and the picture ends as a whole one
 * does (on a full disk gnuplot ends with 0 all the same); an SVG must be well-formed too (xml.h). Where something is
 * wrong with one of several, those that are not whole are drawn again, each by a gnuplot of its own, so that a fault is
 * its own alone. */
#ifndef PK_REPORT_GNUPLOT_H
#define PK_REPORT_GNUPLOT_H

#include "base/diag.h"
#include "report/output.h"
#include "report/terminal.h"

/* How a picture differs from what the charts look like where nothing is said; all zero: in nothing. */
typedef struct {
    double scale;           /* times as large: type, lines, points and margins; 0: once */
    int dpi;                /* pixels of an inch, of png and pdf; 0: not said */
    bool dark, transparent; /* on a dark ground; on none */
    const char *font;       /* letters, digits, blanks and - _ . alone (pk_gnuplot_font); NULL: the usual one */
} pk_picture_look_t;

typedef struct {
    const char *name;                         /* of the chart, for messages */
    const char *script, *data, *labels, *out; /* paths */
    const pk_terminal_t *terminal;
    int width, height;   /* pixels, 0: what suits the chart; of a dumb terminal 9 by 18 of them are a character */
    const char *results; /* the folder that `polku plot` draws it from; NULL: it is none of polku's */
    pk_picture_look_t look;
} pk_picture_t;

typedef struct {
    const char *program; /* a path, or a name to look for; NULL: gnuplot */
    double seconds;      /* a picture's limit, after which the process is killed; 0: 10 */
    int processes;       /* most at once; 0: as many as the machine has processors */
    int together;        /* most pictures of one process, 1 to 8; 0: 8 */
    pk_output_t
        *output; /* the folder of results that the pictures go into; NULL: each gets its name when it is drawn */
} pk_gnuplot_t;

/* Draws the pictures, several at once. Returns PK_FAILED if any is missing, with a message each that says which, why,
 * and how to draw it by hand later; the others are there. `drawn`, if not NULL, gets for each whether it is. When
 * gnuplot cannot be started at all, that is one message for all of them; after two that hung, the rest is not tried. */
PK_MUST_USE pk_status_t pk_gnuplot_draw(const pk_gnuplot_t *self, const pk_picture_t *pictures, int count, bool *drawn,
                                        pk_diag_t *diag);

/* Pictures on their way, drawn several at once while the caller does other things: it adds them as their data comes and
 * tends the drawer now and then, which starts, looks after and places, and never waits. A picture's texts are borrowed
 * until the drawer is freed. Where the output holds its files back (pk_output_hold), gnuplot reads the data where it
 * waits: pause before they get their names. */
typedef struct pk_drawer pk_drawer_t;

pk_drawer_t *pk_drawer_new(const pk_gnuplot_t *options);
/* Pictures are told of by their rank, those of one rank in the order in which they were added. */
void pk_drawer_add(pk_drawer_t *self, const pk_picture_t *picture, int rank);
void pk_drawer_tend(pk_drawer_t *self);
/* Waits for those that are being drawn. */
void pk_drawer_pause(pk_drawer_t *self);
/* Waits for all; messages and status as of pk_gnuplot_draw. */
PK_MUST_USE pk_status_t pk_drawer_finish(pk_drawer_t *self, pk_diag_t *diag);
/* After that, by rank; NULL: there are not so many. */
const pk_picture_t *pk_drawer_picture(const pk_drawer_t *self, int index, bool *drawn);
/* What is still being drawn is stopped and taken away. NULL is legal. */
void pk_drawer_free(pk_drawer_t *self);

#endif
