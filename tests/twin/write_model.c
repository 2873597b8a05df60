/* A journey as YAML. */
#include "twin/write_model.h"

#include <stdio.h>

#include "twin/twin_parts.h"

static const char *const UNITS[] = {"", "day", "week", "month", "year"};

/* ---- numbers ---- */

/* `200% of` for a factor is written x2; `suffix` is " per year" or " of revenue". */
static void write_value(FILE *out, const char *sign, double value, const twin_number_t *number, const char *suffix)
{
    fprintf(out, "%s%.12g", sign, value);
    if (number->per != TWIN_STEP) {
        fprintf(out, " per %s", UNITS[number->per]);
    }
    fputs(suffix, out);
}

static void write_until(FILE *out, const twin_journey_t *journey, const twin_number_t *number, int until)
{
    int year, month, day;
    twin_date(journey, until, &year, &month, &day);
    if (number->by_date) {
        fprintf(out, "{until: %04d-%02d-%02d, ", year, month, day);
    } else {
        fprintf(out, "{until: %d, ", until);
    }
}

static void write_marked(FILE *out, const twin_journey_t *journey, const twin_number_t *number, const char *sign,
                         const char *suffix)
{
    if (number->series) {
        fprintf(out, "{file: %s, column: c%d}", number->by_date ? TWIN_DATES : TWIN_STEPS_FILE, number->column);
        return;
    }
    if (number->pieces == 1) {
        write_value(out, sign, number->value[0], number, suffix);
        return;
    }
    fputc('[', out);
    for (int k = 0; k < number->pieces - 1; k++) {
        const int before = k > 0 ? number->until[k - 1] : 0;
        write_until(out, journey, number, number->until[k]);
        fputs(number->total ? "total: " : "value: ", out);
        write_value(out, sign, number->value[k] * (number->total ? number->until[k] - before : 1), number, suffix);
        fputs("}, ", out);
    }
    fputs("{otherwise: ", out);
    write_value(out, sign, number->value[number->pieces - 1], number, suffix);
    fputs("}]", out);
}

static void write_number(FILE *out, const twin_journey_t *journey, const twin_number_t *number)
{
    write_marked(out, journey, number, "", "");
}

static void write_change(FILE *out, const twin_journey_t *journey, const twin_change_t *change)
{
    write_marked(out, journey, &change->number, change->kind == TWIN_FACTOR ? "x" : "", "");
}

static void write_key(FILE *out, const twin_journey_t *journey, const char *key, const twin_number_t *number)
{
    if (number->pieces > 0) {
        fputs(key, out);
        write_number(out, journey, number);
        fputc('\n', out);
    }
}

static void write_duration(FILE *out, double value, twin_unit_t unit)
{
    fprintf(out, unit == TWIN_STEP ? "%.12g" : "%.12g %ss", value, UNITS[unit]);
}

/* ---- stages, personas, flows ---- */

static void write_dwell(FILE *out, const twin_dwell_t *dwell)
{
    static const char *const LAWS[] = {[TWIN_FIXED] = "fixed",     [TWIN_EXPONENTIAL] = "exponential",
                                       [TWIN_UNIFORM] = "uniform", [TWIN_WEIBULL] = "weibull",
                                       [TWIN_GAMMA] = "gamma",     [TWIN_LOGNORMAL] = "lognormal"};
    static const char *const FIRST[] = {
        [TWIN_EXPONENTIAL] = "mean=", [TWIN_WEIBULL] = "shape=", [TWIN_GAMMA] = "mean=", [TWIN_LOGNORMAL] = "mean="};
    static const char *const SECOND[] = {[TWIN_WEIBULL] = "mean=", [TWIN_GAMMA] = "sd=", [TWIN_LOGNORMAL] = "sd="};
    if (dwell->law == TWIN_PLAIN) {
        return;
    }
    if (dwell->law == TWIN_INSTANT) {
        fputs("    dwell: 0\n", out);
        return;
    }
    const bool first_is_duration = dwell->law == TWIN_FIXED || dwell->law == TWIN_EXPONENTIAL ||
                                   dwell->law == TWIN_UNIFORM || (dwell->by_mean && dwell->law != TWIN_WEIBULL);
    fprintf(out, "    dwell: \"%s(%s", LAWS[dwell->law], dwell->by_mean ? FIRST[dwell->law] : "");
    write_duration(out, dwell->a, first_is_duration ? dwell->unit : TWIN_STEP);
    if (dwell->law != TWIN_FIXED && dwell->law != TWIN_EXPONENTIAL) {
        fprintf(out, ", %s", dwell->by_mean ? SECOND[dwell->law] : "");
        write_duration(out, dwell->b, dwell->law == TWIN_LOGNORMAL && !dwell->by_mean ? TWIN_STEP : dwell->unit);
    }
    fputs(")\"\n", out);
}

