/* The languages that polku speaks. */
#ifndef PK_BASE_LANGUAGE_H
#define PK_BASE_LANGUAGE_H

typedef enum { PK_ENGLISH, PK_FINNISH, PK_LANGUAGES } pk_language_t;

#endif
