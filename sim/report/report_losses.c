/* Where customers are lost: the moves out of each stage, and the bottleneck in words. */
#include <math.h>
#include <string.h>

#include "report/report_parts.h"

enum { FAR = 1 << 20 };

/* The moves out of a stage over the whole time. */
typedef struct {
    double left, onward, back, lost;
    int worst; /* the lost stage that most go to; -1 */
    double worst_count;
} exits_t;

static bool is_there(const pk_page_t *page)
{
    return page->baseline->flow_counts != NULL && page->baseline->nflow > 0;
}

static bool is_role(const pk_result_t *r, int stage, const char *role)
{
    return strcmp(r->stages[stage].role, role) == 0;
}

static int goal_distance(const pk_result_t *r, int stage)
{
    return is_role(r, stage, "advocate") ? 0 : is_role(r, stage, "customer") ? 1 : FAR;
}

/* How many moves each stage is away from being a customer who comes back: an advocate 0, a customer 1, a stage with a
 * way to a customer 2, … A move to a smaller number is onward. Where nobody has such a role, every move is onward that
 * is no loss. */
static void measure(const pk_result_t *r, int *distance)
{
    for (int i = 0; i < r->nstage; i++) {
        distance[i] = goal_distance(r, i);
    }
    for (int round = 0; round < r->nstage; round++) {
        for (int f = 0; f < r->nflow; f++) {
            const int from = pk_result_stage(r, r->flows[f].from), to = pk_result_stage(r, r->flows[f].to);
            if (from >= 0 && to >= 0 && distance[to] + 1 < distance[from]) {
                distance[from] = distance[to] + 1;
            }
        }
    }
}

/* From one stage of customers to another that is no worse. */
static bool stays_customer(const int *distance, int from, int to)
{
    return distance[from] <= 1 && distance[to] == distance[from];
}

static void add_flow(const pk_result_t *r, int flow, const int *distance, exits_t *exits)
{
    const int from = pk_result_stage(r, r->flows[flow].from), to = pk_result_stage(r, r->flows[flow].to);
    if (from < 0 || to < 0 || from == to) {
        return;
    }
    const double moved = pk_chart_moved(r, flow);
    exits_t *e = &exits[from];
    e->left += moved;
    if (is_role(r, to, "lost") && !is_role(r, from, "lost")) {
        e->lost += moved;
        if (moved > e->worst_count) {
            e->worst = to;
            e->worst_count = moved;
        }
    } else if (distance[to] < distance[from] || distance[from] >= FAR || stays_customer(distance, from, to)) {
        e->onward += moved;
    } else {
        e->back += moved;
    }
}

static exits_t *exits_of(const pk_result_t *r, pk_arena_t *arena)
{
    int *distance = PK_ARRAY(arena, int, r->nstage);
    exits_t *exits = PK_ARRAY(arena, exits_t, r->nstage);
    measure(r, distance);
    for (int i = 0; i < r->nstage; i++) {
        exits[i].worst = -1;
    }
    for (int f = 0; f < r->nflow; f++) {
        add_flow(r, f, distance, exits);
    }
    return exits;
}

static double all_lost(const pk_result_t *r, const exits_t *exits)
{
    double sum = 0;
    for (int i = 0; i < r->nstage; i++) {
        sum += exits[i].lost;
    }
    return sum;
}

static const char *label_of(const pk_result_t *r, int stage)
{
    return pk_chart_label(r->stages[stage].label, r->stages[stage].name);
}

static const char *count_of(pk_page_t *page, double x)
{
    const double grain = x >= 1000 ? pow(10, floor(log10(x)) - 2) : 1;
    return pk_local_count(page->language, grain > 1 ? round(x / grain) * grain : round(x), &page->arena);
}

static const char *share_of(pk_page_t *page, double part, double whole)
{
    return pk_local_chance(page->language, part / whole, 0, &page->arena);
}

