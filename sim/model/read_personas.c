/* `personas:` (models/README.md section 4). A model without any has one, named "all", that nobody sees. */
#include "model/read.h"

static const char *const keys[] = {"label", "share"};

static void read_share(pk_reader_t *reader, const pk_node_t *body, pk_persona_t *persona, const pk_persona_t **rest)
{
    const pk_node_t *share = pk_node_get(body, "share");
    if (!pk_is_word(reader, share, "rest")) {
        if (!share) {
            pk_error(reader->diag, persona->place, "for example share: 30%, or share: rest for one of them",
                     "the persona %s has no share", persona->name);
        }
        const char *path = pk_arena_format(reader->arena, "personas.%s", persona->name);
        persona->share = pk_read_under(reader, body, "share", path, PK_SHARE, 0);
    } else if (*rest) {
        pk_error(reader->diag, share->place, "give one of the two a share",
                 "only one persona may be the rest, and %s is already", (*rest)->name);
    } else {
        *rest = persona;
    }
}

static void read_persona(pk_reader_t *reader, const pk_pair_t *pair, pk_persona_t *persona, const pk_persona_t **rest)
{
    pk_read_name(reader, pair->key, "a persona");
    *persona = (pk_persona_t){
        .name = pair->key->text, .label = pair->key->text, .place = pair->key->place, .share = reader->none};
    const pk_node_t *body = pk_want_map(reader, pair->value, "a persona", "{label: Omakotiasuja, share: 70%}");
    if (!body && !pk_node_is_null(pair->value)) {
        return;
    }
    pk_node_check_keys(body, keys, PK_COUNT(keys), "a persona", reader->diag);
    persona->label = pk_read_label(reader, body, persona->name);
    read_share(reader, body, persona, rest);
}

void pk_read_personas(pk_reader_t *reader, const pk_node_t *root)
{
    enum { PERSONAS_MOST = 200 };
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "personas", PERSONAS_MOST);
    model->has_personas = section && section->count > 0;
    model->personas = PK_ARRAY(reader->arena, pk_persona_t, model->has_personas ? section->count : 1);
    if (model->has_personas) {
        const pk_persona_t *rest = NULL;
        for (; model->npersona < section->count; model->npersona++) {
            read_persona(reader, &section->pairs[model->npersona], &model->personas[model->npersona], &rest);
        }
    } else {
        model->personas[model->npersona++] =
            (pk_persona_t){.name = "all", .label = "all", .place = root->place, .share = reader->none};
    }
    reader->none_by_persona = PK_ARRAY(reader->arena, pk_number_t *, model->npersona);
    for (int i = 0; i < model->npersona; i++) {
        reader->none_by_persona[i] = reader->none;
    }
}
