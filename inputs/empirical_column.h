/* {"dist": "empirical", "file": "salaries.csv", "column": "base"}: the numbers of a column, beside the file that names
 * it. */
#ifndef INPUTS_EMPIRICAL_COLUMN_H
#define INPUTS_EMPIRICAL_COLUMN_H

#include "inputs/offer_reader.h"

/* Whether the one parameter of a kind is an array of values, which a file then takes from a column. */
bool empirical_column_wanted(const struct distribution_kind *kind);

/* The values under the kind's own key. False: problems were added. */
bool empirical_column_read(struct reader *reader, const struct node *node, const struct key *key,
                           const struct distribution_kind *kind, struct distribution_argument *argument);

#endif
