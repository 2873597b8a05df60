/* What the twin's files tell each other; nobody else includes this. */
#ifndef TWIN_PARTS_H
#define TWIN_PARTS_H

#include "twin/twin.h"

/* The drivers at one moment: now, or as they are today. */
typedef struct {
    double value[TWIN_DRIVERS], response[TWIN_DRIVERS];
} twin_moment_t;

/* ---- twin_number.c: sections 3 and 5 ---- */

double twin_days(twin_unit_t unit, twin_unit_t step);
double twin_step_years(const twin_journey_t *journey);
/* (1 + rate)^(-t step in years). */
double twin_discount(const twin_journey_t *journey, double rate, int step);
/* As written, at a step. Nothing written: 0. */
double twin_written(const twin_number_t *number, int step);
/* An amount a step: times step / period. */
double twin_amount(const twin_journey_t *journey, const twin_number_t *number, int step);
/* A probability alone in its group, a step. */
double twin_probability(const twin_journey_t *journey, const twin_number_t *number, int step);
double twin_duration(const twin_journey_t *journey, double value, twin_unit_t unit);

/* ---- twin_row.c: what is written on a row of flows ---- */

bool twin_is_event(const twin_journey_t *journey, int flow);
/* Probabilities a step of the flows out of a stage for a persona, before drivers; only its flows are written to.
 * Rates stand as rates. An event competes with nothing and is in no group. */
void twin_probabilities(const twin_journey_t *journey, int stage, int persona, int step, double *value);
void twin_shares(const twin_journey_t *journey, int stage, int persona, int step, double *share);

/* ---- twin_dwell.c ---- */

bool twin_has_ages(const twin_stage_t *stage);
/* 1 - h(a) for a = 0..ages-1, which keeps its digits where nearly everybody leaves. */
void twin_stays(const twin_journey_t *journey, const twin_stage_t *stage, int ages, double *stay);
/* Share of those at the start who are at age a, for a below the number that it returns; `rate` is today's of the ways
 * out that compete with the stay. */
int twin_start_ages(const twin_journey_t *journey, const twin_stage_t *stage, double rate, double *share);

/* ---- twin_response.c ---- */

double twin_saturate(const twin_saturation_t *saturation, double level);
/* x_t from what is spent in steps t, t-1, ..: spend(step) for steps 1 and later, `before` before. */
double twin_carry_over(const twin_journey_t *journey, const twin_carryover_t *carryover, const double *spend,
                       double before, int step);

/* ---- twin_driver.c ---- */

int twin_month(const twin_journey_t *journey, int step); /* 1..12, of the step's first day */
void twin_date(const twin_journey_t *journey, int step, int *year, int *month, int *day);
/* The day before step + 1 begins. */
void twin_last_day(const twin_journey_t *journey, int step, int *year, int *month, int *day);
int twin_days_in_month(int year, int month);
double twin_population(const twin_journey_t *journey); /* the scenario's */
double twin_spent(const twin_journey_t *journey, int driver, int step);
void twin_drivers_today(const twin_journey_t *journey, twin_moment_t *today);
/* The drivers of a step from the results up to the end of the last one. */
void twin_drivers_now(const twin_journey_t *journey, const twin_result_t *result, int step, twin_moment_t *now);

/* ---- twin_effect.c: section 6, Rates ---- */

typedef struct {
    const twin_journey_t *journey;
    twin_moment_t now, today;
    double *least_organic;
} twin_effects_t;

/* The product of the multipliers on a target; that of `today` is 1 for a model without marketing. */
double twin_multiplier(const twin_effects_t *self, const twin_moment_t *moment, twin_target_t target, int persona);
/* now / today, or with `without_marketing` now alone. */
double twin_quotient(const twin_effects_t *self, twin_target_t target, int persona);
/* What happens of an event or an exit: r = (b + sum of a) times the multipliers. */
double twin_rate(const twin_effects_t *self, int flow, int persona, double rate);
/* Arrivals of a persona in a step. */
double twin_arrivals(const twin_effects_t *self, int arrival, int persona, int step);

/* ---- twin_kpi.c ---- */

void twin_kpis(const twin_journey_t *journey, twin_result_t *result);

#endif
