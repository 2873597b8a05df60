#include "infer/journeys_conjugate.h"

#include <string.h>

#include "engine/assumptions.h"
#include "infer/journeys_rows.h"

/* What was counted of a number: went the way that it is the probability of, and did not. */
typedef struct {
    double went, stayed;
} pk_counted_t;

typedef struct {
    const pk_journeys_t *journeys;
    pk_arena_t *arena;
    pk_conjugate_t *all;
    int count, room;
} finder_t;

/* ---- whether a row is as it is written ---- */

static bool is_plain_row(const pk_plan_t *plan, const pk_journeys_row_t *row, int of)
{
    const pk_stage_plan_t *stage = &plan->stages[row->stage];
    return !row->used || (!row->stepped && !stage->scheduled && stage->rewritten == NULL &&
                          (stage->nmover == 0 || plan->today) && (of == PK_ROWS_BY_EVENT || stage->nmover == 0));
}

static bool is_plain_stage(const pk_journeys_t *self, int stage)
{
    bool used = false;
    for (int of = 0; of < PK_ROWS; of++) {
        for (int g = 0; g < self->plan->npersona; g++) {
            const pk_journeys_row_t *row = &self->rows->rows[of][stage * self->plan->npersona + g];
            used = used || row->used;
            if (!is_plain_row(self->plan, row, of)) {
                return false;
            }
        }
    }
    return used;
}

/* The number that a flow's written value is for a persona, where it is one alone; else NULL. */
static const pk_number_t *number_of(const pk_plan_t *plan, const pk_flow_t *flow, int persona)
{
    const pk_quantity_t own = flow->by_persona[persona];
    const pk_quantity_t written = pk_present(own) ? own : flow->value;
    if (flow->differs != NULL || pk_present(flow->conversion) || !pk_present(written) || written.stride != 0) {
        return NULL;
    }
    const pk_term_t *term = pk_term(written, 0);
    const bool alone = term->slot >= 0 && term->slot < plan->nnumber && !term->relative && !term->added &&
                       term->value == 1 && term->period == 0;
    return alone ? plan->numbers[term->slot] : NULL;
}

/* Whether its law is a beta over all of 0..1, with plain arguments. */
static bool is_beta(const pk_number_t *number)
{
    bool plain = number != NULL && number->kind == PK_NUMBER_LAW && strcmp(number->law->name, "beta") == 0 &&
                 number->scale == 1 && number->low < 1e-300 && number->high > 1 - 1e-15;
    for (int k = 0; plain && k < number->nargument; k++) {
        plain = number->arguments[k]->kind == PK_NUMBER_FIXED;
    }
    return plain;
}

/* ---- what was counted ---- */

typedef void (*count_fn)(const pk_journeys_row_t *row, int place, pk_counted_t *counted);

static void count_way(const pk_journeys_row_t *row, int exit, pk_counted_t *counted)
{
    counted->went += row->way[exit];
    counted->stayed += row->stay[0];
}

static void count_event(const pk_journeys_row_t *row, int event, pk_counted_t *counted)
{
    counted->went += row->event[event];
    counted->stayed += row->risk[event] - row->event[event];
}

/* The other of two shares, which are the last exits. */
static void count_share(const pk_journeys_row_t *row, int exit, pk_counted_t *counted)
{
    counted->went += row->way[exit];
    counted->stayed += row->way[exit == row->nexit - 1 ? exit - 1 : exit + 1];
}

static pk_conjugate_t *add(finder_t *self, int stage, int slot, int count)
{
    if (self->count == self->room) {
        const int room = 2 * self->room + 8;
        pk_conjugate_t *larger = PK_ARRAY(self->arena, pk_conjugate_t, room);
        if (self->count > 0) {
            memcpy(larger, self->all, (size_t)self->count * sizeof *larger);
        }
        self->all = larger;
        self->room = room;
    }
    self->all[self->count] = (pk_conjugate_t){.stage = stage,
                                              .slot = slot,
                                              .count = count,
                                              .prior = PK_ARRAY(self->arena, double, count),
                                              .posterior = PK_ARRAY(self->arena, double, count)};
    return &self->all[self->count++];
}

