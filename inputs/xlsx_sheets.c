#include "inputs/xlsx_sheets.h"

#include "inputs/byte_pile.h"
#include "inputs/number_format.h"
#include "inputs/sheet_builder.h"
#include "inputs/text_ends.h"
#include "inputs/wished_sheet.h"
#include "inputs/xml_walk.h"

#include <stdlib.h>
#include <string.h>

enum { FORMATS_MAX = 4096, SHEETS_MAX = 255 };

struct sheet_entry {
    const char *name, *relation, *part;
    bool hidden;
};

struct book {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    struct zip_archive *archive;
    struct workbook *workbook;
    struct byte_pile text; /* of the element under way */
    bool keep;             /* its text counts */
    /* workbook.xml and its relations */
    struct sheet_entry sheet[SHEETS_MAX];
    size_t sheet_count;
    bool from_1904;
    const char *folder, *strings_part, *styles_part;
    /* strings */
    size_t string_count, string_bytes;
    const char **string;
    bool in_item, in_phonetic, too_much;
    /* styles */
    int format_id[FORMATS_MAX];
    struct number_format own_format[FORMATS_MAX], cell_format[FORMATS_MAX];
    size_t own_count, cell_count;
    bool in_cell_formats;
    /* a sheet */
    struct sheet_builder *builder;
    size_t row, column;
    char type[12];
    size_t style;
    bool in_value, has_value, has_formula;
};

static void take_text(void *context, const char *bytes, size_t length)
{
    struct book *book = context;
    if (!book->keep || book->text.length > SHEET_STRING_BYTES_MAX)
        return;
    byte_pile_add(&book->text, book->arena, bytes, length);
}

static const char *text_of(const struct book *book)
{
    return book->text.length > 0 ? book->text.bytes : "";
}

static void too_much(struct book *book, const char *what)
{
    if (!book->too_much)
        problem_add(book->problems, STATUS_LIMIT, (struct place){book->source, 0}, "",
                    "Take out the sheets that the offer does not need.", "the workbook has %s, past the limit", what);
    book->too_much = true;
}

static void ignore_close(void *context, const char *name)
{
    (void)context;
    (void)name;
}

static bool walk(struct book *book, const char *part, void (*open)(void *, const char *, const char *const *),
                 void (*close)(void *, const char *))
{
    const struct xml_walker walker = {open, close ? close : ignore_close, take_text};
    return xml_walk(book->archive, book->source, book->problems, part, &walker, book);
}

/* A part named from another, "../sharedStrings.xml" or "/xl/styles.xml", inside the archive. */
static const char *part_path(struct book *book, const char *folder, const char *target)
{
    if (target[0] == '/')
        return arena_copy(book->arena, target + 1, strlen(target + 1));
    while (strncmp(target, "../", 3) == 0) {
        char *up = arena_copy(book->arena, folder, strlen(folder));
        size_t length = strlen(up);
        if (length > 0)
            up[length - 1] = '\0';
        char *slash = strrchr(up, '/');
        if (slash)
            slash[1] = '\0';
        else
            up[0] = '\0';
        folder = up;
        target += 3;
    }
    return arena_text(book->arena, "%s%s", folder, target);
}

/* --- the workbook and its relations
 * ------------------------------------------------------------------------------------ */

static void open_workbook(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    if (strcmp(name, "workbookPr") == 0) {
        const char *value = xml_attribute(attributes, "date1904");
        book->from_1904 = value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
    }
    if (strcmp(name, "sheet") != 0 || book->sheet_count == SHEETS_MAX)
        return;
    struct sheet_entry *sheet = &book->sheet[book->sheet_count++];
    const char *called = xml_attribute(attributes, "name"), *state = xml_attribute(attributes, "state");
    const char *relation = NULL;
    for (const char *const *at = attributes; *at; at += 2) /* "r:id", not "sheetId" */
        if (text_ends_with(at[0], ":id") || strcmp(at[0], "id") == 0)
            relation = at[1];
    sheet->name = called ? arena_copy(book->arena, called, strlen(called)) : "";
    sheet->relation = relation ? arena_copy(book->arena, relation, strlen(relation)) : "";
    sheet->hidden = state && strcmp(state, "visible") != 0;
}

static void open_relation(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    const char *id = xml_attribute(attributes, "Id"), *target = xml_attribute(attributes, "Target");
    const char *type = xml_attribute(attributes, "Type"), *mode = xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !target || !type || (mode && strcmp(mode, "External") == 0))
        return;
    const char *part = part_path(book, book->folder, target);
    if (text_ends_with(type, "/sharedStrings"))
        book->strings_part = part;
    else if (text_ends_with(type, "/styles"))
        book->styles_part = part;
    for (size_t i = 0; i < book->sheet_count; i++)
        if (strcmp(book->sheet[i].relation, id) == 0 && text_ends_with(type, "/worksheet"))
            book->sheet[i].part = part;
}

