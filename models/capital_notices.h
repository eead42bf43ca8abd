/* How often the rounds and the exits of an offer come to something that a reader should know of: from a pass of its
 * own, path by path. */
#ifndef MODELS_CAPITAL_NOTICES_H
#define MODELS_CAPITAL_NOTICES_H

#include "models/run.h"

/* Shares of the paths. */
struct capital_notices {
    double waived;     /* in a round no price would do with anti-dilution, which was waived */
    double waited;     /* in a round no price would do with the convertibles, which waited for another */
    double low_listed; /* an IPO or a tender converts the preferred, at less than their claims */
};

/* Over the paths of `sampling`, which pays for every one of them: few are enough. */
struct capital_notices capital_notices(const struct plan *plan, const struct isa *isa, const struct sampling *sampling);

#endif
