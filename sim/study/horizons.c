#include "study/horizons.h"

#include <stddef.h>

static int horizons_by(const pk_calendar_t *calendar, int months, int *steps)
{
    int count = 0, last = 0;
    for (int k = 1; last < calendar->steps; k++) {
        const int step = pk_horizon_steps(calendar, (double)k * months, PK_MONTH);
        if (step > last && step < calendar->steps) {
            if (count == PK_HORIZONS_MOST) {
                return -1;
            }
            steps[count++] = step;
        }
        last = step > last ? step : last;
    }
    return count;
}

int pk_horizons_of(const pk_calendar_t *calendar, int *steps)
{
    static const int MONTHS[] = {1, 3, 12, 60, 120};
    enum { FEWEST = 3 }; /* months before the last step */
    int count = -1;
    for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS && count < 0; i++) {
        count = horizons_by(calendar, MONTHS[i], steps);
    }
    if (count >= FEWEST) {
        return count;
    }
    const int every = calendar->steps / PK_HORIZONS_MOST + 1;
    count = 0;
    for (int t = every; t < calendar->steps; t += every) {
        steps[count++] = t;
    }
    return count;
}
