/* Data health: what can be told before the fit of what was observed and what is assumed, in words. */
#ifndef PK_INFER_HEALTH_H
#define PK_INFER_HEALTH_H

#include "infer/fit.h"
#include "result/calibration.h"

/* Fills out->health. PK_BAD_INPUT with errors in diag where the fit cannot work: nothing is sampled then. */
pk_status_t pk_health_look(pk_fit_t *fit, const pk_journeys_log_t *logs, pk_calibrated_t *out, pk_diag_t *diag);

#endif
