#include "pk_test.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <string.h>

#include "model/law/law.h"

static int quiet(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return 0;
}

static const pk_law_t *law_of(const char *name)
{
    const pk_law_t *law = pk_law_find(name);
    assert_non_null(law);
    return law;
}

/* P(X <= x) and P(X > x) by mpmath 1.3 with 60 digits: hypergeometric series for beta and gamma, sums of masses for
 * poisson, the error function, and plain formulas. */
static void both_tails_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *law;
        double a[PK_LAW_ARGUMENTS], x, below, above;
    } rows[] = {
        {"beta", {0.7, 3.8, 0.0}, 1e-12, 1.0856599184614029e-8, 9.9999998914340082e-1},
        {"beta", {0.7, 3.8, 0.0}, 0.01, 1.0732136899276427e-1, 8.9267863100723573e-1},
        {"beta", {0.7, 3.8, 0.0}, 0.15, 6.0802660031358163e-1, 3.9197339968641837e-1},
        {"beta", {0.7, 3.8, 0.0}, 0.5, 9.5790093038585393e-1, 4.2099069614146075e-2},
        {"beta", {0.7, 3.8, 0.0}, 0.999, 9.9999999999799962e-1, 2.0003750816856075e-12},
        {"beta", {10.0, 190.0, 0.0}, 0.001, 1.7962195032878357e-14, 9.9999999999998204e-1},
        {"beta", {10.0, 190.0, 0.0}, 0.05, 5.3887232264916312e-1, 4.6112767735083688e-1},
        {"beta", {10.0, 190.0, 0.0}, 0.2, 9.999999997278944e-1, 2.7210560488723154e-10},
        {"beta", {0.01, 0.01, 0.0}, 1e-30, 2.5063424798888918e-1, 7.4936575201111082e-1},
        {"beta", {0.01, 0.01, 0.0}, 0.5, 5.0e-1, 5.0e-1},
        {"beta", {0.01, 0.01, 0.0}, 0.9, 5.1079747082620473e-1, 4.8920252917379527e-1},
        {"beta", {500.0, 9500.0, 0.0}, 0.03, 4.6549463290126554e-27, 1.0},
        {"beta", {500.0, 9500.0, 0.0}, 0.05, 5.0549155225690383e-1, 4.9450844774309617e-1},
        {"beta", {500.0, 9500.0, 0.0}, 0.08, 1.0, 1.3448470635822495e-32},
        {"beta", {2000.0, 3.0, 0.0}, 0.99, 4.1207658492158348e-7, 9.9999958792341508e-1},
        {"beta", {2000.0, 3.0, 0.0}, 0.999, 6.7613482691289541e-1, 3.2386517308710459e-1},
        {"gamma", {0.01, 2.0, 0.0}, 1e-20, 6.3017470881733953e-1, 3.6982529118266047e-1},
        {"gamma", {0.01, 2.0, 0.0}, 0.5, 9.8955158177300511e-1, 1.0448418226994892e-2},
        {"gamma", {0.01, 2.0, 0.0}, 30, 9.9999999980162777e-1, 1.9837222709023731e-10},
        {"gamma", {7.8, 53.0, 0.0}, 50, 1.0493593083067249e-5, 9.9998950640691693e-1},
        {"gamma", {7.8, 53.0, 0.0}, 420, 5.6509329438884819e-1, 4.3490670561115181e-1},
        {"gamma", {7.8, 53.0, 0.0}, 3000, 9.9999999999999993e-1, 7.2872867880483389e-17},
        {"gamma", {10000.0, 1.0, 0.0}, 9000, 2.073299202433928e-25, 1.0},
        {"gamma", {10000.0, 1.0, 0.0}, 10000, 5.013298083399552e-1, 4.986701916600448e-1},
        {"gamma", {10000.0, 1.0, 0.0}, 11000, 1.0, 1.6928531496469328e-22},
        {"gamma", {200000.0, 1.0, 0.0}, 196000, 1.0895971389529028e-19, 1.0},
        {"gamma", {200000.0, 1.0, 0.0}, 200000, 5.0029735402761854e-1, 4.9970264597238146e-1},
        {"gamma", {200000.0, 1.0, 0.0}, 203000, 9.9999999998769707e-1, 1.2302927129303856e-11},
        {"poisson", {0.5, 0.0, 0.0}, 0, 6.0653065971263342e-1, 3.9346934028736658e-1},
        {"poisson", {0.5, 0.0, 0.0}, 3, 9.9824837744370918e-1, 1.7516225562908237e-3},
        {"poisson", {14.0, 0.0, 0.0}, 3, 4.7424854612873488e-4, 9.9952575145387127e-1},
        {"poisson", {14.0, 0.0, 0.0}, 14, 5.7043671282737217e-1, 4.2956328717262783e-1},
        {"poisson", {14.0, 0.0, 0.0}, 40, 9.9999999636586462e-1, 3.6341353801514845e-9},
        {"poisson", {10000.0, 0.0, 0.0}, 9500, 2.3793771979994753e-7, 9.999997620622802e-1},
        {"poisson", {10000.0, 0.0, 0.0}, 10000, 5.0265958121900763e-1, 4.9734041878099237e-1},
        {"poisson", {10000.0, 0.0, 0.0}, 10600, 9.9999999864285686e-1, 1.357143135772636e-9},
        {"normal", {1.0, 2.0, 0.0}, -30, 1.7344607917938701e-54, 1.0},
        {"normal", {1.0, 2.0, 0.0}, 0, 3.085375387259869e-1, 6.914624612740131e-1},
        {"normal", {1.0, 2.0, 0.0}, 5.5, 9.877755273449553e-1, 1.2224472655044703e-2},
        {"lognormal", {6.0, 0.3, 0.0}, 300, 1.6172531332444234e-1, 8.3827468667555766e-1},
        {"lognormal", {6.0, 0.3, 0.0}, 100000.0, 1.0, 1.014668866803221e-75},
        {"logitnormal", {-3.0, 0.5, 0.0}, 1e-09, 1.640233376256998e-275, 1.0},
        {"logitnormal", {-3.0, 0.5, 0.0}, 0.05, 5.4424021486886792e-1, 4.5575978513113208e-1},
        {"logitnormal", {-3.0, 0.5, 0.0}, 0.999, 1.0, 1.1382463645167031e-87},
        {"weibull", {3.0, 10.0, 0.0}, 1e-06, 9.9999999999999986e-22, 1.0},
        {"weibull", {3.0, 10.0, 0.0}, 3, 2.6638758475663209e-2, 9.7336124152433679e-1},
        {"weibull", {3.0, 10.0, 0.0}, 30, 9.9999999999812047e-1, 1.8795288165390833e-12},
        {"exponential", {3.0, 0.0, 0.0}, 1e-09, 3.333333332777778e-10, 9.9999999966666667e-1},
        {"exponential", {3.0, 0.0, 0.0}, 2, 4.8658288096740797e-1, 5.1341711903259203e-1},
        {"exponential", {3.0, 0.0, 0.0}, 900, 1.0, 5.1482002224120138e-131},
        {"uniform", {1.0, 3.0, 0.0}, 1.25, 1.25e-1, 8.75e-1},
        {"uniform", {1.0, 3.0, 0.0}, 2.75, 8.75e-1, 1.25e-1},
        {"triangular", {1.0, 2.0, 4.0}, 1.125, 5.2083333333333333e-3, 9.9479166666666667e-1},
        {"triangular", {1.0, 2.0, 4.0}, 3.9375, 9.9934895833333333e-1, 6.5104166666666667e-4},
        {"pert", {1.0, 2.0, 4.0}, 1.001, 8.2887364955292211e-8, 9.9999991711263504e-1},
        {"pert", {1.0, 2.0, 4.0}, 2, 4.1678979929032688e-1, 5.8321020070967312e-1},
        {"pert", {1.0, 2.0, 4.0}, 3.999, 9.9999999999878059e-1, 1.2194123560269729e-12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_law_t *law = law_of(rows[i].law);
        assert_close(law->cdf(rows[i].a, rows[i].x), rows[i].below, 2e-12);
        assert_close(law->survival(rows[i].a, rows[i].x), rows[i].above, 2e-12);
    }
}

