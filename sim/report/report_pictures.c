/* A picture within the page: SVG as part of it, PNG as data, and of others (PDF) the name of the file beside it. */
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "report/report_parts.h"
#include "report/svg.h"

enum { PICTURE_BYTES = 16 << 20, PNG_SIZE_AT = 16, PNG_HEAD = 24 };

bool pk_page_picture_kind(const char *path, pk_picture_kind_t *kind)
{
    static const char *const endings[] = {
        [PK_PICTURE_SVG] = ".svg", [PK_PICTURE_PNG] = ".png", [PK_PICTURE_FILE] = ".pdf"};
    const size_t length = strlen(path);
    for (int i = 0; i < 3; i++) {
        if (length > 4 && strcmp(path + length - 4, endings[i]) == 0) {
            *kind = (pk_picture_kind_t)i;
            return true;
        }
    }
    return false;
}

static void write_svg(pk_page_t *page, const pk_svg_t *svg, const pk_page_picture_t *picture)
{
    pk_html_t *html = &page->html;
    pk_html_raw(html, pk_arena_format(&page->arena,
                                      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %.0f "
                                      "%.0f\" width=\"%.0f\" height=\"%.0f\" aria-labelledby=\"%stitle %sdesc\">\n",
                                      svg->width, svg->height, svg->width, svg->height, picture->id, picture->id));
    pk_html_raw(html, pk_arena_format(&page->arena, "<title id=\"%stitle\">", picture->id));
    pk_html_text(html, picture->title);
    pk_html_raw(html, pk_arena_format(&page->arena, "</title>\n<desc id=\"%sdesc\">", picture->id));
    pk_html_text(html, picture->note);
    pk_html_raw(html, "</desc>\n");
    pk_out_bytes(&html->out, svg->body, svg->length);
    pk_html_raw(html, "\n</svg>\n");
}

/* RFC 4648, section 4. */
static void write_base64(pk_html_t *html, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        const unsigned second = i + 1 < length ? bytes[i + 1] : 0, third = i + 2 < length ? bytes[i + 2] : 0;
        const unsigned word = (unsigned)bytes[i] << 16 | second << 8 | third;
        const char four[] = {letters[word >> 18], letters[word >> 12 & 63],
                             i + 1 < length ? letters[word >> 6 & 63] : '=', i + 2 < length ? letters[word & 63] : '='};
        pk_out_bytes(&html->out, four, sizeof four);
    }
}

/* A number of four bytes, the highest first. */
static unsigned big_number(const unsigned char *bytes)
{
    return (unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 | bytes[3];
}

static void write_png(pk_page_t *page, const pk_source_t *source, const pk_page_picture_t *picture)
{
    const unsigned char *bytes = (const unsigned char *)source->text;
    pk_html_t *html = &page->html;
    pk_html_raw(html, pk_arena_format(&page->arena, "<img width=\"%u\" height=\"%u\" alt=\"",
                                      big_number(bytes + PNG_SIZE_AT), big_number(bytes + PNG_SIZE_AT + 4)));
    pk_html_text(html, picture->title);
    pk_html_raw(html, ". ");
    pk_html_text(html, picture->note);
    pk_html_raw(html, "\" src=\"data:image/png;base64,");
    write_base64(html, bytes, source->length);
    pk_html_raw(html, "\">\n");
}

static void begin_frame(pk_page_t *page, const pk_page_picture_t *picture)
{
    pk_html_raw(&page->html, "<div class=\"picture\" role=\"group\" tabindex=\"0\" aria-label=\"");
    pk_html_text(&page->html, picture->question);
    pk_html_raw(&page->html, "\">\n");
    pk_html_sideways(&page->html);
}

/* The picture within the page; false where it cannot be read. */
static bool write_within(pk_page_t *page, const pk_source_t *source, const pk_page_picture_t *picture,
                         pk_picture_kind_t kind)
{
    pk_svg_t svg;
    if (source == NULL || kind == PK_PICTURE_FILE) {
        return false;
    }
    if (kind == PK_PICTURE_PNG && source->length >= PNG_HEAD) {
        begin_frame(page, picture);
        write_png(page, source, picture);
        pk_html_raw(&page->html, "</div>\n");
        return true;
    }
    if (kind != PK_PICTURE_SVG || !pk_svg_read(source->text, source->length, picture->id, &svg)) {
        return false;
    }
    begin_frame(page, picture);
    write_svg(page, &svg, picture);
    pk_html_raw(&page->html, "</div>\n");
    free(svg.body);
    return true;
}

/* Where a picture stands, as seen from the page. */
static const char *beside(const pk_page_t *page, const char *path)
{
    const size_t length = strlen(page->folder);
    return strncmp(path, page->folder, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

void pk_page_picture(pk_page_t *page, const pk_page_picture_t *picture)
{
    pk_diag_t diag = {0};
    pk_picture_kind_t kind = PK_PICTURE_FILE;
    (void)pk_page_picture_kind(picture->path, &kind);
    const pk_source_t *source =
        kind == PK_PICTURE_FILE ? NULL : pk_source_read(picture->path, PICTURE_BYTES, PK_NOWHERE, &page->arena, &diag);
    if (!write_within(page, source, picture, kind)) {
        pk_page_say(page, "p", NULL, PK_SAY_CHART_BESIDE, picture->title, beside(page, picture->path));
    }
    pk_diag_free(&diag);
}
