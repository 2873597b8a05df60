/* Stages: their ways out, their stays, and when their rows change. */
#include <math.h>
#include <string.h>

#include "base/stream.h"
#include "engine/compile.h"

static bool on_speed(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_ALL_OUT && effect->stage == index;
}

static bool on_revenue(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_REVENUE || (effect->target == PK_TARGET_STAGE_REVENUE && effect->stage == index);
}

static bool on_cost(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_STAGE_COST && effect->stage == index;
}

static void ways_out(pk_compiler_t *self, pk_stage_plan_t *stage, int index)
{
    pk_plan_t *plan = self->plan;
    stage->exits = PK_ARRAY(&plan->arena, int, plan->ntransition);
    stage->events = PK_ARRAY(&plan->arena, int, plan->ntransition);
    for (int f = 0; f < plan->ntransition; f++) {
        if (plan->flows[f].from == index && plan->flows[f].event) {
            stage->events[stage->nevent++] = f;
        } else if (plan->flows[f].from == index && plan->flows[f].by != PK_BY_SHARE) {
            stage->exits[stage->nrated++] = f;
        }
    }
    stage->nexit = stage->nrated;
    for (int f = 0; f < plan->ntransition; f++) {
        if (plan->flows[f].from == index && plan->flows[f].by == PK_BY_SHARE) {
            stage->exits[stage->nexit++] = f;
        }
    }
    for (int k = 0; k < stage->nexit; k++) {
        stage->waits = stage->waits || plan->flows[stage->exits[k]].capacity >= 0;
    }
    stage->exit_address = PK_ARRAY(&plan->arena, uint64_t *, plan->npersona);
    for (int g = 0; g < plan->npersona; g++) {
        stage->exit_address[g] = PK_ARRAY(&plan->arena, uint64_t, stage->nexit + 1);
        for (int k = 0; k < stage->nexit; k++) {
            stage->exit_address[g][k] = plan->flows[stage->exits[k]].address[g];
        }
    }
    plan->most_exits = stage->nexit > plan->most_exits ? stage->nexit : plan->most_exits;
}

/* Marks the steps at which a scheduled number differs from the step before. */
static bool mark(pk_quantity_t q, int steps, bool *rewritten)
{
    if (!pk_present(q) || q.stride == 0) {
        return false;
    }
    bool any = false;
    for (int t = 2; t <= steps; t++) {
        if (memcmp(pk_term(q, t), pk_term(q, t - 1), sizeof(pk_term_t)) != 0) {
            rewritten[t] = true;
            any = true;
        }
    }
    return any;
}

static bool mark_flow(const pk_plan_t *plan, const pk_flow_t *flow, bool *rewritten)
{
    bool any = mark(flow->value, plan->nstep, rewritten);
    any = mark(flow->conversion, plan->nstep, rewritten) || any;
    for (int g = 0; g < plan->npersona; g++) {
        any = mark(flow->by_persona[g], plan->nstep, rewritten) || any;
    }
    return any;
}

/* Notes the drivers of some effects, and whether their numbers themselves change over time. */
static void note_movers(pk_stage_plan_t *stage, pk_effectors_t effects)
{
    for (int e = 0; e < effects.count; e++) {
        const int driver = effects.at[e].driver;
        bool known = false;
        for (int k = 0; k < stage->nmover; k++) {
            known = known || stage->movers[k] == driver;
        }
        if (!known) {
            stage->movers[stage->nmover++] = driver;
        }
        stage->scheduled = stage->scheduled || effects.at[e].scheduled;
    }
}

/* When the row can differ from the step before. */
static void changes(pk_compiler_t *self, pk_stage_plan_t *stage)
{
    pk_plan_t *plan = self->plan;
    bool *rewritten = PK_ARRAY(&plan->arena, bool, plan->nstep + 1);
    bool any = false;
    stage->movers = PK_ARRAY(&plan->arena, int, plan->ndriver);
    note_movers(stage, stage->speed);
    for (int k = 0; k < stage->nexit + stage->nevent; k++) {
        const int f = k < stage->nexit ? stage->exits[k] : stage->events[k - stage->nexit];
        any = mark_flow(plan, &plan->flows[f], rewritten) || any;
        note_movers(stage, plan->flows[f].effects);
        stage->scheduled = stage->scheduled || plan->flows[f].wander != NULL;
    }
    stage->rewritten = any ? rewritten : NULL;
}

