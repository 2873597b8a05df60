/* Rows of matrices added up, four numbers at once. */
#ifndef PK_INFER_NORMAL_ROWS_H
#define PK_INFER_NORMAL_ROWS_H

/* Each of the four is computed as it is alone, so that what a processor has makes no difference. */
typedef double pk_four_t __attribute__((vector_size(32), aligned(8), may_alias));

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PK_FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define PK_FOR_EACH_PROCESSOR
#endif

/* to += weight from */
static inline __attribute__((always_inline)) void pk_row_add(int n, double *to, const double *from, double weight)
{
    int k = 0;
    for (; k + 4 <= n; k += 4) {
        *(pk_four_t *)&to[k] += weight * *(const pk_four_t *)&from[k];
    }
    for (; k < n; k++) {
        to[k] += weight * from[k];
    }
}

#endif
