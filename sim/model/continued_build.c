#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/continued_parts.h"

void pk_continued_expect(pk_continued_rows_t *self, size_t count)
{
    if (count > self->room) {
        self->room = count;
        self->at = pk_heap_resize(self->at, self->room, sizeof *self->at);
    }
}

void pk_continued_add(pk_continued_rows_t *self, const pk_state_row_t *row)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 4096;
        self->at = pk_heap_resize(self->at, self->room, sizeof *self->at);
    }
    self->at[self->count++] = *row;
}

void pk_continued_free(pk_continued_rows_t *self)
{
    free(self->at);
    *self = (pk_continued_rows_t){0};
}

/* ---- order: draw by draw, people by stage and persona with the old behind, then the rest ---- */

static int sign(double difference)
{
    return (difference > 0) - (difference < 0);
}

/* Stages and the old of a stage stand together. */
static int part_of(const pk_state_row_t *row)
{
    return row->what == PK_WHAT_OLD ? PK_WHAT_STAGE : row->what;
}

static int compare(const void *a, const void *b)
{
    const pk_state_row_t *x = a, *y = b;
    const double keys[][2] = {{(double)x->draw, (double)y->draw},
                              {part_of(x), part_of(y)},
                              {x->index, y->index},
                              {x->persona, y->persona},
                              {x->what, y->what},
                              {x->age, y->age},
                              {x->pace, y->pace}};
    int order = 0;
    for (size_t k = 0; k < sizeof keys / sizeof *keys && order == 0; k++) {
        order = sign(keys[k][0] - keys[k][1]);
    }
    return order;
}

static bool is_twice(const pk_state_row_t *x, const pk_state_row_t *y)
{
    return compare(x, y) == 0;
}

static pk_status_t put_in_order(pk_continued_rows_t *self, pk_reader_t *reader, const pk_source_t *source)
{
    bool sorted = true;
    for (size_t k = 1; k < self->count && sorted; k++) {
        sorted = compare(&self->at[k - 1], &self->at[k]) < 0;
    }
    if (!sorted) {
        qsort(self->at, self->count, sizeof *self->at, compare);
    }
    for (size_t k = 1; k < self->count && !sorted; k++) {
        if (is_twice(&self->at[k - 1], &self->at[k])) {
            return pk_error(reader->diag, (pk_place_t){source, 0, 0, 0}, "each draw has one state",
                            "two rows tell the same thing of one draw");
        }
    }
    return PK_OK;
}

/* ---- one state ---- */

static pk_standing_t *new_state(const pk_reader_t *reader, const pk_continued_t *of, size_t people, size_t spent)
{
    const pk_model_t *model = reader->model;
    pk_arena_t *arena = reader->arena;
    pk_standing_t *self = PK_NEW(arena, pk_standing_t);
    const int cells = model->nstage * model->npersona, nflow = model->ntransition + model->narrival;
    *self = (pk_standing_t){.step = of->step,
                            .market = of->market,
                            .people = PK_ARRAY(arena, pk_people_t, people + 1),
                            .first = PK_ARRAY(arena, int, cells + 1),
                            .count = PK_ARRAY(arena, double, cells),
                            .flow = PK_ARRAY(arena, double, nflow * model->npersona),
                            .level = PK_ARRAY(arena, double, model->ndriver + 1),
                            .waiting = PK_ARRAY(arena, double, model->ncapacity + 1),
                            .capacity = PK_ARRAY(arena, double, model->ncapacity + 1),
                            .spent = PK_ARRAY(arena, pk_spent_t, model->ndriver + 1),
                            .nstage = model->nstage,
                            .npersona = model->npersona,
                            .nflow = nflow,
                            .ndriver = model->ndriver,
                            .ncapacity = model->ncapacity};
    double *money = PK_ARRAY(arena, double, spent + 1);
    for (int d = 0; d < model->ndriver; d++) {
        self->level[d] = NAN;
        self->spent[d].at = money; /* told apart as their rows come */
    }
    return self;
}

static void add_people(pk_standing_t *self, const pk_state_row_t *row)
{
    self->people[self->npeople++] = (pk_people_t){.stage = row->index,
                                                  .persona = row->persona,
                                                  .age = row->age,
                                                  .pace = row->pace,
                                                  .old = row->what == PK_WHAT_OLD,
                                                  .count = row->value};
    self->count[row->index * self->npersona + row->persona] += row->value;
}

/* Where each stage and persona begin; everybody. */
static void index_people(pk_standing_t *self)
{
    int k = 0;
    for (int cell = 0; cell < self->nstage * self->npersona; cell++) {
        self->first[cell] = k;
        while (k < self->npeople && self->people[k].stage * self->npersona + self->people[k].persona == cell) {
            k++;
        }
        self->population += self->count[cell];
    }
    self->first[self->nstage * self->npersona] = k;
}

