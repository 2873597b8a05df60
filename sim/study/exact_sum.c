#include "study/exact_sum.h"

#include <math.h>

static double sum_of(double *const *shares, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += *shares[i];
    }
    return sum;
}

void pk_close_sum(double *const *shares, int count, double total)
{
    enum { ROUNDS = 4 };
    double off = total - sum_of(shares, count);
    for (int i = 0; i < ROUNDS * count && off != 0; i++) {
        double *share = shares[i % count];
        if (fabs(*share) > fabs(off)) {
            *share += i / count % 2 == 0 ? off : off / 2;
            off = total - sum_of(shares, count);
        }
    }
}
