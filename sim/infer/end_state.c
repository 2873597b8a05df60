#include "infer/end_state.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/start.h"
#include "engine/walk.h"
#include "infer/filter_parts.h"

/* ---- a run ---- */

void pk_end_runs_init(pk_end_runs_t *self, pk_plan_t *plan, const pk_chance_t *chance)
{
    *self = (pk_end_runs_t){.ops = pk_lane_ops(chance, PK_VECTOR_AUTO)};
    pk_kpis_compile(plan, PK_BY_NOTHING, &self->kpis);
    self->lanes = self->ops->open(plan, &self->kpis);
    pk_sim_init(&self->sim, plan, chance);
}

void pk_end_runs_free(pk_end_runs_t *self)
{
    if (self->lanes != NULL) {
        self->ops->close(self->lanes);
    }
    pk_sim_free(&self->sim);
    *self = (pk_end_runs_t){0};
}

static void walk_lane(pk_end_runs_t *self, int last)
{
    self->ops->load(self->lanes, 0, &self->sim);
    self->ops->start(self->lanes, 1);
    for (int t = 1; t <= last; t++) {
        self->ops->step(self->lanes, t);
    }
    self->ops->unload(self->lanes, 0, &self->sim);
}

pk_status_t pk_end_state_run(pk_end_runs_t *self, const double *draws, uint64_t run, int last, pk_standing_t *out)
{
    pk_sim_t *sim = &self->sim;
    if (pk_assumptions_possible(sim, draws, -1) != PK_DRAW_FINE) {
        return PK_FAILED;
    }
    pk_sim_begin(sim, run, draws);
    if (self->lanes != NULL) {
        walk_lane(self, last);
    } else {
        pk_walk(sim, 0, last, NULL, NULL, (pk_watch_t){0});
    }
    pk_standing_of(sim, out);
    return sim->excess.what == PK_EXCESS_NONE ? PK_OK : PK_FAILED;
}

/* ---- drawn from the filter's law ---- */

/* The luck of a state: of its run at its step, apart from that of the step's own moves. */
static double uniform_of(pk_luck_t luck, const char *what, uint64_t part)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_POSTERIOR, pk_hash_join(pk_hash_text(what), part));
    return pk_stream_uniform(&stream);
}

/* Entries first..count-1 of a normal law: mean + V √λ z, of the eigenvectors of their covariance; what round-off has
 * made negative among λ is 0. */
static void draw_normal(const pk_normal_t *law, int count, pk_luck_t luck, double *into)
{
    gsl_matrix *cov = gsl_matrix_alloc((size_t)count, (size_t)count);
    gsl_matrix *vectors = gsl_matrix_alloc((size_t)count, (size_t)count);
    gsl_vector *values = gsl_vector_alloc((size_t)count);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc((size_t)count);
    for (int i = 0; i < count; i++) {
        into[i] = law->mean[i];
        for (int j = 0; j < count; j++) {
            gsl_matrix_set(cov, (size_t)i, (size_t)j, (law->cov[i * law->n + j] + law->cov[j * law->n + i]) / 2);
        }
    }
    gsl_eigen_symmv(cov, values, vectors, work);
    for (int k = 0; k < count; k++) {
        const double sd = sqrt(fmax(0, gsl_vector_get(values, (size_t)k)));
        const double z = sd * gsl_cdf_ugaussian_Pinv(uniform_of(luck, "end state", (uint64_t)k));
        for (int i = 0; i < count; i++) {
            into[i] += gsl_matrix_get(vectors, (size_t)i, (size_t)k) * z;
        }
    }
    gsl_eigen_symmv_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(cov);
}

/* Nobody is fewer than nobody: what that adds is taken from the others of the persona in proportion. */
static void hold_at_nobody(const pk_filter_layout_t *layout, double *drawn)
{
    for (int g = 0; g < layout->plan->npersona; g++) {
        double sum = 0, kept = 0;
        for (int c = 0; c < layout->nstill; c++) {
            const double here = layout->cells[c].persona == g ? drawn[layout->cells[c].entry] : 0;
            sum += here;
            kept += fmax(0, here);
        }
        for (int c = 0; c < layout->nstill; c++) {
            double *here = &drawn[layout->cells[c].entry];
            if (layout->cells[c].persona == g) {
                *here = kept > 0 ? fmax(0, *here) * fmax(0, sum) / kept : 0;
            }
        }
    }
}

