#include "inputs/markdown_document.h"

#include "inputs/cell.h"
#include "inputs/letter_document.h"
#include "inputs/markdown_blocks.h"
#include "inputs/markdown_exits.h"
#include "inputs/markdown_lists.h"
#include "inputs/nearest_word.h"
#include "inputs/number_style.h"
#include "inputs/place.h"
#include "inputs/report_document.h"
#include "inputs/report_inputs.h"
#include "inputs/report_scorecard.h"
#include "inputs/utf8_strict.h"

#include <math.h>
#include <string.h>
#include <strings.h>

struct markdown_report {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    struct markdown_blocks blocks;
    struct node *document;
};

static struct place place_of(const struct markdown_report *report, size_t offset)
{
    return (struct place){report->source, offset};
}

static void add_text(struct markdown_report *report, struct node *object, const char *key, size_t key_offset,
                     const struct markdown_text *text)
{
    struct node *node = node_create(report->arena, NODE_TEXT, place_of(report, text->offset));
    node->key = key;
    node->key_at = place_of(report, key_offset);
    node->text = text->text;
    node_append(object, node);
}

/* What the grammar of cells needs to know here: nothing that changes what is an amount, a score or a day. */
static struct cell_reading read_cell(const struct markdown_report *report, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    return cell_read(report->arena, text, kind, &rules);
}

/* --- lines with a label ------------------------------------------------------------------------------------------ */

/* What follows the colon of a line that begins with one of the labels; text NULL: it is another line. */
static struct markdown_text labelled(const struct markdown_report *report, const struct markdown_text *line,
                                     const char *const *labels)
{
    struct markdown_text value = {0};
    size_t length = strcspn(line->text, ":");
    while (length > 0 && line->text[length - 1] == ' ')
        length--;
    for (; *labels && !value.text; labels++)
        if (strlen(*labels) == length && strncasecmp(*labels, line->text, length) == 0)
            value.text = strchr(line->text, ':') + 1;
    if (!value.text)
        return value;
    value.text += strspn(value.text, " \t");
    /* Emphasis between the label and its text is gone from the line, so the text is looked for in the source. */
    const char *from = report->source->bytes + line->offset;
    const char *written = arena_copy(report->arena, from, strcspn(from, "\r\n"));
    const char *found = *value.text ? strstr(written, value.text) : NULL;
    value.offset = line->offset + (found ? (size_t)(found - written) : 0);
    return value;
}

/* The day that a text is or begins with: "2026-02-13", "February 13, 2026", "2026-02-13T10:00Z". NULL: none. */
static const char *day_text(const struct markdown_report *report, const char *text)
{
    enum { ISO_DAY_BYTES = 10 };
    struct cell_reading reading = read_cell(report, text, CELL_DATE);
    if (!reading.fault && reading.form == CELL_FORM_POINT)
        return text;
    const char *first = arena_copy(report->arena, text, strnlen(text, ISO_DAY_BYTES));
    reading = read_cell(report, first, CELL_DATE);
    return !reading.fault && reading.form == CELL_FORM_POINT ? first : NULL;
}

static const char *const start_labels[] = {"Generated",
                                           "Report generated",
                                           "Generated on",
                                           "Date",
                                           "Report date",
                                           "As of",
                                           "Last updated",
                                           "Updated",
                                           "Updated on",
                                           "Prepared",
                                           "Prepared on",
                                           "Assessment date",
                                           "Date of assessment",
                                           "Analysis date",
                                           "Report as of",
                                           "Date prepared",
                                           "Last revised",
                                           "Published",
                                           "Datum",
                                           "Stand",
                                           NULL};

/* A line with a day whose label nearly is one of the known. */
static void warn_of_near_label(const struct markdown_report *report, const struct markdown_text *line)
{
    const char *day = strchr(line->text, ':');
    if (!day)
        return;
    const char *label = arena_copy(report->arena, line->text, strcspn(line->text, ":"));
    const char *near = nearest_word(label, start_labels, sizeof start_labels / sizeof *start_labels - 1);
    if (near && day_text(report, day + 1 + strspn(day + 1, " \t")))
        problem_warn(report->problems, place_of(report, line->offset), "/start",
                     "this day is not taken for `start`: \"%.60s\" is unknown; did you mean \"%s\"?", label, near);
}

