#include <string.h>

#include "cli/options.h"
#include "engine/run.h"
#include "pk_test.h"

typedef struct {
    pk_options_t options;
    pk_arena_t arena;
    pk_diag_t diag;
    pk_status_t status;
} parsed_t;

/* Parses a line with blanks between its words, as if typed behind the name of a command. */
static parsed_t parse(int flag, const char *line)
{
    parsed_t self = {0};
    char *copy = pk_arena_format(&self.arena, "command %s", line);
    char **words = PK_ARRAY(&self.arena, char *, strlen(line) + 3);
    int count = 0;
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        words[count++] = word;
    }
    const char *name = flag == PK_FOR_COMPARE ? "compare" : "run";
    self.status = pk_options_parse(count, words, flag, name, &self.options, &self.arena, &self.diag);
    return self;
}

static void done(parsed_t *self)
{
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

/* Every message of a wrong line, as printed. */
static void check_wrong(int flag, const char *line, const char *expected)
{
    parsed_t p = parse(flag, line);
    const char *text = "";
    for (int i = 0; i < p.diag.count; i++) {
        text = pk_arena_format(&p.arena, "%s%s", text, pk_message_format(&p.diag.messages[i], &p.arena));
    }
    assert_string_equal(text, expected);
    assert_int_equal(p.status, PK_BAD_INPUT);
    done(&p);
}

static void nothing_said_is_the_default(void **state)
{
    (void)state;
    parsed_t p = parse(PK_FOR_RUN, "a.yaml");
    assert_int_equal(p.status, PK_OK);
    assert_int_equal(p.options.nfile, 1);
    assert_string_equal(p.options.files[0], "a.yaml");
    assert_true(p.options.runs == -1 && p.options.seed == -1 && p.options.threads == -1);
    assert_int_equal(p.options.engine, -1);
    assert_int_equal(p.options.by, 0);
    assert_int_equal(p.options.charts, PK_CHART_SVG);
    assert_int_equal(p.options.vector, PK_VECTOR_AUTO);
    assert_null(p.options.out);
    assert_false(p.options.quiet || p.options.json || p.options.individuals || p.options.help);
    done(&p);
}

static void every_option_reaches_its_field(void **state)
{
    (void)state;
    parsed_t p =
        parse(PK_FOR_COMPARE, "a.yaml -o out --runs 200 b.yaml --seed=0 --threads 3 --engine cohort --by month,persona "
                              "--charts png,pdf --vector none --baseline b --individuals --json -q -- --odd.yaml");
    assert_int_equal(p.status, PK_OK);
    assert_string_equal(p.options.out, "out");
    assert_string_equal(p.options.baseline, "b");
    assert_true(p.options.runs == 200 && p.options.seed == 0 && p.options.threads == 3);
    assert_int_equal(p.options.engine, 2);
    assert_int_equal(p.options.by, PK_PER_MONTH | PK_PER_PERSONA);
    assert_int_equal(p.options.charts, PK_CHART_PNG | PK_CHART_PDF);
    assert_int_equal(p.options.vector, PK_VECTOR_NONE);
    assert_true(p.options.quiet && p.options.json && p.options.individuals);
    assert_int_equal(p.options.nfile, 3);
    assert_string_equal(p.options.files[2], "--odd.yaml");
    done(&p);
}

static void a_long_name_may_be_shortened(void **state)
{
    (void)state;
    parsed_t p = parse(PK_FOR_RUN, "--see 4 --out=x a");
    assert_int_equal(p.status, PK_OK);
    assert_true(p.options.seed == 4);
    assert_string_equal(p.options.out, "x");
    done(&p);
}

static void numbers_are_whole_and_in_range(void **state)
{
    (void)state;
    check_wrong(PK_FOR_RUN, "--runs ten a", "error: --runs is \"ten\": a whole number from 1 to 1000000 is allowed\n");
    check_wrong(PK_FOR_RUN, "--runs 0 a", "error: --runs is \"0\": a whole number from 1 to 1000000 is allowed\n");
    check_wrong(PK_FOR_RUN, "--runs 10.5 a",
                "error: --runs is \"10.5\": a whole number from 1 to 1000000 is allowed\n");
    check_wrong(PK_FOR_RUN, "--runs 99999999999999999999 a",
                "error: --runs is \"99999999999999999999\": a whole number from 1 to 1000000 is allowed\n");
    check_wrong(PK_FOR_RUN, "--seed -1 a",
                "error: --seed is \"-1\": a whole number from 0 to 9223372036854775807 is allowed\n");
    check_wrong(PK_FOR_RUN, "--threads 0x2 a",
                "error: --threads is \"0x2\": a whole number from 1 to 4096 is allowed\n");
    check_wrong(PK_FOR_RUN, "--threads= a", "error: --threads is \"\": a whole number from 1 to 4096 is allowed\n");
}

static void words_are_from_the_list(void **state)
{
    (void)state;
    check_wrong(PK_FOR_RUN, "--engine cohrot a",
                "error: --engine is \"cohrot\": auto, expected, cohort or agents is allowed\n"
                "  hint: did you mean cohort?\n");
    check_wrong(PK_FOR_RUN, "--charts svg,gif a", "error: --charts is \"gif\": svg, png, pdf or none is allowed\n");
    check_wrong(PK_FOR_RUN, "--charts svg,none a", "error: --charts says none and something else\n");
    check_wrong(PK_FOR_RUN, "--by month,year a",
                "error: --by has two periods\n"
                "  hint: say month, quarter or year, and persona behind a comma if you like\n");
    check_wrong(PK_FOR_RUN, "--by month, a", "error: --by is \"\": month, quarter, year or persona is allowed\n");
}

static void unknown_options_get_the_nearest(void **state)
{
    (void)state;
    check_wrong(PK_FOR_RUN, "--rnus 3 a", "error: polku run has no option --rnus\n  hint: did you mean --runs?\n");
    check_wrong(PK_FOR_RUN, "--colour=always a",
                "error: polku run has no option --colour\n  hint: polku run --help lists the options\n");
    check_wrong(PK_FOR_RUN, "--baseline b a",
                "error: --baseline is not one of the options of polku run\n  hint: polku run --help lists them\n");
    check_wrong(PK_FOR_RUN, "-x a", "error: polku run has no option -x\n  hint: polku run --help lists the options\n");
    check_wrong(PK_FOR_COMPARE, "--b x a", "error: --b is not clear: it may be --baseline or --by\n");
    check_wrong(PK_FOR_RUN, "--quiet=yes a", "error: --quiet takes no value\n");
    check_wrong(PK_FOR_RUN, "a --runs", "error: --runs needs a value: --runs N\n");
    check_wrong(PK_FOR_RUN, "a -o", "error: --output needs a value: --output DIR\n");
}

static void all_mistakes_are_told_at_once(void **state)
{
    (void)state;
    check_wrong(PK_FOR_RUN, "--runs x --jsn --by day a",
                "error: --runs is \"x\": a whole number from 1 to 1000000 is allowed\n"
                "error: polku run has no option --jsn\n"
                "  hint: did you mean --json?\n"
                "error: --by is \"day\": month, quarter, year or persona is allowed\n");
}

/* -o is a folder of results here and a picture there. */
static void one_name_may_have_the_words_of_each_command(void **state)
{
    (void)state;
    parsed_t p = parse(PK_FOR_PLOT, "results -o a.png --chart kpis --terminal png --size 800x600 -q");
    assert_int_equal(p.status, PK_OK);
    assert_string_equal(p.options.out, "a.png");
    assert_string_equal(p.options.chart, "kpis");
    assert_string_equal(p.options.size, "800x600");
    assert_int_equal(p.options.terminal, PK_TERMINAL_PNG);
    done(&p);
    check_wrong(PK_FOR_PLOT, "results -o", "error: --output needs a value: --output FILE\n");
    check_wrong(PK_FOR_RUN, "a -o", "error: --output needs a value: --output DIR\n");
    check_wrong(PK_FOR_RUN, "--chart-here --json a",
                "error: --chart-here would stand in the middle of --json\n"
                "  hint: leave one of them out\n");
    int first = 0;
    for (int i = 0; i < pk_option_count; i++) {
        first += strcmp(pk_option_table[i].name, "output") == 0 && pk_option_is_first(&pk_option_table[i], PK_FOR_ALL);
    }
    assert_int_equal(first, 1);
}

static void the_table_is_sound(void **state)
{
    (void)state;
    for (int i = 0; i < pk_option_count; i++) {
        const pk_option_t *option = &pk_option_table[i];
        assert_true(option->name && option->help && option->commands);
        assert_true((option->kind == PK_OPTION_FLAG) == (option->argument == NULL));
        assert_true((option->kind == PK_OPTION_WORD || option->kind == PK_OPTION_WORDS) == (option->words != NULL));
        assert_true(option->kind != PK_OPTION_WHOLE || option->low < option->high);
        for (int j = 0; j < i; j++) {
            if (!(option->commands & pk_option_table[j].commands)) {
                continue; /* two commands may give one name different words */
            }
            assert_string_not_equal(option->name, pk_option_table[j].name);
            assert_true(!option->letter || option->letter != pk_option_table[j].letter);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_said_is_the_default),
        cmocka_unit_test(every_option_reaches_its_field),
        cmocka_unit_test(a_long_name_may_be_shortened),
        cmocka_unit_test(numbers_are_whole_and_in_range),
        cmocka_unit_test(words_are_from_the_list),
        cmocka_unit_test(unknown_options_get_the_nearest),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(the_table_is_sound),
        cmocka_unit_test(one_name_may_have_the_words_of_each_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
