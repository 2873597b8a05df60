#include "cli/print_describe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/print_matrix.h"
#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "model/kpi_catalogue.h"
#include "report/figure.h"
#include "report/number_words.h"
#include "report/translated.h"
#include "report/written_words.h"

enum {
    LABEL_COLUMNS = 26,
    PERSONAS_MOST = 5,
    PERSONA_COLUMNS = 10,
    BOTTLENECKS = 10,
    ASSUMPTIONS = 8,
    CLASSES = 6,
    PATH_COLUMNS = 62
};

typedef const pk_description_t *from_t;

/* ---- words ---- */

static void heading(const char *text, const pk_screen_t *screen)
{
    fputc('\n', screen->stream);
    pk_screen_say(screen, PK_STYLE_STRONG, text);
}

static void remark(const char *text, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    fprintf(screen->stream, "  %s%s%s\n", pk_style_on(screen, PK_STYLE_FAINT),
            pk_text_wrap(pk_text_harmless(text, false, &arena), 2, screen->width, &arena),
            pk_style_off(screen, PK_STYLE_FAINT));
    pk_arena_free(&arena);
}

static const char *stay_text(double steps, bool absorbing, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (absorbing || isinf(steps)) {
        return pk_screen_word(screen, absorbing ? PK_SAY_DESCRIBE_FOR_GOOD : PK_SAY_DESCRIBE_SOME_FOR_GOOD);
    }
    return steps == 0 ? pk_screen_word(screen, PK_SAY_DESCRIBE_NO_TIME) : pk_screen_short(screen, steps, arena);
}

static const char *horizon_text(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    return pk_screen_steps(screen, d->horizon, d->step_unit, arena);
}

static void print_headline(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *model = strcmp(d->title, d->model) != 0 ? pk_arena_format(arena, " · %s", d->model) : "";
    fprintf(screen->stream, "%s%s%s%s\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(d->title, false, arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_text_harmless(model, false, arena));
    fprintf(screen->stream, "%s\n",
            pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_SIZE, pk_screen_count(screen, d->nstage, arena),
                         pk_screen_count(screen, d->nflow, arena), pk_screen_count(screen, d->population, arena),
                         horizon_text(d, screen, arena)));
    const char *text = pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_TODAY,
                                    d->uncertain ? pk_screen_word(screen, PK_SAY_DESCRIBE_AT_MEANS) : "",
                                    d->without_marketing ? pk_screen_word(screen, PK_SAY_DESCRIBE_WITHOUT) : "");
    fprintf(screen->stream, "%s\n", pk_text_wrap(text, 0, screen->width, arena));
}

/* ---- tables ---- */

static int personas_shown(from_t d)
{
    return d->ngroup - 1 > PERSONAS_MOST ? 0 : d->ngroup - 1;
}

/* Adds "all" and so many personas as columns. */
static void group_columns(from_t d, const char *all, int personas, pk_grid_column_t *columns, int *count,
                          pk_arena_t *arena)
{
    const char *heads[PERSONAS_MOST + 1] = {all};
    for (int group = 1; group <= personas; group++) {
        heads[group] = d->group_labels[group];
    }
    pk_text_cut_apart(heads + 1, personas, PERSONA_COLUMNS, arena);
    for (int group = 0; group <= personas; group++) {
        columns[(*count)++] = (pk_grid_column_t){.head = heads[group], .align = PK_ALIGN_RIGHT};
    }
}

/* Whether some persona stays longer somewhere than another. */
static bool stays_differ(from_t d)
{
    for (int i = 0; i < d->nstage; i++) {
        for (int group = 2; group < d->ngroup; group++) {
            if (d->stages[i].stay_steps[group] != d->stages[i].stay_steps[1]) {
                return true;
            }
        }
    }
    return false;
}

/* One steady state, of more than a single stage that is never left. */
static bool goes_round(from_t d)
{
    return d->chain.stationary && !(d->chain.nclosed == 1 && d->chain.closed[0].count == 1 && d->nstage > 1);
}

