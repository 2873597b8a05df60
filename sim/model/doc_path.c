/* Paths that stand in a file, as seen from that file's folder, and without detours. */
#include <string.h>
#include <sys/stat.h>

#include "model/doc.h"

typedef struct {
    const char *at;
    size_t length;
} part_t;

static bool is(const part_t *part, const char *text)
{
    return part->length == strlen(text) && memcmp(part->at, text, part->length) == 0;
}

/* The part between two slashes that begins at `path`; the first of an absolute path is empty. */
static part_t part_at(const char *path)
{
    return (part_t){path, strcspn(path, "/")};
}

/* Splits into at most all of the parts of `path`; takes `a/..` and `.` behind the first part out. */
static int split(const char *path, part_t *parts)
{
    int count = 0;
    for (const char *at = path;; at++) {
        const part_t part = part_at(at);
        const part_t *before = count ? &parts[count - 1] : NULL;
        const bool back = is(&part, "..") && before && before->length && !is(before, "..") && !is(before, ".");
        const bool nothing = before && (part.length == 0 || is(&part, "."));
        if (back) {
            count--;
        } else if (!nothing) {
            parts[count++] = part;
        }
        at += part.length;
        if (!*at) {
            return count;
        }
    }
}

static const char *without_detours(const char *path, pk_arena_t *arena)
{
    part_t *parts = PK_ARRAY(arena, part_t, strlen(path) + 1);
    const int count = split(path, parts);
    char *plain = PK_ARRAY(arena, char, strlen(path) + 1), *to = plain;
    for (int i = 0; i < count; i++) {
        if (i) {
            *to++ = '/';
        }
        to = mempcpy(to, parts[i].at, parts[i].length);
    }
    *to = '\0';
    return plain;
}

static bool find_folder(const char *path, struct stat *identity, pk_arena_t *arena)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    return stat(slash ? pk_arena_copy_n(arena, path, length) : ".", identity) == 0;
}

/* Behind a symbolic link, `a/..` is not where `a` stands. */
static bool is_same_folder(const char *a, const char *b, pk_arena_t *arena)
{
    struct stat one = {0}, other = {0};
    return find_folder(a, &one, arena) && find_folder(b, &other, arena) && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static const char *join(const char *file, const char *relative, pk_arena_t *arena)
{
    const char *slash = strrchr(file, '/');
    if (relative[0] == '/' || !slash) {
        return pk_arena_copy(arena, relative);
    }
    return pk_arena_format(arena, "%.*s/%s", (int)(slash - file), file, relative);
}

const char *pk_node_path(const pk_node_t *node, const char *relative, pk_arena_t *arena)
{
    const char *path = join(node->place.source ? node->place.source->name : "", relative, arena);
    const char *plain = without_detours(path, arena);
    return is_same_folder(path, plain, arena) ? plain : path;
}
