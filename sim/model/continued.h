/* Going on from the end of a calibration (`continue: posterior.csv`, models/README.md): state.csv beside the posterior
 * says for each of its rows where the journey stands after the last observed step. A row of it:
 *
 *     chain,draw,step,date,what,name,persona,age,value
 *
 * what      name      persona, age                 value
 * stage     stage     whole steps they are there   people
 * old       stage     age:pace, a class of ages    people
 * count     stage     persona                      people, where that is not quite the sum of the ages
 * flow      flow      persona                      who took it in that step
 * level     driver                                 a stock, what a channel carries over
 * spent     channel   age: steps back, 0 the last  money of the step, of channels that are felt by weights
 * waiting, capacity   of a capacity, in that step
 * population          everybody
 * market              the population that the calibration began with
 *
 * What is nobody or nothing has no row. `date` is the first day after the step, empty without a calendar. Rows of one
 * draw may stand apart. */
#ifndef PK_MODEL_CONTINUED_H
#define PK_MODEL_CONTINUED_H

#include "model/read.h"
#include "model/standing.h"

struct pk_learned;

typedef struct pk_continued {
    const pk_source_t *source; /* state.csv */
    const pk_node_t *node;     /* `continue:` */
    const pk_standing_t **at;  /* [row of the posterior]; NULL: none */
    long count;                /* rows that have one */
    const pk_standing_t *mean; /* of all of them, for what is told at the means of draws */
    int step;
    bool dated;
    long day; /* the first after the step */
    double market;
} pk_continued_t;

enum { PK_STATES_BYTES = 1 << 30 };

/* Reads the state.csv beside the posterior that `node` names, for the reader's model. NULL with errors in diag. */
pk_continued_t *pk_continued_read(pk_reader_t *reader, const struct pk_learned *learned, const pk_node_t *node);

#endif
