#include "study/optimise.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/optimise_parts.h"

/* How many starts local searches go on from (fewer where a slope costs much), and how many are carried to the end. */
enum { LOCAL_MOST = 28, LOCAL_FEWER = 12, LAST_MOST = 4, LAST_FEWER = 2, TURNS_MOST = 8, TURNS_FEWER = 3 };
/* Starts that are nearer than this in every part are one; ends that are. */
static const double NEAR = 0.02, SAME = 0.005;
/* An aim that spreads over the starts by no more than this part of its size does not move. */
static const double FLAT = 1e-12;
/* A part that is nearer to a bound than this stands at it. */
static const double HAIR = 1e-9;

/* ---- scale ---- */

static bool find_scales(pk_search_t *search, long count, const double *values)
{
    const int outputs = 1 + search->problem->nconditions;
    double low[1 + PK_CONDITIONS_MOST], high[1 + PK_CONDITIONS_MOST];
    for (int o = 0; o < outputs; o++) {
        low[o] = INFINITY;
        high[o] = -INFINITY;
        for (long i = 0; i < count; i++) {
            low[o] = fmin(low[o], values[i * outputs + o]);
            high[o] = fmax(high[o], values[i * outputs + o]);
        }
        if (o > 0) {
            const double size = fmax(fabs(low[o]), fabs(high[o]));
            search->condition_scale[o - 1] = high[o] - low[o] > FLAT * size ? high[o] - low[o] : fmax(size, DBL_MIN);
        }
    }
    if (!(high[0] - low[0] > FLAT * fmax(fabs(low[0]), fabs(high[0])))) {
        return false;
    }
    search->reference = high[0];
    search->scale = high[0] - low[0];
    return true;
}

/* ---- which starts ---- */

static int by_worth(const void *a, const void *b)
{
    const pk_place_t *p = a, *q = b;
    if (p->worth.over != q->worth.over) {
        return p->worth.over < q->worth.over ? -1 : 1;
    }
    if (isnan(p->worth.value) != isnan(q->worth.value)) {
        return isnan(p->worth.value) ? 1 : -1;
    }
    if (p->worth.value != q->worth.value && !isnan(p->worth.value)) {
        return p->worth.value > q->worth.value ? -1 : 1;
    }
    return (p->index > q->index) - (p->index < q->index);
}

static bool is_near(const pk_space_t *space, const double *a, const double *b, double distance)
{
    for (int k = 0; k < space->n; k++) {
        if (fabs(a[k] - b[k]) > distance) {
            return false;
        }
    }
    return true;
}

/* The first `most` places that are apart, to the front; gives how many. */
static long apart(const pk_space_t *space, pk_place_t *places, long count, double distance, long most)
{
    long kept = 0;
    for (long i = 0; i < count && kept < most; i++) {
        bool is_new = true;
        for (long k = 0; k < kept && is_new; k++) {
            is_new = !is_near(space, places[i].z, places[k].z, distance);
        }
        if (is_new) {
            places[kept++] = places[i];
        }
    }
    return kept;
}

/* Today's plan and the even spread are always among them. */
static long choose(pk_search_t *search, const pk_starts_t *starts, const double *values, pk_place_t *places)
{
    const int outputs = 1 + search->problem->nconditions, n = search->space.n;
    for (long i = 0; i < starts->count; i++) {
        places[i] = (pk_place_t){.z = &starts->z[i * n], .index = i};
        places[i].worth = pk_search_worth_of(search, &values[i * outputs]);
    }
    const pk_place_t always[2] = {places[0], places[starts->count > 1]};
    qsort(places, (size_t)starts->count, sizeof *places, by_worth);
    const long most = n < PK_MANY_AMOUNTS && !search->problem->quick ? LOCAL_MOST : LOCAL_FEWER;
    long count = apart(&search->space, places, starts->count, NEAR, most);
    for (int k = 0; k < 2; k++) {
        if (count + 1 < starts->count) {
            places[count++] = always[k];
        }
    }
    return count;
}

/* ---- to the end ---- */

/* A local search and exchanges in turn, until exchanges improve nothing. */
static void carry_through(pk_search_t *search, bool coarse, bool tight, pk_place_t *place)
{
    const int most = search->space.n < PK_MANY_AMOUNTS ? TURNS_MOST : coarse ? 1 : TURNS_FEWER;
    for (int turn = 0; turn < most; turn++) {
        place->worth = pk_search_local(search, coarse, tight, place->z, place->worth);
        if (!pk_search_polish(search, coarse, place->z, &place->worth)) {
            break;
        }
    }
}

