#include "study/attribute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapley.h"
#include "engine/drivers.h"
#include "study/asked_kpi.h"
#include "study/attribute_parts.h"

enum { CHUNK = 2048 /* evaluations that are put together at a time */ };

/* How much more is spent for the marginal return: of the plan's spend, or where there is none of the spend at which the
 * channel has half of its effect. */
static const double A_LITTLE = 0.01;

static const char *const USUAL[] = {"purchases", "new_customers", "revenue", "profit"};

/* ---- evaluations ---- */

void pk_attribute_tell(pk_attributing_t *self, double done)
{
    const pk_progress_t *progress = &self->options->progress;
    self->done += done;
    if (progress->tell != NULL) {
        progress->tell(progress->context, fmin(self->done, self->total), self->total);
    }
}

pk_status_t pk_attribute_check_outcomes(const pk_attributing_t *self, const pk_evaluated_t *outcomes, long count,
                                        pk_diag_t *diag)
{
    const pk_kpis_t *kpis = &self->evaluator.kpis;
    for (long k = 0; k < count; k++) {
        const pk_excess_t *excess = &outcomes[k].excess;
        if (excess->what != PK_EXCESS_NONE) {
            const char *kpi = excess->what == PK_EXCESS_KPI ? kpis->at[excess->index].name : NULL;
            pk_excess_tell(self->plan, excess, kpi, diag);
            return PK_FAILED;
        }
    }
    return PK_OK;
}

pk_status_t pk_attribute_evaluate(pk_attributing_t *self, long count, pk_attribute_item_fn item, void *context,
                                  double *out, pk_diag_t *diag)
{
    const size_t slots = (size_t)self->plan->nslot, most = (size_t)(count < CHUNK ? count : CHUNK);
    double *draws = pk_heap(most * slots, sizeof *draws);
    pk_evaluated_t *outcomes = pk_heap(most, sizeof *outcomes);
    pk_status_t status = PK_OK;
    for (long first = 0; first < count && status == PK_OK; first += CHUNK) {
        const long here = count - first < CHUNK ? count - first : CHUNK;
        for (long k = 0; k < here; k++) {
            const pk_attribute_item_t what = item(context, first + k);
            double *at = &draws[(size_t)k * slots];
            memcpy(at, &self->sets[(size_t)what.set * slots], slots * sizeof *at);
            pk_moves_apply(what.moves.moves, what.moves.count, at);
        }
        pk_evaluate_many(&self->evaluator, here, draws, &out[first * self->noutput], outcomes);
        status = pk_attribute_check_outcomes(self, outcomes, here, diag);
        pk_attribute_tell(self, (double)here);
    }
    free(draws);
    free(outcomes);
    return status;
}

/* ---- what is asked for ---- */

static pk_status_t find_kpi(pk_attributing_t *self, const pk_kpis_t *kpis, const char *name, pk_attributed_kpi_t *to,
                            pk_diag_t *diag)
{
    const char *hint;
    to->index = pk_asked_kpi(kpis, name, "polku help kpis lists them", &self->arena, &hint);
    if (to->index < 0) {
        return pk_error(diag, PK_NOWHERE, hint, "there is no KPI %s in the plan %s", name, self->plan->scenario->title);
    }
    return kpis->at[to->index].reduce != PK_RATIO ? PK_OK
                                                  : pk_error(diag, PK_NOWHERE, "ask for what it is made of",
                                                             "%s is a ratio, which cannot be shared out", name);
}

static int add_output(pk_attributing_t *self, const char *name)
{
    self->outputs[self->noutput] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = name};
    return self->noutput++;
}

/* The KPIs asked for, into found->kpis, and as outputs. */
static pk_status_t choose_kpis(pk_attributing_t *self, pk_diag_t *diag)
{
    pk_attribution_t *found = self->found;
    const bool usual = self->options->nkpi == 0;
    const char *const *names = usual ? USUAL : self->options->kpis;
    found->nkpi = usual ? (int)(sizeof USUAL / sizeof *USUAL) : self->options->nkpi;
    found->kpis = PK_ARRAY(&found->arena, pk_attributed_kpi_t, found->nkpi);
    self->outputs = PK_ARRAY(&self->arena, pk_output_t, found->nkpi + 2 + self->plan->ndriver);
    pk_kpis_t kpis;
    pk_kpis_compile(self->plan, PK_BY_NOTHING, &kpis);
    pk_status_t status = PK_OK;
    for (int k = 0; k < found->nkpi; k++) {
        if (find_kpi(self, &kpis, names[k], &found->kpis[k], diag) != PK_OK) {
            status = PK_BAD_INPUT;
            continue;
        }
        add_output(self, kpis.at[found->kpis[k].index].name);
    }
    return status;
}

