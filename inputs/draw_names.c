/* The draw that a key path names, as the models know it (models/dimensions.def): rows by their own name. */
#include "inputs/draw_names.h"

#include "inputs/nearest_word.h"
#include "inputs/offer_reader.h"

#include "models/dimensions.h"
#include "models/valuation.h"

#include <stdlib.h>
#include <string.h>

/* A table whose rows have draws of their own. */
struct drawn_table {
    const char *prefix; /* of the path */
    const struct object_record *(*record)(void);
    size_t rows_offset, count_offset; /* in the offer */
};

static const struct object_record *rows_of(const struct object_record *record, const char *key)
{
    return key_named(record, key)->object;
}

static const struct object_record *grants(void)
{
    return &grant_record;
}

static const struct object_record *classes(void)
{
    return &capital_record;
}

static const struct object_record *rounds(void)
{
    return rows_of(&dilution_record, "rounds");
}

static const struct object_record *convertibles(void)
{
    return rows_of(&dilution_record, "convertibles");
}

static const struct drawn_table drawn_tables[] = {
    {"grants.", grants, offsetof(struct offer, grant), offsetof(struct offer, grant_count)},
    {"capital.", classes, offsetof(struct offer, capital), offsetof(struct offer, class_count)},
    {"dilution.rounds.", rounds, offsetof(struct offer, dilution.round), offsetof(struct offer, dilution.round_count)},
    {"dilution.convertibles.", convertibles, offsetof(struct offer, dilution.convertible),
     offsetof(struct offer, dilution.convertible_count)},
};
enum { DRAWN_TABLES = sizeof drawn_tables / sizeof *drawn_tables };

/* The row that `path` begins with, by index or by name, and what follows its point ("" when nothing does). */
static const char *row_named(const char *path, const char *rows, size_t row_bytes, size_t count, const char **rest)
{
    size_t digits = strspn(path, "0123456789");
    if (digits && digits < 9 && (!path[digits] || path[digits] == '.')) {
        size_t row = (size_t)strtoul(path, NULL, 10);
        *rest = path[digits] ? path + digits + 1 : "";
        if (row < count)
            return rows + row * row_bytes;
    }
    const char *best = NULL;
    size_t best_length = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = *(const char *const *)(const void *)(rows + i * row_bytes);
        size_t length = name ? strlen(name) : 0;
        if (length <= best_length || strncmp(path, name, length) != 0 || (path[length] && path[length] != '.'))
            continue;
        best = rows + i * row_bytes;
        best_length = length;
        *rest = path[length] ? path + length + 1 : "";
    }
    return best;
}

static const char *no_such_row(struct reader *reader, const struct node *node, const char *path, const char *rows,
                               size_t row_bytes, size_t count)
{
    const char *help = count ? "rows are named by their number, from 0, or by their name:" : "that table is empty";
    for (size_t i = 0; i < count && i < 8; i++) {
        const char *name = *(const char *const *)(const void *)(rows + i * row_bytes);
        help = arena_text(reader->arena, "%s%s \"%s\"", help, i ? "," : "", name ? name : "");
    }
    reader_error(reader, node, help, "\"%s\" names no row", path);
    return NULL;
}

/* The only row of its kind is that kind's draw; of several, one that is named has its own (models/stages/overlay.c). */
static const char *overlay_draw(struct reader *reader, const struct risk_row *risk)
{
    size_t of_kind = 0;
    for (size_t i = 0; i < reader->offer->risk_count; i++)
        of_kind += reader->offer->risk[i].kind == risk->kind;
    if (of_kind > 1)
        return arena_text(reader->arena, "risks.%s", risk->name);
    return dimension_names[risk->kind == RISK_STAGNATION ? DIMENSION_STAGNATION : DIMENSION_EQUITY_ZERO];
}

static const char *risk_draw(struct reader *reader, const struct node *node, const char *path)
{
    const struct offer *offer = reader->offer;
    const char *rest = "";
    const struct risk_row *risk = (const void *)row_named(path + strlen("risks."), (const void *)offer->risk,
                                                          sizeof *offer->risk, offer->risk_count, &rest);
    if (!risk)
        return no_such_row(reader, node, path, (const void *)offer->risk, sizeof *offer->risk, offer->risk_count);
    if (*rest && strcmp(rest, "probability") != 0) {
        reader_error(reader, node, NULL, "\"%s\": a risk is one draw; name the row alone", path);
        return NULL;
    }
    switch (risk->kind) {
    case RISK_LAYOFF:
        return dimension_names[DIMENSION_LAYOFF];
    case RISK_ELIMINATION:
        return dimension_names[DIMENSION_ELIMINATION];
    case RISK_STAGNATION:
    case RISK_EQUITY_ZERO:
        if (!offer->exclusive_overlays)
            return overlay_draw(reader, risk);
        reader_error(reader, node, "name that draw: \"overlap\"",
                     "\"%s\": where overlaps are exclusive, one draw decides between these risks", path);
        return NULL;
    case RISK_COST:
        break;
    }
    reader_error(reader, node, NULL, "\"%s\": a cost is not drawn by its row", path);
    return NULL;
}

