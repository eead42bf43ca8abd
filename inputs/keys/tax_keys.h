/* What `tax` says, checked against the rest of the offer. */
#ifndef INPUTS_KEYS_TAX_KEYS_H
#define INPUTS_KEYS_TAX_KEYS_H

struct reader;

/* Reads the tables that `tax` names, and looks whether they know its currency, its status and the types of the grants.
 */
void tax_check(struct reader *reader);

#endif
