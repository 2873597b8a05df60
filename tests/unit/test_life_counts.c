/* What individuals tell: an example by hand, a slow twin on lives by luck, sums that hang on no order, and bounded
 * memory. */
#include "lives_by_luck.h"

#include "engine/agents/life_counts_parts.h"

#define STAGES                                                                                                         \
    "stages:\n"                                                                                                        \
    "  unaware: {start: 20%}\n"                                                                                        \
    "  need: {role: prospect, start: rest, cost: 1, entry_cost: 2}\n"                                                  \
    "  choice: {dwell: 0}\n"                                                                                           \
    "  customer: {role: customer, revenue: 2, entry_cost: 3, dwell: fixed(5), start: 10%}\n"                           \
    "  loyal: {role: advocate, end_value: 10, start: 10%}\n"                                                           \
    "  lost: {role: lost, start: 10%, revenue: 1}\n"
#define TRANSITIONS                                                                                                    \
    "transitions:\n"                                                                                                   \
    "  unaware -> need: {probability: 10%}\n"                                                                          \
    "  need -> choice: {probability: 20%}\n"                                                                           \
    "  need -> unaware: {probability: 5%}\n"                                                                           \
    "  choice -> customer: {share: 50%, revenue: 20}\n"                                                                \
    "  choice -> lost: {share: rest}\n"                                                                                \
    "  customer -> loyal: {share: 30%}\n"                                                                              \
    "  customer -> lost: {share: 30%}\n"                                                                               \
    "  customer -> customer: {share: rest, revenue: 5}\n"                                                              \
    "  loyal -> loyal: {rate: 1, revenue: 7}\n"                                                                        \
    "  loyal -> lost: {probability: 10%}\n"                                                                            \
    "  lost -> need: {probability: 10%}\n"                                                                             \
    "  lost -> loyal: {probability: 10%, revenue: 9}\n"                                                                \
    "arrivals: {need: 3, customer: 1}\n"

static const char SHOP[] = "polku: 1\nname: m\nstep: week\npopulation: 100\n"
                           "personas: {a: {share: 50%}, b: {share: 20%}, c: {share: rest}}\n" STAGES TRANSITIONS;
static const char ONE_KIND[] = "polku: 1\nname: m\nstep: week\npopulation: 100\n" STAGES TRANSITIONS;

enum { UNAWARE, NEED, CHOICE, CUSTOMER, LOYAL, LOST };

static int flow_of(const pk_plan_t *plan, int from, int to)
{
    for (int f = 0; f < plan->nflow; f++) {
        if (plan->flows[f].from == from && plan->flows[f].to == to) {
            return f;
        }
    }
    fail_msg("no flow %d -> %d", from, to);
    return -1;
}

static pk_individuals_t tables_of(const pk_life_counts_t *all, const double *curves, long nrun, pk_arena_t *arena)
{
    pk_individuals_t tables;
    pk_life_tables(all, curves, nrun, arena, &tables);
    return tables;
}

static pk_individuals_t tables_of_run(const pk_life_counts_t *run, pk_arena_t *arena)
{
    double *curves = PK_ARRAY(arena, double, pk_life_curves_size(run->plan));
    pk_life_curves(run, curves);
    return tables_of(run, curves, 1, arena);
}

/* ---- by hand ---- */

static const pk_walked_path_t *path_named(const pk_individuals_t *tables, const char *text)
{
    for (int k = 0; k < tables->npath; k++) {
        if (strcmp(tables->paths[k].text, text) == 0) {
            return &tables->paths[k];
        }
    }
    fail_msg("no path %s", text);
    return NULL;
}

/* Six prospects and a customer who were there, four who came: purchases in weeks 1, 3, 4, 4, two never, one of them
 * lost; those who came in weeks 2, 5, 7, 8 bought in 5, never, 8, never. Money: what a purchase brings. */
