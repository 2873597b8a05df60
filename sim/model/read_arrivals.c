/* `arrivals:` (models/README.md section 4): those who come from outside, a step. */
#include "model/read.h"

void pk_read_arrivals(pk_reader_t *reader, const pk_node_t *root)
{
    enum { ARRIVALS_MOST = 2000 };
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "arrivals", ARRIVALS_MOST);
    const int count = section ? section->count : 0;
    model->arrivals = PK_ARRAY(reader->arena, pk_arrival_t, count);
    for (int i = 0; i < count; i++) {
        const pk_node_t *key = section->pairs[i].key;
        const int stage = pk_read_stage_name(reader, key);
        if (stage < 0) {
            continue;
        }
        const char *path = pk_arena_format(reader->arena, "arrivals.%s", key->text);
        pk_number_t *number =
            pk_number_read(&reader->numbers, section->pairs[i].value, path, PK_INFLOW, PK_MAY_SCHEDULE);
        model->arrivals[model->narrival++] = (pk_arrival_t){.stage = stage, .place = key->place, .number = number};
    }
}
