/* JSON Schema (draft 2020-12), as much of it as the schemas in models/ use, and YAML as an editor sees it: enough to
 * tell what they say of a file. A keyword that is not in the table below fails the test that meets it. */
#ifndef PK_JSON_SCHEMA_H
#define PK_JSON_SCHEMA_H

#include <jansson.h>
#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "model/doc.h"
#include "pk_test.h"

/* Where a value first breaks a schema: its path ("/stages/need/start") and the keyword. Empty: nowhere. */
typedef struct {
    char path[512];
    char keyword[32];
} schema_fault_t;

/* --- YAML 1.2's core schema: what a plain scalar is ------------------------------------------------------------ */

static inline bool schema_matches(const char *pattern, const char *text)
{
    regex_t expression;
    assert_int_equal(regcomp(&expression, pattern, REG_EXTENDED | REG_NOSUB), 0);
    const bool matches = regexec(&expression, text, 0, NULL, 0) == 0;
    regfree(&expression);
    return matches;
}

static inline json_t *schema_scalar(const pk_node_t *node)
{
    const char *text = node->text;
    if (node->quoted) {
        return json_string(text);
    }
    if (schema_matches("^(~|null|Null|NULL|)$", text)) {
        return json_null();
    }
    if (schema_matches("^(true|True|TRUE|false|False|FALSE)$", text)) {
        return json_boolean(strchr("tT", *text) != NULL);
    }
    if (schema_matches("^[-+]?[0-9]{1,18}$", text)) {
        return json_integer(atoll(text));
    }
    if (schema_matches("^[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?$", text)) {
        return json_real(atof(text));
    }
    return json_string(text);
}

static inline json_t *schema_value(const pk_node_t *node)
{
    if (node->kind == PK_NODE_SCALAR) {
        return schema_scalar(node);
    }
    json_t *value = node->kind == PK_NODE_LIST ? json_array() : json_object();
    for (int i = 0; i < node->count; i++) {
        if (node->kind == PK_NODE_LIST) {
            json_array_append_new(value, schema_value(node->items[i]));
        } else {
            json_object_set_new(value, node->pairs[i].key->text, schema_value(node->pairs[i].value));
        }
    }
    return value;
}

/* --- the keywords ----------------------------------------------------------------------------------------------------
 */

typedef struct {
    const json_t *root; /* where $ref begins */
    schema_fault_t *fault;
} schema_check_t;

static inline bool schema_holds(const schema_check_t *self, const json_t *schema, const json_t *value,
                                const char *path);

/* The schema of "#/$defs/NAME". */
static inline const json_t *schema_find(const json_t *root, const char *reference)
{
    static const char defs[] = "#/$defs/";
    assert_int_equal(strncmp(reference, defs, strlen(defs)), 0);
    const json_t *found = json_object_get(json_object_get(root, "$defs"), reference + strlen(defs));
    if (!found) {
        fail_msg("%s leads nowhere", reference);
    }
    return found;
}

static inline bool schema_is_type(const char *type, const json_t *value)
{
    if (strcmp(type, "integer") == 0) {
        return json_is_number(value) && json_number_value(value) == floor(json_number_value(value));
    }
    return (strcmp(type, "number") == 0 && json_is_number(value)) ||
           (strcmp(type, "string") == 0 && json_is_string(value)) ||
           (strcmp(type, "object") == 0 && json_is_object(value)) ||
           (strcmp(type, "array") == 0 && json_is_array(value)) ||
           (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
           (strcmp(type, "null") == 0 && json_is_null(value));
}

typedef bool (*schema_keyword_fn)(const schema_check_t *self, const json_t *schema, const json_t *argument,
                                  const json_t *value, const char *path);
#define SCHEMA_KEYWORD(name)                                                                                           \
    static inline bool schema_##name(const schema_check_t *self, const json_t *schema, const json_t *argument,         \
                                     const json_t *value, const char *path)
#define SCHEMA_UNUSED (void)self, (void)schema, (void)argument, (void)value, (void)path

SCHEMA_KEYWORD(any)
{
    SCHEMA_UNUSED;
    return true;
}

SCHEMA_KEYWORD(ref)
{
    SCHEMA_UNUSED;
    return schema_holds(self, schema_find(self->root, json_string_value(argument)), value, path);
}

