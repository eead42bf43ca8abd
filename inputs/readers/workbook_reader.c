#include "inputs/document_reader.h"
#include "inputs/workbook_document.h"

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    return workbook_recognised(source);
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