static void add_example(town_t *town, pk_life_counts_t *counts)
{
    const pk_plan_t *plan = &town->plan;
    const int ask = flow_of(plan, NEED, CHOICE), win = flow_of(plan, CHOICE, CUSTOMER),
              lose = flow_of(plan, CHOICE, LOST), come = flow_of(plan, -1, NEED),
              raise = flow_of(plan, CUSTOMER, LOYAL), renew = flow_of(plan, CUSTOMER, CUSTOMER),
              again = flow_of(plan, LOYAL, LOYAL);
    batch_t there = town_batch(town, 0, false, 0, 0, 7, 100), came = town_batch(town, 0, true, 0, 0, 4, 100);
    static const int BOUGHT[] = {1, 3, 4, 4};
    for (int k = 0; k < 6; k++) {
        there.stage[k] = NEED;
        if (k < 4) {
            town_happen(&there, k, BOUGHT[k], ask, 0, 0);
            town_happen(&there, k, BOUGHT[k], win, 20, k);
        }
        if (k == 0) { /* again in 6 and 6, when loyal */
            town_happen(&there, k, 2, raise, 0, 0);
            town_happen(&there, k, 6, again, 7, 0);
            town_happen(&there, k, 6, again, 7, 0);
        }
        if (k == 1) { /* renewed in the step after */
            town_happen(&there, k, 4, renew, 5, 0);
        }
        if (k == 5) {
            town_happen(&there, k, 2, ask, 0, 0);
            town_happen(&there, k, 2, lose, 0, 0);
        }
    }
    there.stage[6] = CUSTOMER;
    static const int CAME[] = {2, 5, 7, 8}, THEN[] = {5, 0, 8, 0};
    for (int k = 0; k < 4; k++) {
        came.stage[k] = -1;
        town_happen(&came, k, CAME[k], come, 0, 0);
        if (THEN[k] > 0) {
            town_happen(&came, k, THEN[k], ask, 0, 0);
            town_happen(&came, k, THEN[k], win, 20, 0);
        }
    }
    pk_life_counts_add(counts, &came.lives);
    pk_life_counts_add(counts, &there.lives);
}

static void no_prices(town_t *town)
{
    const size_t cells = (size_t)(town->plan.nstep + 1) * (size_t)town->prices.ncell * sizeof(double);
    memset(town->prices.stage_revenue, 0, cells);
    memset(town->prices.stage_cost, 0, cells);
    memset(town->prices.entry_cost, 0, cells);
    memset(town->prices.end_value, 0, (size_t)town->prices.ncell * sizeof(double));
}

