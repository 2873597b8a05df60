/* polku journeys: the log of the simulated customers of one run. */
#include <unistd.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/scenarios.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "engine/agents/journey_book.h"
#include "engine/agents/sample.h"
#include "engine/agents/tell.h"
#include "engine/assumptions.h"
#include "engine/sim.h"
#include "engine/warn.h"
#include "report/journeys.h"

typedef struct {
    pk_session_t *session;
    const pk_journeys_format_t *format;
    uint64_t run; /* from 0 */
    pk_scenario_t *scenario;
    pk_plan_t plan;
    pk_journey_book_t book;
    pk_out_t out;
    pk_journeys_t *log;
    pk_bar_t bar;
    pk_progress_t progress;
    pk_sample_group_t *groups; /* [persona][there, came] */
    uint64_t most;             /* the largest key of a customer who is written */
    double customers;          /* written, in all passes */
    double seen, expected;     /* in all walks */
} telling_t;

static pk_sample_group_t *group_of(const telling_t *self, int persona, bool arrived)
{
    return &self->groups[2 * persona + arrived];
}

static void progress(telling_t *self, double people)
{
    self->seen += people;
    self->progress.tell(self->progress.context, self->seen < self->expected ? self->seen : self->expected,
                        self->expected);
}

/* Before a sample: how many there are. Nobody's life is wanted for that. */
static bool count(void *context, int persona, bool arrived, uint64_t first, uint64_t count_of_block)
{
    telling_t *self = context;
    group_of(self, persona, arrived)->count = first + count_of_block;
    progress(self, (double)count_of_block);
    return false;
}

static bool is_chosen(const telling_t *self, const pk_sample_group_t *group, uint64_t number)
{
    return self->most == UINT64_MAX || pk_sample_key(group->address, number) <= self->most;
}

/* Whether somebody of a block is written; nobody where nobody reads any more, or there is no room. */
static bool wants(void *context, int persona, bool arrived, uint64_t first, uint64_t count_of_block)
{
    telling_t *self = context;
    const pk_sample_group_t *group = group_of(self, persona, arrived);
    uint64_t number = first;
    while (number < first + count_of_block && !is_chosen(self, group, number)) {
        number++;
    }
    progress(self, (double)count_of_block);
    return number < first + count_of_block && self->out.error == 0;
}

static void take(void *context, const pk_journey_t *journey)
{
    telling_t *self = context;
    if (is_chosen(self, group_of(self, journey->persona, journey->arrived), journey->number)) {
        pk_journeys_take(self->log, journey);
        self->customers++;
    }
}

static void see(void *context, int worker, const pk_lives_t *lives)
{
    (void)worker;
    pk_journeys_of_lives(lives, &(pk_journey_taker_t){.take = take, .context = context});
}

static pk_status_t check_dates(const telling_t *self)
{
    if (!self->format->dated || self->scenario->calendar.dated) {
        return PK_OK;
    }
    return pk_error(&self->session->diag, self->scenario->root->place,
                    "write start: 2026-01-01 there, or take --format log or intervals, whose times are steps then",
                    "--format %s needs dates, and there is no start: in this scenario", self->format->name);
}

/* The book, with what is spent in this run. */
static pk_status_t write_book(telling_t *self)
{
    pk_arena_t *arena = &self->session->arena;
    double *draws = PK_ARRAY(arena, double, self->plan.nslot);
    pk_sim_t sim;
    pk_sim_init(&sim, &self->plan, &pk_chance_cohort);
    const pk_drawing_t drawing = pk_assumptions_draw(&sim, self->run, draws, NULL);
    const bool fine = drawing.outcome == PK_DRAW_FINE;
    if (fine) {
        pk_journey_book(&self->plan, draws, self->run, arena, &self->book);
    } else {
        pk_assumptions_explain(&sim, draws, &drawing, &self->session->diag);
    }
    pk_sim_free(&sim);
    return fine ? PK_OK : PK_BAD_INPUT;
}

static pk_status_t walk(telling_t *self,
                        bool (*wanted)(void *context, int persona, bool arrived, uint64_t first, uint64_t count))
{
    const pk_watcher_t watcher = {.see = see, .wants = wanted, .context = self};
    return pk_agents_tell(&self->plan, self->run, (pk_vector_t)self->session->options.vector, watcher,
                          &self->session->diag);
}

