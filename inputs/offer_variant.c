#include "inputs/offer_variant.h"

#include "inputs/cell_memo.h"
#include "inputs/key_records.h"
#include "inputs/offer_canonical.h"
#include "inputs/offer_document.h"
#include "inputs/offer_missing.h"
#include "inputs/offer_reader.h"
#include "inputs/offer_tables.h"
#include "inputs/setting.h"
#include "inputs/several_offers.h"
#include "inputs/sha256.h"

#include <math.h>
#include <string.h>

/* A wish that no reader met. Of several offers some may have nothing to choose from, so it is no error. */
static void check_wishes(const struct offer_input *base)
{
    struct problems *problems = base->problems;
    const struct reading_wishes *wishes = &problems->wishes;
    if (!base->document)
        return;
    if (wishes->sheet && !problems->sheet_met)
        problem_warn(problems, base->document->at, "", "--sheet %.60s chooses nothing here: this is no workbook",
                     wishes->sheet);
    if (wishes->value_column && !problems->column_met)
        problem_warn(problems, base->document->at, "",
                     "--value-column %.60s chooses nothing here: no table of exits has such a column",
                     wishes->value_column);
    if (wishes->holder && !problems->holder_met)
        problem_warn(problems, base->document->at, "",
                     "--holder %.60s chooses nothing here: no cap table by holder is read", wishes->holder);
}

bool offer_variant_open(struct arena *arena, const char *path, struct files_written *written,
                        struct reading_wishes wishes, struct offer_input *base)
{
    *base = (struct offer_input){.path = path, .problems = problems_create(arena), .memo = cell_memo_create(arena)};
    base->problems->written = written;
    base->problems->wishes = wishes;
    base->document = offer_document(arena, path, base->problems, &base->report);
    check_wishes(base);
    return base->document && base->problems->status == STATUS_OK;
}

bool offer_variant_part(struct arena *arena, const struct offer_input *several, size_t i, struct offer_input *base)
{
    *base = *several;
    base->problems = problems_copy(arena, several->problems);
    base->memo = cell_memo_create(arena);
    base->document = several_offers_part(arena, several->document, i, base->problems);
    if (base->document)
        offer_tables_fetch(arena, strcmp(base->path, "-") == 0 ? "" : base->path, base->document, base->problems);
    return base->document && base->problems->status == STATUS_OK;
}

static void refuse_several(const struct offer_input *base, struct problems *problems)
{
    const struct node *offers = node_member(base->document, "offers");
    problem_add(problems, STATUS_INVALID, offers->at, "/offers",
                "`offercast compare` and `offercast run` take them all", "the file holds %zu offers, not one",
                several_offers_count(base->document));
}

/* --- what a node is ----------------------------------------------------------------------------------------------- */

/* The record of the object that `node` is, or a row of the table. */
static const struct object_record *record_of(const struct node *node)
{
    if (!node->parent)
        return &offer_record;
    if (node->parent->type == NODE_ARRAY)
        return record_of(node->parent);
    const struct object_record *above = record_of(node->parent);
    const struct key *key = above ? key_named(above, node->key) : NULL;
    return key ? key->object : NULL;
}

static const struct key *key_of(const struct node *node)
{
    const struct object_record *above =
        node->key && node->parent && node->parent->type == NODE_OBJECT ? record_of(node->parent) : NULL;
    return above ? key_named(above, node->key) : NULL;
}

/* Of a value whose key has no record of its own (a part of a distribution or of a model): by what it says. */
static enum cell_kind guessed_kind(const char *text)
{
    size_t length = strlen(text);
    if (strchr(text, '%'))
        return CELL_SHARE;
    if (strstr(text, "year") || strstr(text, "month") || strstr(text, "week") || strstr(text, "day"))
        return CELL_DURATION;
    if (length && (text[length - 1] == 'x' || text[length - 1] == 'X'))
        return CELL_MULTIPLE;
    return strpbrk(text, "$KMBTkmbt") || (text[0] & 0x80) ? CELL_MONEY : CELL_NUMBER;
}

static double number_of(struct arena *arena, const struct node *node, enum cell_kind cell, const struct offer *offer,
                        bool *range)
{
    if (node->type == NODE_NUMBER && strpbrk(node->text, "eE"))
        return node->number;
    if (node->type != NODE_TEXT && node->type != NODE_NUMBER)
        return (double)NAN;
    struct cell_rules rules = cell_rules_usual();
    rules.currency = offer->currency;
    rules.start_given = offer->start_given;
    rules.start_day = offer->start_day;
    struct cell_reading reading = cell_read(arena, node->text, cell, &rules);
    double number = reading.fault || reading.needs_start ? (double)NAN : distribution_mean(&reading.distribution);
    *range = isfinite(number) && reading.form != CELL_FORM_POINT;
    return isfinite(number) ? number : (double)NAN;
}

