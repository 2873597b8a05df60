/* Starting gnuplot, with stand-ins (shell scripts) that hang, crash, write half a picture. */
#include "report/gnuplot_words.h"

#include <signal.h>
#include <time.h>

#include "report/out.h"
#include "tiny_result.h"

typedef struct {
    char folder[64], program[128], out[4][128];
    pk_picture_t pictures[4];
    pk_gnuplot_t gnuplot;
    pk_diag_t diag;
    bool drawn[4];
} stage_t;

/* A stand-in that runs `body`; its arguments: -d -c script data labels out terminal size. */
static void set_up(stage_t *s, const char *body)
{
    *s = (stage_t){0};
    make_folder(s->folder);
    snprintf(s->program, sizeof s->program, "%s/gnuplot", s->folder);
    char text[2000];
    int length = snprintf(text, sizeof text, "#!/bin/sh\n%s\n", body);
    assert_int_equal(pk_out_whole(s->program, text, (size_t)length, &s->diag), PK_OK);
    assert_int_equal(chmod(s->program, 0755), 0);
    for (int i = 0; i < 4; i++) {
        snprintf(s->out[i], sizeof s->out[i], "%s/chart%d.svg", s->folder, i);
        s->pictures[i] = (pk_picture_t){.name = "stages",
                                        .script = "plots/stages.gp",
                                        .data = "data.tsv",
                                        .labels = "labels.tsv",
                                        .out = s->out[i],
                                        .terminal = pk_terminal_find("svg"),
                                        .width = 640,
                                        .height = 480};
    }
    s->gnuplot = (pk_gnuplot_t){.program = s->program, .seconds = 5, .together = 1};
}

static void tear_down(stage_t *s)
{
    pk_diag_free(&s->diag);
    remove_folder(s->folder);
}

static void assert_failure(const stage_t *s, const char *text)
{
    assert_int_equal(s->diag.errors, 1);
    assert_string_equal(s->diag.messages[0].text, text);
    assert_string_equal(s->diag.messages[0].file, s->out[0]);
    char hint[512];
    snprintf(hint, sizeof hint,
             "the tables are there; draw it later by: gnuplot -d -c ./plots/stages.gp ./data.tsv ./labels.tsv %s svg "
             "640x480",
             s->out[0]);
    assert_string_equal(s->diag.messages[0].hint, hint);
    assert_int_equal(count_entries(s->folder), 1); /* the stand-in: no picture, no temporary */
    assert_false(s->drawn[0]);
}

static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void test_drawn(void **state)
{
    (void)state;
    stage_t s;
    /* The picture tells how it was called, and in what locale. */
    set_up(&s, "echo \"<svg>$1 $2 $3 $4 $5 $7 $8 $LC_ALL $LANG $GNUTERM</svg>\" >\"$6\"; echo noise; echo more >&2");
    setenv("LC_ALL", "fi_FI.UTF-8", 1);
    setenv("GNUTERM", "x11", 1);
    s.pictures[1].width = 0;
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_OK);
    assert_file(s.folder, "chart0.svg",
                "<svg>-d -c ./plots/stages.gp ./data.tsv ./labels.tsv svg 640x480 C.UTF-8  </svg>\n");
    assert_file(s.folder, "chart1.svg",
                "<svg>-d -c ./plots/stages.gp ./data.tsv ./labels.tsv svg auto C.UTF-8  </svg>\n");
    assert_int_equal(count_entries(s.folder), 5);
    assert_true(s.drawn[0] && s.drawn[3]);
    assert_int_equal(s.diag.count, 0);
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, NULL, 0, NULL, &s.diag), PK_OK);
    tear_down(&s);
}

static void test_status(void **state)
{
    (void)state;
    stage_t s;
    set_up(
        &s,
        "echo '<svg></svg>' >\"$6\"; printf '\\n\"plots/stages.gp\" line 3: undefined variable: x\\n\\n' >&2; exit 1");
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_failure(&s, "the chart 'stages' is missing: gnuplot ended with status 1: \"plots/stages.gp\" line 3: "
                       "undefined variable: x");
    tear_down(&s);
}

static void test_crash(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "echo '<svg>' >\"$6\"; kill -SEGV $$");
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_failure(&s, "the chart 'stages' is missing: gnuplot crashed (Segmentation fault)");
    tear_down(&s);
}

