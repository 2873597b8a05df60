/* Tables of what was learned from data (models/README.md, calibrate):
 *
 *     posterior.csv   chain,draw,<one column a number, headed by its path>, as draws hold them; rows interleaved over
 * the chains, so that any first ones are a fair sample. Of a fit that cannot be trusted posterior-unconverged.csv
 *     summary.csv     parameter,prior_mean,prior_sd,mean,sd,mcse,p05,p50,p95,rhat,ess_bulk,ess_tail; log_likelihood
 * last predicted.csv   series,first,last,date,held_out,observed,mean,p05,p25,p50,p75,p95: of each value what runs say
 *     contributions.csv   series,first,last,date,driver,mean,p05,p95: what each driver brought to each value
 *     checks.csv      series,statistic,observed,mean,p05,p95,place
 *     state.csv       chain,draw,step,date,what,name,persona,age,value: where each row of the posterior stands at the
 * end backtest.csv    series,values,cover50,cover90,error,error_last_season,error_last_step (holdout:) */
#ifndef PK_REPORT_CALIBRATION_H
#define PK_REPORT_CALIBRATION_H

#include "report/output.h"
#include "result/calibration.h"

#define PK_CALIBRATION_POSTERIOR     "posterior.csv"
#define PK_CALIBRATION_UNCONVERGED   "posterior-unconverged.csv"
#define PK_CALIBRATION_SUMMARY       "summary.csv"
#define PK_CALIBRATION_PREDICTED     "predicted.csv"
#define PK_CALIBRATION_CONTRIBUTIONS "contributions.csv"
#define PK_CALIBRATION_CHECKS        "checks.csv"
#define PK_CALIBRATION_STATE         "state.csv"
#define PK_CALIBRATION_BACKTEST      "backtest.csv"

PK_MUST_USE pk_status_t pk_calibration_write(const pk_calibrated_t *self, const char *folder, pk_output_t *output,
                                             pk_diag_t *diag);
char *pk_calibration_json(const pk_calibrated_t *self, pk_arena_t *arena);

#endif
