/* Direction numbers of the Sobol' sequence, dimensions 0 .. SAMPLER_DIMENSIONS - 1, 32 bits.
 *
 * S. Joe and F. Y. Kuo, "Constructing Sobol' sequences with better two-dimensional projections", SIAM J. Sci. Comput.
 * 30 (2008), the file new-joe-kuo-6.21201. The table holds polynomials and initial numbers only; they are expanded for
 * the dimensions in use. */
#ifndef SIM_SOBOL_DIRECTIONS_H
#define SIM_SOBOL_DIRECTIONS_H

#include <stdint.h>

enum { SOBOL_BITS = 32 };

/* column[k] belongs to bit k of a point's number: point i of this dimension is the xor of column[k] over the bits k set
 * in i, a fraction in units of 2^-32. (Points come in natural order; the Gray code order of other programs permutes
 * them within each power of two.) */
void sobol_directions(unsigned dimension, uint32_t column[SOBOL_BITS]);

#endif
