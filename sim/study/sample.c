#include "study/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/learned.h"

enum { CHUNK = 512 /* points that are evaluated at once */ };

static const pk_plan_t *plan_of(const pk_sample_t *self, int plan)
{
    return self->gain->evaluator[plan].plan;
}

/* ---- draws ---- */

static void put_uniforms(pk_sample_t *self, bool of_b)
{
    const int count = self->numbers->naddress;
    double *to = self->of[of_b].uniforms = pk_heap((size_t)(self->size * count) + 1, sizeof(double));
    for (long point = 0; point < self->size; point++) {
        for (int k = 0; k < count; k++) {
            to[point * count + k] = pk_points_at(self->points, k, of_b, point);
        }
    }
}

/* Points that are drawn as runs of their own where rows are drawn again: those of B after those of A. */
static pk_drawn_points_t drawn_points(const pk_sample_t *self, bool of_b)
{
    return (pk_drawn_points_t){.address = self->numbers->address,
                               .nuniform = self->numbers->naddress,
                               .uniforms = self->of[of_b].uniforms,
                               .first_run = of_b ? (uint64_t)self->size : 0,
                               .pinned = -1};
}

static void count_redrawn(pk_sample_t *self, int plan, const bool *redrawn)
{
    const int njoint = pk_reference(plan_of(self, plan))->njoint;
    free(self->redrawn[plan]);
    self->redrawn[plan] = pk_heap((size_t)njoint + 1, sizeof(bool));
    for (int j = 0; j < njoint; j++) {
        long times = 0;
        for (long point = 0; point < self->size; point++) {
            times += redrawn[point * njoint + j];
        }
        self->redrawn[plan][j] = times * PK_REDRAWN_RARE > self->size;
    }
}

/* Draws of one plan. An impossible point, whose draws are NAN, gets those of the last possible one, and is marked. */
static void draw_plan(pk_sample_t *self, bool of_b, int plan)
{
    const pk_drawn_points_t points = drawn_points(self, of_b);
    const long nslot = plan_of(self, plan)->nslot;
    const int njoint = pk_reference(plan_of(self, plan))->njoint;
    double *draws = self->of[of_b].draws[plan] = pk_heap((size_t)(self->size * nslot) + 1, sizeof(double));
    bool *redrawn = of_b ? NULL : pk_heap((size_t)(self->size * njoint) + 1, sizeof(bool));
    long last = 0;
    (void)pk_evaluator_draw_points(&self->gain->evaluator[plan], &points, self->size, draws, redrawn);
    while (last < self->size - 1 && isnan(draws[last * nslot])) {
        last++;
    }
    for (long point = 0; point < self->size; point++) {
        if (isnan(draws[point * nslot])) {
            self->of[of_b].impossible[point] = true;
            memcpy(&draws[point * nslot], &draws[last * nslot], (size_t)nslot * sizeof(double));
        }
        last = self->of[of_b].impossible[point] ? last : point;
    }
    if (redrawn != NULL) {
        count_redrawn(self, plan, redrawn);
        free(redrawn);
    }
}

static void free_one(pk_sampled_t *one)
{
    free(one->uniforms);
    free(one->impossible);
    for (int p = 0; p < PK_GAIN_PLANS; p++) {
        free(one->draws[p]);
    }
    *one = (pk_sampled_t){0};
}

void pk_sample_draw(pk_sample_t *self, const pk_points_t *points, bool both)
{
    self->points = points;
    self->size = pk_points_size(points);
    for (int b = 0; b < 2; b++) {
        free_one(&self->of[b]);
    }
    for (int b = 0; b < 1 + both; b++) {
        put_uniforms(self, b == 1);
        self->of[b].impossible = pk_heap((size_t)self->size, sizeof(bool));
        for (int p = 0; p < self->gain->count; p++) {
            draw_plan(self, b == 1, p);
        }
    }
}

