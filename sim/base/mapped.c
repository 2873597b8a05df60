#include "base/mapped.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nothing that is read whole is larger; an address space is. */
static const size_t no_limit = SIZE_MAX / 4;

static pk_status_t read_whole(pk_mapped_t *self, const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_source_t *source = strcmp(path, PK_SOURCE_INPUT) == 0 ? pk_source_read_input(no_limit, diag)
                                                                   : pk_source_read(path, no_limit, asked, arena, diag);
    if (source == NULL) {
        return PK_BAD_INPUT;
    }
    self->source = *source;
    return PK_OK;
}

/* Pages of zeros, one byte more than the file at least, and the file laid over them: so its text ends in a NUL also
 * where its size is a whole number of pages. */
static int map(pk_mapped_t *self, int file, size_t length)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = (length / page + 1) * page;
    void *memory = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return errno;
    }
    self->memory = memory;
    self->bytes = bytes;
    if (mmap(memory, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) {
        return errno;
    }
    (void)madvise(memory, length, MADV_SEQUENTIAL);
    self->source.text = memory;
    self->source.length = length;
    return 0;
}

pk_status_t pk_mapped_open(pk_mapped_t *self, const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag)
{
    *self = (pk_mapped_t){0};
    struct stat about;
    const int file = strcmp(path, PK_SOURCE_INPUT) == 0 ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    const bool plain = file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    const int error = plain ? map(self, file, (size_t)about.st_size) : 0;
    if (file >= 0) {
        close(file);
    }
    if (!plain) {
        return read_whole(self, path, asked, arena, diag);
    }
    if (error) {
        pk_mapped_close(self);
        pk_memory_or(error);
        return pk_error(diag, asked, NULL, "cannot read \"%s\": %s", path, strerror(error));
    }
    self->source.name = pk_arena_copy(arena, path);
    return PK_OK;
}

void pk_mapped_close(pk_mapped_t *self)
{
    if (self->memory != NULL) {
        munmap(self->memory, self->bytes);
    }
    *self = (pk_mapped_t){0};
}
