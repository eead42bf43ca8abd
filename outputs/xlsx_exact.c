#include "outputs/xlsx_exact.h"

#include "outputs/xlsx_scan.h"
#include "outputs/xlsx_zip.h"
#include "sim/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SIXTEEN_DIGITS = 1e-15; /* how far a number with 16 digits can be from the one meant */

struct rewriting {
    struct xlsx_zip_writer *writer;
    const struct xlsx_exact_sheet *sheet; /* NULL: the part is no sheet, it is copied */
    struct xlsx_scan scan;
    size_t numbers, texts;
    enum { ELSEWHERE, CELL_OF_NUMBER, IN_NUMBER } where;
    char digits[NUMBER_TEXT_BYTES]; /* as libxlsxwriter wrote them */
    size_t digit_count;
    bool lost;
};

static void take_text(void *context, const char *text, size_t length)
{
    struct rewriting *r = context;
    if (r->where != IN_NUMBER) {
        xlsx_zip_put(r->writer, text, length);
        return;
    }
    if (r->digit_count + length >= sizeof r->digits) {
        r->lost = true;
        return;
    }
    memcpy(r->digits + r->digit_count, text, length);
    r->digit_count += length;
}

static void put_exact(struct rewriting *r)
{
    r->digits[r->digit_count] = 0;
    if (r->numbers >= r->sheet->number_count) {
        r->lost = true;
        return;
    }
    double meant = r->sheet->number[r->numbers++];
    if (!(fabs(strtod(r->digits, NULL) - meant) <= SIXTEEN_DIGITS * fabs(meant)))
        r->lost = true;
    char exact[NUMBER_TEXT_BYTES];
    number_exact(meant, exact);
    xlsx_zip_put(r->writer, exact, strlen(exact));
}

/* A number is <c r="B2" s="1"><v>0.5</v></c>; a text has t="s" in its <c>. */
static void take_tag(void *context, const char *tag, size_t length)
{
    struct rewriting *r = context;
    if (r->where == IN_NUMBER) {
        put_exact(r);
        r->where = ELSEWHERE;
    } else if (strncmp(tag, "<c ", 3) == 0) {
        bool text = strstr(tag, " t=\"s\"") != NULL;
        r->texts += text;
        r->where = text ? ELSEWHERE : CELL_OF_NUMBER;
    } else if (r->where == CELL_OF_NUMBER && strcmp(tag, "<v>") == 0) {
        r->where = IN_NUMBER;
        r->digit_count = 0;
    }
    xlsx_zip_put(r->writer, tag, length);
}

static void take_piece(void *context, const char *bytes, size_t length)
{
    struct rewriting *r = context;
    if (r->sheet)
        xlsx_scan_feed(&r->scan, bytes, length);
    else
        xlsx_zip_put(r->writer, bytes, length);
}

static const struct xlsx_exact_sheet *sheet_of(const char *name, const struct xlsx_exact_sheet *sheet, size_t count)
{
    static const char stem[] = "xl/worksheets/sheet";
    if (strncmp(name, stem, sizeof stem - 1) != 0)
        return NULL;
    unsigned long number = strtoul(name + sizeof stem - 1, NULL, 10);
    return number >= 1 && number <= count ? &sheet[number - 1] : NULL;
}

static const char *rewrite_part(struct arena *arena, struct rewriting *r, const struct xlsx_zip_part *part)
{
    r->numbers = r->texts = 0;
    r->where = ELSEWHERE;
    r->scan = (struct xlsx_scan){.on_tag = take_tag, .on_text = take_text, .context = r};
    xlsx_zip_begin(r->writer, part->name);
    const char *fault = xlsx_zip_unpack(arena, part, take_piece, r);
    xlsx_zip_end(r->writer);
    if (!fault && r->sheet) {
        fault = xlsx_scan_end(&r->scan);
        if (!fault && (r->lost || r->numbers != r->sheet->number_count || r->texts != r->sheet->text_count))
            fault = "cells got lost";
    }
    return fault ? arena_text(arena, "%s: %s", part->name, fault) : NULL;
}

const char *xlsx_exact_rewrite(struct arena *arena, const void *bytes, size_t length,
                               const struct xlsx_exact_sheet *sheet, size_t sheet_count, struct text_buffer *out)
{
    struct xlsx_zip zip;
    const char *fault = xlsx_zip_read(arena, bytes, length, &zip);
    if (fault)
        return fault;
    struct rewriting *r = arena_alloc(arena, 1, sizeof *r);
    r->writer = xlsx_zip_create(out);
    for (size_t i = 0; i < zip.count && !fault; i++) {
        r->sheet = sheet_of(zip.part[i].name, sheet, sheet_count);
        fault = rewrite_part(arena, r, &zip.part[i]);
    }
    const char *too_large = xlsx_zip_finish(r->writer);
    return fault ? fault : too_large;
}
