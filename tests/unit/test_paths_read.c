#include "pk_test.h"

#include "pk_files.h"
#include "study/paths_read.h"

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_source_t source;
    pk_paths_t paths;
    pk_paths_log_t log;
} fixture_t;

static void tear_down(fixture_t *self)
{
    pk_paths_free(&self->paths);
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

static pk_status_t read_as(fixture_t *self, const char *text, const char *columns, const char *conversion,
                           const char *value)
{
    *self = (fixture_t){.source = {"j.csv", text, strlen(text)}};
    pk_paths_reading_t reading = {.conversion = conversion, .value = value};
    assert_int_equal(pk_paths_columns(columns, &reading.columns, &self->arena, &self->diag), PK_OK);
    return pk_paths_read(&self->source, &reading, &self->paths, &self->log, &self->diag);
}

/* The paths as lines "a > b: conversions nulls value", in their order. */
static void expect_paths(const fixture_t *self, const char *expected)
{
    pk_arena_t arena = {0};
    const char *all = "";
    for (int i = 0; i < self->paths.count; i++) {
        const pk_path_t *path = &self->paths.all[i];
        const char *text = "";
        for (int node = path->node; node > 0; node = self->paths.parent[node]) {
            text = pk_arena_format(&arena, "%s%s%s", self->paths.channels[self->paths.channel[node]],
                                   *text ? " > " : "", text);
        }
        all = pk_arena_format(&arena, "%s%s: %g %g %g\n", all, text, path->conversions, path->nulls, path->value);
    }
    assert_string_equal(all, expected);
    pk_arena_free(&arena);
}

static void expect_read(const char *text, const char *columns, const char *conversion, const char *value,
                        const char *paths)
{
    fixture_t self;
    const pk_status_t status = read_as(&self, text, columns, conversion, value);
    expect_messages(&self.diag, "");
    assert_int_equal(status, PK_OK);
    expect_paths(&self, paths);
    tear_down(&self);
}

static void expect_broken(const char *text, const char *columns, const char *conversion, const char *value,
                          const char *messages)
{
    fixture_t self;
    assert_int_equal(read_as(&self, text, columns, conversion, value), PK_BAD_INPUT);
    expect_messages(&self.diag, messages);
    tear_down(&self);
}

static const char two_paths[] = "a > b: 2 3 0\nb > b > a: 1 0 0\n";

/* Each as some spreadsheet saves it. */
static void tables_in_every_dialect(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "path,total_conversions,total_null\na > b,2,3\nb > b > a,1,0\n",
        "\xEF\xBB\xBFpath;total_conversions;total_null\r\na>b;2;3\r\nb>b>a;1;0\r\n",
        "path\ttotal_conversions\ttotal_null\na > b\t2\t3\nb > b > a\t1\t0",
        "sep=;\n\"path\";total_null;\"total_conversions\"\n\" a  >  b \";3;\"2\"\n\"b > b > a\";0;1\n",
        "Path,Total_Conversions,Total_Null,extra\nb>b>a,1,0,\na>b,1,1,x\na>b,1,2,y\nc>c,0,0,z\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        expect_read(tables[i], NULL, NULL, NULL, two_paths);
    }
    expect_read("way,won,lost\nb > b > a,1,0\na > b,2,3\n", "path=way,conversions=won,nulls=lost", NULL, NULL,
                two_paths);
    expect_read("path,total_conversions\na > b,2\n", NULL, NULL, NULL, "a > b: 2 0 0\n");
}

static void a_value_column(void **state)
{
    (void)state;
    expect_read("path;total_conversions;total_conversion_value;total_null\na > b;2;10,5;3\na > b;1;4;0\n", NULL, NULL,
                "total_conversion_value", "a > b: 3 3 14.5\n");
    expect_broken("path,total_conversions,eur\na,1,-2\nb,0,5\na,1,\n", NULL, NULL, "eur",
                  "j.csv:2:5: error: \"-2\" is below 0\n  a,1,-2\n      ^~\n"
                  "  hint: a share of less than nothing says little: take refunds out first\n"
                  "j.csv:3:5: error: a value without a conversion\n  b,0,5\n      ^\n"
                  "j.csv:4:5: error: an empty cell where a number is wanted\n  a,1,\n      ^\n"
                  "  hint: write 0 where there is nothing\n");
    expect_broken("path,total_conversions,eur\na,1,0\n", NULL, NULL, "eur",
                  "j.csv: error: the conversions are worth nothing in \"eur\"\n"
                  "  hint: leave --value out to share out the conversions themselves\n");
}

