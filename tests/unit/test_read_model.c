/* The whole model of the format's description is read without an error, and every field holds what was written. */
#include "model_text.h"

#include "response/carryover.h"
#include "response/saturation.h"

static const char whole[] =
    "polku: 1\n"
    "name: Gutter cleaning\n"
    "step: week\n"
    "currency: EUR\n"
    "discount: 5%\n"
    "population: 40000\n"
    "probabilities: today\n"
    "\n"
    "stages:\n"
    "  unaware:  {label: Ei vielä tarvetta, role: prospect, start: rest}\n"
    "  need:     {label: Tarpeen tunnistaminen, role: prospect, start: 2%}\n"
    "  consider: {label: Harkinta, role: prospect, start: 1%}\n"
    "  lead:     {label: Ostopäätös, role: prospect, dwell: exponential(mean=2 weeks)}\n"
    "  customer:\n"
    "    label: Asiakkuus\n"
    "    role: customer\n"
    "    start: 3%\n"
    "    start_age: steady\n"
    "    dwell: weibull(shape=4, mean=12 months)\n"
    "  loyal:\n"
    "    label: Uskollisuus\n"
    "    role: advocate\n"
    "    cost: 0.20\n"
    "  lost:     {label: Menetetty, role: lost, start: 4%}\n"
    "\n"
    "personas:\n"
    "  homeowner: {label: Omakotiasuja, share: 70%}\n"
    "  senior:    {share: rest}\n"
    "\n"
    "transitions:\n"
    "  unaware -> need:  {probability: 0.4% to 1.2%}\n"
    "  need -> consider: {probability: 12%}\n"
    "  consider -> lead: {probability: 6%, by_persona: {senior: {probability: x1.2}}}\n"
    "  lead -> customer:\n"
    "    share: pert(70%, 85%, 95%)\n"
    "    revenue: varies gamma(mean=290, sd=90)\n"
    "    cost: 120\n"
    "  lead -> lost:      {share: rest}\n"
    "  customer -> loyal: {share: 60%}\n"
    "  customer -> lost:  {share: 40%}\n"
    "  loyal -> loyal:    {rate: 1.1 per year, revenue: 290, cost: 110}\n"
    "  loyal -> lost:     {probability: 12% per year}\n"
    "  lost -> consider:  {probability: 1%}\n"
    "\n"
    "channels:\n"
    "  facebook:\n"
    "    spend: 300\n"
    "    carryover: {half_life: 2 weeks}\n"
    "    saturation: {half: 2000, slope: 1.2}\n"
    "    reach: {homeowner: 1.0, senior: 0.3}\n"
    "    effects:\n"
    "      unaware -> need: brings 20% to 40%\n"
    "      lost -> consider: x4\n"
    "      need -> consider: +3%\n"
    "\n"
    "levers:\n"
    "  response_hours:\n"
    "    value: 1\n"
    "    effects: {lead -> customer: {elasticity: -0.15}}\n"
    "  photo_report:\n"
    "    value: 1\n"
    "    cost: {lead -> customer: 8}\n"
    "    effects: {customer -> loyal: x1.4}\n"
    "  price_index:\n"
    "    value: 1\n"
    "    effects: {lead -> customer: {elasticity: -1.5}, revenue: {elasticity: 1}}\n"
    "\n"
    "seasons:\n"
    "  gutters:\n"
    "    by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4]\n"
    "    effects: [unaware -> need]\n"
    "\n"
    "word_of_mouth:\n"
    "  neighbours: {from: loyal, saturation: {half: 5%}, effects: {unaware -> need: +1%}}\n"
    "\n"
    "stocks:\n"
    "  reviews:\n"
    "    start: 12\n"
    "    decay: 0.5%\n"
    "    gains: {lead -> customer: 0.1}\n"
    "    saturation: {half: 10}\n"
    "    effects: {consider -> lead: x2.7}\n"
    "  star_points: {start: 50, decay: 0.5%, gains: {lead -> customer: 0.45}}\n"
    "  stars: {ratio: [star_points, reviews], empty: 4.2, effects: {consider -> lead: {elasticity: 0.4}}}\n"
    "\n"
    "capacity:\n"
    "  crew: {per_step: 14, uses: {lead -> customer: 1}}\n"
    "\n"
    "queues:\n"
    "  wait: {of: crew, saturation: {half: 2}, effects: {lead -> lost: x3}}\n"
    "\n"
    "arrivals:\n"
    "  need: 40\n"
    "\n"
    "kpis:\n"
    "  jobs: {count: lead -> customer}\n"
    "  loyal_share: {share: loyal}\n";

