#include "model/read_optimise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/doc.h"
#include "model/read.h"
#include "model/read_scenario.h"

static const char *const keys[] = {"polku",           "optimise", "based_on", "aim",     "aim_at", "aim_of",
                                   "budget",          "channels", "levers",   "periods", "change", "limits",
                                   "least_spend_for", "runs",     "seed",     "draws"};

typedef struct {
    pk_optimisation_t *self;
    const pk_node_t *root;
    pk_reader_t reader; /* on the model of today's plan */
} pk_optimise_reader_t;

/* ---- numbers and ranges ---- */

static double number_under(pk_optimise_reader_t *in, const pk_node_t *map, const char *key, double otherwise)
{
    const pk_node_t *node = pk_node_get(map, key);
    double value = otherwise;
    if (node != NULL) {
        (void)pk_read_plain(&in->reader, node, key, &value);
    }
    return value;
}

static void read_range(pk_optimise_reader_t *in, const pk_node_t *node, const char *name, pk_range_t *range)
{
    static const char *const of_range[] = {"from", "to"};
    static const char example[] = "{from: 0, to: 2000}";
    pk_reader_t *reader = &in->reader;
    *range = (pk_range_t){.moves = true, .named = true, .least = NAN, .most = NAN, .place = node->place};
    if (pk_is_word(reader, node, "fixed")) {
        range->moves = false;
        return;
    }
    if (node->kind == PK_NODE_SCALAR) {
        pk_error(reader->diag, node->place, pk_arena_format(reader->arena, "for example %s: %s", name, example),
                 "%s must be fixed, or {from, to}, not %s", name, pk_quote(reader, node->text));
        return;
    }
    const pk_node_t *map = pk_want_map(reader, node, name, example);
    if (map == NULL || pk_node_check_keys(map, of_range, PK_COUNT(of_range), "a range", reader->diag) != PK_OK) {
        return;
    }
    range->least = number_under(in, map, "from", NAN);
    range->most = number_under(in, map, "to", NAN);
    if (range->least > range->most) {
        pk_error(reader->diag, node->place, "the smaller one is from:", "%s goes from %.15g to %.15g", name,
                 range->least, range->most);
    }
}

static void read_channel(pk_optimise_reader_t *in, const pk_pair_t *pair)
{
    const pk_model_t *model = in->self->scenario->model;
    const int d = pk_read_driver_name(&in->reader, pair->key, PK_DRIVER_CHANNEL);
    if (d < 0) {
        return;
    }
    if (!pk_channel_of(&model->drivers[d])->ours) {
        pk_error(in->reader.diag, pair->key->place, "leave it out: it stays as the plan has it",
                 "%s is not ours (ours: false): nobody here decides what is spent on it", pair->key->text);
        return;
    }
    read_range(in, pair->value, pair->key->text, &in->self->ranges[d]);
    if (in->self->ranges[d].least < 0) {
        pk_error(in->reader.diag, pair->value->place, NULL, "%s cannot be below 0", pair->key->text);
    }
}

static void read_lever(pk_optimise_reader_t *in, const pk_pair_t *pair)
{
    const int d = pk_read_driver_name(&in->reader, pair->key, PK_DRIVER_LEVER);
    if (d < 0) {
        return;
    }
    pk_range_t *range = &in->self->ranges[d];
    const int errors = in->reader.diag->errors;
    read_range(in, pair->value, pair->key->text, range);
    if (in->reader.diag->errors == errors && range->moves && (isnan(range->least) || isnan(range->most))) {
        pk_error(in->reader.diag, pair->value->place, "for example {from: 0.9, to: 1.2}",
                 "the lever %s needs both ends, from and to", pair->key->text);
    }
}

