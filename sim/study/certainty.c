#include "study/certainty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "study/loss.h"

/* ---- one question: one KPI, group and window, over all plans ---- */

/* One plan of a question; the first is the baseline. */
typedef struct {
    pk_difference_t *row; /* NULL: the baseline */
    pk_lead_t lead;       /* empty for the baseline */
    double sign;          /* -1 where lower is better */
    double known;         /* draws in which it compares with the baseline */
    double better, best;  /* draws in which it surely is so, whatever the errors */
    double tied;          /* draws in which its outcome is the baseline's */
    double equal;         /* draws in which it surely is as good as the baseline */
    double shared, parts; /* draws in which others are as good as the best, and its parts of them in `best` */
    double *more_better, *more_best; /* [PK_ERRORS]: and in how many more by each error */
    double *errors;                  /* [PK_ERRORS_HALF], of the draw at hand */
    pk_stake_t stake;                /* what it would cost to choose it */
    long nrun;                       /* of its result */
    double level;                    /* what is added to its lead where it has fewer runs */
} pk_contender_t;

typedef struct {
    const pk_comparison_t *comparison;
    long base_cell;
    pk_contender_t *all;
    int count;
    double *value, *reach; /* [count], of the draw at hand */
    double tie;            /* values so near are one */
    pk_tops_t tops;        /* the best of each draw */
    bool uncertain;        /* draws differ: some assumption is uncertain */
    bool better;           /* only who is better than the baseline is asked */
} pk_question_t;

/* Room for one draw's values, and where its wins go. */
typedef struct {
    int *rivals;        /* [count] */
    double *value;      /* [count] */
    double **best;      /* [count], to the contender's `best` */
    double **more_best; /* [count] */
} pk_scratch_t;

static bool is_tie(double ahead, double tie)
{
    return fabs(ahead) <= tie;
}

static double chance_to_be_better(double ahead, double tie)
{
    return is_tie(ahead, tie) ? 0.5 : ahead > 0;
}

static double highest(const double *value, int count)
{
    double best = NAN;
    for (int c = 0; c < count; c++) {
        best = isnan(best) || value[c] > best ? value[c] : best;
    }
    return best;
}

/* ---- better than the baseline ---- */

static void count_better(pk_question_t *self, int c, const double *errors)
{
    pk_contender_t *one = &self->all[c];
    const double ahead = self->value[c] - self->value[0];
    if (isnan(ahead)) {
        return;
    }
    if (errors == NULL || fabs(ahead) > self->reach[c]) {
        one->better += chance_to_be_better(ahead, self->tie);
        one->equal += is_tie(ahead, self->tie);
        return;
    }
    for (int i = 0; i < PK_ERRORS_HALF; i++) {
        one->more_better[i] += chance_to_be_better(ahead + errors[i], self->tie);
        one->more_better[i + PK_ERRORS_HALF] += chance_to_be_better(ahead - errors[i], self->tie);
    }
}

/* ---- best of all ---- */

/* Those that may be the best by some error, into `list`; undefined values never are. */
static int list_rivals(const pk_question_t *self, int *list)
{
    double least = NAN;
    int count = 0;
    for (int c = 0; c < self->count; c++) {
        const double low = self->value[c] - self->reach[c];
        least = isnan(least) || low > least ? low : least;
    }
    for (int c = 0; c < self->count; c++) {
        if (self->value[c] + self->reach[c] >= least - self->tie) {
            list[count++] = c;
        }
    }
    return count;
}

/* Gives a draw to the best of the rivals' values, in equal parts where several are; `weight`: of one draw. Returns the
 * best value. */
static double give(pk_question_t *self, const pk_scratch_t *scratch, int count, double *const *to, int error,
                   double weight)
{
    const double *value = scratch->value;
    const double best = highest(value, count);
    int equals = 0;
    for (int k = 0; k < count; k++) {
        equals += best - value[k] <= self->tie;
    }
    for (int k = 0; k < count; k++) {
        if (best - value[k] <= self->tie) {
            pk_contender_t *one = &self->all[scratch->rivals[k]];
            to[scratch->rivals[k]][error] += 1.0 / equals;
            one->shared += equals > 1 ? weight : 0;
            one->parts += equals > 1 ? weight / equals : 0;
        }
    }
    return best;
}

