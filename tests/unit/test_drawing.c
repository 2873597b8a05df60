/* The pen of journeys and graphs: arrows that end at their box, numbers clear of boxes and of each other; and the graph
 * of a description, drawn by the real gnuplot where there is one. */
#include "report/charts.h"
#include "report/drawing.h"
#include "result/description.h"

#include "tiny_result.h"

enum { STAGES = 12, FLOWS = 26 };

/* Twelve stages with long Finnish names, the last three lost, forward, back and away. */
static pk_description_t twelve_stages(void)
{
    static const char *const roles[STAGES] = {"prospect", "prospect", "prospect", "prospect", "customer", "customer",
                                              "customer", "customer", "advocate", "lost",     "lost",     "lost"};
    static const int ends[FLOWS][2] = {{0, 1},  {1, 2}, {2, 3},  {3, 4},  {4, 5}, {5, 6},  {6, 7},  {7, 8},  {1, 0},
                                       {2, 0},  {3, 2}, {8, 0},  {7, 2},  {2, 4}, {1, 9},  {2, 9},  {3, 10}, {4, 10},
                                       {5, 11}, {9, 0}, {10, 2}, {11, 0}, {8, 8}, {6, 10}, {8, 11}, {7, 4}};
    pk_description_t d = {.title = "Asiakaspolku", .step_unit = "week", .horizon = 105, .ngroup = 1};
    d.nstage = STAGES;
    d.nflow = FLOWS;
    d.stages = PK_ARRAY(&d.arena, pk_described_stage_t, STAGES);
    d.flows = PK_ARRAY(&d.arena, pk_described_flow_t, FLOWS);
    for (int i = 0; i < STAGES; i++) {
        d.stages[i] = (pk_described_stage_t){.name = "stage", .role = roles[i]};
        d.stages[i].label = pk_arena_format(&d.arena, "Oston jälkeinen kokemus %d", i + 1);
        d.stages[i].stay_steps = PK_ARRAY(&d.arena, double, 1);
        d.stages[i].stay_steps[0] = i == 11 ? INFINITY : 2.5 * i;
    }
    for (int f = 0; f < FLOWS; f++) {
        d.flows[f] = (pk_described_flow_t){.name = "a -> b", .from = ends[f][0], .to = ends[f][1]};
        d.flows[f].number = PK_ARRAY(&d.arena, double, 1);
        d.flows[f].number[0] = 0.5 / (f + 1);
        d.flows[f].moved = f == 20 ? 0 : 40000.0 / (1 + f * f);
    }
    return d;
}

typedef struct {
    double kind, x, y;
    int mark, lines;
} row_t;

/* The rows of a sheet's data. */
static int read_rows(const char *folder, const char *name, row_t *rows, int most)
{
    char *text = read_whole(folder, name);
    int count = 0;
    assert_non_null(text);
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        row_t *row = &rows[count];
        if (sscanf(line, "%lf\t%lf\t%lf\t%d\t%d", &row->kind, &row->x, &row->y, &row->mark, &row->lines) == 5) {
            assert_true(++count < most);
        }
    }
    free(text);
    return count;
}

