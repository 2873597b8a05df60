#include "study/points.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/stream.h"

pk_points_t pk_points_of(int count, long size, uint64_t seed)
{
    enum { EACH_LEAST = 8 };
    PK_REQUIRE(count >= 0 && count <= PK_POINTS_NUMBERS_MOST);
    const long each = (size + PK_REPLICATES - 1) / PK_REPLICATES;
    pk_points_t self = {.sobol = pk_sobol_of(count > 0 ? 2 * count : 1),
                        .count = count,
                        .place = pk_heap((size_t)count + 1, sizeof *self.place),
                        .each = each > EACH_LEAST ? each : EACH_LEAST,
                        .seed = seed};
    for (int k = 0; k < count; k++) {
        self.place[k] = k;
    }
    return self;
}

void pk_points_free(pk_points_t *self)
{
    pk_sobol_free(&self->sobol);
    free(self->place);
    *self = (pk_points_t){0};
}

double pk_points_at(const pk_points_t *self, int number, bool of_b, long point)
{
    const long scrambled = PK_HALVES * self->each;
    return pk_sobol_at(&self->sobol, 2 * self->place[number] + of_b, (uint32_t)(point % scrambled),
                       pk_hash_join(self->seed, (uint64_t)(point / scrambled)));
}

void pk_points_rank(pk_points_t *self, const double *weight)
{
    for (int k = 0; k < self->count; k++) {
        self->place[k] = 0;
        for (int other = 0; other < self->count; other++) {
            self->place[k] += weight[other] > weight[k] || (weight[other] == weight[k] && other < k);
        }
    }
}

pk_known_t pk_jackknife(pk_without_fn without, void *context)
{
    double each[PK_REPLICATES], mean = 0, squares = 0;
    for (int r = 0; r < PK_REPLICATES; r++) {
        each[r] = without(context, r);
        mean += each[r] / PK_REPLICATES;
    }
    for (int r = 0; r < PK_REPLICATES; r++) {
        squares += (each[r] - mean) * (each[r] - mean);
    }
    return (pk_known_t){.value = without(context, -1), .se = sqrt(squares * (PK_REPLICATES - 1) / PK_REPLICATES)};
}
