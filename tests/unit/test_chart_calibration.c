/* What a calibration is told by: the charts in every terminal, and the page in both languages; of a fit that can be
 * trusted and of one that cannot, with names that mean harm, many numbers, long series, and with nothing observed. */
#include "report/charts.h"
#include "report/report.h"

#include "tiny_result.h"

static const char HARM[] = "]]>&#x41;<script>\"`touch /tmp/polku-calibrated`";
static const char *const why[] = {"The chains do not agree yet: R-hat of a is 1.200 (at most 1.01).", NULL};
static const char *const nothing[] = {NULL};

enum { ROWS = 400, STEPS = 40 };

/* Number k of `count`: the data say less and less of it; of every fifth data and assumption disagree, the last is not
 * looked at. */
static pk_learned_number_t number_of(pk_calibrated_t *c, int k, int count)
{
    const double part = (double)(k + 1) / count;
    pk_learned_number_t n = {.path = pk_arena_format(&c->arena, "transitions.a -> s%d.probability", k),
                             .label = k == 0   ? HARM
                                      : k == 1 ? NULL
                                               : pk_arena_format(&c->arena, "Number %d", k),
                             .percent = k % 2 == 0,
                             .prior_mean = 0.05,
                             .prior_sd = 0.02,
                             .prior_p05 = 0.02,
                             .prior_p50 = 0.045,
                             .prior_p95 = 0.09,
                             .mean = k % 5 == 4 ? 0.4 : 0.05,
                             .sd = 0.02 * part,
                             .rhat = 1 + 0.001 * k,
                             .ess_bulk = 2000 - 10.0 * k,
                             .ess_tail = 1500,
                             .untouched = k == count - 1,
                             .by = k % 5 == 4   ? PK_LEARNED_IN_CONFLICT
                                   : part > 0.7 ? PK_LEARNED_BY_PRIOR
                                                : PK_LEARNED_BY_DATA};
    n.p05 = n.mean - 1.6 * n.sd;
    n.p50 = n.mean;
    n.p95 = n.mean + 1.6 * n.sd;
    return n;
}

static void add_series(pk_calibrated_t *c, const char *name, const char *label)
{
    for (int t = 1; t <= c->steps; t++) {
        const double mean = 100 + 10 * sin(0.3 * t);
        c->values[c->nvalue++] = (pk_learned_value_t){.series = name,
                                                      .label = label,
                                                      .first = t,
                                                      .last = t,
                                                      .day = c->days != NULL ? c->days[t - 1] : PK_NO_DAY,
                                                      .held_out = t > c->steps - c->holdout,
                                                      .observed = mean + (t % 7 - 3) * 4,
                                                      .mean = mean,
                                                      .p05 = mean - 15,
                                                      .p25 = mean - 6,
                                                      .p50 = mean,
                                                      .p75 = mean + 6,
                                                      .p95 = mean + 15};
    }
}

/* Rows in which each number follows the one before it a little. */
static void add_rows(pk_calibrated_t *c)
{
    c->nrow = ROWS;
    c->row_chain = PK_ARRAY(&c->arena, int, ROWS);
    c->row_draw = PK_ARRAY(&c->arena, long, ROWS);
    c->rows = PK_ARRAY(&c->arena, double, ROWS * c->nnumber);
    for (int i = 0; i < ROWS; i++) {
        c->row_chain[i] = i % c->chains;
        c->row_draw[i] = i / c->chains;
        for (int k = 0; k < c->nnumber; k++) {
            const double own = sin(12.9898 * (i + 1) * (k + 2)), before = k > 0 ? c->rows[i * c->nnumber + k - 1] : 0;
            c->rows[i * c->nnumber + k] = k == 2 ? 0.05 : own + before;
        }
    }
}

