/* What the patterns of letters (letter_patterns.def) find in sentences, and the tree that is made of it. */
#ifndef INPUTS_LETTER_READING_H
#define INPUTS_LETTER_READING_H

#include "inputs/cell.h"
#include "inputs/document.h"
#include "inputs/letter_sentences.h"

/* Parts of patterns: what each finds is its first group. */
#define AMOUNT "[0-9]([0-9,.']*[0-9])?[kKmM]?"
#define MONEY "([$]" AMOUNT "|(€ ?|£ ?|EUR ?|USD ?|GBP ?|CHF ?)" AMOUNT "|" AMOUNT " ?(€|£|EUR|USD|GBP|CHF))"
#define PERCENT "([0-9]([0-9.,]*[0-9])? ?%)"
#define NUMBER_WORD "([0-9]+|one|two|three|four|five|six|nine|twelve)( \\([0-9]+\\))?"

#define LETTER_PATTERN(path, needs, pattern, group) +1
enum {
    LETTER_PATTERNS = 0
#include "inputs/letter_patterns.def"
};
#undef LETTER_PATTERN

struct letter {
    struct arena *arena;
    struct problems *problems;
    const struct source *source;
    const char *called;    /* in assumptions: "the letter", "the grant" */
    size_t grant;          /* the index of the grant that is told; it is grants.0 of the document all the same */
    struct node *document; /* what was told, as the tree of an offer */
    struct letter_sentences sentences;
    const char *value[LETTER_PATTERNS]; /* what a pattern found; NULL: nothing */
    const struct letter_sentence *said[LETTER_PATTERNS];
};

/* Looks for all patterns in all sentences. */
void letter_search(struct letter *letter);

/* The first value of a path, and its sentence; NULL: the letter does not say. */
const char *letter_value(const struct letter *letter, const char *path, const struct letter_sentence **said);
/* The mean of what a text says; NAN: it does not read. */
double letter_number(const struct letter *letter, const char *text, enum cell_kind kind);

/* A value at a path of the document, unless there is one; said as an assumption. */
void letter_put(struct letter *letter, const char *path, const char *text, const struct letter_sentence *said);
/* The value of the pattern `from`, at `path`, where the letter says it. */
void letter_put_plain(struct letter *letter, const char *from, const char *path);

#endif
