/* Temporary files, and how none of them is left behind.
 *
 * A file is written under a temporary name beside its final one, PATH.tmp-<process>-<n>, and renamed when it is whole.
 * Those that have not got their name yet stand in one list, so that whatever ends the program (a signal, memory that
 * runs out) can take them away first. Signals belong to the process and so does this list: it is the only state of the
 * library that belongs to no object. What a process leaves that is killed at once, the next run clears. */
#ifndef PK_BASE_TEMPORARY_H
#define PK_BASE_TEMPORARY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A new empty file under a temporary name for `path`, `file` its open descriptor. NULL with errno set where that fails;
 * else the name, which pk_temporary_place or pk_temporary_drop frees. */
char *pk_temporary_make(const char *path, int *file);

/* Gives the file its final name. 0, or errno; then it is gone. Frees the name in either case. */
int pk_temporary_place(char *name, const char *path);

/* Removes the file and frees its name. */
void pk_temporary_drop(char *name);

/* Takes a file or an empty folder that is there already into the list; it goes like the others. Free by
 * pk_temporary_drop, or by pk_temporary_keep where it may stay. */
char *pk_temporary_adopt(const char *path);
void pk_temporary_keep(char *name);

/* Between hold and release nobody clears: for what must be done wholly or not at all. Not nested; neither
 * pk_temporary_ function but `owner` and `keep_held` may be called between them. */
void pk_temporary_hold(void);
void pk_temporary_release(void);

/* The process that writes this file, which has to end before the file goes. While held. */
void pk_temporary_owner(const char *name, pid_t process);
/* pk_temporary_keep while held. */
void pk_temporary_keep_held(char *name);

/* Ends the processes, removes all that is listed and holds for good: no temporary is made any more. For the way out of
 * the program only. */
void pk_temporary_clear(void);

/* Whether a file's name is a temporary one; *length becomes that of the final name in it. */
bool pk_temporary_is(const char *name, size_t *length);

#endif