static const char *steps_text(double steps, const pk_screen_t *screen, pk_arena_t *arena)
{
    return isfinite(steps) ? pk_screen_short(screen, steps, arena) : "–";
}

static const char *back_text(from_t d, int i, const pk_screen_t *screen, pk_arena_t *arena)
{
    return d->chain.first_passage ? steps_text(d->chain.first_passage[i * (d->nstage + 1)], screen, arena) : "–";
}

static void print_stages(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = "", .align = PK_ALIGN_RIGHT}, {.head = pk_screen_word(screen, PK_SAY_STAGE), .most = LABEL_COLUMNS}};
    int count = 2, personas = stays_differ(d) ? personas_shown(d) : 0;
    group_columns(
        d,
        pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_STAY, pk_screen_steps_word(screen, d->step_unit, arena)),
        personas, columns, &count, arena);
    const bool round = goes_round(d);
    if (round) {
        columns[count++] =
            (pk_grid_column_t){.head = pk_screen_word(screen, PK_SAY_DESCRIBE_LONG_RUN), .align = PK_ALIGN_RIGHT};
        columns[count++] =
            (pk_grid_column_t){.head = pk_screen_word(screen, PK_SAY_DESCRIBE_BACK), .align = PK_ALIGN_RIGHT};
    }
    if (chain->absorption_time) {
        columns[count++] =
            (pk_grid_column_t){.head = pk_screen_word(screen, PK_SAY_DESCRIBE_UNTIL_END), .align = PK_ALIGN_RIGHT};
    }
    if (d->money) {
        columns[count++] = (pk_grid_column_t){
            .head = pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_VALUE, d->currency), .align = PK_ALIGN_RIGHT};
    }
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int i = 0; i < d->nstage; i++) {
        const pk_described_stage_t *stage = &d->stages[i];
        const char *cells[PK_GRID_COLUMNS] = {pk_arena_format(arena, "%d", i + 1), stage->label};
        int c = 2;
        for (int group = 0; group <= personas; group++) {
            cells[c++] = stay_text(stage->stay_steps[group], stage->absorbing, screen, arena);
        }
        if (round) {
            cells[c++] = pk_screen_percent(screen, chain->stationary[i], arena);
            cells[c++] = back_text(d, i, screen, arena);
        }
        if (chain->absorption_time) {
            cells[c++] = steps_text(chain->absorption_time[i], screen, arena);
        }
        if (d->money) {
            cells[c++] = pk_screen_short(screen, stage->value[0], arena);
        }
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
}

static const char *flow_number(const pk_described_flow_t *flow, int group, const pk_screen_t *screen, pk_arena_t *arena)
{
    const bool rate = flow->kind == PK_DESCRIBED_EVENTS || flow->kind == PK_DESCRIBED_ARRIVALS;
    return rate ? pk_screen_short(screen, flow->number[group], arena)
                : pk_screen_percent(screen, flow->number[group], arena);
}

static const char *flow_unit(from_t d, const pk_described_flow_t *flow, const pk_screen_t *screen, pk_arena_t *arena)
{
    const bool share = flow->kind == PK_DESCRIBED_SHARE;
    const bool chance = flow->kind == PK_DESCRIBED_PROBABILITY || flow->kind == PK_DESCRIBED_CHANCE;
    if (share) {
        return pk_screen_word(screen, flow->competed ? PK_SAY_DESCRIBE_OF_ENDED : PK_SAY_DESCRIBE_OF_LEAVING);
    }
    return pk_local_say(screen->language, arena,
                        chance                              ? PK_SAY_DESCRIBE_A_STEP
                        : flow->kind == PK_DESCRIBED_EVENTS ? PK_SAY_DESCRIBE_TIMES
                                                            : PK_SAY_DESCRIBE_PEOPLE,
                        pk_screen_step_word(screen, d->step_unit));
}

