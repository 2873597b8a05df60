#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/status.h"

typedef struct entry {
    struct entry *next;
    pid_t owner; /* 0: ourselves */
    char name[];
} entry_t;

/* Recursive: where memory runs out while a thread holds, that thread clears. */
static pthread_mutex_t gate = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static entry_t *first; /* behind the gate; the newest */

void pk_temporary_hold(void)
{
    pthread_mutex_lock(&gate);
}

void pk_temporary_release(void)
{
    pthread_mutex_unlock(&gate);
}

static entry_t *new_entry(size_t room)
{
    return pk_heap(1, sizeof(entry_t) + room);
}

static entry_t *entry_of(const char *name)
{
    return (entry_t *)((uintptr_t)name - offsetof(entry_t, name));
}

static char *list(entry_t *entry)
{
    entry->next = first;
    first = entry;
    return entry->name;
}

static void unlist(entry_t *entry)
{
    entry_t **at = &first;
    while (*at && *at != entry) {
        at = &(*at)->next;
    }
    PK_REQUIRE(*at);
    *at = entry->next;
}

char *pk_temporary_make(const char *path, int *file)
{
    const size_t room = strlen(path) + 48;
    entry_t *entry = new_entry(room);
    pk_temporary_hold();
    for (int attempt = 0; attempt < 1000; attempt++) {
        snprintf(entry->name, room, "%s.tmp-%ld-%d", path, (long)getpid(), attempt);
        *file = open(entry->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (*file >= 0 || errno != EEXIST) {
            break;
        }
    }
    const int error = errno;
    char *name = *file >= 0 ? list(entry) : NULL;
    pk_temporary_release();
    if (!name) {
        free(entry);
    }
    errno = error;
    return name;
}

char *pk_temporary_adopt(const char *path)
{
    const size_t room = strlen(path) + 1;
    entry_t *entry = new_entry(room);
    memcpy(entry->name, path, room);
    pk_temporary_hold();
    char *name = list(entry);
    pk_temporary_release();
    return name;
}

void pk_temporary_keep_held(char *name)
{
    unlist(entry_of(name));
    free(entry_of(name));
}

void pk_temporary_keep(char *name)
{
    pk_temporary_hold();
    pk_temporary_keep_held(name);
    pk_temporary_release();
}

int pk_temporary_place(char *name, const char *path)
{
    pk_temporary_hold();
    const int error = rename(name, path) == 0 ? 0 : errno;
    if (error) {
        unlink(name);
    }
    pk_temporary_keep_held(name);
    pk_temporary_release();
    return error;
}

static void take_away(const char *name)
{
    if (unlink(name) != 0 && (errno == EISDIR || errno == EPERM)) {
        rmdir(name);
    }
}

void pk_temporary_drop(char *name)
{
    pk_temporary_hold();
    take_away(name);
    pk_temporary_keep_held(name);
    pk_temporary_release();
}

void pk_temporary_owner(const char *name, pid_t process)
{
    entry_of(name)->owner = process;
}

/* With what it has started: it stands in a process group of its own. */
static void end_process(pid_t process)
{
    kill(-process, SIGKILL);
    kill(process, SIGKILL);
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
    }
}

/* One process may write several files. */
static void disown_all(pid_t process)
{
    for (entry_t *entry = first; entry; entry = entry->next) {
        entry->owner = entry->owner == process ? 0 : entry->owner;
    }
}

void pk_temporary_clear(void)
{
    pk_temporary_hold();
    for (const entry_t *entry = first; entry; entry = entry->next) {
        const pid_t owner = entry->owner;
        if (owner > 0) {
            end_process(owner);
            disown_all(owner);
        }
    }
    for (const entry_t *entry = first; entry; entry = entry->next) {
        take_away(entry->name);
    }
}

/* The digits from `at` on and behind them `end`; NULL: something else. */
static const char *after_number(const char *at, char end)
{
    const size_t digits = strspn(at, "0123456789");
    return digits > 0 && at[digits] == end ? at + digits + 1 : NULL;
}

bool pk_temporary_is(const char *name, size_t *length)
{
    static const char mark[] = ".tmp-";
    const char *last = NULL;
    for (const char *at = name; (at = strstr(at, mark)); at++) {
        last = at;
    }
    const char *number = last ? after_number(last + sizeof mark - 1, '-') : NULL;
    *length = last ? (size_t)(last - name) : 0;
    return *length > 0 && number && after_number(number, '\0');
}
