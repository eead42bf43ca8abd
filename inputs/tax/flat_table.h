/* Two flat rates as a tax table: pay, spreads, vesting and short gains at the first, gains of stock held for more than
 * a year at the second. A loss brings nothing back. What employers pay out is withheld on in full. */
#ifndef INPUTS_TAX_FLAT_TABLE_H
#define INPUTS_TAX_FLAT_TABLE_H

#include "models/tax/tax_table.h"
#include "sim/arena.h"

/* It serves every year. */
struct tax_table *flat_table(struct arena *arena, const char *currency, double ordinary, double capital_gains);

#endif
