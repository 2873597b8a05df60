/* What is told of laws whose text does not say it: columns of files, and what is drawn together. */
#ifndef PK_STUDY_TOLD_NUMBERS_H
#define PK_STUDY_TOLD_NUMBERS_H

#include "model/model.h"
#include "result/description.h"

/* All texts and arrays are in `arena`. */
pk_told_numbers_t pk_told_numbers_of(const pk_model_t *model, pk_arena_t *arena);

#endif
