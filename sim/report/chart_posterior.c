/* What the draws of a posterior look like: the numbers whose chains agree least, draw by draw and by rank, and pairs of
 * numbers that go together. */
#include "report/chart.h"

#include <math.h>
#include <stdlib.h>

#include "report/figure.h"
#include "report/local.h"

enum { NUMBERS_SHOWN = 4, PAIRS_SHOWN = 6, BINS = 20, TRACE_POINTS = 250, PAIR_POINTS = 600, PAIR_ROWS = 1000 };
static const double pair_least = 0.3; /* a weaker correlation is no slope that an eye sees */

static double cell(const pk_calibrated_t *of, long row, int number)
{
    return of->rows[row * of->nnumber + number];
}

/* Whether its draws differ at all; one that an exact row holds does not. */
static bool moves(const pk_calibrated_t *of, int number)
{
    bool moved = false;
    for (long i = 0; i < of->nrow; i++) {
        if (!isfinite(cell(of, i, number))) {
            return false;
        }
        moved = moved || cell(of, i, number) != cell(of, 0, number);
    }
    return moved;
}

/* ---- the numbers whose chains agree least ---- */

/* 1 is where the gate is. */
static double badness(const pk_learned_number_t *number)
{
    const double ess = fmin(number->ess_bulk, number->ess_tail);
    const double apart = (number->rhat - 1) / 0.01, few = 400 / ess;
    return isnan(apart) || isnan(few) ? 0 : fmax(apart, few);
}

int pk_chart_worst(const pk_calibrated_t *of, int most, int *worst)
{
    int count = 0;
    for (int k = 0; k < of->nnumber; k++) {
        if (!moves(of, k)) {
            continue;
        }
        int at = count < most ? count++ : most;
        while (at > 0 && badness(&of->numbers[k]) > badness(&of->numbers[worst[at - 1]])) {
            at--;
        }
        for (int i = count - 1; i > at; i--) {
            worst[i] = worst[i - 1];
        }
        if (at < count) {
            worst[at] = k;
        }
    }
    return count;
}

static bool has_chains(const pk_chart_source_t *source)
{
    int worst[NUMBERS_SHOWN];
    return pk_chart_worst(source->calibrated, NUMBERS_SHOWN, worst) > 0;
}

static double scale_of(const pk_calibrated_t *of, int number)
{
    return of->numbers[number].percent ? 100 : 1;
}

typedef struct {
    double value;
    long row, draw;
} drawn_t;

static int by_draw(const void *a, const void *b)
{
    const drawn_t *x = a, *y = b;
    return (x->draw > y->draw) - (x->draw < y->draw);
}

/* Equal values by row, which takes the chains in turn. */
static int by_value(const void *a, const void *b)
{
    const drawn_t *x = a, *y = b;
    return x->value != y->value ? (x->value > y->value) - (x->value < y->value) : (x->row > y->row) - (x->row < y->row);
}

/* The rows of one chain, or with -1 of all; returns how many. */
static long collect(const pk_calibrated_t *of, int number, int chain, drawn_t *drawn)
{
    long count = 0;
    for (long i = 0; i < of->nrow; i++) {
        if (chain < 0 || of->row_chain[i] == chain) {
            drawn[count++] = (drawn_t){.value = cell(of, i, number), .row = i, .draw = of->row_draw[i]};
        }
    }
    return count;
}

/* A line a chain in the order of its draws, thinned evenly. */
static void write_trace(const pk_calibrated_t *of, int panel, int number, pk_sheet_t *sheet)
{
    drawn_t *drawn = pk_heap((size_t)of->nrow + 1, sizeof *drawn);
    for (int chain = 0; chain < of->chains; chain++) {
        const long count = collect(of, number, chain, drawn), stride = count / TRACE_POINTS + 1;
        qsort(drawn, (size_t)count, sizeof *drawn, by_draw);
        for (long i = 0; i < count; i += stride) {
            PK_SHEET_ROW(sheet, panel, chain + 1, (double)drawn[i].draw + 1, scale_of(of, number) * drawn[i].value);
        }
        pk_sheet_gap(sheet);
    }
    free(drawn);
}