/* Channels of ours may be anything from 0 where nothing is said; levers are moved only where they are named. */
static void read_ranges(pk_optimise_reader_t *in)
{
    const pk_model_t *model = in->self->scenario->model;
    in->self->ranges = PK_ARRAY(in->reader.arena, pk_range_t, model->ndriver + 1);
    for (int d = 0; d < model->ndriver; d++) {
        in->self->ranges[d] = (pk_range_t){.moves = pk_is_our_channel(&model->drivers[d]), .least = NAN, .most = NAN};
    }
    const pk_node_t *channels =
        pk_want_map(&in->reader, pk_node_get(in->root, "channels"), "channels", "{facebook: {from: 0, to: 2000}}");
    for (int i = 0; channels != NULL && i < channels->count; i++) {
        read_channel(in, &channels->pairs[i]);
    }
    const pk_node_t *levers =
        pk_want_map(&in->reader, pk_node_get(in->root, "levers"), "levers", "{price_index: {from: 0.9, to: 1.2}}");
    for (int i = 0; levers != NULL && i < levers->count; i++) {
        read_lever(in, &levers->pairs[i]);
    }
}

/* ---- aim and budget ---- */

static const char *read_kpi(pk_optimise_reader_t *in, const pk_node_t *node, const char *what)
{
    const bool is_past = node->kind == PK_NODE_SCALAR &&
                         (strcmp(node->text, "profit_and_after") == 0 || strcmp(node->text, "after") == 0);
    if (is_past && strcmp(what, "aim") == 0) {
        return node->text;
    }
    if (is_past) {
        pk_error(in->reader.diag, node->place, "it may be the aim; for a bound take present_value or profit",
                 "%s cannot be on %s, which is known of two plans only", what, node->text);
        return NULL;
    }
    return pk_read_kpi_name(&in->reader, node);
}

/* mean, or p10: the quantile 10%. */
static void read_aim_at(pk_optimise_reader_t *in)
{
    static const char *const of[] = {"gain", "level"};
    const pk_node_t *node = pk_node_get(in->root, "aim_at");
    in->self->aim_at = NAN;
    in->self->of_level =
        pk_read_choice(&in->reader, pk_node_get(in->root, "aim_of"), "aim_of", of, PK_COUNT(of), 0) == 1;
    if (node == NULL || pk_is_word(&in->reader, node, "mean")) {
        return;
    }
    char *rest = NULL;
    const bool shaped = node->kind == PK_NODE_SCALAR && node->text[0] == 'p' && node->text[1] >= '0';
    const double percent = shaped ? strtod(node->text + 1, &rest) : 0;
    if (!shaped || *rest != '\0' || !(percent > 0 && percent < 100)) {
        pk_error(in->reader.diag, node->place, "for example p10, what is reached in nine of ten draws",
                 "aim_at must be mean, or a quantile from p1 to p99, not %s",
                 node->kind == PK_NODE_SCALAR ? pk_quote(&in->reader, node->text) : pk_node_what(node));
        return;
    }
    in->self->aim_at = percent / 100;
}

static void read_aim(pk_optimise_reader_t *in)
{
    const pk_node_t *node = pk_node_get(in->root, "aim");
    const char *aim = node != NULL ? read_kpi(in, node, "aim") : NULL;
    in->self->aim = aim != NULL ? aim : "present_value";
    read_aim_at(in);
}

static void read_budget(pk_optimise_reader_t *in)
{
    static const char *const kinds[] = {"at_most", "exactly", "extra"};
    static const char example[] = "{at_most: 60000}";
    const pk_node_t *node = pk_node_get(in->root, "budget");
    const pk_node_t *map = pk_want_map(&in->reader, node, "budget", example);
    int count = 0;
    if (map == NULL || pk_node_check_keys(map, kinds, PK_COUNT(kinds), "a budget", in->reader.diag) != PK_OK) {
        return;
    }
    in->self->budget_place = node->place;
    for (int k = 0; k < PK_COUNT(kinds); k++) {
        const pk_node_t *amount = pk_node_get(map, kinds[k]);
        count += amount != NULL;
        if (amount != NULL && pk_read_plain(&in->reader, amount, kinds[k], &in->self->budget)) {
            in->self->budget_kind = (pk_budget_kind_t)(PK_BUDGET_AT_MOST + k);
            if (in->self->budget < 0 && k < 2) {
                pk_error(in->reader.diag, amount->place, NULL, "a budget cannot be below 0");
            }
        }
    }
    if (count != 1) {
        pk_error(in->reader.diag, node->place, pk_arena_format(in->reader.arena, "for example %s", example),
                 "a budget has one of at_most, exactly and extra");
    }
}