/* One flow of a stage: each number that it is for one persona or several. */
static void find_beta(finder_t *self, int stage, int flow, int place, count_fn count)
{
    const pk_plan_t *plan = self->journeys->plan;
    for (int g = 0; g < plan->npersona; g++) {
        const pk_number_t *number = number_of(plan, &plan->flows[flow], g);
        bool first = is_beta(number);
        for (int before = 0; before < g && first; before++) {
            first = number_of(plan, &plan->flows[flow], before) != number;
        }
        if (!first) {
            continue;
        }
        pk_counted_t counted = {0};
        bool whole = true; /* no persona has the number times something */
        for (int other = 0; other < plan->npersona; other++) {
            const pk_quantity_t own = plan->flows[flow].by_persona[other];
            whole = whole && (!pk_present(own) || !pk_term(own, 0)->relative);
            for (int of = 0; of < PK_ROWS && number_of(plan, &plan->flows[flow], other) == number; of++) {
                const pk_journeys_row_t *row = &self->journeys->rows->rows[of][stage * plan->npersona + other];
                if (row->used) {
                    count(row, place, &counted);
                }
            }
        }
        double a[PK_LAW_ARGUMENTS];
        if (whole && pk_law_arguments(number, plan->defaults, a)) {
            pk_conjugate_t *found = add(self, stage, number->slot, 2);
            found->number = number;
            found->prior[0] = a[0];
            found->prior[1] = a[1];
            found->posterior[0] = a[0] + counted.went;
            found->posterior[1] = a[1] + counted.stayed;
        }
    }
}

/* ---- rows of `exits:` ---- */

static bool has_plain_exits(const pk_plan_t *plan, const pk_stage_plan_t *stage)
{
    bool plain = stage->row_slot >= 0 && stage->nrated == stage->stage->exits_count;
    for (int k = 0; plain && k <= stage->stage->exits_count; k++) {
        plain = stage->stage->exits_alpha[k]->kind == PK_NUMBER_FIXED;
    }
    for (int k = 0; plain && k < stage->nrated; k++) {
        const pk_flow_t *flow = &plan->flows[stage->exits[k]];
        plain = flow->transition->from_exits && !pk_present(flow->conversion);
        for (int g = 0; plain && g < plan->npersona; g++) {
            plain = !pk_present(flow->by_persona[g]);
        }
    }
    return plain;
}

static void find_dirichlet(finder_t *self, int i)
{
    const pk_plan_t *plan = self->journeys->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    const int ways = stage->stage->exits_count;
    pk_conjugate_t *found = add(self, i, stage->row_slot, ways + 1);
    for (int k = 0; k <= ways; k++) {
        found->prior[k] = found->posterior[k] = pk_number_at(stage->stage->exits_alpha[k], plan->defaults, 0);
    }
    for (int cell = 0; cell < PK_ROWS * plan->npersona; cell++) {
        const pk_journeys_row_t *row =
            &self->journeys->rows->rows[cell / plan->npersona][i * plan->npersona + cell % plan->npersona];
        for (int k = 0; k < ways && row->used; k++) {
            const int place = pk_row_exit(plan, i, pk_transition_find(plan->model, i, stage->stage->exits_to[k]));
            found->posterior[k] += row->way[place];
        }
        found->posterior[ways] += row->used ? row->stay[0] : 0;
    }
}

static void find_in(finder_t *self, int i)
{
    const pk_plan_t *plan = self->journeys->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    if (has_plain_exits(plan, stage)) {
        find_dirichlet(self, i);
    } else if (stage->nrated == 1 && plan->flows[stage->exits[0]].by == PK_BY_PROBABILITY) {
        find_beta(self, i, stage->exits[0], 0, count_way);
    }
    if (stage->nexit - stage->nrated == 2) {
        for (int k = stage->nrated; k < stage->nexit; k++) {
            if (plan->flows[stage->exits[k == stage->nrated ? k + 1 : k - 1]].rest) {
                find_beta(self, i, stage->exits[k], k, count_share);
            }
        }
    }
    for (int e = 0; e < stage->nevent; e++) {
        if (plan->flows[stage->events[e]].by == PK_BY_PROBABILITY) {
            find_beta(self, i, stage->events[e], e, count_event);
        }
    }
}

const pk_conjugate_t *pk_journeys_conjugates(const pk_journeys_t *self, pk_arena_t *arena, int *count)
{
    finder_t finder = {.journeys = self, .arena = arena};
    for (int i = 0; i < self->plan->nstage && self->rows->nmixed == 0; i++) {
        if (is_plain_stage(self, i)) {
            find_in(&finder, i);
        }
    }
    *count = finder.count;
    return finder.all;
}
