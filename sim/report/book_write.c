/* The workbook as libxlsxwriter writes it: row by row, into its temporary files in the folder of results, which have no
 * names; then into one file under a temporary name of ours. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/calendar.h"
#include "base/temporary.h"
#include "report/book.h"
#include "report/local.h"
#include "report/manifest.h"
#include "report/out.h"

/* How a number is shown. */
typedef enum { PLAIN, MONEY, PERCENT, NUMBER, TINY, KINDS } shown_t; /* NUMBER: without marks between thousands */
enum { DECIMALS = 5, WIDTH_LEAST = 9, WIDTH_MOST = 60, COLUMN_MOST = 16384 };
static const double sheet_bytes = 2e9;   /* about as much as a part of a zip file holds, and a spreadsheet opens */
static const time_t created = 315532800; /* 1980-01-01, the beginning of time in zip files: the same bytes always */

typedef struct {
    pk_book_t *book;
    const pk_manifest_t *manifest;
    pk_language_t language;
    pk_arena_t *arena;
    const char *currency; /* "": none */
    lxw_workbook *file;
    lxw_format *formats[KINDS][DECIMALS + 1];
    lxw_format *date, *head, *title;
    lxw_error error; /* the first */
} writing_t;

static void note(writing_t *self, lxw_error error)
{
    self->error = self->error == LXW_NO_ERROR ? error : self->error;
}

/* ---- how cells look ---- */

/* "#,##0.00" */
static const char *digits(writing_t *self, bool thousands, int decimals)
{
    return pk_arena_format(self->arena, "%s%s%.*s", thousands ? "#,##0" : "0", decimals > 0 ? "." : "", decimals,
                           "00000");
}

static lxw_format *format_of(writing_t *self, shown_t shown, int decimals)
{
    lxw_format **format = &self->formats[shown][decimals];
    if (*format == NULL) {
        const char *text = digits(self, shown == PLAIN || shown == MONEY, decimals);
        text = shown == MONEY     ? pk_arena_format(self->arena, "%s\\ \"%s\"", text, self->currency)
               : shown == PERCENT ? pk_arena_format(self->arena, "%s%%", text)
               : shown == TINY    ? "0.00E+00"
                                  : text;
        *format = workbook_add_format(self->file);
        format_set_num_format(*format, text);
    }
    return *format;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with)
{
    const size_t length = strlen(text), ending = strlen(with);
    return length >= ending && strcmp(text + length - ending, with) == 0;
}

static bool is_one_of(const char *text, const char *const *words)
{
    while (*words != NULL && strcmp(text, *words) != 0) {
        words++;
    }
    return *words != NULL;
}

