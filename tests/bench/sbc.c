/* Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788): truths from the prior, data by chance from each
 * truth (engine cohort, scatter of rates included), a fit each. Where the posterior is right, the rank of the truth
 * among the draws is uniform, and an interval of 90% holds it in 90% of the fits. What is told of a case:
 *
 *     cover   part of the fits whose 5 to 95% interval holds the truth, the worst and the mean over the numbers
 *     band    how many of the quantities (numbers, log likelihood, expected 52-week sum) have ranks whose ECDF leaves
 *             its simultaneous 99.9% band (Kolmogorov: 1.95 / sqrt(fits))
 *     13      part of the 13-step totals after the last observed step that lie in their 90% bands, from drawn end
 * states gate    fits that did not pass the gate; they count as all others
 *
 * Run with `make bench-sbc FITS=500 ONLY=text`. A fit is some seconds; not a test. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/calibrate.h"
#include "infer/predict.h"

enum { SEEN = 52, STEPS = 65, QUANTITIES = 24, ROWS = 99, DATA_RUN = 10000000 };

/* ---- the journeys ---- */

static const char head[] = "polku: 1\nname: sbc\nstep: week\npopulation: 4000\nprobabilities: without_marketing\n"
                           "stages:\n  unaware: {start: rest}\n  need: {start: 3%}\n  lead: {start: 1%}\n"
                           "  customer: {start: 2%, role: customer}\n  loyal: {start: 2%, role: customer}\n"
                           "transitions:\n"
                           "  need -> lead: {probability: 10%}\n"
                           "  lead -> customer: {probability: 15% to 45%}\n  lead -> unaware: {probability: 10%}\n"
                           "  customer -> loyal: {probability: 3%}\n  customer -> unaware: {probability: 2%}\n"
                           "  loyal -> unaware: {probability: 1%}\n";

static const char channel[] = "channels:\n  ad:\n    spend: 0\n    carryover: {half_life: %s}\n"
                              "    saturation: {half: 200 to 5000}\n    effects: {unaware -> need: x1.3 to 8}\n";

typedef struct {
    const char *name;
    const char *need; /* unaware -> need */
    const char *more; /* further sections */
    const char *half_life;
    const char *observe;
} case_t;

#define NEEDS  "  - {series: data.csv, flow: unaware -> need, column: a%s}\n"
#define ORDERS "  - {series: data.csv, flow: lead -> customer, column: b%s}\n"
#define LOYAL  "  - {series: months.csv, stage: loyal, column: c%s}\n"
#define WOM                                                                                                            \
    "word_of_mouth:\n  words: {from: [loyal], saturation: {half: 5%%}, effects: {unaware -> need: +1.5%% to 6%%}}\n"
#define CREW "capacity:\n  crew: {per_step: 14, uses: {lead -> customer: 1}}\n"

static const case_t cases[] = {
    {"N1", "0.15% to 0.6%", "", "2", ORDERS},
    {"N2", "0.15% to 0.6%", "", "2", NEEDS ORDERS},
    {"N3", "0.15% to 0.6%", "", "2", NEEDS ORDERS LOYAL},
    {"N2-half-life", "0.15% to 0.6%", "", "1 to 6", NEEDS ORDERS},
    {"W1", "0.03% to 0.15%", WOM, "2", ORDERS},
    {"W2", "0.03% to 0.15%", WOM, "2", NEEDS ORDERS},
    {"W3", "0.03% to 0.15%", WOM, "2", NEEDS ORDERS LOYAL},
    {"C1", "0.6% to 2%", CREW, "2", ORDERS},
    {"C2", "0.6% to 2%", CREW, "2", NEEDS ORDERS},
    {"C3", "0.6% to 2%", CREW, "2", NEEDS ORDERS LOYAL},
};
enum { CASES = sizeof cases / sizeof *cases };

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    PK_REQUIRE(file != NULL);
    (void)fputs(text, file);
    (void)fclose(file);
}