/* ---- limits ---- */

static const char *joined(pk_optimise_reader_t *in, const pk_node_t *list)
{
    const char *text = "";
    for (int i = 0; i < pk_item_count(list); i++) {
        const pk_node_t *item = pk_item(list, i);
        text = pk_arena_format(in->reader.arena, "%s%s%s", text, i > 0 ? " + " : "",
                               item->kind == PK_NODE_SCALAR ? item->text : "");
    }
    return text;
}

static void read_sum(pk_optimise_reader_t *in, const pk_node_t *list, pk_optimise_limit_t *limit)
{
    limit->name = joined(in, list);
    limit->drivers = PK_ARRAY(in->reader.arena, int, pk_item_count(list) + 1);
    for (int i = 0; i < pk_item_count(list); i++) {
        const int d = pk_read_driver_name(&in->reader, pk_item(list, i), PK_DRIVER_CHANNEL);
        if (d >= 0 && !pk_is_our_channel(&in->self->scenario->model->drivers[d])) {
            pk_error(in->reader.diag, pk_item(list, i)->place, "leave it out", "%s is not ours (ours: false)",
                     pk_item(list, i)->text);
        } else if (d >= 0) {
            limit->drivers[limit->ndriver++] = d;
        }
    }
}

static void read_limit(pk_optimise_reader_t *in, const pk_node_t *node, pk_optimise_limit_t *limit)
{
    static const char *const of_limit[] = {"sum", "kpi", "at_most", "at_least"};
    static const char example[] = "{sum: [facebook, search], at_most: 20000}";
    pk_reader_t *reader = &in->reader;
    const pk_node_t *map = pk_want_map(reader, node, "a limit", example);
    *limit = (pk_optimise_limit_t){.name = "", .place = node->place};
    if (map == NULL || pk_node_check_keys(map, of_limit, PK_COUNT(of_limit), "a limit", reader->diag) != PK_OK) {
        return;
    }
    const pk_node_t *sum = pk_node_get(map, "sum"), *kpi = pk_node_get(map, "kpi");
    limit->least = number_under(in, map, "at_least", -INFINITY);
    limit->most = number_under(in, map, "at_most", INFINITY);
    const bool bounded = pk_node_get(map, "at_least") != NULL || pk_node_get(map, "at_most") != NULL;
    if ((sum == NULL) == (kpi == NULL) || !bounded) {
        pk_error(reader->diag, node->place, pk_arena_format(reader->arena, "for example %s", example),
                 "a limit has either sum: or kpi:, and at_most: or at_least:");
    } else if (limit->least > limit->most) {
        pk_error(reader->diag, node->place, NULL, "at least %.15g and at most %.15g cannot both hold", limit->least,
                 limit->most);
    } else if (sum != NULL) {
        read_sum(in, sum, limit);
    } else {
        limit->kpi = limit->name = read_kpi(in, kpi, "a limit");
    }
}

static void read_limits(pk_optimise_reader_t *in)
{
    const pk_node_t *list = pk_node_get(in->root, "limits");
    if (list != NULL && list->kind != PK_NODE_LIST && !pk_node_is_null(list)) {
        pk_error(in->reader.diag, list->place, "for example limits: [{sum: [facebook, search], at_most: 20000}]",
                 "limits must be a list, not %s",
                 list->kind == PK_NODE_SCALAR ? pk_quote(&in->reader, list->text) : pk_node_what(list));
        return;
    }
    in->self->limits = PK_ARRAY(in->reader.arena, pk_optimise_limit_t, pk_item_count(list) + 1);
    for (int i = 0; list != NULL && i < pk_item_count(list); i++) {
        read_limit(in, pk_item(list, i), &in->self->limits[in->self->nlimit++]);
    }
}

