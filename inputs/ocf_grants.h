/* What the holder of --holder has in an Open Cap Format package -> `grants`, with vesting terms, dates and exercise
 * windows. */
#ifndef INPUTS_OCF_GRANTS_H
#define INPUTS_OCF_GRANTS_H

#include "inputs/ocf_package.h"

/* Nothing where no holder is wished. */
void ocf_grants_add(struct ocf *ocf, struct node *document);

#endif
