#include "library/template_workbook.h"

#include "inputs/json_document.h"
#include "inputs/key_records.h"
#include "inputs/offer_listing.h"
#include "inputs/offer_tables.h"
#include "inputs/source.h"
#include "outputs/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS_TO_FILL = 200,
    ROWS_SHOWN = 8,
    COLUMNS_MOST = 64,
    WORDS_BYTES_MOST = 250,
    VALUE_WIDTH = 30,
    NOTE_WIDTH = 60
};

static bool is_comment(const struct node *node)
{
    return strncmp(node->key, "//", 2) == 0;
}

/* What is said about a member, "// probability", or about the object ("//"): lines of a list are one text. NULL:
 * nothing. */
static const char *comment_on(struct arena *arena, const struct node *object, const char *key)
{
    const struct node *comment = node_member(object, *key ? arena_text(arena, "// %s", key) : "//");
    if (!comment || !comment->child)
        return comment ? comment->text : NULL;
    const char *text = "";
    for (const struct node *line = comment->child; line; line = line->next)
        text = arena_text(arena, "%s%s%s", text, *text ? " " : "", line->text ? line->text : "");
    return text;
}

/* A value in a cell: in parts it is JSON. A number is one, whatever reads it. */
static void put_value(struct xlsx_sheet *sheet, size_t column, const struct node *node)
{
    const struct xlsx_number_format plain = {.width = VALUE_WIDTH / 2};
    if (node && node->type == NODE_NUMBER) {
        xlsx_book_number(sheet, sheet->row, column, node->number, &plain, XLSX_INPUT);
        return;
    }
    const char *text = node ? node->text : "";
    if (node && node->type != NODE_TEXT) {
        struct json_writer json = json_writer_create(sheet->cells.arena, false);
        offer_listing_write(&json, node, SIZE_MAX);
        text = json_writer_finish(&json);
    }
    xlsx_book_line(sheet, sheet->row, column, text, XLSX_INPUT);
    xlsx_book_widen(sheet, column, strlen(text) < VALUE_WIDTH ? strlen(text) : VALUE_WIDTH);
}

/* "failure,acquisition", as the schema of the key has them; NULL: it takes more than words, or too many of them. */
static const char *words_of(struct arena *arena, const struct key *key)
{
    struct json_writer schema = json_writer_create(arena, false);
    key_shape(key)->schema(&schema, key);
    const char *text = json_writer_finish(&schema), *list = "";
    const struct node *node =
        json_document(arena, source_create(arena, "", text, strlen(text)), problems_create(arena));
    const struct node *forms = node ? node_member(node, "anyOf") : NULL; /* the words, and their other spellings */
    const struct node *words = node_member(forms && forms->child ? forms->child : node, "enum");
    for (const struct node *word = words ? words->child : NULL; word; word = word->next)
        list = arena_text(arena, "%s%s%s", list, *list ? "," : "", word->text);
    return *list && strlen(list) < WORDS_BYTES_MOST ? list : NULL;
}

/* --- the sheet Offer -------------------------------------------------------------------------------------------- */

static void put_setting(struct xlsx_sheet *sheet, const char *path, const struct node *value, const char *note)
{
    xlsx_book_wrap(sheet, sheet->row, note, NOTE_WIDTH);
    xlsx_book_text(sheet, sheet->row, 0, path, XLSX_PLAIN);
    put_value(sheet, 1, value);
    xlsx_book_text(sheet, sheet->row++, 2, note, XLSX_WRAPPED);
    xlsx_book_widen(sheet, 2, NOTE_WIDTH);
}

static bool is_table(const struct node *value, const char *key)
{
    if (!offer_table_named(key) || !value)
        return offer_table_named(key) != NULL;
    const struct node *first = value->child;
    return first && first->type == NODE_OBJECT;
}

