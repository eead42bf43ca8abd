#include "models/tax/tax_room.h"

static void create_law_columns(struct arena *arena, const struct tax_jurisdiction *jurisdiction,
                               struct tax_law_columns **law)
{
    *law = arena_alloc(arena, jurisdiction->law_count, sizeof **law);
    for (size_t k = 0; k < jurisdiction->law_count; k++)
        (*law)[k] = (struct tax_law_columns){
            tax_columns_create(arena, jurisdiction->law[k].pay), tax_columns_create(arena, jurisdiction->law[k].all),
            jurisdiction->law[k].told ? tax_columns_create(arena, jurisdiction->law[k].told) : NULL};
}

struct tax_room *tax_room_create(struct arena *arena, const struct plan *plan)
{
    const struct tax_path_plan *path = plan->tax;
    if (!path)
        return NULL;
    struct tax_room *room = arena_alloc(arena, 1, sizeof *room);
    room->affordable = arena_alloc(arena, path->limited_count + 1, sizeof *room->affordable);
    room->time = arena_alloc(arena, path->time_count, sizeof *room->time);
    room->column = arena_alloc(arena, path->column_count + 1, sizeof *room->column);
    room->rule = arena_alloc(arena, path->rule_count + 1, sizeof *room->rule);
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        create_law_columns(arena, &path->jurisdiction[j], &room->law[j]);
    for (size_t l = 0; l < path->lot_count; l++)
        for (size_t e = 0; e < path->lot[l].event_count; e++)
            for (size_t r = 0; r < path->lot[l].event[e].rule_count; r++) {
                const struct tax_lot_rule *rule = &path->lot[l].event[e].rule[r];
                room->rule[rule->number].column = tax_columns_create(arena, rule->program);
            }
    return room;
}