static void count_best(pk_question_t *self, pk_scratch_t *scratch)
{
    const int count = list_rivals(self, scratch->rivals);
    bool settled = true;
    for (int k = 0; k < count; k++) {
        settled = settled && (count == 1 || self->reach[scratch->rivals[k]] == 0);
        scratch->value[k] = self->value[scratch->rivals[k]];
    }
    const double plain = highest(scratch->value, count);
    self->tops.plain += count > 0 ? plain : 0;
    if (settled) {
        self->tops.sure += count > 0 ? plain : 0;
        give(self, scratch, count, scratch->best, 0, 1);
        return;
    }
    for (int i = 0; i < PK_ERRORS; i++) {
        const double by = i < PK_ERRORS_HALF ? 1 : -1;
        for (int k = 0; k < count; k++) {
            const int c = scratch->rivals[k];
            scratch->value[k] = self->value[c] + by * self->all[c].errors[i % PK_ERRORS_HALF];
        }
        self->tops.noisy[i] += give(self, scratch, count, scratch->more_best, i, 1.0 / PK_ERRORS);
    }
}

/* The errors of those that may change a rank by them. */
static void look_up_errors(pk_question_t *self, long run, pk_scratch_t *scratch)
{
    const int rivals = list_rivals(self, scratch->rivals);
    for (int c = 1; c < self->count; c++) {
        bool needed = fabs(self->value[c] - self->value[0]) <= self->reach[c];
        for (int k = 0; k < rivals && !needed; k++) {
            needed = rivals > 1 && scratch->rivals[k] == c;
        }
        if (needed && self->reach[c] > 0) {
            pk_lead_errors(&self->all[c].lead, run, self->all[c].errors);
        }
    }
}

static void count_draw_better(pk_question_t *self, long run)
{
    for (int c = 1; c < self->count; c++) {
        pk_contender_t *one = &self->all[c];
        const bool errors = self->reach[c] > 0 && fabs(self->value[c] - self->value[0]) <= self->reach[c];
        if (errors) {
            pk_lead_errors(&one->lead, run, one->errors);
        }
        count_better(self, c, errors ? one->errors : NULL);
    }
}

static void count_draw(pk_question_t *self, long run, pk_scratch_t *scratch)
{
    if (self->better) {
        count_draw_better(self, run);
        return;
    }
    look_up_errors(self, run, scratch);
    for (int c = 0; c < self->count; c++) {
        count_better(self, c, self->reach[c] > 0 ? self->all[c].errors : NULL);
        if (run < self->all[c].nrun) {
            pk_stake_add(&self->all[c].stake, run, self->value[c]);
        }
        if (self->all[c].stake.dropped) {
            self->value[c] = NAN; /* known to be worse: it is the best of no draw */
        }
    }
    count_best(self, scratch);
}

/* The draw's outcomes: the baseline's is the zero from which the others are told, or undefined. */
static void take_draw(pk_question_t *self, long run)
{
    const pk_result_t *baseline = &self->comparison->results[self->comparison->baseline];
    const double zero = self->comparison->expected[self->comparison->baseline][self->base_cell * baseline->nrun + run];
    double size = fabs(zero);
    self->value[0] = isnan(zero) ? NAN : 0;
    self->reach[0] = 0;
    for (int c = 1; c < self->count; c++) {
        pk_contender_t *one = &self->all[c];
        const pk_result_t *r = &self->comparison->results[one->row->scenario];
        if (run >= r->nrun) { /* a race has left it behind */
            self->value[c] = NAN;
            self->reach[c] = 0;
            continue;
        }
        const double alone = self->comparison->expected[one->row->scenario][one->row->cell * r->nrun + run];
        const double ahead = isnan(zero) ? alone : one->lead.ahead[run];
        self->value[c] = one->sign * ahead;
        self->reach[c] = pk_lead_reach(&one->lead, run);
        size = fmax(size, fabs(alone));
        one->known += !isnan(one->lead.ahead[run]);
        one->tied += one->lead.ahead[run] == 0 && self->reach[c] == 0;
    }
    self->tie = 1e-12 * size;
}

/* ---- from counts to chances ---- */