static void write_exits(FILE *out, const twin_journey_t *journey, int stage)
{
    double stays = 1;
    const char *between = "";
    fputs("    exits:\n      to: [", out);
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from == stage && journey->flows[f].by_exits) {
            fprintf(out, "%ss%d", between, journey->flows[f].to);
            between = ", ";
        }
    }
    fputs("]\n      law: \"dirichlet(", out);
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from == stage && journey->flows[f].by_exits) {
            fprintf(out, "%.17g, ", journey->flows[f].value.value[0] * journey->stages[stage].concentration);
            stays -= journey->flows[f].value.value[0];
        }
    }
    fprintf(out, "%.17g)\"\n", stays * journey->stages[stage].concentration);
}

static void write_stages(FILE *out, const twin_journey_t *journey)
{
    static const char *const ROLES[] = {"", "prospect", "customer", "advocate", "lost"};
    fputs("stages:\n", out);
    for (int s = 0; s < journey->nstage; s++) {
        const twin_stage_t *stage = &journey->stages[s];
        fprintf(out, "  s%d:\n    label: Stage %d\n", s, s);
        if (stage->role != TWIN_NO_ROLE) {
            fprintf(out, "    role: %s\n", ROLES[stage->role]);
        }
        if (stage->start_rest) {
            fputs("    start: rest\n", out);
        } else if (stage->start > 0) {
            fprintf(out, "    start: %.12g%%\n", stage->start * 100);
        }
        write_dwell(out, &stage->dwell);
        if (stage->concentration > 0) {
            write_exits(out, journey, s);
        }
        if (stage->steady) {
            fputs("    start_age: steady\n", out);
        }
        write_key(out, journey, "    cost: ", &stage->cost);
        write_key(out, journey, "    revenue: ", &stage->revenue);
        if (stage->entry_cost != 0) {
            fprintf(out, "    entry_cost: %.12g\n", stage->entry_cost);
        }
        if (stage->end_value != 0) {
            fprintf(out, "    end_value: %.12g\n", stage->end_value);
        }
    }
}

static void write_personas(FILE *out, const twin_journey_t *journey)
{
    if (!journey->has_personas) {
        return;
    }
    fputs("personas:\n", out);
    for (int g = 0; g < journey->npersona - 1; g++) {
        fprintf(out, "  g%d: {share: %.12g}\n", g, journey->share[g]);
    }
    fprintf(out, "  g%d: {share: rest}\n", journey->npersona - 1);
}

static void write_arrow(FILE *out, const twin_journey_t *journey, int flow)
{
    fprintf(out, "s%d -> s%d", journey->flows[flow].from, journey->flows[flow].to);
}

