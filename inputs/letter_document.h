/* An offer letter, as text -> the tree of the offer: what its sentences say of pay, grants and leaving. Each value is
 * shown with its sentence; sentences with numbers of which nothing was taken are listed. */
#ifndef INPUTS_LETTER_DOCUMENT_H
#define INPUTS_LETTER_DOCUMENT_H

#include "inputs/document.h"

/* Whether a text reads like a letter. */
bool letter_document_recognises(struct arena *arena, const struct source *source);
struct node *letter_document(struct arena *arena, const struct source *source, struct problems *problems);

#endif
