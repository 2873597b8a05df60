#include "infer/normal_score.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "infer/normal_rows.h"

/* ---- the record ---- */

static pk_deed_t *add_deed(pk_deeds_t *self, pk_deed_t deed)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 1024;
        self->deed = pk_heap_resize(self->deed, (size_t)self->room, sizeof *self->deed);
    }
    deed.entry = self->nentry;
    deed.weight = self->nweight;
    self->deed[self->count] = deed;
    return &self->deed[self->count++];
}

static void add_entries(pk_deeds_t *self, const int *entries, int count)
{
    if (self->nentry + count > self->entry_room) {
        self->entry_room = 2 * self->entry_room + count + 4096;
        self->entry = pk_heap_resize(self->entry, (size_t)self->entry_room, sizeof *self->entry);
    }
    memcpy(&self->entry[self->nentry], entries, (size_t)count * sizeof *entries);
    self->nentry += count;
}

/* Room for so many weights, which the caller fills. */
static double *add_weights(pk_deeds_t *self, int count)
{
    if (self->nweight + count > self->weight_room) {
        self->weight_room = 2 * self->weight_room + count + 4096;
        self->weight = pk_heap_resize(self->weight, (size_t)self->weight_room, sizeof *self->weight);
    }
    self->nweight += count;
    return &self->weight[self->nweight - count];
}

static void add_combination(pk_deeds_t *self, pk_combination_t of)
{
    add_entries(self, of.entry, of.count);
    memcpy(add_weights(self, of.count), of.weight, (size_t)of.count * sizeof(double));
}

void pk_deeds_map(pk_deeds_t *self, const double *a, int n, int lasting, const int *columns, const int *counts)
{
    add_deed(self, (pk_deed_t){.did = PK_DID_MAP, .of = n, .count = -1});
    add_entries(self, counts, n);
    for (int i = 0; i < n; i++) {
        const int *at = &columns[(long)i * lasting];
        add_entries(self, at, counts[i]);
        double *weight = add_weights(self, counts[i]);
        for (int k = 0; k < counts[i]; k++) {
            weight[k] = a[(long)i * lasting + at[k]];
        }
    }
}

void pk_deeds_recast(pk_deeds_t *self, const int *rows, const pk_combination_t *as, int count)
{
    add_deed(self, (pk_deed_t){.did = PK_DID_RECAST, .of = count, .count = -1});
    add_entries(self, rows, count);
    for (int k = 0; k < count; k++) {
        add_entries(self, &as[k].count, 1);
        add_combination(self, as[k]);
    }
}

void pk_deeds_noise(pk_deeds_t *self, pk_combination_t along, double sd, int slot)
{
    add_deed(self, (pk_deed_t){.did = PK_DID_NOISE, .of = slot, .count = along.count, .factor = sd});
    add_combination(self, along);
}

void pk_deeds_spread(pk_deeds_t *self, int from, pk_combination_t to)
{
    add_deed(self, (pk_deed_t){.did = PK_DID_SPREAD, .of = from, .count = to.count});
    add_combination(self, to);
}

void pk_deeds_scale(pk_deeds_t *self, int entry, double factor)
{
    add_deed(self, (pk_deed_t){.did = PK_DID_SCALE, .of = entry, .factor = factor});
}

void pk_deeds_see(pk_deeds_t *self, pk_combination_t of, const double *gain, int n, double v, double off,
                  double to_variance)
{
    const double kept = 1 - to_variance / v, step = off / v;
    add_deed(self, (pk_deed_t){.did = PK_DID_SEE,
                               .count = of.count,
                               .kept = kept,
                               .step = step,
                               .by_mean = step,
                               .by_variance = (step * step - kept / v) / 2});
    add_combination(self, of);
    double *weight = add_weights(self, n);
    for (int i = 0; i < n; i++) {
        weight[i] = gain[i] / v;
    }
}

void pk_deeds_free(pk_deeds_t *self)
{
    free(self->deed);
    free(self->entry);
    free(self->weight);
    *self = (pk_deeds_t){0};
}

/* ---- the sweep back ---- */

static double *row_of(const pk_score_t *self, int i)
{
    return &self->d[(long)i * self->n];
}

static double inner(int n, const double *a, const double *b)
{
    double sum = 0;
    for (int k = 0; k < n; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}

/* A' D' A by its rows, which are sparse: A' D', turned around, then A' times that. */
PK_FOR_EACH_PROCESSOR static void map_back(pk_score_t *self, const int *entry, const double *weight, int lasting)
{
    const int n = self->n, *counts = entry, *columns = &entry[n];
    double *r = self->along, *turned = self->work;
    memset(r, 0, (size_t)n * sizeof *r);
    memset(turned, 0, (size_t)n * (size_t)n * sizeof *turned);
    const int *column = columns;
    const double *a = weight;
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < counts[i]; k++) {
            r[*column] += *a * self->r[i];
            pk_row_add(n, &turned[(long)*column * n], row_of(self, i), *a);
            column++;
            a++;
        }
    }
    memcpy(self->r, r, (size_t)n * sizeof *r);
    memset(self->d, 0, (size_t)n * (size_t)n * sizeof *self->d);
    column = columns;
    a = weight;
    for (int i = 0; i < n; i++) {
        for (int c = 0; c < lasting && counts[i] > 0; c++) {
            r[c] = turned[(long)c * n + i];
        }
        for (int k = 0; k < counts[i]; k++) {
            pk_row_add(lasting, row_of(self, *column++), r, *a++);
        }
    }
}

