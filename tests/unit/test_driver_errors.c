/* What is wrong with the drivers, capacities, arrivals and KPIs of a model file, in whole messages. */
#include "model_text.h"

/* What every case begins with; its lines count. */
#define HEAD                                                                                                           \
    "polku: 1\n"                                                                                                       \
    "step: week\n"

static void test_channels(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
             "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
             "personas: {old: {share: rest}}\n"
             "channels:\n"
             "  tv: {spnd: 3}\n"
             "  web: {ours: maybe, reach: {young: 30%}, saturation: {exponential: {scale: 3}, linear: {unit: 2}}}\n"
             "  fb: {saturation: {hlf: 3}, carryover: {half_lif: 3}}\n"
             "  fc: {saturation: {slope: 2}, carryover: {delayed: {peak: 3}}}\n"
             "  fd: {saturation: 2000, carryover: {}}\n"
             "  fe: {reach: 140%, carryover: {retention: 1}}\n",
        "m.yaml:7:8: error: unknown key \"spnd\" in a channel\n"
        "    tv: {spnd: 3}\n"
        "         ^~~~\n"
        "  hint: did you mean spend? Allowed here: spend, history, carryover, saturation, ours, label, effects, reach, "
        "source, note\n"
        "m.yaml:8:30: error: there is no persona \"young\"\n"
        "    web: {ours: maybe, reach: {young: 30%}, saturation: {exponential: {scale: 3}, linear: {unit: 2}}}\n"
        "                               ^~~~~\n"
        "  hint: there is only old\n"
        "m.yaml:8:15: error: ours must be true, false, yes or no, not \"maybe\"\n"
        "    web: {ours: maybe, reach: {young: 30%}, saturation: {exponential: {scale: 3}, linear: {unit: 2}}}\n"
        "                ^~~~~\n"
        "  hint: write one of these words\n"
        "m.yaml:8:55: error: saturation must have exactly one form, not 2\n"
        "    web: {ours: maybe, reach: {young: 30%}, saturation: {exponential: {scale: 3}, linear: {unit: 2}}}\n"
        "                                                        ^\n"
        "  hint: {half: 2000, slope: 1.2}, or exponential: {scale: 900}, logistic: {scale: 900}, linear: {unit: 100}\n"
        "m.yaml:9:42: error: there is no carry-over \"half_lif\"\n"
        "    fb: {saturation: {hlf: 3}, carryover: {half_lif: 3}}\n"
        "                                           ^~~~~~~~\n"
        "  hint: did you mean half_life? There are half_life, retention, delayed and weibull\n"
        "m.yaml:9:21: error: there is no saturation \"hlf\"\n"
        "    fb: {saturation: {hlf: 3}, carryover: {half_lif: 3}}\n"
        "                      ^~~\n"
        "  hint: did you mean half? There are half, exponential, logistic and linear\n"
        "m.yaml:10:53: error: delayed has no retention\n"
        "    fc: {saturation: {slope: 2}, carryover: {delayed: {peak: 3}}}\n"
        "                                                      ^\n"
        "  hint: half_life: 2 weeks, retention: 0.7, delayed: {retention: 0.7, peak: 2} or weibull: {shape: 2, scale: "
        "3}\n"
        "m.yaml:10:20: error: the saturation has no half\n"
        "    fc: {saturation: {slope: 2}, carryover: {delayed: {peak: 3}}}\n"
        "                     ^\n"
        "  hint: {half: 2000, slope: 1.2}, or exponential: {scale: 900}, logistic: {scale: 900}, linear: {unit: 100}\n"
        "m.yaml:11:37: error: carryover must have exactly one form, not 0\n"
        "    fd: {saturation: 2000, carryover: {}}\n"
        "                                      ^\n"
        "  hint: half_life: 2 weeks, retention: 0.7, delayed: {retention: 0.7, peak: 2} or weibull: {shape: 2, scale: "
        "3}\n"
        "m.yaml:11:20: error: saturation must be a mapping, not \"2000\"\n"
        "    fd: {saturation: 2000, carryover: {}}\n"
        "                     ^~~~\n"
        "  hint: for example {half: 2000, slope: 1.2}\n"
        "m.yaml:12:15: error: reach cannot be 140%: allowed is 0 to 1 (0% to 100%)\n"
        "    fe: {reach: 140%, carryover: {retention: 1}}\n"
        "                ^~~~\n"
        "m.yaml:12:44: error: retention cannot be 1: allowed is 0 to below 1 (0% to below 100%)\n"
        "    fe: {reach: 140%, carryover: {retention: 1}}\n"
        "                                             ^\n");
}