static int setup(void **state)
{
    static model_text_t text;
    text = model_of(whole);
    if (text.diag.count > 0) {
        print_error("%s", messages_of(&text));
    }
    *state = &text;
    return text.model && text.diag.count == 0 ? 0 : -1;
}

static int teardown(void **state)
{
    model_free(*state);
    return 0;
}

static const pk_model_t *model_in(void **state)
{
    return ((model_text_t *)*state)->model;
}

static const pk_number_t *number_at(const pk_model_t *model, const char *path)
{
    const pk_number_t *number = pk_number_find(&model->numbers, path);
    if (!number) {
        print_error("there is no number %s\n", path);
    }
    assert_non_null(number);
    return number;
}

/* A fixed number stands in the book under its path. */
static void assert_fixed(const pk_model_t *model, const char *path, double value)
{
    const pk_number_t *number = number_at(model, path);
    assert_int_equal(number->kind, PK_NUMBER_FIXED);
    assert_close(number->value, value, 1e-14);
    assert_string_equal(number->path, path);
}

static const pk_transition_t *transition_of(const pk_model_t *model, const char *from, const char *to)
{
    const int index = pk_transition_find(model, pk_stage_find(model, from), pk_stage_find(model, to));
    assert_true(index >= 0);
    return &model->transitions[index];
}

static const pk_driver_t *driver_of(const pk_model_t *model, const char *name)
{
    const int index = pk_driver_find(model, name);
    assert_true(index >= 0);
    return &model->drivers[index];
}

static void test_head(void **state)
{
    const pk_model_t *model = model_in(state);
    assert_string_equal(model->file, "m.yaml");
    assert_string_equal(model->name, "Gutter cleaning");
    assert_string_equal(model->currency, "EUR");
    assert_int_equal(model->step, PK_WEEK);
    assert_fixed(model, "discount", 0.05);
    assert_true(model->population == 40000);
    assert_int_equal(model->population_place.line, 6);
    assert_false(model->without_marketing);
}

static void test_stages(void **state)
{
    const pk_model_t *model = model_in(state);
    static const char *const names[] = {"unaware", "need", "consider", "lead", "customer", "loyal", "lost"};
    static const pk_role_t roles[] = {PK_ROLE_PROSPECT, PK_ROLE_PROSPECT, PK_ROLE_PROSPECT, PK_ROLE_PROSPECT,
                                      PK_ROLE_CUSTOMER, PK_ROLE_ADVOCATE, PK_ROLE_LOST};
    assert_int_equal(model->nstage, 7);
    for (int i = 0; i < 7; i++) {
        assert_string_equal(model->stages[i].name, names[i]);
        assert_int_equal(model->stages[i].role, roles[i]);
        assert_false(model->stages[i].instant);
        assert_int_equal(model->stages[i].exits_count, 0);
    }
    assert_string_equal(model->stages[0].label, "Ei vielä tarvetta");
    assert_true(model->stages[0].start_rest);
    assert_int_equal(model->stages[0].start->kind, PK_NUMBER_NONE);
    assert_int_equal(model->stages[0].place.line, 10);
    assert_int_equal(model->stages[0].place.column, 3);
    assert_fixed(model, "stages.need.start", 0.02);
    assert_true(model->stages[1].start == number_at(model, "stages.need.start"));
    assert_int_equal(model->stages[3].start->kind, PK_NUMBER_NONE);
    assert_int_equal(model->stages[3].dwell->kind, PK_NUMBER_VARIES);
    assert_string_equal(model->stages[3].dwell->law->name, "exponential");
    assert_fixed(model, "stages.lead.dwell.mean", 2);
    assert_true(model->stages[4].start_steady);
    assert_string_equal(model->stages[4].dwell->law->name, "weibull");
    assert_fixed(model, "stages.customer.dwell.shape", 4);
    assert_fixed(model, "stages.customer.dwell.mean", 365.25 / 7);
    assert_false(model->stages[5].start_steady);
    assert_fixed(model, "stages.loyal.cost", 0.2);
    assert_int_equal(model->stages[5].revenue->kind, PK_NUMBER_NONE);
}

static void test_personas(void **state)
{
    const pk_model_t *model = model_in(state);
    assert_true(model->has_personas);
    assert_int_equal(model->npersona, 2);
    assert_string_equal(model->personas[0].label, "Omakotiasuja");
    assert_string_equal(model->personas[1].label, "senior");
    assert_fixed(model, "personas.homeowner.share", 0.7);
    assert_int_equal(model->personas[1].share->kind, PK_NUMBER_NONE);
}

