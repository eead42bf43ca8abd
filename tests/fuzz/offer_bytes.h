/* What all readers go through, for the fuzz targets: bytes -> tree -> offer -> plan, or problems and their print. */
#ifndef TESTS_FUZZ_OFFER_BYTES_H
#define TESTS_FUZZ_OFFER_BYTES_H

#include "inputs/document_reader.h"
#include "inputs/offer_canonical.h"
#include "inputs/offer_input.h"
#include "inputs/offer_missing.h"
#include "inputs/offer_reader.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "models/plan.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static inline int offer_bytes_read_for(const struct document_reader *reader, const uint8_t *bytes, size_t length,
                                       struct reading_wishes wishes)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    problems->wishes = wishes;
    const char *copy = arena_copy(arena, (const char *)bytes, length);
    const struct source *source = source_create(arena, "input", copy, length);
    reader->recognises(arena, source);
    struct node *document = reader->read(arena, source, problems);
    if (document) {
        struct offer offer;
        const char *const *missing = NULL, *fault = NULL;
        offer_from_document(arena, document, problems, &offer);
        if (problems->status == STATUS_OK && offer_missing(arena, &offer, &missing) == 0) {
            offer_canonical(arena, &offer);
            plan_prepare(arena, &offer, &fault);
        }
    } else if (problems->status == STATUS_OK) {
        abort(); /* neither a tree nor a reason */
    }
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere) {
        problems_print(problems, nowhere);
        fclose(nowhere);
    }
    arena_destroy(arena);
    return 0;
}

static inline int offer_bytes_read(const struct document_reader *reader, const uint8_t *bytes, size_t length)
{
    return offer_bytes_read_for(reader, bytes, length, (struct reading_wishes){.sheet = NULL});
}

#endif
