/* A tally as bytes, the same on every machine and for any order of merging. */
#ifndef SIM_TALLY_BYTES_H
#define SIM_TALLY_BYTES_H

#include "sim/byte_run.h"
#include "sim/tally.h"

void tally_put(const struct tally *tally, struct byte_run *out);
/* Adds what was put. STATUS_INVALID when it is no tally of this layout, or damaged: `tally` then holds a part of it
 * and must not be used. */
enum status tally_take(struct tally *tally, struct byte_span *from) MUST_CHECK;

#endif
