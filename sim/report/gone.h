/* Folders of plans that an earlier comparison wrote into a folder of results and that the new one does not have.
 *
 * Their files go with all that the old manifest lists (report/output.h), and the folders with them where nothing else
 * is there. What somebody else put there stays, and so does a folder that has come to have a manifest of its own, or is
 * a link by now. */
#ifndef PK_REPORT_GONE_H
#define PK_REPORT_GONE_H

#include "base/diag.h"
#include "report/texts.h"

/* Whether ROOT/FOLDER is not, or no longer, a comparison's plan: it has a manifest that lists its files itself, or it
 * is a link. */
bool pk_gone_is_of_others(const char *root, const char *folder, pk_arena_t *arena);

/* The first folder of a name as a manifest lists it ("today" of "today/charts/kpis.svg") in `arena`; NULL: the file
 * belongs to the root itself. */
const char *pk_gone_folder(const char *name, pk_arena_t *arena);

/* Once the files are gone: a warning for each folder of `names`, but those in `stays`, that is still there. */
void pk_gone_tell(const char *root, const pk_texts_t *names, const pk_texts_t *stays, pk_arena_t *arena,
                  pk_diag_t *diag);

#endif
