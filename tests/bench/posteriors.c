/* The sampler on posteriors with known answers: means and sds against the truth or against 10,000 reference draws
 * (posteriordb, github.com/stan-dev/posteriordb), each within 4.89 standard errors, those of the reference and ours
 * together, at 20,000 effective draws. Not a test: takes minutes. Run with `make bench-posteriors DATA=folder`, where
 * the folder holds earnings.csv, arma.csv, mixture.csv and one_compartment.csv (posteriordb's earn_height, arma,
 * low_dim_gauss_mix, one_comp_mm_elim_abs); those without data run anyway. ONLY=text: those whose name holds the text.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "infer/gate.h"
#include "infer/sampler.h"
#include "infer_targets.h"

enum { MOST = 21, ROWS = 1200, REFERENCE_DRAWS = 10000 };

static const double EFFECTIVE = 20000, Z = 4.89;

/* A posterior: its density in unconstrained coordinates, and what is known of its parameters. */
typedef struct {
    const char *name, *file; /* file NULL: no data are needed */
    int n;
    double (*log_density)(void *context, int chain, const double *u, double *gradient, uint64_t *regime);
    double from[MOST], width[MOST];                   /* of the starts: normal */
    void (*parameters)(const double *u, double *out); /* NULL: the coordinates themselves */
    const char *label[4];                             /* of the first parameters */
    int told;                                         /* how many of them are compared */
    double mean[MOST], sd[MOST];
    bool exact; /* mean and sd are known, not of draws */
    /* 5%, 50% and 95% quantiles of the parameters that have a label and are not compared by mean and sd, and their
     * standard errors: of a run of our own with seed 2 and 5,000,000 gradients. */
    double quantile[2][3], error[2][3];
} posterior_t;

static double data_x[ROWS], data_y[ROWS];
static int nrow;

static double half_cauchy(double log_x, double scale, double *slope)
{
    const double x = exp(log_x) / scale;
    *slope = 1 - 2 * x * x / (1 + x * x);
    return log_x - log1p(x * x);
}

/* ---- earn ~ normal(b1 + b2 height, sigma), flat ---- */

static double earnings(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context, (void)chain, (void)regime;
    const double precision = exp(-2 * u[2]);
    double squares = 0, first = 0, second = 0;
    for (int i = 0; i < nrow; i++) {
        const double off = data_x[i] - u[0] - u[1] * data_y[i];
        squares += off * off;
        first += off;
        second += off * data_y[i];
    }
    if (gradient) {
        gradient[0] = first * precision;
        gradient[1] = second * precision;
        gradient[2] = squares * precision - nrow + 1;
    }
    return -squares * precision / 2 - (nrow - 1) * u[2];
}

static void earnings_parameters(const double *u, double *out)
{
    out[0] = u[0];
    out[1] = u[1];
    out[2] = exp(u[2]);
}

/* ---- ARMA(1,1) ---- */

static double arma(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context, (void)chain, (void)regime;
    const double mu = u[0], phi = u[1], theta = u[2], precision = exp(-2 * u[3]);
    double off = 0, slope[3] = {0}, squares = 0, sum[3] = {0}; /* e_t and its slopes */
    for (int t = 0; t < nrow; t++) {
        const double before = t == 0 ? mu : data_x[t - 1];
        const double d[3] = {-1 - (t == 0 ? phi : 0) - theta * slope[0], -before - theta * slope[1],
                             -off - theta * slope[2]};
        off = data_x[t] - mu - phi * before - theta * off;
        squares += off * off;
        for (int k = 0; k < 3; k++) {
            slope[k] = d[k];
            sum[k] += off * d[k];
        }
    }
    double prior_slope;
    const double prior = half_cauchy(u[3], 2.5, &prior_slope);
    if (gradient) {
        gradient[0] = -sum[0] * precision - mu / 100;
        gradient[1] = -sum[1] * precision - phi / 4;
        gradient[2] = -sum[2] * precision - theta / 4;
        gradient[3] = squares * precision - nrow + prior_slope;
    }
    return -squares * precision / 2 - nrow * u[3] - mu * mu / 200 - (phi * phi + theta * theta) / 8 + prior;
}

static void arma_parameters(const double *u, double *out)
{
    memcpy(out, u, 3 * sizeof *u);
    out[3] = exp(u[3]);
}

