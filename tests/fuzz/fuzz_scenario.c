/* Broken scenarios by the thousand, read with all that they refer to: the files that theirs would find beside them are
 * linked into build/fuzz. A scenario that is refused has an error; one that is read can be checked as `polku check`
 * does. See fuzz.h for how to run it. */
#define FUZZER "fuzz_scenario"
#include "fuzz.h"

#include <sys/stat.h>

#include "model/scenario.h"
#include "study/stay.h"

static const char folder[] = "build/fuzz", path[] = "build/fuzz/input.yaml";

/* Links from build/fuzz as seen from there. They stay from run to run. */
static void prepare(void)
{
    static const char *const links[][2] = {
        {"../../tests/bad/with", "build/fuzz/with"},
        {"../../scenarios/puhdistustiimi/baseline.yaml", "build/fuzz/baseline.yaml"}};
    static bool done = false;
    if (done) {
        return;
    }
    mkdir("build", 0777);
    mkdir(folder, 0777);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        PK_REQUIRE(symlink(links[i][0], links[i][1]) == 0 || access(links[i][1], R_OK) == 0);
    }
    done = true;
}

static bool try_input(const input_t *input)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = 3;
    prepare();
    keep(input, path);
    pk_scenario_t *scenario = pk_scenario_read(path, &overrides, &arena, &diag);
    PK_REQUIRE(scenario ? diag.errors == 0 : diag.errors > 0);
    for (int i = 0; i < diag.count; i++) {
        pk_message_format(&diag.messages[i], &arena);
    }
    if (scenario && scenario->calendar.steps <= 1000) {
        pk_stays_t stays;
        PK_REQUIRE(pk_stays(scenario, &stays, &diag) == PK_OK || diag.errors > 0);
        pk_stays_free(&stays);
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return scenario != NULL;
}