/* The stage that most are lost from. */
static void say_most(pk_page_t *page, const pk_result_t *r, const exits_t *exits)
{
    const double all = all_lost(r, exits);
    int most = 0;
    for (int i = 1; i < r->nstage; i++) {
        most = exits[i].lost > exits[most].lost ? i : most;
    }
    if (!(all > 0)) {
        pk_page_say(page, "p", "finding", PK_SAY_LOSS_NONE);
        return;
    }
    pk_page_say(page, "p", "finding", PK_SAY_LOSS_MOST, label_of(r, most), count_of(page, exits[most].lost),
                count_of(page, all), share_of(page, exits[most].lost, all), label_of(r, exits[most].worst));
}

/* The stage out of which the smallest part goes on, among those that a thousandth of all moves or more leave. */
static void say_narrow(pk_page_t *page, const pk_result_t *r, const exits_t *exits)
{
    double all = 0;
    int narrow = -1;
    for (int i = 0; i < r->nstage; i++) {
        all += exits[i].left;
    }
    for (int i = 0; i < r->nstage; i++) {
        const exits_t *e = &exits[i];
        const bool counts = e->left > 0.001 * all && e->onward > 0 && e->onward < e->left &&
                            is_role(r, i, "prospect") && !is_role(r, i, "lost");
        if (counts && (narrow < 0 || e->onward / e->left < exits[narrow].onward / exits[narrow].left)) {
            narrow = i;
        }
    }
    if (narrow >= 0) {
        const exits_t *e = &exits[narrow];
        pk_page_say(page, "p", "finding", PK_SAY_LOSS_NARROW, label_of(r, narrow), count_of(page, e->left),
                    count_of(page, e->onward), share_of(page, e->onward, e->left));
    }
}

/* What the plan of the tiles does to the losses. */
static void say_changed(pk_page_t *page, double before)
{
    const pk_result_t *r = &page->results[page->star];
    if (r == page->baseline || r->flow_counts == NULL || !(before > 0)) {
        return;
    }
    const double now = all_lost(r, exits_of(r, &page->arena)), change = 100 * (now / before - 1);
    const char *percent = pk_local_figure(
        page->language, pk_arena_format(&page->arena, "%+.*f%%", fabs(change) < 9.5 ? 1 : 0, change), &page->arena);
    pk_page_say(page, "p", NULL, PK_SAY_LOSS_CHANGED, pk_chart_scenario(r), count_of(page, now), percent);
}

static void write_part(pk_page_t *page, double part, double whole)
{
    pk_html_cell_begin(&page->html);
    if (part > 0) {
        pk_html_element(&page->html, "span", "main", count_of(page, part));
        pk_html_element(&page->html, "span", "small", share_of(page, part, whole));
    } else {
        pk_html_text(&page->html, "–");
    }
    pk_html_cell_end(&page->html);
}

static void write_table(pk_page_t *page, const pk_result_t *r, const exits_t *exits)
{
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_STAGE), false},
                                        {pk_saying(page->language, PK_SAY_LEFT), true},
                                        {pk_saying(page->language, PK_SAY_ONWARD), true},
                                        {pk_saying(page->language, PK_SAY_BACK), true},
                                        {pk_saying(page->language, PK_SAY_LOST), true}};
    pk_html_table(&page->html, PK_PAGE_TEXT(page, PK_SAY_LOSS_CAPTION, pk_chart_scenario(r)), true, columns, 5);
    for (int i = 0; i < r->nstage; i++) {
        if (exits[i].left > 0) {
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, label_of(r, i));
            pk_html_cell(&page->html, count_of(page, exits[i].left));
            write_part(page, exits[i].onward, exits[i].left);
            write_part(page, exits[i].back, exits[i].left);
            write_part(page, exits[i].lost, exits[i].left);
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
}

static void write(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const exits_t *exits = exits_of(r, &page->arena);
    say_most(page, r, exits);
    say_narrow(page, r, exits);
    say_changed(page, all_lost(r, exits));
    pk_page_say(page, "p", "note", page->comparison != NULL ? PK_SAY_LOSS_HONEST : PK_SAY_LOSS_HONEST_RUN);
    write_table(page, r, exits);
}

const pk_section_t pk_section_losses = {.id = "losses", .head = PK_SAY_LOSS_HEAD, .is_there = is_there, .write = write};
