#include "response/saturation.h"

#include <math.h>

/* x^n / (x^n + half^n), by the ratio so that no power overflows before the quotient is taken. */
static double hill(double x, const double *p)
{
    if (x <= 0) {
        return 0;
    }
    const double ratio = p[0] / x;
    return 1 / (1 + (p[1] == 1 ? ratio : pow(ratio, p[1])));
}

static double exponential(double x, const double *p)
{
    return -expm1(-x / p[0]);
}

static double logistic(double x, const double *p)
{
    return tanh(x / (2 * p[0]));
}

static double linear(double x, const double *p)
{
    return x / p[0];
}

const pk_saturation_t pk_saturations[] = {
    [PK_CURVE_HILL] = {.name = "half", .parameters = {"half", "slope"}, .defaults = {0, 1}, .response = hill},
    [PK_CURVE_EXPONENTIAL] = {.name = "exponential", .parameters = {"scale"}, .response = exponential},
    [PK_CURVE_LOGISTIC] = {.name = "logistic", .parameters = {"scale"}, .response = logistic},
    [PK_CURVE_LINEAR] = {.name = "linear", .parameters = {"unit"}, .response = linear},
};
const int pk_saturation_count = (int)(sizeof pk_saturations / sizeof *pk_saturations);
