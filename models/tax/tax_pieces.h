/* A schedule made ready for columns. */
#ifndef MODELS_TAX_TAX_PIECES_H
#define MODELS_TAX_TAX_PIECES_H

#include "models/tax/tax_operator.h"
#include "sim/arena.h"

const struct tax_tariff_pieces *tax_pieces_of(struct arena *arena, const struct tax_schedule *schedule);

#endif
