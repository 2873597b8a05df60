/* What a plan pays for and what it changes against another, as plain structs: the words are report/plan_words.h. */
#ifndef PK_RESULT_PLAN_CHANGES_H
#define PK_RESULT_PLAN_CHANGES_H

#include "base/arena.h"
#include "result/result.h"

/* What is paid for a driver over a plan. */
typedef struct {
    int driver;
    double total, least, most; /* most, least: of a step; alike where every step has the same */
} pk_budget_t;

typedef enum {
    PK_CHANGE_SPEND,      /* budgets */
    PK_CHANGE_LEVER,      /* settings */
    PK_CHANGE_CONVERSION, /* of an arrow */
    PK_CHANGE_ASSUMPTION
} pk_change_kind_t;

typedef struct {
    pk_change_kind_t kind;
    int driver;                /* of spend and levers, in either result; -1: none */
    const char *name;          /* a label, an arrow, or a path */
    const char *what;          /* of a conversion: "share", "probability" or "rate" */
    const char *text, *before; /* as written; before NULL: the other says nothing of it; text NULL: this one does not */
    pk_budget_t paid, paid_before;
} pk_change_t;

/* The channels that cost us money, in order: each with what it is paid. From driver_paid, drivers and nstep. */
pk_budget_t *pk_plan_budgets(const pk_result_t *self, pk_arena_t *arena, int *count);

/* The levers that a plan sets otherwise than they stand today: changes whose `before` is today's. */
pk_change_t *pk_plan_levers(const pk_result_t *self, pk_arena_t *arena, int *count);

/* The same levers and the plan's conversions, in order of writing: what a plan sets beside its spend. */
pk_change_t *pk_plan_settings(const pk_result_t *self, pk_arena_t *arena, int *count);

/* What `self` has otherwise than `other`, in order of writing; then what only `other` has. From assumptions, planned,
 * drivers and driver_paid. Texts are borrowed from both. */
pk_change_t *pk_plan_changes(const pk_result_t *self, const pk_result_t *other, pk_arena_t *arena, int *count);

#endif
