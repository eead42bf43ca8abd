#include "inputs/document_reader.h"
#include "inputs/markdown_document.h"

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    (void)source;
    return true; /* any text is Markdown */
}

extern const struct document_reader document_reader_markdown;
const struct document_reader document_reader_markdown = {
    .name = "Markdown",
    .endings = (const char *const[]){".md", ".markdown", ".mdown", NULL},
    .recognises = recognises,
    .read = markdown_document,
    .report = true,
};
