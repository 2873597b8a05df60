/* A line: SHA-256 of the rest, of the sweep, of the cell, then a JSON object; one blank between. */
#include "report/sweep_store.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/json.h"
#include "report/out.h"

enum { HEX = PK_MANIFEST_HASH - 1, HEAD = 3 * (HEX + 1) };

static void hash(const char *text, size_t length, char to[PK_MANIFEST_HASH])
{
    SHA256Data((const uint8_t *)text, length, to);
}

/* ---- records by key ---- */

/* Where a key stands in the table, or the free place for it: keys are evenly spread by themselves. */
static long place_of(const pk_sweep_store_file_t *self, const char *key)
{
    char digits[16] = {0};
    memcpy(digits, key, sizeof digits - 1);
    long at = (long)(strtoull(digits, NULL, 16) % (unsigned long long)self->slots);
    while (self->table[at] != 0 && memcmp(self->records[self->table[at] - 1].key, key, HEX) != 0) {
        at = (at + 1) % self->slots;
    }
    return at;
}

static void grow(pk_sweep_store_file_t *self)
{
    self->room = self->room > 0 ? 2 * self->room : 256;
    self->records = pk_heap_resize(self->records, (size_t)self->room, sizeof *self->records);
    free(self->table);
    self->slots = 3 * self->room;
    self->table = pk_heap((size_t)self->slots, sizeof *self->table);
    for (long k = 0; k < self->count; k++) {
        self->table[place_of(self, self->records[k].key)] = k + 1;
    }
}

/* Takes a line over, which the heap owns; false where its key is there already: then it is freed. */
static bool add(pk_sweep_store_file_t *self, char *line, size_t length)
{
    if (self->count == self->room) {
        grow(self);
    }
    pk_sweep_record_t record = {.line = line, .length = length};
    memcpy(record.plan, line + HEX + 1, HEX);
    memcpy(record.key, line + 2 * (HEX + 1), HEX);
    const long at = place_of(self, record.key);
    if (self->table[at] != 0) {
        free(line);
        return false;
    }
    self->records[self->count++] = record;
    self->table[at] = self->count;
    return true;
}

/* ---- lines ---- */

/* Whether a line is whole: three hashes with blanks between, of which the first is that of what follows it. */
static bool is_whole(const char *line, size_t length)
{
    char sum[PK_MANIFEST_HASH];
    if (length <= HEAD || line[HEX] != ' ' || line[2 * HEX + 1] != ' ' || line[HEAD - 1] != ' ') {
        return false;
    }
    hash(line + HEX + 1, length - HEX - 1, sum);
    return memcmp(sum, line, HEX) == 0;
}

static json_t *number_json(double x)
{
    return isnan(x) ? json_null() : isinf(x) ? json_string(x > 0 ? "inf" : "-inf") : json_real(x);
}

static double json_number(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL            ? (*text == '-' ? -INFINITY : INFINITY)
           : json_is_number(value) ? json_number_value(value)
                                   : NAN;
}

static json_t *outcome_json(const char *text, int nkpi, const pk_sweep_outcome_t *outcome)
{
    json_t *object = json_object(), *warnings = json_array(), *numbers = json_array();
    json_object_set_new(object, "cell", pk_json_text(text));
    json_object_set_new(object, "fault", pk_json_text(outcome->fault));
    for (int w = 0; w < outcome->nwarning; w++) {
        json_array_append_new(warnings, pk_json_text(outcome->warnings[w]));
    }
    for (int k = 0; outcome->kpis != NULL && k < nkpi; k++) {
        const double *one = (const double *)&outcome->kpis[k];
        for (int i = 0; i < PK_SWEEP_NUMBERS; i++) {
            json_array_append_new(numbers, number_json(one[i]));
        }
    }
    json_object_set_new(object, "warnings", warnings);
    json_object_set_new(object, "numbers", numbers);
    return object;
}