/* A sum that is told beside its parts is the same but for round-off. */
static bool is_sum(double told, double sum)
{
    return fabs(told - sum) <= 1e-9 * fmax(1, sum);
}

static pk_status_t unlike(pk_reader_t *reader, const pk_continued_t *of, const char *what, double told, double sum)
{
    return pk_error(reader->diag, (pk_place_t){of->source, 0, 0, 0},
                    "leave the states as polku calibrate has written them",
                    "a state tells of %.10g people %s, and its rows add up to %.10g", told, what, sum);
}

static pk_status_t add_row(pk_standing_t *self, const pk_state_row_t *row, double **money, pk_reader_t *reader,
                           const pk_continued_t *of)
{
    double *count = &self->count[row->index * self->npersona + row->persona];
    switch (row->what) {
    case PK_WHAT_COUNT:
        if (!is_sum(row->value, *count)) {
            return unlike(reader, of, "in a stage", row->value, *count);
        }
        self->population += row->value - *count;
        *count = row->value;
        break;
    case PK_WHAT_FLOW:
        self->flow[row->index * self->npersona + row->persona] = row->value;
        break;
    case PK_WHAT_LEVEL:
        self->level[row->index] = row->value;
        break;
    case PK_WHAT_SPENT:
        self->spent[row->index].at = self->spent[row->index].count == 0 ? *money : self->spent[row->index].at;
        if (row->age != self->spent[row->index].count++) {
            return pk_error(reader->diag, (pk_place_t){of->source, 0, 0, 0},
                            "steps back are told from 0 on, none left out", "what was spent on %s has a gap",
                            reader->model->drivers[row->index].name);
        }
        *(*money)++ = row->value;
        break;
    case PK_WHAT_WAITING:
        self->waiting[row->index] = row->value;
        break;
    case PK_WHAT_CAPACITY:
        self->capacity[row->index] = row->value;
        break;
    case PK_WHAT_POPULATION:
        if (!is_sum(row->value, self->population)) {
            return unlike(reader, of, "in all", row->value, self->population);
        }
        self->population = row->value;
        break;
    default:
        break;
    }
    return PK_OK;
}

/* Rows of one draw, in order. */
static pk_status_t build(const pk_state_row_t *rows, size_t count, pk_reader_t *reader, pk_continued_t *out)
{
    size_t people = 0, spent = 0;
    for (size_t k = 0; k < count; k++) {
        people += part_of(&rows[k]) == PK_WHAT_STAGE;
        spent += rows[k].what == PK_WHAT_SPENT;
    }
    pk_standing_t *self = new_state(reader, out, people, spent);
    double *money = self->ndriver > 0 ? self->spent[0].at : NULL;
    pk_status_t status = PK_OK;
    for (size_t k = 0; k < people; k++) {
        add_people(self, &rows[k]);
    }
    index_people(self);
    for (size_t k = people; k < count && status == PK_OK; k++) {
        status = add_row(self, &rows[k], &money, reader, out);
    }
    out->at[rows[0].draw] = self;
    out->count++;
    return status;
}

/* ---- the mean of all ---- */

static void add_row_of_mean(pk_continued_rows_t *into, int what, int index, int persona, pk_people_t people,
                            double value)
{
    if (value != 0 || what == PK_WHAT_SPENT || what == PK_WHAT_LEVEL) {
        pk_continued_add(into, &(pk_state_row_t){.what = (short)what,
                                                 .index = index,
                                                 .persona = (short)persona,
                                                 .age = people.age,
                                                 .pace = people.pace,
                                                 .value = value});
    }
}

/* Sums of equal rows stand for them. */
static void merge(pk_continued_rows_t *self)
{
    size_t kept = 0;
    qsort(self->at, self->count, sizeof *self->at, compare);
    for (size_t k = 0; k < self->count; k++) {
        if (kept > 0 && is_twice(&self->at[kept - 1], &self->at[k])) {
            self->at[kept - 1].value += self->at[k].value;
        } else {
            self->at[kept++] = self->at[k];
        }
    }
    self->count = kept;
}

/* Ages that stand by themselves, by cell and age: most of the rows. */
typedef struct {
    double *sum; /* [cell][ages] */
    int ages;
} pk_age_sums_t;

