/* The rows of the tables about individuals, for tables.c; each wants a result that has them.
 *
 * Tables by persona have `all` first, then each persona. A share that nobody can have is an empty cell. */
#ifndef PK_REPORT_INDIVIDUAL_TABLES_H
#define PK_REPORT_INDIVIDUAL_TABLES_H

#include "report/table.h"
#include "report/tables.h"

/* A row a persona and step from 0 on. */
void pk_first_purchase_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
void pk_between_purchases_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
/* A row a persona and quantile from .01 to .99. */
void pk_value_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
void pk_path_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
/* A row an entry period and number of periods after it, as far as the horizon goes. */
void pk_retention_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
/* A row a persona and number of purchases. */
void pk_purchase_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
void pk_stay_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);
void pk_concentration_rows(pk_table_t *table, const pk_result_t *result, const pk_tables_options_t *options);

#endif
