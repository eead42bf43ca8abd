/* The tables that `tax` of an offer names: those of one country by year, a state's besides, a file of a user's own, or
 * one made of two flat rates. */
#ifndef INPUTS_TAX_TAX_FAMILIES_H
#define INPUTS_TAX_TAX_FAMILIES_H

#include "inputs/offer_reader.h"

/* Fills the families of offer->tax. False: a problem was added. `node` is the object `tax`. */
bool tax_families_read(struct reader *reader, const struct node *node);

#endif