/* Ways and errors from survfit(conf.type = "log-log", conf.int = .9) of R's survival 3.5-3. */
static void example_by_hand(void **state)
{
    (void)state;
    town_t town;
    town_open(&town, ONE_KIND, "horizon: 8\n", 0);
    no_prices(&town);
    pk_life_counts_t *counts = pk_life_counts_open(&town.plan);
    add_example(&town, counts);
    const pk_individuals_t tables = tables_of_run(counts, &town.arena);
    static const double SHARE[] = {0, 2. / 9, 2. / 9, 4. / 9, 13. / 18, 13. / 18, 13. / 18, 13. / 18, 13. / 18},
                        WAITING[] = {10, 7, 7, 5, 2, 2, 2, 2, 2};
    const pk_kaplan_meier_t *first = &tables.first_purchase[0];
    assert_int_equal(tables.ngroup, 1);
    assert_int_equal(first->steps, 8);
    assert_near(first->people, 10, 0);
    for (int k = 0; k <= 8; k++) {
        assert_near(first->share[k], SHARE[k], 1e-15);
        assert_near(first->waiting[k], WAITING[k], 0);
    }
    assert_near(first->low[0], 0, 0);
    assert_near(first->high[0], 0, 0);
    static const struct {
        int k;
        double low, high;
    } BAND[] = {{1, 0.07531351908268558, 0.5536366902994919},
                {3, 0.22523830812462153, 0.7417467131455108},
                {4, 0.45478008684096505, 0.9331330205226742},
                {8, 0.45478008684096505, 0.9331330205226742}};
    for (int b = 0; b < 4; b++) {
        assert_close(first->low[BAND[b].k], BAND[b].low, 1e-12);
        assert_close(first->high[BAND[b].k], BAND[b].high, 1e-12);
    }
    /* Six have bought: again after 5 weeks and 1; the others are seen for 4, 4, 3 and 0 more. */
    const pk_kaplan_meier_t *next = &tables.between_purchases[0];
    static const double AGAIN[] = {0, 1. / 5, 1. / 5, 1. / 5, 1. / 5, 1};
    assert_int_equal(next->steps, 5);
    assert_near(next->people, 6, 0);
    for (int k = 0; k <= 5; k++) {
        assert_near(next->share[k], AGAIN[k], 1e-15);
    }
    /* Worth 34, 24, 18, 17, 0, 0, 0 of 93. */
    assert_close(tables.value_mean[0], 93. / 7, 1e-15);
    assert_close(tables.value[0][49], 17, 1e-15);
    assert_close(tables.value[0][98], 34 - 10 * .06, 1e-14);
    assert_close(tables.profit_share[4], (34 + 24 + 18 + 17 * .5) / 93, 1e-14); /* half of 7 are 3.5 */
    assert_int_equal(tables.most_purchases, 3);
    static const double PURCHASES[] = {5. / 11, 4. / 11, 1. / 11, 1. / 11};
    for (int n = 0; n <= 3; n++) {
        assert_close(tables.purchases[n], PURCHASES[n], 1e-15);
    }
    assert_close(tables.stays[CUSTOMER].visits, 8. / 11, 1e-15); /* six entered, one began, one renewed */
    assert_close(tables.stays[CUSTOMER].steps, (1 + 6 + 5 + 5 + 8 + 4 + 1) / 11., 1e-15);
    assert_close(tables.stays[CHOICE].visits, 7. / 11, 1e-15);
    assert_near(tables.stays[CHOICE].steps, 0, 0);
    assert_close(path_named(&tables, "need > choice > customer")->share, 5. / 11, 1e-15);
    assert_close(path_named(&tables, "need > choice > customer > loyal")->share, 1. / 11, 1e-15);
    assert_close(path_named(&tables, "need")->share, 3. / 11, 1e-15);
    assert_string_equal(tables.paths[0].text, "need > choice > customer");
    /* Weeks 1-4: four became customers, 5-8: two. All are still. */
    assert_int_equal(tables.nperiod, 2);
    assert_string_equal(tables.periods[1], "5-8");
    assert_near(tables.entered[0], 4, 0);
    assert_near(tables.entered[1], 2, 0);
    assert_near(tables.retention[0], 1, 0);
    assert_near(tables.retention[1], 1, 0);
    assert_near(tables.retention[2], 1, 0);
    assert_true(isnan(tables.retention[3]));
    pk_life_counts_close(counts);
    town_close(&town);
}

/* ---- the twin ---- */

typedef struct {
    const person_t *people;
    int count;
    const pk_plan_t *plan;
} crowd_t;

static bool in_group(const crowd_t *crowd, int who, int group)
{
    return group == 0 || crowd->people[who].persona == group - 1;
}

/* How long this one was waiting for a first purchase or the next, and whether it came; false: was not followed. */
static bool waited(const crowd_t *crowd, int who, bool next, int *steps, bool *came)
{
    const person_t *p = &crowd->people[who];
    const int last = crowd->plan->nstep;
    if (next) {
        *came = p->npurchase > 1;
        *steps = p->npurchase == 0 ? 0 : (*came ? p->purchase[1] : last) - p->purchase[0];
        return p->npurchase > 0;
    }
    *came = p->npurchase > 0;
    *steps = (*came ? p->purchase[0] : last) - p->entry;
    return p->arrived || crowd->plan->stages[p->at[0]].role == PK_ROLE_PROSPECT;
}

