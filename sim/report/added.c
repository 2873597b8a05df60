#include "report/added.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "report/out.h"

enum { LEVELS = 4 }; /* RESULTS/SCENARIO/charts/data/FILE */

void pk_added_init(pk_added_t *self, const char *folder)
{
    *self = (pk_added_t){0};
    pk_output_init(&self->output, folder, NULL);
}

/* Whether the folder is locked already: by us. */
static bool is_locked(const pk_output_t *output, const char *folder)
{
    struct stat about;
    for (int i = 0; stat(folder, &about) == 0 && i < output->nlock; i++) {
        if (output->locks[i].device == about.st_dev && output->locks[i].number == about.st_ino) {
            return true;
        }
    }
    return false;
}

pk_status_t pk_added_lock(pk_added_t *self, const char *folder, pk_diag_t *diag)
{
    return is_locked(&self->output, folder) ? PK_OK : pk_output_lock(&self->output, folder, diag);
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* The real path of a file that may not be there yet; NULL: its folder is not there. */
static const char *real_path(pk_added_t *self, const char *path)
{
    pk_arena_t *arena = &self->output.arena;
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : pk_arena_copy_n(arena, path, (size_t)(slash - path));
    char real[PATH_MAX];
    if (realpath(folder, real) == NULL) {
        return NULL;
    }
    return pk_arena_format(arena, "%s/%s", strcmp(real, "/") == 0 ? "" : real, slash == NULL ? path : slash + 1);
}

/* Whether the manifest in `folder`, from which on the picture is called `name`, lists it, or lists the results that it
 * belongs to. */
static bool vouches(pk_added_t *self, const char *folder, const char *name, bool is_results, pk_addition_t *addition)
{
    pk_arena_t *arena = &self->output.arena;
    const char *charts = is_results ? strstr(name, "charts/") : NULL;
    const char *within = charts != NULL ? pk_arena_copy_n(arena, name, (size_t)(charts - name)) : NULL;
    pk_texts_t listed = {0};
    bool among = false;
    pk_listing_read(folder, "", &listed, arena);
    for (int i = 0; i < listed.count; i++) {
        addition->listed = addition->listed || strcmp(listed.all[i], name) == 0;
        among = among || (within != NULL && starts_with(listed.all[i], within));
    }
    return addition->listed || among;
}

static void find_manifest(pk_added_t *self, pk_addition_t *addition, bool is_results)
{
    const char *real = real_path(self, addition->path);
    if (real == NULL) {
        return;
    }
    char *folder = pk_arena_copy(&self->output.arena, real), *slash;
    for (int level = 0; level < LEVELS && (slash = strrchr(folder, '/')) > folder; level++) {
        *slash = '\0';
        const char *name = real + strlen(folder) + 1;
        if (vouches(self, folder, name, is_results, addition)) {
            addition->manifest = pk_arena_copy(&self->output.arena, folder);
            addition->name = name;
            return;
        }
    }
}

pk_status_t pk_added_expect(pk_added_t *self, const char *path, const char *results, pk_diag_t *diag)
{
    const int error = pk_out_taken(path);
    if (error != 0) {
        return pk_out_failure(path, error, diag);
    }
    if (self->count == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        pk_addition_t *larger = PK_ARRAY(&self->output.arena, pk_addition_t, self->room);
        if (self->count > 0) {
            memcpy(larger, self->all, (size_t)self->count * sizeof *larger);
        }
        self->all = larger;
    }
    pk_addition_t *addition = &self->all[self->count++];
    *addition = (pk_addition_t){.path = pk_arena_copy(&self->output.arena, path)};
    find_manifest(self, addition, results != NULL);
    return addition->manifest != NULL ? pk_added_lock(self, addition->manifest, diag) : PK_OK;
}

typedef struct {
    const pk_added_t *added;
    const char *manifest;
} place_t;

static bool is_drawn_anew(const char *name, const void *context)
{
    const place_t *place = context;
    for (int i = 0; i < place->added->count; i++) {
        const pk_addition_t *one = &place->added->all[i];
        if (one->manifest != NULL && strcmp(one->manifest, place->manifest) == 0 && strcmp(one->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether no addition before this one has its manifest. */
static bool is_first(const pk_added_t *self, int i)
{
    for (int k = 0; k < i; k++) {
        if (self->all[k].manifest != NULL && strcmp(self->all[k].manifest, self->all[i].manifest) == 0) {
            return false;
        }
    }
    return true;
}

pk_status_t pk_added_begin(pk_added_t *self, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int i = 0; i < self->count && status == PK_OK; i++) {
        if (self->all[i].manifest != NULL && is_first(self, i)) {
            const place_t place = {self, self->all[i].manifest};
            status = pk_listing_amend(place.manifest, is_drawn_anew, &place, NULL, 0, diag);
        }
    }
    return status;
}

static bool is_there(const pk_addition_t *one, const char *const *drawn, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(drawn[i], one->path) == 0) {
            return true;
        }
    }
    return one->listed;
}

pk_status_t pk_added_end(pk_added_t *self, const char *const *drawn, int count, pk_diag_t *diag)
{
    pk_listed_t *files = PK_ARRAY(&self->output.arena, pk_listed_t, self->count);
    pk_status_t status = PK_OK;
    for (int i = 0; i < self->count && status == PK_OK; i++) {
        const char *manifest = self->all[i].manifest;
        if (manifest == NULL || !is_first(self, i)) {
            continue;
        }
        int nfile = 0;
        for (int k = i; k < self->count; k++) {
            const pk_addition_t *one = &self->all[k];
            if (one->manifest != NULL && strcmp(one->manifest, manifest) == 0 && is_there(one, drawn, count)) {
                files[nfile].name = one->name;
                nfile += pk_listed_measure(&files[nfile], one->path) == 0;
            }
        }
        status = pk_listing_amend(manifest, NULL, NULL, files, nfile, diag);
    }
    return status;
}

void pk_added_close(pk_added_t *self)
{
    pk_output_close(&self->output);
    *self = (pk_added_t){0};
}
