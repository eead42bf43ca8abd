/* The other readings of an offer, or of several, prepared. */
#ifndef LIBRARY_FRAGILITY_READER_H
#define LIBRARY_FRAGILITY_READER_H

#include "analysis/fragility_report.h"
#include "inputs/offer_input.h"

struct read_offer { /* as it stands */
    const struct offer_input *input;
    const struct plan *plan;
};

/* Those of inputs/alternatives.h that apply to one of the offers or more, each read from a copy of their documents; an
 * offer that a reading does not apply to stays as it is. A reading that cannot be simulated has a fault and no plans.
 */
size_t fragility_readings(struct arena *arena, const struct read_offer *offers, size_t count,
                          const struct fragility_reading **readings);

/* Every reading reads and prepares all rows of an offer again: of few enough it is done beside another answer. */
bool fragility_quick(const struct offer *offer);

/* What another answer about these offers hangs on, by the first of its paths. NULL: an offer is not quick, there are
 * more than FRAGILITY_OFFERS_MAX, or it was stopped. */
const struct fragility *fragility_beside(struct arena *arena, const struct question *question,
                                         const struct read_offer *offers, size_t count);

#endif
