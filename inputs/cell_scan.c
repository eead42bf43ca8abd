#include "inputs/cell_scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINK_TEXT_MAX = 512, LINK_ADDRESS_MAX = 4096, DIGITS_MAX = 400, EXPONENT_MAX = 100000, QUOTE_MAX = 60 };

/* The text without what makes no difference; origin[i] is where byte i stood in the text as given. */
struct cleaned {
    char *byte;
    size_t *origin;
    size_t length;
};

struct spelling {
    const char *written;
    char means; /* 0: nothing */
};

static const struct spelling spellings[] = {
    {"\xE2\x80\x90", '-'}, {"\xE2\x80\x91", '-'},  {"\xE2\x80\x92", '-'},  {"\xE2\x80\x93", '-'}, {"\xE2\x80\x94", '-'},
    {"\xE2\x80\x95", '-'}, {"\xE2\x88\x92", '-'},  {"\xEF\xB9\x98", '-'},  {"\xEF\xB9\xA3", '-'}, {"\xEF\xBC\x8D", '-'},
    {"\xC2\xA0", ' '},     {"\xE2\x80\x82", ' '},  {"\xE2\x80\x83", ' '},  {"\xE2\x80\x87", ' '}, {"\xE2\x80\x89", ' '},
    {"\xE2\x80\x8A", ' '}, {"\xE2\x80\xAF", ' '},  {"\xE3\x80\x80", ' '},  {"\xE2\x89\xA5", '>'}, {"\xE2\x89\xA4", '<'},
    {"\xC3\x97", 'x'},     {"\xE2\x80\x99", '\''}, {"\xE2\x89\x88", 0},    {"\xE2\x88\xBC", 0},   {"\xC2\xAD", 0},
    {"\xE2\x80\xA0", 0},   {"\xE2\x80\xA1", 0},    {"\xC2\xB9", 0},        {"\xC2\xB2", 0},       {"\xC2\xB3", 0},
    {"\xE2\x80\xA2", 0},   {"\xEF\xB8\x8F", 0},    {"\xE2\x80\x98", '\''}, {"\xE2\x80\x8B", 0},   {"\xEF\xBB\xBF", 0},
    {"\xE2\x81\xA0", 0},
};

static const struct {
    const char *symbol, *code;
} symbols[] = {{"$", "$"},
               {"\xE2\x82\xAC", "eur"},
               {"\xC2\xA3", "gbp"},
               {"\xC2\xA5", "\xC2\xA5"},
               {"\xE2\x82\xB9", "inr"},
               {"\xE2\x82\xA9", "krw"},
               {"\xE2\x82\xAA", "ils"},
               {"\xE2\x82\xA6", "ngn"},
               {"\xE2\x82\xBD", "rub"},
               {"\xE2\x82\xBA", "try"},
               {"\xE2\x82\xB4", "uah"},
               {"\xE2\x82\xAB", "vnd"},
               {"\xE2\x82\xB1", "php"}};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
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

static void cleaned_add(struct cleaned *clean, char byte, size_t origin)
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

/* As 2027-06-30. */
static void clean_dotted_day(struct cleaned *clean, const char *text, size_t at, size_t length)
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

/* Cleans text[at, end) without looking for links. Returns how many bytes one character took. */
static size_t clean_character(struct cleaned *clean, const char *text, size_t at)
{
    char c = text[at];
    if (c == '*' || c == '_' || c == '`' || c == '~')
        return 1;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        cleaned_add(clean, ' ', at);
        return 1;
    }
    if (is_picture(text + at))
        return (unsigned char)c >= 0xF0 ? 4 : 3;
    if ((unsigned char)c >= 0x80) {
        for (size_t k = 0; k < sizeof spellings / sizeof *spellings; k++) {
            if (starts_with(text + at, spellings[k].written)) {
                if (spellings[k].means != 0)
                    cleaned_add(clean, spellings[k].means, at);
                return strlen(spellings[k].written);
            }
        }
    }
    cleaned_add(clean, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c, at);
    return 1;
}

/* A link is a footnote and drops out, unless the cell is nothing but links: then their texts are the cell. */
static void clean_text(const char *text, size_t length, bool keep_link_texts, struct cleaned *clean)
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

static bool is_blank(const struct cleaned *clean)
{
    return strspn(clean->byte, " ") == clean->length;
}

static bool scan_fault(struct scan *scan, size_t at, const char *fault, const char *help)
{
    scan->fault = fault;
    scan->fault_at = at;
    scan->help = help;
    return false;
}

/* Three digits and no fourth. */
static bool is_group(const char *text)
{
    return is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && !is_digit(text[3]);
}