/* A picture that ends as a whole one, but that no browser opens, does not count and does not stay. */
static void test_not_well_formed(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "printf '<svg>\\n<text>R&#x</text></svg>' >\"$6\"");
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_failure(&s, "the chart 'stages' is missing: no browser could open it: line 2 of what gnuplot drew has a "
                       "character by number that is none");
    s.pictures[0].terminal = pk_terminal_find("dumb"); /* letters are no XML */
    pk_diag_t diag = {0};
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &diag), PK_OK);
    tear_down(&s);
}

static void test_half(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "echo '<svg>half' >\"$6\"");
    assert_int_equal(pk_out_whole(s.out[0], "old</svg>", 9, &s.diag), PK_OK);
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_file(s.folder, "chart0.svg", "old</svg>"); /* an earlier picture is not lost to a half one */
    unlink(s.out[0]);
    assert_failure(&s, "the chart 'stages' is missing: gnuplot drew only a part (10 bytes without an end; is the disk "
                       "full?)");
    tear_down(&s);
}

static void test_nothing(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "exit 0");
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_failure(&s, "the chart 'stages' is missing: gnuplot drew nothing");
    tear_down(&s);
}

/* Gone, or waiting for its new parent to notice; looked for a second at most. */
static bool is_dead(int pid)
{
    char folder[32];
    snprintf(folder, sizeof folder, "/proc/%d", pid);
    for (int i = 0; i < 100; i++) {
        char *text = read_whole(folder, "stat");
        bool dead = text == NULL || strstr(text, ") Z ") != NULL || *text == '\0';
        free(text);
        if (dead) {
            return true;
        }
        usleep(10000);
    }
    return false;
}

/* One that sleeps, with a child of its own that holds its stderr open: both are stopped in time. */
static void test_hanging(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "echo '<svg></svg>' >\"$6\"; sleep 60 & echo $! >\"$0.pid\"; wait");
    s.gnuplot.seconds = 0.3;
    double before = seconds_now();
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_true(seconds_now() - before < 5);
    char *pid = read_whole(s.folder, "gnuplot.pid");
    assert_true(is_dead(atoi(pid)));
    free(pid);
    char path[160];
    snprintf(path, sizeof path, "%s.pid", s.program);
    unlink(path);
    assert_failure(&s, "the chart 'stages' is missing: gnuplot did not finish within 0.3 seconds and was stopped");
    tear_down(&s);
}

/* Four that hang: the user does not wait for all of them. */
static void test_all_hang(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "sleep 60");
    s.gnuplot.seconds = 0.2;
    s.gnuplot.processes = 1;
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_FAILED);
    assert_int_equal(s.diag.errors, 4);
    assert_string_equal(s.diag.messages[1].text,
                        "the chart 'stages' is missing: gnuplot did not finish within 0.2 seconds and was stopped");
    assert_string_equal(s.diag.messages[3].text, "the chart 'stages' is missing: gnuplot was not tried again after two "
                                                 "charts that it did not finish");
    assert_int_equal(count_entries(s.folder), 1);
    tear_down(&s);
}

/* A child of gnuplot's that outlives it and keeps stderr open does not hold us up. */
static void test_orphan(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "sleep 2 & echo '<svg></svg>' >\"$6\"");
    double before = seconds_now();
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_OK);
    assert_true(seconds_now() - before < 1.5);
    tear_down(&s);
}

/* Much noise on stderr neither blocks nor floods. */
static void test_noise(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s,
           "i=0; while [ $i -lt 3000 ]; do echo 'warning: again and again and again' >&2; i=$((i+1)); done; exit 3");
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_int_equal(s.diag.errors, 1);
    assert_ptr_equal(
        strstr(s.diag.messages[0].text, "the chart 'stages' is missing: gnuplot ended with status 3: warning: again"),
        s.diag.messages[0].text);
    tear_down(&s);
}

