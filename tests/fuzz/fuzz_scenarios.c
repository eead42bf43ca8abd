/* A table of scenarios, as CSV or as a workbook, for an offer with one exit. */
#include "tests/fuzz/offer_bytes.h"

#include "inputs/json_document.h"
#include "inputs/scenario_table.h"

#include <string.h>

static const char offer[] = "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"$1B\", "
                            "\"timeline\": \"4 years\"}]}";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const char *text = arena_copy(arena, (const char *)bytes, length);
    const struct node *document =
        json_document(arena, source_create(arena, "offer", offer, sizeof offer - 1), problems);
    struct vary vary;
    struct scenario_table *table =
        scenario_table_of(arena, source_create(arena, "input", text, length), problems, &vary);
    if (table && scenario_table_understand(arena, table, document, problems, &vary) && vary.axes == 0)
        abort(); /* a table without a column that counts is a problem */
    arena_destroy(arena);
    return 0;
}
