/* report.html: one page that needs nothing from outside, for those who decide. */
#ifndef PK_REPORT_REPORT_H
#define PK_REPORT_REPORT_H

#include "report/charts.h"
#include "report/manifest.h"

typedef struct {
    const pk_result_t *result;           /* of one scenario, or */
    const pk_comparison_t *comparison;   /* of several, or */
    const pk_sweep_t *sweep;             /* of a sweep, or */
    const pk_sensitivity_t *sensitivity; /* of a sensitivity, or */
    const pk_best_t *best;               /* of an optimisation, or */
    const pk_calibrated_t *calibrated;   /* of a calibration, or */
    const pk_attribution_t *attribution; /* of what drivers brought; the others are NULL */
    const pk_manifest_t *manifest;       /* where it comes from; threads and seconds are not told */
    const pk_pictures_t *pictures;       /* what was drawn; SVG and PNG are shown, others named */
    pk_language_t language;
} pk_report_t;

/* Writes FOLDER/report.html: the same bytes for the same results. The folder must be there. */
PK_MUST_USE pk_status_t pk_report_write(const pk_report_t *report, const char *folder, pk_diag_t *diag);

#endif
