/* What is wrong with a model file, in whole messages: its top, stages, personas, transitions. */
#include "model_text.h"

/* What every case begins with; its lines count. */
#define HEAD                                                                                                           \
    "polku: 1\n"                                                                                                       \
    "step: week\n"

/* A file may be broken on purpose: too many entries are refused before anything is made of them. */
static void test_too_many(void **state)
{
    (void)state;
    char text[8192] = HEAD "stages: {a: {start: rest}}\npersonas:\n";
    for (int i = 0; i < 201; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "  p%d: {share: 0}\n", i);
    }
    assert_messages(text, "m.yaml:5:3: error: personas: has 201 entries; the most is 200\n"
                          "    p0: {share: 0}\n"
                          "    ^\n"
                          "  hint: leave some out\n");
}

/* The top of a file. */
static void test_head(void **state)
{
    (void)state;
    assert_messages("step: week\n"
                    "stages: {a: {start: rest}}\n",
                    "m.yaml:1:1: error: the format version is missing\n"
                    "  step: week\n"
                    "  ^\n"
                    "  hint: write polku: 1 as the first line\n");
    assert_messages("polku: 2\n", "m.yaml:1:8: error: format version \"2\" is not known\n"
                                  "  polku: 2\n"
                                  "         ^\n"
                                  "  hint: this program reads polku: 1\n");
    assert_messages("polku: 1\n"
                    "scenario: Spring\n"
                    "model: gutters.yaml\n",
                    "m.yaml:2:11: error: this is no model: it has scenario:, as a scenario has\n"
                    "  scenario: Spring\n"
                    "            ^~~~~~\n"
                    "  hint: name a file that has stages: and transitions:\n");
    assert_messages("polku: 1\n"
                    "stages: {a: {start: rest}}\n",
                    "m.yaml:1:1: error: the model does not say how long a step is\n"
                    "  polku: 1\n"
                    "  ^\n"
                    "  hint: write step: day, week, month or year\n");
    assert_messages(
        "polku: 1\n"
        "step: weeks\n"
        "probabilities: tomorrow\n"
        "currency: [EUR]\n"
        "population: 3.5\n"
        "stage: {}\n"
        "stages: {a: {start: rest}}\n",
        "m.yaml:6:1: error: unknown key \"stage\" in a model\n"
        "  stage: {}\n"
        "  ^~~~~\n"
        "  hint: did you mean stages? Allowed here: polku, name, step, currency, discount, population, "
        "probabilities, start, stages, personas, transitions, channels, levers, seasons, events, word_of_mouth, "
        "stocks, queues, "
        "capacity, arrivals, kpis, show, together, source, note\n"
        "m.yaml:4:11: error: currency must be a text, not a list\n"
        "  currency: [EUR]\n"
        "            ^\n"
        "  hint: put a text with commas, colons or brackets in quotation marks\n"
        "m.yaml:2:7: error: step must be day, week, month or year, not \"weeks\"\n"
        "  step: weeks\n"
        "        ^~~~~\n"
        "  hint: did you mean week?\n"
        "m.yaml:5:13: error: population cannot be 3.5: allowed is a whole number from 1 to 1000000000000\n"
        "  population: 3.5\n"
        "              ^~~\n"
        "m.yaml:3:16: error: probabilities must be today or without_marketing, not \"tomorrow\"\n"
        "  probabilities: tomorrow\n"
        "                 ^~~~~~~~\n"
        "  hint: write one of these words\n");
    assert_messages(HEAD "", "m.yaml:1:1: error: the model has no stages\n"
                             "  polku: 1\n"
                             "  ^\n"
                             "  hint: for example stages: {need: {start: rest}, customer: {role: customer}}\n");
    assert_messages(HEAD "stages: [a, b]\n", "m.yaml:3:9: error: stages: must be a mapping, not a list\n"
                                             "  stages: [a, b]\n"
                                             "          ^\n"
                                             "  hint: for example stages: {a_name: {…}}\n");
}