static void broken_tables(void **state)
{
    (void)state;
    expect_broken(
        "path,total_conversions,total_null\na > > b,1,0\n,1,0\na,1.5,-1\nb,x,0\n", NULL, NULL, NULL,
        "j.csv:2:1: error: this path has a touchpoint without a name\n  a > > b,1,0\n  ^~~~~~~\n"
        "  hint: touchpoints stand with one > between: Search > Email > Search\n"
        "j.csv:3:1: error: this path is empty\n  ,1,0\n  ^\n"
        "  hint: touchpoints stand with one > between: Search > Email > Search\n"
        "j.csv:4:3: error: \"1.5\" is not a number of walks: a whole number from 0 on\n  a,1.5,-1\n    ^~~\n"
        "  hint: write it in digits alone, like 1500; what they were worth has a column of its own\n"
        "j.csv:4:7: error: \"-1\" is not a number of walks: a whole number from 0 on\n  a,1.5,-1\n        ^~\n"
        "  hint: write it in digits alone, like 1500; what they were worth has a column of its own\n"
        "j.csv:5:3: error: \"x\" is not a number of walks: a whole number from 0 on\n  b,x,0\n    ^\n"
        "  hint: write it in digits alone, like 1500; what they were worth has a column of its own\n");
    expect_broken(
        "path,total_conversion,total_null\na,1,0\n", NULL, NULL, NULL,
        "j.csv:1:1: error: j.csv has no column \"total_conversions\"\n  path,total_conversion,total_null\n  ^~~~\n"
        "  hint: did you mean \"total_conversion\"?\n");
    expect_broken("path,total_conversions,total_null\na,0,7\n", NULL, NULL, NULL,
                  "j.csv: error: no path ends in a conversion\n"
                  "  hint: attribution shares out conversions: it needs one at least\n");
    expect_broken("way,n\na,0\n", NULL, NULL, NULL,
                  "j.csv: error: there is neither a column \"path\" (a table of paths) nor \"customer_id\" and "
                  "\"stage\" (a log)\n  hint: a log's columns are named by --columns case=…,time=…,stage=…\n");
    expect_broken("path,total_conversions\na,1\n", NULL, "buy", NULL,
                  "error: --conversion does not go with a table of paths\n"
                  "  hint: it is for logs; here the conversions have a column: leave it out\n");
}

/* ---- logs ---- */

/* Sorted by case, by time, or not at all; a conversion ends a path, what comes after the last one is left out. */
static void logs_in_any_order(void **state)
{
    (void)state;
    static const char *const logs[] = {
        "customer_id,timestamp,stage\n1,2026-01-01,ad\n1,2026-01-02,mail\n1,2026-01-03,buy\n1,2026-01-04,ad\n"
        "1,2026-01-05,buy\n1,2026-01-06,mail\n2,2026-01-01,ad\n2,2026-01-02,ad\n3,2026-01-02,buy\n",
        "stage;customer_id;timestamp\nbuy;1;5\nmail;1;2,5\nad;1;4\nad;2;0,5\nbuy;1;3\nad;1;1\nmail;1;6\nad;2;2\n"
        "buy;3;1\n",
        "customer_id\ttimestamp\tstage\n3\t2026-02-01T10:00Z\tbuy\n2\t2026-02-01T10:00:00.5\tad\n"
        "1\t2026-02-01T10:00:00+02:00\tad\n1\t2026-02-01T09:00:00\tmail\n1\t2026-02-01T09:00:00.25\tbuy\n"
        "1\t2026-02-02 24:00\tmail\n1\t2026-02-02 23:59:59,5\tbuy\n1\t2026-02-02 11:00\tad\n"
        "2\t2026-02-01T10:00:00\tad\n",
    };
    for (size_t i = 0; i < sizeof logs / sizeof *logs; i++) {
        fixture_t self;
        assert_int_equal(read_as(&self, logs[i], NULL, "buy", NULL), PK_OK);
        expect_paths(&self, "ad: 1 0 0\nad > ad: 0 1 0\nad > mail: 1 0 0\n");
        assert_true(self.log.is_log);
        assert_int_equal(self.log.cases, 3);
        assert_int_equal(self.log.bare, 1);
        assert_int_equal(self.log.after, 1);
        tear_down(&self);
    }
}

/* Rows of one time stand as in the file, also where others of the case are out of order. */
static void equal_times_keep_their_order(void **state)
{
    (void)state;
    expect_read("customer_id,timestamp,stage\n1,5,b\n1,5,a\n1,5,c\n1,6,buy\n1,1,d\n", NULL, "buy", NULL,
                "d > b > a > c: 1 0 0\n");
}

static void values_of_a_log(void **state)
{
    (void)state;
    expect_read("user,at,event,eur\n1,1,ad,\n1,2,buy,10\n2,1,ad,x\n2,3,buy,2.5\n", "case=user,time=at,stage=event",
                "buy", "eur", "ad: 2 0 12.5\n");
    expect_broken("user,at,event,eur\n1,1,ad,\n1,2,buy,\n", "case=user,time=at,stage=event", "buy", "eur",
                  "j.csv:3:9: error: an empty cell where a number is wanted\n  1,2,buy,\n          ^\n"
                  "  hint: write 0 where there is nothing\n");
}

