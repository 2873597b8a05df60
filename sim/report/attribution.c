#include "report/attribution.h"

#include <math.h>
#include <string.h>

#include "report/add_up.h"
#include "report/figure.h"
#include "report/json.h"
#include "report/table.h"

/* Columns that are numbers of a row, and of its driver. */
typedef struct {
    const char *name;
    size_t offset;
} column_t;

static const column_t of_cell[] = {
    {"without", offsetof(pk_attributed_t, without)}, {"incremental", offsetof(pk_attributed_t, incremental)},
    {"within", offsetof(pk_attributed_t, within)},   {"after", offsetof(pk_attributed_t, after)},
    {"p05", offsetof(pk_attributed_t, p05)},         {"p95", offsetof(pk_attributed_t, p95)},
    {"shapley", offsetof(pk_attributed_t, shapley)}, {"shapley_se", offsetof(pk_attributed_t, shapley_se)}};
static const column_t of_driver[] = {
    {"spend", offsetof(pk_attributed_return_t, spend)},          {"roas", offsetof(pk_attributed_return_t, roas)},
    {"roas_p05", offsetof(pk_attributed_return_t, p05)},         {"roas_p95", offsetof(pk_attributed_return_t, p95)},
    {"roas_revenue", offsetof(pk_attributed_return_t, revenue)}, {"mroas", offsetof(pk_attributed_return_t, mroas)},
    {"mroas_p05", offsetof(pk_attributed_return_t, m05)},        {"mroas_p95", offsetof(pk_attributed_return_t, m95)}};
enum { CELL_COLUMNS = sizeof of_cell / sizeof *of_cell, DRIVER_COLUMNS = sizeof of_driver / sizeof *of_driver };

double pk_attribution_grain(const pk_attribution_t *self, int k)
{
    return pk_grain(NAN, 0, fabs(self->kpis[k].all_on) / 50);
}

double *pk_attribution_shares(const pk_attribution_t *self, int k, pk_arena_t *arena)
{
    double *parts = PK_ARRAY(arena, double, self->ndriver + 2);
    for (int d = 0; d < self->ndriver; d++) {
        parts[d] = self->drivers[d].idle ? 0 : pk_attributed_cell(self, d, k)->shapley;
    }
    parts[self->ndriver] = self->kpis[k].organic;
    parts[self->ndriver + 1] = self->kpis[k].all_on;
    pk_add_up(parts, self->ndriver + 1, &parts[self->ndriver + 1], pk_attribution_grain(self, k));
    return parts;
}

static double number_at(const void *object, size_t offset)
{
    return *(const double *)((const char *)object + offset);
}

const char *pk_attributed_kind_word(pk_attributed_kind_t kind)
{
    static const char *const words[] = {[PK_ATTRIBUTED_OURS] = "channel",
                                        [PK_ATTRIBUTED_RIVAL] = "competitor",
                                        [PK_ATTRIBUTED_LEVER] = "lever",
                                        [PK_ATTRIBUTED_EVENT] = "event",
                                        [PK_ATTRIBUTED_WORD_OF_MOUTH] = "word of mouth"};
    return words[kind];
}

int pk_attribution_main(const pk_attribution_t *self)
{
    int main = self->nkpi - 1;
    for (int k = 0; k < self->nkpi; k++) {
        main = strcmp(self->result.kpis[self->kpis[k].index].name, "profit") == 0 ? k : main;
    }
    return main;
}

/* ---- attribution.csv ---- */

static void write_row(const pk_attribution_t *self, int d, int k, pk_table_t *table)
{
    const pk_attributed_driver_t *driver = &self->drivers[d];
    pk_table_text(table, self->result.drivers[driver->index].name);
    pk_table_text(table, self->result.kpis[self->kpis[k].index].name);
    pk_table_number(table, self->kpis[k].all_on);
    for (int c = 0; c < CELL_COLUMNS; c++) {
        pk_table_number(table, number_at(pk_attributed_cell(self, d, k), of_cell[c].offset));
    }
    for (int c = 0; c < DRIVER_COLUMNS; c++) {
        pk_table_number(table, number_at(&driver->back, of_driver[c].offset));
    }
    pk_table_end_row(table);
}

/* Its Shapley value is what the drivers' leave of the KPI. */
static void write_organic(const pk_attribution_t *self, int k, pk_table_t *table)
{
    pk_table_text(table, "organic");
    pk_table_text(table, self->result.kpis[self->kpis[k].index].name);
    pk_table_number(table, self->kpis[k].all_on);
    for (int c = 0; c < CELL_COLUMNS; c++) {
        pk_table_number(table, strcmp(of_cell[c].name, "shapley") == 0      ? self->kpis[k].organic
                               : strcmp(of_cell[c].name, "shapley_se") == 0 ? self->kpis[k].organic_se
                                                                            : NAN);
    }
    for (int c = 0; c < DRIVER_COLUMNS; c++) {
        pk_table_number(table, NAN);
    }
    pk_table_end_row(table);
}

