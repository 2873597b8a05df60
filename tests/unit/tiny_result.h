/* A result small enough to read: one step, two stages, one persona beside `all`, two runs; and what tests do with
 * folders. */
#ifndef TINY_RESULT_H
#define TINY_RESULT_H

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kpi_words.h"
#include "pk_test.h"
#include "result/result.h"

static inline pk_summary_t tiny_summary(double mean)
{
    return (pk_summary_t){mean, 0.5, mean - 2, mean - 1, mean, mean + 1, mean + 2.25};
}

static inline void tiny_series(pk_result_t *r)
{
    r->stage_counts = PK_ARRAY(&r->arena, pk_summary_t, (r->nstep + 1) * r->ngroup * r->nstage);
    for (int i = 0; i < (r->nstep + 1) * r->ngroup * r->nstage; i++) {
        r->stage_counts[i] = tiny_summary(10 * i);
    }
    r->flow_counts = PK_ARRAY(&r->arena, pk_summary_t, r->nstep * r->ngroup * r->nflow);
    for (int i = 0; i < r->nstep * r->ngroup * r->nflow; i++) {
        r->flow_counts[i] = tiny_summary(i);
    }
    r->driver_value = PK_ARRAY(&r->arena, double, r->nstep * r->ndriver);
    r->driver_response = PK_ARRAY(&r->arena, double, r->nstep * r->ndriver);
    r->driver_paid = PK_ARRAY(&r->arena, double, r->nstep * r->ndriver);
    r->driver_paid[0] = 80;
    r->driver_paid[1] = NAN;
    r->driver_value[0] = 300;
    r->driver_response[0] = 0.1;
    r->driver_value[1] = 1;
    r->driver_response[1] = NAN;
}

static inline void tiny_money(pk_result_t *r)
{
    pk_result_money_t *money = &r->money;
    *money = (pk_result_money_t){.nperiod = 1,
                                 .nwhat = 2,
                                 .periods = &r->windows[1],
                                 .kpis = PK_ARRAY(&r->arena, int, 2),
                                 .sum = PK_ARRAY(&r->arena, pk_summary_t, 2),
                                 .total = PK_ARRAY(&r->arena, pk_summary_t, 2)};
    for (int k = 0; k < 2; k++) {
        money->kpis[k] = k;
        money->sum[k] = tiny_summary(200 + k);
        money->total[k] = tiny_summary(300 + k);
    }
}

static inline void tiny_kpis(pk_result_t *r)
{
    int cells = r->nwindow * r->ngroup * r->nkpi;
    r->kpi = PK_ARRAY(&r->arena, pk_summary_t, cells);
    r->kpi_mcse = PK_ARRAY(&r->arena, double, cells);
    r->kpi_runs = PK_ARRAY(&r->arena, double, cells * r->nrun);
    for (int i = 0; i < cells; i++) {
        r->kpi[i] = tiny_summary(100 + i);
        r->kpi_mcse[i] = 0.25;
        for (int run = 0; run < r->nrun; run++) {
            r->kpi_runs[i * r->nrun + run] = 100 + i + run / 3.0;
        }
    }
    r->kpi_runs[1] = NAN;
}

static inline pk_result_t tiny_result(void)
{
    static const char *groups[] = {"all", "senior"};
    static const long days[] = {20514, 20521}; /* 2026-03-02, 2026-03-09 */
    static const char *warnings[] = {"a share of 0.2% was cut off"};
    static pk_result_stage_t stages[] = {{"tarve", "Tarpeen tunnistaminen", "prospect", false},
                                         {"=cmd", "Asiakkuus", "customer", false}};
    static pk_result_flow_t flows[] = {{"tarve", "=cmd", PK_FLOW_PROBABILITY, true},
                                       {"", "tarve", PK_FLOW_ARRIVALS, false}};
    static pk_result_driver_t drivers[] = {{"facebook", "Facebook", "channel", true, NULL, 0},
                                           {"report", "Raportti", "lever", false, NULL, 0}};
    static pk_result_kpi_t kpis[] = {{"profit", "Profit", "EUR", false, -1, -1, .by_group = true},
                                     {"spend", "Spend", "EUR", true, -1, -1, .by_group = false}};
    static pk_window_t windows[] = {{"all", 1, 1, false}, {"2026-03", 1, 1, false}, {"2026-03-31", 1, 1, true}};
    static pk_result_goal_t goals[] = {
        {"profit", 0, 2, "2026-03-31", false, 20543, PK_NO_DAY, true, 400, 100.5, 0.25, 12}};
    kpi_words(kpis, 2);
    pk_result_t r = {
        .scenario = "push, \"spring\"",
        .title = "Kevätkampanja",
        .model_title = "Räystäät",
        .file = "s/push.yaml",
        .engine = "cohort",
        .currency = "EUR",
        .step_unit = "week",
        .seed = 7,
        .population = 40000,
        .nrun = 2,
        .nstep = 1,
        .nstage = 2,
        .ngroup = 2,
        .nflow = 2,
        .ndriver = 2,
        .nkpi = 2,
        .nwindow = 3,
        .ngoal = 1,
        .group_names = groups,
        .group_labels = groups,
        .stages = stages,
        .flows = flows,
        .drivers = drivers,
        .kpis = kpis,
        .windows = windows,
        .goals = goals,
        .days = days,
        .warnings = warnings,
        .nwarning = 1,
    };
    tiny_series(&r);
    tiny_money(&r);
    tiny_kpis(&r);
    return r;
}

/* A fresh folder under /tmp, in `path` (room for 64). */
static inline void make_folder(char *path)
{
    strcpy(path, "/tmp/polku-test-XXXXXX");
    assert_non_null(mkdtemp(path));
}

static inline void remove_folder(const char *path)
{
    char command[512];
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    assert_int_equal(system(command), 0);
}

/* The whole of FOLDER/NAME; free(). NULL where there is no such file. */
static inline char *read_whole(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *text = calloc(1, 1 << 22);
    size_t length = fread(text, 1, (1 << 22) - 1, file);
    fclose(file);
    text[length] = '\0';
    return text;
}

static inline void assert_file(const char *folder, const char *name, const char *expected)
{
    char *text = read_whole(folder, name);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

/* How many entries a folder has, hidden ones counted. */
static inline int count_entries(const char *folder)
{
    char command[512];
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
    FILE *pipe = popen(command, "r");
    int count = -1;
    assert_int_equal(fscanf(pipe, "%d", &count), 1);
    pclose(pipe);
    return count;
}

#endif
