#include "sim/strata.h"

/* u = low + width u */
void ISA_NAME(strata_cut)(const struct strata_box *box, double *u)
{
    for (size_t i = 0; i < LANES; i++)
        u[i] = box->low[i] + box->width[i] * u[i];
}