SCHEMA_KEYWORD(type)
{
    SCHEMA_UNUSED;
    if (json_is_string(argument)) {
        return schema_is_type(json_string_value(argument), value);
    }
    for (size_t i = 0; i < json_array_size(argument); i++) {
        if (schema_is_type(json_string_value(json_array_get(argument, i)), value)) {
            return true;
        }
    }
    return false;
}

SCHEMA_KEYWORD(constant)
{
    SCHEMA_UNUSED;
    return json_equal(argument, value) || (json_is_number(value) && json_is_number(argument) &&
                                           json_number_value(value) == json_number_value(argument));
}

SCHEMA_KEYWORD(enumeration)
{
    for (size_t i = 0; i < json_array_size(argument); i++) {
        if (schema_constant(self, schema, json_array_get(argument, i), value, path)) {
            return true;
        }
    }
    return false;
}

SCHEMA_KEYWORD(pattern)
{
    SCHEMA_UNUSED;
    return !json_is_string(value) || schema_matches(json_string_value(argument), json_string_value(value));
}

#define SCHEMA_BOUND(name, condition)                                                                                  \
    SCHEMA_KEYWORD(name)                                                                                               \
    {                                                                                                                  \
        SCHEMA_UNUSED;                                                                                                 \
        const double x = json_number_value(value), bound = json_number_value(argument);                                \
        return !json_is_number(value) || (condition);                                                                  \
    }
SCHEMA_BOUND(minimum, x >= bound)
SCHEMA_BOUND(maximum, x <= bound)
SCHEMA_BOUND(exclusive_minimum, x > bound)
SCHEMA_BOUND(exclusive_maximum, x < bound)
SCHEMA_BOUND(multiple_of, x / bound == floor(x / bound))

#define SCHEMA_COUNT(name, is, size, condition)                                                                        \
    SCHEMA_KEYWORD(name)                                                                                               \
    {                                                                                                                  \
        SCHEMA_UNUSED;                                                                                                 \
        const json_int_t count = (json_int_t)size(value), bound = json_integer_value(argument);                        \
        return !is(value) || (condition);                                                                              \
    }
SCHEMA_COUNT(min_items, json_is_array, json_array_size, count >= bound)
SCHEMA_COUNT(max_items, json_is_array, json_array_size, count <= bound)
SCHEMA_COUNT(min_properties, json_is_object, json_object_size, count >= bound)

SCHEMA_KEYWORD(items)
{
    SCHEMA_UNUSED;
    bool holds = true;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && holds; i++) {
        char inner[512];
        snprintf(inner, sizeof inner, "%s/%zu", path, i);
        holds = schema_holds(self, argument, json_array_get(value, i), inner);
    }
    return holds;
}

SCHEMA_KEYWORD(required)
{
    SCHEMA_UNUSED;
    for (size_t i = 0; json_is_object(value) && i < json_array_size(argument); i++) {
        if (!json_object_get(value, json_string_value(json_array_get(argument, i)))) {
            return false;
        }
    }
    return true;
}

/* Over the keys of `value`: those that `properties` has, or the others. */
static inline bool schema_each(const schema_check_t *self, const json_t *properties, const json_t *others,
                               const json_t *value, const char *path)
{
    const char *key;
    json_t *item;
    json_object_foreach((json_t *)(uintptr_t)value, key, item)
    {
        const json_t *known = json_object_get(properties, key);
        const json_t *schema = others ? (known ? NULL : others) : known;
        char inner[512];
        snprintf(inner, sizeof inner, "%s/%s", path, key);
        if (schema && !schema_holds(self, schema, item, inner)) {
            return false;
        }
    }
    return true;
}

SCHEMA_KEYWORD(properties)
{
    SCHEMA_UNUSED;
    return !json_is_object(value) || schema_each(self, argument, NULL, value, path);
}

SCHEMA_KEYWORD(additional)
{
    return !json_is_object(value) || schema_each(self, json_object_get(schema, "properties"), argument, value, path);
}

