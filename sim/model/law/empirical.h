/* The law of a sample: one of some values, each as likely as any other (sample(file.csv, column) of models/README.md).
 */
#ifndef PK_MODEL_LAW_EMPIRICAL_H
#define PK_MODEL_LAW_EMPIRICAL_H

#include "base/arena.h"
#include "model/law/law.h"

/* The values, in ascending order, and what is asked of them: sums over the first k of them (k = 0..count), of the
 * values and of their squares, both from the mean. All arrays are the arena's. */
typedef struct {
    int count;
    const double *values;         /* [count] */
    const double *sums, *squares; /* [count + 1] */
    double mean, variance;        /* of the law: the variance is divided by count */
} pk_empirical_t;

/* Of `count` >= 1 finite values in any order, which are copied. */
const pk_empirical_t *pk_empirical_of(const double *values, int count, pk_arena_t *arena);

/* The law `sample` has one argument, which no file writes: where its values stand, as a whole number. A double holds
 * every address below 2^53, and so all that a program has. What draws by the law must not outlive the values. */
double pk_empirical_argument(const pk_empirical_t *self);

#endif
