/* A long text within another: gzip, written in base64 (RFC 4648) in lines. */
#ifndef OUTPUTS_PACKED_TEXT_H
#define OUTPUTS_PACKED_TEXT_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

#include <stdbool.h>

/* The same bytes on every machine: the header says no time, no name and no system. False: zlib is another than the one
 * that was compiled with. */
bool packed_text_put(struct text_buffer *out, const char *bytes, size_t length) MUST_CHECK;

#endif
