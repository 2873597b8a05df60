/* logitnormal(mu, sigma): 1 / (1 + exp(-Z)), Z ~ normal(mu, sigma). The law of `2% to 9%` for a probability; its
 * moments have no closed form. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return isfinite(a[0]) && a[1] > 0 && isfinite(a[1]);
}

static void support(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = 1;
}

static double logistic(double z)
{
    return z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z));
}

/* E (X - centre)^power by the trapezoidal rule in Z's own units, whose error for this integrand falls as
 * exp(-2 pi^2 / (sigma h)): the poles of the logistic stand pi / sigma from the axis. */
static double moment(const double *a, double centre, int power)
{
    const double h = fmin(0.25, 0.5 / a[1]);
    const long reach = lrint(38 / h);
    double total = 0;
    for (long i = -reach; i <= reach; i++) {
        const double z = (double)i * h;
        total += pow(logistic(a[0] + a[1] * z) - centre, power) * exp(-z * z / 2);
    }
    return total * h / sqrt(2 * M_PI);
}

static double mean(const double *a)
{
    return moment(a, 0, 1);
}

static double variance(const double *a)
{
    return moment(a, mean(a), 2);
}

static double cdf(const double *a, double x)
{
    return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_ugaussian_P((log(x) - log1p(-x) - a[0]) / a[1]);
}

static double survival(const double *a, double x)
{
    return x <= 0 ? 1 : x >= 1 ? 0 : gsl_cdf_ugaussian_Q((log(x) - log1p(-x) - a[0]) / a[1]);
}

static double quantile(const double *a, double u)
{
    return logistic(a[0] + a[1] * gsl_cdf_ugaussian_Pinv(u));
}

/* That of the normal law of logit x, and -log(x (1 - x)) for the change of scale. */
static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0 && x < 1)) {
        return -INFINITY;
    }
    const double z = (log(x) - log1p(-x) - a[0]) / a[1];
    *slope = (-z / a[1] - (1 - 2 * x)) / (x * (1 - x));
    return -z * z / 2 - log(a[1]) - PK_LOG_SQRT_2PI - log(x) - log1p(-x);
}

static double score(const double *a, double x)
{
    return x <= 0 ? -INFINITY : x >= 1 ? INFINITY : (log(x) - log1p(-x) - a[0]) / a[1];
}

static double at_score(const double *a, double z)
{
    return logistic(a[0] + a[1] * z);
}

const pk_law_t pk_law_logitnormal = {.name = "logitnormal",
                                     .arguments = {"mu", "sigma"},
                                     .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE},
                                     .valid = valid,
                                     .valid_text = "sigma above 0",
                                     .support = support,
                                     .mean = mean,
                                     .variance = variance,
                                     .cdf = cdf,
                                     .survival = survival,
                                     .log_density = log_density,
                                     .quantile = quantile,
                                     .score = score,
                                     .at_score = at_score};
