#include "report/charts.h"

#include "report/report_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const pk_chart_t pk_charts[] = {
    {"kpis", "kpis.gp", "the main KPIs of all scenarios, with 50% and 90% intervals", PK_CHART_OF_COMPARISON,
     PK_SAY_CHART_KPIS, &pk_chart_kpis, pk_table_kpis},
    {"difference", "difference.gp", "how each scenario differs from the baseline, with P(better)",
     PK_CHART_OF_COMPARISON, PK_SAY_CHART_DIFFERENCE, &pk_chart_difference, pk_table_difference},
    {"dots", "dots.gp", "each expected difference as 50 draws, better and worse ones", PK_CHART_OF_COMPARISON,
     PK_SAY_CHART_DOTS, &pk_chart_dots, pk_table_dots},
    {"waterfall", "waterfall.gp", "profit from the baseline to each scenario, by revenue, cost and spend",
     PK_CHART_OF_COMPARISON, PK_SAY_CHART_WATERFALL, &pk_chart_waterfall, pk_table_waterfall},
    {"acceptability", "acceptability.gp", "which scenario is best, by what a customer at the end is worth",
     PK_CHART_OF_COMPARISON, PK_SAY_CHART_ACCEPTABILITY, &pk_chart_acceptability, pk_table_acceptability},
    {"horizon", "horizon.gp", "how each plan stands if the horizon ends earlier, without and with what comes after",
     PK_CHART_OF_COMPARISON, PK_SAY_CHART_HORIZON, &pk_chart_horizon, pk_table_horizon},
    {"targets", "targets.gp", "the chance of meeting each target", PK_CHART_OF_BOTH, PK_SAY_CHART_TARGETS,
     &pk_chart_targets, pk_table_targets},
    {"cumulative", "cumulative.gp", "cumulative profit over time; of plans, against the baseline, with payback",
     PK_CHART_OF_BOTH, PK_SAY_CHART_CUMULATIVE, &pk_chart_cumulative, pk_table_cumulative},
    {"spend", "spend.gp", "what is paid for each channel over time", PK_CHART_OF_RUN, PK_SAY_CHART_SPEND,
     &pk_chart_spend, pk_table_spend},
    {"actuals", "actuals.gp", "what was seen, as the scenario's actuals have it, beside the runs", PK_CHART_OF_RUN,
     PK_SAY_CHART_ACTUALS, &pk_chart_actuals, pk_table_actuals},
    {"stages", "stages.gp", "customers in each stage over time, with 50% and 90% bands", PK_CHART_OF_RUN,
     PK_SAY_CHART_STAGES, &pk_chart_stages, pk_table_stages},
    {"funnel", "funnel.gp", "how many enter each stage, the scenarios side by side", PK_CHART_OF_BOTH,
     PK_SAY_CHART_FUNNEL, &pk_chart_funnel, pk_table_funnel},
    {"journey", "journey.gp", "stages as boxes, flows as ribbons", PK_CHART_OF_BOTH, PK_SAY_CHART_JOURNEY,
     &pk_chart_journey, pk_table_journey},
    {"personas", "personas.gp", "persona by persona: the main KPIs, or what each scenario changes", PK_CHART_OF_BOTH,
     PK_SAY_CHART_PERSONAS, &pk_chart_personas, pk_table_personas},
    {"drivers", "drivers.gp", "spend and response of each channel over time", PK_CHART_OF_RUN, PK_SAY_CHART_DRIVERS,
     &pk_chart_drivers, pk_table_drivers},
    {"response", "response.gp", "what more or less spend does, effect by effect", PK_CHART_OF_RUN, PK_SAY_CHART_CURVES,
     &pk_chart_response, pk_table_response},
    {"first-purchase", "waits.gp", "how long until a first purchase, and how many are still waiting", PK_CHART_OF_RUN,
     PK_SAY_CHART_FIRST_PURCHASE, &pk_chart_first_purchase, pk_table_first_purchase},
    {"next-purchase", "waits.gp", "how long from a first purchase to the next, and how many are still waiting",
     PK_CHART_OF_RUN, PK_SAY_CHART_NEXT_PURCHASE, &pk_chart_next_purchase, pk_table_next_purchase},
    {"value", "value.gp", "what each customer brings, and which part of the profit the best bring", PK_CHART_OF_RUN,
     PK_SAY_CHART_VALUE, &pk_chart_value, pk_table_value},
    {"retention", "retention.gp", "who stays a customer, by when they became one", PK_CHART_OF_RUN,
     PK_SAY_CHART_RETENTION, &pk_chart_retention, pk_table_retention},
    {"common-paths", "common-paths.gp", "the most common paths through the stages", PK_CHART_OF_RUN,
     PK_SAY_CHART_COMMON_PATHS, &pk_chart_common_paths, pk_table_common_paths},
    {"sweep-line", "sweep-line.gp", "what other values of one number bring, with 90% bands", PK_CHART_OF_SWEEP,
     PK_SAY_CHART_SWEEP_LINE, &pk_chart_sweep_line, pk_table_sweep},
    {"sweep-map", "sweep-map.gp", "what other values of two numbers bring, as a map; of three, a map each",
     PK_CHART_OF_SWEEP, PK_SAY_CHART_SWEEP_MAP, &pk_chart_sweep_map, pk_table_sweep},
    {"sweep-best", "sweep-best.gp", "the best cells of a sweep, with 90% intervals", PK_CHART_OF_SWEEP,
     PK_SAY_CHART_SWEEP_BEST, &pk_chart_sweep_best, NULL},
    {"tornado", "tornado.gp", "the KPI with each assumption at its 5% and at its 95%", PK_CHART_OF_SENSITIVITY,
     PK_SAY_CHART_TORNADO, &pk_chart_tornado, NULL},
    {"indices", "indices.gp", "which part of the variance each assumption brings, with errors", PK_CHART_OF_SENSITIVITY,
     PK_SAY_CHART_INDICES, &pk_chart_indices, NULL},
    {"information", "information.gp", "what knowing each assumption before deciding would be worth",
     PK_CHART_OF_SENSITIVITY, PK_SAY_CHART_INFORMATION, &pk_chart_information, NULL},
    {"fit", "fit.gp", "what was observed beside what the fit foretells, with 50% and 90% bands",
     PK_CHART_OF_CALIBRATION, PK_SAY_CHART_FIT, &pk_chart_fit, pk_table_fit},
    {"contributions", "contributions.gp", "what each driver brought to what was observed, over time",
     PK_CHART_OF_CALIBRATION, PK_SAY_CHART_CONTRIBUTIONS, &pk_chart_contributions, pk_table_contributions},
    {"learned", "learned.gp", "each number before and after the data, with 90% intervals", PK_CHART_OF_CALIBRATION,
     PK_SAY_CHART_LEARNED, &pk_chart_learned_numbers, pk_table_learned},
    {"pairs", "pairs.gp", "the numbers that go together most in what was learned", PK_CHART_OF_CALIBRATION,
     PK_SAY_CHART_PAIRS, &pk_chart_posterior_pairs, pk_table_pairs},
    {"chains", "chains.gp", "the chains of the numbers that agree least, draw by draw and by rank",
     PK_CHART_OF_CALIBRATION, PK_SAY_CHART_CHAINS, &pk_chart_chains, pk_table_chains},
    {"attribution", "attribution.gp", "a plan shared out, from what is there with nothing on to all of it",
     PK_CHART_OF_ATTRIBUTION, PK_SAY_CHART_ATTRIBUTION, &pk_chart_attribution, pk_table_attribution},
    {"incremental", "incremental.gp", "what is missing without each driver, with 90% intervals",
     PK_CHART_OF_ATTRIBUTION, PK_SAY_CHART_INCREMENTAL, &pk_chart_incremental, pk_table_incremental},
    {"spend-share", "spend-share.gp", "each channel's part of the spend beside its part of the effect",
     PK_CHART_OF_ATTRIBUTION, PK_SAY_CHART_SPEND_SHARE, &pk_chart_spend_share, pk_table_returns},
    {"paths", "paths.gp", "what stood on walked paths, by removal and by other rules", PK_CHART_OF_PATHS,
     PK_SAY_CHART_OTHER, &pk_chart_paths, NULL},
    {"best-response", "best-curves.gp", "what each channel's spend brings, with today's and the best amount",
     PK_CHART_OF_BEST, PK_SAY_CHART_BEST_RESPONSE, &pk_chart_best_response, NULL},
    {"best-spend", "best-bars.gp", "spend before and after, channel by channel", PK_CHART_OF_BEST,
     PK_SAY_CHART_BEST_SPEND, &pk_chart_best_spend, NULL},
    {"best-share", "best-bars.gp", "each channel's share of the spend beside its share of what all bring",
     PK_CHART_OF_BEST, PK_SAY_CHART_BEST_SHARE, &pk_chart_best_share, NULL},
    {"best-prices", "best-bars.gp", "what one more on each bound of the best plan would bring", PK_CHART_OF_BEST,
     PK_SAY_CHART_BEST_PRICES, &pk_chart_best_prices, NULL},
    {"best-budget", "best-curves.gp", "what the best plan brings with other budgets", PK_CHART_OF_BEST,
     PK_SAY_CHART_BEST_BUDGET, &pk_chart_best_budget, NULL},
    {"over-time", "over-time.gp", "stages, flows and KPIs of --of over one axis of time, a line a plan",
     PK_CHART_OF_TABLES, PK_SAY_CHART_OTHER, &pk_chart_over_time, NULL},
    {"graph", "graph.gp", "the stages of a journey and who goes where today", PK_CHART_OF_DESCRIPTION,
     PK_SAY_CHART_OTHER, &pk_chart_graph, NULL},
};
const int pk_chart_total = sizeof pk_charts / sizeof pk_charts[0];