static void test_names(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n",
        "m.yaml:3:10: error: the name \"all\" of a stage is taken: it has a meaning in files\n"
        "  stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n"
        "           ^~~\n"
        "  hint: choose another name\n"
        "m.yaml:3:30: error: \"a b\" cannot be the name of a stage: a name is letters, digits, _ and -\n"
        "  stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n"
        "                               ^~~\n"
        "  hint: free text goes into label:; in the name write an underscore for a blank\n"
        "m.yaml:3:37: error: \"\" cannot be the name of a stage: a name is letters, digits, _ and -\n"
        "  stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n"
        "                                      ^~\n"
        "  hint: free text goes into label:; in the name write an underscore for a blank\n"
        "m.yaml:3:57: error: \"price (€)\" cannot be the name of a stage: a name is letters, digits, _ and -\n"
        "  stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n"
        "                                                          ^~~~~~~~~~~\n"
        "  hint: free text goes into label:; in the name write an underscore for a blank\n"
        "m.yaml:3:78: error: \"a b\" cannot be the name of a stage: a name is letters, digits, _ and -\n"
        "  stages: {all: {start: rest}, a b: , \"\": , kävijä-2_x: , \"price (€)\": , 顧客: , \"a\\u00a0b\": }\n"
        "                                                                               ^~~~~~~~~~\n"
        "  hint: free text goes into label:; in the name write an underscore for a blank\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "personas: {rest: {share: 100%}}\n"
                         "kpis: {spend: {count: a -> b}}\n",
                    "m.yaml:5:12: error: the name \"rest\" of a persona is taken: it has a meaning in files\n"
                    "  personas: {rest: {share: 100%}}\n"
                    "             ^~~~\n"
                    "  hint: choose another name\n"
                    "m.yaml:6:8: error: spend is a built-in KPI\n"
                    "  kpis: {spend: {count: a -> b}}\n"
                    "         ^~~~~\n"
                    "  hint: choose another name; the built-in one is always there\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "channels: {tv: {spend: 3}}\n"
                         "levers: {tv: {value: 1}}\n",
                    "m.yaml:6:10: error: the name \"tv\" is taken: there is one in line 5\n"
                    "  levers: {tv: {value: 1}}\n"
                    "           ^~\n"
                    "  hint: a driver's name is its own among channels, levers, seasons, events, word_of_mouth, stocks "
                    "and queues\n");
}

static void test_stages(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n",
        "m.yaml:3:20: error: role must be prospect, customer, advocate or lost, not \"custmer\"\n"
        "  stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n"
        "                     ^~~~~~~\n"
        "  hint: did you mean customer?\n"
        "m.yaml:3:54: error: only one stage may start with the rest, and a does already\n"
        "  stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n"
        "                                                       ^~~~\n"
        "  hint: give one of the two a share\n"
        "m.yaml:3:71: error: start_age must be new or steady, not \"old\"\n"
        "  stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n"
        "                                                                        ^~~\n"
        "  hint: write one of these words\n"
        "m.yaml:3:81: error: unknown key \"dwel\" in a stage\n"
        "  stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n"
        "                                                                                  ^~~~\n"
        "  hint: did you mean dwell? Allowed here: label, role, start, start_age, dwell, exits, cost, revenue, "
        "entry_cost, end_value, source, note\n"
        "m.yaml:3:94: error: a stage must be a mapping, not \"5\"\n"
        "  stages: {a: {role: custmer, start: rest}, b: {start: rest, start_age: old}, c: {dwel: 3}, d: 5}\n"
        "                                                                                               ^\n"
        "  hint: for example {label: Harkinta, role: prospect}\n");
}

