/* The log of simulated customers in its formats: whole texts of a small book, and what the schemas of XES and OCEL ask
 * for, of names that want escaping too. */
#include "report/journeys.h"

#include <jansson.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "pk_test.h"
#include "report/xml.h"

/* need -> try -> own (an instant stage between), own -> own an event that brings money, own -> lost; and arrivals. */
enum { NEED, TRY, OWN, LOST, STAGES };
enum { ASK, BUY, AGAIN, LEAVE, COME, FLOWS };
enum { STEPS = 3 };

static const int facebook[] = {0};
static const pk_journey_flow_t flows[FLOWS] = {[ASK] = {.from = NEED, .to = TRY, .channels = facebook, .nchannel = 1},
                                               [BUY] = {.from = TRY, .to = OWN, .purchase = true},
                                               [AGAIN] = {.from = OWN, .to = OWN, .event = true, .purchase = true},
                                               [LEAVE] = {.from = OWN, .to = LOST},
                                               [COME] = {.from = -1, .to = NEED}};

static const double spend[] = {0, 300, 0, 120.5};

static pk_journey_book_t book_of(bool dated)
{
    static const char *stages[] = {"need", "try", "own", "lost"};
    static const char *personas[] = {"home", "senior"};
    static const char *channels[] = {"facebook"};
    static const bool instant[] = {false, true, false, false};
    static long days[STEPS + 1];
    for (int t = 0; t <= STEPS; t++) {
        days[t] = pk_date_join(2026, 3, 2) + 7 * (t - 1);
    }
    return (pk_journey_book_t){.scenario = "a < b & \"c\"",
                               .model = "Model",
                               .currency = "EUR",
                               .seed = 7,
                               .run = 2,
                               .nstep = STEPS,
                               .nstage = STAGES,
                               .npersona = 2,
                               .nflow = FLOWS,
                               .nchannel = 1,
                               .stages = stages,
                               .personas = personas,
                               .channels = channels,
                               .instant = instant,
                               .flows = flows,
                               .days = dated ? days : NULL,
                               .spend = spend};
}

static const pk_journey_event_t first_events[] = {
    {1, ASK, 0}, {1, BUY, 290}, {2, AGAIN, 0.1}, {2, AGAIN, 1.0 / 3}, {2, LEAVE, 0}};
static const pk_journey_event_t second_events[] = {{1, COME, 0}, {3, ASK, 0}, {3, BUY, 100}};

static const pk_journey_t journeys[] = {
    {.persona = 0, .number = 11, .start_stage = NEED, .events = first_events, .count = 5},
    {.persona = 1, .number = 0, .start_stage = OWN, .start_age = 4},
    {.persona = 1, .arrived = true, .number = 0, .start_stage = -1, .events = second_events, .count = 3}};

/* What a format writes of some customers; the caller frees it. */
static char *written(const pk_journeys_format_t *format, const pk_journey_book_t *book, const pk_journey_t *of,
                     int count)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    pk_out_t out;
    pk_out_onto(&out, fileno(file));
    pk_journeys_t *log = pk_journeys_open(format, book, PK_DIALECT_COMMA, &out);
    for (int pass = 0; pass < format->passes; pass++) {
        pk_journeys_begin(log, pass);
        for (int k = 0; k < count; k++) {
            pk_journeys_take(log, &of[k]);
        }
        pk_journeys_end(log);
    }
    pk_journeys_close(log);
    assert_int_equal(pk_out_end(&out), 0);
    const long length = lseek(fileno(file), 0, SEEK_END);
    char *text = calloc(1, (size_t)length + 1);
    assert_int_equal(pread(fileno(file), text, (size_t)length, 0), length);
    fclose(file);
    return text;
}

static void check(const pk_journeys_format_t *format, bool dated, const char *expected)
{
    const pk_journey_book_t book = book_of(dated);
    char *text = written(format, &book, journeys, 3);
    assert_string_equal(text, expected);
    free(text);
}

