/* When a group's runs are loaded: what they have in common, and the lanes that no run took. Included by width.c. */
#ifndef PK_ENGINE_LANES_START_H
#define PK_ENGINE_LANES_START_H

#include "engine/lanes/drivers.h"

static void repeat_row(lanes_t *row, int last, long count)
{
    for (long k = 0; k < count; k++) {
        for (int l = last + 1; l < PK_WIDTH; l++) {
            set_lane(&row[k], l, lane_of(row[k], last));
        }
    }
}

/* One table for all lanes, where they have the same law. */
static bool is_alike(const law_t *law, int lanes)
{
    bool alike = true;
    for (int l = 1; l < lanes; l++) {
        alike = alike && memcmp(&law->life[l], &law->life[0], sizeof law->life[0]) == 0;
    }
    return alike;
}

static void start_law(law_t *law, int lanes, int last_age)
{
    law->alike = is_alike(law, lanes);
    law->known = 0;
    if (law->alike) {
        int longest = 0;
        for (int l = 1; l < lanes; l++) {
            longest = law->length[l] > law->length[longest] ? l : longest;
        }
        if (memcmp(&law->one_life, &law->life[0], sizeof law->one_life) != 0) {
            law->one_life = law->life[0];
            law->one_known = 0;
        }
        law->one_log = law->table[longest];
        law->one_length = law->length[longest];
        return;
    }
    law->log_rows = 0;
    for (int l = 0; l < lanes; l++) {
        law->log_rows = law->length[l] > law->log_rows ? law->length[l] : law->log_rows;
    }
    make_room(&law->memory_log, &law->log, &law->log_room, law->log_rows);
    make_room(&law->memory_p, &law->p, &law->p_room, last_age + 1);
    for (int age = 0; age < law->log_rows; age++) {
        for (int l = 0; l < PK_WIDTH; l++) {
            int of = l < lanes ? l : lanes - 1;
            while (of > 0 && law->length[of] == 0) { /* no run took this lane */
                of--;
            }
            set_lane(&law->log[age], l, law->table[of][age < law->length[of] ? age : law->length[of] - 1]);
        }
    }
}

/* Nobody is older in a lane than its own oldest. */
static void start_ages(stay_t *stay, int lanes)
{
    for (int l = lanes; l < PK_WIDTH; l++) {
        stay->length[l] = stay->length[lanes - 1];
    }
    for (int l = 0; l < lanes; l++) {
        for (int age = stay->start_oldest[l] + 1; age <= stay->oldest; age++) {
            set_lane(&stay->at[age], l, 0);
        }
    }
    repeat_row(stay->at, lanes - 1, stay->oldest + 1);
    stay->foreseen = false;
}

static void start_old(stay_t *stay, int lanes, bool laws_alike)
{
    stay->old_alike = laws_alike;
    for (int l = 0; l < lanes; l++) {
        for (int k = 0; k < stay->nold; k++) {
            const int own = k < stay->start_old[l] ? k : stay->start_old[l] - 1;
            if (own != k) { /* no such class in this lane */
                set_lane(&stay->old[k], l, 0);
                stay->old_age[k * PK_WIDTH + l] = own >= 0 ? stay->old_age[own * PK_WIDTH + l] : 0;
                stay->old_pace[k * PK_WIDTH + l] = 1;
            }
            const double *age = &stay->old_age[k * PK_WIDTH], *pace = &stay->old_pace[k * PK_WIDTH];
            stay->old_alike = stay->old_alike && own == k && age[l] == age[0] && pace[l] == pace[0];
        }
    }
    repeat_row(stay->old, lanes - 1, stay->nold);
    for (int k = 0; k < stay->nold; k++) {
        for (int l = lanes; l < PK_WIDTH; l++) {
            stay->old_age[k * PK_WIDTH + l] = stay->old_age[k * PK_WIDTH + lanes - 1];
            stay->old_pace[k * PK_WIDTH + l] = stay->old_pace[k * PK_WIDTH + lanes - 1];
        }
    }
}

/* The laws of a stage's stay, and room for who leaves by them: for the first `lanes` lanes. */
static void start_chances(pk_lanes_t *self, int i, int lanes)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    int oldest = 0;
    for (int g = 0; g < self->plan->npersona; g++) {
        stay_t *stay = &self->stays[i * self->plan->npersona + g];
        oldest = stay->oldest > oldest ? stay->oldest : oldest;
        if (stage->speed.count > 0) {
            make_room(&stay->memory_p, &stay->p, &stay->p_room, stay->oldest + self->plan->nstep + 3);
            stay->known = 0;
        }
    }
    start_law(&self->laws[i], lanes, oldest + self->plan->nstep + 2);
    for (int l = lanes; l > 0 && l < PK_WIDTH; l++) {
        self->laws[i].life[l] = self->laws[i].life[l - 1];
        self->laws[i].length[l] = 0;
    }
}

static void start_stage(pk_lanes_t *self, int i, int lanes)
{
    start_chances(self, i, lanes);
    for (int g = 0; pk_has_ages(&self->plan->stages[i]) && g < self->plan->npersona; g++) {
        stay_t *stay = &self->stays[i * self->plan->npersona + g];
        start_ages(stay, lanes);
        start_old(stay, lanes, self->laws[i].alike);
    }
}

static void repeat_counts(pk_lanes_t *self, int last)
{
    const pk_plan_t *plan = self->plan;
    const int personas = plan->npersona;
    repeat_row(&self->population, last, 1);
    repeat_row(self->draws, last, plan->nslot);
    repeat_row(self->count, last, plan->nstage * personas);
    repeat_row(self->share, last, personas);
    repeat_row(self->flow, last, plan->nflow * personas);
    repeat_row(self->mult_today, last, plan->nflow * personas);
    repeat_row(self->plus_today, last, plan->nflow * personas);
    repeat_row(self->brings_today, last, plan->nflow * personas);
    repeat_row(self->waiting, last, plan->ncapacity);
    repeat_row(self->capacity, last, plan->ncapacity);
    repeat_row(self->tally, last, pk_kpis_size(self->kpis));
    for (int l = last + 1; l < PK_WIDTH; l++) {
        self->draws_of[l] = self->draws_of[last];
        self->run[l] = self->run[last];
        self->excess[l] = self->excess[last];
    }
}

static void repeat_driver(driver_t *driver, int last)
{
    lanes_t *const rows[] = {&driver->value, &driver->response,  &driver->value_today, &driver->response_today,
                             &driver->level, &driver->retention, &driver->history};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        repeat_row(rows[k], last, 1);
    }
    repeat_row(driver->kernel, last, driver->lags);
    repeat_row(driver->before, last, driver->nbefore);
}

/* Nothing is known from step to step yet. */
static void begin_anew(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    const size_t flows = (size_t)plan->nflow * PURPOSES, stages = (size_t)plan->nstage * PURPOSES;
    for (int k = 0; k < plan->neffector * plan->npersona; k++) {
        self->effect_step[k] = -1;
    }
    memset(self->flow_varying, 0, flows * sizeof(varying_t));
    memset(self->stage_varying, 0, stages * sizeof(varying_t));
    self->ndue = 0;
    self->anew = true;
}

static void start(pk_lanes_t *self, int count)
{
    const pk_plan_t *plan = self->plan;
    repeat_counts(self, count - 1);
    for (int d = 0; d < plan->ndriver; d++) {
        repeat_driver(&self->drivers[d], count - 1);
        self->drivers[d].moved = moved_spend(self, pk_channel_plan_of(&plan->drivers[d]));
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            start_stage(self, i, count);
        }
    }
    begin_anew(self);
}

#endif
