/* A step of the filter: the law of who stands where after everybody has moved. */
#include <math.h>
#include <string.h>

#include "infer/filter_parts.h"

/* ---- how widely rates scatter ---- */

/* The derivatives of the chances of a cell's ways by the logarithm of the rate of one of them, times those who are
 * there, into wander[way]. Ways with rates share p = r/R (1 - e^-R); where all leave, and among shares, p sums to P. */
static void scatter_of_cell(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_cell_t *cell,
                            int first, int count, int of, double there)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    const double *p = &chain->p[cell->first_way];
    double sum = 0;
    for (int k = first; k < first + count; k++) {
        sum += p[k];
    }
    const bool all = of >= stage->nrated || sum >= 1;
    const double turnover = all ? 0 : -log1p(-sum) * (1 - sum) / sum; /* R e^-R / (1 - e^-R) */
    const double own = sum > 0 ? p[of] / sum : 0;
    for (int k = first; k < first + count; k++) {
        chain->wander[cell->first_way + k] = there * p[k] * ((k == of) + own * (turnover - 1));
    }
}

/* The same of a way that competes with nothing. */
static double scatter_alone(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, int way, double there)
{
    const pk_flow_t *flow = &layout->plan->flows[layout->ways[way].flow];
    const double p = chain->p[way];
    if (flow->from < 0 || flow->by == PK_BY_RATE) {
        return there * p;
    }
    return p < 1 ? -log1p(-p) * (1 - p) * there : 0;
}

static int scatter_slot(const pk_filter_layout_t *layout, int flow)
{
    const pk_wander_t *wander = layout->plan->flows[flow].wander;
    return wander == NULL ? -1 : wander->scatter;
}

static void clear_ways(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    memset(chain->wander, 0, (size_t)layout->nway * sizeof(double));
}

/* Adds what `amount` of a way does to chain->dense, and keeps which entries are touched. */
static void add_touches(const pk_filter_chain_t *chain, pk_touches_t touches, double amount, int *count)
{
    for (int k = touches.first; k < touches.first + touches.count; k++) {
        const int entry = chain->touch_entry[k];
        if (chain->dense[entry] == 0) {
            chain->list[(*count)++] = entry;
        }
        chain->dense[entry] += amount * chain->touch_weight[k];
        if (chain->dense[entry] == 0) {
            chain->dense[entry] = 1e-300; /* it stays listed once */
        }
    }
}

/* What was added, as a combination; chain->dense is 0 again. */
static pk_combination_t gathered(pk_filter_chain_t *chain, int count)
{
    for (int k = 0; k < count; k++) {
        chain->listed[k] = chain->dense[chain->list[k]];
        chain->dense[chain->list[k]] = 0;
    }
    return (pk_combination_t){chain->list, chain->listed, count};
}

/* Whether the way is one that scatters with flow f: it is of f, or competes with it. */
static void scatter_with(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_cell_t *cell, int f)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    const double there = chain->state.mean[cell->entry];
    for (int k = 0; k < cell->nway; k++) {
        if (layout->ways[cell->first_way + k].flow != f) {
            continue;
        }
        if (k >= stage->nexit) {
            chain->wander[cell->first_way + k] = scatter_alone(layout, chain, cell->first_way + k, there);
        } else if (k < stage->nrated) {
            scatter_of_cell(layout, chain, cell, 0, stage->nrated, k, there);
        } else {
            scatter_of_cell(layout, chain, cell, stage->nrated, stage->nexit - stage->nrated, k, there);
        }
    }
}

