/* A comparison that looks like a real one: a chain of stages with Finnish labels, stepped for a few hundred runs with
 * probabilities of their own, so that bands, KPIs and paired differences have the shapes that charts must show. Not a
 * model of anything, and no engine. */
#ifndef RICH_RESULT_H
#define RICH_RESULT_H

#include "result/comparison.h"
#include "rich_individuals.h"
#include "study/answer.h"
#include "tiny_result.h"

enum { RICH_STAGES = 9, RICH_FLOWS = 11, RICH_DRIVERS = 4, RICH_KPIS = 14, RICH_GROUPS = 3, RICH_SCENARIOS = 7 };

typedef struct {
    int nrun, nstep, nscenario;
    bool dated, hostile;
    bool individuals;
} rich_options_t;

static const char *const rich_names[RICH_SCENARIOS] = {
    "baseline", "email-offer", "no-report", "no-next-visit", "spring-push", "loyalty-benefits", "push-and-benefits"};
static const char *const rich_titles[RICH_SCENARIOS] = {"Nykyinen käytäntö",        "Sähköpostitarjous puhelun sijaan",
                                                        "Ilman kuntoraporttia",     "Ilman seuraavan käynnin sopimista",
                                                        "Kevään Facebook-kampanja", "Kanta-asiakasedut",
                                                        "Kampanja ja edut yhdessä"};
/* What a scenario does to buying, to loyalty, to finding the need, and to spend. */
static const double rich_effect[RICH_SCENARIOS][4] = {{1, 1, 1, 1},        {.7, 1, 1, 1},     {1, .75, 1, 1},
                                                      {1, .6, 1, 1},       {1, 1, 1.35, 2.2}, {1, 1.25, 1, 1},
                                                      {1, 1.25, 1.35, 2.2}};
static const char *const rich_hostile[RICH_STAGES] = {
    "\"quoted\" and 'single' \"; system(\"touch /tmp/polku-pwned\")",
    "`touch /tmp/polku-pwned` $(touch /tmp/polku-pwned)",
    "line\nbreak\ttab\rreturn",
    "<script>alert(1)</script> ]]> &amp; <b>",
    "\xe2\x80\xaeright to left\xe2\x80\xac \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "%s%n%d%x 100% @a ~/x {/Symbol a} a_b^c \\n \\\\ \\101",
    "=1+1 # not a comment",
    "",
    "very long very long very long very long very long very long very long very long very long very long very long "
    "very "
    "long very long very long very long very long very long very long very long very long very long very long very "
    "long "
    "very long very long very long very long very long very long very long"};

/* Uniform numbers of a fixed sequence: the place is (run, k). */
static inline double rich_uniform(int run, int k)
{
    uint64_t x = (uint64_t)run * 1000003u + (uint64_t)k * 7919u + 12345u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return ((double)((x ^ x >> 31) >> 11) + 0.5) * 0x1p-53;
}

static inline double rich_normal(int run, int k)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += rich_uniform(run, 100 * k + i);
    }
    return sum;
}

