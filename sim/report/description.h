/* A description for programs: what `polku describe --json` prints and what describe.json holds. */
#ifndef PK_REPORT_DESCRIPTION_H
#define PK_REPORT_DESCRIPTION_H

#include "result/description.h"

/* JSON text, indented and ending in a newline, in `arena`. What does not exist is null, or a text that says why in
 * `no_…`; matrices are objects of rows by stage name. One object:
 * scenario, title, model, file, step, horizon_steps, currency, population, discount, personas [{name, label, share}],
 * uncertain_at_means, without_marketing,
 * stages [{stage, label, role, kind, absorbing, stay_steps {persona: steps or "for good"}, value {persona: money},
 *   at_start, at_end}],
 * transitions [{transition, from, to, is ("probability", "share", "chance", "events", "arrivals"), today {persona},
 *   moved}],
 * chain {leaves_out, irreducible, period, absorbing, closed_classes [{name, stages, stationary {stage}, period}],
 *   ends {from {class}}, stationary {stage}, recurrence {stage}, first_passage {from {to}}, absorption {from {in}},
 *   steps_in {from {in}}, absorption_time {stage}, no_stationary, periodic, no_absorption, left_out},
 * bottlenecks {factor, kpi, unit, base, runs, mean_of_runs, mcse, transitions [{transition, change, share}], full,
 * tried}, assumptions {sourced, own [{path, value, file, line}], unsourced [the same]}. */
char *pk_description_json(const pk_description_t *description, pk_arena_t *arena);

#endif
