#include "cli/print_dots.h"

#include "cli/screen_words.h"
#include "cli/text.h"

/* Worse draws first: "○○●●●" */
static const char *marks(int better, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < PK_DOTS; i++) {
        text = pk_arena_format(arena, "%s%s", text, i < PK_DOTS - better ? "○" : "●");
    }
    return text;
}

static const char *line_of(const pk_comparison_t *c, const pk_dots_plan_t *plan, const pk_screen_t *screen,
                           pk_arena_t *arena)
{
    const pk_sure_t *sure = &pk_comparison_find(c, plan->scenario, 0, c->answer.kpi)->sure;
    if (plan->kind == PK_DOTS_UNTOLD) {
        return pk_screen_untold(screen, c->results[plan->scenario].nrun, sure->runs_needed, arena);
    }
    if (plan->kind == PK_DOTS_SAME) {
        return pk_saying(screen->language, PK_SAY_SCREEN_DOTS_SAME);
    }
    const char *text = pk_arena_format(arena, "%s %s", marks(plan->better, arena),
                                       pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_BETTER,
                                                    pk_arena_format(arena, "%d", plan->better),
                                                    pk_arena_format(arena, "%d", PK_DOTS)));
    return pk_sure_has_equals(sure)
               ? pk_arena_format(arena, "%s (%s)", text,
                                 pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_EQUAL,
                                              pk_screen_chance_words(screen, sure->equal, sure->draws, arena)))
               : text;
}

/* What the draws are of. */
static const char *head_of(const pk_comparison_t *c, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_result_t *r = &c->results[c->baseline];
    const char *label = pk_screen_label(screen, &r->kpis[pk_result_kpi(r, c->answer.kpi)]);
    label = pk_text_harmless(pk_local_small(label, arena), false, arena);
    return c->dots.assumptions ? pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_HEAD, label)
                               : pk_local_say(screen->language, arena, PK_SAY_SCREEN_DOTS_CERTAIN, label,
                                              pk_local_count(screen->language, r->nrun, arena));
}

static void print_line(const char *text, const pk_screen_t *screen, pk_arena_t *arena)
{
    fprintf(screen->stream, "%s\n", pk_text_wrap(text, 0, screen->width, arena));
}

void pk_print_dots(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    const pk_dots_t *dots = &comparison->dots;
    pk_arena_t arena = {0};
    if (dots->count > 0) {
        fprintf(screen->stream, "\n");
        print_line(head_of(comparison, screen, &arena), screen, &arena);
    }
    for (int k = 0; k < dots->count; k++) {
        const char *title = comparison->results[dots->plans[k].scenario].title;
        fprintf(screen->stream, "%s\n  %s\n", pk_text_harmless(title, false, &arena),
                pk_text_wrap(line_of(comparison, &dots->plans[k], screen, &arena), 2, screen->width, &arena));
    }
    if (dots->all > dots->count) {
        print_line(pk_local_say(screen->language, &arena, PK_SAY_DOTS_MORE,
                                pk_local_count(screen->language, dots->all - dots->count, &arena),
                                pk_local_count(screen->language, dots->all, &arena)),
                   screen, &arena);
    }
    pk_arena_free(&arena);
}