/* One scatter of a flow's rate moves all personas: one direction of noise. */
static void add_scatter(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int f, int first_cell,
                        int last_cell)
{
    const int slot = scatter_slot(layout, f);
    if (slot < 0 || chain->draws[slot] == 0 || pk_normal_replays(&chain->state)) {
        return;
    }
    clear_ways(layout, chain);
    for (int c = first_cell; c < last_cell; c++) {
        if (layout->cells[c].stage == layout->plan->flows[f].from) {
            scatter_with(layout, chain, &layout->cells[c], f);
        }
    }
    for (int k = 0; k < layout->narrival && first_cell == 0; k++) {
        const int way = layout->first_arrival + k;
        if (layout->ways[way].flow == f) {
            chain->wander[way] = scatter_alone(layout, chain, way, 1);
        }
    }
    int count = 0;
    for (int way = 0; way < layout->nway; way++) {
        if (chain->wander[way] != 0) {
            add_touches(chain, layout->ways[way].does, chain->wander[way], &count);
        }
    }
    pk_normal_scatter(&chain->state, gathered(chain, count), chain->draws[slot], slot);
}

/* ---- who moves at once ---- */

static void weigh(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t)
{
    for (int k = 0; k < layout->nvarying; k++) {
        const pk_touch_t *touch = &layout->touches[layout->varying[k]];
        double *weight = &chain->touch_weight[layout->varying[k]];
        if (touch->stock >= 0) {
            const pk_stock_plan_t *stock = layout->plan->drivers[touch->stock].own;
            *weight = pk_quantity(stock->gains[touch->gain], chain->draws, t);
        } else {
            *weight = touch->by_step[(long)t * (layout->plan->nflow + layout->plan->nstage)];
        }
    }
}

/* Whether a value of the series begins at step t. */
static bool begins(const pk_observed_series_t *series, int t)
{
    int low = 0, high = series->count;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (series->values[middle].first < t) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < series->count && series->values[low].first == t;
}

/* What of an entry goes on into step t. */
static double carried(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, int e, int t)
{
    const pk_entry_t *entry = &layout->entries[e];
    switch (entry->kind) {
    case PK_ENTRY_PEOPLE:
        return layout->plan->stages[entry->index].kind == PK_STAGE_INSTANT ? 0 : 1;
    case PK_ENTRY_POPULATION:
        return 1;
    case PK_ENTRY_STOCK: {
        const pk_stock_plan_t *stock = layout->plan->drivers[entry->index].own;
        return 1 - pk_quantity(stock->decay, chain->draws, t);
    }
    case PK_ENTRY_OBSERVED:
        return begins(&layout->series[entry->index], t) ? 0 : 1;
    default:
        return 0;
    }
}

/* What channels give to a stock. */
static double gained_by_channels(const pk_filter_chain_t *chain, const pk_plan_t *plan, int d, int t)
{
    const pk_stock_plan_t *stock = plan->drivers[d].own;
    const pk_weights_t *channels = &pk_stock_of(plan->drivers[d].driver)->channel_gains;
    double gain = 0;
    for (int k = 0; k < channels->count; k++) {
        gain +=
            pk_quantity(stock->channel_gains[k], chain->draws, t) * chain->sim.now.drivers[channels->index[k]].response;
    }
    return gain;
}

static void map_way(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int way, int source)
{
    const pk_touches_t does = layout->ways[way].does;
    for (int k = does.first; k < does.first + does.count; k++) {
        const int entry = chain->touch_entry[k];
        chain->next[entry] += chain->touch_weight[k] * chain->flow[way];
        if (source >= 0 && !pk_normal_replays(&chain->state)) {
            chain->map[(long)entry * layout->nlasting + source] += chain->touch_weight[k] * chain->p[way];
        }
    }
}