typedef struct {
    const char *law;
    double a[PK_LAW_ARGUMENTS];
} case_t;

/* Ordinary ones, and those where GSL's inverses fail: tiny and huge shapes. */
static const case_t cases[] = {
    {"normal", {420, 150}},
    {"normal", {-1e6, 1e-3}},
    {"lognormal", {6, 0.3}},
    {"lognormal", {0, 5}},
    {"uniform", {-1, 3}},
    {"uniform", {1e6, 1e6 + 1}},
    {"triangular", {1, 2, 4}},
    {"triangular", {1, 1, 4}},
    {"triangular", {1, 4, 4}},
    {"pert", {0.7, 0.85, 0.95}},
    {"pert", {1, 1, 4}},
    {"pert", {-4, 4, 4}},
    {"beta", {0.7, 3.8}},
    {"beta", {10, 190}},
    {"beta", {0.01, 0.01}},
    {"beta", {0.01, 50}},
    {"beta", {50, 0.01}},
    {"beta", {500, 9500}},
    {"beta", {1e-3, 1e3}},
    {"beta", {5e4, 9.5e5}},
    {"beta", {2e5, 3}},
    {"beta", {1e7, 1e7}},
    {"beta", {1, 1}},
    {"gamma", {1e-3, 2}},
    {"gamma", {0.3, 1}},
    {"gamma", {1, 7}},
    {"gamma", {7.8, 53}},
    {"gamma", {1e4, 1}},
    {"gamma", {9.9e4, 1}},
    {"gamma", {1.01e5, 1}},
    {"gamma", {1e9, 1e-3}},
    {"gamma", {1e12, 1}},
    {"weibull", {3, 10}},
    {"weibull", {0.1, 1}},
    {"weibull", {1e6, 5}},
    {"exponential", {3}},
    {"poisson", {1e-3}},
    {"poisson", {3}},
    {"poisson", {50000}},
    {"poisson", {1e12}},
    {"fixed", {3}},
    {"logitnormal", {-3, 0.5}},
    {"logitnormal", {2, 8}},
    {"three-point normal", {1, 2, 5}},
    {"three-point lognormal", {6, 0.3, 0.7}},
    {"three-point lognormal", {0, 1e-4, 2e-4}},
    {"three-point logit-normal", {-3, 0.5, 1.2}},
    {"three-point logit-normal", {2, 8, 0.3}},
};
enum { CASES = sizeof cases / sizeof *cases };

