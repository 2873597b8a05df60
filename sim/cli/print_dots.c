#include "cli/print_dots.h"

#include <math.h>

#include "cli/print_result.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/local.h"

enum { DOTS = 50, PLANS_MOST = 12 };

/* Worse draws first: "○○●●●" */
static const char *marks(int better, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < DOTS; i++) {
        text = pk_arena_format(arena, "%s%s", text, i < DOTS - better ? "○" : "●");
    }
    return text;
}

/* NULL: there is nothing to count. */
static const char *line_of(const pk_comparison_t *c, const pk_difference_t *d, pk_arena_t *arena)
{
    const pk_sure_t *sure = &d->sure;
    if (sure->runs_needed > 0) {
        return pk_figure_untold(c->results[d->scenario].nrun, sure->runs_needed, arena);
    }
    if (sure->draws <= 1 || isnan(sure->better.p) || isnan(sure->better.se)) {
        return NULL;
    }
    const int better = (int)lround(DOTS * sure->better.p);
    const char *text = pk_arena_format(arena, "%s %d of %d are better", marks(better, arena), better, DOTS);
    return sure->equal >= 0.01 ? pk_arena_format(arena, "%s (equal ones, %s, count half)", text,
                                                 pk_figure_chance_words(sure->equal, sure->draws, arena))
                               : text;
}

void pk_print_dots(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    int told = 0;
    for (int s = 0; s < comparison->nresult && comparison->decision.known && told < PLANS_MOST; s++) {
        const pk_difference_t *d = pk_comparison_find(comparison, s, 0, comparison->answer.kpi);
        const char *line = s == comparison->baseline || d == NULL ? NULL : line_of(comparison, d, &arena);
        if (line == NULL) {
            continue;
        }
        if (told++ == 0) {
            const pk_result_t *r = &comparison->results[comparison->baseline];
            const char *label = pk_kpi_label(&r->kpis[pk_result_kpi(r, comparison->answer.kpi)]);
            fprintf(screen->stream,
                    "\nOf 50 draws of the assumptions, in %s, against the baseline (○ worse, ● better)\n",
                    pk_text_harmless(pk_local_small(label, &arena), false, &arena));
        }
        fprintf(screen->stream, "%s\n  %s\n", pk_text_harmless(comparison->results[s].title, false, &arena),
                pk_text_wrap(line, 2, screen->width, &arena));
    }
    pk_arena_free(&arena);
}
