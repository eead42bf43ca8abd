#include "inputs/csv_document.h"

#include "inputs/csv_read.h"
#include "inputs/csv_report.h"
#include "inputs/json_document.h"
#include "inputs/offer_tables.h"
#include "inputs/source.h"

#include <string.h>
#include <strings.h>

struct table_reader {
    struct arena *arena;
    struct problems *problems;
    const struct source *source;
    const struct offer_table *table;
    const struct csv_row *header;
    const char **key; /* per column; NULL: passed over */
};

static struct place cell_place(const struct table_reader *reader, const struct csv_cell *cell)
{
    return (struct place){reader->source, cell->offset};
}

static const char *const *headings(struct arena *arena, const struct csv_row *header)
{
    const char **heading = arena_alloc(arena, header->count, sizeof *heading);
    for (size_t i = 0; i < header->count; i++)
        heading[i] = header->cell[i].text;
    return heading;
}

static const struct offer_table *table_of(struct arena *arena, const struct csv_row *header)
{
    const char *const *heading = headings(arena, header);
    const struct offer_table *table = offer_table_after(NULL);
    while (table && !offer_table_fits(arena, table, heading, header->count))
        table = offer_table_after(table);
    return table;
}

/* Where the columns tell no table, its file's name may ("exits.csv" with a column misspelt), or two columns that fit.
 */
static const struct offer_table *likely_table(struct arena *arena, const struct source *source,
                                              const struct csv_row *header)
{
    const char *slash = strrchr(source->name, '/'), *file = slash ? slash + 1 : source->name;
    const struct offer_table *table = offer_table_named(arena_copy(arena, file, strcspn(file, ".")));
    size_t most = 1;
    if (table)
        return table;
    for (const struct offer_table *next = NULL; (next = offer_table_after(next));) {
        size_t known = 0;
        for (size_t i = 0; i < header->count; i++) {
            const char *key;
            known += offer_table_column(arena, next, header->cell[i].text, &key) && key;
        }
        if (known > most) {
            most = known;
            table = next;
        }
    }
    return table;
}

/* What the column of a heading holds. A column that is unknown but near a known one counts as that, so that its absence
 * is not told in every row. */
static const char *key_of(struct table_reader *reader, size_t column)
{
    const struct csv_cell *cell = &reader->header->cell[column];
    const char *key;
    if (offer_table_column(reader->arena, reader->table, cell->text, &key))
        return key;
    const char *pointer = arena_text(reader->arena, "/%s", reader->table->key);
    const char *columns = arena_text(reader->arena, "Columns of %s: %s. A column of notes begins with //.",
                                     reader->table->key, offer_table_columns(reader->arena, reader->table));
    if (!cell->text[0]) {
        problem_add(reader->problems, STATUS_INVALID, cell_place(reader, cell), pointer, columns,
                    "column %zu has no name", column + 1);
        return NULL;
    }
    const char *near = offer_table_nearest(reader->arena, reader->table, cell->text);
    problem_add(reader->problems, STATUS_INVALID, cell_place(reader, cell), pointer,
                near ? arena_text(reader->arena, "Did you mean \"%s\"? %s", near, columns) : columns,
                "unknown column \"%.60s\"", cell->text);
    return near;
}

static bool column_is_empty(const struct csv_rows *rows, size_t column)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (column < rows->row[i].count && rows->row[i].cell[column].text[0])
            return false;
    }
    return true;
}

static bool is_twin(const struct table_reader *reader, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        if (reader->key[i] && strcmp(reader->key[i], reader->key[column]) == 0)
            return true;
    }
    return false;
}

static void read_header(struct table_reader *reader, const struct csv_rows *rows)
{
    reader->key = arena_alloc(reader->arena, reader->header->count, sizeof *reader->key);
    for (size_t i = 0; i < reader->header->count; i++) {
        const struct csv_cell *cell = &reader->header->cell[i];
        if ((!cell->text[0] && column_is_empty(rows, i)) || (reader->header->open && i + 1 == reader->header->count))
            continue;
        reader->key[i] = key_of(reader, i);
        if (reader->key[i] && is_twin(reader, i)) {
            problem_add(reader->problems, STATUS_INVALID, cell_place(reader, cell),
                        arena_text(reader->arena, "/%s", reader->table->key), "Keep one of them.",
                        "the column \"%.60s\" comes twice", cell->text);
            reader->key[i] = NULL;
        }
    }
}

/* All that a cell holds stands, for messages, where the cell does. */
static void stand_at(struct node *node, struct place at)
{
    node->at = node->key_at = at;
    node->writing = WRITTEN_PLAIN;
    for (struct node *child = node->child; child; child = child->next)
        stand_at(child, at);
}

