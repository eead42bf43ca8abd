/* The sentences of a letter, and where a pattern is in them. */
#ifndef INPUTS_LETTER_SENTENCES_H
#define INPUTS_LETTER_SENTENCES_H

#include "inputs/place.h"
#include "inputs/source.h"
#include "sim/arena.h"

#include <regex.h>
#include <stdbool.h>

enum { LETTER_GROUPS = 12, LETTER_SENTENCE_BYTES_MAX = 2000, LETTER_SENTENCES_MAX = 2000 };

struct letter_sentence {
    const char *text; /* blanks single */
    struct place at;
    bool used;
};

struct letter_sentences {
    struct arena *arena;
    size_t count;
    struct letter_sentence *sentence;
    regmatch_t (*match)[LETTER_GROUPS]; /* by sentence, of the last pattern looked for */
};

/* Longer ones, and more than the most, are left out. */
struct letter_sentences letter_sentences_of(struct arena *arena, const struct source *source);
/* Looks for an extended regular expression, any case, in each sentence. */
void letter_sentences_look_for(struct letter_sentences *letter, const char *pattern);
/* The first sentence with both patterns, or the count; what was looked for last is `pattern`, where `needs` is. */
size_t letter_sentences_first(struct letter_sentences *letter, const char *needs, const char *pattern);
/* Whether what was looked for last is in the sentence, and its group. */
bool letter_sentences_found(const struct letter_sentences *letter, size_t sentence);
const char *letter_sentences_group(const struct letter_sentences *letter, size_t sentence, int group);
/* In one text, at once. */
bool letter_sentences_finds(const char *pattern, const char *text, regmatch_t match[LETTER_GROUPS]);
/* The same in two, for who searches again and again. Where memory runs out, `compiled` is free (sim/guard.h). */
void letter_sentences_compile(regex_t *compiled, const char *pattern);
bool letter_sentences_search(regex_t *compiled, const char *text, size_t groups, regmatch_t *match);

#endif