static struct varied_value value_of(struct arena *arena, const struct node *node, const struct offer *offer)
{
    const struct key *key = key_of(node);
    struct varied_value value = {.pointer = node_pointer(arena, node),
                                 .known = key != NULL,
                                 .text = key && key_shape(key) == &shape_text,
                                 .cell = key ? key_shape(key)->cell : guessed_kind(node->text ? node->text : ""),
                                 .least = -INFINITY,
                                 .most = INFINITY};
    if (key && key->bounds) {
        value.least = key->bounds->low;
        value.most = key->bounds->high;
        value.least_excluded = key->bounds->low_excluded;
        value.most_excluded = key->bounds->high_excluded;
    } else if (key && key_shape(key)->cell == CELL_MONEY) {
        value.least = 0;
    }
    value.number = number_of(arena, node, value.cell, offer, &value.range);
    return value;
}

/* input->problems are those so far. */
static bool read_variant(struct arena *arena, const struct offer_input *base, const struct setting *settings,
                         size_t setting_count, const struct setting *varied, size_t varied_count,
                         struct varied_value *value, struct offer_input *input)
{
    if (several_offers_count(base->document)) {
        refuse_several(base, input->problems);
        return false;
    }
    input->document = node_copy(arena, base->document);
    for (size_t i = 0; i < setting_count; i++)
        setting_apply(arena, input->document, &settings[i], input->problems);
    const struct node **placed = arena_alloc(arena, varied_count + 1, sizeof *placed);
    for (size_t i = 0; i < varied_count; i++)
        placed[i] = setting_place(arena, input->document, &varied[i], "--vary", input->problems);
    offer_tables_fetch(arena, "", input->document, input->problems);
    offer_from_variant(arena, input->document, base->memo, input->problems, &input->offer);
    for (size_t i = 0; i < varied_count; i++)
        value[i] = placed[i] ? value_of(arena, placed[i], &input->offer)
                             : (struct varied_value){.pointer = "", .number = (double)NAN};
    if (input->problems->status != STATUS_OK)
        return false;
    input->missing_count = offer_missing(arena, &input->offer, &input->missing);
    const char *canonical = offer_canonical(arena, &input->offer);
    sha256_hex(canonical, strlen(canonical), input->sha256);
    return true;
}

bool offer_variant_read(struct arena *arena, const struct offer_input *base, const struct setting *settings,
                        size_t setting_count, const struct setting *varied, size_t varied_count, bool noted,
                        struct varied_value *value, struct offer_input *input)
{
    *input = (struct offer_input){
        .path = base->path, .report = base->report, .problems = problems_beside(arena, base->problems)};
    input->problems->lacking = base->problems->lacking;
    input->problems->without_notes = !noted;
    return read_variant(arena, base, settings, setting_count, varied, varied_count, value, input);
}

bool offer_variant_check(struct arena *arena, const struct offer_input *base, const struct setting *settings,
                         size_t setting_count, struct offer_input *input)
{
    *input = (struct offer_input){
        .path = base->path, .report = base->report, .problems = problems_copy(arena, base->problems)};
    input->problems->keep_readings = true;
    return read_variant(arena, base, settings, setting_count, NULL, 0, NULL, input);
}

/* --- what stands at a pointer ------------------------------------------------------------------------------------- */

static const struct node *node_at(struct arena *arena, const struct node *document, const char *pointer)
{
    size_t length = strlen(pointer);
    for (const struct node *child = document->child; child; child = child->next) {
        const char *own = node_pointer(arena, child);
        size_t own_length = strlen(own);
        if (own_length > length || strncmp(own, pointer, own_length) != 0)
            continue;
        if (own_length == length)
            return child;
        if (pointer[own_length] == '/')
            return node_at(arena, child, pointer);
    }
    return NULL;
}

struct varied_value offer_variant_at(struct arena *arena, const struct offer_input *input, const char *pointer)
{
    const struct node *node = node_at(arena, input->document, pointer);
    return node ? value_of(arena, node, &input->offer) : (struct varied_value){.pointer = "", .number = (double)NAN};
}
