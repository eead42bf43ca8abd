/* An offer that was read, whatever it came in, as an offer file: the JSON that reads to the same offer.
 *
 * Cells stay as they were written (those of a table with decimal commas get points), in the order in which they came.
 * What was assumed stands beside what it touches, in a comment: "// valuation": "uniform between ...". */
#ifndef INPUTS_OFFER_WRITER_H
#define INPUTS_OFFER_WRITER_H

#include "inputs/offer_input.h"

/* Pretty printed, with a final newline; the same bytes every time. Of an input with faults, what could be read, with
 * "to fill in: ..." in comments beside what is wrong or lacking. */
const char *offer_writer_text(struct arena *arena, const struct offer_input *input);
/* Whether a report, letter or cap table told anything that an offer file could hold, or a remark on what it says. */
bool offer_writer_holds_something(const struct offer_input *input);

#endif
