/* A workbook: what is too long for a sheet is left out and told, and a file that is not whole is seen. That sheets are
 * the tables is tests/cli/spreadsheet.sh's to tell, by another program. */
#include "report/book.h"

#include <errno.h>

#include "report/manifest.h"
#include "report/output.h"
#include "report/table.h"
#include "tiny_result.h"

static void write_rows(pk_output_t *output, const char *name, long rows)
{
    pk_diag_t diag = {0};
    pk_table_t table;
    assert_int_equal(pk_table_open(&table, output->root, name, "what,number", output, &diag), PK_OK);
    for (long i = 0; i < rows; i++) {
        pk_table_text(&table, "");
        pk_table_number(&table, (double)i);
        pk_table_end_row(&table);
    }
    assert_int_equal(pk_table_close(&table, &diag), PK_OK);
}

static void write_book(pk_output_t *output)
{
    pk_diag_t diag = {0};
    const pk_manifest_t manifest = {.version = "1", .output = output};
    assert_int_equal(pk_book_write(output->book, &manifest, PK_ENGLISH, &diag), PK_OK);
    assert_int_equal(diag.count, 0);
}

static void begin(pk_output_t *output, const char *folder)
{
    pk_diag_t diag = {0};
    pk_output_init(output, folder, NULL);
    pk_output_add_book(output);
    assert_int_equal(pk_output_prepare(output, &diag), PK_OK);
}

static void path_in(const char *folder, char path[128])
{
    snprintf(path, 128, "%s/%s", folder, PK_BOOK_FILE);
}

#ifndef __SANITIZE_ADDRESS__
/* 1,048,576 rows with the head fit, one more does not: the first sheet is alone then with the small table. */
static void test_too_long(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    path_in(folder, path);
    pk_output_t output;
    begin(&output, folder);
    write_rows(&output, "full.csv", PK_BOOK_ROWS - 1);
    write_rows(&output, "long.csv", PK_BOOK_ROWS);
    write_rows(&output, "short.csv", 3);
    write_book(&output);
    const long rows[] = {-1, PK_BOOK_ROWS, 4}, wrong[] = {-1, PK_BOOK_ROWS, 5};
    assert_int_equal(pk_book_check(path, rows, 3), 0);
    assert_int_equal(pk_book_check(path, wrong, 3), EIO);
    const long more[] = {-1, PK_BOOK_ROWS, 4, -1};
    assert_int_equal(pk_book_check(path, more, 4), EIO);
    pk_output_close(&output);
    remove_folder(folder);
}
#endif

/* Any byte of a sheet that is another, and any end that is missing. */
static void test_check(void **state)
{
    (void)state;
    char folder[64], path[128], *bytes;
    make_folder(folder);
    path_in(folder, path);
    pk_output_t output;
    begin(&output, folder);
    write_rows(&output, "t.csv", 200);
    write_book(&output);
    const long rows[] = {-1, 201};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes = malloc(1 << 20);
    const size_t length = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    assert_int_equal(pk_book_check(path, rows, 2), 0);
    for (size_t cut = 0; cut < length; cut += length / 20) {
        file = fopen(path, "wb");
        fwrite(bytes, 1, cut, file);
        fclose(file);
        assert_int_equal(pk_book_check(path, rows, 2), EIO);
    }
    char *sheet = memmem(bytes, length, "sheet2.xml", 10) + 40;
    for (int k = 0; k < 400; k += 20) {
        sheet[k] ^= 4;
        file = fopen(path, "wb");
        fwrite(bytes, 1, length, file);
        fclose(file);
        sheet[k] ^= 4;
        assert_int_equal(pk_book_check(path, rows, 2), EIO);
    }
    free(bytes);
    pk_output_close(&output);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(test_too_long),
#endif
        cmocka_unit_test(test_check)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
