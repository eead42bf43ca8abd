#include "inputs/offer_sheets.h"

#include "inputs/csv_document.h"
#include "inputs/input_words.h"
#include "inputs/offer_tables.h"

#include <string.h>
#include <strings.h>

static bool is_settings(const struct grid *grid)
{
    return strcasecmp(grid->name, "Offer") == 0 && grid->count && strcasecmp(grid_text(grid, 0, 0), "Key") == 0 &&
           strcasecmp(grid_text(grid, 0, 1), "Value") == 0;
}

static void read_settings(struct arena *arena, const struct grid *grid, struct node *document,
                          struct problems *problems)
{
    for (size_t row = 1; row < grid->count; row++) {
        const char *path = grid_text(grid, row, 0), *text = grid_text(grid, row, 1);
        struct place at = grid_place(grid, row, 1);
        if (!*path || !*text)
            continue;
        struct node *value = csv_cell_node(arena, text, at, problems);
        value->key_at = grid_place(grid, row, 0);
        if (!input_word_put(arena, document, path, value))
            problem_add(problems, STATUS_INVALID, at, "", "Keep one of them.", "a second value for `%.60s`", path);
    }
}

/* All rows as wide as the first: what is not filled is empty. */
static struct csv_rows rows_of(struct arena *arena, const struct grid *grid)
{
    struct csv_row *row = arena_alloc(arena, grid->count, sizeof *row);
    size_t columns = grid->row[0].count;
    for (size_t r = 0; r < grid->count; r++) {
        size_t count = grid->row[r].count > columns ? grid->row[r].count : columns;
        struct csv_cell *cell = arena_alloc(arena, count, sizeof *cell);
        for (size_t c = 0; c < count; c++)
            cell[c] = (struct csv_cell){grid_text(grid, r, c), (uint32_t)grid_place(grid, r, c).offset, false};
        row[r] = (struct csv_row){count, cell, cell[count - 1].offset, false};
    }
    return (struct csv_rows){grid->at.source, grid->count, row};
}

static const struct offer_table *table_of(const struct grid *grid)
{
    const struct offer_table *table = NULL;
    while ((table = offer_table_after(table)) && strcasecmp(table->key, grid->name) != 0)
        continue;
    return table;
}

struct node *offer_sheets_document(struct arena *arena, const struct source *source, const struct workbook *workbook,
                                   struct problems *problems)
{
    const struct grid *settings = NULL;
    for (size_t i = 0; i < workbook->count && !settings; i++)
        settings = is_settings(&workbook->grid[i]) ? &workbook->grid[i] : NULL;
    if (!settings)
        return NULL;
    struct node *document = node_create(arena, NODE_OBJECT, (struct place){source, 0});
    read_settings(arena, settings, document, problems);
    for (size_t i = 0; i < workbook->count; i++) {
        const struct grid *grid = &workbook->grid[i];
        const struct offer_table *table = table_of(grid);
        if (!table && grid != settings && grid->count)
            problem_assume(problems, grid->at, "", "the sheet \"%.60s\" is not a table of an offer and is not read",
                           grid->name);
        if (!table || grid->count < 2)
            continue; /* headings alone: nothing is filled in */
        struct csv_rows rows = rows_of(arena, grid);
        struct node *value = csv_table(arena, &rows, table, problems);
        value->key_at = grid->at;
        if (!input_word_put(arena, document, table->key, value))
            problem_add(problems, STATUS_INVALID, grid->at, "", "Keep one of them.", "a second value for `%s`",
                        table->key);
    }
    return document;
}