SCHEMA_KEYWORD(property_names)
{
    SCHEMA_UNUSED;
    const char *key;
    json_t *item;
    bool holds = true;
    json_object_foreach((json_t *)(uintptr_t)value, key, item)
    {
        json_t *name = json_string(key);
        char inner[512];
        snprintf(inner, sizeof inner, "%s/%s", path, key);
        holds = holds && schema_holds(self, argument, name, inner);
        json_decref(name);
    }
    return holds;
}

SCHEMA_KEYWORD(all_of)
{
    SCHEMA_UNUSED;
    for (size_t i = 0; i < json_array_size(argument); i++) {
        if (!schema_holds(self, json_array_get(argument, i), value, path)) {
            return false;
        }
    }
    return true;
}

/* Tries schemas whose faults are nobody's. */
SCHEMA_KEYWORD(any_of)
{
    SCHEMA_UNUSED;
    schema_fault_t quiet;
    const schema_check_t inner = {self->root, &quiet};
    for (size_t i = 0; i < json_array_size(argument); i++) {
        if (schema_holds(&inner, json_array_get(argument, i), value, path)) {
            return true;
        }
    }
    return false;
}

SCHEMA_KEYWORD(negation)
{
    SCHEMA_UNUSED;
    schema_fault_t quiet;
    return !schema_holds(&(schema_check_t){self->root, &quiet}, argument, value, path);
}

static const struct {
    const char *name;
    schema_keyword_fn holds;
} schema_keywords[] = {
    {"$schema", schema_any},
    {"$defs", schema_any},
    {"title", schema_any},
    {"description", schema_any},
    {"$ref", schema_ref},
    {"type", schema_type},
    {"const", schema_constant},
    {"enum", schema_enumeration},
    {"pattern", schema_pattern},
    {"minimum", schema_minimum},
    {"maximum", schema_maximum},
    {"exclusiveMinimum", schema_exclusive_minimum},
    {"exclusiveMaximum", schema_exclusive_maximum},
    {"multipleOf", schema_multiple_of},
    {"items", schema_items},
    {"minItems", schema_min_items},
    {"maxItems", schema_max_items},
    {"minProperties", schema_min_properties},
    {"required", schema_required},
    {"properties", schema_properties},
    {"additionalProperties", schema_additional},
    {"propertyNames", schema_property_names},
    {"allOf", schema_all_of},
    {"anyOf", schema_any_of},
    {"not", schema_negation},
};
enum { SCHEMA_KEYWORDS = sizeof schema_keywords / sizeof schema_keywords[0] };

static inline int schema_keyword(const char *name)
{
    for (int i = 0; i < SCHEMA_KEYWORDS; i++) {
        if (strcmp(schema_keywords[i].name, name) == 0) {
            return i;
        }
    }
    fail_msg("the schemas use %s, which tests/json_schema.h does not know", name);
    return -1;
}

static inline bool schema_fails(const schema_check_t *self, const char *path, const char *keyword)
{
    if (*self->fault->keyword == '\0') { /* the innermost is told */
        snprintf(self->fault->path, sizeof self->fault->path, "%s", path);
        snprintf(self->fault->keyword, sizeof self->fault->keyword, "%s", keyword);
    }
    return false;
}

static inline bool schema_holds(const schema_check_t *self, const json_t *schema, const json_t *value, const char *path)
{
    if (json_is_boolean(schema)) {
        return json_is_true(schema) || schema_fails(self, path, "false");
    }
    const char *name;
    json_t *argument;
    json_object_foreach((json_t *)(uintptr_t)schema, name, argument)
    {
        const int keyword = schema_keyword(name);
        if (!schema_keywords[keyword].holds(self, schema, argument, value, path)) {
            return schema_fails(self, path, name);
        }
    }
    return true;
}

/* Whether `value` is what `schema` (a part of `root`, or the root) says. */
static inline bool schema_accepts(const json_t *root, const json_t *schema, const json_t *value, schema_fault_t *fault)
{
    *fault = (schema_fault_t){0};
    return schema_holds(&(schema_check_t){root, fault}, schema, value, "");
}

/* The schema of a file, whose every key stands there once. */
static inline json_t *schema_load(const char *path)
{
    json_error_t error;
    json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!schema) {
        fail_msg("%s:%d: %s", path, error.line, error.text);
    }
    return schema;
}

#endif
