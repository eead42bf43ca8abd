#include "inputs/ods_sheets.h"

#include "inputs/number_format.h"
#include "inputs/sheet_builder.h"
#include "inputs/wished_sheet.h"
#include "inputs/xml_walk.h"

#include <stdlib.h>
#include <string.h>

enum { HIDDEN_STYLES_MAX = 64, REPEATS_KEPT = 256, TEXT_BYTES_MAX = 4096 };

struct book {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    struct workbook *workbook;
    struct sheet_builder builder;
    const char *table_style;                     /* the style under way */
    const char *hidden_style[HIDDEN_STYLES_MAX]; /* of tables that are not shown */
    size_t hidden_styles;
    bool in_table, hidden, in_text, in_note, too_much;
    size_t row, column, row_repeats, cell_repeats;
    const char *value; /* of the cell under way; NULL: its text */
    char text[TEXT_BYTES_MAX];
    size_t length;
};

static size_t repeats_of(const char *const *attributes, const char *name)
{
    const char *text = xml_attribute(attributes, name);
    unsigned long count = text ? strtoul(text, NULL, 10) : 1;
    return count > 0 && count <= SHEET_ROWS_MAX ? (size_t)count : 1;
}

static void open_table(struct book *book, const char *const *attributes)
{
    const char *name = xml_attribute(attributes, "name"), *style = xml_attribute(attributes, "style-name");
    name = name ? arena_copy(book->arena, name, strlen(name)) : "";
    book->builder = (struct sheet_builder){.arena = book->arena, .name = name};
    book->row = 0;
    book->in_table = true;
    book->hidden = false;
    for (size_t i = 0; style && i < book->hidden_styles; i++)
        book->hidden = book->hidden || strcmp(style, book->hidden_style[i]) == 0;
}

/* A value as the grammar of cells has it. */
static const char *value_text(struct book *book, const char *const *attributes)
{
    const char *type = xml_attribute(attributes, "value-type"), *value = xml_attribute(attributes, "value");
    const char *date = xml_attribute(attributes, "date-value"), *yes = xml_attribute(attributes, "boolean-value");
    if (date)
        return arena_copy(book->arena, date, strcspn(date, "T"));
    if (yes)
        return strcmp(yes, "true") == 0 ? "TRUE" : "FALSE";
    if (!type || !value)
        return NULL;
    const char *currency = xml_attribute(attributes, "currency");
    struct number_format format = {.percent = strcmp(type, "percentage") == 0};
    if (strcmp(type, "currency") == 0 && currency)
        format.currency = strcmp(currency, "USD") == 0 ? "$" : arena_copy(book->arena, currency, strlen(currency));
    return number_format_text(book->arena, &format, strtod(value, NULL), false);
}

static void open_element(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    const char *display = xml_attribute(attributes, "display");
    if (strcmp(name, "style") == 0) {
        const char *called = xml_attribute(attributes, "name");
        book->table_style = called ? arena_copy(book->arena, called, strlen(called)) : NULL;
    } else if (strcmp(name, "table-properties") == 0 && display && strcmp(display, "false") == 0 && book->table_style &&
               book->hidden_styles < HIDDEN_STYLES_MAX) {
        book->hidden_style[book->hidden_styles++] = book->table_style;
    } else if (strcmp(name, "table") == 0) {
        open_table(book, attributes);
    } else if (strcmp(name, "table-row") == 0) {
        book->row_repeats = repeats_of(attributes, "number-rows-repeated");
        book->column = 0;
    } else if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0) {
        book->cell_repeats = repeats_of(attributes, "number-columns-repeated");
        book->value = value_text(book, attributes);
        book->length = 0;
    } else if (strcmp(name, "annotation") == 0) {
        book->in_note = true;
    } else if (strcmp(name, "p") == 0) {
        if (book->length > 0 && book->length + 1 < sizeof book->text)
            book->text[book->length++] = ' ';
        book->in_text = !book->in_note;
    }
}

static void take_text(void *context, const char *bytes, size_t length)
{
    struct book *book = context;
    size_t room = sizeof book->text - 1 - book->length;
    if (!book->in_text || book->in_note)
        return;
    length = length < room ? length : room;
    memcpy(book->text + book->length, bytes, length);
    book->length += length;
}

static void close_cell(struct book *book)
{
    const char *text = book->value;
    if (!text && book->length > 0)
        text = arena_copy(book->arena, book->text, book->length);
    for (size_t i = 0; text && i < book->cell_repeats && i < REPEATS_KEPT; i++)
        sheet_builder_add(&book->builder, book->row, book->column + i, text);
    book->column += book->cell_repeats;
}

static void close_table(struct book *book)
{
    struct workbook *workbook = book->workbook;
    book->in_table = false;
    book->too_much = book->too_much || book->builder.full;
    if (book->hidden && !wished_sheet_is(book->problems, book->builder.name)) {
        workbook->hidden = arena_grow(book->arena, workbook->hidden, workbook->hidden_count, sizeof *workbook->hidden);
        workbook->hidden[workbook->hidden_count++] = book->builder.name;
        return;
    }
    workbook->grid = arena_grow(book->arena, workbook->grid, workbook->count, sizeof *workbook->grid);
    workbook->grid[workbook->count++] = sheet_builder_grid(&book->builder, book->source->name);
}

static void close_element(void *context, const char *name)
{
    struct book *book = context;
    if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0)
        close_cell(book);
    else if (strcmp(name, "table-row") == 0)
        book->row += book->row_repeats;
    else if (strcmp(name, "table") == 0 && book->in_table)
        close_table(book);
    else if (strcmp(name, "annotation") == 0)
        book->in_note = false;
    else if (strcmp(name, "p") == 0)
        book->in_text = false;
}

bool ods_sheets_read(struct zip_archive *archive, struct arena *arena, const struct source *source,
                     struct problems *problems, struct workbook *workbook)
{
    struct book *book = arena_alloc(arena, 1, sizeof *book);
    *book = (struct book){.arena = arena, .source = source, .problems = problems, .workbook = workbook};
    *workbook = (struct workbook){.count = 0};
    const struct xml_walker walker = {open_element, close_element, take_text};
    if (!xml_walk(archive, source, problems, "content.xml", &walker, book))
        return false;
    if (book->too_much)
        problem_add(problems, STATUS_LIMIT, (struct place){source, 0}, "", NULL,
                    "the workbook has more than 5,000,000 cells on a sheet, past the limit");
    return !book->too_much;
}
