#include "analysis/row_groups.h"

#include "models/metrics.h"

#include <math.h>
#include <string.h>

static uint64_t hash_of(const char *text) /* FNV-1a */
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

/* Slot of a name in the open-addressed table; the table holds index + 1, 0 is free. */
static size_t slot_of(const struct row_groups *groups, const size_t *table, size_t mask, const char *name)
{
    size_t slot = (size_t)hash_of(name) & mask;
    while (table[slot] && strcmp(groups->group[table[slot] - 1].name, name) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

struct row_groups row_groups_of(const struct report *report, size_t scenario)
{
    struct arena *arena = report->arena;
    struct row_groups groups = {0, NULL};
    size_t room = 16;
    while (room < 2 * report->row_count)
        room *= 2;
    size_t *table = arena_alloc(arena, room, sizeof *table);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (row->scenario != scenario)
            continue;
        size_t slot = slot_of(&groups, table, room - 1, row->group);
        if (!table[slot]) {
            groups.group = arena_grow(arena, groups.group, groups.count, sizeof *groups.group);
            groups.group[groups.count++] = (struct row_group){.name = row->group};
            table[slot] = groups.count;
        }
        struct row_group *group = &groups.group[table[slot] - 1];
        group->row = arena_grow(arena, group->row, group->count, sizeof *group->row);
        group->row[group->count++] = row;
    }
    return groups;
}

const struct report_row *row_group_find(const struct row_group *group, const char *metric, const char *statistic)
{
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->row[i]->statistic, statistic) == 0 && strcmp(group->row[i]->metric, metric) == 0)
            return group->row[i];
    return NULL;
}

bool row_group_never_happens(const struct row_group *exit)
{
    const struct report_row *probability = row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "probability");
    const struct report_row *share = row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "share");
    return probability && isnan(probability->figure.estimate) && share && share->figure.estimate <= 0;
}

/* What a target came to also stands below the metric that it is for, in a group of its own. */
bool row_group_is_exit(const struct row_group *group)
{
    static const char *const statistics[] = {"probability", "share", "contribution"};
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics && *group->name; i++)
        if (row_group_find(group, metric_names[METRIC_EQUITY_VALUE], statistics[i]))
            return true;
    return false;
}
