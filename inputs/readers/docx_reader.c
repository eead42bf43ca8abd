#include "inputs/document_reader.h"
#include "inputs/docx_text.h"
#include "inputs/letter_document.h"
#include "inputs/markdown_document.h"
#include "inputs/zip_archive.h"

static bool recognises(struct arena *arena, const struct source *source)
{
    (void)arena;
    return zip_archive_names(source, DOCX_TEXT_PART);
}

static struct node *read_docx(struct arena *arena, const struct source *source, struct problems *problems)
{
    const struct source *text = docx_text(arena, source, problems);
    if (!text)
        return NULL;
    return letter_document_recognises(arena, text) ? letter_document(arena, text, problems)
                                                   : markdown_document(arena, text, problems);
}

extern const struct document_reader document_reader_docx;
const struct document_reader document_reader_docx = {
    .name = "Word document",
    .endings = (const char *const[]){".docx", NULL},
    .recognises = recognises,
    .read = read_docx,
    .report = true,
    .binary = true,
};