/* A cell that holds a value in parts, such as {"dist": "lognormal", ...}. */
static struct node *json_cell(struct arena *arena, const char *text, struct place at, struct problems *problems)
{
    struct problems *unplaced = problems_create(arena);
    struct node *node = json_document(arena, source_create(arena, "", text, strlen(text)), unplaced);
    if (unplaced->count)
        problem_add(problems, unplaced->status, at, "", unplaced->problem[0].help,
                    "the cell begins like JSON, but is not: %s", unplaced->problem[0].message);
    if (!node)
        node = node_create(arena, NODE_OBJECT, at);
    node->faulty = unplaced->count > 0;
    stand_at(node, at);
    return node;
}

struct node *csv_cell_node(struct arena *arena, const char *text, struct place at, struct problems *problems)
{
    if (text[0] == '{' || text[0] == '[')
        return json_cell(arena, text, at, problems);
    struct node *node = node_create(arena, NODE_TEXT, at);
    node->key_at = at;
    node->text = text;
    return node;
}

static struct node *cell_node(const struct table_reader *reader, const struct csv_cell *cell)
{
    struct node *node = csv_cell_node(reader->arena, cell->text, cell_place(reader, cell), reader->problems);
    if (node->type == NODE_TEXT && cell->quoted)
        node->writing = WRITTEN_CSV_QUOTED;
    return node;
}

/* Puts a cell where its key says: "vesting.months" into the object vesting, made when it is not there yet. */
static void put_cell(struct table_reader *reader, struct node *row, size_t column, const struct csv_cell *cell)
{
    const char *key = reader->key[column];
    struct place key_at = cell_place(reader, &reader->header->cell[column]);
    struct node *object = row;
    for (const char *point; (point = strchr(key, '.')); key = point + 1) {
        const char *outer = arena_copy(reader->arena, key, (size_t)(point - key));
        struct node *inner = node_member(object, outer);
        if (!inner) {
            inner = node_create(reader->arena, NODE_OBJECT, cell_place(reader, cell));
            node_set_member(object, outer, key_at, inner);
        }
        object = inner;
    }
    if (object->type == NODE_OBJECT && !node_member(object, key))
        node_set_member(object, key, key_at, cell_node(reader, cell));
    else
        problem_add(reader->problems, STATUS_INVALID, cell_place(reader, cell), node_pointer(reader->arena, object),
                    "Fill either the whole or its parts.", "\"%.60s\" is given both as a whole and in parts",
                    reader->key[column]);
}

/* Rows that are longer or shorter than the header; `row` is counted from 1, the header not counted. */
static void check_length(struct table_reader *reader, const struct csv_row *cells, size_t row, struct node *node)
{
    size_t wanted = reader->header->count, count = cells->count;
    node->faulty = cells->open || count < wanted;
    if (count == wanted || cells->open)
        return;
    size_t at = count > wanted ? cells->cell[wanted].offset : cells->end;
    problem_add(reader->problems, STATUS_INVALID, (struct place){reader->source, at}, node_pointer(reader->arena, node),
                "A cell that holds the delimiter stands in double quotes.", "row %zu has %zu cells, the header has %zu",
                row, count, wanted);
}

static void fill_row(struct table_reader *reader, struct node *object, const struct csv_row *cells)
{
    for (size_t i = 0; i < cells->count && i < reader->header->count; i++) {
        bool open = cells->open && i + 1 == cells->count; /* it went on to the end of the file */
        if (reader->key[i] && cells->cell[i].text[0] && !open)
            put_cell(reader, object, i, &cells->cell[i]);
    }
}

static struct node *list_of_rows(struct table_reader *reader, const struct csv_rows *rows)
{
    struct node *list = node_create(reader->arena, NODE_ARRAY, (struct place){reader->source, 0});
    list->key = reader->table->key;
    list->parent = node_create(reader->arena, NODE_OBJECT, list->at); /* for pointers; whoever takes the list sets it */
    for (size_t i = 1; i < rows->count; i++) {
        const struct csv_row *cells = &rows->row[i];
        struct node *object = node_create(reader->arena, NODE_OBJECT, cell_place(reader, cells->cell));
        node_append(list, object);
        check_length(reader, cells, i, object);
        fill_row(reader, object, cells);
        list->faulty = list->faulty || cells->open;
    }
    list->faulty = list->faulty || reader->header->open;
    return list;
}

