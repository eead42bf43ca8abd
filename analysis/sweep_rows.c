#include "analysis/sweep_rows.h"

#include <string.h>

struct sweep_rows sweep_rows_of(struct arena *arena, const struct report *from, const char *sha256)
{
    struct sweep_rows rows = {.row = arena_alloc(arena, from->row_count + 1, sizeof *rows.row)};
    memcpy(rows.sha256, sha256, sizeof rows.sha256);
    for (size_t i = 0; i < from->row_count; i++)
        if (report_wants(from, from->row[i].metric, from->row[i].group, from->row[i].statistic))
            rows.row[rows.count++] = from->row[i];
    return rows;
}
