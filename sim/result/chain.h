/* What a chain does in the long run, as plain structs (study/chain.h says what a chain is and works it out). */
#ifndef PK_RESULT_CHAIN_H
#define PK_RESULT_CHAIN_H

#include <stdbool.h>

/* A closed class: stages that all reach each other and that nobody leaves again. */
typedef struct {
    int count;
    int *stages;   /* ascending */
    double *share; /* [count] share of time in each of its stages in the long run, sums to 1 */
    int period;    /* where all its stays are 1; 1 otherwise */
} pk_closed_t;

/* Matrices are row-major n x n, but for `ends`. What does not exist is NULL, and the text beside it says why in words.
 * A time that is endless, or of which nothing is known, is INFINITY. */
typedef struct {
    int n;
    bool *absorbing; /* nobody leaves */
    int nabsorbing;
    bool irreducible; /* all stages reach each other */
    int period;       /* the largest of its closed classes */
    int nclosed;
    pk_closed_t *closed;   /* each by its first stage, ascending */
    bool *transient;       /* is in no closed class */
    double *ends;          /* n x nclosed: from i the chance to end in each closed class */
    double *stationary;    /* share of time in each stage, sums to 1; NULL where there is more than one closed class */
    double *first_passage; /* mean steps from i until j is entered for the first time, i != j; INFINITY where i may
                              never get to j; the diagonal is the mean recurrence time: from a visit of i to its next */
    const char *no_stationary;
    const char *periodic;    /* NULL: not periodic */
    double *absorption;      /* from i the chance to end in the absorbing j; columns of others 0; NULL where some closed
                                class is more than one stage */
    double *steps_in;        /* from i the mean steps spent in the transient j; NULL where no stage is transient */
    double *absorption_time; /* from i the mean steps until in a closed class (n numbers); NULL as above */
    const char *no_absorption;
    const char *left_out; /* what was too much work, in words; NULL: nothing */
} pk_chain_t;

#endif
