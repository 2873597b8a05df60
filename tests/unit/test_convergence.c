#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "infer/convergence.h"
#include "infer/nuts.h"

// clang-format off
/* Reference numbers of R 4.2.2 with posterior 1.4.0 (Debian's r-cran-posterior), by these commands:

suppressMessages(library(posterior))
lcg <- function(n, seed) {
  x <- numeric(n)
  for (i in 1:n) { seed <- (seed * 16807) %% 2147483647; x[i] <- seed / 2147483647 }
  x
}
chains <- function(niter, nchain, seed, carry) {
  x <- u <- matrix(lcg(niter * nchain, seed), niter)
  for (c in 1:nchain) for (i in 2:niter) x[i, c] <- carry * x[i - 1, c] + u[i, c]
  x
}
told <- function(x) c(rhat(x), ess_bulk(x), ess_tail(x), ess_mean(x), ess_sd(x),
  ess_quantile(x, .5), ess_quantile(x, .05), ess_quantile(x, 1), mcse_mean(x), mcse_sd(x),
  mcse_quantile(x, .05), mcse_quantile(x, .5), mcse_quantile(x, .95))
still <- chains(100, 2, 9, .1)
still[51:100, 2] <- still[50, 2]
cases <- list(plain = chains(1000, 4, 1, .5), odd = chains(251, 3, 2, .9),
  apart = chains(200, 4, 3, .3) + rep(c(0, 0, 0, .8), each = 200), back = chains(400, 4, 4, -.6),
  one = chains(333, 1, 5, .8), skew = exp(6 * chains(500, 2, 6, .7)), ties = floor(5 * chains(300, 4, 7, .4)),
  short = chains(7, 2, 8, .2), still = still)
for (x in cases) cat(formatC(suppressWarnings(told(x)), digits = 17, format = "g"), "\n") */
// clang-format on
typedef struct {
    const char *name;
    int ndraw, nchain;
    double seed, carry;
    double told[13];
} case_t;

static const case_t CASES[] = {
    // clang-format off
        {"plain", 1000, 4, 1, .5, 
         {1.0027948628421008, 1388.0935352001104, 2184.5014469348421, 1434.0309092733769,
          2746.1007703459418, 1964.0571522809164, 2235.9037122115196, 4016.0965148314435,
          0.0087113141693157727, 0.0040296339826813967, 0.012821112999774731, 0.011240079099865241,
          0.011903456520440114}},
        {"odd", 251, 3, 2, .9, 
         {1.0868958782934113, 28.92881454973741, 50.571712863012309, 33.946003264352328,
          65.115704971334054, 32.756350907530702, 50.571712863012309, 762.29428218304793,
          0.17135024939649654, 0.13355598551000944, 0.51138011665301164, 0.16724906622082258,
          0.12367942294213297}},
        {"apart", 200, 4, 3, .3, 
         {1.4389164966291477, 8.5388602912840224, 49.45005826629771, 7.245575886115649,
          20.125495886523421, 13.218522913790201, 558.82735282473277, 816.49316186976898,
          0.17004923564543384, 0.06634760839465198, 0.022927126689398489, 0.1667217373502734,
          0.15142864188590455}},
        {"back", 400, 4, 4, -.6, 
         {1.0033235024237006, 5126.59197224948, 1172.5999507758038, 5126.59197224948,
          765.80003531082639, 3689.7166340188919, 1271.4347645035818, 1616.2432446083137,
          0.0051086896517916931, 0.0084422601136260912, 0.018498154209656364, 0.0098280198307200972,
          0.019691984374202054}},
        {"one", 333, 1, 5, .8, 
         {1.0006977273438078, 34.150441840121033, 79.152098088364383, 35.220633395869193,
          61.533272265324904, 50.198916208440188, 79.152098088364383, 336.07346998751035,
          0.088344986448918916, 0.050751681382496958, 0.096011125156426846, 0.0740413669379405,
          0.092322461478321349}},
        {"skew", 500, 2, 6, .7, 
         {1.0056468978209321, 141.27428806313955, 212.77984670374241, 255.93410495616223,
          339.17486985826019, 242.57300144875629, 212.77984670374241, 1008.0970353882384,
          49090.85651828329, 109184.91373471275, 127.87161626435947, 3170.9969786337833,
          241103.26154646534}},
        {"ties", 300, 4, 7, .4, 
         {1.0015698958701276, 452.73924959451767, 713.25331731655649, 461.76493773109542,
          838.01248805137959, 565.69103199158178, 713.25331731655649, NAN, 0.07865250234266051,
          0.032712742845921051, 0, 0, 0}},
        {"short", 7, 2, 8, .2, 
         {1.4078256108867782, 6, 6, 6, 6, 6, 6, 6, 0.10770078724162026, 0.047424721163923565,
          0.092142417108706409, 0.1791358979765921, 0.14434615795962241}},
        {"still", 100, 2, 9, .1, 
         {1.4627869347491993, 133.83840852835817, 182.82935995692998, 69.46414360513522,
          15.409534693591585, 6.1286495623839814, 182.82935995692998, 208.50708924103418,
          0.029588239607422975, 0.039522426271150907, 0.030797349924317999, 0.095647673816171647,
          0.03685394000256037}},
    // clang-format on
};