static void open_root(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    const char *target = xml_attribute(attributes, "Target"), *type = xml_attribute(attributes, "Type");
    if (strcmp(name, "Relationship") == 0 && target && type && text_ends_with(type, "/officeDocument"))
        book->strings_part = part_path(book, "", target); /* borrowed until the workbook is known */
}

/* --- strings
 * ----------------------------------------------------------------------------------------------------------- */

static void open_string(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    (void)attributes;
    if (strcmp(name, "si") == 0)
        book->text.length = 0;
    book->in_phonetic = book->in_phonetic || strcmp(name, "rPh") == 0;
    book->keep = strcmp(name, "t") == 0 && !book->in_phonetic;
}

static void close_string(void *context, const char *name)
{
    struct book *book = context;
    book->keep = false;
    if (strcmp(name, "rPh") == 0)
        book->in_phonetic = false;
    if (strcmp(name, "si") != 0)
        return;
    book->string_bytes += book->text.length + 1;
    if (book->string_bytes > SHEET_STRING_BYTES_MAX) {
        too_much(book, "more than 64 MiB of text");
        return;
    }
    book->string = arena_grow(book->arena, book->string, book->string_count, sizeof *book->string);
    book->string[book->string_count++] = arena_copy(book->arena, text_of(book), book->text.length);
}

/* --- styles
 * ------------------------------------------------------------------------------------------------------------ */

static void open_style(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    const char *id = xml_attribute(attributes, "numFmtId");
    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_formats = true;
    if (strcmp(name, "numFmt") == 0 && id && book->own_count < FORMATS_MAX) {
        const char *code = xml_attribute(attributes, "formatCode");
        book->format_id[book->own_count] = atoi(id);
        book->own_format[book->own_count++] = number_format_of(book->arena, code ? code : "");
    }
    if (strcmp(name, "xf") != 0 || !book->in_cell_formats || book->cell_count == FORMATS_MAX)
        return;
    int number = id ? atoi(id) : 0;
    struct number_format format = number_format_built_in(number);
    for (size_t i = 0; i < book->own_count; i++)
        if (book->format_id[i] == number)
            format = book->own_format[i];
    book->cell_format[book->cell_count++] = format;
}

static void close_style(void *context, const char *name)
{
    struct book *book = context;
    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_formats = false;
}

/* --- a sheet
 * ----------------------------------------------------------------------------------------------------------- */

/* "C6" -> 2, 5; false: not a reference. */
static bool reference(const char *text, size_t *row, size_t *column)
{
    size_t letters = 0, number = 0;
    for (; *text >= 'A' && *text <= 'Z'; text++)
        letters = 26 * letters + (size_t)(*text - 'A' + 1);
    for (; *text >= '0' && *text <= '9' && number <= SHEET_ROWS_MAX; text++)
        number = 10 * number + (size_t)(*text - '0');
    if (letters == 0 || letters > 16384 || number == 0 || number > SHEET_ROWS_MAX)
        return false;
    *row = number - 1;
    *column = letters - 1;
    return true;
}

static void open_row(struct book *book, const char *const *attributes)
{
    const char *number = xml_attribute(attributes, "r");
    long row = number ? strtol(number, NULL, 10) : 0;
    book->row = row > 0 && row <= SHEET_ROWS_MAX ? (size_t)row - 1 : book->row + 1;
    book->column = (size_t)-1;
}

static void open_cell(struct book *book, const char *const *attributes)
{
    const char *at = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
    const char *style = xml_attribute(attributes, "s");
    size_t row, column;
    book->column++;
    if (at && reference(at, &row, &column) && row == book->row)
        book->column = column;
    strncpy(book->type, type ? type : "n", sizeof book->type - 1);
    book->style = style ? (size_t)strtoul(style, NULL, 10) : 0;
    book->text.length = 0;
    book->has_value = book->has_formula = false;
}

static void open_sheet_element(void *context, const char *name, const char *const *attributes)
{
    struct book *book = context;
    if (strcmp(name, "row") == 0)
        open_row(book, attributes);
    else if (strcmp(name, "c") == 0)
        open_cell(book, attributes);
    else if (strcmp(name, "f") == 0)
        book->has_formula = true;
    else if (strcmp(name, "rPh") == 0)
        book->in_phonetic = true;
    book->keep = !book->in_phonetic && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
    book->has_value = book->has_value || book->keep;
}

