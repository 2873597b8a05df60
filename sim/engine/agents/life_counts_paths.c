/* The most common paths, and all others together. */
#include <stdlib.h>
#include <string.h>

#include "engine/agents/life_counts_parts.h"

/* The most common first; of equally common ones by stages. */
static int by_count(const void *left, const void *right)
{
    const pk_key_count_t *a = left, *b = right;
    if (a->count != b->count) {
        return a->count < b->count ? 1 : -1;
    }
    return (a->key > b->key) - (a->key < b->key);
}

static char *add_text(pk_arena_t *arena, const char *text, const char *name)
{
    return pk_arena_format(arena, "%s%s%s", text, *text == '\0' ? "" : " > ", name);
}

static pk_walked_path_t path_of(const pk_life_counts_t *self, pk_key_t key, pk_arena_t *arena)
{
    int *stages = PK_ARRAY(arena, int, PK_PATH_LONGEST);
    pk_walked_path_t path = {.text = "", .stages = stages};
    int code;
    for (int at = 0; !path.goes_on && (code = pk_path_code(key, self->path_bits, at)) != 0; at++) {
        path.goes_on = code > self->nstage;
        path.text = add_text(arena, path.text, path.goes_on ? "…" : self->plan->stages[code - 1].stage->name);
        if (!path.goes_on) {
            stages[path.nstage++] = code - 1;
        }
    }
    return path;
}

void pk_life_tell_paths(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to)
{
    pk_key_count_t *all = pk_keys_sorted(&self->paths);
    const double people = (double)pk_pooled_people(pk_pooled(self, 0), true);
    int64_t others = 0;
    qsort(all, (size_t)self->paths.count, sizeof *all, by_count);
    to->paths = PK_ARRAY(arena, pk_walked_path_t, PK_PATHS_SHOWN + 1);
    for (int k = 0; k < self->paths.count; k++) {
        if (k < PK_PATHS_SHOWN) {
            to->paths[k] = path_of(self, all[k].key, arena);
            to->paths[k].share = (double)all[k].count / people;
            to->npath++;
        } else {
            others += all[k].count;
        }
    }
    if (others > 0) {
        to->paths[to->npath++] = (pk_walked_path_t){.text = "all others", .share = (double)others / people};
    }
    free(all);
}
