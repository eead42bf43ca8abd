#include "models/tax/tax_story.h"

#include "models/tax/tax_year.h"

#include <math.h>

struct tax_story {
    const struct tax_path_plan *path;
    const struct tax_room *room;
    size_t lane;
    struct story *story;
    double last_event; /* year */
    double pool[TAX_FAMILIES_MAX][TAX_POOLS_ON_PATH];
    double pool_without[TAX_FAMILIES_MAX][TAX_POOLS_ON_PATH]; /* stays 0 where the household has no losses of its own */
};

static const struct tax_lot_event *event_at(const struct tax_path_plan *path, size_t i)
{
    for (size_t l = 0; l < path->lot_count; i -= path->lot[l++].event_count)
        if (i < path->lot[l].event_count)
            return &path->lot[l].event[i];
    return NULL;
}

static double year_of(const struct tax_story *tale, const struct tax_lot_event *event)
{
    return tale->room->column[event->year_column][tale->lane];
}

struct tax_story *tax_story_begin(const struct tax_path_plan *path, const struct tax_room *room, size_t lane,
                                  struct story *story)
{
    struct tax_story *tale = arena_alloc(story->arena, 1, sizeof *tale);
    const struct tax_lot_event *event;
    *tale = (struct tax_story){.path = path, .room = room, .lane = lane, .story = story, .last_event = -1};
    for (size_t i = 0; (event = event_at(path, i)); i++)
        if (year_of(tale, event) < HUGE_VAL)
            tale->last_event = fmax(tale->last_event, year_of(tale, event));
    return tale;
}

double tax_story_next_year(const struct tax_story *tale, double year)
{
    const struct tax_lot_event *event;
    double next = HUGE_VAL;
    for (size_t i = 0; (event = event_at(tale->path, i)); i++)
        if (year_of(tale, event) > year)
            next = fmin(next, year_of(tale, event));
    if (tale->path->loses_beside && next < HUGE_VAL)
        next = year + 1;
    for (size_t j = 0; j < TAX_FAMILIES_MAX; j++)
        for (size_t p = 0; p < TAX_POOLS_ON_PATH; p++)
            if ((tale->pool[j][p] != 0 || tale->pool_without[j][p] != 0) &&
                year + 1 <= tale->last_event + TAX_CARRY_YEARS)
                next = fmin(next, year + 1);
    return next;
}

static const struct tax_law *law_of(const struct tax_jurisdiction *jurisdiction, double year)
{
    size_t k = 0;
    while (k + 1 < jurisdiction->law_count && year >= jurisdiction->law[k].end_year)
        k++;
    return &jurisdiction->law[k];
}

static void add_flows(const struct tax_story *tale, size_t j, double year, double flow[TAX_FLOWS])
{
    const struct tax_lot_event *event;
    for (size_t i = 0; (event = event_at(tale->path, i)); i++)
        for (size_t f = 0; f < event->flow_count; f++)
            if (year_of(tale, event) == year && event->flow[f].jurisdiction == j)
                flow[event->flow[f].flow] += tale->room->column[event->flow[f].column][tale->lane];
}

static void tell_lines(const struct tax_story *tale, const struct tax_year *computed, double year)
{
    const struct tax_table *table = computed->table;
    const struct tax_formula *formula = &table->formula;
    for (size_t i = 0; i < formula->argument_count + formula->step_count; i++) {
        const char *name =
            i < formula->argument_count ? formula->argument[i] : formula->step[i - formula->argument_count].name;
        const char *what = i < table->input_count        ? "comes in"
                           : i < formula->argument_count ? "carried from the year before"
                                                         : "line of the table";
        if (computed->value[i] != 0)
            story_tell(tale->story, "tax", arena_text(tale->story->arena, "%.0f %s: %s", year, table->id, name),
                       computed->value[i], "money", "%s", what);
    }
}

/* Of one jurisdiction; `all`: with what the grants bring, which is told. */
static double total_of(struct tax_story *tale, size_t j, double year, double wages, bool all, double *agi)
{
    const struct tax_law *law = law_of(&tale->path->jurisdiction[j], year);
    struct tax_year *computed = tax_year_create(tale->story->arena, law->table, law->status);
    double flow[TAX_FLOWS], nothing[TAX_POOLS_ON_PATH] = {0};
    double *without = tale->path->loses_beside ? tale->pool_without[j] : nothing;
    for (size_t f = 0; f < TAX_FLOWS; f++)
        flow[f] = tale->path->other[f];
    flow[TAX_FLOW_WAGES] += wages;
    flow[TAX_FLOW_FEDERAL_AGI] = *agi;
    if (all)
        add_flows(tale, j, year, flow);
    tax_year_run(computed, flow, all ? tale->pool[j] : without);
    if (all)
        tell_lines(tale, computed, year);
    double gross = tax_year_report(computed, "agi");
    if (j == 0 && isfinite(gross))
        *agi = gross;
    return tax_year_report(computed, "total");
}

void tax_story_year(struct tax_story *tale, double year, double wages)
{
    double with = 0, without = 0, agi_with = 0, agi_without = 0;
    for (size_t j = 0; j < tale->path->jurisdiction_count; j++) {
        without += total_of(tale, j, year, wages, false, &agi_without);
        with += total_of(tale, j, year, wages, true, &agi_with);
    }
    story_tell(tale->story, "tax", arena_text(tale->story->arena, "%.0f: tax on equity", year), with - without, "money",
               "all taxes of the year less those without the grants");
}
