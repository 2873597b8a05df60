/* Saturation: how much response a level of a driver brings (models/README.md section 7, Responses). Pure functions. */
#ifndef PK_RESPONSE_SATURATION_H
#define PK_RESPONSE_SATURATION_H

#include <stdbool.h>

enum { PK_SATURATION_PARAMETERS = 2 };

/* One curve: x >= 0 is the level (adstocked spend, a share, a stock); the result is in [0, 1] but for linear, which is
 * unbounded. Parameters are in the order of `parameters`; all must be > 0. */
typedef struct {
    const char *name;                                 /* the key in a model: "half" names Hill by its first parameter */
    const char *parameters[PK_SATURATION_PARAMETERS]; /* keys in the file; NULL: fewer */
    double defaults[PK_SATURATION_PARAMETERS];        /* 0: must be given */
    double (*response)(double x, const double *parameters);
} pk_saturation_t;

/* Their places in the table: the engine in vectors has each formula once more, by these. */
enum { PK_CURVE_HILL, PK_CURVE_EXPONENTIAL, PK_CURVE_LOGISTIC, PK_CURVE_LINEAR, PK_CURVES };

/* hill (half, slope = 1): x^n / (x^n + half^n); exponential (scale): 1 - exp(-x/scale);
 * logistic (scale): tanh(x / (2 scale)); linear (unit): x / unit. In files Hill is written `{half: …, slope: …}`
 * itself, the others `name: {parameter: …}`. */
extern const pk_saturation_t pk_saturations[];
extern const int pk_saturation_count;

#endif