static void broken_logs(void **state)
{
    (void)state;
    expect_broken("customer_id,timestamp,stage\n,1,ad\n1,,ad\n1,2026-02-30,ad\n1,2,\n1,2026-03-01,buy\n", NULL, "buy",
                  NULL,
                  "j.csv:2:1: error: a row without a case\n  ,1,ad\n  ^\n"
                  "j.csv:3:3: error: \"\" is not a time\n  1,,ad\n    ^\n"
                  "  hint: write 2026-03-01, 2026-03-01 14:05:30 or a plain number\n"
                  "j.csv:4:3: error: \"2026-02-30\" is not a time\n  1,2026-02-30,ad\n    ^~~~~~~~~~\n"
                  "  hint: write 2026-03-01, 2026-03-01 14:05:30 or a plain number\n"
                  "j.csv:5:5: error: a row without a stage\n  1,2,\n      ^\n"
                  "j.csv:6:3: error: this time is a date, that of line 2 a number\n  1,2026-03-01,buy\n    ^~~~~~~~~~\n"
                  "  hint: write all times in one way\n");
    expect_broken("customer_id,timestamp,stage\n1,1,ad\n1,2,purchase\n", NULL, NULL, NULL,
                  "error: which stage of j.csv is the conversion? --conversion STAGE\n"
                  "  hint: its stages are: ad, purchase\n");
    expect_broken("customer_id,timestamp,stage\n1,1,ad\n1,2,purchase\n", NULL, "purchased", NULL,
                  "error: --conversion is \"purchased\", which j.csv does not have\n"
                  "  hint: did you mean \"purchase\"?\n");
    expect_broken("customer_id,when,stage\n1,1,ad\n", NULL, "ad", NULL,
                  "j.csv:1:1: error: j.csv has no column \"timestamp\"\n  customer_id,when,stage\n  ^~~~~~~~~~~\n"
                  "  hint: its columns are: customer_id, when, stage\n");
    expect_broken("customer_id,timestamp,stage\n1,1,buy\n2,1,ad\n", NULL, "buy", NULL,
                  "j.csv: error: no path ends in a conversion\n"
                  "  hint: attribution shares out conversions: it needs one at least\n");
}

static void tables_with_nothing_in_them(void **state)
{
    (void)state;
    static const char said[] =
        "j.csv: error: nobody walks a path in this file: there are no rows, or none with a count above 0\n"
        "  hint: a row is a path with how many walked it, or a touchpoint of a log\n";
    expect_broken("path,total_conversions,total_null\n", NULL, NULL, NULL, said);
    expect_broken("path,total_conversions,total_null\na,0,0\n", NULL, NULL, NULL, said);
    expect_broken("path,total_conversions,total_null\na,0,3\n", NULL, NULL, NULL,
                  "j.csv: error: no path ends in a conversion\n"
                  "  hint: attribution shares out conversions: it needs one at least\n");
}

static void too_many_touchpoints(void **state)
{
    (void)state;
    char *text = malloc(40000);
    size_t used = (size_t)sprintf(text, "path,total_conversions\n");
    for (int i = 0; i < PK_PATHS_CHANNELS; i++) {
        used += (size_t)sprintf(text + used, "%d > 0,1\n", i);
    }
    fixture_t self;
    assert_int_equal(read_as(&self, text, NULL, NULL, NULL), PK_OK);
    assert_int_equal(self.paths.nchannel, PK_PATHS_CHANNELS);
    tear_down(&self);
    sprintf(text + used, "new,1\n");
    expect_broken(text, NULL, NULL, NULL,
                  "j.csv:1002:1: error: more than 1000 different touchpoints\n  new,1\n  ^~~\n"
                  "  hint: group them: one name a channel\n");
    free(text);
}

static void columns_as_the_command_line_names_them(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_paths_columns_t columns;
    assert_int_equal(pk_paths_columns("case=who,stage=what is it", &columns, &arena, &diag), PK_OK);
    assert_string_equal(columns.cases, "who");
    assert_string_equal(columns.stage, "what is it");
    assert_string_equal(columns.time, "timestamp");
    assert_int_equal(pk_paths_columns("case=", &columns, &arena, &diag), PK_BAD_INPUT);
    assert_int_equal(pk_paths_columns("case=a,path=b", &columns, &arena, &diag), PK_BAD_INPUT);
    assert_int_equal(pk_paths_columns("who=a", &columns, &arena, &diag), PK_BAD_INPUT);
    static const char hint[] = "  hint: of a log: --columns case=customer_id,time=timestamp,stage=stage; of a table of "
                               "paths: --columns path=path,conversions=total_conversions,nulls=total_null\n";
    char expected[1024];
    snprintf(expected, sizeof expected,
             "error: --columns has \"case=\"\n%serror: --columns names columns of a log and of a table of paths\n"
             "  hint: case, time and stage are of a log; path, conversions and nulls of a table\n"
             "error: --columns has \"who=a\"\n%s",
             hint, hint);
    expect_messages(&diag, expected);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_in_every_dialect),
        cmocka_unit_test(a_value_column),
        cmocka_unit_test(broken_tables),
        cmocka_unit_test(logs_in_any_order),
        cmocka_unit_test(equal_times_keep_their_order),
        cmocka_unit_test(values_of_a_log),
        cmocka_unit_test(broken_logs),
        cmocka_unit_test(tables_with_nothing_in_them),
        cmocka_unit_test(too_many_touchpoints),
        cmocka_unit_test(columns_as_the_command_line_names_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
