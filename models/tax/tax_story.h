/* One path's taxes, line by line, year by year, as the tables' forms have them. */
#ifndef MODELS_TAX_TAX_STORY_H
#define MODELS_TAX_TAX_STORY_H

#include "models/stage.h"
#include "models/tax/tax_room.h"

struct tax_story;

/* Of a lane of a block that the stage has run. */
struct tax_story *tax_story_begin(const struct tax_path_plan *path, const struct tax_room *room, size_t lane,
                                  struct story *story);

/* The year after `year` in which something happens on the path, or is carried; HUGE_VAL: there is none. */
double tax_story_next_year(const struct tax_story *tale, double year);

/* Every line of the year that is not 0, with what the grants bring, then the tax on equity: what is more than without
 * them. `wages`: of the offer's world in that year. */
void tax_story_year(struct tax_story *tale, double year, double wages);

#endif
