/* The files that `polku new` writes: a set for each kind of firm, a file of ours each.
 *
 * Every set is right, without a warning, and runs at once; those of a kind are in balance, so that under today.yaml the
 * counts stay where they are (tests/unit/test_new_templates.c). */
#ifndef PK_CLI_NEW_TEMPLATES_H
#define PK_CLI_NEW_TEMPLATES_H

#include "report/messages.h"

typedef struct {
    const char *name; /* of the file; *.yaml, the model's is model.yaml */
    const char *text; /* UTF-8, whole */
} pk_template_t;

/* A model first, then its scenarios, the baseline first; a NULL name ends them. */
extern const pk_template_t pk_new_service[], pk_new_shop[], pk_new_subscription[], pk_new_business[], pk_new_first[];

typedef struct {
    const char *name;  /* as --kind has it; NULL: the last, of no kind */
    pk_saying_t about; /* for who is asked */
    const pk_template_t *files;
} pk_firm_t;

enum { PK_FIRMS = 5 };
/* In the order of the words of --kind, then the one of no kind. */
extern const pk_firm_t pk_new_firms[PK_FIRMS];

#endif