static void test_levers(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "levers:\n"
                         "  l1: {}\n"
                         "  l2: {value: 1, per_step: 3, cost: {per_step: 4, b -> a: 3}}\n"
                         "  l3: {value: [{from: 2026-01, value: 3}]}\n",
                    "m.yaml:6:3: error: the lever l1 has no value\n"
                    "    l1: {}\n"
                    "    ^~\n"
                    "  hint: for example value: 1, as it is today\n"
                    "m.yaml:7:51: error: there is no transition \"b -> a\"\n"
                    "    l2: {value: 1, per_step: 3, cost: {per_step: 4, b -> a: 3}}\n"
                    "                                                    ^~~~~~\n"
                    "  hint: did you mean c -> a? Else declare it under transitions:, with probability: 0 where only a "
                    "driver makes it happen\n"
                    "m.yaml:7:48: error: l2 has per_step twice\n"
                    "    l2: {value: 1, per_step: 3, cost: {per_step: 4, b -> a: 3}}\n"
                    "                                                 ^\n"
                    "  hint: for example cost: {lead -> customer: 8}, or per_step: 50\n"
                    "m.yaml:8:15: error: value cannot be a schedule: it does not change over time\n"
                    "    l3: {value: [{from: 2026-01, value: 3}]}\n"
                    "                ^\n"
                    "  hint: write one number\n");
}

static void test_seasons(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
             "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
             "seasons:\n"
             "  s1: {}\n"
             "  s2: {by_month: [1, 2], effects: {a -> b: x3}}\n"
             "  s3: {by_month: 3, effects: [a -> b, a->b]}\n",
        "m.yaml:6:3: error: the season s1 has neither by_month nor by_weekday\n"
        "    s1: {}\n"
        "    ^~\n"
        "  hint: for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4], or, where a step is "
        "a day, by_weekday: [1.1, 1.1, 1, 1, 1.2, .9, .7]\n"
        "m.yaml:7:18: error: by_month must be a list of 12 numbers, not 2\n"
        "    s2: {by_month: [1, 2], effects: {a -> b: x3}}\n"
        "                   ^\n"
        "  hint: for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4]\n"
        "m.yaml:7:35: error: a season's effects are a list of targets: its index is the strength\n"
        "    s2: {by_month: [1, 2], effects: {a -> b: x3}}\n"
        "                                    ^\n"
        "  hint: for example effects: [unaware -> need]\n"
        "m.yaml:8:18: error: by_month must be a list of 12 numbers, not a text\n"
        "    s3: {by_month: 3, effects: [a -> b, a->b]}\n"
        "                   ^\n"
        "  hint: for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4]\n"
        "m.yaml:8:39: error: s3 acts on a -> b twice\n"
        "    s3: {by_month: 3, effects: [a -> b, a->b]}\n"
        "                                        ^~~~\n"
        "  hint: keep one of them\n");
}

