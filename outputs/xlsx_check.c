#include "outputs/xlsx_check.h"

#include "outputs/xlsx_links.h"
#include "outputs/xlsx_scan.h"
#include "outputs/xlsx_zip.h"

#include <string.h>

static void feed(void *scan, const char *bytes, size_t length)
{
    xlsx_scan_feed(scan, bytes, length);
}

static const char *check_part(struct arena *arena, const struct xlsx_zip_part *part, struct xlsx_scan *scan)
{
    memset(scan, 0, sizeof *scan);
    const char *fault = xlsx_zip_unpack(arena, part, feed, scan);
    if (!fault)
        fault = xlsx_scan_end(scan);
    return fault ? arena_text(arena, "%s: %s", part->name, fault) : NULL;
}

/* Exactly `count` parts FOLDER1.xml, FOLDER2.xml, ... and no other with such a name. */
static const char *check_numbered(struct arena *arena, const struct xlsx_zip *zip, const char *stem, size_t count)
{
    size_t length = strlen(stem), there = 0;
    for (size_t i = 0; i < zip->count; i++)
        there += strncmp(zip->part[i].name, stem, length) == 0;
    if (there != count)
        return arena_text(arena, "%zu parts are named %sN.xml, not %zu", there, stem, count);
    for (size_t i = 1; i <= count; i++) {
        const char *name = arena_text(arena, "%s%zu.xml", stem, i);
        if (!xlsx_zip_find(zip, name))
            return arena_text(arena, "%s is missing", name);
    }
    return NULL;
}

const char *xlsx_check(struct arena *arena, const void *bytes, size_t length, const struct xlsx_expected *expected)
{
    static const char *const always[] = {"[Content_Types].xml", "_rels/.rels",         "docProps/app.xml",
                                         "docProps/core.xml",   "xl/workbook.xml",     "xl/_rels/workbook.xml.rels",
                                         "xl/styles.xml",       "xl/theme/theme1.xml", "xl/sharedStrings.xml"};
    struct xlsx_zip zip;
    const char *fault = xlsx_zip_read(arena, bytes, length, &zip);
    for (size_t i = 0; i < sizeof always / sizeof *always && !fault; i++)
        if (!xlsx_zip_find(&zip, always[i]))
            fault = arena_text(arena, "%s is missing", always[i]);
    if (!fault)
        fault = check_numbered(arena, &zip, "xl/worksheets/sheet", expected->sheets);
    if (!fault)
        fault = check_numbered(arena, &zip, "xl/charts/chart", expected->charts);
    if (!fault)
        fault = check_numbered(arena, &zip, "xl/drawings/drawing", expected->drawings);
    if (fault)
        return fault;
    struct xlsx_scan *scan = arena_alloc(arena, 1, sizeof *scan);
    for (size_t i = 0; i < zip.count && !fault; i++)
        fault = check_part(arena, &zip.part[i], scan);
    return fault ? fault : xlsx_links_check(arena, &zip);
}
