/* What became of the company's shares on one path, told so that it can be computed by hand: what was taken off the top,
 * the rounds that came, every class with its shares, claim and payout. */
#ifndef MODELS_COMPANY_STORY_H
#define MODELS_COMPANY_STORY_H

#include "models/stage.h"

void company_story_tell(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story);

#endif
