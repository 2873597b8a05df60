/* What a journey has, so that a test can say that nothing was left out. */
#include "twin/random_parts.h"
#include "twin/twin_parts.h"

/* A feature that some element x of an array of the journey has. */
#define ANY(name, type, array, length, condition)                                                                      \
    static bool name(const twin_journey_t *journey)                                                                    \
    {                                                                                                                  \
        for (int k = 0; k < journey->length; k++) {                                                                    \
            const type *x = &journey->array[k];                                                                        \
            (void)x;                                                                                                   \
            if (condition) {                                                                                           \
                return true;                                                                                           \
            }                                                                                                          \
        }                                                                                                              \
        return false;                                                                                                  \
    }
#define ANY_STAGE(name, condition)  ANY(name, twin_stage_t, stages, nstage, condition)
#define ANY_FLOW(name, condition)   ANY(name, twin_flow_t, flows, nflow, condition)
#define ANY_DRIVER(name, condition) ANY(name, twin_driver_t, drivers, ndriver, condition)
#define ANY_KPI(name, condition)    ANY(name, twin_own_kpi_t, kpis, nkpi, condition)

static bool has_personas(const twin_journey_t *journey)
{
    return journey->has_personas;
}

static bool without_marketing(const twin_journey_t *journey)
{
    return journey->without_marketing;
}

static bool spend_is_scaled(const twin_journey_t *journey)
{
    return journey->model_population > 0 && journey->scenario_population > 0;
}

static bool model_without_population(const twin_journey_t *journey)
{
    return journey->model_population == 0;
}

static bool has_discount(const twin_journey_t *journey)
{
    return journey->discount > 0;
}

static bool clipped_days(const twin_journey_t *journey)
{
    return journey->start_day > 28 && journey->step == TWIN_MONTH;
}

/* ---- stages and flows ---- */

ANY_STAGE(plain_stage, x->dwell.law == TWIN_PLAIN)
ANY_STAGE(instant_stage, x->dwell.law == TWIN_INSTANT)
ANY_STAGE(fixed_dwell, x->dwell.law == TWIN_FIXED)
ANY_STAGE(exponential_dwell, x->dwell.law == TWIN_EXPONENTIAL)
ANY_STAGE(uniform_dwell, x->dwell.law == TWIN_UNIFORM)
ANY_STAGE(weibull_dwell, x->dwell.law == TWIN_WEIBULL)
ANY_STAGE(gamma_dwell, x->dwell.law == TWIN_GAMMA)
ANY_STAGE(lognormal_dwell, x->dwell.law == TWIN_LOGNORMAL)
ANY_STAGE(steady_start, x->steady && x->start > 0)
ANY_STAGE(stage_cost, x->cost.pieces > 0)
ANY_STAGE(stage_revenue, x->revenue.pieces > 0)
ANY_STAGE(entry_cost, x->entry_cost > 0)
ANY_STAGE(end_value, x->end_value > 0)

ANY_FLOW(probability, x->way == TWIN_PROBABILITY)
ANY_FLOW(rate, x->way == TWIN_RATE)
ANY_FLOW(share, x->way == TWIN_SHARE)
ANY_FLOW(probability_per_period, x->way == TWIN_PROBABILITY && x->value.per > journey->step)
ANY_FLOW(rate_per_period, x->way == TWIN_RATE && x->value.per > journey->step)
ANY_FLOW(scheduled_probability, x->way != TWIN_SHARE && x->value.pieces > 1)
ANY_FLOW(probability_event, x->way == TWIN_PROBABILITY && twin_is_event(journey, k))
ANY_FLOW(rate_event, x->way == TWIN_RATE && twin_is_event(journey, k))
ANY_FLOW(sure_event, twin_is_event(journey, k) && random_is_sure(journey, k))
ANY_FLOW(renewal, x->from == x->to && x->way == TWIN_SHARE)
ANY_FLOW(sure_exit, !twin_is_event(journey, k) && random_is_sure(journey, k))
ANY_FLOW(instant_chain,
         journey->stages[x->from].dwell.law == TWIN_INSTANT && journey->stages[x->to].dwell.law == TWIN_INSTANT)
