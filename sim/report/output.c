#include "report/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/temporary.h"
#include "report/gone.h"
#include "report/out.h"

enum { TRY_BYTES = 4096, LEVELS_ABOVE = 3 };

static const char unfinished[] = "unfinished";

void pk_output_init(pk_output_t *self, const char *root, pk_output_t *around)
{
    *self = (pk_output_t){.around = around};
    self->root = pk_arena_copy(&self->arena, root);
}

void pk_output_add_book(pk_output_t *self)
{
    self->book = PK_NEW(&self->arena, pk_book_t);
    pk_book_init(self->book, self->root);
    pk_output_expect(self, PK_BOOK_FILE);
}

void pk_output_inner(pk_output_t *self, const char *name)
{
    pk_texts_add(&self->inner, pk_arena_copy(&self->arena, name), &self->arena);
}

void pk_output_keep(pk_output_t *self)
{
    self->keeps = true;
}

void pk_output_expect(pk_output_t *self, const char *name)
{
    pk_texts_add(&self->names, pk_arena_copy(&self->arena, name), &self->arena);
}

static const char *path_of(pk_output_t *self, const char *name)
{
    const size_t length = strlen(self->root);
    const bool ends = length > 0 && self->root[length - 1] == '/';
    return pk_arena_format(&self->arena, "%s%s%s", self->root, ends || *name == '\0' ? "" : "/", name);
}

/* Folder i of those that files go straight into: the root, then the plans'. */
static const char *folder_of(pk_output_t *self, int i)
{
    return i == 0 ? self->root : path_of(self, self->inner.all[i - 1]);
}

static const char *prefix_of(pk_output_t *self, int i)
{
    return i == 0 ? "" : pk_arena_format(&self->arena, "%s/", self->inner.all[i - 1]);
}

/* ---- before the first run ---- */

static void *grown(pk_output_t *self, void *array, int count, int *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    *room = *room > 0 ? 2 * *room : 16;
    void *larger = pk_arena_take(&self->arena, (size_t)*room, size);
    if (count > 0) {
        memcpy(larger, array, (size_t)count * size);
    }
    return larger;
}

static pk_status_t refuse_lock(pk_output_t *self, const char *folder, int error, pk_diag_t *diag)
{
    if (error == EWOULDBLOCK) {
        return pk_failure(diag, folder, "wait until it is done, or choose another folder with -o DIR",
                          "another program is writing into this folder");
    }
    self->unlocked = true;
    pk_warning(diag, PK_NOWHERE, "let no two programs write there at once", "%s cannot be locked: %s", folder,
               strerror(error));
    return PK_OK;
}

pk_status_t pk_output_lock(pk_output_t *self, const char *folder, pk_diag_t *diag)
{
    struct stat about;
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0 || fstat(file, &about) != 0) {
        return pk_out_failure(folder, errno, diag);
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        close(file);
        return refuse_lock(self, folder, error, diag);
    }
    self->locks = grown(self, self->locks, self->nlock, &self->lock_room, sizeof *self->locks);
    self->locks[self->nlock++] = (pk_lock_t){file, about.st_dev, about.st_ino};
    return PK_OK;
}

/* Locks a folder above, which outputs side by side may have in common. */
static pk_status_t lock_above(pk_output_t *self, const char *folder, pk_diag_t *diag)
{
    pk_output_t *owner = self->around != NULL ? self->around : self;
    struct stat about;
    for (int i = 0; stat(folder, &about) == 0 && i < owner->nlock; i++) {
        if (owner->locks[i].device == about.st_dev && owner->locks[i].number == about.st_ino) {
            return PK_OK;
        }
    }
    return pk_output_lock(owner, folder, diag);
}