/* ---- mixture: mu1, log(mu2 - mu1), log s1, log s2, logit theta ---- */

static double half_normal(double log_x, double *slope)
{
    const double x = exp(log_x);
    *slope = 1 - x * x / 4;
    return log_x - x * x / 8;
}

static double mixture(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context, (void)chain, (void)regime;
    const double gap = exp(u[1]), mu[2] = {u[0], u[0] + gap}, theta = 1 / (1 + exp(-u[4]));
    const double part[2] = {log(theta) - u[2], log1p(-theta) - u[3]}, precision[2] = {exp(-2 * u[2]), exp(-2 * u[3])};
    double sum = 0, at[2] = {0}, wide[2] = {0}, first = 0;
    for (int i = 0; i < nrow; i++) {
        const double off[2] = {data_x[i] - mu[0], data_x[i] - mu[1]};
        const double log_of[2] = {part[0] - off[0] * off[0] * precision[0] / 2,
                                  part[1] - off[1] * off[1] * precision[1] / 2};
        const double most = fmax(log_of[0], log_of[1]);
        const double all = most + log1p(exp(-fabs(log_of[0] - log_of[1])));
        sum += all;
        for (int k = 0; k < 2; k++) {
            const double is = exp(log_of[k] - all);
            at[k] += is * off[k] * precision[k];
            wide[k] += is * (off[k] * off[k] * precision[k] - 1);
            first += k == 0 ? is : 0;
        }
    }
    double slope[2];
    const double prior = half_normal(u[2], &slope[0]) + half_normal(u[3], &slope[1]);
    if (gradient) {
        gradient[0] = at[0] + at[1] - mu[0] / 4 - mu[1] / 4;
        gradient[1] = (at[1] - mu[1] / 4) * gap + 1;
        gradient[2] = wide[0] + slope[0];
        gradient[3] = wide[1] + slope[1];
        gradient[4] = first - nrow * theta + 5 - 10 * theta;
    }
    return sum + prior - (mu[0] * mu[0] + mu[1] * mu[1]) / 8 + u[1] + 5 * (log(theta) + log1p(-theta));
}

static void mixture_parameters(const double *u, double *out)
{
    out[0] = u[0];
    out[1] = u[0] + exp(u[1]);
    out[2] = exp(u[2]);
    out[3] = exp(u[3]);
    out[4] = 1 / (1 + exp(-u[4]));
}

/* ---- one compartment: log ka, log Km, log Vm, log sigma ---- */

enum { DUAL = 4 }; /* C and its slopes by ka, Km, Vm */

static const double DOSE = 30, VOLUME = 2, STEP = .1;

static void rate(double t, const double *p, const double *c, double *out)
{
    const double ka = p[0], km = p[1], vm = p[2], in = exp(-ka * t) * DOSE / VOLUME, below = km + c[0];
    const double by_c = -vm / VOLUME * km / (below * below);
    out[0] = in * ka - vm / VOLUME * c[0] / below;
    out[1] = in * (1 - ka * t) + by_c * c[1];
    out[2] = vm / VOLUME * c[0] / (below * below) + by_c * c[2];
    out[3] = -c[0] / below / VOLUME + by_c * c[3];
}

static void runge_kutta(double t, double h, const double *p, double *c)
{
    double k[4][DUAL], at[DUAL];
    rate(t, p, c, k[0]);
    for (int stage = 1; stage < 4; stage++) {
        for (int j = 0; j < DUAL; j++) {
            at[j] = c[j] + h * (stage == 3 ? 1 : .5) * k[stage - 1][j];
        }
        rate(t + h * (stage == 3 ? 1 : .5), p, at, k[stage]);
    }
    for (int j = 0; j < DUAL; j++) {
        c[j] += h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
    }
}

