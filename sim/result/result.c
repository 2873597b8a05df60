#include "result/result.h"

#include <limits.h>
#include <math.h>
#include <string.h>

const double *pk_result_some_runs(const pk_result_t *self, long cell, long first, long count, double *room)
{
    if (self->kpi_runs != NULL) {
        return &self->kpi_runs[cell * self->nrun + first];
    }
    pk_runs_take(&self->packed, cell / self->nkpi * self->packed_kpis + cell % self->nkpi, first, count, room);
    return room;
}

const double *pk_result_runs(const pk_result_t *self, long cell, double *room)
{
    return pk_result_some_runs(self, cell, 0, self->nrun, room);
}

int pk_result_kpi(const pk_result_t *self, const char *name)
{
    for (int k = 0; k < self->nkpi; k++) {
        if (strcmp(self->kpis[k].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

int pk_result_money(const pk_result_t *self, const char *name)
{
    for (int k = 0; k < self->money.nwhat; k++) {
        if (strcmp(self->kpis[self->money.kpis[k]].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

int pk_result_stage(const pk_result_t *self, const char *name)
{
    for (int s = 0; s < self->nstage; s++) {
        if (strcmp(self->stages[s].name, name) == 0) {
            return s;
        }
    }
    return -1;
}

int pk_result_driver(const pk_result_t *self, const char *name)
{
    for (int d = 0; d < self->ndriver; d++) {
        if (strcmp(self->drivers[d].name, name) == 0) {
            return d;
        }
    }
    return -1;
}

int pk_result_group(const pk_result_t *self, const char *name)
{
    for (int g = 0; g < self->ngroup; g++) {
        if (strcmp(self->group_names[g], name) == 0) {
            return g;
        }
    }
    return -1;
}

int pk_result_window(const pk_result_t *self, const char *label)
{
    for (int w = 0; w < self->nwindow; w++) {
        if (!self->windows[w].goal && strcmp(self->windows[w].label, label) == 0) {
            return w;
        }
    }
    return -1;
}

int pk_result_flow(const pk_result_t *self, const char *from, const char *to)
{
    for (int f = 0; f < self->nflow; f++) {
        if (strcmp(self->flows[f].from, from) == 0 && strcmp(self->flows[f].to, to) == 0) {
            return f;
        }
    }
    return -1;
}

void pk_result_date(const pk_result_t *self, int step, char text[PK_DATE_TEXT])
{
    if (step == 0) {
        strcpy(text, "start");
    } else {
        pk_date_write(self->days == NULL ? PK_NO_DAY : self->days[step - 1], text);
    }
}

void pk_result_free(pk_result_t *self)
{
    pk_runs_free(&self->packed);
    pk_arena_free(&self->arena);
    *self = (pk_result_t){0};
}

enum { OWN_EARLY = 2, ASKED_FIRST = 4 };

/* What a planner pays with: never an aim by itself, unless the file's own KPI says that less of it is better. */
static bool is_paid(const pk_result_kpi_t *kpi)
{
    return kpi->rank != 0 && kpi->lower_is_better;
}

/* `own`: how many of the file's own stand before it. */
static int order_of(const pk_result_kpi_t *kpi, int own)
{
    return kpi->rank > 0 ? 2 * kpi->rank : own < OWN_EARLY ? 2 * ASKED_FIRST + 1 : INT_MAX;
}

/* Puts KPI k into kpis[0..count-1], which are in order. */
static void put(int k, int mine, int count, int *kpis, int *order)
{
    int at = count;
    for (; at > 0 && order[at - 1] > mine; at--) {
        kpis[at] = kpis[at - 1];
        order[at] = order[at - 1];
    }
    kpis[at] = k;
    order[at] = mine;
}

static int ranked_by_asking(const pk_result_t *result, bool outcomes, int *kpis)
{
    int count = 0, own = 0, order[result->nkpi + 1];
    for (int k = 0; k < result->nkpi; k++) {
        const pk_result_kpi_t *kpi = &result->kpis[k];
        if (kpi->rank >= 0 && !(outcomes && is_paid(kpi))) {
            put(k, order_of(kpi, own), count++, kpis, order);
            own += kpi->rank == 0;
        }
    }
    return count;
}

static int ranked_by_choice(const pk_result_t *result, int *kpis)
{
    int count = 0, order[result->nkpi + 1];
    for (int k = 0; k < result->nkpi && result->nshow > 0; k++) {
        if (result->kpis[k].chosen > 0) {
            put(k, result->kpis[k].chosen, count++, kpis, order);
        }
    }
    return count;
}

int pk_result_ranked(const pk_result_t *result, bool outcomes, int *kpis)
{
    const int chosen = ranked_by_choice(result, kpis);
    return chosen > 0 ? chosen : ranked_by_asking(result, outcomes, kpis);
}

int pk_result_aims(const pk_result_t *result, int *kpis)
{
    int chosen[result->nkpi + 1], asked[result->nkpi + 1], count = 0;
    const int nchosen = ranked_by_choice(result, chosen), nasked = ranked_by_asking(result, true, asked);
    for (int i = 0; i < nchosen; i++) {
        if (!is_paid(&result->kpis[chosen[i]])) {
            kpis[count++] = chosen[i];
        }
    }
    for (int i = 0; i < nasked; i++) {
        if (result->kpis[asked[i]].chosen == 0) {
            kpis[count++] = asked[i];
        }
    }
    return count;
}

int pk_result_listed(const pk_result_t *result, int *kpis)
{
    const int chosen = ranked_by_choice(result, kpis);
    if (chosen > 0) {
        return chosen;
    }
    for (int k = 0; k < result->nkpi; k++) {
        kpis[k] = k;
    }
    return result->nkpi;
}

bool pk_result_shows(const pk_result_t *result, const char *name)
{
    bool found = result->nshow == 0;
    for (int i = 0; i < result->nshow && !found; i++) {
        found = strcmp(result->show[i], name) == 0;
    }
    return found;
}

int pk_outside(const pk_summary_t *runs, double value)
{
    const double slack = 1e-9 * fabs(value);
    return value < runs->p05 - slack ? -1 : value > runs->p95 + slack ? 1 : 0;
}

int pk_result_outside(const pk_result_actual_t *actual)
{
    int count = 0;
    for (int i = 0; i < actual->count; i++) {
        count += pk_outside(&actual->sum[i], actual->values[i]) != 0;
    }
    return count;
}