static void check_curve(const crowd_t *crowd, int group, bool next, long nrun, const pk_kaplan_meier_t *curve)
{
    double stay = 1;
    for (int k = 0; k <= curve->steps; k++) {
        int at_risk = 0, came_now = 0, followed = 0;
        for (int who = 0; who < crowd->count; who++) {
            int steps;
            bool came;
            if (in_group(crowd, who, group) && waited(crowd, who, next, &steps, &came)) {
                followed++;
                at_risk += steps >= k;
                came_now += steps == k && came;
            }
        }
        assert_true(at_risk > 0);
        stay *= 1 - (double)came_now / at_risk;
        assert_near(curve->share[k], 1 - stay, 1e-12);
        assert_close(curve->waiting[k], (double)(at_risk - came_now) / (double)nrun, 1e-14);
        assert_close(curve->people, (double)followed / (double)nrun, 1e-14);
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const double *sorted, int count, double at)
{
    const double h = (count - 1) * at;
    const int low = (int)h;
    return low + 1 < count ? sorted[low] + (h - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
}

/* The share of one run after so many steps; NAN where nobody was followed so long. */
static double share_in_run(const crowd_t *crowd, int group, bool next, int run, int until)
{
    double stay = 1;
    for (int k = 0; k <= until; k++) {
        int at_risk = 0, came_now = 0, steps;
        bool came;
        for (int who = 0; who < crowd->count; who++) {
            if (in_group(crowd, who, group) && crowd->people[who].run == run &&
                waited(crowd, who, next, &steps, &came)) {
                at_risk += steps >= k;
                came_now += steps == k && came;
            }
        }
        if (at_risk == 0) {
            return stay == 0 ? 1 : NAN;
        }
        stay *= 1 - (double)came_now / at_risk;
    }
    return 1 - stay;
}

static void check_band(const crowd_t *crowd, int group, bool next, int nrun, const pk_kaplan_meier_t *curve)
{
    for (int k = 0; k <= curve->steps && nrun > 1; k++) {
        double of_run[16];
        int count = 0;
        for (int r = 0; r < nrun; r++) {
            const double share = share_in_run(crowd, group, next, r, k);
            if (!isnan(share)) {
                of_run[count++] = share;
            }
        }
        qsort(of_run, (size_t)count, sizeof *of_run, ascending);
        assert_near(curve->low[k], quantile(of_run, count, .05), 1e-12);
        assert_near(curve->high[k], quantile(of_run, count, .95), 1e-12);
    }
}

/* `allowed` in parts of the distance from the lowest to the highest value. */
static void check_values(const crowd_t *crowd, int group, double allowed, const pk_individuals_t *tables)
{
    double *values = calloc((size_t)crowd->count, sizeof *values), sum = 0;
    int count = 0;
    for (int who = 0; who < crowd->count; who++) {
        if (in_group(crowd, who, group) && !crowd->people[who].arrived) {
            sum += values[count++] = crowd->people[who].value;
        }
    }
    qsort(values, (size_t)count, sizeof *values, ascending);
    const double near = 1e-8 + allowed * (values[count - 1] - values[0]);
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        assert_near(tables->value[group][k], quantile(values, count, (k + 1) / 100.), near);
    }
    assert_near(tables->value_mean[group], sum / count, 1e-8);
    for (int k = 0; k < tables->nbest; k++) {
        double room = tables->best_share[k] * count, best = 0;
        for (int at = count - 1; room > 0; at--, room--) {
            best += values[at] * (room < 1 ? room : 1);
        }
        assert_near(tables->profit_share[group * tables->nbest + k], best / sum, 1e-7 + allowed);
    }
    free(values);
}

static void check_counts(const crowd_t *crowd, int group, const pk_individuals_t *tables)
{
    double people = 0;
    double visits[TWIN_STAGES] = {0}, steps[TWIN_STAGES] = {0}, purchases[TWIN_PATH] = {0};
    for (int who = 0; who < crowd->count; who++) {
        const person_t *p = &crowd->people[who];
        if (!in_group(crowd, who, group)) {
            continue;
        }
        people++;
        purchases[p->npurchase]++;
        for (int i = 0; i < crowd->plan->nstage; i++) {
            visits[i] += p->visits[i];
            for (int t = 1; t <= crowd->plan->nstep; t++) {
                steps[i] += p->at[t] == i;
            }
        }
    }
    for (int i = 0; i < crowd->plan->nstage; i++) {
        assert_close(tables->stays[group * tables->nstage + i].visits, visits[i] / people, 1e-14);
        assert_close(tables->stays[group * tables->nstage + i].steps, steps[i] / people, 1e-14);
    }
    for (int n = 0; n <= tables->most_purchases; n++) {
        assert_close(tables->purchases[group * (tables->most_purchases + 1) + n], purchases[n] / people, 1e-14);
    }
}

/* Periods of four weeks. */
static void check_retention(const crowd_t *crowd, long nrun, const pk_individuals_t *tables)
{
    const int last = crowd->plan->nstep, periods = (last + 3) / 4;
    assert_int_equal(tables->nperiod, periods);
    for (int e = 0; e < periods; e++) {
        for (int p = 0; p < periods; p++) {
            double entered = 0, there = 0;
            const int end = 4 * (e + p + 1) < last ? 4 * (e + p + 1) : last;
            for (int who = 0; who < crowd->count; who++) {
                const person_t *one = &crowd->people[who];
                if (one->became > 0 && (one->became - 1) / 4 == e) {
                    entered++;
                    there += twin_customer(crowd->plan, one->at[end]);
                }
            }
            assert_close(tables->entered[e], entered / (double)nrun, 1e-14);
            assert_close(tables->retention[e * periods + p], e + p < periods ? there / entered : NAN, 1e-14);
        }
    }
}

static double share_walked(const crowd_t *crowd, const pk_walked_path_t *path)
{
    int walked = 0;
    for (int who = 0; who < crowd->count; who++) {
        const person_t *p = &crowd->people[who];
        const bool as_long = path->goes_on ? p->npath > path->nstage : p->npath == path->nstage;
        walked += as_long && memcmp(p->path, path->stages, (size_t)path->nstage * sizeof(int)) == 0;
    }
    return (double)walked / crowd->count;
}

static void check_paths(const crowd_t *crowd, const pk_individuals_t *tables)
{
    double sum = 0;
    for (int k = 0; k < tables->npath; k++) {
        const pk_walked_path_t *path = &tables->paths[k];
        if (path->nstage > 0) {
            assert_close(path->share, share_walked(crowd, path), 1e-14);
            assert_true(k == 0 || path->share <= tables->paths[k - 1].share);
        } else {
            assert_string_equal(path->text, "all others");
            assert_int_equal(k, tables->npath - 1);
        }
        sum += path->share;
    }
    assert_near(sum, 1, 1e-12);
}

/* Some runs of a town: batches of each persona, those who were there and those who came. */
enum { BATCHES_MOST = 1200 };

typedef struct {
    const pk_lives_t *batch[BATCHES_MOST];
    int count;
    long nrun;
} runs_t;

static runs_t live(town_t *town, long nrun, int people)
{
    runs_t runs = {.nrun = nrun};
    for (long r = 0; r < nrun; r++) {
        for (int g = 0; g < town->plan.npersona; g++) {
            for (int came = 0; came < 2; came++) {
                assert_true(runs.count < BATCHES_MOST);
                runs.batch[runs.count++] =
                    town_people(town, g, came == 1, (uint64_t)r, 0, people + 3 * g + came, came == 0 && g == 1);
            }
        }
    }
    return runs;
}

static crowd_t crowd_of(town_t *town, const runs_t *runs)
{
    int count = 0;
    for (int b = 0; b < runs->count; b++) {
        count += runs->batch[b]->count;
    }
    person_t *people = PK_ARRAY(&town->arena, person_t, count);
    crowd_t crowd = {.people = people, .plan = &town->plan};
    for (int b = 0; b < runs->count; b++) {
        for (int who = 0; who < runs->batch[b]->count; who++) {
            people[crowd.count++] = twin_person(runs->batch[b], who);
        }
    }
    return crowd;
}

/* Folds runs one by one and puts the curves beside them. */
static pk_individuals_t fold(town_t *town, const runs_t *runs)
{
    const size_t size = pk_life_curves_size(&town->plan);
    double *curves = PK_ARRAY(&town->arena, double, (size_t)runs->nrun *size);
    pk_life_counts_t *all = pk_life_counts_open(&town->plan), *run = pk_life_counts_open(&town->plan);
    for (long r = 0; r < runs->nrun; r++) {
        pk_life_counts_clear(run);
        for (int b = 0; b < runs->count; b++) {
            if (runs->batch[b]->run == (uint64_t)r) {
                pk_life_counts_add(run, runs->batch[b]);
            }
        }
        pk_life_curves(run, curves + (size_t)r * size);
        pk_life_counts_merge(all, run);
    }
    const pk_individuals_t tables = tables_of(all, curves, runs->nrun, &town->arena);
    pk_life_counts_close(all);
    pk_life_counts_close(run);
    return tables;
}

static void check_all(const crowd_t *crowd, long nrun, double allowed, const pk_individuals_t *tables)
{
    for (int g = 0; g < tables->ngroup; g++) {
        check_curve(crowd, g, false, nrun, &tables->first_purchase[g]);
        check_curve(crowd, g, true, nrun, &tables->between_purchases[g]);
        check_band(crowd, g, false, (int)nrun, &tables->first_purchase[g]);
        check_band(crowd, g, true, (int)nrun, &tables->between_purchases[g]);
        check_values(crowd, g, allowed, tables);
        check_counts(crowd, g, tables);
    }
    check_retention(crowd, nrun, tables);
    check_paths(crowd, tables);
}

/* Amounts of tenths and of any size, few people and some, few happenings and many. */
static void as_the_twin_says(void **state)
{
    (void)state;
    static const struct {
        const char *model, *scenario;
        long nrun;
        int people;
        double pace, grain;
    } CASES[] = {{SHOP, "horizon: 14\n", 3, 20, .3, .1},
                 {SHOP, "horizon: 30\n", 1, 60, .1, 0},
                 {ONE_KIND, "horizon: 4\n", 5, 40, .8, 0},
                 {SHOP, "horizon: 1\n", 2, 30, .9, .5}};
    for (int c = 0; c < 4; c++) {
        town_t town;
        town_open(&town, CASES[c].model, CASES[c].scenario, CASES[c].grain);
        town.pace = CASES[c].pace;
        const runs_t runs = live(&town, CASES[c].nrun, CASES[c].people);
        const crowd_t crowd = crowd_of(&town, &runs);
        const pk_individuals_t tables = fold(&town, &runs);
        assert_int_equal(tables.ngroup, CASES[c].model == SHOP ? 4 : 1);
        check_all(&crowd, CASES[c].nrun, 0, &tables);
        town_close(&town);
    }
}

/* ---- in any order ---- */

static void dump_curve(FILE *file, const pk_kaplan_meier_t *curve)
{
    fprintf(file, "curve %d %a\n", curve->steps, curve->people);
    for (int k = 0; k <= curve->steps; k++) {
        fprintf(file, "%a %a %a %a\n", curve->share[k], curve->low[k], curve->high[k], curve->waiting[k]);
    }
}

static void dump_numbers(FILE *file, const double *numbers, long count)
{
    for (long k = 0; k < count; k++) {
        fprintf(file, "%a\n", numbers[k]);
    }
}

/* All bits of all tables, as text that the caller frees. */
static char *dump(const pk_individuals_t *of)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    for (int g = 0; g < of->ngroup; g++) {
        dump_curve(file, &of->first_purchase[g]);
        dump_curve(file, &of->between_purchases[g]);
        dump_numbers(file, of->value[g], PK_QUANTILES_OF_VALUE);
    }
    dump_numbers(file, of->value_mean, of->ngroup);
    dump_numbers(file, of->profit_share, of->ngroup * of->nbest);
    dump_numbers(file, of->by_luck, of->ngroup * of->nbest);
    dump_numbers(file, of->purchases, of->ngroup * (of->most_purchases + 1));
    dump_numbers(file, (const double *)of->stays, 2L * of->ngroup * of->nstage);
    dump_numbers(file, of->retention, (long)of->nperiod * of->nperiod);
    dump_numbers(file, of->entered, of->nperiod);
    for (int k = 0; k < of->npath; k++) {
        fprintf(file, "%s %a\n", of->paths[k].text, of->paths[k].share);
    }
    fclose(file);
    return text;
}

