/* From the rows of state.csv to states. Internal to continued.c and continued_build.c. */
#ifndef PK_MODEL_CONTINUED_PARTS_H
#define PK_MODEL_CONTINUED_PARTS_H

#include "model/continued.h"

/* In the order in which a state is built: ages before their sum. */
typedef enum {
    PK_WHAT_STAGE,
    PK_WHAT_OLD,
    PK_WHAT_COUNT,
    PK_WHAT_FLOW,
    PK_WHAT_LEVEL,
    PK_WHAT_SPENT,
    PK_WHAT_WAITING,
    PK_WHAT_CAPACITY,
    PK_WHAT_POPULATION,
    PK_WHAT_MARKET,
    PK_WHATS
} pk_what_t;

typedef struct {
    int draw, index; /* the row of the posterior; of the stage, flow, driver or capacity */
    short what, persona;
    double age, pace, value;
} pk_state_row_t;

/* A zeroed one is empty. */
typedef struct {
    pk_state_row_t *at;
    size_t count, room;
} pk_continued_rows_t;

/* Room for so many rows at once. */
void pk_continued_expect(pk_continued_rows_t *self, size_t count);
void pk_continued_add(pk_continued_rows_t *self, const pk_state_row_t *row);
void pk_continued_free(pk_continued_rows_t *self);

/* Fills out->at, count and mean. Puts the rows in order first, where they are not. PK_BAD_INPUT where a lag is
 * missing, or something is told twice. */
pk_status_t pk_continued_build(pk_continued_rows_t *self, pk_reader_t *reader, long nrow, pk_continued_t *out);

#endif
