#include "inputs/cell_clean.h"

#include <stdbool.h>
#include <string.h>

enum { LINK_TEXT_MAX = 512, LINK_ADDRESS_MAX = 4096 };

enum { PARTS = 1 };

struct spelling {
    const char *written;
    char means; /* 0: nothing; PARTS: nothing, but what stands on both sides stays apart */
};

static const struct spelling spellings[] = {
    {"\xE2\x80\x90", '-'},   {"\xE2\x80\x91", '-'},   {"\xE2\x80\x92", '-'},   {"\xE2\x80\x93", '-'},
    {"\xE2\x80\x94", '-'},   {"\xE2\x80\x95", '-'},   {"\xE2\x88\x92", '-'},   {"\xEF\xB9\x98", '-'},
    {"\xEF\xB9\xA3", '-'},   {"\xEF\xBC\x8D", '-'},   {"\xC2\xA0", ' '},       {"\xE2\x80\x82", ' '},
    {"\xE2\x80\x83", ' '},   {"\xE2\x80\x87", ' '},   {"\xE2\x80\x89", ' '},   {"\xE2\x80\x8A", ' '},
    {"\xE2\x80\xAF", ' '},   {"\xE3\x80\x80", ' '},   {"\xE2\x89\xA5", '>'},   {"\xE2\x89\xA4", '<'},
    {"\xC3\x97", 'x'},       {"\xE2\x80\x99", '\''},  {"\xE2\x89\x88", PARTS}, {"\xC2\xAD", 0},
    {"\xE2\x80\xA0", PARTS}, {"\xE2\x80\xA1", PARTS}, {"\xC2\xB9", PARTS},     {"\xC2\xB2", PARTS},
    {"\xC2\xB3", PARTS},     {"\xE2\x80\xA2", PARTS}, {"\xEF\xB8\x8F", 0},     {"\xE2\x80\x98", '\''},
    {"\xE2\x80\x8B", 0},     {"\xEF\xBB\xBF", 0},     {"\xE2\x81\xA0", 0},     {"\xC3\xA9", 'e'},
    {"\xC3\xB1", 'n'},       {"\xC3\xB3", 'o'},       {"\xC3\xB5", 'o'},       {"\xC2\xB1", '^'}, /* plus or minus */
    {"\xC3\xA0", 'a'},
};

/* Waves, which say "about" before a number and "to" between two. */
static const char *const waves[] = {"~", "\xE2\x88\xBC", "\xE3\x80\x9C", "\xEF\xBD\x9E"};

/* Half, a quarter and three, behind a whole number or alone. */
static const struct {
    const char *written, *decimals;
} fractions[] = {{"\xC2\xBD", ".5"}, {"\xC2\xBC", ".25"}, {"\xC2\xBE", ".75"}};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The byte after the bracket that closes the one at text[0], or 0 when none does within `limit` bytes. The limit keeps
 * a text of nothing but brackets linear. */
static size_t closing(const char *text, char open, char close, size_t limit)
{
    size_t depth = 0;
    for (size_t i = 0; i < limit && text[i] != '\0'; i++)
        if (text[i] == open)
            depth++;
        else if (text[i] == close && --depth == 0)
            return i + 1;
    return 0;
}

/* The length of a link `[text](address)`, picture `![...](...)` or footnote `[^1]` at text[0]; 0 when there is none.
 * `inner` is the text between the brackets. */
static size_t link_length(const char *text, size_t *inner, size_t *inner_end)
{
    size_t mark = text[0] == '!' ? 1 : 0;
    if (text[mark] != '[')
        return 0;
    size_t label = closing(text + mark, '[', ']', LINK_TEXT_MAX);
    if (label == 0)
        return 0;
    *inner = mark + 1;
    *inner_end = mark + label - 1;
    if (text[mark + label] == '(') {
        size_t address = closing(text + mark + label, '(', ')', LINK_ADDRESS_MAX);
        return address == 0 ? 0 : mark + label + address;
    }
    if (text[mark + 1] == '^') {
        *inner_end = *inner;
        return mark + label;
    }
    return 0;
}