/* Persons from..until of a batch whose money is nobody's own. */
static pk_lives_t slice(town_t *town, const pk_lives_t *lives, int from, int until)
{
    pk_lives_t part = *lives;
    pk_happening_t *happened = PK_ARRAY(&town->arena, pk_happening_t, lives->nhappened);
    assert_null(lives->own);
    part.first += (uint64_t)from;
    part.count = until - from;
    part.start_stage += from;
    part.start_age += from;
    part.happened = happened;
    part.nhappened = 0;
    for (long k = 0; k < lives->nhappened; k++) {
        if ((int)lives->happened[k].who >= from && (int)lives->happened[k].who < until) {
            happened[part.nhappened] = lives->happened[k];
            happened[part.nhappened++].who -= (uint32_t)from;
        }
    }
    return part;
}

static char *dump_in_order(town_t *town, const runs_t *runs)
{
    pk_life_counts_t *all = pk_life_counts_open(&town->plan);
    for (int b = 0; b < runs->count; b++) {
        pk_life_counts_add(all, runs->batch[b]);
    }
    const pk_individuals_t tables = tables_of_run(all, &town->arena);
    pk_life_counts_close(all);
    return dump(&tables);
}

/* Backwards, each batch cut in two or three, strewn over several counts, which are merged as a tree. */
static char *dump_strewn(town_t *town, const runs_t *runs)
{
    enum { PARTS = 8 };
    pk_life_counts_t *part[PARTS];
    int next = 3;
    for (int p = 0; p < PARTS; p++) {
        part[p] = pk_life_counts_open(&town->plan);
    }
    for (int b = runs->count - 1; b >= 0; b--) {
        const int pieces = 2 + b % 2, count = runs->batch[b]->count;
        for (int k = pieces - 1; k >= 0; k--) {
            const pk_lives_t lives = slice(town, runs->batch[b], count * k / pieces, count * (k + 1) / pieces);
            pk_life_counts_add(part[next], &lives);
            next = (next * 5 + 1) % PARTS;
        }
    }
    for (int apart = 1; apart < PARTS; apart *= 2) {
        for (int p = 0; p < PARTS; p += 2 * apart) {
            pk_life_counts_merge(part[p], part[p + apart]);
        }
    }
    const pk_individuals_t tables = tables_of_run(part[0], &town->arena);
    for (int p = 0; p < PARTS; p++) {
        pk_life_counts_close(part[p]);
    }
    return dump(&tables);
}

