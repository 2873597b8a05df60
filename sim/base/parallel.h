/* The one parallel loop of the program; the only file that knows OpenMP is parallel.c.
 *
 * The body gets (context, index, worker); results go to slot `index` and are reduced in index order by the caller, so
 * the number of threads never changes a byte. */
#ifndef PK_BASE_PARALLEL_H
#define PK_BASE_PARALLEL_H

typedef void (*pk_body_fn)(void *context, long index, int worker);

/* Called now and then from worker 0 with how many items are done; must not print from elsewhere. May be NULL. */
typedef struct {
    void (*tell)(void *context, double done, double total);
    void *context;
} pk_progress_t;

/* Runs body(context, i, worker) for i = 0..count-1 on `threads` threads (0: as many as the machine has). worker is
 * 0..threads-1. Work is handed out in chunks, dynamically. */
void pk_parallel_for(long count, int threads, pk_body_fn body, void *context);

/* The number of threads that `threads` means (0: the machine's). At least 1. */
int pk_parallel_threads(int threads);

#endif
