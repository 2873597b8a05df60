/* Which files a manifest vouches for: `files` of manifest.json, a list of {file, bytes, sha256}, the names seen from
 * the manifest's folder. */
#ifndef PK_REPORT_LISTING_H
#define PK_REPORT_LISTING_H

#include <jansson.h>

#include "base/diag.h"
#include "report/texts.h"

/* One file as it is listed. */
typedef struct {
    const char *name; /* from the manifest's folder on */
    char hash[65];    /* SHA-256 in hexadecimal digits */
    long long bytes;
} pk_listed_t;

/* Length and hash of the file at `path`; `name` is left alone. 0, or errno. */
int pk_listed_measure(pk_listed_t *self, const char *path);

/* Adds the names of all that polku writes into a folder of results but its manifest, each with `prefix` before it. */
void pk_known_names(const char *prefix, pk_texts_t *names, pk_arena_t *arena);

/* The entry of a list. */
json_t *pk_listed_json(const pk_listed_t *self);

/* Adds to `names` what FOLDER/manifest.json vouches for, where it is one of polku's, each name with `prefix` before it.
 * A manifest of an older polku has no list: what that polku wrote is taken instead. A name that leads out of the folder
 * is left out. Whether there is such a manifest. */
bool pk_listing_read(const char *folder, const char *prefix, pk_texts_t *names, pk_arena_t *arena);

/* Rewrites the list of FOLDER/manifest.json, where there is one: entries that `goes` holds for are taken out, the
 * others stay as they are, then `count` new ones come in, in place of those of their name. The file is replaced as a
 * whole, and only where something changes. */
typedef bool (*pk_goes_fn)(const char *name, const void *context);
PK_MUST_USE pk_status_t pk_listing_amend(const char *folder, pk_goes_fn goes, const void *context,
                                         const pk_listed_t *added, int count, pk_diag_t *diag);

#endif