static int column_called(const pk_book_table_t *table, const char *name)
{
    for (int k = 0; k < table->ncolumn; k++) {
        if (strcmp(table->columns[k].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

static bool is_share(const pk_book_table_t *table, const char *name)
{
    static const char *const bounds[] = {"low", "high", NULL};
    static const char *const others[] = {"cover50", "cover90", "removal_effect", NULL};
    return begins(name, "p_") || begins(name, "share") || ends(name, "_share") || is_one_of(name, others) ||
           (is_one_of(name, bounds) && column_called(table, "share") >= 0);
}

/* Digits behind the point for numbers up to `largest`: two or three that count. */
static int decimals_for(double largest)
{
    return largest >= 1000 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : largest >= 0.1 ? 3 : largest >= 0.01 ? 4 : 5;
}

static lxw_format *by_size(writing_t *self, shown_t shown, double largest, int more)
{
    const int decimals = decimals_for(largest) + more;
    if (largest > 0 && largest < 0.001 && shown == PLAIN) {
        return format_of(self, TINY, 0);
    }
    return format_of(self, shown, decimals > DECIMALS ? DECIMALS : decimals);
}

static lxw_format *of_money(writing_t *self, double largest)
{
    return *self->currency != '\0' ? format_of(self, MONEY, largest >= 100 ? 0 : 2) : by_size(self, PLAIN, largest, 0);
}

/* A number that tells which it is is no amount. */
static bool is_ordinal(const char *name)
{
    static const char *const names[] = {"step", "run", "chain", "draw", "cell", "order", "first", "last", NULL};
    return is_one_of(name, names);
}

/* What a column's numbers look like, whatever stands beside them; NULL: what their row says. */
static lxw_format *of_column(writing_t *self, const pk_book_table_t *table, const pk_book_column_t *column)
{
    static const char *const amounts[] = {"paid", "spend", NULL};
    if (is_share(table, column->name)) {
        return format_of(self, PERCENT, column->largest < 0.01 ? 2 : 1);
    }
    if (is_ordinal(column->name)) {
        return format_of(self, NUMBER, 0);
    }
    if (strcmp(column->name, "runs") == 0) {
        return format_of(self, PLAIN, 0);
    }
    if (strcmp(table->name, "money") == 0 || is_one_of(column->name, amounts)) {
        return of_money(self, column->largest);
    }
    if (column_called(table, "unit") >= 0) {
        return NULL;
    }
    return column->broken ? by_size(self, PLAIN, column->largest, 1) : format_of(self, PLAIN, 0);
}

/* What the numbers of a row of such a unit look like. */
static lxw_format *of_row(writing_t *self, const char *unit, double largest, bool broken)
{
    if (strcmp(unit, "share") == 0) {
        return format_of(self, PERCENT, largest < 0.01 ? 2 : 1);
    }
    if (*self->currency != '\0' && strcmp(unit, self->currency) == 0) {
        return of_money(self, largest);
    }
    return broken ? by_size(self, PLAIN, largest, 0) : format_of(self, PLAIN, 0);
}

/* ---- a sheet ---- */

/* The cells of a row, which wait until its unit and its largest number are known. */
typedef struct {
    pk_book_kind_t *kinds;
    double *numbers;
    char **texts; /* heap */
    size_t *rooms;
    lxw_format **formats; /* by column; NULL: the row's */
    bool *dates;
    int count, unit; /* the column of the unit; -1 */
} row_t;

static void row_init(writing_t *self, const pk_book_table_t *table, row_t *row)
{
    const int n = table->ncolumn;
    *row = (row_t){.count = n, .unit = column_called(table, "unit")};
    row->kinds = PK_ARRAY(self->arena, pk_book_kind_t, n);
    row->numbers = PK_ARRAY(self->arena, double, n);
    row->texts = PK_ARRAY(self->arena, char *, n);
    row->rooms = PK_ARRAY(self->arena, size_t, n);
    row->formats = PK_ARRAY(self->arena, lxw_format *, n);
    row->dates = PK_ARRAY(self->arena, bool, n);
    for (int k = 0; k < n; k++) {
        const pk_book_column_t *column = &table->columns[k];
        row->kinds[k] = PK_BOOK_END;
        row->formats[k] = of_column(self, table, column);
        row->dates[k] = column->texts && !column->other;
    }
}

static void row_free(row_t *row)
{
    for (int k = 0; k < row->count; k++) {
        free(row->texts[k]);
    }
}

static void keep(row_t *row, pk_book_kind_t kind, pk_book_cell_t *cell)
{
    const int k = cell->column;
    row->kinds[k] = kind;
    row->numbers[k] = cell->number;
    if (kind == PK_BOOK_TEXT_CELL) { /* the two texts change hands */
        char *text = row->texts[k];
        const size_t room = row->rooms[k];
        row->texts[k] = cell->text;
        row->rooms[k] = cell->room;
        cell->text = text;
        cell->room = room;
    }
}

static lxw_format *rows_own(writing_t *self, const row_t *row)
{
    double largest = 0;
    bool broken = false;
    for (int k = 0; k < row->count; k++) {
        if (row->kinds[k] == PK_BOOK_NUMBER_CELL && row->formats[k] == NULL && isfinite(row->numbers[k])) {
            largest = fmax(largest, fabs(row->numbers[k]));
            broken = broken || row->numbers[k] != trunc(row->numbers[k]);
        }
    }
    const bool told = row->unit >= 0 && row->kinds[row->unit] == PK_BOOK_TEXT_CELL;
    return of_row(self, told ? row->texts[row->unit] : "", largest, broken);
}

static void write_text(writing_t *self, lxw_worksheet *sheet, lxw_row_t at, lxw_col_t k, const char *text, bool date)
{
    long first = 0, last;
    if (*text == '\0') {
        return;
    }
    if (date && pk_date_parse(text, &first, &last)) {
        note(self,
             worksheet_write_number(sheet, at, k, (double)(first + 25569), self->date)); /* days since 1899-12-30 */
    } else {
        note(self, worksheet_write_string(sheet, at, k, text, NULL));
    }
}

static void write_row(writing_t *self, lxw_worksheet *sheet, lxw_row_t at, row_t *row)
{
    lxw_format *own = rows_own(self, row);
    for (int k = 0; k < row->count; k++) {
        const double x = row->numbers[k];
        if (row->kinds[k] == PK_BOOK_TEXT_CELL) {
            write_text(self, sheet, at, (lxw_col_t)k, row->texts[k], row->dates[k]);
        } else if (row->kinds[k] == PK_BOOK_NUMBER_CELL && isfinite(x)) {
            lxw_format *format = row->formats[k] != NULL ? row->formats[k] : own;
            note(self, worksheet_write_number(sheet, at, (lxw_col_t)k, x, format));
        } else if (row->kinds[k] == PK_BOOK_NUMBER_CELL && isinf(x)) {
            note(self, worksheet_write_string(sheet, at, (lxw_col_t)k, x > 0 ? "inf" : "-inf", NULL));
        }
        row->kinds[k] = PK_BOOK_END;
    }
}

static void write_head(writing_t *self, lxw_worksheet *sheet, const pk_book_table_t *table)
{
    for (int k = 0; k < table->ncolumn; k++) {
        const pk_book_column_t *column = &table->columns[k];
        const int name = (int)strlen(column->name) + 4, wide = column->width + 2 > name ? column->width + 2 : name;
        const int least = column->numbers || !column->other ? WIDTH_LEAST + 4 : WIDTH_LEAST;
        const int width = wide > WIDTH_MOST ? WIDTH_MOST : wide < least ? least : wide;
        note(self, worksheet_write_string(sheet, 0, (lxw_col_t)k, column->name, self->head));
        note(self, worksheet_set_column(sheet, (lxw_col_t)k, (lxw_col_t)k, width, NULL));
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    note(self, worksheet_repeat_rows(sheet, 0, 0));
    note(self, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table->rows, (lxw_col_t)(table->ncolumn - 1)));
}

static void write_table(writing_t *self, pk_book_table_t *table)
{
    lxw_worksheet *sheet = workbook_add_worksheet(self->file, table->name);
    pk_book_cell_t cell = {0};
    lxw_row_t at = 0;
    row_t row;
    if (sheet == NULL) {
        note(self, LXW_ERROR_CREATING_TMPFILE);
        return;
    }
    row_init(self, table, &row);
    write_head(self, sheet, table);
    pk_book_rewind(self->book, table);
    for (pk_book_kind_t kind; (kind = pk_book_next(self->book, table, &cell)) != PK_BOOK_END;) {
        if (kind == PK_BOOK_ROW_END) {
            write_row(self, sheet, ++at, &row);
        } else {
            keep(&row, kind, &cell);
        }
    }
    row_free(&row);
    free(cell.text);
}

/* ---- the first sheet ---- */

static bool fits(const pk_book_table_t *table)
{
    return table->rows < PK_BOOK_ROWS && table->letters < sheet_bytes && table->ncolumn <= COLUMN_MOST;
}

static pk_saying_t about_table(const char *name)
{
    static const struct {
        const char *name;
        pk_saying_t holds;
    } known[] = {{"kpis", PK_SAY_BOOK_KPIS},
                 {"runs", PK_SAY_BOOK_EACH_RUN},
                 {"stages", PK_SAY_BOOK_STAGES},
                 {"flows", PK_SAY_BOOK_FLOWS},
                 {"drivers", PK_SAY_BOOK_DRIVERS},
                 {"comparison", PK_SAY_BOOK_COMPARISON},
                 {"decision", PK_SAY_BOOK_DECISION},
                 {"horizon", PK_SAY_BOOK_HORIZON},
                 {"worth", PK_SAY_BOOK_WORTH},
                 {"targets", PK_SAY_BOOK_TARGETS},
                 {"money", PK_SAY_BOOK_MONEY},
                 {"actuals", PK_SAY_BOOK_ACTUALS},
                 {"first_purchase", PK_SAY_BOOK_FIRST_PURCHASE},
                 {"between_purchases", PK_SAY_BOOK_BETWEEN_PURCHASES},
                 {"value", PK_SAY_BOOK_VALUE},
                 {"paths", PK_SAY_BOOK_PATHS},
                 {"retention", PK_SAY_BOOK_RETENTION},
                 {"purchases", PK_SAY_BOOK_PURCHASES},
                 {"stays", PK_SAY_BOOK_STAYS},
                 {"concentration", PK_SAY_BOOK_CONCENTRATION},
                 {"sweep", PK_SAY_BOOK_SWEEP},
                 {"sensitivity", PK_SAY_BOOK_SENSITIVITY},
                 {"attribution", PK_SAY_BOOK_ATTRIBUTION},
                 {"optimum", PK_SAY_BOOK_OPTIMUM},
                 {"budget_curve", PK_SAY_BOOK_BUDGET},
                 {"posterior", PK_SAY_BOOK_POSTERIOR},
                 {"posterior-unconverged", PK_SAY_BOOK_POSTERIOR},
                 {"summary", PK_SAY_BOOK_SUMMARY},
                 {"predicted", PK_SAY_BOOK_PREDICTED},
                 {"checks", PK_SAY_BOOK_CHECKS},
                 {"state", PK_SAY_BOOK_STATE},
                 {"backtest", PK_SAY_BOOK_BACKTEST}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (strcmp(known[k].name, name) == 0) {
            return known[k].holds;
        }
    }
    return PK_SAYINGS;
}

typedef struct {
    writing_t *writing;
    lxw_worksheet *sheet;
    lxw_row_t at;
} first_t;

/* A row of up to three texts; NULL: none. */
static void first_row(first_t *self, lxw_format *format, const char *a, const char *b, const char *c)
{
    const char *texts[] = {a, b, c};
    for (int k = 0; k < 3; k++) {
        if (texts[k] != NULL && *texts[k] != '\0') {
            note(self->writing, worksheet_write_string(self->sheet, self->at, (lxw_col_t)k, texts[k], format));
        }
    }
    self->at++;
}

static const char *say(const first_t *self, pk_saying_t saying)
{
    return pk_saying(self->writing->language, saying);
}

/* What the workbook is of: a scenario's title, how many plans, or the command. */
static const char *title_of(writing_t *self)
{
    const pk_manifest_t *m = self->manifest;
    if (m->nresult == 1) {
        return m->results[0].title;
    }
    if (m->nresult > 1) {
        const char *count = pk_local_count(self->language, m->nresult, self->arena);
        return pk_local_say(self->language, self->arena, PK_SAY_BOOK_COMPARED, count);
    }
    const bool named = m->command != NULL && m->command[0] != NULL && m->command[1] != NULL;
    return pk_arena_format(self->arena, "polku %s", named ? m->command[1] : "");
}

static void first_scenarios(first_t *self)
{
    const pk_manifest_t *m = self->writing->manifest;
    if (m->nresult == 0) {
        return;
    }
    self->at++;
    first_row(self, self->writing->head, say(self, PK_SAY_BOOK_SCENARIO), say(self, PK_SAY_BOOK_TITLE),
              say(self, PK_SAY_BOOK_FILE));
    for (int i = 0; i < m->nresult; i++) {
        first_row(self, NULL, m->results[i].scenario, m->results[i].title, m->results[i].file);
    }
}

static void first_table(first_t *self, const pk_book_table_t *table)
{
    writing_t *w = self->writing;
    const pk_saying_t holds = about_table(table->name);
    const char *rows = pk_local_count(w->language, (double)table->rows, w->arena);
    const char *most = pk_local_count(w->language, PK_BOOK_ROWS - 1, w->arena), *text = NULL;
    if (table->rows >= PK_BOOK_ROWS) {
        text = pk_local_say(w->language, w->arena, PK_SAY_BOOK_LEFT_OUT, rows, most, table->file);
    } else if (!fits(table)) {
        text = pk_local_say(w->language, w->arena, PK_SAY_BOOK_TOO_LARGE, table->file);
    } else if (holds != PK_SAYINGS) {
        text = say(self, holds);
    }
    note(w, worksheet_write_number(self->sheet, self->at, 1, (double)table->rows, format_of(w, PLAIN, 0)));
    if (fits(table)) {
        const char *link = pk_arena_format(w->arena, "internal:'%s'!A1", table->name);
        note(w, worksheet_write_url_opt(self->sheet, self->at, 0, link, NULL, table->name, NULL));
    }
    first_row(self, NULL, fits(table) ? NULL : table->name, NULL, text);
}

static void first_warnings(first_t *self)
{
    const pk_manifest_t *m = self->writing->manifest;
    if (m->nwarning == 0) {
        return;
    }
    self->at++;
    first_row(self, self->writing->head, say(self, PK_SAY_BOOK_WARNINGS), NULL, NULL);
    for (int i = 0; i < m->nwarning; i++) {
        first_row(self, NULL, m->warnings[i], NULL, NULL);
    }
}

static void write_first(writing_t *self)
{
    const pk_manifest_t *m = self->manifest;
    const pk_result_t *result = m->nresult > 0 ? &m->results[0] : NULL;
    first_t first = {.writing = self};
    first.sheet = workbook_add_worksheet(self->file, say(&first, PK_SAY_BOOK_SHEET));
    if (first.sheet == NULL) {
        note(self, LXW_ERROR_CREATING_TMPFILE);
        return;
    }
    note(self, worksheet_set_column(first.sheet, 0, 0, 24, NULL));
    note(self, worksheet_set_column(first.sheet, 1, 1, 32, NULL));
    note(self, worksheet_set_column(first.sheet, 2, 2, 90, NULL));
    worksheet_set_landscape(first.sheet);
    worksheet_fit_to_pages(first.sheet, 1, 0);
    note(self, worksheet_set_row(first.sheet, 0, 24, NULL));
    first_row(&first, self->title, title_of(self), NULL, NULL);
    first_row(&first, NULL, pk_local_say(self->language, self->arena, PK_SAY_BOOK_MADE, m->version), NULL, NULL);
    first.at++;
    if (result != NULL || m->seeded) {
        const unsigned long long seed = result != NULL ? result->seed : m->seed;
        first_row(&first, NULL, say(&first, PK_SAY_BOOK_SEED), pk_arena_format(self->arena, "%llu", seed), NULL);
    }
    if (result != NULL) {
        note(self, worksheet_write_number(first.sheet, first.at, 1, result->nrun, format_of(self, PLAIN, 0)));
        first_row(&first, NULL, say(&first, PK_SAY_BOOK_RUNS), NULL, NULL);
    }
    first_scenarios(&first);
    first.at++;
    first_row(&first, self->head, say(&first, PK_SAY_BOOK_TABLE), say(&first, PK_SAY_BOOK_ROWS),
              say(&first, PK_SAY_BOOK_HOLDS));
    for (int i = 0; i < self->book->ntable; i++) {
        first_table(&first, self->book->tables[i]);
    }
    first.at++;
    first_row(&first, NULL, say(&first, PK_SAY_BOOK_DIGITS), NULL, NULL);
    first_warnings(&first);
}

/* ---- all of it ---- */

static void make_formats(writing_t *self)
{
    self->date = workbook_add_format(self->file);
    format_set_num_format_index(self->date, 14); /* a day as the reader's country writes it */
    self->head = workbook_add_format(self->file);
    format_set_bold(self->head);
    format_set_bg_color(self->head, 0xDCE6F1);
    format_set_bottom(self->head, LXW_BORDER_THIN);
    self->title = workbook_add_format(self->file);
    format_set_bold(self->title);
    format_set_font_size(self->title, 16);
}

/* The currency as it may stand in a format. */
static const char *currency_of(const pk_manifest_t *manifest, pk_arena_t *arena)
{
    const char *text = manifest->nresult > 0 ? manifest->results[0].currency : NULL;
    return text != NULL && strlen(text) <= 20 && strpbrk(text, "\"\\") == NULL ? pk_arena_copy(arena, text) : "";
}

/* Rows that could not be put by; whether there is room for the largest sheet once more and for the file, before the
 * library finds out. errno; 0: nothing is wrong. */
static int look_for_trouble(writing_t *self)
{
    double largest = 0, all = 0;
    struct statvfs about;
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, self->file->worksheets, list_pointers)
    {
        errno = 0;
        if (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile)) {
            return errno != 0 ? errno : EIO;
        }
        const double bytes = (double)ftello(sheet->optimize_tmpfile);
        largest = fmax(largest, bytes);
        all += bytes;
    }
    const bool known = statvfs(self->book->root, &about) == 0 && about.f_blocks > 0;
    const double room = known ? (double)about.f_bavail * (double)about.f_frsize : INFINITY;
    return room < largest + all / 8 ? ENOSPC : 0;
}

/* Makes the file at `path`; errno, or 0. */
static int make_file(writing_t *self, const char *path)
{
    lxw_workbook_options options = {.constant_memory = 1,
                                    .tmpdir = (char *)pk_arena_copy(self->arena, self->book->root)};
    lxw_doc_properties about = {.created = created};
    long *rows = PK_ARRAY(self->arena, long, self->book->ntable + 1);
    int count = 1;
    self->file = workbook_new_opt(path, &options);
    if (self->file == NULL) {
        return ENOMEM;
    }
    note(self, workbook_set_properties(self->file, &about));
    make_formats(self);
    write_first(self);
    for (int i = 0; i < self->book->ntable; i++) {
        if (fits(self->book->tables[i]) && self->error == LXW_NO_ERROR) {
            rows[count++] = self->book->tables[i]->rows + 1;
            write_table(self, self->book->tables[i]);
        }
    }
    int error = self->book->error;
    error = error == 0 && self->error == LXW_NO_ERROR ? look_for_trouble(self) : error;
    if (error != 0 || self->error != LXW_NO_ERROR) {
        lxw_workbook_free(self->file);
        return error;
    }
    errno = 0;
    note(self, workbook_close(self->file));
    if (self->error != LXW_NO_ERROR) {
        return errno;
    }
    rows[0] = -1;
    return pk_book_check(path, rows, count);
}

pk_status_t pk_book_write(pk_book_t *self, const struct pk_manifest *manifest, pk_language_t language, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    writing_t writing = {.book = self, .manifest = manifest, .language = language, .arena = &arena};
    writing.currency = currency_of(manifest, &arena);
    const char *path = pk_arena_format(&arena, "%s/%s", self->root, PK_BOOK_FILE);
    int file, taken = pk_out_taken(path);
    char *temporary = taken == 0 ? pk_temporary_make(path, &file) : NULL;
    int error = temporary == NULL ? (taken != 0 ? taken : errno) : 0;
    pk_status_t status = PK_FAILED;
    if (error == 0) {
        close(file);
        pk_temporary_hold(); /* the library's own files have names for a moment: nobody ends the program meanwhile */
        error = make_file(&writing, temporary);
        pk_temporary_release();
    }
    if (error == 0 && writing.error == LXW_NO_ERROR) {
        status = pk_output_place(manifest->output, temporary, path, diag);
    } else {
        pk_temporary_drop(temporary);
        status = error != 0 ? pk_out_failure(path, error, diag)
                            : pk_failure(diag, path, "leave out --xlsx: the tables are there as CSV",
                                         "cannot be made: %s", lxw_strerror(writing.error));
    }
    pk_arena_free(&arena);
    return status;
}