static const double grid[] = {1e-300, 1e-100, 1e-30, 1e-10, 1e-4, 0.01,   0.05,      0.2,        0.3,
                              0.5,    0.7,    0.8,   0.95,  0.99, 0.9999, 1 - 1e-10, 1 - 0x1p-53};
enum { GRID = sizeof grid / sizeof *grid };

/* P(X <= x) >= u within a part in 1e-9 of the nearer tail. */
static bool reaches(const pk_law_t *law, const double *a, double x, double u)
{
    return u <= 0.5 ? law->cdf(a, x) >= u * (1 - 1e-9) : law->survival(a, x) <= (1 - u) * (1 + 1e-9);
}

static bool exceeds(const pk_law_t *law, const double *a, double x, double u)
{
    return u <= 0.5 ? law->cdf(a, x) > u * (1 + 1e-9) : law->survival(a, x) < (1 - u) * (1 - 1e-9);
}

/* A few doubles away: what rounding of a quantile near the end of its support can cost. */
static double beside(double x, double direction)
{
    for (int i = 0; i < 4; i++) {
        x = nextafter(x, direction);
    }
    return x;
}

/* The quantile at u is the least x with P(X <= x) >= u: just above it the CDF has reached u, just below it has not
 * passed it. Holds for laws with steps too, and where x has no digits left to hit u. */
