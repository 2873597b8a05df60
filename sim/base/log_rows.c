#include "base/log_rows.h"

#include <math.h>
#include <stdlib.h>

static const char *cell_kind(pk_clock_t clock)
{
    return clock == PK_CLOCK_DATE ? "a date" : "a number";
}

pk_status_t pk_log_rows_time(pk_log_rows_t *self, const pk_cell_t *cell, pk_log_time_t *time, pk_diag_t *diag)
{
    if (pk_log_time(cell, time, diag)) {
        return PK_BAD_INPUT;
    }
    if (self->first_line == 0) {
        self->first_line = cell->place.line;
        self->clock = time->clock;
    }
    return time->clock == self->clock
               ? PK_OK
               : pk_error(diag, cell->place, "write all times in one way", "this time is %s, that of line %d %s",
                          cell_kind(time->clock), self->first_line, cell_kind(self->clock));
}

static long day_of(double at)
{
    return fabs(at) < PK_LOG_NUMBER_MOST ? (long)floor(at / PK_LOG_DAY) : 0;
}

size_t pk_log_rows_add(pk_log_rows_t *self, const char *who, int what, const pk_log_time_t *time)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 1024;
        self->rows = pk_heap_resize(self->rows, self->room, sizeof *self->rows);
    }
    const long ahead = time->clock == PK_CLOCK_DATE ? time->day - day_of(time->at) : 0;
    self->rows[self->count] = (pk_log_row_t){.at = time->at,
                                             .who = pk_names_add(&self->cases, who),
                                             .what = (unsigned)what & (PK_LOG_WHATS_MOST - 1),
                                             .ahead = (unsigned)(1 + ahead) & 3U};
    return self->count++;
}

long pk_log_row_day(const pk_log_row_t *row)
{
    return day_of(row->at) + (long)row->ahead - 1;
}

/* Rows by case; those of one case as they stand. */
static size_t *sort_by_case(const pk_log_rows_t *self, size_t **starts)
{
    size_t *order = pk_heap(self->count, sizeof *order), *first = pk_heap((size_t)self->cases.count + 2, sizeof *first);
    for (size_t i = 0; i < self->count; i++) {
        first[self->rows[i].who + 2]++;
    }
    for (int c = 0; c < self->cases.count; c++) {
        first[c + 2] += first[c + 1];
    }
    for (size_t i = 0; i < self->count; i++) {
        order[first[self->rows[i].who + 1]++] = i;
    }
    *starts = first;
    return order;
}

static int by_time(const void *a, const void *b, void *context)
{
    const pk_log_row_t *rows = context;
    const size_t i = *(const size_t *)a, j = *(const size_t *)b;
    const double x = rows[i].at, y = rows[j].at;
    return x != y ? (x > y) - (x < y) : (i > j) - (i < j);
}

/* Brings a case's rows into their order in time; most logs have them so. */
static void sort_by_time(const pk_log_rows_t *self, size_t *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (self->rows[order[i]].at < self->rows[order[i - 1]].at) {
            qsort_r(order, count, sizeof *order, by_time, self->rows);
            return;
        }
    }
}

size_t *pk_log_rows_order(const pk_log_rows_t *self, size_t **starts)
{
    size_t *order = sort_by_case(self, starts);
    for (int c = 0; c < self->cases.count; c++) {
        sort_by_time(self, order + (*starts)[c], (*starts)[c + 1] - (*starts)[c]);
    }
    return order;
}

void pk_log_rows_free(pk_log_rows_t *self)
{
    free(self->rows);
    pk_names_free(&self->cases);
    *self = (pk_log_rows_t){0};
}
