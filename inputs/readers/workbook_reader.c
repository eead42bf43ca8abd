#include "inputs/document_reader.h"
#include "inputs/workbook_document.h"

#include <string.h>

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    return source->length >= 4 &&
           (memcmp(source->bytes, "PK\3\4", 4) == 0 || memcmp(source->bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

extern const struct document_reader document_reader_workbook;
const struct document_reader document_reader_workbook = {
    .name = "workbook",
    .endings = (const char *const[]){".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", NULL},
    .recognises = recognises,
    .read = workbook_document,
    .report = true,
    .binary = true,
};
