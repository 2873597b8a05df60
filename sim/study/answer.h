/* The answer of a comparison: which scenario is best, and how sure that is. */
#ifndef PK_STUDY_ANSWER_H
#define PK_STUDY_ANSWER_H

#include "result/comparison.h"

/* Fills in the answer of a comparison whose differences are there, with how sure they are. */
void pk_answer_fill(pk_comparison_t *comparison);

#endif
