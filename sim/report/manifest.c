#include "report/manifest.h"

#include <math.h>
#include <sha256.h>
#include <string.h>

#include "report/json.h"
#include "report/out.h"

void pk_manifest_hash(const pk_source_t *source, char hash[PK_MANIFEST_HASH])
{
    _Static_assert(PK_MANIFEST_HASH == SHA256_DIGEST_STRING_LENGTH, "room for a hash");
    SHA256Data((const uint8_t *)source->text, source->length, hash);
}

bool pk_manifest_is_first(const pk_manifest_t *manifest, int i)
{
    int first = 0;
    while (strcmp(manifest->sources[first]->name, manifest->sources[i]->name) != 0) {
        first++;
    }
    return first == i;
}

static json_t *input(const pk_source_t *source)
{
    char hash[PK_MANIFEST_HASH];
    pk_manifest_hash(source, hash);
    json_t *entry = json_object();
    pk_json_set(entry, "file", pk_json_text(source->name));
    pk_json_set(entry, "bytes", json_integer((json_int_t)source->length));
    pk_json_set(entry, "sha256", pk_json_text(hash));
    return entry;
}

static json_t *inputs(const pk_manifest_t *m)
{
    json_t *list = json_array();
    for (int i = 0; i < m->nsource; i++) {
        if (pk_manifest_is_first(m, i)) {
            json_array_append_new(list, input(m->sources[i]));
        }
    }
    return list;
}

static json_t *scenario(const pk_result_t *r)
{
    json_t *entry = json_object();
    pk_json_set(entry, "scenario", pk_json_text(r->scenario));
    pk_json_set(entry, "title", pk_json_text(r->title));
    pk_json_set(entry, "file", pk_json_text(r->file));
    pk_json_set(entry, "model", pk_json_text(r->model_title));
    pk_json_set(entry, "engine", pk_json_text(r->engine));
    pk_json_set(entry, "seed", json_integer((json_int_t)r->seed));
    pk_json_set(entry, "runs", json_integer(r->nrun));
    pk_json_set(entry, "steps", json_integer(r->nstep));
    pk_json_set(entry, "population", pk_json_number(r->population));
    return entry;
}

static void set_label(json_t *labels, const char *name, const char *label)
{
    if (label != NULL && *label != '\0' && strcmp(label, name) != 0) {
        pk_json_set(labels, name, pk_json_text(label));
    }
}

/* What stages, drivers and a file's own KPIs are called, by their names, where that is something else. */
static json_t *labels(const pk_result_t *r)
{
    json_t *all = json_object(), *stages = json_object(), *drivers = json_object(), *kpis = json_object();
    for (int i = 0; i < r->nstage; i++) {
        set_label(stages, r->stages[i].name, r->stages[i].label);
    }
    for (int i = 0; i < r->ndriver; i++) {
        set_label(drivers, r->drivers[i].name, r->drivers[i].label);
    }
    for (int i = 0; i < r->nkpi; i++) {
        if (r->kpis[i].rank == 0) {
            set_label(kpis, r->kpis[i].name, r->kpis[i].label);
        }
    }
    pk_json_set(all, "stages", stages);
    pk_json_set(all, "drivers", drivers);
    pk_json_set(all, "kpis", kpis);
    return all;
}

/* By KPI, over everybody and the whole horizon. */
static json_t *saved(const pk_comparison_t *c, int scenario)
{
    json_t *entry = json_object();
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        const bool here = d->scenario == scenario && d->group == 0 && d->window == 0 && d->cell >= 0;
        const double part = here ? pk_difference_saved(c, d) : NAN;
        if (!isnan(part)) {
            pk_json_set(entry, d->kpi, pk_json_number(part));
        }
    }
    return entry;
}

static json_t *effort(const pk_effort_t *e)
{
    json_t *entry = json_object();
    if (e->until != NULL) {
        pk_json_set(entry, "until_mcse", pk_json_text(e->until));
        pk_json_set(entry, "error", pk_json_number(e->error));
    } else {
        pk_json_set(entry, "race", pk_json_text(e->race));
    }
    pk_json_set(entry, "simulated", json_integer((json_int_t)e->simulated));
    return entry;
}

