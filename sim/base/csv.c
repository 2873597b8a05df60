/* The reader of rows: one pass over the text, a code point at a time, so that every cell knows its column. */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char *end_of(const pk_csv_t *self)
{
    return self->source->text + self->source->length;
}

static bool at_end(const pk_csv_t *self)
{
    return self->at == end_of(self);
}

/* The next byte, 0 at the end: commas, quotes and line ends are bytes of their own in UTF-8. */
static char peek(const pk_csv_t *self)
{
    return at_end(self) ? '\0' : *self->at;
}

static bool at_row_end(const pk_csv_t *self)
{
    return at_end(self) || *self->at == '\n' || *self->at == '\r';
}

static pk_status_t stop(pk_csv_t *self)
{
    self->failed = true;
    return PK_BAD_INPUT;
}

/* A buffer of at least `wanted` objects, grown by doubling; what it held is kept. */
static void *grown(void *old, size_t held, size_t size, size_t room)
{
    void *result = pk_heap(room, size);
    if (held > 0) {
        memcpy(result, old, held * size);
    }
    free(old);
    return result;
}

static void put(pk_csv_t *self, const char *bytes, size_t count)
{
    if (self->used + count > self->letters_room) {
        const size_t room = 2 * (self->used + count) + 256;
        self->letters = grown(self->letters, self->used, 1, room);
        self->letters_room = room;
    }
    memcpy(self->letters + self->used, bytes, count);
    self->used += count;
}

/* A file that is no UTF-8: how it comes to be so, and the two ways out. */
static pk_status_t refuse_encoding(pk_csv_t *self, pk_place_t place, const char *encoding, const char *what,
                                   pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    pk_error(diag, place,
             pk_arena_format(&scratch, "save it once more as \"CSV UTF-8\", or: iconv -f %s -t UTF-8 %s > utf8.csv",
                             encoding, self->source->name),
             "%s", what);
    pk_arena_free(&scratch);
    return stop(self);
}

static pk_status_t refuse_byte(pk_csv_t *self, unsigned char byte, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    char letter[PK_UTF8_LONGEST + 1] = {0};
    const uint32_t meant = byte >= 0x80 ? pk_windows_1252(byte) : 0;
    const char *what = pk_arena_format(&scratch, "byte 0x%02X is not UTF-8", byte);
    if (meant != 0) {
        pk_utf8_put(letter, meant);
        what = pk_arena_format(
            &scratch, "%s; in Windows-1252, in which spreadsheets save a plain CSV, it would be \"%s\"", what, letter);
    }
    const pk_status_t status = refuse_encoding(self, self->here, "WINDOWS-1252", what, diag);
    pk_arena_free(&scratch);
    return status;
}

/* Whether the text is UTF-16 without a mark at its beginning: every other byte of its first letters is 0. */
static const char *wide_without_mark(const pk_source_t *source)
{
    enum { LETTERS = 4 };
    bool low = source->length >= 2 * LETTERS, high = low;
    for (size_t k = 0; k < LETTERS && (low || high); k++) {
        low = low && source->text[2 * k] != '\0' && source->text[2 * k + 1] == '\0';
        high = high && source->text[2 * k] == '\0' && source->text[2 * k + 1] != '\0';
    }
    return low ? "UTF-16LE" : high ? "UTF-16BE" : NULL;
}

/* Moves over one code point (CRLF is one) and, where `keep`, adds it to the cell. */
static pk_status_t take(pk_csv_t *self, bool keep, pk_diag_t *diag)
{
    const char *from = self->at;
    bool ok = *from != '\0';
    const uint32_t point = pk_utf8_next(&self->at, end_of(self), &ok);
    if (!ok) {
        if (*from != '\0') {
            return refuse_byte(self, (unsigned char)*from, diag);
        }
        pk_error(diag, self->here, "save the file as \"CSV UTF-8\"", "a byte 0 in the middle of the file");
        return stop(self);
    }
    if (point == '\r' && peek(self) == '\n') {
        self->at++;
    }
    if (keep) {
        put(self, from, (size_t)(self->at - from));
    }
    if (point == '\n' || point == '\r') {
        self->here.line++;
        self->here.column = 1;
    } else {
        self->here.column++;
    }
    return PK_OK;
}

