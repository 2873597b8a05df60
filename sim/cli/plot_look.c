#include "cli/plot_look.h"

#include <stdlib.h>
#include <string.h>

#include "report/gnuplot_words.h"

static const double scale_least = 0.25, scale_most = 8;

/* What no chart is larger than before it is scaled; and cairo draws pictures of at most 32,767 pixels. */
enum { SUITS_MOST = 2000, PIXELS_MOST = 32000 };

static pk_status_t read_scale(pk_session_t *session, pk_picture_look_t *look)
{
    const char *text = session->options.scale;
    if (text == NULL) {
        return PK_OK;
    }
    char *end;
    look->scale = strchr("0123456789.", *text) ? strtod(text, &end) : 0;
    if (look->scale > 0 && *end == '\0' && look->scale >= scale_least && look->scale <= scale_most) {
        return PK_OK;
    }
    return pk_error(&session->diag, PK_NOWHERE, "for example --scale 2, or --scale 1.5",
                    "--scale is \"%s\": a number from %g to %g is allowed", text, scale_least, scale_most);
}

static pk_status_t read_dpi(pk_session_t *session, const char *terminal, pk_picture_look_t *look)
{
    if (session->options.dpi < 0) {
        return PK_OK;
    }
    look->dpi = (int)session->options.dpi;
    if (strcmp(terminal, "png") != 0 && strcmp(terminal, "pdf") != 0) {
        return pk_error(&session->diag, PK_NOWHERE,
                        "add --terminal png or --terminal pdf; --scale 2 makes any picture twice as large",
                        "--dpi is for png and pdf: %s has no inches", terminal);
    }
    return PK_OK;
}

static pk_status_t read_font(pk_session_t *session, pk_picture_look_t *look)
{
    look->font = session->options.font;
    if (look->font == NULL || pk_gnuplot_font(look->font)) {
        return PK_OK;
    }
    return pk_error(&session->diag, PK_NOWHERE, "for example --font \"DejaVu Sans\"; its size is of --scale and --size",
                    "--font is \"%s\": the name of a font is allowed, of letters, digits, blanks and - _ .",
                    look->font);
}

/* A given size times the scale, or what suits a chart times scale and pixels of an inch. */
static pk_status_t check_pixels(pk_session_t *session, const char *terminal, int side, const pk_picture_look_t *look)
{
    const double scale = look->scale > 0 ? look->scale : 1;
    const double inch = side == 0 && look->dpi > 0 && strcmp(terminal, "png") == 0 ? look->dpi / 96.0 : 1;
    const double pixels = (side > 0 ? side : SUITS_MOST) * scale * inch;
    return pixels <= PIXELS_MOST
               ? PK_OK
               : pk_error(&session->diag, PK_NOWHERE, "a screen shows 3840x2160, and for print --dpi 300 is enough",
                          "this would be a picture of about %.0f pixels: at most %d are allowed", pixels, PIXELS_MOST);
}

/* Letters have no colour, size or font. */
static pk_status_t refuse_letters(pk_session_t *session)
{
    const pk_options_t *o = &session->options;
    const char *which = o->scale         ? "--scale"
                        : o->dpi >= 0    ? "--dpi"
                        : o->font        ? "--font"
                        : o->dark        ? "--dark"
                        : o->transparent ? "--transparent"
                                         : NULL;
    return which == NULL ? PK_OK
                         : pk_error(&session->diag, PK_NOWHERE, "--terminal svg, png, pdf and sixel draw pictures",
                                    "%s does nothing to a chart of letters (--terminal dumb)", which);
}

pk_status_t pk_plot_look(pk_session_t *session, const char *terminal, int side, pk_picture_look_t *look)
{
    if (strcmp(terminal, "dumb") == 0) {
        return refuse_letters(session);
    }
    look->dark = session->options.dark;
    look->transparent = session->options.transparent;
    pk_status_t status = read_scale(session, look);
    status = status == PK_OK ? read_dpi(session, terminal, look) : status;
    status = status == PK_OK ? check_pixels(session, terminal, side, look) : status;
    return status == PK_OK ? read_font(session, look) : status;
}
