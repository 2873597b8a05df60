#include "report/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/temporary.h"
#include "report/output.h"

static const char *hint_for(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "make room there, or choose another folder with -o DIR";
    case EACCES:
    case EPERM:
    case EROFS:
        return "choose a folder that you may write to with -o DIR";
    case ENOENT:
    case ENOTDIR:
        return "make the folder first, or choose another with -o DIR";
    case ENAMETOOLONG:
        return "choose a shorter name";
    default:
        return "choose another folder with -o DIR";
    }
}

pk_status_t pk_out_failure(const char *path, int error, pk_diag_t *diag)
{
    return pk_failure(diag, path, hint_for(error), "cannot be written: %s", strerror(error));
}

int pk_out_taken(const char *path)
{
    struct stat there;
    if (lstat(path, &there) != 0 || S_ISREG(there.st_mode)) {
        return 0;
    }
    return S_ISDIR(there.st_mode) ? EISDIR : EEXIST;
}

pk_status_t pk_out_open(pk_out_t *self, const char *path, pk_diag_t *diag)
{
    *self = (pk_out_t){0};
    int error = pk_out_taken(path);
    if (error == 0) {
        self->temporary = pk_temporary_make(path, &self->file);
        error = self->temporary == NULL ? errno : 0;
    }
    if (error != 0) {
        return pk_out_failure(path, error, diag);
    }
    const size_t room = strlen(path) + 1;
    self->path = memcpy(pk_heap(room, 1), path, room);
    self->buffer = pk_heap(PK_OUT_BUFFER, 1);
    self->open = true;
    return PK_OK;
}

void pk_out_onto(pk_out_t *self, int file)
{
    *self = (pk_out_t){.file = file, .buffer = pk_heap(PK_OUT_BUFFER, 1), .open = true};
}

static void write_all(pk_out_t *self, const char *bytes, size_t length)
{
    while (length > 0 && self->error == 0) {
        ssize_t done = write(self->file, bytes, length);
        if (done >= 0) {
            bytes += done;
            length -= (size_t)done;
        } else if (errno != EINTR) {
            self->error = errno;
        }
    }
}

void pk_out_flush(pk_out_t *self)
{
    write_all(self, self->buffer, self->used);
    self->used = 0;
}

void pk_out_bytes(pk_out_t *self, const char *bytes, size_t length)
{
    PK_REQUIRE(self->open);
    if (self->used + length > PK_OUT_BUFFER) {
        pk_out_flush(self);
    }
    if (length > PK_OUT_BUFFER) {
        write_all(self, bytes, length);
        return;
    }
    memcpy(self->buffer + self->used, bytes, length);
    self->used += length;
}

void pk_out_text(pk_out_t *self, const char *text)
{
    pk_out_bytes(self, text, strlen(text));
}

static void release(pk_out_t *self)
{
    free(self->path);
    free(self->buffer);
    *self = (pk_out_t){0};
}

int pk_out_end(pk_out_t *self)
{
    PK_REQUIRE(self->open && self->temporary == NULL);
    pk_out_flush(self);
    const int error = self->error;
    release(self);
    return error;
}

char *pk_out_finish(pk_out_t *self, pk_diag_t *diag)
{
    PK_REQUIRE(self->open);
    pk_out_flush(self);
    if (close(self->file) != 0 && self->error == 0) {
        self->error = errno;
    }
    char *temporary = self->temporary;
    if (self->error != 0) {
        pk_temporary_drop(temporary);
        temporary = NULL;
        (void)pk_out_failure(self->path, self->error, diag);
    }
    release(self);
    return temporary;
}

pk_status_t pk_out_close(pk_out_t *self, pk_diag_t *diag)
{
    pk_output_t *output = self->output;
    pk_arena_t arena = {0};
    const char *path = pk_arena_copy(&arena, self->path);
    char *temporary = pk_out_finish(self, diag);
    pk_status_t status = temporary != NULL ? PK_OK : PK_FAILED;
    if (temporary != NULL && output != NULL) {
        status = pk_output_place(output, temporary, path, diag);
    } else if (temporary != NULL) {
        const int error = pk_temporary_place(temporary, path);
        status = error == 0 ? PK_OK : pk_out_failure(path, error, diag);
    }
    pk_arena_free(&arena);
    return status;
}

void pk_out_drop(pk_out_t *self)
{
    if (self->open) {
        close(self->file);
        pk_temporary_drop(self->temporary);
    }
    release(self);
}

pk_status_t pk_out_folder(const char *path, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    char *part = pk_arena_copy(&arena, path);
    int error = 0;
    for (char *end = part; *end != '\0' && error == 0;) {
        end += strspn(end, "/");
        end += strcspn(end, "/");
        char cut = *end;
        *end = '\0';
        if (*part != '\0' && mkdir(part, 0777) != 0 && errno != EEXIST) {
            struct stat there; /* a folder above that may be read only, but is there */
            error = errno;
            error = stat(part, &there) == 0 && S_ISDIR(there.st_mode) ? 0 : error;
        }
        *end = cut;
    }
    struct stat there;
    if (error == 0 && (stat(path, &there) != 0 || !S_ISDIR(there.st_mode))) {
        error = ENOTDIR;
    }
    pk_arena_free(&arena);
    return error == 0 ? PK_OK : pk_failure(diag, path, hint_for(error), "cannot make this folder: %s", strerror(error));
}

pk_status_t pk_out_whole(const char *path, const char *text, size_t length, pk_diag_t *diag)
{
    pk_out_t out;
    pk_status_t status = pk_out_open(&out, path, diag);
    if (status != PK_OK) {
        return status;
    }
    pk_out_bytes(&out, text, length);
    return pk_out_close(&out, diag);
}
