#include "report/individual_summary.h"

#include "report/individual_figures.h"

static json_t *of_group(const pk_result_t *r, int group)
{
    json_t *entry = json_object();
    pk_json_set(entry, "persona", pk_json_text(r->group_names[group]));
    return entry;
}

static json_t *curves(const pk_result_t *r, const pk_kaplan_meier_t *all, int groups)
{
    json_t *list = json_array();
    for (int group = 0; group < groups; group++) {
        const pk_kaplan_meier_t *curve = &all[group];
        const int half = pk_half_by(curve);
        json_t *entry = of_group(r, group);
        pk_json_set(entry, "people", pk_json_number(curve->people));
        pk_json_set(entry, "half_by", half < 0 ? json_null() : json_integer(half));
        pk_json_set(entry, "steps", pk_json_number(curve->steps));
        pk_json_set(entry, "share", pk_json_number(curve->share[curve->steps]));
        pk_json_set(entry, "low", pk_json_number(curve->low[curve->steps]));
        pk_json_set(entry, "high", pk_json_number(curve->high[curve->steps]));
        pk_json_set(entry, "still_waiting", pk_json_number(curve->waiting[curve->steps]));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *values(const pk_result_t *r, int groups)
{
    static const struct {
        const char *name;
        int percent;
    } quantiles[] = {{"p05", 5}, {"p25", 25}, {"p50", 50}, {"p75", 75}, {"p95", 95}};
    json_t *list = json_array();
    for (int group = 0; group < groups; group++) {
        json_t *entry = of_group(r, group);
        pk_json_set(entry, "mean", pk_json_number(r->individuals->value_mean[group]));
        for (int k = 0; k < 5; k++) {
            pk_json_set(entry, quantiles[k].name,
                        pk_json_number(r->individuals->value[group][quantiles[k].percent - 1]));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *concentration(const pk_result_t *r, int groups)
{
    const pk_individuals_t *of = r->individuals;
    json_t *list = json_array();
    for (int i = 0; i < groups * of->nbest; i++) {
        json_t *entry = of_group(r, i / of->nbest);
        pk_json_set(entry, "best_share", pk_json_number(of->best_share[i % of->nbest]));
        pk_json_set(entry, "profit_share", pk_json_number(of->profit_share[i]));
        pk_json_set(entry, "by_luck", pk_json_number(of->by_luck[i]));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *purchases(const pk_result_t *r, int groups)
{
    const int numbers = r->individuals->most_purchases + 1;
    json_t *list = json_array();
    for (int i = 0; i < groups * numbers; i++) {
        json_t *entry = of_group(r, i / numbers);
        pk_json_set(entry, "purchases", pk_json_number(i % numbers));
        pk_json_set(entry, "share", pk_json_number(r->individuals->purchases[i]));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *paths(const pk_result_t *r)
{
    json_t *list = json_array();
    for (int i = 0; i < r->individuals->npath; i++) {
        json_t *entry = json_object();
        pk_json_set(entry, "path", pk_json_text(r->individuals->paths[i].text));
        pk_json_set(entry, "share", pk_json_number(r->individuals->paths[i].share));
        json_array_append_new(list, entry);
    }
    return list;
}

json_t *pk_individual_summary(const pk_result_t *r, bool all_personas)
{
    const int groups = all_personas ? r->individuals->ngroup : 1;
    json_t *told = json_object();
    pk_json_set(told, "first_purchase", curves(r, r->individuals->first_purchase, groups));
    pk_json_set(told, "between_purchases", curves(r, r->individuals->between_purchases, groups));
    pk_json_set(told, "value", values(r, groups));
    pk_json_set(told, "concentration", concentration(r, groups));
    pk_json_set(told, "purchases", purchases(r, groups));
    pk_json_set(told, "paths", paths(r));
    return told;
}
