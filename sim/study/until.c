#include "study/until.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/asked_kpi.h"

enum { RUNS_LEAST = 30 }; /* of fewer an error is hardly known */

pk_status_t pk_until_read(const char *text, pk_until_t *until, pk_arena_t *arena, pk_diag_t *diag)
{
    const char *equals = strrchr(text, '=');
    char *end = NULL;
    const double error = equals != NULL ? strtod(equals + 1, &end) : NAN;
    if (equals == NULL || equals == text || end == equals + 1 || *end != '\0' || !(error > 0) || !isfinite(error)) {
        return pk_error(diag, PK_NOWHERE, "for instance --until-mcse profit=50",
                        "--until-mcse %s: it needs a KPI and the error that its difference may have, a number above 0",
                        text);
    }
    *until = (pk_until_t){pk_arena_copy_n(arena, text, (size_t)(equals - text)), error};
    return PK_OK;
}

/* The largest error of a difference; NAN with an error where some plan has none. */
static double largest_error(pk_comparison_t *c, const pk_until_t *until, pk_diag_t *diag)
{
    double largest = 0;
    for (int s = 0; s < c->nresult; s++) {
        const pk_difference_t *d = s == c->baseline ? NULL : pk_comparison_find(c, s, 0, until->kpi);
        const double error = d == NULL ? NAN : d->diff_sd / sqrt(c->results[s].nrun);
        if (s != c->baseline && isnan(error)) {
            pk_error(diag, PK_NOWHERE, "comparison.csv of a comparison without --until-mcse lists what there is",
                     d == NULL ? "--until-mcse: `%s` has no difference of a KPI `%s`"
                               : "--until-mcse: in `%s` the difference of `%s` is not defined in every run",
                     c->results[s].scenario, until->kpi);
            return NAN;
        }
        largest = s == c->baseline ? largest : fmax(largest, error);
    }
    return largest;
}

/* How many runs to try next, with some to spare: the error falls with the root of the runs, and is not quite known. */
static double next_runs(double runs, double error, double wanted)
{
    static const double SPARE = 1.04, MOST_AT_ONCE = 50, LEAST_AT_ONCE = 1.02;
    const double times = error / wanted;
    return ceil(runs * fmin(fmax(SPARE * times * times, LEAST_AT_ONCE), MOST_AT_ONCE)) + 1;
}

static pk_status_t too_many(const pk_until_t *until, double error, long runs, pk_diag_t *diag)
{
    const double times = error / until->error;
    return pk_failure(
        diag, NULL, "allow a larger error",
        "--until-mcse %s=%g would take about %.2g runs, and there are at most %d: after %ld the error is %g",
        until->kpi, until->error, (double)runs * times * times, PK_RUNS_MOST, runs, error);
}

static void tell(const pk_comparison_t *c, const pk_told_t *told)
{
    for (int s = 0; s < c->nresult && told->tell != NULL; s++) {
        told->tell(told->context, &c->results[s]);
    }
}

pk_status_t pk_compare_until(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                             const pk_until_t *until, pk_comparison_t *comparison, pk_diag_t *diag)
{
    pk_run_options_t mine = *options;
    const long asked = options->runs > 0 ? options->runs : scenarios[baseline]->runs;
    long simulated = 0;
    *comparison = (pk_comparison_t){.baseline = baseline};
    if (pk_asked_kpi_check(scenarios, count, "--until-mcse", until->kpi, true, &comparison->arena, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    mine.told = (pk_told_t){0};
    mine.runs = asked > RUNS_LEAST ? asked : RUNS_LEAST;
    for (;;) {
        pk_diag_t heard = {0};
        pk_status_t status = pk_compare(scenarios, count, baseline, &mine, comparison, &heard);
        simulated += mine.runs * count;
        const double error = status == PK_OK ? largest_error(comparison, until, &heard) : NAN;
        const double next = next_runs((double)mine.runs, error, until->error);
        if (error < until->error || isnan(error) || next > PK_RUNS_MOST) {
            const bool done = error < until->error;
            pk_diag_take(diag, &heard);
            pk_diag_free(&heard);
            comparison->effort = (pk_effort_t){
                .until = pk_arena_copy(&comparison->arena, until->kpi), .error = error, .simulated = simulated};
            if (done) {
                tell(comparison, &options->told);
                return PK_OK;
            }
            return status != PK_OK ? status : isnan(error) ? PK_BAD_INPUT : too_many(until, error, mine.runs, diag);
        }
        pk_diag_free(&heard);
        pk_comparison_free(comparison);
        mine.runs = (long)next;
    }
}
