#include "inputs/markdown_copy.h"

#include <stdbool.h>
#include <string.h>

enum { PADDING = 32, DASHES = 3 };

/* From `from` in the copy on, so many bytes more than in the source went before. */
struct markdown_shift {
    size_t from, inserted;
};

static size_t line_length(const char *line, size_t left)
{
    const char *end = memchr(line, '\n', left);
    return end ? (size_t)(end - line) + 1 : left;
}

static bool has_pipe(const char *line, size_t length)
{
    return memchr(line, '|', length) != NULL;
}

/* A delimiter row with a run of fewer than three dashes: pipes, dashes, colons and blanks, perhaps in a quotation. */
static bool is_short_delimiter(const char *line, size_t length)
{
    size_t run = 0, dashes = 0;
    bool is_short = false;
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\0' || !strchr("|-: \t>\r\n", line[i]))
            return false;
        run = line[i] == '-' ? run + 1 : 0;
        dashes += run > 0 ? 1 : 0;
        bool ends = run > 0 && (i + 1 == length || line[i + 1] != '-');
        is_short = is_short || (ends && run < DASHES);
    }
    return is_short && dashes > 0 && has_pipe(line, length);
}

/* What is inserted behind byte i of a line, `*times` times; 0: nothing. */
static char insertion(const char *line, size_t length, size_t i, bool delimiter, size_t *times)
{
    *times = 1;
    if (line[i] == '|' && i + 1 < length && line[i + 1] == '|' && line[0] != '#')
        return ' ';
    if (!delimiter || line[i] != '-' || (i + 1 < length && line[i + 1] == '-'))
        return 0;
    size_t run = 1;
    while (run < DASHES && run <= i && line[i - run] == '-')
        run++;
    *times = DASHES - run;
    return run < DASHES ? '-' : 0;
}

/* Copies a line with its insertions to text + copy->length; with text == NULL it only counts. */
static void copy_line(struct arena *arena, struct markdown_copy *copy, char *text, const char *line, size_t length,
                      bool delimiter)
{
    for (size_t i = 0; i < length; i++) {
        size_t times = 0;
        char inserted = insertion(line, length, i, delimiter, &times);
        if (text)
            text[copy->length] = line[i];
        copy->length++;
        if (inserted == 0)
            continue;
        if (text)
            memset(text + copy->length, inserted, times);
        copy->length += times;
        copy->inserted += times;
        if (!text)
            continue;
        copy->shift = arena_grow(arena, copy->shift, copy->shift_count, sizeof *copy->shift);
        copy->shift[copy->shift_count++] = (struct markdown_shift){copy->length, copy->inserted};
    }
}

/* Whether the line begins another block, which ends a table without an empty line between (GitHub's rule; md4c takes
 * such a line for a row when it holds a pipe). */
static bool begins_block(const char *line, size_t length, bool in_quotation)
{
    size_t at = 0;
    while (at < length && at < 3 && line[at] == ' ')
        at++;
    size_t marks = 0;
    while (at + marks < length && line[at + marks] == '#')
        marks++;
    bool blank_behind = at + marks < length && line[at + marks] == ' ';
    if (marks > 0)
        return marks <= 6 && blank_behind;
    if (at + 1 >= length)
        return false;
    return (line[at] == '>' && !in_quotation) || (strchr("-*+", line[at]) && line[at + 1] == ' ');
}

static void insert_before(struct arena *arena, struct markdown_copy *copy, char *text, char inserted)
{
    if (text)
        text[copy->length] = inserted;
    copy->length++;
    copy->inserted++;
    if (!text)
        return;
    copy->shift = arena_grow(arena, copy->shift, copy->shift_count, sizeof *copy->shift);
    copy->shift[copy->shift_count++] = (struct markdown_shift){copy->length, copy->inserted};
}

static void copy_lines(struct arena *arena, struct markdown_copy *copy, char *text, const struct source *source)
{
    bool after_pipes = false, in_quotation = false;
    copy->length = copy->inserted = 0;
    for (size_t at = 0, length; at < source->length; at += length) {
        const char *line = source->bytes + at;
        length = line_length(line, source->length - at);
        if (after_pipes && has_pipe(line, length) && begins_block(line, length, in_quotation))
            insert_before(arena, copy, text, '\n');
        copy_line(arena, copy, text, line, length, after_pipes && is_short_delimiter(line, length));
        after_pipes = has_pipe(line, length);
        in_quotation = line[0] == '>';
    }
}

struct markdown_copy markdown_copy_create(struct arena *arena, const struct source *source)
{
    struct markdown_copy copy = {0};
    copy_lines(arena, &copy, NULL, source); /* how long it will be */
    char *text = (char *)arena_alloc(arena, copy.length + 2 * (size_t)PADDING, 1) + PADDING;
    copy_lines(arena, &copy, text, source);
    copy.text = text;
    return copy;
}

size_t markdown_copy_origin(const struct markdown_copy *copy, size_t offset)
{
    size_t low = 0, high = copy->shift_count; /* the shifts before `low` begin at or before the offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (copy->shift[middle].from <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? offset - copy->shift[low - 1].inserted : offset;
}
