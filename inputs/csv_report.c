#include "inputs/csv_report.h"

#include "inputs/offer_rows.h"
#include "inputs/report_document.h"
#include "inputs/report_tables.h"

#include <string.h>
#include <strings.h>

struct grid csv_report_grid(struct arena *arena, const struct csv_rows *rows)
{
    struct grid grid = {
        .name = "", .row = arena_alloc(arena, rows->count + 1, sizeof *grid.row), .at = {rows->source, 0}};
    size_t line = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct csv_row *from = &rows->row[i];
        struct grid_row *row = &grid.row[grid.count++];
        size_t count = from->count < CSV_CELLS_KEPT ? from->count : CSV_CELLS_KEPT, own = 0, column = 0;
        count = count < GRID_COLUMNS_MAX ? count : GRID_COLUMNS_MAX;
        struct place at = {rows->source, from->cell[0].offset};
        place_line_column(&at, &own, &column);
        row->number = own > line ? own : line + 1;
        line = row->number;
        row->cell = arena_alloc(arena, count + 1, sizeof *row->cell);
        for (size_t k = 0; k < count; k++) {
            row->cell[k] = (struct grid_cell){
                .text = from->cell[k].text, .at = {rows->source, from->cell[k].offset}, .quoted = from->cell[k].quoted};
            row->count = from->cell[k].text[0] != '\0' ? k + 1 : row->count;
        }
    }
    return grid;
}

struct node *csv_report_read(struct arena *arena, const struct csv_rows *rows, struct problems *problems)
{
    struct grid grid = csv_report_grid(arena, rows);
    struct report report = {.arena = arena,
                            .problems = problems,
                            .document = node_create(arena, NODE_OBJECT, (struct place){rows->source, 0}),
                            .grid_count = 1,
                            .grid = &grid,
                            .sheet = arena_alloc(arena, 1, sizeof *report.sheet),
                            .workbook = true};
    struct report_table scorecard;
    report.document->report = true;
    if (offer_rows_take(&report))
        return report.document;
    report_document_fill(&report, &scorecard);
    return report.document->children > 0 ? report.document : NULL;
}

/* Units in headings, which the columns of an offer's table have not. */
static bool has_units(const struct csv_row *header)
{
    for (size_t i = 0; i < header->count; i++)
        if (strpbrk(header->cell[i].text, "($%"))
            return true;
    return false;
}

static bool all_known(struct arena *arena, const struct offer_table *table, const struct csv_row *header)
{
    for (size_t i = 0; i < header->count; i++) {
        const char *key, *text = header->cell[i].text;
        if (text[0] && !offer_table_column(arena, table, text, &key))
            return false;
    }
    return true;
}

/* Classes and their shares alone, whatever the file is called: a cap table has such columns as grants may have. */
static bool may_be_capital(const struct source *source, const struct offer_table *table, const struct csv_row *header)
{
    const char *slash = strrchr(source->name, '/'), *file = slash ? slash + 1 : source->name;
    if (!table || strcmp(table->key, "grants") != 0 || strncasecmp(file, "grant", 5) == 0)
        return false;
    for (size_t i = 0; i < header->count; i++) {
        const char *text = header->cell[i].text;
        if (text[0] && strcasecmp(text, "name") != 0 && strcasecmp(text, "class") != 0 &&
            strcasecmp(text, "shares") != 0)
            return false;
    }
    return true;
}

/* Whether a report knows what to do with each column that the table of an offer has not: with a misspelt one it does
 * not, and that is an error. */
static bool knows_columns(struct arena *arena, const struct offer_table *table, const struct csv_row *header)
{
    for (size_t i = 0; i < header->count; i++) {
        const char *key, *text = header->cell[i].text;
        bool exact;
        if (text[0] && !offer_table_column(arena, table, text, &key) &&
            !report_tables_heading_role(arena, text, &exact))
            return false;
    }
    return true;
}

bool csv_report_plain_table(struct arena *arena, const struct source *source, const struct offer_table *table,
                            const struct csv_row *header)
{
    return !has_units(header) && all_known(arena, table, header) && !may_be_capital(source, table, header);
}

/* Whether what was read as a report is more than the table of an offer that the columns are likeliest to be. */
static bool is_more(struct arena *arena, const struct node *report, const struct offer_table *likely,
                    const struct csv_row *header)
{
    if (!likely || node_member(report, "capital") || node_member(report, "offers"))
        return true;
    if (has_units(header) && node_member(report, likely->key))
        return true;
    return node_member(report, "exits") && (strcmp(likely->key, "exits") != 0 || knows_columns(arena, likely, header));
}

bool csv_report_is_better(struct arena *arena, const struct csv_rows *rows, const struct offer_table *likely,
                          const char *key)
{
    if (key && strcmp(key, "exits") != 0)
        return false;
    struct problems *tried = problems_create(arena); /* a misspelt column of a table is told better as one */
    const struct node *report = csv_report_read(arena, rows, tried);
    return report && (!key || node_member(report, key)) && is_more(arena, report, likely, rows->row);
}
