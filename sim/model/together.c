#include "model/together.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/read.h"

static const char example[] = "for example together: [{numbers: [PATH, PATH], correlation: 0.6}]";

/* ---- lines ---- */

static bool is_of_exits(const pk_model_t *model, const pk_number_t *number)
{
    for (int i = 0; i < model->nstage; i++) {
        for (int k = 0; model->stages[i].exits_count > 0 && k <= model->stages[i].exits_count; k++) {
            if (model->stages[i].exits_alpha[k] == number) {
                return true;
            }
        }
    }
    return false;
}

/* Why a number cannot be drawn together with others; NULL: it can. */
static const char *why_not(const pk_model_t *model, const pk_number_t *number)
{
    return is_of_exits(model, number)           ? "is a part of a dirichlet law, whose row is drawn as a whole"
           : number->kind == PK_NUMBER_VARIES   ? "varies from customer to customer: it is not drawn once a run"
           : number->kind == PK_NUMBER_SCHEDULE ? "changes over time: name its pieces"
           : number->kind != PK_NUMBER_LAW || number->law == pk_law_find("fixed") ? "is not uncertain"
           : number->learned != NULL ? "is drawn from a posterior, which has correlations of its own"
           : number->law->log_density == NULL && number->sampled == NULL
               ? "has a law of whole numbers, whose scores are no normal ones"
               : NULL;
}

static pk_number_t *read_number(pk_reader_t *reader, const pk_node_t *node)
{
    if (node->kind != PK_NODE_SCALAR) {
        pk_error(reader->diag, node->place, example, "a path is a text, not %s", pk_node_what(node));
        return NULL;
    }
    pk_number_t *number = pk_number_find(&reader->model->numbers, node->text);
    if (number == NULL) {
        pk_error(reader->diag, node->place, pk_path_hint(reader, node->text), "the model has no number %s",
                 pk_quote(reader, node->text));
        return NULL;
    }
    const char *why = why_not(reader->model, number);
    if (why != NULL) {
        pk_error(reader->diag, node->place, "drawn together are uncertain numbers, like 2% to 9%", "%s %s",
                 number->path, why);
        return NULL;
    }
    return number;
}

static void read_numbers(pk_reader_t *reader, const pk_node_t *list, pk_correlated_t *line)
{
    line->numbers = PK_ARRAY(reader->arena, pk_number_t *, list->count + 1);
    for (int i = 0; i < list->count; i++) {
        pk_number_t *number = read_number(reader, list->items[i]);
        for (int k = 0; number != NULL && k < line->count; k++) {
            if (line->numbers[k] == number) {
                pk_error(reader->diag, list->items[i]->place, "keep one of them", "%s is named twice", number->path);
                number = NULL;
            }
        }
        if (number != NULL) {
            line->numbers[line->count++] = number;
        }
    }
}

static void read_line(pk_reader_t *reader, const pk_node_t *node, bool assumed)
{
    static const char *const keys[] = {"numbers", "correlation"};
    const int errors = reader->diag->errors;
    pk_correlated_t line = {.place = node->place, .assumed = assumed};
    if (node->kind != PK_NODE_MAP) {
        pk_error(reader->diag, node->place, example, "a line of together is a mapping, not %s", pk_node_what(node));
        return;
    }
    pk_node_check_keys(node, keys, PK_COUNT(keys), "a line of together", reader->diag);
    const pk_node_t *numbers = pk_node_get(node, "numbers"), *correlation = pk_node_get(node, "correlation");
    if (numbers == NULL || numbers->kind != PK_NODE_LIST || numbers->count < 2) {
        pk_error(reader->diag, numbers != NULL ? numbers->place : node->place, example,
                 "together needs numbers: a list of two paths or more");
    } else {
        read_numbers(reader, numbers, &line);
    }
    if (correlation == NULL) {
        pk_error(reader->diag, node->place, "write correlation: a number between -1 and 1",
                 "together needs a correlation");
    } else if (pk_read_plain(reader, correlation, "correlation", &line.correlation) && !(fabs(line.correlation) < 1)) {
        pk_error(reader->diag, correlation->place, "numbers that move as one are one number: write it once",
                 "a correlation lies between -1 and 1, not %s", correlation->text);
    }
    if (reader->diag->errors == errors) {
        reader->model->together[reader->model->ntogether++] = line;
    }
}

void pk_read_together(pk_reader_t *reader, const pk_node_t *list, bool assumed)
{
    pk_model_t *model = reader->model;
    const int errors = reader->diag->errors;
    if (list == NULL) {
        return;
    }
    if (list->kind != PK_NODE_LIST) {
        pk_error(reader->diag, list->place, example, "together is a list, not %s", pk_node_what(list));
        return;
    }
    pk_correlated_t *all = PK_ARRAY(reader->arena, pk_correlated_t, model->ntogether + list->count + 1);
    if (model->ntogether > 0) {
        memcpy(all, model->together, (size_t)model->ntogether * sizeof *all);
    }
    model->together = all;
    for (int i = 0; i < list->count; i++) {
        read_line(reader, list->items[i], assumed);
    }
    if (reader->diag->errors == errors) {
        (void)pk_copulas_of(model, reader->arena, reader->diag);
    }
}

/* ---- blocks ---- */