static void test_exits(void **state)
{
    (void)state;
    assert_messages(HEAD "stages:\n"
                         "  a: {start: rest}\n"
                         "  b: {dwell: 4, exits: {law: \"dirichlet(1, 2)\", to: [a]}}\n"
                         "  c: {exits: {law: \"dirichlet(1, 2, 3)\", to: [a]}}\n"
                         "  d: {exits: {law: dirichlet(1, 2), to: [a]}}\n"
                         "  e: {exits: {law: \"beta(1, 2)\", to: [a]}}\n"
                         "  f: {exits: {law: \"dirichlet(1, 2, 3)\", to: [a, f]}}\n"
                         "  g: {exits: {to: [a]}}\n"
                         "  h: {exits: {law: \"dirichlet(4, rest)\", to: [a]}}\n"
                         "  i: {exits: {law: \"dirichlet(1, 2)\", to: [z]}}\n"
                         "  j: {exits: {law: \"dirichlet(1, 0)\", to: [a]}}\n",
                    "m.yaml:7:20: error: dirichlet(1, 2) is cut at its comma: inside { } a comma ends the value\n"
                    "    d: {exits: {law: dirichlet(1, 2), to: [a]}}\n"
                    "                     ^~~~~~~~~~~~~~~\n"
                    "  hint: write law: \"dirichlet(1, 2)\", or use a block without braces\n"
                    "m.yaml:5:24: error: a stage with a dwell time cannot have exits: its stay says when it is left\n"
                    "    b: {dwell: 4, exits: {law: \"dirichlet(1, 2)\", to: [a]}}\n"
                    "                         ^\n"
                    "  hint: leave out one of the two, or give the ways out shares\n"
                    "m.yaml:6:20: error: dirichlet must have 2 arguments here, not 3: one for each stage in to:, the "
                    "last for staying\n"
                    "    c: {exits: {law: \"dirichlet(1, 2, 3)\", to: [a]}}\n"
                    "                     ^~~~~~~~~~~~~~~~~~~~\n"
                    "  hint: for example law: \"dirichlet(350, 116, 1251)\" for to: [b, c], the last for staying\n"
                    "m.yaml:8:20: error: the law of exits must be dirichlet(…), not \"beta(1, 2)\"\n"
                    "    e: {exits: {law: \"beta(1, 2)\", to: [a]}}\n"
                    "                     ^~~~~~~~~~~~\n"
                    "  hint: for example law: \"dirichlet(350, 116, 1251)\" for to: [b, c], the last for staying\n"
                    "m.yaml:9:50: error: exits lead to other stages, and f is this one\n"
                    "    f: {exits: {law: \"dirichlet(1, 2, 3)\", to: [a, f]}}\n"
                    "                                                   ^\n"
                    "  hint: leave it out of to:; the last argument of the law is staying\n"
                    "m.yaml:10:14: error: exits needs law: dirichlet(…)\n"
                    "    g: {exits: {to: [a]}}\n"
                    "               ^\n"
                    "  hint: for example law: \"dirichlet(350, 116, 1251)\" for to: [b, c], the last for staying\n"
                    "m.yaml:11:34: error: each argument of dirichlet is a number, the last for staying, not rest\n"
                    "    h: {exits: {law: \"dirichlet(4, rest)\", to: [a]}}\n"
                    "                                   ^~~~\n"
                    "  hint: for example dirichlet(350, 116, 1251), of 1717 who were watched\n"
                    "m.yaml:12:44: error: there is no stage \"z\"\n"
                    "    i: {exits: {law: \"dirichlet(1, 2)\", to: [z]}}\n"
                    "                                             ^\n"
                    "  hint: there are a, b, c, d, e, f, g, h, i and j\n"
                    "m.yaml:13:34: error: stay cannot be 0: allowed is a number above 0\n"
                    "    j: {exits: {law: \"dirichlet(1, 0)\", to: [a]}}\n"
                    "                                   ^\n");
    assert_messages(HEAD "stages: {a: {start: rest, exits: {law: \"dirichlet(1, 2)\", to: [b]}}, b: , c: }\n"
                         "transitions: {a -> b: {probability: 3%}, a -> c: {probability: 3%}}\n",
                    "m.yaml:4:37: error: the probability of a -> b is drawn by the exits of a\n"
                    "  transitions: {a -> b: {probability: 3%}, a -> c: {probability: 3%}}\n"
                    "                                      ^~\n"
                    "  hint: leave it out: here may stand label, revenue and cost\n"
                    "m.yaml:4:42: error: a -> c is not among the exits of a, which are all its ways out\n"
                    "  transitions: {a -> b: {probability: 3%}, a -> c: {probability: 3%}}\n"
                    "                                           ^~~~~~\n"
                    "  hint: add c to to: and to the law\n");
}

static void test_personas(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "personas: {x: {share: rest}, y: {share: rest}, z: }\n",
                    "m.yaml:5:41: error: only one persona may be the rest, and x is already\n"
                    "  personas: {x: {share: rest}, y: {share: rest}, z: }\n"
                    "                                          ^~~~\n"
                    "  hint: give one of the two a share\n"
                    "m.yaml:5:48: error: the persona z has no share\n"
                    "  personas: {x: {share: rest}, y: {share: rest}, z: }\n"
                    "                                                 ^\n"
                    "  hint: for example share: 30%, or share: rest for one of them\n");
}