ANY_FLOW(conversion_factor, x->conversion.kind == TWIN_FACTOR && x->way != TWIN_SHARE)
ANY_FLOW(conversion_absolute, x->conversion.kind == TWIN_ABSOLUTE && x->way != TWIN_SHARE)
ANY_FLOW(conversion_schedule, x->conversion.number.pieces > 1)
ANY_FLOW(conversion_of_share, x->conversion.kind != TWIN_UNCHANGED && x->way == TWIN_SHARE)
ANY_FLOW(persona_factor, x->persona[0].kind == TWIN_FACTOR && x->way != TWIN_SHARE)
ANY_FLOW(persona_absolute, x->persona[0].kind == TWIN_ABSOLUTE && x->way != TWIN_SHARE)
ANY_FLOW(persona_share, x->persona[0].kind != TWIN_UNCHANGED && x->way == TWIN_SHARE)
ANY_FLOW(persona_and_conversion, x->persona[0].kind != TWIN_UNCHANGED && x->conversion.kind != TWIN_UNCHANGED)
#define IS_COMPETING (x->way != TWIN_SHARE && !twin_is_event(journey, k) && twin_has_ages(&journey->stages[x->from]))
ANY_FLOW(competing_probability, IS_COMPETING && x->way == TWIN_PROBABILITY)
ANY_FLOW(competing_rate, IS_COMPETING && x->way == TWIN_RATE)
ANY_FLOW(competing_sure, IS_COMPETING &&random_is_sure(journey, k))
ANY_FLOW(competing_per_period, IS_COMPETING && x->value.per > journey->step)
ANY_FLOW(competing_by_persona, IS_COMPETING && x->persona[0].kind != TWIN_UNCHANGED)
ANY_FLOW(competing_converted, IS_COMPETING && x->conversion.kind != TWIN_UNCHANGED)
ANY_FLOW(competing_with_memoryless, IS_COMPETING && journey->stages[x->from].dwell.law == TWIN_EXPONENTIAL)
ANY_FLOW(competing_with_steady, IS_COMPETING && journey->stages[x->from].steady && journey->stages[x->from].start > 0)
ANY_FLOW(competing_unmarketed, IS_COMPETING && journey->without_marketing)
ANY_FLOW(event_of_a_stay, twin_is_event(journey, k) && twin_has_ages(&journey->stages[x->from]))

ANY_FLOW(flow_revenue, x->revenue.pieces > 0)
ANY_FLOW(refund, x->revenue.pieces == 1 && x->revenue.series == NULL && x->revenue.value[0] < 0)
ANY_FLOW(refund_at_first, x->revenue.pieces > 1 && x->revenue.value[0] < 0)
ANY_FLOW(flow_cost, x->cost.pieces > 0)
ANY_FLOW(cost_of_revenue, x->cost_of_revenue)
ANY_FLOW(scheduled_money, x->revenue.pieces > 1 || x->cost.pieces > 1)

ANY_FLOW(exits, x->by_exits)
ANY_FLOW(declared_exits, x->by_exits && x->declared)
ANY_FLOW(converted_exits, x->by_exits && x->conversion.kind != TWIN_UNCHANGED)
ANY_FLOW(paid_exits, x->by_exits && x->revenue.pieces > 0)
ANY_FLOW(series_probability, x->value.series)
ANY_FLOW(series_conversion, x->conversion.number.series)
ANY_FLOW(series_money, x->revenue.series || x->cost.series)

ANY(arrivals, twin_arrival_t, arrivals, narrival, x->stage >= 0)
ANY(scheduled_arrivals, twin_arrival_t, arrivals, narrival, x->amount.pieces > 1)
ANY(capacity, twin_capacity_t, capacities, ncapacity, x->nuse > 0)
ANY(scheduled_capacity, twin_capacity_t, capacities, ncapacity, x->per_step.pieces > 1)

static bool capacity_with(const twin_journey_t *journey, bool (*is)(const twin_journey_t *journey, int flow))
{
    for (int c = 0; c < journey->ncapacity; c++) {
        for (int u = 0; u < journey->capacities[c].nuse; u++) {
            if (is(journey, journey->capacities[c].flow[u])) {
                return true;
            }
        }
    }
    return false;
}

static bool capacity_of_event(const twin_journey_t *journey)
{
    return capacity_with(journey, twin_is_event);
}

static bool capacity_of_dwell(const twin_journey_t *journey)
{
    return capacity_with(journey, random_is_share);
}

static bool is_competing(const twin_journey_t *journey, int flow)
{
    const twin_flow_t *f = &journey->flows[flow];
    return f->way != TWIN_SHARE && !twin_is_event(journey, flow) && twin_has_ages(&journey->stages[f->from]);
}

