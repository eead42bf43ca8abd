#include "inputs/grid.h"

const char *grid_text(const struct grid *grid, size_t row, size_t column)
{
    return column < grid->row[row].count ? grid->row[row].cell[column].text : "";
}

struct place grid_place(const struct grid *grid, size_t row, size_t column)
{
    const struct grid_row *cells = &grid->row[row];
    if (column < cells->count)
        return cells->cell[column].at;
    return cells->count ? cells->cell[cells->count - 1].at : grid->at;
}

size_t grid_filled(const struct grid *grid, size_t row)
{
    size_t filled = 0;
    for (size_t i = 0; i < grid->row[row].count; i++)
        filled += grid->row[row].cell[i].text[0] != '\0';
    return filled;
}

size_t grid_width(const struct grid *grid, size_t first, size_t end)
{
    size_t width = 0;
    for (size_t row = first; row < end; row++)
        width = grid->row[row].count > width ? grid->row[row].count : width;
    return width;
}

struct grid grid_turned(struct arena *arena, const struct grid *grid)
{
    size_t width = grid_width(grid, 0, grid->count);
    struct grid turned = {.name = grid->name,
                          .count = width,
                          .row = arena_alloc(arena, width + 1, sizeof *turned.row),
                          .at = grid->at,
                          .table = true};
    for (size_t i = 0; i < width; i++) {
        struct grid_row *row = &turned.row[i];
        row->number = i + 1;
        row->count = grid->count;
        row->cell = arena_alloc(arena, grid->count + 1, sizeof *row->cell);
        for (size_t k = 0; k < grid->count; k++) {
            if (i < grid->row[k].count)
                row->cell[k] = grid->row[k].cell[i];
            else
                row->cell[k] = (struct grid_cell){.text = "", .at = grid_place(grid, k, i)};
        }
    }
    return turned;
}
