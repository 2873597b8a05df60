#include "report/listing.h"

#include <errno.h>
#include <sha256.h>
#include <string.h>
#include <sys/stat.h>

#include "report/book.h"
#include "report/charts.h"
#include "report/json.h"
#include "report/out.h"
#include "report/sweep_store.h"
#include "report/sweep_table.h"
#include "report/tables.h"

int pk_listed_measure(pk_listed_t *self, const char *path)
{
    struct stat about;
    errno = 0;
    if (stat(path, &about) != 0 || SHA256File(path, self->hash) == NULL) {
        return errno != 0 ? errno : EIO;
    }
    self->bytes = about.st_size;
    return 0;
}

json_t *pk_listed_json(const pk_listed_t *self)
{
    json_t *entry = json_object();
    pk_json_set(entry, "file", pk_json_text(self->name));
    pk_json_set(entry, "bytes", json_integer(self->bytes));
    pk_json_set(entry, "sha256", pk_json_text(self->hash));
    return entry;
}

/* The manifest of FOLDER; NULL where there is none of polku's. */
static json_t *load(const char *folder, pk_arena_t *arena)
{
    errno = 0;
    json_t *root = json_load_file(pk_arena_format(arena, "%s/manifest.json", folder), 0, NULL);
    pk_memory_or(root == NULL ? errno : 0);
    const char *program = json_string_value(json_object_get(root, "program"));
    if (program != NULL && strcmp(program, "polku") == 0) {
        return root;
    }
    json_decref(root);
    return NULL;
}

/* Whether a name stays in the folder that it is seen from. */
static bool stays_inside(const char *name)
{
    for (;;) {
        const size_t length = strcspn(name, "/");
        if (length == 0 || (length == 1 && name[0] == '.') || (length == 2 && name[0] == '.' && name[1] == '.')) {
            return false;
        }
        if (name[length] == '\0') {
            return true;
        }
        name += length + 1;
    }
}

static const char *name_of(const json_t *entry)
{
    const char *name = json_string_value(json_object_get(entry, "file"));
    return name != NULL && stays_inside(name) ? name : NULL;
}

void pk_known_names(const char *prefix, pk_texts_t *names, pk_arena_t *arena)
{
    static const char *const terminals[] = {"svg", "png", "pdf"};
    pk_tables_names(false, prefix, names, arena);
    pk_tables_names(true, prefix, names, arena);
    pk_charts_names(terminals, 3, prefix, names, arena);
    pk_texts_add(names, pk_arena_format(arena, "%sreport.html", prefix), arena);
    pk_texts_add(names, pk_arena_format(arena, "%sdescribe.json", prefix), arena);
    pk_texts_add(names, pk_arena_format(arena, "%s%s", prefix, PK_BOOK_FILE), arena);
    pk_texts_add(names, pk_arena_format(arena, "%s%s", prefix, PK_SWEEP_TABLE), arena);
    pk_texts_add(names, pk_arena_format(arena, "%s%s", prefix, PK_SWEEP_CELLS), arena);
}

/* What a polku wrote that had no list yet; of a comparison into the folders of its scenarios, too. */
static void add_known(const json_t *root, const char *prefix, pk_texts_t *names, pk_arena_t *arena)
{
    const json_t *scenarios = json_object_get(root, "scenarios");
    pk_known_names(prefix, names, arena);
    for (size_t i = 0; json_array_size(scenarios) > 1 && i < json_array_size(scenarios); i++) {
        const char *name = json_string_value(json_object_get(json_array_get(scenarios, i), "scenario"));
        if (name != NULL && stays_inside(name) && strchr(name, '/') == NULL) {
            pk_known_names(pk_arena_format(arena, "%s%s/", prefix, name), names, arena);
        }
    }
}

bool pk_listing_read(const char *folder, const char *prefix, pk_texts_t *names, pk_arena_t *arena)
{
    json_t *root = load(folder, arena);
    const json_t *files = json_object_get(root, "files");
    if (root != NULL && !json_is_array(files)) {
        add_known(root, prefix, names, arena);
    }
    for (size_t i = 0; i < json_array_size(files); i++) {
        const char *name = name_of(json_array_get(files, i));
        if (name != NULL) {
            pk_texts_add(names, pk_arena_format(arena, "%s%s", prefix, name), arena);
        }
    }
    json_decref(root);
    return root != NULL;
}

static bool is_added(const char *name, const pk_listed_t *added, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(added[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

pk_status_t pk_listing_amend(const char *folder, pk_goes_fn goes, const void *context, const pk_listed_t *added,
                             int count, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_status_t status = PK_OK;
    json_t *root = load(folder, &arena), *files = json_object_get(root, "files");
    bool changes = json_is_array(files) && count > 0;
    for (size_t i = json_array_size(files); i-- > 0;) {
        const char *name = name_of(json_array_get(files, i));
        if (name != NULL && (is_added(name, added, count) || (goes != NULL && goes(name, context)))) {
            json_array_remove(files, i);
            changes = true;
        }
    }
    for (int i = 0; changes && i < count; i++) {
        json_array_append_new(files, pk_listed_json(&added[i]));
    }
    if (changes) {
        const char *text = pk_json_write(json_incref(root), &arena);
        status = pk_out_whole(pk_arena_format(&arena, "%s/manifest.json", folder), text, strlen(text), diag);
    }
    json_decref(root);
    pk_arena_free(&arena);
    return status;
}
