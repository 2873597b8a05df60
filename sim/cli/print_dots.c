#include "cli/print_dots.h"

#include <math.h>

#include "cli/screen_words.h"
#include "cli/text.h"

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
static const char *line_of(const pk_comparison_t *c, const pk_difference_t *d, const pk_screen_t *screen,
                           pk_arena_t *arena)
{
    const pk_sure_t *sure = &d->sure;
    if (sure->runs_needed > 0) {
        return pk_screen_untold(screen, c->results[d->scenario].nrun, sure->runs_needed, arena);
    }
    if (sure->draws <= 1 || isnan(sure->better.p) || isnan(sure->better.se)) {
        return NULL;
    }
    const int better = (int)lround(DOTS * sure->better.p);
    const char *text =
        pk_arena_format(arena, "%s %s", marks(better, arena),
                        pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_BETTER,
                                     pk_arena_format(arena, "%d", better), pk_arena_format(arena, "%d", DOTS)));
    return sure->equal >= 0.01
               ? pk_arena_format(arena, "%s (%s)", text,
                                 pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_EQUAL,
                                              pk_screen_chance_words(screen, sure->equal, sure->draws, arena)))
               : text;
}

void pk_print_dots(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    int told = 0;
    for (int s = 0; s < comparison->nresult && comparison->decision.known && told < PLANS_MOST; s++) {
        const pk_difference_t *d = pk_comparison_find(comparison, s, 0, comparison->answer.kpi);
        const char *line = s == comparison->baseline || d == NULL ? NULL : line_of(comparison, d, screen, &arena);
        if (line == NULL) {
            continue;
        }
        if (told++ == 0) {
            const pk_result_t *r = &comparison->results[comparison->baseline];
            const char *label = pk_screen_label(screen, &r->kpis[pk_result_kpi(r, comparison->answer.kpi)]);
            label = pk_text_harmless(pk_local_small(label, &arena), false, &arena);
            fprintf(screen->stream, "\n%s\n", pk_local_say(screen->language, &arena, PK_SAY_SCREEN_DOTS_HEAD, label));
        }
        fprintf(screen->stream, "%s\n  %s\n", pk_text_harmless(comparison->results[s].title, false, &arena),
                pk_text_wrap(line, 2, screen->width, &arena));
    }
    pk_arena_free(&arena);
}
