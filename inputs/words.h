/* Text as words, to compare what people write with lists of phrases. */
#ifndef INPUTS_WORDS_H
#define INPUTS_WORDS_H

#include "sim/arena.h"

#include <stdbool.h>

/* In lower case, with single blanks between the words and around them: " exit value ". Letters, digits, `%`, `&`, `$`
 * and anything beyond ASCII make words, all else separates them; a slash becomes the word "per". Without `brackets`,
 * what stands in ( ) and [ ] is left out. */
const char *words_of(struct arena *arena, const char *text, bool brackets);

/* Whether one of the phrases of `list`, " exit value | price ", is among the words. */
bool words_tell(const char *words, const char *list);

#endif
