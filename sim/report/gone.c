#include "report/gone.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "report/listing.h"

enum { NAMED_MOST = 3 };

static const char *path_of(const char *root, const char *name, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s/%s", root, name);
}

bool pk_gone_is_of_others(const char *root, const char *folder, pk_arena_t *arena)
{
    struct stat about;
    pk_texts_t listed = {0};
    const char *path = path_of(root, folder, arena);
    return (lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) || pk_listing_read(path, "", &listed, arena);
}

const char *pk_gone_folder(const char *name, pk_arena_t *arena)
{
    const char *slash = strchr(name, '/');
    if (slash == NULL || strncmp(name, "charts/", sizeof "charts/" - 1) == 0) {
        return NULL;
    }
    return pk_arena_copy_n(arena, name, (size_t)(slash - name));
}

/* "notes.txt, old and 2 more": what is in a folder, sorted; "" where it is empty or not there. */
static const char *content_of(const char *path, pk_arena_t *arena)
{
    struct dirent **entries;
    const int count = scandir(path, &entries, NULL, alphasort);
    int shown = 0, found = 0;
    const char *text = "";
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && ++found <= NAMED_MOST) {
            text = pk_arena_format(arena, "%s%s%s", text, shown++ > 0 ? ", " : "", name);
        }
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
    return found > shown ? pk_arena_format(arena, "%s and %d more", text, found - shown) : text;
}

static void tell(const char *root, const char *folder, pk_arena_t *arena, pk_diag_t *diag)
{
    struct stat about;
    const char *path = path_of(root, folder, arena);
    if (lstat(path, &about) != 0) {
        return;
    }
    static const char hint[] = "take it away yourself, or keep it: no manifest above it lists what is there";
    if (pk_gone_is_of_others(root, folder, arena)) {
        pk_warning(diag, PK_NOWHERE, hint,
                   "%s is of an earlier comparison and stays: it has come to hold results of its own", path);
    } else {
        pk_warning(diag, PK_NOWHERE, hint, "%s is of an earlier comparison and stays: it holds what is not polku's, %s",
                   path, content_of(path, arena));
    }
}

void pk_gone_tell(const char *root, const pk_texts_t *names, const pk_texts_t *stays, pk_arena_t *arena,
                  pk_diag_t *diag)
{
    pk_texts_t told = {0};
    for (int i = 0; i < names->count; i++) {
        const char *folder = pk_gone_folder(names->all[i], arena);
        if (folder != NULL && !pk_texts_have(stays, folder) && !pk_texts_have(&told, folder)) {
            pk_texts_add(&told, folder, arena);
            tell(root, folder, arena, diag);
        }
    }
}