/* Ten who brought something; the third and the tenth took it away. */
static void add_contributions(pk_calibrated_t *c, int series)
{
    enum { WHO = 10 };
    c->ncontributor = WHO;
    c->contributors = PK_ARRAY(&c->arena, pk_contributor_t, WHO);
    c->contributions = PK_ARRAY(&c->arena, pk_contribution_t, c->nvalue * WHO);
    c->contributed = PK_ARRAY(&c->arena, pk_contributed_t, series);
    for (int k = 0; k < WHO; k++) {
        c->contributors[k] = (pk_contributor_t){k == 0 ? "organic" : pk_arena_format(&c->arena, "d%d", k), NULL};
        for (int v = 0; v < c->nvalue; v++) {
            const double mean = k == 2 || k == 9 ? -5 - k : 30.0 / (k + 1);
            c->contributions[v * WHO + k] = (pk_contribution_t){mean, mean - 1, mean + 1};
        }
    }
    for (int s = 0; s < series; s++) {
        c->contributed[c->ncontributed++] =
            (pk_contributed_t){c->values[s * c->steps].series, NULL, s % 2 == 0, &c->contributions[s * c->steps * WHO]};
    }
}

/* `count` numbers, `series` series over `steps` steps; without a calendar where `dated` is false. */
static pk_calibrated_t made(int count, int series, int steps, bool dated, bool converged)
{
    static const char *const health[] = {"As the assumptions are written, they say 1 to 2; there were <b>13</b>.",
                                         NULL};
    pk_calibrated_t c = {.name = "fit",
                         .title = HARM,
                         .seed = 7,
                         .population = 40000,
                         .step = PK_WEEK,
                         .steps = steps,
                         .method = "NUTS",
                         .chains = 4,
                         .draws = 300,
                         .converged = converged,
                         .why = converged ? nothing : why,
                         .health = health,
                         .found = nothing,
                         .holdout = series > 0 ? 5 : 0,
                         .nnumber = count + 1};
    if (dated) {
        long *days = PK_ARRAY(&c.arena, long, steps + 1);
        for (int t = 0; t <= steps; t++) {
            days[t] = 20514 + 7L * t;
        }
        c.days = days;
    }
    c.numbers = PK_ARRAY(&c.arena, pk_learned_number_t, count + 1);
    for (int k = 0; k < count; k++) {
        c.numbers[k] = number_of(&c, k, count);
    }
    c.numbers[count] = (pk_learned_number_t){.path = "log_likelihood",
                                             .prior_mean = NAN,
                                             .prior_sd = NAN,
                                             .prior_p05 = NAN,
                                             .prior_p50 = NAN,
                                             .prior_p95 = NAN,
                                             .mean = -500,
                                             .sd = 2,
                                             .p05 = -503,
                                             .p50 = -500,
                                             .p95 = -497,
                                             .rhat = 1,
                                             .ess_bulk = 900,
                                             .ess_tail = 900};
    c.values = PK_ARRAY(&c.arena, pk_learned_value_t, series * steps + 1);
    for (int s = 0; s < series; s++) {
        add_series(&c, pk_arena_format(&c.arena, "a -> s%d", s), s == 0 ? HARM : NULL);
    }
    if (series > 0) {
        add_contributions(&c, series);
        c.checks = PK_ARRAY(&c.arena, pk_learned_check_t, 1);
        c.checks[c.ncheck++] = (pk_learned_check_t){"a -> s0", "total", 4000, 3900, 3700, 3950, 0.995};
        c.backtests = PK_ARRAY(&c.arena, pk_learned_backtest_t, 1);
        c.backtests[c.nbacktest++] = (pk_learned_backtest_t){"a -> s0", 5, 0.6, 0.8, 4, NAN, 7};
    }
    add_rows(&c);
    return c;
}

static void check_page(const pk_calibrated_t *c, const pk_pictures_t *pictures, pk_language_t language,
                       const char *folder, const char *const *says)
{
    pk_diag_t diag = {0};
    const pk_manifest_t manifest = {.version = "1"};
    const pk_report_t report = {.calibrated = c, .manifest = &manifest, .pictures = pictures, .language = language};
    assert_int_equal(pk_report_write(&report, folder, &diag), PK_OK);
    char *page = read_whole(folder, "report.html");
    for (; *says != NULL; says++) {
        if (strstr(page, *says) == NULL) {
            fail_msg("the page does not say %s", *says);
        }
    }
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "nan"));
    free(page);
}

