#include "engine/agents/table.h"

#include <math.h>
#include <string.h>

void pk_table_init(pk_table_t *self, const pk_layout_t *layout, pk_arena_t *arena)
{
    *self = (pk_table_t){.layout = layout,
                         .chance = PK_ARRAY(arena, uint64_t, (long)layout->ncell * layout->most + 1),
                         .edge = PK_ARRAY(arena, uint16_t, layout->ncell),
                         .hazard = PK_ARRAY(arena, double, layout->ncell),
                         .p = PK_ARRAY(arena, double, layout->nflow),
                         .quiet = PK_ARRAY(arena, double, layout->nflow),
                         .some = PK_ARRAY(arena, double, layout->nflow)};
    if (layout->own_rows > 0) {
        self->own = (pk_own_step_t){.rates = PK_ARRAY(arena, pk_linear_rate_t, layout->own_rows),
                                    .speed = PK_ARRAY(arena, double, layout->nstage)};
    }
    if (layout->wide) {
        self->edge_next = PK_ARRAY(arena, uint32_t, layout->ncell);
    } else {
        self->edge_high = PK_ARRAY(arena, uint8_t, PK_PLANE);
        self->edge_low = PK_ARRAY(arena, uint8_t, PK_PLANE);
        self->next = PK_ARRAY(arena, uint8_t, PK_PLANE);
    }
    if (layout->ncell <= 64) {
        self->high = PK_ARRAY(arena, uint8_t, (long)layout->most * 64 + 1);
        self->low = PK_ARRAY(arena, uint8_t, (long)layout->most * 64 + 1);
        self->first = PK_ARRAY(arena, uint8_t, 64);
    }
}

/* ---- chances of ways ---- */

typedef struct {
    const pk_plan_t *plan;
    const double *p; /* [nflow] */
    double *into;
    int at;
} pk_spreading_t;

/* A chance spreads over the ways on from a flow. */
static void spread(pk_spreading_t *self, int flow, double p)
{
    const pk_stage_plan_t *next = &self->plan->stages[self->plan->flows[flow].to];
    if (next->kind != PK_STAGE_INSTANT) {
        self->into[self->at++] = p;
        return;
    }
    for (int k = 0; k < next->nexit; k++) {
        spread(self, next->exits[k], p * self->p[next->exits[k]]);
    }
}

/* That at least one of a stage's events happens; one by itself keeps all its digits. */
static double some_event(const pk_plan_t *plan, const pk_stage_plan_t *stage, const double *p)
{
    double none = 1;
    if (stage->nevent == 1) {
        const double only = p[stage->events[0]];
        return plan->flows[stage->events[0]].by == PK_BY_RATE ? -expm1(-only) : only;
    }
    for (int k = 0; k < stage->nevent; k++) {
        const int f = stage->events[k];
        none *= plan->flows[f].by == PK_BY_RATE ? exp(-p[f]) : 1 - p[f];
    }
    return 1 - none;
}

/* The chances of a stage's ways in order: by those that compete with a stay (or out of a plain stage) a[k], and for
 * whom the stay ends with chance h, h b[k] more; and that some event happens. [nways] each. */
typedef struct {
    double *a, *b;
    double events;
} pk_ways_chances_t;

static void fill_ways(const pk_layout_t *layout, const pk_plan_t *plan, int stage, const double *p,
                      pk_ways_chances_t *ways)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    const int nways = layout->stages[stage].nways;
    double competing = 0;
    for (int k = 0; k < from->nrated; k++) {
        competing += p[from->exits[k]];
    }
    const double staying = 1 - fmin(competing, 1);
    memset(ways->a, 0, (size_t)nways * sizeof(double));
    memset(ways->b, 0, (size_t)nways * sizeof(double));
    pk_spreading_t self = {.plan = plan, .p = p};
    for (int k = 0; k < from->nexit; k++) {
        const double there = p[from->exits[k]];
        self.into = k < from->nrated ? ways->a : ways->b;
        spread(&self, from->exits[k], k < from->nrated ? there : there * staying);
    }
    ways->events = some_event(plan, from, p);
}

/* ---- rows ---- */

