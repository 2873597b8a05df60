#include "report/best_table.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/json.h"
#include "report/table.h"

/* ---- tables ---- */

static pk_status_t write_rows(const pk_best_t *best, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_BEST_TABLE, "channel,period,today,best,least,most,marginal_return,bound,price",
                      output, diag) != PK_OK) {
        return PK_FAILED;
    }
    for (int i = 0; i < best->nrow; i++) {
        const pk_best_row_t *row = &best->rows[i];
        pk_table_text(&table, row->name);
        pk_table_text(&table, row->period);
        pk_table_number(&table, row->today);
        pk_table_number(&table, row->best);
        pk_table_number(&table, row->least);
        pk_table_number(&table, row->most);
        pk_table_number(&table, row->marginal);
        pk_table_text(&table, row->bound);
        pk_table_number(&table, row->price);
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, diag);
}

static pk_status_t write_curve(const pk_best_t *best, const char *folder, pk_output_t *output, pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_BEST_CURVE, "budget,aim_mean,aim_p05,aim_p95", output, diag) != PK_OK) {
        return PK_FAILED;
    }
    for (int i = 0; i < best->ncurve; i++) {
        const pk_budget_point_t *point = &best->curve[i];
        pk_table_number(&table, point->budget);
        pk_table_number(&table, point->mean);
        pk_table_number(&table, point->p05);
        pk_table_number(&table, point->p95);
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, diag);
}

/* ---- plan.yaml ---- */