static void write_flow(FILE *out, const twin_journey_t *journey, int index)
{
    static const char *const WAYS[] = {"probability", "rate", "share"};
    const twin_flow_t *flow = &journey->flows[index];
    if (flow->by_exits && !flow->declared) {
        return;
    }
    fputs("  ", out);
    write_arrow(out, journey, index);
    fputs(":\n", out);
    if (flow->rest) {
        fprintf(out, "    %s: rest\n", WAYS[flow->way]);
    } else if (!flow->by_exits) {
        fprintf(out, "    %s: ", WAYS[flow->way]);
        write_number(out, journey, &flow->value);
        fputc('\n', out);
    }
    bool any = false;
    for (int g = 0; g < journey->npersona; g++) {
        if (flow->persona[g].kind != TWIN_UNCHANGED) {
            fprintf(out, "%s      g%d: {%s: ", any ? "" : "    by_persona:\n", g, WAYS[flow->way]);
            write_change(out, journey, &flow->persona[g]);
            fputs("}\n", out);
            any = true;
        }
    }
    write_key(out, journey, "    revenue: ", &flow->revenue);
    if (flow->cost.pieces > 0) {
        fputs("    cost: ", out);
        write_marked(out, journey, &flow->cost, "", flow->cost_of_revenue ? " of revenue" : "");
        fputc('\n', out);
    }
}

/* ---- drivers ---- */

static void write_target(FILE *out, const twin_journey_t *journey, twin_target_t target)
{
    switch (target.on) {
    case TWIN_ON_WAYS_OUT:
        fprintf(out, "s%d -> *", target.index);
        break;
    case TWIN_ON_ARRIVAL:
        fprintf(out, "-> s%d", journey->arrivals[target.index].stage);
        break;
    case TWIN_ON_REVENUE:
        fputs("revenue", out);
        break;
    case TWIN_ON_STAGE_REVENUE:
        fprintf(out, "s%d.revenue", target.index);
        break;
    case TWIN_ON_STAGE_COST:
        fprintf(out, "s%d.cost", target.index);
        break;
    case TWIN_ON_CAPACITY:
        fprintf(out, "capacity.c%d", target.index);
        break;
    default:
        write_arrow(out, journey, target.index);
        fputs(target.on == TWIN_ON_FLOW_REVENUE ? ".revenue" : target.on == TWIN_ON_FLOW_COST ? ".cost" : "", out);
    }
}

static void write_effects(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    static const char *const SIGNS[] = {[TWIN_TIMES] = "x%.12g",
                                        [TWIN_PLUS] = "+%.12g",
                                        [TWIN_BRINGS] = "brings %.12g",
                                        [TWIN_ELASTICITY] = "{elasticity: %.12g}"};
    if (driver->neffect > 0) {
        fputs("    effects:\n", out);
    }
    for (int e = 0; e < driver->neffect; e++) {
        fputs(driver->kind == TWIN_SEASON ? "      - " : "      ", out);
        write_target(out, journey, driver->effects[e].target);
        if (driver->kind != TWIN_SEASON) {
            fputs(": ", out);
            fprintf(out, SIGNS[driver->effects[e].strength], driver->effects[e].value);
        }
        fputc('\n', out);
    }
}

static void write_reach(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    if (driver->has_reach && driver->one_reach) {
        fprintf(out, "    reach: %.12g\n", driver->reach[0]);
    } else if (driver->has_reach) {
        fputs("    reach: {", out);
        for (int g = 0; g < journey->npersona; g++) {
            fprintf(out, "%sg%d: %.12g", g ? ", " : "", g, driver->reach[g]);
        }
        fputs("}\n", out);
    }
}

static void write_saturation(FILE *out, const twin_saturation_t *saturation)
{
    static const char *const FORMS[] = {[TWIN_EXPONENTIAL_CURVE] = "{exponential: {scale: %.12g}}",
                                        [TWIN_LOGISTIC] = "{logistic: {scale: %.12g}}",
                                        [TWIN_LINEAR] = "{linear: {unit: %.12g}}"};
    if (saturation->form == TWIN_NO_SATURATION) {
        return;
    }
    fputs("    saturation: ", out);
    if (saturation->form == TWIN_HILL && saturation->slope != 1) {
        fprintf(out, "{half: %.12g, slope: %.12g}", saturation->scale, saturation->slope);
    } else if (saturation->form == TWIN_HILL) {
        fprintf(out, "{half: %.12g}", saturation->scale);
    } else {
        fprintf(out, FORMS[saturation->form], saturation->scale);
    }
    fputc('\n', out);
}