static bool take_outcome(const json_t *object, int nkpi, pk_sweep_outcome_t *outcome, pk_arena_t *arena)
{
    const json_t *warnings = json_object_get(object, "warnings"), *numbers = json_object_get(object, "numbers");
    const char *fault = json_string_value(json_object_get(object, "fault"));
    const size_t count = json_array_size(numbers), all = (size_t)nkpi * PK_SWEEP_NUMBERS;
    *outcome = (pk_sweep_outcome_t){.fault = fault != NULL ? pk_arena_copy(arena, fault) : NULL};
    if (count != (fault != NULL ? 0 : all)) {
        return false;
    }
    outcome->warnings = PK_ARRAY(arena, const char *, json_array_size(warnings));
    for (size_t w = 0; w < json_array_size(warnings); w++) {
        const char *text = json_string_value(json_array_get(warnings, w));
        outcome->warnings[outcome->nwarning++] = pk_arena_copy(arena, text != NULL ? text : "");
    }
    outcome->kpis = count > 0 ? PK_ARRAY(arena, pk_sweep_kpi_t, nkpi) : NULL;
    for (size_t i = 0; i < count; i++) {
        ((double *)outcome->kpis)[i] = json_number(json_array_get(numbers, i));
    }
    return true;
}

static void key_of(const pk_sweep_store_file_t *self, const char *text, char key[PK_MANIFEST_HASH])
{
    pk_arena_t arena = {0};
    const char *all = pk_arena_format(&arena, "%s\n%s", self->plan, text);
    hash(all, strlen(all), key);
    pk_arena_free(&arena);
}

static char *line_of(const pk_sweep_store_file_t *self, const char *text, int nkpi, const pk_sweep_outcome_t *outcome,
                     size_t *length)
{
    char key[PK_MANIFEST_HASH], sum[PK_MANIFEST_HASH];
    pk_arena_t arena = {0};
    json_t *object = outcome_json(text, nkpi, outcome);
    char *json = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(17));
    pk_memory_or(json == NULL ? ENOMEM : 0);
    json_decref(object);
    key_of(self, text, key);
    const char *rest = pk_arena_format(&arena, "%s %s %s", self->plan, key, json);
    hash(rest, strlen(rest), sum);
    const char *line = pk_arena_format(&arena, "%s %s\n", sum, rest);
    *length = strlen(line);
    char *copy = pk_heap(*length + 1, 1);
    memcpy(copy, line, *length);
    free(json);
    pk_arena_free(&arena);
    return copy;
}

/* ---- files ---- */

/* Takes the whole lines of a file; gives where the last line ends. */
static long read_lines(pk_sweep_store_file_t *self, const char *path)
{
    FILE *file = fopen(path, "rb");
    pk_memory_or(file == NULL ? errno : 0);
    long end = 0;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while (file != NULL && (length = getline(&line, &room, file)) > 0 && line[length - 1] == '\n') {
        end += length;
        if (is_whole(line, (size_t)length - 1)) {
            char *copy = pk_heap((size_t)length + 1, 1);
            memcpy(copy, line, (size_t)length);
            add(self, copy, (size_t)length);
        }
    }
    free(line);
    if (file != NULL) {
        fclose(file);
    }
    return end;
}

static pk_status_t append(pk_sweep_store_file_t *self, const char *line, size_t length, pk_diag_t *diag)
{
    while (length > 0) {
        const ssize_t done = write(self->file, line, length);
        if (done < 0 && errno != EINTR) {
            return pk_out_failure(self->path, errno, diag);
        }
        line += done > 0 ? done : 0;
        length -= done > 0 ? (size_t)done : 0;
    }
    return PK_OK;
}

static void identify(pk_sweep_store_file_t *self, const pk_sweep_identity_t *identity)
{
    const char *text = pk_arena_format(&self->arena, "sweep 2\n%s\n%s\n%llu\n%d\n", identity->version,
                                       identity->options, identity->seed, PK_SWEEP_NUMBERS);
    for (int i = 0; i < identity->nsource; i++) {
        char of_source[PK_MANIFEST_HASH];
        pk_manifest_hash(identity->sources[i], of_source);
        text = pk_arena_format(&self->arena, "%s%s\n", text, of_source);
    }
    hash(text, strlen(text), self->plan);
}