/* The way from a folder to a file, both as the system knows them; the file's full path where there is none. */
static const char *way_to(const char *folder, const char *file, pk_arena_t *arena)
{
    char *from = realpath(folder, NULL), *to = realpath(file, NULL);
    pk_memory_or(from == NULL || to == NULL ? errno : 0);
    const char *way = to != NULL ? pk_arena_copy(arena, to) : pk_arena_copy(arena, file);
    if (from != NULL && to != NULL) {
        size_t same = 0;
        for (size_t k = 0;; k++) {
            const bool ends = from[k] == '\0' || from[k] == '/';
            if (ends && (to[k] == '/' || to[k] == '\0')) {
                same = k;
            }
            if (from[k] != to[k] || from[k] == '\0') {
                break;
            }
        }
        const char *up = "";
        for (const char *slash = strchr(from + same, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
            up = pk_arena_format(arena, "%s../", up);
        }
        way = same > 0 ? pk_arena_format(arena, "%s%s", up, to + same + 1) : way;
    }
    free(from);
    free(to);
    return way;
}

/* In single quotes, which YAML takes word by word. */
static const char *quoted(const char *text, pk_arena_t *arena)
{
    char *to = PK_ARRAY(arena, char, 2 * strlen(text) + 3), *at = to;
    *at++ = '\'';
    for (; *text != '\0'; text++) {
        *at++ = *text == '\n' || *text == '\r' ? ' ' : *text;
        if (*text == '\'') {
            *at++ = '\'';
        }
    }
    *at = '\'';
    return to;
}

static pk_status_t write_plan(const pk_best_t *best, const char *today, const char *folder, pk_output_t *output,
                              pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_out_t out;
    const char *text = pk_arena_format(
        &arena,
        "# The best plan that polku optimise has found, by %s. `polku run` takes it as it is.\npolku: 1\nscenario: "
        "%s\nbased_on: %s\n%s",
        best->aim, quoted(best->title, &arena), quoted(way_to(folder, today, &arena), &arena), best->plan);
    pk_status_t status = pk_out_open(&out, pk_arena_format(&arena, "%s/%s", folder, PK_BEST_PLAN), diag);
    if (status == PK_OK) {
        out.output = output;
        pk_out_text(&out, text);
        status = pk_out_close(&out, diag);
    }
    pk_arena_free(&arena);
    return status;
}

pk_status_t pk_best_write(const pk_best_t *best, const char *today, const char *folder, pk_output_t *output,
                          pk_diag_t *diag)
{
    pk_status_t status = write_plan(best, today, folder, output, diag);
    if (status == PK_OK) {
        status = write_rows(best, folder, output, diag);
    }
    return status == PK_OK ? write_curve(best, folder, output, diag) : status;
}

/* ---- JSON ---- */

static json_t *row_json(const pk_best_row_t *row)
{
    static const char *const kinds[] = {"channel", "lever", "budget", "limit", "capacity"}; /* as pk_best_kind_t */
    json_t *entry = json_object();
    pk_json_set(entry, "kind", pk_json_text(kinds[row->kind]));
    pk_json_set(entry, "channel", pk_json_text(row->name));
    pk_json_set(entry, "label", pk_json_text(row->label));
    pk_json_set(entry, "period", pk_json_text(row->period));
    pk_json_set(entry, "today", pk_json_number(row->today));
    pk_json_set(entry, "best", pk_json_number(row->best));
    pk_json_set(entry, "least", pk_json_number(row->least));
    pk_json_set(entry, "most", pk_json_number(row->most));
    pk_json_set(entry, "marginal_return", pk_json_number(row->marginal));
    pk_json_set(entry, "bound", pk_json_text(row->bound));
    pk_json_set(entry, "price", pk_json_number(row->price));
    pk_json_set(entry, "beyond", json_boolean(pk_best_is_beyond(row)));
    return entry;
}

static json_t *rows_json(const pk_best_t *best)
{
    json_t *list = json_array();
    for (int i = 0; i < best->nrow; i++) {
        json_array_append_new(list, row_json(&best->rows[i]));
    }
    return list;
}

static json_t *curve_json(const pk_best_t *best)
{
    json_t *list = json_array();
    for (int i = 0; i < best->ncurve; i++) {
        json_t *entry = json_object();
        pk_json_set(entry, "budget", pk_json_number(best->curve[i].budget));
        pk_json_set(entry, "aim_mean", pk_json_number(best->curve[i].mean));
        pk_json_set(entry, "aim_p05", pk_json_number(best->curve[i].p05));
        pk_json_set(entry, "aim_p95", pk_json_number(best->curve[i].p95));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *gain_json(const pk_best_t *best)
{
    json_t *gain = json_object();
    pk_json_set(gain, "corrected", pk_json_number(best->corrected));
    pk_json_set(gain, "se", pk_json_number(best->corrected_se));
    pk_json_set(gain, "expected", pk_json_number(best->expected));
    pk_json_set(gain, "p_better", pk_json_number(best->p_better));
    pk_json_set(gain, "evpi", pk_json_number(best->evpi));
    pk_json_set(gain, "own_draws", pk_json_number(best->gain));
    pk_json_set(gain, "fresh_draws", pk_json_number(best->fresh_gain));
    return gain;
}

char *pk_best_json(const pk_best_t *best, pk_arena_t *arena)
{
    json_t *root = json_object(), *aim = json_object(), *budget = json_object(), *search = json_object();
    pk_json_set(root, "name", pk_json_text(best->name));
    pk_json_set(root, "title", pk_json_text(best->title));
    pk_json_set(root, "verdict", pk_json_text(pk_verdict_words(best->verdict)));
    pk_json_set(aim, "kpi", pk_json_text(best->aim));
    pk_json_set(aim, "unit", pk_json_text(best->unit));
    pk_json_set(aim, "at", isnan(best->aim_at) ? pk_json_text("mean") : pk_json_number(best->aim_at));
    pk_json_set(aim, "of", pk_json_text(best->of_level ? "level" : "gain"));
    pk_json_set(aim, "today", pk_json_number(best->aim_today));
    pk_json_set(aim, "best", pk_json_number(best->aim_best));
    pk_json_set(root, "aim", aim);
    pk_json_set(budget, "most", pk_json_number(best->budget));
    pk_json_set(budget, "exactly", json_boolean(best->exactly));
    pk_json_set(budget, "today", pk_json_number(best->spent_today));
    pk_json_set(budget, "best", pk_json_number(best->spent));
    pk_json_set(budget, "left", pk_json_number(best->budget - best->spent));
    pk_json_set(root, "budget", budget);
    if (best->least_kpi != NULL) {
        json_t *least = json_object();
        pk_json_set(least, "kpi", pk_json_text(best->least_kpi));
        pk_json_set(least, "at_least", pk_json_number(best->at_least));
        pk_json_set(least, "by", pk_json_text(best->least_by));
        pk_json_set(least, "in", pk_json_number(best->in));
        pk_json_set(least, "chance", pk_json_number(best->chance));
        pk_json_set(least, "chance_today", pk_json_number(best->chance_today));
        pk_json_set(root, "least_spend_for", least);
    }
    pk_json_set(root, "flat", json_boolean(best->flat));
    pk_json_set(root, "gain", gain_json(best));
    pk_json_set(search, "checked_by_runs", json_boolean(best->is_checked));
    pk_json_set(search, "rounds", json_integer(best->rounds));
    pk_json_set(root, "draws", json_integer(best->draws));
    pk_json_set(search, "starts", json_integer(best->starts));
    pk_json_set(search, "searches", json_integer(best->searches));
    pk_json_set(search, "failed", json_integer(best->failed));
    pk_json_set(search, "evaluations", json_integer(best->evaluations));
    pk_json_set(root, "search", search);
    pk_json_set(root, "rows", rows_json(best));
    pk_json_set(root, "curve", curve_json(best));
    return pk_json_write(root, arena);
}
