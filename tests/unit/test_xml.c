/* Documents that are well-formed, and one of each kind of fault. Held against xmllint by hand when they were written.
 */
#include "pk_test.h"

#include "report/xml.h"

#include <string.h>

static void assert_fine(const char *text)
{
    int line;
    const char *fault = pk_xml_fault(text, strlen(text), &line);
    if (fault != NULL) {
        print_error("%s\n", text);
    }
    assert_null(fault);
}

static void assert_fault(const char *text, size_t length, const char *fault, int line)
{
    int at = 0;
    const char *found = pk_xml_fault(text, length, &at);
    if (found == NULL) {
        print_error("%s\n", text);
    }
    assert_non_null(found);
    assert_string_equal(found, fault);
    assert_int_equal(at, line);
}
#define ASSERT_FAULT(text, fault, line) assert_fault((text), sizeof(text) - 1, (fault), (line))

static void test_fine(void **state)
{
    (void)state;
    assert_fine("<a/>");
    assert_fine("<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C\" \"x\">\n<!-- a - b -->\n"
                "<svg a='1' b = \"2>\" >x</svg >\n<!--c-->");
    assert_fine("<a><b><c/>ä</b> ]] > &amp;&lt;&gt;&quot;&apos;&#38;&#x1F600;<![CDATA[ <&]] ]]></a>\n");
    assert_fine("<a xlink:href='#x'>\xf0\x9f\x98\x80</a>");
}

static void test_faults(void **state)
{
    (void)state;
    ASSERT_FAULT("", "there is no root", 1);
    ASSERT_FAULT("<!-- only -->", "there is no root", 1);
    ASSERT_FAULT("<a>\n<b>\n</a>", "an element closes that is not the last open one", 3);
    ASSERT_FAULT("<a><b></b>", "an element is never closed", 1);
    ASSERT_FAULT("</a>", "an element closes that is not the last open one", 1);
    ASSERT_FAULT("<a/><b/>", "a second root", 1);
    ASSERT_FAULT("<a/>x", "text outside the root", 1);
    ASSERT_FAULT("x<a/>", "text outside the root", 1);
    ASSERT_FAULT("<a>R&#x</a>", "a character by number that is none", 1);
    ASSERT_FAULT("<a>&#0;</a>", "a character by number that is none", 1);
    ASSERT_FAULT("<a>&#x110000;</a>", "a character by number that is none", 1);
    ASSERT_FAULT("<a>&#;</a>", "a character by number that is none", 1);
    ASSERT_FAULT("<a>&#xD800;</a>", "a character by number that is none", 1);
    ASSERT_FAULT("<a>R & D</a>", "an & that begins no reference", 1);
    ASSERT_FAULT("<a>&auml;</a>", "an & that begins no reference", 1);
    ASSERT_FAULT("<a>x]]>y</a>", "]]> within text", 1);
    ASSERT_FAULT("<a b=1/>", "an attribute without quotes", 1);
    ASSERT_FAULT("<a b/>", "an attribute without a value", 1);
    ASSERT_FAULT("<a b='1' b='2'/>", "an attribute twice", 1);
    ASSERT_FAULT("<a b='<'/>", "a < in an attribute", 1);
    ASSERT_FAULT("<a b='&'/>", "an & that begins no reference", 1);
    ASSERT_FAULT("<a b='1", "an attribute never ends", 1);
    ASSERT_FAULT("<a", "a tag that never ends", 1);
    ASSERT_FAULT("<a b='1'c='2'/>", "a tag that never ends", 1);
    ASSERT_FAULT("<a>< b/></a>", "a name is missing", 1);
    ASSERT_FAULT("<1/>", "a name is missing", 1);
    ASSERT_FAULT("<a><!-- x -- y --></a>", "-- within a comment", 1);
    ASSERT_FAULT("<a><!-- x</a>", "something never ends", 1);
    ASSERT_FAULT("<a>\n\x01</a>", "a character that XML does not allow", 2);
    ASSERT_FAULT("<a>\0</a>", "a character that XML does not allow", 1);
    ASSERT_FAULT("<a>\xef\xbf\xbe</a>", "a character that XML does not allow", 1);
    ASSERT_FAULT("<a>\xff</a>", "a byte that is not UTF-8", 1);
}

static void test_deep(void **state)
{
    (void)state;
    char text[2000] = "";
    for (int i = 0; i < 300; i++) {
        strcat(text, "<a>");
    }
    assert_fault(text, strlen(text), "elements too deep in each other", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fine), cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_deep)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
