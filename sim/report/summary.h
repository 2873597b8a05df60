/* The summary for programs, which --json prints. */
#ifndef PK_REPORT_SUMMARY_H
#define PK_REPORT_SUMMARY_H

#include "result/comparison.h"
#include "result/result.h"

/* JSON text, indented and ending in a newline, in `arena`. An undefined number is null. Only group `all` unless
 * `all_personas`.
 *
 * A run is one object: scenario, title, model, file, engine, step, currency, seed, runs, steps, start, last_step (dates
 * or null), population, kpis [{persona, period, kpi, label, unit, mean, sd, mcse, p05 … p95}], targets [{kpi, at_least
 * or at_most, by, mean, p_met, mean_shortfall}], individuals where there are any (individual_summary.h), warnings. A
 * comparison: baseline, decision {verdict ("do", "keep", "find out more"), kpi, scenario (which is weighed), gain,
 * gain_se, p_better, evpi, expected_loss (of what the verdict says), within_1_percent} or null, scenarios [the runs],
 * differences
 * [{scenario, persona, period, kpi, unit, mean, baseline_mean, diff_mean, diff_sd, diff_p05, diff_p50, diff_p95, better
 * ("higher" or "lower"), p_better, p_better_se, p_best, runs}], decisions [{scenario, kpi, unit, mean, p_best,
 * expected_loss, evpi, share_assumptions, share_chance}], after {told, steps,
 * draws, last_year}. */
char *pk_summary_run(const pk_result_t *result, bool all_personas, pk_arena_t *arena);
char *pk_summary_comparison(const pk_comparison_t *comparison, bool all_personas, pk_arena_t *arena);

#endif
