/* What the draws say beside their numbers, in sentences. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/gate.h"

enum { SENTENCES = 64 };

typedef struct {
    pk_fit_t *fit;
    pk_calibrated_t *out;
    const char **list;
    int count;
} pk_telling_t;

static pk_telling_t telling(pk_fit_t *fit, pk_calibrated_t *out)
{
    return (pk_telling_t){.fit = fit, .out = out, .list = PK_ARRAY(&out->arena, const char *, SENTENCES + 1)};
}

static void say(pk_telling_t *self, const char *sentence)
{
    if (self->count < SENTENCES) {
        self->list[self->count++] = sentence;
    }
}

/* What a coordinate is called. */
static const char *name_of(const pk_telling_t *self, int coordinate)
{
    const pk_parameters_t *parameters = &self->fit->parameters;
    for (int k = 0; k < parameters->count; k++) {
        if (parameters->all[k].coordinate == coordinate) {
            return self->out->numbers[k].path;
        }
    }
    const int stage = parameters->coordinates[coordinate].stage;
    return pk_arena_format(&self->out->arena, "stages.%s.exits", self->fit->plan.stages[stage].stage->name);
}

/* ---- why not ---- */

static void say_why(pk_telling_t *self, const pk_gate_t *gate)
{
    pk_arena_t *arena = &self->out->arena;
    if (!gate->rhat_passed) {
        say(self, pk_arena_format(arena,
                                  "The chains do not agree yet: R-hat of %s is %.3f (at most %.2f). Give more draws "
                                  "(--gradients), or narrower intervals.",
                                  self->out->numbers[gate->rhat_column].path, gate->rhat, PK_GATE_RHAT));
    }
    if (!gate->ess_passed) {
        say(self,
            pk_arena_format(arena,
                            "The draws are worth too few independent ones: %.0f of %s%s (at least %.0f). Give more "
                            "draws (--gradients).",
                            gate->ess, self->out->numbers[gate->ess_column].path,
                            gate->ess_of_tail ? " in the tails" : "", PK_GATE_ESS));
    }
    if (!gate->divergence_passed) {
        say(self,
            pk_arena_format(arena,
                            "%.1f%% of the transitions diverged (below %.0f%%): there is a place that the sampler "
                            "cannot reach. Narrow the intervals of what the data leave open.",
                            100 * gate->divergence, 100 * PK_GATE_DIVERGENCE));
    }
    if (!gate->energy_passed) {
        say(self, pk_arena_format(arena,
                                  "The energy moves too slowly (E-BFMI %.2f, at least %.1f): a tail is hardly reached.",
                                  gate->e_bfmi, PK_GATE_E_BFMI));
    }
}

/* ---- what else ---- */

static void say_modes(pk_telling_t *self)
{
    const pk_sampler_t *sampler = &self->fit->sampler;
    pk_arena_t *arena = &self->out->arena;
    bool high[sampler->nchain];
    const pk_separated_t apart = pk_find_separated(sampler, high);
    if (apart.found) {
        say(self,
            pk_arena_format(arena,
                            "Two separate explanations fit the data: %d of the %d chains have a higher %s than the "
                            "others, and none has gone from one to the other (%.0f sds apart).",
                            apart.nhigh, sampler->nchain, name_of(self, apart.coordinate), apart.apart));
    } else if (sampler->nmode > 1) {
        say(self, pk_arena_format(arena,
                                  "%d modes were found; they differ most in %s (%.0f sds apart). The draws go between "
                                  "them.",
                                  sampler->nmode, name_of(self, sampler->mode[1].differs), sampler->mode[1].apart));
    }
}

static void say_funnel(pk_telling_t *self)
{
    const pk_funnel_t funnel = pk_find_funnel(&self->fit->sampler);
    if (funnel.found) {
        say(self, pk_arena_format(&self->out->arena,
                                  "A funnel: how widely %s varies hangs on %s. Where one of them can be narrowed, do.",
                                  name_of(self, funnel.of), name_of(self, funnel.scale)));
    }
}