/* The pictures still to draw. */
typedef struct {
    const pk_charts_options_t *options;
    pk_arena_t arena;
    pk_picture_t *pictures;
    int count, room;
    pk_status_t status; /* of the data so far */
    pk_diag_t *diag;
} order_t;

const pk_chart_t *pk_chart_find(const char *name)
{
    for (int i = 0; i < pk_chart_total; i++) {
        if (strcmp(pk_charts[i].name, name) == 0) {
            return &pk_charts[i];
        }
    }
    return NULL;
}

void pk_pictures_free(pk_pictures_t *self)
{
    free(self->paths);
    pk_arena_free(&self->arena);
    *self = (pk_pictures_t){0};
}

/* Room for one more in an array that doubles. */
static void *grow(void *array, int count, int *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    *room = *room > 0 ? 2 * *room : 16;
    void *larger = pk_heap((size_t)*room, size);
    if (count > 0) {
        memcpy(larger, array, (size_t)count * size);
    }
    free(array);
    return larger;
}

static bool is_asked_for(const pk_charts_options_t *options, const char *name)
{
    for (int i = 0; i < options->nname; i++) {
        if (strcmp(options->names[i], name) == 0) {
            return true;
        }
    }
    return options->names == NULL;
}

/* The labels in the language that is asked for now, else in that of the results. */
static const char *labels_of(order_t *self, const pk_chart_t *chart, const char *folder)
{
    const char *usual = pk_arena_format(&self->arena, "%s/charts/data/%s.labels.tsv", folder, chart->name);
    if (self->options->relabel == NULL) {
        return usual;
    }
    const char *other =
        pk_arena_format(&self->arena, "%s/charts/data/%s.labels.%s.tsv", folder, chart->name, self->options->relabel);
    return access(other, R_OK) == 0 ? other : usual;
}