static runs_t live_alike(town_t *town, int batches, int people)
{
    runs_t runs = {.nrun = 1};
    for (int b = 0; b < batches; b++) {
        assert_true(runs.count < BATCHES_MOST);
        runs.batch[runs.count++] =
            town_people(town, b % town->plan.npersona, b % 5 == 4, 0, (uint64_t)(b * people), people, false);
    }
    return runs;
}

static void in_any_order(void **state)
{
    (void)state;
    static const struct {
        int batches, people;
        double pace, grain;
    } CASES[] = {{30, 7, .2, .5}, {60, 20, .5, 0}, {1100, 20, .7, 0}};
    for (int c = 0; c < 3; c++) {
        town_t town;
        town_open(&town, SHOP, "horizon: 26\n", CASES[c].grain);
        town.pace = CASES[c].pace;
        const runs_t runs = live_alike(&town, CASES[c].batches, CASES[c].people);
        char *one = dump_in_order(&town, &runs), *other = dump_strewn(&town, &runs);
        assert_string_equal(one, other);
        free(one);
        free(other);
        town_close(&town);
    }
}

/* More values and paths than are told apart: memory is bounded, counts are exact, values off by less than 1/2048. */
static void more_than_fit(void **state)
{
    (void)state;
    town_t town;
    town_open(&town, SHOP, "horizon: 26\n", 0);
    town.pace = .7;
    const runs_t runs = live_alike(&town, 1100, 20);
    const crowd_t crowd = crowd_of(&town, &runs);
    pk_life_counts_t *all = pk_life_counts_open(&town.plan);
    for (int b = 0; b < runs.count; b++) {
        pk_life_counts_add(all, runs.batch[b]);
    }
    for (int g = 0; g < all->ngroup; g++) {
        assert_true(all->groups[g].values.coarseness > 0);
        assert_in_range(all->groups[g].values.count, PK_VALUES_MOST / 4, PK_VALUES_MOST);
        assert_in_range(all->groups[g].values.nslot, 0, 2 * PK_VALUES_MOST);
    }
    assert_true(all->paths.coarseness > 0);
    assert_in_range(all->paths.count, PK_PATHS_MOST / 8, PK_PATHS_MOST);
    assert_in_range(all->paths.nslot, 0, 2 * PK_PATHS_MOST);
    const pk_individuals_t tables = tables_of_run(all, &town.arena);
    check_all(&crowd, 1, 1. / 2048, &tables);
    pk_life_counts_close(all);
    town_close(&town);
}