/* `exits:` draws its row into slots of its own, behind those of the numbers. */
static void row_slots(pk_compiler_t *self, pk_stage_plan_t *stage)
{
    stage->row_slot = -1;
    if (stage->stage->exits_count == 0) {
        return;
    }
    stage->row_slot = self->plan->nslot;
    self->plan->nslot += stage->stage->exits_count;
    for (int k = 0; k < stage->nexit; k++) {
        pk_flow_t *flow = &self->plan->flows[stage->exits[k]];
        for (int j = 0; flow->transition->from_exits && j < stage->stage->exits_count; j++) {
            if (stage->stage->exits_to[j] == flow->to) {
                pk_term_t *term = PK_NEW(&self->plan->arena, pk_term_t);
                *term = (pk_term_t){.slot = stage->row_slot + j, .value = 1};
                flow->value = (pk_quantity_t){.terms = term};
            }
        }
    }
}

static pk_stage_kind_t kind_of(const pk_stage_t *stage)
{
    if (stage->instant) {
        return PK_STAGE_INSTANT;
    }
    return stage->dwell->kind == PK_NUMBER_NONE ? PK_STAGE_PLAIN : PK_STAGE_DWELL;
}

static void one_stage(pk_compiler_t *self, int index)
{
    pk_plan_t *plan = self->plan;
    const pk_stage_t *from = &self->model->stages[index];
    pk_stage_plan_t *stage = &plan->stages[index];
    *stage = (pk_stage_plan_t){
        .kind = kind_of(from),
        .role = from->role,
        .stage = from,
        .address = PK_ARRAY(&plan->arena, uint64_t, plan->npersona),
        .steady = from->start_steady || plan->balance,
        .start = pk_compile_quantity(self, from->start, NAN),
        .start_rest = from->start_rest,
        .revenue = pk_compile_money(self, from->revenue),
        .cost = pk_compile_money(self, from->cost),
        .entry_cost = pk_compile_money(self, from->entry_cost),
        .end_value = pk_compile_money(self, from->end_value),
        .on_revenue = pk_compile_effectors(self, on_revenue, index),
        .on_cost = pk_compile_effectors(self, on_cost, index),
    };
    for (int g = 0; g < plan->npersona; g++) {
        stage->address[g] =
            pk_hash_text(pk_arena_format(&plan->arena, "%s|%s", pk_plan_persona(plan, g)->name, from->name));
    }
    if (stage->kind == PK_STAGE_DWELL) {
        stage->speed = pk_compile_effectors(self, on_speed, index);
        stage->memoryless = from->dwell->law != NULL && strcmp(from->dwell->law->name, "exponential") == 0;
    }
    ways_out(self, stage, index);
    changes(self, stage);
    row_slots(self, stage);
}

/* Instant stages, each before those that it feeds; the checks have refused loops. */
static void order_instants(pk_plan_t *plan)
{
    bool *done = PK_ARRAY(&plan->arena, bool, plan->nstage);
    plan->instant_order = PK_ARRAY(&plan->arena, int, plan->nstage);
    for (int round = 0; round < plan->nstage; round++) {
        for (int i = 0; i < plan->nstage; i++) {
            bool ready = plan->stages[i].kind == PK_STAGE_INSTANT && !done[i];
            for (int f = 0; ready && f < plan->ntransition; f++) {
                const int from = plan->flows[f].from;
                ready = plan->flows[f].to != i || plan->stages[from].kind != PK_STAGE_INSTANT || done[from];
            }
            if (ready) {
                done[i] = true;
                plan->instant_order[plan->ninstant++] = i;
            }
        }
    }
}

void pk_compile_stages(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    plan->stages = PK_ARRAY(&plan->arena, pk_stage_plan_t, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        one_stage(self, i);
    }
    order_instants(plan);
}
