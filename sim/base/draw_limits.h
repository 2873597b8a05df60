/* What the samplers of draw.h share. */
#ifndef PK_BASE_DRAW_LIMITS_H
#define PK_BASE_DRAW_LIMITS_H

/* Below this mean a sampler walks up its cumulative distribution, at most PK_INVERSION_MOST steps: the mass beyond is
 * under 1e-18 for a Poisson law of that mean, and less for the others, while a uniform knows 2e-16. */
#define PK_INVERSION_BELOW 14.0
enum { PK_INVERSION_MOST = 64 };

/* The largest count: above it a double skips whole numbers. */
#define PK_COUNT_MOST 0x1p53

#endif
