/* Writing ZIP as workbooks use it: deflated parts, one after the other, no ZIP64, no time of day, so the same parts
 * give the same bytes. Sizes and checksum stand behind each part (APPNOTE 4.4.4, bit 3): what was written is never
 * changed. All memory, zlib's too, is the arena's. */
#ifndef OUTPUTS_XLSX_ZIP_H
#define OUTPUTS_XLSX_ZIP_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

#include <stdbool.h>

struct xlsx_zip;
struct xlsx_zip *xlsx_zip_create(struct text_buffer *out);
/* Ends the part before it. The name is kept, not copied. */
void xlsx_zip_begin(struct xlsx_zip *zip, const char *name);
void xlsx_zip_put(struct xlsx_zip *zip, const char *bytes, size_t length);
bool xlsx_zip_finish(struct xlsx_zip *zip) MUST_CHECK; /* false: larger than ZIP can say, 4 GB */

#endif
