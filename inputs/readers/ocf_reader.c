#include "inputs/document_reader.h"
#include "inputs/ocf_document.h"
#include "inputs/zip_archive.h"

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    return zip_archive_names(source, OCF_MANIFEST);
}

extern const struct document_reader document_reader_ocf;
const struct document_reader document_reader_ocf = {
    .name = "Open Cap Format",
    .endings = (const char *const[]){".zip", NULL},
    .recognises = recognises,
    .read = ocf_document_of_zip,
    .report = true,
    .binary = true,
};
