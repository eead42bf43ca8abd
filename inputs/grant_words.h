/* A grant in the words of a letter: "10,000 options at $1.20, 12,000,000 fully diluted, 4 years with a 1-year cliff,
 * monthly", "$320,000 of RSUs, quarterly over 4 years". */
#ifndef INPUTS_GRANT_WORDS_H
#define INPUTS_GRANT_WORDS_H

#include "inputs/document.h"

/* Each text among `grants` of the document becomes the object that it tells; a number of all shares becomes
 * `fully_diluted_shares` where there is none yet. What was taken, and what was not, is said; words that tell no size
 * are a problem. */
void grant_words_take(struct arena *arena, struct node *document, struct problems *problems);

/* Whether words tell a grant with its size. */
bool grant_words_tell(struct arena *arena, const char *words);

#endif
