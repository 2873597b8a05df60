/* A picture on its way into a page: shapes and text pass, nothing else does. */
#include "report/svg.h"

#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

static void assert_body(const char *picture, const char *expected)
{
    pk_svg_t svg;
    if (expected == NULL) {
        assert_false(pk_svg_read(picture, strlen(picture), "c1-", &svg));
        return;
    }
    assert_true(pk_svg_read(picture, strlen(picture), "c1-", &svg));
    assert_string_equal(svg.body, expected);
    free(svg.body);
}
#define HEAD "<?xml version=\"1.0\"?><!DOCTYPE svg><svg width=\"9\" viewBox=\"0 0 1280 720\">"

static void test_size(void **state)
{
    (void)state;
    pk_svg_t svg;
    const char *text = HEAD "<rect x='1'/></svg>";
    assert_true(pk_svg_read(text, strlen(text), "", &svg));
    assert_true(svg.width == 1280 && svg.height == 720);
    free(svg.body);
}

static void test_shapes_pass(void **state)
{
    (void)state;
    assert_body(HEAD "<g fill=\"none\" class='q'><path stroke='rgb(1, 2, 3)'  d='M1,2 L3,4 '/></g></svg>",
                "<g fill=\"none\"><path stroke=\"rgb(1, 2, 3)\" d=\"M1,2 L3,4 \"/></g>");
    assert_body(HEAD "<polygon fill = '#fff' points = '1,2 3,4'/></svg>",
                "<polygon fill=\"#fff\" points=\"1,2 3,4\"/>");
    assert_body(HEAD "<text x=\"1\">Työt &lt;b&gt; &amp; co > A & B</text></svg>",
                "<text x=\"1\">Työt &lt;b&gt; &amp; co &gt; A &amp; B</text>");
}

static void test_names_get_a_prefix(void **state)
{
    (void)state;
    assert_body(HEAD "<circle id='gpDot' r='1'/><use xlink:href='#gpDot'/></svg>",
                "<circle id=\"c1-gpDot\" r=\"1\"/><use href=\"#c1-gpDot\"/>");
}

static void test_empty_groups_go(void **state)
{
    (void)state;
    assert_body(HEAD "<g><g fill='none'>\n</g></g><g><text></text></g><rect x='1'/></svg>", "<rect x=\"1\"/>");
}

static void test_nothing_else_passes(void **state)
{
    (void)state;
    static const char *const harmful[] = {
        "<script>alert(1)</script>",
        "<g><script><![CDATA[ x ]]></script></g>",
        "<style>@import 'http://x.example/'</style>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image xlink:href='http://x.example/'/>",
        "<a xlink:href='javascript:alert(1)'></a>",
        "<title>DATA using 1</title>",
        "<!-- a comment -->",
        "<filter id='f'><feFlood flood-color='#fff'/></filter>",
    };
    for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++) {
        char picture[400];
        snprintf(picture, sizeof picture, HEAD "%s<rect x='1'/></svg>", harmful[i]);
        assert_body(picture, "<rect x=\"1\"/>");
    }
    assert_body(HEAD "<rect onload='alert(1)' fill='url(http://x.example/)' style='fill:red' x='1'/></svg>",
                "<rect x=\"1\"/>");
    assert_body(HEAD "<rect fill='\"><script>' x='1'/></svg>", "<rect x=\"1\"/>");
    assert_body(HEAD "<use xlink:href='http://x.example/#a' x='1'/></svg>", "<use x=\"1\"/>");
}

static void test_broken_pictures(void **state)
{
    (void)state;
    assert_body("", NULL);
    assert_body("no picture", NULL);
    assert_body("<svg width=\"1\"><rect/></svg>", NULL); /* no viewBox */
    assert_body(HEAD "<rect x='1'/>", NULL);
    assert_body(HEAD "<g><rect x='1'/></svg>", NULL);
    assert_body(HEAD "</g></svg>", NULL);
    assert_body(HEAD "<g><rect x='1'/></text></svg>", NULL);
    assert_body(HEAD "<script>", NULL);
    assert_body(HEAD "<rect x='1", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_size),
                                       cmocka_unit_test(test_shapes_pass),
                                       cmocka_unit_test(test_names_get_a_prefix),
                                       cmocka_unit_test(test_empty_groups_go),
                                       cmocka_unit_test(test_nothing_else_passes),
                                       cmocka_unit_test(test_broken_pictures)};
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
