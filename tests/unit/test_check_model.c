/* What can be told of a model without drawing, in whole messages. */
#include "model_text.h"

/* What every case begins with; its lines count. */
#define HEAD                                                                                                           \
    "polku: 1\n"                                                                                                       \
    "step: week\n"

/* A scenario's conversions count in the rows: `by_transition` are written as one more model's transitions. */
static void assert_converted(const char *text, const char *by_transition, const char *expected)
{
    model_text_t self = model_of(text);
    assert_string_equal(messages_of(&self), "");
    pk_source_t source = {.name = "s.yaml", .text = by_transition, .length = strlen(by_transition)};
    const pk_node_t *root = pk_doc_parse(&source, &self.arena, &self.diag);
    pk_reading_t reading = {
        .arena = &self.arena, .diag = &self.diag, .numbers = &self.model->numbers, .step = self.model->step};
    pk_number_t **conversions = PK_ARRAY(&self.arena, pk_number_t *, self.model->ntransition);
    for (int i = 0; i < self.model->ntransition; i++) {
        const pk_node_t *node = pk_node_get(root, self.model->transitions[i].name);
        conversions[i] =
            node ? pk_number_read(&reading, node, "conversion", PK_PROBABILITY, PK_MAY_TIMES | PK_MAY_SCHEDULE)
                 : PK_NEW(&self.arena, pk_number_t);
    }
    pk_model_check(self.model, conversions, &self.arena, &self.diag);
    assert_string_equal(messages_of(&self), expected);
    model_free(&self);
}

#define ROW                                                                                                            \
    HEAD "stages: {a: {start: rest}, b: , c: }\n"                                                                      \
         "transitions: {a -> b: {probability: 60%}, a -> c: {probability: 10%}}\n"
#define SPLIT                                                                                                          \
    HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"                                                            \
         "transitions: {a -> b: {share: 60%}, a -> c: {share: 40%}}\n"

static void test_conversions(void **state)
{
    (void)state;
    assert_converted(ROW, "a -> b: x1.5\n", "");
    assert_converted(ROW, "a -> b: x1.6\n",
                     "s.yaml:1:9: error: the probabilities out of a sum to 106%; the most is 100%\n"
                     "  a -> b: x1.6\n"
                     "          ^~~~\n"
                     "  hint: change one: a -> b 96%, a -> c 10%\n");
    assert_converted(ROW, "a -> c: 45%\n",
                     "s.yaml:1:9: error: the probabilities out of a sum to 105%; the most is 100%\n"
                     "  a -> c: 45%\n"
                     "          ^~~\n"
                     "  hint: change one: a -> b 60%, a -> c 45%\n");
    assert_converted(ROW, "a -> c: [{until: 3, value: x5}, {otherwise: x2}]\n", "");
    assert_converted(ROW, "a -> c: [{until: 3, value: 50%}, {otherwise: 60%}]\n",
                     "s.yaml:1:9: error: the probabilities out of a sum to at least 110%; the most is 100%\n"
                     "  a -> c: [{until: 3, value: 50%}, {otherwise: 60%}]\n"
                     "          ^\n"
                     "  hint: change one: a -> b 60%, a -> c 50%\n");
    assert_converted(SPLIT, "a -> b: x1.2\n", "");
    assert_converted(SPLIT, "a -> b: x1.7\n",
                     "s.yaml:1:9: error: the converted shares out of a sum to 102%; the most is 100%\n"
                     "  a -> b: x1.7\n"
                     "          ^~~~\n"
                     "  hint: change one: a -> b 102%, a -> c 40%\n");
    assert_converted(SPLIT, "{a -> b: 50%, a -> c: 45%}\n",
                     "s.yaml:1:23: error: the converted shares out of a sum to 95%; all of them together must be 100%\n"
                     "  {a -> b: 50%, a -> c: 45%}\n"
                     "                        ^~~\n"
                     "  hint: change one: a -> b 50%, a -> c 45%\n");
}

