#include "model/law/law.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "model/law/families.h"

const pk_law_t *const pk_laws[] = {
    &pk_law_normal,      &pk_law_lognormal,    &pk_law_uniform,         &pk_law_triangular,
    &pk_law_pert,        &pk_law_beta,         &pk_law_gamma,           &pk_law_weibull,
    &pk_law_exponential, &pk_law_poisson,      &pk_law_fixed,           &pk_law_sample,
    &pk_law_logitnormal, &pk_law_three_normal, &pk_law_three_lognormal, &pk_law_three_logitnormal};
const int pk_law_count = (int)(sizeof pk_laws / sizeof *pk_laws);

const pk_law_t *pk_law_find(const char *name)
{
    for (int i = 0; i < pk_law_count; i++) {
        if (!strcmp(pk_laws[i]->name, name)) {
            return pk_laws[i];
        }
    }
    return NULL;
}

/* What only intervals make. */
static bool is_of_interval(const pk_law_t *law)
{
    return law == &pk_law_logitnormal || law == &pk_law_three_normal || law == &pk_law_three_lognormal ||
           law == &pk_law_three_logitnormal;
}

int pk_law_names(const char **names, int most)
{
    int count = 0;
    for (int i = 0; i < pk_law_count && count < most; i++) {
        if (!is_of_interval(pk_laws[i])) {
            names[count++] = pk_laws[i]->name;
        }
    }
    return count;
}

/* x with survival(x) = q between low and high, for a cut that lies so far up that 1 - q is 1. */
static double upper_quantile(const pk_law_t *law, const double *a, double q, double low, double high)
{
    for (int i = 0; i < 200; i++) {
        const double middle = isinf(high) ? fmax(2 * low, low + 1) : low + (high - low) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        *(law->survival(a, middle) > q ? &low : &high) = middle;
    }
    return low;
}

/* How much of a law lies below `low`, at most `high`, and above it, each told where the digits are. */
typedef struct {
    double below, above, start, end;
} pk_cut_t;

static pk_cut_t cut_of(const pk_law_t *law, const double *a, double low, double high)
{
    const double under = nextafter(low, -INFINITY); /* so that an atom at `low` is inside */
    const bool from = low > -INFINITY, until = high < INFINITY;
    pk_cut_t cut = {
        .below = from ? law->cdf(a, under) : 0, .above = until ? law->survival(a, high) : 0, .start = 1, .end = 1};
    if (cut.below > 0 || cut.above > 0) {
        cut.start = from ? law->survival(a, under) : 1;
        cut.end = until ? law->cdf(a, high) : 1;
    }
    return cut;
}

static double inside_of(pk_cut_t cut)
{
    return cut.start < 0.5 ? cut.start - cut.above : cut.end - cut.below;
}

double pk_law_truncated(const pk_law_t *law, const double *a, double u, double low, double high, double *cut)
{
    const pk_cut_t all = cut_of(law, a, low, high);
    if (cut) {
        *cut = fmin(all.below + all.above, 1);
    }
    if (all.below == 0 && all.above == 0) {
        return law->quantile(a, u);
    }
    const double inside = inside_of(all);
    if (!(inside > 0)) {
        return NAN;
    }
    const double x = all.start < 1e-3 ? upper_quantile(law, a, all.start - u * inside, low, high)
                                      : law->quantile(a, all.below + u * inside);
    return fmin(fmax(x, low), high);
}

double pk_law_score(const pk_law_t *law, const double *a, double x, double low, double high, double within)
{
    const pk_cut_t cut = cut_of(law, a, low, high);
    double below = law->cdf(a, x), above = law->survival(a, x);
    if (law->log_density == NULL) {
        const double under = nextafter(x, -INFINITY), atom = below - law->cdf(a, under);
        below -= (1 - within) * atom;
        above += (1 - within) * atom;
    }
    const double inside = inside_of(cut), u = (below - cut.below) / inside;
    if (u < 0.5) {
        return gsl_cdf_ugaussian_Pinv(fmax(u, 0));
    }
    return gsl_cdf_ugaussian_Qinv(fmin(fmax((above - cut.above) / inside, 0), 1));
}

double pk_law_log_density(const pk_law_t *law, const double *a, double x, double low, double high, double *slope)
{
    *slope = 0;
    if (law->log_density == NULL) {
        return NAN;
    }
    if (!(x >= low && x <= high)) {
        return -INFINITY;
    }
    return law->log_density(a, x, slope) - log(inside_of(cut_of(law, a, low, high)));
}
