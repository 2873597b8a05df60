#include "engine/agents/individuals.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/agents/life_counts.h"

/* What one thread saw of a run: counts, and purchases by step, persona and whether they are the first. */
typedef struct {
    pk_life_counts_t *counts;
    uint64_t *purchases; /* [nstep + 1][npersona][first, later] */
} pk_seen_t;

/* What one worker has: what its threads see of the run at hand, and all runs so far. */
typedef struct {
    const pk_plan_t *plan;
    pk_seen_t *seen; /* [threads] */
    int threads;
    pk_life_counts_t *all;
} pk_watching_worker_t;

struct pk_individuals_of_runs {
    const pk_plan_t *plan;
    pk_watching_worker_t *workers;
    int nworker;
    long nrun;
    double *curves; /* [run][pk_life_curves_size] */
};

static size_t purchases_size(const pk_plan_t *plan)
{
    return (size_t)(plan->nstep + 1) * (size_t)plan->npersona * 2;
}

/* Who began as something else than a prospect has bought before. */
static void count_purchases(uint64_t *into, const pk_lives_t *lives)
{
    const pk_plan_t *plan = lives->plan;
    int64_t before = -1;
    bool bought = false;
    for (long k = 0; k < lives->nhappened; k++) {
        const pk_happening_t *what = &lives->happened[k];
        if (!plan->flows[what->flow].purchase) {
            continue;
        }
        if (what->who != before) {
            const int began = lives->start_stage[what->who];
            before = what->who;
            bought = began >= 0 && plan->stages[began].role != PK_ROLE_PROSPECT;
        }
        into[((long)what->step * plan->npersona + lives->persona) * 2 + bought]++;
        bought = true;
    }
}

static void see(void *context, int worker, const pk_lives_t *lives)
{
    pk_watching_worker_t *self = context;
    pk_life_counts_add(self->seen[worker].counts, lives);
    count_purchases(self->seen[worker].purchases, lives);
}

pk_individuals_of_runs_t *pk_individuals_open(const pk_plan_t *plan, int workers, long nrun)
{
    pk_individuals_of_runs_t *self = pk_heap(1, sizeof *self);
    self->plan = plan;
    self->nworker = workers;
    self->nrun = nrun;
    self->workers = pk_heap((size_t)workers, sizeof *self->workers);
    self->curves = pk_heap((size_t)nrun * pk_life_curves_size(plan), sizeof(double));
    return self;
}

void pk_individuals_close(pk_individuals_of_runs_t *self)
{
    for (int w = 0; self != NULL && w < self->nworker; w++) {
        for (int k = 0; k < self->workers[w].threads; k++) {
            pk_life_counts_close(self->workers[w].seen[k].counts);
            free(self->workers[w].seen[k].purchases);
        }
        pk_life_counts_close(self->workers[w].all);
        free(self->workers[w].seen);
    }
    if (self != NULL) {
        free(self->workers);
        free(self->curves);
        free(self);
    }
}

void pk_individuals_watch(pk_individuals_of_runs_t *self, int worker, pk_sim_t *sim)
{
    pk_watching_worker_t *mine = &self->workers[worker];
    mine->plan = self->plan;
    mine->threads = pk_parallel_threads(sim->agents->threads);
    mine->seen = pk_heap((size_t)mine->threads, sizeof *mine->seen);
    mine->all = pk_life_counts_open(self->plan);
    for (int k = 0; k < mine->threads; k++) {
        mine->seen[k].counts = pk_life_counts_open(self->plan);
        mine->seen[k].purchases = pk_heap(purchases_size(self->plan), sizeof(uint64_t));
    }
    sim->agents->watcher = (pk_watcher_t){.see = see, .context = mine};
}

/* By step and persona, into the columns of the story. */
static void write_purchases(const pk_watching_worker_t *mine, pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    const pk_story_t *story = &sim->agents->story;
    const int columns = 2 * plan->npersona;
    for (int t = 0; t <= plan->nstep; t++) {
        double *row = &story->rows[(long)t * story->width + story->purchases];
        for (int k = 0; k < columns; k++) {
            uint64_t sum = 0;
            for (int w = 0; w < mine->threads; w++) {
                sum += mine->seen[w].purchases[(long)t * columns + k];
            }
            row[k] = (double)sum;
        }
    }
}

void pk_individuals_take(pk_individuals_of_runs_t *self, int worker, pk_sim_t *sim, long run)
{
    pk_watching_worker_t *mine = &self->workers[worker];
    pk_life_counts_t *of_run = mine->seen[0].counts;
    write_purchases(mine, sim);
    for (int k = 1; k < mine->threads; k++) {
        pk_life_counts_merge(of_run, mine->seen[k].counts);
        pk_life_counts_clear(mine->seen[k].counts);
    }
    pk_life_curves(of_run, &self->curves[(size_t)run * pk_life_curves_size(self->plan)]);
    pk_life_counts_merge(mine->all, of_run);
    pk_life_counts_clear(of_run);
    for (int k = 0; k < mine->threads; k++) {
        memset(mine->seen[k].purchases, 0, purchases_size(self->plan) * sizeof(uint64_t));
    }
}

pk_individuals_t *pk_individuals_tables(pk_individuals_of_runs_t *self, pk_arena_t *arena)
{
    pk_individuals_t *individuals = PK_NEW(arena, pk_individuals_t);
    for (int w = 1; w < self->nworker; w++) {
        pk_life_counts_merge(self->workers[0].all, self->workers[w].all);
    }
    pk_life_tables(self->workers[0].all, self->curves, self->nrun, arena, individuals);
    return individuals;
}
