#include "inputs/document_reader.h"
#include "inputs/json_document.h"

#include <string.h>

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    const char *first = source->bytes + strspn(source->bytes, " \t\r\n");
    return *first == '{' || *first == '[';
}

extern const struct document_reader document_reader_json;
const struct document_reader document_reader_json = {
    .name = "JSON",
    .endings = (const char *const[]){".json", NULL},
    .recognises = recognises,
    .read = json_document,
};
