#include "infer/normal.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "infer/normal_rows.h"

/* ---- the tape ---- */

void pk_normal_wind(pk_normal_t *self, pk_tape_mode_t mode)
{
    self->tape.mode = mode;
    self->tape.count = 0;
    self->tape.broken = false;
    self->deeds.count = self->deeds.nentry = self->deeds.nweight = 0;
}

/* Where what is done is kept for a score. */
static bool keeps(const pk_normal_t *self)
{
    return self->scored && self->tape.mode == PK_TAPE_RECORD;
}

static void record(pk_tape_t *tape, double x)
{
    if (tape->count == tape->room) {
        tape->room = 2 * tape->room + 4096;
        tape->at = pk_heap_resize(tape->at, (size_t)tape->room, sizeof *tape->at);
    }
    tape->at[tape->count++] = x;
}

static double replay(pk_tape_t *tape)
{
    tape->broken = tape->broken || tape->count >= tape->room;
    return tape->broken ? NAN : tape->at[tape->count++];
}

/* What stands before each record, so that a walk on another way is noticed. */
enum { OF_VARIANCE = -1, OF_GAIN = -2 };

static void expect(pk_tape_t *tape, int tag)
{
    tape->broken = tape->broken || replay(tape) != tag;
}

/* ---- the law ---- */

void pk_normal_clear(pk_normal_t *self)
{
    memset(self->mean, 0, (size_t)self->n * sizeof(double));
    memset(self->cov, 0, (size_t)self->n * (size_t)self->n * sizeof(double));
}

static double *row_of(const pk_normal_t *self, int entry)
{
    return &self->cov[(long)entry * self->n];
}

double pk_normal_mean_of(const pk_normal_t *self, pk_combination_t of)
{
    double sum = 0;
    for (int k = 0; k < of.count; k++) {
        sum += of.weight[k] * self->mean[of.entry[k]];
    }
    return sum;
}

/* cov h */
static void spread_of(const pk_normal_t *self, pk_combination_t of, double *spread)
{
    memset(spread, 0, (size_t)self->n * sizeof(double));
    for (int k = 0; k < of.count; k++) {
        pk_row_add(self->n, spread, row_of(self, of.entry[k]), of.weight[k]);
    }
}

static double along(pk_combination_t of, const double *row)
{
    double sum = 0;
    for (int k = 0; k < of.count; k++) {
        sum += of.weight[k] * row[of.entry[k]];
    }
    return sum;
}

double pk_normal_variance_of(const pk_normal_t *self, pk_combination_t of)
{
    double sum = 0;
    for (int k = 0; k < of.count; k++) {
        sum += of.weight[k] * along(of, row_of(self, of.entry[k]));
    }
    return sum;
}

double pk_normal_taped_variance(pk_normal_t *self, pk_combination_t of)
{
    if (pk_normal_replays(self)) {
        expect(&self->tape, OF_VARIANCE);
        return replay(&self->tape);
    }
    const double variance = pk_normal_variance_of(self, of);
    if (self->tape.mode == PK_TAPE_RECORD) {
        record(&self->tape, OF_VARIANCE);
        record(&self->tape, variance);
    }
    return variance;
}

static inline __attribute__((always_inline)) int nonzero(const double *row, int count, int *columns)
{
    int found = 0;
    for (int k = 0; k < count; k++) {
        columns[found] = k;
        found += row[k] != 0;
    }
    return found;
}

/* The first `width` of row i of A times rows of n. */
static inline __attribute__((always_inline)) void map_row(const pk_normal_t *self, const double *a, const double *from,
                                                          int i, int width, double *to)
{
    const int *columns = &self->columns[(long)i * self->lasting];
    memset(to, 0, (size_t)width * sizeof(double));
    for (int k = 0; k < self->count[i]; k++) {
        pk_row_add(width, to, &from[(long)columns[k] * self->n], a[(long)i * self->lasting + columns[k]]);
    }
}

/* A cov turned around, [lasting][n]; then A times that: the half below the diagonal, and the other like it. */
PK_FOR_EACH_PROCESSOR void pk_normal_map(pk_normal_t *self, const double *a)
{
    const int n = self->n, lasting = self->lasting;
    double row[lasting + 1];
    if (pk_normal_replays(self)) {
        return;
    }
    for (int i = 0; i < n; i++) {
        self->count[i] = nonzero(&a[(long)i * lasting], lasting, &self->columns[(long)i * lasting]);
        map_row(self, a, self->cov, i, lasting, row);
        for (int j = 0; j < lasting; j++) {
            self->work[(long)j * n + i] = row[j];
        }
    }
    if (keeps(self)) {
        pk_deeds_map(&self->deeds, a, n, lasting, self->columns, self->count);
    }
    for (int i = 0; i < n; i++) {
        map_row(self, a, self->work, i, i + 1, row_of(self, i));
        for (int j = 0; j < i; j++) {
            self->cov[(long)j * n + i] = self->cov[(long)i * n + j];
        }
    }
}

