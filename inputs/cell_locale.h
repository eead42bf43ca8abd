/* What means something else, or nothing, in another country: magnitudes and currencies of amounts. */
#ifndef INPUTS_CELL_LOCALE_H
#define INPUTS_CELL_LOCALE_H

#include "inputs/cell_parse.h"

/* False with a fault: the magnitude that comes next is another one in another language. */
bool cell_locale_settled(struct cell_parse *parse);
/* False with a fault: the next word is `kr`, and which one is not known. */
bool cell_locale_check_krone(struct cell_parse *parse);
/* Takes "MEUR", "kUSD", or "TEUR" for thousands; false where the next word is none, or its currency another than the
 * one there is. */
bool cell_locale_glued(struct cell_parse *parse, const char **currency, const struct cell_unit **magnitude);

#endif
