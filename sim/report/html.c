#include "report/html.h"

#include <string.h>

#include "base/utf8.h"

void pk_html_raw(pk_html_t *self, const char *markup)
{
    pk_out_text(&self->out, markup);
}

/* Marks that are not seen but turn the direction of what follows, or hide in a word. */
static bool is_hidden(uint32_t point)
{
    return point == 0x61C || point == 0x200B || point == 0x200E || point == 0x200F ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF ||
           (point >= 0xE0000 && point <= 0xE007F);
}

/* What stands for a code point; NULL: itself. */
static const char *instead_of(uint32_t point)
{
    switch (point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case 0xFFFE:
    case 0xFFFF:
        return "\xef\xbf\xbd";
    default:
        return pk_utf8_is_control(point) ? " " : is_hidden(point) ? "" : NULL;
    }
}

void pk_html_text(pk_html_t *self, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        bool ok = true;
        const char *start = text;
        const uint32_t point = pk_utf8_next(&text, end, &ok);
        const char *instead = ok ? instead_of(point) : "\xef\xbf\xbd";
        if (instead != NULL) {
            pk_out_text(&self->out, instead);
        } else {
            pk_out_bytes(&self->out, start, (size_t)(text - start));
        }
    }
}

void pk_html_open(pk_html_t *self, const char *tag, const char *kind)
{
    pk_out_text(&self->out, "<");
    pk_out_text(&self->out, tag);
    if (kind != NULL) {
        pk_out_text(&self->out, " class=\"");
        pk_html_text(self, kind);
        pk_out_text(&self->out, "\"");
    }
    pk_out_text(&self->out, ">");
}

void pk_html_close(pk_html_t *self, const char *tag)
{
    pk_out_text(&self->out, "</");
    pk_out_text(&self->out, tag);
    pk_out_text(&self->out, ">\n");
}

void pk_html_element(pk_html_t *self, const char *tag, const char *kind, const char *text)
{
    pk_html_open(self, tag, kind);
    pk_html_text(self, text);
    pk_html_close(self, tag);
}

/* ---- tables ---- */

void pk_html_sideways(pk_html_t *self)
{
    if (self->sideways != NULL) {
        pk_html_raw(self, "<p class=\"sideways\" aria-hidden=\"true\">");
        pk_html_text(self, self->sideways);
        pk_html_raw(self, "</p>\n");
    }
}

void pk_html_table(pk_html_t *self, const char *caption, bool stacks, const pk_html_column_t *columns, int ncolumn)
{
    self->columns = columns;
    self->ncolumn = ncolumn;
    self->stacks = stacks;
    if (!stacks) {
        pk_html_raw(self, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        pk_html_text(self, caption);
        pk_html_raw(self, "\">\n");
        pk_html_sideways(self);
    }
    pk_html_raw(self, stacks ? "<table class=\"stacks\" role=\"table\">\n" : "<table>\n");
    pk_html_element(self, "caption", NULL, caption);
    /* roles are said again, for a table whose rows are drawn as cards loses them */
    pk_html_raw(self, stacks ? "<thead role=\"rowgroup\"><tr role=\"row\">" : "<thead><tr>");
    for (int i = 0; i < ncolumn; i++) {
        pk_html_raw(self, stacks ? "<th scope=\"col\" role=\"columnheader\"" : "<th scope=\"col\"");
        pk_html_raw(self, columns[i].number ? " class=\"number\">" : ">");
        pk_html_text(self, columns[i].head);
        pk_html_raw(self, "</th>");
    }
    pk_html_raw(self, stacks ? "</tr></thead>\n<tbody role=\"rowgroup\">\n" : "</tr></thead>\n<tbody>\n");
}

void pk_html_table_end(pk_html_t *self)
{
    pk_html_raw(self, "</tbody></table>\n");
    if (!self->stacks) {
        pk_html_raw(self, "</div>\n");
    }
}

void pk_html_row(pk_html_t *self, const char *kind)
{
    self->column = 0;
    pk_html_raw(self, "<tr");
    if (self->stacks) {
        pk_html_raw(self, " role=\"row\"");
    }
    if (kind != NULL) {
        pk_html_raw(self, " class=\"");
        pk_html_text(self, kind);
        pk_html_raw(self, "\"");
    }
    pk_html_raw(self, ">");
}

void pk_html_row_end(pk_html_t *self)
{
    pk_html_raw(self, "</tr>\n");
}

void pk_html_cell_begin(pk_html_t *self)
{
    PK_REQUIRE(self->column < self->ncolumn);
    const pk_html_column_t *column = &self->columns[self->column];
    const bool head = self->column++ == 0;
    pk_html_raw(self, head ? "<th scope=\"row\"" : "<td");
    if (self->stacks) {
        pk_html_raw(self, head ? " role=\"rowheader\"" : " role=\"cell\" data-label=\"");
        pk_html_text(self, head ? "" : column->head);
        pk_html_raw(self, head ? "" : "\"");
    }
    pk_html_raw(self, column->number ? " class=\"number\">" : ">");
}

void pk_html_cell_end(pk_html_t *self)
{
    pk_html_raw(self, self->column == 1 ? "</th>" : "</td>");
}

void pk_html_cell(pk_html_t *self, const char *text)
{
    pk_html_cell_begin(self);
    pk_html_text(self, text);
    pk_html_cell_end(self);
}
