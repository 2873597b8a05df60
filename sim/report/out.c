#include "report/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

char *pk_out_temporary(const char *path, int *file)
{
    size_t room = strlen(path) + 48;
    char *name = pk_heap(room, 1);
    for (int attempt = 0; attempt < 1000; attempt++) {
        snprintf(name, room, "%s.tmp-%ld-%d", path, (long)getpid(), attempt);
        *file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (*file >= 0) {
            return name;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    int error = errno;
    free(name);
    errno = error;
    return NULL;
}

/* What stands under the final name already may be replaced only if it is an ordinary file (or a link). */
static int refuse(const char *path)
{
    struct stat there;
    if (lstat(path, &there) != 0 || S_ISREG(there.st_mode) || S_ISLNK(there.st_mode)) {
        return 0;
    }
    return S_ISDIR(there.st_mode) ? EISDIR : EEXIST;
}

pk_status_t pk_out_open(pk_out_t *self, const char *path, pk_diag_t *diag)
{
    *self = (pk_out_t){0};
    int error = refuse(path);
    if (error == 0) {
        self->temporary = pk_out_temporary(path, &self->file);
        error = self->temporary == NULL ? errno : 0;
    }
    if (error != 0) {
        return pk_out_failure(path, error, diag);
    }
    self->path = strdup(path);
    self->buffer = pk_heap(PK_OUT_BUFFER, 1);
    self->open = true;
    return PK_OK;
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

static void flush(pk_out_t *self)
{
    write_all(self, self->buffer, self->used);
    self->used = 0;
}

void pk_out_bytes(pk_out_t *self, const char *bytes, size_t length)
{
    PK_REQUIRE(self->open);
    if (self->used + length > PK_OUT_BUFFER) {
        flush(self);
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
    free(self->temporary);
    free(self->buffer);
    *self = (pk_out_t){0};
}

pk_status_t pk_out_rename(const char *temporary, const char *path, pk_diag_t *diag)
{
    if (rename(temporary, path) == 0) {
        return PK_OK;
    }
    int error = errno;
    unlink(temporary);
    return pk_out_failure(path, error, diag);
}

pk_status_t pk_out_close(pk_out_t *self, pk_diag_t *diag)
{
    PK_REQUIRE(self->open);
    flush(self);
    if (close(self->file) != 0 && self->error == 0) {
        self->error = errno;
    }
    pk_status_t status;
    if (self->error != 0) {
        unlink(self->temporary);
        status = pk_out_failure(self->path, self->error, diag);
    } else {
        status = pk_out_rename(self->temporary, self->path, diag);
    }
    release(self);
    return status;
}

void pk_out_drop(pk_out_t *self)
{
    if (self->open) {
        close(self->file);
        unlink(self->temporary);
    }
    release(self);
}

pk_status_t pk_out_folder(const char *path, pk_diag_t *diag)
{
    char *part = strdup(path);
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
    free(part);
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