/* Word of mouth, stocks, capacities, queues, arrivals. */
static void test_what_feeds_back(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "word_of_mouth: {w1: {}, w2: {from: [a, a -> b]}, w3: {from: d}}\n",
                    "m.yaml:5:17: error: w1 does not say from whom the word comes\n"
                    "  word_of_mouth: {w1: {}, w2: {from: [a, a -> b]}, w3: {from: d}}\n"
                    "                  ^~\n"
                    "  hint: for example from: loyal, or from: lead -> customer\n"
                    "m.yaml:5:36: error: the word comes from stages or from flows, not from both at once\n"
                    "  word_of_mouth: {w1: {}, w2: {from: [a, a -> b]}, w3: {from: d}}\n"
                    "                                     ^\n"
                    "  hint: make two of it\n"
                    "m.yaml:5:61: error: there is no stage \"d\"\n"
                    "  word_of_mouth: {w1: {}, w2: {from: [a, a -> b]}, w3: {from: d}}\n"
                    "                                                              ^\n"
                    "  hint: there are a, b and c\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "stocks:\n"
                         "  s1: {gains: {channels: {tv: 3}}}\n"
                         "  s2: {ratio: [s1, s2]}\n"
                         "  s3: {ratio: s1, empty: 3}\n"
                         "  s4: {ratio: [s1, s3], empty: 3, decay: 3%}\n",
                    "m.yaml:6:27: error: there is no channel \"tv\"\n"
                    "    s1: {gains: {channels: {tv: 3}}}\n"
                    "                            ^~\n"
                    "  hint: the model has none\n"
                    "m.yaml:7:20: error: there is no stock \"s2\"\n"
                    "    s2: {ratio: [s1, s2]}\n"
                    "                     ^~\n"
                    "  hint: there is only s1\n"
                    "m.yaml:7:3: error: the ratio s2 does not say what it is while the stock below the line is empty\n"
                    "    s2: {ratio: [s1, s2]}\n"
                    "    ^~\n"
                    "  hint: for example empty: 4.2\n"
                    "m.yaml:8:15: error: ratio must be a list of two stocks\n"
                    "    s3: {ratio: s1, empty: 3}\n"
                    "                ^~\n"
                    "  hint: for example ratio: [star_points, reviews]\n"
                    "m.yaml:9:35: error: unknown key \"decay\" in a ratio of stocks\n"
                    "    s4: {ratio: [s1, s3], empty: 3, decay: 3%}\n"
                    "                                    ^~~~~\n"
                    "  hint: allowed here: ratio, empty, saturation, label, effects, reach, source, note\n"
                    "m.yaml:9:20: error: there is no stock \"s3\"\n"
                    "    s4: {ratio: [s1, s3], empty: 3, decay: 3%}\n"
                    "                     ^~\n"
                    "  hint: there is only s1\n");
    assert_messages(HEAD
                    "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                    "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                    "capacity: {c1: {}, c2: {per_step: 3, uses: {a -> b: 1}}, c3: {per_step: 3, uses: {a -> b: 1}}}\n"
                    "queues: {q1: {}, q2: {of: c9}}\n"
                    "arrivals: {d: 4}\n",
                    "m.yaml:5:12: error: the capacity c1 has no per_step\n"
                    "  capacity: {c1: {}, c2: {per_step: 3, uses: {a -> b: 1}}, c3: {per_step: 3, uses: {a -> b: 1}}}\n"
                    "             ^~\n"
                    "  hint: for example per_step: 14\n"
                    "m.yaml:5:12: error: nothing uses the capacity c1\n"
                    "  capacity: {c1: {}, c2: {per_step: 3, uses: {a -> b: 1}}, c3: {per_step: 3, uses: {a -> b: 1}}}\n"
                    "             ^~\n"
                    "  hint: for example uses: {lead -> customer: 1}\n"
                    "m.yaml:5:91: error: a -> b already uses the capacity c2: a transition uses one at most\n"
                    "  capacity: {c1: {}, c2: {per_step: 3, uses: {a -> b: 1}}, c3: {per_step: 3, uses: {a -> b: 1}}}\n"
                    "                                                                                            ^\n"
                    "  hint: leave it out of one of the two\n"
                    "m.yaml:7:12: error: there is no stage \"d\"\n"
                    "  arrivals: {d: 4}\n"
                    "             ^\n"
                    "  hint: there are a, b and c\n"
                    "m.yaml:6:10: error: the queue q1 does not say what is waited for\n"
                    "  queues: {q1: {}, q2: {of: c9}}\n"
                    "           ^~\n"
                    "  hint: for example of: crew, one of those under capacity:\n"
                    "m.yaml:6:27: error: there is no capacity \"c9\"\n"
                    "  queues: {q1: {}, q2: {of: c9}}\n"
                    "                            ^~\n"
                    "  hint: there are c1, c2 and c3\n");
}

