#include "outputs/utf8.h"

#include <string.h>

uint32_t utf8_next(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    if (*at == 0)
        return 0;
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    for (unsigned more = 0; more < 4; more++) {
        if ((*at & forms[more].mask) != forms[more].lead)
            continue;
        uint32_t point = *at & (unsigned char)~forms[more].mask;
        unsigned i = 1;
        for (; i <= more && (at[i] & 0xC0) == 0x80; i++)
            point = point << 6 | (at[i] & 0x3F);
        if (i <= more || point < forms[more].least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
            break;
        *text += more + 1;
        return point;
    }
    *text += 1;
    return UTF8_REPLACEMENT;
}

void utf8_put(struct text_buffer *out, uint32_t point)
{
    unsigned char bytes[4];
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; point >>= 6)
        bytes[i] = (unsigned char)(0x80 | (point & 0x3F));
    bytes[0] = (unsigned char)(lead[length] | point);
    text_put_bytes(out, bytes, length);
}

struct range {
    uint32_t first, last;
};

static bool within(uint32_t point, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* Unicode 15: general categories Mn and Me of the common scripts, joiners, variation selectors. */
static const struct range no_width[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
                                        {0x064B, 0x065F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
                                        {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
                                        {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
/* East Asian Width W and F. */
static const struct range double_width[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
/* C0, delete, C1, and what turns the direction of the text around it. */
static const struct range not_shown[] = {{0x01, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C},
                                         {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

bool utf8_is_shown(uint32_t point)
{
    return !within(point, not_shown, sizeof not_shown / sizeof *not_shown);
}

static size_t point_width(uint32_t point)
{
    if (within(point, no_width, sizeof no_width / sizeof *no_width))
        return 0;
    return within(point, double_width, sizeof double_width / sizeof *double_width) ? 2 : 1;
}

size_t utf8_width(const char *text)
{
    size_t width = 0;
    for (uint32_t point = utf8_next(&text); point; point = utf8_next(&text))
        width += point_width(point);
    return width;
}

static const char *ascii_spelling(uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *spelling;
    } spellings[] = {{0xB1, "+/-"},  {0x20AC, "EUR "}, {0xA3, "GBP "}, {0x2026, "..."}, {0x2013, "-"},
                     {0x2014, "-"},  {0x2212, "-"},    {0xB7, "|"},    {0xD7, "x"},     {0x2264, "<="},
                     {0x2265, ">="}, {0x2192, "->"},   {0x2018, "'"},  {0x2019, "'"},   {0x201C, "\""},
                     {0x201D, "\""}, {0xA0, " "},      {0x2022, "*"},  {0x2011, "-"},   {0x202F, " "}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spellings[i].point == point)
            return spellings[i].spelling;
    return "?";
}

void utf8_put_escape(struct text_buffer *out, uint32_t point)
{
    text_putf(out, point < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)point);
}

const char *utf8_for_terminal(struct arena *arena, const char *text, bool utf8)
{
    struct text_buffer out = {.arena = arena};
    for (uint32_t point = utf8_next(&text); point; point = utf8_next(&text)) {
        if (!utf8_is_shown(point))
            utf8_put_escape(&out, point);
        else if (point < 0x80 || utf8)
            utf8_put(&out, point);
        else
            text_put(&out, ascii_spelling(point));
    }
    return out.bytes ? out.bytes : "";
}

const char *utf8_cut(struct arena *arena, const char *text, size_t width, bool utf8)
{
    if (utf8_width(text) <= width)
        return text;
    const char *mark = utf8 ? "…" : "...";
    size_t room = width > utf8_width(mark) ? width - utf8_width(mark) : 0;
    const char *end = text;
    for (size_t used = 0;;) {
        const char *next = end;
        used += point_width(utf8_next(&next));
        if (used > room)
            break;
        end = next;
    }
    while (end > text && end[-1] == ' ')
        end--;
    return arena_text(arena, "%.*s%s", (int)(end - text), text, mark);
}