/* Draws in every terminal; there are so many charts. */
static void draw(const pk_calibrated_t *c, int charts, const char *const *english, const char *const *finnish)
{
    static const char *const terminals[] = {"svg", "png", "pdf", "dumb"};
    const pk_charts_options_t options = {
        .plots = "plots", .terminals = terminals, .nterminal = 4, .gnuplot = {.seconds = 60}};
    char folder[64];
    pk_diag_t diag = {0};
    pk_pictures_t pictures = {0};
    make_folder(folder);
    assert_int_equal(pk_charts_calibration(c, folder, &options, &pictures, &diag), PK_OK);
    assert_int_equal(diag.count, 0);
    assert_int_equal(pictures.count, 4 * charts);
    assert_int_equal(access("/tmp/polku-calibrated", F_OK), -1);
    check_page(c, &pictures, PK_ENGLISH, folder, english);
    check_page(c, &pictures, PK_FINNISH, folder, finnish);
    pk_pictures_free(&pictures);
    remove_folder(folder);
}

static void every_chart_is_drawn(void **state)
{
    static const char sure[] = "The fit can be trusted: 4 chains of 300 draws agree.";
    static const char odd[] = "1 of 1 checks are outside";
    static const char held[] = "off by 4 on average, better than the same as the last step (7)";
    static const char doubted[] = "The fit cannot be trusted yet: decide nothing by its numbers";
    static const char rhat[] = "R-hat of a is 1.200";
    static const char brought[] = "What brought what was observed?";
    static const char luottaa[] = "Sovitteeseen voi luottaa", ei[] = "Sovitteeseen ei voi vielä luottaa";
    (void)state;
    static const struct {
        int count, series, steps;
        bool dated, converged;
        int charts;
        const char *english[5], *finnish[3];
    } cases[] = {
        {6,
         2,
         STEPS,
         true,
         true,
         5,
         {sure, "The data decide 4 of 6 numbers: ", odd, held},
         {luottaa, "ratkaisee 4/6 luvusta"}},
        {90, 14, 1000, false, false, 5, {doubted, rhat, "Data and assumption disagree on: ", brought}, {ei, rhat}},
        {2, 0, STEPS, false, true, 3, {"stays"}, {"oletus"}},
        {0, 1, 1, true, true, 3, {"The data decide none of the numbers"}, {"ei ratkaise yhtään"}},
    };
    if (system("command -v gnuplot >/dev/null 2>&1") != 0) {
        skip();
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_calibrated_t c = made(cases[i].count, cases[i].series, cases[i].steps, cases[i].dated, cases[i].converged);
        draw(&c, cases[i].charts, cases[i].english, cases[i].finnish);
        pk_calibrated_free(&c);
    }
}

/* The rows of `learned` and `fit` as they are written: the prior's 5% is 0 and its 95% is 1, a value stands at its own
 * times. */
static void the_data_are_scaled(void **state)
{
    (void)state;
    static const char *const terminals[] = {"dumb"};
    const pk_charts_options_t options = {
        .plots = "plots", .terminals = terminals, .nterminal = 1, .gnuplot = {.seconds = 60}};
    char folder[64];
    pk_diag_t diag = {0};
    if (system("command -v gnuplot >/dev/null 2>&1") != 0) {
        skip();
    }
    pk_calibrated_t c = made(1, 1, 3, false, true);
    c.numbers[0].untouched = false;
    c.numbers[0].by = PK_LEARNED_BY_DATA;
    c.numbers[0].prior_p05 = 2;
    c.numbers[0].prior_p50 = 3;
    c.numbers[0].prior_p95 = 6;
    c.numbers[0].p05 = 3;
    c.numbers[0].p50 = 4;
    c.numbers[0].p95 = 8;
    c.values[1] = (pk_learned_value_t){"a -> s0", NULL, 2, 2, PK_NO_DAY, true, 7, 5, 1, 2, 3, 4, 6};
    make_folder(folder);
    assert_int_equal(pk_charts_calibration(&c, folder, &options, NULL, &diag), PK_OK);
    assert_file(folder, "charts/data/learned.tsv", "# row\tby\tprior_p50\tp05\tp50\tp95\n1\t0\t0.25\t0.25\t0.5\t1.5\n");
    char *text = read_whole(folder, "charts/data/fit.tsv");
    assert_non_null(strstr(text, "\n1\t1\t2\t1\t7\t1\t2\t3\t4\t6\n"));
    free(text);
    remove_folder(folder);
    pk_calibrated_free(&c);
}

