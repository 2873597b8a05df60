/* Journeys of single simulated customers, as their log tells them (models/README.md, Journeys), and what their numbers
 * mean. */
#ifndef PK_RESULT_JOURNEY_H
#define PK_RESULT_JOURNEY_H

#include <stdbool.h>
#include <stdint.h>

/* One thing that happened to a customer: a move, an event or an arrival, always a flow of the book. */
typedef struct {
    int32_t step; /* 1..nstep */
    int32_t flow;
    double revenue; /* of this flow, what its stages bring apart */
} pk_journey_event_t;

/* One customer from step 0, or from their arrival, to the horizon. */
typedef struct {
    int persona;
    bool arrived;                     /* they came later; else they were there at step 0 */
    uint64_t number;                  /* from 0, among the persona's who were there, or who came */
    int start_stage;                  /* -1: they came later, and their first event is their arrival */
    int start_age;                    /* steps that they had been there by step 0 (0 in a stage without ages) */
    const pk_journey_event_t *events; /* in the order in which they happened */
    long count;
} pk_journey_t;

typedef struct {
    int from, to;        /* stages; from -1: an arrival */
    bool event;          /* it happens to somebody who stays */
    bool purchase;       /* it brings revenue */
    const int *channels; /* that act on it, of the book's */
    int nchannel;
} pk_journey_flow_t;

/* What journeys of one run are told with. */
typedef struct {
    const char *scenario, *model, *currency; /* names; currency "": none */
    uint64_t seed;
    long run; /* from 1 */
    int nstep, nstage, npersona, nflow, nchannel;
    const char **stages, **personas, **channels; /* names: letters, digits, _ and - */
    const bool *instant;                         /* [stage] a stage that takes no time */
    const pk_journey_flow_t *flows;
    const long *days;    /* [0..nstep] the first day of each step; step 0 is the one before the start. NULL: no dates */
    const double *spend; /* [step 0..nstep][channel] what is paid; step 0: nothing */
} pk_journey_book_t;

/* Who takes journeys, one after another. */
typedef struct {
    void (*take)(void *context, const pk_journey_t *journey);
    void *context;
} pk_journey_taker_t;

#endif