/* Whole people: the population is that of the sum. */
static void seat_people(const pk_filter_layout_t *layout, pk_sim_t *sim, const double *drawn)
{
    double cells[layout->nstill + 1], sum = 0;
    for (int c = 0; c < layout->nstill; c++) {
        cells[c] = drawn[layout->cells[c].entry];
        sum += cells[c];
    }
    pk_start_counts(sim->luck, round(sum), cells, layout->nstill);
    memset(sim->state.count, 0, (size_t)(layout->plan->nstage * layout->plan->npersona) * sizeof(double));
    for (int c = 0; c < layout->nstill; c++) {
        sim->state.count[layout->cells[c].cell] = cells[c];
    }
    sim->state.population = sim->state.made = round(sum);
}

/* Deals `count` people over the ages in proportion to those who stand there. */
static void deal_ages(pk_sim_t *sim, const pk_cell_t *cell, double count)
{
    pk_ages_t *ages = &sim->state.ages[cell->cell];
    const int young = ages->oldest + 1, all = young + ages->nold;
    double *part = pk_heap(2 * (size_t)all + 2, sizeof(double)), *dealt = part + all + 1, sum = 0;
    uint64_t *address = pk_heap((size_t)all + 1, sizeof(uint64_t));
    for (int k = 0; k < all; k++) {
        part[k] = fmax(0, ages->at[k < young ? k : ages->length + k - young]);
        address[k] = pk_hash_join(sim->plan->stages[cell->stage].address[cell->persona], (uint64_t)k);
        sum += part[k];
    }
    for (int k = 0; k < all; k++) {
        part[k] /= sum;
    }
    if (sum <= 0) { /* the mean path has nobody here */
        ages->at[0] = count;
        ages->oldest = ages->oldest < 0 ? 0 : ages->oldest;
    } else {
        const double left = pk_chance_cohort.split(sim->luck, address, count, part, all, dealt);
        for (int k = 0; k < all; k++) {
            ages->at[k < young ? k : ages->length + k - young] = dealt[k] + (k == 0 ? left : 0);
        }
    }
    free(part);
    free(address);
}

static void take_others(const pk_filter_layout_t *layout, pk_sim_t *sim, const double *drawn)
{
    memset(sim->state.flow, 0, (size_t)(layout->plan->nflow * layout->plan->npersona) * sizeof(double));
    for (int e = 0; e < layout->nlasting; e++) {
        const pk_entry_t *entry = &layout->entries[e];
        if (entry->kind == PK_ENTRY_STOCK) {
            sim->state.level[entry->index] = drawn[e];
        } else if (entry->kind == PK_ENTRY_WAITING) {
            sim->state.waiting[entry->index] = fmax(0, drawn[e]);
        } else if (entry->kind == PK_ENTRY_FLOW) {
            sim->state.flow[entry->index * layout->plan->npersona + entry->persona] = round(fmax(0, drawn[e]));
        }
    }
}

pk_status_t pk_end_state_draw(pk_filter_t *filter, int at, const double *draws, uint64_t run, pk_standing_t *out)
{
    const pk_filter_layout_t *layout = filter->layout;
    pk_filter_chain_t *chain = &filter->chain[at];
    pk_sim_t *sim = &chain->sim;
    const int last = layout->last_step < layout->plan->nstep ? layout->last_step : layout->plan->nstep;
    PK_REQUIRE(layout->whole);
    if (pk_filter_walk(layout, chain, draws, last, NULL) == -INFINITY) {
        return PK_FAILED;
    }
    double drawn[layout->nlasting + 1];
    sim->step = last;
    sim->luck = (pk_luck_t){.seed = layout->plan->seed, .run = run, .step = (uint64_t)last};
    draw_normal(&chain->state, layout->nlasting, sim->luck, drawn);
    hold_at_nobody(layout, drawn);
    seat_people(layout, sim, drawn);
    for (int c = 0; c < layout->nstill; c++) {
        if (layout->cells[c].aged) {
            deal_ages(sim, &layout->cells[c], sim->state.count[layout->cells[c].cell]);
        }
    }
    take_others(layout, sim, drawn);
    pk_standing_of(sim, out);
    return PK_OK;
}
