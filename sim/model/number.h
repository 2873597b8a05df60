/* Numbers as a planner writes them (models/README.md section 3): plain, uncertain, varying, scheduled, per period, with
 * a source.
 *
 * Every number of a model and its scenario stands in one pk_numbers_t, the book of numbers, under its path ("keys
 * joined by dots"; an argument of a law is a number of its own below it). What can be evaluated once a run has a slot;
 * the engine draws all slots into one flat vector and never sees text. */
#ifndef PK_MODEL_NUMBER_H
#define PK_MODEL_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/diag.h"
#include "model/doc.h"
#include "model/law/empirical.h"

/* What values a number may take, and how `a to b` is read in it. One row each in a table of bounds and words. */
typedef enum {
    PK_REAL,
    PK_POSITIVE,
    PK_NONNEGATIVE,
    PK_PROBABILITY, /* [0, 1]; logit-normal */
    PK_SHARE,       /* [0, 1]; logit-normal */
    PK_RETENTION,   /* [0, 1); logit-normal */
    PK_ADDITION,    /* the A of +A on a transition: [0, 1); logit-normal */
    PK_BROUGHT,     /* the C of `brings`: [0, 1]; logit-normal */
    PK_RATE,        /* a hazard a step, >= 0; may be per period */
    PK_INFLOW,      /* what comes a step, >= 0: money spent, people, capacity; may be per period */
    PK_AMOUNT,      /* money or persons a step, any sign; may be per period */
    PK_MONEY,       /* money for a thing, any sign; no period */
    PK_FACTOR,      /* >= 0: the M of xM */
    PK_DURATION,    /* > 0, in steps; may be written with a unit */
    PK_DWELL,       /* >= 0, in steps: the argument of a stay */
    PK_DISCOUNT,    /* [0, 1) a year */
    PK_EXTRA        /* the A of +A on spend: money a step, any sign; may be per period */
} pk_domain_t;

typedef enum {
    PK_NUMBER_NONE, /* not written */
    PK_NUMBER_FIXED,
    PK_NUMBER_LAW,     /* uncertain: drawn once a run */
    PK_NUMBER_VARIES,  /* differs from customer to customer, or from flow to flow */
    PK_NUMBER_SCHEDULE /* pieces over time */
} pk_number_kind_t;

/* How a number was written where the sign matters. */
typedef enum { PK_BARE, PK_TIMES /* xM */, PK_PLUS /* +A */, PK_BRINGS, PK_ELASTICITY } pk_sign_t;

typedef struct pk_number pk_number_t;

/* The column of a CSV file that a number is drawn from: sample(file, column). Read by number_sample.c. */
typedef struct {
    const pk_source_t *source;
    const char *file, *column;    /* as written */
    const pk_empirical_t *values; /* as a plain number there would be: durations in steps */
} pk_number_sample_t;

/* One piece of a schedule. Unset ends: from_step 0 / until_step 0 and dated false. Days are inclusive. */
typedef struct {
    pk_place_t place;
    bool otherwise;
    bool has_from, has_until, dated;
    long from, until; /* days or steps */
    bool total;       /* `total:` instead of `value:`: spread over the piece's steps */
    const char *span; /* "from 2026-01, until 2026-03", "otherwise": as written; NULL: of a file's row */
    pk_number_t *value;
} pk_piece_t;

/* A column of a CSV file as a schedule: values[i] belongs to the step that begins on day keys[i] (or to step keys[i]);
 * keys ascend strictly. Where its rows are periods, values[i] is of the days keys[i]..ends[i], and each period begins
 * where the one before it ends. Read by model/series.h. */
typedef struct {
    const char *file;
    const pk_source_t *source;
    bool dated;
    bool periods; /* `per:`: the rows are periods */
    bool amounts; /* a period's number is spread over its steps (spend); else it holds in each of them */
    int count;
    long *keys, *ends; /* ends: last days; NULL where the rows are no periods */
    double *values;
    pk_place_t *key_places, *value_places; /* of each row's two cells, for messages */
    const char **percents;                 /* each number with a percent sign as it is written, else NULL */
} pk_series_t;

struct pk_number {
    pk_number_kind_t kind;
    pk_sign_t sign;
    const char *path;
    uint64_t address; /* pk_hash_text(path) */
    pk_place_t place;
    pk_domain_t domain;
    int slot;       /* FIXED, LAW and VARIES (where a customer's own value may stand): index in the vector of draws; of
                       others -1 */
    double value;   /* FIXED: after units, per period (amounts) and scale */
    double written; /* FIXED: `value` before the period's factor, which is `folded`; folded 0: not known */
    double folded;
    double scale;    /* LAW, VARIES: multiplies what is drawn (amounts per period: step/period); 1 otherwise */
    double period;   /* probabilities `per year`: the period's length in steps; 0: none */
    bool of_revenue; /* cost written `62% of revenue` */
    bool interval;   /* written `a to b`: the law is what such an interval means */
    const pk_law_t *law;
    int spelling; /* 0: canonical arguments; k: law->spellings[k-1] */
    int nargument;
    pk_number_t *arguments[PK_LAW_ARGUMENTS];
    double low,
        high; /* the domain's bounds for what is drawn, before `scale`; closed: an open end is the next double */
    int npiece;
    pk_piece_t *pieces;
    const pk_series_t *series;         /* a schedule from a file instead of pieces */
    const pk_number_sample_t *sampled; /* of the law `sample`, which has no arguments that are numbers; else NULL */
    const char *text;                  /* as written, on one line; NULL: a default, or an argument of a law */
    const char *source, *note;
    const double *learned; /* LAW: not drawn from `law`, which has its mean and sd, but this column of the model's
                              `learned`; NULL: drawn */
    pk_domain_t asked;     /* the domain of what is written here; `domain` differs for xM and `of revenue` */
    unsigned may;          /* what may stand here, for `assume` */
    pk_number_t *under; /* spend written as xM or +A, in whole or in a piece: the number that it changes; else NULL */
};

