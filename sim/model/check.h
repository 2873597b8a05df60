/* The checks that look at several numbers at once. Internal to model/. */
#ifndef PK_MODEL_CHECK_H
#define PK_MODEL_CHECK_H

#include "model/model.h"

/* What is checked: the model as it stands after `assume`, under a scenario's conversions (NULL: none). */
typedef struct {
    const pk_model_t *model;
    pk_number_t *const *conversions;
    pk_arena_t *arena;
    pk_diag_t *diag;
} pk_check_t;

/* Sums within this of 1 count as 1. */
#define PK_SUM_SLACK 1e-9

/* The least that a number can be (check_bounds.c): itself when fixed, the lower end of its law's support where that is
 * known without drawing, the least of its pieces; 0 for what may be anything. */
double pk_least(const pk_number_t *number);
/* Not written, or a plain 0. */
bool pk_is_nothing(const pk_number_t *number);
/* True where the number is known and the same in every run and step. */
bool pk_is_plain(const pk_number_t *number);
/* The period in which a probability is written, in steps; 0: a step; -1: pieces that differ. */
double pk_period(const pk_number_t *number);
/* "12.5%" */
const char *pk_percent(const pk_check_t *check, double value);

void pk_check_rows(const pk_check_t *check);      /* probabilities and shares out of each stage */
void pk_check_structure(const pk_check_t *check); /* starts, personas, instant stages, ways out */
void pk_check_today(const pk_check_t *check);     /* drivers whose state today cannot carry their effects */

#endif
