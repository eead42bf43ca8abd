/* An offer that was read, as the analysis sees it. */
#ifndef LIBRARY_OFFER_SUBJECT_H
#define LIBRARY_OFFER_SUBJECT_H

#include "analysis/subject.h"
#include "inputs/offer_input.h"

/* `plan` NULL: nothing is simulated. `told`: with the offer's assumptions, warnings and listing, which cost time. */
struct subject subject_of_input(struct arena *arena, const struct offer_input *input, const struct plan *plan,
                                bool told);

/* A pointer with rows by their names: "/exits/0/valuation" -> "exits.IPO.valuation"; NULL: it is no pointer. `last` is
 * NULL at first and belongs to those that ask one after the other: pointers in the order of the document are found
 * without a walk through the rows before. */
const char *subject_path(struct arena *arena, const struct node *document, const char *pointer,
                         const struct node **last);

#endif
