#include "report/table.h"

#include "report/decimal.h"
#include "report/pieces.h"

pk_status_t pk_table_open(pk_table_t *self, const char *folder, const char *name, const char *header, pk_diag_t *diag)
{
    *self = (pk_table_t){0};
    pk_arena_t arena = {0};
    pk_status_t status = pk_out_open(&self->out, pk_arena_format(&arena, "%s/%s", folder, name), diag);
    pk_arena_free(&arena);
    if (status == PK_OK && *header != '\0') {
        pk_out_text(&self->out, header);
        pk_out_char(&self->out, '\n');
    }
    return status;
}

static void begin_cell(pk_table_t *self)
{
    if (self->row_begun) {
        pk_out_char(&self->out, ',');
    }
    self->row_begun = true;
}

void pk_table_text(pk_table_t *self, const char *text)
{
    begin_cell(self);
    pk_arena_t arena = {0};
    pk_out_text(&self->out, pk_text_csv(text, &arena));
    pk_arena_free(&arena);
}

void pk_table_number(pk_table_t *self, double x)
{
    begin_cell(self);
    char text[PK_DECIMAL_TEXT];
    int length = pk_decimal(x, text);
    pk_out_bytes(&self->out, text, (size_t)length);
}

void pk_table_end_row(pk_table_t *self)
{
    pk_out_char(&self->out, '\n');
    self->row_begun = false;
}

pk_status_t pk_table_close(pk_table_t *self, pk_diag_t *diag)
{
    return pk_out_close(&self->out, diag);
}
