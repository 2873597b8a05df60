#include "engine/varying.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "engine/assumptions.h"

enum { ONE_BY_ONE = 1024 };

/* The argument that varies; -1: none does. The engine refuses more than one, and one that varies within it. */
static int varying_argument(const pk_number_t *law)
{
    for (int k = 0; k < law->nargument; k++) {
        if (law->arguments[k]->kind == PK_NUMBER_VARIES) {
            return k;
        }
    }
    return -1;
}

/* The law's canonical arguments where the varying one has its quantile at u. */
static bool arguments_at(const pk_number_t *law, const double *draws, int varying, double u, double *a)
{
    double given[PK_LAW_ARGUMENTS] = {0}, outer[PK_LAW_ARGUMENTS];
    for (int k = 0; k < law->nargument; k++) {
        const pk_number_t *argument = law->arguments[k];
        if (k != varying) {
            given[k] = pk_number_at(argument, draws, 0);
        } else if (pk_law_arguments(argument, draws, outer)) {
            given[k] = argument->scale * pk_law_truncated(argument->law, outer, u, argument->low, argument->high, NULL);
        } else {
            return false;
        }
    }
    return pk_number_law_arguments(law, given, a);
}

void pk_varying_moments(const pk_number_t *law, const double *draws, double *mean, double *variance)
{
    const int varying = varying_argument(law);
    const double step = 1.0 / 16;
    double weight = 0, first = 0, second = 0, within = 0;
    for (double z = -8; z <= 8; z += step) {
        double a[PK_LAW_ARGUMENTS];
        if (arguments_at(law, draws, varying, gsl_cdf_ugaussian_P(z), a)) {
            const double w = gsl_ran_ugaussian_pdf(z), m = law->law->mean(a);
            weight += w;
            first += w * m;
            second += w * m * m;
            within += w * law->law->variance(a);
        }
    }
    *mean = first / weight;
    *variance = within / weight + fmax(0, second / weight - *mean * *mean);
}

static double draw_one(const pk_number_t *law, const double *draws, int varying, pk_stream_t *stream)
{
    double a[PK_LAW_ARGUMENTS];
    const double u = pk_stream_uniform(stream);
    return arguments_at(law, draws, varying, u, a) ? law->law->quantile(a, pk_stream_uniform(stream)) : NAN;
}

const pk_number_t *pk_varying_inner(const pk_number_t *law)
{
    const int varying = varying_argument(law);
    return varying < 0 ? NULL : law->arguments[varying];
}

double pk_varying_one(const pk_number_t *law, const double *draws, double inner, double outer)
{
    double a[PK_LAW_ARGUMENTS];
    return arguments_at(law, draws, varying_argument(law), inner, a) ? law->scale * law->law->quantile(a, outer) : NAN;
}

double pk_varying_amount(const pk_number_t *law, const double *draws)
{
    double a[PK_LAW_ARGUMENTS], mean, variance;
    if (varying_argument(law) < 0) {
        return pk_law_arguments(law, draws, a) ? law->scale * law->law->mean(a) : NAN;
    }
    pk_varying_moments(law, draws, &mean, &variance);
    return law->scale * mean;
}

double pk_varying_mean(pk_luck_t luck, uint64_t address, const pk_number_t *law, const double *draws, double n)
{
    (void)luck, (void)address;
    double mean, variance;
    pk_varying_moments(law, draws, &mean, &variance);
    return n * mean;
}

double pk_varying_draw(pk_luck_t luck, uint64_t address, const pk_number_t *law, const double *draws, double n)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_MONEY, address);
    const int varying = varying_argument(law);
    double sum = 0;
    if (n <= ONE_BY_ONE) {
        for (double k = 0; k < n; k++) {
            sum += draw_one(law, draws, varying, &stream);
        }
        return sum;
    }
    double mean, variance;
    pk_varying_moments(law, draws, &mean, &variance);
    return n * mean + sqrt(n * variance) * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
}

double pk_varying_sum(const pk_chance_t *chance, pk_luck_t luck, const double *draws, const pk_number_t *law, double n,
                      uint64_t address)
{
    double a[PK_LAW_ARGUMENTS];
    if (varying_argument(law) >= 0) {
        return law->scale * chance->sum_nested(luck, address, law, draws, n);
    }
    return pk_law_arguments(law, draws, a) ? law->scale * chance->sum(luck, address, law->law, a, n) : NAN;
}
