/* Numbers from each stage to each, as a table: up to eight stages in full, up to fourteen by number and in two digits,
 * beyond that not on a screen. */
#ifndef PK_CLI_PRINT_MATRIX_H
#define PK_CLI_PRINT_MATRIX_H

#include "cli/screen.h"
#include "result/description.h"

typedef enum {
    PK_MATRIX_STEPS,  /* steps; the diagonal is shown elsewhere */
    PK_MATRIX_SHARES, /* chances, as percent */
    PK_MATRIX_VISITS  /* steps, the diagonal too */
} pk_matrix_kind_t;

enum { PK_MATRIX_NAMED = 8, PK_MATRIX_MOST = 14 };

/* `numbers` is [row][column] over the stages. `columns`: which are shown (NULL: all); rows are the stages that are left
 * for good (of steps those that surely get to a column). An endless time is a dash. */
void pk_print_matrix(const pk_description_t *description, const char *title, const double *numbers,
                     pk_matrix_kind_t kind, const bool *columns, const pk_screen_t *screen);

/* The chance to end in each closed class, from the stages that are in none. */
void pk_print_ends(const pk_description_t *description, const char *title, const pk_screen_t *screen);

#endif
