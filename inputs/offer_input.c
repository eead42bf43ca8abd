#include "inputs/offer_input.h"

#include "inputs/grant_words.h"
#include "inputs/offer_canonical.h"
#include "inputs/offer_document.h"
#include "inputs/offer_missing.h"
#include "inputs/offer_reader.h"
#include "inputs/offer_tables.h"
#include "inputs/setting.h"
#include "inputs/sha256.h"

#include <string.h>

bool offer_input_read(struct arena *arena, const char *path, const struct setting *settings, size_t setting_count,
                      struct offer_input *input)
{
    *input = (struct offer_input){.path = path, .problems = problems_create(arena)};
    input->problems->keep_readings = true;
    input->document = offer_document(arena, path, input->problems, &input->report);
    if (!input->document)
        return false;
    grant_words_take(arena, input->document, input->problems);
    for (size_t i = 0; i < setting_count; i++)
        setting_apply(arena, input->document, &settings[i], input->problems);
    /* A --set may name a table of its own. What the tree says is checked even where it has faults of form: all mistakes
     * of a file are told in one run. */
    offer_tables_fetch(arena, "", input->document, input->problems);
    offer_from_document(arena, input->document, input->problems, &input->offer);
    if (input->problems->status != STATUS_OK)
        return false;
    input->missing_count = offer_missing(arena, &input->offer, &input->missing);
    const char *canonical = offer_canonical(arena, &input->offer);
    sha256_hex(canonical, strlen(canonical), input->sha256);
    return true;
}
