#include "report/funnel.h"

#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/local.h"

static bool is_role(const pk_result_stage_t *stage, const char *role)
{
    return strcmp(stage->role, role) == 0;
}

/* Does anybody enter the stage in any scenario? */
static bool is_entered(const pk_result_t *results, int nresult, const char *stage)
{
    for (int i = 0; i < nresult; i++) {
        if (pk_chart_entries(&results[i], stage) > 0) {
            return true;
        }
    }
    return false;
}

static bool is_reached_from_outside(const pk_result_t *r, const char *stage)
{
    const int flow = pk_result_flow(r, "", stage);
    return flow >= 0 && pk_chart_moved(r, flow) > 0;
}

/* The one of the stages so far that most come from. */
static int source_of(const pk_result_t *r, const pk_funnel_t *self, int stage)
{
    double most = 0;
    int from = -1;
    for (int i = 0; i < self->count; i++) {
        const int flow = pk_result_flow(r, r->stages[self->stages[i]].name, r->stages[stage].name);
        const double moved = flow < 0 ? 0 : pk_chart_moved(r, flow);
        if (moved > most) {
            most = moved;
            from = self->stages[i];
        }
    }
    return from;
}

pk_funnel_t pk_funnel_make(const pk_chart_source_t *source, int most, pk_arena_t *arena)
{
    const pk_result_t *baseline = pk_chart_baseline(source), *results;
    const int nresult = pk_chart_results(source, &results);
    pk_funnel_t self = {.stages = PK_ARRAY(arena, int, baseline->nstage),
                        .from = PK_ARRAY(arena, int, baseline->nstage),
                        .left_out = PK_ARRAY(arena, int, baseline->nstage)};
    bool sold = false;
    for (int i = 0; i < baseline->nstage; i++) {
        const pk_result_stage_t *stage = &baseline->stages[i];
        sold = sold || is_role(stage, "customer") || is_role(stage, "advocate");
        const bool aside = is_role(stage, "lost") || (sold && is_role(stage, "prospect"));
        const bool begins = i == 0 && !is_reached_from_outside(baseline, stage->name);
        if (!begins && !aside && self.count < most && is_entered(results, nresult, stage->name)) {
            self.from[self.count] = source_of(baseline, &self, i);
            self.stages[self.count++] = i;
        } else {
            self.left_out[self.nleft_out++] = i;
        }
    }
    return self;
}

double pk_funnel_share(const pk_result_t *result, const char *from, const char *to)
{
    double left = 0;
    for (int flow = 0; flow < result->nflow; flow++) {
        if (strcmp(result->flows[flow].from, from) == 0 && strcmp(result->flows[flow].to, from) != 0) {
            left += pk_chart_moved(result, flow);
        }
    }
    const int flow = pk_result_flow(result, from, to);
    return flow < 0 || !(left > 0) ? NAN : pk_chart_moved(result, flow) / left;
}

const char *pk_funnel_percent(pk_language_t language, double share, pk_arena_t *arena)
{
    const double percent = 100 * share, grain = percent >= 0.095 ? 0.1 : pk_grain_short(percent);
    const char *figure = isnan(share) ? "–" : pk_arena_format(arena, "%s%%", pk_figure(percent, grain, arena));
    return pk_local_figure(language, figure, arena);
}
