/* The checker of tests/json_schema.h itself: a row a keyword, with a value that holds and one that does not. The
 * meaning of each is the specification's (JSON Schema, draft 2020-12, Core and Validation). */
#include "json_schema.h"

static json_t *json_of(const char *text)
{
    json_error_t error;
    json_t *json = json_loads(text, JSON_DECODE_ANY, &error);
    if (!json) {
        fail_msg("%s: %s", text, error.text);
    }
    return json;
}

static bool accepts(const char *schema, const char *value, schema_fault_t *fault)
{
    json_t *root = json_of(schema), *json = json_of(value);
    const bool accepted = schema_accepts(root, root, json, fault);
    json_decref(root);
    json_decref(json);
    return accepted;
}

static void every_keyword_accepts_and_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *schema, *good, *bad, *path, *keyword;
    } rows[] = {
        {"{\"type\": \"object\"}", "{}", "[]", "", "type"},
        {"{\"type\": [\"number\", \"null\"]}", "null", "\"5\"", "", "type"},
        {"{\"type\": \"integer\"}", "5.0", "5.5", "", "type"},
        {"{\"type\": \"boolean\"}", "false", "0", "", "type"},
        {"{\"const\": 1}", "1.0", "2", "", "const"},
        {"{\"enum\": [\"a\", true]}", "true", "\"b\"", "", "enum"},
        {"{\"pattern\": \"^[a-c]+$\"}", "\"abba\"", "\"abd\"", "", "pattern"},
        {"{\"pattern\": \"x\"}", "7", "\"y\"", "", "pattern"},
        {"{\"minimum\": 1}", "1", "0.9", "", "minimum"},
        {"{\"maximum\": 1}", "\"9\"", "1.1", "", "maximum"},
        {"{\"exclusiveMinimum\": 0}", "0.1", "0", "", "exclusiveMinimum"},
        {"{\"exclusiveMaximum\": 1}", "0.9", "1", "", "exclusiveMaximum"},
        {"{\"multipleOf\": 1}", "12", "1.5", "", "multipleOf"},
        {"{\"items\": {\"type\": \"string\"}}", "[]", "[\"a\", 1]", "/1", "type"},
        {"{\"minItems\": 2}", "[1, 2]", "[1]", "", "minItems"},
        {"{\"maxItems\": 2}", "{\"a\": 1}", "[1, 2, 3]", "", "maxItems"},
        {"{\"minProperties\": 1}", "{\"a\": 1}", "{}", "", "minProperties"},
        {"{\"required\": [\"a\"]}", "{\"a\": null}", "{\"b\": 1}", "", "required"},
        {"{\"properties\": {\"a\": {\"type\": \"null\"}}}", "{\"b\": 1}", "{\"a\": 1}", "/a", "type"},
        {"{\"properties\": {\"a\": {}}, \"additionalProperties\": false}", "{\"a\": 1}", "{\"b\": 1}", "/b", "false"},
        {"{\"additionalProperties\": {\"minimum\": 0}}", "{\"a\": 1}", "{\"a\": -1}", "/a", "minimum"},
        {"{\"propertyNames\": {\"pattern\": \"->\"}}", "{\"a->b\": 1}", "{\"ab\": 1}", "/ab", "pattern"},
        {"{\"allOf\": [{\"minimum\": 0}, {\"maximum\": 9}]}", "9", "10", "", "maximum"},
        {"{\"anyOf\": [{\"minimum\": 5}, {\"maximum\": 1}]}", "0", "3", "", "anyOf"},
        {"{\"not\": {\"required\": [\"a\", \"b\"]}}", "{\"a\": 1}", "{\"a\": 1, \"b\": 2}", "", "not"},
        {"{\"$defs\": {\"n\": {\"minimum\": 0}}, \"items\": {\"$ref\": \"#/$defs/n\"}}", "[0, 1]", "[-1]", "/0",
         "minimum"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        schema_fault_t fault;
        assert_true(accepts(rows[i].schema, rows[i].good, &fault));
        assert_string_equal(fault.keyword, "");
        assert_false(accepts(rows[i].schema, rows[i].bad, &fault));
        assert_string_equal(fault.path, rows[i].path);
        assert_string_equal(fault.keyword, rows[i].keyword);
    }
}

/* YAML 1.2, section 10.3.2, as editors read it; our own reader keeps all scalars as texts. */
static void scalars_are_what_an_editor_sees(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *json;
    } rows[] = {
        {"5", "5"},
        {"-7", "-7"},
        {"+120", "120"},
        {".4", "0.4"},
        {"0.05", "0.05"},
        {"1e3", "1000.0"},
        {"5%", "\"5%\""},
        {"40 000", "\"40 000\""},
        {"true", "true"},
        {"yes", "\"yes\""},
        {"~", "null"},
        {"'5'", "\"5\""},
        {"2026-03-01", "\"2026-03-01\""},
        {"x1.2", "\"x1.2\""},
        {"+3%", "\"+3%\""},
        {"[1, a]", "[1, \"a\"]"},
        {"{a: {b: }}", "{\"a\": {\"b\": null}}"},
    };
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = pk_arena_format(&arena, "k: %s\n", rows[i].yaml);
        const pk_source_t source = {.name = "a.yaml", .text = text, .length = strlen(text)};
        json_t *value = schema_value(pk_node_get(pk_doc_parse(&source, &arena, &diag), "k"));
        json_t *expected = json_of(rows[i].json);
        assert_true(json_equal(value, expected));
        json_decref(value);
        json_decref(expected);
    }
    assert_int_equal(diag.count, 0);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_keyword_accepts_and_refuses),
        cmocka_unit_test(scalars_are_what_an_editor_sees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
