/* How long one stays: S(a) = P(T > a | T > 0), h(a) = 1 - S(a+1)/S(a) (section 6, Dwell). */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "twin/twin_parts.h"

bool twin_has_ages(const twin_stage_t *stage)
{
    return stage->dwell.law != TWIN_PLAIN && stage->dwell.law != TWIN_INSTANT;
}

static double uniform_survival(double low, double high, double age)
{
    if (age <= low) {
        return 1;
    }
    return age >= high ? 0 : (high - age) / (high - low);
}

/* P(T > a), times in steps. None of these laws has mass at 0. */
static double survival(const twin_journey_t *journey, const twin_dwell_t *dwell, double age)
{
    const double a = twin_duration(journey, dwell->a, dwell->unit), b = twin_duration(journey, dwell->b, dwell->unit);
    switch (dwell->law) {
    case TWIN_FIXED:
        return age < a ? 1 : 0;
    case TWIN_EXPONENTIAL:
        return exp(-age / a);
    case TWIN_UNIFORM:
        return uniform_survival(a, b, age);
    case TWIN_WEIBULL: {
        const double shape = dwell->a, scale = dwell->by_mean ? b / tgamma(1 + 1 / shape) : b;
        return exp(-pow(age / scale, shape));
    }
    case TWIN_GAMMA: {
        const double shape = dwell->by_mean ? a * a / (b * b) : dwell->a;
        const double scale = dwell->by_mean ? b * b / a : b;
        return gsl_cdf_gamma_Q(age, shape, scale);
    }
    case TWIN_LOGNORMAL: {
        const double sigma = dwell->by_mean ? sqrt(log1p(b * b / (a * a))) : dwell->b;
        const double mu = dwell->by_mean ? log(a) - sigma * sigma / 2 : dwell->a;
        return age > 0 ? gsl_cdf_ugaussian_Q((log(age) - mu) / sigma) : 1;
    }
    default:
        return 0;
    }
}

void twin_stays(const twin_journey_t *journey, const twin_stage_t *stage, int ages, double *stay)
{
    for (int a = 0; a < ages; a++) {
        const double here = survival(journey, &stage->dwell, a), next = survival(journey, &stage->dwell, a + 1);
        stay[a] = here > 0 ? next / here : 0;
    }
}

int twin_start_ages(const twin_journey_t *journey, const twin_stage_t *stage, double rate, double *share)
{
    if (!stage->steady) {
        share[0] = 1;
        return 1;
    }
    int last = 0;
    double sum = 0, so_far = 0;
    for (double s = 1; s > 1e-20 && last < TWIN_AGES; last++) {
        s = survival(journey, &stage->dwell, last) * (last > 0 ? exp(-rate * last) : 1);
        sum += s;
    }
    int ages = 0;
    for (; ages < last && sum - so_far >= 1e-13 * sum; ages++) {
        share[ages] = survival(journey, &stage->dwell, ages) * (ages > 0 ? exp(-rate * ages) : 1) / sum;
        so_far += share[ages] * sum;
    }
    return ages;
}
