/* Which of the uncertain numbers a calibration learns: `free:` and `fix:`, by path or by what a path begins with. */
#include <string.h>

#include "model/read_calibration.h"

/* Whether a path is `asked`, or goes on below it; blanks do not matter. */
static bool is_of(const char *path, const char *asked)
{
    for (;; path++, asked++) {
        path += strspn(path, " ");
        asked += strspn(asked, " ");
        if (*asked == '\0' || *path != *asked) {
            return *asked == '\0' && (*path == '\0' || *path == '.');
        }
    }
}

/* A number of a row of `exits:`, or its parameter. */
static bool mark_rows(const pk_model_t *model, const char *asked, bool free, bool *row)
{
    bool found = false;
    for (int i = 0; i < model->nstage; i++) {
        const pk_stage_t *stage = &model->stages[i];
        bool this = false;
        for (int k = 0; k <= stage->exits_count && stage->exits_count > 0; k++) {
            this = this || is_of(stage->exits_alpha[k]->path, asked);
        }
        row[i] = this ? free : row[i];
        found = found || this;
    }
    return found;
}

static bool mark(pk_calibration_reader_t *in, const char *asked, bool free)
{
    const pk_model_t *model = in->reader.model;
    bool found = false, uncertain = mark_rows(model, asked, free, in->self->free_row);
    for (int i = 0; i < model->numbers.count; i++) {
        const pk_number_t *number = model->numbers.all[i];
        if (is_of(number->path, asked)) {
            found = true;
            uncertain = uncertain || number->kind == PK_NUMBER_LAW;
            in->self->free[i] = number->kind == PK_NUMBER_LAW ? free : in->self->free[i];
        }
    }
    return found || uncertain;
}

/* What a path may begin with, so that an uncertain number is meant: all of its path, or a part before a point. */
typedef struct {
    const char **all;
    int count, room;
} pk_beginnings_t;

static void add_beginning(pk_beginnings_t *self, const char *path, size_t length, pk_arena_t *arena)
{
    for (int i = 0; i < self->count; i++) {
        if (strlen(self->all[i]) == length && strncmp(self->all[i], path, length) == 0) {
            return;
        }
    }
    if (self->count == self->room) {
        self->room = 2 * self->room + 16;
        const char **more = PK_ARRAY(arena, const char *, self->room);
        for (int i = 0; i < self->count; i++) {
            more[i] = self->all[i];
        }
        self->all = more;
    }
    self->all[self->count++] = pk_arena_copy_n(arena, path, length);
}

static pk_beginnings_t beginnings(const pk_numbers_t *book, pk_arena_t *arena)
{
    pk_beginnings_t found = {0};
    for (int i = 0; i < book->count; i++) {
        const char *path = book->all[i]->path;
        for (size_t k = 1; book->all[i]->kind == PK_NUMBER_LAW && k <= strlen(path); k++) {
            if (path[k] == '.' || path[k] == '\0') {
                add_beginning(&found, path, k, arena);
            }
        }
    }
    return found;
}

static void read_paths(pk_calibration_reader_t *in, const pk_node_t *list, bool free)
{
    for (int i = 0; list != NULL && i < pk_item_count(list); i++) {
        const pk_node_t *item = pk_item(list, i);
        if (item->kind != PK_NODE_SCALAR) {
            pk_error(in->reader.diag, item->place, "for example free: [channels.facebook]", "a path is a text, not %s",
                     pk_node_what(item));
        } else if (!mark(in, item->text, free)) {
            const pk_beginnings_t names = beginnings(&in->reader.model->numbers, in->reader.arena);
            (void)pk_unknown(&in->reader, item->place, item->text, "number", names.all, names.count);
        }
    }
}

/* What is learned moves without a break. */
static void refuse_discrete(pk_calibration_reader_t *in)
{
    const pk_numbers_t *book = &in->reader.model->numbers;
    for (int i = 0; i < book->count; i++) {
        const pk_number_t *number = book->all[i];
        if (in->self->free[i] && number->law != NULL && number->law->log_density == NULL) {
            pk_error(in->reader.diag, number->place,
                     pk_arena_format(in->reader.arena, "fix: [%s] holds it at its mean%s", number->path,
                                     number->sampled != NULL ? "; an interval as its prior can be learned" : ""),
                     number->sampled != NULL ? "%s is one of the values of a file (%s), which cannot be learned"
                                             : "%s has a law of whole numbers (%s), which cannot be learned",
                     number->path, number->sampled != NULL ? number->sampled->file : number->law->name);
        }
    }
}

static bool learns(const pk_calibration_reader_t *in)
{
    const pk_model_t *model = in->reader.model;
    bool some = false;
    for (int i = 0; i < model->numbers.count; i++) {
        some = some || in->self->free[i];
    }
    for (int i = 0; i < model->nstage; i++) {
        some = some || in->self->free_row[i];
    }
    return some;
}

static bool is_uncertain(const pk_model_t *model)
{
    bool some = false;
    for (int i = 0; i < model->numbers.count; i++) {
        some = some || model->numbers.all[i]->kind == PK_NUMBER_LAW;
    }
    for (int i = 0; i < model->nstage; i++) {
        some = some || model->stages[i].exits_count > 0;
    }
    return some;
}

/* Nothing is left to learn: none of the numbers is uncertain, or `list` holds them all. */
static void refuse_nothing(pk_calibration_reader_t *in, const pk_node_t *list)
{
    if (list != NULL && is_uncertain(in->reader.model)) {
        pk_error(in->reader.diag, list->place, "leave one of the uncertain numbers out of fix:, or name one in free:",
                 "no uncertain number is left to learn");
    } else {
        pk_error(in->reader.diag, list != NULL ? list->place : in->root->place,
                 "write a number as an interval, for example probability: 2% to 9%",
                 "nothing is uncertain, so there is nothing to learn");
    }
}

void pk_read_free(pk_calibration_reader_t *in)
{
    const pk_model_t *model = in->reader.model;
    const pk_node_t *free = pk_node_get(in->root, "free"), *fix = pk_node_get(in->root, "fix");
    in->self->free = PK_ARRAY(in->reader.arena, bool, model->numbers.count + 1);
    in->self->free_row = PK_ARRAY(in->reader.arena, bool, model->nstage + 1);
    for (int i = 0; i < model->numbers.count; i++) {
        const pk_number_t *number = model->numbers.all[i];
        const bool ours = strncmp(number->path, "extra.", 6) == 0 || strncmp(number->path, "drift.", 6) == 0 ||
                          strncmp(number->path, "noise.", 6) == 0;
        in->self->free[i] = number->kind == PK_NUMBER_LAW && (free == NULL || ours);
    }
    for (int i = 0; i < model->nstage; i++) {
        in->self->free_row[i] = free == NULL && model->stages[i].exits_count > 0;
    }
    const int errors = in->reader.diag->errors;
    read_paths(in, free, true);
    read_paths(in, fix, false);
    refuse_discrete(in);
    if (in->reader.diag->errors == errors && !learns(in)) {
        refuse_nothing(in, fix != NULL ? fix : free);
    }
}