static void test_log(void **state)
{
    (void)state;
    check(&pk_journeys_log, true,
          "customer_id,timestamp,stage,persona,revenue\n"
          "home-12,2026-02-23,need,home,0\n"
          "home-12,2026-03-02,try,home,0\n"
          "home-12,2026-03-02,own,home,290\n"
          "home-12,2026-03-09,own,home,0.1\n"
          "home-12,2026-03-09,own,home,0.3333333333333333\n"
          "home-12,2026-03-09,lost,home,0\n"
          "senior-1,2026-02-23,own,senior,0\n"
          "senior+1,2026-03-02,need,senior,0\n"
          "senior+1,2026-03-16,try,senior,0\n"
          "senior+1,2026-03-16,own,senior,100\n");
}

/* Without a start a time is a step. */
static void test_log_in_steps(void **state)
{
    (void)state;
    const pk_journey_book_t book = book_of(false);
    char *text = written(&pk_journeys_log, &book, journeys + 2, 1);
    assert_string_equal(text, "customer_id,timestamp,stage,persona,revenue\n"
                              "senior+1,1,need,senior,0\n"
                              "senior+1,3,try,senior,0\n"
                              "senior+1,3,own,senior,100\n");
    free(text);
}

/* Steps with dates or without. Who comes in by the last step has shown nothing there. */
static void test_intervals(void **state)
{
    (void)state;
    for (int dated = 0; dated < 2; dated++) {
        check(&pk_journeys_intervals, dated,
              "id,stage,from,until,next,censored,persona,age\n"
              "home-12,need,0,1,own,0,home,0\n"
              "home-12,own,1,2,lost,0,home,0\n"
              "home-12,lost,2,3,,1,home,0\n"
              "senior-1,own,0,3,,1,senior,4\n"
              "senior+1,need,1,3,own,0,senior,0\n");
    }
}

static void test_xes(void **state)
{
    (void)state;
    check(
        &pk_journeys_xes, true,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
        "<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
        "<extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
        "<global scope=\"trace\">\n<string key=\"concept:name\" value=\"\"/>\n<string key=\"persona\" value=\"\"/>\n"
        "</global>\n"
        "<global scope=\"event\">\n<string key=\"concept:name\" value=\"\"/>\n"
        "<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/>\n</global>\n"
        "<classifier name=\"Stage\" scope=\"event\" keys=\"concept:name\"/>\n"
        "<string key=\"concept:name\" value=\"a &lt; b &amp; &quot;c&quot;\"/>\n"
        "<string key=\"model\" value=\"Model\"/>\n<string key=\"currency\" value=\"EUR\"/>\n"
        "<int key=\"run\" value=\"2\"/>\n<string key=\"seed\" value=\"7\"/>\n"
        "<trace>\n<string key=\"concept:name\" value=\"home-12\"/>\n<string key=\"persona\" value=\"home\"/>\n"
        "<event><string key=\"concept:name\" value=\"need\"/>"
        "<date key=\"time:timestamp\" value=\"2026-02-23T00:00:00Z\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"try\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-02T00:00:00Z\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"own\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-02T00:00:01Z\"/><float key=\"revenue\" value=\"290\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"own\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-09T00:00:00Z\"/><float key=\"revenue\" value=\"0.1\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"own\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-09T00:00:01Z\"/>"
        "<float key=\"revenue\" value=\"0.3333333333333333\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"lost\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-09T00:00:02Z\"/></event>\n"
        "</trace>\n"
        "<trace>\n<string key=\"concept:name\" value=\"senior-1\"/>\n<string key=\"persona\" value=\"senior\"/>\n"
        "<event><string key=\"concept:name\" value=\"own\"/>"
        "<date key=\"time:timestamp\" value=\"2026-02-23T00:00:00Z\"/></event>\n"
        "</trace>\n"
        "<trace>\n<string key=\"concept:name\" value=\"senior+1\"/>\n<string key=\"persona\" value=\"senior\"/>\n"
        "<event><string key=\"concept:name\" value=\"need\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-02T00:00:00Z\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"try\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-16T00:00:00Z\"/></event>\n"
        "<event><string key=\"concept:name\" value=\"own\"/>"
        "<date key=\"time:timestamp\" value=\"2026-03-16T00:00:01Z\"/><float key=\"revenue\" value=\"100\"/></event>\n"
        "</trace>\n</log>\n");
}

