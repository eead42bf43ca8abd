/* Which reader a path needs, and the tree it makes. */
#ifndef INPUTS_OFFER_DOCUMENT_H
#define INPUTS_OFFER_DOCUMENT_H

#include "inputs/document.h"

/* The document of a path alone, from its ending or first byte (readers: inputs/readers.def), without --set. */
struct node *offer_document(struct arena *arena, const char *path, struct problems *problems, bool *report);

#endif
