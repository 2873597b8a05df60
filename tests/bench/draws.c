/* What a draw costs: nanoseconds a call of our samplers, beside GSL's where GSL has one that is right at that size.
 * Not a test: nothing fails here. Run with `make bench-draws`. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <time.h>

#include "base/draw.h"

enum { DRAWS = 300000 };

typedef double (*draw_fn)(pk_stream_t *stream, const gsl_rng *rng, double a, double b, double c);

static double ours_binomial(pk_stream_t *stream, const gsl_rng *rng, double n, double p, double unused)
{
    (void)rng, (void)unused;
    return pk_draw_binomial(stream, n, p);
}

static double gsl_binomial(pk_stream_t *stream, const gsl_rng *rng, double n, double p, double unused)
{
    (void)stream, (void)unused;
    return gsl_ran_binomial(rng, p, (unsigned)n);
}

static double ours_poisson(pk_stream_t *stream, const gsl_rng *rng, double mean, double unused, double unused_too)
{
    (void)rng, (void)unused, (void)unused_too;
    return pk_draw_poisson(stream, mean);
}

static double gsl_poisson(pk_stream_t *stream, const gsl_rng *rng, double mean, double unused, double unused_too)
{
    (void)stream, (void)unused, (void)unused_too;
    return gsl_ran_poisson(rng, mean);
}

static double ours_hyper(pk_stream_t *stream, const gsl_rng *rng, double good, double bad, double sample)
{
    (void)rng;
    return pk_draw_hypergeometric(stream, good, bad, sample);
}

static double gsl_hyper(pk_stream_t *stream, const gsl_rng *rng, double good, double bad, double sample)
{
    (void)stream;
    return gsl_ran_hypergeometric(rng, (unsigned)good, (unsigned)bad, (unsigned)sample);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Each draw starts a stream of its own, as in the engine. */
static double nanoseconds(draw_fn draw, double a, double b, double c)
{
    static volatile double sink;
    const double start = now();
    for (uint64_t i = 0; i < DRAWS; i++) {
        pk_stream_t stream = pk_stream_at(1, i, PK_PURPOSE_MOVE, 0, 0);
        const gsl_rng rng = pk_stream_gsl(&stream);
        sink = draw(&stream, &rng, a, b, c);
    }
    (void)sink;
    return (now() - start) / DRAWS * 1e9;
}

int main(void)
{
    static const struct {
        const char *name;
        draw_fn ours, gsl;
        double a, b, c;
    } cases[] = {
        {"binomial(10, 0.3)", ours_binomial, gsl_binomial, 10, 0.3, 0},
        {"binomial(1e3, 0.01)", ours_binomial, gsl_binomial, 1e3, 0.01, 0},
        {"binomial(1e6, 0.3)", ours_binomial, gsl_binomial, 1e6, 0.3, 0},
        {"binomial(4e9, 0.5)", ours_binomial, NULL, 4e9, 0.5, 0},
        {"binomial(1e12, 0.01)", ours_binomial, NULL, 1e12, 0.01, 0},
        {"poisson(5)", ours_poisson, gsl_poisson, 5, 0, 0},
        {"poisson(1e6)", ours_poisson, gsl_poisson, 1e6, 0, 0},
        {"hypergeometric(10, 20, 10)", ours_hyper, gsl_hyper, 10, 20, 10},
        {"hypergeometric(500, 700, 300)", ours_hyper, gsl_hyper, 500, 700, 300},
        {"hypergeometric(1e12, 1e12, 1e9)", ours_hyper, NULL, 1e12, 1e12, 1e9},
    };
    printf("%-34s %10s %10s\n", "draw", "ours, ns", "GSL, ns");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        printf("%-34s %10.0f", cases[i].name, nanoseconds(cases[i].ours, cases[i].a, cases[i].b, cases[i].c));
        if (cases[i].gsl) {
            printf(" %10.0f\n", nanoseconds(cases[i].gsl, cases[i].a, cases[i].b, cases[i].c));
        } else {
            printf(" %10s\n", "-");
        }
    }
    return 0;
}
