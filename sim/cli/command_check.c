/* polku check: mistakes with their places; for a file without any, what it says in short. */
#include <string.h>

#include "cli/commands.h"
#include "cli/next_facts.h"
#include "cli/print_asked.h"
#include "cli/print_plan.h"
#include "cli/print_stays.h"
#include "cli/scenarios.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "infer/calibrate.h"
#include "report/json.h"
#include "report/number_words.h"
#include "study/best.h"
#include "study/plan_told.h"
#include "study/stay.h"
#include "study/told_numbers.h"

static int uncertain_numbers(const pk_numbers_t *numbers)
{
    int count = 0;
    for (int i = 0; i < numbers->count; i++) {
        count += numbers->all[i]->kind == PK_NUMBER_LAW;
    }
    return count;
}

static void print_law(const char *text, const pk_screen_t *screen, pk_arena_t *arena)
{
    fprintf(screen->stream, "  %s\n", pk_text_wrap(pk_text_harmless(text, false, arena), 4, screen->width, arena));
}

/* Columns that numbers are drawn from, and what is drawn together, a line of the file in a line. */
static void print_laws(const pk_model_t *model, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_told_numbers_t told = pk_told_numbers_of(model, arena);
    for (int k = 0; k < told.nsample; k++) {
        const char *text = pk_sample_words(screen->language, &told.samples[k], pk_unit_name(model->step), arena);
        print_law(text, screen, arena);
    }
    for (int l = 0; l < told.ntogether; l++) {
        print_law(pk_together_words(screen->language, &told.together[l], arena), screen, arena);
    }
}

/* "7 stages, 2 personas, 12 transitions, 3 drivers, 9 uncertain numbers" */
static const char *size_text(const pk_model_t *model, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *personas = model->has_personas ? pk_screen_counted(screen, model->npersona, PK_SAY_ASKED_PERSONA,
                                                                   PK_SAY_ASKED_PERSONAS, arena)
                                               : pk_screen_word(screen, PK_SAY_ASKED_NO_PERSONAS);
    return pk_arena_format(
        arena, "%s, %s, %s, %s, %s",
        pk_screen_counted(screen, model->nstage, PK_SAY_ASKED_STAGE, PK_SAY_ASKED_STAGES, arena), personas,
        pk_screen_counted(screen, model->ntransition, PK_SAY_ASKED_TRANSITION, PK_SAY_ASKED_TRANSITIONS, arena),
        pk_screen_counted(screen, model->ndriver, PK_SAY_ASKED_DRIVER, PK_SAY_ASKED_DRIVERS, arena),
        pk_screen_counted(screen, uncertain_numbers(&model->numbers), PK_SAY_ASKED_UNCERTAIN, PK_SAY_ASKED_UNCERTAINS,
                          arena));
}

static void print_summary(const pk_scenario_t *scenario, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_model_t *model = scenario->model;
    const char *slash = strrchr(model->file, '/'), *file = slash ? slash + 1 : model->file;
    const char *model_line =
        pk_local_say(screen->language, arena, PK_SAY_ASKED_MODEL, scenario->title, model->name, file);
    pk_screen_say(screen, PK_STYLE_STRONG, pk_local_say(screen->language, arena, PK_SAY_ASKED_OK, scenario->file));
    fprintf(screen->stream, "  %s\n", pk_text_harmless(model_line, false, arena));
    fprintf(screen->stream, "  %s\n", size_text(model, screen, arena));
    print_laws(model, screen, arena);
    const char *runs = pk_screen_counted(screen, (int)scenario->runs, PK_SAY_SCREEN_A_RUN, PK_SAY_SCREEN_RUNS, arena);
    fprintf(screen->stream, "  %s\n", pk_asked_run_text(scenario, runs, screen, arena));
}

typedef struct {
    pk_session_t *session;
    pk_overrides_t overrides;
    bool printed;          /* something of a file stands on the screen */
    pk_scenario_t **plans; /* scenarios and models without mistakes, */
    int nplan;
    const char *optimise, *calibrate; /* and the first file of these kinds */
} pk_check_job_t;

/* Whether a file's summary is printed; a blank line parts it from the one above. */
static bool prints(pk_check_job_t *job)
{
    const bool does = !job->session->options.quiet && !job->session->options.json;
    if (does && job->printed) {
        putchar('\n');
    }
    job->printed = job->printed || does;
    return does;
}

/* What the plan pays, and what it changes against the scenario that it is based on, or else against the model. */
static void print_plan(pk_check_job_t *job, const pk_scenario_t *scenario)
{
    pk_session_t *session = job->session;
    const bool alone = strcmp(scenario->file, scenario->model->file) == 0;
    const char *above = scenario->based_on != NULL ? scenario->based_on : alone ? NULL : scenario->model->file;
    pk_diag_t unheard = {0};
    pk_overrides_t overrides = job->overrides;
    overrides.horizon = scenario->calendar.steps;
    const pk_scenario_t *parent = above == NULL ? NULL : pk_scenario_read(above, &overrides, &session->arena, &unheard);
    pk_result_t plan, theirs = {0};
    const bool told = pk_plan_tell(scenario, &plan, &unheard) == PK_OK;
    const bool compared = told && parent != NULL && pk_plan_tell(parent, &theirs, &unheard) == PK_OK;
    if (told) {
        pk_print_plan(&plan, compared ? &theirs : NULL, compared ? parent->title : "", &session->out);
    }
    pk_result_free(&plan);
    pk_result_free(&theirs);
    pk_diag_free(&unheard);
}

