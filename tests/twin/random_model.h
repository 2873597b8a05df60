/* Random valid journeys from a fixed seed, with every feature mixed, and what features one has. */
#ifndef TWIN_RANDOM_MODEL_H
#define TWIN_RANDOM_MODEL_H

#include <stdint.h>

#include "twin/twin.h"

/* Journey `number` of a seed; no driver brings more than there is (organic rates are at least 0). */
void twin_random(uint64_t seed, int number, twin_journey_t *journey);

typedef struct {
    const char *name;
    bool (*has)(const twin_journey_t *journey);
} twin_feature_t;

/* Ends with a NULL name. */
extern const twin_feature_t TWIN_FEATURES[];

#endif
