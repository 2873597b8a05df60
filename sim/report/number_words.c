#include "report/number_words.h"

#include <math.h>

#include "report/chart.h"
#include "report/figure.h"

static bool is_whole(double x)
{
    return fabs(x - round(x)) < 1e-6;
}

/* A tenth of the grain that runs would have, where that shows the ends as they were written. */
static double grain_of(const pk_told_sample_t *sample)
{
    const double scale = sample->share ? 100 : 1;
    const double grain = pk_grain(scale * sample->mean, scale * sample->p05, scale * sample->p95) / scale;
    return is_whole(sample->p05 / grain) && is_whole(sample->p95 / grain) ? grain : grain / 10;
}

const char *pk_sample_words(pk_language_t language, const pk_told_sample_t *sample, const char *step_unit,
                            pk_arena_t *arena)
{
    const char *of = sample->share ? "share" : "";
    const pk_local_amount_t amount =
        pk_local_amount_at(language, of, grain_of(sample), sample->mean, sample->p05, sample->p95, false, arena);
    const char *unit = sample->duration ? pk_chart_steps_word(language, step_unit) : "";
    if (sample->count == 1) {
        return pk_local_say(language, arena, PK_SAY_SAMPLE_OF_ONE, sample->path, sample->file, sample->column,
                            amount.value);
    }
    return pk_local_say(language, arena, PK_SAY_SAMPLE, sample->path, pk_local_count(language, sample->count, arena),
                        sample->file, sample->column, pk_local_with_unit(amount.interval, unit, arena), amount.value);
}

const char *pk_together_words(pk_language_t language, const pk_told_together_t *together, pk_arena_t *arena)
{
    const char *paths = "";
    for (int k = 0; k < together->count; k++) {
        paths = pk_arena_format(arena, "%s%s%s", paths, k > 0 ? ", " : "", together->paths[k]);
    }
    const char *figure = pk_arena_format(arena, "%.6g", together->correlation);
    return pk_local_say(language, arena, PK_SAY_TOGETHER, pk_local_figure(language, figure, arena), paths);
}