static void test_transitions(void **state)
{
    const pk_model_t *model = model_in(state);
    assert_int_equal(model->ntransition, 10);
    const pk_transition_t *first = &model->transitions[0];
    assert_string_equal(first->name, "unaware -> need");
    assert_int_equal(first->by, PK_BY_PROBABILITY);
    assert_int_equal(first->value->kind, PK_NUMBER_LAW);
    assert_string_equal(first->value->path, "transitions.unaware -> need.probability");
    assert_int_equal(first->by_persona[0]->kind, PK_NUMBER_NONE);

    const pk_transition_t *to_lead = transition_of(model, "consider", "lead");
    assert_int_equal(to_lead->by_persona[0]->kind, PK_NUMBER_NONE);
    assert_int_equal(to_lead->by_persona[1]->sign, PK_TIMES);
    assert_fixed(model, "transitions.consider -> lead.by_persona.senior.probability", 1.2);

    const pk_transition_t *sale = transition_of(model, "lead", "customer");
    assert_int_equal(sale->by, PK_BY_SHARE);
    assert_int_equal(sale->value->kind, PK_NUMBER_LAW);
    assert_int_equal(sale->revenue->kind, PK_NUMBER_VARIES);
    assert_fixed(model, "transitions.lead -> customer.cost", 120);
    assert_true(transition_of(model, "lead", "lost")->rest);

    const pk_transition_t *again = transition_of(model, "loyal", "loyal");
    assert_int_equal(again->by, PK_BY_RATE);
    assert_close(again->value->value, 1.1 * 7 / 365.25, 1e-12);
    assert_close(transition_of(model, "loyal", "lost")->value->period, 365.25 / 7, 1e-12);
}

static void test_channel(void **state)
{
    const pk_model_t *model = model_in(state);
    assert_int_equal(model->ndriver, 10);
    const pk_driver_t *facebook = driver_of(model, "facebook");
    assert_int_equal(facebook->kind, PK_DRIVER_CHANNEL);
    assert_true(pk_channel_of(facebook)->ours);
    assert_fixed(model, "channels.facebook.spend", 300);
    assert_int_equal(pk_channel_of(facebook)->history->kind, PK_NUMBER_NONE);
    assert_string_equal(pk_carryovers[pk_channel_of(facebook)->carryover].name, "half_life");
    assert_fixed(model, "channels.facebook.carryover.half_life", 2);
    assert_string_equal(pk_saturations[facebook->saturation].parameters[0], "half");
    assert_fixed(model, "channels.facebook.saturation.half", 2000);
    assert_fixed(model, "channels.facebook.saturation.slope", 1.2);
    assert_fixed(model, "channels.facebook.reach.senior", 0.3);
    assert_true(facebook->reach[0]->value == 1);
    assert_int_equal(facebook->neffect, 3);
    assert_int_equal(facebook->effects[0].strength->sign, PK_BRINGS);
    assert_int_equal(facebook->effects[0].strength->kind, PK_NUMBER_LAW);
    assert_int_equal(facebook->effects[1].strength->sign, PK_TIMES);
    assert_fixed(model, "channels.facebook.effects.lost -> consider", 4);
    assert_int_equal(facebook->effects[2].strength->sign, PK_PLUS);
    assert_true(&model->transitions[facebook->effects[2].transition] == transition_of(model, "need", "consider"));
}

static void test_levers_and_seasons(void **state)
{
    const pk_model_t *model = model_in(state);
    const pk_driver_t *hours = driver_of(model, "response_hours");
    assert_int_equal(hours->kind, PK_DRIVER_LEVER);
    assert_fixed(model, "levers.response_hours.value", 1);
    assert_int_equal(hours->effects[0].strength->sign, PK_ELASTICITY);
    assert_close(hours->effects[0].strength->value, -0.15, 0);
    assert_true(hours->reach[1]->value == 1);
    assert_fixed(model, "levers.response_hours.reach.senior", 1);
    const pk_driver_t *report = driver_of(model, "photo_report");
    assert_int_equal(pk_lever_of(report)->flow_cost.count, 1);
    assert_fixed(model, "levers.photo_report.cost.lead -> customer", 8);
    assert_int_equal(pk_lever_of(report)->step_cost->kind, PK_NUMBER_NONE);
    const pk_driver_t *price = driver_of(model, "price_index");
    assert_int_equal(price->effects[1].target, PK_TARGET_REVENUE);
    assert_int_equal(price->effects[1].transition, -1);

    const pk_driver_t *gutters = driver_of(model, "gutters");
    assert_fixed(model, "seasons.gutters.by_month.3", 0.7);
    assert_true(pk_season_of(gutters)->index[9]->value == 1.8);
    assert_int_equal(gutters->neffect, 1);
    assert_int_equal(gutters->effects[0].transition, 0);
    assert_null(gutters->effects[0].strength);
}

