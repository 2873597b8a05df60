#include "report/book.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/utf8.h"

void pk_book_init(pk_book_t *self, const char *root)
{
    *self = (pk_book_t){0};
    self->root = pk_arena_copy(&self->arena, root);
}

void pk_book_free(pk_book_t *self)
{
    for (int i = 0; i < self->ntable; i++) {
        if (self->tables[i]->spool != NULL) {
            (void)fclose(self->tables[i]->spool);
        }
    }
    pk_arena_free(&self->arena);
    *self = (pk_book_t){0};
}

/* ---- files without a name ---- */

static void fail(pk_book_t *self, int error)
{
    self->error = self->error == 0 ? error : self->error;
}

/* Whatever ends the program, such a file is gone. Where the system cannot make one, it has a name for a moment. */
static FILE *open_spool(pk_book_t *self)
{
    int file = open(self->root, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT || errno == EINVAL)) {
        char *path = pk_arena_format(&self->arena, "%s/.cells-XXXXXX", self->root);
        file = mkostemp(path, O_CLOEXEC);
        if (file >= 0) {
            unlink(path);
        }
    }
    FILE *spool = file >= 0 ? fdopen(file, "w+b") : NULL;
    if (spool == NULL) {
        fail(self, errno);
    }
    return spool;
}

static void put(pk_book_t *self, pk_book_table_t *table, const void *bytes, size_t length)
{
    if (table->spool != NULL && length > 0 && fwrite(bytes, 1, length, table->spool) != length) {
        fail(self, errno);
    }
}

/* ---- tables ---- */

static void *grown(pk_book_t *self, void *array, int count, int *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    *room = *room > 0 ? 2 * *room : 16;
    void *larger = pk_arena_take(&self->arena, (size_t)*room, size);
    if (count > 0) {
        memcpy(larger, array, (size_t)count * size);
    }
    return larger;
}

static pk_book_table_t *find(const pk_book_t *self, const char *name)
{
    for (int i = 0; i < self->ntable; i++) {
        if (strcmp(self->tables[i]->name, name) == 0) {
            return self->tables[i];
        }
    }
    return NULL;
}

static pk_book_table_t *add(pk_book_t *self, const char *name, const char *file, bool at_top)
{
    pk_book_table_t *table = PK_NEW(&self->arena, pk_book_table_t);
    *table = (pk_book_table_t){.name = name, .file = pk_arena_copy(&self->arena, file), .at_top = at_top};
    table->spool = open_spool(self);
    self->tables = grown(self, self->tables, self->ntable, &self->room, sizeof *self->tables);
    self->tables[self->ntable++] = table;
    return table;
}

pk_book_table_t *pk_book_begin(pk_book_t *self, const char *folder, const char *name)
{
    const size_t root = strlen(self->root);
    const char *below = strncmp(folder, self->root, root) == 0 ? folder + root + strspn(folder + root, "/") : "";
    const bool at_top = *below == '\0';
    const size_t length = strlen(name), ending = strlen(".csv");
    const char *bare = pk_arena_copy_n(&self->arena, name, length > ending ? length - ending : length);
    const char *file = at_top ? name : pk_arena_format(&self->arena, "%s/%s", below, name);
    pk_book_table_t *table = find(self, bare);
    if (table != NULL && table->at_top && !at_top) {
        return NULL;
    }
    table = table != NULL ? table : add(self, bare, file, at_top);
    table->nplace = table->cell = 0;
    table->in_head = true;
    return table;
}

static int column_of(pk_book_t *self, pk_book_table_t *table, const char *name)
{
    for (int k = 0; k < table->ncolumn; k++) {
        if (strcmp(table->columns[k].name, name) == 0) {
            return k;
        }
    }
    table->columns = grown(self, table->columns, table->ncolumn, &table->room, sizeof *table->columns);
    table->columns[table->ncolumn] = (pk_book_column_t){.name = pk_arena_copy(&self->arena, name)};
    return table->ncolumn++;
}

