/* Where a statistic reaches a level: looking along the key, and narrowing what was seen. */
#ifndef ANALYSIS_BREAKEVEN_SEARCH_H
#define ANALYSIS_BREAKEVEN_SEARCH_H

#include "analysis/breakeven.h"

/* Fills what was found. With *fault where no value could be simulated, or not in time. */
enum status breakeven_find(struct arena *arena, struct breakeven *breakeven, const char **fault) MUST_CHECK;

#endif
