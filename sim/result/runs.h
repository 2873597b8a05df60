/* A number of every run, for many numbers and many runs: what stays of each KPI. Up to some thousand runs stand as they
 * are; more in pieces, each as small as what is in it: one value where all are the same, whole numbers in 32 bits, else
 * doubles. Every value is kept to the last bit. */
#ifndef PK_RESULT_RUNS_H
#define PK_RESULT_RUNS_H

#include <stdint.h>

/* The values of one cell in some runs; one of the three arrays, or `value` for all. */
typedef struct {
    double value;
    int32_t *whole;
    double *any;
} pk_runs_piece_t;

typedef struct {
    long ncell, nrun, piece_runs; /* every piece but the last holds piece_runs runs */
    int npiece;
    pk_runs_piece_t *pieces; /* [piece][cell] */
} pk_runs_t;

/* Room for ncell numbers of nrun runs, piece_runs at a time. */
void pk_runs_init(pk_runs_t *self, long ncell, long nrun, long piece_runs);
void pk_runs_free(pk_runs_t *self);
/* The values of a cell in the runs of a piece. Cells may be kept by several threads, each its own. */
void pk_runs_keep(pk_runs_t *self, int piece, long cell, const double *values, long count);
/* The values of a cell in runs first..first+count-1. */
void pk_runs_take(const pk_runs_t *self, long cell, long first, long count, double *into);

#endif
