#include "tests/fuzz/offer_bytes.h"

extern const struct document_reader document_reader_docx;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    return offer_bytes_read(&document_reader_docx, bytes, length);
}
