/* Which numbers say where they come from. A remark (`source:` or `note:`) on a number or on anything around it counts;
 * the innermost one decides. The place of a number finds its node in the tree of its file. */
#include <stdlib.h>
#include <string.h>

#include "model/doc.h"
#include "study/describe_parts.h"

typedef enum { UNSAID, NOTED, SOURCED } remark_t;

typedef struct {
    const pk_node_t *node;
    remark_t remark; /* the innermost from here outward */
    int order;       /* outer nodes come first */
} spot_t;

/* All values of a file, by place. */
typedef struct {
    const pk_source_t *source;
    spot_t *spots;
    int count, room;
} file_t;

enum { FILES_MOST = 64 };

typedef struct {
    pk_arena_t arena;
    file_t files[FILES_MOST];
    int nfile;
} library_t;

static void add_spot(library_t *self, file_t *file, const pk_node_t *node, remark_t remark)
{
    if (file->count == file->room) {
        const int room = file->room > 0 ? 2 * file->room : 256;
        spot_t *spots = PK_ARRAY(&self->arena, spot_t, room);
        if (file->count > 0) {
            memcpy(spots, file->spots, (size_t)file->count * sizeof *spots);
        }
        file->spots = spots;
        file->room = room;
    }
    file->spots[file->count] = (spot_t){.node = node, .remark = remark, .order = file->count};
    file->count++;
}

static void walk(library_t *self, file_t *file, const pk_node_t *node, remark_t around)
{
    const remark_t remark = pk_node_get(node, "source") != NULL ? SOURCED
                            : pk_node_get(node, "note") != NULL ? NOTED
                                                                : around;
    add_spot(self, file, node, remark);
    for (int k = 0; k < node->count; k++) {
        walk(self, file, node->kind == PK_NODE_MAP ? node->pairs[k].value : node->items[k], remark);
    }
}

static int by_place(const void *a, const void *b)
{
    const spot_t *p = a, *q = b;
    if (p->node->place.line != q->node->place.line) {
        return p->node->place.line < q->node->place.line ? -1 : 1;
    }
    if (p->node->place.column != q->node->place.column) {
        return p->node->place.column < q->node->place.column ? -1 : 1;
    }
    return (p->order > q->order) - (p->order < q->order);
}

/* The file as a sorted list of its values; NULL where there are too many files. It has been read before without a
 * fault, so that nothing new can be said of it. */
static const file_t *open_file(library_t *self, const pk_source_t *source)
{
    for (int k = 0; k < self->nfile; k++) {
        if (self->files[k].source == source) {
            return &self->files[k];
        }
    }
    if (self->nfile == FILES_MOST) {
        return NULL;
    }
    file_t *file = &self->files[self->nfile++];
    pk_diag_t diag = {0};
    *file = (file_t){.source = source};
    const pk_node_t *root = pk_doc_parse(source, &self->arena, &diag);
    if (root != NULL) {
        walk(self, file, root, UNSAID);
        qsort(file->spots, (size_t)file->count, sizeof *file->spots, by_place);
    }
    pk_diag_free(&diag);
    return file;
}

/* Is a number written here, and not only a default of what is? */
static bool is_written(const pk_node_t *node)
{
    static const char *const KEYS[] = {"value", "file", "law"};
    bool written = node->kind != PK_NODE_MAP;
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++) {
        written = written || pk_node_get(node, KEYS[k]) != NULL;
    }
    return written;
}