static void skip_blanks(pk_csv_t *self)
{
    while (peek(self) == ' ') {
        self->at++;
        self->here.column++;
    }
}

/* The letters of a plain cell are mostly ASCII, a byte and a column each: taken as far as that goes. */
static void take_ascii(pk_csv_t *self)
{
    const char *at = self->at, *end = end_of(self);
    while (at < end && (unsigned char)(*at - ' ') < 0x60 && *at != '"' && *at != self->separator) {
        at++;
    }
    put(self, self->at, (size_t)(at - self->at));
    self->here.column += (int)(at - self->at);
    self->at = at;
}

static pk_status_t read_plain(pk_csv_t *self, pk_diag_t *diag)
{
    take_ascii(self);
    while (!at_row_end(self) && *self->at != self->separator) {
        if (*self->at == '"') {
            pk_error(diag, self->here, "put the whole cell between quotes and write each quote in it twice",
                     "a quote in the middle of a cell");
            return stop(self);
        }
        if (take(self, true, diag)) {
            return PK_BAD_INPUT;
        }
    }
    return PK_OK;
}

static void cut_blanks(pk_csv_t *self, size_t start)
{
    while (self->used > start && self->letters[self->used - 1] == ' ') {
        self->used--;
    }
}

static pk_status_t read_quoted(pk_csv_t *self, pk_diag_t *diag)
{
    const pk_place_t opening = self->here;
    pk_status_t status = take(self, false, diag);
    while (!status) {
        if (at_end(self)) {
            pk_error(diag, opening, "close it with a second quote, or take it away", "this quote is never closed");
            return stop(self);
        }
        const bool quote = *self->at == '"';
        if (quote && (self->at + 1 == end_of(self) || self->at[1] != '"')) {
            status = take(self, false, diag);
            break;
        }
        if (quote) {
            status = take(self, false, diag);
        }
        if (!status) {
            status = take(self, true, diag);
        }
    }
    skip_blanks(self);
    if (!status && !at_row_end(self) && *self->at != self->separator) {
        pk_error(diag, self->here, "a quote inside quotes is written twice", "text behind a closing quote");
        return stop(self);
    }
    return status;
}

static pk_cell_t *add_cell(pk_csv_t *self)
{
    if (self->ncell == self->room) {
        const int room = 2 * self->room + 16;
        self->cells = grown(self->cells, (size_t)self->ncell, sizeof *self->cells, (size_t)room);
        self->offsets = grown(self->offsets, (size_t)self->ncell, sizeof *self->offsets, (size_t)room);
        self->room = room;
    }
    self->offsets[self->ncell] = self->used;
    return &self->cells[self->ncell++];
}

static pk_status_t read_cell(pk_csv_t *self, pk_diag_t *diag)
{
    if (self->ncell == PK_CSV_COLUMNS) {
        pk_error(diag, self->here, NULL, "this row has more than %d cells", PK_CSV_COLUMNS);
        return stop(self);
    }
    skip_blanks(self);
    pk_cell_t *cell = add_cell(self);
    const size_t start = self->used;
    *cell = (pk_cell_t){.place = self->here, .quoted = peek(self) == '"', .separator = self->separator};
    if (cell->quoted ? read_quoted(self, diag) : read_plain(self, diag)) {
        return PK_BAD_INPUT;
    }
    if (!cell->quoted) {
        cut_blanks(self, start);
    }
    const size_t length = cell->quoted && self->here.line == cell->place.line
                              ? (size_t)(self->here.column - cell->place.column)
                              : pk_utf8_count(self->letters + start, self->letters + self->used);
    cell->place.span = length > 1 ? (int)length : 1;
    put(self, "", 1);
    return PK_OK;
}

/* One row as it stands, its line end too. */
static pk_status_t read_row(pk_csv_t *self, pk_diag_t *diag)
{
    self->ncell = 0;
    self->used = 0;
    bool more = true;
    while (more) {
        if (read_cell(self, diag)) {
            return PK_BAD_INPUT;
        }
        more = !at_end(self) && *self->at == self->separator;
        if (more && take(self, false, diag)) {
            return PK_BAD_INPUT;
        }
    }
    for (int i = 0; i < self->ncell; i++) {
        self->cells[i].text = self->letters + self->offsets[i];
    }
    return at_end(self) ? PK_OK : take(self, false, diag);
}