static void print_flows(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = pk_screen_word(screen, PK_SAY_DESCRIBE_TRANSITION), .most = 40}};
    int count = 1;
    group_columns(d, pk_screen_word(screen, PK_SAY_DESCRIBE_NOW), personas_shown(d), columns, &count, arena);
    columns[count++] = (pk_grid_column_t){.head = ""};
    columns[count++] = (pk_grid_column_t){.head = pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_MOVED,
                                                               pk_screen_count(screen, d->horizon, arena),
                                                               pk_screen_steps_word(screen, d->step_unit, arena)),
                                          .align = PK_ALIGN_RIGHT};
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int f = 0; f < d->nflow; f++) {
        const char *cells[PK_GRID_COLUMNS] = {d->flows[f].name};
        int c = 1;
        for (int group = 0; group <= personas_shown(d); group++) {
            cells[c++] = flow_number(&d->flows[f], group, screen, arena);
        }
        cells[c++] = flow_unit(d, &d->flows[f], screen, arena);
        cells[c++] = pk_screen_short(screen, d->flows[f].moved, arena);
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
    if (personas_shown(d) < d->ngroup - 1) {
        remark(pk_screen_word(screen, PK_SAY_DESCRIBE_PERSONAS), screen);
    }
}

/* ---- the long run ---- */

static const char *left_out(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *feedback = d->feedback != NULL ? pk_translated_list(screen->language, d->feedback, arena) : "";
    const char *arrivals = d->arrivals ? pk_translated(screen->language, "arrivals", arena) : "";
    const char *both = pk_arena_format(arena, "%s%s%s", feedback, *feedback && *arrivals ? ", " : "", arrivals);
    return *both == '\0'
               ? ""
               : pk_arena_format(arena, " %s", pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_LEFT_OUT, both));
}

/* "customer, lapsed; lost": what nobody leaves again. */
static const char *class_list(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *text = "";
    for (int k = 0; k < d->chain.nclosed && k < CLASSES; k++) {
        text = pk_arena_format(arena, "%s%s%s", text, k ? "; " : "",
                               pk_translated(screen->language, d->class_names[k], arena));
    }
    return d->chain.nclosed > CLASSES ? pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_CLASSES_MORE, text,
                                                     pk_screen_count(screen, d->chain.nclosed - CLASSES, arena))
                                      : text;
}

/* A remark with a sentence that the chain has in English. */
static void say_why(pk_saying_t saying, const char *why, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (why != NULL) {
        why = pk_translated(screen->language, why, arena);
        remark(pk_local_say(screen->language, arena, saying, why), screen);
    }
}

/* Steady state, ends, or in words why there is none. */
static void print_words(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    if (!chain->irreducible) {
        say_why(PK_SAY_DESCRIBE_CLOSED, class_list(d, screen, arena), screen, arena);
    }
    say_why(PK_SAY_DESCRIBE_NO_SHARES, chain->no_stationary, screen, arena);
    say_why(PK_SAY_DESCRIBE_MIND, chain->periodic, screen, arena);
    say_why(PK_SAY_DESCRIBE_LEFT_OUT, chain->left_out != chain->no_stationary ? chain->left_out : NULL, screen, arena);
}

/* Shares of time in a class of several stages. */
static void print_class(from_t d, int k, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_closed_t *closed = &d->chain.closed[k];
    const char *text = "";
    for (int m = 0; m < closed->count && m < PK_MATRIX_MOST; m++) {
        text = pk_arena_format(arena, "%s%s%s %s", text, m ? ", " : "", d->stages[closed->stages[m]].label,
                               pk_screen_percent(screen, closed->share[m], arena));
    }
    text = pk_arena_format(arena, "%s%s", text, closed->count > PK_MATRIX_MOST ? ", …" : "");
    remark(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_CLASS,
                        pk_translated(screen->language, d->class_names[k], arena), text),
           screen);
}

