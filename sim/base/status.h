/* What a fallible function returns. The details of a failure go into a pk_diag_t (diag.h). */
#ifndef PK_BASE_STATUS_H
#define PK_BASE_STATUS_H

#include <stddef.h>

/* PK_BAD_INPUT is the user's file or option; PK_FAILED is the world (disk, process). A broken invariant is neither: it
 * aborts (PK_REQUIRE); memory that runs out ends the program (pk_out_of_memory). */
typedef enum { PK_OK, PK_BAD_INPUT, PK_FAILED } pk_status_t;

#define PK_MUST_USE __attribute__((warn_unused_result))

/* Aborts with file, line and the condition when an invariant of ours is broken. Never for bad input. */
#define PK_REQUIRE(condition) ((condition) ? (void)0 : pk_broken(__FILE__, __LINE__, #condition))
_Noreturn void pk_broken(const char *file, int line, const char *condition);

/* Says how much was asked for (count objects of size bytes), takes temporary files away and ends the program with 1;
 * see arena.h for why no caller sees it. From any thread. */
_Noreturn void pk_out_of_memory(size_t count, size_t size);

/* The same where `error`, an errno, says that there is no memory; else nothing happens. */
void pk_memory_or(int error);

#endif
