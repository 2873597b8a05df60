/* The luck of each lane (base/stream.h), and the samplers of base/draw.h in lanes: from the same words the same counts,
 * but for what the last digit of a mass decides. Included by width.c. */
#ifndef PK_ENGINE_LANES_LUCK_H
#define PK_ENGINE_LANES_LUCK_H

#include "base/draw.h"
#include "base/draw_limits.h"
#include "base/stream_blocks.h"
#include "engine/lanes/state.h"

/* ---- words ---- */

typedef struct {
    bits_t word[4];
} words_t;

PK_INLINE words_t words_at(const pk_lanes_t *self, pk_purpose_t purpose, uint64_t address)
{
    words_t words;
    pk_stream_blocks(self->seed, self->run, PK_WIDTH, purpose, (uint64_t)self->step, address, (uint64_t *)words.word);
    return words;
}

PK_INLINE pk_luck_t luck_of(const pk_lanes_t *self, int lane)
{
    return (pk_luck_t){.seed = self->seed, .run = self->run[lane], .step = (uint64_t)self->step};
}

/* pk_stream_uniform: (k + 0.5) / 2^52 of the upper 52 bits. */
PK_INLINE lanes_t uniform_of(bits_t words)
{
    return of_bits(words >> 12 | 0x3ff0000000000000) - (1 - 0x1p-53);
}

/* ---- binomials ---- */

/* p <= 1/2 in every lane; where it is mirrored, uniforms are taken from the far end and the others are counted. */
typedef struct {
    lanes_t n, p, q, mean;
    mask_t mirror;
} binomial_t;

PK_INLINE binomial_t binomial_of(lanes_t n, lanes_t p)
{
    const mask_t mirror = more(p, all_lanes(0.5));
    const lanes_t least = choose(mirror, 1 - p, p);
    return (binomial_t){.n = n, .p = least, .q = choose(mirror, p, 1 - p), .mean = n * least, .mirror = mirror};
}

/* The lanes in which something is left to chance; not where n or p is no number, which a lane past its end may have. */
PK_INLINE mask_t open_lanes_of(lanes_t n, lanes_t p)
{
    return both(both(more(n, all_lanes(0)), at_most(n, all_lanes(PK_COUNT_MOST))),
                both(more(p, all_lanes(0)), less(p, all_lanes(1))));
}

/* Walks up the distribution from both ends of [low, high] at once, in the lanes of `wanted`; log_q is log(1-p) where
 * the caller has it, else NULL; in those of *parted the ends part, and nothing is known. */
PK_INLINE lanes_t by_inversion(lanes_t low, lanes_t high, const binomial_t *law, const lanes_t *log_q, mask_t wanted,
                               mask_t *parted)
{
    const lanes_t one = all_lanes(1), far = 1 - low;
    low = choose(law->mirror, 1 - high, low);
    high = choose(law->mirror, far, high);
    lanes_t count = all_lanes(0);
    const mask_t some = both(wanted, more(high, 1 - law->mean)); /* (1-p)^n >= 1 - n p */
    *parted = no_lane();
    if (!any_lane(some)) {
        return count;
    }
    const lanes_t odds = law->p / law->q, most = at_most_lanes(law->n, PK_INVERSION_MOST);
    lanes_t mass = lanes_exp(law->n * (log_q != NULL ? *log_q : lanes_log1p(-law->p)));
    mask_t walking = both(some, more(low, mass));
    *parted = both(except(some, walking), more(high, mass));
    for (double k = 0; any_lane(walking); k++) {
        low -= mass;
        high -= mass;
        mass *= odds * (law->n - k) * (1 / (k + 1));
        count += only(walking, one);
        const mask_t inside = both(walking, less(all_lanes(k + 1), most)), on = both(inside, more(low, mass));
        *parted = either(*parted, both(except(inside, on), more(high, mass)));
        walking = on;
    }
    return count;
}

