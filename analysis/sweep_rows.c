#include "analysis/sweep_rows.h"

#include <string.h>

static const char *kept_text(struct arena *arena, struct sweep_texts *texts, const char *text)
{
    if (!text)
        return "";
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->text[i], text) == 0)
            return texts->text[i];
    const char *copy = arena_copy(arena, text, strlen(text));
    if (texts->count < SWEEP_TEXTS)
        texts->text[texts->count++] = copy;
    return copy;
}

static bool wanted_row(const struct report *from, size_t row)
{
    return report_wants(from, from->row[row].metric, from->row[row].group, from->row[row].statistic);
}

struct sweep_rows sweep_rows_of(struct arena *arena, struct sweep_texts *texts, const struct report *from,
                                const char *sha256)
{
    struct sweep_rows rows = {0};
    size_t count = 0;
    memcpy(rows.sha256, sha256, sizeof rows.sha256);
    for (size_t i = 0; i < from->row_count; i++)
        count += wanted_row(from, i);
    rows.row = arena_alloc(arena, count + 1, sizeof *rows.row);
    for (size_t i = 0; i < from->row_count; i++) {
        if (!wanted_row(from, i))
            continue;
        struct report_row *row = &rows.row[rows.count++];
        *row = from->row[i];
        row->metric = kept_text(arena, texts, row->metric);
        row->group = kept_text(arena, texts, row->group);
        row->statistic = kept_text(arena, texts, row->statistic);
        row->unit = kept_text(arena, texts, row->unit);
        row->figure.method = kept_text(arena, texts, row->figure.method);
        row->figure.status = kept_text(arena, texts, row->figure.status);
        row->figure.note = kept_text(arena, texts, figure_note(&row->figure));
    }
    return rows;
}
