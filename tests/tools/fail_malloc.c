/* A library to be preloaded (tests/cli/memory.sh): the allocation of number FAIL_AT, counted from the first one on, and
 * those behind it that FAIL_ALWAYS asks for, find no memory. Without FAIL_AT the count goes to the file FAIL_COUNT at
 * the end. Only the program that was started is meant, not what it starts. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_long asked;
static long fail_at;
static int always, meant;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT");
    fail_at = at ? strtol(at, NULL, 10) : 0;
    always = getenv("FAIL_ALWAYS") != NULL;
    unsetenv("LD_PRELOAD");
    meant = 1;
    atomic_store(&asked, 0);
}

__attribute__((destructor)) static void end(void)
{
    const char *name = getenv("FAIL_COUNT");
    FILE *file = name && !fail_at ? fopen(name, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", atomic_load(&asked));
        fclose(file);
    }
}

static int fails(void)
{
    if (!meant) {
        return 0;
    }
    const long now = atomic_fetch_add(&asked, 1) + 1;
    if (fail_at == 0 || now < fail_at || (now > fail_at && !always)) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}

void *reallocarray(void *memory, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(memory, bytes);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *found = fails() ? NULL : __libc_memalign(alignment, size);
    if (!found) {
        return ENOMEM;
    }
    *memory = found;
    return 0;
}
