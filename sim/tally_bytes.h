/* A tally as bytes, the same on every machine and for any order of merging. */
#ifndef SIM_TALLY_BYTES_H
#define SIM_TALLY_BYTES_H

#include "sim/tally.h"

#include <stdio.h>

enum status tally_write(const struct tally *tally, FILE *file) MUST_CHECK;
/* Adds what was written. STATUS_INVALID when it is no tally of this layout, or damaged: `tally` then holds a part of it
 * and must not be used. */
enum status tally_read(struct tally *tally, FILE *file) MUST_CHECK;

#endif