void pk_normal_recast(pk_normal_t *self, const int *rows, const pk_combination_t *as, int count)
{
    const int n = self->n;
    if (pk_normal_replays(self)) {
        return;
    }
    if (keeps(self)) {
        pk_deeds_recast(&self->deeds, rows, as, count);
    }
    for (int r = 0; r < count; r++) {
        spread_of(self, as[r], &self->work[(long)r * n]);
    }
    for (int r = 0; r < count; r++) { /* with all that stays as it is */
        const double *row = &self->work[(long)r * n];
        memcpy(row_of(self, rows[r]), row, (size_t)n * sizeof(double));
        for (int k = 0; k < n; k++) {
            self->cov[(long)k * n + rows[r]] = row[k];
        }
    }
    for (int r = 0; r < count; r++) { /* and with each other */
        for (int c = 0; c < count; c++) {
            row_of(self, rows[r])[rows[c]] = along(as[c], &self->work[(long)r * n]);
        }
    }
}

void pk_normal_noise(pk_normal_t *self, pk_combination_t along, double variance)
{
    for (int k = 0; k < along.count && !pk_normal_replays(self); k++) {
        double *row = row_of(self, along.entry[k]);
        const double part = variance * along.weight[k];
        for (int j = 0; j < along.count; j++) {
            row[along.entry[j]] += part * along.weight[j];
        }
    }
}

void pk_normal_scatter(pk_normal_t *self, pk_combination_t along, double sd, int slot)
{
    pk_normal_noise(self, along, sd * sd);
    if (keeps(self)) {
        pk_deeds_noise(&self->deeds, along, sd, slot);
    }
}

PK_FOR_EACH_PROCESSOR void pk_normal_spread(pk_normal_t *self, int from, pk_combination_t to)
{
    const int n = self->n;
    const double *source = row_of(self, from);
    for (int k = 0; k < to.count; k++) {
        self->mean[to.entry[k]] += to.weight[k] * self->mean[from];
    }
    if (pk_normal_replays(self)) {
        return;
    }
    if (keeps(self)) {
        pk_deeds_spread(&self->deeds, from, to);
    }
    for (int k = 0; k < to.count; k++) {
        pk_row_add(n, row_of(self, to.entry[k]), source, to.weight[k]);
    }
    for (int i = 0; i < n; i++) {
        double *row = row_of(self, i);
        const double here = row[from];
        for (int k = 0; k < to.count && here != 0; k++) {
            row[to.entry[k]] += to.weight[k] * here;
        }
    }
}

void pk_normal_scale(pk_normal_t *self, int entry, double factor)
{
    const int n = self->n;
    self->mean[entry] *= factor;
    if (keeps(self)) {
        pk_deeds_scale(&self->deeds, entry, factor);
    }
    for (int k = 0; k < n && !pk_normal_replays(self); k++) {
        row_of(self, entry)[k] *= factor;
    }
    for (int k = 0; k < n && !pk_normal_replays(self); k++) {
        self->cov[k * n + entry] *= factor;
    }
}

/* The means alone, by the gain that was recorded. */
static void follow(pk_normal_t *self, double off)
{
    expect(&self->tape, OF_GAIN);
    for (int i = 0; i < self->n; i++) {
        self->mean[i] += replay(&self->tape) * off;
    }
}

PK_FOR_EACH_PROCESSOR void pk_normal_condition(pk_normal_t *self, pk_combination_t of, double m, double v,
                                               double to_mean, double to_variance)
{
    const int n = self->n;
    if (!(v > 0)) {
        return;
    }
    if (pk_normal_replays(self)) {
        follow(self, to_mean - m);
        return;
    }
    spread_of(self, of, self->gain);
    if (self->tape.mode == PK_TAPE_RECORD) {
        record(&self->tape, OF_GAIN);
        for (int i = 0; i < n; i++) {
            record(&self->tape, self->gain[i] / v);
        }
    }
    if (keeps(self)) {
        pk_deeds_see(&self->deeds, of, self->gain, n, v, to_mean - m, to_variance);
    }
    const double step = (to_mean - m) / v, shrink = (v - to_variance) / v / v;
    for (int i = 0; i < n; i++) {
        const double here = self->gain[i];
        if (here != 0) {
            self->mean[i] += here * step;
            pk_row_add(n, row_of(self, i), self->gain, -here * shrink);
        }
    }
}

bool pk_normal_keeps_told(const pk_normal_t *self)
{
    return keeps(self) && self->deeds.count > 0 && self->deeds.deed[self->deeds.count - 1].did == PK_DID_SEE;
}

void pk_normal_told(pk_normal_t *self, double by_mean, double by_variance)
{
    self->deeds.deed[self->deeds.count - 1].by_mean = by_mean;
    self->deeds.deed[self->deeds.count - 1].by_variance = by_variance;
}
