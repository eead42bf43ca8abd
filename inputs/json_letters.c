#include "inputs/json_letters.h"

#include "inputs/utf8_strict.h"

#include <string.h>

enum { SHOWN_BYTES = 40 };

static bool is_hex(char digit)
{
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
}

/* The four digits after \u; false when they are not four. `left` counts from the backslash. */
static bool hex_code(const char *text, size_t left, uint32_t *code)
{
    if (left < 6 || text[0] != '\\' || text[1] != 'u')
        return false;
    *code = 0;
    for (size_t i = 2; i < 6; i++) {
        if (!is_hex(text[i]))
            return false;
        unsigned char digit = (unsigned char)text[i];
        *code = *code << 4 | (digit <= '9' ? digit - 48U : (digit | 0x20U) - 87U); /* a is 97 */
    }
    return true;
}

static struct json_letter faulty(struct arena *arena, const char *text, size_t shown, size_t bytes, const char *what,
                                 const char *help)
{
    return (struct json_letter){bytes, what, arena ? arena_copy(arena, text, shown) : "", help};
}

static struct json_letter unicode_escape(struct arena *arena, const char *text, size_t left)
{
    static const char *const pairs =
        "Characters past U+FFFF are a pair: \\uD83D\\uDE00; or write the character itself.";
    uint32_t code, second;
    if (!hex_code(text, left, &code))
        return faulty(arena, text, 2, 2, "four hexadecimal digits are missing after ", "For example \\u20AC.");
    if (code == 0)
        return faulty(arena, text, 6, 6, "a text cannot hold the zero character ", "Take it away.");
    if (code >= 0xDC00 && code < 0xE000)
        return faulty(arena, text, 6, 6, "the second half of a surrogate pair without its first half: ", pairs);
    if (code < 0xD800 || code >= 0xE000)
        return (struct json_letter){.bytes = 6};
    if (!hex_code(text + 6, left - 6, &second) || second < 0xDC00 || second >= 0xE000)
        return faulty(arena, text, 6, 6, "the first half of a surrogate pair without its second half: ", pairs);
    return (struct json_letter){.bytes = 12};
}

struct json_letter json_letter(struct arena *arena, const char *text, size_t left)
{
    unsigned char byte = (unsigned char)text[0];
    if (byte == '\\') {
        if (left > 1 && text[1] == 'u')
            return unicode_escape(arena, text, left);
        if (left > 1 && text[1] && strchr("\"\\/bfnrt", text[1]))
            return (struct json_letter){.bytes = 2};
        size_t letter = left > 1 ? utf8_length(text + 1, left - 1) : 0;
        /* A control character after the backslash is a fault of its own. */
        size_t bytes = letter && (unsigned char)text[1] >= 0x20 ? 1 + letter : 1;
        return faulty(arena, text, bytes, bytes, "JSON has no such escape: ",
                      "Escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX; a backslash itself is written \\\\.");
    }
    if (byte < 0x20)
        return (struct json_letter){
            1, "a raw control character inside a text: ", arena ? arena_text(arena, "U+%04X", (unsigned)byte) : "",
            arena ? arena_text(arena, "It is written \\u%04x.", (unsigned)byte) : ""};
    size_t bytes = utf8_length(text, left);
    if (!bytes) {
        bytes = 1; /* what was meant to go on the same character is not told again */
        while (bytes < 6 && bytes < left && ((unsigned char)text[bytes] & 0xC0) == 0x80)
            bytes++;
        return (struct json_letter){
            bytes, "this byte is not UTF-8: ", arena ? arena_text(arena, "0x%02x", (unsigned)byte) : "",
            "Save the file as UTF-8."};
    }
    return (struct json_letter){.bytes = bytes};
}

static size_t put_utf8(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(first[length] | code);
    return length;
}

/* Writes what the escape at `text` means (never longer than it) and returns its bytes. */
static size_t decode_escape(const char *text, size_t left, char *out, size_t *written)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    uint32_t code, second;
    const char *letter = left > 1 && text[1] ? strchr(letters, text[1]) : NULL;
    if (letter) {
        *out = meant[letter - letters];
        *written = 1;
        return 2;
    }
    if (!hex_code(text, left, &code)) {
        *out = '\\';
        *written = 1;
        return 1;
    }
    bool pair =
        code >= 0xD800 && code < 0xDC00 && hex_code(text + 6, left - 6, &second) && second >= 0xDC00 && second < 0xE000;
    *written = put_utf8(out, pair ? 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00) : code);
    return pair ? 12 : 6;
}