static void quantiles_invert_the_cdf(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        const pk_law_t *law = law_of(cases[i].law);
        double last = -INFINITY;
        for (int j = 0; j < GRID; j++) {
            const double x = law->quantile(cases[i].a, grid[j]);
            const bool good = x >= last && reaches(law, cases[i].a, beside(x, INFINITY), grid[j]) &&
                              !exceeds(law, cases[i].a, beside(x, -INFINITY), grid[j]);
            if (!good) {
                fail_msg("%s(%g, %g, %g): quantile(%.17g) = %.17g", law->name, cases[i].a[0], cases[i].a[1],
                         cases[i].a[2], grid[j], x);
            }
            last = x;
        }
    }
}

static void tails_sum_to_1_and_the_support_holds_all(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        const pk_law_t *law = law_of(cases[i].law);
        const double *a = cases[i].a;
        double low, high;
        assert_true(law->valid(a));
        law->support(a, &low, &high);
        for (int j = 0; j < GRID; j++) {
            const double x = law->quantile(a, grid[j]);
            assert_true(x >= low && x <= high);
            assert_near(law->cdf(a, x) + law->survival(a, x), 1, 1e-9);
        }
        assert_true(law->cdf(a, nextafter(low, -INFINITY)) == 0 && law->survival(a, nextafter(low, -INFINITY)) == 1);
        assert_true(law->cdf(a, high) == 1 && law->survival(a, high) == 0);
    }
}

typedef struct {
    const case_t *law;
    double mean;
    int power; /* 1: the mean, 2: the variance */
    bool upper;
} integrand_t;

/* E (X - m) = ∫ S above m - ∫ F below m = 0, and Var = 2 ∫ (x - m) S above + 2 ∫ (m - x) F below. */
static double tail(double off, void *context)
{
    const integrand_t *self = context;
    const pk_law_t *law = pk_law_find(self->law->law);
    const double mass =
        self->upper ? law->survival(self->law->a, self->mean + off) : law->cdf(self->law->a, self->mean - off);
    return self->power == 1 ? mass : 2 * off * mass;
}

/* In pieces that double from a thousandth of the standard deviation, to where nothing is left. */
static double integrate(integrand_t *self, double sd)
{
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(2000);
    gsl_function f = {tail, self};
    double total = 0, from = 0, width = sd / 1000;
    for (int i = 0; i < 60; i++) {
        double piece, error;
        gsl_integration_qag(&f, from, from + width, 0, 1e-11, 2000, GSL_INTEG_GAUSS31, space, &piece, &error);
        total += piece;
        from += width;
        width *= 1.5;
        if (i > 20 && piece <= 1e-16 * total) {
            break;
        }
    }
    gsl_integration_workspace_free(space);
    return total;
}

static void moments_are_those_of_the_cdf(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        const pk_law_t *law = law_of(cases[i].law);
        const double mean = law->mean(cases[i].a), variance = law->variance(cases[i].a), sd = sqrt(variance);
        const bool steps = !strcmp(law->name, "poisson") || !strcmp(law->name, "fixed");
        const bool narrow = sd < 1e-5 * fabs(mean) || sd > 100 * fabs(mean); /* no digits left, or a tail too long */
        if (steps || narrow) {
            continue;
        }
        integrand_t below = {&cases[i], mean, 1, false}, above = {&cases[i], mean, 1, true};
        assert_near(integrate(&above, sd), integrate(&below, sd), 1e-7 * sd);
        below.power = above.power = 2;
        assert_close(integrate(&above, sd) + integrate(&below, sd), variance, 1e-7);
    }
}

