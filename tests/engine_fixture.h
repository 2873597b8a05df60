/* Runs models written in a test: text to a temporary folder, through the reader and the engines, to a result. */
#ifndef PK_ENGINE_FIXTURE_H
#define PK_ENGINE_FIXTURE_H

#include "pk_test.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/run.h"

enum { PK_FIXTURE_BESIDE = 4 };

typedef struct {
    char folder[64];
    const char *beside[PK_FIXTURE_BESIDE]; /* files beside model and scenario */
    int nbeside;
    pk_arena_t arena;
    pk_diag_t diag;
    pk_scenario_t *scenario;
    pk_result_t result;
} pk_fixture_t;

static inline void pk_fixture_write(const char *folder, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static inline void pk_fixture_show(pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    for (int k = 0; k < diag->count; k++) {
        print_error("%s", pk_message_format(&diag->messages[k], &arena));
    }
    pk_arena_free(&arena);
}

static inline void pk_fixture_begin(pk_fixture_t *self)
{
    gsl_set_error_handler_off();
    *self = (pk_fixture_t){0};
    strcpy(self->folder, "/tmp/polku-test-XXXXXX");
    assert_non_null(mkdtemp(self->folder));
}

/* A file beside model and scenario, between pk_fixture_begin and pk_fixture_read_here; `name` is borrowed. */
static inline void pk_fixture_beside(pk_fixture_t *self, const char *name, const char *text)
{
    assert_true(self->nbeside < PK_FIXTURE_BESIDE);
    self->beside[self->nbeside++] = name;
    pk_fixture_write(self->folder, name, text);
}

/* Reads `scenario` (its body; `model: model.yaml` is added) on `model`, in the folder as it stands. Fails the test on
 * an error. */
static inline void pk_fixture_read_here(pk_fixture_t *self, const char *model, const char *scenario)
{
    pk_fixture_write(self->folder, "model.yaml", model);
    char *text = malloc(strlen(scenario) + 100);
    sprintf(text, "polku: 1\nscenario: test\nmodel: model.yaml\n%s", scenario);
    pk_fixture_write(self->folder, "scenario.yaml", text);
    free(text);
    char path[160];
    snprintf(path, sizeof path, "%s/scenario.yaml", self->folder);
    const pk_overrides_t none = PK_NO_OVERRIDES;
    self->scenario = pk_scenario_read(path, &none, &self->arena, &self->diag);
    pk_fixture_show(&self->diag);
    assert_non_null(self->scenario);
}

/* The same in a folder of its own. */
static inline void pk_fixture_read(pk_fixture_t *self, const char *model, const char *scenario)
{
    pk_fixture_begin(self);
    pk_fixture_read_here(self, model, scenario);
}

static inline void pk_fixture_simulate(pk_fixture_t *self, pk_run_options_t options)
{
    const pk_status_t status = pk_run(self->scenario, &options, &self->result, &self->diag);
    if (status != PK_OK) {
        pk_fixture_show(&self->diag);
    }
    assert_int_equal(status, PK_OK);
}

static inline void pk_fixture_run(pk_fixture_t *self, const char *model, const char *scenario, pk_run_options_t options)
{
    pk_fixture_read(self, model, scenario);
    pk_fixture_simulate(self, options);
}

static inline void pk_fixture_free(pk_fixture_t *self)
{
    char path[160];
    static const char *const NAMES[] = {"model.yaml", "scenario.yaml"};
    for (int k = 0; k < 2; k++) {
        snprintf(path, sizeof path, "%.63s/%s", self->folder, NAMES[k]);
        unlink(path);
    }
    for (int k = 0; k < self->nbeside; k++) {
        snprintf(path, sizeof path, "%.63s/%s", self->folder, self->beside[k]);
        unlink(path);
    }
    rmdir(self->folder);
    pk_result_free(&self->result);
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

/* Mean count of a stage at a step, everybody. */
static inline double pk_fixture_count(const pk_fixture_t *self, int step, int stage)
{
    return self->result.stage_counts[pk_stage_cell(&self->result, step, 0, stage)].mean;
}

/* Mean of a KPI over the whole horizon, everybody; fails where there is none of this name. */
static inline double pk_fixture_kpi(const pk_fixture_t *self, const char *name)
{
    for (int k = 0; k < self->result.nkpi; k++) {
        if (strcmp(self->result.kpis[k].name, name) == 0) {
            return self->result.kpi[pk_kpi_cell(&self->result, 0, 0, k)].mean;
        }
    }
    fail_msg("no KPI %s", name);
    return NAN;
}

#endif
