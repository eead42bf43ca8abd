#include "outputs/xlsx_links.h"

#include "outputs/xlsx_scan.h"

#include <stdbool.h>
#include <string.h>

static const char TYPES[] = "[Content_Types].xml";

struct linking {
    struct arena *arena;
    const struct xlsx_zip *zip;
    const char *folder;  /* that targets start from: "xl/worksheets/" */
    size_t *typed, *led; /* by part: how often */
    const char *fault;
    struct xlsx_scan scan;
};

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), size = strlen(ending);
    return length >= size && strcmp(text + length - size, ending) == 0;
}

/* The value of an attribute; NULL: absent. */
static const char *attribute(struct arena *arena, const char *tag, const char *name)
{
    const char *at = strstr(tag, arena_text(arena, " %s=\"", name));
    if (!at)
        return NULL;
    at = strchr(at, '"') + 1;
    return arena_copy(arena, at, strcspn(at, "\""));
}

/* "xl/worksheets/" and "../drawings/drawing1.xml": "xl/drawings/drawing1.xml". */
static const char *resolved(struct arena *arena, const char *folder, const char *target)
{
    size_t length = strlen(folder);
    while (strncmp(target, "../", 3) == 0 && length) {
        target += 3;
        length--;
        while (length && folder[length - 1] != '/')
            length--;
    }
    return arena_text(arena, "%.*s%s", (int)length, folder, target);
}

static void count(struct linking *links, size_t *counts, const char *name)
{
    const struct xlsx_zip_part *part = xlsx_zip_find(links->zip, name);
    if (part)
        counts[part - links->zip->part]++;
    else if (!links->fault)
        links->fault = arena_text(links->arena, "%s is missing", name);
}

static void take_tag(void *context, const char *tag, size_t length)
{
    struct linking *links = context;
    (void)length;
    const char *name;
    if (strncmp(tag, "<Override ", 10) == 0 && (name = attribute(links->arena, tag, "PartName")))
        count(links, links->typed, name + (*name == '/'));
    else if (strncmp(tag, "<Relationship ", 14) == 0 && (name = attribute(links->arena, tag, "Target")))
        count(links, links->led, resolved(links->arena, links->folder, name));
}

static void feed(void *scan, const char *bytes, size_t length)
{
    xlsx_scan_feed(scan, bytes, length);
}

/* "xl/worksheets/_rels/sheet1.xml.rels" holds what "xl/worksheets/sheet1.xml" needs, as seen from its folder. */
static void read_part(struct linking *links, const struct xlsx_zip_part *part)
{
    const char *rels = strstr(part->name, "_rels/");
    links->folder = rels ? arena_copy(links->arena, part->name, (size_t)(rels - part->name)) : "";
    links->scan = (struct xlsx_scan){.on_tag = take_tag, .context = links};
    const char *fault = xlsx_zip_unpack(links->arena, part, feed, &links->scan);
    if (!links->fault)
        links->fault = fault;
}

const char *xlsx_links_check(struct arena *arena, const struct xlsx_zip *zip)
{
    struct linking *links = arena_alloc(arena, 1, sizeof *links);
    *links = (struct linking){.arena = arena,
                              .zip = zip,
                              .typed = arena_alloc(arena, zip->count + 1, sizeof *links->typed),
                              .led = arena_alloc(arena, zip->count + 1, sizeof *links->led)};
    for (size_t i = 0; i < zip->count; i++)
        if (strcmp(zip->part[i].name, TYPES) == 0 || ends_with(zip->part[i].name, ".rels"))
            read_part(links, &zip->part[i]);
    for (size_t i = 0; i < zip->count && !links->fault; i++) {
        const char *name = zip->part[i].name;
        if (strcmp(name, TYPES) == 0 || ends_with(name, ".rels"))
            continue;
        if (links->typed[i] != 1)
            links->fault = arena_text(arena, "%s has no content type, or several", name);
        else if (!links->led[i])
            links->fault = arena_text(arena, "nothing leads to %s", name);
    }
    return links->fault;
}