/* Folders above the root whose manifests list files below it: each with the root's name from there on. */
static void find_above(pk_output_t *self)
{
    char real[PATH_MAX], *slash;
    const char *below = "";
    if (realpath(self->root, real) == NULL) {
        return;
    }
    for (int level = 0; level < LEVELS_ABOVE && (slash = strrchr(real, '/')) > real; level++) {
        below = pk_arena_format(&self->arena, "%s/%s", slash + 1, below);
        *slash = '\0';
        pk_texts_t names = {0};
        pk_listing_read(real, "", &names, &self->arena);
        for (int i = 0; i < names.count; i++) {
            if (strncmp(names.all[i], below, strlen(below)) == 0) {
                pk_texts_add(&self->above, pk_arena_copy(&self->arena, real), &self->arena);
                pk_texts_add(&self->above, below, &self->arena);
                break;
            }
        }
    }
}

static pk_status_t look_at(pk_output_t *self, const char *name, pk_diag_t *diag)
{
    struct stat there;
    char *folder = pk_arena_copy(&self->arena, name);
    for (char *slash = strchr(folder, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const char *path = path_of(self, folder);
        if (lstat(path, &there) == 0 && (stat(path, &there) != 0 || !S_ISDIR(there.st_mode))) {
            return pk_out_failure(path, ENOTDIR, diag);
        }
        *slash = '/';
    }
    const char *path = path_of(self, name);
    const int error = pk_out_taken(path);
    return error != 0 ? pk_out_failure(path, error, diag) : PK_OK;
}

/* Writes a file into a folder and takes it away again. */
static pk_status_t try_folder(pk_output_t *self, const char *folder, pk_diag_t *diag)
{
    static const char nothing[TRY_BYTES];
    int file, error = 0;
    char *temporary = pk_temporary_make(pk_arena_format(&self->arena, "%s/%s", folder, unfinished), &file);
    if (temporary == NULL) {
        return pk_out_failure(folder, errno, diag);
    }
    const ssize_t done = write(file, nothing, sizeof nothing);
    if (done != (ssize_t)sizeof nothing) {
        error = done < 0 ? errno : ENOSPC;
    }
    if (close(file) != 0 && error == 0) {
        error = errno;
    }
    pk_temporary_drop(temporary);
    return error != 0 ? pk_out_failure(folder, error, diag) : PK_OK;
}

/* The folder, and those for charts where they are there. */
static pk_status_t try_folders(pk_output_t *self, const char *folder, pk_diag_t *diag)
{
    static const char *const inside[] = {"%s", "%s/charts", "%s/charts/data"};
    pk_status_t status = PK_OK;
    for (int i = 0; i < 3 && status == PK_OK; i++) {
        const char *path = pk_arena_format(&self->arena, inside[i], folder);
        if (access(path, F_OK) == 0) {
            status = try_folder(self, path, diag);
        }
    }
    return status;
}

/* Adds what a killed run says it put in place. */
static void read_journal(pk_output_t *self, const char *path, const char *prefix, pk_texts_t *names)
{
    FILE *file = fopen(path, "r");
    pk_memory_or(file == NULL ? errno : 0);
    char line[PATH_MAX + 1];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const size_t length = strcspn(line, "\n");
        if (length > 0 && line[length] == '\n' && strstr(line, "..") == NULL && line[0] != '/') {
            pk_texts_add(names, pk_arena_format(&self->arena, "%s%.*s", prefix, (int)length, line), &self->arena);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* Whether the temporary file is of a name that polku writes. */
static bool is_leftover(const pk_texts_t *ours, const char *within, const char *name, pk_arena_t *arena)
{
    size_t length;
    if (!pk_temporary_is(name, &length)) {
        return false;
    }
    return pk_texts_have(ours, pk_arena_format(arena, "%s%.*s", within, (int)length, name));
}

/* Adds the temporary files of killed runs in one folder, and what their journals tell. */
static void find_leftovers(pk_output_t *self, int folder, const char *within, pk_texts_t *names)
{
    const char *prefix = prefix_of(self, folder);
    const char *path = path_of(self, pk_arena_format(&self->arena, "%s%s", prefix, within));
    pk_texts_t ours = {0};
    pk_known_names("", &ours, &self->arena);
    pk_texts_add(&ours, "manifest.json", &self->arena);
    pk_texts_add(&ours, pk_arena_format(&self->arena, "%s%s", within, unfinished), &self->arena);
    DIR *entries = opendir(path);
    pk_memory_or(entries == NULL ? errno : 0);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        const char *name = pk_arena_format(&self->arena, "%s%s%s", prefix, within, entry->d_name);
        const bool sweep = *within == '\0' && strcmp(entry->d_name, PK_OUTPUT_UNFINISHED) == 0 && !self->keeps;
        if (!sweep && !is_leftover(&ours, within, entry->d_name, &self->arena)) {
            continue;
        }
        if (*within == '\0' && strncmp(entry->d_name, unfinished, sizeof unfinished - 1) == 0) {
            read_journal(self, path_of(self, name), prefix, names);
        }
        pk_texts_add(names, name, &self->arena);
    }
    if (entries != NULL) {
        closedir(entries);
    }
}

/* Before there is any temporary file of our own. */
static void find_all_leftovers(pk_output_t *self)
{
    static const char *const within[] = {"", "charts/", "charts/data/"};
    for (int i = 0; i <= self->inner.count && !self->unlocked; i++) {
        for (int k = 0; k < 3; k++) {
            find_leftovers(self, i, within[k], &self->leftovers);
        }
    }
}

/* Which folders on the way to one, and itself, will have to be made. */
static void note_missing(pk_output_t *self, const char *folder)
{
    char *part = pk_arena_copy(&self->arena, folder);
    for (char *end = part; *end != '\0';) {
        end += strspn(end, "/");
        end += strcspn(end, "/");
        const char cut = *end;
        *end = '\0';
        if (access(part, F_OK) != 0) {
            pk_texts_add(&self->made, pk_arena_copy(&self->arena, part), &self->arena);
        }
        *end = cut;
    }
}

pk_status_t pk_output_prepare(pk_output_t *self, pk_diag_t *diag)
{
    const int before = diag->errors;
    for (int i = 0; i <= self->inner.count; i++) {
        const char *folder = folder_of(self, i);
        note_missing(self, folder);
        if (pk_out_folder(folder, diag) != PK_OK || pk_output_lock(self, folder, diag) != PK_OK) {
            return PK_FAILED;
        }
    }
    find_all_leftovers(self);
    find_above(self);
    for (int i = 0; i < self->above.count; i += 2) {
        if (lock_above(self, self->above.all[i], diag) != PK_OK) {
            return PK_FAILED;
        }
    }
    for (int i = 0; i < self->names.count; i++) {
        (void)look_at(self, self->names.all[i], diag);
    }
    for (int i = 0; i <= self->inner.count && diag->errors == before; i++) {
        (void)try_folders(self, folder_of(self, i), diag);
    }
    return diag->errors > before ? PK_FAILED : PK_OK;
}

/* ---- the old goes ---- */

/* All that has to go, from the root on. */
static void find_old(pk_output_t *self, pk_texts_t *names)
{
    for (int i = 0; i <= self->inner.count; i++) {
        pk_listing_read(folder_of(self, i), prefix_of(self, i), names, &self->arena);
    }
    for (int i = 0; i < self->leftovers.count; i++) {
        pk_texts_add(names, self->leftovers.all[i], &self->arena);
    }
    for (int i = 0; i < self->above.count; i += 2) {
        pk_texts_t listed = {0};
        const char *prefix = self->above.all[i + 1];
        pk_listing_read(self->above.all[i], "", &listed, &self->arena);
        for (int k = 0; k < listed.count; k++) {
            if (strncmp(listed.all[k], prefix, strlen(prefix)) == 0) {
                pk_texts_add(names, listed.all[k] + strlen(prefix), &self->arena);
            }
        }
    }
}

static bool write_line(int file, const char *line, pk_arena_t *arena)
{
    const char *text = pk_arena_format(arena, "%s\n", line);
    const size_t length = strlen(text);
    return write(file, text, length) == (ssize_t)length;
}

/* The journal, with all that is to go in it: should we be killed, the next run finishes that. */
static pk_status_t start_journal(pk_output_t *self, const pk_texts_t *old, pk_diag_t *diag)
{
    const char *path = path_of(self, unfinished);
    self->journal = pk_temporary_make(path, &self->journal_file);
    bool good = self->journal != NULL;
    for (int i = 0; i < old->count && good; i++) {
        good = write_line(self->journal_file, old->all[i], &self->arena);
    }
    return good ? PK_OK : pk_out_failure(path, errno, diag);
}

static bool is_below(const char *name, const void *prefix)
{
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

static pk_status_t forget_above(pk_output_t *self, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int i = 0; i < self->above.count && status == PK_OK; i += 2) {
        status = pk_listing_amend(self->above.all[i], is_below, self->above.all[i + 1], NULL, 0, diag);
    }
    return status;
}

/* Takes a file away, and the folders around it that are empty then, but for those that files go straight into. */
static void take_away(pk_output_t *self, const char *name)
{
    char *path = pk_arena_copy(&self->arena, name);
    unlink(path_of(self, path)); /* most often it is there */
    for (char *slash = strrchr(path, '/'); slash != NULL; slash = strrchr(path, '/')) {
        *slash = '\0';
        if (pk_texts_have(&self->inner, path) || rmdir(path_of(self, path)) != 0) {
            return;
        }
    }
}

/* Whether a file lies in a folder that is no plan's of ours any more. */
static bool is_of_others(pk_output_t *self, const char *name)
{
    const char *folder = pk_gone_folder(name, &self->arena);
    return folder != NULL && !pk_texts_have(&self->inner, folder) &&
           pk_gone_is_of_others(self->root, folder, &self->arena);
}

static pk_status_t take_old_away(pk_output_t *self, const pk_texts_t *old, pk_diag_t *diag)
{
    for (int i = 0; i <= self->inner.count; i++) {
        const char *path = pk_arena_format(&self->arena, "%s/manifest.json", folder_of(self, i));
        if (unlink(path) != 0 && errno != ENOENT) {
            return pk_out_failure(path, errno, diag);
        }
    }
    for (int i = 0; i < old->count; i++) {
        if (!is_of_others(self, old->all[i])) {
            take_away(self, old->all[i]);
        }
    }
    pk_gone_tell(self->root, old, &self->inner, &self->arena, diag);
    return PK_OK;
}

/* Just before the first new file gets its name. */
static pk_status_t begin(pk_output_t *self, pk_diag_t *diag)
{
    pk_texts_t old = {0};
    find_old(self, &old);
    pk_status_t status = start_journal(self, &old, diag);
    if (status == PK_OK) {
        status = forget_above(self, diag);
    }
    if (status == PK_OK) {
        pk_temporary_hold();
        status = take_old_away(self, &old, diag);
        pk_temporary_release();
    }
    return status;
}

/* ---- the new comes ---- */

void pk_output_hold(pk_output_t *self)
{
    self->holds = true;
}

static pk_status_t wait(pk_output_t *self, char *temporary, const char *path)
{
    self->waiting = grown(self, self->waiting, self->nwaiting, &self->waiting_room, sizeof *self->waiting);
    self->waiting[self->nwaiting++] = (pk_waiting_t){temporary, pk_arena_copy(&self->arena, path)};
    return PK_OK;
}

/* The name from the root on; NULL: the path leads elsewhere. */
static const char *name_of(const pk_output_t *self, const char *path)
{
    const size_t length = strlen(self->root);
    const bool ends = length > 0 && self->root[length - 1] == '/';
    if (strncmp(path, self->root, length) != 0 || (!ends && path[length] != '/')) {
        return NULL;
    }
    return path + length + strspn(path + length, "/");
}

static void note(pk_output_t *self, pk_listed_t file)
{
    for (int i = 0; i < self->nfile; i++) {
        if (strcmp(self->files[i].name, file.name) == 0) {
            self->files[i] = file;
            return;
        }
    }
    self->files = grown(self, self->files, self->nfile, &self->file_room, sizeof *self->files);
    self->files[self->nfile++] = file;
}

static pk_status_t place_elsewhere(char *temporary, const char *path, pk_diag_t *diag)
{
    const int error = pk_temporary_place(temporary, path);
    return error == 0 ? PK_OK : pk_out_failure(path, error, diag);
}

static pk_status_t give_up(char *temporary, const char *path, int error, pk_diag_t *diag)
{
    pk_temporary_drop(temporary);
    return pk_out_failure(path, error, diag);
}

pk_status_t pk_output_place(pk_output_t *self, char *temporary, const char *path, pk_diag_t *diag)
{
    const char *name = name_of(self, path);
    if (name == NULL) {
        return place_elsewhere(temporary, path, diag);
    }
    if (self->holds) {
        return wait(self, temporary, path);
    }
    pk_listed_t file = {.name = pk_arena_copy(&self->arena, name)};
    int error = pk_listed_measure(&file, temporary);
    if (error != 0) {
        return give_up(temporary, path, error, diag);
    }
    if (self->journal == NULL && begin(self, diag) != PK_OK) {
        pk_temporary_drop(temporary);
        return PK_FAILED;
    }
    if (!write_line(self->journal_file, file.name, &self->arena)) {
        return give_up(temporary, path, errno, diag);
    }
    char *placed = pk_temporary_adopt(path);
    error = pk_temporary_place(temporary, path);
    if (error != 0) {
        pk_temporary_keep(placed);
        return pk_out_failure(path, error, diag);
    }
    pk_texts_add(&self->placed, placed, &self->arena);
    note(self, file);
    return PK_OK;
}

pk_status_t pk_output_go(pk_output_t *self, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    self->holds = false;
    for (int i = 0; i < self->nwaiting; i++) {
        if (status == PK_OK) {
            status = pk_output_place(self, self->waiting[i].temporary, self->waiting[i].path, diag);
        } else {
            pk_temporary_drop(self->waiting[i].temporary);
        }
    }
    self->nwaiting = 0;
    return status;
}

const char *pk_output_where(const pk_output_t *self, const char *path)
{
    for (int i = 0; self != NULL && i < self->nwaiting; i++) {
        if (strcmp(self->waiting[i].path, path) == 0) {
            return self->waiting[i].temporary;
        }
    }
    return path;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const pk_listed_t *)a)->name, ((const pk_listed_t *)b)->name);
}

