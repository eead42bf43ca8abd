#include "models/tax/tax_years.h"

#include <string.h>

const char *const tax_year_keys[TAX_YEAR_AMOUNTS] = {
#define TAX_YEAR_KEY(NAME, key, sentence) key,
    TAX_YEAR_LIST(TAX_YEAR_KEY)
#undef TAX_YEAR_KEY
};

static const char *const *report_names(struct arena *arena, const struct tax_table *table)
{
    const char **name = arena_alloc(arena, table->report_count + 1, sizeof *name);
    for (size_t i = 0; i < table->report_count; i++)
        name[i] = table->report[i].name;
    return name;
}

static size_t report_index(const struct tax_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->report_count && strcmp(table->report[i].name, name) != 0)
        i++;
    return i;
}

/* A report that an older table does not have is told as what the newest has there: nothing. */
static void tell_law(struct arena *arena, const struct tax_path_plan *path, const struct tax_jurisdiction *jurisdiction,
                     const char *const *report, size_t report_count, struct tax_law *law)
{
    const struct tax_table *table = law->table;
    size_t *wanted = arena_alloc(arena, report_count + 1, sizeof *wanted), count = 0;
    law->told_place = arena_alloc(arena, report_count + 1, sizeof *law->told_place);
    for (size_t i = 0; i < report_count; i++) {
        size_t at = report_index(table, report[i]);
        law->told_place[i] = at < table->report_count ? count : TAX_CONSTANT;
        if (at < table->report_count)
            wanted[count++] = table->report[at].value;
    }
    law->told = tax_path_program(arena, path, jurisdiction, law, wanted, count);
}

const struct tax_path_plan *tax_years_plan(struct arena *arena, const struct tax_path_plan *path)
{
    struct tax_path_plan *copy = arena_alloc(arena, 1, sizeof *copy);
    struct tax_years *told = arena_alloc(arena, 1, sizeof *told);
    *copy = *path;
    copy->told = told;
    told->columns = TAX_YEAR_AMOUNTS;
    for (size_t j = 0; j < copy->jurisdiction_count; j++) {
        struct tax_jurisdiction *jurisdiction = &copy->jurisdiction[j];
        const struct tax_law *law = jurisdiction->law;
        const struct tax_table *newest = law[jurisdiction->law_count - 1].table;
        told->report[j] = report_names(arena, newest);
        told->report_count[j] = newest->report_count;
        told->columns += newest->report_count;
        jurisdiction->law = arena_alloc(arena, jurisdiction->law_count, sizeof *jurisdiction->law);
        memcpy(jurisdiction->law, law, jurisdiction->law_count * sizeof *law);
        for (size_t k = 0; k < jurisdiction->law_count; k++)
            tell_law(arena, path, jurisdiction, told->report[j], told->report_count[j], &jurisdiction->law[k]);
    }
    return copy;
}
