/* A picture as gnuplot draws it, made fit to stand within a page.
 *
 * Only shapes and text pass, each with a short list of attributes; scripts, styles, filters, links to anywhere and what
 * is not known are left out, so that no picture can do more than be seen. Names within the picture get a prefix, for
 * several pictures share one page. */
#ifndef PK_REPORT_SVG_H
#define PK_REPORT_SVG_H

#include <stdbool.h>
#include <stddef.h>

/* Opening an element and its size: the viewBox. What is inside is `body`. */
typedef struct {
    double width, height;
    char *body; /* owned by the caller: free() */
    size_t length;
} pk_svg_t;

/* False where `text` is no whole picture; nothing is then to be freed. */
bool pk_svg_read(const char *text, size_t length, const char *prefix, pk_svg_t *svg);

#endif
