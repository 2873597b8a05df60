/* The geometry of a journey's picture: boxes apart, ribbons as wide as many took them and tied to their boxes. */
#include "report/layout.h"

#include "tiny_result.h"

enum { STAGES = 6, FLOWS = 8 };

/* a -> b -> c, a -> c over b, c -> a back, b -> lost, lost -> c, arrivals in a, an event of c, a flow of nobody. */
static void make(pk_layout_t *layout, pk_arena_t *arena)
{
    static const pk_rank_t ranks[STAGES] = {PK_RANK_PROSPECT, PK_RANK_PROSPECT, PK_RANK_CUSTOMER,
                                            PK_RANK_ASIDE,    PK_RANK_ASIDE,    PK_RANK_PROSPECT};
    static const int from[FLOWS] = {0, 1, 0, 2, 1, 3, -1, 2}, to[FLOWS] = {1, 2, 2, 0, 3, 2, 0, 2};
    static const double moved[FLOWS] = {100, 60, 20, 10, 30, 5, 50, 80};
    pk_layout_make(layout, ranks, STAGES, &(pk_layout_flows_t){FLOWS, from, to, moved, moved, NULL}, arena);
}

static void test_boxes(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    make(&l, &arena);
    assert_int_equal(l.boxes[0].column, 0);
    assert_int_equal(l.boxes[1].column, 1);
    assert_int_equal(l.boxes[2].column, 2);
    assert_int_equal(l.boxes[5].column, 0); /* nothing leads there: under the first */
    assert_true(l.boxes[3].y > l.boxes[0].y + l.boxes[0].height);
    for (int i = 0; i < STAGES; i++) {
        const pk_box_t *a = &l.boxes[i];
        assert_true(a->x - a->width / 2 >= 0 && a->x + a->width / 2 <= PK_LAYOUT_WIDTH);
        for (int j = 0; j < i; j++) {
            const pk_box_t *b = &l.boxes[j];
            assert_true(fabs(a->x - b->x) >= (a->width + b->width) / 2 ||
                        fabs(a->y - b->y) >= (a->height + b->height) / 2);
        }
    }
    pk_arena_free(&arena);
}

static bool is_on_edge(const pk_box_t *box, pk_point_t p)
{
    double dx = fabs(p.x - box->x) - box->width / 2, dy = fabs(p.y - box->y) - box->height / 2;
    return dx <= 1e-9 && dy <= 1e-9 && (fabs(dx) <= 1e-9 || fabs(dy) <= 1e-9);
}

static void test_ribbons(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    make(&l, &arena);
    assert_int_equal(l.nribbon, 7); /* the event has none */
    double scale = pk_layout_scale(&l);
    assert_true(scale > 0 && isfinite(scale));
    pk_layout_spread(&l, scale);
    static const pk_ribbon_kind_t kinds[] = {PK_RIBBON_ON,  PK_RIBBON_ON,   PK_RIBBON_ON, PK_RIBBON_BACK,
                                             PK_RIBBON_OFF, PK_RIBBON_BACK, PK_RIBBON_ON};
    for (int i = 0; i < l.nribbon; i++) {
        const pk_ribbon_t *r = &l.ribbons[i];
        assert_int_equal(r->kind, kinds[i]);
        assert_close(r->thickness, scale * r->moved, 1e-9);
        assert_true(is_on_edge(&l.boxes[r->to], r->at[3]));
        assert_true(r->from < 0 || is_on_edge(&l.boxes[r->from], r->at[0]));
        pk_point_t start = pk_ribbon_point(r, 0, 0), end = pk_ribbon_point(r, 1, 0);
        assert_near(start.x, r->at[0].x, 1e-12);
        assert_near(end.y, r->at[3].y, 1e-12);
        pk_point_t left = pk_ribbon_point(r, 0.3, r->thickness / 2), right = pk_ribbon_point(r, 0.3, -r->thickness / 2);
        assert_close(hypot(left.x - right.x, left.y - right.y), r->thickness, 1e-9);
    }
    double low, high;
    pk_layout_span(&l, &low, &high);
    assert_true(low < l.boxes[0].y && high > l.boxes[3].y);
    pk_arena_free(&arena);
}

