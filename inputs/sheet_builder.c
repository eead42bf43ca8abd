#include "inputs/sheet_builder.h"

#include <string.h>

void sheet_builder_add(struct sheet_builder *builder, size_t row, size_t column, const char *text)
{
    text += strspn(text, " \t\r\n");
    if (text[0] == '\0' || column >= GRID_COLUMNS_MAX || builder->full)
        return;
    builder->full = builder->count == SHEET_CELLS_MAX;
    if (builder->full)
        return;
    const struct sheet_cell *last = builder->count ? &builder->cell[builder->count - 1] : NULL;
    if (last && (row < last->row || (row == last->row && column <= last->column)))
        return; /* out of order: no writer does so */
    size_t length = strlen(text);
    while (strchr(" \t\r\n", text[length - 1]))
        length--;
    if (text[length] != '\0')
        text = arena_copy(builder->arena, text, length);
    builder->cell = arena_grow(builder->arena, builder->cell, builder->count, sizeof *builder->cell);
    builder->cell[builder->count++] = (struct sheet_cell){(uint32_t)row, (uint32_t)column, text};
}

/* The sheet as a text, a row a line, to show in messages; and where in it each cell stands. */
static struct source *source_of(const struct sheet_builder *builder, const char *path)
{
    size_t length = 1;
    for (size_t i = 0; i < builder->count; i++)
        length += strlen(builder->cell[i].text) + 3;
    char *bytes = arena_alloc(builder->arena, length + 1, 1);
    struct sheet_mark *mark = arena_alloc(builder->arena, builder->count + 1, sizeof *mark);
    size_t at = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const struct sheet_cell *cell = &builder->cell[i];
        bool first = i == 0 || cell[-1].row != cell->row;
        const char *between = i == 0 ? "" : first ? "\n" : " | ";
        while (*between)
            bytes[at++] = *between++;
        mark[i] = (struct sheet_mark){at, cell->row, cell->column};
        for (const char *c = cell->text; *c; c++)
            bytes[at++] = *c == '\n' || *c == '\r' ? ' ' : *c;
    }
    struct source *source = arena_alloc(builder->arena, 1, sizeof *source);
    *source = (struct source){.name = path,
                              .bytes = bytes,
                              .length = at,
                              .first_line = 1,
                              .mark = source_marks(builder->arena, bytes, at),
                              .sheet = builder->name,
                              .cell_count = builder->count,
                              .cell = mark};
    return source;
}

struct grid sheet_builder_grid(const struct sheet_builder *builder, const char *path)
{
    struct arena *arena = builder->arena;
    const struct source *source = source_of(builder, path);
    size_t rows = 0;
    for (size_t i = 0; i < builder->count; i++)
        rows += i == 0 || builder->cell[i].row != builder->cell[i - 1].row;
    struct grid grid = {
        .name = builder->name, .row = arena_alloc(arena, rows + 1, sizeof *grid.row), .at = {source, 0}};
    for (size_t i = 0, end; i < builder->count; i = end) {
        for (end = i; end < builder->count && builder->cell[end].row == builder->cell[i].row;)
            end++;
        struct grid_row *row = &grid.row[grid.count++];
        row->number = builder->cell[i].row + 1;
        row->count = builder->cell[end - 1].column + 1;
        row->cell = arena_alloc(arena, row->count, sizeof *row->cell);
        struct place at = {source, source->cell[i].offset};
        for (size_t column = 0, next = i; column < row->count; column++) {
            bool here = builder->cell[next].column == column;
            if (here)
                at.offset = source->cell[next].offset;
            row->cell[column] = (struct grid_cell){.text = here ? builder->cell[next].text : "", .at = at};
            next += here;
        }
    }
    return grid;
}
