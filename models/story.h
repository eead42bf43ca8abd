/* What happened on one path, line by line, as the stages tell it. */
#ifndef MODELS_STORY_H
#define MODELS_STORY_H

#include "models/block.h"
#include "models/preparation.h"

/* unit: "money", "years", "share", "uniform", "multiple", "" ; text: what followed, in words. */
struct story_line {
    const char *step;
    const char *quantity;
    double value;
    const char *unit;
    const char *text;
};
struct story {
    struct arena *arena;
    size_t count;
    struct story_line *line;
};

void story_tell(struct story *story, const char *step, const char *quantity, double value, const char *unit,
                const char *format, ...) __attribute__((format(printf, 6, 7)));
/* The uniform behind a quantity and its value on this lane; nothing for a certain one but its value. */
void story_quantity(struct story *story, const char *step, const char *name, const struct quantity *quantity,
                    const struct path_block *block, size_t lane, const char *unit);
/* What a quantity is on this lane. */
double quantity_at(const struct quantity *quantity, const struct path_block *block, size_t lane);

#endif
