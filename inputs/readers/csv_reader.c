#include "inputs/csv_document.h"
#include "inputs/document_reader.h"

static struct node *read_table(struct arena *arena, const struct source *source, struct problems *problems)
{
    return csv_document(arena, source, NULL, problems);
}

extern const struct document_reader document_reader_csv;
const struct document_reader document_reader_csv = {
    .name = "CSV",
    .endings = (const char *const[]){".csv", ".tsv", NULL},
    .recognises = csv_recognised,
    .read = read_table,
    .report = true,
};