bool pk_cholesky(const double *matrix, int count, double *factor)
{
    static const double least = 1e-10;
    memset(factor, 0, (size_t)count * (size_t)count * sizeof *factor);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j <= i; j++) {
            double left = matrix[i * count + j];
            for (int k = 0; k < j; k++) {
                left -= factor[i * count + k] * factor[j * count + k];
            }
            if (i == j && !(left > least)) {
                return false;
            }
            factor[i * count + j] = i == j ? sqrt(left) : left / factor[j * count + j];
        }
    }
    return true;
}

static int at_of(const pk_copula_t *block, const pk_number_t *number)
{
    for (int i = 0; i < block->count; i++) {
        if (block->numbers[i] == number) {
            return i;
        }
    }
    return -1;
}

/* All numbers that hang together with those of a line, by lines that share one. `done`: lines that were taken. */
static void gather(const pk_model_t *model, int first, bool *done, pk_copula_t *block)
{
    bool more = true;
    done[first] = true;
    for (int k = 0; k < model->together[first].count; k++) {
        block->numbers[block->count++] = model->together[first].numbers[k];
    }
    while (more) {
        more = false;
        for (int l = 0; l < model->ntogether; l++) {
            const pk_correlated_t *line = &model->together[l];
            bool shares = false;
            for (int k = 0; k < line->count; k++) {
                shares = shares || at_of(block, line->numbers[k]) >= 0;
            }
            for (int k = 0; shares && !done[l] && k < line->count; k++) {
                if (at_of(block, line->numbers[k]) < 0) {
                    block->numbers[block->count++] = line->numbers[k];
                }
            }
            more = more || (shares && !done[l]);
            done[l] = done[l] || shares;
        }
    }
}

static void in_order_of_the_book(const pk_model_t *model, pk_copula_t *block)
{
    int count = 0;
    pk_number_t **sorted = pk_heap((size_t)block->count, sizeof(pk_number_t *));
    for (int i = 0; i < model->numbers.count; i++) {
        if (at_of(block, model->numbers.all[i]) >= 0) {
            sorted[count++] = model->numbers.all[i];
        }
    }
    memcpy(block->numbers, sorted, (size_t)count * sizeof *sorted);
    block->count = count;
    free(sorted);
}

/* Puts a line's pairs; false where one has another correlation already. set[]: 1 a model's, 2 an assumed one. */
static bool put_line(const pk_correlated_t *line, pk_copula_t *block, char *set, pk_diag_t *diag)
{
    const int n = block->count;
    for (int a = 0; a < line->count; a++) {
        for (int b = 0; b < a; b++) {
            const int i = at_of(block, line->numbers[a]), j = at_of(block, line->numbers[b]);
            const char level = line->assumed ? 2 : 1;
            if (i < 0 || j < 0 || set[i * n + j] > level) {
                continue;
            }
            if (set[i * n + j] == level && block->correlation[i * n + j] != line->correlation) {
                pk_error(diag, line->place, "keep one of them", "%s and %s have two correlations, %.6g and %.6g",
                         block->numbers[i]->path, block->numbers[j]->path, block->correlation[i * n + j],
                         line->correlation);
                return false;
            }
            set[i * n + j] = set[j * n + i] = level;
            block->correlation[i * n + j] = block->correlation[j * n + i] = line->correlation;
        }
    }
    return true;
}

static bool fill(const pk_model_t *model, pk_copula_t *block, pk_arena_t *arena, pk_diag_t *diag)
{
    const int n = block->count;
    char *set = PK_ARRAY(arena, char, n *n + 1);
    block->correlation = PK_ARRAY(arena, double, n *n + 1);
    block->mixed = PK_ARRAY(arena, double, n *n + 1);
    for (int i = 0; i < n; i++) {
        block->correlation[i * n + i] = 1;
    }
    for (int l = 0; l < model->ntogether; l++) {
        if (at_of(block, model->together[l].numbers[0]) >= 0) {
            block->place = model->together[l].place;
            if (!put_line(&model->together[l], block, set, diag)) {
                return false;
            }
        }
    }
    if (pk_cholesky(block->correlation, n, block->mixed)) {
        return true;
    }
    pk_error(diag, block->place,
             n == 2
                 ? NULL
                 : "three numbers of which two are both like the third are like each other: name all pairs, or lower "
                   "the correlations",
             "no %d numbers can have these correlations (pairs that are not named have 0): the matrix is not positive "
             "definite",
             n);
    return false;
}

pk_copulas_t pk_copulas_of(const pk_model_t *model, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_copulas_t self = {.all = PK_ARRAY(arena, pk_copula_t, model->ntogether + 1)};
    bool *done = PK_ARRAY(arena, bool, model->ntogether + 1);
    int most = 0;
    for (int l = 0; l < model->ntogether; l++) {
        most += model->together[l].count;
    }
    for (int l = 0; l < model->ntogether; l++) {
        if (done[l]) {
            continue;
        }
        pk_copula_t *block = &self.all[self.count];
        *block = (pk_copula_t){.numbers = PK_ARRAY(arena, pk_number_t *, most + 1)};
        gather(model, l, done, block);
        in_order_of_the_book(model, block);
        self.count += block->count > 1 && fill(model, block, arena, diag);
    }
    return self;
}
