#include "sim/sobol_directions.h"

#include "sim/sampler.h"
#include "sim/sobol_directions_table.h"

#include <stddef.h>

_Static_assert(sizeof sobol_polynomials / sizeof *sobol_polynomials == SAMPLER_DIMENSIONS,
               "one polynomial a dimension");

static unsigned degree_of(unsigned polynomial)
{
    unsigned degree = 0;
    while (polynomial >> (degree + 1))
        degree++;
    return degree;
}

void sobol_directions(unsigned dimension, uint32_t column[SOBOL_BITS])
{
    const uint16_t *initial = sobol_initial_numbers;
    for (unsigned d = 0; d < dimension; d++)
        initial += degree_of(sobol_polynomials[d]);
    unsigned polynomial = sobol_polynomials[dimension];
    unsigned degree = degree_of(polynomial);
    /* m_k = 2 a_1 m_{k-1} ^ 2^2 a_2 m_{k-2} ^ ... ^ 2^s m_{k-s} ^ m_{k-s}, and column k is m_{k+1} 2^(31-k). In terms
     * of the columns the powers of two cancel, all but the last: m_{k-s} stands s bits higher there. */
    for (unsigned k = 0; k < SOBOL_BITS; k++) {
        if (degree == 0) {
            column[k] = UINT32_C(1) << (SOBOL_BITS - 1 - k);
        } else if (k < degree) {
            column[k] = (uint32_t)initial[k] << (SOBOL_BITS - 1 - k);
        } else {
            uint32_t value = column[k - degree] ^ column[k - degree] >> degree;
            for (unsigned back = 1; back < degree; back++)
                if (polynomial >> (degree - back) & 1)
                    value ^= column[k - back];
            column[k] = value;
        }
    }
}
