#include "analysis/sweep_rows.h"

#include <string.h>

static size_t slot_of(const char *text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619U;
    return (hash ^ hash >> 16) % SWEEP_TEXT_SLOTS;
}

static const char *kept_text(struct arena *arena, struct sweep_texts *texts, const char *text)
{
    if (!text || !*text)
        return "";
    size_t slot = slot_of(text);
    for (; texts->text[slot]; slot = (slot + 1) % SWEEP_TEXT_SLOTS)
        if (strcmp(texts->text[slot], text) == 0)
            return texts->text[slot];
    const char *copy = arena_copy(arena, text, strlen(text));
    if (texts->count < SWEEP_TEXTS) {
        texts->text[slot] = copy;
        texts->count++;
    }
    return copy;
}

struct sweep_rows sweep_rows_of(struct arena *arena, struct sweep_texts *texts, const struct report *from,
                                const char *sha256)
{
    struct sweep_rows rows = {0};
    size_t count = 0;
    size_t *wanted = arena_alloc(from->arena, from->row_count, sizeof *wanted);
    memcpy(rows.sha256, sha256, sizeof rows.sha256);
    for (size_t i = 0; i < from->row_count; i++)
        if (report_wants(from, from->row[i].metric, from->row[i].group, from->row[i].statistic))
            wanted[count++] = i;
    rows.row = arena_alloc(arena, count + 1, sizeof *rows.row);
    for (size_t w = 0; w < count; w++) {
        size_t i = wanted[w];
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
