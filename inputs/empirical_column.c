#include "inputs/empirical_column.h"

#include "inputs/csv_document.h"
#include "inputs/csv_read.h"
#include "inputs/named_file.h"
#include "inputs/nearest_word.h"

#include <string.h>

bool empirical_column_wanted(const struct distribution_kind *kind)
{
    return kind->keys[0].name && kind->keys[0].role == ARGUMENT_VALUES && !kind->keys[1].name;
}

/* The text of `file` or `column`; NULL: a problem was added. */
static const char *text_member(struct reader *reader, const struct node *node, const char *key)
{
    const struct node *member = node_member(node, key);
    if (member && member->type == NODE_TEXT && *member->text)
        return member->text;
    reader_error(reader, member ? member : node,
                 "{\"dist\": \"empirical\", \"file\": \"salaries.csv\", \"column\": \"base\"}",
                 member ? "`%s` is a text" : "the distribution needs `%s`", key);
    return NULL;
}

static bool only_known_members(struct reader *reader, const struct node *node)
{
    bool known = true;
    for (const struct node *member = node->child; member; member = member->next) {
        if (strncmp(member->key, "//", 2) == 0 || strcmp(member->key, "dist") == 0 ||
            strcmp(member->key, "file") == 0 || strcmp(member->key, "column") == 0)
            continue;
        reader_error_at(reader, member, member->key_at, "its parameters are file, column",
                        "\"%s\" is not a parameter of this distribution", member->key);
        known = false;
    }
    return known;
}

static bool find_column(struct reader *reader, const struct node *node, const struct csv_row *header, const char *name,
                        size_t *column)
{
    const char *names[CSV_COLUMNS_MAX] = {NULL};
    size_t count = header->count < CSV_COLUMNS_MAX ? header->count : CSV_COLUMNS_MAX;
    for (size_t i = 0; i < count; i++) {
        names[i] = header->cell[i].text;
        if (strcmp(names[i], name) == 0) {
            *column = i;
            return true;
        }
    }
    const char *near = nearest_word(name, names, count), *help = "its columns are";
    for (size_t i = 0; !near && i < count && i < 12; i++)
        help = arena_text(reader->arena, "%s%s %s", help, i ? "," : "", names[i]);
    reader_error(reader, node_member(node, "column"),
                 near ? arena_text(reader->arena, "did you mean \"%s\"?", near) : help, "the file has no column \"%s\"",
                 name);
    return false;
}

static bool read_cell_of(struct reader *reader, const struct node *node, const struct key *key,
                         const struct csv_rows *rows, const struct csv_cell *cell, double *number)
{
    struct cell_rules rules = reader->rules;
    rules.commas = rows->source->commas;
    struct cell_reading reading = cell_read(reader->arena, cell->text, key_shape(key)->cell, &rules);
    const char *fault = reading.fault;
    if (!fault && !distribution_is_point(&reading.distribution, number))
        fault = "a sample is made of single values";
    if (!fault)
        return true;
    struct place at = {rows->source, cell->offset + (cell->quoted ? 1 : 0) + reading.fault_offset};
    reader_error_at(reader, node, at, reading.help, "`%s`: %s", key->name, fault);
    return false;
}

bool empirical_column_read(struct reader *reader, const struct node *node, const struct key *key,
                           const struct distribution_kind *kind, struct distribution_argument *argument)
{
    const char *file = text_member(reader, node, "file"), *name = text_member(reader, node, "column");
    if (!only_known_members(reader, node) || !file || !name)
        return false;
    const struct source *source = named_file_read(reader->arena, node_member(node, "file"),
                                                  node->at.source ? node->at.source->name : "", reader->problems);
    if (!source)
        return false;
    size_t errors = reader->problems->count, column;
    struct csv_rows rows = csv_read(reader->arena, source, ROWS_MAX, reader->problems);
    if (reader->problems->count > errors || !rows.count || !find_column(reader, node, &rows.row[0], name, &column))
        return false;
    double *values = arena_alloc(reader->arena, rows.count, sizeof *values);
    size_t count = 0;
    bool fine = true;
    for (size_t i = 1; i < rows.count; i++) {
        const struct csv_row *row = &rows.row[i];
        if (column < row->count && *row->cell[column].text)
            fine &= read_cell_of(reader, node, key, &rows, &row->cell[column], &values[count++]);
    }
    *argument = (struct distribution_argument){.key = kind->keys[0].name, .count = count, .numbers = values};
    return fine;
}
