/* triangular(low, mode, high): density rises in a line from low to mode and falls to high.
 * F(x) = (x - low)^2 / ((high - low)(mode - low)) up to the mode, 1 - (high - x)^2 / ((high - low)(high - mode)) above.
 */
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] <= a[1] && a[1] <= a[2] && a[0] < a[2] && isfinite(a[2] - a[0]);
}

static void support(const double *a, double *low, double *high)
{
    *low = a[0];
    *high = a[2];
}

static double mean(const double *a)
{
    return a[0] + ((a[1] - a[0]) + (a[2] - a[0])) / 3;
}

static double variance(const double *a)
{
    const double left = a[1] - a[0], width = a[2] - a[0];
    return (width * width - left * width + left * left) / 18;
}

static double cdf(const double *a, double x)
{
    if (x <= a[0]) {
        return 0;
    }
    if (x >= a[2]) {
        return 1;
    }
    const double width = a[2] - a[0];
    return x < a[1] ? (x - a[0]) / width * ((x - a[0]) / (a[1] - a[0]))
                    : 1 - (a[2] - x) / width * ((a[2] - x) / (a[2] - a[1]));
}

static double survival(const double *a, double x)
{
    if (x <= a[0]) {
        return 1;
    }
    if (x >= a[2]) {
        return 0;
    }
    const double width = a[2] - a[0];
    return x < a[1] ? 1 - (x - a[0]) / width * ((x - a[0]) / (a[1] - a[0]))
                    : (a[2] - x) / width * ((a[2] - x) / (a[2] - a[1]));
}

static double quantile(const double *a, double u)
{
    const double left = a[1] - a[0], right = a[2] - a[1], width = a[2] - a[0];
    return u * width < left ? a[0] + sqrt(u * width * left) : a[2] - sqrt((1 - u) * width * right);
}

/* 2 (x - low) / ((high - low)(mode - low)) up to the mode, 2 (high - x) / ((high - low)(high - mode)) above. */
static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > a[0] && x < a[2])) {
        return -INFINITY;
    }
    const bool rising = x < a[1];
    const double far = rising ? x - a[0] : a[2] - x, side = rising ? a[1] - a[0] : a[2] - a[1];
    *slope = (rising ? 1 : -1) / far;
    return log(2 * far / side) - log(a[2] - a[0]);
}

static double step_at(const double *a)
{
    return a[1];
}

const pk_law_t pk_law_triangular = {.name = "triangular",
                                    .arguments = {"low", "mode", "high"},
                                    .in_units = {true, true, true},
                                    .valid = valid,
                                    .valid_text = "low, mode and high in ascending order, low below high",
                                    .support = support,
                                    .mean = mean,
                                    .variance = variance,
                                    .cdf = cdf,
                                    .survival = survival,
                                    .log_density = log_density,
                                    .quantile = quantile,
                                    .step_at = step_at};
