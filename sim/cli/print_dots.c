#include "cli/print_dots.h"

#include "cli/print_result.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/local.h"

/* Worse draws first: "○○●●●" */
static const char *marks(int better, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < PK_DOTS; i++) {
        text = pk_arena_format(arena, "%s%s", text, i < PK_DOTS - better ? "○" : "●");
    }
    return text;
}

static const char *line_of(const pk_comparison_t *c, const pk_dots_plan_t *plan, pk_arena_t *arena)
{
    const pk_sure_t *sure = &pk_comparison_find(c, plan->scenario, 0, c->answer.kpi)->sure;
    if (plan->kind == PK_DOTS_UNTOLD) {
        return pk_figure_untold(c->results[plan->scenario].nrun, sure->runs_needed, arena);
    }
    if (plan->kind == PK_DOTS_SAME) {
        return "the same as the baseline in every draw";
    }
    const char *text =
        pk_arena_format(arena, "%s %d of %d are better", marks(plan->better, arena), plan->better, PK_DOTS);
    return pk_sure_has_equals(sure) ? pk_arena_format(arena, "%s (equal ones, %s, count half)", text,
                                                      pk_figure_chance_words(sure->equal, sure->draws, arena))
                                    : text;
}

/* What the draws are of. */
static const char *head_of(const pk_comparison_t *c, pk_arena_t *arena)
{
    const pk_result_t *r = &c->results[c->baseline];
    const char *label = pk_local_small(pk_kpi_label(&r->kpis[pk_result_kpi(r, c->answer.kpi)]), arena);
    return c->dots.assumptions
               ? pk_arena_format(arena,
                                 "Of 50 draws of the assumptions, in %s, against the baseline (○ worse, ● better)",
                                 label)
               : pk_arena_format(arena,
                                 "No assumption is uncertain. Of 50 values that the expected difference in %s may "
                                 "have, as %s runs tell it, against the baseline (○ worse, ● better)",
                                 label, pk_figure(r->nrun, 1, arena));
}

void pk_print_dots(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    const pk_dots_t *dots = &comparison->dots;
    pk_arena_t arena = {0};
    if (dots->count > 0) {
        const char *head = pk_text_harmless(head_of(comparison, &arena), false, &arena);
        fprintf(screen->stream, "\n%s\n", pk_text_wrap(head, 0, screen->width, &arena));
    }
    for (int k = 0; k < dots->count; k++) {
        const char *title = pk_text_harmless(comparison->results[dots->plans[k].scenario].title, false, &arena);
        const char *line = line_of(comparison, &dots->plans[k], &arena);
        fprintf(screen->stream, "%s\n  %s\n", title, pk_text_wrap(line, 2, screen->width, &arena));
    }
    if (dots->all > dots->count) {
        const char *more =
            pk_arena_format(&arena, "Not shown: %d plans more, those with lower means. All stand in comparison.csv.",
                            dots->all - dots->count);
        fprintf(screen->stream, "%s\n", pk_text_wrap(more, 0, screen->width, &arena));
    }
    pk_arena_free(&arena);
}
