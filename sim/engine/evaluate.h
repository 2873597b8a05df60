/* Many evaluations of one plan by expected numbers: "this plan, with these numbers moved: what comes out?" What sweeps,
 * sensitivities, optimisers, attribution and calibration ask, thousands of times a second.
 *
 *     draws  ->  moves (movable.h)  ->  possible?  ->  the steps (walk.h)  ->  outputs
 *
 * With a tail (tail.h) every evaluation goes on after the horizon, under draws of its own: those of today's plan, say,
 * whatever was moved before.
 *
 * The plan is compiled once. After pk_evaluator_init nothing is compiled, and memory grows only where a stay lasts
 * longer than in any evaluation before. Where a model feeds back, the expected engine is an approximation
 * (plan->feedback). */
#ifndef PK_ENGINE_EVALUATE_H
#define PK_ENGINE_EVALUATE_H

#include "engine/assumptions.h"
#include "engine/kpi.h"
#include "engine/lanes/lanes.h"
#include "engine/tail.h"
#include "engine/walk.h"

typedef enum {
    PK_OUTPUT_KPI,  /* over a window */
    PK_OUTPUT_FLOW, /* how many take it in the steps first..last */
    PK_OUTPUT_STAGE /* how many are there at the end of step `last`; 0: the start */
} pk_output_kind_t;

/* Of a KPI with a tail: its value over the horizon; over the steps after it, without what was counted as end value; or
 * both added up, where it adds up (a sum over steps). */
typedef enum { PK_SPAN_HORIZON, PK_SPAN_AFTER, PK_SPAN_BOTH } pk_span_t;

/* One number that comes out. */
typedef struct {
    pk_output_kind_t kind;
    pk_span_t span;
    const char *name;    /* of a KPI, a flow ("a -> b", "-> a") or a stage */
    const char *window;  /* KPI: the label of one of pk_kpis_t's windows; NULL: the whole horizon */
    const char *persona; /* NULL: everybody */
    int first, last;     /* flow, stage */
} pk_output_t;

/* One number that goes in, by its path: x is its value as draws hold it (pk_number_t: money and rates a step, durations
 * in steps; a probability `per year` stays one of its year), or where `times` a factor on what it would be. Through a
 * dial all is a step's. */
typedef struct {
    const char *path;
    bool times;
} pk_input_t;

typedef struct {
    pk_by_t by;                 /* the windows of KPIs */
    const pk_output_t *outputs; /* none: all KPIs, [window][group][kpi] as pk_kpis_t has them */
    int noutput;
    const pk_input_t *inputs;
    int ninput;
    bool nearest; /* what moves make impossible comes as the nearest possible row, as a plan's own changes do in a run;
                     else it is an outcome of its own */
    pk_vector_t vector; /* which instructions; all give the same bytes */
    int threads;        /* 0: the machine's */
    pk_tail_t *tail;    /* borrowed, its plan's arena grows; one that takes this plan (pk_tail_refuses). NULL: none */
} pk_evaluator_options_t;

/* What an evaluation came to. Where draw is not PK_DRAW_FINE there is no outcome: rows past 1, drivers that bring more
 * than is there, something that today's drivers multiply by 0. Beyond `excess` no number holds it. Outputs are NAN
 * then. */
typedef struct {
    pk_draw_t draw;
    pk_excess_t excess;
} pk_evaluated_t;

static inline bool pk_is_evaluated(pk_evaluated_t outcome)
{
    return outcome.draw == PK_DRAW_FINE && outcome.excess.what == PK_EXCESS_NONE;
}

typedef struct pk_evaluator {
    pk_plan_t *plan;
    pk_kpis_t kpis;
    int noutput, ninput, threads, nmove;
    struct pk_resolved *outputs; /* [noutput]; NULL: all KPIs */
    pk_movable_t *inputs;        /* [ninput] */
    bool *times;                 /* [ninput] */
    bool nearest, redraws;       /* redraws: an input is an argument of a law */
    pk_tail_t *tail;
    pk_kpis_t after; /* the KPIs of the tail */
    struct pk_evaluating *workers;
    pk_arena_t arena;
} pk_evaluator_t;