static pk_attributed_kind_t kind_of(const pk_driver_plan_t *driver)
{
    switch (driver->driver->kind) {
    case PK_DRIVER_CHANNEL:
        return driver->spend_column >= 0 ? PK_ATTRIBUTED_OURS : PK_ATTRIBUTED_RIVAL;
    case PK_DRIVER_LEVER:
        return PK_ATTRIBUTED_LEVER;
    case PK_DRIVER_EVENT:
        return PK_ATTRIBUTED_EVENT;
    default:
        return PK_ATTRIBUTED_WORD_OF_MOUTH;
    }
}

/* Drivers that can be taken out, competitors behind the others. */
static pk_status_t choose_drivers(pk_attributing_t *self, pk_diag_t *diag)
{
    const pk_plan_t *plan = self->plan;
    pk_attribution_t *found = self->found;
    found->drivers = PK_ARRAY(&found->arena, pk_attributed_driver_t, plan->ndriver);
    self->drivers = PK_ARRAY(&self->arena, const pk_driver_plan_t *, plan->ndriver);
    self->without = PK_ARRAY(&self->arena, pk_move_t, plan->ndriver);
    self->spend = PK_ARRAY(&self->arena, int, plan->ndriver);
    for (int rivals = 0; rivals <= 1; rivals++) {
        for (int d = 0; d < plan->ndriver; d++) {
            const pk_driver_plan_t *driver = &plan->drivers[d];
            if (driver->ops->without == NULL || (kind_of(driver) == PK_ATTRIBUTED_RIVAL) != (rivals == 1)) {
                continue;
            }
            const int at = found->ndriver++;
            const bool ours = kind_of(driver) == PK_ATTRIBUTED_OURS;
            found->drivers[at] = (pk_attributed_driver_t){.index = d, .kind = kind_of(driver)};
            self->drivers[at] = driver;
            self->without[at] = driver->ops->without(driver);
            self->spend[at] =
                ours ? add_output(self, pk_arena_format(&self->arena, "spend.%s", driver->driver->name)) : -1;
        }
    }
    return found->ndriver > 0
               ? PK_OK
               : pk_error(diag, PK_NOWHERE, "write channels, levers, events or word of mouth into it",
                          "the model %s has nothing that could have brought anything", plan->model->name);
}

/* ---- the arms ---- */

static pk_moves_t keep_moves(pk_attributing_t *self, const pk_move_t *moves, int count)
{
    pk_move_t *kept = PK_ARRAY(&self->arena, pk_move_t, count + 1);
    memcpy(kept, moves, (size_t)count * sizeof *kept);
    return (pk_moves_t){kept, count};
}

/* The steady spend at which a channel has half of its effect, with every number at its mean; without a curve, or on a
 * straight one, a response of a half. */
static double half_effect(const pk_plan_t *plan, const pk_driver_plan_t *channel)
{
    double parameters[PK_SATURATION_PARAMETERS] = {0}, low = 0, high = 1;
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof *draws);
    pk_assumptions_means(plan, draws);
    for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
        if (pk_present(channel->saturation[k])) {
            parameters[k] = pk_quantity(channel->saturation[k], draws, 1);
        }
    }
    free(draws);
    if (channel->curve == NULL) {
        return 0.5 / plan->spend_scale;
    }
    while (channel->curve->response(high, parameters) < 0.5 && high < 1e15) {
        high *= 2;
    }
    for (int k = 0; k < 60; k++) {
        const double middle = (low + high) / 2;
        *(channel->curve->response(middle, parameters) < 0.5 ? &low : &high) = middle;
    }
    return high / plan->spend_scale;
}

