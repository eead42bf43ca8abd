#include "inputs/document_reader.h"
#include "inputs/letter_document.h"

extern const struct document_reader document_reader_letter;
const struct document_reader document_reader_letter = {
    .name = "letter",
    .endings = (const char *const[]){".txt", NULL},
    .recognises = letter_document_recognises,
    .read = letter_document,
    .report = true,
};
