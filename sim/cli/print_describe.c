#include "cli/print_describe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/print_matrix.h"
#include "cli/print_table.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/number_words.h"

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

static const char *stay_text(double steps, bool absorbing, pk_arena_t *arena)
{
    if (absorbing || isinf(steps)) {
        return absorbing ? "for good" : "some for good";
    }
    return steps == 0 ? "no time" : pk_figure_short(steps, arena);
}

static const char *horizon_text(from_t d, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s %s%s", pk_figure(d->horizon, 1, arena), d->step_unit, d->horizon == 1 ? "" : "s");
}

static void print_headline(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *model = strcmp(d->title, d->model) != 0 ? pk_arena_format(arena, " · %s", d->model) : "";
    fprintf(screen->stream, "%s%s%s%s\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(d->title, false, arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_text_harmless(model, false, arena));
    fprintf(screen->stream, "%d stages, %d transitions, %s customers, %s ahead\n", d->nstage, d->nflow,
            pk_figure(d->population, 1, arena), horizon_text(d, arena));
    const char *text = pk_arena_format(
        arena, "As it stands today%s%s", d->uncertain ? ", every uncertain number at its mean" : "",
        d->without_marketing ? "; what is written is without marketing, what stands here with today's spend" : "");
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

static const char *steps_text(double steps, pk_arena_t *arena)
{
    return isfinite(steps) ? pk_figure_short(steps, arena) : "–";
}

static const char *back_text(from_t d, int i, pk_arena_t *arena)
{
    return d->chain.first_passage ? steps_text(d->chain.first_passage[i * (d->nstage + 1)], arena) : "–";
}

static void print_stages(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {{.head = "", .align = PK_ALIGN_RIGHT},
                                                     {.head = "Stage", .most = LABEL_COLUMNS}};
    int count = 2, personas = stays_differ(d) ? personas_shown(d) : 0;
    group_columns(d, pk_arena_format(arena, "stay\n(%ss)", d->step_unit), personas, columns, &count, arena);
    const bool round = goes_round(d);
    if (round) {
        columns[count++] = (pk_grid_column_t){.head = "in the\nlong run", .align = PK_ALIGN_RIGHT};
        columns[count++] = (pk_grid_column_t){.head = "back\nafter", .align = PK_ALIGN_RIGHT};
    }
    if (chain->absorption_time) {
        columns[count++] = (pk_grid_column_t){.head = "until\nthe end", .align = PK_ALIGN_RIGHT};
    }
    if (d->money) {
        columns[count++] =
            (pk_grid_column_t){.head = pk_arena_format(arena, "value\n(%s)", d->currency), .align = PK_ALIGN_RIGHT};
    }
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int i = 0; i < d->nstage; i++) {
        const pk_described_stage_t *stage = &d->stages[i];
        const char *cells[PK_GRID_COLUMNS] = {pk_arena_format(arena, "%d", i + 1), stage->label};
        int c = 2;
        for (int group = 0; group <= personas; group++) {
            cells[c++] = stay_text(stage->stay_steps[group], stage->absorbing, arena);
        }
        if (round) {
            cells[c++] = pk_figure_percent(chain->stationary[i], arena);
            cells[c++] = back_text(d, i, arena);
        }
        if (chain->absorption_time) {
            cells[c++] = steps_text(chain->absorption_time[i], arena);
        }
        if (d->money) {
            cells[c++] = pk_figure_short(stage->value[0], arena);
        }
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
}

static const char *flow_number(const pk_described_flow_t *flow, int group, pk_arena_t *arena)
{
    const bool rate = flow->kind == PK_DESCRIBED_EVENTS || flow->kind == PK_DESCRIBED_ARRIVALS;
    return rate ? pk_figure_short(flow->number[group], arena) : pk_figure_percent(flow->number[group], arena);
}

static const char *flow_unit(from_t d, const pk_described_flow_t *flow, pk_arena_t *arena)
{
    switch (flow->kind) {
    case PK_DESCRIBED_SHARE:
        return flow->competed ? "of those whose stay ends" : "of those who leave";
    case PK_DESCRIBED_PROBABILITY:
    case PK_DESCRIBED_CHANCE:
        return pk_arena_format(arena, "a %s", d->step_unit);
    case PK_DESCRIBED_EVENTS:
        return pk_arena_format(arena, "times a %s", d->step_unit);
    default:
        return pk_arena_format(arena, "people a %s", d->step_unit);
    }
}

static void print_flows(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {{.head = "Transition", .most = 40}};
    int count = 1;
    group_columns(d, "today", personas_shown(d), columns, &count, arena);
    columns[count++] = (pk_grid_column_t){.head = ""};
    columns[count++] =
        (pk_grid_column_t){.head = pk_arena_format(arena, "in %s\n%ss", pk_figure(d->horizon, 1, arena), d->step_unit),
                           .align = PK_ALIGN_RIGHT};
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int f = 0; f < d->nflow; f++) {
        const char *cells[PK_GRID_COLUMNS] = {d->flows[f].name};
        int c = 1;
        for (int group = 0; group <= personas_shown(d); group++) {
            cells[c++] = flow_number(&d->flows[f], group, arena);
        }
        cells[c++] = flow_unit(d, &d->flows[f], arena);
        cells[c++] = pk_figure_short(d->flows[f].moved, arena);
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 2, screen);
    if (personas_shown(d) < d->ngroup - 1) {
        remark("Each persona's numbers are in --json.", screen);
    }
}

/* ---- the long run ---- */

static const char *left_out(from_t d, pk_arena_t *arena)
{
    if (!d->feedback && !d->arrivals) {
        return "";
    }
    return pk_arena_format(arena, " Left out: %s%s%s.", d->feedback ? d->feedback : "",
                           d->feedback && d->arrivals ? ", " : "", d->arrivals ? "arrivals" : "");
}

/* "customer, lapsed; lost": what nobody leaves again. */
static const char *class_list(from_t d, pk_arena_t *arena)
{
    const char *text = "";
    for (int k = 0; k < d->chain.nclosed && k < CLASSES; k++) {
        text = pk_arena_format(arena, "%s%s%s", text, k ? "; " : "", d->class_names[k]);
    }
    return d->chain.nclosed > CLASSES ? pk_arena_format(arena, "%s; and %d more", text, d->chain.nclosed - CLASSES)
                                      : text;
}

/* Steady state, ends, or in words why there is none. */
static void print_words(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    if (!chain->irreducible) {
        remark(pk_arena_format(arena, "Once there, nobody leaves again: %s.", class_list(d, arena)), screen);
    }
    if (chain->no_stationary) {
        remark(pk_arena_format(arena, "No long-run shares: %s.", chain->no_stationary), screen);
    }
    if (chain->periodic) {
        remark(pk_arena_format(arena, "Mind: %s.", chain->periodic), screen);
    }
    if (chain->left_out && chain->left_out != chain->no_stationary) {
        remark(pk_arena_format(arena, "Left out: %s.", chain->left_out), screen);
    }
}

/* Shares of time in a class of several stages. */
static void print_class(from_t d, int k, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_closed_t *closed = &d->chain.closed[k];
    const char *text = "";
    for (int m = 0; m < closed->count && m < PK_MATRIX_MOST; m++) {
        text = pk_arena_format(arena, "%s%s%s %s", text, m ? ", " : "", d->stages[closed->stages[m]].label,
                               pk_figure_percent(closed->share[m], arena));
    }
    remark(pk_arena_format(arena, "Who ends in %s is there in the long run: %s%s", d->class_names[k], text,
                           closed->count > PK_MATRIX_MOST ? ", …" : ""),
           screen);
}

/* Who leaves for good: how long until then, where to, and how long they are where on the way. */
static void print_ends(from_t d, const pk_screen_t *screen)
{
    const pk_chain_t *chain = &d->chain;
    if (chain->absorption_time && chain->ends && chain->nclosed > 1) {
        pk_print_ends(d, "The chance that who enters the row's stage ends in the column's", screen);
    }
    if (chain->steps_in) {
        pk_print_matrix(d, "How long who enters the row's stage is in the column's", chain->steps_in, PK_MATRIX_VISITS,
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
        pk_print_matrix(d, "From the row's stage until first in the column's", chain->first_passage, PK_MATRIX_STEPS,
                        columns, screen);
    }
}

static void print_long_run(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_chain_t *chain = &d->chain;
    heading(pk_arena_format(arena, "The long run, were today to last, in %ss.%s", d->step_unit, left_out(d, arena)),
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

static const char *signed_percent(double share, pk_arena_t *arena)
{
    return isnan(share)
               ? "–"
               : pk_arena_format(arena, "%s%%", pk_figure_signed(100 * share, pk_grain_short(100 * share), arena));
}

static void print_full(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *names = "";
    for (int k = 0; k < d->bottlenecks.nfull; k++) {
        names = pk_arena_format(arena, "%s%s%s", names, k ? ", " : "", d->flows[d->bottlenecks.full[k]].name);
    }
    if (d->bottlenecks.tried < d->bottlenecks.of) {
        remark(pk_arena_format(arena, "Tried were the %s of %s that can matter most, by how many take them%s.",
                               pk_figure(d->bottlenecks.tried, 1, arena), pk_figure(d->bottlenecks.of, 1, arena),
                               d->money ? " and what that is worth" : ""),
               screen);
    }
    if (*names) {
        remark(pk_arena_format(arena, "Cannot be a tenth more likely, for all who could already move: %s.", names),
               screen);
    }
}

/* Why the model at its means and runs do not agree, where they differ by more than luck. */
static void print_apart(const pk_bottlenecks_t *b, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (b->runs == 0 || !(fabs(b->mean - b->base) > 3 * b->mcse) || fabs(b->mean - b->base) <= 1e-9 * fabs(b->base)) {
        return;
    }
    remark(
        pk_arena_format(arena,
                        "The mean of runs (± %s) is not the model at its means: numbers that multiply each other, "
                        "capacities and saturation do not even out. The changes are those of the model at its means.",
                        pk_figure_short(1.96 * b->mcse, arena)),
        screen);
}

static void print_bottlenecks(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_bottlenecks_t *b = &d->bottlenecks;
    heading(pk_arena_format(arena, "If one transition were a tenth more likely, for %s", horizon_text(d, arena)),
            screen);
    if (!b->kpi) {
        remark("No transition changes profit, purchases or customers: give a transition a revenue, or a stage the role "
               "customer.",
               screen);
        print_full(d, screen, arena);
        return;
    }
    const char *head = pk_arena_format(arena, "%s%s%s", b->label, *b->unit ? ", " : "", b->unit);
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = "Transition", .most = 40},
                                                     {.head = head, .align = PK_ALIGN_RIGHT},
                                                     {.head = "", .align = PK_ALIGN_RIGHT},
                                                     {0}},
                                arena);
    pk_grid_add(&grid, PK_STYLE_FAINT,
                (const char *[]){"as it is, the model at its means", pk_figure_short(b->base, arena), NULL});
    if (b->runs > 0) {
        const char *mean = pk_arena_format(arena, "as it is, mean of %s runs", pk_figure((double)b->runs, 1, arena));
        pk_grid_add(&grid, PK_STYLE_FAINT, (const char *[]){mean, pk_figure_short(b->mean, arena), NULL});
    }
    for (int k = 0; k < b->count && k < BOTTLENECKS && b->at[k].change != 0; k++) {
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){d->flows[b->at[k].flow].name,
                                     pk_figure_signed(b->at[k].change, pk_grain_short(b->at[k].change), arena),
                                     signed_percent(b->at[k].share, arena)});
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
        pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){list[k].path, list[k].value});
    }
    pk_grid_print(&grid, 2, screen);
    if (count > ASSUMPTIONS) {
        remark(pk_arena_format(arena, "and %d more: --json lists all", count - ASSUMPTIONS), screen);
    }
}

static void print_assumptions(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    heading(pk_arena_format(arena, "Assumptions: %d with a source, %d our own (a note says so), %d without either",
                            d->nsourced, d->nown, d->nunsourced),
            screen);
    if (d->nunsourced > 0) {
        remark("Without a source or a note:", screen);
        print_numbers(d->unsourced, d->nunsourced, screen, arena);
    }
    if (d->nown > 0) {
        remark("Our own assumptions:", screen);
        print_numbers(d->own, d->nown, screen, arena);
    }
}

/* Columns of files that numbers are drawn from, and what is drawn together. */
static void print_laws(from_t d, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_told_numbers_t *told = &d->numbers;
    for (int k = 0; k < told->nsample; k++) {
        remark(pk_sample_words(PK_ENGLISH, &told->samples[k], d->step_unit, arena), screen);
    }
    for (int l = 0; l < told->ntogether; l++) {
        remark(pk_together_words(PK_ENGLISH, &told->together[l], arena), screen);
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