/* How many of a chain's draws fall into each twentieth of all, as a multiple of what falls there where chains agree. */
static void write_ranks(const pk_calibrated_t *of, int panel, int number, pk_sheet_t *sheet)
{
    drawn_t *drawn = pk_heap((size_t)of->nrow + 1, sizeof *drawn);
    double *share = pk_heap((size_t)of->chains * BINS + 1, sizeof *share);
    double *size = pk_heap((size_t)of->chains + 1, sizeof *size);
    (void)collect(of, number, -1, drawn);
    qsort(drawn, (size_t)of->nrow, sizeof *drawn, by_value);
    for (long rank = 0; rank < of->nrow; rank++) {
        const int chain = of->row_chain[drawn[rank].row];
        share[chain * BINS + rank * BINS / of->nrow]++;
        size[chain]++;
    }
    for (int chain = 0; chain < of->chains; chain++) {
        for (int bin = 0; bin <= BINS && size[chain] > 0; bin++) { /* the last once more, where its step ends */
            const double at = share[chain * BINS + (bin < BINS ? bin : BINS - 1)];
            PK_SHEET_ROW(sheet, panel, chain + 1, 100.0 * bin / BINS, at * BINS / size[chain]);
        }
        pk_sheet_gap(sheet);
    }
    free(size);
    free(share);
    free(drawn);
}

/* "Leads → orders, %" */
static const char *axis_of(const pk_calibrated_t *of, int number, pk_arena_t *arena)
{
    const pk_learned_number_t *n = &of->numbers[number];
    return n->percent ? pk_arena_format(arena, "%s, %%", pk_chart_number(n)) : pk_chart_number(n);
}

const char *pk_chart_agreement(pk_language_t language, const pk_learned_number_t *number, pk_arena_t *arena)
{
    const double ess = fmin(number->ess_bulk, number->ess_tail);
    const char *rhat = pk_local_figure(language, pk_arena_format(arena, "%.3f", number->rhat), arena);
    return pk_arena_format(arena, "R-hat %s, ESS %s", rhat,
                           pk_local_count(language, isnan(ess) ? ess : floor(ess), arena));
}