static inline int rich_by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static inline double rich_quantile(const double *sorted, int n, double p)
{
    double h = (n - 1) * p;
    int i = (int)h;
    return i + 1 < n ? sorted[i] + (h - i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

static inline pk_summary_t rich_summary(const double *values, int n)
{
    double *sorted = malloc((size_t)n * sizeof *sorted), mean = 0, square = 0;
    memcpy(sorted, values, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, rich_by_size);
    for (int i = 0; i < n; i++) {
        mean += sorted[i] / n;
    }
    for (int i = 0; i < n; i++) {
        square += (sorted[i] - mean) * (sorted[i] - mean);
    }
    pk_summary_t s = {mean,
                      n > 1 ? sqrt(square / (n - 1)) : NAN,
                      rich_quantile(sorted, n, .05),
                      rich_quantile(sorted, n, .25),
                      rich_quantile(sorted, n, .5),
                      rich_quantile(sorted, n, .75),
                      rich_quantile(sorted, n, .95)};
    free(sorted);
    return s;
}

enum { UNAWARE, NEED, CONSIDER, LEAD, CUSTOMER, LOYAL, DIY, COMPETITOR, LOST };
static const int rich_from[RICH_FLOWS] = {UNAWARE, NEED,     NEED,     CONSIDER, CONSIDER, LEAD,
                                          LEAD,    CUSTOMER, CUSTOMER, LOYAL,    LOST};
static const int rich_to[RICH_FLOWS] = {NEED, CONSIDER, DIY,  LEAD,  COMPETITOR, CUSTOMER,
                                        LOST, LOYAL,    LOST, LOYAL, CONSIDER};
static const double rich_p[RICH_FLOWS] = {.01, .12, .05, .08, .05, .4, .1, .03, .012, .021, .01};
static const char *const rich_stage[RICH_STAGES][3] = {{"unaware", "Ei vielä tarvetta", "prospect"},
                                                       {"need", "Tarpeen tunnistaminen", "prospect"},
                                                       {"consider", "Harkinta", "prospect"},
                                                       {"lead", "Ostopäätös", "prospect"},
                                                       {"customer", "Asiakkuus", "customer"},
                                                       {"loyal", "Uskollisuus", "advocate"},
                                                       {"diy", "Tekee itse", "lost"},
                                                       {"competitor", "Kilpailijan asiakas", "lost"},
                                                       {"lost", "Menetetty", "lost"}};
static const struct {
    const char *name, *label, *unit;
    bool lower, by_group;
    int above, below;
} rich_kpi[RICH_KPIS] = {{"population", "Population", "customers", false, true, -1, -1},
                         {"customers", "Customers at the end", "customers", false, true, -1, -1},
                         {"advocates", "Advocates at the end", "customers", false, true, -1, -1},
                         {"purchases", "Purchases", "purchases", false, true, -1, -1},
                         {"new_customers", "New customers", "customers", false, true, -1, -1},
                         {"repeat_purchases", "Repeat purchases", "purchases", false, true, -1, -1},
                         {"revenue", "Revenue", "EUR", false, true, -1, -1},
                         {"cost", "Cost", "EUR", true, true, -1, -1},
                         {"spend", "Spend", "EUR", true, false, -1, -1},
                         {"spend.facebook", "Spend on Facebook", "EUR", true, false, -1, -1},
                         {"spend.search", "Spend on search", "EUR", true, false, -1, -1},
                         {"profit", "Profit", "EUR", false, false, -1, -1},
                         {"return_on_spend", "Return on spend", "ratio", false, false, 11, 8},
                         {"jobs", "Työt", "purchases", false, true, -1, -1}};

static inline double rich_wave(int step)
{
    return 1 + .5 * sin(step * 2 * 3.141592653589793 / 26);
}

static inline double rich_spend(int scenario, int step)
{
    return 300 * (step > 5 && step < 14 ? rich_effect[scenario][3] : 1);
}

/* One run of one persona: counts by step and stage, flows by step. */
static inline void rich_step_all(int scenario, int run, int group, int nstep, double *counts, double *flows)
{
    double here[RICH_STAGES] = {36000, 1200, 400, 60, 1200, 300, 400, 240, 200};
    double share = group == 1 ? .7 : .3;
    for (int i = 0; i < RICH_STAGES; i++) {
        here[i] *= share;
        counts[i] = here[i];
    }
    for (int step = 1; step <= nstep; step++) {
        double next[RICH_STAGES];
        memcpy(next, here, sizeof next);
        for (int f = 0; f < RICH_FLOWS; f++) {
            double p = rich_p[f] * exp(.18 * rich_normal(run, f) + .05 * rich_normal(run, 100 + step));
            p *= f == 5 ? rich_effect[scenario][0] : f == 7 ? rich_effect[scenario][1] : 1;
            p *= f == 0 ? rich_wave(step) * (rich_spend(scenario, step) > 300 ? rich_effect[scenario][2] : 1) : 1;
            p *= group == 2 && f == 3 ? 1.3 : 1;
            double moved = here[rich_from[f]] * p;
            flows[(step - 1) * RICH_FLOWS + f] = moved;
            next[rich_from[f]] -= moved;
            next[rich_to[f]] += moved;
        }
        memcpy(here, next, sizeof here);
        memcpy(counts + step * RICH_STAGES, here, sizeof here);
    }
}

static inline void rich_run_kpis(const double *counts, const double *flows, int scenario, int nstep, double *kpi)
{
    const double *end = counts + nstep * RICH_STAGES;
    double sales = 0, repeat = 0, spend = 0;
    for (int step = 1; step <= nstep; step++) {
        sales += flows[(step - 1) * RICH_FLOWS + 5];
        repeat += flows[(step - 1) * RICH_FLOWS + 9];
        spend += rich_spend(scenario, step);
    }
    double total = 0;
    for (int i = 0; i < RICH_STAGES; i++) {
        total += end[i];
    }
    double revenue = 290 * (sales + repeat), cost = 120 * sales + 110 * repeat + (scenario == 2 ? 0 : 8 * sales);
    double all[RICH_KPIS] = {
        total, end[CUSTOMER] + end[LOYAL], end[LOYAL], sales + repeat, sales, repeat, revenue,
        cost,  spend + 200 * nstep,        spend,      200 * nstep,    0,     0,      sales + repeat};
    all[11] = revenue - cost - all[8];
    all[12] = (revenue - cost) / all[8];
    memcpy(kpi, all, sizeof all);
}

typedef struct {
    double *counts, *flows, *kpis; /* [run][group][step][…], kpis [window][group][kpi][run] */
} rich_runs_t;

static inline size_t rich_place(const pk_result_t *r, int run, int group)
{
    return (size_t)(run * RICH_GROUPS + group) * (size_t)(r->nstep + 1);
}

static inline void rich_simulate(pk_result_t *r, int scenario, rich_runs_t *runs)
{
    size_t cells = (size_t)r->nrun * RICH_GROUPS * (size_t)(r->nstep + 1);
    runs->counts = calloc(cells * RICH_STAGES, sizeof(double));
    runs->flows = calloc(cells * RICH_FLOWS, sizeof(double));
    for (int run = 0; run < r->nrun; run++) {
        double *counts = runs->counts + rich_place(r, run, 0) * RICH_STAGES;
        double *flows = runs->flows + rich_place(r, run, 0) * RICH_FLOWS;
        for (int group = 1; group < RICH_GROUPS; group++) {
            double *c = runs->counts + rich_place(r, run, group) * RICH_STAGES;
            double *f = runs->flows + rich_place(r, run, group) * RICH_FLOWS;
            rich_step_all(scenario, run, group, r->nstep, c, f);
            for (int i = 0; i < (r->nstep + 1) * RICH_STAGES; i++) {
                counts[i] += c[i];
            }
            for (int i = 0; i < r->nstep * RICH_FLOWS; i++) {
                flows[i] += f[i];
            }
        }
        for (int group = 0; group < RICH_GROUPS; group++) {
            double kpi[RICH_KPIS];
            rich_run_kpis(runs->counts + rich_place(r, run, group) * RICH_STAGES,
                          runs->flows + rich_place(r, run, group) * RICH_FLOWS, scenario, r->nstep, kpi);
            for (int i = 0; i < RICH_KPIS; i++) {
                r->kpi_runs[pk_kpi_cell(r, 0, group, i) * r->nrun + run] = kpi[i];
            }
        }
    }
}

static inline void rich_reduce(pk_result_t *r, const rich_runs_t *runs)
{
    double *values = malloc((size_t)r->nrun * sizeof *values);
    for (int step = 0; step <= r->nstep; step++) {
        for (int group = 0; group < RICH_GROUPS; group++) {
            for (int i = 0; i < RICH_STAGES; i++) {
                for (int run = 0; run < r->nrun; run++) {
                    values[run] = runs->counts[(rich_place(r, run, group) + (size_t)step) * RICH_STAGES + (size_t)i];
                }
                r->stage_counts[pk_stage_cell(r, step, group, i)] = rich_summary(values, r->nrun);
            }
            for (int i = 0; i < RICH_FLOWS && step > 0; i++) {
                for (int run = 0; run < r->nrun; run++) {
                    values[run] =
                        runs->flows[rich_place(r, run, group) * RICH_FLOWS + (size_t)((step - 1) * RICH_FLOWS + i)];
                }
                r->flow_counts[pk_flow_cell(r, step, group, i)] = rich_summary(values, r->nrun);
            }
        }
    }
    for (int cell = 0; cell < RICH_GROUPS * RICH_KPIS; cell++) {
        r->kpi[cell] = rich_summary(r->kpi_runs + cell * r->nrun, r->nrun);
        r->kpi_mcse[cell] = r->kpi[cell].sd / sqrt(r->nrun);
    }
    free(values);
}

static inline void rich_names_of(pk_result_t *r, int scenario, const rich_options_t *o)
{
    static const char *groups[] = {"all", "homeowner", "senior"}, *labels[] = {"all", "Omakotiasuja", "Seniori"};
    static pk_window_t windows[] = {{"all", 1, 1, false}};
    r->scenario = rich_names[scenario];
    r->title = o->hostile ? rich_hostile[(scenario + 5) % RICH_STAGES] : rich_titles[scenario];
    r->model_title = "Räystäskourujen puhdistus";
    r->file = rich_names[scenario];
    r->engine = "cohort";
    r->currency = "EUR";
    r->step_unit = "week";
    r->group_names = groups;
    r->group_labels = labels;
    r->windows = windows;
    for (int i = 0; i < RICH_STAGES; i++) {
        r->stages[i] = (pk_result_stage_t){rich_stage[i][0], o->hostile ? rich_hostile[i] : rich_stage[i][1],
                                           rich_stage[i][2], false};
    }
    for (int i = 0; i < RICH_FLOWS; i++) {
        r->flows[i] = (pk_result_flow_t){.from = rich_stage[rich_from[i]][0], .to = rich_stage[rich_to[i]][0]};
    }
    for (int i = 0; i < RICH_KPIS; i++) {
        r->kpis[i] = (pk_result_kpi_t){.name = rich_kpi[i].name,
                                       .label = o->hostile ? rich_hostile[i % RICH_STAGES] : rich_kpi[i].label,
                                       .unit = rich_kpi[i].unit,
                                       .lower_is_better = rich_kpi[i].lower,
                                       .above = rich_kpi[i].above,
                                       .below = rich_kpi[i].below,
                                       .by_group = rich_kpi[i].by_group};
    }
    kpi_words(r->kpis, RICH_KPIS);
}

static inline void rich_drivers(pk_result_t *r, int scenario)
{
    static pk_result_driver_t drivers[RICH_DRIVERS] = {{"facebook", "Facebook", "channel", true, NULL, 0},
                                                       {"search", "Hakumainonta", "channel", true, NULL, 0},
                                                       {"report", "Kuntoraportti", "lever", false, NULL, 0},
                                                       {"gutters", "Räystässesonki", "season", true, NULL, 0}};
    r->drivers = drivers;
    double stock[2] = {300, 200};
    for (int step = 1; step <= r->nstep; step++) {
        double spend[2] = {rich_spend(scenario, step), 200};
        double *value = r->driver_value + (step - 1) * RICH_DRIVERS;
        double *paid = r->driver_paid + (step - 1) * RICH_DRIVERS;
        double *response = r->driver_response + (step - 1) * RICH_DRIVERS;
        for (int i = 0; i < 2; i++) {
            stock[i] = .3 * spend[i] + .7 * stock[i];
            paid[i] = spend[i];
            value[i] = stock[i];
            response[i] = stock[i] / (stock[i] + 2000);
        }
        value[2] = scenario != 2;
        paid[2] = paid[3] = NAN;
        response[2] = NAN;
        value[3] = response[3] = rich_wave(step);
    }
}

/* The two channels' curves: spend over spend and a half-way point that is 1/3 to 3 times 2000 over the draws. */
static inline void rich_curves(pk_result_t *r)
{
    enum { LEVELS = 41 };
    r->ncurve = 2;
    r->curves = PK_ARRAY(&r->arena, pk_result_curve_t, r->ncurve);
    for (int c = 0; c < r->ncurve; c++) {
        pk_result_curve_t *curve = &r->curves[c];
        *curve = (pk_result_curve_t){.driver = c,
                                     .from = "unaware",
                                     .to = "need",
                                     .customers = true,
                                     .count = LEVELS,
                                     .today = 300,
                                     .plan = 300 + 200 * c};
        curve->spend = PK_ARRAY(&r->arena, double, LEVELS);
        curve->gain = PK_ARRAY(&r->arena, pk_summary_t, LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            const double x = curve->spend[level] = 25 * level;
            curve->gain[level] = (pk_summary_t){
                x / (x + 2000), .1, x / (x + 6000), x / (x + 3000), x / (x + 2000), x / (x + 1500), x / (x + 667)};
        }
    }
}

static inline void rich_days(pk_result_t *r, bool dated)
{
    long *days = PK_ARRAY(&r->arena, long, r->nstep + 1);
    for (int step = 0; step <= r->nstep; step++) {
        days[step] = 20514 + 7 * step; /* 2026-03-02 */
    }
    r->days = dated ? days : NULL;
}

static inline void rich_goals(pk_result_t *r)
{
    static const struct {
        int kpi;
        bool at_least;
        double bound;
        const char *by;
        long day;
    } goals[] = {
        {4, true, 9300, "2027-12-31", 21183}, {11, true, 2700000, "", PK_NO_DAY}, {8, false, 53000, "", PK_NO_DAY}};
    r->ngoal = 3;
    r->goals = PK_ARRAY(&r->arena, pk_result_goal_t, 3);
    for (int g = 0; g < 3; g++) {
        const double *values = r->kpi_runs + goals[g].kpi * r->nrun;
        double met = 0, shortfall = 0;
        for (int run = 0; run < r->nrun; run++) {
            double over = (values[run] - goals[g].bound) * (goals[g].at_least ? 1 : -1);
            met += over >= 0;
            shortfall -= over < 0 ? over : 0;
        }
        r->goals[g] = (pk_result_goal_t){rich_kpi[goals[g].kpi].name,
                                         goals[g].kpi,
                                         0,
                                         goals[g].by,
                                         false,
                                         goals[g].day,
                                         PK_NO_DAY,
                                         goals[g].at_least,
                                         goals[g].bound,
                                         r->kpi[goals[g].kpi].mean,
                                         met / r->nrun,
                                         shortfall / r->nrun};
    }
}

/* Free with pk_arena_free(&r->arena). */
static inline pk_summary_t rich_part(pk_summary_t s, double part)
{
    const double all = s.mean * part, off = (s.p95 - s.p05) / 2 * part;
    return (pk_summary_t){all, off / 1.645, all - off, all - 0.4 * off, all, all + 0.4 * off, all + off};
}

/* Every step a period, each with as much as any other. */
static inline void rich_money(pk_result_t *r)
{
    enum { FIRST = 6, WHATS = 6 }; /* revenue .. profit */
    r->money = (pk_result_money_t){.nperiod = r->nstep,
                                   .nwhat = WHATS,
                                   .periods = PK_ARRAY(&r->arena, pk_window_t, r->nstep),
                                   .kpis = PK_ARRAY(&r->arena, int, WHATS),
                                   .sum = PK_ARRAY(&r->arena, pk_summary_t, WHATS * r->nstep),
                                   .total = PK_ARRAY(&r->arena, pk_summary_t, WHATS * r->nstep)};
    for (int p = 0; p < r->nstep; p++) {
        r->money.periods[p] =
            (pk_window_t){.label = pk_arena_format(&r->arena, "%d", p + 1), .first = p + 1, .last = p + 1};
        for (int k = 0; k < WHATS; k++) {
            const pk_summary_t all = r->kpi[pk_kpi_cell(r, 0, 0, FIRST + k)];
            r->money.kpis[k] = FIRST + k;
            r->money.sum[k * r->nstep + p] = rich_part(all, 1.0 / r->nstep);
            r->money.total[k * r->nstep + p] = rich_part(all, (p + 1.0) / r->nstep);
        }
    }
}

/* Of the first flow every second step was seen, some of it far outside; its column's name is as bad as labels are. */
static inline void rich_actuals(pk_result_t *r)
{
    const int count = (r->nstep + 1) / 2;
    r->nactual = 1;
    r->actuals = PK_NEW(&r->arena, pk_result_actual_t);
    pk_result_actual_t *a = r->actuals;
    *a = (pk_result_actual_t){.column = r->stages[0].label,
                              .file = "seen.csv",
                              .name = "a -> b",
                              .from = r->flows[0].from,
                              .to = r->flows[0].to,
                              .kpi = -1,
                              .stage = -1,
                              .unit = "customers",
                              .count = count,
                              .begins = PK_ARRAY(&r->arena, long, count),
                              .ends = PK_ARRAY(&r->arena, long, count),
                              .spans = PK_ARRAY(&r->arena, pk_window_t, count),
                              .parts = PK_ARRAY(&r->arena, double, 2 * count),
                              .values = PK_ARRAY(&r->arena, double, 2 * count),
                              .sum = PK_ARRAY(&r->arena, pk_summary_t, count),
                              .total = PK_ARRAY(&r->arena, pk_summary_t, count),
                              .below = PK_ARRAY(&r->arena, double, 2 * count)};
    for (int i = 0; i < count; i++) {
        const int t = 2 * i + 1;
        a->begins[i] = r->days != NULL ? r->days[t - 1] : t;
        a->ends[i] = r->days != NULL ? r->days[t] - 1 : t;
        a->spans[i] = (pk_window_t){.label = "", .first = t, .last = t};
        a->parts[2 * i] = a->parts[2 * i + 1] = 1;
        a->sum[i] = r->flow_counts[pk_flow_cell(r, t, 0, 0)];
        a->total[i] = rich_part(a->sum[0], i + 1);
        a->values[i] = a->sum[i].p95 * (i % 3 == 0 ? 1.5 : 0.9);
        a->values[count + i] = a->values[i] + (i > 0 ? a->values[count + i - 1] : 0);
        a->below[i] = a->below[count + i] = 0.75;
    }
}

static inline void rich_result(pk_result_t *r, int scenario, const rich_options_t *o)
{
    *r = (pk_result_t){.seed = 1,
                       .population = 40000,
                       .nrun = o->nrun,
                       .nstep = o->nstep,
                       .nstage = RICH_STAGES,
                       .ngroup = RICH_GROUPS,
                       .nflow = RICH_FLOWS,
                       .ndriver = RICH_DRIVERS,
                       .nkpi = RICH_KPIS,
                       .nwindow = 1,
                       .uncertain = true};
    r->stages = PK_ARRAY(&r->arena, pk_result_stage_t, RICH_STAGES);
    r->flows = PK_ARRAY(&r->arena, pk_result_flow_t, RICH_FLOWS);
    r->kpis = PK_ARRAY(&r->arena, pk_result_kpi_t, RICH_KPIS);
    r->stage_counts = PK_ARRAY(&r->arena, pk_summary_t, (o->nstep + 1) * RICH_GROUPS * RICH_STAGES);
    r->flow_counts = PK_ARRAY(&r->arena, pk_summary_t, o->nstep * RICH_GROUPS * RICH_FLOWS);
    r->driver_value = PK_ARRAY(&r->arena, double, o->nstep *RICH_DRIVERS);
    r->driver_response = PK_ARRAY(&r->arena, double, o->nstep *RICH_DRIVERS);
    r->driver_paid = PK_ARRAY(&r->arena, double, o->nstep *RICH_DRIVERS);
    r->kpi_runs = PK_ARRAY(&r->arena, double, RICH_GROUPS *RICH_KPIS * o->nrun);
    r->kpi = PK_ARRAY(&r->arena, pk_summary_t, RICH_GROUPS * RICH_KPIS);
    r->kpi_mcse = PK_ARRAY(&r->arena, double, RICH_GROUPS *RICH_KPIS);
    rich_names_of(r, scenario, o);
    rich_days(r, o->dated);
    rich_drivers(r, scenario);
    rich_curves(r);
    rich_runs_t runs;
    rich_simulate(r, scenario, &runs);
    rich_reduce(r, &runs);
    rich_money(r);
    rich_actuals(r);
    rich_goals(r);
    if (o->individuals) {
        rich_individuals(r, o->nstep, 2 + o->nstep / 8);
    }
    free(runs.counts);
    free(runs.flows);
}

static inline pk_difference_t rich_difference(pk_arena_t *arena, const pk_result_t *a, const pk_result_t *base,
                                              int scenario, int group, int kpi)
{
    const double *x = a->kpi_runs + pk_kpi_cell(a, 0, group, kpi) * a->nrun;
    const double *y = base->kpi_runs + pk_kpi_cell(base, 0, group, kpi) * base->nrun;
    double *difference = PK_ARRAY(arena, double, a->nrun), better = 0;
    for (int run = 0; run < a->nrun; run++) {
        difference[run] = x[run] - y[run];
        double gain = a->kpis[kpi].lower_is_better ? -difference[run] : difference[run];
        better += gain > 0 ? 1 : gain == 0 ? .5 : 0;
    }
    pk_summary_t s = rich_summary(difference, a->nrun);
    const double p = better / a->nrun;
    return (pk_difference_t){
        .scenario = scenario,
        .group = group,
        .cell = pk_kpi_cell(a, 0, group, kpi),
        .base_cell = pk_kpi_cell(base, 0, group, kpi),
        .persona = a->group_names[group],
        .period = "all",
        .kpi = a->kpis[kpi].name,
        .label = a->kpis[kpi].label,
        .unit = a->kpis[kpi].unit,
        .lower_is_better = a->kpis[kpi].lower_is_better,
        .mean = a->kpi[pk_kpi_cell(a, 0, group, kpi)].mean,
        .baseline_mean = base->kpi[pk_kpi_cell(base, 0, group, kpi)].mean,
        .diff_mean = s.mean,
        .diff_sd = s.sd,
        .diff_p05 = s.p05,
        .diff_p50 = s.p50,
        .diff_p95 = s.p95,
        .exact = s.sd == 0,
        .sure = {.better = {.p = p}, .best = {.p = p}, .gain = s.mean, .draws = a->uncertain ? a->nrun : 0}};
}

/* The second plan takes over from the first as customers are worth more; the others are never the best. */
static inline void rich_acceptability(pk_comparison_t *c)
{
    enum { LEVELS = 11 };
    pk_acceptability_t *curve = &c->acceptability;
    curve->count = LEVELS;
    curve->worth = PK_ARRAY(&c->arena, double, LEVELS);
    curve->best = PK_ARRAY(&c->arena, double, LEVELS * c->nresult);
    curve->highest = PK_ARRAY(&c->arena, int, LEVELS);
    for (int level = 0; level < LEVELS && c->nresult > 1; level++) {
        curve->worth[level] = 20.0 * level;
        curve->best[level * c->nresult] = 1 - 0.09 * level;
        curve->best[level * c->nresult + 1] = 0.09 * level;
        curve->highest[level] = level > 5;
    }
}

/* The second plan pays in the middle, the others never. */
static inline void rich_paybacks(pk_comparison_t *c, int nstep)
{
    c->paybacks = PK_ARRAY(&c->arena, pk_payback_t, c->nresult);
    for (int k = 1; k < c->nresult; k++) {
        const double middle = k == 1 ? ceil(nstep / 2.0) : nstep + 1;
        c->paybacks[k] = (pk_payback_t){.told = true,
                                        .draws = 100,
                                        .behind = 0.9,
                                        .pays = k == 1 ? 0.83 : 0.2,
                                        .p05 = ceil(middle / 2),
                                        .p50 = middle,
                                        .p95 = nstep + 1,
                                        .nstep = nstep,
                                        .ahead = PK_ARRAY(&c->arena, pk_summary_t, nstep + 1)};
        for (int t = 0; t <= nstep; t++) {
            const double ahead = 100 * (t - middle), off = 30.0 * t;
            c->paybacks[k].ahead[t] =
                (pk_summary_t){ahead, off / 1.645, ahead - off, ahead - off / 2, ahead, ahead + off / 2, ahead + off};
        }
    }
}

/* Each plan is worse at first and better in the end; it comes to more with what comes after. */
static inline void rich_horizons(pk_comparison_t *c)
{
    const int steps = c->results[0].nstep, last = steps < 12 ? steps : 12;
    c->by_horizon.draws = c->results[0].nrun;
    c->by_horizon.curves = PK_ARRAY(&c->arena, pk_horizon_curve_t, 2 * c->nresult);
    for (int k = 2; k < 2 * c->nresult; k++) {
        pk_horizon_curve_t *curve = &c->by_horizon.curves[c->by_horizon.count++];
        *curve = (pk_horizon_curve_t){.scenario = k / 2,
                                      .kpi = k % 2 ? "profit_and_after" : "profit",
                                      .unit = c->results[0].currency,
                                      .points = PK_ARRAY(&c->arena, pk_horizon_point_t, last)};
        for (int i = 1; i <= last && (k % 2 == 0 || pk_result_kpi(c->results, "profit_and_after") >= 0); i++) {
            const double mean = 100.0 * (i - last / 2.0) * (k + 1);
            curve->points[curve->count++] = (pk_horizon_point_t){.step = i * steps / last,
                                                                 .diff_mean = mean,
                                                                 .diff_p05 = mean - 300,
                                                                 .diff_p95 = mean + 300,
                                                                 .p_better = (double)i / (last + 1),
                                                                 .told = true};
        }
        c->by_horizon.count -= curve->count == 0;
    }
}

/* Dots far apart, about 0 as the chance says. */
static inline void rich_dots(pk_comparison_t *c)
{
    for (int s = 1; s < c->nresult && c->answer.kpi != NULL; s++) {
        const pk_difference_t *d = pk_comparison_find(c, s, 0, c->answer.kpi);
        c->dots.all++;
        c->dots.assumptions = c->results[0].uncertain;
        if (c->dots.count < PK_DOTS_PLANS) {
            pk_dots_plan_t *plan = &c->dots.plans[c->dots.count++];
            *plan = (pk_dots_plan_t){.scenario = s, .better = (int)lround(PK_DOTS * d->sure.better.p)};
            const int below = d->lower_is_better ? plan->better : PK_DOTS - plan->better;
            for (int i = 0; i < PK_DOTS; i++) {
                plan->at[i] = (i - below + 0.5) * 100 * s;
            }
        }
    }
}

static inline void rich_comparison(pk_comparison_t *c, const rich_options_t *o)
{
    *c = (pk_comparison_t){.nresult = o->nscenario};
    c->results = PK_ARRAY(&c->arena, pk_result_t, o->nscenario);
    c->differences = PK_ARRAY(&c->arena, pk_difference_t, o->nscenario * RICH_GROUPS * RICH_KPIS);
    c->baseline_sure = PK_ARRAY(&c->arena, pk_sure_t, RICH_GROUPS * RICH_KPIS);
    for (int i = 0; i < o->nscenario; i++) {
        rich_result(&c->results[i], i % RICH_SCENARIOS, o);
        c->results[i].scenario = i < RICH_SCENARIOS ? rich_names[i] : pk_arena_format(&c->arena, "plan-%d", i);
        for (int group = 0; group < RICH_GROUPS && i > 0; group++) {
            for (int kpi = 0; kpi < RICH_KPIS; kpi++) {
                c->differences[c->ndifference++] =
                    rich_difference(&c->arena, &c->results[i], &c->results[0], i, group, kpi);
            }
        }
    }
    rich_acceptability(c);
    rich_paybacks(c, o->nstep);
    rich_horizons(c);
    pk_answer_fill(c);
    rich_dots(c);
}

static inline void rich_comparison_free(pk_comparison_t *c)
{
    for (int i = 0; i < c->nresult; i++) {
        pk_arena_free(&c->results[i].arena);
    }
    pk_arena_free(&c->arena);
}

#endif
