/* What the files that read numbers (number_*.c) share: the written form of a number, the rules of the place that it
 * stands in, and how one becomes the other. */
#ifndef PK_MODEL_NUMBER_PARTS_H
#define PK_MODEL_NUMBER_PARTS_H

#include "model/number.h"

/* What is written: the grammar of section 3 as a tree, before anything is known of where it stands.
 *
 *     number  = [ "x" | "+" | "brings" ] body
 *     body    = [ "varies" ] ( literal [ "to" literal [ "to" literal ] ] | name "(" [ [ name "=" ] body { "," … } ] ")"
 * ) [ "per" unit ] [ "of revenue" ] literal = [ "-" ] digits [ "%" | unit ]
 *
 * and beside the calls of laws one whose arguments are texts: "sample" "(" text "," text [ "," text ] ")", a text with
 * a comma or a bracket that is not closed in quotes.
 *
 * `at` and `end` are byte offsets into the scalar's text. */
typedef struct {
    double value; /* 5% is 0.05; a duration is in `unit` */
    bool percent, has_unit;
    pk_unit_t unit;
    int at, end;
} pk_literal_t;

typedef enum { PK_WRITTEN_PLAIN, PK_WRITTEN_INTERVAL, PK_WRITTEN_CALL } pk_shape_t;

enum { PK_CALL_MOST = 8 /* arguments kept of a call; more are counted */, PK_CALL_DEPTH = 12, PK_INTERVAL_MOST = 3 };

typedef struct pk_written pk_written_t;

typedef struct {
    const char *name; /* NULL: positional */
    pk_written_t *value;
} pk_call_argument_t;

/* A text among the arguments of `sample`, without its quotes; at..end is where it stands. */
typedef struct {
    const char *text;
    int at, end;
} pk_text_t;

enum { PK_TEXTS_MOST = 3 /* kept; more are counted */ };

struct pk_written {
    pk_sign_t sign;
    bool varies, of_revenue, has_per;
    pk_unit_t per;
    int per_at;
    pk_shape_t shape;
    pk_literal_t ends[PK_INTERVAL_MOST]; /* of an interval; a plain number is the first */
    int nend;
    const char *call; /* the law's name */
    int call_at, call_end;
    int nargument;
    pk_call_argument_t arguments[PK_CALL_MOST];
    bool sampled; /* sample(file, column): the law's arguments are texts, ntext of them */
    pk_text_t texts[PK_TEXTS_MOST];
    int ntext;
    int at, end; /* without the sign */
};

/* A number while it is read: where from, and where to. */
typedef struct {
    pk_reading_t *reading;
    const pk_node_t *node; /* the scalar, list or map that it is read from */
    pk_number_t *number;
} pk_entry_t;

/* Flags of the readers among themselves, beside those of number.h. */
enum {
    PK_IS_ARGUMENT = 1 << 8,
    PK_IS_PLAIN = 1 << 9,     /* no percent, no unit */
    PK_IS_POSITIVE = 1 << 10, /* an argument's own bounds instead of the domain's */
    PK_IS_FRACTION = 1 << 11,
    PK_IS_ANY = 1 << 12,
    PK_IS_STRENGTH = 1 << 13,
    PK_IS_DWELL = 1 << 14,
    PK_IS_TOTAL = 1 << 15 /* no period */
};

typedef enum { PK_PER_NOTHING, PK_PER_FOLDED, PK_PER_KEPT } pk_per_t;

#define PK_Z90 1.6448536269514722 /* the 95% point of the standard normal law: an interval `a to b` holds 90% */

/* What may be written in a place. */
typedef struct {
    double low, high;  /* closed; an open end is the next double */
    const char *words; /* "0 to 1 (0% to 100%)" */
    bool logit;        /* `a to b` is logit-normal */
    bool duration;     /* units of time, no percent */
    bool percent;
    pk_per_t per;
    const char *example;
} pk_rules_t;

