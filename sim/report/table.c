#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "report/output.h"
#include "report/pieces.h"

static void write_header(pk_table_t *self, const char *header)
{
    pk_arena_t arena = {0};
    while (*header != '\0') {
        const size_t length = strcspn(header, ",");
        pk_table_text(self, pk_arena_copy_n(&arena, header, length));
        header += length + (header[length] == ',');
    }
    pk_table_end_row(self);
    pk_arena_free(&arena);
}

pk_status_t pk_table_open(pk_table_t *self, const char *folder, const char *name, const char *header,
                          struct pk_output *output, pk_diag_t *diag)
{
    *self = (pk_table_t){.marks = &pk_dialects[output != NULL ? output->dialect : PK_DIALECT_COMMA]};
    pk_arena_t arena = {0};
    pk_status_t status = pk_out_open(&self->out, pk_arena_format(&arena, "%s/%s", folder, name), diag);
    pk_arena_free(&arena);
    if (status == PK_OK && output != NULL && output->book != NULL) {
        self->in_book = pk_book_begin(output->book, folder, name);
        self->book = self->in_book != NULL ? output->book : NULL;
    }
    if (status == PK_OK) {
        self->out.output = output;
        pk_out_text(&self->out, self->marks->beginning);
    }
    if (status == PK_OK && *header != '\0') {
        write_header(self, header);
    }
    return status;
}

static void begin_cell(pk_table_t *self)
{
    if (self->row_begun) {
        pk_out_char(&self->out, self->marks->separator);
    }
    self->row_begun = true;
}

void pk_table_text(pk_table_t *self, const char *text)
{
    begin_cell(self);
    pk_arena_t arena = {0};
    pk_out_text(&self->out, pk_text_cell(text, self->marks->separator, &arena));
    pk_arena_free(&arena);
    if (self->book != NULL) {
        pk_book_text(self->book, self->in_book, text);
    }
}

void pk_table_number(pk_table_t *self, double x)
{
    begin_cell(self);
    if (self->book != NULL) {
        pk_book_number(self->book, self->in_book, x);
    }
    pk_out_number_marked(&self->out, x, self->marks->decimal);
}

void pk_table_end_row(pk_table_t *self)
{
    pk_out_char(&self->out, '\n');
    self->row_begun = false;
    if (self->book != NULL) {
        pk_book_end_row(self->book, self->in_book);
    }
}

void pk_table_written(pk_table_t *self, const char *text)
{
    char *end = NULL;
    const bool plain = *text != '\0' && *text != '+' && text[strspn(text, "0123456789.e+-")] == '\0';
    const double number = plain ? strtod(text, &end) : 0;
    if (plain && *end == '\0') {
        pk_table_number(self, number);
    } else {
        pk_table_text(self, text);
    }
}

void pk_table_lines(pk_table_t *self, const char *text, size_t length)
{
    pk_arena_t arena = {0};
    char *copy = pk_arena_take(&arena, length + 1, 1);
    memcpy(copy, text, length);
    for (char *at = copy, *cell = copy; at < copy + length; at++) {
        const bool ends_row = *at == '\n';
        if (ends_row || *at == ',') {
            *at = '\0';
            pk_table_written(self, cell);
            cell = at + 1;
        }
        if (ends_row) {
            pk_table_end_row(self);
        }
    }
    pk_arena_free(&arena);
}

pk_status_t pk_table_close(pk_table_t *self, pk_diag_t *diag)
{
    return pk_out_close(&self->out, diag);
}