static void test_ocel(void **state)
{
    (void)state;
    const pk_journey_book_t book = book_of(true);
    char *text = written(&pk_journeys_ocel, &book, journeys + 2, 1);
    assert_string_equal(text, "{\"objectTypes\":[\n"
                              "{\"name\":\"customer\",\"attributes\":[{\"name\":\"persona\",\"type\":\"string\"}]},\n"
                              "{\"name\":\"purchase\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]},\n"
                              "{\"name\":\"campaign\",\"attributes\":[{\"name\":\"spend\",\"type\":\"float\"}]}],\n"
                              "\"eventTypes\":[\n"
                              "{\"name\":\"need\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]},\n"
                              "{\"name\":\"try\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]},\n"
                              "{\"name\":\"own\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]},\n"
                              "{\"name\":\"lost\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]}],\n"
                              "\"objects\":[\n"
                              "{\"id\":\"campaign/facebook\",\"type\":\"campaign\",\"attributes\":["
                              "{\"name\":\"spend\",\"time\":\"2026-02-23T00:00:00Z\",\"value\":\"0\"},"
                              "{\"name\":\"spend\",\"time\":\"2026-03-02T00:00:00Z\",\"value\":\"300\"},"
                              "{\"name\":\"spend\",\"time\":\"2026-03-09T00:00:00Z\",\"value\":\"0\"},"
                              "{\"name\":\"spend\",\"time\":\"2026-03-16T00:00:00Z\",\"value\":\"120.5\"}]},\n"
                              "{\"id\":\"senior+1\",\"type\":\"customer\",\"attributes\":["
                              "{\"name\":\"persona\",\"time\":\"1970-01-01T00:00:00Z\",\"value\":\"senior\"}]},\n"
                              "{\"id\":\"senior+1/1\",\"type\":\"purchase\",\"attributes\":["
                              "{\"name\":\"revenue\",\"time\":\"2026-03-16T00:00:01Z\",\"value\":\"100\"}],"
                              "\"relationships\":[{\"objectId\":\"senior+1\",\"qualifier\":\"customer\"}]}],\n"
                              "\"events\":[\n"
                              "{\"id\":\"senior+1:1\",\"type\":\"need\",\"time\":\"2026-03-02T00:00:00Z\","
                              "\"relationships\":[{\"objectId\":\"senior+1\",\"qualifier\":\"customer\"}]},\n"
                              "{\"id\":\"senior+1:2\",\"type\":\"try\",\"time\":\"2026-03-16T00:00:00Z\","
                              "\"relationships\":[{\"objectId\":\"senior+1\",\"qualifier\":\"customer\"},"
                              "{\"objectId\":\"campaign/facebook\",\"qualifier\":\"ran\"}]},\n"
                              "{\"id\":\"senior+1:3\",\"type\":\"own\",\"time\":\"2026-03-16T00:00:01Z\","
                              "\"attributes\":[{\"name\":\"revenue\",\"value\":\"100\"}],"
                              "\"relationships\":[{\"objectId\":\"senior+1\",\"qualifier\":\"customer\"},"
                              "{\"objectId\":\"senior+1/1\",\"qualifier\":\"purchase\"}]}]}\n");
    free(text);
}

/* ---- structure ---- */