/* The mean over the errors of the share of draws, and its error; draws that come again count once. */
static pk_estimate_t chance_of(double sure, const double *more, double draws, double repeats, bool uncertain)
{
    double sum = 0, squares = 0;
    if (!(draws > 0)) {
        return (pk_estimate_t){NAN, NAN, NAN};
    }
    for (int i = 0; i < PK_ERRORS; i++) {
        sum += more[i];
    }
    for (int i = 0; i < PK_ERRORS; i++) {
        const double off = (more[i] - sum / PK_ERRORS) / draws;
        squares += off * off / PK_ERRORS;
    }
    const double p = fmin(fmax((sure + sum / PK_ERRORS) / draws, 0), 1);
    return (pk_estimate_t){p, sqrt(squares + (uncertain ? p * (1 - p) * repeats / draws : 0)), sqrt(squares)};
}

static const double SE_MOST = 0.1; /* of a chance that may be told */

/* How many times the runs would have to be so many for the difference to be `errors` of its errors, which fall with
 * the square root of the runs. */
static double times_for_difference(const pk_sure_t *sure, double diff, double errors)
{
    const double times = errors * sure->diff_se / fabs(diff);
    return sure->diff_se > 0 ? times * times : 0;
}

/* Where numbers are certain the difference alone is in doubt: from so many of its errors on p(1-p) is below SE_MOST
 * squared. */
static double times_if_certain(const pk_sure_t *sure, double diff)
{
    static const double ERRORS = 2.323, A_LITTLE = 1.1;
    const double times = times_for_difference(sure, diff, ERRORS);
    return sure->better.se > SE_MOST ? fmax(times, A_LITTLE) : times;
}

/* Where numbers are uncertain a chance whose Monte Carlo error is so small is told, however near to 0 the difference
 * is: an honest half, say, where the assumptions leave it open which plan is better and more runs would too. */
static double times_if_uncertain(const pk_sure_t *sure, double diff)
{
    static const double ERRORS = 2, FINE = 0.025;
    const double fine = sure->better.luck / FINE, coarse = sure->better.se / SE_MOST;
    return fmax(coarse * coarse, fmin(fine * fine, times_for_difference(sure, diff, ERRORS)));
}

static double runs_needed(const pk_sure_t *sure, double diff, long nrun, bool uncertain)
{
    if (isnan(sure->diff_se)) {
        return INFINITY;
    }
    if (isnan(sure->better.se)) {
        return 0;
    }
    const double times = uncertain ? times_if_uncertain(sure, diff) : times_if_certain(sure, diff);
    return times > 1 ? (double)nrun * times : 0;
}

static pk_sure_t *sure_of(const pk_question_t *self, const pk_contender_t *one)
{
    return one->row == NULL ? &self->comparison->baseline_sure[self->base_cell] : &one->row->sure;
}

/* Plans that a race has left behind met the first draws only: they stand as far behind the leader as they were over
 * these, wherever the leader stands over all. */
static void level_dropped(pk_question_t *self)
{
    const pk_contender_t *leader = NULL;
    for (int k = 0; k < self->count; k++) {
        const pk_contender_t *one = &self->all[k];
        const bool whole = !one->stake.dropped && one->stake.defined == one->stake.draws && one->stake.draws > 0;
        leader = whole && (leader == NULL || one->stake.sum > leader->stake.sum) ? one : leader;
    }
    for (int k = 1; k < self->count && self->uncertain && leader != NULL && leader->row != NULL; k++) {
        pk_contender_t *one = &self->all[k];
        if (one->stake.dropped) {
            one->level =
                pk_mean(leader->lead.ahead, leader->stake.draws) - pk_mean(leader->lead.ahead, one->stake.draws);
            one->stake.sum += one->sign * one->level * (double)one->stake.defined;
        }
    }
}

/* The mean of how far it is ahead over the draws, and its error: of Monte Carlo, and of the number of draws. */
static void conclude_gain(const pk_question_t *self, const pk_contender_t *one, double repeats, pk_sure_t *sure)
{
    const double draws = (double)one->stake.draws;
    const double mean = pk_mean(one->lead.ahead, one->stake.draws);
    double squares = 0;
    sure->gain = mean + one->level;
    for (long run = 0; run < one->stake.draws; run++) {
        const double off = one->lead.ahead[run] - mean;
        squares += off * off;
    }
    const double drawn = !self->uncertain ? 0 : draws > 1 ? squares / (draws - 1) / draws * repeats : NAN;
    sure->gain_se = sqrt(drawn + sure->diff_se * sure->diff_se);
}