struct number_scan {
    char *out;
    size_t length;
    size_t next;
    char separator; /* of thousands, once one was seen */
    size_t groups;  /* behind separators */
};

static void number_digits(struct number_scan *number, const char *text)
{
    while (is_digit(text[number->next]))
        number->out[number->length++] = text[number->next++];
}

static bool is_separator(char c, enum comma_use commas)
{
    return c == ' ' || c == '\'' || (c == ',' && commas != COMMA_DECIMAL) || (c == '.' && commas != COMMA_GROUPS);
}

/* A decimal point or comma behind a number that was grouped by `separator`, or by none. */
static bool is_point(char c, enum comma_use commas, char separator)
{
    if (c == separator)
        return false;
    return c == '.' ? commas != COMMA_DECIMAL || separator == 0 : c == ',' && commas != COMMA_GROUPS;
}

/* 1,200,000 or 1 200 000 or 1'200'000, with decimal commas 1.200.000. */
static void number_groups(struct number_scan *number, const char *text, enum comma_use commas)
{
    size_t lead = number->length;
    bool zero = lead == 1 && number->out[0] == '0';
    if (lead < 1 || lead > 3 || zero)
        return;
    for (;;) {
        char c = text[number->next];
        if (!is_separator(c, commas) || (number->separator != 0 && c != number->separator) ||
            !is_group(text + number->next + 1))
            return;
        number->separator = c;
        number->groups++;
        number->next++;
        number_digits(number, text);
    }
}

/* "8,500" could be 8500, "0,125" and "8,5" could not. */
static bool could_be_group(const char *text, size_t lead)
{
    return lead >= 1 && lead <= 3 && text[0] != '0' && is_group(text + lead + 1);
}

static int number_exponent(struct number_scan *number, const char *text)
{
    size_t i = number->next;
    if (text[i] != 'e')
        return 0;
    i++;
    bool negative = text[i] == '-';
    if (text[i] == '-' || text[i] == '+')
        i++;
    if (!is_digit(text[i]))
        return 0;
    int exponent = 0;
    for (; is_digit(text[i]); i++)
        exponent = exponent < EXPONENT_MAX ? 10 * exponent + (text[i] - '0') : exponent;
    number->next = i;
    return negative ? -exponent : exponent;
}

static bool number_token(struct arena *arena, struct scan *scan, const struct cleaned *clean, size_t from,
                         enum comma_use commas, struct token *token, size_t *next)
{
    const char *text = clean->byte;
    struct number_scan number = {.next = from};
    number.out = arena_alloc(arena, strspn(text + from, "0123456789., '") + 1, 1);
    number_digits(&number, text);
    number_groups(&number, text, commas);
    token->digits = number.separator == 0 && number.length <= 9 ? (int)number.length : 0;
    if (commas != COMMA_GROUPS && number.groups == 1 && (number.separator == '.' || number.separator == ','))
        token->taken_group = number.separator;
    if (is_point(text[number.next], commas, number.separator) && is_digit(text[number.next + 1])) {
        bool group_like = number.separator == 0 && could_be_group(text + from, number.next - from);
        token->taken_decimal = commas == COMMA_DECIMAL && group_like ? text[number.next] : 0;
        number.out[number.length++] = '.';
        number.next++;
        number_digits(&number, text);
        token->digits = 0;
        token->taken_group = 0;
    }
    char after = text[number.next];
    if ((after == ',' || after == '.') && is_digit(text[number.next + 1])) {
        return scan_fault(
            scan, clean->origin[number.next], arena_text(arena, "`%c` does not continue the number before it", after),
            commas != COMMA_GROUPS ? "this file writes 1.234,5: points between thousands, a comma before decimals"
                                   : "write 1,234.5: commas between groups of three digits, a point before decimals");
    }
    size_t before_exponent = number.next;
    token->exponent = number_exponent(&number, text);
    token->digits = number.next > before_exponent ? 0 : token->digits;
    if (number.length > DIGITS_MAX) {
        return scan_fault(scan, clean->origin[from],
                          arena_text(arena, "a number of %zu digits is too long", number.length),
                          "write it with a magnitude: `$8B`");
    }
    token->type = TOKEN_NUMBER;
    token->word = number.out;
    *next = number.next;
    return true;
}

static bool symbol_token(const char *text, struct token *token, size_t *length)
{
    for (size_t k = 0; k < sizeof symbols / sizeof *symbols; k++) {
        if (starts_with(text, symbols[k].symbol)) {
            token->type = TOKEN_SYMBOL;
            token->word = symbols[k].code;
            *length = strlen(symbols[k].symbol);
            return true;
        }
    }
    return false;
}

