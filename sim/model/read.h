/* What the readers of models and of scenarios share: names, words, references, lists of flows. Internal to model/.
 *
 * Every function adds its own errors, with place and hint, to reader->diag and gives back something harmless, so that
 * reading goes on and all of a file's errors come out at once. */
#ifndef PK_MODEL_READ_H
#define PK_MODEL_READ_H

#include "model/model.h"

#define PK_COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* Where a reader is: the model that references are looked up in, and where numbers go. */
typedef struct {
    pk_model_t *model;
    pk_arena_t *arena;
    pk_diag_t *diag;
    pk_reading_t numbers;
    pk_number_t *none;             /* the number that is not written */
    pk_number_t **none_by_persona; /* npersona of them; set once personas are read */
} pk_reader_t;

pk_reader_t pk_reader_on(pk_model_t *model, pk_arena_t *arena, pk_diag_t *diag);

/* Text and words (read_text.c) */

/* The text in quotation marks for a message: control characters as spaces, cut when long. */
const char *pk_quote(const pk_reader_t *reader, const char *text);
/* "a, b or c" (the word before the last is `last`), cut with "…" when long; "" of none. */
const char *pk_list_words(const pk_reader_t *reader, const char *const *words, int count, const char *last);
/* A text, or `otherwise` where the node is NULL or (an error) no text. `what` names it in messages: "label". */
const char *pk_read_text(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *otherwise);
/* Checks that `source` and `note` are texts; gives `label`, or the name where none is written. */
const char *pk_read_label(pk_reader_t *reader, const pk_node_t *map, const char *name);
/* true, false, yes or no. */
bool pk_read_bool(pk_reader_t *reader, const pk_node_t *node, const char *what, bool otherwise);
/* One of `words`: its index, or `otherwise` where the node is NULL or (an error) something else. */
int pk_read_choice(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *const *words, int count,
                   int otherwise);
/* `polku: 1`; anything else, or nothing, is an error. False then. */
bool pk_read_version(pk_reader_t *reader, const pk_node_t *root);
/* Whether a value (or the `value:` of a mapping with source and note) is just this word. */
bool pk_is_word(pk_reader_t *reader, const pk_node_t *node, const char *word);
/* The node when it is a mapping, else NULL; anything but a mapping or nothing is an error that shows `example`. */
const pk_node_t *pk_want_map(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *example);
/* `source` and `note` may stand in every mapping. */
bool pk_is_remark(const char *key);
/* Items of a list; anything that is no list counts as a list of itself. */
int pk_item_count(const pk_node_t *node);
const pk_node_t *pk_item(const pk_node_t *node, int i);

/* Names (read_name.c): letters of any script, digits, _ and -; not `all`, not `rest`. */
bool pk_name_valid(const char *name);
bool pk_read_name(pk_reader_t *reader, const pk_node_t *key, const char *what);

/* A code point >= 0x80 that is a letter, a mark or a digit of some script (name_letters.c). */
bool pk_is_letter(unsigned code);

/* Numbers: what stands under `key`, at path "prefix.key"; the number that is not written where nothing stands. */
pk_number_t *pk_read_under(pk_reader_t *reader, const pk_node_t *map, const char *key, const char *prefix,
                           pk_domain_t domain, unsigned may);

/* A number that stands in no book (read_plain.c): plain, in any spelling, `{value: 400, source: …}` too; and a whole
 * one from 1 to `most`. False after an error; *value is then left alone. `what` names it: "population". */
bool pk_read_plain(pk_reader_t *reader, const pk_node_t *node, const char *what, double *value);
bool pk_read_whole(pk_reader_t *reader, const pk_node_t *node, const char *what, double most, double *value);

/* References (read_reference.c). -1 after an error, which names the nearest and lists what there is. */
int pk_unknown(pk_reader_t *reader, pk_place_t place, const char *text, const char *what, const char *const *names,
               int count);
int pk_read_stage_name(pk_reader_t *reader, const pk_node_t *node);
int pk_read_persona_name(pk_reader_t *reader, const pk_node_t *node);
/* kind -1: any driver. */
int pk_read_driver_name(pk_reader_t *reader, const pk_node_t *node, int kind);
int pk_read_capacity_name(pk_reader_t *reader, const pk_node_t *node);
/* A KPI of the file's own, a built-in one or spend.CHANNEL: its name, NULL after an error. */
const char *pk_read_kpi_name(pk_reader_t *reader, const pk_node_t *node);
/* Whether there is a KPI of this name. */
bool pk_kpi_exists(const pk_model_t *model, const char *name);