/* The draws of `chains` above. */
static double *draws_of(const case_t *one)
{
    double *x = malloc((size_t)(one->ndraw * one->nchain) * sizeof *x), state = one->seed;
    for (int c = 0; c < one->nchain; c++) {
        for (int i = 0; i < one->ndraw; i++) {
            double *at = &x[c * one->ndraw + i];
            state = fmod(state * 16807, 2147483647);
            *at = state / 2147483647 + (i > 0 ? one->carry * at[-1] : 0);
        }
    }
    return x;
}

/* What each case makes of them. */
static void change(const char *name, int ndraw, int nchain, double *x)
{
    for (int i = 0; i < ndraw * nchain; i++) {
        if (strcmp(name, "apart") == 0 && i >= 3 * ndraw) {
            x[i] += .8;
        } else if (strcmp(name, "skew") == 0) {
            x[i] = exp(6 * x[i]);
        } else if (strcmp(name, "ties") == 0) {
            x[i] = floor(5 * x[i]);
        } else if (strcmp(name, "still") == 0 && i >= ndraw + 50) {
            x[i] = x[ndraw + 49];
        }
    }
}

static void equals_posterior(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        const case_t *one = &CASES[k];
        double *x = draws_of(one);
        change(one->name, one->ndraw, one->nchain, x);
        const pk_column_t column = {x, one->nchain, one->ndraw};
        const double told[13] = {pk_rhat(column),
                                 pk_ess_bulk(column),
                                 pk_ess_tail(column),
                                 pk_ess_mean(column),
                                 pk_ess_sd(column),
                                 pk_ess_quantile(column, .5),
                                 pk_ess_quantile(column, .05),
                                 pk_ess_quantile(column, 1),
                                 pk_mcse_mean(column),
                                 pk_mcse_sd(column),
                                 pk_mcse_quantile(column, .05),
                                 pk_mcse_quantile(column, .5),
                                 pk_mcse_quantile(column, .95)};
        for (int j = 0; j < 13; j++) {
            assert_close(told[j], one->told[j], 1e-8);
        }
        const pk_column_summary_t all = pk_column_summarise(column);
        const double summary[] = {all.rhat,    all.ess_bulk, all.ess_tail, all.mcse_mean,
                                  all.mcse_sd, all.mcse_p05, all.mcse_p50, all.mcse_p95};
        static const int SAME[] = {0, 1, 2, 8, 9, 10, 11, 12};
        for (int j = 0; j < 8; j++) {
            assert_close(summary[j], told[SAME[j]], 0);
        }
        free(x);
    }
}

static void tells_nothing_of_what_it_cannot(void **state)
{
    (void)state;
    double x[40];
    const pk_column_t column = {x, 2, 20}, few = {x, 2, 4};
    for (int bad = 0; bad < 4; bad++) {
        for (int i = 0; i < 40; i++) {
            x[i] = bad == 0 ? 3 : i % 7;
        }
        if (bad > 0) {
            x[11] = bad == 1 ? NAN : bad == 2 ? INFINITY : -INFINITY;
        }
        assert_true(isnan(pk_rhat(column)));
        assert_true(isnan(pk_ess_bulk(column)) && isnan(pk_ess_tail(column)) && isnan(pk_ess_mean(column)));
        assert_true(isnan(pk_ess_quantile(column, .5)) && isnan(pk_mcse_quantile(column, .5)));
        assert_true(isnan(pk_mcse_mean(column)) && isnan(pk_mcse_sd(column)));
    }
    assert_true(isnan(pk_ess_bulk(few)) && isnan(pk_ess_tail(few)));
}

/* Independent energies have 2, a random walk of 1,000 draws next to nothing. */
static void low_energy_is_seen(void **state)
{
    (void)state;
    double independent[1000], walk[1000];
    pk_stream_t stream = pk_stream_at(1, 0, PK_PURPOSE_SAMPLE, 0, 0);
    for (int i = 0; i < 1000; i++) {
        independent[i] = pk_stream_normal(&stream);
        walk[i] = independent[i] + (i > 0 ? walk[i - 1] : 0);
    }
    assert_near(pk_e_bfmi(independent, 1000), 2, .2);
    assert_true(pk_e_bfmi(walk, 1000) < .1);
    const double plain[] = {1, 2, 4, 8}; /* (1 + 4 + 16) / (28.75) */
    assert_close(pk_e_bfmi(plain, 4), 21 / 28.75, 1e-14);
    assert_true(isnan(pk_e_bfmi(plain, 2)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_posterior),
        cmocka_unit_test(tells_nothing_of_what_it_cannot),
        cmocka_unit_test(low_energy_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
