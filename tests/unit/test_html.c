/* The writer of HTML: whatever text is given, it comes out as text. */
#include "report/html.h"

#include "markup.h"
#include "tiny_result.h"

typedef struct {
    pk_html_t html;
    pk_diag_t diag;
} page_t;

static char folder[64];

static void begin(page_t *page)
{
    char path[96];
    *page = (page_t){0};
    snprintf(path, sizeof path, "%s/page.html", folder);
    assert_int_equal(pk_out_open(&page->html.out, path, &page->diag), PK_OK);
}

static char *end(page_t *page)
{
    assert_int_equal(pk_out_close(&page->html.out, &page->diag), PK_OK);
    char *text = read_whole(folder, "page.html");
    pk_diag_free(&page->diag);
    return text;
}

static void assert_text(const char *given, const char *expected)
{
    page_t page;
    begin(&page);
    pk_html_text(&page.html, given);
    char *text = end(&page);
    assert_string_equal(text, expected);
    free(text);
}

static void test_escapes(void **state)
{
    (void)state;
    assert_text("a < b & c > d", "a &lt; b &amp; c &gt; d");
    assert_text("\"quoted\" 'single'", "&quot;quoted&quot; &#39;single&#39;");
    assert_text("</title><script>alert(1)</script>", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_text("]]> &amp; `x` $(y)", "]]&gt; &amp;amp; `x` $(y)");
    assert_text("line\nbreak\ttab\rreturn\x7f", "line break tab return ");
    assert_text("ääkköset שלום 漢字 €", "ääkköset שלום 漢字 €");
    /* an override of the direction, a mark within a word, a byte that is no UTF-8 */
    assert_text("\xe2\x80\xaeright\xe2\x80\xac a\xe2\x80\x8b"
                "b",
                "right ab");
    assert_text("\xff<\xc3", "\xef\xbf\xbd&lt;\xef\xbf\xbd");
    assert_text("", "");
}

static void test_elements(void **state)
{
    (void)state;
    page_t page;
    begin(&page);
    pk_html_element(&page.html, "p", NULL, "a<b");
    pk_html_element(&page.html, "p", "x\"y", "c");
    char *text = end(&page);
    assert_string_equal(text, "<p>a&lt;b</p>\n<p class=\"x&quot;y\">c</p>\n");
    free(text);
}

static char *table_of(bool stacks)
{
    static const pk_html_column_t columns[] = {{"Plan", false}, {"Profit \"<b>", true}};
    page_t page;
    begin(&page);
    pk_html_table(&page.html, "A & B", stacks, columns, 2);
    pk_html_row(&page.html, NULL);
    pk_html_cell(&page.html, "<one>");
    pk_html_cell(&page.html, "2");
    pk_html_row_end(&page.html);
    pk_html_table_end(&page.html);
    char *text = end(&page);
    return text;
}

static void test_tables(void **state)
{
    (void)state;
    char *text = table_of(true);
    assert_string_equal(
        text,
        "<table class=\"stacks\" role=\"table\">\n<caption>A &amp; B</caption>\n"
        "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Plan</th>"
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Profit &quot;&lt;b&gt;</th></tr></thead>\n"
        "<tbody role=\"rowgroup\">\n<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">&lt;one&gt;</th>"
        "<td role=\"cell\" data-label=\"Profit &quot;&lt;b&gt;\" class=\"number\">2</td></tr>\n</tbody></table>\n");
    free(text);
    text = table_of(false);
    assert_string_equal(
        text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"A &amp; B\">\n"
              "<table>\n<caption>A &amp; B</caption>\n<thead><tr><th scope=\"col\">Plan</th>"
              "<th scope=\"col\" class=\"number\">Profit &quot;&lt;b&gt;</th></tr></thead>\n<tbody>\n"
              "<tr><th scope=\"row\">&lt;one&gt;</th><td class=\"number\">2</td></tr>\n</tbody></table>\n</div>\n");
    free(text);
}

/* The checker of the tests must itself find what is wrong. */
static void test_markup_finds_faults(void **state)
{
    (void)state;
    static const char *const faults[] = {"<p>",
                                         "<p></div>",
                                         "<p>a & b</p>",
                                         "<p class=x></p>",
                                         "<script></script>",
                                         "<p onclick=\"x\"></p>",
                                         "<a href=\"http://x.example/\"></a>",
                                         "<p id=\"a\"></p><p id=\"a\"></p>",
                                         "<p>1 < 2</p>"};
    static markup_t markup;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_false(markup_read(&markup, faults[i]));
    }
    assert_true(markup_read(&markup, "<!DOCTYPE html><html><meta charset=\"utf-8\"><p id=\"a\">1 &lt; 2</p></html>"));
}

static int set_up(void **state)
{
    (void)state;
    make_folder(folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_escapes), cmocka_unit_test(test_elements),
                                       cmocka_unit_test(test_tables), cmocka_unit_test(test_markup_finds_faults)};
    return cmocka_run_group_tests_name("html", tests, set_up, tear_down);
}