static void write_carryover(FILE *out, const twin_carryover_t *carryover)
{
    if (carryover->form == TWIN_NO_CARRYOVER) {
        return;
    }
    fputs("    carryover: {", out);
    switch (carryover->form) {
    case TWIN_HALF_LIFE:
        fputs("half_life: ", out);
        write_duration(out, carryover->a, carryover->unit);
        break;
    case TWIN_RETENTION:
        fprintf(out, "retention: %.12g", carryover->a);
        break;
    default:
        fprintf(out,
                carryover->form == TWIN_DELAYED ? "delayed: {retention: %.12g, peak: "
                                                : "weibull: {shape: %.12g, scale: ",
                carryover->a);
        write_duration(out, carryover->b, carryover->unit);
        fputs("}", out);
    }
    fputs("}\n", out);
}

static void write_channel(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    write_key(out, journey, "    spend: ", &driver->spend);
    write_key(out, journey, "    history: ", &driver->history);
    write_carryover(out, &driver->carryover);
    if (driver->theirs) {
        fputs("    ours: false\n", out);
    }
}

static void write_lever(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    fprintf(out, "    value: %.12g\n", driver->today);
    if (driver->ncost > 0 || driver->cost_per_step != 0) {
        fputs("    cost:\n", out);
    }
    for (int k = 0; k < driver->ncost; k++) {
        fputs("      ", out);
        write_arrow(out, journey, driver->cost_flow[k]);
        fprintf(out, ": %.12g\n", driver->cost[k]);
    }
    if (driver->cost_per_step != 0) {
        fprintf(out, "      per_step: %.12g\n", driver->cost_per_step);
    }
}

static void write_season(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    (void)journey;
    const double *index = driver->weekly ? driver->by_weekday : driver->by_month;
    fputs(driver->weekly ? "    by_weekday: [" : "    by_month: [", out);
    for (int m = 0; m < (driver->weekly ? 7 : 12); m++) {
        fprintf(out, "%s%.12g", m ? ", " : "", index[m]);
    }
    fputs("]\n", out);
}

static void write_event(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    (void)journey;
    for (int k = 0; k < driver->ndate; k++) {
        fprintf(out, "%s%04d-%02d-%02d", k ? ", " : "    dates: [", driver->date[k][0], driver->date[k][1],
                driver->date[k][2]);
    }
    fputs("]\n", out);
    if (driver->days > 1) {
        fprintf(out, "    days: %d\n", driver->days);
    }
}

static void write_word_of_mouth(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    fputs(driver->nfrom > 1 ? "    from: [" : "    from: ", out);
    for (int k = 0; k < driver->nfrom; k++) {
        fputs(k ? ", " : "", out);
        if (driver->from_flows) {
            write_arrow(out, journey, driver->from[k]);
        } else {
            fprintf(out, "s%d", driver->from[k]);
        }
    }
    fputs(driver->nfrom > 1 ? "]\n" : "\n", out);
}

static void write_stock(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    fprintf(out, "    start: %.12g\n", driver->start);
    write_key(out, journey, "    decay: ", &driver->decay);
    if (driver->ngain + driver->ngain_channel > 0) {
        fputs("    gains:\n", out);
    }
    for (int k = 0; k < driver->ngain; k++) {
        fputs("      ", out);
        write_arrow(out, journey, driver->gain_flow[k]);
        fprintf(out, ": %.12g\n", driver->gain[k]);
    }
    if (driver->ngain_channel > 0) {
        fputs("      channels:\n", out);
    }
    for (int k = 0; k < driver->ngain_channel; k++) {
        fprintf(out, "        d%d: %.12g\n", driver->gain_channel[k], driver->channel_gain[k]);
    }
}

static void write_ratio(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    (void)journey;
    fprintf(out, "    ratio: [d%d, d%d]\n    empty: %.12g\n", driver->above, driver->below, driver->empty);
}

static void write_queue(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver)
{
    (void)journey;
    fprintf(out, "    of: c%d\n", driver->capacity);
}