static inline bool pk_number_has_slot(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_FIXED || number->kind == PK_NUMBER_LAW || number->kind == PK_NUMBER_VARIES;
}

/* Where a number comes from, one rule for all that tell of it: the `source:` or `note:` on the number itself, else on
 * the innermost mapping around it below the file's top. What a scenario assumes instead has only what is said there,
 * and so has the law or schedule of which a part was assumed: what was there before is no origin of it. */
typedef enum { PK_ORIGIN_NONE, PK_ORIGIN_NOTE, PK_ORIGIN_SOURCE } pk_origin_t;
pk_origin_t pk_number_origin(const pk_number_t *number);

/* The book. Numbers stand in order of reading, arguments before the number that they belong to, also after `assume`;
 * slots ascend in this order. */
typedef struct {
    pk_number_t **all;
    int count, room;
    int slots;
} pk_numbers_t;

/* What the reader of numbers needs to know of where it is. */
typedef struct {
    pk_arena_t *arena;
    pk_diag_t *diag;
    pk_numbers_t *numbers;
    pk_unit_t step;
    bool plain; /* one plain value is asked for: hints name no uncertain numbers */
} pk_reading_t;

/* What a number may be here; or-ed. */
enum {
    PK_MAY_VARY = 1,
    PK_MAY_SCHEDULE = 2,
    PK_MAY_TIMES = 4, /* xM beside a bare number */
    PK_MAY_TOTAL = 8, /* pieces may say total: */
    PK_MAY_OF_REVENUE = 16,
    PK_MUST_TIMES = 32,  /* only xM */
    PK_MAY_SWITCH = 128, /* yes and no (true and false) for 1 and 0 */
    PK_MAY_CHANGE = 64   /* xM and +A, which change what the parent or the model says; pieces may differ in it */
};

/* Reads a number, whole or as {value:, source:, note:}, into a new entry of the book. Errors go to reading->diag with
 * place and hint; the result is then a harmless fixed number, never NULL. `path` is copied. A schedule's pieces are
 * numbers under the path and their own `from`, else their `until`, else `otherwise`. */
pk_number_t *pk_number_read(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t domain,
                            unsigned may);
/* Whether a node that PK_MAY_CHANGE holds for, or a piece of it, is xM or +A. Looks at the text alone. */
bool pk_node_changes(const pk_node_t *node);
/* The strength of an effect: xM, +A, brings C, {elasticity: e}, each also as {value: x4, source: …}. `addition` is the
 * domain of A: PK_ADDITION on a transition, PK_INFLOW (persons a step) on arrivals. */
pk_number_t *pk_strength_read(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t addition);
/* A dwell law: `26`, `10 weeks` (both the law fixed), `weibull(shape=4, mean=12 months)`. kind VARIES (stays differ) or
 * FIXED (0 = instant). */
pk_number_t *pk_dwell_read(pk_reading_t *reading, const pk_node_t *node, const char *path);
/* A number that is not written but has a default; it has a path, so that `assume` can reach it. */
pk_number_t *pk_number_default(pk_reading_t *reading, const char *path, pk_place_t place, pk_domain_t domain,
                               double value);

/* By path, NULL if there is none. Blanks around "->" do not matter. A strength is found with or without its last part
 * (`.elasticity`). */
pk_number_t *pk_number_find(const pk_numbers_t *numbers, const char *path);
/* Whether two paths are the same but for blanks around "->". */
bool pk_path_is_same(const char *a, const char *b);
/* Replaces a number in place by what `node` says, in its domain and under its path; xM multiplies a plain number (one
 * written as xM is replaced by it); a strength takes a bare number and keeps its sign. The old number's arguments and
 * pieces leave the book, the new ones enter it, and slots are given out anew. After an error nothing is changed. */
pk_status_t pk_number_assume(pk_reading_t *reading, pk_number_t *number, const pk_node_t *node);

/* Which numbers of the book are assumptions, assumed[count], and which are planned, planned[count] (NULL: not asked):
 * each written as a whole (no argument of a law, no piece of a schedule). One rule for describe and the report. */
void pk_numbers_assumed(const pk_numbers_t *book, bool *assumed, bool *planned);
/* What is decided rather than assumed: spend, its history, levers' settings, conversions, by the number's path. */
bool pk_number_planned(const pk_number_t *number);

/* The law's canonical arguments a[PK_LAW_ARGUMENTS] from those that are written, given[PK_LAW_ARGUMENTS]; false where
 * no such law has them. */
bool pk_number_law_arguments(const pk_number_t *number, const double *given, double *a);

/* The value of a slot-bearing number in a vector of draws; NONE gives `otherwise`. */
double pk_number_at(const pk_number_t *number, const double *draws, double otherwise);
/* Warns of every uncertain or varying number whose law lies in part outside of its domain, with the share that is cut
 * off (arguments that are uncertain themselves at their median). For after `assume`. */
void pk_numbers_warn(const pk_numbers_t *numbers, pk_diag_t *diag);
/* True where the number, its arguments or pieces hold something uncertain. */
bool pk_number_uncertain(const pk_number_t *number);

#endif
