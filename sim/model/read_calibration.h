/* What the parts of the reader of calibrations share. Internal to model/. */
#ifndef PK_MODEL_READ_CALIBRATION_H
#define PK_MODEL_READ_CALIBRATION_H

#include "model/calibration.h"
#include "model/read.h"

typedef struct {
    pk_calibration_t *self;
    const pk_node_t *root;
    pk_reader_t reader; /* on the model of the scenario */
} pk_calibration_reader_t;

/* The entries of `observe:` (read_observed.c), with the numbers of their noise. */
void pk_read_observed(pk_calibration_reader_t *in);
/* A series of it (read_observed_series.c), and what stands in it as `values` over the calendar's steps. */
void pk_read_observed_series(pk_calibration_reader_t *in, const pk_node_t *map);

/* What a flow, stage, KPI or persona that is observed is called, and where the model has it (-1: nowhere, or an error).
 */
typedef struct {
    pk_observed_kind_t kind;
    const char *name;
    int index;
} pk_observed_thing_t;
bool pk_read_observed_thing(pk_calibration_reader_t *in, pk_observed_kind_t kind, const pk_node_t *node,
                            pk_observed_thing_t *thing);
int pk_read_observed_persona(pk_calibration_reader_t *in, const pk_node_t *map, const char **name);

/* A step as a number or a date that lies in it, 1 to the horizon (0 too where `start` may be meant). False after an
 * error. */
bool pk_read_observed_step(pk_calibration_reader_t *in, const pk_node_t *node, const char *key, bool start, int *step);
/* A plain number under `key`; `otherwise` where none is written, and after an error. */
double pk_read_observed_number(pk_calibration_reader_t *in, const pk_node_t *map, const char *key, double otherwise);

/* Which numbers are learned (read_free.c). */
void pk_read_free(pk_calibration_reader_t *in);

#endif