static json_t *scenarios(const pk_manifest_t *m)
{
    json_t *list = json_array();
    for (int i = 0; i < m->nresult; i++) {
        json_t *entry = scenario(&m->results[i]);
        pk_json_set(entry, "labels", labels(&m->results[i]));
        if (m->comparison != NULL && i != m->comparison->baseline) {
            pk_json_set(entry, "variance_saved", saved(m->comparison, i));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

const char *pk_manifest_engine(const pk_manifest_t *m)
{
    for (int i = 1; i < m->nresult; i++) {
        if (strcmp(m->results[i].engine, m->results[0].engine) != 0) {
            return "mixed";
        }
    }
    return m->results[0].engine;
}

static void add_once(json_t *list, const char *text)
{
    json_t *value = pk_json_text(text);
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (json_equal(json_array_get(list, i), value)) {
            json_decref(value);
            return;
        }
    }
    json_array_append_new(list, value);
}

static json_t *warnings(const pk_manifest_t *m)
{
    json_t *list = json_array();
    for (int i = 0; i < m->nwarning; i++) {
        add_once(list, m->warnings[i]);
    }
    for (int i = 0; i < m->nresult; i++) {
        for (int j = 0; j < m->results[i].nwarning; j++) {
            add_once(list, m->results[i].warnings[j]);
        }
    }
    return list;
}

static json_t *command(const pk_manifest_t *m)
{
    if (m->command == NULL) {
        return json_null();
    }
    json_t *list = json_array();
    for (int i = 0; m->command[i] != NULL; i++) {
        json_array_append_new(list, pk_json_text(m->command[i]));
    }
    return list;
}

static pk_status_t put(pk_output_t *output, const char *path, const char *text, pk_diag_t *diag)
{
    pk_out_t out;
    if (output == NULL) {
        return pk_out_whole(path, text, strlen(text), diag);
    }
    if (pk_out_open(&out, path, diag) != PK_OK) {
        return PK_FAILED;
    }
    pk_out_text(&out, text);
    char *temporary = pk_out_finish(&out, diag);
    return temporary != NULL ? pk_output_seal(output, temporary, path, diag) : PK_FAILED;
}

pk_status_t pk_manifest_write(const pk_manifest_t *manifest, const char *folder, pk_diag_t *diag)
{
    json_t *root = json_object();
    pk_json_set(root, "program", pk_json_text("polku"));
    pk_json_set(root, "version", pk_json_text(manifest->version));
    pk_json_set(root, "command", command(manifest));
    if (manifest->nresult > 0) {
        pk_json_set(root, "seed", json_integer((json_int_t)manifest->results[0].seed));
        pk_json_set(root, "runs", json_integer(manifest->results[0].nrun));
        pk_json_set(root, "engine", pk_json_text(pk_manifest_engine(manifest)));
    } else if (manifest->seeded) {
        pk_json_set(root, "seed", json_integer((json_int_t)manifest->seed));
    }
    pk_json_set(root, "threads", json_integer(manifest->threads));
    pk_json_set(root, "seconds", pk_json_number(manifest->seconds));
    pk_json_set(root, "scenarios", scenarios(manifest));
    if (manifest->comparison != NULL && (manifest->comparison->effort.until || manifest->comparison->effort.race)) {
        pk_json_set(root, "effort", effort(&manifest->comparison->effort));
    }
    pk_json_set(root, "inputs", inputs(manifest));
    pk_json_set(root, "warnings", warnings(manifest));
    if (manifest->output != NULL) {
        pk_json_set(root, "csv", pk_json_text(pk_dialects[manifest->output->dialect].name));
        pk_json_set(root, "files", pk_output_files(manifest->output));
    }

    pk_arena_t arena = {0};
    const char *text = pk_json_write(root, &arena);
    pk_status_t status = put(manifest->output, pk_arena_format(&arena, "%s/manifest.json", folder), text, diag);
    pk_arena_free(&arena);
    return status;
}
