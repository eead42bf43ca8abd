#include "inputs/cell_scan.h"

#include "inputs/cell_clean.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 400, EXPONENT_MAX = 100000, QUOTE_MAX = 60 };

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

/* Words of scripts that put no blanks between them; a longer one before a shorter one that it begins with. */
static const char *const wide_words[] = {"億",   "亿",   "억",     "万",     "萬",   "만",   "兆",   "조",   "円",
                                         "圆",   "圓",   "元",     "원",     "ドル", "美元", "美金", "달러", "欧元",
                                         "歐元", "유로", "ユーロ", "人民币", "年",   "년",   "个月", "個月", "ヶ月",
                                         "か月", "カ月", "ヵ月",   "개월",   "月",   "월",   NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
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

/* The digits of 5,00,00,000 as India groups them: twos, and three at the end; 0: it is no such number. */
static size_t indian_length(const char *text, size_t at)
{
    size_t twos = 0;
    for (; text[at] == ',' && is_digit(text[at + 1]) && is_digit(text[at + 2]) && !is_digit(text[at + 3]); at += 3)
        twos++;
    return twos > 0 && text[at] == ',' && is_group(text + at + 1) && text[at + 4] != ',' ? at + 4 : 0;
}

/* 1,200,000 or 1 200 000 or 1'200'000, with decimal commas 1.200.000. */
static void number_groups(struct number_scan *number, const char *text, enum comma_use commas)
{
    size_t lead = number->length;
    bool zero = lead == 1 && number->out[0] == '0';
    if (lead < 1 || lead > 3 || zero)
        return;
    size_t indian = lead < 3 && commas != COMMA_DECIMAL ? indian_length(text, number->next) : 0;
    if (indian) {
        number->separator = ',';
        while (number->next < indian) {
            number->next++;
            number_digits(number, text);
            number->groups++;
        }
        return;
    }
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

static bool number_token(struct arena *arena, struct scan *scan, const struct cell_cleaned *clean, size_t from,
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

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
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

static bool wide_word(const char *text, struct token *token, size_t *length)
{
    for (const char *const *word = wide_words; (unsigned char)text[0] >= 0x80 && *word; word++) {
        if (!starts_with(text, *word))
            continue;
        token->type = TOKEN_WORD;
        token->word = *word;
        *length = strlen(*word);
        return true;
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
static bool next_token(struct arena *arena, struct scan *scan, const struct cell_cleaned *clean, enum comma_use commas,
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
    } else if (!symbol_token(text + from, token, &length) && !wide_word(text + from, token, &length)) {
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
    struct cell_cleaned clean = cell_clean(arena, text, length);
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
