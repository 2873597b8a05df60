/* Capacities: who of those who ask fits. The units asked for are a normal X, the room is L. Where series tell together
 * how much was used, U < L is X itself, and U = L says no more than that X was at least that; else min(X, L) has its
 * mean, variance and slope. Of a room that is no whole number, its whole part or one more counts by chance. Who fits is
 * a random part of those who ask. */
#include <math.h>
#include <string.h>

#include "infer/filter_parts.h"
#include "infer/noise.h"

typedef struct {
    int nway;
    int *entry;                /* [nway] of who asks */
    double *unit;              /* [nway] that one of them uses */
    double *part;              /* [nway] people of the way a unit asked for: mean / X */
    double mean, variance;     /* of X */
    bool alike;                /* all use the same */
    double typical;            /* units of one of them, weighted by units */
    double largest;            /* unit */
    double room[2];            /* whole */
    double most[2], chance[2]; /* L of these rooms, and how likely they are; the smaller first */
    int nmost;
} pk_asked_t;

static pk_combination_t all_asked(const pk_asked_t *asked)
{
    return (pk_combination_t){asked->entry, asked->unit, asked->nway};
}

static void measure(pk_filter_chain_t *chain, pk_asked_t *asked)
{
    double squares = 0;
    asked->mean = fmax(pk_normal_mean_of(&chain->state, all_asked(asked)), 1e-9);
    asked->variance = pk_normal_taped_variance(&chain->state, all_asked(asked)) + 1e-9;
    for (int k = 0; k < asked->nway; k++) {
        const double people = fmax(0, chain->state.mean[asked->entry[k]]);
        asked->part[k] = people / asked->mean;
        squares += asked->unit[k] * asked->unit[k] * asked->part[k];
    }
    asked->typical = asked->alike ? asked->unit[0] : squares;
}

/* What of a whole room is used when it is full: whole people; of different ones, the first who does not fit leaves half
 * of what he needs. */
static double used_of(const pk_asked_t *asked, double room)
{
    return asked->alike ? asked->unit[0] * floor(room / asked->unit[0] * (1 + 1e-12))
                        : fmax(0, room - asked->typical / 2);
}

static void find_most(pk_asked_t *asked, double room)
{
    const double whole = floor(room + 1e-9), rest = fmax(0, room - whole);
    for (int j = 0; j < 2; j++) {
        asked->room[j] = whole + j;
        asked->most[j] = used_of(asked, whole + j);
    }
    asked->nmost = rest < 1e-9 ? 1 : 2;
    asked->chance[0] = 1 - rest;
    asked->chance[1] = rest;
    if (asked->nmost == 2 && asked->most[0] == asked->most[1]) {
        asked->nmost = 1;
        asked->chance[0] = 1;
    }
}

/* ---- what is known of it ---- */

/* The place among those due at step t of a seen value of this series, of this step alone; -1: none. */
static int due_of(const pk_filter_layout_t *layout, int series, int t, int first_due)
{
    for (int k = first_due; k < layout->ndue && layout->due[k].step == t; k++) {
        const pk_due_t *due = &layout->due[k];
        if (due->series == series && due->seen) {
            return layout->series[series].values[due->value].first == t ? k : -1;
        }
    }
    return -1;
}

/* Units used in this step, as the series tell; NAN where not all do. */
static double used_in(const pk_filter_layout_t *layout, const pk_crew_t *crew, const pk_asked_t *asked, int t,
                      int first_due)
{
    double used = crew->nknown > 0 ? 0 : NAN;
    for (int s = 0; s < crew->nknown; s++) {
        const int due = due_of(layout, crew->known[s], t, first_due);
        for (int k = 0; k < crew->nway; k++) {
            if (crew->part[k] == s) {
                used += due < 0 ? NAN
                                : asked->unit[k] * layout->series[crew->known[s]].values[layout->due[due].value].value;
                break;
            }
        }
    }
    return used;
}

/* One way in which it may have come about. */
typedef struct {
    double log_chance, mean, variance; /* of X then */
} pk_guess_t;

static pk_guess_t joined(const pk_guess_t *guesses, int count)
{
    double top = -INFINITY, sum = 0, mean = 0, square = 0;
    for (int k = 0; k < count; k++) {
        top = fmax(top, guesses[k].log_chance);
    }
    for (int k = 0; k < count && top > -INFINITY; k++) {
        const double weight = exp(guesses[k].log_chance - top);
        sum += weight;
        mean += weight * guesses[k].mean;
        square += weight * (guesses[k].variance + guesses[k].mean * guesses[k].mean);
    }
    if (sum == 0) {
        return (pk_guess_t){-INFINITY, 0, 0};
    }
    mean /= sum;
    return (pk_guess_t){top + log(sum), mean, fmax(0, square / sum - mean * mean)};
}

/* Whether the room may have been full at U; of different units, the first who does not fit needs more than is left. */
static bool is_full(const pk_asked_t *asked, double used, int j)
{
    return asked->alike ? fabs(used - asked->most[j]) < asked->typical / 2
                        : used <= asked->room[j] * (1 + 1e-12) && used + asked->largest > asked->room[j];
}

