/* The first paths of a question under one or more plans, on the same random numbers as `run`: strata included. */
#ifndef ANALYSIS_FEW_PATHS_H
#define ANALYSIS_FEW_PATHS_H

#include "analysis/question.h"
#include "models/run.h"

/* Of at most so many paths; its watcher is the caller's to set. */
struct simulation few_paths(struct arena *arena, const struct question *question, const struct plan *const *plans,
                            size_t plan_count, uint64_t most_paths);
/* Runs it. False: it was stopped. */
bool few_paths_sample(struct arena *arena, const struct simulation *simulation, double level, struct sample *sample);

#endif
