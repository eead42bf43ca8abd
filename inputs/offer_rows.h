/* Offers side by side in a sheet, one a row or one a column: Company, Base salary, Bonus, Sign-on, Equity, Vesting. */
#ifndef INPUTS_OFFER_ROWS_H
#define INPUTS_OFFER_ROWS_H

#include "inputs/report_cells.h"

/* Puts the offers of the first such table into report->document as `offers` (inputs/several_offers.h); false: there is
 * none. Pay and equity in money are read, with what a yearly total says, which is checked and not read. */
bool offer_rows_take(struct report *report);

#endif
