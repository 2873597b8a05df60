#include "report/individual_figures.h"

#include <math.h>
#include <string.h>

int pk_half_by(const pk_kaplan_meier_t *curve)
{
    for (int step = 0; step <= curve->steps; step++) {
        if (curve->share[step] >= 0.5) {
            return step;
        }
    }
    return -1;
}

double pk_share_at_end(const pk_kaplan_meier_t *curve)
{
    return curve->people > 0 ? curve->share[curve->steps] : NAN;
}

int pk_best_fifth(const pk_individuals_t *of)
{
    int nearest = -1;
    for (int k = 0; k < of->nbest; k++) {
        if (nearest < 0 || fabs(of->best_share[k] - 0.2) < fabs(of->best_share[nearest] - 0.2)) {
            nearest = k;
        }
    }
    return nearest;
}

double pk_retained(const pk_individuals_t *of, int period)
{
    double people = 0, left = 0;
    for (int entry = 0; entry + period < of->nperiod; entry++) {
        const double share = of->retention[entry * of->nperiod + period];
        if (!isnan(share)) {
            people += of->entered[entry];
            left += of->entered[entry] * share;
        }
    }
    return people > 0 ? left / people : NAN;
}

pk_word_t pk_period_word(const pk_result_t *r)
{
    const char *first = r->individuals->nperiod > 0 ? r->individuals->periods[0] : "";
    return r->days == NULL || strchr(first + (*first != '\0'), '-') == NULL
               ? r->days != NULL && strlen(first) == 4 ? PK_WORD_YEARS : PK_WORD_PERIODS
           : strchr(first, 'Q') != NULL ? PK_WORD_QUARTERS
                                        : PK_WORD_MONTHS;
}