static void test_missing(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "");
    s.gnuplot.program = "/nowhere/gnuplot";
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_FAILED);
    assert_int_equal(s.diag.errors, 1); /* once, not four times */
    assert_string_equal(s.diag.messages[0].file, "/nowhere/gnuplot");
    assert_string_equal(s.diag.messages[0].text,
                        "cannot be started, so that charts are missing: No such file or directory");
    assert_non_null(strstr(s.diag.messages[0].hint, "apt-get install gnuplot-nox"));
    assert_non_null(strstr(s.diag.messages[0].hint, "gnuplot -d -c ./plots/stages.gp ./data.tsv ./labels.tsv "));
    assert_int_equal(count_entries(s.folder), 1);
    tear_down(&s);
}

static void test_no_folder(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s, "exit 0");
    s.pictures[0].out = "/nowhere/at/all.svg";
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 1, s.drawn, &s.diag), PK_FAILED);
    assert_string_equal(s.diag.messages[0].text, "the chart 'stages' is missing: the file cannot be written: No such "
                                                 "file or directory");
    tear_down(&s);
}

/* At most `processes` at once: each stand-in makes a folder of its own and counts those that are there. */
static void test_at_once(void **state)
{
    (void)state;
    stage_t s;
    set_up(&s,
           "mkdir \"$0.$$\"; ls -d \"$0\".* | wc -l >>\"${0%/*}/most\"; sleep 0.2; rmdir \"$0.$$\"; echo '<svg></svg>' "
           ">\"$6\"");
    s.gnuplot.processes = 2;
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_OK);
    char *most = read_whole(s.folder, "most");
    assert_null(strpbrk(most, "3456789"));
    assert_non_null(strchr(most, '2'));
    free(most);
    tear_down(&s);
}

/* A stand-in that draws what it is called with, by -c or by `call`s, and notes each of its starts; `before` comes first
 * for each picture, whose path is $6. */
static void set_up_together(stage_t *s, const char *before, char *body, size_t size)
{
    snprintf(body, size,
             "draw() { %s\necho \"<svg>$4 $7 $8</svg>\" >\"$6\"; }\n"
             "echo \"$#\" >>\"${0%%/*}/starts\"\n"
             "if [ \"$2\" = -c ]; then draw \"$@\"; exit; fi\n"
             "for word; do case $word in call*) eval \"draw -d -c ${word#call}\" ;; esac; done",
             before);
    set_up(s, body);
    s->gnuplot.together = 8;
    s->gnuplot.processes = 1;
}

static void assert_starts(const stage_t *s, const char *starts)
{
    assert_file(s->folder, "starts", starts);
    char path[160];
    snprintf(path, sizeof path, "%s/starts", s->folder);
    unlink(path);
}

/* One gnuplot draws several; another terminal, or a path with a mark of gnuplot's language, gets one of its own. */
static void test_together(void **state)
{
    (void)state;
    stage_t s;
    char body[800];
    set_up_together(&s, "", body, sizeof body);
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_OK);
    for (int i = 0; i < 4; i++) {
        char name[20];
        snprintf(name, sizeof name, "chart%d.svg", i);
        assert_file(s.folder, name, "<svg>./data.tsv svg 640x480</svg>\n");
    }
    assert_starts(&s, "15\n"); /* -d, four times -e and a call, three times -e and a reset */
    s.gnuplot.processes = 2;
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_OK);
    assert_starts(&s, "7\n7\n");
    s.gnuplot.processes = 1;
    s.pictures[1].data = "it's.tsv";
    assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_OK);
    assert_file(s.folder, "chart1.svg", "<svg>./it's.tsv svg 640x480</svg>\n");
    assert_starts(&s, "8\n8\n7\n");
    static const char *const marks[] = {"a'b", "a\"b", "a`b", "a\\b", "$(b)", "a;b", "@a", "a\nb", "{b}"};
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        assert_null(pk_gnuplot_call((const char *const[]){"x.gp", marks[i]}, 2, &arena));
    }
    assert_string_equal(pk_gnuplot_call((const char *const[]){"x.gp", "/ä b/c_1-2.tsv"}, 2, &arena),
                        "call 'x.gp' '/ä b/c_1-2.tsv'");
    pk_arena_free(&arena);
    tear_down(&s);
}

