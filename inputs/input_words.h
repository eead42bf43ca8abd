/* Plain words for single inputs of an offer: "Market salary", "Grant %" (inputs/input_words.def). */
#ifndef INPUTS_INPUT_WORDS_H
#define INPUTS_INPUT_WORDS_H

#include "inputs/cell.h"
#include "inputs/document.h"

struct input_word {
    const char *words;
    const char *path; /* as --set has it */
    enum cell_kind kind;
};

/* The input that a label names, whatever its brackets say, or is the path of, "grants.0.percent"; NULL: none. Of a path
 * `words` is NULL. */
const struct input_word *input_word_named(struct arena *arena, const char *label);

/* Puts a node at a path of object keys and indices, making what is not there yet. False: something is there already. */
bool input_word_put(struct arena *arena, struct node *document, const char *path, struct node *value);

/* What a cell of a grant's type means: "RSU" is rsu, "Options" is nso. The text itself where it is none of them. */
const char *input_word_grant_type(struct arena *arena, const char *text, bool *assumed);

#endif
