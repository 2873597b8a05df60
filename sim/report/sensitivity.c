#include "report/sensitivity.h"

#include <stddef.h>

#include "report/json.h"
#include "report/table.h"

typedef struct {
    const char *name;
    size_t offset;
} column_t;

#define COLUMN(field)                                                                                                  \
    {                                                                                                                  \
        #field, offsetof(pk_sensitive_t, field)                                                                        \
    }

static const column_t columns[] = {COLUMN(p05),   COLUMN(p95),      COLUMN(kpi_at_p05), COLUMN(kpi_at_p95),
                                   COLUMN(first), COLUMN(first_se), COLUMN(total),      COLUMN(total_se),
                                   COLUMN(evppi), COLUMN(evppi_se), COLUMN(elasticity)};
enum { COLUMNS = sizeof columns / sizeof *columns };

static double number(const pk_sensitive_t *row, int column)
{
    return *(const double *)((const char *)row + columns[column].offset);
}

pk_status_t pk_sensitivity_write(const pk_sensitivity_t *self, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_SENSITIVITY_TABLE, "", output, diag) != PK_OK) {
        return PK_FAILED;
    }
    pk_table_text(&table, "number");
    pk_table_text(&table, "label");
    pk_table_text(&table, "kpi");
    for (int k = 0; k < COLUMNS; k++) {
        pk_table_text(&table, columns[k].name);
    }
    pk_table_end_row(&table);
    for (int i = 0; i < self->nrow; i++) {
        pk_table_text(&table, self->rows[i].number);
        pk_table_text(&table, self->rows[i].label);
        pk_table_text(&table, self->kpi);
        for (int k = 0; k < COLUMNS; k++) {
            pk_table_number(&table, number(&self->rows[i], k));
        }
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, diag);
}

static json_t *rows_of(const pk_sensitivity_t *self)
{
    static const char *const kinds[] = {[PK_SENSITIVE_ALL] = "all",
                                        [PK_SENSITIVE_GROUP] = "group",
                                        [PK_SENSITIVE_BLOCK] = "drawn together",
                                        [PK_SENSITIVE_UNCERTAIN] = "uncertain",
                                        [PK_SENSITIVE_PLAIN] = "plain"};
    json_t *list = json_array();
    for (int i = 0; i < self->nrow; i++) {
        const pk_sensitive_t *row = &self->rows[i];
        json_t *entry = json_object();
        pk_json_set(entry, "kind", pk_json_text(kinds[row->kind]));
        pk_json_set(entry, "number", pk_json_text(row->number));
        pk_json_set(entry, "label", pk_json_text(row->label));
        pk_json_set(entry, "together", json_boolean(row->together));
        for (int k = 0; k < COLUMNS; k++) {
            pk_json_set(entry, columns[k].name, pk_json_number(number(row, k)));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

char *pk_sensitivity_json(const pk_sensitivity_t *self, pk_arena_t *arena)
{
    json_t *root = json_object();
    pk_json_set(root, "scenario", pk_json_text(self->scenario));
    pk_json_set(root, "against", pk_json_text(self->against));
    pk_json_set(root, "kpi", pk_json_text(self->kpi));
    pk_json_set(root, "unit", pk_json_text(self->unit));
    pk_json_set(root, "lower_is_better", json_boolean(self->lower_is_better));
    pk_json_set(root, "samples", json_integer(self->samples));
    pk_json_set(root, "seed", json_integer((json_int_t)self->seed));
    pk_json_set(root, "mean", pk_json_number(self->mean));
    pk_json_set(root, "sd", pk_json_number(self->sd));
    pk_json_set(root, "expected_mean", pk_json_number(self->expected_mean));
    pk_json_set(root, "runs", json_integer(self->runs));
    pk_json_set(root, "uncorrected", json_boolean(self->uncorrected));
    pk_json_set(root, "undefined", json_integer(self->undefined));
    if (self->value) {
        pk_json_set(root, "verdict", pk_json_text(pk_verdict_words(self->verdict)));
        pk_json_set(root, "gain", pk_json_number(self->gain));
        pk_json_set(root, "gain_se", pk_json_number(self->gain_se));
        pk_json_set(root, "price_of_being_wrong", pk_json_number(self->loss));
    }
    pk_json_set(root, "rows", rows_of(self));
    return pk_json_write(root, arena);
}