static void write_chains(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_calibrated_t *of = source->calibrated;
    int worst[NUMBERS_SHOWN];
    const int count = pk_chart_worst(of, NUMBERS_SHOWN, worst);
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_CHAINS_TITLE, of->title);
    pk_chart_note(source, sheet, PK_WORD_CHAINS_NOTE, "");
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, pk_word(source->language, PK_WORD_CHAINS_DRAW));
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, pk_word(source->language, PK_WORD_CHAINS_RANK));
    pk_sheet_number(sheet, "number_rows", 0, of->chains);
    pk_chart_grid(sheet, 2 * count, count);
    pk_sheet_columns(sheet, "panel\tchain\tx\ty");
    for (int k = 0; k < count; k++) {
        pk_sheet_among(sheet, "panel", k + 1, PK_CHART_PANEL, axis_of(of, worst[k], &arena));
        pk_sheet_label(sheet, "panel", count + k + 1, PK_CHART_PANEL,
                       pk_chart_agreement(source->language, &of->numbers[worst[k]], &arena));
        write_trace(of, k + 1, worst[k], sheet);
        pk_sheet_block(sheet);
    }
    for (int k = 0; k < count; k++) {
        if (k > 0) {
            pk_sheet_block(sheet);
        }
        write_ranks(of, count + k + 1, worst[k], sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_chains = {has_chains, write_chains};

/* ---- numbers that go together ---- */

/* Columns of the numbers that move, each centred and of length 1; returns how many, `which` says whose. */
static int standardise(const pk_calibrated_t *of, long rows, int *which, double *columns)
{
    int count = 0;
    for (int k = 0; k + 1 < of->nnumber; k++) {
        double *x = &columns[count * rows], mean = 0, square = 0;
        if (!moves(of, k)) {
            continue;
        }
        for (long i = 0; i < rows; i++) {
            x[i] = cell(of, i, k);
            mean += x[i] / (double)rows;
        }
        for (long i = 0; i < rows; i++) {
            x[i] -= mean;
            square += x[i] * x[i];
        }
        for (long i = 0; i < rows && square > 0; i++) {
            x[i] /= sqrt(square);
        }
        which[count++] = k;
    }
    return count;
}

static int put_pair(pk_chart_pair_t pair, int count, int most, pk_chart_pair_t *pairs)
{
    if (!(fabs(pair.r) >= pair_least)) {
        return count;
    }
    int at = count < most ? count++ : most;
    while (at > 0 && fabs(pair.r) > fabs(pairs[at - 1].r)) {
        at--;
    }
    for (int i = count - 1; i > at; i--) {
        pairs[i] = pairs[i - 1];
    }
    if (at < count) {
        pairs[at] = pair;
    }
    return count;
}

int pk_chart_pairs(const pk_calibrated_t *of, int most, pk_chart_pair_t *pairs)
{
    const long rows = of->nrow < PAIR_ROWS ? of->nrow : PAIR_ROWS;
    int *which = pk_heap((size_t)of->nnumber + 1, sizeof *which), count = 0;
    double *columns = pk_heap((size_t)of->nnumber * (size_t)rows + 1, sizeof *columns);
    const int moving = standardise(of, rows, which, columns);
    for (int a = 0; a < moving; a++) {
        for (int b = 0; b < a; b++) {
            double r = 0;
            for (long i = 0; i < rows; i++) {
                r += columns[a * rows + i] * columns[b * rows + i];
            }
            count = put_pair((pk_chart_pair_t){.x = which[b], .y = which[a], .r = r}, count, most, pairs);
        }
    }
    free(columns);
    free(which);
    return count;
}

static bool has_pairs(const pk_chart_source_t *source)
{
    pk_chart_pair_t pairs[PAIRS_SHOWN];
    return pk_chart_pairs(source->calibrated, PAIRS_SHOWN, pairs) > 0;
}

static void write_pairs(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_calibrated_t *of = source->calibrated;
    pk_chart_pair_t pairs[PAIRS_SHOWN];
    const int count = pk_chart_pairs(of, PAIRS_SHOWN, pairs);
    const long points = of->nrow < PAIR_POINTS ? of->nrow : PAIR_POINTS;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_PAIRS_TITLE, of->title);
    pk_chart_note(source, sheet, PK_WORD_PAIRS_NOTE, "");
    pk_chart_grid(sheet, count, count <= 3 ? count : 3);
    pk_sheet_columns(sheet, "panel\tx\ty");
    for (int k = 0; k < count; k++) {
        const pk_chart_pair_t *pair = &pairs[k];
        pk_sheet_label(sheet, "panel", k + 1, 2 * PK_CHART_PANEL, axis_of(of, pair->y, &arena));
        pk_sheet_label(sheet, "unit", k + 1, 2 * PK_CHART_PANEL, axis_of(of, pair->x, &arena));
        pk_sheet_label(
            sheet, "mark", k + 1, PK_CHART_ROW,
            pk_arena_format(&arena, "r = %s",
                            pk_local_figure(source->language, pk_arena_format(&arena, "%.2f", pair->r), &arena)));
        if (k > 0) {
            pk_sheet_block(sheet);
        }
        for (long i = 0; i < points; i++) {
            PK_SHEET_ROW(sheet, k + 1, scale_of(of, pair->x) * cell(of, i, pair->x),
                         scale_of(of, pair->y) * cell(of, i, pair->y));
        }
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_posterior_pairs = {has_pairs, write_pairs};
