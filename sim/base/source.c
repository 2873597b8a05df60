/* pk_source_read and pk_source_read_input of diag.h: a whole input file, bounded. */
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

static const pk_source_t *refuse(const char *path, int error, pk_place_t asked, pk_diag_t *diag)
{
    pk_memory_or(error);
    if (error == ENOENT || error == ENOTDIR) {
        pk_error(diag, asked, asked.source && path[0] != '/' ? seen_from : NULL, "there is no file \"%s\"", path);
    } else if (error == EISDIR) {
        pk_error(diag, asked, "name a file in it", "\"%s\" is a folder, not a file", path);
    } else {
        pk_error(diag, asked, NULL, "cannot read \"%s\": %s", path, strerror(error));
    }
    return NULL;
}

/* Reads to the end or to one byte past `limit`, into memory that grows and is the caller's even after a failure.
 * Returns 0 or an errno. Works for pipes, whose size is not known beforehand. */
static int read_all(FILE *file, size_t limit, char **text, size_t *length)
{
    size_t room = 0;
    *text = NULL;
    *length = 0;
    for (;;) {
        if (*length == room) {
            room = room ? room * 2 : 8192;
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
        error = read_all(file, limit, &text, &length);
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

const pk_source_t *pk_source_read_input(size_t limit, pk_arena_t *arena, pk_diag_t *diag)
{
    return take(stdin, PK_SOURCE_INPUT, limit, PK_NOWHERE, arena, diag);
}