/* Names as no model may have them, and one that is longer than a buffer, which the caller frees. */
static pk_journey_book_t hostile_book(char **long_name)
{
    static const char *stages[STAGES], *personas[2], *channels[] = {"]]>\"\\"};
    char *name = malloc(2 * PK_OUT_BUFFER + 1);
    memset(name, 'x', 2 * PK_OUT_BUFFER);
    name[2 * PK_OUT_BUFFER] = '\0';
    *long_name = name;
    pk_journey_book_t book = book_of(true);
    stages[NEED] = "<&>\"'";
    stages[TRY] = "back\\slash\ttab\nline \x01 \xff\xef\xbf\xbf";
    stages[OWN] = name;
    stages[LOST] = "=1+2,\"x\"";
    personas[0] = "</trace>";
    personas[1] = name;
    book.stages = stages;
    book.personas = personas;
    book.channels = channels;
    return book;
}

/* Which element may stand in which, and which attributes it must have: the schema of IEEE 1849-2016, of what we use. */
static const struct {
    const char *name, *parents, *attributes;
} elements[] = {{"log", "-", "xes.version xes.features xmlns"},
                {"extension", "log", "name prefix uri"},
                {"global", "log", "scope"},
                {"classifier", "log", "name scope keys"},
                {"trace", "log", ""},
                {"event", "trace", ""},
                {"string", "log global trace event", "key value"},
                {"date", "log global trace event", "key value"},
                {"int", "log global trace event", "key value"},
                {"float", "log global trace event", "key value"}};

enum { ELEMENTS = sizeof elements / sizeof elements[0], DEPTH = 8 };