/* The outermost value that begins at the place and is a number. */
static const spot_t *find(library_t *self, pk_place_t place)
{
    const file_t *file = place.source != NULL && place.line > 0 ? open_file(self, place.source) : NULL;
    int low = 0, high = file == NULL ? 0 : file->count;
    while (low < high) {
        const int middle = (low + high) / 2;
        const pk_place_t at = file->spots[middle].node->place;
        const bool before = at.line < place.line || (at.line == place.line && at.column < place.column);
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    for (; file != NULL && low < file->count; low++) {
        const pk_node_t *node = file->spots[low].node;
        if (node->place.line != place.line || node->place.column != place.column) {
            break;
        }
        if (is_written(node)) {
            return &file->spots[low];
        }
    }
    return NULL;
}

static const char *text_of(const pk_node_t *node, pk_arena_t *arena)
{
    const pk_node_t *inner = pk_node_get(node, "value");
    if (inner != NULL) {
        return text_of(inner, arena);
    }
    return node->kind == PK_NODE_SCALAR ? pk_arena_copy(arena, node->text)
           : node->kind == PK_NODE_LIST ? "a schedule"
                                        : "a series of a file";
}

/* ---- which numbers are assumptions of the model ---- */

static bool is_part(const pk_number_t *whole, const pk_number_t *number)
{
    for (int k = 0; k < whole->nargument; k++) {
        if (whole->arguments[k] == number || is_part(whole->arguments[k], number)) {
            return true;
        }
    }
    for (int k = 0; k < whole->npiece; k++) {
        if (whole->pieces[k].value == number || is_part(whole->pieces[k].value, number)) {
            return true;
        }
    }
    return false;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with)
{
    const size_t length = strlen(text), tail = strlen(with);
    return length >= tail && strcmp(text + length - tail, with) == 0;
}

/* What we decide rather than assume: spend, today's levers, and all that a scenario plans. */
static bool is_plan(const char *path)
{
    const char *dot = begins(path, "levers.") ? strchr(path + 7, '.') : NULL;
    return begins(path, "spend.") || begins(path, "conversions.") || begins(path, "targets.") ||
           (begins(path, "levers.") && (dot == NULL || strcmp(dot, ".value") == 0)) ||
           (begins(path, "channels.") && (ends(path, ".spend") || ends(path, ".history")));
}

/* `dwell: 0` says of what kind a stage is. */
static bool is_instant(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_FIXED && number->value == 0 && ends(number->path, ".dwell");
}

/* The twelve months of a season are one assumption: its path without the month. */
static const char *path_of(const char *path, pk_arena_t *arena)
{
    const char *months = strstr(path, ".by_month.");
    return months == NULL ? path : pk_arena_copy_n(arena, path, (size_t)(months - path) + strlen(".by_month"));
}

static void put(pk_description_t *self, pk_unsourced_t *list, int *count, const pk_number_t *number,
                const pk_node_t *node)
{
    const char *path = path_of(number->path, &self->arena);
    if (*count > 0 && strcmp(list[*count - 1].path, path) == 0) {
        return;
    }
    list[(*count)++] = (pk_unsourced_t){.path = pk_arena_copy(&self->arena, path),
                                        .value = path == number->path ? text_of(node, &self->arena) : "twelve months",
                                        .file = pk_arena_copy(&self->arena, number->place.source->name),
                                        .line = number->place.line};
}

void pk_describe_sources(const pk_scenario_t *scenario, pk_description_t *self)
{
    const pk_numbers_t *book = &scenario->model->numbers;
    library_t *library = pk_heap(1, sizeof *library);
    bool *part = pk_heap((size_t)book->count + 1, sizeof *part);
    const pk_number_t *whole = NULL;
    for (int k = book->count - 1; k >= 0; k--) { /* parts stand before what they belong to */
        part[k] = whole != NULL && is_part(whole, book->all[k]);
        whole = part[k] ? whole : book->all[k];
    }
    self->unsourced = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    self->own = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    for (int k = 0; k < book->count; k++) {
        const pk_number_t *number = book->all[k];
        const spot_t *spot =
            part[k] || is_plan(number->path) || is_instant(number) ? NULL : find(library, number->place);
        if (spot == NULL) {
            continue;
        }
        if (spot->remark == UNSAID) {
            put(self, self->unsourced, &self->nunsourced, number, spot->node);
        } else if (spot->remark == NOTED) {
            put(self, self->own, &self->nown, number, spot->node);
        } else {
            self->nsourced++;
        }
    }
    free(part);
    pk_arena_free(&library->arena);
    free(library);
}
