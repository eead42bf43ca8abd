/* Preparation of the grants, for models/stages/equity.c (its prepare). */
#ifndef MODELS_GRANT_PLAN_H
#define MODELS_GRANT_PLAN_H

#include "models/stage.h"

void grant_plan_prepare(struct preparation *preparation);
/* The rows in the order of their names: in it they are summed, so that the order of listing moves no bit. */
const struct grant **grant_plan_order(struct arena *arena, const struct offer *offer);
struct vesting_table grant_plan_vesting(struct preparation *preparation, const struct grant *grant);
/* On one lane: the fraction of all shares, and the company value at which the strike was set. */
double grant_plan_size_at(const struct grant_plan *grant, const struct path_block *block, size_t lane);
double grant_plan_strike_at(const struct grant_plan *grant, const struct path_block *block, size_t lane);

#endif
