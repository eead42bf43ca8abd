/* Any bytes as a tax table; one that reads is prepared and run for every status, and told in words. */
#include "inputs/source.h"
#include "inputs/tax/tax_tables.h"
#include "models/tax/tax_year.h"
#include "outputs/tax_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const struct source *source = source_create(arena, "fuzz", arena_copy(arena, (const char *)bytes, length), length);
    const struct tax_table *table = tax_table_from(arena, source, problems);
    double flow[TAX_FLOWS];
    for (size_t i = 0; i < TAX_FLOWS; i++)
        flow[i] = 12345.67 * (double)(i + 1);
    for (size_t s = 0; table && s < table->status_count; s++) {
        double *pool = arena_alloc(arena, table->pool_count + 1, sizeof *pool);
        struct tax_year *year = tax_year_create(arena, table, s);
        tax_year_run(year, flow, pool);
        tax_year_run(year, flow, pool);
    }
    struct text_buffer text = {.arena = arena};
    if (table)
        tax_text_table(&text, table);
    arena_destroy(arena);
    return 0;
}