static pk_status_t skip_empty_lines(pk_csv_t *self, pk_diag_t *diag)
{
    skip_blanks(self);
    while (!at_end(self) && at_row_end(self)) {
        if (take(self, false, diag)) {
            return PK_BAD_INPUT;
        }
        skip_blanks(self);
    }
    return PK_OK;
}

static bool starts_with(const pk_source_t *source, const char *bytes, size_t count)
{
    return source->length >= count && memcmp(source->text, bytes, count) == 0;
}

/* A first line `sep=;`, as a spreadsheet writes it for itself: moves behind it. */
static bool names_separator(pk_csv_t *self)
{
    static const char word[] = "sep=";
    const size_t length = sizeof word - 1;
    const char *at = self->at, *end = end_of(self);
    if ((size_t)(end - at) < length + 2 || memcmp(at, word, length) != 0 || !strchr(",;\t", at[length]) ||
        (at[length + 1] != '\n' && at[length + 1] != '\r')) {
        return false;
    }
    self->separator = at[length];
    self->at = at + length + 2;
    if (at[length + 1] == '\r' && self->at < end && *self->at == '\n') {
        self->at++;
    }
    self->here.line++;
    return true;
}

/* What parts the names of the header: the mark that stands outside quotes most often; a comma where there is none. */
static void find_separator(pk_csv_t *self)
{
    static const char marks[] = "\t;,";
    int counts[3] = {0};
    bool quoted = false;
    for (const char *at = self->at; at < end_of(self) && (quoted || (*at != '\n' && *at != '\r')); at++) {
        const char *mark = *at == '\0' ? NULL : strchr(marks, *at);
        quoted = quoted != (*at == '"');
        if (mark && !quoted) {
            counts[mark - marks]++;
        }
    }
    int most = 2;
    for (int k = 1; k >= 0; k--) {
        most = counts[k] >= counts[most] && counts[k] > 0 ? k : most;
    }
    self->separator = marks[most];
}

