/* Tables of aligned columns, by display width (text.h): Finnish letters and wide characters stay in line.
 *
 * A table is built in an arena and printed once. Cells are made harmless as they are added. */
#ifndef PK_CLI_PRINT_TABLE_H
#define PK_CLI_PRINT_TABLE_H

#include "base/arena.h"
#include "cli/screen.h"

typedef enum { PK_ALIGN_LEFT, PK_ALIGN_RIGHT } pk_align_t;

enum { PK_GRID_COLUMNS = 16 };

typedef struct {
    const char *head; /* may be ""; lines of it stand below each other, the last above the rows */
    pk_align_t align;
    int most; /* columns on the terminal at most, longer cells end in "…"; 0: no limit */
} pk_grid_column_t;

typedef struct {
    pk_style_t style;
    bool blank; /* an empty line instead of cells */
    const char *cells[PK_GRID_COLUMNS];
} pk_grid_row_t;

typedef struct {
    pk_arena_t *arena;
    pk_grid_column_t columns[PK_GRID_COLUMNS];
    int ncolumn;
    pk_grid_row_t *rows;
    int nrow, room;
} pk_grid_t;

/* A table with these columns, which are copied; a NULL head ends them. */
pk_grid_t pk_grid_of(const pk_grid_column_t *columns, pk_arena_t *arena);

/* Adds a row of ncolumn cells; NULL is an empty cell. */
void pk_grid_add(pk_grid_t *self, pk_style_t style, const char *const *cells);
/* Adds an empty line. */
void pk_grid_gap(pk_grid_t *self);

/* Columns that the table takes, without the indent. */
int pk_grid_width(const pk_grid_t *self);

/* Prints the heads (unless all are empty) and the rows, two blanks between columns, no blanks at the end of a line. */
void pk_grid_print(const pk_grid_t *self, int indent, const pk_screen_t *screen);

#endif
