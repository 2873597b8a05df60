/* What the files of the random journeys tell each other; nobody else includes this. */
#ifndef TWIN_RANDOM_PARTS_H
#define TWIN_RANDOM_PARTS_H

#include "base/stream.h"
#include "twin/random_model.h"

typedef struct {
    pk_stream_t stream;
    twin_journey_t *journey;
} random_t;

bool random_chance(random_t *self, double p);
int random_pick(random_t *self, int n);                      /* 0..n-1 */
double random_real(random_t *self, double low, double high); /* three digits, so that text gives the same double */
double random_rounded(double value);
/* One number, or with probability `schedule` two or three pieces. */
twin_number_t random_number(random_t *self, double low, double high, double schedule);
/* The same, or with probability `schedule` a quarter of the time a column of a file. */
twin_number_t random_over_time(random_t *self, double low, double high, double schedule);
/* The number per some period; in a file there is none. */
void random_per(random_t *self, twin_number_t *number);
twin_number_t random_fixed(double value);
/* A period no shorter than the step. */
twin_unit_t random_period(random_t *self);
/* Steps as a duration in some unit. */
double random_duration(random_t *self, double steps, twin_unit_t *unit);

/* A row that is sure, or of shares, or without any way that +A and brings may stand on. */
bool random_is_sure(const twin_journey_t *journey, int flow);
bool random_is_share(const twin_journey_t *journey, int flow);

void random_drivers(random_t *self);
void random_kpis(random_t *self);
void random_targets(random_t *self);

#endif