/* What is wrong with one picture costs its neighbours nothing, and its message is as if it had been drawn alone. */
static void test_fault_of_one(void **state)
{
    (void)state;
    static const char *const faults[] = {
        "case $6 in *chart2*) echo '\"x.gp\" line 3: bad' >&2; exit 1 ;; esac",
        "case $6 in *chart2*) echo '<svg>half' >\"$6\"; return ;; esac",
        "case $6 in *chart2*) sleep 60 ;; esac",
        "case $6 in *chart2*) kill -SEGV $$ ;; esac",
    };
    static const char *const texts[] = {
        "gnuplot ended with status 1: \"x.gp\" line 3: bad",
        "gnuplot drew only a part (10 bytes without an end; is the disk full?)",
        "gnuplot did not finish within 0.5 seconds and was stopped",
        "gnuplot crashed (Segmentation fault)",
    };
    for (int k = 0; k < 4; k++) {
        stage_t s;
        char body[800], text[200];
        set_up_together(&s, faults[k], body, sizeof body);
        s.gnuplot.seconds = k == 2 ? 0.5 : 5;
        assert_int_equal(pk_gnuplot_draw(&s.gnuplot, s.pictures, 4, s.drawn, &s.diag), PK_FAILED);
        assert_true(s.drawn[0] && s.drawn[1] && !s.drawn[2] && s.drawn[3]);
        assert_int_equal(s.diag.errors, 1);
        snprintf(text, sizeof text, "the chart 'stages' is missing: %s", texts[k]);
        assert_string_equal(s.diag.messages[0].text, text);
        assert_string_equal(s.diag.messages[0].file, s.out[2]);
        assert_int_equal(count_entries(s.folder), 5); /* the stand-in, its starts, three pictures */
        tear_down(&s);
    }
}

/* A path that gnuplot would run as a command is made one that it opens; the command by hand is safe in a shell. */
static void test_paths(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_picture_t p = {.name = "x",
                      .script = "plots/x.gp",
                      .data = "< touch /tmp/a",
                      .labels = "it's $(x).tsv",
                      .out = "|cat",
                      .terminal = pk_terminal_find("png")};
    assert_string_equal(pk_gnuplot_by_hand(&p, &arena),
                        "gnuplot -d -c ./plots/x.gp './< touch /tmp/a' './it'\\''s $(x).tsv' './|cat' png auto");
    p.results = "results/it's";
    assert_string_equal(pk_gnuplot_by_hand(&p, &arena), "polku plot 'results/it'\\''s' --chart x --terminal png");
    p.terminal = pk_terminal_find("svg");
    p.results = "results";
    p.width = 1800;
    p.height = 900;
    assert_string_equal(pk_gnuplot_by_hand(&p, &arena), "polku plot results --chart x --size 1800x900");
    p.look = (pk_picture_look_t){.scale = 1.5, .dpi = 300, .dark = true, .transparent = true, .font = "Source Sans 3"};
    assert_string_equal(pk_gnuplot_by_hand(&p, &arena),
                        "polku plot results --chart x --size 1800x900 --scale 1.5 --dpi 300 --font 'Source Sans 3' "
                        "--dark --transparent");
    p.results = NULL;
    assert_non_null(strstr(pk_gnuplot_by_hand(&p, &arena),
                           " svg 1800x900 'dark transparent scale=1.5 dpi=300 font=Source Sans 3'"));
    p.results = "results";
    p.look = (pk_picture_look_t){0};
    p.terminal = pk_terminal_find("dumb");
    assert_string_equal(pk_gnuplot_by_hand(&p, &arena), "polku plot results --chart x --terminal dumb --size 200x50");
    static const char *const fonts[] = {"Lato", "Source Sans 3", "Noto Sans-Bold", "Ääkkönen"};
    static const char *const others[] = {"", " Lato", "-x", "a'b", "a\"b", "a,9", "a\\b", "a;b", "a:b", "a\nb", "$(x)"};
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
        assert_true(pk_gnuplot_font(fonts[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(pk_gnuplot_font(others[i]));
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn),           cmocka_unit_test(test_status),   cmocka_unit_test(test_crash),
        cmocka_unit_test(test_not_well_formed), cmocka_unit_test(test_half),     cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_hanging),         cmocka_unit_test(test_all_hang), cmocka_unit_test(test_orphan),
        cmocka_unit_test(test_noise),           cmocka_unit_test(test_missing),  cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_at_once),         cmocka_unit_test(test_paths),    cmocka_unit_test(test_together),
        cmocka_unit_test(test_fault_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