static const char *row_draw(struct reader *reader, const struct node *node, const char *path,
                            const struct drawn_table *table)
{
    const struct object_record *record = table->record();
    const char *offer = (const char *)reader->offer, *rest = "";
    const char *rows = *(const char *const *)(const void *)(offer + table->rows_offset);
    size_t count = *(const size_t *)(const void *)(offer + table->count_offset);
    const char *row = row_named(path + strlen(table->prefix), rows, record->row_bytes, count, &rest);
    if (!row)
        return no_such_row(reader, node, path, rows, record->row_bytes, count);
    const char *names[64];
    size_t known = 0;
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++) {
        if (!key_shape(key)->drawn)
            continue;
        if (strcmp(key->name, *rest ? rest : "probability") == 0) /* the row alone: whether it happens */
            return arena_text(reader->arena, "%s%s.%s", table->prefix, *(const char *const *)(const void *)row,
                              key->name);
        names[known++] = key->name;
    }
    const char *near = nearest_word(rest, names, known), *help = "a row's draws are";
    for (size_t i = 0; !near && i < known; i++)
        help = arena_text(reader->arena, "%s%s %s", help, i ? "," : "", names[i]);
    reader_error(reader, node, near ? arena_text(reader->arena, "did you mean \"%s\"?", near) : help,
                 "\"%s\": \"%s\" is not a draw of this row", path, rest);
    return NULL;
}

/* "exits.valuation.arr": a key of a model, which all rows of that model share. */
static const char *valuation_draw(struct arena *arena, const char *key)
{
    for (const struct valuation_kind *const *kind = valuation_kinds; *kind; kind++)
        for (size_t i = 0; i < (*kind)->key_count; i++)
            if ((int)i != (*kind)->row_key && (*kind)->keys[i].unit != UNIT_CHOICE &&
                strcmp((*kind)->keys[i].name, key) == 0)
                return arena_text(arena, "exits.valuation.%s", key);
    return NULL;
}

/* "exits.0.valuation", "exits.IPO.valuation": the column is what is drawn. */
static const char *exit_draw(struct reader *reader, const struct node *node, const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *of_model = strncmp(path, "exits.valuation.", 16) == 0 ? valuation_draw(reader->arena, path + 16) : NULL;
    if (of_model)
        return of_model;
    const char *help = "\"exits.valuation\" or \"exits.timeline\"";
    if (strcmp(dot, ".probability") == 0)
        reader_error(reader, node, "\"exits.probability\"", "\"%s\": one draw chooses among all rows", path);
    else if (strchr(path, '.') != dot)
        reader_error(reader, node, help, "\"%s\": one row is chosen, so one draw serves the whole column", path);
    else
        reader_error(reader, node, help, "\"%s\" is not a draw", path);
    return NULL;
}

const char *draw_named(struct reader *reader, const struct node *node, const char *path)
{
    for (size_t i = 0; i < DIMENSION_COUNT; i++) {
        if (strcmp(dimension_names[i], path) == 0)
            return dimension_names[i];
    }
    for (size_t i = 0; i < DRAWN_TABLES; i++) {
        if (strncmp(path, drawn_tables[i].prefix, strlen(drawn_tables[i].prefix)) == 0)
            return row_draw(reader, node, path, &drawn_tables[i]);
    }
    if (strncmp(path, "risks.", 6) == 0)
        return risk_draw(reader, node, path);
    if (strncmp(path, "exits.", 6) == 0)
        return exit_draw(reader, node, path);
    const char *near = nearest_word(path, dimension_names, DIMENSION_COUNT);
    reader_error(
        reader, node,
        near ? arena_text(reader->arena, "did you mean \"%s\"?", near)
             : "a draw is named by its key path: exits.valuation, compensation.market.salary, stay, risks.0, ...",
        "\"%s\" is not a draw", path);
    return NULL;
}
