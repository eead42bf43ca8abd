/* What the model takes for granted where an offer file cannot say: printed with every run that it matters to. Reasons:
 * docs/model.md, "Decisions". */
#ifndef MODELS_MODEL_ASSUMPTIONS_H
#define MODELS_MODEL_ASSUMPTIONS_H

#include "models/offer.h"

struct model_assumption {
    bool (*applies)(const struct offer *offer);
    const char *at; /* JSON pointer to what it is about */
    const char *text;
};

extern const struct model_assumption model_assumptions[]; /* ends with applies NULL */

#endif