/* What to say of a name that no KPI of a run has: the nearest, or where they are printed. */
const char *pk_kpi_hint(const pk_model_t *model, const char *name, pk_arena_t *arena);
/* The list that `show:` holds (NULL: it is not there), and one with commas between as --kpis has it: KPIs of a run, of
 * a comparison or of individuals. What is wrong is told and left out. */
pk_kpi_list_t pk_read_show(pk_reader_t *reader, const pk_node_t *node);
pk_kpi_list_t pk_read_shown(pk_reader_t *reader, const char *text);

/* Flows. "a -> b" (blanks free) split into its two sides; false where there is no arrow. */
typedef struct {
    const char *from, *to;
} pk_arrow_t;
bool pk_arrow_split(const pk_reader_t *reader, const char *text, pk_arrow_t *arrow);
/* A declared transition by its flow; -1 after an error. */
int pk_read_flow(pk_reader_t *reader, const pk_node_t *node);
int pk_flow_of(pk_reader_t *reader, pk_place_t place, const char *from, const char *to);
/* A flow or a stage, or a list of either, into `flows` and `stages`; NULL where one of them may not stand here. Naming
 * one twice is an error. */
void pk_read_places(pk_reader_t *reader, const pk_node_t *node, pk_indices_t *stages, pk_indices_t *flows);
/* What the number of a transition may be, and so what a plan may make of it. */
pk_domain_t pk_transition_domain(const pk_transition_t *transition);
/* {a -> b: number, …} into weights, at paths "prefix.a -> b". The key `skip` (may be NULL), source and
 * note are left out. */
pk_weights_t pk_read_flow_numbers(pk_reader_t *reader, const pk_node_t *map, const char *prefix, pk_domain_t domain,
                                  unsigned may, const char *skip);

enum { PK_MODEL_KEYS_MOST = 40 };

/* The keys at the top of a model, in the order of the reference; how many. */
int pk_model_keys(const char *keys[PK_MODEL_KEYS_MOST]);

/* Sections of a model. Names are declared before anything that may refer to them is read. */
const pk_node_t *pk_read_section(pk_reader_t *reader, const pk_node_t *root, const char *section, int most);
void pk_read_stages(pk_reader_t *reader, const pk_node_t *root);
void pk_read_exits(pk_reader_t *reader, const pk_node_t *body, pk_stage_t *stage, const char *path);
void pk_read_personas(pk_reader_t *reader, const pk_node_t *root);
void pk_read_transitions(pk_reader_t *reader, const pk_node_t *root);
void pk_declare_capacities(pk_reader_t *reader, const pk_node_t *root);
void pk_read_capacities(pk_reader_t *reader, const pk_node_t *root);
void pk_read_arrivals(pk_reader_t *reader, const pk_node_t *root);
void pk_read_kpis(pk_reader_t *reader, const pk_node_t *root);

/* Drivers: how each kind is written stands in driver_form.h. */
typedef struct pk_driver_form pk_driver_form_t;
/* The sections that they stand in, in order: the i-th, NULL past the last. */
const char *pk_driver_section(int i);

void pk_declare_drivers(pk_reader_t *reader, const pk_node_t *root);
void pk_read_drivers(pk_reader_t *reader, const pk_node_t *root);
void pk_read_effects(pk_reader_t *reader, const pk_node_t *node, const pk_driver_form_t *form, pk_driver_t *driver,
                     const char *path);
void pk_read_saturation(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path);
void pk_read_carryover(pk_reader_t *reader, const pk_node_t *body, pk_channel_t *channel, const char *path);

/* Reads the lines of `together:` (NULL: none) and puts them to the model's, once its numbers are read (together.h).
 * `assumed`: a scenario's, whose pairs hold instead of the model's. */
void pk_read_together(pk_reader_t *reader, const pk_node_t *list, bool assumed);
/* What may be meant by a path that no number has. */
const char *pk_path_hint(pk_reader_t *reader, const char *path);

/* Numbers without a source and note of their own get those of the nearest mapping that they stand in. */
void pk_read_remarks(pk_reader_t *reader, const pk_node_t *root);

/* Sets what follows from numbers (instant stages) again, after `assume` has changed them. */
void pk_model_settle(pk_model_t *model);

#endif
