#include "inputs/problems_print.h"

#include "inputs/problems.h"
#include "inputs/utf8_strict.h"

#include <string.h>

/* The window of a long source line, in columns; so much of it stands before the caret. */
enum { WINDOW_COLUMNS = 100, BEFORE_CARET = 60, MESSAGE_COLUMNS = 600 };

struct glyph { /* one character of the input, fit to be shown */
    char text[12];
    size_t columns;
    size_t bytes; /* it took in the input */
};

static struct glyph glyph_of(const char *text, size_t left)
{
    struct glyph glyph = {.bytes = utf8_length(text, left), .columns = 1};
    unsigned char byte = (unsigned char)text[0];
    if (byte == '\t') {
        glyph.text[0] = ' ';
        return glyph;
    }
    if (!glyph.bytes || byte < 0x20 || byte == 0x7F) {
        glyph.bytes = 1;
        const char *form = byte == '\n' ? "\\n" : byte == '\r' ? "\\r" : NULL;
        int length = form ? snprintf(glyph.text, sizeof glyph.text, "%s", form)
                          : snprintf(glyph.text, sizeof glyph.text, "\\x%02x", byte);
        glyph.columns = (size_t)length;
        return glyph;
    }
    uint32_t code = utf8_code(text, glyph.bytes);
    if (utf8_deceives(code))
        glyph.columns = (size_t)snprintf(glyph.text, sizeof glyph.text, "\\u%04x", (unsigned)code & 0xFFFFU);
    else
        memcpy(glyph.text, text, glyph.bytes);
    return glyph;
}

/* Puts at most `columns` columns of the text; says with three points that there was more. */
static void put_text(FILE *stream, const char *text, size_t length, size_t columns)
{
    for (size_t at = 0, used = 0; at < length;) {
        struct glyph glyph = glyph_of(text + at, length - at);
        used += glyph.columns;
        if (used > columns) {
            fputs("...", stream);
            return;
        }
        fputs(glyph.text, stream);
        at += glyph.bytes;
    }
}

static bool ends_line(const struct source *source, size_t at)
{
    return !source->one_line && (source->bytes[at] == '\n' || source->bytes[at] == '\r');
}

/* Up to `characters` characters back from `offset`, not past the start of its line. */
static size_t back(const struct source *source, size_t offset, size_t characters)
{
    while (characters-- > 0 && offset > 0 && !ends_line(source, offset - 1)) {
        size_t before = offset - 1;
        while (before > 0 && offset - before < 4 && ((unsigned char)source->bytes[before] & 0xC0) == 0x80)
            before--;
        offset = utf8_length(source->bytes + before, offset - before) == offset - before ? before : offset - 1;
    }
    return offset;
}

static void put_source_line(FILE *stream, const struct place *place)
{
    const struct source *source = place->source;
    size_t offset = place->offset < source->length ? place->offset : source->length;
    size_t start = back(source, offset, WINDOW_COLUMNS - BEFORE_CARET / 2);
    if (start > 0 && (source->one_line || !ends_line(source, start - 1)))
        start = back(source, offset, BEFORE_CARET);
    bool cut = start > 0 && !ends_line(source, start - 1);
    size_t end = start;
    while (end < source->length && end - start < (size_t)4 * WINDOW_COLUMNS && !ends_line(source, end))
        end++;
    size_t caret = cut ? 3 : 0;
    for (size_t at = start; at < offset;) {
        struct glyph glyph = glyph_of(source->bytes + at, source->length - at);
        caret += glyph.columns;
        at += glyph.bytes;
    }
    size_t columns = caret < WINDOW_COLUMNS ? WINDOW_COLUMNS : caret + 3;
    fputs(cut ? "  | ..." : "  | ", stream);
    put_text(stream, source->bytes + start, end - start, columns);
    fprintf(stream, "\n  | %*s^\n", (int)caret, "");
}

static void put_name(FILE *stream, const struct source *source)
{
    put_text(stream, source->name, strlen(source->name), MESSAGE_COLUMNS);
}

/* ":Exits!C6: " */
static void put_cell(FILE *stream, const struct place *at)
{
    size_t row, column;
    char letters[8] = "", *first = letters + sizeof letters - 1;
    place_cell(at, &row, &column);
    for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        *--first = (char)('A' + (rest - 1) % 26);
    fputc(':', stream);
    put_text(stream, at->source->sheet, strlen(at->source->sheet), MESSAGE_COLUMNS);
    fprintf(stream, "!%s%zu: ", first, row + 1);
}

static void put_place(FILE *stream, const struct place *at)
{
    fputs("offercast: ", stream);
    if (!at->source)
        return;
    size_t line, column;
    put_name(stream, at->source);
    if (at->source->sheet) {
        put_cell(stream, at);
        return;
    }
    place_line_column(at, &line, &column);
    fprintf(stream, "%c%zu:%zu: ", at->source->one_line ? ' ' : ':', line, column);
}

void problem_print(const struct problem *problem, FILE *stream)
{
    put_place(stream, &problem->at);
    put_text(stream, problem->message, strlen(problem->message), MESSAGE_COLUMNS);
    if (problem->pointer[0]) {
        fputs(" (at ", stream);
        put_text(stream, problem->pointer, strlen(problem->pointer), MESSAGE_COLUMNS);
        fputc(')', stream);
    }
    fputc('\n', stream);
    for (size_t i = 0; i < problem->flag_count; i++)
        fprintf(stream, "    %s\n", problem->flag[i]);
    if (problem->at.source && !problem->at.source->whole)
        put_source_line(stream, &problem->at);
    if (problem->help) {
        fputs("  help: ", stream);
        put_text(stream, problem->help, strlen(problem->help), MESSAGE_COLUMNS);
        fputc('\n', stream);
    }
}

void problems_print_hidden(const struct problems *problems, FILE *stream)
{
    if (problems->count <= PROBLEMS_SHOWN)
        return;
    size_t hidden = problems->count - PROBLEMS_SHOWN;
    const struct source *last = problems->problem[PROBLEMS_SHOWN - 1].at.source;
    fputs("offercast: ", stream);
    if (last) {
        put_name(stream, last);
        fputs(": ", stream);
    }
    fprintf(stream, "%zu more error%s not shown\n", hidden, hidden == 1 ? "" : "s");
}

void problems_print(const struct problems *problems, FILE *stream)
{
    for (size_t i = 0; i < problems->count && i < PROBLEMS_SHOWN; i++)
        problem_print(&problems->problem[i], stream);
    problems_print_hidden(problems, stream);
}

void note_print_warning(const struct note *warning, FILE *stream)
{
    put_place(stream, &warning->at);
    fputs("warning: ", stream);
    put_text(stream, warning->text, strlen(warning->text), MESSAGE_COLUMNS);
    fputc('\n', stream);
}

/* Results do not tell where a file lies. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *problems_place(struct arena *arena, const struct place *at)
{
    size_t row, column;
    if (!at->source)
        return "";
    if (at->source->sheet) {
        place_cell(at, &row, &column);
        return arena_text(arena, "%s:%s!%s", base_name(at->source->name), at->source->sheet,
                          place_cell_name(arena, row, column));
    }
    place_line_column(at, &row, &column);
    return arena_text(arena, "%s%c%zu:%zu", base_name(at->source->name), at->source->one_line ? ' ' : ':', row, column);
}