/* One picture a terminal. */
static void order_pictures(order_t *self, const pk_chart_t *chart, const char *folder)
{
    static const char *const usual[] = {"svg"};
    const pk_charts_options_t *o = self->options;
    const char *const *terminals = o->terminals != NULL ? o->terminals : usual;
    int count = o->terminals != NULL ? o->nterminal : 1;
    for (int i = 0; i < count; i++) {
        const pk_terminal_t *terminal = pk_terminal_find(terminals[i]);
        PK_REQUIRE(terminal != NULL);
        self->pictures = grow(self->pictures, self->count, &self->room, sizeof *self->pictures);
        self->pictures[self->count++] = (pk_picture_t){
            .name = chart->name,
            .script = pk_arena_format(&self->arena, "%s/%s", o->plots, chart->script),
            .data = pk_arena_format(&self->arena, "%s/charts/data/%s.tsv", folder, chart->name),
            .labels = labels_of(self, chart, folder),
            .out = o->out != NULL
                       ? o->out
                       : pk_arena_format(&self->arena, "%s/charts/%s.%s", folder, chart->name, terminal->extension),
            .results = pk_arena_copy(&self->arena, folder),
            .terminal = terminal,
            .width = o->width,
            .height = o->height,
            .look = o->look,
        };
    }
}

