#include "inputs/tax/tax_families.h"

#include "inputs/cell_memo.h"
#include "inputs/nearest_word.h"
#include "inputs/sha256.h"
#include "inputs/source.h"
#include "inputs/tax/flat_table.h"
#include "inputs/tax/tax_tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FAMILIES_KNOWN = 32 };

/* "us" of "us-2026" and "us-ca" of "us-ca-2025". */
static size_t stem_length(const char *id)
{
    size_t i = 0;
    while (id[i] && !(id[i] == '-' && isdigit((unsigned char)id[i + 1])))
        i++;
    return i;
}

static size_t known_families(struct arena *arena, const char *prefix, const char *names[FAMILIES_KNOWN])
{
    size_t count = 0, skipped = strlen(prefix);
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        size_t length = stem_length(builtin->id);
        if (strncmp(builtin->id, prefix, skipped) != 0 || length <= skipped ||
            memchr(builtin->id + skipped, '-', length - skipped))
            continue;
        const char *name = arena_copy(arena, builtin->id + skipped, length - skipped);
        if ((!count || strcmp(names[count - 1], name) != 0) && count < FAMILIES_KNOWN)
            names[count++] = name;
    }
    return count;
}

static void unknown_family(struct reader *reader, const struct node *node, const char *prefix)
{
    const char *names[FAMILIES_KNOWN], *all = *prefix ? "its states are" : "the countries are";
    size_t count = known_families(reader->arena, prefix, names);
    for (size_t i = 0; i < count; i++)
        all = arena_text(reader->arena, "%s%s %s", all, i ? "," : "", names[i]);
    const char *near = nearest_word(node->text, names, count);
    reader_error(reader, node,
                 near      ? arena_text(reader->arena, "did you mean \"%s\"?", near)
                 : *prefix ? all
                           : arena_text(reader->arena, "%s; or a file of your own, such as mine.json", all),
                 "there are no tax tables \"%s\"", node->text);
}

static int by_period(const void *a, const void *b)
{
    const struct tax_table *const *left = a, *const *right = b;
    return calendar_compare((*left)->from, (*right)->from);
}

static void add_family(struct reader *reader, const char *name, const struct tax_table **table, size_t count)
{
    struct tax_setting *tax = &reader->offer->tax;
    qsort(table, count, sizeof *table, by_period);
    tax->family[tax->family_count++] =
        (struct tax_family){.name = name, .count = count, .table = (const struct tax_table *const *)table};
}

/* Read once for all variants of an offer. */
static const struct tax_table *builtin_table(struct reader *reader, const char *id)
{
    struct cell_memo *memo = reader->rules.memo;
    const struct tax_table *table = memo ? cell_memo_kept(memo, id) : NULL;
    if (table)
        return table;
    table = tax_table_named(memo ? cell_memo_arena(memo) : reader->arena, id, reader->problems);
    if (memo && table)
        cell_memo_keep(memo, id, table);
    return table;
}

/* The tables of the program of one country or state. False: there are none. */
static bool read_builtins(struct reader *reader, const char *name)
{
    const struct tax_table **table = NULL;
    size_t count = 0, length = strlen(name);
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        if (stem_length(builtin->id) != length || strncmp(builtin->id, name, length) != 0)
            continue;
        table = arena_grow(reader->arena, table, count, sizeof *table);
        table[count++] = builtin_table(reader, builtin->id);
    }
    if (count)
        add_family(reader, name, table, count);
    return count > 0;
}

/* A file is looked for beside the one that names it. */
static bool read_own(struct reader *reader, const struct node *node)
{
    const char *base = node->at.source ? node->at.source->name : "", *slash = strrchr(base, '/');
    const char *path = slash && node->text[0] != '/'
                           ? arena_text(reader->arena, "%.*s%s", (int)(slash - base + 1), base, node->text)
                           : node->text;
    struct problems *unplaced = problems_beside(reader->arena, reader->problems);
    const struct source *source = source_read(reader->arena, path, unplaced);
    if (!source) {
        problem_add(reader->problems, unplaced->status, node->at, node_pointer(reader->arena, node),
                    unplaced->status == STATUS_USAGE
                        ? SOURCE_WRITTEN_HELP
                        : "a table is looked for beside the offer that names it, or below; --allow-files: anywhere",
                    "%s", unplaced->problem[0].message);
        return false;
    }
    const struct tax_table **table = arena_alloc(reader->arena, 1, sizeof *table);
    char hex[65];
    table[0] = tax_table_from(reader->arena, source, reader->problems);
    if (!table[0])
        return false;
    add_family(reader, node->text, table, 1);
    sha256_hex(source->bytes, source->length, hex);
    reader->offer->tax.family[0].digest = arena_copy(reader->arena, hex, 64);
    return true;
}

