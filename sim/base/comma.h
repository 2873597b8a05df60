/* A number with commas in it: which numbers it may be. Where a comma is no decimal mark, it is never guessed at: the
 * message gives every reading. */
#ifndef PK_BASE_COMMA_H
#define PK_BASE_COMMA_H

#include <stdbool.h>

enum { PK_COMMA_TEXT = 65 };

/* "1,050" has both readings, "1,234.5" and "1,234,567" the first alone, "0,75", "1.050,50" and "1234,567" the second.
 */
typedef struct {
    bool thousands, decimal;
    char whole[PK_COMMA_TEXT];    /* the commas parted thousands: "1050" */
    char fraction[PK_COMMA_TEXT]; /* the comma was a decimal one: "1.050" */
} pk_comma_t;

/* What `text`, one number with a comma, may be. */
pk_comma_t pk_comma_read(const char *text);

#endif