static void test_starts(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: 50%}, b: {start: 60%}}\n",
        "m.yaml:3:38: error: the starts of the stages sum to 110%; they must sum to 100%, or one of them be rest\n"
        "  stages: {a: {start: 50%}, b: {start: 60%}}\n"
        "                                       ^~~\n"
        "  hint: for example start: rest for the largest\n");
    assert_messages(HEAD "stages: {a: {start: 50%}, b: {start: 60%}, c: {start: rest}}\n",
                    "m.yaml:3:38: error: the starts of the stages sum to 110% beside the rest; the most is 100%\n"
                    "  stages: {a: {start: 50%}, b: {start: 60%}, c: {start: rest}}\n"
                    "                                       ^~~\n"
                    "  hint: for example start: rest for the largest\n");
    assert_messages(HEAD "stages: {a: , b: }\n", "m.yaml:3:10: error: nobody starts anywhere: no stage has a start\n"
                                                 "  stages: {a: , b: }\n"
                                                 "           ^\n"
                                                 "  hint: write start: rest for the stage where most people are\n");
    assert_messages(HEAD "stages: {a: , b: }\n"
                         "arrivals: {a: 4}\n",
                    "");
    assert_messages(HEAD "stages: {a: {start: 20% to 40%}, b: {start: 50%}}\n", "");
    assert_messages(
        HEAD "stages: {a: {start: rest, start_age: steady}}\n",
        "m.yaml:3:38: warning: start_age has no meaning in a: a stage without a dwell time has no ages, and "
        "its customers do not differ in how they leave it\n"
        "  stages: {a: {start: rest, start_age: steady}}\n"
        "                                       ^~~~~~\n"
        "  hint: give it a dwell:, or leave it out\n");
}

static void test_personas(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}}\n"
             "personas: {x: {share: 50%}, y: {share: 55%}}\n",
        "m.yaml:4:40: error: the shares of the personas sum to 105%; they must sum to 100%, or one of them be rest\n"
        "  personas: {x: {share: 50%}, y: {share: 55%}}\n"
        "                                         ^~~\n"
        "  hint: for example share: rest for the largest\n");
    assert_messages(HEAD "stages: {a: {start: rest}}\n"
                         "personas: {x: {share: 50%}, y: {share: 55%}, z: {share: rest}}\n",
                    "m.yaml:4:40: error: the shares of the personas sum to 105% beside the rest; the most is 100%\n"
                    "  personas: {x: {share: 50%}, y: {share: 55%}, z: {share: rest}}\n"
                    "                                         ^~~\n"
                    "  hint: for example share: rest for the largest\n");
    assert_messages(HEAD "stages: {a: {start: rest}}\n"
                         "personas: {x: {share: 20% to 90%}, y: {share: 55%}}\n",
                    "");
}

static void test_instant_stages(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: {start: 3%, dwell: 0}}\n"
             "transitions: {a -> b: {probability: 3%}, b -> a: {share: rest}}\n"
             "arrivals: {b: 3}\n"
             "capacity: {van: {per_step: 3, uses: {b -> a: 1}}}\n",
        "m.yaml:3:39: error: nobody can start in b: it is left in the step in which it is entered\n"
        "  stages: {a: {start: rest}, b: {start: 3%, dwell: 0}}\n"
        "                                        ^~\n"
        "  hint: let them start where it leads to\n"
        "m.yaml:5:12: error: nobody can arrive at b: it is left in the step in which it is entered\n"
        "  arrivals: {b: 3}\n"
        "             ^\n"
        "  hint: let them arrive where it leads to\n"
        "m.yaml:6:46: error: nobody can wait in b for the capacity van: it is left in the step in which it is entered\n"
        "  capacity: {van: {per_step: 3, uses: {b -> a: 1}}}\n"
        "                                               ^\n"
        "  hint: put the capacity on the ways into it\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: {dwell: 0}, c: {dwell: 0}, d: {dwell: 0}}\n"
                         "transitions: {a -> b: {probability: 3%}, b -> c: {share: rest}, c -> d: {share: 50%}, d -> "
                         "c: {share: 50%}, d -> a: {share: rest}, c -> a: {share: rest}}\n",
                    "m.yaml:4:87: error: instant stages lead around in a loop: c -> d -> c\n"
                    "  …3%}, b -> c: {share: rest}, c -> d: {share: 50%}, d -> c: {share: 50%}, d -> a: {share: rest}, "
                    "c -> a: {share:…\n"
                    "                                                     ^~~~~~\n"
                    "  hint: give one of them a stay above 0\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: {dwell: 0}, c: {dwell: 3}}\n"
                         "transitions: {a -> b: {probability: 3%}}\n",
                    "m.yaml:3:28: error: b has a dwell time and no way out\n"
                    "  stages: {a: {start: rest}, b: {dwell: 0}, c: {dwell: 3}}\n"
                    "                             ^\n"
                    "  hint: give it a transition with share: 100%, or leave dwell: out\n"
                    "m.yaml:3:43: error: c has a dwell time and no way out\n"
                    "  stages: {a: {start: rest}, b: {dwell: 0}, c: {dwell: 3}}\n"
                    "                                            ^\n"
                    "  hint: give it a transition with share: 100%, or leave dwell: out\n");
}

