/* The files that `polku new` writes. */
#ifndef PK_CLI_NEW_TEMPLATES_H
#define PK_CLI_NEW_TEMPLATES_H

typedef struct {
    const char *name; /* of the file */
    const char *text; /* UTF-8, whole */
} pk_template_t;

/* A model first, then its scenarios, the baseline first; a NULL name ends them. */
extern const pk_template_t pk_new_templates[];

#endif