/* A sheet in the asked language, or of another one the labels. */
static pk_status_t write_sheet(order_t *self, const pk_chart_t *chart, pk_chart_source_t source, const char *data,
                               pk_language_t language)
{
    pk_sheet_t sheet;
    const pk_status_t status =
        language == source.language
            ? pk_sheet_open(&sheet, data, chart->name, self->diag)
            : pk_sheet_open_labels(&sheet, data, chart->name, pk_language_code(language), self->diag);
    if (status != PK_OK) {
        return status;
    }
    source.language = language;
    sheet.data.output = sheet.labels.output = self->options->gnuplot.output;
    chart->data->write(&source, &sheet);
    return pk_sheet_close(&sheet, self->diag);
}

static pk_status_t write_data(order_t *self, const pk_chart_t *chart, const pk_chart_source_t *source,
                              const char *folder)
{
    const char *data = pk_arena_format(&self->arena, "%s/charts/data", folder);
    pk_status_t status = pk_out_folder(data, self->diag);
    for (int language = 0; language < PK_LANGUAGES && status == PK_OK; language++) {
        status = write_sheet(self, chart, *source, data, (pk_language_t)language);
    }
    return status;
}

/* More than a chart shows is told, not drawn. */
static bool is_too_much(order_t *self, const pk_chart_source_t *source)
{
    const pk_result_t *results;
    int nresult = source->result == NULL && source->comparison == NULL ? 0 : pk_chart_results(source, &results);
    for (int i = 0; i < nresult; i++) {
        if (results[i].nstage > PK_CHART_MOST) {
            pk_warning(self->diag, PK_NOWHERE, "the tables hold them all",
                       "no charts of '%s' are drawn: it has %d stages, and a chart shows at most %d",
                       results[i].scenario, results[i].nstage, PK_CHART_MOST);
            return true;
        }
    }
    if (nresult > PK_CHART_MOST) {
        pk_warning(self->diag, PK_NOWHERE, "the tables hold them all; compare fewer at a time for charts",
                   "no charts of the comparison are drawn: it has %d scenarios, and a chart shows at most %d", nresult,
                   PK_CHART_MOST);
    }
    return nresult > PK_CHART_MOST;
}

void pk_charts_names(const char *const *terminals, int count, const char *prefix, pk_texts_t *names, pk_arena_t *arena)
{
    for (int i = 0; i < pk_chart_total; i++) {
        const char *chart = pk_charts[i].name;
        for (int k = 0; k < count; k++) {
            const char *extension = pk_terminal_find(terminals[k])->extension;
            pk_texts_add(names, pk_arena_format(arena, "%scharts/%s.%s", prefix, chart, extension), arena);
        }
        pk_texts_add(names, pk_arena_format(arena, "%scharts/data/%s.tsv", prefix, chart), arena);
        pk_texts_add(names, pk_arena_format(arena, "%scharts/data/%s.labels.tsv", prefix, chart), arena);
        for (int language = 0; language < PK_LANGUAGES; language++) {
            const char *code = pk_language_code((pk_language_t)language);
            pk_texts_add(names, pk_arena_format(arena, "%scharts/data/%s.labels.%s.tsv", prefix, chart, code), arena);
        }
    }
}

static void order_charts(order_t *self, pk_chart_scope_t scope, const pk_chart_source_t *source, const char *folder)
{
    if (is_too_much(self, source)) {
        return;
    }
    for (int i = 0; i < pk_chart_total; i++) {
        const pk_chart_t *chart = &pk_charts[i];
        const bool plans = scope == PK_CHART_OF_RUN || scope == PK_CHART_OF_COMPARISON;
        const bool fits = chart->scope == scope || (chart->scope == PK_CHART_OF_BOTH && plans);
        if (!is_asked_for(self->options, chart->name) || !fits || !chart->data->has_data(source)) {
            continue;
        }
        pk_status_t status = write_data(self, chart, source, folder);
        if (status == PK_OK) {
            order_pictures(self, chart, folder);
        } else {
            self->status = status;
        }
    }
}

