#include "inputs/markdown_document.h"

#include "inputs/cell.h"
#include "inputs/markdown_blocks.h"
#include "inputs/markdown_exits.h"
#include "inputs/report_tables.h"
#include "inputs/utf8.h"

#include <math.h>
#include <string.h>
#include <strings.h>

struct report {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    struct markdown_blocks blocks;
    struct node *document;
};

static struct place place_of(const struct report *report, size_t offset)
{
    return (struct place){report->source, offset};
}

static size_t line_of(const struct report *report, size_t offset)
{
    size_t line = 0, column = 0;
    struct place place = place_of(report, offset);
    place_line_column(&place, &line, &column);
    return line;
}

static void add_text(struct report *report, struct node *object, const char *key, size_t key_offset,
                     const struct markdown_text *text)
{
    struct node *node = node_create(report->arena, NODE_TEXT, place_of(report, text->offset));
    node->key = key;
    node->key_at = place_of(report, key_offset);
    node->text = text->text;
    node_append(object, node);
}

/* What the grammar of cells needs to know here: nothing that changes what is an amount, a score or a day. */
static struct cell_reading read_cell(const struct report *report, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = {
        .tail_index = 3, .open_years = 2, .start_given = true, .loss_column = kind == CELL_MONEY};
    return cell_read(report->arena, text, kind, &rules);
}

/* --- lines with a label ------------------------------------------------------------------------------------------ */

/* What follows the colon of a line that begins with one of the labels; text NULL: it is another line. */
static struct markdown_text labelled(const struct report *report, const struct markdown_text *line,
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
static const char *day_text(const struct report *report, const char *text)
{
    enum { ISO_DAY_BYTES = 10 };
    struct cell_reading reading = read_cell(report, text, CELL_DATE);
    if (!reading.fault && reading.form == CELL_FORM_POINT)
        return text;
    const char *first = arena_copy(report->arena, text, strnlen(text, ISO_DAY_BYTES));
    reading = read_cell(report, first, CELL_DATE);
    return !reading.fault && reading.form == CELL_FORM_POINT ? first : NULL;
}

static const char *const start_labels[] = {
    "Generated", "Report generated", "Generated on", "Date", "Report date", "As of", NULL};

/* A line with a day whose label nearly is one of the known. */
static void warn_of_near_label(const struct report *report, const struct markdown_text *line)
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

static void find_start(struct report *report)
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
                     "\"%.60s\" is no full date, so the report's date is not taken for `start`", undated.text);
    for (size_t i = 0; i < report->blocks.line_count && !undated.text; i++)
        warn_of_near_label(report, &report->blocks.line[i]);
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

struct found_table {
    const struct markdown_table *table;
    struct table_columns columns;
};

static const char *const *header_texts(const struct report *report, const struct markdown_table *table)
{
    const char **texts = arena_alloc(report->arena, table->columns, sizeof *texts);
    for (size_t i = 0; i < table->columns; i++)
        texts[i] = table->header[i].text;
    return (const char *const *)texts;
}

static const struct markdown_text *cell_of(const struct found_table *found, size_t row, const char *key)
{
    for (size_t i = 0; i < found->columns.count; i++)
        if (found->columns.key[i] && strcmp(found->columns.key[i], key) == 0)
            return &found->table->cell[row * found->table->columns + i];
    return NULL;
}

/* A matrix of risks as High, Medium and Low has the columns of risks and nothing to simulate. */
static bool has_numbers(const struct found_table *found)
{
    for (size_t row = 0; row < found->table->rows; row++) {
        const struct markdown_text *cell = cell_of(found, row, "probability");
        if (cell && strpbrk(cell->text, "0123456789"))
            return true;
    }
    return false;
}

/* The first table with the columns of `name`; warnings name those that are passed over. */
static bool find_table(struct report *report, const char *name, struct found_table *first)
{
    *first = (struct found_table){0};
    for (size_t i = 0; i < report->blocks.table_count; i++) {
        struct found_table found = {.table = &report->blocks.table[i]};
        found.columns = report_tables_columns(report->arena, header_texts(report, found.table), found.table->columns);
        if (!found.columns.table || strcmp(found.columns.table, name) != 0)
            continue;
        size_t offset = found.table->header[0].offset;
        if (strcmp(name, "risks") == 0 && !has_numbers(&found))
            problem_warn(report->problems, place_of(report, offset), "/risks",
                         "a table of risks without a single number as probability is not read");
        else if (!first->table)
            *first = found;
        else
            problem_warn(report->problems, place_of(report, offset), arena_text(report->arena, "/%s", name),
                         "another table with the columns of %s is not read; the one in line %zu is read", name,
                         line_of(report, first->table->header[0].offset));
    }
    return first->table != NULL;
}

static bool is_absent(const char *text)
{
    static const char *const words[] = {"", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "n/a"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcasecmp(text, words[k]) == 0)
            return true;
    return false;
}

static bool is_total(const char *text)
{
    static const char *const words[] = {"total", "sum", "overall", "weighted total", "total score", "overall score"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcasecmp(text, words[k]) == 0)
            return true;
    return false;
}

/* The name of a row, whatever its table. */
static const char *row_name(const struct found_table *found, size_t row)
{
    const struct markdown_text *cell = cell_of(found, row, "name");
    cell = cell ? cell : cell_of(found, row, "dimension");
    return cell->text;
}

