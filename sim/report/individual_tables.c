#include "report/individual_tables.h"

static void begin(pk_table_t *t, const pk_result_t *r, int group)
{
    pk_table_text(t, r->scenario);
    pk_table_text(t, r->group_names[group]);
}

static void curve_rows(pk_table_t *t, const pk_result_t *r, const pk_kaplan_meier_t *curves)
{
    for (int group = 0; group < r->individuals->ngroup; group++) {
        const pk_kaplan_meier_t *curve = &curves[group];
        for (int step = 0; step <= curve->steps; step++) {
            begin(t, r, group);
            pk_table_number(t, step);
            pk_table_number(t, curve->share[step]);
            pk_table_number(t, curve->low[step]);
            pk_table_number(t, curve->high[step]);
            pk_table_number(t, curve->waiting[step]);
            pk_table_end_row(t);
        }
    }
}

void pk_first_purchase_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    curve_rows(t, r, r->individuals->first_purchase);
}

void pk_between_purchases_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    curve_rows(t, r, r->individuals->between_purchases);
}

void pk_value_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int group = 0; group < r->individuals->ngroup; group++) {
        for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
            begin(t, r, group);
            pk_table_number(t, (k + 1) / 100.0);
            pk_table_number(t, r->individuals->value[group][k]);
            pk_table_end_row(t);
        }
    }
}

void pk_path_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    for (int i = 0; i < r->individuals->npath; i++) {
        pk_table_text(t, r->scenario);
        pk_table_text(t, r->individuals->paths[i].text);
        pk_table_number(t, r->individuals->paths[i].share);
        pk_table_end_row(t);
    }
}

void pk_retention_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    const pk_individuals_t *of = r->individuals;
    for (int entry = 0; entry < of->nperiod; entry++) {
        for (int period = 0; period < of->nperiod - entry; period++) {
            pk_table_text(t, r->scenario);
            pk_table_text(t, of->periods[entry]);
            pk_table_number(t, period);
            pk_table_number(t, of->retention[entry * of->nperiod + period]);
            pk_table_end_row(t);
        }
    }
}

void pk_purchase_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    const pk_individuals_t *of = r->individuals;
    for (int group = 0; group < of->ngroup; group++) {
        for (int n = 0; n <= of->most_purchases; n++) {
            begin(t, r, group);
            pk_table_number(t, n);
            pk_table_number(t, of->purchases[group * (of->most_purchases + 1) + n]);
            pk_table_end_row(t);
        }
    }
}

void pk_stay_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    const pk_individuals_t *of = r->individuals;
    for (int group = 0; group < of->ngroup; group++) {
        for (int stage = 0; stage < of->nstage; stage++) {
            const pk_stay_means_t *stay = &of->stays[group * of->nstage + stage];
            begin(t, r, group);
            pk_table_text(t, r->stages[stage].name);
            pk_table_number(t, stay->visits);
            pk_table_number(t, stay->steps);
            pk_table_end_row(t);
        }
    }
}

void pk_concentration_rows(pk_table_t *t, const pk_result_t *r, const pk_tables_options_t *options)
{
    (void)options;
    const pk_individuals_t *of = r->individuals;
    for (int group = 0; group < of->ngroup; group++) {
        for (int k = 0; k < of->nbest; k++) {
            begin(t, r, group);
            pk_table_number(t, of->best_share[k]);
            pk_table_number(t, of->profit_share[group * of->nbest + k]);
            pk_table_number(t, of->by_luck[group * of->nbest + k]);
            pk_table_end_row(t);
        }
    }
}