/* A row must not sum past 1; written probabilities of one period are one group. */
static void test_probabilities(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 60%}\n"
                         "  a -> c: {probability: 40.001%}\n",
                    "m.yaml:6:25: error: the probabilities out of a sum to 100.001%; the most is 100%\n"
                    "    a -> c: {probability: 40.001%}\n"
                    "                          ^~~~~~~\n"
                    "  hint: change one: a -> b 60%, a -> c 40.001%\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 60%}\n"
                         "  a -> c: {probability: 40%}\n",
                    "");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "personas: {x: {share: rest}, y: {share: 5%}}\n"
                         "transitions:\n"
                         "  a -> b: {probability: 60%, by_persona: {y: {probability: x1.2}}}\n"
                         "  a -> c: {probability: 35%, by_persona: {x: {probability: 40%}}}\n",
                    "m.yaml:7:25: error: the probabilities out of a sum to 107% for y; the most is 100%\n"
                    "    a -> c: {probability: 35%, by_persona: {x: {probability: 40%}}}\n"
                    "                          ^~~\n"
                    "  hint: change one: a -> b 72%, a -> c 35%\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: \n"
                         "    probability: uniform(70%, 80%)\n"
                         "  a -> c: {probability: 35%}\n",
                    "m.yaml:7:25: error: the probabilities out of a sum to at least 105%; the most is 100%\n"
                    "    a -> c: {probability: 35%}\n"
                    "                          ^~~\n"
                    "  hint: change one: a -> b 70%, a -> c 35%\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 60% per year}\n"
                         "  a -> c: {probability: 55% per year}\n",
                    "m.yaml:6:25: error: the probabilities out of a sum to 115%; the most is 100%\n"
                    "    a -> c: {probability: 55% per year}\n"
                    "                          ^~~~~~~~~~~~\n"
                    "  hint: change one: a -> b 60% in 52.18 steps, a -> c 55% in 52.18 steps\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 60% per year}\n"
                         "  a -> c: {probability: 95%}\n",
                    "");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: 99.9% per year}\n"
                         "  a -> c: {probability: 95%}\n",
                    "m.yaml:6:25: error: the probabilities out of a sum to 107.4%; the most is 100%\n"
                    "    a -> c: {probability: 95%}\n"
                    "                          ^~~\n"
                    "  hint: change one: a -> b 99.9% in 52.18 steps, a -> c 95%\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: }\n"
                         "transitions:\n"
                         "  a -> b: {probability: [{until: 3, value: 70%}, {otherwise: 50%}]}\n"
                         "  a -> c: {probability: 55%}\n",
                    "m.yaml:6:25: error: the probabilities out of a sum to at least 105%; the most is 100%\n"
                    "    a -> c: {probability: 55%}\n"
                    "                          ^~~\n"
                    "  hint: change one: a -> b 50%, a -> c 55%\n");
}