void pk_sample_free(pk_sample_t *self)
{
    free_one(&self->of[0]);
    free_one(&self->of[1]);
    for (int p = 0; p < PK_GAIN_PLANS; p++) {
        free(self->redrawn[p]);
    }
    *self = (pk_sample_t){0};
}

double pk_sample_value(const pk_sample_t *self, int number, long point)
{
    const int plan = self->numbers->all[number].slot[0] >= 0 ? 0 : 1;
    return self->of[0].draws[plan][point * plan_of(self, plan)->nslot + self->numbers->all[number].slot[plan]];
}

/* ---- the KPI ---- */

/* Puts the draws of a plan at points first..first+count-1 together, into to[count][nslot]. */
typedef void (*pk_compose_fn)(const pk_sample_t *self, const void *how, int plan, long first, long count, double *to);

static void blot_out(const pk_sample_t *self, bool of_a, bool of_b, pk_gains_t out)
{
    for (long k = 0; k < self->size; k++) {
        if ((of_a && self->of[0].impossible[k]) || (of_b && self->of[1].impossible[k])) {
            out.values[k] = NAN;
            if (out.plain != NULL) {
                out.plain[k] = NAN;
            }
        }
    }
}

static void evaluate(pk_sample_t *self, pk_compose_fn compose, const void *how, pk_gains_t out)
{
    double *room[PK_GAIN_PLANS] = {NULL}, *errors = pk_heap(PK_GAIN_ERRORS * CHUNK, sizeof(double));
    for (int p = 0; p < self->gain->count; p++) {
        room[p] = pk_heap((size_t)(CHUNK * plan_of(self, p)->nslot), sizeof(double));
    }
    for (long first = 0; first < self->size; first += CHUNK) {
        const long count = self->size - first < CHUNK ? self->size - first : CHUNK;
        for (int p = 0; p < self->gain->count; p++) {
            compose(self, how, p, first, count, room[p]);
        }
        pk_gain_at(self->gain, count, (const double *const *)room,
                   (pk_gains_t){.values = &out.values[first],
                                .plain = out.plain != NULL ? &out.plain[first] : NULL,
                                .errors = out.errors != NULL ? errors : NULL});
        for (int e = 0; out.errors != NULL && e < PK_GAIN_ERRORS; e++) {
            memcpy(&out.errors[e * self->size + first], &errors[e * count], (size_t)count * sizeof(double));
        }
    }
    for (int p = 0; p < self->gain->count; p++) {
        free(room[p]);
    }
    free(errors);
    self->evaluations += self->size * self->gain->count;
}

static void as_drawn(const pk_sample_t *self, const void *how, int plan, long first, long count, double *to)
{
    const bool *of_b = how;
    const long nslot = plan_of(self, plan)->nslot;
    memcpy(to, &self->of[*of_b].draws[plan][first * nslot], (size_t)(count * nslot) * sizeof(double));
}

void pk_sample_gain(pk_sample_t *self, bool of_b, pk_gains_t out)
{
    evaluate(self, as_drawn, &of_b, out);
    blot_out(self, !of_b, of_b, out);
}

static void mix(const pk_sample_t *self, const void *how, int plan, long first, long count, double *to)
{
    const bool *from_b = how, of_a = false;
    const long nslot = plan_of(self, plan)->nslot;
    as_drawn(self, &of_a, plan, first, count, to);
    for (int k = 0; k < self->numbers->count; k++) {
        const int slot = self->numbers->all[k].slot[plan];
        for (long point = 0; from_b[k] && slot >= 0 && point < count; point++) {
            to[point * nslot + slot] = self->of[1].draws[plan][(first + point) * nslot + slot];
        }
    }
}

void pk_sample_mixed(pk_sample_t *self, const bool *from_b, double *values)
{
    evaluate(self, mix, from_b, (pk_gains_t){.values = values});
    blot_out(self, true, true, (pk_gains_t){.values = values});
}

/* ---- one number pinned ---- */

typedef struct {
    int number;
    double value;
    bool alone;
} pinned_t;

