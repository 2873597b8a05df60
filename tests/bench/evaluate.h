/* What `make bench` asks an engine for: evaluations, each a whole run of a plan with its draws given. The program
 * (evaluate_main.c) is the same for today's engine (evaluate.c) and for that of the commit that it is compared with
 * (evaluate_COMMIT.c, whose headers are another tree's). */
#ifndef PK_BENCH_EVALUATE_H
#define PK_BENCH_EVALUATE_H

#include <stdbool.h>

#include "model/scenario.h"

enum { PK_BENCH_DRAWS = 64 }; /* evaluations take them in turn */

/* Compiles the scenario for an engine (`expected`, `cohort`, or `expected` in lanes: their instructions, `AVX2`) and
 * draws its numbers. False: there is no such engine here, or the plan cannot be had. */
bool pk_bench_open(const char *engine, const pk_scenario_t *scenario, pk_diag_t *diag);

/* Evaluates the next plans, one or several side by side: gives how many. */
long pk_bench_evaluate(void);

void pk_bench_close(void);

#endif
