/* evaluate ENGINE SCENARIO SECONDS: prints evaluations a second of processor time. Exit 77: no such engine here. */
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench/evaluate.h"

static double processor_seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static void warm_up(void)
{
    for (long done = 0; done < PK_BENCH_DRAWS;) {
        done += pk_bench_evaluate();
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: evaluate ENGINE SCENARIO SECONDS\n", stderr);
        return 2;
    }
    gsl_set_error_handler_off();
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    const pk_overrides_t none = PK_NO_OVERRIDES;
    const pk_scenario_t *scenario = pk_scenario_read(argv[2], &none, &arena, &diag);
    if (scenario == NULL || !pk_bench_open(argv[1], scenario, &diag)) {
        return scenario == NULL ? 1 : 77;
    }
    warm_up();
    const double most = atof(argv[3]), start = processor_seconds();
    double spent = 0;
    long done = 0;
    while (spent < most) {
        done += pk_bench_evaluate();
        spent = processor_seconds() - start;
    }
    printf("%.6g\n", (double)done / spent);
    pk_bench_close();
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return 0;
}