static double compartment(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context, (void)chain, (void)regime;
    double p[4], slope[4], c[DUAL] = {0}, t = 0, sum = 0;
    for (int k = 0; k < 4; k++) {
        p[k] = exp(u[k]);
        sum += half_cauchy(u[k], 1, &slope[k]);
    }
    for (int i = 0; i < nrow; i++) {
        const int steps = (int)ceil((data_x[i] - t) / STEP - 1e-9);
        for (int k = 0; k < steps; k++) {
            runge_kutta(t + k * (data_x[i] - t) / steps, (data_x[i] - t) / steps, p, c);
        }
        t = data_x[i];
        if (!(c[0] > 0)) {
            return -INFINITY;
        }
        const double z = (log(data_y[i]) - log(c[0])) / p[3];
        sum -= z * z / 2 + u[3];
        slope[3] += z * z - 1;
        for (int k = 0; k < 3; k++) {
            slope[k] += z / p[3] * c[k + 1] / c[0] * p[k];
        }
    }
    if (gradient) {
        memcpy(gradient, slope, sizeof slope);
    }
    return sum;
}

static void compartment_parameters(const double *u, double *out)
{
    /* Far out only Vm / Km is known, and the density of either falls with its third power: they have no variance, and
     * come last, to be compared by quantiles. */
    out[0] = exp(u[0]);
    out[1] = exp(u[3]);
    out[2] = exp(u[2]);
    out[3] = exp(u[1]);
}

/* ---- eight schools: mu, log tau, eta ---- */

static double schools(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context, (void)chain, (void)regime;
    static const double y[8] = {28, 8, -3, 7, -1, 1, 18, 12}, sigma[8] = {15, 10, 16, 11, 9, 11, 10, 18};
    const double tau = exp(u[1]);
    double slope, sum = -u[0] * u[0] / 50 + half_cauchy(u[1], 5, &slope), at = -u[0] / 25;
    for (int j = 0; j < 8; j++) {
        const double eta = u[2 + j], z = (y[j] - u[0] - tau * eta) / sigma[j];
        sum -= eta * eta / 2 + z * z / 2;
        at += z / sigma[j];
        slope += z / sigma[j] * tau * eta;
        if (gradient) {
            gradient[2 + j] = -eta + z / sigma[j] * tau;
        }
    }
    if (gradient) {
        gradient[0] = at;
        gradient[1] = slope;
    }
    return sum;
}

static void schools_parameters(const double *u, double *out)
{
    memcpy(out, u, 10 * sizeof *u);
    out[1] = exp(u[1]);
}

/* ---- all of them ---- */

static const posterior_t POSTERIORS[] = {
    {"normal in 20 dimensions",
     NULL,
     PK_NORMAL_N,
     pk_normal_log_density,
     {0},
     {0},
     NULL,
     {"u"},
     PK_NORMAL_N,
     {0},
     {0},
     true,
     {{0}},
     {{0}}},
    {"banana",
     NULL,
     2,
     pk_banana_log_density,
     {0},
     {10, 10},
     NULL,
     {"x1", "x2"},
     2,
     {0, 0},
     {10, 4.358898943540674},
     true,
     {{0}},
     {{0}}},
    {"eight schools",
     NULL,
     10,
     schools,
     {0},
     {5, 2, 1, 1, 1, 1, 1, 1, 1, 1},
     schools_parameters,
     {"mu", "tau"},
     2,
     {4.4105, 3.6021},
     {3.3093, 3.1985},
     false,
     {{0}},
     {{0}}},
    {"earnings and height",
     "earnings.csv",
     3,
     earnings,
     {0, 0, 10},
     {1e5, 1e3, 1},
     earnings_parameters,
     {"b1", "b2", "sigma"},
     3,
     {-61285.22, 1261.795, 18887.36},
     {9667.91, 144.193, 385.662},
     false,
     {{0}},
     {{0}}},
    {"ARMA(1,1)",
     "arma.csv",
     4,
     arma,
     {0},
     {1, .5, .5, 1},
     arma_parameters,
     {"mu", "phi", "theta", "sigma"},
     4,
     {.0069149, .957013, -.033696, .1664816},
     {.011439, .0228645, .0599252, .00847691},
     false,
     {{0}},
     {{0}}},
    {"mixture",
     "mixture.csv",
     5,
     mixture,
     {-1, 0, 0, 0, 0},
     {2, 1, 1, 1, 1},
     mixture_parameters,
     {"mu1", "mu2", "s1", "s2"},
     5,
     {-2.733515, 2.869832, 1.028074, 1.023822, .6215493},
     {.042045, .0546033, .0314375, .040484, .015481},
     false,
     {{0}},
     {{0}}},
    {"one compartment",
     "one_compartment.csv",
     4,
     compartment,
     {0},
     {1, 1, 1, 1},
     compartment_parameters,
     {"ka", "sigma", "Vm", "Km"},
     2,
     {.761013, .128835},
     {.077904, .023402},
     false,
     {{.64639, .89598, 1.4712}, {.077945, .96217, 8.5903}},
     {{.00054, .00038, .013}, {.00063, .0028, .18}}},
};