/* What a scalar's value does to every entry, times what its value is made of. */
static void map_scalar(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int at)
{
    const pk_scalar_t *scalar = &layout->scalars[at];
    const double *slope = &chain->slope[(long)at * layout->nway];
    double weight[scalar->nsource + 1];
    int count = 0;
    pk_filter_sources(layout, chain, scalar, weight);
    for (int k = 0; k < scalar->ncell; k++) {
        const pk_cell_t *cell = &layout->cells[scalar->cells[k]];
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            add_touches(chain, layout->ways[way].does, slope[way], &count);
        }
    }
    for (int k = 0; k < layout->narrival && scalar->arrivals; k++) {
        const int way = layout->first_arrival + k;
        add_touches(chain, layout->ways[way].does, slope[way], &count);
    }
    const pk_combination_t does = gathered(chain, count);
    for (int k = 0; k < scalar->nsource; k++) {
        for (int e = 0; e < does.count; e++) {
            chain->map[(long)does.entry[e] * layout->nlasting + scalar->source[k]] += does.weight[e] * weight[k];
        }
        if (scalar->felt >= 0) {
            chain->map[(long)scalar->felt * layout->nlasting + scalar->source[k]] = weight[k];
        }
    }
}

static void fill_map(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t)
{
    const int n = layout->nentry;
    if (!pk_normal_replays(&chain->state)) {
        memset(chain->map, 0, (size_t)n * (size_t)layout->nlasting * sizeof(double));
    }
    for (int e = 0; e < n; e++) {
        const double carry = carried(layout, chain, e, t);
        const bool stock = layout->entries[e].kind == PK_ENTRY_STOCK;
        if (e < layout->nlasting) {
            chain->map[(long)e * layout->nlasting + e] = carry;
        }
        chain->next[e] = carry == 0 ? 0 : carry * chain->state.mean[e];
        chain->next[e] += stock ? gained_by_channels(chain, layout->plan, layout->entries[e].index, t) : 0;
    }
    for (int c = 0; c < layout->nstill; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            map_way(layout, chain, way, cell->entry);
        }
    }
    for (int k = 0; k < layout->narrival; k++) {
        map_way(layout, chain, layout->first_arrival + k, -1);
    }
    for (int k = 0; k < layout->nscalar && !pk_normal_replays(&chain->state); k++) {
        map_scalar(layout, chain, k);
    }
}

/* The multinomial law of `there` people over ways first..first+count-1: there (diag(p) - p p'). */
static void add_multinomial(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int first, int count,
                            double there)
{
    int touched = 0;
    if (there <= 0 || pk_normal_replays(&chain->state)) {
        return;
    }
    for (int way = first; way < first + count; way++) {
        if (chain->p[way] != 0) {
            const pk_touches_t does = layout->ways[way].does;
            pk_normal_noise(&chain->state, pk_filter_touched(chain, does), there * chain->p[way]);
            add_touches(chain, does, chain->p[way], &touched);
        }
    }
    pk_normal_noise(&chain->state, gathered(chain, touched), -there);
}

static void add_chance(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    const pk_plan_t *plan = layout->plan;
    for (int c = 0; c < layout->nstill; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        const int nexit = plan->stages[cell->stage].nexit;
        const double there = chain->sim.state.count[cell->cell];
        add_multinomial(layout, chain, cell->first_way, nexit, there);
        for (int way = cell->first_way + nexit; way < cell->first_way + cell->nway; way++) {
            const bool often = plan->flows[layout->ways[way].flow].by == PK_BY_RATE;
            const double p = chain->p[way];
            pk_normal_noise(&chain->state, pk_filter_touched(chain, layout->ways[way].does),
                            there * p * (often ? 1 : 1 - p));
        }
    }
    for (int k = 0; k < layout->narrival; k++) {
        const int way = layout->first_arrival + k;
        pk_normal_noise(&chain->state, pk_filter_touched(chain, layout->ways[way].does), chain->flow[way]);
    }
}

void pk_filter_move(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t)
{
    const pk_plan_t *plan = layout->plan;
    weigh(layout, chain, t);
    fill_map(layout, chain, t);
    pk_normal_map(&chain->state, chain->map);
    if (!pk_normal_replays(&chain->state)) {
        add_chance(layout, chain);
    }
    for (int f = 0; f < plan->nflow; f++) {
        if (plan->flows[f].from < 0 || plan->stages[plan->flows[f].from].kind != PK_STAGE_INSTANT) {
            add_scatter(layout, chain, f, 0, layout->nstill);
        }
    }
    memcpy(chain->state.mean, chain->next, (size_t)layout->nentry * sizeof(double));
}