static void add_row(struct report *report, struct node *list, const struct found_table *found, size_t row)
{
    const struct markdown_text *cells = &found->table->cell[row * found->table->columns];
    struct node *object = node_create(report->arena, NODE_OBJECT, place_of(report, cells[0].offset));
    for (size_t i = 0; i < found->table->columns; i++) {
        const char *key = found->columns.key[i];
        if (!key || is_absent(cells[i].text))
            continue;
        if (strcmp(key, "amount") == 0 && read_cell(report, cells[i].text, CELL_MONEY).fault)
            continue;
        add_text(report, object, key, found->table->header[i].offset, &cells[i]);
    }
    if (object->children > 0)
        node_append(list, object);
}

/* Two columns for one key: the same heading twice is a mistake, another one is passed over aloud. In a scorecard the
 * other one is the weighted score. */
static void check_twins(struct report *report, const struct found_table *found)
{
    const struct markdown_text *header = found->table->header;
    for (size_t i = 0; i < found->columns.count; i++) {
        size_t taken = 0;
        if (!found->columns.lost[i] || strcmp(found->columns.table, "scorecard") == 0)
            continue;
        while (!found->columns.key[taken] || strcmp(found->columns.key[taken], found->columns.lost[i]) != 0)
            taken++;
        const char *pointer = arena_text(report->arena, "/%s", found->columns.table);
        if (strcasecmp(header[i].text, header[taken].text) == 0)
            problem_add(report->problems, STATUS_INVALID, place_of(report, header[i].offset), pointer,
                        "Keep one of them.", "the column \"%.60s\" comes twice", header[i].text);
        else
            problem_warn(report->problems, place_of(report, header[i].offset), pointer,
                         "the column \"%.60s\" is not read: \"%.60s\" is taken as the %s", header[i].text,
                         header[taken].text, found->columns.lost[i]);
    }
}

static void add_table(struct report *report, const struct found_table *found)
{
    struct place at = place_of(report, found->table->header[0].offset);
    check_twins(report, found);
    struct node *list = node_create(report->arena, NODE_ARRAY, at);
    list->key = found->columns.table;
    for (size_t row = 0; row < found->table->rows; row++)
        if (!is_total(row_name(found, row)))
            add_row(report, list, found, row);
    node_append(report->document, list);
}

/* --- the scorecard's total ---------------------------------------------------------------------------------------- */

/* The sum of score times weight over the rows. False: a cell does not read. */
static bool weighted_sum(const struct report *report, const struct found_table *found, double *sum)
{
    *sum = 0;
    for (size_t row = 0; row < found->table->rows; row++) {
        if (is_total(row_name(found, row)))
            continue;
        struct cell_reading score = read_cell(report, cell_of(found, row, "score")->text, CELL_SCORE);
        struct cell_reading weight = read_cell(report, cell_of(found, row, "weight")->text, CELL_SHARE);
        if (score.fault || weight.fault)
            return false;
        *sum += distribution_mean(&score.distribution) * distribution_mean(&weight.distribution);
    }
    return true;
}

/* Half a unit of the last digit that is written: 6.85 is anything from 6.845 to 6.855. */
static double rounding(const char *text)
{
    const char *point = strchr(text, '.');
    size_t digits = point ? strspn(point + 1, "0123456789") : 0;
    return 0.5 * pow(10, -(double)digits) + 1e-9;
}

static void check_total(struct report *report, const struct markdown_text *stated, const char *what, double sum)
{
    struct cell_reading total = read_cell(report, stated->text, CELL_SCORE);
    if (total.fault || total.form != CELL_FORM_POINT || fabs(total.low - sum) <= rounding(stated->text))
        return;
    problem_warn(report->problems, place_of(report, stated->offset), "/scorecard",
                 "%s is %s out of ten, but the rows of the scorecard make %s", what,
                 number_in_words(report->arena, total.low), number_in_words(report->arena, round(sum * 1e6) / 1e6));
}

static void check_scorecard(struct report *report, const struct found_table *found)
{
    static const char *const labels[] = {"Overall score", "Total score", "Final score", NULL};
    double sum = 0;
    if (!weighted_sum(report, found, &sum))
        return; /* the reader of cells tells which does not read */
    for (size_t row = 0; row < found->table->rows; row++) {
        if (!is_total(row_name(found, row)))
            continue;
        /* The total stands in the last cell that reads as a score: that of "Weighted", or of "Score". */
        const struct markdown_text *cells = &found->table->cell[row * found->table->columns];
        for (size_t i = found->table->columns; i-- > 0;) {
            if (read_cell(report, cells[i].text, CELL_SCORE).fault)
                continue;
            check_total(report, &cells[i], "the total", sum);
            break;
        }
    }
    for (size_t i = 0; i < report->blocks.line_count; i++) {
        struct markdown_text stated = labelled(report, &report->blocks.line[i], labels);
        if (stated.text)
            check_total(report, &stated, "the overall score", sum);
    }
}

/* In another encoding nothing that the report says can be trusted. */
static bool is_utf8(const struct report *report)
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
    struct report report = {.arena = arena, .source = source, .problems = problems};
    if (!is_utf8(&report) || !markdown_blocks_read(arena, source, problems, &report.blocks))
        return NULL;
    report.document = node_create(arena, NODE_OBJECT, place_of(&report, 0));
    if (report.blocks.title.text)
        add_text(&report, report.document, "name", report.blocks.title.offset, &report.blocks.title);
    find_start(&report);
    struct found_table exits, risks, scorecard;
    if (!find_table(&report, "exits", &exits)) {
        markdown_exits_missed(arena, source, &report.blocks, problems);
        return NULL;
    }
    add_table(&report, &exits);
    if (find_table(&report, "risks", &risks))
        add_table(&report, &risks);
    if (find_table(&report, "scorecard", &scorecard)) {
        add_table(&report, &scorecard);
        check_scorecard(&report, &scorecard);
    }
    return report.document;
}