static void find_start(struct markdown_report *report)
{
    struct markdown_text undated = {0};
    for (size_t i = 0; i < report->blocks.line_count; i++) {
        const struct markdown_text *line = &report->blocks.line[i];
        struct markdown_text value = labelled(report, line, start_labels);
        if (!value.text)
            continue;
        const char *day = day_text(report, value.text);
        if (day) {
            value.text = day;
            add_text(report, report->document, "start", line->offset, &value);
            return;
        }
        undated = undated.text ? undated : value;
    }
    if (undated.text)
        problem_warn(report->problems, place_of(report, undated.offset), "/start",
                     "\"%.60s\" is not a full date, so the report's date is not taken for `start`", undated.text);
    for (size_t i = 0; i < report->blocks.line_count && !undated.text; i++)
        warn_of_near_label(report, &report->blocks.line[i]);
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void grid_row_of(struct arena *arena, const struct source *source, const struct markdown_text *cells,
                        size_t count, struct grid_row *row)
{
    row->count = count;
    row->cell = arena_alloc(arena, count + 1, sizeof *row->cell);
    for (size_t i = 0; i < count; i++)
        row->cell[i] = (struct grid_cell){.text = cells[i].text, .at = {source, cells[i].offset}};
}

/* The line of the source that holds a byte. */
static const char *line_at(struct arena *arena, const struct source *source, size_t offset)
{
    size_t from = offset;
    while (from > 0 && !strchr("\r\n", source->bytes[from - 1]))
        from--;
    return arena_copy(arena, source->bytes + from, strcspn(source->bytes + from, "\r\n"));
}

/* The last lines of text above the table, up to another table. */
static void lines_above(struct arena *arena, const struct source *source, struct grid *grid)
{
    size_t at = grid->at.offset;
    for (size_t looked = 0; looked < GRID_LINES_ABOVE + 4 && grid->lines_above < GRID_LINES_ABOVE; looked++) {
        while (at > 0 && !strchr("\r\n", source->bytes[at - 1]))
            at--;
        if (at == 0)
            return;
        const char *line = line_at(arena, source, --at);
        if (strchr(line, '|'))
            return;
        if (line[strspn(line, " \t>*_#")] != '\0')
            grid->line_above[grid->lines_above++] = line;
    }
}

static bool has_pipe(struct arena *arena, const struct source *source, const struct markdown_text *row)
{
    return strchr(line_at(arena, source, row->offset), '|') != NULL;
}

/* The rows of a table. GFM takes lines of text right below it for rows too: they are not. */
static size_t rows_of(const struct markdown_report *report, const struct markdown_table *table)
{
    size_t rows = table->rows, columns = table->columns;
    while (rows > 0 && columns > 1 && !has_pipe(report->arena, report->source, &table->cell[(rows - 1) * columns]))
        rows--;
    if (rows < table->rows && strpbrk(table->cell[rows * columns].text, " :")) {
        for (size_t i = rows; i < table->rows; i++)
            problem_assume(report->problems, place_of(report, table->cell[i * columns].offset), "",
                           "the line \"%.60s\" below the table is not read", table->cell[i * columns].text);
        return rows;
    }
    return table->rows;
}

static struct grid grid_of(const struct markdown_report *report, const struct markdown_table *table)
{
    struct arena *arena = report->arena;
    const struct source *source = report->source;
    size_t rows = rows_of(report, table);
    struct grid grid = {.name = "", .table = true, .count = rows + 1, .at = {source, table->header[0].offset}};
    grid.row = arena_alloc(arena, grid.count, sizeof *grid.row);
    grid_row_of(arena, source, table->header, table->columns, &grid.row[0]);
    for (size_t i = 0; i < rows; i++)
        grid_row_of(arena, source, &table->cell[i * table->columns], table->columns, &grid.row[i + 1]);
    for (size_t i = 0; i < grid.count; i++)
        grid.row[i].number = i + 1;
    lines_above(arena, source, &grid);
    return grid;
}

/* One style of numbers for the whole report: a cell that can be read in one way only decides. */
static const struct source *styled(struct arena *arena, const struct source *source,
                                   const struct markdown_blocks *blocks)
{
    struct number_style style = {.decimal_comma = false};
    for (size_t t = 0; t < blocks->table_count; t++) {
        const struct markdown_table *table = &blocks->table[t];
        for (size_t i = 0; i < table->rows * table->columns; i++)
            number_style_hear(&style, table->cell[i].text);
    }
    for (size_t i = 0; i < blocks->line_count && number_style_told(&style) == COMMA_UNKNOWN; i++)
        number_style_hear(&style, blocks->line[i].text); /* an item of a list, where no table tells */
    return number_style_source(arena, source, &style);
}

static void check_overall_score(struct markdown_report *report, struct report *tables,
                                const struct report_table *scorecard)
{
    static const char *const labels[] = {"Overall score", "Total score", "Final score", NULL};
    double sum = 0;
    if (!scorecard->grid || !report_scorecard_sum(tables, scorecard, &sum))
        return;
    for (size_t i = 0; i < report->blocks.line_count; i++) {
        struct markdown_text stated = labelled(report, &report->blocks.line[i], labels);
        if (stated.text)
            report_scorecard_check(tables, stated.text, place_of(report, stated.offset), "the overall score", sum);
    }
}

/* A list of exits, or sections with one exit each, where no table has them. */
static void add_list(struct markdown_report *report)
{
    struct arena *arena = report->arena;
    struct grid grid;
    struct report_table scorecard;
    if (!markdown_lists_exits(arena, report->source, &report->blocks, report->problems, &grid) &&
        !markdown_sections_exits(arena, report->source, &report->blocks, report->problems, &grid))
        return;
    lines_above(arena, report->source, &grid);
    struct report list = {.arena = arena,
                          .problems = report->problems,
                          .document = report->document,
                          .grid_count = 1,
                          .grid = &grid,
                          .sheet = arena_alloc(arena, 1, sizeof *list.sheet)};
    report_document_fill(&list, &scorecard);
}

/* "Salary: $150,000", what no table told. */
static void add_lines(struct markdown_report *report, struct report *tables)
{
    for (size_t i = 0; i < report->blocks.line_count; i++) {
        const struct markdown_text *line = &report->blocks.line[i];
        size_t length = strcspn(line->text, ":");
        const char *value = line->text + length + 1;
        value += strspn(value, " \t");
        size_t behind = (size_t)(value - line->text);
        struct grid_cell cell = {.text = value, .at = place_of(report, line->offset + behind)};
        report_inputs_line(tables, arena_copy(report->arena, line->text, length), &cell);
    }
    report_inputs_end(tables);
}

static void add_tables(struct markdown_report *report)
{
    struct arena *arena = report->arena;
    size_t count = report->blocks.table_count;
    struct grid *grid = arena_alloc(arena, count + 1, sizeof *grid);
    for (size_t i = 0; i < count; i++)
        grid[i] = grid_of(report, &report->blocks.table[i]);
    struct report tables = {.arena = arena,
                            .problems = report->problems,
                            .document = report->document,
                            .grid_count = count,
                            .grid = grid,
                            .sheet = arena_alloc(arena, count + 1, sizeof *tables.sheet)};
    struct report_table scorecard;
    report_document_fill(&tables, &scorecard);
    check_overall_score(report, &tables, &scorecard);
    add_lines(report, &tables);
}

/* In another encoding nothing that the report says can be trusted. */
static bool is_utf8(const struct markdown_report *report)
{
    const struct source *source = report->source;
    for (size_t at = 0, bytes; at < source->length; at += bytes) {
        bytes = utf8_length(source->bytes + at, source->length - at);
        if (bytes)
            continue;
        problem_add(report->problems, STATUS_INVALID, place_of(report, at), "", "Save the report as UTF-8.",
                    "this byte is not UTF-8");
        return false;
    }
    return true;
}

struct node *markdown_document(struct arena *arena, const struct source *source, struct problems *problems)
{
    if (!strstr(source->bytes, "--|") && !strstr(source->bytes, "-:|") && !strstr(source->bytes, "-- |") &&
        letter_document_recognises(arena, source))
        return letter_document(arena, source, problems); /* a letter has no tables */
    struct markdown_report report = {.arena = arena, .source = source, .problems = problems};
    if (!is_utf8(&report) || !markdown_blocks_read(arena, source, problems, &report.blocks))
        return NULL;
    report.source = styled(arena, source, &report.blocks);
    report.document = node_create(arena, NODE_OBJECT, place_of(&report, 0));
    report.document->report = true;
    if (report.blocks.title.text)
        add_text(&report, report.document, "name", report.blocks.title.offset, &report.blocks.title);
    find_start(&report);
    add_tables(&report);
    if (!node_member(report.document, "exits"))
        add_list(&report);
    if (!node_member(report.document, "exits"))
        markdown_exits_missed(arena, report.source, &report.blocks, problems);
    return report.document;
}
