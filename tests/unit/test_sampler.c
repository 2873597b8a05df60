#include "pk_test.h"

#include <stdlib.h>

#include "infer/gate.h"
#include "infer/sampler.h"
#include "infer_targets.h"

/* Means and sds of the coordinates against the truth, each within PK_Z of its own Monte Carlo standard error. */
static void check_moments(const pk_sampler_t *sampler, double (*mean)(int), double (*sd)(int), double least_size)
{
    double *x = malloc((size_t)(sampler->nchain * sampler->ndraw) * sizeof *x);
    for (int i = 0; i < sampler->n; i++) {
        pk_sampler_column(sampler, true, i, x);
        const pk_column_t column = {x, sampler->nchain, sampler->ndraw};
        const pk_column_summary_t seen = pk_column_summarise(column);
        char what[60];
        snprintf(what, sizeof what, "mean of %d", i);
        assert_z_of(what, seen.mean, mean(i), seen.mcse_mean);
        snprintf(what, sizeof what, "sd of %d", i);
        assert_z_of(what, seen.sd, sd(i), seen.mcse_sd);
        assert_true(pk_ess_mean(column) > least_size);
    }
    free(x);
}

static double ordinal(int i)
{
    return i + 1;
}

static double zero(int i)
{
    (void)i;
    return 0;
}

static double root_of_two(int i)
{
    (void)i;
    return M_SQRT2;
}

static double banana_sd(int i)
{
    return i == 0 ? 10 : sqrt(1 + .03 * .03 * 2 * 1e4);
}

/* Correlations to .99, sds from 1 to 81, from starts that know nothing of them. 40 z tests, false alarm 4e-5 in all; at
 * 20,000 effective draws 7.2 standard errors are .05 sd of a mean, 3.6% of an sd. */
static void draws_a_correlated_normal(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_NORMAL_TARGET);
    const pk_sampling_t options = {.seed = 1};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_NORMAL_TARGET, &columns, &options);
    assert_int_equal(sampler.nmode, 1);
    assert_near(sampler.mode[0].u[19], 20, 1e-3 * pk_normal_sd(19));
    assert_close(sqrt(sampler.mode[0].covariance[19 * 20 + 19]), pk_normal_sd(19), 1e-4);
    assert_int_equal(pk_sampler_draw(&sampler, 2500), 2500);
    assert_int_equal(sampler.kind, PK_SAMPLER_NUTS);
    check_moments(&sampler, ordinal, pk_normal_sd, 20000);
    assert_true(pk_gate_judge(&sampler).passed);
    pk_sampler_free(&sampler);
}

/* Four z tests. */
static void draws_a_banana(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_BANANA_TARGET);
    const pk_sampling_t options = {.seed = 2, .gradients = 300000};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_BANANA_TARGET, &columns, &options);
    (void)pk_sampler_until(&sampler);
    check_moments(&sampler, zero, banana_sd, 400);
    pk_sampler_free(&sampler);
}

static void is_the_same_for_any_number_of_threads(void **state)
{
    (void)state;
    const pk_target_t *targets[] = {&PK_NORMAL_TARGET, &PK_KINKS_TARGET};
    for (int k = 0; k < 2; k++) {
        const pk_columns_t columns = pk_columns_of(targets[k]);
        pk_sampler_t sampler[3];
        for (int threads = 1; threads <= 3; threads++) {
            const pk_sampling_t options = {.seed = 3, .threads = threads, .warmup = 200};
            pk_sampler_t *self = &sampler[threads - 1];
            pk_sampler_init(self, targets[k], &columns, &options);
            if (threads == 2) { /* and for draws that are asked for in parts */
                assert_int_equal(pk_sampler_draw(self, 17), 17);
                assert_int_equal(pk_sampler_draw(self, 83), 83);
            } else {
                assert_int_equal(pk_sampler_draw(self, 100), 100);
            }
            assert_int_equal(self->kind, k);
            assert_int_equal(self->ngradient, sampler[0].ngradient);
            for (int c = 0; c < self->nchain; c++) {
                const size_t n = (size_t)(100 * self->n), columns_n = (size_t)(100 * self->ncolumn);
                assert_memory_equal(self->chain[c].u, sampler[0].chain[c].u, n * sizeof(double));
                assert_memory_equal(self->chain[c].columns, sampler[0].chain[c].columns, columns_n * sizeof(double));
            }
        }
        for (int threads = 1; threads <= 3; threads++) {
            pk_sampler_free(&sampler[threads - 1]);
        }
    }
}