/* ---- the rest ---- */

static void read_least_spend(pk_optimise_reader_t *in)
{
    static const char *const of_goal[] = {"kpi", "at_least", "by", "in"};
    static const char example[] = "{kpi: new_customers, at_least: 400, in: 80%}";
    pk_reader_t *reader = &in->reader;
    const pk_node_t *node = pk_node_get(in->root, "least_spend_for");
    const pk_node_t *map = pk_want_map(reader, node, "least_spend_for", example);
    if (map == NULL || pk_node_check_keys(map, of_goal, PK_COUNT(of_goal), "least_spend_for", reader->diag) != PK_OK) {
        return;
    }
    static const char *const instead[] = {"aim", "budget", "aim_at"};
    for (int k = 0; k < PK_COUNT(instead); k++) {
        const pk_node_t *other = pk_node_get(in->root, instead[k]);
        if (other != NULL) {
            pk_error(reader->diag, other->place, "leave one of them out",
                     "least_spend_for stands instead of aim and budget, not beside %s", instead[k]);
        }
    }
    const pk_node_t *kpi = pk_node_get(map, "kpi"), *by = pk_node_get(map, "by");
    pk_least_spend_t *least = &in->self->least_spend;
    *least = (pk_least_spend_t){.at_least = number_under(in, map, "at_least", NAN),
                                .in = number_under(in, map, "in", 0.5),
                                .place = node->place};
    if (kpi == NULL || isnan(least->at_least)) {
        pk_error(reader->diag, node->place, pk_arena_format(reader->arena, "for example %s", example),
                 "least_spend_for needs kpi: and at_least:");
        return;
    }
    if (!(least->in > 0 && least->in < 1)) {
        pk_error(reader->diag, pk_node_get(map, "in")->place, "for example in: 80%",
                 "in: is a part of the futures, above 0 and below 1");
    }
    if (by != NULL && pk_check_by(in->self->scenario, by, reader->arena, reader->diag)) {
        least->by = by->text;
    }
    least->kpi = read_kpi(in, kpi, "least_spend_for");
    if (least->kpi != NULL) { /* with a budget, what reaches it most surely is the quantile of its level */
        in->self->aim = least->kpi;
        in->self->aim_at = 1 - least->in;
        in->self->of_level = true;
    }
}

/* A part of today's amounts. Above 1 it needs its %: who writes 30 means 30%. */
static void read_change(pk_optimise_reader_t *in)
{
    const pk_node_t *node = pk_node_get(in->root, "change");
    const double change = in->self->change = number_under(in, in->root, "change", NAN);
    if (change < 0) {
        pk_error(in->reader.diag, node->place, "for example change: 30%", "change cannot be below 0");
    } else if (change > 1 && strchr(node->text, '%') == NULL) {
        pk_error(in->reader.diag, node->place,
                 pk_arena_format(in->reader.arena, "write %.15g%%, or %.15g%% if that is meant", change, 100 * change),
                 "change is a part of today's amounts, and %.15g would be %.15g times as much", change, change);
    }
}

static void read_rest(pk_optimise_reader_t *in)
{
    static const char *const words[] = {"none", "week", "month", "quarter", "year"};
    const pk_node_t *periods = pk_node_get(in->root, "periods"), *draws = pk_node_get(in->root, "draws");
    in->self->periods = (pk_periods_t)pk_read_choice(&in->reader, periods, "periods", words, PK_COUNT(words), 0);
    in->self->periods_place = periods != NULL ? periods->place : PK_NOWHERE;
    read_change(in);
    double count = 0;
    if (draws != NULL && pk_read_whole(&in->reader, draws, "draws", 100000, &count)) {
        in->self->draws = (long)count;
    }
}