static void conclude(pk_question_t *self, pk_contender_t *one)
{
    const pk_result_t *baseline = &self->comparison->results[self->comparison->baseline];
    const double draws = self->uncertain ? (double)baseline->nrun : 1;
    pk_sure_t *sure = sure_of(self, one);
    *sure =
        (pk_sure_t){.best = chance_of(one->best, one->more_best, draws, fmax(1, baseline->repeats), self->uncertain),
                    .equal = one->known > 0 ? one->equal / one->known : 0,
                    .shared = one->shared / draws};
    sure->alone = fmax(sure->best.p - one->parts / draws, 0);
    if (one->row == NULL) {
        sure->better = (pk_estimate_t){NAN, NAN, NAN};
        return;
    }
    const bool uncertain = baseline->uncertain || self->comparison->results[one->row->scenario].uncertain;
    sure->better = chance_of(one->better, one->more_better, one->known, fmax(1, baseline->repeats), uncertain);
    sure->diff_se = one->lead.fit.count > 0 ? one->lead.mean_se : 0;
    if (!self->better) {
        conclude_gain(self, one, fmax(1, baseline->repeats), sure);
    }
    sure->draws = one->row->diff_sd == 0 ? 0 /* all runs differ by the same: exact */
                  : uncertain            ? (long)((double)one->nrun / fmax(1, baseline->repeats))
                  : sure->diff_se > 0    ? PK_ERRORS
                                         : 0;
    if (one->known > 0 && one->tied == one->known) {
        sure->better.se = NAN; /* the same */
    }
    if (isnan(sure->diff_se)) {
        sure->better = (pk_estimate_t){0.5, 0.5, 0.5}; /* a single run tells nothing of luck */
    }
    sure->runs_needed = runs_needed(sure, one->row->diff_mean, one->nrun, uncertain);
}

/* What it costs to choose, once all chances are there. */
static void conclude_losses(pk_question_t *self)
{
    const pk_stake_t **stakes = pk_heap((size_t)self->count, sizeof *stakes);
    bool errors = false;
    for (int k = 0; k < self->count; k++) {
        stakes[k] = &self->all[k].stake;
        errors = errors || self->all[k].lead.errors != NULL;
    }
    pk_tops_t tops = self->tops;
    tops.noisy = errors ? tops.noisy : NULL;
    const pk_worth_t worth = pk_worth_of(stakes, self->count, &tops, self->uncertain);
    for (int k = 0; k < self->count; k++) {
        pk_sure_t *sure = sure_of(self, &self->all[k]);
        sure->evpi = worth.evpi;
        sure->loss = pk_stake_loss(stakes[k], &worth);
    }
    free(stakes);
}

/* ---- all questions ---- */

typedef struct {
    pk_comparison_t *comparison;
    const pk_advantage_t *advantages; /* one a result */
    const double *normals;
    int *row_of; /* [baseline's cell][result]: index of the difference + 1; 0: none */
    bool uncertain, better;
} pk_certainty_job_t;

static void begin(pk_question_t *self, const pk_certainty_job_t *job, long base_cell)
{
    pk_comparison_t *c = job->comparison;
    *self =
        (pk_question_t){.comparison = c, .base_cell = base_cell, .uncertain = job->uncertain, .better = job->better};
    self->all = pk_heap((size_t)c->nresult, sizeof *self->all);
    self->value = pk_heap((size_t)c->nresult, sizeof(double));
    self->reach = pk_heap((size_t)c->nresult, sizeof(double));
    self->count = 1;
    for (int s = 0; s < c->nresult; s++) {
        const int row = job->row_of[base_cell * c->nresult + s] - 1;
        if (row >= 0) {
            pk_difference_t *d = &c->differences[row];
            self->all[self->count++] =
                (pk_contender_t){.row = d,
                                 .sign = d->lower_is_better ? -1 : 1,
                                 .lead = pk_lead_of(&job->advantages[s], pk_foreseen_in(c, s), d->cell,
                                                    pk_foreseen_in(c, c->baseline), base_cell, job->normals)};
        }
    }
    for (int k = 0; k < self->count; k++) {
        self->all[k].more_better = pk_heap(PK_ERRORS, sizeof(double));
        self->all[k].more_best = pk_heap(PK_ERRORS, sizeof(double));
        self->all[k].errors = pk_heap(PK_ERRORS_HALF, sizeof(double));
        self->all[k].nrun = c->results[k > 0 ? self->all[k].row->scenario : c->baseline].nrun;
        self->all[k].stake = (pk_stake_t){.lead = k > 0 ? &self->all[k].lead : NULL,
                                          .dropped = self->all[k].nrun < c->results[c->baseline].nrun};
    }
    self->tops.noisy = pk_heap(PK_ERRORS, sizeof(double));
}

