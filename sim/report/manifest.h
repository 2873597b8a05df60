/* manifest.json: where a folder of results comes from, so that it can be made again. */
#ifndef PK_REPORT_MANIFEST_H
#define PK_REPORT_MANIFEST_H

#include <stdint.h>

#include "base/diag.h"
#include "report/output.h"
#include "result/comparison.h"

typedef struct pk_manifest {
    const char *version;        /* of polku, "1.0" */
    const char *const *command; /* the words that were typed, NULL-ended; NULL: unknown */
    int threads;                /* that worked */
    double seconds;             /* that the run took */
    const pk_result_t *results; /* the scenarios, in order; seed and runs at the top are the first's */
    int nresult;
    const pk_comparison_t *comparison; /* that they are of; NULL: none */
    bool seeded;                       /* where there are no scenarios: whether luck was used, */
    uint64_t seed;                     /* and its seed */
    const pk_source_t *const *sources; /* every input file, as it was read; one name is listed once */
    int nsource;
    const char *const *warnings; /* beside those of the results */
    int nwarning;
    pk_output_t *output; /* the folder with all that was written into it; NULL: no file is vouched for */
} pk_manifest_t;

/* "cohort", or "mixed" where scenarios differ. */
const char *pk_manifest_engine(const pk_manifest_t *manifest);
/* Whether no source before source i has its name: several scenarios read one model. */
bool pk_manifest_is_first(const pk_manifest_t *manifest, int i);
enum { PK_MANIFEST_HASH = 65 };
/* SHA-256 in hexadecimal digits. */
void pk_manifest_hash(const pk_source_t *source, char hash[PK_MANIFEST_HASH]);

/* Writes FOLDER/manifest.json:
 * program, version, command, seed (where there is one), runs, engine ("mixed" where scenarios differ), threads,
 * seconds, scenarios (scenario, title, file, model, engine, seed, runs, steps, population, labels of stages,
 * drivers and own KPIs by their names, where they have some; of a comparison but the
 * baseline variance_saved: by KPI, which part of the variance of the difference pairing has saved), effort (until_mcse
 * and error, or race; simulated: runs of all, repeated ones too) where runs were not given, inputs (file, bytes,
 * sha256), warnings (each text once), csv (the dialect of its tables), files (file, bytes, sha256: what was placed in
 * the output; it comes last and vouches for them). The folder must be there. */
PK_MUST_USE pk_status_t pk_manifest_write(const pk_manifest_t *manifest, const char *folder, pk_diag_t *diag);

#endif
