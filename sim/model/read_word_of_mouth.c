/* Word of mouth: the share of the population that stands in some stages, or that went some ways in the last step. */
#include "model/driver_form.h"

static void read_word_of_mouth(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_word_of_mouth_t *word = pk_word_of_mouth_of(driver);
    const pk_node_t *from = pk_node_get(body, "from");
    if (!from) {
        pk_error(reader->diag, driver->place, "for example from: loyal, or from: lead -> customer",
                 "%s does not say from whom the word comes", driver->name);
    }
    pk_read_places(reader, from, &word->from_stages, &word->from_flows);
    if (word->from_stages.count > 0 && word->from_flows.count > 0) {
        pk_error(reader->diag, from->place, "make two of it",
                 "the word comes from stages or from flows, not from both at once");
    }
    pk_read_saturation(reader, body, driver, path);
}

/* Known where nobody talks at the start: 0. */
static bool today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    const pk_indices_t from = pk_word_of_mouth_of(driver)->from_stages;
    *value = 0;
    for (int i = 0; i < from.count; i++) {
        const pk_stage_t *stage = &model->stages[from.index[i]];
        if (model->balance || stage->start_rest || !pk_is_nothing(stage->start)) {
            return false;
        }
    }
    return true;
}

const pk_driver_form_t pk_word_of_mouth_form = {
    .section = "word_of_mouth",
    .what = "word of mouth",
    .word = "word of mouth",
    .head = {"Word of mouth", "Suosittelu"},
    .kind = PK_DRIVER_WORD_OF_MOUTH,
    .size = sizeof(pk_word_of_mouth_t),
    .keys = {"from", "saturation"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS,
    .strengths_text = "x1.5, +1% or brings 20%",
    .read = read_word_of_mouth,
    .today = today,
    .nothing_today = "nobody is at the start where its word comes from: give that stage a start:, or write +A",
};