/* The rows of `compensation` become its two sides. */
static struct node *sides_of(struct table_reader *reader, const struct node *list)
{
    static const char *const sides[] = {"offer", "market"};
    struct node *compensation = node_create(reader->arena, NODE_OBJECT, list->at), *next;
    for (struct node *row = list->child; row; row = next) {
        next = row->next;
        struct node *side = node_member(row, "side");
        const char *key = NULL;
        for (size_t i = 0; side && side->type == NODE_TEXT && i < 2; i++) {
            if (strcasecmp(side->text, sides[i]) == 0)
                key = sides[i];
        }
        if (!key || node_member(compensation, key)) {
            problem_add(reader->problems, STATUS_INVALID, side ? side->at : row->at, "/compensation",
                        "The column side says offer in one row and market in another.",
                        !side  ? "the row does not say which side it is"
                        : !key ? "a side that is neither offer nor market"
                               : "this side comes twice");
            continue;
        }
        struct node *pay = node_create(reader->arena, NODE_OBJECT, row->at);
        for (struct node *cell = row->child, *after; cell; cell = after) {
            after = cell->next;
            cell->next = NULL;
            if (cell != side)
                node_append(pay, cell);
        }
        node_set_member(compensation, key, row->at, pay);
    }
    return compensation;
}

bool csv_grids(struct arena *arena, const struct source *source, struct problems *problems, struct grid **grid,
               size_t *count)
{
    struct csv_rows rows = csv_read(arena, source, ROWS_MAX, problems);
    *grid = arena_alloc(arena, 1, sizeof **grid);
    **grid = csv_report_grid(arena, &rows);
    *count = 1;
    return problems->status == STATUS_OK;
}

struct node *csv_table(struct arena *arena, const struct csv_rows *rows, const struct offer_table *table,
                       struct problems *problems)
{
    struct table_reader reader = {arena, problems, rows->source, table, rows->row, NULL};
    read_header(&reader, rows);
    struct node *value = list_of_rows(&reader, rows);
    if (strcmp(table->key, "compensation") == 0)
        value = sides_of(&reader, value);
    value->parent = NULL;
    return value;
}

struct node *csv_document(struct arena *arena, const struct source *source, const char *key, struct problems *problems)
{
    struct csv_rows rows = csv_read(arena, source, ROWS_MAX, problems);
    struct place whole = {rows.source, 0};
    if (!rows.count) {
        problem_add(problems, STATUS_INVALID, whole, "", "The first line of a table names its columns.",
                    "the table is empty");
        return NULL;
    }
    if (rows.row->count > CSV_COLUMNS_MAX) {
        problem_add(problems, STATUS_LIMIT, (struct place){rows.source, rows.row->cell[CSV_COLUMNS_MAX].offset}, "",
                    NULL, "a table has at most %d columns", CSV_COLUMNS_MAX);
        return NULL;
    }
    struct table_reader reader = {arena, problems, rows.source, NULL, rows.row, NULL};
    reader.table = key ? offer_table_named(key) : NULL;
    if (!reader.table)
        reader.table = table_of(arena, rows.row);
    bool plain = reader.table && csv_report_plain_table(arena, source, reader.table, rows.row);
    if (!reader.table)
        reader.table = likely_table(arena, source, rows.row);
    if (!plain && csv_report_is_better(arena, &rows, reader.table, key))
        return csv_report_read(arena, &rows, problems);
    if (!reader.table) {
        problem_add(problems, STATUS_INVALID, whole, "",
                    "A table is told by its columns: name, probability, valuation, timeline are exits; name, "
                    "probability are risks; dimension, score, weight are a scorecard.",
                    "this is not a table of an offer");
        return NULL;
    }
    struct node *document = node_create(arena, NODE_OBJECT, whole);
    node_set_member(document, reader.table->key, whole, csv_table(arena, &rows, reader.table, problems));
    return document;
}

bool csv_recognised(struct arena *arena, const struct source *source)
{
    struct problems *unsaid = problems_create(arena);
    struct source header = *source;
    size_t line = strcspn(source->bytes, "\r\n");
    line += strspn(source->bytes + line, "\r\n"); /* empty lines above the header */
    line += strcspn(source->bytes + line, "\r\n");
    header.length = line < source->length ? line : source->length;
    struct csv_rows rows = csv_read(arena, &header, 0, unsaid);
    return rows.count && rows.row->count <= CSV_COLUMNS_MAX && unsaid->status == STATUS_OK && table_of(arena, rows.row);
}

bool csv_holds_table(struct arena *arena, const struct source *source)
{
    if (csv_recognised(arena, source))
        return true;
    struct problems *tried = problems_create(arena);
    struct csv_rows rows = csv_read(arena, source, ROWS_MAX, tried);
    return rows.count && rows.row->count > 1 && rows.row->count <= CSV_COLUMNS_MAX &&
           csv_report_read(arena, &rows, tried);
}