static void cleaned_add(struct cell_cleaned *clean, char byte, size_t origin)
{
    clean->byte[clean->length] = byte;
    clean->origin[clean->length] = origin;
    clean->length++;
}

/* An emoji or a dingbat: U+1F000 on, U+2600 to U+27BF, and the superscripts U+2070 to U+2079 of footnotes. */
static bool is_picture(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = first ? (unsigned char)text[1] : 0;
    return (first == 0xF0 && second == 0x9F) || (first == 0xE2 && second >= 0x98 && second <= 0x9E) ||
           (first == 0xE2 && second == 0x81 && (unsigned char)text[2] >= 0xB0 && (unsigned char)text[2] <= 0xB9);
}

/* "30.06.2027", which no number is: 0, or its length. */
static size_t dotted_day(const char *text)
{
    size_t day = strspn(text, "0123456789");
    if (day < 1 || day > 2 || text[day] != '.')
        return 0;
    size_t month = strspn(text + day + 1, "0123456789"), year_at = day + month + 2;
    if (month < 1 || month > 2 || text[year_at - 1] != '.' || strspn(text + year_at, "0123456789") != 4)
        return 0;
    return text[year_at + 4] == '.' ? 0 : year_at + 4;
}

/* A full-width form, U+FF01 to U+FF5E, is the ASCII character 0xFEE0 below it: that character, or 0. */
static char of_full_width(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = first ? (unsigned char)text[1] : 0;
    unsigned char third = second ? (unsigned char)text[2] : 0;
    if (first != 0xEF || third < 0x80 || (second != 0xBC && second != 0xBD) || (second == 0xBC && third == 0x80))
        return 0;
    int ascii = (second - 0xBC) * 0x40 + third - 0x80 + ' ';
    return ascii < 0x7F ? (char)ascii : 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether a number, with a currency before it or not, begins at text[0]. */
static bool begins_number(const char *text)
{
    return is_digit(text[0]) || text[0] == '$' || (unsigned char)text[0] == 0xC2 || (unsigned char)text[0] == 0xE2 ||
           of_full_width(text) != 0;
}

static bool ends_value(char c)
{
    return is_digit(c) || c == '%' || (c >= 'a' && c <= 'z');
}

/* "3~5", "$50M~$70M", "3 ~ 5": the ends of a range. Not "up to ~5", nor "~~5~~ 7", which strikes a number out. */
static bool wave_joins(const struct cell_cleaned *clean, const char *text, size_t at, size_t wave)
{
    size_t last = clean->length, behind = at + wave;
    if (last == 0 || (text[at] == '~' && (text[at + 1] == '~' || text[at - 1] == '~')))
        return false;
    bool blank_before = clean->byte[last - 1] == ' ', blank_behind = text[behind] == ' ';
    last -= blank_before; /* one: a text of blanks and waves stays linear */
    return last > 0 && blank_before == blank_behind && ends_value(clean->byte[last - 1]) &&
           begins_number(text + behind + strspn(text + behind, " "));
}

/* What means nothing is dropped, but two numbers that it stands between do not become one: the mark refuses them. */
static void drop(struct cell_cleaned *clean, const char *text, size_t at, size_t length)
{
    if (clean->length > 0 && is_digit(clean->byte[clean->length - 1]) && is_digit(text[at + length]))
        cleaned_add(clean, text[at] == '_' ? '\'' : '|', at); /* "1_000" is in groups */
}

/* As 2027-06-30. */
static void clean_dotted_day(struct cell_cleaned *clean, const char *text, size_t at, size_t length)
{
    const char *day = text + at;
    size_t day_digits = strcspn(day, "."), month_digits = length - day_digits - 6;
    char written[11] = "2000-00-00";
    memcpy(written, day + length - 4, 4);
    memcpy(written + 7 - month_digits, day + day_digits + 1, month_digits);
    memcpy(written + 10 - day_digits, day, day_digits);
    for (size_t i = 0; i < 10; i++)
        cleaned_add(clean, written[i], at);
}

/* Cleans the character of two bytes or more at text[at]. Returns how many bytes it took. */
static size_t clean_wide(struct cell_cleaned *clean, const char *text, size_t at)
{
    char ascii = of_full_width(text + at);
    if (ascii != 0) {
        cleaned_add(clean, lower(ascii), at);
        return 3;
    }
    for (size_t k = 0; k < sizeof fractions / sizeof *fractions; k++) {
        if (!starts_with(text + at, fractions[k].written))
            continue;
        for (const char *c = fractions[k].decimals; *c; c++)
            cleaned_add(clean, *c, at);
        return strlen(fractions[k].written);
    }
    for (size_t k = 0; k < sizeof spellings / sizeof *spellings; k++) {
        size_t length = strlen(spellings[k].written);
        if (!starts_with(text + at, spellings[k].written))
            continue;
        if (spellings[k].means == PARTS)
            drop(clean, text, at, length);
        else if (spellings[k].means != 0)
            cleaned_add(clean, spellings[k].means, at);
        return length;
    }
    cleaned_add(clean, text[at], at);
    return 1;
}

/* Cleans text[at, end) without looking for links. Returns how many bytes one character took. */
static size_t clean_character(struct cell_cleaned *clean, const char *text, size_t at)
{
    char c = text[at];
    for (size_t k = 0; k < sizeof waves / sizeof *waves; k++) {
        size_t length = strlen(waves[k]);
        if (!starts_with(text + at, waves[k]))
            continue;
        if (wave_joins(clean, text, at, length))
            cleaned_add(clean, '-', at);
        else
            drop(clean, text, at, length);
        return length;
    }
    if (c == '*' || c == '_' || c == '`') {
        size_t run = strspn(text + at, "*_`");
        drop(clean, text, at, run);
        return run;
    }
    if (is_picture(text + at)) {
        size_t length = (unsigned char)c >= 0xF0 ? 4 : 3;
        drop(clean, text, at, length);
        return length;
    }
    if ((unsigned char)c >= 0x80)
        return clean_wide(clean, text, at);
    bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    cleaned_add(clean, blank ? ' ' : lower(c), at);
    return 1;
}

/* A link is a footnote and drops out, unless the cell is nothing but links: then their texts are the cell. */
static void clean_text(const char *text, size_t length, bool keep_link_texts, struct cell_cleaned *clean)
{
    clean->length = 0;
    for (size_t i = 0; i < length;) {
        size_t inner = 0, inner_end = 0;
        size_t link = text[i] == '[' || text[i] == '!' ? link_length(text + i, &inner, &inner_end) : 0;
        size_t day =
            is_digit(text[i]) && (i == 0 || (!is_digit(text[i - 1]) && text[i - 1] != '.')) ? dotted_day(text + i) : 0;
        if (day > 0) {
            clean_dotted_day(clean, text, i, day);
            i += day;
            continue;
        }
        if (link == 0) {
            i += clean_character(clean, text, i);
            continue;
        }
        for (size_t k = i + inner; keep_link_texts && k < i + inner_end;)
            k += clean_character(clean, text, k);
        cleaned_add(clean, ' ', i);
        i += link;
    }
    clean->byte[clean->length] = '\0';
    clean->origin[clean->length] = length;
}

static bool is_blank(const struct cell_cleaned *clean)
{
    return strspn(clean->byte, " ") == clean->length;
}

struct cell_cleaned cell_clean(struct arena *arena, const char *text, size_t length)
{
    struct cell_cleaned clean = {.byte = arena_alloc(arena, 2 * length + 1, 1),
                                 .origin = arena_alloc(arena, 2 * length + 1, sizeof(size_t))};
    clean_text(text, length, false, &clean);
    if (is_blank(&clean))
        clean_text(text, length, true, &clean);
    return clean;
}