static void add_picture(pk_pictures_t *pictures, const char *path)
{
    pictures->paths = grow(pictures->paths, pictures->count, &pictures->room, sizeof *pictures->paths);
    pictures->paths[pictures->count++] = pk_arena_copy(&pictures->arena, path);
}

static void hand_over(order_t *self, pk_drawer_t *drawer, int rank)
{
    for (int i = 0; i < self->count; i++) {
        pk_drawer_add(drawer, &self->pictures[i], rank);
    }
}

static void free_order(order_t *self)
{
    free(self->pictures);
    pk_arena_free(&self->arena);
}

static pk_status_t finish(pk_drawer_t *drawer, pk_pictures_t *pictures, pk_diag_t *diag)
{
    pk_status_t status = pk_drawer_finish(drawer, diag);
    const pk_picture_t *picture;
    bool drawn;
    for (int i = 0; pictures != NULL && (picture = pk_drawer_picture(drawer, i, &drawn)) != NULL; i++) {
        if (drawn) {
            add_picture(pictures, picture->out);
        }
    }
    return status;
}

static pk_status_t draw(order_t *self, pk_pictures_t *pictures)
{
    pk_drawer_t *drawer = pk_drawer_new(&self->options->gnuplot);
    hand_over(self, drawer, 0);
    pk_status_t status = finish(drawer, pictures, self->diag);
    pk_drawer_free(drawer);
    status = self->status != PK_OK ? self->status : status;
    free_order(self);
    return status;
}

pk_status_t pk_charts_run(const pk_result_t *result, const char *folder, const pk_charts_options_t *options,
                          pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    pk_chart_source_t source = {.result = result, .language = options->language};
    order_charts(&order, PK_CHART_OF_RUN, &source, folder);
    return draw(&order, pictures);
}

/* ---- of a comparison, plan by plan ---- */

struct pk_charts_plans {
    pk_charts_options_t options;
    const char *folder;
    pk_drawer_t *drawer;
    order_t *orders; /* of the plans so far */
    pk_diag_t *diags;
    int count;
};

pk_charts_plans_t *pk_charts_plans_new(const char *folder, const pk_charts_options_t *options, int most)
{
    pk_charts_plans_t *self = pk_heap(1, sizeof *self);
    *self = (pk_charts_plans_t){.options = *options,
                                .folder = folder,
                                .drawer = pk_drawer_new(&options->gnuplot),
                                .orders = pk_heap((size_t)most + 1, sizeof *self->orders),
                                .diags = pk_heap((size_t)most + 1, sizeof *self->diags)};
    return self;
}

void pk_charts_plans_add(pk_charts_plans_t *self, const pk_result_t *result)
{
    const int plan = self->count++;
    order_t *order = &self->orders[plan];
    *order = (order_t){.options = &self->options, .diag = &self->diags[plan]};
    const pk_chart_source_t source = {.result = result, .language = self->options.language};
    order_charts(order, PK_CHART_OF_RUN, &source,
                 pk_arena_format(&order->arena, "%s/%s", self->folder, result->scenario));
    hand_over(order, self->drawer, plan + 1);
    pk_drawer_tend(self->drawer);
}

void pk_charts_plans_tend(pk_charts_plans_t *self)
{
    pk_drawer_tend(self->drawer);
}

void pk_charts_plans_pause(pk_charts_plans_t *self)
{
    pk_drawer_pause(self->drawer);
}

void pk_charts_plans_free(pk_charts_plans_t *self)
{
    if (self == NULL) {
        return;
    }
    pk_drawer_free(self->drawer);
    for (int i = 0; i < self->count; i++) {
        free_order(&self->orders[i]);
        pk_diag_free(&self->diags[i]);
    }
    free(self->orders);
    free(self->diags);
    free(self);
}

/* Messages about files and charts, which have no place in a file of the user's. */
static void pass_on(const pk_diag_t *from, pk_diag_t *to)
{
    for (int i = 0; i < from->count; i++) {
        const pk_message_t *message = &from->messages[i];
        if (message->severity == PK_ERROR) {
            (void)pk_failure(to, message->file, message->hint, "%s", message->text);
        } else {
            pk_warning(to, PK_NOWHERE, message->hint, "%s", message->text);
        }
    }
}