/* What each brought stands on those before it, up or down, and all together is what is expected; eight colours. */
static void contributions_stand_on_each_other(void **state)
{
    (void)state;
    enum { BANDS = 8 };
    pk_calibrated_t c = made(1, 2, 3, false, true);
    char folder[64];
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    make_folder(folder);
    assert_int_equal(pk_sheet_open(&sheet, folder, "contributions", &diag), PK_OK);
    const pk_chart_source_t source = {.calibrated = &c};
    pk_chart_contributions.write(&source, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    char *text = read_whole(folder, "contributions.tsv");
    double up[2][3] = {{0}}, down[2][3] = {{0}}, from, to, below, above, expected = 0;
    int panel, band, observed = 0;
    for (int k = 0; k < c.ncontributor; k++) {
        expected += c.contributions[k].mean;
    }
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (sscanf(line, "%d %d %lf %lf %lf %lf", &panel, &band, &from, &to, &below, &above) != 6) {
            continue;
        }
        const int t = (int)to - 1;
        assert_true(from == t);
        if (band > BANDS) {
            assert_true(below == 0 && above == c.values[(panel - 1) * 3 + t].observed);
            observed++;
            continue;
        }
        double *top = above < below ? &down[panel - 1][t] : &up[panel - 1][t];
        assert_true(fabs(below - *top) < 1e-9 && (above < below) == (band == 3 || band == BANDS));
        *top = above;
    }
    assert_int_equal(observed, 6);
    assert_true(fabs(up[1][2] + down[1][2] - expected) < 1e-9 && down[1][2] < 0);
    free(text);
    remove_folder(folder);
    pk_calibrated_free(&c);
}

/* What of each chain stands where: two chains, of which the first has the lower half, so that the ranks of both are
 * apart; and a pair that goes together beside one that does not. */
static void chains_and_pairs_are_told(void **state)
{
    (void)state;
    pk_calibrated_t c = made(3, 0, STEPS, false, false);
    c.chains = 2;
    for (int i = 0; i < ROWS; i++) {
        double *row = &c.rows[i * c.nnumber];
        c.row_chain[i] = i % 2;
        c.row_draw[i] = (i * 7L) % ROWS / 2; /* scrambled, as posterior.csv has them */
        row[0] = i % 2 + 0.4 * sin(i);
        row[1] = -2 * row[0];
        row[2] = cos(1.7 * i + 0.3 * (i % 2));
        row[3] = 5;
    }
    c.numbers[2].rhat = 1.5;
    int worst[4];
    pk_chart_pair_t pairs[4];
    assert_int_equal(pk_chart_worst(&c, 4, worst), 3); /* the log likelihood does not move */
    assert_int_equal(worst[0], 2);
    assert_int_equal(pk_chart_pairs(&c, 4, pairs), 1);
    assert_int_equal(pairs[0].x, 0);
    assert_int_equal(pairs[0].y, 1);
    assert_true(fabs(pairs[0].r + 1) < 1e-12);

    char folder[64];
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    make_folder(folder);
    assert_int_equal(pk_sheet_open(&sheet, folder, "chains", &diag), PK_OK);
    const pk_chart_source_t source = {.calibrated = &c};
    pk_chart_chains.write(&source, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    char *text = read_whole(folder, "chains.tsv");
    int seen = 0, panel, chain, before = 0, chain_before = 0;
    double x, y, x_before = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (sscanf(line, "%d %d %lf %lf", &panel, &chain, &x, &y) != 4) {
            continue;
        }
        assert_true(panel != before || chain != chain_before || x > x_before); /* in their order */
        before = panel;
        chain_before = chain;
        x_before = x;
        const int number = panel > 3 ? worst[panel - 4] : -1;
        if (number == 0) { /* the first chain has twice its share of the lower half and nothing of the upper */
            assert_true(x == 50 || y == ((chain == 1) == (x < 50) ? 2 : 0));
            seen++;
        }
    }
    assert_int_equal(seen, 42);
    free(text);
    remove_folder(folder);
    pk_calibrated_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chart_is_drawn),
        cmocka_unit_test(the_data_are_scaled),
        cmocka_unit_test(contributions_stand_on_each_other),
        cmocka_unit_test(chains_and_pairs_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
