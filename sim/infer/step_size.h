/* A step size with which moves are accepted as often as is wanted: dual averaging (Hoffman and Gelman, JMLR 15, 2014,
 * section 3.2, with its constants gamma .05, t0 10, kappa .75). */
#ifndef PK_INFER_STEP_SIZE_H
#define PK_INFER_STEP_SIZE_H

typedef struct {
    double wanted;                         /* mean acceptance */
    double towards, missing, log_averaged; /* mu, the running mean of wanted - accepted, the averaged logarithm */
    double count;
} pk_step_size_t;

/* Begins at a step size, from where longer ones are tried first. */
pk_step_size_t pk_step_size_begin(double step_size, double wanted);
/* Learns from a move; returns the step size of the next one. */
double pk_step_size_learn(pk_step_size_t *self, double accepted);
/* The one to keep. */
double pk_step_size_averaged(const pk_step_size_t *self);

#endif
