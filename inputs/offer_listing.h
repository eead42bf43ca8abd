/* The offer as it was read, for people: every key that the file or --set gives, with its value as it was written.
 * Comments are left out; what the file does not say is among the assumptions. */
#ifndef INPUTS_OFFER_LISTING_H
#define INPUTS_OFFER_LISTING_H

#include "inputs/offer_input.h"

enum { OFFER_LISTING_ROWS = 2000, OFFER_LISTING_TEXT_BYTES = 240 };

struct offer_listing_row {
    const char *pointer; /* "/exits/0/valuation"; "" in a last row that counts what is left out */
    const char *text;    /* a value that is no text or number as compact JSON; a long one is cut, and ends in "…" */
};

/* A value as JSON, and no more than about `most` bytes of it. */
struct json_writer;
void offer_listing_write(struct json_writer *json, const struct node *node, size_t most);

/* At most OFFER_LISTING_ROWS rows, and one that counts the rest. */
const struct offer_listing_row *offer_listing(struct arena *arena, const struct node *document, size_t *count);

#endif