/* Model, spend, made-up data (the values are replaced) and the calibration. */
static void write_case(const case_t *this, bool poisson, const char *folder)
{
    char text[16384], more[4096];
    (void)snprintf(more, sizeof more, channel, this->half_life);
    int at = snprintf(text, sizeof text, "%s  unaware -> need: {probability: %s}\n%s", head, this->need, more);
    (void)snprintf(text + at, sizeof text - (size_t)at, this->more, 0);
    write_file(folder, "model.yaml", text);
    static const double spends[] = {0, 0, 400, 1500, 5000, 800, 0, 3000};
    at = snprintf(text, sizeof text, "step,ad,a,b\n");
    for (int t = 1; t <= STEPS; t++) {
        at += snprintf(text + at, sizeof text - (size_t)at, "%d,%g,1,1\n", t, spends[(t * 5 / 4) % 8]);
    }
    write_file(folder, "data.csv", text);
    at = snprintf(text, sizeof text, "step,c\n");
    for (int t = 4; t <= STEPS; t += 4) {
        at += snprintf(text + at, sizeof text - (size_t)at, "%d,1\n", t);
    }
    write_file(folder, "months.csv", text);
    const char *noise = poisson ? ", noise: poisson" : "";
    at = snprintf(text, sizeof text,
                  "polku: 1\ncalibrate: sbc\nmodel: model.yaml\nhorizon: %d\nspend: {ad: {file: data.csv, column: "
                  "ad}}\n%sobserve:\n",
                  STEPS, poisson ? "extra: none\n" : "");
    (void)snprintf(text + at, sizeof text - (size_t)at, this->observe, noise, noise, noise);
    write_file(folder, "fit.yaml", text);
}

/* ---- one fit ---- */

typedef struct {
    bool passed, held[QUANTITIES], total_held[QUANTITIES];
    double rank[QUANTITIES]; /* of the truth among ROWS draws, 0..1 */
    int nquantity, nnumber, ntotal;
} fitted_t;

typedef struct {
    const char *folder;
    fitted_t *fitted;
    double gradients;
    int fits, done;
} job_t;

