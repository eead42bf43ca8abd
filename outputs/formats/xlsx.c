/* The workbook of a report: what people read on sheets of their own, every statistic in full on one, native charts. */
#include "outputs/formats.h"
#include "outputs/origin.h"
#include "outputs/xlsx_blocks.h"
#include "outputs/xlsx_tables.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { SUMMARY_HEAD = 2 };
static const char SUMMARY[] = "Summary";

/* --- one sheet of blocks ---------------------------------------------------------------------------------------- */

/* The picture of the answer stands with it: the first chart, where the summary has none of its own. */
static const struct block *picture_of(const struct report *report)
{
    const struct block *first = NULL;
    for (size_t i = 0; i < report->block_count; i++) {
        const struct block *block = &report->block[i];
        if (block->kind != BLOCK_CHART)
            continue;
        if (block->sheet && strcmp(block->sheet, SUMMARY) == 0)
            return NULL;
        first = first ? first : block;
    }
    return first;
}

static const char *sheet_of(const struct report *report, const struct block *block)
{
    return !block->sheet || !*block->sheet || block == picture_of(report) ? SUMMARY : block->sheet;
}

static const struct block *first_block(const struct report *report, const char *sheet)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (strcmp(sheet_of(report, &report->block[i]), sheet) == 0)
            return &report->block[i];
    return NULL;
}

/* In their order; but the picture is seen first, behind the first table. */
static void put_blocks(struct xlsx_sheet *sheet, struct xlsx_charts *charts, const struct report *report,
                       const char *owner)
{
    const struct block *picture = strcmp(sheet->name, SUMMARY) == 0 ? picture_of(report) : NULL, *left = picture;
    for (size_t i = 0; i < report->block_count; i++) {
        const struct block *block = &report->block[i];
        if (strcmp(sheet_of(report, block), sheet->name) != 0 || block == picture)
            continue;
        xlsx_blocks_put(sheet, charts, block, owner);
        if (left && block->kind == BLOCK_TABLE) {
            xlsx_blocks_put(sheet, charts, left, owner);
            left = NULL;
        }
    }
    if (left)
        xlsx_blocks_put(sheet, charts, left, owner);
}

/* The words of the answer, as the page has them: the verdict, the figures beside each other, what it hangs on and what
 * to ask for. */
static void put_answer(struct xlsx_sheet *sheet, struct xlsx_charts *charts, const struct report *report,
                       const char *owner)
{
    const struct report_answer *answer = report->answer;
    xlsx_blocks_words(sheet, 0, answer->verdict, XLSX_HEADING);
    sheet->row++;
    for (size_t i = 0; i < answer->table_count; i++)
        xlsx_blocks_put(sheet, charts, &answer->table[i], owner);
    for (size_t i = 0; i < answer->line_count; i++) {
        xlsx_book_text(sheet, sheet->row, 0, answer->line[i].at, XLSX_PLAIN);
        xlsx_blocks_words(sheet, 1, answer->line[i].text, XLSX_PLAIN);
    }
    sheet->row += answer->line_count > 0;
}

static void put_all_blocks(struct xlsx_sheet *sheet, struct xlsx_charts *charts, const struct report *report)
{
    put_blocks(sheet, charts, report, "");
    for (size_t i = 0; i < report->part_count; i++) {
        const struct report *part = report->part[i];
        if (!first_block(part, sheet->name))
            continue;
        sheet->row += sheet->row > 0;
        xlsx_book_line(sheet, sheet->row++, 0, origin_title(part), XLSX_TITLE);
        xlsx_book_line(sheet, sheet->row, 0, origin_line(part), XLSX_MUTED);
        sheet->row += 2;
        if (part->answer && strcmp(sheet->name, SUMMARY) == 0)
            put_answer(sheet, charts, part, origin_title(part));
        put_blocks(sheet, charts, part, origin_title(part));
    }
}

/* The figures that a report begins with: a table of two columns without headings, what and how much. */
static const struct block *headline_of(const struct report *report)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (report->block[i].kind == BLOCK_TABLE && !report->block[i].heading && report->block[i].columns == 2)
            return &report->block[i];
    return NULL;
}

/* Several offers: the headline of each in a row of its own, in the words of the first. */
static void put_overview(struct xlsx_sheet *sheet, const struct report *report)
{
    const struct block *words = headline_of(report->part[0]);
    xlsx_book_text(sheet, sheet->row, 0, "Offer", XLSX_HEADER);
    for (size_t c = 0; words && c < words->rows; c++)
        xlsx_book_text(sheet, sheet->row, c + 1, words->cell[2 * c].text, XLSX_HEADER_RIGHT);
    for (size_t i = 0; i < report->part_count; i++) {
        const struct block *headline = headline_of(report->part[i]);
        xlsx_book_text(sheet, ++sheet->row, 0, origin_title(report->part[i]), XLSX_STRONG);
        for (size_t c = 0; words && c < words->rows; c++)
            for (size_t r = 0; headline && r < headline->rows; r++)
                if (strcmp(headline->cell[2 * r].text, words->cell[2 * c].text) == 0)
                    xlsx_blocks_number(sheet, c + 1, &headline->cell[2 * r + 1]);
    }
    sheet->row += 2;
}