/* A law of two modes far apart, mass .7 and .3: both are found and told, the chains do not meet, the gate says so and
 * why. */
static void tells_of_two_modes(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_MODES_TARGET);
    const pk_sampling_t options = {.seed = 4, .gradients = 30000};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_MODES_TARGET, &columns, &options);
    assert_int_equal(sampler.nmode, 2);
    assert_int_equal(sampler.mode[0].nfit + sampler.mode[1].nfit, 8);
    assert_near(sampler.mode[0].log_evidence, log(.7) + log(2 * M_PI), 1e-3);
    assert_near(sampler.mode[1].log_evidence, log(.3) + log(2 * M_PI), 1e-3);
    assert_near(sampler.mode[1].apart, sqrt(20 * 20 + 5 * 5), 1e-2);
    assert_int_equal(sampler.mode[1].differs, 0);
    assert_false(pk_sampler_until(&sampler));
    const pk_gate_t gate = pk_gate_judge(&sampler);
    assert_false(gate.rhat_passed);
    assert_true(gate.divergence_passed && gate.energy_passed);
    bool high[4];
    const pk_separated_t separated = pk_find_separated(&sampler, high);
    assert_true(separated.found);
    assert_int_equal(separated.coordinate, 0);
    assert_int_equal(separated.nhigh, 2);
    assert_near(separated.low_mean, 0, .5);
    assert_near(separated.high_mean, 20, .5);
    assert_near(separated.log_density, log(.3 / .7), .2);
    assert_false(high[0]);
    assert_true(high[1]);
    pk_sampler_free(&sampler);
}

/* Neal's funnel: divergences or low energy, and the pair of which one rules the other's spread; none in the normal law.
 */
static void names_a_funnel(void **state)
{
    (void)state;
    pk_funnel_shape_t shape = {6, 2};
    const pk_target_t funnel = pk_funnel_target(&shape), *targets[] = {&funnel, &PK_NORMAL_TARGET};
    for (int k = 0; k < 2; k++) {
        const pk_columns_t columns = pk_columns_of(targets[k]);
        const pk_sampling_t options = {.seed = 5, .gradients = 300000};
        pk_sampler_t sampler;
        pk_sampler_init(&sampler, targets[k], &columns, &options);
        (void)pk_sampler_until(&sampler);
        const pk_funnel_t found = pk_find_funnel(&sampler);
        assert_int_equal(found.found, k == 0);
        if (k == 0) {
            assert_true(sampler.target_acceptance == .95);
            assert_false(pk_gate_judge(&sampler).passed);
            assert_int_equal(found.scale, 0);
            assert_in_range(found.of, 1, 5);
            assert_true(found.correlation > .5 && found.ratio > 3);
        }
        pk_sampler_free(&sampler);
    }
}

/* The prior's sds as the target's, but of coordinate 7 ten times as wide. */
static void names_flat_directions(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_NORMAL_TARGET);
    const pk_sampling_t options = {.seed = 6, .warmup = 200};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_NORMAL_TARGET, &columns, &options);
    (void)pk_sampler_draw(&sampler, 500);
    double prior[PK_NORMAL_N + 1];
    bool flat[PK_NORMAL_N + 1];
    for (int i = 0; i < PK_NORMAL_N; i++) {
        prior[i] = pk_normal_sd(i) * (i == 7 ? 1 : 10);
    }
    prior[3] = 0;
    prior[PK_NORMAL_N] = NAN; /* the log density has none */
    assert_int_equal(pk_find_flat(&sampler, prior, flat), 1);
    for (int i = 0; i <= PK_NORMAL_N; i++) {
        assert_int_equal(flat[i], i == 7);
    }
    pk_sampler_free(&sampler);
}