static bool capacity_of_competing(const twin_journey_t *journey)
{
    return capacity_with(journey, is_competing);
}

static bool has_competing_effect(const twin_journey_t *journey, int strength)
{
    for (int k = 0; k < journey->ndriver; k++) {
        for (int e = 0; e < journey->drivers[k].neffect; e++) {
            const twin_effect_t *effect = &journey->drivers[k].effects[e];
            if (effect->target.on == TWIN_ON_FLOW && is_competing(journey, effect->target.index) &&
                (int)effect->strength == strength) {
                return true;
            }
        }
    }
    return false;
}

static bool competing_times(const twin_journey_t *journey)
{
    return has_competing_effect(journey, TWIN_TIMES);
}

static bool competing_plus(const twin_journey_t *journey)
{
    return has_competing_effect(journey, TWIN_PLUS);
}

static bool competing_brings(const twin_journey_t *journey)
{
    return has_competing_effect(journey, TWIN_BRINGS);
}

static bool competing_elasticity(const twin_journey_t *journey)
{
    return has_competing_effect(journey, TWIN_ELASTICITY);
}

static bool competing_season(const twin_journey_t *journey)
{
    return has_competing_effect(journey, TWIN_INDEX);
}

/* ---- drivers ---- */

ANY_DRIVER(channel, x->kind == TWIN_CHANNEL)
ANY_DRIVER(lever, x->kind == TWIN_LEVER)
ANY_DRIVER(season, x->kind == TWIN_SEASON)
ANY_DRIVER(season_of_weekdays, x->kind == TWIN_SEASON && x->weekly)
ANY_DRIVER(event, x->kind == TWIN_EVENT)
ANY_DRIVER(event_of_days, x->kind == TWIN_EVENT && x->days > 1)
ANY_DRIVER(repeated_event, x->kind == TWIN_EVENT && x->ndate > 1)
ANY_DRIVER(word_of_stages, x->kind == TWIN_WORD_OF_MOUTH && !x->from_flows)
ANY_DRIVER(word_of_list, x->kind == TWIN_WORD_OF_MOUTH && x->nfrom > 1)
ANY_DRIVER(word_of_flows, x->kind == TWIN_WORD_OF_MOUTH && x->from_flows)
ANY_DRIVER(stock, x->kind == TWIN_STOCK)
ANY_DRIVER(stock_of_flows, x->ngain > 0)
ANY_DRIVER(stock_of_channels, x->ngain_channel > 0)
ANY_DRIVER(ratio, x->kind == TWIN_RATIO)
ANY_DRIVER(queue, x->kind == TWIN_QUEUE)
ANY_DRIVER(no_carryover, x->kind == TWIN_CHANNEL && x->carryover.form == TWIN_NO_CARRYOVER)
ANY_DRIVER(half_life, x->carryover.form == TWIN_HALF_LIFE)
ANY_DRIVER(retention, x->carryover.form == TWIN_RETENTION)
ANY_DRIVER(delayed, x->carryover.form == TWIN_DELAYED)
ANY_DRIVER(weibull_lags, x->carryover.form == TWIN_WEIBULL_LAGS)
ANY_DRIVER(hill, x->saturation.form == TWIN_HILL)
ANY_DRIVER(exponential_curve, x->saturation.form == TWIN_EXPONENTIAL_CURVE)
ANY_DRIVER(logistic, x->saturation.form == TWIN_LOGISTIC)
ANY_DRIVER(linear, x->saturation.form == TWIN_LINEAR)
ANY_DRIVER(history, x->history.pieces > 0)
ANY_DRIVER(scheduled_spend, x->spend.pieces > 1)
ANY_DRIVER(spend_plan, x->kind == TWIN_CHANNEL && x->plan.pieces > 0)
ANY_DRIVER(spend_schedule, x->kind == TWIN_CHANNEL && x->plan.pieces > 1)
ANY_DRIVER(dated_schedule, x->plan.pieces > 1 && x->plan.by_date)
ANY_DRIVER(total_spend, x->plan.total)
ANY_DRIVER(spend_per_period, x->kind == TWIN_CHANNEL && x->spend.per > journey->step)
ANY_DRIVER(competitor, x->theirs)
ANY_DRIVER(lever_schedule, x->kind == TWIN_LEVER && x->plan.pieces > 1)
ANY_DRIVER(series_spend, x->kind == TWIN_CHANNEL && x->plan.series && x->plan.by_date)
ANY_DRIVER(series_spend_by_step, x->kind == TWIN_CHANNEL && x->plan.series && !x->plan.by_date)
ANY_DRIVER(series_lever, x->kind == TWIN_LEVER && x->plan.series)
ANY_DRIVER(lever_cost, x->ncost > 0)
ANY_DRIVER(lever_cost_per_step, x->cost_per_step > 0)
ANY_DRIVER(one_reach, x->has_reach && x->one_reach)
ANY_DRIVER(reach_by_persona, x->has_reach && !x->one_reach)

