/* One file that holds several offers: {"offers": [{...}, {...}], ...}, whose other members all of them share. */
#ifndef INPUTS_SEVERAL_OFFERS_H
#define INPUTS_SEVERAL_OFFERS_H

#include "inputs/document.h"

enum { SEVERAL_OFFERS_MAX = 12 };

/* How many; 0: the document is one offer. */
size_t several_offers_count(const struct node *document);

/* Offer i as a document of its own, with what is shared where it says nothing itself. NULL with a problem. */
struct node *several_offers_part(struct arena *arena, const struct node *document, size_t i, struct problems *problems);

#endif
