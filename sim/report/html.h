/* HTML on its way to a file: whatever is not our own markup is escaped, so that no label can be anything but text.
 *
 * Text loses control characters, line ends (they become spaces) and the marks that turn the direction of writing;
 * bytes that are no UTF-8 become U+FFFD. */
#ifndef PK_REPORT_HTML_H
#define PK_REPORT_HTML_H

#include <stdbool.h>

#include "report/out.h"

typedef struct {
    pk_out_t out;
    const struct pk_html_column *columns; /* of the open table */
    int ncolumn, column;                  /* the cell that comes next */
    bool stacks;
    const char *sideways; /* what a frame says that is wider than the screen; NULL: nothing */
} pk_html_t;

/* Markup of our own, as it is. */
void pk_html_raw(pk_html_t *self, const char *markup);
/* Text, escaped for content and for attributes in quotation marks. */
void pk_html_text(pk_html_t *self, const char *text);
/* <TAG class="KIND">text</TAG>; kind NULL: no class. */
void pk_html_element(pk_html_t *self, const char *tag, const char *kind, const char *text);
/* <TAG class="KIND">, with `kind` NULL <TAG>; and its end. */
void pk_html_open(pk_html_t *self, const char *tag, const char *kind);
void pk_html_close(pk_html_t *self, const char *tag);

typedef struct pk_html_column {
    const char *head;
    bool number; /* aligned to the right */
} pk_html_column_t;

/* The first line of a frame that scrolls sideways: seen where the frame does, which the page's styles find out. */
void pk_html_sideways(pk_html_t *self);

/* A table with a caption; the first cell of each row is its head. Where it stacks, each row becomes a card on a narrow
 * screen and each cell carries the head of its column; else it scrolls sideways in a frame that the keyboard reaches.
 */
void pk_html_table(pk_html_t *self, const char *caption, bool stacks, const pk_html_column_t *columns, int ncolumn);
void pk_html_table_end(pk_html_t *self);
/* kind: a class of the row, or NULL. */
void pk_html_row(pk_html_t *self, const char *kind);
void pk_html_row_end(pk_html_t *self);
/* A cell of one text, or one that is filled between begin and end. */
void pk_html_cell(pk_html_t *self, const char *text);
void pk_html_cell_begin(pk_html_t *self);
void pk_html_cell_end(pk_html_t *self);

#endif