/* Whether all may have fitted; all alike, who fill the room are told with those who would more than fill it. */
static bool may_be_open(const pk_asked_t *asked, double used, int j)
{
    return asked->alike ? used < asked->most[j] - asked->typical / 2 : used <= asked->room[j] * (1 + 1e-12);
}

/* What U says of X: log_chance is NAN where it says that all fitted and X is U. */
static pk_guess_t guess(const pk_asked_t *asked, double used)
{
    pk_guess_t guesses[3];
    double open = 0; /* chance of a room that may not have been full */
    int count = 0;
    for (int j = 0; j < asked->nmost; j++) {
        if (is_full(asked, used, j)) {
            const pk_tail_of_normal_t tail =
                pk_normal_above(asked->mean, asked->variance, asked->alike ? used - asked->typical / 2 : used);
            guesses[count++] = (pk_guess_t){log(asked->chance[j]) + tail.log_chance, tail.mean, tail.variance};
        }
        open += may_be_open(asked, used, j) ? asked->chance[j] : 0;
    }
    if (count == 0) {
        return (pk_guess_t){open > 0 ? NAN : -INFINITY, used, 0};
    }
    if (open > 0) {
        const double unit = asked->typical;
        const double density = pk_log_count(used / unit, asked->mean / unit, asked->variance / unit / unit);
        guesses[count++] = (pk_guess_t){log(open) + density, used, 0};
    }
    return joined(guesses, count);
}

/* ---- from those who ask to those who fit ---- */

/* min(X, L): its mean and variance, and the slope by X. */
typedef struct {
    double mean, variance, slope;
} pk_fitting_t;

static pk_fitting_t capped(const pk_asked_t *asked)
{
    double mean = 0, square = 0, slope = 0;
    for (int j = 0; j < asked->nmost; j++) {
        const pk_capped_t one = pk_normal_capped(asked->mean, asked->variance, asked->most[j]);
        mean += asked->chance[j] * one.mean;
        square += asked->chance[j] * one.square;
        slope += asked->chance[j] * one.slope;
    }
    return (pk_fitting_t){mean, fmax(square - mean * mean, slope * slope * asked->variance), slope};
}

/* What more room changes, where what feeds back changes the room: to[k] per unit of room. */
static void feel_room(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_crew_t *crew,
                      pk_combination_t to, double of_room)
{
    double weight[to.count];
    for (int s = 0; s < layout->nscalar; s++) {
        const double slope = chain->capacity_slope[s * layout->plan->ncapacity + crew->capacity];
        if (slope != 0 && layout->scalars[s].felt >= 0) {
            for (int k = 0; k < to.count; k++) {
                weight[k] = to.weight[k] * of_room * slope;
            }
            const double mean = chain->state.mean[layout->scalars[s].felt];
            chain->state.mean[layout->scalars[s].felt] = 0; /* a deviation */
            pk_normal_spread(&chain->state, layout->scalars[s].felt, (pk_combination_t){to.entry, weight, to.count});
            chain->state.mean[layout->scalars[s].felt] = mean;
        }
    }
}

/* w_a becomes f_a = w_a T/X, X - T waits; linear around the means, with what T scatters of itself. X stands as who
 * waits meanwhile. */
static void let_fit(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_crew_t *crew,
                    const pk_asked_t *asked, pk_fitting_t fits)
{
    const int rows = asked->nway + 1;
    const double scale = fits.mean / asked->mean, waits = 1 - fits.slope;
    int row[rows], pair[rows][2];
    double part[rows], weight[rows][2];
    pk_combination_t as[rows];
    const pk_combination_t all = all_asked(asked);
    pk_normal_recast(&chain->state, &crew->waiting, &all, 1);
    for (int k = 0; k < asked->nway; k++) {
        row[k] = pair[k][0] = asked->entry[k];
        pair[k][1] = crew->waiting;
        weight[k][0] = scale;
        weight[k][1] = asked->part[k] * (fits.slope - scale);
        as[k] = (pk_combination_t){pair[k], weight[k], 2};
        part[k] = asked->part[k];
        chain->state.mean[row[k]] = part[k] * fits.mean;
    }
    row[asked->nway] = crew->waiting;
    part[asked->nway] = -1;
    as[asked->nway] = (pk_combination_t){&crew->waiting, &waits, 1};
    chain->state.mean[crew->waiting] = asked->mean - fits.mean;
    pk_normal_recast(&chain->state, row, as, rows);
    feel_room(layout, chain, crew, (pk_combination_t){row, part, rows}, waits);
    pk_normal_noise(&chain->state, (pk_combination_t){row, part, rows},
                    fmax(0, fits.variance - fits.slope * fits.slope * asked->variance));
}

/* Noise along way k, or along all of them as they ask (k = nway): what it does to the units in
 * all is taken back in proportion. */