static bool is_named(const pk_csv_t *self, const char *name)
{
    for (int i = 0; i < self->nname; i++) {
        if (strcmp(self->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static pk_status_t read_names(pk_csv_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    self->names = PK_ARRAY(arena, const char *, self->ncell);
    self->places = PK_ARRAY(arena, pk_place_t, self->ncell);
    for (int i = 0; i < self->ncell; i++) {
        const pk_cell_t *cell = &self->cells[i];
        self->places[i] = cell->place;
        if (*cell->text && is_named(self, cell->text)) {
            pk_error(diag, cell->place, "give every column a name of its own", "a second column called \"%s\"",
                     cell->text);
            self->failed = true;
        }
        self->names[i] = pk_arena_copy(arena, cell->text);
        self->nname = i + 1;
    }
    return self->failed ? PK_BAD_INPUT : PK_OK;
}

pk_status_t pk_csv_open(pk_csv_t *self, const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag)
{
    *self = (pk_csv_t){.source = source, .at = source->text, .here = {source, 1, 1, 1}};
    const bool marked = starts_with(source, "\xFF\xFE", 2) || starts_with(source, "\xFE\xFF", 2);
    const char *wide = marked ? "UTF-16" : wide_without_mark(source);
    if (wide != NULL) {
        return refuse_encoding(self, (pk_place_t){source, 0, 0, 0}, wide, "this file is UTF-16", diag);
    }
    if (starts_with(source, "\xEF\xBB\xBF", 3)) {
        self->at += 3;
    }
    if (skip_empty_lines(self, diag)) {
        return PK_BAD_INPUT;
    }
    if (at_end(self)) {
        pk_error(diag, (pk_place_t){source, 0, 0, 0}, "its first row holds the names of the columns",
                 "this file is empty");
        return stop(self);
    }
    if (!names_separator(self)) {
        find_separator(self);
    }
    if (read_row(self, diag)) {
        return PK_BAD_INPUT;
    }
    return read_names(self, arena, diag);
}

void pk_csv_free(pk_csv_t *self)
{
    free(self->cells);
    free(self->offsets);
    free(self->letters);
    *self = (pk_csv_t){0};
}

static bool all_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* Two neighbours of digits in a row that is too long: most likely one number with a decimal comma. */
static bool looks_like_decimal_commas(const pk_csv_t *self)
{
    for (int i = 0; i + 1 < self->ncell; i++) {
        if (all_digits(self->cells[i].text) && all_digits(self->cells[i + 1].text)) {
            return true;
        }
    }
    return false;
}

static bool is_empty(const pk_csv_t *self, int first)
{
    for (int i = first; i < self->ncell; i++) {
        if (*self->cells[i].text != '\0' || self->cells[i].quoted) {
            return false;
        }
    }
    return true;
}

static const char *separator_word(const pk_csv_t *self)
{
    return self->separator == ';' ? "semicolon" : self->separator == '\t' ? "tab" : "comma";
}

/* Empty cells beyond the header's are what a spreadsheet leaves of a column that was cleared. */
static pk_status_t check_width(pk_csv_t *self, pk_diag_t *diag)
{
    if (self->ncell == self->nname || (self->ncell > self->nname && is_empty(self, self->nname))) {
        return PK_OK;
    }
    pk_arena_t scratch = {0};
    if (self->ncell < self->nname) {
        pk_error(diag, self->cells[0].place,
                 pk_arena_format(&scratch, "write every %s, also of empty cells", separator_word(self)),
                 "this row has %d cell%s, the header has %d", self->ncell, self->ncell == 1 ? "" : "s", self->nname);
    } else {
        const char *hint =
            self->separator == ',' && looks_like_decimal_commas(self)
                ? "a decimal comma? Numbers are written with a decimal point; a text with a comma goes between quotes"
                : pk_arena_format(&scratch, "put a cell that has a %s in it between quotes", separator_word(self));
        pk_error(diag, self->cells[self->nname].place, hint, "this row has %d cells, the header has %d", self->ncell,
                 self->nname);
    }
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

bool pk_csv_next(pk_csv_t *self, pk_diag_t *diag)
{
    do {
        if (self->failed || skip_empty_lines(self, diag) || at_end(self) || read_row(self, diag)) {
            return false;
        }
    } while (is_empty(self, 0) || (self->passes_over && check_width(self, diag) != PK_OK));
    if (!self->passes_over && check_width(self, diag) != PK_OK) {
        (void)stop(self);
    }
    return !self->failed;
}

int pk_csv_find(const pk_csv_t *self, const char *name)
{
    int alike = -1, count = 0;
    for (int i = 0; i < self->nname; i++) {
        if (strcmp(self->names[i], name) == 0) {
            return i;
        }
        if (*name != '\0' && pk_utf8_alike(self->names[i], name)) {
            alike = i;
            count++;
        }
    }
    return count == 1 ? alike : -1;
}

/* Whether the next row has separators where the header has none: what was taken for the header is then a line of text.
 */
static bool is_wider_below(const pk_csv_t *self)
{
    const char *end = end_of(self), *at = self->at;
    while (at < end && (*at == '\n' || *at == '\r')) {
        at++;
    }
    for (; self->nname == 1 && at < end && *at != '\n' && *at != '\r'; at++) {
        if (*at == ',' || *at == ';' || *at == '\t') {
            return true;
        }
    }
    return false;
}

int pk_csv_column(const pk_csv_t *self, const char *name, pk_place_t asked, pk_diag_t *diag)
{
    const int found = pk_csv_find(self, name);
    if (found >= 0) {
        return found;
    }
    pk_arena_t scratch = {0};
    const char *nearest = pk_nearest(name, self->names, self->nname);
    const char *list = "";
    enum { SHOWN = 8 };
    int named = 0;
    for (int i = 0; i < self->nname; i++) {
        if (*self->names[i] != '\0' && named++ < SHOWN) {
            list = pk_arena_format(&scratch, "%s%s%s", list, *list != '\0' ? ", " : "", self->names[i]);
        }
    }
    const char *hint = nearest != NULL
                           ? pk_arena_format(&scratch, "did you mean \"%s\"?", nearest)
                           : pk_arena_format(&scratch, "its columns are: %s%s", list, named > SHOWN ? ", …" : "");
    if (named == 1 && (self->nname > 1 || is_wider_below(self))) {
        hint = pk_arena_format(
            &scratch, "\"%s\" looks like a title: take out what stands above the row of the columns' names", list);
    }
    pk_error(diag, asked, hint, "%s has no column \"%s\"", self->source->name, name);
    pk_arena_free(&scratch);
    return -1;
}
