#include "infer/health.h"

pk_status_t pk_health_look(pk_fit_t *fit, const pk_journeys_log_t *logs, pk_calibrated_t *out, pk_diag_t *diag)
{
    (void)fit;
    (void)logs;
    (void)out;
    (void)diag;
    return PK_OK;
}