static void replace_values(const pk_predictor_t *predictor, pk_calibration_t *calibration, const double *path)
{
    for (int s = 0; s < calibration->nseries; s++) {
        pk_observed_series_t *series = &calibration->series[s];
        for (int k = 0; k < series->count; k++) {
            series->values[k].value =
                pk_predicted(predictor->reduce[s], &series->values[k], &path[(long)s * (predictor->plan->nstep + 1)]);
        }
    }
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The truth among draws, which get sorted: its rank and whether the middle 90% hold it. */
static void place(fitted_t *out, int k, double truth, double *drawn, int count)
{
    int below = 0;
    for (int i = 0; i < count; i++) {
        below += drawn[i] < truth;
    }
    qsort(drawn, (size_t)count, sizeof *drawn, by_size);
    out->rank[k] = (below + 0.5) / (count + 1);
    const double low = drawn[(int)(0.05 * (count - 1))], high = drawn[(int)ceil(0.95 * (count - 1))];
    out->held[k] = truth >= low && truth <= high;
}

/* The expected sum of the first series over the steps that are seen. */
static double expected_sum(pk_fit_t *fit, const pk_predictor_t *predictor, pk_sim_t *sim, const double *draws,
                           double *path)
{
    pk_sim_begin(sim, 0, draws);
    pk_predictor_walk(predictor, sim, 0, path);
    double sum = 0;
    for (int t = 1; t <= SEEN; t++) {
        sum += path[t];
    }
    (void)fit;
    return sum;
}

static void place_numbers(pk_fit_t *fit, const double *truth, fitted_t *out)
{
    pk_predictor_t predictor;
    pk_sim_t sim;
    const int count = fit->parameters.count, slots = fit->plan.nslot;
    double *draws = pk_heap((size_t)slots * ROWS, sizeof *draws), drawn[ROWS];
    double *path = pk_heap((size_t)fit->calibration->nseries * (STEPS + 1), sizeof *path);
    pk_predictor_init(&predictor, &fit->plan, fit->calibration);
    pk_sim_init(&sim, &fit->plan, &pk_chance_expected);
    for (int i = 0; i < ROWS; i++) {
        pk_fit_draws(fit, i, &draws[(long)i * slots]);
    }
    for (int k = 0; k < count; k++) {
        for (int i = 0; i < ROWS; i++) {
            drawn[i] = draws[(long)i * slots + fit->parameters.all[k].slot];
        }
        place(out, k, truth[fit->parameters.all[k].slot], drawn, ROWS);
    }
    for (int i = 0; i < ROWS; i++) {
        drawn[i] = pk_posterior_likelihood(&fit->posterior, 0, &draws[(long)i * slots]);
    }
    place(out, count, pk_posterior_likelihood(&fit->posterior, 0, truth), drawn, ROWS);
    for (int i = 0; i < ROWS; i++) {
        drawn[i] = expected_sum(fit, &predictor, &sim, &draws[(long)i * slots], path);
    }
    place(out, count + 1, expected_sum(fit, &predictor, &sim, truth, path), drawn, ROWS);
    out->nnumber = count;
    out->nquantity = count + 2;
    pk_predictor_free(&predictor);
    pk_sim_free(&sim);
    free(path);
    free(draws);
}

/* The totals of all flows that are observed over the steps after the last that was seen. */
static void place_totals(pk_fit_t *fit, fitted_t *out)
{
    enum { FUTURES = 400 };
    const pk_calibration_t *calibration = fit->calibration;
    pk_predictor_t predictor;
    pk_ends_t ends;
    pk_standing_t state = {0};
    pk_sim_t sim;
    pk_diag_t diag = {0};
    double *draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof *draws);
    double *path = pk_heap((size_t)calibration->nseries * (STEPS + 1), sizeof *path);
    double *totals = pk_heap((size_t)calibration->nseries * FUTURES, sizeof *totals);
    int futures = 0;
    PK_REQUIRE(pk_ends_init(&ends, fit, SEEN, &diag) == PK_OK);
    pk_predictor_init(&predictor, &fit->plan, calibration);
    pk_sim_init(&sim, &fit->plan, &pk_chance_cohort);
    for (int i = 0; i < FUTURES; i++) {
        if (pk_ends_state(&ends, i, draws, &state) != PK_OK) {
            continue;
        }
        pk_sim_begin(&sim, (uint64_t)i, draws);
        pk_standing_put(&state, &sim, SEEN);
        pk_predictor_walk(&predictor, &sim, SEEN, path);
        for (int s = 0; s < calibration->nseries; s++) {
            double sum = 0;
            for (int t = SEEN + 1; t <= STEPS; t++) {
                sum += path[(long)s * (STEPS + 1) + t];
            }
            totals[(long)s * FUTURES + futures] = sum;
        }
        futures++;
    }
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        double truth = 0;
        for (int k = 0; k < series->count; k++) {
            truth += series->values[k].first > SEEN ? series->values[k].value : 0;
        }
        if (series->kind == PK_OBSERVED_FLOW) {
            double *x = &totals[(long)s * FUTURES];
            qsort(x, (size_t)futures, sizeof *x, by_size);
            out->total_held[out->ntotal++] =
                truth >= x[(int)(0.05 * (futures - 1))] && truth <= x[(int)ceil(0.95 * (futures - 1))];
        }
    }
    pk_predictor_free(&predictor);
    pk_sim_free(&sim);
    pk_standing_free(&state);
    pk_ends_free(&ends);
    free(draws);
    free(path);
    free(totals);
}

