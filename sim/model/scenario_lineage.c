/* A scenario file and its ancestors. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "model/doc.h"
#include "model/read.h"
#include "model/scenario.h"

/* The files read so far, the youngest first. */
typedef struct {
    pk_node_t *roots[PK_LINEAGE_MOST];
    struct stat identities[PK_LINEAGE_MOST];
    int count;
} ancestors_t;

static bool is_input(const char *path)
{
    return strcmp(path, PK_SOURCE_INPUT) == 0;
}

/* The file's name without folder and .yaml. */
static const char *short_name(const char *path, pk_arena_t *arena)
{
    if (is_input(path)) {
        return "stdin";
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    const bool yaml = dot && dot > name && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    return pk_arena_copy_n(arena, name, yaml ? (size_t)(dot - name) : strlen(name));
}

/* A scenario's name stands in every table and is the name of a folder. */
static pk_status_t check_name(const char *name, const char *path, pk_diag_t *diag)
{
    const char *end = name + strlen(name);
    bool good = true;
    for (const char *at = name; at < end && good;) {
        const unsigned code = pk_utf8_next(&at, end, &good);
        good = good && code >= 0x20 && code != 0x7F && (code < 0x80 || code > 0x9F);
    }
    if (!good) {
        return pk_error(
            diag, PK_NOWHERE, "give the file another name",
            "%s: a scenario is called by its file's name, which may not have control characters and must be "
            "UTF-8",
            path);
    }
    if (*name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
        return PK_OK;
    }
    return pk_error(diag, PK_NOWHERE, "give the file another name, for example plan.yaml",
                    "%s: a scenario is called by its file's name without .yaml, and \"%s\" cannot name a folder of "
                    "results",
                    path, name);
}

static const char *name_of(const ancestors_t *self, int i)
{
    return self->roots[i]->place.source->name;
}

/* Which of the files so far is at `path`, whatever way it is written; -1: none. */
static int find_file(const ancestors_t *self, const struct stat *identity)
{
    for (int i = 0; i < self->count; i++) {
        if (self->identities[i].st_dev == identity->st_dev && self->identities[i].st_ino == identity->st_ino) {
            return i;
        }
    }
    return -1;
}

static pk_status_t refuse_circle(const ancestors_t *self, int first, const pk_node_t *link, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const char *circle = "";
    for (int i = first; i < self->count; i++) {
        circle = pk_arena_format(&scratch, "%s%s -> ", circle, name_of(self, i));
    }
    pk_error(diag, link->place, "a scenario may only be based on one that is not based on it",
             "based_on goes in a circle: %s%s", circle, name_of(self, first));
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

/* A file that asks for something else than to be run. */
static pk_status_t refuse_others(const pk_node_t *root, const char *path, pk_diag_t *diag)
{
    static const char *const keys[] = {"calibrate", "optimise"}, *const what[] = {"a calibration",
                                                                                  "a best plan's file"};
    for (int k = 0; k < PK_COUNT(keys); k++) {
        const pk_pair_t *pair = NULL;
        for (int i = 0; root->kind == PK_NODE_MAP && i < root->count && pair == NULL; i++) {
            pair = strcmp(root->pairs[i].key->text, keys[k]) == 0 ? &root->pairs[i] : NULL;
        }
        if (pair != NULL) {
            char hint[64];
            (void)snprintf(hint, sizeof hint, "polku %s reads it, and polku check", keys[k]);
            return pk_error(diag, pair->key->place, hint, "%s is %s, not a scenario", path, what[k]);
        }
    }
    return PK_OK;
}

static pk_status_t add_file(ancestors_t *self, const char *path, const pk_node_t *link, pk_arena_t *arena,
                            pk_diag_t *diag)
{
    const pk_place_t asked = link ? link->place : PK_NOWHERE;
    struct stat identity = {0};
    const bool input = !link && is_input(path);
    if ((input ? fstat(STDIN_FILENO, &identity) : stat(path, &identity)) == 0) {
        const int known = find_file(self, &identity);
        if (known >= 0) {
            return refuse_circle(self, known, link, diag);
        }
    }
    if (self->count == PK_LINEAGE_MOST) {
        return pk_error(diag, asked, NULL, "more than %d scenarios, each based on the next", PK_LINEAGE_MOST);
    }
    pk_node_t *root = input ? pk_doc_read_input(arena, diag) : pk_doc_read(path, asked, arena, diag);
    if (!root || refuse_others(root, path, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->identities[self->count] = identity;
    self->roots[self->count++] = root;
    return PK_OK;
}

static bool has_one_of(const pk_node_t *root, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (pk_node_get(root, names[i])) {
            return true;
        }
    }
    return false;
}

/* By its sections; else by its head, where nothing in it belongs to a scenario. */
static bool is_model(const pk_node_t *root)
{
    static const char *const sections[] = {"stages", "transitions"}, *const head[] = {"name", "step"};
    static const char *const others[] = {"scenario", "based_on", "model"};
    return has_one_of(root, sections, PK_COUNT(sections)) ||
           (has_one_of(root, head, PK_COUNT(head)) && !has_one_of(root, others, PK_COUNT(others)));
}

/* The path that `based_on` of the last file gives; NULL at the chain's root, and with an error in diag. */
static const pk_node_t *find_link(const ancestors_t *self, pk_diag_t *diag)
{
    const pk_node_t *link = pk_node_get(self->roots[self->count - 1], "based_on");
    if (!link || (link->kind == PK_NODE_SCALAR && *link->text)) {
        return link;
    }
    pk_error(diag, link->place, "for example based_on: baseline.yaml", "based_on must name a scenario file, not %s",
             pk_node_what(link));
    return NULL;
}

static pk_status_t follow(ancestors_t *self, pk_lineage_t *lineage, pk_arena_t *arena, pk_diag_t *diag)
{
    const int errors = diag->errors;
    for (const pk_node_t *link; (link = find_link(self, diag)) != NULL;) {
        const char *path = pk_node_path(link, link->text, arena);
        if (!lineage->based_on) {
            lineage->based_on = path;
        }
        if (add_file(self, path, link, arena, diag)) {
            return PK_BAD_INPUT;
        }
        if (is_model(self->roots[self->count - 1])) {
            return pk_error(diag, link->place, "a model is named by `model:`", "%s is a model, not a scenario", path);
        }
    }
    return diag->errors > errors ? PK_BAD_INPUT : PK_OK;
}

pk_status_t pk_lineage_read(const char *path, const pk_node_t *asked, pk_lineage_t *lineage, pk_arena_t *arena,
                            pk_diag_t *diag)
{
    const int errors = diag->errors;
    ancestors_t ancestors = {0};
    *lineage = (pk_lineage_t){.name = short_name(path, arena), .file = pk_arena_copy(arena, path)};
    pk_status_t status = check_name(lineage->name, path, diag);
    if (!status) {
        status = add_file(&ancestors, path, asked, arena, diag);
    }
    if (status) {
        return status;
    }
    lineage->own = ancestors.roots[0];
    lineage->is_model = is_model(lineage->own);
    if (!lineage->is_model) {
        status = follow(&ancestors, lineage, arena, diag);
    }
    pk_node_t *merged = NULL;
    for (int i = ancestors.count - 1; i >= 0; i--) {
        merged = pk_node_merge(merged, ancestors.roots[i], arena);
    }
    lineage->merged = merged;
    for (int i = 0; i < ancestors.count; i++) {
        lineage->sources[lineage->nsource++] = ancestors.roots[i]->place.source;
    }
    lineage->faulty = diag->errors > errors;
    return status;
}