static void take_name(pk_book_t *self, pk_book_table_t *table, const char *name)
{
    table->place = grown(self, table->place, table->nplace, &table->place_room, sizeof *table->place);
    table->place[table->nplace++] = column_of(self, table, name);
}

/* ---- cells: a letter, the column, what it holds ---- */

static pk_book_column_t *begin_cell(pk_book_t *self, pk_book_table_t *table, char kind)
{
    PK_REQUIRE(table->cell < table->nplace);
    const int column = table->place[table->cell++];
    put(self, table, &kind, 1);
    put(self, table, &column, sizeof column);
    table->letters += 20;
    return &table->columns[column];
}

static bool is_date(const char *text)
{
    long first, last;
    return strlen(text) == strlen("2026-03-01") && pk_date_parse(text, &first, &last) && first == last;
}

void pk_book_text(pk_book_t *self, pk_book_table_t *table, const char *text)
{
    const size_t length = strlen(text);
    if (table->in_head) {
        take_name(self, table, text);
        return;
    }
    pk_book_column_t *column = begin_cell(self, table, 't');
    put(self, table, &length, sizeof length);
    put(self, table, text, length);
    table->letters += 40 + (double)length;
    if (length > 0) {
        const size_t letters = pk_utf8_count(text, text + length);
        column->texts = true;
        column->other = column->other || !is_date(text);
        column->width = letters > (size_t)column->width ? (int)(letters < 100 ? letters : 100) : column->width;
    }
}

void pk_book_number(pk_book_t *self, pk_book_table_t *table, double x)
{
    pk_book_column_t *column = begin_cell(self, table, 'n');
    put(self, table, &x, sizeof x);
    table->letters += 30;
    if (!isnan(x)) {
        column->numbers = true;
        column->broken = column->broken || x != trunc(x);
        column->largest = fmax(column->largest, fabs(x));
    }
}

void pk_book_end_row(pk_book_t *self, pk_book_table_t *table)
{
    if (!table->in_head) {
        put(self, table, "r", 1);
        table->rows++;
        table->letters += 20;
    }
    table->in_head = false;
    table->cell = 0;
}

/* ---- reading them again ---- */

void pk_book_rewind(pk_book_t *self, pk_book_table_t *table)
{
    if (table->spool != NULL && (fflush(table->spool) != 0 || fseek(table->spool, 0, SEEK_SET) != 0)) {
        fail(self, errno);
    }
}

static bool get(pk_book_t *self, pk_book_table_t *table, void *bytes, size_t length)
{
    if (length > 0 && fread(bytes, 1, length, table->spool) != length) {
        fail(self, ferror(table->spool) ? errno : EIO);
        return false;
    }
    return true;
}

static bool get_text(pk_book_t *self, pk_book_table_t *table, pk_book_cell_t *cell)
{
    size_t length;
    if (!get(self, table, &length, sizeof length)) {
        return false;
    }
    if (length >= cell->room) {
        cell->room = 2 * length + 64;
        cell->text = pk_heap_resize(cell->text, cell->room, 1);
    }
    cell->text[length] = '\0';
    return get(self, table, cell->text, length);
}

pk_book_kind_t pk_book_next(pk_book_t *self, pk_book_table_t *table, pk_book_cell_t *cell)
{
    const int kind = self->error == 0 ? getc(table->spool) : EOF;
    bool good = true;
    if (kind == EOF || kind == 'r') {
        return kind == 'r' ? PK_BOOK_ROW_END : PK_BOOK_END;
    }
    good = get(self, table, &cell->column, sizeof cell->column) &&
           (kind == 't' ? get_text(self, table, cell) : get(self, table, &cell->number, sizeof cell->number));
    return !good ? PK_BOOK_END : kind == 't' ? PK_BOOK_TEXT_CELL : PK_BOOK_NUMBER_CELL;
}
