/* One UTF-8 sequence at a time, strict (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF. */
#ifndef INPUTS_UTF8_STRICT_H
#define INPUTS_UTF8_STRICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the character at `text` (1..4), or 0 when the bytes there are not UTF-8. `left` > 0 bytes may be read. */
static inline size_t utf8_length(const char *text, size_t left)
{
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80)
        return 1;
    size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (!length || length > left)
        return 0;
    unsigned char second = (unsigned char)text[1];
    /* The first byte narrows what the second may be. */
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 0;
    }
    return length;
}

/* The code point of a sequence that utf8_length found to be good. */
static inline uint32_t utf8_code(const char *text, size_t length)
{
    static const unsigned char first_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)text[0] & first_mask[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    return code;
}

/* Characters that are not seen, or that turn what follows around, can make a text lie. Control characters of ASCII
 * aside.
 */
static inline bool utf8_deceives(uint32_t code)
{
    return (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

#endif
