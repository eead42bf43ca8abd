#include "inputs/problems.h"
#include "inputs/utf8_strict.h"

/* Line and column of every MARK_BYTES-th byte: a place is then found by walking less than MARK_BYTES bytes, however
 * long the file or the line is. */
enum { MARK_BYTES = 4096 };

struct source_mark {
    size_t offset; /* of a character's first byte, at or just past the multiple of MARK_BYTES */
    uint32_t line, column;
};

/* Moves one character on. */
static void step(const char *bytes, size_t length, struct source_mark *at)
{
    char byte = bytes[at->offset];
    size_t bytes_here = utf8_length(bytes + at->offset, length - at->offset);
    at->offset += bytes_here ? bytes_here : 1;
    bool ends_line = byte == '\n' || (byte == '\r' && !(at->offset < length && bytes[at->offset] == '\n'));
    at->line += ends_line;
    at->column = ends_line ? 1 : at->column + 1;
}

const struct source_mark *source_marks(struct arena *arena, const char *bytes, size_t length)
{
    size_t count = length / MARK_BYTES + 1;
    struct source_mark *mark = arena_alloc(arena, count, sizeof *mark);
    struct source_mark at = {0, 1, 1};
    for (size_t i = 0; i < count; i++) {
        while (at.offset < i * MARK_BYTES)
            step(bytes, length, &at);
        mark[i] = at;
    }
    return mark;
}

void place_line_column(const struct place *place, size_t *line, size_t *column)
{
    const struct source *source = place->source;
    *line = *column = 1;
    if (!source)
        return;
    size_t offset = place->offset < source->length ? place->offset : source->length;
    struct source_mark at = {0, 1, 1};
    if (source->mark && !source->one_line) {
        size_t nearest = offset / MARK_BYTES;
        if (nearest && source->mark[nearest].offset > offset)
            nearest--;
        at = source->mark[nearest];
    }
    size_t characters = 1;
    while (at.offset < offset) {
        step(source->bytes, source->length, &at);
        characters++;
    }
    *line = source->one_line ? source->first_line : at.line + source->first_line - 1;
    *column = source->one_line ? characters : at.column;
}

void place_cell(const struct place *place, size_t *row, size_t *column)
{
    const struct source *source = place->source;
    size_t low = 0, high = source->cell_count; /* the cells before `low` begin at or before the place */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->cell[middle].offset <= place->offset)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low > 0 ? source->cell[low - 1].row : 0;
    *column = low > 0 ? source->cell[low - 1].column : 0;
}

const char *place_cell_name(struct arena *arena, size_t row, size_t column)
{
    char letters[8] = "";
    size_t at = sizeof letters - 1;
    for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return arena_text(arena, "%s%zu", letters + at, row + 1);
}
