/* What was read becomes a distribution and a sentence that says so. */
#ifndef INPUTS_CELL_MEANING_H
#define INPUTS_CELL_MEANING_H

#include "inputs/cell_parse.h"

/* low, high, form -> distribution and understood. */
bool cell_mean_amount(struct cell_parse *parse);
bool cell_mean_duration(struct cell_parse *parse, bool in_timeline, bool within);
bool cell_mean_date(struct cell_parse *parse, bool in_timeline, bool instant);

/* `value` with the kind's unit: "8,000,000,000 USD", "35%". */
const char *cell_value_in_words(const struct cell_parse *parse, double value);

#endif