static void write_drivers(FILE *out, const twin_journey_t *journey)
{
    static const struct {
        const char *section;
        void (*write)(FILE *out, const twin_journey_t *journey, const twin_driver_t *driver);
    } KINDS[TWIN_DRIVER_KINDS] = {
        [TWIN_CHANNEL] = {"channels", write_channel}, [TWIN_LEVER] = {"levers", write_lever},
        [TWIN_SEASON] = {"seasons", write_season},    [TWIN_WORD_OF_MOUTH] = {"word_of_mouth", write_word_of_mouth},
        [TWIN_STOCK] = {"stocks", write_stock},       [TWIN_RATIO] = {"stocks", write_ratio},
        [TWIN_QUEUE] = {"queues", write_queue},       [TWIN_EVENT] = {"events", write_event},
    };
    const char *section = "";
    for (int kind = 0; kind < TWIN_DRIVER_KINDS; kind++) {
        for (int k = 0; k < journey->ndriver; k++) {
            const twin_driver_t *driver = &journey->drivers[k];
            if ((int)driver->kind != kind) {
                continue;
            }
            if (section != KINDS[kind].section && kind != TWIN_RATIO) {
                fprintf(out, "%s:\n", KINDS[kind].section);
            }
            section = KINDS[kind].section;
            fprintf(out, "  d%d:\n    label: Driver %d\n", k, k);
            KINDS[kind].write(out, journey, driver);
            write_saturation(out, &driver->saturation);
            write_reach(out, journey, driver);
            write_effects(out, journey, driver);
        }
    }
}

/* ---- the rest ---- */

static void write_capacities(FILE *out, const twin_journey_t *journey)
{
    fputs(journey->ncapacity > 0 ? "capacity:\n" : "", out);
    for (int c = 0; c < journey->ncapacity; c++) {
        const twin_capacity_t *capacity = &journey->capacities[c];
        fprintf(out, "  c%d:\n", c);
        write_key(out, journey, "    per_step: ", &capacity->per_step);
        fputs("    uses:\n", out);
        for (int u = 0; u < capacity->nuse; u++) {
            fputs("      ", out);
            write_arrow(out, journey, capacity->flow[u]);
            fprintf(out, ": %.12g\n", capacity->units[u]);
        }
    }
}

static void write_arrivals(FILE *out, const twin_journey_t *journey)
{
    fputs(journey->narrival > 0 ? "arrivals:\n" : "", out);
    for (int k = 0; k < journey->narrival; k++) {
        fprintf(out, "  s%d: ", journey->arrivals[k].stage);
        write_number(out, journey, &journey->arrivals[k].amount);
        fputc('\n', out);
    }
}

static void write_things(FILE *out, const twin_journey_t *journey, const twin_own_kpi_t *kpi)
{
    fputs(kpi->weighted ? "{" : "[", out);
    for (int k = 0; k < kpi->nstage; k++) {
        fprintf(out, kpi->weighted ? "%ss%d: %.12g" : "%ss%d", k ? ", " : "", kpi->stage[k], kpi->weight[k]);
    }
    for (int k = 0; k < kpi->nflow; k++) {
        fputs(k + kpi->nstage ? ", " : "", out);
        write_arrow(out, journey, kpi->flow[k]);
    }
    fputs(kpi->weighted ? "}" : "]", out);
}

static void write_kpis(FILE *out, const twin_journey_t *journey)
{
    static const char *const KINDS[] = {"count", "share", "average", "peak", "time", "money", "ratio"};
    fputs(journey->nkpi > 0 ? "kpis:\n" : "", out);
    for (int k = 0; k < journey->nkpi; k++) {
        const twin_own_kpi_t *kpi = &journey->kpis[k];
        fprintf(out, "  kpi%d: {%s: ", k, KINDS[kpi->kind]);
        if (kpi->kind == TWIN_RATIO_OF_KPIS) {
            fprintf(out, "[%s, %s]", kpi->above, kpi->below);
        } else {
            write_things(out, journey, kpi);
        }
        if (kpi->discount != 0) {
            fprintf(out, ", discount: %.12g%%", kpi->discount * 100);
        }
        fputs("}\n", out);
    }
}