/* Two ribbons on one side of a box do not overlap there, and both fit. */
static void test_side_by_side(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    static const pk_rank_t ranks[4] = {PK_RANK_NONE, PK_RANK_NONE, PK_RANK_NONE, PK_RANK_NONE};
    static const int from[] = {0, 0, 0}, to[] = {1, 2, 3};
    static const double moved[] = {50, 30, 20};
    pk_layout_make(&l, ranks, 4, &(pk_layout_flows_t){3, from, to, moved, moved, NULL}, &arena);
    pk_layout_spread(&l, pk_layout_scale(&l));
    for (int i = 0; i < 3; i++) {
        const pk_ribbon_t *a = &l.ribbons[i];
        assert_true(fabs(a->at[0].y - l.boxes[0].y) + a->thickness / 2 <= l.boxes[0].height / 2);
        for (int j = 0; j < i; j++) {
            const pk_ribbon_t *b = &l.ribbons[j];
            assert_true(fabs(a->at[0].y - b->at[0].y) >= (a->thickness + b->thickness) / 2 - 1e-9);
        }
    }
    pk_arena_free(&arena);
}

/* A stage stands behind the one that most come from: not behind one that few skip from, nor, being a prospect's, behind
 * a customer's that leads back to it. */
static void test_columns(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    static const pk_rank_t ranks[5] = {PK_RANK_PROSPECT, PK_RANK_PROSPECT, PK_RANK_PROSPECT, PK_RANK_CUSTOMER,
                                       PK_RANK_PROSPECT};
    static const int from[] = {0, 1, 2, 0, 1, 3}, to[] = {1, 2, 3, 3, 4, 4};
    static const double moved[] = {100, 60, 50, 5, 20, 90};
    pk_layout_make(&l, ranks, 5, &(pk_layout_flows_t){6, from, to, moved, moved, NULL}, &arena);
    static const int columns[] = {0, 1, 2, 3, 2};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(l.boxes[i].column, columns[i]);
    }
    assert_int_equal(l.ribbons[5].kind, PK_RIBBON_BACK);
    pk_arena_free(&arena);
}

/* A way in that only arrivals take, from outside (4) or through a stage aside (6), stands before the stage that most go
 * to from there and not at the far left; what follows it stands behind it. A stage that nothing leads out of stays. */
static void test_side_doors(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    static const pk_rank_t ranks[8] = {PK_RANK_PROSPECT, PK_RANK_PROSPECT, PK_RANK_CUSTOMER, PK_RANK_ADVOCATE,
                                       PK_RANK_CUSTOMER, PK_RANK_ASIDE,    PK_RANK_CUSTOMER, PK_RANK_NONE};
    static const int from[] = {0, 1, 2, -1, 4, -1, 5, 6, 6, 4}, to[] = {1, 2, 3, 4, 3, 5, 6, 2, 7, 1};
    static const double moved[] = {100, 60, 50, 30, 25, 20, 20, 8, 12, 5};
    pk_layout_make(&l, ranks, 8, &(pk_layout_flows_t){10, from, to, moved, moved, NULL}, &arena);
    static const int columns[] = {0, 1, 2, 3, 2, 0, 1, 2};
    for (int i = 0; i < 8; i++) {
        assert_int_equal(l.boxes[i].column, columns[i]);
    }
    pk_arena_free(&arena);
}

/* Between any two columns there is room for a number, as long as boxes keep half of theirs. */
static void test_room_for_numbers(void **state)
{
    (void)state;
    enum { CHAIN = 12 };
    pk_rank_t ranks[CHAIN] = {0};
    int from[CHAIN - 1], to[CHAIN - 1];
    double moved[CHAIN - 1];
    for (int i = 0; i + 1 < CHAIN; i++) {
        ranks[i] = ranks[i + 1] = PK_RANK_NONE;
        from[i] = i;
        to[i] = i + 1;
        moved[i] = 100 - i;
    }
    pk_arena_t arena = {0};
    pk_layout_t l;
    pk_layout_make(&l, ranks, CHAIN, &(pk_layout_flows_t){CHAIN - 1, from, to, moved, moved, NULL}, &arena);
    for (int i = 0; i + 1 < CHAIN; i++) {
        const pk_box_t *a = &l.boxes[i], *b = &l.boxes[i + 1];
        assert_true(b->x - a->x - (a->width + b->width) / 2 >= 3.6);
    }
    pk_arena_free(&arena);
}

static void test_empty(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_layout_t l;
    pk_layout_make(&l, (pk_rank_t[]){PK_RANK_ASIDE}, 1, &(pk_layout_flows_t){0}, &arena);
    assert_true(isinf(pk_layout_scale(&l)));
    pk_layout_spread(&l, 0);
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_boxes),           cmocka_unit_test(test_ribbons),
                                       cmocka_unit_test(test_side_by_side),    cmocka_unit_test(test_columns),
                                       cmocka_unit_test(test_empty),           cmocka_unit_test(test_side_doors),
                                       cmocka_unit_test(test_room_for_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
