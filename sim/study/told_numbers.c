#include "study/told_numbers.h"

static bool is_share(pk_domain_t domain)
{
    return domain == PK_PROBABILITY || domain == PK_SHARE || domain == PK_RETENTION || domain == PK_ADDITION ||
           domain == PK_BROUGHT || domain == PK_DISCOUNT;
}

static pk_told_sample_t told_sample(const pk_number_t *number, pk_arena_t *arena)
{
    const pk_number_sample_t *sample = number->sampled;
    const double a[PK_LAW_ARGUMENTS] = {pk_empirical_argument(sample->values)};
    return (pk_told_sample_t){.path = pk_arena_copy(arena, number->path),
                              .file = pk_arena_copy(arena, sample->file),
                              .column = pk_arena_copy(arena, sample->column),
                              .count = sample->values->count,
                              .mean = sample->values->mean,
                              .p05 = number->law->quantile(a, 0.05),
                              .p95 = number->law->quantile(a, 0.95),
                              .share = is_share(number->domain) || number->of_revenue,
                              .duration = number->domain == PK_DURATION || number->domain == PK_DWELL};
}

/* Those of a line that are still drawn by laws of their own: a plan may have made them plain, a posterior drawn them.
 */
static pk_told_together_t told_together(const pk_correlated_t *line, pk_arena_t *arena)
{
    pk_told_together_t told = {.correlation = line->correlation, .paths = PK_ARRAY(arena, const char *, line->count)};
    for (int k = 0; k < line->count; k++) {
        if (line->numbers[k]->kind == PK_NUMBER_LAW && line->numbers[k]->learned == NULL) {
            told.paths[told.count++] = pk_arena_copy(arena, line->numbers[k]->path);
        }
    }
    return told;
}

pk_told_numbers_t pk_told_numbers_of(const pk_model_t *model, pk_arena_t *arena)
{
    const pk_numbers_t *book = &model->numbers;
    pk_told_numbers_t told = {.samples = PK_ARRAY(arena, pk_told_sample_t, book->count),
                              .together = PK_ARRAY(arena, pk_told_together_t, model->ntogether)};
    for (int k = 0; k < book->count; k++) {
        if (book->all[k]->sampled != NULL && book->all[k]->learned == NULL) {
            told.samples[told.nsample++] = told_sample(book->all[k], arena);
        }
    }
    for (int l = 0; l < model->ntogether; l++) {
        told.together[told.ntogether] = told_together(&model->together[l], arena);
        told.ntogether += told.together[told.ntogether].count > 1;
    }
    return told;
}