char *twin_model_text(const twin_journey_t *journey)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "polku: 1\nname: Random journey\nstep: %s\ncurrency: EUR\n", UNITS[journey->step]);
    if (journey->discount != 0) {
        fprintf(out, "discount: %.12g%%\n", journey->discount * 100);
    }
    if (journey->model_population > 0) {
        fprintf(out, "population: %.12g\n", journey->model_population);
    }
    fputs(journey->without_marketing ? "probabilities: without_marketing\n" : "", out);
    write_stages(out, journey);
    write_personas(out, journey);
    fputs("transitions:\n", out);
    for (int f = 0; f < journey->nflow; f++) {
        write_flow(out, journey, f);
    }
    write_drivers(out, journey);
    write_capacities(out, journey);
    write_arrivals(out, journey);
    write_kpis(out, journey);
    fclose(out);
    return text;
}

static void write_plans(FILE *out, const twin_journey_t *journey, const char *section, int kind)
{
    bool any = false;
    for (int k = 0; k < journey->ndriver; k++) {
        if ((int)journey->drivers[k].kind == kind && journey->drivers[k].plan.pieces > 0) {
            fprintf(out, "%s  d%d: ", any ? "" : section, k);
            write_number(out, journey, &journey->drivers[k].plan);
            fputc('\n', out);
            any = true;
        }
    }
}

static void write_targets(FILE *out, const twin_journey_t *journey)
{
    fputs(journey->ntarget > 0 ? "targets:\n" : "", out);
    for (int k = 0; k < journey->ntarget; k++) {
        const twin_target_kpi_t *target = &journey->targets[k];
        fprintf(out, "  %s: {%s: %.12g", target->kpi, target->at_least ? "at_least" : "at_most", target->bound);
        if (target->by == TWIN_BY_STEP) {
            fprintf(out, ", by: %d", target->step);
        } else if (target->by == TWIN_BY_DAY) {
            fprintf(out, ", by: %04d-%02d-%02d", target->year, target->month, target->day);
        } else if (target->by == TWIN_BY_MONTH) {
            fprintf(out, ", by: %04d-%02d", target->year, target->month);
        }
        fputs("}\n", out);
    }
}

char *twin_series_text(const twin_journey_t *journey, bool by_date)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs(by_date ? "date" : "step", out);
    for (int c = 1; c <= journey->ncolumn; c++) {
        if (journey->column_by_date[c] == by_date) {
            fprintf(out, ",c%d", c);
        }
    }
    fputc('\n', out);
    for (int t = 1; t <= TWIN_STEPS; t++) {
        int year, month, day;
        twin_date(journey, t, &year, &month, &day);
        if (by_date) {
            fprintf(out, "%04d-%02d-%02d", year, month, day);
        } else {
            fprintf(out, "%d", t);
        }
        for (int c = 1; c <= journey->ncolumn; c++) {
            if (journey->column_by_date[c] == by_date) {
                fprintf(out, ",%.12g", journey->columns[c][t]);
            }
        }
        fputc('\n', out);
    }
    fclose(out);
    return text;
}

char *twin_scenario_text(const twin_journey_t *journey)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "start: %04d-%02d-%02d\nhorizon: %d\nruns: 1\nengine: expected\n", journey->start_year,
            journey->start_month, journey->start_day, journey->nstep);
    if (journey->scenario_population > 0) {
        fprintf(out, "population: %.12g\n", journey->scenario_population);
    }
    write_plans(out, journey, "spend:\n", TWIN_CHANNEL);
    write_plans(out, journey, "levers:\n", TWIN_LEVER);
    bool any = false;
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].conversion.kind != TWIN_UNCHANGED) {
            fputs(any ? "  " : "conversions:\n  ", out);
            write_arrow(out, journey, f);
            fputs(": ", out);
            write_change(out, journey, &journey->flows[f].conversion);
            fputc('\n', out);
            any = true;
        }
    }
    write_targets(out, journey);
    fclose(out);
    return text;
}