static void test_transitions(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}, d: }\n"
             "transitions:\n"
             "  a: {probability: 3%}\n"
             "  a -> bb: {probability: 3%}\n"
             "  -> a: {probability: 3%}\n"
             "  a -> b: {share: 5%}\n"
             "  a->b: {rate: 1}\n"
             "  c -> a: {probability: 5%}\n"
             "  a -> c: {probability: 5%, rate: 3}\n"
             "  a -> d: {revenue: 5}\n",
        "m.yaml:5:3: error: \"a\" is no transition: it has no arrow ->\n"
        "    a: {probability: 3%}\n"
        "    ^\n"
        "  hint: for example need -> consider\n"
        "m.yaml:6:3: error: there is no stage \"bb\"\n"
        "    a -> bb: {probability: 3%}\n"
        "    ^~~~~~~\n"
        "  hint: there are a, b, c and d\n"
        "m.yaml:7:3: error: \"-> a\" has no stage before the arrow: those who come from outside stand under arrivals:\n"
        "    -> a: {probability: 3%}\n"
        "    ^~~~\n"
        "  hint: for example arrivals: {need: 40}\n"
        "m.yaml:8:19: error: a -> b leaves a stage without a dwell time: it cannot have a share\n"
        "    a -> b: {share: 5%}\n"
        "                    ^~\n"
        "  hint: write probability: or rate:, a step, or give a a dwell:\n"
        "m.yaml:9:3: error: a -> b stands twice, first in line 8\n"
        "    a->b: {rate: 1}\n"
        "    ^~~~\n"
        "  hint: put both into one\n"
        "m.yaml:11:35: error: a -> c has both a probability and a rate\n"
        "    a -> c: {probability: 5%, rate: 3}\n"
        "                                    ^\n"
        "  hint: keep one of them\n"
        "m.yaml:12:3: error: a -> d has no probability or rate\n"
        "    a -> d: {revenue: 5}\n"
        "    ^~~~~~\n"
        "  hint: for example probability: 5%, a step\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}, d: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 3%, cost: 5% of revenue}\n"
                         "  c -> b: {share: rest}\n"
                         "  c -> a: {share: rest}\n",
                    "m.yaml:5:35: error: a -> b has no revenue that its cost could be a part of\n"
                    "    a -> b: {probability: 3%, cost: 5% of revenue}\n"
                    "                                    ^~~~~~~~~~~~~\n"
                    "  hint: give it a revenue:, or write the cost as money\n"
                    "m.yaml:7:3: error: only one way out of c may be the rest, and c -> b is already\n"
                    "    c -> a: {share: rest}\n"
                    "    ^~~~~~\n"
                    "  hint: give one of the two a share\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}, d: }\n"
                         "transitions:\n"
                         "  a -> b: [3%]\n"
                         "  a -> c: {probabilty: 3%}\n"
                         "  c -> a: {share: varies 3}\n",
                    "m.yaml:5:11: error: a transition must be a mapping, not a list\n"
                    "    a -> b: [3%]\n"
                    "            ^\n"
                    "  hint: for example {probability: 5%}\n"
                    "m.yaml:6:12: error: unknown key \"probabilty\" in a transition\n"
                    "    a -> c: {probabilty: 3%}\n"
                    "             ^~~~~~~~~~\n"
                    "  hint: did you mean probability? Allowed here: label, probability, rate, share, by_persona, "
                    "revenue, cost, source, note\n"
                    "m.yaml:7:19: error: share cannot be varies 3: what varies needs a law\n"
                    "    c -> a: {share: varies 3}\n"
                    "                    ^~~~~~~~\n"
                    "  hint: for example varies gamma(mean=290, sd=90)\n");
}

static void test_by_persona(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}, d: }\n"
                         "personas: {old: {share: 40%}, young: {share: rest}}\n"
                         "transitions:\n"
                         "  a -> b: {probability: 3%, by_persona: {yung: {probability: x2}, old: {rate: 3}}}\n"
                         "  b -> a: {probability: 3%, by_persona: {old: x3}}\n"
                         "  c -> a: {share: rest, by_persona: {old: {share: 30%}}}\n",
                    "m.yaml:6:42: error: there is no persona \"yung\"\n"
                    "    a -> b: {probability: 3%, by_persona: {yung: {probability: x2}, old: {rate: 3}}}\n"
                    "                                           ^~~~\n"
                    "  hint: did you mean young? There are old and young\n"
                    "m.yaml:6:73: error: unknown key \"rate\" in by_persona\n"
                    "    a -> b: {probability: 3%, by_persona: {yung: {probability: x2}, old: {rate: 3}}}\n"
                    "                                                                          ^~~~\n"
                    "  hint: allowed here: probability, source, note\n"
                    "m.yaml:7:47: error: a persona's number must be a mapping, not \"x3\"\n"
                    "    b -> a: {probability: 3%, by_persona: {old: x3}}\n"
                    "                                                ^~\n"
                    "  hint: for example {probability: x1.2}\n"
                    "m.yaml:8:37: error: c -> a is the rest: what the others leave, for every persona\n"
                    "    c -> a: {share: rest, by_persona: {old: {share: 30%}}}\n"
                    "                                      ^\n"
                    "  hint: put the persona's numbers on the other ways out\n");
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
             "transitions: {a -> b: {probability: 3%, by_persona: {old: {probability: x2}}}, c -> a: {share: rest}}\n",
        "m.yaml:4:54: error: there is no persona \"old\"\n"
        "  transitions: {a -> b: {probability: 3%, by_persona: {old: {probability: x2}}}, c -> a: {share: rest}}\n"
        "                                                       ^~~\n"
        "  hint: the model has none\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),       cmocka_unit_test(test_names),    cmocka_unit_test(test_stages),
        cmocka_unit_test(test_exits),      cmocka_unit_test(test_personas), cmocka_unit_test(test_transitions),
        cmocka_unit_test(test_by_persona), cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