/* Borrows the plan, whose arena grows, until it is freed; names and paths are looked up here. Errors (PK_BAD_INPUT, in
 * diag): a name or path that there is not, with the nearest. Free also after an error. */
pk_status_t pk_evaluator_init(pk_evaluator_t *self, pk_plan_t *plan, const pk_evaluator_options_t *options,
                              pk_diag_t *diag);
void pk_evaluator_free(pk_evaluator_t *self);

/* The numbers of a run with the inputs at x[ninput] (NULL: as they are written) into draws[plan->nslot]: what a changed
 * file would draw. What cannot be in any attempt comes back as its outcome; draws are filled all the same. */
pk_draw_t pk_evaluator_draw(pk_evaluator_t *self, uint64_t run, const double *x, double *draws);

/* Points of a sample: uniforms[count][nuniform] of the addresses, and a number that is pinned in all of them
 * (pk_point_t).
 */
typedef struct {
    const uint64_t *address; /* [nuniform], ascending */
    int nuniform;
    const double *uniforms;
    uint64_t first_run; /* point k is drawn again as run first_run + k is */
    int pinned;
    double value;
} pk_drawn_points_t;

/* The numbers at points 0..count-1 into draws[count][nslot], on all threads, and (NULL: not asked for) into
 * redrawn[count][njoint of the reference] whether a joint's rows were drawn again. Returns how many points are
 * impossible in every attempt; their draws are NAN. */
long pk_evaluator_draw_points(pk_evaluator_t *self, const pk_drawn_points_t *points, long count, double *draws,
                              bool *redrawn);

/* The outputs, out[noutput], for given draws. */
pk_evaluated_t pk_evaluate(pk_evaluator_t *self, const double *draws, double *out);

/* Whether draws make one row possible (pk_joint_t has the rows; -1: every row). */
bool pk_evaluator_is_possible(pk_evaluator_t *self, const double *draws, int row);

/* Many at once, on all threads: draws [count][nslot], out [count][noutput], outcomes [count]; each as alone. */
void pk_evaluate_many(pk_evaluator_t *self, long count, const double *draws, double *out, pk_evaluated_t *outcomes);

/* The same where each goes on in the tail with draws of its own, after[count][nslot of the tail's plan]. Without them
 * (above) an evaluation goes on with the draws that it has had, which are then those of the tail's plan. */
void pk_evaluate_many_after(pk_evaluator_t *self, long count, const double *draws, const double *after, double *out,
                            pk_evaluated_t *outcomes);

/* What each step of the tail adds to a KPI that adds up (its end value is not taken off), steps[count][tail's steps];
 * NAN where there is no outcome. `kpi` is one that an output asks for. */
void pk_evaluate_steps(pk_evaluator_t *self, long count, const double *draws, const double *after, const char *kpi,
                       double *steps);

/* How many numbers come out. */
long pk_evaluator_outputs(const pk_evaluator_t *self);

/* ---- as optimisers and samplers call it ---- */

/* An output over draws that stay the same, as a function of the inputs. */
typedef struct {
    pk_evaluator_t *evaluator;
    int output;
    const double *draws; /* [ndraw][nslot]: the mean over them is what counts; all draws of one run each, 0.. */
    const double *after; /* [ndraw][nslot of the tail's plan]: what holds after the horizon, wherever x is; NULL:
                            `draws`, which nothing has moved */
    long ndraw;
    struct pk_function_memory *memory;
} pk_function_t;

/* Takes the memory that an evaluation with a gradient needs; free it. */
void pk_function_init(pk_function_t *self, pk_evaluator_t *evaluator, int output, const double *draws, long ndraw);
void pk_function_free(pk_function_t *self);

/* The mean at x[n], n the evaluator's inputs; NAN where one of the draws is impossible there. `gradient` (NULL: not
 * wanted) gets its derivatives by differences to (1 + 2^-26) x, to (1 - 2^-26) x where that is impossible, NAN where
 * both are: n + 1 evaluations a draw, all at once. The signature is that of NLopt's functions; data is a
 * pk_function_t. */
double pk_function_value(unsigned n, const double *x, double *gradient, void *data);

#endif