/* A little more spend on a channel of ours, for evaluations, and how much more runs have. */
static void add_more(pk_attributing_t *self, int d)
{
    const pk_dial_t dial = pk_channel_plan_of(self->drivers[d])->dial;
    pk_move_t move = {.slot = dial.factor, .times = true, .value = 1 + A_LITTLE};
    if (self->found->drivers[d].idle) {
        move = (pk_move_t){.slot = dial.level, .value = A_LITTLE * half_effect(self->plan, self->drivers[d])};
    }
    self->more[d] = self->narm;
    self->arms[self->narm++] = keep_moves(self, &move, 1);
}

static pk_status_t too_many(const pk_attributing_t *self, pk_diag_t *diag)
{
    return pk_error(diag, PK_NOWHERE, "attribute a plan that changes fewer of them",
                    "the plan %s has more than %d channels, levers and events that do something",
                    self->plan->scenario->title, PK_SHAPLEY_PLAYERS);
}

static pk_status_t build_arms(pk_attributing_t *self, pk_diag_t *diag)
{
    pk_attribution_t *found = self->found;
    pk_move_t off[PK_SHAPLEY_PLAYERS];
    self->arms = PK_ARRAY(&self->arena, pk_moves_t, 2 + 2 * found->ndriver);
    self->players = PK_ARRAY(&self->arena, int, found->ndriver);
    self->more = PK_ARRAY(&self->arena, int, found->ndriver);
    self->narm = 1;
    for (int d = 0; d < found->ndriver; d++) {
        found->drivers[d].idle = pk_driver_is_idle(self->plan, self->drivers[d], self->sets, self->nset);
        self->arms[self->narm++] = keep_moves(self, &self->without[d], 1);
        if (found->drivers[d].idle) {
            continue;
        }
        if (found->nplayer == PK_SHAPLEY_PLAYERS) {
            return too_many(self, diag);
        }
        off[found->nplayer] = self->without[d];
        self->players[found->nplayer++] = d;
    }
    self->nothing = self->narm;
    self->arms[self->narm++] = keep_moves(self, off, found->nplayer);
    for (int d = 0; d < found->ndriver; d++) {
        self->more[d] = -1;
        if (found->drivers[d].kind == PK_ATTRIBUTED_OURS) {
            add_more(self, d);
        }
    }
    return PK_OK;
}

/* ---- expected outcomes ---- */

/* A draw that cannot be had, in words. */
static pk_status_t explain(const pk_attributing_t *self, long set, double *draws, pk_diag_t *diag)
{
    pk_sim_t sim;
    pk_sim_init(&sim, self->plan, &pk_chance_expected);
    const pk_drawing_t drawing = pk_assumptions_draw(&sim, (uint64_t)set, draws, NULL);
    pk_assumptions_explain(&sim, draws, &drawing, diag);
    pk_sim_free(&sim);
    return PK_BAD_INPUT;
}

static pk_status_t draw_sets(pk_attributing_t *self, pk_diag_t *diag)
{
    self->sets = pk_heap((size_t)self->nset * (size_t)self->plan->nslot, sizeof *self->sets);
    for (long set = 0; set < self->nset; set++) {
        double *draws = &self->sets[set * self->plan->nslot];
        if (pk_evaluator_draw(&self->evaluator, (uint64_t)set, NULL, draws) != PK_DRAW_FINE) {
            return explain(self, set, draws, diag);
        }
    }
    return PK_OK;
}

static pk_attribute_item_t arm_on_set(void *context, long index)
{
    const pk_attributing_t *self = context;
    return (pk_attribute_item_t){.set = index % self->nset, .moves = self->arms[index / self->nset]};
}

/* All arms on all sets of draws; the differences from all on, draw by draw. */
static pk_status_t expect(pk_attributing_t *self, pk_diag_t *diag)
{
    const long cells = (long)self->narm * self->noutput;
    self->value = pk_heap((size_t)(cells * self->nset), sizeof(double));
    self->ahead = pk_heap((size_t)(cells * self->ndraw), sizeof(double));
    self->ahead_se = PK_ARRAY(&self->arena, double, cells);
    self->all_on = PK_ARRAY(&self->arena, double, self->noutput);
    if (pk_attribute_evaluate(self, self->narm * self->nset, arm_on_set, self, self->value, diag) != PK_OK) {
        return PK_FAILED;
    }
    for (int output = 0; output < self->noutput; output++) {
        for (long draw = 0; draw < self->ndraw; draw++) {
            const long set = self->nset > 1 ? draw : 0;
            const double on = pk_attribute_value(self, 0, set, output);
            self->all_on[output] += on / (double)self->ndraw;
            for (int arm = 0; arm < self->narm; arm++) {
                pk_attribute_ahead(self, arm, output)[draw] = pk_attribute_value(self, arm, set, output) - on;
            }
        }
    }
    return PK_OK;
}