/* Where steps meet kinks, differential evolution draws, and it draws the right law: 8 z tests at 2,000 effective draws.
 */
static void goes_around_kinks(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_KINKS_TARGET);
    const pk_sampling_t options = {.seed = 7, .threads = 1};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_KINKS_TARGET, &columns, &options);
    assert_int_equal(pk_sampler_draw(&sampler, 3000), 3000);
    assert_int_equal(sampler.kind, PK_SAMPLER_DIFFERENTIAL_EVOLUTION);
    assert_true(sampler.kinks > .05);
    check_moments(&sampler, zero, root_of_two, 2000);
    assert_true(pk_gate_judge(&sampler).passed);
    pk_sampler_free(&sampler);
}

/* Mean and sd of normal(1, 1) above 0: 1 + h and sqrt(1 - h - h^2) with h = density / mass there. */
static double hazard(void)
{
    return exp(-.5) / sqrt(2 * M_PI) / (.5 * erfc(-M_SQRT1_2));
}

static double cut_mean(int i)
{
    return i == 0 ? 1 + hazard() : 0;
}

static double cut_sd(int i)
{
    return i == 0 ? sqrt(1 - hazard() - hazard() * hazard()) : 1;
}

/* Half of the prior has no density, and a sixth of the law without the wall lies behind it: moves that meet it are
 * rejected and told apart from divergences; the law beside it is right: 4 z tests. */
static void draws_beside_a_wall(void **state)
{
    (void)state;
    const pk_columns_t columns = pk_columns_of(&PK_CUT_TARGET);
    const pk_sampling_t options = {.seed = 9};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &PK_CUT_TARGET, &columns, &options);
    assert_int_equal(pk_sampler_draw(&sampler, 3000), 3000);
    check_moments(&sampler, cut_mean, cut_sd, 2000);
    long walls = 0;
    for (int c = 0; c < sampler.nchain; c++) {
        walls += sampler.chain[c].nwall;
        assert_int_equal(sampler.chain[c].ndivergence, 0);
    }
    assert_true(walls > 100);
    assert_int_equal(sampler.nnan, 0);
    pk_sampler_free(&sampler);
}

static double nowhere(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context;
    (void)chain;
    (void)u;
    (void)gradient;
    (void)regime;
    return NAN;
}

/* A target without a density anywhere, and a budget that ends at once: no draws, and nothing is trusted. */
static void draws_nothing_where_it_cannot(void **state)
{
    (void)state;
    const pk_target_t target = {2, nowhere, pk_two_start, NULL};
    const pk_columns_t columns = pk_columns_of(&target), normal_columns = pk_columns_of(&PK_NORMAL_TARGET);
    const pk_sampling_t options = {.seed = 8, .gradients = 100};
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &target, &columns, &options);
    assert_int_equal(sampler.nmode, 0);
    assert_true(sampler.nnan > 0);
    assert_false(pk_sampler_until(&sampler));
    assert_false(pk_gate_judge(&sampler).passed);
    pk_sampler_free(&sampler);
    pk_sampler_init(&sampler, &PK_NORMAL_TARGET, &normal_columns, &options);
    assert_false(pk_sampler_until(&sampler));
    assert_int_equal(sampler.ndraw, 0);
    pk_sampler_free(&sampler);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_a_correlated_normal),
        cmocka_unit_test(draws_a_banana),
        cmocka_unit_test(is_the_same_for_any_number_of_threads),
        cmocka_unit_test(tells_of_two_modes),
        cmocka_unit_test(names_a_funnel),
        cmocka_unit_test(names_flat_directions),
        cmocka_unit_test(goes_around_kinks),
        cmocka_unit_test(draws_beside_a_wall),
        cmocka_unit_test(draws_nothing_where_it_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