/* ---- effects ---- */

static bool has_effect(const twin_journey_t *journey, int on, int strength)
{
    for (int k = 0; k < journey->ndriver; k++) {
        for (int e = 0; e < journey->drivers[k].neffect; e++) {
            const twin_effect_t *effect = &journey->drivers[k].effects[e];
            if ((on < 0 || (int)effect->target.on == on) && (strength < 0 || (int)effect->strength == strength)) {
                return true;
            }
        }
    }
    return false;
}

#define EFFECT(name, on, strength)                                                                                     \
    static bool name(const twin_journey_t *journey)                                                                    \
    {                                                                                                                  \
        return has_effect(journey, on, strength);                                                                      \
    }

EFFECT(on_flow, TWIN_ON_FLOW, -1)
EFFECT(on_ways_out, TWIN_ON_WAYS_OUT, -1)
EFFECT(on_arrival, TWIN_ON_ARRIVAL, -1)
EFFECT(on_revenue, TWIN_ON_REVENUE, -1)
EFFECT(on_flow_revenue, TWIN_ON_FLOW_REVENUE, -1)
EFFECT(on_flow_cost, TWIN_ON_FLOW_COST, -1)
EFFECT(on_stage_revenue, TWIN_ON_STAGE_REVENUE, -1)
EFFECT(on_stage_cost, TWIN_ON_STAGE_COST, -1)
EFFECT(on_capacity, TWIN_ON_CAPACITY, -1)
EFFECT(times, -1, TWIN_TIMES)
EFFECT(elasticity, -1, TWIN_ELASTICITY)
EFFECT(plus_on_flow, TWIN_ON_FLOW, TWIN_PLUS)
EFFECT(plus_on_arrival, TWIN_ON_ARRIVAL, TWIN_PLUS)
EFFECT(brings_on_flow, TWIN_ON_FLOW, TWIN_BRINGS)
EFFECT(brings_on_arrival, TWIN_ON_ARRIVAL, TWIN_BRINGS)

/* ---- KPIs ---- */

ANY_KPI(count_kpi, x->kind == TWIN_COUNT)
ANY_KPI(share_kpi, x->kind == TWIN_SHARE_AT_END)
ANY_KPI(average_kpi, x->kind == TWIN_AVERAGE)
ANY_KPI(peak_kpi, x->kind == TWIN_PEAK)
ANY_KPI(time_kpi, x->kind == TWIN_TIME)
ANY_KPI(weighted_kpi, x->weighted)
ANY_KPI(money_kpi, x->kind == TWIN_MONEY)
ANY_KPI(ratio_kpi, x->kind == TWIN_RATIO_OF_KPIS)
ANY_KPI(discounted_kpi, x->discount > 0)

/* ---- targets ---- */

#define ANY_TARGET(name, condition) ANY(name, twin_target_kpi_t, targets, ntarget, condition)

ANY_TARGET(target_at_horizon, x->by == TWIN_AT_HORIZON)
ANY_TARGET(target_by_step, x->by == TWIN_BY_STEP)
ANY_TARGET(target_by_day, x->by == TWIN_BY_DAY)
ANY_TARGET(target_by_month, x->by == TWIN_BY_MONTH)
ANY_TARGET(target_at_least, x->at_least)
ANY_TARGET(target_at_most, !x->at_least)

#define NAMED(name)                                                                                                    \
    {                                                                                                                  \
        #name, name                                                                                                    \
    }