/* What an effect may act on. */
static void test_targets(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "channels:\n"
                         "  tv:\n"
                         "    effects:\n"
                         "      a -> c: x2\n"
                         "      b -> *: x2\n"
                         "      -> a: x2\n"
                         "      revenue: x2\n"
                         "      a -> b.cost: x2\n"
                         "      capacity.van: x2\n"
                         "      sales: x2\n"
                         "      a -> b: x2\n"
                         "      a->b: x3\n",
                    "m.yaml:8:7: error: there is no transition \"a -> c\"\n"
                    "        a -> c: x2\n"
                    "        ^~~~~~\n"
                    "  hint: did you mean a -> b? Else declare it under transitions:, with probability: 0 where only a "
                    "driver makes it happen\n"
                    "m.yaml:9:7: error: there is no way out of b\n"
                    "        b -> *: x2\n"
                    "        ^~~~~~\n"
                    "  hint: declare the ways out under transitions:\n"
                    "m.yaml:10:7: error: nobody arrives at a: it is not under arrivals:\n"
                    "        -> a: x2\n"
                    "        ^~~~\n"
                    "  hint: for example arrivals: {a: 40}\n"
                    "m.yaml:11:7: error: no transition and no stage has a revenue\n"
                    "        revenue: x2\n"
                    "        ^~~~~~~\n"
                    "  hint: give a transition or a stage a revenue:\n"
                    "m.yaml:12:7: error: a -> b has no cost that could change\n"
                    "        a -> b.cost: x2\n"
                    "        ^~~~~~~~~~~\n"
                    "  hint: give the transition a cost:\n"
                    "m.yaml:13:7: error: there is no capacity \"van\"\n"
                    "        capacity.van: x2\n"
                    "        ^~~~~~~~~~~~\n"
                    "  hint: the model has none\n"
                    "m.yaml:14:7: error: \"sales\" is nothing that a driver could change\n"
                    "        sales: x2\n"
                    "        ^~~~~\n"
                    "  hint: a target is a -> b, a -> *, -> a, revenue, a -> b.revenue, a -> b.cost, STAGE.revenue, "
                    "STAGE.cost or capacity.NAME\n"
                    "m.yaml:16:7: error: tv acts on a -> b twice\n"
                    "        a->b: x3\n"
                    "        ^~~~\n"
                    "  hint: keep one of them\n");
}

/* Which strength may stand where. */
static void test_strengths(void **state)
{
    (void)state;
    assert_messages(
        HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
             "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
             "arrivals: {a: 4}\n"
             "channels:\n"
             "  tv:\n"
             "    effects:\n"
             "      a -> b: 3%\n"
             "      c -> a: +3%\n"
             "      c -> *: brings 3%\n"
             "      -> a: {elasticity: 2}\n",
        "m.yaml:9:15: error: the effect 3% has no sign\n"
        "        a -> b: 3%\n"
        "                ^~\n"
        "  hint: x1.2 multiplies, +2% adds, brings 20% is the part of today's flow that is its doing, {elasticity: "
        "-0.5} is a power\n"
        "m.yaml:10:15: error: an addition (+A) may not stand on c -> a: it has a share\n"
        "        c -> a: +3%\n"
        "                ^~~\n"
        "  hint: multiply its share, or the speed of leaving: c -> *: x1.2\n"
        "m.yaml:11:15: error: a part of today's flow (brings) may stand only on a -> b and on -> a, not on c -> *\n"
        "        c -> *: brings 3%\n"
        "                ^~~~~~~~~\n"
        "  hint: multiply it, for example x1.2\n"
        "m.yaml:12:26: error: tv is a channel: it cannot have an elasticity\n"
        "        -> a: {elasticity: 2}\n"
        "                           ^\n"
        "  hint: write x1.5, +3% or brings 20%\n");
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "levers: {l: {value: 1, effects: {a -> b: +3%}}}\n"
                         "queues: {q: {of: van, effects: {a -> b: brings 3%}}}\n"
                         "capacity: {van: {per_step: 3, uses: {a -> b: 1}}}\n",
                    "m.yaml:5:42: error: l is a lever: it cannot have an addition (+A)\n"
                    "  levers: {l: {value: 1, effects: {a -> b: +3%}}}\n"
                    "                                           ^~~\n"
                    "  hint: write x1.2 or {elasticity: -0.5}\n"
                    "m.yaml:6:41: error: q is a queue: it cannot have a part of today's flow (brings)\n"
                    "  queues: {q: {of: van, effects: {a -> b: brings 3%}}}\n"
                    "                                          ^~~~~~~~~\n"
                    "  hint: write x3 or +2%; today nobody waits, so a queue brings nothing\n");
}