static void end(pk_question_t *self)
{
    for (int k = 0; k < self->count; k++) {
        pk_lead_free(&self->all[k].lead);
        free(self->all[k].more_better);
        free(self->all[k].more_best);
        free(self->all[k].errors);
    }
    free(self->tops.noisy);
    free(self->all);
    free(self->value);
    free(self->reach);
}

static pk_scratch_t scratch_of(const pk_question_t *question)
{
    const size_t count = (size_t)question->count;
    pk_scratch_t self = {.rivals = pk_heap(count, sizeof(int)),
                         .value = pk_heap(count, sizeof(double)),
                         .best = pk_heap(count, sizeof(double *)),
                         .more_best = pk_heap(count, sizeof(double *))};
    for (size_t c = 0; c < count; c++) {
        self.best[c] = &question->all[c].best;
        self.more_best[c] = question->all[c].more_best;
    }
    return self;
}

static void scratch_free(pk_scratch_t *self)
{
    free(self->rivals);
    free(self->value);
    free(self->best);
    free(self->more_best);
}

static void answer(void *context, long base_cell, int worker)
{
    (void)worker;
    const pk_certainty_job_t *job = context;
    const pk_comparison_t *c = job->comparison;
    pk_question_t question;
    begin(&question, job, base_cell);
    pk_scratch_t scratch = scratch_of(&question);
    const long draws = job->uncertain ? c->results[c->baseline].nrun : 1;
    for (long run = 0; run < draws; run++) {
        take_draw(&question, run);
        count_draw(&question, run, &scratch);
    }
    level_dropped(&question);
    for (int k = 0; k < question.count; k++) {
        conclude(&question, &question.all[k]);
    }
    if (!job->better) {
        conclude_losses(&question);
    }
    scratch_free(&scratch);
    end(&question);
}

/* The differences by where they stand in the baseline. */
static int *list_rows(const pk_comparison_t *c, long cells)
{
    int *rows = pk_heap((size_t)cells * (size_t)c->nresult, sizeof(int));
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        if (d->base_cell >= 0) {
            rows[d->base_cell * c->nresult + d->scenario] = i + 1;
        }
    }
    return rows;
}

/* Asks the questions of the first `count` cells of the baseline. `normals` NULL: they are drawn where they are needed.
 */
static void ask(pk_certainty_job_t *job, long count, const double *normals, int threads)
{
    pk_comparison_t *c = job->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    const long cells = (long)baseline->nwindow * baseline->ngroup * baseline->nkpi;
    pk_advantage_t *advantages = pk_heap((size_t)c->nresult, sizeof *advantages);
    bool inexact = false;
    for (int s = 0; s < c->nresult; s++) {
        job->uncertain = job->uncertain || c->results[s].uncertain;
        if (s != c->baseline) {
            advantages[s] = pk_advantage_of(pk_foreseen_in(c, s), pk_foreseen_in(c, c->baseline));
            inexact = inexact || advantages[s].smoother.count > 0;
        }
    }
    double *drawn = inexact && normals == NULL ? pk_error_normals(baseline->seed, baseline->nrun, threads) : NULL;
    job->advantages = advantages;
    job->normals = normals != NULL ? normals : drawn;
    job->row_of = list_rows(c, cells);
    c->baseline_sure = PK_ARRAY(&c->arena, pk_sure_t, cells);
    pk_parallel_for(count, threads, answer, job);
    for (int s = 0; s < c->nresult; s++) {
        pk_advantage_free(&advantages[s]);
    }
    free(advantages);
    free(drawn);
    free(job->row_of);
}

void pk_certainty_fill(pk_comparison_t *c, int threads)
{
    const pk_result_t *baseline = &c->results[c->baseline];
    pk_certainty_job_t job = {.comparison = c};
    ask(&job, (long)baseline->nwindow * baseline->ngroup * baseline->nkpi, NULL, threads);
}

void pk_certainty_better(pk_comparison_t *c, const double *normals)
{
    pk_certainty_job_t job = {.comparison = c, .better = true};
    ask(&job, c->results[c->baseline].nkpi, normals, 1);
}
