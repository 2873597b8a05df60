#include "base/status.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/temporary.h"

void pk_broken(const char *file, int line, const char *condition)
{
    fprintf(stderr, "polku: a bug: %s:%d: \"%s\" does not hold\n", file, line, condition);
    abort();
}

void pk_out_of_memory(size_t count, size_t size)
{
    pk_temporary_clear();
    fprintf(stderr,
            "error: out of memory: %zu x %zu bytes are not to be had\n"
            "  hint: fewer runs need less, and so do fewer threads and a shorter horizon\n",
            count, size);
    _exit(1);
}

void pk_memory_or(int error)
{
    if (error == ENOMEM) {
        pk_out_of_memory(1, BUFSIZ);
    }
}