/* ---- the best, and luck ---- */

/* `count` customers, of whom number k buys times(k) times, each time for an amount. */
static pk_individuals_t buyers(town_t *town, int count, int (*times)(int), double amount)
{
    const int again = flow_of(&town->plan, LOYAL, LOYAL);
    long happenings = 0;
    for (int k = 0; k < count; k++) {
        happenings += times(k);
    }
    batch_t batch = town_batch(town, 0, false, 0, 0, count, happenings);
    for (int k = 0; k < count; k++) {
        batch.stage[k] = LOYAL;
        for (int n = 0; n < times(k); n++) {
            town_happen(&batch, k, 1 + n * town->plan.nstep / times(k), again, amount, 0);
        }
    }
    pk_life_counts_t *counts = pk_life_counts_open(&town->plan);
    pk_life_counts_add(counts, &batch.lives);
    const pk_individuals_t tables = tables_of_run(counts, &town->arena);
    pk_life_counts_close(counts);
    return tables;
}

static int once(int k)
{
    (void)k;
    return 1;
}
static int every_fifth(int k)
{
    return k % 5 == 0;
}
static int up_to_eight(int k)
{
    return k % 9;
}
static int very_often(int k)
{
    return 390 + 20 * (k % 2);
}
static int without_end(int k)
{
    return k == 0 ? 1500 : 0;
}
static int never(int k)
{
    (void)k;
    return 0;
}