/* The hat of BTRS (base/draw_binomial.c). */
typedef struct {
    lanes_t a, b, squeeze, alpha, mode, centre;
} hat_t;

PK_INLINE hat_t hat_of(const binomial_t *law)
{
    const lanes_t spread = lanes_sqrt(law->mean * law->q), b = 1.15 + 2.53 * spread;
    const lanes_t mode = lanes_floor(law->mean + law->p);
    return (hat_t){.a = -0.0873 + 0.0248 * b + 0.01 * law->p,
                   .b = b,
                   .squeeze = 0.92 - 4.2 / b,
                   .alpha = (2.83 + 5.1 / b) * spread,
                   .mode = mode,
                   .centre = law->mean - mode + 0.5};
}

enum { NEAR = 20 }; /* steps from the mode for which the ratio of masses is multiplied out */

/* The lanes in which v <= P(k) / P(mode), |k - mode| <= NEAR. */
PK_INLINE mask_t below_near(lanes_t v, lanes_t k, lanes_t mode, const binomial_t *law, mask_t wanted)
{
    const lanes_t odds = law->p / law->q, one = all_lanes(1);
    const mask_t up = more(k, mode);
    const lanes_t low = choose(up, mode, k), span = size_of(k - mode);
    lanes_t above = one, below = one;
    for (int step = 1; step <= NEAR; step++) {
        const mask_t on = both(wanted, at_most(all_lanes(step), span));
        const lanes_t i = low + step;
        if (!any_lane(on)) {
            break;
        }
        above *= choose(on, (law->n - i + 1) * odds, one);
        below *= choose(on, i, one);
    }
    return both(wanted, at_most(v * choose(up, below, above), choose(up, above, below)));
}

/* Farther off: bounds of log P(k) / P(mode) (pk_log_binomial_bounds); lanes that they do not settle stay in *unsettled.
 */
PK_INLINE mask_t below_far(lanes_t v, lanes_t k, lanes_t mode, const binomial_t *law, mask_t wanted, mask_t *unsettled)
{
    const lanes_t off = size_of(k - mode), variance = law->mean * law->q, log_v = lanes_log(v);
    const lanes_t normal = -off * off / (2 * variance);
    const lanes_t reach = off / variance * ((off * (off / 3 + 0.625) + 1.0 / 6) / variance + 0.5);
    const mask_t valid = both(wanted, less(off, variance / 2 - 1));
    const mask_t yes = both(valid, at_most(log_v, normal - reach));
    *unsettled = except(wanted, either(yes, both(valid, more(log_v, normal + reach))));
    return yes;
}

/* One try of BTRS in the lanes of `wanted`: gives k, and the lanes that take it; in those of *unsettled a closer look
 * at the law's masses must tell. */
PK_INLINE mask_t try_once(bits_t first, bits_t second, const binomial_t *law, const hat_t *hat, mask_t wanted,
                          lanes_t *k_out, mask_t *unsettled)
{
    const lanes_t drawn = uniform_of(first) - 0.5, v = uniform_of(second);
    const lanes_t u = choose(law->mirror, -drawn, drawn), side = 0.5 - size_of(u);
    const lanes_t k = hat->mode + lanes_floor((2 * hat->a / side + hat->b) * u + hat->centre);
    const mask_t taken = both(wanted, both(at_most(all_lanes(0.07), side), at_most(v, hat->squeeze)));
    const mask_t within_n = both(at_most(all_lanes(0), k), at_most(k, law->n)),
                 open = both(except(wanted, taken), within_n);
    *unsettled = no_lane();
    *k_out = k;
    if (!any_lane(open)) {
        return taken;
    }
    const lanes_t height = v * hat->alpha / (hat->a / (side * side) + hat->b);
    const mask_t near = both(open, at_most(size_of(k - hat->mode), all_lanes(NEAR))), far = except(open, near);
    mask_t accepted = any_lane(near) ? below_near(height, k, hat->mode, law, near) : no_lane();
    if (any_lane(far)) {
        accepted = either(accepted, below_far(height, k, hat->mode, law, far, unsettled));
    }
    return either(taken, accepted);
}

