#include "model/read_wander.h"

const char *pk_flow_name(const pk_model_t *model, int flow, pk_arena_t *arena)
{
    if (flow < model->ntransition) {
        return model->transitions[flow].name;
    }
    return pk_arena_format(arena, "-> %s", model->stages[model->arrivals[flow - model->ntransition].stage].name);
}

int pk_flow_find(const pk_model_t *model, const char *name, pk_arena_t *arena)
{
    for (int f = 0; f < model->ntransition + model->narrival; f++) {
        if (pk_path_is_same(pk_flow_name(model, f, arena), name)) {
            return f;
        }
    }
    return -1;
}

static pk_wandering_t **place_of(pk_model_t *model, int flow)
{
    return flow < model->ntransition ? &model->transitions[flow].wanders
                                     : &model->arrivals[flow - model->ntransition].wanders;
}

static pk_wandering_t *wandering(const pk_reader_t *reader, int flow)
{
    pk_wandering_t **at = place_of(reader->model, flow);
    if (*at == NULL) {
        *at = PK_NEW(reader->arena, pk_wandering_t);
        **at = (pk_wandering_t){0};
    }
    return *at;
}

void pk_wander_scatter(pk_reader_t *reader, int flow, const pk_node_t *law)
{
    const char *path = pk_arena_format(reader->arena, "extra.%s", pk_flow_name(reader->model, flow, reader->arena));
    wandering(reader, flow)->scatter = pk_number_read(&reader->numbers, law, path, PK_NONNEGATIVE, 0);
}

void pk_wander_drift(pk_reader_t *reader, int flow, const pk_node_t *sd, int every, int last)
{
    pk_arena_t *arena = reader->arena;
    pk_wandering_t *wanders = wandering(reader, flow);
    const char *path = pk_arena_format(arena, "drift.%s", pk_flow_name(reader->model, flow, arena));
    pk_node_t *step = PK_NEW(arena, pk_node_t);
    *step = (pk_node_t){.kind = PK_NODE_SCALAR, .place = sd->place, .text = "normal(0, 1)"};
    wanders->drift = pk_number_read(&reader->numbers, sd, path, PK_NONNEGATIVE, 0);
    wanders->every = every;
    wanders->nknot = (last + every - 1) / every;
    wanders->knots = PK_ARRAY(arena, pk_number_t *, wanders->nknot);
    for (int k = 0; k < wanders->nknot; k++) {
        wanders->knots[k] =
            pk_number_read(&reader->numbers, step, pk_arena_format(arena, "%s.%d", path, (k + 1) * every), PK_REAL, 0);
    }
}

bool pk_wander_drifts(pk_model_t *model, int flow)
{
    const pk_wandering_t *wanders = *place_of(model, flow);
    return wanders != NULL && wanders->nknot > 0;
}

void pk_wander_from(pk_model_t *model, int flow, int knot)
{
    (*place_of(model, flow))->from = knot;
}