/* What the best of many have where all are Poisson: from the top down, number by number. */
static double best_of_poisson(double mean, double share)
{
    double room = share, best = 0;
    for (int n = 2000; n > 0 && room > 0; n--) {
        const double part = exp(n * log(mean) - mean - lgamma(n + 1.));
        best += n * fmin(part, room);
        room -= part;
    }
    return best / mean;
}

static void luck(void **state)
{
    (void)state;
    static int (*const TIMES[])(int) = {once, every_fifth, up_to_eight, very_often};
    static const double MEAN[] = {1, .2, 4, 400};
    for (int c = 0; c < 4; c++) {
        town_t town;
        town_open(&town, ONE_KIND, "horizon: 8\n", 0);
        no_prices(&town);
        const pk_individuals_t tables = buyers(&town, 90, TIMES[c], 1.1);
        for (int k = 0; k < tables.nbest; k++) {
            assert_close(tables.by_luck[k], best_of_poisson(MEAN[c], tables.best_share[k]), 1e-9);
        }
        if (c == 0) { /* all alike: ties are split */
            assert_near(tables.by_luck[3], .5036, 5e-5);
            for (int k = 0; k < tables.nbest; k++) {
                assert_close(tables.profit_share[k], tables.best_share[k], 1e-14);
            }
        }
        town_close(&town);
    }
}

/* Purchases past what is told apart, no profit, nobody at all. */
static void odd_ends(void **state)
{
    (void)state;
    town_t town;
    town_open(&town, ONE_KIND, "horizon: 8\n", 0);
    no_prices(&town);
    pk_individuals_t tables = buyers(&town, 4, without_end, -1);
    assert_int_equal(tables.most_purchases, PK_PURCHASES_MOST);
    assert_near(tables.purchases[PK_PURCHASES_MOST], .25, 0);
    assert_near(tables.value[0][0], -1500 * .97, 1e-9);
    assert_near(tables.value[0][98], 0, 0);
    assert_true(isnan(tables.profit_share[0]) && !isnan(tables.by_luck[0]));
    tables = buyers(&town, 4, never, 0);
    assert_true(isnan(tables.by_luck[2]) && isnan(tables.profit_share[2]));
    assert_near(tables.value_mean[0], 0, 0);
    tables = buyers(&town, 0, never, 0);
    assert_int_equal(tables.npath, 0);
    assert_int_equal(tables.first_purchase[0].steps, 0);
    assert_true(isnan(tables.first_purchase[0].share[0]) && isnan(tables.value[0][0]) && isnan(tables.value_mean[0]));
    assert_true(isnan(tables.purchases[0]) && isnan(tables.stays[0].visits) && isnan(tables.retention[0]));
    town_close(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(example_by_hand),
                                       cmocka_unit_test(as_the_twin_says),
                                       cmocka_unit_test(in_any_order),
                                       cmocka_unit_test(more_than_fit),
                                       cmocka_unit_test(luck),
                                       cmocka_unit_test(odd_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
