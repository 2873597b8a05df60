#include "base/sobol.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/stream.h"

enum { EARLY = 16, TRIES_EARLY = 64, TRIES = 8 /* starting values of an early dimension, and of another */ };

/* ---- primitive polynomials ---- */

/* Whether x has the order 2^degree - 1 modulo the polynomial, whose coefficients are bits. */
static bool is_primitive(uint32_t polynomial, int degree)
{
    const uint32_t top = 1u << degree, whole = top - 1;
    uint32_t x = 1, order = 0;
    do {
        x <<= 1;
        x ^= (x & top) != 0 ? polynomial : 0;
        order++;
    } while (x != 1 && order < whole);
    return x == 1 && order == whole;
}

/* The next primitive polynomial, by degree and then by its coefficients. */
static uint32_t next_polynomial(uint32_t polynomial, int *degree)
{
    for (;;) {
        polynomial += 2; /* the constant is always there */
        if (polynomial >> (*degree + 1) != 0) {
            (*degree)++;
            polynomial = (1u << *degree) + 1;
        }
        if (is_primitive(polynomial, *degree)) {
            return polynomial;
        }
    }
}

/* ---- direction numbers ---- */

/* The direction numbers of a dimension from its polynomial: v_k = a_1 v_(k-1) ^ .. ^ a_s v_(k-s) ^ v_(k-s) / 2^s. The
 * first `degree` of them are free but for their lowest digit: odd numbers below 2^k. */
static void direct(uint32_t polynomial, int degree, uint64_t start, uint32_t *v)
{
    for (int k = 0; k < PK_SOBOL_BITS; k++) {
        if (k < degree) {
            const uint32_t odd = ((uint32_t)(pk_hash_join(start, (uint64_t)k) >> 16) & ((1u << k) - 1)) << 1 | 1;
            v[k] = odd << (PK_SOBOL_BITS - 1 - k);
            continue;
        }
        v[k] = v[k - degree] ^ v[k - degree] >> degree;
        for (int i = 1; i < degree; i++) {
            v[k] ^= (polynomial >> (degree - i) & 1) != 0 ? v[k - i] : 0;
        }
    }
}

/* Digit `row` of the first 2^bits points as a set of their indices' bits. */
static uint32_t row_of(const uint32_t *v, int row, int bits)
{
    uint32_t set = 0;
    for (int k = 0; k < bits; k++) {
        set |= (v[k] >> (PK_SOBOL_BITS - 1 - row) & 1) << k;
    }
    return set;
}

/* Adds a row to rows that are independent, by their highest bits; false: it depends on them. */
static bool add_row(uint32_t *basis, uint32_t row)
{
    while (row != 0) {
        const int high = 31 - __builtin_clz(row);
        if (basis[high] == 0) {
            basis[high] = row;
            return true;
        }
        row ^= basis[high];
    }
    return false;
}

/* t is `bits` less the most digits of two dimensions, however split among them, that are independent of each other. */
static int quality(const uint32_t *one, const uint32_t *other, int bits)
{
    uint32_t rows[PK_SOBOL_BITS], basis[PK_SOBOL_BITS] = {0};
    int independent = bits;
    for (int r = 0; r < bits; r++) {
        rows[r] = row_of(other, r, bits);
    }
    for (int first = 0; first < bits; first++) { /* digits of `one` in the basis */
        uint32_t both[PK_SOBOL_BITS];
        memcpy(both, basis, sizeof both);
        int second = 0;
        while (first + second < independent && add_row(both, rows[second])) {
            second++;
        }
        independent = first + second < independent ? first + second : independent;
        (void)add_row(basis, row_of(one, first, bits));
    }
    return bits - independent;
}

int pk_sobol_quality(const pk_sobol_t *self, int one, int other, int bits)
{
    return quality(self->direction[one], self->direction[other], bits);
}

/* How badly a dimension fills the squares with those before it, for few points and for many. */
static double penalty(const pk_sobol_t *self, int count, const uint32_t *v)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += (double)(1u << 2 * quality(self->direction[k], v, 8));
        sum += (double)(1u << 2 * quality(self->direction[k], v, 12));
    }
    return sum;
}

static void choose(pk_sobol_t *self, int dimension, uint32_t polynomial, int degree)
{
    const uint64_t name = pk_hash_join(pk_hash_text("sobol"), (uint64_t)dimension);
    double least = 0;
    for (int k = 0; k < (dimension < EARLY ? TRIES_EARLY : TRIES); k++) {
        uint32_t v[PK_SOBOL_BITS];
        direct(polynomial, degree, pk_hash_join(name, (uint64_t)k), v);
        const double bad = penalty(self, dimension, v);
        if (k == 0 || bad < least) {
            least = bad;
            memcpy(self->direction[dimension], v, sizeof v);
        }
    }
}

pk_sobol_t pk_sobol_of(int dimensions)
{
    PK_REQUIRE(dimensions >= 1 && dimensions <= PK_SOBOL_MOST);
    pk_sobol_t self = {.dimensions = dimensions, .direction = pk_heap((size_t)dimensions, sizeof *self.direction)};
    uint32_t polynomial = 1;
    int degree = 1;
    for (int k = 0; k < PK_SOBOL_BITS; k++) {
        self.direction[0][k] = 1u << (PK_SOBOL_BITS - 1 - k);
    }
    for (int d = 1; d < dimensions; d++) {
        polynomial = next_polynomial(polynomial, &degree);
        choose(&self, d, polynomial, degree);
    }
    return self;
}

void pk_sobol_free(pk_sobol_t *self)
{
    free(self->direction);
    *self = (pk_sobol_t){0};
}

/* ---- points ---- */

uint32_t pk_sobol_digits(const pk_sobol_t *self, int dimension, uint32_t index)
{
    uint32_t digits = 0;
    for (int k = 0; index != 0; k++, index >>= 1) {
        digits ^= (index & 1) != 0 ? self->direction[dimension][k] : 0;
    }
    return digits;
}

/* Each digit is turned over or not by chance, which is the same for all points that share the digits before it. */
static uint32_t scramble(uint32_t digits, uint64_t key)
{
    uint32_t out = 0;
    for (int k = 0; k < PK_SOBOL_BITS; k++) {
        const uint64_t before = (uint64_t)1 << k | (k == 0 ? 0 : digits >> (PK_SOBOL_BITS - k));
        const uint32_t turned = (uint32_t)(pk_hash_join(key, before) >> 40) & 1;
        out = out << 1 | ((digits >> (PK_SOBOL_BITS - 1 - k) & 1) ^ turned);
    }
    return out;
}

double pk_sobol_at(const pk_sobol_t *self, int dimension, uint32_t index, uint64_t seed)
{
    enum { REST = 52 - PK_SOBOL_BITS };
    const uint64_t key = pk_hash_join(pk_hash_join(seed, pk_hash_text("scrambling")), (uint64_t)dimension);
    const uint32_t digits = pk_sobol_digits(self, dimension, index);
    const uint64_t rest = pk_hash_join(key, (uint64_t)1 << PK_SOBOL_BITS | digits) >> (64 - REST);
    return ((double)((uint64_t)scramble(digits, key) << REST | rest) + 0.5) * 0x1p-52;
}
