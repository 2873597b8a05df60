/* Carry-over and saturation (section 6, Responses). */
#include <math.h>

#include "twin/twin_parts.h"

enum { LAGS = 520 };

double twin_saturate(const twin_saturation_t *saturation, double x)
{
    switch (saturation->form) {
    case TWIN_HILL:
        return pow(x, saturation->slope) / (pow(x, saturation->slope) + pow(saturation->scale, saturation->slope));
    case TWIN_EXPONENTIAL_CURVE:
        return 1 - exp(-x / saturation->scale);
    case TWIN_LOGISTIC:
        return tanh(x / (2 * saturation->scale));
    case TWIN_LINEAR:
        return x / saturation->scale;
    default:
        return x;
    }
}

/* The weight of spend `lag` steps ago, before the sum is made 1. */
static double weight(const twin_journey_t *journey, const twin_carryover_t *carryover, int lag)
{
    const double a = carryover->a, b = carryover->b;
    if (carryover->form == TWIN_DELAYED) {
        const double peak = twin_duration(journey, b, carryover->unit);
        return pow(a, (lag - peak) * (lag - peak));
    }
    const double scale = twin_duration(journey, b, carryover->unit);
    return exp(-pow(lag / scale, a)) - exp(-pow((lag + 1) / scale, a));
}

/* x_t = (1-l) spend_t + l x_{t-1}; before step 1 as if for ever. */
static double geometric(double retention, const double *spend, double before, int step)
{
    double x = before;
    for (int t = 1; t <= step; t++) {
        x = (1 - retention) * spend[t] + retention * x;
    }
    return x;
}

static double by_lags(const twin_journey_t *journey, const twin_carryover_t *carryover, const double *spend,
                      double before, int step)
{
    double all = 0, used = 0, x = 0;
    for (int lag = 0; lag < LAGS; lag++) {
        all += weight(journey, carryover, lag);
    }
    for (int lag = 0; lag < LAGS && all - used >= 1e-12 * all; lag++) {
        const double w = weight(journey, carryover, lag);
        x += w * (step - lag >= 1 ? spend[step - lag] : before);
        used += w;
    }
    return x / used;
}

double twin_carry_over(const twin_journey_t *journey, const twin_carryover_t *carryover, const double *spend,
                       double before, int step)
{
    switch (carryover->form) {
    case TWIN_NO_CARRYOVER:
        return spend[step];
    case TWIN_HALF_LIFE:
        return geometric(pow(0.5, 1 / twin_duration(journey, carryover->a, carryover->unit)), spend, before, step);
    case TWIN_RETENTION:
        return geometric(carryover->a, spend, before, step);
    default:
        return by_lags(journey, carryover, spend, before, step);
    }
}
