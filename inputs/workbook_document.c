#include "inputs/workbook_document.h"

#include "inputs/ods_sheets.h"
#include "inputs/offer_rows.h"
#include "inputs/offer_sheets.h"
#include "inputs/report_document.h"
#include "inputs/wished_sheet.h"
#include "inputs/xlsx_sheets.h"

#include <string.h>

static bool holds(const struct source *source, const char *bytes, size_t length)
{
    for (size_t i = 0; i + length <= source->length; i++)
        if (source->bytes[i] == bytes[0] && memcmp(source->bytes + i, bytes, length) == 0)
            return true;
    return false;
}

/* What is no zip file: told by its first bytes. */
static bool is_other(const struct source *source, struct problems *problems)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k";
    if (source->length < 8 || memcmp(source->bytes, "\xD0\xCF\x11\xE0", 4) != 0)
        return false;
    if (holds(source, encrypted, sizeof encrypted - 1))
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "", "Save it without a password.",
                    "the workbook is encrypted: it is protected by a password");
    else
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "", "Open it and save it as .xlsx.",
                    "the workbook is of the old format .xls (Excel 97-2003), which is not read");
    return true;
}

static void say_what_was_not_read(struct report *report, const struct source *source, const struct workbook *workbook)
{
    struct place whole = {source, 0};
    for (size_t i = 0; i < workbook->hidden_count; i++)
        problem_warn(report->problems, whole, "", "the hidden sheet \"%.60s\" is not read", workbook->hidden[i]);
    for (size_t i = 0; i < report->grid_count; i++)
        if (!report->sheet[i] && report->grid[i].count > 0)
            problem_assume(report->problems, report->grid[i].at, "",
                           "the sheet \"%.60s\" holds no table that is known: not read", report->grid[i].name);
    if (workbook->error_at)
        problem_warn(report->problems, whole, "",
                     "the formula in %s has no stored value: open the workbook and save it; nothing is computed here",
                     workbook->error_at);
}

static bool read_sheets(struct arena *arena, const struct source *source, struct problems *problems,
                        struct workbook *workbook)
{
    struct zip_archive *archive = is_other(source, problems) ? NULL : zip_archive_open(arena, source, problems);
    if (!archive)
        return false;
    bool open_document = zip_archive_has(archive, "content.xml");
    bool read = open_document ? ods_sheets_read(archive, arena, source, problems, workbook)
                              : xlsx_sheets_read(archive, arena, source, problems, workbook);
    zip_archive_close(archive);
    return read && wished_sheet_first(arena, problems, workbook->grid, workbook->count, (struct place){source, 0});
}

bool workbook_recognised(const struct source *source)
{
    return source->length >= 4 &&
           (memcmp(source->bytes, "PK\3\4", 4) == 0 || memcmp(source->bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

bool workbook_grids(struct arena *arena, const struct source *source, struct problems *problems, struct grid **grid,
                    size_t *count)
{
    struct workbook workbook;
    if (!read_sheets(arena, source, problems, &workbook))
        return false;
    *grid = workbook.grid;
    *count = workbook.count;
    return true;
}

struct node *workbook_document(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct workbook workbook;
    if (!read_sheets(arena, source, problems, &workbook))
        return NULL;
    struct node *offer = offer_sheets_document(arena, source, &workbook, problems);
    if (offer)
        return offer;
    struct report report = {.arena = arena,
                            .problems = problems,
                            .document = node_create(arena, NODE_OBJECT, (struct place){source, 0}),
                            .grid_count = workbook.count,
                            .grid = workbook.grid,
                            .sheet = arena_alloc(arena, workbook.count + 1, sizeof *report.sheet),
                            .workbook = true};
    struct report_table scorecard;
    report.document->report = true;
    if (offer_rows_take(&report)) {
        say_what_was_not_read(&report, source, &workbook);
        return report.document;
    }
    report_document_fill(&report, &scorecard);
    say_what_was_not_read(&report, source, &workbook);
    if (!node_member(report.document, "exits"))
        problems->lacking = (struct problem){.at = {source, 0},
                                             .pointer = "",
                                             .message = "the workbook has no table of exits",
                                             .help = report_tables_exits_wanted};
    return report.document;
}