/* "four": a number, but not one that a year or a month is written in. */
static void number_word(struct token *token)
{
    static const char *const words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strcmp(words[k], token->word) == 0) {
            token->type = TOKEN_NUMBER;
            token->word = digits[k];
            return;
        }
    }
}

/* "four (4) years": the number in brackets says it again. */
static void drop_said_again(struct scan *scan)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->count; i++) {
        const struct token *token = &scan->token[i];
        bool again = kept > 0 && i + 2 < scan->count && token_is_mark(token, '(') && token_is_mark(token + 2, ')') &&
                     token[1].type == TOKEN_NUMBER && scan->token[kept - 1].type == TOKEN_NUMBER &&
                     strcmp(token[1].word, scan->token[kept - 1].word) == 0;
        if (again)
            i += 2;
        else
            scan->token[kept++] = *token;
    }
    scan->token[kept] = scan->token[scan->count];
    scan->count = kept;
}

/* One token from clean->byte[*next]; the caller has skipped spaces. */
static bool next_token(struct arena *arena, struct scan *scan, const struct cleaned *clean, enum comma_use commas,
                       struct token *token, size_t *next)
{
    const char *text = clean->byte;
    size_t from = *next, length = 1;
    *token = (struct token){.word = ""};
    if (is_digit(text[from]) || (text[from] == '.' && is_digit(text[from + 1])))
        return number_token(arena, scan, clean, from, commas, token, next);
    if (is_letter(text[from])) {
        while (is_letter(text[from + length]))
            length++;
        token->type = TOKEN_WORD;
        token->word = arena_copy(arena, text + from, length);
        number_word(token);
        *next = from + length + (text[from + length] == '.' && !is_digit(text[from + length + 1]) ? 1 : 0);
        return true;
    }
    if (text[from] == '%') {
        token->type = TOKEN_WORD;
        token->word = "%";
    } else if (!symbol_token(text + from, token, &length)) {
        unsigned char c = (unsigned char)text[from];
        token->type = c > ' ' && c < 0x7F ? TOKEN_MARK : TOKEN_OTHER;
        token->mark = text[from];
        while (((unsigned char)text[from + length] & 0xC0) == 0x80)
            length++;
    }
    *next = from + length;
    return true;
}

void cell_scan(struct arena *arena, const char *text, enum comma_use commas, struct scan *scan)
{
    *scan = (struct scan){.text = text};
    size_t length = strnlen(text, CELL_BYTES_MAX + 1);
    if (length > CELL_BYTES_MAX) {
        scan_fault(scan, 0, "a text of more than 65,536 bytes is not a value", NULL);
        return;
    }
    struct cleaned clean = {.byte = arena_alloc(arena, 2 * length + 1, 1),
                            .origin = arena_alloc(arena, 2 * length + 1, sizeof(size_t))};
    clean_text(text, length, false, &clean);
    if (is_blank(&clean))
        clean_text(text, length, true, &clean);
    for (size_t next = 0;;) {
        next += strspn(clean.byte + next, " ");
        struct token *token = &scan->token[scan->count];
        if (next >= clean.length) {
            *token = (struct token){.type = TOKEN_END, .at = length, .end = length, .word = ""};
            drop_said_again(scan);
            return;
        }
        if (scan->count == CELL_TOKENS_MAX) {
            scan_fault(scan, clean.origin[next], "this is too long for a value", NULL);
            return;
        }
        size_t from = next;
        if (!next_token(arena, scan, &clean, commas, token, &next))
            return;
        token->at = clean.origin[from];
        token->end = clean.origin[next - 1] + 1;
        while (((unsigned char)text[token->end] & 0xC0) == 0x80)
            token->end++;
        scan->count++;
    }
}

double token_value(const struct token *number, int shift)
{
    char text[DIGITS_MAX + 32];
    snprintf(text, sizeof text, "%se%d", number->word, number->exponent + shift);
    return strtod(text, NULL);
}

bool token_is_word(const struct token *token, const char *word)
{
    return token->type == TOKEN_WORD && strcmp(token->word, word) == 0;
}

bool token_is_mark(const struct token *token, char mark)
{
    return token->type == TOKEN_MARK && token->mark == mark;
}

const char *scan_quote(struct arena *arena, const struct scan *scan, size_t at, size_t end)
{
    size_t length = end > at ? end - at : 0;
    if (length <= QUOTE_MAX)
        return arena_copy(arena, scan->text + at, length);
    length = QUOTE_MAX;
    while (length > 0 && ((unsigned char)scan->text[at + length] & 0xC0) == 0x80)
        length--;
    return arena_text(arena, "%.*s...", (int)length, scan->text + at);
}
