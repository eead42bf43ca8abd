/* ZIP as workbooks use it: deflated parts, no encryption, no ZIP64. Reading distrusts every number in the file; writing
 * puts in no time, so the same parts give the same bytes. A fault is a text that says what is wrong; NULL is success.
 */
#ifndef OUTPUTS_XLSX_ZIP_H
#define OUTPUTS_XLSX_ZIP_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stdint.h>

struct xlsx_zip_part {
    const char *name; /* zero terminated copy */
    const unsigned char *packed;
    size_t packed_size, size;
    uint32_t crc;
    bool deflated;
};

struct xlsx_zip {
    size_t count;
    struct xlsx_zip_part *part;
};

/* The parts point into `bytes`. Headers are checked against each other; contents by xlsx_zip_unpack. */
const char *xlsx_zip_read(struct arena *arena, const void *bytes, size_t length, struct xlsx_zip *zip) MUST_CHECK;
const struct xlsx_zip_part *xlsx_zip_find(const struct xlsx_zip *zip, const char *name); /* NULL: absent */

/* Hands on the contents in pieces; a fault when they are not as long or have not the CRC that the headers say. */
const char *xlsx_zip_unpack(struct arena *arena, const struct xlsx_zip_part *part,
                            void (*piece)(void *context, const char *bytes, size_t length), void *context) MUST_CHECK;

/* Writing: begin, put..., end for each part, then finish. */
struct xlsx_zip_writer;
struct xlsx_zip_writer *xlsx_zip_create(struct text_buffer *out);
void xlsx_zip_begin(struct xlsx_zip_writer *writer, const char *name);
void xlsx_zip_put(struct xlsx_zip_writer *writer, const char *bytes, size_t length);
void xlsx_zip_end(struct xlsx_zip_writer *writer);
const char *xlsx_zip_finish(struct xlsx_zip_writer *writer) MUST_CHECK; /* a fault: larger than ZIP can say */

#endif