const twin_feature_t TWIN_FEATURES[] = {
    NAMED(has_personas),
    NAMED(without_marketing),
    NAMED(spend_is_scaled),
    NAMED(model_without_population),
    NAMED(has_discount),
    NAMED(clipped_days),
    NAMED(plain_stage),
    NAMED(instant_stage),
    NAMED(fixed_dwell),
    NAMED(exponential_dwell),
    NAMED(uniform_dwell),
    NAMED(weibull_dwell),
    NAMED(gamma_dwell),
    NAMED(lognormal_dwell),
    NAMED(steady_start),
    NAMED(stage_cost),
    NAMED(stage_revenue),
    NAMED(entry_cost),
    NAMED(end_value),
    NAMED(probability),
    NAMED(rate),
    NAMED(share),
    NAMED(probability_per_period),
    NAMED(rate_per_period),
    NAMED(scheduled_probability),
    NAMED(probability_event),
    NAMED(rate_event),
    NAMED(sure_event),
    NAMED(renewal),
    NAMED(sure_exit),
    NAMED(instant_chain),
    NAMED(conversion_factor),
    NAMED(conversion_absolute),
    NAMED(conversion_schedule),
    NAMED(conversion_of_share),
    NAMED(persona_factor),
    NAMED(persona_absolute),
    NAMED(persona_share),
    NAMED(persona_and_conversion),
    NAMED(competing_probability),
    NAMED(competing_rate),
    NAMED(competing_sure),
    NAMED(competing_per_period),
    NAMED(competing_by_persona),
    NAMED(competing_converted),
    NAMED(competing_with_memoryless),
    NAMED(competing_with_steady),
    NAMED(competing_unmarketed),
    NAMED(event_of_a_stay),
    NAMED(flow_revenue),
    NAMED(refund),
    NAMED(refund_at_first),
    NAMED(flow_cost),
    NAMED(cost_of_revenue),
    NAMED(scheduled_money),
    NAMED(exits),
    NAMED(declared_exits),
    NAMED(converted_exits),
    NAMED(paid_exits),
    NAMED(series_probability),
    NAMED(series_conversion),
    NAMED(series_money),
    NAMED(arrivals),
    NAMED(scheduled_arrivals),
    NAMED(capacity),
    NAMED(scheduled_capacity),
    NAMED(capacity_of_event),
    NAMED(capacity_of_dwell),
    NAMED(capacity_of_competing),
    NAMED(competing_times),
    NAMED(competing_plus),
    NAMED(competing_brings),
    NAMED(competing_elasticity),
    NAMED(competing_season),
    NAMED(channel),
    NAMED(lever),
    NAMED(season),
    NAMED(season_of_weekdays),
    NAMED(event),
    NAMED(event_of_days),
    NAMED(repeated_event),
    NAMED(word_of_stages),
    NAMED(word_of_list),
    NAMED(word_of_flows),
    NAMED(stock),
    NAMED(stock_of_flows),
    NAMED(stock_of_channels),
    NAMED(ratio),
    NAMED(queue),
    NAMED(no_carryover),
    NAMED(half_life),
    NAMED(retention),
    NAMED(delayed),
    NAMED(weibull_lags),
    NAMED(hill),
    NAMED(exponential_curve),
    NAMED(logistic),
    NAMED(linear),
    NAMED(history),
    NAMED(scheduled_spend),
    NAMED(spend_plan),
    NAMED(spend_schedule),
    NAMED(dated_schedule),
    NAMED(total_spend),
    NAMED(spend_per_period),
    NAMED(competitor),
    NAMED(lever_schedule),
    NAMED(series_spend),
    NAMED(series_spend_by_step),
    NAMED(series_lever),
    NAMED(lever_cost),
    NAMED(lever_cost_per_step),
    NAMED(one_reach),
    NAMED(reach_by_persona),
    NAMED(on_flow),
    NAMED(on_ways_out),
    NAMED(on_arrival),
    NAMED(on_revenue),
    NAMED(on_flow_revenue),
    NAMED(on_flow_cost),
    NAMED(on_stage_revenue),
    NAMED(on_stage_cost),
    NAMED(on_capacity),
    NAMED(times),
    NAMED(elasticity),
    NAMED(plus_on_flow),
    NAMED(plus_on_arrival),
    NAMED(brings_on_flow),
    NAMED(brings_on_arrival),
    NAMED(count_kpi),
    NAMED(share_kpi),
    NAMED(average_kpi),
    NAMED(peak_kpi),
    NAMED(time_kpi),
    NAMED(weighted_kpi),
    NAMED(money_kpi),
    NAMED(ratio_kpi),
    NAMED(discounted_kpi),
    NAMED(target_at_horizon),
    NAMED(target_by_step),
    NAMED(target_by_day),
    NAMED(target_by_month),
    NAMED(target_at_least),
    NAMED(target_at_most),
    {0},
};