static void put_settings(struct xlsx_sheet *sheet, const struct node *offer)
{
    struct arena *arena = sheet->cells.arena;
    const struct key *key;
    for (size_t i = 0; (key = key_at(&offer_record, i)); i++) {
        const struct node *value = node_member(offer, key->name);
        const char *note = comment_on(arena, offer, key->name);
        if (is_table(value, key->name))
            continue;
        xlsx_book_choice(sheet, sheet->row, sheet->row, 1, words_of(arena, key), key->description);
        put_setting(sheet, key->name, value, note ? note : key->description);
    }
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

struct columns {
    size_t count;
    const char *name[COLUMNS_MOST];
    bool notes; /* some row has comments: a last column holds them */
};

static struct columns columns_of(const struct offer_table *table, const struct node *value)
{
    struct columns columns = {.count = 0};
    const char *name;
    while (columns.count < COLUMNS_MOST && (name = offer_table_column_at(table, columns.count)))
        columns.name[columns.count++] = name;
    for (const struct node *row = value ? value->child : NULL; row; row = row->next)
        for (const struct node *cell = row->child; cell; cell = cell->next)
            columns.notes = columns.notes || is_comment(cell);
    return columns;
}

static void put_headings(struct xlsx_sheet *sheet, const struct offer_table *table, const struct columns *columns)
{
    for (size_t c = 0; c < columns->count; c++) {
        const struct key *key = offer_table_key(table, columns->name[c]);
        xlsx_book_text(sheet, 0, c, columns->name[c], XLSX_HEADER);
        xlsx_book_choice(sheet, 1, ROWS_TO_FILL, c, key ? words_of(sheet->cells.arena, key) : "offer,market",
                         key ? key->description : "Whose pay it is: this offer's, or that of the market.");
    }
    if (columns->notes)
        xlsx_book_text(sheet, 0, columns->count, "// notes", XLSX_HEADER);
    sheet->row = 1;
}

static void put_row(struct xlsx_sheet *sheet, const struct columns *columns, const struct node *row)
{
    struct arena *arena = sheet->cells.arena;
    const char *notes = "";
    for (const struct node *cell = row->child; cell; cell = cell->next)
        if (is_comment(cell)) {
            const char *about = cell->key + strspn(cell->key, "/ ");
            notes = arena_text(arena, "%s%s%s%s%s", notes, *notes ? " " : "", about, *about ? ": " : "",
                               comment_on(arena, row, about));
        }
    xlsx_book_wrap(sheet, sheet->row, notes, NOTE_WIDTH);
    for (size_t c = 0; c < columns->count; c++) {
        const struct node *cell = node_member(row, columns->name[c]);
        bool side = strcmp(columns->name[c], "side") == 0;
        put_value(sheet, c, side ? &(struct node){.type = NODE_TEXT, .text = row->key} : cell);
    }
    if (columns->notes) {
        xlsx_book_text(sheet, sheet->row, columns->count, notes, XLSX_WRAPPED);
        xlsx_book_widen(sheet, columns->count, NOTE_WIDTH);
    }
    sheet->row++;
}

/* "exits": "Exits" */
static const char *sheet_name(struct arena *arena, const char *key)
{
    char *name = arena_copy(arena, key, strlen(key));
    name[0] = (char)(name[0] - 'a' + 'A');
    return name;
}

static void put_table(struct xlsx_book *book, struct arena *arena, const struct offer_table *table,
                      const struct node *value)
{
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, sheet_name(arena, table->key), 1);
    struct columns columns = columns_of(table, value);
    put_headings(sheet, table, &columns);
    for (const struct node *row = value ? value->child : NULL; row; row = row->next)
        put_row(sheet, &columns, row);
    for (; sheet->row <= ROWS_SHOWN; sheet->row++)
        for (size_t c = 0; c < columns.count; c++)
            put_value(sheet, c, NULL);
}

enum status template_workbook(const char *text, struct text_buffer *out, const char **fault)
{
    static const char *const headings[] = {"Key", "Value", "Notes"};
    struct arena *arena = out->arena;
    struct problems *problems = problems_create(arena);
    const struct node *offer = json_document(arena, source_create(arena, "", text, strlen(text)), problems);
    if (!offer)
        abort();
    const char *about = comment_on(arena, offer, "");
    struct xlsx_book *book = xlsx_book_create(out, "An offer", about ? about : "");
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, "Offer", 1);
    for (size_t c = 0; c < sizeof headings / sizeof *headings; c++)
        xlsx_book_text(sheet, 0, c, headings[c], XLSX_HEADER);
    sheet->row = 1;
    put_settings(sheet, offer);
    const struct key *key;
    for (size_t i = 0; (key = key_at(&offer_record, i)); i++)
        if (is_table(node_member(offer, key->name), key->name))
            put_table(book, arena, offer_table_named(key->name), node_member(offer, key->name));
    return xlsx_book_finish(book, fault);
}