static void test_what_feeds_back(void **state)
{
    const pk_model_t *model = model_in(state);
    const pk_driver_t *neighbours = driver_of(model, "neighbours");
    assert_int_equal(neighbours->kind, PK_DRIVER_WORD_OF_MOUTH);
    assert_int_equal(pk_word_of_mouth_of(neighbours)->from_stages.count, 1);
    assert_int_equal(pk_word_of_mouth_of(neighbours)->from_stages.index[0], pk_stage_find(model, "loyal"));
    assert_int_equal(pk_word_of_mouth_of(neighbours)->from_flows.count, 0);
    assert_fixed(model, "word_of_mouth.neighbours.saturation.half", 0.05);
    assert_fixed(model, "word_of_mouth.neighbours.saturation.slope", 1);

    const pk_driver_t *reviews = driver_of(model, "reviews");
    assert_int_equal(reviews->kind, PK_DRIVER_STOCK);
    assert_fixed(model, "stocks.reviews.start", 12);
    assert_fixed(model, "stocks.reviews.decay", 0.005);
    assert_fixed(model, "stocks.reviews.gains.lead -> customer", 0.1);
    assert_int_equal(pk_stock_of(reviews)->channel_gains.count, 0);
    const pk_driver_t *stars = driver_of(model, "stars");
    assert_int_equal(stars->kind, PK_DRIVER_RATIO);
    assert_int_equal(pk_ratio_of(stars)->above, pk_driver_find(model, "star_points"));
    assert_int_equal(pk_ratio_of(stars)->below, pk_driver_find(model, "reviews"));
    assert_fixed(model, "stocks.stars.empty", 4.2);
    assert_int_equal(stars->saturation, -1);

    assert_int_equal(model->ncapacity, 1);
    assert_fixed(model, "capacity.crew.per_step", 14);
    assert_fixed(model, "capacity.crew.uses.lead -> customer", 1);
    assert_int_equal(driver_of(model, "wait")->kind, PK_DRIVER_QUEUE);
    assert_int_equal(pk_queue_of(driver_of(model, "wait"))->capacity, 0);
    assert_int_equal(model->narrival, 1);
    assert_fixed(model, "arrivals.need", 40);
}

static void test_kpis(void **state)
{
    const pk_model_t *model = model_in(state);
    assert_int_equal(model->nkpi, 2);
    assert_int_equal(model->kpis[0].kind, PK_KPI_COUNT);
    assert_int_equal(model->kpis[0].flows.count, 1);
    assert_int_equal(model->kpis[1].kind, PK_KPI_SHARE);
    assert_int_equal(model->kpis[1].stages.index[0], pk_stage_find(model, "loyal"));
    assert_false(model->kpis[1].lower_is_better);
    assert_int_equal(model->kpis[1].discount->kind, PK_NUMBER_NONE);
}

/* What the description's model does not hold. */
static const char others[] =
    "polku: 1\n"
    "step: month\n"
    "probabilities: without_marketing\n"
    "stages:\n"
    "  a: {start: rest, end_value: 5, exits: {law: \"dirichlet(350, 116, 1251)\", to: [b, c]}}\n"
    "  b: {dwell: 0}\n"
    "  c: {entry_cost: 3, revenue: 12 per year, dwell: 4 months}\n"
    "  d:\n"
    "transitions:\n"
    "  a->b: {revenue: 10, cost: 62% of revenue}\n"
    "  b -> c: {share: 100%}\n"
    "  c -> c: {share: 30%}\n"
    "  c -> d: {share: rest}\n"
    "channels:\n"
    "  tv:\n"
    "    spend: [{from: 2026-01, until: 2026-03, value: 50}, {otherwise: 0}]\n"
    "    history: 20\n"
    "    ours: no\n"
    "    carryover: {delayed: {retention: 0.5, peak: 2}}\n"
    "    saturation: {exponential: {scale: 900}}\n"
    "    effects: {-> d: +120, a -> *: x2, a -> b: brings 10%, note: guesses}\n"
    "  radio: {spend: 3, carryover: {weibull: {shape: 2, scale: 3}}, saturation: {linear: {unit: 9}}, reach: 0.4}\n"
    "levers:\n"
    "  help: {value: 2, cost: {a -> b: 4, per_step: 50}, effects: {a -> b.cost: x2, a -> b.revenue: x3}}\n"
    "word_of_mouth:\n"
    "  talk: {from: [a -> b, b -> c], effects: {capacity.van: x1.1}}\n"
    "stocks:\n"
    "  brand: {gains: {channels: {tv: 2}}}\n"
    "capacity:\n"
    "  van: {per_step: 2, uses: {a -> b: 2}}\n"
    "arrivals: {d: 5}\n"
    "kpis:\n"
    "  years: {time: {a: .85, c: .3}, discount: 1.5%}\n"
    "  stay: {time: [a, d], better: lower}\n"
    "  worth: {money: [c, a -> b], label: Arvo}\n"
    "  each: {ratio: [worth, population]}\n"
    "  top: {peak: [a, c]}\n"
    "  mean: {average: d}\n";

