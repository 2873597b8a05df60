/* A log of journeys (models/README.md, Logs), counted: how long who stayed where and which way they went.
 *
 * What is kept is sufficient for the likelihood (journeys_likelihood.h) and does not grow with the cases: stays that
 * are alike stand once with their number. Reading needs the scenario alone; the plan that the counts are held against
 * may be compiled later, over as many steps as the log has (last_step). */
#ifndef PK_INFER_JOURNEYS_H
#define PK_INFER_JOURNEYS_H

#include "base/codes.h"
#include "model/calibration.h"

/* A stay: entered in step `entered`, it was at risk in the `steps` steps after it and ended in the last of them by
 * `way`, a transition; or it goes on (PK_STILL_THERE) at the end of what was watched. A stage without a time of its own
 * (dwell: 0) has steps 0. Of a transition that is an event: it happened in step `entered`. By event `entered` is 0. */
typedef struct {
    int stage;
    int persona; /* -1: the log does not say */
    int entered, steps, way;
    double count;
} pk_visit_t;

enum { PK_STILL_THERE = -1 };

/* Cases whose persona the log does not say, as a tree of shared beginnings: node k goes on from `parent` (-1: it
 * begins) with the visit `visit`, and `count` cases end with it. Parents come first. */
typedef struct {
    int parent, visit;
    double count;
} pk_visit_node_t;

/* What is told of a log. */
typedef struct {
    long rows, cases;     /* rows of the file, without those that are empty */
    long ignored;         /* rows left out by `ignore:` */
    long late;            /* rows after `until:` */
    long repeated;        /* rows that say the stage where the case is already; of them ... */
    long events;          /* ... those that the model has an event for (a -> a) */
    long moves;           /* moves, events apart */
    long crowded;         /* moves and events that a step cannot hold, for the case has moved in it already: they count
                             in the next */
    long crowded_cases;   /* cases with one */
    long crowded_by_day;  /* cases with two moves on one day; what a step of a day could not hold either */
    long cut;             /* of the crowded, those left out: the end of the log left no step for them, or an event that
                             comes once a step has been in it */
    long gaps, long_gaps; /* from one row of a case to the next; longer than `lapse: after` */
    long lapsed;          /* cases that have gone by `lapse:` */
    long first_day, last_day;  /* of its rows; PK_NO_DAY by event */
    int first_step, last_step; /* of the first row, and the last that was watched; by event 0 */
    double *starts;            /* [nstage] cases by the stage of their first row */
    double *reached;           /* [nstage] cases that were there at any time */
    double *happened;          /* [ntransition] moves and events by transition */
} pk_log_figures_t;

typedef struct {
    const pk_observed_log_t *asked;
    const pk_model_t *model;
    const char *path; /* of the file */
    bool mixed;       /* the model has several personas and the log does not say which, or customers differ in a
                         probability: `nodes` count */
    pk_visit_t *visits;
    int nvisit;
    pk_visit_node_t *nodes;
    int nnode;
    pk_log_figures_t figures;
    pk_arena_t arena;
} pk_journeys_log_t;

/* Reads and counts a log, mapped and row by row: 16 bytes a row beside the names of its cases until all are counted.
 * Errors, all of them at once: a column, stage or persona that there is not (each name once, with how many rows say
 * it), a broken time, a case of two personas, a move that the model has no way for (each once, with its number and its
 * first row), a log without a row. `self` is overwritten; free it also after an error. Borrows `asked` and the
 * scenario. */
PK_MUST_USE pk_status_t pk_journeys_log_read(pk_journeys_log_t *self, const pk_observed_log_t *asked,
                                             const pk_scenario_t *scenario, pk_diag_t *diag);
void pk_journeys_log_free(pk_journeys_log_t *self);

#endif
