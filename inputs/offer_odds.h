/* --odds TEMPLATE: exits and risks of a template for a report that has none, with the template's sources. */
#ifndef INPUTS_OFFER_ODDS_H
#define INPUTS_OFFER_ODDS_H

#include "inputs/document.h"

/* Among the names of --assume: "odds=series-a". NULL: it is another name. */
const char *offer_odds_named(const char *assumed);
/* Sets those of `exits` and `risks` that are not there, each an assumption that says where the numbers are from. False
 * with a problem of STATUS_USAGE: there is no such template. */
bool offer_odds_take(struct arena *arena, struct node *document, const char *template,
                     struct problems *problems) MUST_CHECK;

#endif
