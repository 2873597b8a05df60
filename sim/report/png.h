/* A PNG on paper: how many of its pixels make an inch (PNG specification, chunk pHYs). */
#ifndef PK_REPORT_PNG_H
#define PK_REPORT_PNG_H

#include "base/status.h"

/* Notes the pixels of an inch in a whole PNG that has no such note yet. PK_FAILED where it is none or cannot be
 * written; the file is then as it was, or no picture. */
PK_MUST_USE pk_status_t pk_png_resolution(const char *path, int dpi);

#endif