static pk_place_t best_of(pk_search_t *search, pk_place_t *places, long count)
{
    for (long i = 0; i < count; i++) {
        double *copy = PK_ARRAY(&search->arena, double, search->space.n + 1);
        memcpy(copy, places[i].z, (size_t)search->space.n * sizeof *copy);
        places[i].z = copy;
        places[i].worth = pk_search_local(search, true, false, copy, places[i].worth);
    }
    const long last = search->space.n < PK_MANY_AMOUNTS ? LAST_MOST : LAST_FEWER;
    qsort(places, (size_t)count, sizeof *places, by_worth);
    count = apart(&search->space, places, count, NEAR, 2 * last);
    for (long i = 0; i < count; i++) {
        carry_through(search, true, false, &places[i]);
    }
    qsort(places, (size_t)count, sizeof *places, by_worth);
    count = apart(&search->space, places, count, SAME, last);
    for (long i = 0; i < count; i++) {
        pk_search_worths(search, false, 1, places[i].z, &places[i].worth);
        if (last == LAST_FEWER) { /* a search to the end costs much: of the best alone */
            places[i].worth = pk_search_local(search, false, false, places[i].z, places[i].worth);
        } else {
            carry_through(search, false, true, &places[i]);
        }
    }
    qsort(places, (size_t)count, sizeof *places, by_worth);
    if (last == LAST_FEWER) {
        carry_through(search, false, true, &places[0]);
    }
    return places[0];
}

/* ---- from start to end ---- */

/* The aim at the amounts as they are handed over, which `worth` is that of all but a hair. */
static double value_at(pk_search_t *search, const double *x)
{
    double values[1 + PK_CONDITIONS_MOST];
    const pk_aim_t *aim = &search->problem->aim;
    aim->values(aim->context, false, 1, x, values);
    search->nvalue++;
    return values[0];
}

static void hand_over(pk_search_t *search, const double *z, pk_worth_t worth, pk_allocated_t *result)
{
    double *x = pk_heap((size_t)search->problem->n + 1, sizeof *x);
    pk_space_amounts(&search->space, z, x);
    pk_space_settle(&search->space, x);
    const double value = value_at(search, x);
    *result = (pk_allocated_t){.x = x,
                               .value = value,
                               .scale = search->scale,
                               .allowed = worth.over == 0 && !isnan(worth.value),
                               .nstart = search->nstart,
                               .nlocal = search->nlocal,
                               .nfailed = search->nfailed,
                               .nvalue = search->nvalue,
                               .nslope = search->nslope};
}

/* Takes the last hair off what SLSQP has left beside a bound. */
static void settle(pk_search_t *search, pk_place_t *place)
{
    for (int k = 0; k < search->space.n; k++) {
        const double room = search->space.room[k];
        place->z[k] = place->z[k] < HAIR ? 0 : place->z[k] > room - HAIR ? room : place->z[k];
    }
    if (pk_space_project(&search->space, place->z)) {
        pk_search_worths(search, false, 1, place->z, &place->worth);
    }
}

static void solve(pk_search_t *search, pk_starts_t *starts, pk_allocated_t *result)
{
    const int outputs = 1 + search->problem->nconditions, n = search->space.n;
    double *values = pk_heap((size_t)(starts->count * outputs), sizeof *values);
    pk_search_values(search, true, starts->count, starts->z, values);
    const bool moves = find_scales(search, starts->count, values);
    if (moves) {
        const long before = starts->count;
        pk_starts_add_by_chunks(starts);
        values = pk_heap_resize(values, (size_t)(starts->count * outputs), sizeof *values);
        pk_search_values(search, true, starts->count - before, &starts->z[before * n], &values[before * outputs]);
    }
    search->nstart = (int)starts->count;
    pk_place_t *places = pk_heap((size_t)starts->count + 2, sizeof *places), place = {.z = starts->z};
    if (moves) {
        place = best_of(search, places, choose(search, starts, values, places));
        settle(search, &place);
    } else {
        pk_search_worths(search, false, 1, place.z, &place.worth);
    }
    hand_over(search, place.z, place.worth, result);
    result->flat = !moves;
    free(values);
    free(places);
}