/* The sums of a row, of which the stay ends with chance h; `sure`: all leave. */
static void fill_row(const pk_place_of_stage_t *place, const pk_ways_chances_t *ways, double h, bool sure, int most,
                     uint64_t *row)
{
    const double quiet = 1 - ways->events;
    double sum = 0;
    int k = 0, last = -1;
    for (; k < place->nways; k++) {
        const double p = ways->a[k] + h * ways->b[k];
        last = p > 0 ? k : last;
        sum += p;
        row[k] = pk_chance_bits(quiet * sum);
    }
    const double leave = sure && last >= 0 ? 1 : fmin(sum, 1);
    if (sure && last >= 0) {
        for (int j = last; j < place->nways; j++) {
            row[j] = pk_chance_bits(quiet);
        }
    }
    if (place->count > place->nways) {
        const double before = quiet * leave, event = ways->events;
        row[k++] = pk_chance_bits(before + event * (1 - leave));
        sum = 0;
        for (int j = 0; j < place->nways; j++) {
            sum += ways->a[j] + h * ways->b[j];
            row[k++] = pk_chance_bits(before + event * (1 - leave) + event * (j >= last ? leave : fmin(sum, leave)));
        }
    }
    for (const uint64_t end = k > 0 ? row[k - 1] : 0; k < most; k++) {
        row[k] = end;
    }
}

void pk_table_row(const pk_layout_t *layout, const pk_plan_t *plan, int stage, const double *p, double end, bool sure,
                  uint64_t *row)
{
    const pk_place_of_stage_t *place = &layout->stages[stage];
    double a[place->nways + 1], b[place->nways + 1];
    pk_ways_chances_t ways = {.a = a, .b = b};
    fill_ways(layout, plan, stage, p, &ways);
    fill_row(place, &ways, end, sure, layout->most, row);
}

static void fill_stage(pk_table_t *self, pk_sim_t *sim, int stage)
{
    const pk_layout_t *layout = self->layout;
    const pk_stage_plan_t *from = &sim->plan->stages[stage];
    const pk_place_of_stage_t *place = &layout->stages[stage];
    double a[place->nways + 1], b[place->nways + 1];
    pk_ways_chances_t ways = {.a = a, .b = b};
    fill_ways(layout, sim->plan, stage, self->p, &ways);
    const bool aged = from->kind == PK_STAGE_DWELL && !place->own_stay;
    const double *h = aged ? pk_stays_hazards(sim, stage, layout->persona) : NULL;
    const bool sure = sim->now.sure[stage * sim->plan->npersona + layout->persona];
    for (int k = 0; k < place->ncell; k++) {
        const double end = h == NULL ? 0 : h[k];
        self->hazard[place->cell + k] = end;
        fill_row(place, &ways, end, end >= 1 || (sure && from->nrated > 0), layout->most,
                 &self->chance[(long)(place->cell + k) * layout->most]);
    }
}

void pk_table_planes(pk_table_t *self)
{
    const pk_layout_t *layout = self->layout;
    for (int c = 0; c < layout->ncell; c++) {
        const uint64_t *row = &self->chance[(long)c * layout->most];
        const bool own = c > 0 && layout->stages[layout->stage[c]].own;
        const uint64_t all = own ? UINT64_MAX : layout->most > 0 ? row[layout->most - 1] : 0;
        self->edge[c] = (uint16_t)(all >> 48);
        if (layout->wide) {
            self->edge_next[c] = (uint32_t)layout->next[c] << 16 | (uint32_t)(all >> 48);
        } else {
            self->edge_high[c] = (uint8_t)(all >> 56);
            self->edge_low[c] = (uint8_t)(all >> 48);
            self->next[c] = (uint8_t)layout->next[c];
        }
        for (int k = 0; self->high != NULL && k < layout->most; k++) {
            self->high[k * 64 + c] = (uint8_t)(row[k] >> 56);
            self->low[k * 64 + c] = (uint8_t)(row[k] >> 48);
        }
        if (self->first != NULL && c > 0) {
            self->first[c] = (uint8_t)layout->stages[layout->stage[c]].first;
        }
    }
}

void pk_table_fill(pk_table_t *self, pk_sim_t *sim)
{
    for (int f = 0; f < sim->plan->nflow; f++) {
        const bool poisson = sim->plan->flows[f].by == PK_BY_RATE;
        const double p = sim->now.p[f * sim->plan->npersona + self->layout->persona];
        self->p[f] = p;
        if (sim->plan->flows[f].event) {
            self->quiet[f] = poisson ? exp(-p) : 1 - p;
            self->some[f] = poisson ? -expm1(-p) : p;
        }
    }
    for (int i = 0; i < sim->plan->nstage; i++) {
        if (self->layout->stages[i].count > 0) {
            fill_stage(self, sim, i);
        }
    }
    pk_table_planes(self);
    if (self->own.rates != NULL) {
        pk_own_step_fill(&self->own, sim, self->layout->persona);
    }
}

bool pk_table_equals(const pk_table_t *self, const pk_table_t *other)
{
    const size_t size = (size_t)self->layout->ncell * (size_t)self->layout->most * sizeof *self->chance;
    return self->layout == other->layout && memcmp(self->chance, other->chance, size) == 0 &&
           memcmp(self->p, other->p, (size_t)self->layout->nflow * sizeof *self->p) == 0 &&
           self->own.rates == NULL; /* what drivers make of own numbers is not compared */
}