static const posterior_t *current; /* whose starts and columns are asked for; they are in no parallel part */

static void start(void *context, uint64_t index, double *u)
{
    (void)context;
    pk_stream_t stream = pk_stream_at(1, index, PK_PURPOSE_POSTERIOR, 0, 0);
    for (int i = 0; i < current->n; i++) {
        u[i] = current->from[i] + (current->width[i] > 0 ? current->width[i] : 100) * pk_stream_normal(&stream);
    }
}

static void columns_at(void *context, int chain, const double *u, double *columns)
{
    const posterior_t *self = context;
    if (self->parameters) {
        self->parameters(u, columns);
    } else {
        memcpy(columns, u, (size_t)self->n * sizeof *u);
    }
    columns[self->n] = self->log_density(NULL, chain, u, NULL, NULL);
}

static bool read_data(const char *folder, const char *file)
{
    char path[1000], line[200];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *in = fopen(path, "r");
    if (!in || !fgets(line, sizeof line, in)) {
        printf("%s: skipped, there is no %s\n", file, path);
        return false;
    }
    for (nrow = 0; nrow < ROWS && fgets(line, sizeof line, in); nrow++) {
        data_y[nrow] = 0;
        if (sscanf(line, "%lf,%lf", &data_x[nrow], &data_y[nrow]) < 1) {
            break;
        }
    }
    fclose(in);
    return true;
}

/* The largest relative difference of the gradient from differences of the density, at a start. */
static double check_gradient(const posterior_t *self)
{
    double u[MOST], gradient[MOST], worst = 0;
    start(NULL, 3, u);
    (void)self->log_density(NULL, 0, u, gradient, NULL);
    for (int i = 0; i < self->n; i++) {
        const double here = u[i], by = 1e-5 * (1 + fabs(here));
        u[i] = here + by;
        const double above = self->log_density(NULL, 0, u, NULL, NULL);
        u[i] = here - by;
        const double below = self->log_density(NULL, 0, u, NULL, NULL);
        u[i] = here;
        const double difference = (above - below) / (2 * by);
        worst = fmax(worst, fabs(difference - gradient[i]) / (1 + fabs(difference)));
    }
    return worst;
}

static double least_size(const pk_sampler_t *sampler, int ncolumn, double *x)
{
    double least = INFINITY;
    for (int k = 0; k < ncolumn; k++) {
        pk_sampler_column(sampler, false, k, x);
        least = fmin(least, pk_ess_mean((pk_column_t){x, sampler->nchain, sampler->ndraw}));
    }
    return least;
}

/* Standard error of a sd from independent draws, by the kurtosis of these. */
static double error_of_sd(const double *x, long count, double mean, double sd)
{
    double fourth = 0;
    for (long i = 0; i < count; i++) {
        fourth += pow((x[i] - mean) / sd, 4) / (double)count;
    }
    return sd * sqrt((fourth - 1) / 4 / REFERENCE_DRAWS);
}

static int compare_quantiles(const char *label, const posterior_t *self, int which, const pk_column_summary_t *seen)
{
    const double at[3] = {seen->p05, seen->p50, seen->p95}, error[3] = {seen->mcse_p05, seen->mcse_p50, seen->mcse_p95};
    static const char *const PART[3] = {"5%", "50%", "95%"};
    int wrong = 0;
    printf("    %-6s", label);
    for (int k = 0; k < 3; k++) {
        const double known = self->quantile[which][k], z = (at[k] - known) / hypot(error[k], self->error[which][k]);
        printf(" %s %.5g (%.2g), known %.5g, z %.2f;", PART[k], at[k], error[k], known, z);
        wrong += !(fabs(z) <= Z);
    }
    printf("\n");
    return wrong;
}

