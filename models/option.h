/* What every type of option takes from the file: a strike, a window and the means to exercise. */
#ifndef MODELS_OPTION_H
#define MODELS_OPTION_H

#include "models/grant_kind.h"

enum { OPTION_KEYS = 6, OPTION_TERM_YEARS = 10 };
extern const struct key option_keys[OPTION_KEYS];
void option_prepare(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan);
void option_tell(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story);

#endif