static void put_fact(struct xlsx_sheet *sheet, const char *label, const char *text)
{
    xlsx_book_text(sheet, sheet->row, 0, label, XLSX_PLAIN);
    xlsx_book_line(sheet, sheet->row++, 1, text, XLSX_PLAIN);
}

/* The seed has 64 bits, a cell's number 53: it is a text. */
static void put_origin(struct xlsx_sheet *sheet, const struct report *report)
{
    struct arena *arena = report->arena;
    xlsx_book_line(sheet, sheet->row++, 0, "Where these figures come from", XLSX_HEADING);
    if (report->simulated) {
        put_fact(sheet, "Seed", arena_text(arena, "%llu", (unsigned long long)report->seed));
        put_fact(sheet, "Paths", number_count(arena, report->paths));
        if (report->replicates)
            put_fact(sheet, "Replicates", number_count(arena, report->replicates));
        put_fact(sheet, "Sampler", report->sampler);
        put_fact(sheet, "Level of the intervals", number_for_people(arena, report->level, NAN, "share"));
    }
    put_fact(sheet, "Program", "offercast " OFFERCAST_VERSION);
    if (report->sha256[0])
        put_fact(sheet, "SHA-256 of the input", report->sha256);
}

static void put_summary(struct xlsx_book *book, const struct report *report)
{
    struct xlsx_charts charts = {.count = 0};
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, SUMMARY, SUMMARY_HEAD);
    xlsx_book_line(sheet, 0, 0, origin_title(report), XLSX_TITLE);
    xlsx_book_line(sheet, 1, 0, origin_line(report), XLSX_MUTED);
    sheet->row = SUMMARY_HEAD + 1;
    if (report->part_count)
        put_overview(sheet, report);
    if (report->answer)
        put_answer(sheet, &charts, report, "");
    put_all_blocks(sheet, &charts, report);
    if (!report->part_count)
        put_origin(sheet, report);
    sheet->row++;
    xlsx_charts_finish(&charts, sheet);
}

/* What stays in sight is the heading of the first table, else a line that says whose figures these are. */
static void put_sheet(struct xlsx_book *book, const struct report *report, const char *name)
{
    struct xlsx_charts charts = {.count = 0};
    const struct block *first = first_block(report, name);
    uint32_t head = first ? xlsx_blocks_headed_rows(first) : 0;
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, name, head ? head : 1);
    if (!head) {
        xlsx_book_line(sheet, 0, 0, origin_title(report), XLSX_TITLE);
        sheet->row = report->part_count ? 1 : 2; /* each offer begins with a gap */
    }
    put_all_blocks(sheet, &charts, report);
    xlsx_charts_finish(&charts, sheet);
}

/* --- which sheets ----------------------------------------------------------------------------------------------- */

struct sheet_names {
    size_t count;
    const char **name;
};

/* In order of first appearance, but for the summary, which is the first. */
static void add_names(struct sheet_names *names, const struct report *report)
{
    for (size_t i = 0; i < report->block_count; i++) {
        const char *name = sheet_of(report, &report->block[i]);
        bool known = strcmp(name, SUMMARY) == 0;
        for (size_t n = 0; n < names->count && !known; n++)
            known = strcmp(names->name[n], name) == 0;
        if (known)
            continue;
        names->name = arena_grow(report->arena, names->name, names->count, sizeof *names->name);
        names->name[names->count++] = name;
    }
}

/* For a sheet of its own a table must hold numbers: words are on the other sheets already. */
static bool has_numbers(const struct result_table *table)
{
    for (size_t i = 0; table && i < table->rows * table->column_count; i++)
        if (table->column[i % table->column_count].kind == COLUMN_NUMBER && isfinite(table->cell[i].number))
            return true;
    return false;
}

static enum status xlsx_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                              const char **fault)
{
    size_t rows = xlsx_tables_statistics_count(report, style);
    if (rows >= XLSX_ROWS) {
        *fault = arena_text(report->arena,
                            "XLSX: %s statistics are more than the %s rows of a sheet\n  help: --stat writes fewer, a "
                            "CSV file (-o FILE.csv) has no such limit",
                            number_count(report->arena, rows), number_count(report->arena, XLSX_ROWS));
        return STATUS_LIMIT;
    }
    struct xlsx_book *book = xlsx_book_create(out, origin_title(report), origin_line(report));
    struct sheet_names names = {.count = 0};
    add_names(&names, report);
    for (size_t i = 0; i < report->part_count; i++)
        add_names(&names, report->part[i]);
    put_summary(book, report);
    if (rows)
        xlsx_tables_statistics(book, report, style);
    for (size_t i = 0; i < names.count; i++)
        put_sheet(book, report, names.name[i]);
    if (has_numbers(report->csv))
        xlsx_tables_data(book, report, report->csv);
    xlsx_tables_assumptions(book, report);
    xlsx_tables_inputs(book, report);
    return xlsx_book_finish(book, fault);
}

const struct output_format xlsx_format = {.name = "xlsx",
                                          .ending = ".xlsx",
                                          .summary = "a spreadsheet, with charts and every statistic in full",
                                          .for_people = true,
                                          .write = xlsx_write};
