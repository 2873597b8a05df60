/* Queues: those who waited for a capacity in the last step, as a driver. */
#include "model/driver_form.h"

static void read_queue(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    const pk_node_t *of = pk_node_get(body, "of");
    if (of) {
        pk_queue_of(driver)->capacity = pk_read_capacity_name(reader, of);
    } else {
        pk_error(reader->diag, driver->place,
                 "for example of: crew, one of those under capacity:", "the queue %s does not say what is waited for",
                 driver->name);
    }
    pk_read_saturation(reader, body, driver, path);
}

const pk_driver_form_t pk_queue_form = {
    .section = "queues",
    .what = "a queue",
    .word = "queue",
    .head = {"Queues", "Jonot"},
    .kind = PK_DRIVER_QUEUE,
    .size = sizeof(pk_queue_t),
    .keys = {"of", "saturation"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS,
    .strengths_text = "x3 or +2%; today nobody waits, so a queue brings nothing",
    .read = read_queue,
};