/* Who leaves for good: how long until then, where to, and how long they are where on the way. */
static void print_ends(from_t d, const pk_screen_t *screen)
{
    const pk_chain_t *chain = &d->chain;
    if (chain->absorption_time && chain->ends && chain->nclosed > 1) {
        pk_print_ends(d, pk_screen_word(screen, PK_SAY_DESCRIBE_ENDS), screen);
    }
    if (chain->steps_in) {
        pk_print_matrix(d, pk_screen_word(screen, PK_SAY_DESCRIBE_STAYS_IN), chain->steps_in, PK_MATRIX_VISITS,
                        chain->transient, screen);
    }
}

/* The columns of the passage times: what is in a loop that is never left. */
static void print_passage(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    bool *columns = PK_ARRAY(arena, bool, d->nstage), any = false;
    for (int k = 0; k < chain->nclosed; k++) {
        for (int m = 0; m < chain->closed[k].count && chain->closed[k].count > 1; m++) {
            columns[chain->closed[k].stages[m]] = any = true;
        }
    }
    if (chain->first_passage && any) {
        pk_print_matrix(d, pk_screen_word(screen, PK_SAY_DESCRIBE_PASSAGE), chain->first_passage, PK_MATRIX_STEPS,
                        columns, screen);
    }
}

static void print_long_run(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    heading(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_WERE_TODAY_TO_LAST,
                         pk_screen_steps_word(screen, d->step_unit, arena), left_out(d, screen, arena)),
            screen);
    print_words(d, screen, arena);
    for (int k = 0; k < chain->nclosed && k < CLASSES && chain->nclosed > 1; k++) {
        if (chain->closed[k].count > 1 && chain->closed[k].share) {
            print_class(d, k, screen, arena);
        }
    }
    print_passage(d, screen, arena);
    print_ends(d, screen);
}

/* ---- bottlenecks and assumptions ---- */

static const char *signed_short(double x, const char *sign, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *figure = pk_arena_format(arena, "%s%s", pk_figure_signed(x, pk_grain_short(x), arena), sign);
    return isnan(x) ? "–" : pk_screen_figure(screen, figure, arena);
}

static void print_full(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *names = "";
    for (int k = 0; k < d->bottlenecks.nfull; k++) {
        names = pk_arena_format(arena, "%s%s%s", names, k ? ", " : "", d->flows[d->bottlenecks.full[k]].name);
    }
    if (d->bottlenecks.tried < d->bottlenecks.of) {
        remark(pk_local_say(screen->language, arena, d->money ? PK_SAY_DESCRIBE_TRIED_MONEY : PK_SAY_DESCRIBE_TRIED,
                            pk_screen_count(screen, d->bottlenecks.tried, arena),
                            pk_screen_count(screen, d->bottlenecks.of, arena)),
               screen);
    }
    if (*names) {
        remark(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_FULL, names), screen);
    }
}

/* Why the model at its means and runs do not agree, where they differ by more than luck. */
static void print_apart(const pk_bottlenecks_t *b, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (b->runs == 0 || !(fabs(b->mean - b->base) > 3 * b->mcse) || fabs(b->mean - b->base) <= 1e-9 * fabs(b->base)) {
        return;
    }
    remark(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_APART, pk_screen_short(screen, 1.96 * b->mcse, arena)),
           screen);
}

/* "Profit, EUR" */
static const char *measure_head(const pk_bottlenecks_t *b, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_kpi_entry_t *entry = pk_kpi_entry(b->kpi);
    const char *label = entry != NULL && screen->language != PK_ENGLISH ? entry->words[screen->language] : b->label;
    return pk_arena_format(arena, "%s%s%s", label, *b->unit ? ", " : "", pk_word_unit(screen->language, b->unit));
}

