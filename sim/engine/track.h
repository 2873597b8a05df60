/* What is added up by run over windows of steps, and reduced over the runs: the money of each period and all so far.
 *
 * Runs advance through blocks of steps (record.h): a track takes a block of all runs at a time, and goes on with the
 * next where it was. Each run is added up step by step in order, as its KPIs are. */
#ifndef PK_ENGINE_TRACK_H
#define PK_ENGINE_TRACK_H

#include "engine/digest.h"
#include "result/result.h"

typedef struct {
    int *columns; /* [ncolumn] of a row, which are added up */
    int ncolumn;
    const pk_window_t *windows; /* [nwindow] ascending; step 0 belongs to those that begin with 1 */
    int nwindow;
    bool exact;                /* step 0 belongs to none that does not begin with it */
    const double *parts;       /* [nwindow][2] how much of the first and last step counts, 1 in between, and windows may
                                  share such a step; NULL: all, and no window is over another */
    const double *marks;       /* [2][nwindow] what sums and totals are ranked against; NULL: nothing */
    double *below;             /* [2][nwindow] how many runs so far were below it, equal ones (to 9 digits) by half */
    pk_summary_t *sum, *total; /* [nwindow] where they go: of a window, and of all up to it */
    pk_digest_t *digests;      /* [2][nwindow] with several batches, else NULL */
    double *so_far;            /* [2][run] of this batch: in this window, and in all */
} pk_track_t;

/* A block of steps first..last of some runs: [run][step - first][width]. */
typedef struct {
    const double *rows;
    long nrun;
    int width, first, last;
} pk_rows_t;

/* Makes room in `count` tracks for batches of at most nrun runs; columns is the heap's and is freed with them. */
void pk_tracks_open(pk_track_t *tracks, int count, long nrun, int batches);
/* The next block of a batch; the one that has step 0 begins a batch. The same for any number of threads. */
void pk_tracks_add(pk_track_t *tracks, int count, const pk_rows_t *rows, int threads);
/* After the last batch. Gives the largest error of a quantile's rank, as a part of the runs. */
double pk_tracks_finish(pk_track_t *tracks, int count);
void pk_tracks_free(pk_track_t *tracks, int count);

#endif