pk_status_t pk_charts_comparison(pk_charts_plans_t *plans, const pk_comparison_t *comparison, pk_pictures_t *pictures,
                                 pk_diag_t *diag)
{
    order_t order = {.options = &plans->options, .diag = diag};
    const pk_chart_source_t source = {.comparison = comparison, .language = plans->options.language};
    order_charts(&order, PK_CHART_OF_COMPARISON, &source, plans->folder);
    hand_over(&order, plans->drawer, 0);
    while (plans->count < comparison->nresult) {
        pk_charts_plans_add(plans, &comparison->results[plans->count]);
    }
    pk_status_t status = order.status;
    for (int i = 0; i < plans->count; i++) {
        pass_on(&plans->diags[i], diag);
        status = plans->orders[i].status != PK_OK ? plans->orders[i].status : status;
    }
    const pk_status_t drawn = finish(plans->drawer, pictures, diag);
    free_order(&order);
    return status != PK_OK ? status : drawn;
}

pk_status_t pk_charts_description(const pk_description_t *description, const char *folder,
                                  const pk_charts_options_t *options, pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    pk_chart_source_t source = {.description = description, .language = options->language};
    order_charts(&order, PK_CHART_OF_DESCRIPTION, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_sensitivity(const pk_sensitivity_t *sensitivity, const char *folder,
                                  const pk_charts_options_t *options, pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.sensitivity = sensitivity, .language = options->language};
    order_charts(&order, PK_CHART_OF_SENSITIVITY, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_calibration(const pk_calibrated_t *calibrated, const char *folder,
                                  const pk_charts_options_t *options, pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.calibrated = calibrated, .language = options->language};
    order_charts(&order, PK_CHART_OF_CALIBRATION, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_sweep(const pk_sweep_t *sweep, const char *folder, const pk_charts_options_t *options,
                            pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.sweep = sweep, .language = options->language};
    order_charts(&order, PK_CHART_OF_SWEEP, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_attribution(const pk_attribution_t *attribution, const char *folder,
                                  const pk_charts_options_t *options, pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.attribution = attribution, .language = options->language};
    order_charts(&order, PK_CHART_OF_ATTRIBUTION, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_paths(const pk_path_attribution_t *paths, const char *folder, const pk_charts_options_t *options,
                            pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.paths = paths, .language = options->language};
    order_charts(&order, PK_CHART_OF_PATHS, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_best(const pk_best_t *best, const char *folder, const pk_charts_options_t *options,
                           pk_pictures_t *pictures, pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    const pk_chart_source_t source = {.best = best, .language = options->language};
    order_charts(&order, PK_CHART_OF_BEST, &source, folder);
    return draw(&order, pictures);
}

pk_status_t pk_charts_over_time(const pk_over_time_t *over_time, const char *folder, pk_language_t language,
                                pk_diag_t *diag)
{
    const pk_charts_options_t options = {.language = language};
    const pk_chart_source_t source = {.over_time = over_time, .language = language};
    order_t order = {.options = &options, .diag = diag};
    const pk_status_t status = write_data(&order, pk_chart_find("over-time"), &source, folder);
    free_order(&order);
    return status;
}

bool pk_charts_has_data(const char *folder, const char *name)
{
    pk_arena_t arena = {0};
    const bool there = access(pk_arena_format(&arena, "%s/charts/data/%s.tsv", folder, name), R_OK) == 0;
    pk_arena_free(&arena);
    return there;
}

pk_status_t pk_charts_again(const char *folder, const pk_charts_options_t *options, pk_pictures_t *pictures,
                            pk_diag_t *diag)
{
    order_t order = {.options = options, .diag = diag};
    for (int i = 0; i < pk_chart_total; i++) {
        const pk_chart_t *chart = &pk_charts[i];
        if (!is_asked_for(options, chart->name)) {
            continue;
        }
        if (pk_charts_has_data(folder, chart->name)) {
            order_pictures(&order, chart, folder);
        } else if (options->names != NULL) {
            order.status = pk_failure(diag, folder, "run `polku run` or `polku compare` into this folder first",
                                      "has no data of the chart '%s'", chart->name);
        }
    }
    return draw(&order, pictures);
}