pk_status_t pk_sweep_store_open(pk_sweep_store_file_t *self, const char *folder, const pk_sweep_identity_t *identity,
                                pk_diag_t *diag)
{
    *self = (pk_sweep_store_file_t){.file = -1};
    identify(self, identity);
    self->path = pk_arena_format(&self->arena, "%s/%s", folder, PK_SWEEP_UNFINISHED);
    const long end = read_lines(self, self->path), before = self->count;
    read_lines(self, pk_arena_format(&self->arena, "%s/%s", folder, PK_SWEEP_CELLS));
    self->file = open(self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (self->file < 0 || ftruncate(self->file, end) != 0) {
        return pk_out_failure(self->path, errno, diag);
    }
    /* sweep.cells goes before the new one stands; what it has must not be lost with it */
    pk_status_t status = PK_OK;
    for (long k = before; k < self->count && status == PK_OK; k++) {
        const pk_sweep_record_t *record = &self->records[k];
        if (memcmp(record->plan, self->plan, HEX) == 0) {
            status = append(self, record->line, record->length, diag);
        }
    }
    return status;
}

bool pk_sweep_store_find(void *context, const char *text, int nkpi, pk_sweep_outcome_t *outcome, pk_arena_t *arena)
{
    const pk_sweep_store_file_t *self = context;
    char key[PK_MANIFEST_HASH];
    key_of(self, text, key);
    const long at = self->slots > 0 ? self->table[place_of(self, key)] : 0;
    if (at == 0) {
        return false;
    }
    const pk_sweep_record_t *record = &self->records[at - 1];
    json_t *object = json_loadb(record->line + HEAD, record->length - HEAD, JSON_DISABLE_EOF_CHECK, NULL);
    const bool good = object != NULL && take_outcome(object, nkpi, outcome, arena);
    json_decref(object);
    return good;
}

pk_status_t pk_sweep_store_keep(void *context, const char *text, int nkpi, const pk_sweep_outcome_t *outcome,
                                pk_diag_t *diag)
{
    pk_sweep_store_file_t *self = context;
    size_t length;
    char *line = line_of(self, text, nkpi, outcome, &length);
    const pk_status_t status = append(self, line, length, diag);
    add(self, line, length);
    return status;
}

static int by_key(const void *a, const void *b)
{
    return strcmp((*(const pk_sweep_record_t *const *)a)->key, (*(const pk_sweep_record_t *const *)b)->key);
}

pk_status_t pk_sweep_store_write(const pk_sweep_store_file_t *self, const char *folder, pk_output_t *output,
                                 pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_out_t out;
    const pk_sweep_record_t **ours = PK_ARRAY(&arena, const pk_sweep_record_t *, self->count);
    long count = 0;
    for (long k = 0; k < self->count; k++) {
        if (memcmp(self->records[k].plan, self->plan, HEX) == 0) {
            ours[count++] = &self->records[k];
        }
    }
    qsort(ours, (size_t)count, sizeof *ours, by_key);
    pk_status_t status = pk_out_open(&out, pk_arena_format(&arena, "%s/%s", folder, PK_SWEEP_CELLS), diag);
    if (status == PK_OK) {
        out.output = output;
        for (long k = 0; k < count; k++) {
            pk_out_bytes(&out, ours[k]->line, ours[k]->length);
        }
        status = pk_out_close(&out, diag);
    }
    pk_arena_free(&arena);
    return status;
}

void pk_sweep_store_finish(pk_sweep_store_file_t *self)
{
    unlink(self->path); /* where it stays, the next sweep reads what it knows already */
}

void pk_sweep_store_close(pk_sweep_store_file_t *self)
{
    for (long k = 0; k < self->count; k++) {
        free(self->records[k].line);
    }
    if (self->path != NULL && self->file >= 0) {
        close(self->file);
    }
    free(self->records);
    free(self->table);
    pk_arena_free(&self->arena);
    *self = (pk_sweep_store_file_t){.file = -1};
}