json_t *pk_output_files(const pk_output_t *self)
{
    json_t *list = json_array();
    if (self->nfile > 0) {
        qsort(self->files, (size_t)self->nfile, sizeof *self->files, by_name);
    }
    for (int i = 0; i < self->nfile; i++) {
        json_array_append_new(list, pk_listed_json(&self->files[i]));
    }
    return list;
}

pk_status_t pk_output_seal(pk_output_t *self, char *temporary, const char *path, pk_diag_t *diag)
{
    pk_temporary_hold();
    const int error = rename(temporary, path) == 0 ? 0 : errno;
    if (error == 0) {
        pk_temporary_keep_held(temporary);
    }
    for (int i = 0; i < self->placed.count; i++) {
        pk_temporary_keep_held((char *)self->placed.all[i]);
    }
    self->placed.count = 0;
    pk_temporary_release();
    return error != 0 ? give_up(temporary, path, error, diag) : PK_OK;
}

void pk_output_close(pk_output_t *self)
{
    for (int i = 0; i < self->nwaiting; i++) {
        pk_temporary_drop(self->waiting[i].temporary);
    }
    for (int i = 0; i < self->placed.count; i++) {
        pk_temporary_keep((char *)self->placed.all[i]);
    }
    if (self->journal != NULL) {
        close(self->journal_file);
        pk_temporary_drop(self->journal);
    }
    for (int i = self->made.count - 1; i >= 0 && self->nfile == 0; i--) {
        rmdir(self->made.all[i]); /* what is not empty stays */
    }
    for (int i = 0; i < self->nlock; i++) {
        close(self->locks[i].file);
    }
    if (self->book != NULL) {
        pk_book_free(self->book);
    }
    pk_arena_free(&self->arena);
    *self = (pk_output_t){0};
}
