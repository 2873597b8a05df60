/* What a journey by luck is made of, and its numbers as text. For structure_text.h. */
#ifndef PK_STRUCTURE_NUMBERS_H
#define PK_STRUCTURE_NUMBERS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"

enum { STAGES_MOST = 120, FLOWS_MOST = 2000, DRIVERS_MOST = 16 };
enum { STAGES_OFTEN = 9, PERSONAS_OFTEN = 4, WAYS_OFTEN = 3, USES_OFTEN = 4 };

typedef enum { PLAIN, DWELL, INSTANT, BY_EXITS } stage_kind_t;
typedef enum { CHANNEL, LEVER, SEASON, EVENT, WORD, STOCK, RATIO, QUEUE, KINDS } driver_kind_t;

typedef struct {
    int from, to;
    bool share, exits, revenue, cost, has_probability;
} text_flow_t;

typedef struct {
    pk_stream_t luck;
    FILE *out;
    bool big;
    bool wild; /* numbers at the ends of what is allowed */
    bool dated, daily, today, named_personas;
    int nstage, npersona, nflow, ndriver, ncapacity, nkpi, horizon;
    stage_kind_t kind[STAGES_MOST];
    text_flow_t flows[FLOWS_MOST];
    driver_kind_t drivers[DRIVERS_MOST];
    bool has_spend[DRIVERS_MOST], has_arrivals[STAGES_MOST], has_cost[STAGES_MOST];
} text_t;

/* ---- luck ---- */

static bool likely(text_t *self, double p)
{
    return pk_stream_uniform(&self->luck) < p;
}

static int pick(text_t *self, int n)
{
    return n > 0 ? (int)(pk_stream_uniform(&self->luck) * n) : 0;
}

static double real(text_t *self, double low, double high)
{
    return low + (high - low) * pk_stream_uniform(&self->luck);
}

__attribute__((format(printf, 2, 3))) static void put(text_t *self, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(self->out, format, arguments);
    va_end(arguments);
}

static void put_if(text_t *self, bool condition, const char *text)
{
    fputs(condition ? text : "", self->out);
}

#define ONE_OF(self, list) (list)[pick(self, (int)(sizeof(list) / sizeof *(list)))]

/* ---- numbers; each is one word or quoted ---- */

static const char *period(text_t *self)
{
    static const char *const PERIODS[] = {"", "", "", " per year", " per month"};
    return ONE_OF(self, PERIODS);
}

/* At most `most`, also where it is uncertain (but for the tail of a beta law). */
static void put_part(text_t *self, double most)
{
    static const double SMALL[] = {0, 1e-300, 1e-17, 1e-9};
    const double p = real(self, 0.01, 0.9) * most;
    switch (pick(self, self->wild ? 8 : 5)) {
    case 0:
        put(self, "%.3g%% to %.3g%%", 30 * p, 100 * p);
        break;
    case 1:
        put(self, "\"pert(%.3g, %.3g, %.3g)\"", p / 4, p / 2, p);
        break;
    case 2:
        put(self, "\"uniform(0, %.3g)\"", p);
        break;
    case 3:
    case 4:
        put(self, "%.4g", p);
        break;
    case 5:
        put(self, "\"beta(mean=%.3g, n=%.3g)\"", p / 2, real(self, 1, 1e4));
        break;
    default:
        put(self, "%g", ONE_OF(self, SMALL));
    }
}

static void put_positive(text_t *self, double size)
{
    static const double ENDS[] = {1e-6, 1e-3, 1, 1e3, 1e6};
    const double x = size * (self->wild && likely(self, 0.2) ? ONE_OF(self, ENDS) : real(self, 0.1, 3));
    switch (pick(self, 6)) {
    case 0:
        put(self, "%.4g to %.4g", x / 3, x);
        break;
    case 1:
        put(self, "\"gamma(mean=%.4g, sd=%.4g)\"", x, x / 3);
        break;
    case 2:
        put(self, "\"triangular(%.4g, %.4g, %.4g)\"", x / 2, x, 2 * x);
        break;
    default:
        put(self, "%.4g", x);
    }
}

static void put_varying(text_t *self)
{
    const double x = real(self, 1, 300);
    switch (pick(self, 6)) {
    case 0:
        put(self, "\"varies gamma(mean=%.4g, sd=%.4g)\"", x, x / 2);
        break;
    case 1:
        put(self, "\"varies lognormal(mean=%.4g, sd=%.4g)\"", x, x);
        break;
    case 2:
        put(self, "\"varies pert(%.4g, %.4g, %.4g)\"", x, 2 * x, 4 * x);
        break;
    case 3:
        put(self, "\"varies exponential(%.4g)\"", x);
        break;
    case 4:
        put(self, "\"varies normal(%.4g to %.4g, %.4g)\"", x, 2 * x, x / 5);
        break;
    default:
        put(self, "\"varies poisson(%.4g)\"", x);
    }
}

static void put_amount(text_t *self, bool may_vary)
{
    static const double ENDS[] = {0, 1e-300, 1e-9, 1e9, 1e300};
    if (may_vary && likely(self, 0.3)) {
        put_varying(self);
    } else if (self->wild && likely(self, 0.25)) {
        put(self, "%g", ONE_OF(self, ENDS));
    } else if (likely(self, 0.1)) {
        put(self, "\"normal(%.4g, %.4g)\"", real(self, -50, 200), real(self, 1, 50));
    } else if (likely(self, 0.1)) {
        put(self, "-%.4g", real(self, 1, 100));
    } else {
        put_positive(self, 100);
    }
}

/* A number over time: two or three pieces of what `one` writes. */
static void put_pieces(text_t *self, void (*one)(text_t *self, double size), double size, const char *sign)
{
    int until = 0;
    put(self, "[");
    for (int k = 1 + pick(self, 2); k > 0; k--) {
        until += 1 + pick(self, 5);
        put(self, "{until: %d, value: %s", until, sign);
        one(self, size);
        put(self, "}, ");
    }
    put(self, "{otherwise: %s", sign);
    one(self, size);
    put(self, "}]");
}

static void put_scheduled(text_t *self, void (*one)(text_t *self, double size), double size)
{
    if (likely(self, 0.2)) {
        put_pieces(self, one, size, "");
    } else {
        one(self, size);
    }
}

static void put_plain(text_t *self, double size)
{
    put(self, "%.4g", real(self, 0.1, 2) * size);
}

#endif
