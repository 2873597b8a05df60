/* What stands at the end of a stream: a terminal with a width and colours, or a file. */
#ifndef PK_CLI_SCREEN_H
#define PK_CLI_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/language.h"

typedef struct {
    FILE *stream;
    bool is_terminal;
    bool colour; /* a terminal that knows colours, and NO_COLOR is not set (https://no-color.org) */
    int width;   /* columns; PK_PLAIN_WIDTH where it is no terminal */
    int pixels;  /* its width in pixels; 0: it does not tell */
    pk_language_t language;
} pk_screen_t;

enum { PK_PLAIN_WIDTH = 100, PK_LEAST_WIDTH = 40 };

typedef enum { PK_STYLE_PLAIN, PK_STYLE_STRONG, PK_STYLE_FAINT, PK_STYLE_BAD, PK_STYLE_WARN, PK_STYLE_GOOD } pk_style_t;

/* Looks at the stream, and at COLUMNS (where the terminal does not tell its width), NO_COLOR and TERM. */
pk_screen_t pk_screen_of(FILE *stream);

/* The characters that start a style, and that end any style; "" where the terminal has no colour. */
const char *pk_style_on(const pk_screen_t *self, pk_style_t style);
const char *pk_style_off(const pk_screen_t *self, pk_style_t style);

/* Prints a paragraph in a style: what of the text is safe to show, broken at blanks to the width, and a newline. */
void pk_screen_say(const pk_screen_t *self, pk_style_t style, const char *text);

#endif