static void add_part(pk_filter_chain_t *chain, const pk_asked_t *asked, int k, double people, double variance)
{
    double along[asked->nway + 1], units = 0;
    for (int w = 0; w < asked->nway; w++) {
        along[w] = k == w ? 1 : k == asked->nway ? asked->part[w] / people : 0;
        units += along[w] * asked->unit[w];
    }
    for (int w = 0; w < asked->nway; w++) {
        along[w] -= units * asked->part[w];
    }
    pk_normal_noise(&chain->state, (pk_combination_t){asked->entry, along, asked->nway}, variance);
}

/* A random part of those who ask fits: hypergeometric among the ways, at so many units in all. */
static void draw_part(pk_filter_chain_t *chain, const pk_asked_t *asked, double used)
{
    double people = 0; /* a unit asked for */
    for (int k = 0; k < asked->nway; k++) {
        people += asked->part[k];
    }
    const double all = asked->mean * people, fit = fmin(used, asked->mean) * people;
    const double variance = all > 1 ? fit * (all - fit) / (all - 1) : 0;
    if (asked->nway == 1 || variance <= 0 || pk_normal_replays(&chain->state)) {
        return;
    }
    for (int k = 0; k < asked->nway; k++) {
        add_part(chain, asked, k, people, variance * asked->part[k] / people);
    }
    add_part(chain, asked, asked->nway, people, -variance);
}

/* ---- a step ---- */

/* Units that one counted by the crew's series s uses. */
static double unit_of(const pk_crew_t *crew, const pk_asked_t *asked, int s)
{
    int k = 0;
    while (crew->part[k] != s) {
        k++;
    }
    return asked->unit[k];
}

/* What the crew's last series is foretold to be, of all units that fit, given the others of a full crew; where it is
 * the only one, always. */
static void foretell(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_crew_t *crew,
                     const pk_asked_t *asked, pk_fitting_t fits, int t, int first_due)
{
    const int last = crew->nknown - 1;
    double left = fits.mean;
    for (int s = 0; s < crew->nknown; s++) {
        const int due = due_of(layout, crew->known[s], t, first_due);
        if (due < 0) {
            return;
        }
        const double value = layout->series[crew->known[s]].values[layout->due[due].value].value;
        left -= s < last ? unit_of(crew, asked, s) * value : 0;
    }
    if (last >= 0) {
        chain->told_mean[crew->known[last]] = left / unit_of(crew, asked, last);
        chain->told_sd[crew->known[last]] = sqrt(fits.variance) / unit_of(crew, asked, last);
    }
}

/* The log density of a full crew; its series are known then, but for the split among all but the last of them. */
static double learn_full(pk_filter_chain_t *chain, const pk_crew_t *crew, pk_asked_t *asked, pk_guess_t told)
{
    pk_normal_condition(&chain->state, all_asked(asked), asked->mean, asked->variance, told.mean, told.variance);
    measure(chain, asked);
    chain->known[crew->known[crew->nknown - 1]] = true;
    chain->log_known[crew->known[crew->nknown - 1]] = told.log_chance;
    return told.log_chance;
}

static double fit_one(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_crew_t *crew, int t,
                      int first_due)
{
    int entry[crew->nway + 1];
    double unit[crew->nway + 1], part[crew->nway + 1];
    pk_asked_t asked = {.nway = crew->nway, .entry = entry, .unit = unit, .part = part, .alike = true};
    if (crew->nway == 0) {
        return 0;
    }
    for (int k = 0; k < crew->nway; k++) {
        const pk_way_t *way = &layout->ways[crew->ways[k]];
        entry[k] = way->asks;
        unit[k] = pk_quantity(layout->plan->flows[way->flow].uses, chain->draws, t);
        asked.alike = asked.alike && unit[k] == unit[0];
        asked.largest = fmax(asked.largest, unit[k]);
    }
    measure(chain, &asked);
    find_most(&asked, chain->room[crew->capacity]);
    const double used = used_in(layout, crew, &asked, t, first_due);
    const bool near = asked.mean + 8 * sqrt(asked.variance) > asked.most[0];
    pk_fitting_t fits = near ? capped(&asked) : (pk_fitting_t){asked.mean, asked.variance, 1};
    if (crew->nknown == 1) {
        foretell(layout, chain, crew, &asked, fits, t, first_due);
    }
    double log_density = 0;
    if (used == used) {
        const pk_guess_t told = guess(&asked, used);
        if (told.log_chance != told.log_chance) {
            return 0; /* all fitted */
        }
        if (told.log_chance == -INFINITY) {
            return -INFINITY;
        }
        foretell(layout, chain, crew, &asked, fits, t, first_due);
        log_density = learn_full(chain, crew, &asked, told);
        fits = (pk_fitting_t){used, 0, 0};
    } else if (!near) {
        return 0;
    }
    chain->health.bound++;
    let_fit(layout, chain, crew, &asked, fits);
    draw_part(chain, &asked, fits.mean);
    return log_density;
}

double pk_filter_fit(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t, int first_due)
{
    double log_density = 0;
    for (int k = 0; k < layout->ncrew; k++) {
        log_density += fit_one(layout, chain, &layout->crews[k], t, first_due);
        for (int w = 0; w < layout->crews[k].nway; w++) {
            pk_filter_settle(chain, &layout->ways[layout->crews[k].ways[w]]);
        }
    }
    return log_density;
}
