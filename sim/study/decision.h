/* What a comparison decides: a row a plan and KPI, and the verdict. */
#ifndef PK_STUDY_DECISION_H
#define PK_STUDY_DECISION_H

#include "result/comparison.h"

/* Fills in rows and decision of a comparison whose differences, certainty and answer are there. */
void pk_decision_fill(pk_comparison_t *comparison, int threads);
/* The verdict alone, from certainty and answer. */
void pk_verdict_fill(pk_comparison_t *comparison);

#endif