static bool has_word(const char *words, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool matches(const char *pattern, const char *text)
{
    regex_t expression;
    assert_int_equal(regcomp(&expression, pattern, REG_EXTENDED | REG_NOSUB), 0);
    const bool found = regexec(&expression, text, 0, NULL, 0) == 0;
    regfree(&expression);
    return found;
}

/* The value of an attribute in the text of a tag, as it stands there; NULL: it has none. */
static char *value_of(const char *tag, const char *name, char *value, size_t room)
{
    char start[64];
    snprintf(start, sizeof start, " %s=\"", name);
    const char *at = strstr(tag, start);
    if (at == NULL) {
        return NULL;
    }
    at += strlen(start);
    snprintf(value, room, "%.*s", (int)strcspn(at, "\""), at);
    return value;
}

static void check_element(const char *tag, const char *name, const char *parent)
{
    static const char *const types[][2] = {{"int", "^-?[0-9]+$"},
                                           {"float", "^-?[0-9]+([.][0-9]+)?(e[-+][0-9]+)?$"},
                                           {"date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}};
    char value[256], words[64];
    int e = 0;
    while (e < ELEMENTS && strcmp(elements[e].name, name) != 0) {
        e++;
    }
    assert_true(e < ELEMENTS);
    assert_true(has_word(elements[e].parents, parent));
    strcpy(words, elements[e].attributes);
    for (char *rest, *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        assert_non_null(value_of(tag, word, value, sizeof value));
    }
    for (int k = 0; k < 3; k++) {
        if (strcmp(name, types[k][0]) == 0) {
            assert_true(matches(types[k][1], value_of(tag, "value", value, sizeof value)));
        }
    }
}

/* How far an element is in the order of its parent's: extensions, globals, classifiers, attributes, traces or events.
 */
static int rank_of(const char *name)
{
    static const char *const ranks[] = {"extension", "global", "classifier", "string date int float", "trace event"};
    for (int k = 0; k < 5; k++) {
        if (has_word(ranks[k], name)) {
            return k;
        }
    }
    return -1;
}

/* Walks the tags of a well-formed document; counts its events, and holds that those of a trace have their global
 * attributes. */
static int check_xes(const char *text)
{
    char stack[DEPTH][16] = {"-"}, name[16];
    int depth = 0, ranks[DEPTH] = {-1}, events = 0, named = 0, timed = 0;
    for (const char *at = strchr(text + 1, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const size_t length = strcspn(at, ">");
        if (at[1] == '/') {
            if (strcmp(stack[depth], "event") == 0) {
                assert_true(named == 1 && timed == 1);
                events++;
            }
            depth--;
            continue;
        }
        char *tag = strndup(at, length);
        assert_int_equal(sscanf(tag, "<%15[a-z]", name), 1);
        check_element(tag, name, stack[depth]);
        assert_true(rank_of(name) >= ranks[depth]);
        ranks[depth] = rank_of(name);
        named += strstr(tag, "key=\"concept:name\"") != NULL;
        timed += strstr(tag, "key=\"time:timestamp\"") != NULL;
        if (at[length - 1] != '/') {
            assert_true(++depth < DEPTH);
            strcpy(stack[depth], name);
            ranks[depth] = -1;
            named = timed = 0;
        }
        free(tag);
    }
    assert_int_equal(depth, 0);
    return events;
}

static void test_structure_of_xes(void **state)
{
    (void)state;
    char *name;
    const pk_journey_book_t books[] = {book_of(true), hostile_book(&name)};
    for (int k = 0; k < 2; k++) {
        int line;
        char *text = written(&pk_journeys_xes, &books[k], journeys, 3);
        assert_null(pk_xml_fault(text, strlen(text), &line));
        assert_int_equal(check_xes(text), 10);
        free(text);
    }
    free(name);
}

/* An object's member that must be a text. */
static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    assert_non_null(text);
    return text;
}

static bool is_time(const char *text)
{
    return matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", text);
}

/* The type of this name, with its attributes' names and types. */
static const json_t *type_of(const json_t *types, const char *name)
{
    size_t i;
    json_t *type;
    json_array_foreach(types, i, type)
    {
        if (strcmp(text_of(type, "name"), name) == 0) {
            assert_true(json_is_array(json_object_get(type, "attributes")));
            return type;
        }
    }
    fail_msg("there is no type %.20s", name);
    return NULL;
}

/* Attributes are of the type's, with text values and, of an object, a time. */
static void check_attributes(const json_t *entry, const json_t *type, bool timed)
{
    size_t i, k;
    json_t *attribute, *declared;
    json_array_foreach(json_object_get(entry, "attributes"), i, attribute)
    {
        bool known = false;
        json_array_foreach(json_object_get(type, "attributes"), k, declared)
        {
            const char *kind = text_of(declared, "type");
            assert_true(strcmp(kind, "string") == 0 || strcmp(kind, "float") == 0);
            known = known || strcmp(text_of(declared, "name"), text_of(attribute, "name")) == 0;
        }
        assert_true(known);
        text_of(attribute, "value");
        assert_true(!timed || is_time(text_of(attribute, "time")));
    }
}

static void check_relations(const json_t *entry, const json_t *ids)
{
    size_t i;
    json_t *relation;
    json_array_foreach(json_object_get(entry, "relationships"), i, relation)
    {
        assert_non_null(json_object_get(ids, text_of(relation, "objectId")));
        text_of(relation, "qualifier");
    }
}

/* The schema of OCEL 2.0's JSON; and ids are unique, types and related objects are there, attributes are of the type's.
 */
static void check_ocel(const char *text, size_t objects, size_t events)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error), *ids = json_object(), *entry;
    size_t i;
    assert_non_null(root);
    const json_t *object_list = json_object_get(root, "objects"), *event_list = json_object_get(root, "events");
    assert_int_equal(json_array_size(object_list), objects);
    assert_int_equal(json_array_size(event_list), events);
    json_array_foreach(object_list, i, entry)
    {
        assert_null(json_object_get(ids, text_of(entry, "id")));
        json_object_set_new(ids, text_of(entry, "id"), json_true());
        check_attributes(entry, type_of(json_object_get(root, "objectTypes"), text_of(entry, "type")), true);
    }
    json_array_foreach(object_list, i, entry)
    {
        check_relations(entry, ids);
    }
    json_t *event_ids = json_object();
    json_array_foreach(event_list, i, entry)
    {
        assert_null(json_object_get(event_ids, text_of(entry, "id")));
        json_object_set_new(event_ids, text_of(entry, "id"), json_true());
        assert_true(is_time(text_of(entry, "time")));
        check_attributes(entry, type_of(json_object_get(root, "eventTypes"), text_of(entry, "type")), false);
        check_relations(entry, ids);
        assert_true(json_array_size(json_object_get(entry, "relationships")) >= 1);
    }
    json_decref(event_ids);
    json_decref(ids);
    json_decref(root);
}

static void test_structure_of_ocel(void **state)
{
    (void)state;
    char *name;
    const pk_journey_book_t books[] = {book_of(true), hostile_book(&name)};
    for (int k = 0; k < 2; k++) {
        char *text = written(&pk_journeys_ocel, &books[k], journeys, 3);
        check_ocel(text, 1 + 3 + 4, 10);
        free(text);
    }
    char *nobody = written(&pk_journeys_ocel, &books[0], journeys, 0);
    check_ocel(nobody, 1, 0);
    free(nobody);
    free(name);
}

/* A name that a spreadsheet would take for a formula has a ' before it, as in every table. */
static void test_no_formula(void **state)
{
    (void)state;
    static const char *stages[] = {"-need", "try", "own", "lost"}, *personas[] = {"-home", "senior"};
    pk_journey_book_t book = book_of(true);
    book.stages = stages;
    book.personas = personas;
    char *text = written(&pk_journeys_log, &book, journeys, 1);
    static const char begins[] = "customer_id,timestamp,stage,persona,revenue\n"
                                 "'-home-12,2026-02-23,'-need,'-home,0\n";
    assert_memory_equal(text, begins, sizeof begins - 1);
    free(text);
}

/* A full buffer in the middle of a row, a name longer than a buffer, and many rows: the same bytes as piece by piece.
 */
static void test_buffers(void **state)
{
    (void)state;
    enum { CUSTOMERS = 5000 };
    const pk_journey_book_t book = book_of(true);
    pk_journey_t *many = calloc(CUSTOMERS, sizeof *many);
    for (int k = 0; k < CUSTOMERS; k++) {
        many[k] = journeys[0];
        many[k].number = (uint64_t)k * 104729;
    }
    char *text = written(&pk_journeys_log, &book, many, CUSTOMERS), *at = strchr(text, '\n') + 1;
    for (int k = 0; k < CUSTOMERS; k++) {
        char expected[512];
        const unsigned long long id = 1 + 104729ULL * (unsigned)k;
        const int length = snprintf(expected, sizeof expected,
                                    "home-%llu,2026-02-23,need,home,0\nhome-%llu,2026-03-02,try,home,0\n"
                                    "home-%llu,2026-03-02,own,home,290\nhome-%llu,2026-03-09,own,home,0.1\n"
                                    "home-%llu,2026-03-09,own,home,0.3333333333333333\n"
                                    "home-%llu,2026-03-09,lost,home,0\n",
                                    id, id, id, id, id, id);
        assert_memory_equal(at, expected, (size_t)length);
        at += length;
    }
    assert_int_equal(*at, '\0');
    free(text);
    free(many);
}

/* The time of day is the order within a step. */
static void test_order_in_a_step(void **state)
{
    (void)state;
    enum { EVENTS = 4000 };
    const pk_journey_book_t book = book_of(true);
    pk_journey_event_t *events = calloc(EVENTS, sizeof *events);
    for (int k = 0; k < EVENTS; k++) {
        events[k] = (pk_journey_event_t){.step = 2, .flow = AGAIN};
    }
    const pk_journey_t one = {.start_stage = OWN, .events = events, .count = EVENTS};
    char *text = written(&pk_journeys_xes, &book, &one, 1);
    const char *last = strstr(text, "</trace>");
    static const char expected[] = "2026-03-09T01:06:39Z\"/></event>\n";
    assert_memory_equal(last - (sizeof expected - 1), expected, sizeof expected - 1);
    free(text);
    free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_log_in_steps),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_xes),
        cmocka_unit_test(test_ocel),
        cmocka_unit_test(test_structure_of_xes),
        cmocka_unit_test(test_structure_of_ocel),
        cmocka_unit_test(test_no_formula),
        cmocka_unit_test(test_buffers),
        cmocka_unit_test(test_order_in_a_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
