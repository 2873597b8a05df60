/* pk_nearest of diag.h: the name that was probably meant. */
#include <ctype.h>
#include <string.h>

#include "base/diag.h"

enum { WORD_MOST = 120 }; /* longer words get no suggestion: the cost grows with the square of the length */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static bool same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Edits from a to b: insert, delete, replace a byte, swap two neighbours (each pair once: "optimal string alignment",
 * Damerau 1964). Upper and lower case of ASCII count as equal. */
static int edits(const char *a, int m, const char *b, int n)
{
    int rows[3][WORD_MOST + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (int j = 0; j <= n; j++) {
        last[j] = j;
    }
    for (int i = 1; i <= m; i++) {
        now[0] = i;
        for (int j = 1; j <= n; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
        int *free_row = before;
        before = last, last = now, now = free_row;
    }
    return last[n];
}

const char *pk_nearest(const char *word, const char *const *names, int count)
{
    const size_t length = strlen(word);
    if (length > WORD_MOST) {
        return NULL;
    }
    const char *best = NULL;
    int best_edits = (int)length / 3 + 1;
    for (int i = 0; i < count; i++) {
        const size_t other = strlen(names[i]);
        if (other > WORD_MOST) {
            continue;
        }
        const int distance = edits(word, (int)length, names[i], (int)other);
        if (distance < best_edits) {
            best = names[i];
            best_edits = distance;
        }
    }
    return best;
}
