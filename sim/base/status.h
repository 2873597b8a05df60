/* What a fallible function returns. The details of a failure go into a pk_diag_t (diag.h). */
#ifndef PK_BASE_STATUS_H
#define PK_BASE_STATUS_H

#include <stddef.h>

/* One list: code, text. PK_BAD_INPUT is the user's file or option; PK_FAILED is the world (disk, process);
 * PK_NO_MEMORY is fatal for the call that returns it. A broken invariant is none of these: it aborts (PK_REQUIRE). */
#define PK_STATUS_LIST(X)                                                                                              \
    X(PK_OK, "done")                                                                                                   \
    X(PK_BAD_INPUT, "bad input")                                                                                       \
    X(PK_FAILED, "failed")                                                                                             \
    X(PK_NO_MEMORY, "out of memory")                                                                                   \
    X(PK_STOPPED, "stopped")

#define PK_STATUS_ENUM(code, text) code,
typedef enum { PK_STATUS_LIST(PK_STATUS_ENUM) } pk_status_t;
#undef PK_STATUS_ENUM

#define PK_MUST_USE __attribute__((warn_unused_result))

/* The text of a status; never NULL. */
const char *pk_status_text(pk_status_t status);

/* Aborts with file, line and the condition when an invariant of ours is broken. Never for bad input. */
#define PK_REQUIRE(condition) ((condition) ? (void)0 : pk_broken(__FILE__, __LINE__, #condition))
_Noreturn void pk_broken(const char *file, int line, const char *condition);

/* Says how much was asked for (count objects of size bytes), takes temporary files away and ends the program with 1;
 * see arena.h for why no caller sees it. From any thread. */
_Noreturn void pk_out_of_memory(size_t count, size_t size);

/* The same where `error`, an errno, says that there is no memory; else nothing happens. */
void pk_memory_or(int error);

#endif
