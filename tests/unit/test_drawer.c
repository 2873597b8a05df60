/* Pictures that are drawn while the caller does other things, with a stand-in for gnuplot. */
#include "report/gnuplot.h"

#include <signal.h>
#include <time.h>

#include "report/out.h"
#include "tiny_result.h"

typedef struct {
    char folder[64], program[128], out[4][128], data[128];
    pk_picture_t pictures[4];
    pk_gnuplot_t gnuplot;
    pk_diag_t diag;
} stage_t;

/* A stand-in that runs `body`; its arguments: -d -c script data labels out terminal size. */
static void set_up(stage_t *s, const char *body)
{
    *s = (stage_t){0};
    make_folder(s->folder);
    snprintf(s->program, sizeof s->program, "%s/gnuplot", s->folder);
    snprintf(s->data, sizeof s->data, "%s/data.tsv", s->folder);
    char text[2000];
    int length = snprintf(text, sizeof text, "#!/bin/sh\n%s\n", body);
    assert_int_equal(pk_out_whole(s->program, text, (size_t)length, &s->diag), PK_OK);
    assert_int_equal(chmod(s->program, 0755), 0);
    for (int i = 0; i < 4; i++) {
        snprintf(s->out[i], sizeof s->out[i], "%s/chart%d.svg", s->folder, i);
        s->pictures[i] = (pk_picture_t){.name = "stages",
                                        .script = "plots/stages.gp",
                                        .data = s->data,
                                        .labels = s->data,
                                        .out = s->out[i],
                                        .terminal = pk_terminal_find("svg"),
                                        .width = 640,
                                        .height = 480};
    }
    s->gnuplot = (pk_gnuplot_t){.program = s->program, .seconds = 20, .together = 1};
}

static void tear_down(stage_t *s)
{
    pk_diag_free(&s->diag);
    remove_folder(s->folder);
}

static void a_moment(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Tended until something is there. */
static void tend_until(pk_drawer_t *drawer, const char *path)
{
    while (access(path, F_OK) != 0) {
        pk_drawer_tend(drawer);
        a_moment();
    }
}

/* A picture is there before the others are even added; messages and pictures come by rank all the same. */
static void draws_before_it_is_finished(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "case $6 in *chart1*|*chart3*) exit 3;; esac; echo '<svg></svg>' >\"$6\"");
    pk_drawer_t *drawer = pk_drawer_new(&s.gnuplot);
    pk_drawer_add(drawer, &s.pictures[2], 2);
    pk_drawer_add(drawer, &s.pictures[3], 2);
    tend_until(drawer, s.out[2]);
    pk_drawer_add(drawer, &s.pictures[0], 1);
    pk_drawer_add(drawer, &s.pictures[1], 1);
    assert_int_equal(pk_drawer_finish(drawer, &s.diag), PK_FAILED);
    for (int i = 0; i < 4; i++) {
        bool drawn;
        assert_string_equal(pk_drawer_picture(drawer, i, &drawn)->out, s.out[i]);
        assert_int_equal(drawn, i == 0 || i == 2);
    }
    assert_null(pk_drawer_picture(drawer, 4, &(bool){false}));
    assert_int_equal(s.diag.count, 2);
    assert_string_equal(s.diag.messages[0].file, s.out[1]);
    assert_string_equal(s.diag.messages[1].file, s.out[3]);
    pk_drawer_free(drawer);
    tear_down(&s);
}

/* While files are held back, data is read where it waits, and the picture waits too. */
static void reads_data_that_waits(void **state)
{
    (void)state;
    stage_t s;
    pk_output_t output;
    pk_out_t out;
    set_up(&s, "{ echo '<svg>'; cat \"$4\"; echo '</svg>'; } >\"$6\"");
    char root[80];
    snprintf(root, sizeof root, "%s/results", s.folder);
    snprintf(s.data, sizeof s.data, "%s/data.tsv", root);
    snprintf(s.out[0], sizeof s.out[0], "%s/chart.svg", root);
    pk_output_init(&output, root, NULL);
    pk_output_expect(&output, "data.tsv");
    pk_output_expect(&output, "chart.svg");
    assert_int_equal(pk_output_prepare(&output, &s.diag), PK_OK);
    pk_output_hold(&output);
    assert_int_equal(pk_out_open(&out, s.data, &s.diag), PK_OK);
    out.output = &output;
    pk_out_text(&out, "1 2 3\n");
    assert_int_equal(pk_out_close(&out, &s.diag), PK_OK);
    s.gnuplot.output = &output;
    pk_drawer_t *drawer = pk_drawer_new(&s.gnuplot);
    pk_drawer_add(drawer, &s.pictures[0], 0);
    pk_drawer_tend(drawer);
    pk_drawer_pause(drawer);
    assert_int_equal(access(s.data, F_OK), -1);
    assert_int_equal(access(s.out[0], F_OK), -1);
    assert_int_equal(pk_output_go(&output, &s.diag), PK_OK);
    assert_int_equal(pk_drawer_finish(drawer, &s.diag), PK_OK);
    assert_file(root, "chart.svg", "<svg>\n1 2 3\n</svg>\n");
    assert_file(root, "data.tsv", "1 2 3\n");
    pk_drawer_free(drawer);
    pk_output_close(&output);
    assert_int_equal(s.diag.count, 0);
    tear_down(&s);
}

/* A drawer that is no longer wanted ends what it has started and leaves nothing behind. */
static void stops_when_it_is_freed(void **state)
{
    (void)state;
    stage_t s;
    char started[128];
    set_up(&s, "echo $$ >\"${0%/*}/started.part\"; mv \"${0%/*}/started.part\" \"${0%/*}/started\"; sleep 100");
    snprintf(started, sizeof started, "%s/started", s.folder);
    pk_drawer_t *drawer = pk_drawer_new(&s.gnuplot);
    pk_drawer_add(drawer, &s.pictures[0], 0);
    tend_until(drawer, started);
    char *text = read_whole(s.folder, "started");
    const pid_t child = (pid_t)atol(text);
    free(text);
    assert_int_equal(kill(child, 0), 0);
    pk_drawer_free(drawer);
    assert_int_equal(kill(child, 0), -1);
    assert_int_equal(count_entries(s.folder), 2); /* the stand-in and what it has said */
    pk_drawer_free(NULL);
    tear_down(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_before_it_is_finished),
        cmocka_unit_test(reads_data_that_waits),
        cmocka_unit_test(stops_when_it_is_freed),
    };
    return cmocka_run_group_tests_name("drawer", tests, NULL, NULL);
}