/* Who is written: all, or a sample, for which they have to be counted. */
static pk_status_t choose(telling_t *self)
{
    const long long wanted = self->session->options.sample;
    const int personas = self->plan.npersona;
    self->most = UINT64_MAX;
    self->groups = PK_ARRAY(&self->session->arena, pk_sample_group_t, 2 * personas);
    for (int k = 0; k < 2 * personas; k++) {
        self->groups[k].address = pk_sample_address(self->plan.seed, self->book.personas[k / 2], k % 2 == 1);
    }
    if (wanted < 0) {
        return PK_OK;
    }
    const pk_status_t status = walk(self, count);
    if (status == PK_OK) {
        self->most = pk_sample_most(self->groups, 2 * personas, (uint64_t)wanted);
    }
    return status;
}

static pk_status_t tell_all(telling_t *self)
{
    pk_status_t status = choose(self);
    self->log = pk_journeys_open(self->format, &self->book, (pk_dialect_t)self->session->options.csv, &self->out);
    for (int pass = 0; pass < self->format->passes && status == PK_OK && self->out.error == 0; pass++) {
        pk_journeys_begin(self->log, pass);
        status = walk(self, wants);
        pk_journeys_end(self->log);
    }
    pk_journeys_close(self->log);
    return status;
}

static pk_status_t write_file(telling_t *self, const char *path)
{
    pk_status_t status = pk_out_open(&self->out, path, &self->session->diag);
    if (status == PK_OK) {
        status = tell_all(self);
        if (status == PK_OK) {
            status = pk_out_close(&self->out, &self->session->diag);
        }
        pk_out_drop(&self->out);
    }
    return status;
}

/* Whether it could be written the end of the session tells. */
static pk_status_t write_output(telling_t *self)
{
    pk_out_onto(&self->out, STDOUT_FILENO);
    const pk_status_t status = tell_all(self);
    const int error = pk_out_end(&self->out);
    self->session->output_error = error != 0 ? error : self->session->output_error;
    return status;
}

static void begin_bar(telling_t *self)
{
    const pk_session_t *session = self->session;
    const int walks = self->format->passes + (session->options.sample > 0);
    const bool beside = session->options.out == NULL && session->out.is_terminal;
    self->bar = pk_bar_of(&session->err, session->options.quiet || beside, 1);
    self->progress = pk_bar_progress(&self->bar);
    self->expected = walks * self->plan.population;
    pk_bar_part(&self->bar, 0, "customers");
}

static pk_status_t tell(telling_t *self)
{
    const char *path = self->session->options.out;
    pk_status_t status = pk_plan_compile(self->scenario, &self->plan, &self->session->diag);
    if (status == PK_OK) {
        pk_plan_warn(&self->plan, NULL, &self->session->diag);
        status = write_book(self);
    }
    if (status == PK_OK) {
        begin_bar(self);
        status = path != NULL ? write_file(self, path) : write_output(self);
        pk_bar_end(&self->bar);
    }
    pk_plan_free(&self->plan);
    return status;
}

static void print_done(const telling_t *self)
{
    const pk_options_t *options = &self->session->options;
    if (options->out == NULL || options->quiet) {
        return;
    }
    const pk_screen_t *screen = &self->session->out;
    pk_arena_t *arena = &self->session->arena;
    const char *text = pk_local_say(screen->language, arena, PK_SAY_JOURNEYS_WRITTEN,
                                    pk_screen_count(screen, self->customers / self->format->passes, arena),
                                    pk_screen_count(screen, (double)self->book.run, arena),
                                    pk_text_harmless(options->out, false, arena));
    pk_session_print(self->session, pk_arena_format(arena, "%s\n", text));
}

int pk_command_journeys(pk_session_t *session)
{
    const pk_options_t *options = &session->options;
    const pk_overrides_t overrides = pk_overrides_of(options);
    telling_t self = {.session = session,
                      .format = pk_journeys_formats[options->format],
                      .run = options->run > 0 ? (uint64_t)options->run - 1 : 0};
    self.scenario = pk_scenario_read(options->files[0], &overrides, &session->arena, &session->diag);
    pk_status_t status = self.scenario != NULL ? check_dates(&self) : PK_BAD_INPUT;
    if (status == PK_OK) {
        status = tell(&self);
    }
    pk_session_tell(session);
    if (status == PK_OK) {
        print_done(&self);
    }
    return pk_exit_of(status);
}