const char *json_decoded(struct arena *arena, const char *bytes, const struct json_span *text, size_t *length)
{
    char *copy = arena_copy(arena, bytes + text->at, text->length);
    *length = text->length;
    if (!text->escaped)
        return copy;
    size_t out = 0;
    for (size_t at = 0; at < text->length;) {
        size_t written = 1, read = 1;
        if (bytes[text->at + at] == '\\')
            read = decode_escape(bytes + text->at + at, text->length - at, copy + out, &written);
        else
            copy[out] = bytes[text->at + at];
        at += read;
        out += written;
    }
    copy[out] = 0;
    *length = out;
    return copy;
}

static size_t length_until(const char *text, size_t left, const char *stops)
{
    size_t length = 0;
    while (length < left && text[length] && !strchr(stops, text[length]))
        length++;
    return length;
}

size_t json_word_length(const char *text, size_t left)
{
    return length_until(text, left, " \t\r\n\",:[]{}");
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static const char *number_help(const char *text, size_t length)
{
    bool digits_only = strspn(text, "0123456789+-.eE_") >= length;
    size_t sign = *text == '-' || *text == '+';
    if (!digits_only)
        return "A value with a unit stands in double quotes: \"$8-12B\", \"35%\", \"18 months\".";
    if (*text == '+')
        return "A number has no plus sign in front.";
    if (text[sign] == '0' && length > sign + 1 && text[sign + 1] >= '0' && text[sign + 1] <= '9')
        return "A number has no leading zero: 7, not 07.";
    if (text[sign] == '.' || text[length - 1] == '.')
        return "Digits stand on both sides of the decimal point: 0.5.";
    return "A number is written like 12, 0.5 or -1.5e6; a range stands in double quotes: \"2-3\".";
}

struct json_letter json_misfit(struct arena *arena, const char *text, size_t left)
{
    static const char *const wrong_case[] = {"True", "TRUE", "False", "FALSE", "None", "NULL", "Null", "undefined"};
    static const char *const not_finite[] = {"NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "-NaN"};
    size_t word = json_word_length(text, left);
    if (text[0] && strchr(",:]}", text[0]))
        return (struct json_letter){0, "a value is missing", "",
                                    "A value is a text, a number, true, false, null, {} or []."};
    if (text[0] == '\'')
        return (struct json_letter){0, "a text stands in double quotes", "", "\"...\", not '...'."};
    if (text[0] == '/' || text[0] == '#')
        return (struct json_letter){0, "JSON has no comments", "",
                                    "A comment is a key that begins with //: {\"//\": \"...\"}."};
    for (size_t i = 0; i < sizeof wrong_case / sizeof *wrong_case; i++) {
        if (is_word(text, word, wrong_case[i]))
            return faulty(arena, text, word, word,
                          "not a JSON value: ", "Write true, false or null, in small letters.");
    }
    for (size_t i = 0; i < sizeof not_finite / sizeof *not_finite; i++) {
        if (is_word(text, word, not_finite[i]))
            return faulty(arena, text, word, word, "not a JSON number: ", "Numbers are finite.");
    }
    size_t bytes = length_until(text, left, "\r\n\",[]{}");
    if (!bytes) /* a zero byte */
        return (struct json_letter){0, "an unexpected character", "", "JSON is plain text in UTF-8."};
    while (bytes > 1 && (text[bytes - 1] == ' ' || text[bytes - 1] == '\t'))
        bytes--;
    size_t shown = bytes < SHOWN_BYTES ? bytes : SHOWN_BYTES;
    while (shown > 1 && shown < bytes && ((unsigned char)text[shown] & 0xC0) == 0x80)
        shown--;
    if (strchr("+-.0123456789", text[0]))
        return faulty(arena, text, shown, bytes, "not a JSON number: ", number_help(text, bytes));
    return faulty(arena, text, shown, bytes, "not a JSON value: ", "A text stands in double quotes: \"...\".");
}