/* By mpmath with 50 digits; the weibull's variance at a shape of a million has lost nothing. */
static void moments_without_a_plain_formula_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *law;
        double a[PK_LAW_ARGUMENTS], mean, variance;
    } rows[] = {
        {"logitnormal", {-3, 0.5}, 0.052669953981110687, 0.00066606107441289687},
        {"logitnormal", {0, 1}, 0.5, 0.043379035858092963},
        {"logitnormal", {-8, 3}, 0.011678916716981701, 0.0031885447709058762},
        {"logitnormal", {2, 8}, 0.59634363413768661, 0.19349430857351797},
        {"three-point normal", {1, 2, 5}, 2.19682684120429803, 13.067605512172942},
        {"three-point lognormal", {6, 0.3, 0.7}, 551.954610197082114, 147417.763994528808},
        {"three-point lognormal", {0, 1e-4, 2e-4}, 1.00003990672897111, 2.34130396624989914e-8},
        {"three-point logit-normal", {-3, 0.5, 1.2}, 0.0845392437282484164, 0.00766115331859214409},
        {"three-point logit-normal", {2, 8, 0.3}, 0.553884606474144753, 0.161881324490273168},
        {"weibull", {0.5, 1}, 2, 20},
        {"weibull", {3, 1}, 0.89297951156924921, 0.10533288486847873},
        {"weibull", {1e6, 1}, 0.99999942278532415, 1.6449297637827162e-12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_close(law_of(rows[i].law)->mean(rows[i].a), rows[i].mean, 1e-14);
        assert_close(law_of(rows[i].law)->variance(rows[i].a), rows[i].variance, 1e-9);
    }
}

static void discrete_moments(void **state)
{
    (void)state;
    assert_close(law_of("poisson")->mean((const double[]){3}), 3, 0);
    assert_close(law_of("poisson")->variance((const double[]){3}), 3, 0);
    assert_close(law_of("fixed")->mean((const double[]){3}), 3, 0);
    assert_close(law_of("fixed")->variance((const double[]){3}), 0, 0);
    assert_close(law_of("poisson")->quantile((const double[]){3}, 0.5), 3, 0);
    assert_close(law_of("poisson")->quantile((const double[]){0.5}, 0.6), 0, 0);
    assert_close(law_of("poisson")->quantile((const double[]){0.5}, 0.61), 1, 0);
}

/* The law of the converted arguments has the mean and spread that were written. */
static void spellings_are_converted_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *law, *first, *second;
        double given[2], mean, sd; /* sd 0: another law */
    } rows[] = {{"beta", "mean", "sd", {0.05, 0.01}, 0.05, 0.01},  {"beta", "mean", "n", {0.05, 200}, 0.05, 0},
                {"gamma", "mean", "sd", {420, 150}, 420, 150},     {"gamma", "mean", "sd", {1e-3, 10}, 1e-3, 10},
                {"lognormal", "mean", "sd", {420, 150}, 420, 150}, {"lognormal", "mean", "sd", {420, 1e-4}, 420, 1e-4},
                {"lognormal", "mean", "sd", {2, 400}, 2, 400},     {"weibull", "shape", "mean", {3, 10}, 10, 0},
                {"weibull", "shape", "mean", {0.2, 10}, 10, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_law_t *law = law_of(rows[i].law);
        const pk_spelling_t *spelling = law->spellings;
        while (strcmp(spelling->arguments[0], rows[i].first) || strcmp(spelling->arguments[1], rows[i].second)) {
            spelling++;
        }
        double a[PK_LAW_ARGUMENTS];
        assert_true(spelling->convert(rows[i].given, a));
        assert_close(law->mean(a), rows[i].mean, 1e-14);
        if (rows[i].sd > 0) {
            assert_close(sqrt(law->variance(a)), rows[i].sd, 1e-12);
        }
    }
    double a[PK_LAW_ARGUMENTS];
    assert_true(law_of("beta")->spellings[0].convert((const double[]){0.05, 200}, a));
    assert_close(a[0], 10, 1e-15);
    assert_close(a[1], 190, 1e-15);
}

