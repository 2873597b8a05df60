#include "cli/print_plan.h"

#include <string.h>

#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/plan_words.h"

enum { CHANGES_SHOWN = 20 };

static void line(const char *text, const pk_screen_t *screen, pk_arena_t *arena)
{
    fprintf(screen->stream, "    %s\n", pk_text_wrap(pk_text_harmless(text, false, arena), 6, screen->width, arena));
}

static bool is_told(const pk_change_t *lever, const pk_change_t *changes, int count)
{
    for (int k = 0; k < count; k++) {
        if (changes[k].kind == PK_CHANGE_LEVER && strcmp(changes[k].name, lever->name) == 0) {
            return true;
        }
    }
    return false;
}

static void print_changes(const pk_result_t *plan, const pk_change_t *changes, int count, const char *name,
                          const pk_screen_t *screen, pk_arena_t *arena)
{
    name = pk_text_harmless(name, false, arena);
    fprintf(screen->stream, "  %s\n",
            pk_local_say(screen->language, arena, count == 0 ? PK_SAY_ASKED_UNCHANGED : PK_SAY_ASKED_AGAINST, name));
    for (int k = 0; k < count && k < CHANGES_SHOWN; k++) {
        line(pk_plan_change_words(screen->language, plan, &changes[k], arena), screen, arena);
    }
    if (count > CHANGES_SHOWN) {
        line(pk_local_say(screen->language, arena, PK_SAY_MORE_CHANGES,
                          pk_local_count(screen->language, count - CHANGES_SHOWN, arena)),
             screen, arena);
    }
}

/* Those that the changes do not tell: what the parent has set already. */
static void print_levers(const pk_result_t *plan, const pk_change_t *changes, int nchange, const pk_screen_t *screen,
                         pk_arena_t *arena)
{
    int count = 0;
    bool headed = false;
    const pk_change_t *levers = pk_plan_levers(plan, arena, &count);
    for (int k = 0; k < count; k++) {
        if (!is_told(&levers[k], changes, nchange)) {
            if (!headed) {
                fprintf(screen->stream, "  %s\n", pk_screen_word(screen, PK_SAY_ASKED_LEVERS));
            }
            headed = true;
            line(pk_plan_change_words(screen->language, plan, &levers[k], arena), screen, arena);
        }
    }
}

void pk_print_plan(const pk_result_t *plan, const pk_result_t *parent, const char *name, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    int count = 0;
    const pk_budget_t *budgets = pk_plan_budgets(plan, &arena, &count);
    if (count > 0) {
        const char *currency = pk_text_harmless(plan->currency, false, &arena);
        fprintf(screen->stream, "  %s\n",
                *currency ? pk_local_say(screen->language, &arena, PK_SAY_ASKED_BUDGETS_IN, currency)
                          : pk_screen_word(screen, PK_SAY_ASKED_BUDGETS));
    }
    for (int k = 0; k < count; k++) {
        line(pk_plan_budget_words(screen->language, plan, &budgets[k], &arena), screen, &arena);
    }
    int nchange = 0;
    const pk_change_t *changes = parent == NULL ? NULL : pk_plan_changes(plan, parent, &arena, &nchange);
    print_levers(plan, changes, nchange, screen, &arena);
    if (parent != NULL) {
        print_changes(plan, changes, nchange, name, screen, &arena);
    }
    pk_arena_free(&arena);
}
