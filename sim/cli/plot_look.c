#include "cli/plot_look.h"

#include <stdlib.h>
#include <string.h>

#include "report/gnuplot_words.h"

/* Larger type has no room in a size that is given, and cairo draws pictures of at most 32,767 pixels. */
static const double scale_least = 0.25, scale_most = 8, scale_most_sized = 2, pixels_most = 16;

static pk_status_t read_scale(pk_session_t *session, pk_picture_look_t *look)
{
    const char *text = session->options.scale;
    const bool sized = session->options.size != NULL;
    if (text == NULL) {
        return PK_OK;
    }
    char *end;
    look->scale = strchr("0123456789.", *text) ? strtod(text, &end) : 0;
    if (look->scale > 0 && *end == '\0' && look->scale >= scale_least && look->scale <= scale_most) {
        return !sized || look->scale <= scale_most_sized
                   ? PK_OK
                   : pk_error(
                         &session->diag, PK_NOWHERE, "leave --size out: the picture grows then",
                         "--scale is \"%s\": beside --size at most %g is allowed, for larger type has no room there",
                         text, scale_most_sized);
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
    const bool png = strcmp(terminal, "png") == 0;
    if (!png && strcmp(terminal, "pdf") != 0) {
        return pk_error(&session->diag, PK_NOWHERE,
                        "add --terminal png or --terminal pdf; --scale 2 makes any picture twice as large",
                        "--dpi is for png and pdf: %s has no inches", terminal);
    }
    const double scale = (look->scale > 0 ? look->scale : 1) * look->dpi / 96;
    if (png && session->options.size == NULL && scale > pixels_most) {
        return pk_error(&session->diag, PK_NOWHERE, "for print --dpi 300 is enough",
                        "--scale %g and --dpi %d are more pixels than a picture can have", look->scale, look->dpi);
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

pk_status_t pk_plot_look(pk_session_t *session, const char *terminal, pk_picture_look_t *look)
{
    if (strcmp(terminal, "dumb") == 0) {
        return refuse_letters(session);
    }
    look->dark = session->options.dark;
    look->transparent = session->options.transparent;
    pk_status_t status = read_scale(session, look);
    status = status == PK_OK ? read_dpi(session, terminal, look) : status;
    return status == PK_OK ? read_font(session, look) : status;
}