static void check_others(const pk_model_t *model)
{
    assert_true(model->without_marketing);
    assert_false(model->has_personas);
    assert_string_equal(model->name, "m.yaml");
    const pk_stage_t *a = &model->stages[0];
    assert_int_equal(a->exits_count, 2);
    assert_int_equal(a->exits_to[1], 2);
    assert_fixed(model, "stages.a.exits.c", 116);
    assert_fixed(model, "stages.a.exits.stay", 1251);
    assert_true(a->exits_alpha[0] == number_at(model, "stages.a.exits.b"));
    assert_true(model->stages[1].instant);
    assert_false(model->stages[2].instant);
    assert_close(model->stages[2].dwell->value, 4, 1e-14);
    assert_close(model->stages[2].revenue->value, 1, 1e-12);

    assert_int_equal(model->ntransition, 5);
    assert_true(transition_of(model, "a", "b")->from_exits);
    assert_true(transition_of(model, "a", "b")->cost->of_revenue);
    assert_true(transition_of(model, "a", "c")->from_exits);
    assert_string_equal(transition_of(model, "a", "c")->name, "a -> c");

    const pk_driver_t *tv = driver_of(model, "tv");
    assert_false(pk_channel_of(tv)->ours);
    assert_int_equal(pk_channel_of(tv)->spend->kind, PK_NUMBER_SCHEDULE);
    assert_fixed(model, "channels.tv.history", 20);
    assert_fixed(model, "channels.tv.carryover.delayed.peak", 2);
    assert_fixed(model, "channels.tv.saturation.exponential.scale", 900);
    assert_fixed(model, "channels.tv.reach", 1);
    assert_int_equal(tv->neffect, 3);
    assert_int_equal(tv->effects[0].target, PK_TARGET_ARRIVALS);
    assert_close(tv->effects[0].strength->value, 120, 0);
    assert_int_equal(tv->effects[1].target, PK_TARGET_ALL_OUT);
    assert_int_equal(tv->effects[1].stage, 0);
    assert_fixed(model, "channels.radio.carryover.weibull.scale", 3);
    assert_fixed(model, "channels.radio.reach", 0.4);

    const pk_driver_t *help = driver_of(model, "help");
    assert_fixed(model, "levers.help.cost.per_step", 50);
    assert_int_equal(pk_lever_of(help)->flow_cost.count, 1);
    assert_int_equal(help->effects[0].target, PK_TARGET_FLOW_COST);
    assert_int_equal(help->effects[1].target, PK_TARGET_FLOW_REVENUE);
    assert_int_equal(pk_word_of_mouth_of(driver_of(model, "talk"))->from_flows.count, 2);
    assert_int_equal(driver_of(model, "talk")->effects[0].target, PK_TARGET_CAPACITY);
    assert_fixed(model, "stocks.brand.gains.channels.tv", 2);
    assert_fixed(model, "stocks.brand.start", 0);

    assert_fixed(model, "kpis.years.time.c", 0.3);
    assert_fixed(model, "kpis.years.discount", 0.015);
    assert_true(model->kpis[1].lower_is_better);
    assert_close(model->kpis[1].weights[1]->value, 1, 0);
    assert_string_equal(model->kpis[2].label, "Arvo");
    assert_int_equal(model->kpis[2].flows.count, 1);
    assert_int_equal(model->kpis[2].stages.count, 1);
    assert_string_equal(model->kpis[3].below, "population");
    assert_int_equal(model->kpis[4].stages.count, 2);
}

static void test_others(void **state)
{
    (void)state;
    model_text_t text = model_of(others);
    assert_string_equal(messages_of(&text), "");
    check_others(text.model);
    model_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_personas),
        cmocka_unit_test(test_transitions),
        cmocka_unit_test(test_channel),
        cmocka_unit_test(test_levers_and_seasons),
        cmocka_unit_test(test_what_feeds_back),
        cmocka_unit_test(test_kpis),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