static void print_bottlenecks(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_bottlenecks_t *b = &d->bottlenecks;
    heading(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_TENTH, horizon_text(d, screen, arena)), screen);
    if (!b->kpi) {
        remark(pk_screen_word(screen, PK_SAY_DESCRIBE_NOTHING_MOVES), screen);
        print_full(d, screen, arena);
        return;
    }
    pk_grid_t grid =
        pk_grid_of((pk_grid_column_t[]){{.head = pk_screen_word(screen, PK_SAY_DESCRIBE_TRANSITION), .most = 40},
                                        {.head = measure_head(b, screen, arena), .align = PK_ALIGN_RIGHT},
                                        {.head = "", .align = PK_ALIGN_RIGHT},
                                        {0}},
                   arena);
    pk_grid_add(
        &grid, PK_STYLE_FAINT,
        (const char *[]){pk_screen_word(screen, PK_SAY_DESCRIBE_AS_IS), pk_screen_short(screen, b->base, arena), NULL});
    if (b->runs > 0) {
        const char *runs = pk_screen_count(screen, (double)b->runs, arena);
        const char *mean = pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_AS_IS_RUNS, runs);
        pk_grid_add(&grid, PK_STYLE_FAINT, (const char *[]){mean, pk_screen_short(screen, b->mean, arena), NULL});
    }
    for (int k = 0; k < b->count && k < BOTTLENECKS && b->at[k].change != 0; k++) {
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){d->flows[b->at[k].flow].name, signed_short(b->at[k].change, "", screen, arena),
                                     signed_short(100 * b->at[k].share, "%", screen, arena)});
    }
    pk_grid_print(&grid, 2, screen);
    print_apart(b, screen, arena);
    print_full(d, screen, arena);
}

static void print_numbers(const pk_unsourced_t *list, int count, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_t grid =
        pk_grid_of((pk_grid_column_t[]){{.head = "", .most = PATH_COLUMNS}, {.head = "", .most = 32}, {0}}, arena);
    for (int k = 0; k < count && k < ASSUMPTIONS; k++) {
        pk_grid_add(
            &grid, PK_STYLE_PLAIN,
            (const char *[]){list[k].path, screen->language == PK_ENGLISH
                                               ? list[k].value
                                               : pk_written_words(screen->language, list[k].value, false, arena)});
    }
    pk_grid_print(&grid, 2, screen);
    if (count > ASSUMPTIONS) {
        remark(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_LIST_MORE,
                            pk_screen_count(screen, count - ASSUMPTIONS, arena)),
               screen);
    }
}

static void print_assumptions(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    heading(pk_local_say(screen->language, arena, PK_SAY_DESCRIBE_ASSUMPTIONS,
                         pk_screen_count(screen, d->nsourced, arena), pk_screen_count(screen, d->nown, arena),
                         pk_screen_count(screen, d->nunsourced, arena)),
            screen);
    if (d->nunsourced > 0) {
        remark(pk_screen_word(screen, PK_SAY_DESCRIBE_UNSOURCED), screen);
        print_numbers(d->unsourced, d->nunsourced, screen, arena);
    }
    if (d->nown > 0) {
        remark(pk_screen_word(screen, PK_SAY_DESCRIBE_OWN), screen);
        print_numbers(d->own, d->nown, screen, arena);
    }
}

/* Columns of files that numbers are drawn from, and what is drawn together. */
static void print_laws(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_told_numbers_t *told = &d->numbers;
    for (int k = 0; k < told->nsample; k++) {
        remark(pk_sample_words(screen->language, &told->samples[k], d->step_unit, arena), screen);
    }
    for (int l = 0; l < told->ntogether; l++) {
        remark(pk_together_words(screen->language, &told->together[l], arena), screen);
    }
}

void pk_print_description(const pk_description_t *d, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    print_headline(d, screen, &arena);
    print_stages(d, screen, &arena);
    print_flows(d, screen, &arena);
    print_long_run(d, screen, &arena);
    print_bottlenecks(d, screen, &arena);
    print_assumptions(d, screen, &arena);
    print_laws(d, screen, &arena);
    pk_arena_free(&arena);
}
