/* Word of mouth: the share of the population that stands in some stages, or that went some ways in the last step. */
#include "model/read.h"

static void read_word_of_mouth(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    const pk_node_t *from = pk_node_get(body, "from");
    if (!from) {
        pk_error(reader->diag, driver->place, "for example from: loyal, or from: lead -> customer",
                 "%s does not say from whom the word comes", driver->name);
    }
    pk_read_places(reader, from, &driver->from_stages, &driver->from_flows);
    if (driver->from_stages.count > 0 && driver->from_flows.count > 0) {
        pk_error(reader->diag, from->place, "make two of it",
                 "the word comes from stages or from flows, not from both at once");
    }
    pk_read_saturation(reader, body, driver, path);
}

const pk_driver_form_t pk_word_of_mouth_form = {
    .section = "word_of_mouth",
    .what = "word of mouth",
    .kind = PK_DRIVER_WORD_OF_MOUTH,
    .keys = {"from", "saturation"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS,
    .strengths_text = "x1.5, +1% or brings 20%",
    .read = read_word_of_mouth,
};
