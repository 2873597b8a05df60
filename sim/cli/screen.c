#include "cli/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/text.h"

static const char *const styles[] = {
    [PK_STYLE_PLAIN] = "",       [PK_STYLE_STRONG] = "\033[1m", [PK_STYLE_FAINT] = "\033[2m",
    [PK_STYLE_BAD] = "\033[31m", [PK_STYLE_WARN] = "\033[33m",  [PK_STYLE_GOOD] = "\033[32m",
};

static int width_of(int descriptor, int *pixels)
{
    struct winsize size = {0};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        *pixels = size.ws_xpixel;
        return size.ws_col;
    }
    const char *columns = getenv("COLUMNS");
    int width = columns ? atoi(columns) : 0;
    return width > 0 ? width : 80;
}

pk_screen_t pk_screen_of(FILE *stream)
{
    pk_screen_t self = {.stream = stream, .width = PK_PLAIN_WIDTH};
    int descriptor = fileno(stream);
    if (descriptor < 0 || !isatty(descriptor)) {
        return self;
    }
    const char *no_colour = getenv("NO_COLOR"), *kind = getenv("TERM");
    self.is_terminal = true;
    self.colour = !(no_colour && *no_colour) && kind && *kind && strcmp(kind, "dumb") != 0;
    self.width = width_of(descriptor, &self.pixels);
    if (self.width < PK_LEAST_WIDTH) {
        self.width = PK_LEAST_WIDTH;
    }
    return self;
}

const char *pk_style_on(const pk_screen_t *self, pk_style_t style)
{
    return self->colour ? styles[style] : "";
}

const char *pk_style_off(const pk_screen_t *self, pk_style_t style)
{
    return self->colour && style != PK_STYLE_PLAIN ? "\033[0m" : "";
}

void pk_screen_say(const pk_screen_t *self, pk_style_t style, const char *text)
{
    pk_arena_t arena = {0};
    fprintf(self->stream, "%s%s%s\n", pk_style_on(self, style),
            pk_text_wrap(pk_text_harmless(text, false, &arena), 0, self->width, &arena), pk_style_off(self, style));
    pk_arena_free(&arena);
}
