/* A column of a CSV file as a series over time: `{file: radio-2026.csv, column: spend}`. */
#ifndef PK_MODEL_SERIES_H
#define PK_MODEL_SERIES_H

#include "model/number.h"

enum { PK_PLAN_BYTES = 16 << 20 };

/* What may be done with a series' rows, or-ed. AMOUNTS: a period's number is an amount that its steps share. GAPS: a
 * period or a number may be missing; a row whose number is left empty is none. */
enum { PK_SERIES_AMOUNTS = 1, PK_SERIES_GAPS = 2 };

/* Reads the column that `file_map` names from its file, whose path is relative to the YAML file that the mapping stands
 * in, in any dialect of base/csv.h. The rows' times stand in a column `date` (or pvm, päivä, päivämäärä; of periods
 * also month, kuukausi, week, viikko …; in any capitals; notations in series_time.h) or, in a file without one, `step`;
 * they ascend strictly. With `per: month` (day, week, quarter, year) a row is a period, and a gap between two is an
 * error, unless `how` allows it. Errors point into the CSV file, but for a file or
 * column that is not there, which the mapping names. Numbers are not checked against a domain here. NULL with errors in
 * reading->diag. Its source is that of pk_table_source. */
const pk_series_t *pk_series_read(pk_reading_t *reading, const pk_node_t *file_map, unsigned how);

/* The text of the CSV file `file`, relative to the YAML file that `node` stands in: what another number of the book was
 * read from, or read now; NULL with an error at `place`. */
const pk_source_t *pk_table_source(pk_reading_t *reading, const pk_node_t *node, const char *file, pk_place_t place);
/* The file that a number's values were read from; NULL: they are written where it stands. */
const pk_source_t *pk_number_source(const pk_number_t *number);

#endif
