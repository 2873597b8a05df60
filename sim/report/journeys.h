/* The log of simulated customers, customer by customer, in one of several formats (models/README.md, Journeys).
 *
 *     pk_journeys_t *log = pk_journeys_open(format, book, out);
 *     for (int pass = 0; pass < format->passes; pass++) {
 *         pk_journeys_begin(log, pass);
 *         for each customer, in the same order in each pass: pk_journeys_take(log, journey);
 *         pk_journeys_end(log);
 *     }
 *     pk_journeys_close(log);
 *
 * Memory is that of the book's names and days, whatever the number of customers. */
#ifndef PK_REPORT_JOURNEYS_H
#define PK_REPORT_JOURNEYS_H

#include "report/dialect.h"
#include "report/out.h"
#include "result/journey.h"

typedef struct pk_journeys pk_journeys_t;

typedef struct {
    const char *name;
    bool dated; /* a book without days cannot be written in it */
    int passes; /* how often the customers are asked for */
    /* Prepares what is written often, in the log's arena. */
    void (*open)(pk_journeys_t *log);
    void (*begin)(pk_journeys_t *log);
    void (*take)(pk_journeys_t *log, const pk_journey_t *journey);
    void (*end)(pk_journeys_t *log); /* NULL: nothing */
} pk_journeys_format_t;

/* log, intervals, xes, ocel; NULL at the end. */
extern const pk_journeys_format_t *const pk_journeys_formats[];
extern const pk_journeys_format_t pk_journeys_log, pk_journeys_intervals, pk_journeys_xes, pk_journeys_ocel;

/* Borrows book and out. Its format must be one that the book has days for. */
pk_journeys_t *pk_journeys_open(const pk_journeys_format_t *format, const pk_journey_book_t *book, pk_dialect_t dialect,
                                pk_out_t *out);
void pk_journeys_begin(pk_journeys_t *self, int pass);
/* Of a pk_journey_taker_t: `log` is a pk_journeys_t. */
void pk_journeys_take(void *log, const pk_journey_t *journey);
void pk_journeys_end(pk_journeys_t *self);
void pk_journeys_close(pk_journeys_t *self);

#endif
