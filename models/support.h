/* Which metrics lie between bounds, as the prepared inputs tell: no guess from a sample. */
#ifndef MODELS_SUPPORT_H
#define MODELS_SUPPORT_H

#include "models/plan.h"

/* Bit m: metric m is bounded, so that all of its moments exist. A metric without its bit may still be bounded. */
uint64_t support_bounded(const struct plan *plan);

#endif