static bool is_file_name(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".json") == 0);
}

static bool read_flat(struct reader *reader)
{
    struct tax_setting *tax = &reader->offer->tax;
    double ordinary, gains;
    if (!distribution_is_point(&tax->ordinary.distribution, &ordinary) ||
        !distribution_is_point(&tax->capital_gains.distribution, &gains))
        return false;
    const struct tax_table **table = arena_alloc(reader->arena, 1, sizeof *table);
    table[0] = flat_table(reader->arena, reader->offer->currency, ordinary, gains);
    add_family(reader, "flat", table, 1);
    return true;
}

static bool read_tables(struct reader *reader, const struct node *node)
{
    const struct node *table = node_member(node, "table"), *state = node_member(node, "state");
    if (is_file_name(table->text)) {
        if (state)
            reader_error(reader, state, NULL, "`state` goes with a table of the program");
        return !state && read_own(reader, table);
    }
    if (!read_builtins(reader, table->text)) {
        unknown_family(reader, table, "");
        return false;
    }
    if (state && !read_builtins(reader, arena_text(reader->arena, "%s-%s", table->text, state->text))) {
        unknown_family(reader, state, arena_text(reader->arena, "%s-", table->text));
        return false;
    }
    return true;
}

/* --- what the tables say of this offer
 * -------------------------------------------------------------------------------- */

static bool find_statuses(struct reader *reader, const struct node *node, struct tax_family *family)
{
    const char *name = reader->offer->tax.status;
    size_t *status = arena_alloc(reader->arena, family->count, sizeof *status);
    family->status = status;
    for (size_t k = 0; k < family->count; k++) {
        const struct tax_table *table = family->table[k];
        status[k] = name ? tax_table_status(table, name) : 0;
        if (status[k] < table->status_count)
            continue;
        const char *near = nearest_word(name, table->status, table->status_count), *all = "it has";
        for (size_t i = 0; i < table->status_count; i++)
            all = arena_text(reader->arena, "%s%s %s", all, i ? "," : "", table->status[i]);
        reader_error(reader, node_member(node, "status"),
                     near ? arena_text(reader->arena, "did you mean \"%s\"?", near) : all,
                     "the tax table %s has no status \"%s\"", table->id, name);
        return false;
    }
    if (!name && !reader->offer->tax.flat && family == reader->offer->tax.family)
        reader_assume_absent(reader, node, "status", "`status` is not given: %s", family->table[0]->status[0]);
    return true;
}

static bool fits_offer(struct reader *reader, const struct node *node, const struct tax_family *family)
{
    const struct tax_table *oldest = family->table[0];
    const struct offer *offer = reader->offer;
    if (strcmp(oldest->currency, offer->currency) != 0) {
        reader_error(reader, node, NULL, "the tax table %s counts in %s, the offer in %s", oldest->id, oldest->currency,
                     offer->currency);
        return false;
    }
    if (offer->tax.flat)
        return true;
    if (!offer->start_given) {
        reader_error(reader, node, "for instance \"start\": \"2026-02-13\"",
                     "taxes go by calendar years: `tax` with a `table` needs `start`");
        return false;
    }
    struct calendar_tax_years years = tax_setting_years(oldest);
    reader->offer->tax.first_year = (int)calendar_tax_year(&years, offer->start_day);
    if (offer->tax.first_year < oldest->from.year) {
        reader_error(reader, node, arena_text(reader->arena, "the oldest table of %s is %s", family->name, oldest->id),
                     "there is no tax table for the year of `start`");
        return false;
    }
    return true;
}

bool tax_families_read(struct reader *reader, const struct node *node)
{
    struct tax_setting *tax = &reader->offer->tax;
    bool fine = tax->flat ? read_flat(reader) : read_tables(reader, node);
    for (size_t f = 0; f < tax->family_count && fine; f++)
        fine = find_statuses(reader, node, &tax->family[f]) && fits_offer(reader, node, &tax->family[f]);
    return fine;
}
