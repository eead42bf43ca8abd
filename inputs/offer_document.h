/* Which reader a path needs, and the tree it makes. */
#ifndef INPUTS_OFFER_DOCUMENT_H
#define INPUTS_OFFER_DOCUMENT_H

#include "inputs/document.h"

/* The document of a path alone, from its ending or first byte (readers: inputs/readers.def), without --set. */
struct node *offer_document(struct arena *arena, const char *path, struct problems *problems, bool *report);
/* The same of one file, without the tables that it names. */
struct node *offer_document_read(struct arena *arena, const char *path, struct problems *problems, bool *report);
/* False, with a problem: the bytes are no text. */
bool offer_document_is_text(const struct source *source, struct problems *problems);

#endif
