/* What the files of the reader of journeys share. */
#ifndef PK_INFER_JOURNEYS_PARTS_H
#define PK_INFER_JOURNEYS_PARTS_H

#include "base/log_rows.h"
#include "infer/journeys.h"

/* All rows of a file that count. */
typedef struct {
    pk_log_rows_t rows; /* what: the stage */
    int *personas;      /* [cases], -1: not said */
    const pk_calendar_t *calendar;
} pk_journey_rows_t;

/* A move that the model has no way for. */
typedef struct {
    int from, to;
    long count;
    size_t row;      /* the first, as rows stand in the file */
    bool several;    /* there are several ways, through stages that take no time */
    bool lapse, end; /* it was no row that said so */
} pk_bad_move_t;

typedef struct {
    pk_bad_move_t *all;
    int count, room;
} pk_bad_moves_t;

/* Counts all cases into `self` (journeys_walk.c). */
void pk_journeys_walk(pk_journeys_log_t *self, const pk_journey_rows_t *rows, pk_bad_moves_t *bad);

#endif