/* ---- a number that was learned: with it the rows of the posterior move in which it is about there ---- */

typedef struct {
    double off;
    long at; /* among the plan's rows */
} near_row_t;

static int by_nearness(const void *a, const void *b)
{
    const near_row_t *p = a, *q = b;
    return p->off != q->off ? (p->off > q->off) - (p->off < q->off) : (p->at > q->at) - (p->at < q->at);
}

/* The rows nearest to a value of the number, one in twenty; [*count], from the heap. */
static near_row_t *near_rows(const pk_plan_t *plan, const pk_number_t *number, double value, long *count)
{
    enum { ONE_IN = 20, LEAST = 10 };
    near_row_t *rows = pk_heap((size_t)plan->nlearned, sizeof *rows);
    for (long k = 0; k < plan->nlearned; k++) {
        const double x = number->learned[plan->learned[k] * plan->model->learned->ncolumn];
        rows[k] = (near_row_t){fabs(x - value), k};
    }
    qsort(rows, (size_t)plan->nlearned, sizeof *rows, by_nearness);
    *count = plan->nlearned / ONE_IN;
    *count = *count < LEAST ? (plan->nlearned < LEAST ? plan->nlearned : LEAST) : *count;
    return rows;
}

/* The points' uniforms with that of the posterior's row among those that are near. */
static double *steer(const pk_plan_t *plan, const pk_number_t *number, double value, const pk_drawn_points_t *points,
                     long count)
{
    long near = 0;
    near_row_t *rows = near_rows(plan, number, value, &near);
    double *uniforms = pk_heap((size_t)(count * points->nuniform) + 1, sizeof *uniforms);
    memcpy(uniforms, points->uniforms, (size_t)(count * points->nuniform) * sizeof *uniforms);
    for (int k = 0; k < points->nuniform; k++) {
        for (long point = 0; points->address[k] == plan->model->learned->address && point < count; point++) {
            double *u = &uniforms[point * points->nuniform + k];
            *u = ((double)rows[(long)(*u * (double)near)].at + 0.5) / (double)plan->nlearned;
        }
    }
    free(rows);
    return uniforms;
}

static void pin(const pk_sample_t *self, const void *how, int plan, long first, long count, double *to)
{
    const pinned_t *pinned = how;
    const long nslot = plan_of(self, plan)->nslot;
    const int slot = self->numbers->all[pinned->number].slot[plan];
    const bool of_a = false;
    if (pinned->alone || slot < 0) {
        as_drawn(self, &of_a, plan, first, count, to);
        for (long point = 0; slot >= 0 && point < count; point++) {
            to[point * nslot + slot] = pinned->value;
        }
        return;
    }
    pk_drawn_points_t points = drawn_points(self, false);
    points.uniforms += first * points.nuniform;
    points.first_run += (uint64_t)first;
    const pk_number_t *number = self->numbers->all[pinned->number].number;
    const bool learned = number != NULL && plan_of(self, plan)->numbers[slot]->learned != NULL;
    double *steered =
        learned ? steer(plan_of(self, plan), plan_of(self, plan)->numbers[slot], pinned->value, &points, count) : NULL;
    points.uniforms = learned ? steered : points.uniforms;
    points.pinned = learned ? -1 : slot;
    points.value = pinned->value;
    (void)pk_evaluator_draw_points(&self->gain->evaluator[plan], &points, count, to, NULL);
    for (long point = 0; point < count; point++) {
        if (isnan(to[point * nslot])) { /* impossible with it: as it was drawn */
            as_drawn(self, &of_a, plan, first + point, 1, &to[point * nslot]);
        }
    }
    free(steered);
}

void pk_sample_pinned(pk_sample_t *self, int number, double value, bool alone, double *values)
{
    const pinned_t how = {number, value, alone};
    evaluate(self, pin, &how, (pk_gains_t){.values = values});
    blot_out(self, true, false, (pk_gains_t){.values = values});
}