static void impossible_arguments_are_refused(void **state)
{
    (void)state;
    static const case_t bad[] = {{"normal", {1, 0}},
                                 {"normal", {NAN, 1}},
                                 {"lognormal", {0, -1}},
                                 {"uniform", {2, 2}},
                                 {"uniform", {3, 2}},
                                 {"triangular", {1, 5, 4}},
                                 {"pert", {1, 0, 4}},
                                 {"pert", {1, 1, 1}},
                                 {"beta", {0, 1}},
                                 {"beta", {1, 1e9}},
                                 {"gamma", {-1, 1}},
                                 {"gamma", {1, 0}},
                                 {"weibull", {0, 1}},
                                 {"exponential", {0}},
                                 {"exponential", {NAN}},
                                 {"poisson", {0}},
                                 {"fixed", {INFINITY}},
                                 {"logitnormal", {0, 0}},
                                 {"three-point normal", {0, 1, 0}}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(law_of(bad[i].law)->valid(bad[i].a));
    }
    double a[PK_LAW_ARGUMENTS];
    assert_false(law_of("beta")->spellings[1].convert((const double[]){0.5, 0.5}, a));
    assert_false(law_of("gamma")->spellings[0].convert((const double[]){-3, 1}, a));
    assert_false(law_of("lognormal")->spellings[0].convert((const double[]){0, 1}, a));
}

static void files_know_all_laws_but_those_of_intervals(void **state)
{
    (void)state;
    const char *names[20];
    assert_int_equal(pk_law_names(names, 20), pk_law_count - 4);
    assert_int_equal(pk_law_names(names, 3), 3);
    for (int i = 0; i < pk_law_count; i++) {
        assert_ptr_equal(pk_law_find(pk_laws[i]->name), pk_laws[i]);
        assert_non_null(pk_laws[i]->valid_text);
    }
    assert_null(pk_law_find("cauchy"));
}

static void a_cut_draw_is_the_inverse_of_the_cut_law(void **state)
{
    (void)state;
    double cut = -1;
    const double normal[] = {0.05, 0.04}, uniform[] = {0, 10};
    const pk_law_t *law = law_of("normal");
    const double x = pk_law_truncated(law, normal, 0.3, 0, 1, &cut);
    const double inside = law->survival(normal, 0) - law->survival(normal, 1);
    assert_close(law->survival(normal, 0) - law->survival(normal, x), 0.3 * inside, 1e-12);
    assert_close(cut, 0.10564977366685525, 1e-12); /* Phi(-1.25) */
    assert_close(pk_law_truncated(law_of("uniform"), uniform, 0.25, 4, 8, &cut), 5, 1e-14);
    assert_close(cut, 0.6, 1e-14);
    assert_close(pk_law_truncated(law, normal, 0.5, -INFINITY, INFINITY, &cut), 0.05, 1e-14);
    assert_close(cut, 0, 0);
    assert_true(isnan(pk_law_truncated(law_of("uniform"), uniform, 0.5, 11, 12, &cut)));
    assert_close(cut, 1, 0);
}

/* Beyond ten standard deviations F is 1 to a double, and the draw comes from the survival: S(x) = S(10) (1 - u). */
static void a_cut_far_up_the_tail_keeps_its_digits(void **state)
{
    (void)state;
    const pk_law_t *law = law_of("normal");
    const double a[] = {0, 1};
    for (double u = 0.1; u < 1; u += 0.2) {
        const double x = pk_law_truncated(law, a, u, 10, INFINITY, NULL);
        assert_close(law->survival(a, x), law->survival(a, 10) * (1 - u), 1e-9);
    }
    const double low = pk_law_truncated(law, a, 0.5, -INFINITY, -10, NULL);
    assert_close(law->cdf(a, low), law->cdf(a, -10) / 2, 1e-9);
}

