#include "study/chain_classes.h"

#include <stdlib.h>

/* Tarjan's walk in depth, without recursion: a chain may be as long as there are stages. */
typedef struct {
    const pk_links_t *links;
    pk_groups_t *groups;
    int *number, *low; /* order of discovery from 1, and the earliest that is reached from below */
    int *next;         /* the link of the stage that is looked at next */
    int *path, npath;
    int *open, nopen; /* found, and not yet in a group */
    int found, placed;
} walk_t;

static void enter(walk_t *walk, int stage)
{
    walk->number[stage] = walk->low[stage] = ++walk->found;
    walk->next[stage] = walk->links->first[stage];
    walk->path[walk->npath++] = stage;
    walk->open[walk->nopen++] = stage;
}

/* The stage is the first of its group: all that were found since belong to it. */
static void close_group(walk_t *walk, int stage)
{
    pk_groups_t *groups = walk->groups;
    const int group = groups->count++;
    int member = -1;
    while (member != stage) {
        member = walk->open[--walk->nopen];
        groups->of[member] = group;
        groups->order[walk->placed++] = member;
    }
    groups->first[group + 1] = walk->placed;
}

static void leave(walk_t *walk)
{
    const int stage = walk->path[--walk->npath];
    if (walk->low[stage] == walk->number[stage]) {
        close_group(walk, stage);
    }
    if (walk->npath > 0) {
        const int above = walk->path[walk->npath - 1];
        walk->low[above] = walk->low[stage] < walk->low[above] ? walk->low[stage] : walk->low[above];
    }
}

static void step(walk_t *walk)
{
    const int stage = walk->path[walk->npath - 1];
    if (walk->next[stage] == walk->links->first[stage + 1]) {
        leave(walk);
        return;
    }
    const int to = walk->links->to[walk->next[stage]++];
    if (walk->number[to] == 0) {
        enter(walk, to);
    } else if (walk->groups->of[to] < 0 && walk->number[to] < walk->low[stage]) {
        walk->low[stage] = walk->number[to];
    }
}

static int ascending(const void *a, const void *b)
{
    const int p = *(const int *)a, q = *(const int *)b;
    return (p > q) - (p < q);
}

/* Members in ascending order; closed where no link leads out. */
static void finish(const pk_links_t *links, pk_groups_t *groups)
{
    for (int c = 0; c < groups->count; c++) {
        const int size = groups->first[c + 1] - groups->first[c];
        qsort(&groups->order[groups->first[c]], (size_t)size, sizeof(int), ascending);
        groups->closed[c] = true;
    }
    for (int i = 0; i < links->n; i++) {
        for (int k = links->first[i]; k < links->first[i + 1]; k++) {
            if (groups->of[links->to[k]] != groups->of[i]) {
                groups->closed[groups->of[i]] = false;
            }
        }
    }
}

pk_groups_t pk_groups_find(const pk_links_t *links, pk_arena_t *arena)
{
    const int n = links->n;
    pk_groups_t groups = {.first = PK_ARRAY(arena, int, n + 1),
                          .order = PK_ARRAY(arena, int, n),
                          .of = PK_ARRAY(arena, int, n),
                          .closed = PK_ARRAY(arena, bool, n)};
    walk_t walk = {.links = links,
                   .groups = &groups,
                   .number = PK_ARRAY(arena, int, n),
                   .low = PK_ARRAY(arena, int, n),
                   .next = PK_ARRAY(arena, int, n),
                   .path = PK_ARRAY(arena, int, n),
                   .open = PK_ARRAY(arena, int, n)};
    for (int i = 0; i < n; i++) {
        groups.of[i] = -1;
    }
    for (int i = 0; i < n; i++) {
        if (walk.number[i] == 0) {
            enter(&walk, i);
        }
        while (walk.npath > 0) {
            step(&walk);
        }
    }
    finish(links, &groups);
    return groups;
}

static int gcd(int a, int b)
{
    while (b != 0) {
        const int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The divisor of level[i] + 1 - level[j] over the links i -> j inside, levels by breadth first from the first stage. */
int pk_group_period(const pk_links_t *links, const pk_groups_t *groups, int group, pk_arena_t *arena)
{
    const int size = groups->first[group + 1] - groups->first[group];
    int *level = PK_ARRAY(arena, int, links->n), *queue = PK_ARRAY(arena, int, size);
    int head = 0, tail = 0, period = 0;
    queue[tail++] = groups->order[groups->first[group]];
    level[queue[0]] = 1; /* 0: not yet found */
    while (head < tail) {
        const int i = queue[head++];
        for (int k = links->first[i]; k < links->first[i + 1]; k++) {
            const int j = links->to[k];
            if (groups->of[j] == group && level[j] == 0) {
                level[j] = level[i] + 1;
                queue[tail++] = j;
            } else if (groups->of[j] == group) {
                period = gcd(period, abs(level[i] + 1 - level[j]));
            }
        }
    }
    return period == 0 ? 1 : period;
}
