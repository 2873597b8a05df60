#include "model/law/law.h"

#include <math.h>
#include <string.h>

#include "model/law/families.h"

const pk_law_t *const pk_laws[] = {&pk_law_normal,      &pk_law_lognormal, &pk_law_uniform, &pk_law_triangular,
                                   &pk_law_pert,        &pk_law_beta,      &pk_law_gamma,   &pk_law_weibull,
                                   &pk_law_exponential, &pk_law_poisson,   &pk_law_fixed,   &pk_law_logitnormal};
const int pk_law_count = (int)(sizeof pk_laws / sizeof *pk_laws);

const pk_law_t *pk_law_find(const char *name)
{
    for (int i = 0; i < pk_law_count; i++)
        if (!strcmp(pk_laws[i]->name, name))
            return pk_laws[i];
    return NULL;
}

int pk_law_names(const char **names, int most)
{
    int count = 0;
    for (int i = 0; i < pk_law_count && count < most; i++)
        if (pk_laws[i] != &pk_law_logitnormal)
            names[count++] = pk_laws[i]->name;
    return count;
}

/* x with survival(x) = q between low and high, for a cut that lies so far up that 1 - q is 1. */
static double upper_quantile(const pk_law_t *law, const double *a, double q, double low, double high)
{
    for (int i = 0; i < 200; i++) {
        const double middle = isinf(high) ? fmax(2 * low, low + 1) : low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        *(law->survival(a, middle) > q ? &low : &high) = middle;
    }
    return low;
}

double pk_law_truncated(const pk_law_t *law, const double *a, double u, double low, double high, double *cut)
{
    const double under = nextafter(low, -INFINITY); /* so that an atom at `low` is inside */
    const double below = low == -INFINITY ? 0 : law->cdf(a, under);
    const double above = high == INFINITY ? 0 : law->survival(a, high);
    const double from = below > 0.5 ? law->survival(a, under) : 1 - below;
    const double inside = from - above;
    if (cut)
        *cut = fmin(below + above, 1);
    if (!(inside > 0))
        return NAN;
    double x;
    if (below == 0 && above == 0)
        x = law->quantile(a, u);
    else if (below <= 0.999)
        x = law->quantile(a, below + u * inside);
    else
        x = upper_quantile(law, a, from - u * inside, low, high);
    return fmin(fmax(x, low), high);
}