/* The stays of each stage, where the engine can tell them. */
static pk_status_t print_journey(pk_check_job_t *job, const pk_scenario_t *scenario)
{
    pk_session_t *session = job->session;
    pk_stays_t stays = {0};
    pk_status_t status = pk_stays(scenario, &stays, &session->diag);
    if (status == PK_OK && prints(job)) {
        print_summary(scenario, &session->out, &session->arena);
        print_plan(job, scenario);
        fputc('\n', stdout);
        pk_print_stays(&stays, &session->out);
    }
    pk_stays_free(&stays);
    return status;
}

static json_t *message_json(const pk_message_t *message)
{
    json_t *object = json_object();
    pk_json_set(object, "severity", pk_json_text(message->severity == PK_ERROR ? "error" : "warning"));
    pk_json_set(object, "file", pk_json_text(message->file));
    pk_json_set(object, "line", json_integer(message->line));
    pk_json_set(object, "column", json_integer(message->column));
    pk_json_set(object, "text", pk_json_text(message->text));
    pk_json_set(object, "hint", pk_json_text(message->hint));
    return object;
}

/* {"files": [{"file", "ok"}], "messages": […]}, for editors and other programs. */
static void print_json(pk_session_t *session, const bool *right)
{
    json_t *root = json_object(), *files = json_array(), *messages = json_array();
    for (int i = 0; i < session->options.nfile; i++) {
        json_t *file = json_object();
        pk_json_set(file, "file", pk_json_text(session->options.files[i]));
        pk_json_set(file, "ok", json_boolean(right[i]));
        json_array_append_new(files, file);
    }
    for (int i = 0; i < session->diag.count; i++) {
        json_array_append_new(messages, message_json(&session->diag.messages[i]));
    }
    pk_json_set(root, "files", files);
    pk_json_set(root, "messages", messages);
    pk_session_print(session, pk_json_write(root, &session->arena));
}

/* A file of polku optimise: what it asks for, and whether its bounds can be kept together. */
static bool check_optimise(pk_check_job_t *job, const char *path)
{
    pk_session_t *session = job->session;
    const pk_optimisation_t *file = pk_optimisation_read(path, &job->overrides, &session->arena, &session->diag);
    if (file == NULL || pk_best_check(file, &session->diag) != PK_OK) {
        return false;
    }
    if (prints(job)) {
        const pk_screen_t *screen = &session->out;
        const char *aim = file->least_spend.kpi != NULL ? pk_screen_word(screen, PK_SAY_ASKED_LEAST_SPEND) : file->aim;
        const char *line = pk_local_say(screen->language, &session->arena, PK_SAY_ASKED_OPTIMISE, file->title,
                                        file->scenario->title, aim);
        const char *name = pk_local_say(screen->language, &session->arena, PK_SAY_ASKED_OK, path);
        fprintf(screen->stream, "%s\n  %s\n", pk_text_harmless(name, false, &session->arena),
                pk_text_harmless(line, false, &session->arena));
    }
    return true;
}

/* A file of polku calibrate: whether its data can be read and belong to this model, and what is seen before a fit. */
static bool check_calibration(pk_check_job_t *job, const char *path)
{
    pk_session_t *session = job->session;
    pk_calibrated_t looked = {0};
    pk_journeys_log_t *logs = NULL;
    const pk_calibration_t *file = pk_calibration_read(path, &job->overrides, &session->arena, &session->diag);
    if (file == NULL) {
        return false;
    }
    pk_status_t status = pk_calibrate_read(file, &logs, &session->arena, &session->diag);
    if (status == PK_OK) {
        status = pk_calibrate_look(file, logs, &looked, &session->diag);
    }
    if (status == PK_OK && prints(job)) {
        pk_print_asked(file, logs, &looked, &session->out);
    }
    pk_calibrated_free(&looked);
    for (int k = 0; k < file->nlog; k++) {
        pk_journeys_log_free(&logs[k]);
    }
    return status == PK_OK;
}

static bool check_scenario(pk_check_job_t *job, const char *path)
{
    pk_session_t *session = job->session;
    pk_scenario_t *scenario = pk_scenario_read(path, &job->overrides, &session->arena, &session->diag);
    if (scenario == NULL || print_journey(job, scenario) != PK_OK) {
        return false;
    }
    job->plans[job->nplan++] = scenario;
    return true;
}

static bool check(pk_check_job_t *job, const char *path)
{
    if (pk_optimisation_is(path, &job->session->diag)) {
        job->optimise = job->optimise != NULL ? job->optimise : path;
        return check_optimise(job, path);
    }
    if (pk_calibration_is(path, &job->session->diag)) {
        job->calibrate = job->calibrate != NULL ? job->calibrate : path;
        return check_calibration(job, path);
    }
    return check_scenario(job, path);
}

int pk_command_check(pk_session_t *session)
{
    pk_check_job_t job = {.session = session,
                          .overrides = pk_overrides_of(&session->options),
                          .plans = PK_ARRAY(&session->arena, pk_scenario_t *, session->options.nfile)};
    bool *right = PK_ARRAY(&session->arena, bool, session->options.nfile), all_right = true;
    for (int i = 0; i < session->options.nfile; i++) {
        right[i] = check(&job, session->options.files[i]);
        all_right = all_right && right[i];
        if (!session->options.json) {
            pk_session_tell(session);
        }
    }
    if (session->options.json) {
        print_json(session, right);
        session->told = session->diag.count;
    }
    if (all_right) {
        pk_next_t next = pk_next_of_plans(session, PK_NEXT_AFTER_CHECK, job.plans, job.nplan);
        next.optimise = job.optimise;
        next.calibrate = job.calibrate;
        pk_next_print(session, &next);
    }
    return all_right ? PK_EXIT_DONE : PK_EXIT_INPUT;
}
