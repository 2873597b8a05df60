/* Sorting many numbers: by digits of their bits, which takes time in proportion to how many there are. */
#ifndef PK_BASE_RADIX_H
#define PK_BASE_RADIX_H

/* values[0..count-1], none NAN, into ascending order; -0 stands before 0. `room` is scratch of the same size. Digits
 * that are the same in all values, as the last ones of whole numbers are, cost nothing. */
void pk_radix_sort(double *values, double *room, long count);

#endif
