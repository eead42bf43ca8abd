#include "models/story.h"

#include "models/company_plan.h"
#include "sim/curve_kernel.h"

#include <stdarg.h>

void story_tell(struct story *story, const char *step, const char *quantity, double value, const char *unit,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    story->line = arena_grow(story->arena, story->line, story->count, sizeof *story->line);
    story->line[story->count++] =
        (struct story_line){step, quantity, value, unit, arena_vtext(story->arena, format, arguments)};
    va_end(arguments);
}

double quantity_at(const struct quantity *quantity, const struct path_block *block, size_t lane)
{
    if (quantity->slot == DRAW_CERTAIN)
        return quantity->value;
    double u[LANES], value[LANES];
    for (size_t i = 0; i < LANES; i++)
        u[i] = block->u[quantity->slot][lane];
    curve_column(&quantity->curve, u, value, LANES);
    return value[0];
}

void story_quantity(struct story *story, const char *step, const char *name, const struct quantity *quantity,
                    const struct path_block *block, size_t lane, const char *unit)
{
    if (quantity->slot != DRAW_CERTAIN)
        story_tell(story, step, name, block->u[quantity->slot][lane], "uniform", "drawn");
    story_tell(story, step, name, quantity_at(quantity, block, lane), unit, "%s",
               quantity->slot == DRAW_CERTAIN ? "certain" : "what that uniform means");
}