static const char *cell_text(struct book *book)
{
    const char *text = text_of(book);
    if (strcmp(book->type, "s") == 0) {
        size_t index = (size_t)strtoul(text, NULL, 10);
        return index < book->string_count ? book->string[index] : "";
    }
    if (strcmp(book->type, "b") == 0)
        return strcmp(text, "1") == 0 ? "TRUE" : "FALSE";
    char *end = NULL;
    double number = strcmp(book->type, "n") == 0 && *text ? strtod(text, &end) : 0;
    if (!end || *end != '\0')
        return arena_copy(book->arena, text, strlen(text));
    static const struct number_format general = {.date = DATE_NONE};
    const struct number_format *format = book->style < book->cell_count ? &book->cell_format[book->style] : &general;
    return number_format_text(book->arena, format, number, book->from_1904);
}

static void close_sheet_element(void *context, const char *name)
{
    struct book *book = context;
    book->keep = false;
    if (strcmp(name, "rPh") == 0)
        book->in_phonetic = false;
    if (strcmp(name, "c") != 0)
        return;
    bool unsaved = book->has_formula && !book->has_value;
    if (unsaved && !book->workbook->error_at)
        book->workbook->error_at = arena_text(book->arena, "%s!%s", book->builder->name,
                                              place_cell_name(book->arena, book->row, book->column));
    if (unsaved)
        sheet_builder_add(book->builder, book->row, book->column, "(a formula without a stored value)");
    else if (book->has_value)
        sheet_builder_add(book->builder, book->row, book->column, cell_text(book));
    if (book->builder->full)
        too_much(book, "more than 5,000,000 cells on a sheet");
}

static bool read_sheet(struct book *book, const struct sheet_entry *sheet)
{
    struct sheet_builder builder = {.arena = book->arena, .name = sheet->name};
    if (!sheet->part)
        return true; /* a chart */
    book->builder = &builder;
    book->row = (size_t)-1;
    book->in_phonetic = false;
    if (!walk(book, sheet->part, open_sheet_element, close_sheet_element) || book->too_much)
        return book->problems->status == STATUS_OK;
    struct workbook *workbook = book->workbook;
    workbook->grid = arena_grow(book->arena, workbook->grid, workbook->count, sizeof *workbook->grid);
    workbook->grid[workbook->count++] = sheet_builder_grid(&builder, book->source->name);
    return true;
}

static bool find_workbook(struct book *book, const char **part)
{
    if (!walk(book, "_rels/.rels", open_root, NULL) && book->problems->status != STATUS_OK)
        return false;
    *part = book->strings_part ? book->strings_part : "xl/workbook.xml";
    book->strings_part = NULL;
    if (zip_archive_has(book->archive, *part))
        return true;
    problem_add(book->problems, STATUS_INVALID, (struct place){book->source, 0}, "", "Save it as .xlsx.",
                "the zip file holds no workbook: the part \"%.80s\" is missing", *part);
    return false;
}

bool xlsx_sheets_read(struct zip_archive *archive, struct arena *arena, const struct source *source,
                      struct problems *problems, struct workbook *workbook)
{
    struct book *book = arena_alloc(arena, 1, sizeof *book);
    *book =
        (struct book){.arena = arena, .source = source, .problems = problems, .archive = archive, .workbook = workbook};
    const char *part;
    *workbook = (struct workbook){.count = 0};
    if (!find_workbook(book, &part) || !walk(book, part, open_workbook, NULL))
        return false;
    const char *slash = strrchr(part, '/'), *file = slash ? slash + 1 : part;
    book->folder = arena_copy(arena, part, (size_t)(file - part));
    const char *relations = arena_text(arena, "%s_rels/%s.rels", book->folder, file);
    if (zip_archive_has(archive, relations) && !walk(book, relations, open_relation, NULL))
        return false;
    if (book->styles_part && zip_archive_has(archive, book->styles_part) &&
        !walk(book, book->styles_part, open_style, close_style))
        return false;
    if (book->strings_part && zip_archive_has(archive, book->strings_part) &&
        (!walk(book, book->strings_part, open_string, close_string) || book->too_much))
        return false;
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (book->sheet[i].hidden && !wished_sheet_is(problems, book->sheet[i].name)) {
            workbook->hidden = arena_grow(arena, workbook->hidden, workbook->hidden_count, sizeof *workbook->hidden);
            workbook->hidden[workbook->hidden_count++] = book->sheet[i].name;
        } else if (!read_sheet(book, &book->sheet[i])) {
            return false;
        }
    }
    return true;
}
