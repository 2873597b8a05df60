#include "engine/track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"

void pk_tracks_open(pk_track_t *tracks, int count, long nrun, int batches)
{
    for (int k = 0; k < count; k++) {
        tracks[k].so_far = pk_heap(2 * (size_t)nrun, sizeof(double));
        if (batches > 1) {
            tracks[k].digests = pk_heap(2 * (size_t)tracks[k].nwindow, sizeof(pk_digest_t));
        }
    }
}

void pk_tracks_free(pk_track_t *tracks, int count)
{
    for (int k = 0; k < count; k++) {
        for (int w = 0; tracks[k].digests != NULL && w < 2 * tracks[k].nwindow; w++) {
            pk_digest_free(&tracks[k].digests[w]);
        }
        free(tracks[k].digests);
        free(tracks[k].so_far);
        free(tracks[k].columns);
        tracks[k] = (pk_track_t){0};
    }
}

typedef struct {
    pk_track_t *tracks;
    const pk_rows_t *rows;
    double *scratch; /* [worker][run] */
} pk_tracking_t;

static void add_step(const pk_track_t *self, const pk_rows_t *rows, int t, double part, double *into)
{
    const long stride = (long)(rows->last - rows->first + 1) * rows->width;
    for (int c = 0; c < self->ncolumn; c++) {
        const double *from = &rows->rows[(long)(t - rows->first) * rows->width + self->columns[c]];
        for (long run = 0; run < rows->nrun; run++) {
            into[run] += part * from[run * stride];
        }
    }
}

/* Some values of the runs into window w: a summary, or with several batches a digest. `scratch` is used up. */
static void reduce(pk_summary_t *summaries, pk_digest_t *digests, int w, const double *values, long count,
                   double *scratch)
{
    memcpy(scratch, values, (size_t)count * sizeof(double));
    if (digests != NULL) {
        pk_digest_add(&digests[w], scratch, count, false);
    } else {
        summaries[w] = pk_summarise(scratch, count);
    }
}

static double count_below(const double *values, long count, double mark)
{
    double below = 0;
    for (long run = 0; run < count; run++) {
        const bool equal = fabs(values[run] - mark) <= 1e-9 * fabs(mark);
        below += equal ? 0.5 : values[run] < mark;
    }
    return below;
}

/* A window is over: its sum is told and begins anew. */
static void close_window(const pk_track_t *self, int w, long count, double *scratch)
{
    double *sum = self->so_far, *total = self->so_far + count;
    if (self->marks != NULL) {
        self->below[w] += count_below(sum, count, self->marks[w]);
        self->below[self->nwindow + w] += count_below(total, count, self->marks[self->nwindow + w]);
    }
    reduce(self->sum, self->digests, w, sum, count, scratch);
    reduce(self->total, self->digests != NULL ? self->digests + self->nwindow : NULL, w, total, count, scratch);
    memset(sum, 0, (size_t)count * sizeof(double));
}

/* Which part of step t belongs to window w; 0: none. */
static double part_in(const pk_track_t *self, int w, int t)
{
    const pk_window_t *window = &self->windows[w];
    const bool covers = (t == 0 && !self->exact ? window->first <= 1 : t >= window->first) && t <= window->last;
    if (!covers || self->parts == NULL) {
        return covers;
    }
    return t == window->first ? self->parts[2 * w] : t == window->last ? self->parts[2 * w + 1] : 1;
}

static void add_block(void *context, long index, int worker)
{
    const pk_tracking_t *job = context;
    const pk_track_t *self = &job->tracks[index];
    const pk_rows_t *rows = job->rows;
    double *scratch = &job->scratch[worker * rows->nrun], part;
    int first = 0;
    if (rows->first == 0) {
        memset(self->so_far, 0, 2 * (size_t)rows->nrun * sizeof(double));
    }
    for (int t = rows->first; t <= rows->last; t++) {
        while (first < self->nwindow && self->windows[first].last < t) {
            first++;
        }
        for (int w = first; w < self->nwindow && (part = part_in(self, w, t)) > 0; w++) {
            add_step(self, rows, t, part, self->so_far);
            add_step(self, rows, t, part, self->so_far + rows->nrun);
            if (t == self->windows[w].last) {
                close_window(self, w, rows->nrun, scratch);
            }
        }
    }
}

void pk_tracks_add(pk_track_t *tracks, int count, const pk_rows_t *rows, int threads)
{
    pk_tracking_t job = {.tracks = tracks,
                         .rows = rows,
                         .scratch = pk_heap((size_t)pk_parallel_threads(threads) * (size_t)rows->nrun, sizeof(double))};
    pk_parallel_for(count, threads, add_block, &job);
    free(job.scratch);
}

double pk_tracks_finish(pk_track_t *tracks, int count)
{
    double worst = 0, error;
    for (int k = 0; k < count; k++) {
        for (int w = 0; tracks[k].digests != NULL && w < tracks[k].nwindow; w++) {
            tracks[k].sum[w] = pk_digest_summary(&tracks[k].digests[w], &error);
            worst = fmax(worst, error);
            tracks[k].total[w] = pk_digest_summary(&tracks[k].digests[tracks[k].nwindow + w], &error);
            worst = fmax(worst, error);
        }
    }
    return worst;
}
