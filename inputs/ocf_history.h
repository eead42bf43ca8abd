/* What becomes of securities after their issuance, in order of date: cancellations, exercises, transfers, splits, ... A
 * balance, or what results, has an issuance of its own, so an event only takes away. */
#ifndef INPUTS_OCF_HISTORY_H
#define INPUTS_OCF_HISTORY_H

#include "inputs/ocf_package.h"

void ocf_history_apply(struct ocf *ocf);

#endif