static void fit_one(void *context, long index, int worker)
{
    job_t *job = context;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    char path[512];
    (void)worker;
    (void)snprintf(path, sizeof path, "%s/fit.yaml", job->folder);
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.seed = 1 + index;
    pk_calibration_t *calibration = pk_calibration_read(path, &overrides, &arena, &diag);
    if (calibration == NULL) {
        (void)fprintf(stderr, "%s: %s\n", path, diag.messages[0].text);
        exit(1);
    }
    const pk_fit_options_t options = {.last_step = SEEN, .threads = 1};
    pk_fit_t fit;
    PK_REQUIRE(pk_fit_init(&fit, calibration, &options, &diag) == PK_OK);
    double *u = pk_heap((size_t)fit.parameters.n + 1, sizeof *u);
    double *truth = pk_heap((size_t)fit.plan.nslot + 1, sizeof *truth);
    double *data = pk_heap((size_t)calibration->nseries * (STEPS + 1), sizeof *data);
    PK_REQUIRE(pk_parameters_start(&fit.parameters, DATA_RUN, u));
    (void)pk_parameters_draws(&fit.parameters, 0, u, truth);
    pk_predictor_t predictor;
    pk_sim_t sim;
    pk_predictor_init(&predictor, &fit.plan, calibration);
    pk_sim_init(&sim, &fit.plan, &pk_chance_cohort);
    pk_sim_begin(&sim, DATA_RUN, truth);
    pk_predictor_walk(&predictor, &sim, 0, data);
    pk_sim_free(&sim);
    replace_values(&predictor, calibration, data);
    pk_predictor_free(&predictor);
    pk_fit_free(&fit);

    PK_REQUIRE(pk_fit_init(&fit, calibration, &options, &diag) == PK_OK);
    if (pk_fit_sample(&fit, &options, &diag) == PK_OK) {
        fitted_t *out = &job->fitted[index];
        out->passed = fit.passed;
        place_numbers(&fit, truth, out);
        if (fit.has_filter) {
            place_totals(&fit, out);
        }
        job->gradients += (double)fit.sampler.ngradient;
    }
    pk_fit_free(&fit);
    free(u);
    free(truth);
    free(data);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

/* ---- all of them ---- */

static double distance(const fitted_t *fitted, int fits, int k, double *rank)
{
    double far = 0;
    for (int i = 0; i < fits; i++) {
        rank[i] = fitted[i].rank[k];
    }
    qsort(rank, (size_t)fits, sizeof *rank, by_size);
    for (int i = 0; i < fits; i++) {
        far = fmax(far, fmax(fabs(rank[i] - (double)i / fits), fabs(rank[i] - (double)(i + 1) / fits)));
    }
    return far;
}

static void tell(const case_t *this, bool poisson, const job_t *job)
{
    const fitted_t *fitted = job->fitted;
    double *rank = pk_heap((size_t)job->fits + 1, sizeof *rank), worst = 1, mean = 0, total = 0, totals = 0;
    int failed = 0, outside = 0;
    for (int i = 0; i < job->fits; i++) {
        failed += !fitted[i].passed;
        for (int k = 0; k < fitted[i].ntotal; k++) {
            total += fitted[i].total_held[k];
            totals++;
        }
    }
    printf("%-14s%-9s", this->name, poisson ? "poisson" : "journey");
    for (int k = 0; k < fitted[0].nquantity; k++) {
        double held = 0;
        for (int i = 0; i < job->fits; i++) {
            held += fitted[i].held[k];
        }
        held /= job->fits;
        const double far = distance(fitted, job->fits, k, rank) * sqrt(job->fits);
        outside += far > 1.95;
        if (k < fitted[0].nnumber) {
            worst = fmin(worst, held);
            mean += held / fitted[0].nnumber;
        }
        printf(" %.0f(%.2f)", 100 * held, far);
    }
    printf("  cover mean %.1f worst %.1f  band %d outside  13 steps %.1f  gate %d of %d\n", 100 * mean, 100 * worst,
           outside, totals > 0 ? 100 * total / totals : NAN, failed, job->fits);
    (void)fflush(stdout);
    free(rank);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "build/bench/sbc", *only = argc > 3 ? argv[3] : "";
    const int fits = argc > 2 && atoi(argv[2]) > 0 ? atoi(argv[2]) : 500;
    printf("each quantity: part of the fits in whose 90%% interval the truth lies (Kolmogorov distance x sqrt fits); "
           "numbers, log likelihood, expected sum\n");
    for (int c = 0; c < CASES; c++) {
        for (int poisson = 0; poisson < 2; poisson++) {
            char name[64];
            (void)snprintf(name, sizeof name, "%s %s", cases[c].name, poisson ? "poisson" : "journey");
            if (*only != '\0' ? strstr(name, only) == NULL : poisson != 0) {
                continue;
            }
            write_case(&cases[c], poisson, folder);
            job_t job = {.folder = folder, .fits = fits, .fitted = pk_heap((size_t)fits, sizeof(fitted_t))};
            memset(job.fitted, 0, (size_t)fits * sizeof(fitted_t));
            pk_parallel_for(fits, 0, fit_one, &job);
            tell(&cases[c], poisson, &job);
            free(job.fitted);
        }
    }
    return 0;
}
