/* How a kind of driver is written, and what is to be known of it before anything is compiled. Internal to model/, but
 * for the words. A kind is one file read_<kind>.c with one of these. */
#ifndef PK_MODEL_DRIVER_FORM_H
#define PK_MODEL_DRIVER_FORM_H

#include "base/language.h"
#include "model/check.h"
#include "model/read.h"

struct pk_driver_form {
    const char *section, *what, *word; /* "channels", "a channel", "channel" */
    const char *head[PK_LANGUAGES];    /* of its numbers among all: "Channels" */
    pk_driver_kind_t kind;
    const char *mark;     /* of two kinds in a section the second: the key that tells it; else NULL */
    size_t size;          /* of its fields */
    const char *keys[12]; /* beside label, source, note, effects and reach; NULL ends */
    unsigned strengths;   /* 1 << pk_sign_t, or-ed; 0: effects are a list of targets */
    const char *strengths_text;
    bool dated; /* it looks at the calendar: a scenario without a start is an error */
    /* Fills its fields, which are 0. */
    void (*read)(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path);
    /* Its value today: false where it is known in the runs only. NULL: it may not carry an effect that asks for it. */
    bool (*today)(const pk_model_t *model, const pk_driver_t *driver, double *value);
    const char *nothing_today; /* the hint where `brings` stands on one that is 0 today */
    /* What else may be wrong with it, once numbers are known; NULL: nothing. */
    void (*check)(const pk_check_t *check, const pk_driver_t *driver);
};

/* By kind. */
extern const pk_driver_form_t *const pk_driver_forms[];
/* The first form of the section that a number's path begins with ("channels.facebook.spend"); NULL: none of drivers. */
const pk_driver_form_t *pk_driver_form_at(const char *path);

#define PK_DRIVER_FORM_DECLARED(KIND, kind) extern const pk_driver_form_t pk_##kind##_form;
PK_DRIVER_KINDS(PK_DRIVER_FORM_DECLARED)
#undef PK_DRIVER_FORM_DECLARED

#endif