pk_rules_t pk_rules_of(pk_domain_t domain, unsigned may);
/* The number's name in messages: the last part of its path, with the part before it for a piece of a schedule. */
const char *pk_number_word(const pk_entry_t *entry);
/* A value that fits, for what could not be read. */
double pk_harmless(const pk_rules_t *rules);
/* Checks a value against the rules and says what is allowed. `text` is what was written. */
bool pk_check_value(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text, pk_place_t place);
/* The same of the sign of a percentage: `text`, which is `value`, has one. */
bool pk_check_percent(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text,
                      pk_place_t place);

/* Parses the text of a scalar; NULL after an error, which is in diag. */
pk_written_t *pk_written_parse(pk_reading_t *reading, const pk_node_t *node);
/* The sign that a text begins with, PK_BARE where it has none. */
pk_sign_t pk_written_sign(const char *text);
/* A literal at text + *at, which moves behind it; false where there is none. Blanks, also no-break ones. */
bool pk_scan_literal(const char *text, int *at, pk_literal_t *literal);
void pk_scan_blanks(const char *text, int *at);
bool pk_scan_word(const char *text, int *at, const char *word);
/* The length of the name (ASCII letters, digits, _) at `text`; 0: none. */
int pk_scan_name(const char *text);

/* What was probably meant by text that follows a number ("300 EUR", "5 kpl"), or that should be one and is none
 * ("€300", "about 5"); NULL where nothing comes to mind. */
const char *pk_rest_hint(const char *rest, bool in_call);
const char *pk_start_hint(const char *text);
/* The unit of time that a word in another spelling or language means. */
const char *pk_unit_hint(const char *rest);

/* A text as messages show it: on one line, and cut where it is long. */
const char *pk_shown(pk_arena_t *arena, const char *text, size_t length);
/* The place of text[at..end) within a scalar, the whole scalar where that cannot be told; and that part of the text. */
pk_place_t pk_part_place(const pk_node_t *node, int at, int end);
const char *pk_part(const pk_entry_t *entry, int at, int end);
const char *pk_whole(const pk_entry_t *entry);

/* Blanks around arrows as everywhere: one on each side, none where nothing stands before it. */
const char *pk_tidy_path(const char *path, pk_arena_t *arena);
/* A new number that is not yet in the book; `path` is copied. */
pk_entry_t pk_entry_new(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t domain,
                        unsigned may);
/* Enters it into the book, behind its arguments. */
pk_number_t *pk_entry_add(const pk_entry_t *entry);
/* Makes it harmless and enters it. */
pk_number_t *pk_entry_fail(const pk_entry_t *entry);
/* A mapping's source: and note:. */
void pk_entry_remarks(pk_number_t *number, const pk_node_t *map);
/* The scalar, list or map within {value:, source:, note:}; keeps the remarks. NULL after an error. `extra` keys may
 * stand beside value. */
const pk_node_t *pk_entry_unwrap(pk_entry_t *entry, const char *const *keys, int nkey);

/* Fills the number from what is written; false after an error. */
bool pk_entry_take(pk_entry_t *entry, const pk_written_t *written);
bool pk_entry_literal(const pk_entry_t *entry, const pk_rules_t *rules, const pk_literal_t *literal, double *value);
bool pk_entry_interval(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written);
bool pk_entry_call(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written);
/* sample(file, column [, unit]): reads the column, relative to the file that the number stands in. */
bool pk_entry_sample(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written);
/* An argument that stands there as a plain value. */
void pk_entry_argument(pk_entry_t *entry, int i, const char *name, unsigned may, double value);
/* The law as a whole: arguments that no such law has, nothing of it inside the domain. */
bool pk_check_law(const pk_entry_t *entry, pk_place_t place);
/* The law's own arguments; false where it has none (or they vary). At the median of those that are uncertain. */
bool pk_number_canonical(const pk_number_t *number, double *a, bool *certain);

bool pk_read_schedule(pk_entry_t *entry, const pk_node_t *list);
bool pk_read_series(pk_entry_t *entry, const pk_node_t *map);
/* A strength whose sign may be left out: PK_BARE for none. */
pk_number_t *pk_read_strength(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t addition,
                              pk_sign_t sign);

#endif
