#include "inputs/cell_note.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { FOOTNOTE_BYTES = 6, NOTE_BYTES_MAX = 200, CELL_TEXT_MAX = 1000 };

struct note_word {
    const char *word, *means;
};

static const struct note_word refused[] = {
#define CELL_NOTE_WORD(word, means) {word, means},
#include "inputs/cell_note_words.def"
#undef CELL_NOTE_WORD
};

/* Units that may stand in brackets behind a number, between blanks. */
static const char units[] =
    " k m mm mn mio mil million millions b bn billion billions t tn trillion thousand thousands mrd "
    "lakh crore % percent pct year years yr yrs month months mo quarter quarters week weeks day "
    "days usd eur gbp chf inr sek nok dkk cad aud in of us x ";

static bool has_digit(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (isdigit((unsigned char)text[i]))
            return true;
    return false;
}

/* The text in lower case with single blanks between and around words; marks separate words. */
static const char *as_words(struct arena *arena, const char *text, size_t length)
{
    char *words = arena_alloc(arena, length + 3, 1);
    size_t used = 0;
    words[used++] = ' ';
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (isalnum(byte) || byte >= 0x80 || byte == '%')
            words[used++] = (char)tolower(byte);
        else if (words[used - 1] != ' ')
            words[used++] = ' ';
    }
    if (words[used - 1] != ' ')
        words[used++] = ' ';
    return words;
}

/* Nothing but units and signs of currencies. */
static bool is_unit(struct arena *arena, const char *text, size_t length)
{
    if (length == 0 || has_digit(text, length))
        return false;
    const char *words = as_words(arena, text, length);
    bool sign = memchr(text, '$', length) || memchr(text, '%', length);
    for (const char *at = words; at[1] != '\0'; at += 1 + strcspn(at + 1, " ")) {
        size_t word = strcspn(at + 1, " ");
        const char *padded = arena_copy(arena, at, word + 2);
        bool currency = (unsigned char)at[1] >= 0x80 && word <= 4; /* € £ ₹ before a magnitude: "€m" */
        if (!strstr(units, padded) && !currency)
            return false;
        sign = true;
    }
    return sign;
}

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return length;
}

/* Where the bracket opens that closes at text[length - 1]; `length` when none does. */
static size_t opening(const char *text, size_t length, char open, char close)
{
    size_t depth = 0;
    for (size_t i = length; i-- > 0;) {
        if (text[i] == close)
            depth++;
        else if (text[i] == open && --depth == 0)
            return i;
    }
    return length;
}

/* "[1]", "[a]": a footnote at the end. */
static size_t without_footnotes(const char *text, size_t length)
{
    while (length > 2 && text[length - 1] == ']') {
        size_t open = opening(text, length, '[', ']');
        if (open == 0 || open == length || length - open > FOOTNOTE_BYTES)
            break;
        length = trimmed(text, open);
    }
    return length;
}

static void check_note(struct arena *arena, struct cell_note *split, const char *note, size_t length, size_t at)
{
    const char *words = as_words(arena, note, length);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (!strstr(words, refused[i].word))
            continue;
        split->fault = arena_text(arena, "`%.*s` behind it makes the number %s", (int)length, note, refused[i].means);
        split->fault_at = at;
        return;
    }
    split->note = arena_copy(arena, note, length);
}

/* Words that go on with the value where they stand behind a dash: "2027 - present". */
static bool goes_on(const char *words)
{
    static const char list[] =
        " present now later onward onwards open end beyond plus or tbd mid early late q h fy spring "
        "summer autumn fall winter january february march april may june july august september "
        "october november december jan feb mar apr jun jul aug sep sept oct nov dec year years y "
        "month months m usd eur gbp never unknown ";
    char first[32] = " ";
    size_t length = strcspn(words + 1, " ");
    if (length > sizeof first - 3)
        return false;
    memcpy(first + 1, words + 1, length);
    memcpy(first + 1 + length, " ", 2);
    return strstr(list, first) != NULL;
}

/* A dash between blanks and words without a number: "$5B - likely acquired". Returns the length of what stands before.
 */
static size_t before_remark(struct arena *arena, const char *text, size_t length, size_t *remark)
{
    static const char *const dashes[] = {" - ", " -- ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "; ", ": "};
    for (size_t d = 0; d < sizeof dashes / sizeof *dashes; d++) {
        const char *found = strstr(text, dashes[d]);
        size_t at = found ? (size_t)(found - text) : length;
        if (at >= length || !has_digit(text, at))
            continue;
        *remark = at + strlen(dashes[d]);
        if (*remark >= length || has_digit(text + *remark, length - *remark) ||
            memchr(text + *remark, '$', length - *remark) || goes_on(as_words(arena, text + *remark, length - *remark)))
            continue;
        return at;
    }
    return length;
}

/* Brackets at the end. True: they were dealt with. */
static bool split_bracket(struct arena *arena, const char *text, size_t length, struct cell_note *split)
{
    if (length < 2 || text[length - 1] != ')')
        return false;
    size_t open = opening(text, length, '(', ')');
    if (open == length || length - open > NOTE_BYTES_MAX || (open > 0 && text[open - 1] == ']')) /* a link */
        return false;
    const char *inner = text + open + 1;
    size_t inner_length = length - open - 2, before = trimmed(text, open);
    if (has_digit(text, before) && is_unit(arena, inner, inner_length)) {
        char *spaced = arena_copy(arena, text, length);
        spaced[open] = spaced[length - 1] = ' ';
        split->value = spaced;
        return true;
    }
    if (has_digit(text, before)) {
        split->value = arena_copy(arena, text, before);
        check_note(arena, split, inner, inner_length, open);
        return true;
    }
    bool words = false; /* "High (70%)", not "$(2,500)", which is a loss in the books */
    for (size_t i = 0; i < before; i++)
        words = words || isalpha((unsigned char)text[i]);
    if (!words || before < 2 || !has_digit(inner, inner_length))
        return false;
    split->value = arena_copy(arena, inner, inner_length);
    split->value_at = open + 1;
    check_note(arena, split, text, before, 0);
    return true;
}

struct cell_note cell_note_split(struct arena *arena, const char *text)
{
    struct cell_note split = {.value = text};
    size_t whole = strlen(text);
    if (whole > CELL_TEXT_MAX)
        return split; /* not a cell of a table */
    size_t length = without_footnotes(text, trimmed(text, whole));
    if (split_bracket(arena, text, length, &split))
        return split;
    size_t remark = 0, before = before_remark(arena, text, length, &remark);
    if (before < length) {
        split.value = arena_copy(arena, text, before);
        check_note(arena, &split, text + remark, length - remark, remark);
    } else if (length < trimmed(text, whole)) {
        split.value = arena_copy(arena, text, length); /* a footnote makes no difference */
    }
    return split;
}
