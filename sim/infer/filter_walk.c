/* The filter's way through the steps. */
#include <math.h>
#include <string.h>

#include "engine/assumptions.h"
#include "infer/filter_parts.h"
#include "infer/noise.h"

/* Customers who differ in a probability: of which group of those who are alike each of a stage is, is chance, so that
 * its people are multinomial over the groups. */
static void scatter_groups(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    const pk_plan_t *plan = layout->plan;
    const int groups = plan->nodes.count;
    int entry[groups];
    double share[groups];
    for (int first = 0; first < plan->nstage * plan->npersona; first += groups) {
        double there = 0;
        for (int k = 0; k < groups; k++) {
            entry[k] = layout->people[first + k];
            there += entry[k] < 0 ? 0 : chain->state.mean[entry[k]];
        }
        for (int k = 0; k < groups && there > 0; k++) {
            const double one = 1;
            share[k] = chain->state.mean[entry[k]] / there;
            pk_normal_noise(&chain->state, (pk_combination_t){&entry[k], &one, 1}, there * share[k]);
        }
        if (there > 0) {
            pk_normal_noise(&chain->state, (pk_combination_t){entry, share, groups}, -there);
        }
    }
}

/* Step 0: everybody at their start, known. */
static void begin(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    pk_normal_clear(&chain->state);
    for (int e = 0; e < layout->nentry; e++) {
        const pk_entry_t *entry = &layout->entries[e];
        if (entry->kind == PK_ENTRY_PEOPLE) {
            chain->state.mean[e] = chain->sim.state.count[entry->index * layout->plan->npersona + entry->persona];
        } else if (entry->kind == PK_ENTRY_STOCK) {
            chain->state.mean[e] = chain->sim.state.level[entry->index];
        } else if (entry->kind == PK_ENTRY_POPULATION) {
            chain->state.mean[e] = chain->sim.state.population;
        }
    }
    if (layout->plan->nodes.count > 1) {
        scatter_groups(layout, chain);
    }
}

/* What a series reads off the state now. */
static pk_combination_t reading(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int series)
{
    const pk_readout_t *readout = &layout->readings[series];
    if (readout->at_end) {
        for (int k = 0; k < readout->npeople; k++) {
            chain->list[k] = layout->cells[readout->people[k]].entry;
        }
        return (pk_combination_t){chain->list, readout->weights, readout->npeople};
    }
    static const double ONE = 1;
    return (pk_combination_t){&readout->entry, &ONE, 1};
}

static double log_density(const pk_readout_t *readout, double y, double mean, double variance)
{
    const double unit = readout->unit;
    return unit > 0 ? pk_log_count(y / unit, mean / unit, variance / unit / unit) : pk_log_normal(y, mean, variance);
}

/* What the score of a walk asks of a density: how it changes with mean and variance. */
static void tell_slopes(pk_filter_chain_t *chain, const pk_readout_t *readout, double y, double mean, double variance,
                        double here)
{
    const double by_mean = 1e-6 * sqrt(variance), by_variance = 1e-6 * variance;
    if (pk_normal_keeps_told(&chain->state)) {
        pk_normal_told(&chain->state, (log_density(readout, y, mean + by_mean, variance) - here) / by_mean,
                       (log_density(readout, y, mean, variance + by_variance) - here) / by_variance);
    }
}

static double observe(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_due_t *due,
                      pk_foretold_t *out)
{
    const pk_readout_t *readout = &layout->readings[due->series];
    const double y = layout->series[due->series].values[due->value].value;
    const pk_combination_t of = reading(layout, chain, due->series);
    const double mean = pk_normal_mean_of(&chain->state, of);
    const double variance = fmax(0, pk_normal_taped_variance(&chain->state, of)) + readout->rounding;
    const bool known = chain->known[due->series]; /* a full crew has told it */
    const double log_here = known ? chain->log_known[due->series] : log_density(readout, y, mean, variance);
    if (out != NULL) {
        const bool told = chain->told_mean[due->series] == chain->told_mean[due->series];
        *out = (pk_foretold_t){.series = due->series,
                               .value = due->value,
                               .seen = due->seen,
                               .observed = y,
                               .mean = told ? chain->told_mean[due->series] : mean,
                               .sd = told ? chain->told_sd[due->series] : sqrt(variance),
                               .log_density = log_here};
    }
    if (due->seen && !known) {
        pk_normal_condition(&chain->state, of, mean, variance, y, 0);
        tell_slopes(chain, readout, y, mean, variance, log_here);
    }
    return due->seen && !known ? log_here : 0;
}

/* What stages pay at the end of a step belongs to the sums of the step. */
static void pay(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t)
{
    for (int s = 0; s < layout->nseries; s++) {
        const pk_readout_t *readout = &layout->readings[s];
        for (int k = 0; readout->taken && readout->pays && k < readout->npeople; k++) {
            const pk_cell_t *cell = &layout->cells[readout->people[k]];
            const double worth = pk_filter_worth(layout, s, -1, cell->stage, cell->persona, t);
            pk_normal_spread(&chain->state, cell->entry, (pk_combination_t){&readout->entry, &worth, 1});
        }
    }
}

/* Values that are due at step t, the early or the late ones. */
static double observe_all(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t, bool late,
                          pk_foretold_t *out)
{
    double sum = 0;
    for (; chain->due < layout->ndue; chain->due++) {
        const pk_due_t *due = &layout->due[chain->due];
        if (due->step != t || due->late != late) {
            break;
        }
        sum += observe(layout, chain, due, out == NULL ? NULL : &out[chain->due]);
    }
    return sum;
}

static double step(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t, pk_foretold_t *out)
{
    memset(chain->known, 0, (size_t)layout->nseries * sizeof(bool));
    for (int s = 0; s < layout->nseries && layout->ncrew > 0; s++) {
        chain->told_mean[s] = NAN;
    }
    if (!pk_filter_rates(layout, chain, t)) {
        return -INFINITY;
    }
    pk_filter_move(layout, chain, t);
    double sum = observe_all(layout, chain, t, false, out);
    sum += pk_filter_fit(layout, chain, t, chain->due);
    pk_filter_pass_on(layout, chain);
    pay(layout, chain, t);
    sum += observe_all(layout, chain, t, true, out);
    pk_filter_close(layout, chain);
    return sum;
}

double pk_filter_walk(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const double *draws, int last,
                      pk_foretold_t *out)
{
    chain->draws = draws;
    chain->due = 0;
    if (pk_assumptions_possible(&chain->sim, draws, -1) != PK_DRAW_FINE) {
        return -INFINITY;
    }
    pk_sim_begin(&chain->sim, 0, draws);
    begin(layout, chain);
    memset(chain->known, 0, (size_t)layout->nseries * sizeof(bool));
    for (int s = 0; s < layout->nseries; s++) {
        chain->told_mean[s] = NAN;
    }
    double sum = observe_all(layout, chain, 0, false, out) + observe_all(layout, chain, 0, true, out);
    for (int t = 1; t <= last && sum > -INFINITY; t++) {
        sum += step(layout, chain, t, out);
    }
    return sum == sum ? sum : -INFINITY;
}