static void test_events(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}}\n"
                         "personas: {x: {share: rest}, y: {share: 5%}}\n"
                         "transitions: {a -> a: {probability: 60%, by_persona: {y: {probability: x2}}}}\n",
                    "m.yaml:5:37: error: the probability of a -> a is 120% for y; the most is 100%\n"
                    "  transitions: {a -> a: {probability: 60%, by_persona: {y: {probability: x2}}}}\n"
                    "                                      ^~~\n"
                    "  hint: write rate: where it may happen more than once a step\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: }\n"
                         "transitions: {a -> a: {probability: 60%}, a -> b: {probability: 60%}}\n",
                    "");
}

/* Where everyone leaves, nothing can be added. */
static void test_sure_exits(void **state)
{
    (void)state;
    assert_messages(
        HEAD
        "stages: {a: {start: rest}, b: , c: }\n"
        "transitions: {a -> b: {probability: 100%}, a -> c: {rate: 0.1}, b -> b: {probability: 1}}\n"
        "channels: {tv: {spend: 3, saturation: {half: 3}, effects: {a -> b: brings 3%, b -> b: +1%, a -> c: x2}}}\n",
        "m.yaml:4:59: error: everyone leaves a in each step already: a rate beside probabilities that sum to 100% has "
        "no room\n"
        "  transitions: {a -> b: {probability: 100%}, a -> c: {rate: 0.1}, b -> b: {probability: 1}}\n"
        "                                                            ^~~\n"
        "  hint: lower a probability, or write this one as a probability\n"
        "m.yaml:5:68: error: everyone leaves a in each step already: nothing can be added\n"
        "  channels: {tv: {spend: 3, saturation: {half: 3}, effects: {a -> b: brings 3%, b -> b: +1%, a -> c: x2}}}\n"
        "                                                                     ^~~~~~~~~\n"
        "  hint: lower a probability, or write xM\n"
        "m.yaml:5:87: error: b -> b happens to everyone in each step already: nothing can be added\n"
        "  channels: {tv: {spend: 3, saturation: {half: 3}, effects: {a -> b: brings 3%, b -> b: +1%, a -> c: x2}}}\n"
        "                                                                                        ^~~\n"
        "  hint: lower a probability, or write xM\n");
}

static void test_shares(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"
             "transitions: {a -> b: {share: 50%}, a -> c: {share: 40%}}\n",
        "m.yaml:4:53: error: the shares out of a sum to 90%; they must sum to 100%, or one of them be rest\n"
        "  transitions: {a -> b: {share: 50%}, a -> c: {share: 40%}}\n"
        "                                                      ^~~\n"
        "  hint: change one: a -> b 50%, a -> c 40%\n");
    assert_messages(HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"
                         "transitions: {a -> b: {share: 50%}, a -> a: {share: 60%}, a -> c: {share: rest}}\n",
                    "m.yaml:4:53: error: the shares out of a sum to 110% beside the rest; the most is 100%\n"
                    "  transitions: {a -> b: {share: 50%}, a -> a: {share: 60%}, a -> c: {share: rest}}\n"
                    "                                                      ^~~\n"
                    "  hint: change one: a -> b 50%, a -> a 60%, a -> c rest\n");
    assert_messages(HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"
                         "transitions: {a -> b: {share: 50%}, a -> c: {share: 40% to 50%}}\n",
                    "");
    assert_messages(HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"
                         "personas: {x: {share: rest}, y: {share: 5%}}\n"
                         "transitions: {a -> b: {share: 50%, by_persona: {y: {share: x1.1}}}, a -> c: {share: 50%}}\n",
                    ""); /* the other share is scaled, as for conversions */
    assert_messages(
        HEAD "stages: {a: {start: rest, dwell: 4}, b: , c: }\n"
             "personas: {x: {share: rest}, y: {share: 5%}}\n"
             "transitions: {a -> b: {share: 50%, by_persona: {y: {share: x2.2}}}, a -> c: {share: 50%}}\n",
        "m.yaml:5:85: error: the own shares of y out of a sum to 110%; the most is 100%, and the others share what is "
        "left\n"
        "  transitions: {a -> b: {share: 50%, by_persona: {y: {share: x2.2}}}, a -> c: {share: 50%}}\n"
        "                                                                                      ^~~\n"
        "  hint: change one: a -> b 110%, a -> c 50%\n");
}