/* Numbers that the data leave where the prior has them: those that nothing hangs on by name, the others by their
 * width. */
static void say_flat(pk_telling_t *self)
{
    pk_calibrated_t *out = self->out;
    pk_arena_t *arena = &out->arena;
    const int columns = self->fit->sampler.ncolumn;
    double *prior_sd = pk_heap((size_t)columns + 1, sizeof *prior_sd);
    bool flat[columns];
    for (int k = 0; k < columns; k++) {
        prior_sd[k] = k < out->nnumber ? out->numbers[k].prior_sd : NAN;
    }
    (void)pk_find_flat(&self->fit->sampler, prior_sd, flat);
    free(prior_sd);
    for (int k = 0; k + 1 < out->nnumber; k++) {
        const pk_learned_number_t *number = &out->numbers[k];
        if (number->untouched) {
            say(self, pk_arena_format(arena, "Nothing that was observed hangs on %s: it stays as it was assumed.",
                                      number->path));
        } else if (flat[k]) {
            say(self,
                pk_arena_format(arena, "The data say nothing of %s: it is as wide as it was assumed.", number->path));
        } else if (number->by == PK_LEARNED_IN_CONFLICT) {
            say(self,
                pk_arena_format(arena,
                                "Data and assumption disagree on %s: assumed about %.3g, learned about %.3g. Look "
                                "at which of them to believe.",
                                number->path, number->prior_mean, number->mean));
        }
    }
}

/* A scatter of a rate that came out large: something moves it that the model has not. */
static void say_scatter(pk_telling_t *self)
{
    for (int k = 0; k + 1 < self->out->nnumber; k++) {
        const pk_learned_number_t *number = &self->out->numbers[k];
        if (strncmp(number->path, "extra.", 6) == 0 && number->mean > 0.05 && number->p05 > 0.01) {
            say(self,
                pk_arena_format(&self->out->arena,
                                "The rate of %s scatters by %.0f%% from step to step beyond chance: something moves "
                                "it that the model does not have.",
                                number->path + 6, 100 * number->mean));
        }
    }
}

/* A chain that forgets where a case has been reaches a stage more or less often than the cases did: by more than chance
 * (4 standard errors of the part of the cases), it is named. The end itself says nothing. */
static void say_gaps(pk_telling_t *self)
{
    for (int k = 0; k < self->out->nlog; k++) {
        const pk_learned_log_t *log = &self->out->logs[k];
        for (int i = 0; i < log->nstage; i++) {
            const double seen = log->observed[i], gap = log->chain[i] - seen;
            if (fabs(gap) > 4 * sqrt(seen * (1 - seen) / (double)log->cases)) {
                say(self,
                    pk_arena_format(&self->out->arena,
                                    "%.2f%% of the cases reach %s, and a chain of single moves makes it %.2f%%: more "
                                    "than the last stage decides where a case goes, which this model cannot have.",
                                    100 * seen, log->stages[i], 100 * log->chain[i]));
            }
        }
    }
}

void pk_calibrate_found(pk_fit_t *fit, pk_calibrated_t *out)
{
    pk_telling_t why = telling(fit, out), found = telling(fit, out);
    const pk_gate_t gate = pk_gate_judge(&fit->sampler);
    for (int c = 0; c < fit->sampler.nchain; c++) {
        out->divergences += fit->sampler.chain[c].ndivergence;
        out->walls += fit->sampler.chain[c].nwall;
    }
    out->converged = gate.passed;
    say_why(&why, &gate);
    say_modes(&found);
    say_funnel(&found);
    say_flat(&found);
    say_scatter(&found);
    say_gaps(&found);
    out->why = why.list;
    out->found = found.list;
}

void pk_calibrate_say(pk_calibrated_t *out, const char *sentence)
{
    const char **list = (const char **)out->found;
    int count = 0;
    while (list[count] != NULL) {
        count++;
    }
    if (count < SENTENCES) {
        list[count] = sentence;
    }
}
