/* Vesting of an Open Cap Format security: a chain of conditions of time, or its own list of dates -> `vesting` of a
 * grant. */
#ifndef INPUTS_OCF_VESTING_H
#define INPUTS_OCF_VESTING_H

#include "inputs/ocf_package.h"

/* When its vesting starts: its own event of that, else its issuance. */
const char *ocf_vesting_start(const struct ocf *ocf, const struct ocf_security *security);
/* Whole months from one date to another, "2026-02-03", rounded to the nearest. */
long ocf_vesting_months(const char *from, const char *to);
/* NULL: nothing is told of it, or, with a problem, it waits for something else than time. */
struct node *ocf_vesting_node(struct ocf *ocf, const struct ocf_security *security);

#endif