/* What drives today must be something today. */
static void test_today(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: }\n"
                         "transitions: {a -> b: {probability: 3%}}\n"
                         "channels:\n"
                         "  tv: {spend: 0, saturation: {half: 3}, effects: {a -> b: brings 3%}}\n"
                         "  web: {spend: [{until: 3, value: 50}, {otherwise: 0}], saturation: {half: 3}}\n"
                         "  post: {spend: 5, effects: {a -> b: x2}}\n",
                    "m.yaml:6:59: error: tv cannot bring a part of today's flow: it is 0 today\n"
                    "    tv: {spend: 0, saturation: {half: 3}, effects: {a -> b: brings 3%}}\n"
                    "                                                            ^~~~~~~~~\n"
                    "  hint: nothing is spent on it today: write its spend: (or history:), or +A\n"
                    "m.yaml:7:16: error: the spend of web changes over time, so the model must say what went before\n"
                    "    web: {spend: [{until: 3, value: 50}, {otherwise: 0}], saturation: {half: 3}}\n"
                    "                 ^\n"
                    "  hint: write history: what was spent a step before step 1\n"
                    "m.yaml:8:38: warning: post has no saturation: this strength holds for each unit of money spent\n"
                    "    post: {spend: 5, effects: {a -> b: x2}}\n"
                    "                                       ^~\n"
                    "  hint: for example saturation: {half: 2000}\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: }\n"
                         "transitions: {a -> b: {probability: 3%}}\n"
                         "levers: {l: {value: 0, effects: {a -> b: {elasticity: 3}}}}\n"
                         "word_of_mouth: {w: {from: b, effects: {a -> b: brings 3%}}}\n"
                         "stocks:\n"
                         "  s: {effects: {a -> b: brings 3%}}\n"
                         "  t: {start: 4}\n"
                         "  u: {ratio: [s, t], empty: 3, effects: {a -> b: {elasticity: 1}}}\n"
                         "  v: {ratio: [t, s], empty: -2, effects: {a -> b: {elasticity: 1}}}\n",
                    "m.yaml:5:55: error: an elasticity needs a value above 0, and l is 0 today\n"
                    "  levers: {l: {value: 0, effects: {a -> b: {elasticity: 3}}}}\n"
                    "                                                        ^\n"
                    "  hint: make it larger than 0, or write xM\n"
                    "m.yaml:6:48: error: w cannot bring a part of today's flow: it is 0 today\n"
                    "  word_of_mouth: {w: {from: b, effects: {a -> b: brings 3%}}}\n"
                    "                                                 ^~~~~~~~~\n"
                    "  hint: nobody is at the start where its word comes from: give that stage a start:, or write +A\n"
                    "m.yaml:8:25: error: s cannot bring a part of today's flow: it is 0 today\n"
                    "    s: {effects: {a -> b: brings 3%}}\n"
                    "                          ^~~~~~~~~\n"
                    "  hint: give it a start: above 0, or write +A\n"
                    "m.yaml:10:63: error: an elasticity needs a value above 0, and u is 0 today\n"
                    "    u: {ratio: [s, t], empty: 3, effects: {a -> b: {elasticity: 1}}}\n"
                    "                                                                ^\n"
                    "  hint: make it larger than 0, or write xM\n"
                    "m.yaml:11:64: error: an elasticity needs a value above 0, and v is -2 today\n"
                    "    v: {ratio: [t, s], empty: -2, effects: {a -> b: {elasticity: 1}}}\n"
                    "                                                                 ^\n"
                    "  hint: make it larger than 0, or write xM\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_starts),        cmocka_unit_test(test_personas), cmocka_unit_test(test_instant_stages),
        cmocka_unit_test(test_probabilities), cmocka_unit_test(test_events),   cmocka_unit_test(test_sure_exits),
        cmocka_unit_test(test_shares),        cmocka_unit_test(test_today),    cmocka_unit_test(test_conversions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