bool pk_allocate(const pk_allocation_t *self, pk_allocated_t *result)
{
    pk_search_t search;
    pk_search_init(&search, self);
    pk_starts_t starts = {.search = &search};
    pk_starts_add_shapes(&starts);
    *result = (pk_allocated_t){0};
    const bool possible = starts.count > 0;
    if (possible) {
        solve(&search, &starts, result);
    }
    free(starts.z);
    pk_search_free(&search);
    return possible;
}

void pk_allocated_free(pk_allocated_t *result)
{
    free(result->x);
    *result = (pk_allocated_t){0};
}

/* ---- from a point ---- */

/* Of a condition: what the whole room of the part that matters most does to it. */
static void scales_at(pk_search_t *search, bool coarse, const double *z)
{
    const int n = search->space.n, outputs = 1 + search->problem->nconditions;
    double *values = pk_heap((size_t)outputs, sizeof *values),
           *slopes = pk_heap((size_t)(outputs * n) + 1, sizeof *slopes);
    pk_search_slopes(search, coarse, false, z, values, slopes);
    search->reference = values[0];
    for (int c = 0; c < search->problem->nconditions; c++) {
        double most = 0;
        for (int k = 0; k < n; k++) {
            most = fmax(most, fabs(slopes[(1 + c) * n + k]) * search->space.room[k]);
        }
        search->condition_scale[c] = most > 0 ? most : fmax(fabs(values[1 + c]), DBL_MIN);
    }
    free(values);
    free(slopes);
}

bool pk_allocate_from(const pk_allocation_t *self, const double *x, double scale, pk_care_t care,
                      pk_allocated_t *result)
{
    pk_search_t search;
    pk_search_init(&search, self);
    pk_place_t place = {.z = PK_ARRAY(&search.arena, double, search.space.n + 1)};
    pk_space_parts(&search.space, x, place.z);
    *result = (pk_allocated_t){0};
    const bool possible = pk_space_project(&search.space, place.z), rough = care == PK_CARE_ROUGH;
    if (possible) {
        search.scale = scale;
        scales_at(&search, rough, place.z);
        pk_search_worths(&search, rough, 1, place.z, &place.worth);
        if (care == PK_CARE_FULL) {
            carry_through(&search, false, true, &place);
        } else {
            place.worth = pk_search_local(&search, rough, !rough, place.z, place.worth);
        }
        settle(&search, &place);
        hand_over(&search, place.z, place.worth, result);
    }
    pk_search_free(&search);
    return possible;
}

/* ---- what is allowed ---- */

bool pk_allocation_nearest(const pk_allocation_t *self, const double *x, double *out)
{
    pk_space_t space;
    pk_space_init(&space, self);
    double *z = PK_ARRAY(&space.arena, double, space.n + 1);
    pk_space_parts(&space, x, z);
    const bool possible = pk_space_project(&space, z);
    pk_space_amounts(&space, z, out);
    pk_space_free(&space);
    return possible;
}

static bool is_possible(const pk_allocation_t *self)
{
    double *x = pk_heap((size_t)self->n + 1, sizeof *x), *out = pk_heap((size_t)self->n + 1, sizeof *out);
    for (int i = 0; i < self->n; i++) {
        x[i] = self->amounts[i].today;
    }
    const bool possible = pk_allocation_nearest(self, x, out);
    free(x);
    free(out);
    return possible;
}

/* Takes one after another away; what still clashes without it was no part of the clash. */
bool pk_allocation_clash(const pk_allocation_t *self, bool *members)
{
    pk_allocation_t rest = *self;
    pk_sum_limit_t *limits = pk_heap((size_t)self->nlimit + 1, sizeof *limits);
    rest.limits = limits;
    for (int k = 0; k < self->nlimit; k++) {
        limits[k] = self->limits[k];
    }
    const bool clashes = !is_possible(self);
    for (int k = -1; k < self->nlimit; k++) {
        const double budget = rest.budget;
        if (k < 0) {
            rest.budget = INFINITY;
        } else {
            limits[k] = (pk_sum_limit_t){.c = self->limits[k].c, .low = -INFINITY, .high = INFINITY};
        }
        members[k + 1] = clashes && is_possible(&rest);
        if (members[k + 1] && k < 0) {
            rest.budget = budget;
        } else if (members[k + 1]) {
            limits[k] = self->limits[k];
        }
    }
    free(limits);
    return clashes;
}