/* Runs and seed of the file, which hold for today's plan too. Read on an empty model: they refer to nothing. */
static void read_runs(const pk_node_t *root, pk_optimisation_t *self, pk_overrides_t *overrides, pk_arena_t *arena,
                      pk_diag_t *diag)
{
    pk_reader_t reader = pk_reader_on(PK_NEW(arena, pk_model_t), arena, diag);
    const pk_node_t *runs = pk_node_get(root, "runs"), *seed = pk_node_get(root, "seed");
    double value = PK_OPTIMISE_RUNS;
    if (runs != NULL) {
        (void)pk_read_whole(&reader, runs, "runs", PK_RUNS_MOST, &value);
    }
    self->runs = overrides->runs >= 0 ? overrides->runs : (long)value;
    overrides->runs = self->runs;
    value = 1;
    if (seed != NULL && pk_read_whole(&reader, seed, "seed", 9e15, &value) && overrides->seed < 0) {
        overrides->seed = (long long)value;
    }
}

/* Today's plan; `asked` is where the file names it, NULL: it is the file itself. */
static bool read_scenario(const char *path, const pk_node_t *asked, const pk_overrides_t *overrides,
                          pk_optimisation_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    if (pk_lineage_read(path, asked, &self->lineage, arena, diag) != PK_OK) {
        return false;
    }
    if (self->lineage.is_model) {
        pk_error(diag, asked != NULL ? asked->place : PK_NOWHERE, "write a scenario with model:, start: and horizon:",
                 "%s is a model, and a best plan needs a scenario: what is spent today, from when and for how long",
                 path);
        return false;
    }
    self->scenario = pk_scenario_from(&self->lineage, overrides, arena, diag);
    return self->scenario != NULL;
}

static const char *short_name(const char *path, pk_arena_t *arena)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    return pk_arena_copy_n(arena, name, dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

static bool asks(const pk_node_t *root)
{
    return pk_node_get(root, "optimise") != NULL;
}

bool pk_optimisation_is(const char *path, pk_diag_t *diag)
{
    return pk_doc_has(path, "optimise", diag);
}

static bool is_input(const char *path)
{
    return strcmp(path, PK_SOURCE_INPUT) == 0;
}

/* Today's plan: the file itself, or what it is based on; NULL after an error. */
static const char *path_of_plan(const pk_node_t *root, const char *path, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_node_t *based = pk_node_get(root, "based_on");
    if (!asks(root) && is_input(path)) {
        pk_error(diag, root->place, "name the scenario's file, or write a file with optimise: and based_on:",
                 "the best plan is based on this scenario, and one on standard input has no name for that");
        return NULL;
    }
    if (!asks(root)) {
        return path;
    }
    if (based != NULL && based->kind == PK_NODE_SCALAR && *based->text != '\0') {
        return pk_node_path(based, based->text, arena);
    }
    pk_error(diag, based != NULL ? based->place : root->place, "for example based_on: baseline.yaml",
             "an optimise file names today's plan, a scenario, under based_on");
    return NULL;
}

pk_optimisation_t *pk_optimisation_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena,
                                        pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_optimisation_t *self = PK_NEW(arena, pk_optimisation_t);
    pk_overrides_t over = *overrides;
    const pk_node_t *root =
        is_input(path) ? pk_doc_read_input(arena, diag) : pk_doc_read(path, PK_NOWHERE, arena, diag);
    const char *plan = root != NULL ? path_of_plan(root, path, arena, diag) : NULL;
    if (plan == NULL) {
        return NULL;
    }
    pk_node_t *nothing = PK_NEW(arena, pk_node_t);
    *nothing = (pk_node_t){.kind = PK_NODE_MAP, .place = root->place, .text = ""};
    const pk_node_t *own = asks(root) ? root : nothing;
    *self = (pk_optimisation_t){.name = is_input(path) ? "stdin" : short_name(path, arena), .file = path};
    self->source = own == root ? root->place.source : NULL;
    read_runs(own, self, &over, arena, diag);
    const bool has_plan = read_scenario(plan, pk_node_get(own, "based_on"), &over, self, arena, diag);
    pk_model_t *model = has_plan ? self->scenario->model : PK_NEW(arena, pk_model_t);
    pk_optimise_reader_t in = {.self = self, .root = own, .reader = pk_reader_on(model, arena, diag)};
    if (own == root) {
        (void)pk_read_version(&in.reader, root);
        (void)pk_node_check_keys(root, keys, PK_COUNT(keys), "an optimise file", diag);
    }
    if (!has_plan) {
        return NULL;
    }
    self->title = pk_read_text(&in.reader, pk_node_get(own, "optimise"), "optimise", self->scenario->title);
    read_ranges(&in);
    read_aim(&in);
    read_budget(&in);
    read_limits(&in);
    read_least_spend(&in);
    read_rest(&in);
    return diag->errors > errors ? NULL : self;
}