/* ---- what comes later in the step ---- */

/* Those who fit do what they asked for. */
void pk_filter_settle(pk_filter_chain_t *chain, const pk_way_t *way)
{
    int count = 0;
    add_touches(chain, way->late, 1, &count);
    pk_normal_spread(&chain->state, way->asks, gathered(chain, count));
}

static void pass_on_as_felt(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int c, double there)
{
    const pk_cell_t *cell = &layout->cells[c];
    for (int s = 0; s < layout->nscalar && !pk_normal_replays(&chain->state); s++) {
        const pk_scalar_t *scalar = &layout->scalars[s];
        const double *slope = &chain->slope[(long)s * layout->nway];
        int count = 0;
        for (int i = 0; i < scalar->ninstant; i++) {
            for (int way = cell->first_way; scalar->instants[i] == c && way < cell->first_way + cell->nway; way++) {
                add_touches(chain, layout->ways[way].does, slope[way] * there, &count);
            }
        }
        if (count > 0) {
            pk_normal_spread(&chain->state, scalar->felt, gathered(chain, count));
        }
    }
}

/* Who has entered an instant stage leaves it, sources first. */
void pk_filter_pass_on(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    for (int c = layout->nstill; c < layout->ncell; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        const double there = chain->state.mean[cell->entry];
        int count = 0;
        pass_on_as_felt(layout, chain, c, there);
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            add_touches(chain, layout->ways[way].does, chain->p[way], &count);
        }
        pk_normal_spread(&chain->state, cell->entry, gathered(chain, count));
        add_multinomial(layout, chain, cell->first_way, cell->nway, fmax(0, there));
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            add_scatter(layout, chain, layout->ways[way].flow, c, c + 1);
        }
        pk_normal_scale(&chain->state, cell->entry, 0);
    }
}

/* ---- the end of a step ---- */

/* A part of those who left goes back into the ages that they left. */
static void put_back(pk_ages_t *ages, const double *left, double part)
{
    for (int k = 0; k <= ages->oldest; k++) {
        ages->at[k] += part * left[k];
    }
    for (int k = ages->length; k < ages->length + ages->nold; k++) {
        ages->at[k] += part * left[k];
    }
}

/* Leavers who do not fit: of those whom the stay let go, and of those who went before. */
static void hold_back(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const pk_cell_t *cell)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    double held[2] = {0}, left[2] = {0};
    for (int k = 0; k < stage->nexit; k++) {
        const int way = cell->first_way + k, asks = layout->ways[way].asks;
        left[k < stage->nrated] += chain->flow[way];
        held[k < stage->nrated] += asks >= 0 ? fmax(0, chain->flow[way] - chain->state.mean[asks]) : 0;
    }
    const pk_leaving_t *leaving = &chain->sim.now.leaving[cell->cell];
    pk_ages_t *ages = &chain->sim.state.ages[cell->cell];
    if (held[0] > 0 && left[0] > 0) {
        put_back(ages, leaving->left, held[0] / left[0]);
    }
    if (held[1] > 0 && left[1] > 0) {
        put_back(ages, leaving->gone, held[1] / left[1]);
    }
}

/* Nobody is fewer than nobody; ages move on, those who came in at 0. */
void pk_filter_close(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    bool clamped = false;
    for (int c = 0; c < layout->nstill; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        double *mean = &chain->state.mean[cell->entry];
        clamped = clamped || *mean < -1e-6;
        *mean = fmax(0, *mean);
        chain->sim.state.count[cell->cell] = *mean;
        if (cell->aged) {
            hold_back(layout, chain, cell);
            pk_stays_age(&chain->sim, cell->stage, cell->persona, fmax(0, chain->state.mean[cell->entered]));
        }
    }
    chain->health.steps++;
    chain->health.clamped += clamped;
}