static pk_age_sums_t sum_ages(const pk_continued_t *out, long nrow, int cells, int personas)
{
    pk_age_sums_t sums = {0};
    for (int way = 0; way < 2; way++) {
        for (long r = 0; r < nrow; r++) {
            for (int k = 0; out->at[r] != NULL && k < out->at[r]->npeople; k++) {
                const pk_people_t *who = &out->at[r]->people[k];
                if (!who->old && way == 0) {
                    sums.ages = who->age >= sums.ages ? (int)who->age + 1 : sums.ages;
                } else if (!who->old) {
                    sums.sum[(long)(who->stage * personas + who->persona) * sums.ages + (long)who->age] +=
                        who->count / (double)out->count;
                }
            }
        }
        sums.sum = way == 0 ? pk_heap((size_t)cells * (size_t)sums.ages + 1, sizeof(double)) : sums.sum;
    }
    return sums;
}

/* A state's numbers, over how many there are. What was spent is that of the first: of a plan that is certain all have
 * the same, as far back as they tell it. */
static void add_to_mean(pk_continued_rows_t *into, const pk_standing_t *of, double part)
{
    static const pk_people_t nobody = {.pace = 1};
    for (int k = 0; k < of->npeople; k++) {
        const pk_people_t *who = &of->people[k];
        if (who->old) {
            add_row_of_mean(into, PK_WHAT_OLD, who->stage, who->persona, *who, who->count * part);
        }
    }
    for (int cell = 0; cell < of->nflow * of->npersona; cell++) {
        add_row_of_mean(into, PK_WHAT_FLOW, cell / of->npersona, cell % of->npersona, nobody, of->flow[cell] * part);
    }
    for (int d = 0; d < of->ndriver; d++) {
        if (!isnan(of->level[d])) {
            add_row_of_mean(into, PK_WHAT_LEVEL, d, 0, nobody, of->level[d] * part);
        }
    }
    for (int c = 0; c < of->ncapacity; c++) {
        add_row_of_mean(into, PK_WHAT_WAITING, c, 0, nobody, of->waiting[c] * part);
        add_row_of_mean(into, PK_WHAT_CAPACITY, c, 0, nobody, of->capacity[c] * part);
    }
}

static void add_spent(pk_continued_rows_t *into, const pk_continued_t *out, long nrow, int d)
{
    const pk_standing_t *longest = NULL;
    for (long r = 0; r < nrow; r++) {
        const pk_standing_t *of = out->at[r];
        longest = of != NULL && (longest == NULL || of->spent[d].count > longest->spent[d].count) ? of : longest;
    }
    for (int lag = 0; lag < longest->spent[d].count; lag++) {
        add_row_of_mean(into, PK_WHAT_SPENT, d, 0, (pk_people_t){.age = lag, .pace = 1}, longest->spent[d].at[lag]);
    }
}

static pk_status_t build_mean(pk_reader_t *reader, long nrow, pk_continued_t *out)
{
    const int personas = reader->model->npersona, cells = reader->model->nstage * personas;
    pk_continued_rows_t rows = {0};
    pk_age_sums_t sums = sum_ages(out, nrow, cells, personas);
    for (long at = 0; at < (long)cells * sums.ages; at++) {
        const int cell = (int)(at / sums.ages);
        add_row_of_mean(&rows, PK_WHAT_STAGE, cell / personas, cell % personas,
                        (pk_people_t){.age = (double)(at % sums.ages), .pace = 1}, sums.sum[at]);
    }
    for (long r = 0; r < nrow; r++) {
        if (out->at[r] != NULL) {
            add_to_mean(&rows, out->at[r], 1 / (double)out->count);
        }
    }
    for (int d = 0; d < reader->model->ndriver; d++) {
        add_spent(&rows, out, nrow, d);
    }
    merge(&rows);
    pk_standing_t *first = (pk_standing_t *)out->at[0];
    const long count = out->count;
    pk_status_t status = rows.count > 0 ? build(rows.at, rows.count, reader, out) : PK_OK;
    out->mean = out->at[0];
    out->at[0] = first;
    out->count = count;
    free(sums.sum);
    pk_continued_free(&rows);
    return status;
}

pk_status_t pk_continued_build(pk_continued_rows_t *self, pk_reader_t *reader, long nrow, pk_continued_t *out)
{
    out->at = PK_ARRAY(reader->arena, const pk_standing_t *, nrow);
    pk_status_t status = put_in_order(self, reader, out->source);
    for (size_t first = 0, next = 0; first < self->count && status == PK_OK; first = next) {
        for (next = first + 1; next < self->count && self->at[next].draw == self->at[first].draw; next++) {
        }
        status = build(&self->at[first], next - first, reader, out);
    }
    return status == PK_OK && out->count > 0 ? build_mean(reader, nrow, out) : status;
}