/* All transitions have their number, none upon another, none upon a box's name. */
static void test_numbers_keep_apart(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    pk_description_t d = twelve_stages();
    assert_int_equal(pk_sheet_open(&sheet, folder, "graph", &diag), PK_OK);
    assert_true(pk_chart_graph.has_data(&(pk_chart_source_t){.description = &d}));
    pk_chart_graph.write(&(pk_chart_source_t){.description = &d}, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    enum { MOST = 8000 };
    row_t *rows = malloc(MOST * sizeof *rows);
    const int count = read_rows(folder, "graph.tsv", rows, MOST);
    int numbers = 0, names = 0;
    for (int i = 0; i < count; i++) {
        numbers += rows[i].kind == 21;
        names += rows[i].kind == 20;
        for (int j = 0; j < i && rows[i].kind == 21; j++) {
            const bool other = rows[j].kind == 21 || rows[j].kind == 20;
            assert_false(other && fabs(rows[i].x - rows[j].x) < 3 && fabs(rows[i].y - rows[j].y) < 1.2);
        }
    }
    assert_int_equal(names, STAGES);
    assert_int_equal(numbers, FLOWS - 1); /* the event stands in its box */
    free(rows);
    pk_description_free(&d);
    pk_diag_free(&diag);
    remove_folder(folder);
}

static void test_words(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    pk_description_t d = twelve_stages();
    assert_int_equal(pk_sheet_open(&sheet, folder, "graph", &diag), PK_OK);
    pk_chart_graph.write(&(pk_chart_source_t){.description = &d, .language = PK_FINNISH}, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    char *labels = read_whole(folder, "graph.labels.tsv");
    assert_non_null(strstr(labels, "Näin asiakaspolku kulkee tänään: Asiakaspolku"));
    assert_non_null(strstr(labels, "105 viikkoa"));
    assert_non_null(strstr(labels, "2,5 viikkoa"));
    assert_non_null(strstr(labels, "pysyvästi"));
    assert_non_null(strstr(labels, "50\xc2\xa0%"));
    free(labels);
    pk_description_free(&d);
    pk_diag_free(&diag);
    remove_folder(folder);
}

/* A ribbon's arrow: its tip on the box, the band shorter by the arrow. */
static void test_arrow(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    const pk_ribbon_t ribbon = {0, 1, 1, PK_RIBBON_ON, 1, {{0, 5}, {4, 5}, {6, 5}, {10, 5}}};
    assert_int_equal(pk_sheet_open(&sheet, folder, "arrow", &diag), PK_OK);
    const pk_pen_t pen = {.sheet = &sheet, .letter = 1};
    pk_pen_columns(&pen);
    pk_pen_ribbon(&pen, &ribbon, true);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    row_t rows[200];
    const int count = read_rows(folder, "arrow.tsv", rows, 200);
    assert_near(rows[0].x, 10, 1e-12);
    assert_near(rows[0].y, 5, 1e-12);
    double end = 0;
    for (int i = 3; i < count; i++) {
        end = fmax(end, rows[i].x);
    }
    assert_near(end, rows[1].x, 1e-9);
    assert_true(end < 9 && end > 7);
    pk_diag_free(&diag);
    remove_folder(folder);
}

/* What a way back is: 0 prospect, 1 purchase (instant), 2 customer, 3 parcel (customer), 4 lost, 5 an advocate. */
static void test_returns(void **state)
{
    (void)state;
    static const char *const roles[] = {"prospect", "prospect", "customer", "customer", "lost", "advocate"};
    static const bool instant[] = {false, true, false, false, false, false};
    static const struct {
        int from, to;
        bool purchase;
        pk_ribbon_kind_t kind;
    } ways[] = {
        {0, 1, false, PK_RIBBON_ON},   /* sells there, has never bought */
        {1, 2, true, PK_RIBBON_ON},    /* the first purchase */
        {2, 1, false, PK_RIBBON_BUY},  /* a customer to the purchase, which brings revenue on its way out */
        {2, 3, true, PK_RIBBON_BUY},   /* an order */
        {3, 2, false, PK_RIBBON_BACK}, /* a parcel that is returned: what the customer buys next is no part of it */
        {5, 3, true, PK_RIBBON_BUY},   {3, 5, false, PK_RIBBON_BACK}, /* the only order out of 5 is the way to 3 */
        {4, 2, false, PK_RIBBON_BUY},                                 /* won back to where orders are made */
        {4, 0, false, PK_RIBBON_BACK}, {5, 0, false, PK_RIBBON_BACK},
        {4, 3, false, PK_RIBBON_BACK}, /* the parcel itself brings nothing more */
    };
    enum { WAYS = sizeof ways / sizeof ways[0] };
    int from[WAYS], to[WAYS];
    bool purchase[WAYS];
    for (int i = 0; i < WAYS; i++) {
        from[i] = ways[i].from;
        to[i] = ways[i].to;
        purchase[i] = ways[i].purchase;
    }
    pk_arena_t arena = {0};
    const pk_ribbon_kind_t *kinds =
        pk_drawing_returns(&(pk_drawing_flows_t){roles, instant, WAYS, from, to, purchase}, &arena);
    for (int i = 0; i < WAYS; i++) {
        assert_int_equal(kinds[i], ways[i].kind);
    }
    pk_arena_free(&arena);
}

static void test_drawn(void **state)
{
    (void)state;
    if (system("command -v gnuplot >/dev/null 2>&1") != 0) {
        skip();
    }
    char folder[64];
    make_folder(folder);
    static const char *const terminals[] = {"svg", "png"};
    const pk_charts_options_t options = {
        .plots = "plots", .terminals = terminals, .nterminal = 2, .gnuplot = {.seconds = 60}};
    pk_pictures_t pictures = {0};
    pk_diag_t diag = {0};
    pk_description_t d = twelve_stages();
    assert_int_equal(pk_charts_description(&d, folder, &options, &pictures, &diag), PK_OK);
    assert_int_equal(pictures.count, 2);
    char *svg = read_whole(folder, "charts/graph.svg");
    assert_non_null(strstr(svg, "jälkeinen"));
    assert_non_null(strstr(svg, "50%"));
    free(svg);
    pk_description_free(&d);
    pk_pictures_free(&pictures);
    pk_diag_free(&diag);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_keep_apart),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_arrow),
        cmocka_unit_test(test_returns),
        cmocka_unit_test(test_drawn),
    };
    return cmocka_run_group_tests_name("drawing", tests, NULL, NULL);
}
