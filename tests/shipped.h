/* Every scenario that the project ships, one after another. */
#ifndef PK_SHIPPED_H
#define PK_SHIPPED_H

#include <glob.h>

#include "engine_fixture.h"
#include "model/calibration.h"

enum { PK_SHIPPED_LEAST = 40 };

/* Reads each and hands it over; fails the test where one cannot be read, or where there are fewer than there were. */
static inline void pk_each_shipped(void (*body)(const char *path, const pk_scenario_t *scenario))
{
    gsl_set_error_handler_off();
    glob_t found;
    assert_int_equal(glob("scenarios/*/*.yaml", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > PK_SHIPPED_LEAST);
    for (size_t k = 0; k < found.gl_pathc; k++) {
        pk_arena_t arena = {0};
        pk_diag_t diag = {0};
        const pk_overrides_t none = PK_NO_OVERRIDES;
        if (pk_calibration_is(found.gl_pathv[k], &diag)) {
            continue;
        }
        const pk_scenario_t *scenario = pk_scenario_read(found.gl_pathv[k], &none, &arena, &diag);
        pk_fixture_show(&diag);
        assert_non_null(scenario);
        body(found.gl_pathv[k], scenario);
        pk_diag_free(&diag);
        pk_arena_free(&arena);
    }
    globfree(&found);
}

#endif
