#include "inputs/words.h"

#include <ctype.h>
#include <string.h>

static void add_gap(char *words, size_t *length)
{
    if (words[*length - 1] != ' ')
        words[(*length)++] = ' ';
}

const char *words_of(struct arena *arena, const char *text, bool brackets)
{
    size_t length = 0, depth = 0;
    char *words = arena_alloc(arena, 5 * strlen(text) + 3, 1);
    words[length++] = ' ';
    for (const char *c = text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool opens = byte == '(' || byte == '[', closes = byte == ')' || byte == ']';
        depth += opens && !brackets;
        if (depth == 0 && (isalnum(byte) || byte >= 0x80 || byte == '%' || byte == '&' || byte == '$')) {
            words[length++] = (char)tolower(byte);
        } else if (depth == 0 && byte == '/') {
            add_gap(words, &length);
            for (const char *per = "per "; *per; per++)
                words[length++] = *per;
        } else if (byte != '\'' && byte != '*' && byte != '`') {
            add_gap(words, &length);
        }
        depth -= closes && depth > 0 ? 1 : 0;
    }
    add_gap(words, &length);
    return words;
}

bool words_tell(const char *words, const char *list)
{
    char phrase[64];
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, "|");
        if (length < sizeof phrase) {
            memcpy(phrase, at, length);
            phrase[length] = '\0';
            if (strstr(words, phrase))
                return true;
        }
        at += length + (at[length] == '|');
    }
    return false;
}