static void test_kpis(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "kpis:\n"
                         "  k1: {}\n"
                         "  k2: {count: a -> b, share: a}\n"
                         "  k3: {count: a}\n"
                         "  k4: {share: a -> b}\n"
                         "  k5: {ratio: [k2, foo]}\n"
                         "  k6: {ratio: [k5, profit]}\n"
                         "  k7: {ratio: k5}\n"
                         "  k8: {count: [], discount: 3%}\n"
                         "  k9: {share: [a, a], better: worse}\n",
                    "m.yaml:6:3: error: the KPI k1 must have one of count, share, average, peak, time, money or ratio\n"
                    "    k1: {}\n"
                    "    ^~\n"
                    "  hint: for example {count: lead -> customer}\n"
                    "m.yaml:7:30: error: the KPI k2 is both a count and a share\n"
                    "    k2: {count: a -> b, share: a}\n"
                    "                               ^\n"
                    "  hint: make two KPIs of it\n"
                    "m.yaml:8:15: error: here goes a flow, not \"a\"\n"
                    "    k3: {count: a}\n"
                    "                ^\n"
                    "  hint: for example lead -> customer, as under transitions:\n"
                    "m.yaml:9:15: error: here goes a stage, not the flow \"a -> b\"\n"
                    "    k4: {share: a -> b}\n"
                    "                ^~~~~~\n"
                    "  hint: name a stage, for example customer\n"
                    "m.yaml:10:20: error: there is no KPI \"foo\"\n"
                    "    k5: {ratio: [k2, foo]}\n"
                    "                     ^~~\n"
                    "  hint: there are k1, k2, k3, k4, k5, k6, k7, k8, k9, population, customers, advocates, "
                    "purchases, new_customers, repeat_purchases, won_back, revenue, cost, spend, profit, "
                    "present_value, return_on_spend, cost_per_purchase, cost_per_new_customer, …\n"
                    "m.yaml:11:16: error: k5 is a ratio itself: a ratio is of two other KPIs\n"
                    "    k6: {ratio: [k5, profit]}\n"
                    "                 ^~\n"
                    "  hint: name what stands above and below its line\n"
                    "m.yaml:12:15: error: ratio must be a list of two KPIs\n"
                    "    k7: {ratio: k5}\n"
                    "                ^~\n"
                    "  hint: for example ratio: [profit, new_customers]\n"
                    "m.yaml:13:15: error: the list is empty\n"
                    "    k8: {count: [], discount: 3%}\n"
                    "                ^\n"
                    "  hint: for example lead -> customer\n"
                    "m.yaml:13:29: error: the KPI k8 counts: it cannot have a discount\n"
                    "    k8: {count: [], discount: 3%}\n"
                    "                              ^~\n"
                    "  hint: only time and money are discounted\n"
                    "m.yaml:14:31: error: better must be higher or lower, not \"worse\"\n"
                    "    k9: {share: [a, a], better: worse}\n"
                    "                                ^~~~~\n"
                    "  hint: write one of these words\n"
                    "m.yaml:14:19: error: a is named twice\n"
                    "    k9: {share: [a, a], better: worse}\n"
                    "                    ^\n"
                    "  hint: name it once\n");
}

/* Numbers that hold for the whole run. */
static void test_not_over_time(void **state)
{
    (void)state;
    assert_messages(HEAD "stages: {a: {start: rest}, b: , c: {dwell: 4}}\n"
                         "transitions: {a -> b: {probability: 3%}, c -> a: {share: rest}}\n"
                         "personas: {old: {share: [{until: 3, value: 40%}, {otherwise: 60%}]}, young: {share: rest}}\n"
                         "stocks: {s: {decay: [{until: 3, value: 1%}, {otherwise: 2%}]}}\n",
                    "m.yaml:5:25: error: share cannot be a schedule: it does not change over time\n"
                    "  personas: {old: {share: [{until: 3, value: 40%}, {otherwise: 60%}]}, young: {share: rest}}\n"
                    "                          ^\n"
                    "  hint: write one number\n"
                    "m.yaml:6:21: error: decay cannot be a schedule: it does not change over time\n"
                    "  stocks: {s: {decay: [{until: 3, value: 1%}, {otherwise: 2%}]}}\n"
                    "                      ^\n"
                    "  hint: write one number\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channels), cmocka_unit_test(test_levers),
        cmocka_unit_test(test_seasons),  cmocka_unit_test(test_what_feeds_back),
        cmocka_unit_test(test_targets),  cmocka_unit_test(test_strengths),
        cmocka_unit_test(test_kpis),     cmocka_unit_test(test_not_over_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