static void write_header(pk_table_t *table)
{
    pk_table_text(table, "driver");
    pk_table_text(table, "kpi");
    pk_table_text(table, "all_on");
    for (int c = 0; c < CELL_COLUMNS; c++) {
        pk_table_text(table, of_cell[c].name);
    }
    for (int c = 0; c < DRIVER_COLUMNS; c++) {
        pk_table_text(table, of_driver[c].name);
    }
    pk_table_end_row(table);
}

pk_status_t pk_attribution_write(const pk_attribution_t *self, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_ATTRIBUTION_TABLE, "", output, diag) != PK_OK) {
        return PK_FAILED;
    }
    write_header(&table);
    for (int d = 0; d < self->ndriver; d++) {
        for (int k = 0; k < self->nkpi; k++) {
            write_row(self, d, k, &table);
        }
    }
    for (int k = 0; k < self->nkpi; k++) {
        write_organic(self, k, &table);
    }
    return pk_table_close(&table, diag);
}

/* ---- JSON ---- */

static json_t *cell_json(const pk_attribution_t *self, int d, int k)
{
    const pk_attributed_t *cell = pk_attributed_cell(self, d, k);
    json_t *entry = json_object();
    pk_json_set(entry, "kpi", pk_json_text(self->result.kpis[self->kpis[k].index].name));
    for (int c = 0; c < CELL_COLUMNS; c++) {
        pk_json_set(entry, of_cell[c].name, pk_json_number(number_at(cell, of_cell[c].offset)));
    }
    pk_json_set(entry, "expected_within", pk_json_number(cell->expected));
    pk_json_set(entry, "within_se", pk_json_number(cell->within_se));
    return entry;
}

static json_t *drivers_json(const pk_attribution_t *self)
{
    json_t *list = json_array();
    for (int d = 0; d < self->ndriver; d++) {
        const pk_attributed_driver_t *driver = &self->drivers[d];
        json_t *entry = json_object(), *kpis = json_array();
        pk_json_set(entry, "driver", pk_json_text(self->result.drivers[driver->index].name));
        pk_json_set(entry, "label", pk_json_text(self->result.drivers[driver->index].label));
        pk_json_set(entry, "kind", pk_json_text(pk_attributed_kind_word(driver->kind)));
        pk_json_set(entry, "idle", json_boolean(driver->idle));
        for (int c = 0; c < DRIVER_COLUMNS; c++) {
            pk_json_set(entry, of_driver[c].name, pk_json_number(number_at(&driver->back, of_driver[c].offset)));
        }
        for (int k = 0; k < self->nkpi; k++) {
            json_array_append_new(kpis, cell_json(self, d, k));
        }
        pk_json_set(entry, "kpis", kpis);
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *kpis_json(const pk_attribution_t *self)
{
    json_t *list = json_array();
    for (int k = 0; k < self->nkpi; k++) {
        const pk_attributed_kpi_t *kpi = &self->kpis[k];
        json_t *entry = json_object();
        pk_json_set(entry, "kpi", pk_json_text(self->result.kpis[kpi->index].name));
        pk_json_set(entry, "unit", pk_json_text(self->result.kpis[kpi->index].unit));
        pk_json_set(entry, "all_on", pk_json_number(kpi->all_on));
        pk_json_set(entry, "organic", pk_json_number(kpi->organic));
        pk_json_set(entry, "organic_se", pk_json_number(kpi->organic_se));
        json_array_append_new(list, entry);
    }
    return list;
}

char *pk_attribution_json(const pk_attribution_t *self, pk_arena_t *arena)
{
    const pk_result_t *r = &self->result;
    json_t *root = json_object(), *shapley = json_object();
    pk_json_set(root, "scenario", pk_json_text(r->scenario));
    pk_json_set(root, "title", pk_json_text(r->title));
    pk_json_set(root, "currency", pk_json_text(r->currency));
    pk_json_set(root, "engine", pk_json_text(r->engine));
    pk_json_set(root, "seed", json_integer((json_int_t)r->seed));
    pk_json_set(root, "runs", json_integer(r->nrun));
    pk_json_set(root, "draws", json_integer(self->draws));
    pk_json_set(root, "corrected_by_runs", json_boolean(self->corrected));
    pk_json_set(root, "steps_after", self->tail > 0 ? json_integer(self->tail) : json_null());
    pk_json_set(shapley, "draws", json_integer(self->replicates));
    pk_json_set(shapley, "orders", self->orders > 0 ? json_integer(self->orders) : json_null());
    pk_json_set(root, "shapley", shapley);
    pk_json_set(root, "kpis", kpis_json(self));
    pk_json_set(root, "drivers", drivers_json(self));
    return pk_json_write(root, arena);
}
