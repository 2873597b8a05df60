/* The numbers of a sweep and their values as a reader of the language knows them. Texts that are made are in `arena`.
 */
#ifndef PK_REPORT_SWEEP_WORDS_H
#define PK_REPORT_SWEEP_WORDS_H

#include "base/language.h"
#include "result/sweep.h"

/* What a number is called: the label of the channel or lever whose plan spend.NAME or levers.NAME is; else, also where
 * the label is no more than the name, its path. */
const char *pk_sweep_label(const pk_sweep_t *sweep, int path);

/* A value of a number as it was asked for; "" as it is written. A plain number or factor has the language's decimal
 * sign (Finnish x0,5). */
const char *pk_sweep_value(pk_language_t language, const pk_sweep_t *sweep, long cell, int path, pk_arena_t *arena);

/* The values of a cell: "Facebook-mainonta 500, Hintaindeksi 1,05". */
const char *pk_sweep_cell(pk_language_t language, const pk_sweep_t *sweep, long cell, pk_arena_t *arena);

#endif