/* ---- what the command line says otherwise ---- */

/* An amount as a file would have it; NAN with an error. */
static double asked_amount(pk_reader_t *reader, const char *option, const char *text, double least)
{
    pk_diag_t told = {0};
    pk_reader_t quiet = pk_reader_on(reader->model, reader->arena, &told);
    const pk_node_t node = {.kind = PK_NODE_SCALAR, .text = text};
    double value = NAN;
    if (!pk_read_plain(&quiet, &node, option, &value) || !(value >= least) || !isfinite(value)) {
        pk_error(reader->diag, PK_NOWHERE, pk_arena_format(reader->arena, "as in %s 60000", option),
                 "%s is \"%s\": an amount of money is needed%s", option, text, least == 0 ? ", 0 or more" : "");
        value = NAN;
    }
    pk_diag_free(&told);
    return value;
}

static void ask_aim(pk_optimisation_t *self, pk_reader_t *reader, const char *aim)
{
    const bool of_two = strcmp(aim, "profit_and_after") == 0 || strcmp(aim, "after") == 0;
    if (of_two || pk_kpi_exists(self->scenario->model, aim)) {
        self->aim = aim;
        return;
    }
    pk_error(reader->diag, PK_NOWHERE, pk_kpi_hint(self->scenario->model, aim, reader->arena), "--aim: no KPI %s in %s",
             aim, self->scenario->title);
}

pk_status_t pk_optimisation_ask(pk_optimisation_t *self, const pk_optimise_asked_t *asked, pk_arena_t *arena,
                                pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_reader_t reader = pk_reader_on(self->scenario->model, arena, diag);
    if (self->least_spend.kpi != NULL && (asked->aim != NULL || asked->budget != NULL || asked->extra != NULL)) {
        return pk_error(diag, PK_NOWHERE, "leave one of them out",
                        "%s asks for least_spend_for, which stands instead of --aim, --budget and --extra", self->file);
    }
    if (asked->aim != NULL) {
        ask_aim(self, &reader, asked->aim);
    }
    if (asked->budget != NULL) {
        self->budget = asked_amount(&reader, "--budget", asked->budget, 0);
        self->budget_kind = PK_BUDGET_EXACTLY;
        self->budget_place = PK_NOWHERE;
    }
    if (asked->extra != NULL) {
        self->budget = asked_amount(&reader, "--extra", asked->extra, -INFINITY);
        self->budget_kind = PK_BUDGET_EXTRA;
        self->budget_place = PK_NOWHERE;
    }
    self->periods = asked->periods >= 0 ? (pk_periods_t)asked->periods : self->periods;
    return diag->errors > errors ? PK_BAD_INPUT : PK_OK;
}

pk_scenario_t *pk_optimisation_plan(const pk_optimisation_t *self, const char *name, const char *text,
                                    const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_source_t *source = PK_NEW(arena, pk_source_t);
    *source = (pk_source_t){.name = pk_arena_format(arena, "%s.yaml", name), .text = text, .length = strlen(text)};
    pk_node_t *root = pk_doc_parse(source, arena, diag);
    if (root == NULL) {
        return NULL;
    }
    pk_lineage_t lineage = self->lineage;
    lineage.name = name;
    lineage.file = source->name;
    lineage.own = root;
    lineage.merged = pk_node_merge((pk_node_t *)lineage.merged, root, arena);
    return pk_scenario_from(&lineage, overrides, arena, diag);
}
