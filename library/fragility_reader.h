/* The other readings of an offer, prepared. */
#ifndef LIBRARY_FRAGILITY_READER_H
#define LIBRARY_FRAGILITY_READER_H

#include "analysis/fragility_report.h"
#include "inputs/offer_input.h"

/* Those of inputs/alternatives.h that apply to the offer, each read from a copy of its document. A reading that cannot
 * be simulated has a fault instead of a plan. */
size_t fragility_readings(struct arena *arena, const struct offer_input *input,
                          const struct fragility_reading **readings);

#endif
