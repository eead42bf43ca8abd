/* "Did you mean ...?" */
#ifndef INPUTS_NEAREST_WORD_H
#define INPUTS_NEAREST_WORD_H

#include <stddef.h>

/* The allowed word nearest to `word` (edit distance, swaps count one; case does not count, nor do space, hyphen and
 * underscore differ), else the first one that `word` abbreviates, or NULL when none is near. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
