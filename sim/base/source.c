/* pk_source_read and pk_source_read_input of diag.h: a whole input file, bounded. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"

/* "1 MiB" where it is a whole number of them, else bytes. */
static const char *size_text(size_t bytes, pk_arena_t *arena)
{
    const size_t mib = (size_t)1 << 20;
    return bytes >= mib && bytes % mib == 0 ? pk_arena_format(arena, "%zu MiB", bytes / mib)
                                            : pk_arena_format(arena, "%zu bytes", bytes);
}

static const char seen_from[] = "a path starts in the folder of the file that it stands in";

enum { ENTRIES_MOST = 5000 }; /* of a folder that are looked at */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *ending_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? dot : name + strlen(name);
}

static const char *stem_of(const char *name, pk_arena_t *arena)
{
    return pk_arena_copy_n(arena, name, (size_t)(ending_of(name) - name));
}

/* The names of files in a folder, in order. */
static const char **names_in(const char *folder, int *count, pk_arena_t *arena)
{
    const char **names = PK_ARRAY(arena, const char *, ENTRIES_MOST);
    DIR *entries = opendir(*folder != '\0' ? folder : ".");
    *count = 0;
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL && *count < ENTRIES_MOST;) {
        if (entry->d_name[0] != '.' && entry->d_type != DT_DIR) {
            names[(*count)++] = pk_arena_copy(arena, entry->d_name);
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    qsort(names, (size_t)*count, sizeof *names, by_text);
    return names;
}

/* The file that was probably meant, NULL: none. Of one ending the nearest by what stands before it; or one that differs
 * in the ending alone. */
static const char *nearest_file(const char *folder, const char *name, pk_arena_t *arena)
{
    int count, alike = 0;
    const char **names = names_in(folder, &count, arena), **stems = PK_ARRAY(arena, const char *, count + 1);
    const char *stem = stem_of(name, arena);
    for (int i = 0; i < count; i++) {
        const char *other = stem_of(names[i], arena);
        if (strcmp(ending_of(names[i]), ending_of(name)) == 0 || strcmp(other, stem) == 0) {
            stems[alike] = other;
            names[alike++] = names[i];
        }
    }
    const char *near = *stem != '\0' ? pk_nearest(stem, stems, alike) : NULL;
    for (int i = 0; near != NULL && i < alike; i++) {
        if (stems[i] == near) {
            return names[i];
        }
    }
    return NULL;
}

/* On the command line the hint is what to write there; in a file it is the name alone, and where its folder begins. */
static void refuse_missing(const char *path, pk_place_t asked, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    const char *folder = slash != NULL ? pk_arena_copy_n(&arena, path, (size_t)(slash - path) + 1) : "";
    const char *near = nearest_file(folder, name, &arena);
    const char *hint = asked.source != NULL && path[0] != '/' ? seen_from : NULL;
    if (near != NULL) {
        hint = hint != NULL ? pk_arena_format(&arena, "did you mean %s? %c%s", near, toupper(*hint), hint + 1)
                            : pk_arena_format(&arena, "did you mean %s%s?", folder, near);
    }
    pk_error(diag, asked, hint, "there is no file \"%s\"", path);
    pk_arena_free(&arena);
}

static const pk_source_t *refuse(const char *path, int error, pk_place_t asked, pk_diag_t *diag)
{
    pk_memory_or(error);
    if (error == ENOENT || error == ENOTDIR) {
        refuse_missing(path, asked, diag);
    } else if (error == EISDIR) {
        pk_error(diag, asked, "name a file in it", "\"%s\" is a folder, not a file", path);
    } else {
        pk_error(diag, asked, NULL, "cannot read \"%s\": %s", path, strerror(error));
    }
    return NULL;
}

/* Reads to the end or to one byte past `limit`, into memory that grows and is the caller's even after a failure.
 * Returns 0 or an errno. Works for pipes, too, whose size (`about`, 0: nothing is known) is not known beforehand. */
static int read_all(FILE *file, size_t about, size_t limit, char **text, size_t *length)
{
    size_t room = about < limit ? about + 1 : limit + 1;
    *text = pk_heap(room, 1);
    *length = 0;
    for (;;) {
        if (*length == room) {
            room *= 2;
            if (room > limit + 1) {
                room = limit + 1;
            }
            *text = pk_heap_resize(*text, room, 1);
        }
        errno = 0;
        const size_t got = fread(*text + *length, 1, room - *length, file);
        *length += got;
        if (ferror(file)) {
            return errno ? errno : EIO;
        }
        if (got == 0 || *length > limit) {
            return 0;
        }
    }
}

/* What `file` holds, under `name`. */
static const pk_source_t *take(FILE *file, const char *name, size_t limit, pk_place_t asked, pk_arena_t *arena,
                               pk_diag_t *diag)
{
    const pk_source_t *result = NULL;
    char *text = NULL;
    size_t length = 0;
    struct stat about;
    int error = fstat(fileno(file), &about) ? errno : 0;
    if (!error && S_ISDIR(about.st_mode)) {
        error = EISDIR;
    }
    if (!error) {
        error = read_all(file, S_ISREG(about.st_mode) && about.st_size > 0 ? (size_t)about.st_size : 8191, limit, &text,
                         &length);
    }
    if (error) {
        refuse(name, error, asked, diag);
    } else if (length > limit) {
        pk_error(diag, asked, NULL, "\"%s\" is larger than %s, the most that is read", name, size_text(limit, arena));
    } else {
        pk_source_t *source = PK_NEW(arena, pk_source_t);
        *source = (pk_source_t){
            .name = pk_arena_copy(arena, name), .text = pk_arena_copy_n(arena, text, length), .length = length};
        result = source;
    }
    free(text);
    return result;
}

const pk_source_t *pk_source_read(const char *path, size_t limit, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return refuse(path, errno, asked, diag);
    }
    const pk_source_t *source = take(file, path, limit, asked, arena, diag);
    fclose(file);
    return source;
}

const pk_source_t *pk_source_read_input(size_t limit, pk_diag_t *diag)
{
    if (!diag->input_read) { /* also where it could not be taken: what is left of it is no file */
        diag->input_read = true;
        diag->input = take(stdin, PK_SOURCE_INPUT, limit, PK_NOWHERE, &diag->arena, diag);
    }
    return diag->input;
}
