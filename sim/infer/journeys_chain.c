#include "infer/journeys_chain.h"

#include <gsl/gsl_linalg.h>
#include <string.h>

typedef struct {
    const pk_journeys_log_t *log;
    int nstage;
    double *p;   /* [from][to] shares of the moves out of a stage; 0 where nobody left */
    bool *comes; /* [stage] may reach the one that is asked for */
    int *place;  /* [stage] among those that are unknown */
    pk_arena_t arena;
} chain_t;

static void take_shares(chain_t *self)
{
    const pk_model_t *model = self->log->model;
    double *left = PK_ARRAY(&self->arena, double, self->nstage);
    for (int f = 0; f < model->ntransition; f++) {
        const pk_transition_t *way = &model->transitions[f];
        if (way->from != way->to) {
            self->p[way->from * self->nstage + way->to] += self->log->figures.happened[f];
            left[way->from] += self->log->figures.happened[f];
        }
    }
    for (int k = 0; k < self->nstage * self->nstage; k++) {
        self->p[k] = self->p[k] > 0 ? self->p[k] / left[k / self->nstage] : 0;
    }
}

static void find_comers(chain_t *self, int to)
{
    memset(self->comes, 0, (size_t)self->nstage * sizeof *self->comes);
    self->comes[to] = true;
    for (bool more = true; more;) {
        more = false;
        for (int k = 0; k < self->nstage * self->nstage; k++) {
            if (self->p[k] > 0 && self->comes[k % self->nstage] && !self->comes[k / self->nstage]) {
                self->comes[k / self->nstage] = more = true;
            }
        }
    }
}

/* Solves (I - P) h = p_to over the stages that may come there; h[stage] of all. */
static void solve(chain_t *self, int to, int unknown, double *h)
{
    gsl_matrix *a = gsl_matrix_calloc((size_t)unknown, (size_t)unknown);
    gsl_vector *b = gsl_vector_calloc((size_t)unknown), *x = gsl_vector_calloc((size_t)unknown);
    gsl_permutation *order = gsl_permutation_calloc((size_t)unknown);
    int sign;
    for (int i = 0; i < self->nstage; i++) {
        for (int j = 0; j < self->nstage && self->place[i] >= 0; j++) {
            const double p = self->p[i * self->nstage + j];
            if (self->place[j] >= 0) {
                gsl_matrix_set(a, (size_t)self->place[i], (size_t)self->place[j], (i == j) - p);
            }
        }
        if (self->place[i] >= 0) {
            gsl_vector_set(b, (size_t)self->place[i], self->p[i * self->nstage + to]);
        }
    }
    gsl_linalg_LU_decomp(a, order, &sign);
    gsl_linalg_LU_solve(a, order, b, x);
    for (int i = 0; i < self->nstage; i++) {
        h[i] = self->place[i] >= 0 ? gsl_vector_get(x, (size_t)self->place[i]) : 0;
    }
    gsl_permutation_free(order);
    gsl_vector_free(x);
    gsl_vector_free(b);
    gsl_matrix_free(a);
}

/* The chance to be in a stage at some time. */
static double reach(chain_t *self, int to, double *h)
{
    int unknown = 0;
    double sum = 0;
    find_comers(self, to);
    for (int i = 0; i < self->nstage; i++) {
        self->place[i] = self->comes[i] && i != to ? unknown++ : -1;
        h[i] = 0;
    }
    if (unknown > 0) {
        solve(self, to, unknown, h);
    }
    h[to] = 1;
    for (int i = 0; i < self->nstage; i++) {
        sum += self->log->figures.starts[i] * h[i];
    }
    return sum / (double)self->log->figures.cases;
}

void pk_journeys_reach(const pk_journeys_log_t *log, double *plug_in, double *observed)
{
    const int nstage = log->model->nstage;
    chain_t self = {.log = log, .nstage = nstage};
    self.p = PK_ARRAY(&self.arena, double, nstage *nstage);
    self.comes = PK_ARRAY(&self.arena, bool, nstage);
    self.place = PK_ARRAY(&self.arena, int, nstage);
    double *h = PK_ARRAY(&self.arena, double, nstage);
    take_shares(&self);
    for (int i = 0; i < nstage; i++) {
        plug_in[i] = reach(&self, i, h);
        observed[i] = log->figures.reached[i] / (double)log->figures.cases;
    }
    pk_arena_free(&self.arena);
}