/* Rows, then columns: what stood in the rows goes to what they were made of. */
PK_FOR_EACH_PROCESSOR static void recast_back(pk_score_t *self, const pk_deed_t *deed, const pk_deeds_t *deeds)
{
    const int n = self->n, *rows = &deeds->entry[deed->entry];
    double r[deed->of + 1];
    for (int k = 0; k < deed->of; k++) {
        memcpy(&self->work[(long)k * n], row_of(self, rows[k]), (size_t)n * sizeof(double));
        memset(row_of(self, rows[k]), 0, (size_t)n * sizeof(double));
        r[k] = self->r[rows[k]];
        self->r[rows[k]] = 0;
    }
    const int *at = &rows[deed->of];
    const double *weight = &deeds->weight[deed->weight];
    for (int k = 0; k < deed->of; k++) {
        for (int left = *at++; left > 0; left--, at++, weight++) {
            pk_row_add(n, row_of(self, *at), &self->work[(long)k * n], *weight);
            self->r[*at] += *weight * r[k];
        }
    }
    for (int i = 0; i < n; i++) {
        double *row = row_of(self, i);
        for (int k = 0; k < deed->of; k++) {
            r[k] = row[rows[k]];
            row[rows[k]] = 0;
        }
        at = &rows[deed->of];
        weight = &deeds->weight[deed->weight];
        for (int k = 0; k < deed->of; k++) {
            for (int left = *at++; left > 0; left--) {
                row[*at++] += *weight++ * r[k];
            }
        }
    }
}

PK_FOR_EACH_PROCESSOR static void spread_back(pk_score_t *self, int from, pk_combination_t to)
{
    const int n = self->n;
    for (int k = 0; k < to.count; k++) {
        self->r[from] += to.weight[k] * self->r[to.entry[k]];
        pk_row_add(n, row_of(self, from), row_of(self, to.entry[k]), to.weight[k]);
    }
    for (int i = 0; i < n; i++) {
        double *row = row_of(self, i);
        for (int k = 0; k < to.count; k++) {
            row[from] += to.weight[k] * row[to.entry[k]];
        }
    }
}

static void scale_back(pk_score_t *self, int entry, double factor)
{
    const int n = self->n;
    self->r[entry] *= factor;
    for (int k = 0; k < n; k++) {
        row_of(self, entry)[k] *= factor;
    }
    for (int k = 0; k < n; k++) {
        row_of(self, k)[entry] *= factor;
    }
}

PK_FOR_EACH_PROCESSOR static void see_back(pk_score_t *self, const pk_deed_t *deed, pk_combination_t of,
                                           const double *gain)
{
    const int n = self->n;
    double *along = self->along; /* D K, then what D changes by along h */
    for (int i = 0; i < n; i++) {
        along[i] = inner(n, row_of(self, i), gain);
    }
    const double both = inner(n, along, gain), moved = inner(n, self->r, gain);
    for (int k = 0; k < of.count; k++) {
        self->r[of.entry[k]] -= deed->kept * moved * of.weight[k];
    }
    for (int i = 0; i < n; i++) {
        along[i] = deed->step * self->r[i] / 2 - deed->kept * along[i];
    }
    for (int k = 0; k < of.count; k++) {
        along[of.entry[k]] += (deed->kept * deed->kept * both + deed->by_variance) / 2 * of.weight[k];
        self->r[of.entry[k]] += deed->by_mean * of.weight[k];
    }
    for (int k = 0; k < of.count; k++) {
        pk_row_add(n, row_of(self, of.entry[k]), along, of.weight[k]);
        for (int i = 0; i < n; i++) {
            row_of(self, i)[of.entry[k]] += along[i] * of.weight[k];
        }
    }
}

/* g' D g */
static double twice_along(const pk_score_t *self, pk_combination_t g)
{
    double sum = 0;
    for (int i = 0; i < g.count; i++) {
        for (int k = 0; k < g.count; k++) {
            sum += g.weight[i] * g.weight[k] * row_of(self, g.entry[i])[g.entry[k]];
        }
    }
    return sum;
}

void pk_score_sweep(pk_score_t *self, const pk_deeds_t *deeds, int lasting, double *by_slot)
{
    const int n = self->n;
    memset(self->r, 0, (size_t)n * sizeof(double));
    memset(self->d, 0, (size_t)n * (size_t)n * sizeof(double));
    for (long k = deeds->count - 1; k >= 0; k--) {
        const pk_deed_t *deed = &deeds->deed[k];
        const int *entry = &deeds->entry[deed->entry];
        const double *weight = &deeds->weight[deed->weight];
        const pk_combination_t of = {entry, weight, deed->count};
        switch (deed->did) {
        case PK_DID_MAP:
            map_back(self, entry, weight, lasting);
            break;
        case PK_DID_RECAST:
            recast_back(self, deed, deeds);
            break;
        case PK_DID_NOISE:
            by_slot[deed->of] += 2 * deed->factor * twice_along(self, of);
            break;
        case PK_DID_SPREAD:
            spread_back(self, deed->of, of);
            break;
        case PK_DID_SCALE:
            scale_back(self, deed->of, deed->factor);
            break;
        case PK_DID_SEE:
            see_back(self, deed, of, &weight[deed->count]);
            break;
        }
    }
}
