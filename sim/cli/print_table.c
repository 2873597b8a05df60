#include "cli/print_table.h"

#include <string.h>

#include "base/status.h"
#include "cli/text.h"

enum { GAP = 2 };

pk_grid_t pk_grid_of(const pk_grid_column_t *columns, pk_arena_t *arena)
{
    pk_grid_t self = {.arena = arena};
    for (; columns[self.ncolumn].head; self.ncolumn++) {
        PK_REQUIRE(self.ncolumn < PK_GRID_COLUMNS);
        self.columns[self.ncolumn] = columns[self.ncolumn];
        self.columns[self.ncolumn].head = pk_text_harmless(columns[self.ncolumn].head, true, arena);
    }
    return self;
}

static pk_grid_row_t *next_row(pk_grid_t *self)
{
    if (self->nrow == self->room) {
        int room = self->room ? 2 * self->room : 16;
        pk_grid_row_t *rows = PK_ARRAY(self->arena, pk_grid_row_t, room);
        if (self->nrow) {
            memcpy(rows, self->rows, (size_t)self->nrow * sizeof *rows);
        }
        self->rows = rows;
        self->room = room;
    }
    return &self->rows[self->nrow++];
}

void pk_grid_add(pk_grid_t *self, pk_style_t style, const char *const *cells)
{
    pk_grid_row_t *row = next_row(self);
    row->style = style;
    for (int c = 0; c < self->ncolumn; c++) {
        row->cells[c] = cells[c] ? pk_text_harmless(cells[c], false, self->arena) : "";
    }
}

/* Cells that are too long for their column, told apart from each other. */
static void cut_cells(const pk_grid_t *self)
{
    const char **cells = PK_ARRAY(self->arena, const char *, self->nrow);
    for (int c = 0; c < self->ncolumn; c++) {
        for (int r = 0; r < self->nrow; r++) {
            cells[r] = self->rows[r].blank ? NULL : self->rows[r].cells[c];
        }
        if (self->columns[c].most > 0) {
            pk_text_cut_apart(cells, self->nrow, self->columns[c].most, self->arena);
        }
        for (int r = 0; r < self->nrow; r++) {
            self->rows[r].cells[c] = cells[r];
        }
    }
}

void pk_grid_gap(pk_grid_t *self)
{
    next_row(self)->blank = true;
}

/* Lines of a head. */
static int line_count(const char *head)
{
    int count = 1;
    for (; (head = strchr(head, '\n')) != NULL; head++) {
        count++;
    }
    return count;
}

/* Line `line` of a head that stands at the bottom of `lines` lines. */
static const char *head_line(const pk_grid_t *self, int column, int line, int lines)
{
    const char *head = self->columns[column].head;
    int above = lines - line_count(head);
    if (line < above) {
        return "";
    }
    for (; line > above; line--) {
        head = strchr(head, '\n') + 1;
    }
    return pk_arena_copy_n(self->arena, head, strcspn(head, "\n"));
}

static int head_lines(const pk_grid_t *self)
{
    int lines = 0;
    for (int c = 0; c < self->ncolumn; c++) {
        int count = *self->columns[c].head ? line_count(self->columns[c].head) : 0;
        lines = count > lines ? count : lines;
    }
    return lines;
}

static int column_width(const pk_grid_t *self, int column)
{
    int width = 0, lines = line_count(self->columns[column].head);
    for (int line = 0; line < lines; line++) {
        int head = pk_text_width(head_line(self, column, line, lines));
        width = head > width ? head : width;
    }
    for (int r = 0; r < self->nrow; r++) {
        int cell = self->rows[r].blank ? 0 : pk_text_width(self->rows[r].cells[column]);
        width = cell > width ? cell : width;
    }
    return width;
}

int pk_grid_width(const pk_grid_t *self)
{
    int width = 0;
    cut_cells(self);
    for (int c = 0; c < self->ncolumn; c++) {
        width += column_width(self, c) + (c ? GAP : 0);
    }
    return width;
}

/* Blanks are owed and paid only before text, so that no line ends in them. */
static void print_line(const pk_grid_t *self, const char *const *cells, const int *widths, int indent, pk_style_t style,
                       const pk_screen_t *screen)
{
    int owed = indent;
    for (int c = 0; c < self->ncolumn; c++) {
        int spare = widths[c] - pk_text_width(cells[c]);
        bool right = self->columns[c].align == PK_ALIGN_RIGHT;
        owed += right ? spare : 0;
        if (*cells[c]) {
            fprintf(screen->stream, "%*s%s%s%s", owed, "", pk_style_on(screen, style), cells[c],
                    pk_style_off(screen, style));
            owed = 0;
        }
        owed += (right ? 0 : spare) + GAP;
    }
    fputc('\n', screen->stream);
}

void pk_grid_print(const pk_grid_t *self, int indent, const pk_screen_t *screen)
{
    int widths[PK_GRID_COLUMNS], lines = head_lines(self);
    const char *heads[PK_GRID_COLUMNS];
    cut_cells(self);
    for (int c = 0; c < self->ncolumn; c++) {
        widths[c] = column_width(self, c);
    }
    for (int line = 0; line < lines; line++) {
        for (int c = 0; c < self->ncolumn; c++) {
            heads[c] = head_line(self, c, line, lines);
        }
        print_line(self, heads, widths, indent, PK_STYLE_STRONG, screen);
    }
    for (int r = 0; r < self->nrow; r++) {
        if (self->rows[r].blank) {
            fputc('\n', screen->stream);
        } else {
            print_line(self, self->rows[r].cells, widths, indent, self->rows[r].style, screen);
        }
    }
}