/* A step of the law that stands on a bound belongs to the inside. */
/* The log density is that of the CDF's difference quotient, its slope that of the log density's, cut or whole. */
static void densities_are_the_slope_of_the_cdf(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double a[3];
    } laws[] = {{"normal", {3, 2}},
                {"lognormal", {0.5, 0.8}},
                {"logitnormal", {-2, 0.7}},
                {"uniform", {-1, 4}},
                {"triangular", {1, 2, 6}},
                {"triangular", {1, 1, 2}},
                {"pert", {10, 12, 30}},
                {"beta", {2, 8}},
                {"beta", {0.7, 3.8}},
                {"beta", {5000, 95000}},
                {"gamma", {0.6, 3}},
                {"gamma", {40, 0.5}},
                {"weibull", {0.8, 5}},
                {"weibull", {4, 52}},
                {"exponential", {7}},
                {"three-point normal", {3, 1, 2}},
                {"three-point lognormal", {0.5, 0.8, 0.4}},
                {"three-point logit-normal", {-2, 0.3, 0.7}}};
    for (size_t k = 0; k < sizeof laws / sizeof *laws; k++) {
        const pk_law_t *law = pk_law_find(laws[k].name);
        const double *a = laws[k].a, low = law->quantile(a, 0.2), high = law->quantile(a, 0.9);
        for (double u = 0.05; u < 1; u += 0.1) {
            double slope, there, ignored;
            const double x = law->quantile(a, u), h = 1e-5 * sqrt(law->variance(a));
            const double density = (law->cdf(a, x + h) - law->cdf(a, x - h)) / (2 * h);
            there = law->log_density(a, x, &slope);
            assert_true(fabs(there - log(density)) < 1e-5);
            const double rise = (law->log_density(a, x + h, &ignored) - law->log_density(a, x - h, &ignored)) / (2 * h);
            assert_true(fabs(slope - rise) * h < 1e-8);
            const double cut = pk_law_log_density(law, a, x, low, high, &ignored);
            if (u > 0.2 && u < 0.9) {
                assert_true(fabs(cut - there + log(0.7)) < 1e-9);
                assert_true(ignored == slope);
            } else {
                assert_true(cut == -INFINITY);
            }
        }
    }
    double slope;
    assert_true(isnan(pk_law_log_density(pk_law_find("poisson"), (const double[]){3}, 2, 0, 9, &slope)));
    assert_true(pk_law_log_density(pk_law_find("gamma"), (const double[]){2, 1}, -1, -INFINITY, INFINITY, &slope) ==
                -INFINITY);
}

static void atoms_on_the_bounds_are_inside(void **state)
{
    (void)state;
    double cut;
    assert_close(pk_law_truncated(law_of("fixed"), (const double[]){1}, 0.5, 0, 1, &cut), 1, 0);
    assert_close(cut, 0, 0);
    assert_close(pk_law_truncated(law_of("fixed"), (const double[]){0}, 0.5, 0, 1, &cut), 0, 0);
    assert_true(isnan(pk_law_truncated(law_of("fixed"), (const double[]){0}, 0.5, nextafter(0, 1), 1, &cut)));
    const double poisson[] = {0.5};
    assert_close(pk_law_truncated(law_of("poisson"), poisson, 0.1, 0, INFINITY, &cut), 0, 0);
    assert_close(pk_law_truncated(law_of("poisson"), poisson, 0.1, nextafter(0, 1), INFINITY, &cut), 1, 0);
    assert_close(cut, exp(-0.5), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_tails_are_known),
        cmocka_unit_test(quantiles_invert_the_cdf),
        cmocka_unit_test(tails_sum_to_1_and_the_support_holds_all),
        cmocka_unit_test(moments_are_those_of_the_cdf),
        cmocka_unit_test(moments_without_a_plain_formula_are_known),
        cmocka_unit_test(discrete_moments),
        cmocka_unit_test(spellings_are_converted_exactly),
        cmocka_unit_test(impossible_arguments_are_refused),
        cmocka_unit_test(files_know_all_laws_but_those_of_intervals),
        cmocka_unit_test(a_cut_draw_is_the_inverse_of_the_cut_law),
        cmocka_unit_test(a_cut_far_up_the_tail_keeps_its_digits),
        cmocka_unit_test(densities_are_the_slope_of_the_cdf),
        cmocka_unit_test(atoms_on_the_bounds_are_inside),
    };
    return cmocka_run_group_tests(tests, quiet, NULL);
}
