#include "base/parallel.h"

#include <omp.h>

enum { THREADS_MOST = 1024, CHUNKS_A_THREAD = 32, CHUNK_MOST = 64 };

int pk_parallel_threads(int threads)
{
    if (threads <= 0) {
        threads = omp_get_num_procs();
    }
    if (threads < 1) {
        return 1;
    }
    return threads > THREADS_MOST ? THREADS_MOST : threads;
}

void pk_parallel_for(long count, int threads, pk_body_fn body, void *context)
{
    threads = pk_parallel_threads(threads);
    if (threads > count) {
        threads = count > 1 ? (int)count : 1;
    }
    long chunk = count / ((long)threads * CHUNKS_A_THREAD);
    if (chunk < 1) {
        chunk = 1;
    }
    if (chunk > CHUNK_MOST) {
        chunk = CHUNK_MOST;
    }
#pragma omp parallel for schedule(dynamic, chunk) num_threads(threads)
    for (long i = 0; i < count; i++) {
        body(context, i, omp_get_thread_num());
    }
}