/* Two tries of BTRS, for which one block has words; the lanes of *alone have not come to an end. */
PK_INLINE lanes_t by_rejection(const words_t *words, const binomial_t *law, mask_t wanted, mask_t *alone)
{
    const hat_t hat = hat_of(law);
    const mask_t fit = both(wanted, less(law->n, all_lanes(0x1p50)));
    lanes_t count, again;
    mask_t unsettled, unsettled_again = no_lane();
    const mask_t taken = try_once(words->word[0], words->word[1], law, &hat, fit, &count, &unsettled);
    const mask_t rest = except(fit, either(taken, unsettled));
    if (any_lane(rest)) {
        const mask_t then = try_once(words->word[2], words->word[3], law, &hat, rest, &again, &unsettled_again);
        count = choose(then, again, count);
        *alone = except(wanted, either(taken, then));
        return count;
    }
    *alone = except(wanted, taken);
    return count;
}

/* Lanes one by one. */
static __attribute__((noinline)) void draw_alone(const pk_lanes_t *self, mask_t which, pk_purpose_t purpose,
                                                 uint64_t address, const lanes_t *n, const lanes_t *p, lanes_t *count)
{
    for (int l = 0; l < PK_WIDTH; l++) {
        if (lane_in(which, l)) {
            pk_stream_t stream = pk_stream_of(luck_of(self, l), purpose, address);
            set_lane(count, l, pk_draw_binomial(&stream, lane_of(*n, l), lane_of(*p, l)));
        }
    }
}

/* Binomial(n, p) in the lanes of `wanted`, which are open; 0 in the others. */
static lanes_t draw_binomial(const pk_lanes_t *self, mask_t wanted, pk_purpose_t purpose, uint64_t address, lanes_t n,
                             lanes_t p)
{
    const words_t words = words_at(self, purpose, address);
    const binomial_t law = binomial_of(n, p);
    const mask_t small = both(wanted, less(law.mean, all_lanes(PK_INVERSION_BELOW))), large = except(wanted, small);
    lanes_t count = all_lanes(0);
    mask_t alone = no_lane();
    if (any_lane(small)) {
        const lanes_t u = uniform_of(words.word[0]);
        mask_t parted;
        count = by_inversion(u, u, &law, NULL, small, &parted);
    }
    if (any_lane(large)) {
        const lanes_t tried = by_rejection(&words, &law, large, &alone);
        count = choose(large, tried, count);
    }
    count = only(wanted, choose(law.mirror, n - count, count));
    if (any_lane(alone)) {
        draw_alone(self, alone, purpose, address, &n, &p, &count);
    }
    return count;
}

/* How many of n, each with probability p. */
static lanes_t thin(const pk_lanes_t *self, pk_purpose_t purpose, uint64_t address, lanes_t n, lanes_t p)
{
    const mask_t open = open_lanes_of(n, p), sure = both(more(n, all_lanes(0)), except(more(p, all_lanes(0)), open));
    const lanes_t surely = only(both(sure, at_most(n, all_lanes(PK_COUNT_MOST))), n);
    return any_lane(open) ? surely + draw_binomial(self, open, purpose, address, n, p) : surely;
}

/* Poisson with these means, lane by lane; what is no count is 0. */
static lanes_t poisson(const pk_lanes_t *self, pk_purpose_t purpose, uint64_t address, lanes_t mean)
{
    lanes_t count = all_lanes(0);
    for (int l = 0; l < PK_WIDTH; l++) {
        const double each = lane_of(mean, l);
        if (each > 0 && each <= PK_COUNT_MOST) {
            pk_stream_t stream = pk_stream_of(luck_of(self, l), purpose, address);
            set_lane(&count, l, pk_draw_poisson(&stream, each));
        }
    }
    return count;
}

#endif