/* ---- from start to end ---- */

/* The plan as it is: names and units, what is wrong with its numbers, and by chance what its draws come to. */
static pk_status_t run_as_it_is(pk_attributing_t *self, double **expected, pk_diag_t *diag)
{
    const long runs = self->plan->scenario->runs, paired = self->options->paired;
    const long draws = runs < PK_ATTRIBUTE_DRAWS ? runs : PK_ATTRIBUTE_DRAWS;
    const long most = paired > 0 ? paired : PK_ATTRIBUTE_RUNS;
    const pk_run_options_t options = {.threads = self->options->threads,
                                      .vector = self->options->vector,
                                      .runs = draws < most ? draws : most,
                                      .expected = expected};
    const pk_status_t status = pk_run_plan(self->plan, &options, &self->found->result, diag);
    if (status == PK_OK) {
        const bool by_chance = self->plan->scenario->engine != PK_ENGINE_EXPECTED;
        self->found->corrected = pk_is_inexact(self->plan) && by_chance;
        self->found->approximate = self->plan->feedback && !by_chance;
        self->nset = self->plan->uncertain ? draws : 1;
        self->ndraw = self->found->corrected ? draws : self->nset;
        self->found->draws = self->nset;
    }
    return status;
}

static pk_status_t attribute(pk_attributing_t *self, double **expected, pk_diag_t *diag)
{
    const pk_evaluator_options_t options = {.outputs = self->outputs,
                                            .noutput = self->noutput,
                                            .nearest = true,
                                            .vector = self->options->vector,
                                            .threads = self->options->threads};
    pk_status_t status = run_as_it_is(self, expected, diag);
    if (status != PK_OK) {
        return status;
    }
    status = pk_evaluator_init(&self->evaluator, self->plan, &options, diag);
    PK_REQUIRE(status == PK_OK);
    status = draw_sets(self, diag);
    if (status == PK_OK) {
        status = build_arms(self, diag);
    }
    if (status == PK_OK) {
        self->total = pk_attribute_work(self);
        status = expect(self, diag);
    }
    if (status == PK_OK && self->found->corrected) {
        status = pk_attribute_by_runs(self, *expected, diag);
    }
    if (status == PK_OK) {
        status = pk_attribute_after(self, diag);
    }
    if (status == PK_OK) {
        pk_attribute_rows(self);
        status = pk_attribute_shares(self, diag);
    }
    return status;
}

/* KPIs and drivers, and of what returns are made. */
static pk_status_t choose(pk_attributing_t *self, pk_diag_t *diag)
{
    const pk_status_t kpis = choose_kpis(self, diag);
    self->revenue = add_output(self, "revenue");
    self->cost = add_output(self, "cost");
    const pk_status_t drivers = choose_drivers(self, diag);
    return kpis != PK_OK ? kpis : drivers;
}

pk_status_t pk_attribute_check(pk_plan_t *plan, const pk_attribute_options_t *options, pk_diag_t *diag)
{
    pk_attribution_t found = {0};
    pk_attributing_t self = {.plan = plan, .options = options, .found = &found};
    const pk_status_t status = choose(&self, diag);
    pk_attribution_free(&found);
    pk_arena_free(&self.arena);
    return status;
}

pk_status_t pk_attribute(pk_plan_t *plan, const pk_attribute_options_t *options, pk_attribution_t *found,
                         pk_diag_t *diag)
{
    *found = (pk_attribution_t){0};
    pk_attributing_t self = {.plan = plan, .options = options, .found = found};
    double *expected = NULL;
    pk_status_t status = choose(&self, diag);
    if (status == PK_OK) {
        status = attribute(&self, &expected, diag);
    }
    free(expected);
    free(self.sets);
    free(self.value);
    free(self.ahead);
    free(self.after);
    pk_evaluator_free(&self.evaluator);
    pk_arena_free(&self.arena);
    return status;
}