static int compare(const posterior_t *self, const pk_sampler_t *sampler, double *x)
{
    const long count = sampler->nchain * sampler->ndraw;
    int wrong = 0;
    for (int k = 0; k < self->n; k++) {
        char label[20];
        snprintf(label, sizeof label, "%s", k < 4 && self->label[k] ? self->label[k] : "");
        pk_sampler_column(sampler, false, k, x);
        const pk_column_summary_t seen = pk_column_summarise((pk_column_t){x, sampler->nchain, sampler->ndraw});
        if (k >= self->told) {
            wrong += *label ? compare_quantiles(label, self, k - self->told, &seen) : 0;
            continue;
        }
        const bool normal = self->log_density == pk_normal_log_density;
        const double mean = normal ? k + 1 : self->mean[k], sd = normal ? pk_normal_sd(k) : self->sd[k];
        const double mean_error = self->exact ? 0 : sd / sqrt(REFERENCE_DRAWS);
        const double sd_error = self->exact ? 0 : error_of_sd(x, count, seen.mean, seen.sd);
        const double z[2] = {(seen.mean - mean) / hypot(mean_error, seen.mcse_mean),
                             (seen.sd - sd) / hypot(sd_error, seen.mcse_sd)};
        printf("    %-6s mean %12.7g, known %12.7g, z %5.2f;  sd %11.6g, known %11.6g, z %5.2f\n", label, seen.mean,
               mean, z[0], seen.sd, sd, z[1]);
        wrong += !(fabs(z[0]) <= Z) + !(fabs(z[1]) <= Z);
    }
    return wrong;
}

static int run(const posterior_t *self, long seed)
{
    current = self;
    const double off = check_gradient(self);
    const pk_target_t target = {self->n, self->log_density, start, NULL};
    const pk_columns_t columns = {self->n + 1, columns_at, (void *)self};
    const pk_sampling_t options = {.seed = (uint64_t)seed, .gradients = 100000000};
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    pk_sampler_t sampler;
    pk_sampler_init(&sampler, &target, &columns, &options);
    const bool passed = pk_sampler_until(&sampler);
    const long gate_draws = sampler.ndraw, gate_cost = sampler.ngradient;
    double *x = NULL, size = 0;
    for (int again = 0; again < 12; again++) {
        x = realloc(x, (size_t)(sampler.nchain * sampler.ndraw) * sizeof *x);
        size = least_size(&sampler, self->told, x);
        const long more = (long)((double)sampler.ndraw * fmin(3, 1.05 * EFFECTIVE / size - 1)) + 1;
        if (size >= EFFECTIVE || pk_sampler_draw(&sampler, more) < more) {
            break;
        }
    }
    x = realloc(x, (size_t)(sampler.nchain * sampler.ndraw) * sizeof *x);
    clock_gettime(CLOCK_MONOTONIC, &end);
    const pk_gate_t gate = pk_gate_judge(&sampler);
    printf("%s: gate %s after %ld draws a chain, %ld gradients; now %ld, %ld gradients (%.3g an effective draw), %.3g "
           "effective, R-hat %.4f, %.2g%% diverged, E-BFMI %.2f, acceptance %.2f; %d mode%s; gradient off by %.1g; "
           "%.1f s\n",
           self->name, passed ? "passed" : "NOT passed", gate_draws, gate_cost, sampler.ndraw, sampler.ngradient,
           (double)sampler.ngradient / size, size, gate.rhat, 100 * gate.divergence, gate.e_bfmi,
           sampler.target_acceptance, sampler.nmode, sampler.nmode == 1 ? "" : "s", off,
           (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    const int wrong = compare(self, &sampler, x);
    fflush(stdout);
    free(x);
    pk_sampler_free(&sampler);
    return wrong;
}

/* usage: posteriors [FOLDER [NAME [SEED]]]: all of them, or those whose name holds the text */
int main(int count, char **arguments)
{
    const char *folder = count > 1 ? arguments[1] : "", *only = count > 2 ? arguments[2] : "";
    int wrong = 0;
    for (size_t k = 0; k < sizeof POSTERIORS / sizeof *POSTERIORS; k++) {
        const posterior_t *self = &POSTERIORS[k];
        if (strstr(self->name, only) && (!self->file || read_data(folder, self->file))) {
            wrong += run(self, count > 3 ? atol(arguments[3]) : 1);
        }
    }
    printf(wrong > 0 ? "%d figures lie further off than %.2f standard errors\n"
                     : "%d figures lie further off than %.2f standard errors: all is as it should be\n",
           wrong, Z);
    return wrong > 0;
}
