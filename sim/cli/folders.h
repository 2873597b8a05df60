/* Where results go, and where polku's own files lie. */
#ifndef PK_CLI_FOLDERS_H
#define PK_CLI_FOLDERS_H

#include "base/diag.h"
#include "model/scenario.h"

/* `folder` and `name` with one slash between. */
const char *pk_path_join(const char *folder, const char *name, pk_arena_t *arena);

/* A folder as it is named in messages: without slashes at its end. In `arena`. */
const char *pk_folder_named(const char *folder, pk_arena_t *arena);

/* Adds an error where -o names something that is no folder (a missing one will be made). */
pk_status_t pk_folder_check(const char *out, pk_diag_t *diag);

/* The folder of one scenario of `count`: OUT, or results/NAME, for one; OUT/NAME, or results/NAME, for several. `out`
 * is -o or NULL. */
const char *pk_folder_scenario(const char *out, const char *name, int count, pk_arena_t *arena);

/* Adds an error for each two scenarios of one name, which would write into one folder, on some disks also where they
 * differ in case only; and, where folders are `named` by scenarios, for a name that polku uses itself (kpis.csv). */
pk_status_t pk_folder_names(pk_scenario_t *const *scenarios, int count, bool named, pk_diag_t *diag);

/* The folder of the schemas of model and scenario files, from the root on: models/ beside the program or where it is
 * installed, as with the scripts below. NULL: they are not there. */
const char *pk_folder_schemas(pk_arena_t *arena);

/* A path from the root on as an address without blanks: itself where all of its characters may stand in one, else
 * file://…, percent-encoded (RFC 8089, RFC 3986). */
const char *pk_file_address(const char *path, pk_arena_t *arena);

/* The folder of the gnuplot scripts: plots/ beside the program, else share/polku/plots beside its folder (an installed
 * tree may stand anywhere), else PK_DATADIR/plots. NULL with an error that says
 * where was looked. */
const char *pk_folder_plots(pk_arena_t *arena, pk_diag_t *diag);

#endif
