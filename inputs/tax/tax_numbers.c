/* The numbers and tariffs of a tax table: each with its source, one for all or one per status. */
#include "inputs/tax/tax_reader.h"

#include <math.h>
#include <string.h>

/* The source that a number or tariff must name. */
static size_t source_of(struct tax_reader *reader, const struct node *object, const char *what)
{
    const struct node *source = node_member(object, "source");
    if (!source)
        tax_key_error(reader, object, NULL, "the %s \"%s\" has no source", what, object->key);
    else if (tax_type(reader, source, NODE_TEXT, "`source`"))
        return tax_source_index(reader, source);
    return 0;
}

static void read_number(struct tax_reader *reader, const struct node *object, struct tax_number *number)
{
    const struct node *found[TAX_STATUSES_MAX];
    number->name = object->key;
    if (!tax_type(reader, object, NODE_OBJECT, "a number with its source"))
        return;
    number->source = source_of(reader, object, "number");
    if (!tax_by_status(reader, object, "value", found, &number->by_status))
        return;
    for (size_t i = 0; i < reader->table->status_count; i++) {
        bool told = i > 0 && found[i] == found[0];
        if (!told && !tax_type(reader, found[i], NODE_NUMBER, "the value of a number"))
            return;
        number->value[i] = found[i]->number;
    }
}

void tax_read_numbers(struct tax_reader *reader, const struct node *object)
{
    struct tax_table *table = reader->table;
    table->number = arena_alloc(reader->arena, object->children + 1, sizeof *table->number);
    for (const struct node *member = object->child; member; member = member->next) {
        if (tax_is_comment(member))
            continue;
        struct tax_number number = {.name = member->key};
        read_number(reader, member, &number);
        if (tax_formula_value(&table->formula, member->key) != SIZE_MAX)
            tax_key_error(reader, member, NULL, "the name \"%s\" is taken", member->key);
        table->number[table->number_count++] = number;
    }
}

/* --- tariffs ----------------------------------------------------------------------------------------------------- */

static double slope_at(const struct tax_piece *piece, double amount)
{
    return (piece->poly[1] + 2 * piece->poly[2] * ((amount - piece->origin) / piece->unit)) / piece->unit;
}

/* [from, rate]: begins where the piece before ends, at 0 for the first. */
static bool read_bracket(struct tax_reader *reader, const struct node *node, const struct tax_piece *before,
                         struct tax_piece *piece)
{
    const struct node *from = node->child;
    if (node->children != 2 || from->type != NODE_NUMBER || from->next->type != NODE_NUMBER) {
        tax_error(reader, node, "such as [12400, 0.12]", "a bracket is a list of two numbers, a threshold and a rate");
        return false;
    }
    double rate = from->next->number;
    piece->from = piece->origin = from->number;
    piece->unit = 1;
    piece->rate = piece->poly[1] = rate;
    piece->poly[0] = before ? tax_piece_at(before, piece->from) : 0;
    return true;
}

/* {from, origin, unit, poly}. */
static bool read_polynomial(struct tax_reader *reader, const struct node *node, struct tax_piece *piece)
{
    static const struct tax_key keys[] = {{"from", NODE_NUMBER, false},
                                          {"origin", NODE_NUMBER, true},
                                          {"unit", NODE_NUMBER, true},
                                          {"poly", NODE_ARRAY, false}};
    if (!tax_object(reader, node, "a piece of a tariff", keys, sizeof keys / sizeof *keys))
        return false;
    const struct node *origin = node_member(node, "origin"), *unit = node_member(node, "unit"),
                      *poly = node_member(node, "poly");
    piece->from = node_member(node, "from")->number;
    piece->origin = origin ? origin->number : 0;
    piece->unit = unit ? unit->number : 1;
    piece->rate = NAN;
    if (piece->unit <= 0) {
        tax_error(reader, unit, NULL, "`unit` is above 0");
        return false;
    }
    if (poly->children == 0 || poly->children > 3) {
        tax_error(reader, poly, "the coefficients of 1, u and u^2", "`poly` has one to three numbers");
        return false;
    }
    for (const struct node *c = poly->child; c; c = c->next) {
        if (!tax_type(reader, c, NODE_NUMBER, "a coefficient"))
            return false;
        piece->poly[c->index] = c->number;
    }
    return true;
}

/* Thresholds rise; what is taken never falls as the amount grows, and at a threshold jumps by at most 1. */
static bool check_piece(struct tax_reader *reader, const struct node *node, const struct tax_piece *piece,
                        const struct tax_piece *before)
{
    if (before && piece->from <= before->from) {
        tax_error(reader, node, NULL, "thresholds out of order: %.15g after %.15g", piece->from, before->from);
        return false;
    }
    double jump = before ? tax_piece_at(piece, piece->from) - tax_piece_at(before, piece->from) : 0;
    if (fabs(jump) > 1) {
        tax_error(reader, node, "at a threshold a tariff may jump by at most 1", "the tariff jumps by %.2f at %.15g",
                  jump, piece->from);
        return false;
    }
    bool falls = slope_at(piece, piece->from) < 0 || (before && slope_at(before, piece->from) < 0);
    if (falls || (!node->next && piece->poly[2] < 0)) {
        tax_error(reader, node, "a tariff may not take less of a larger amount", "the tariff falls");
        return false;
    }
    return true;
}

static void read_schedule(struct tax_reader *reader, const struct node *list, struct tax_schedule *schedule)
{
    *schedule = (struct tax_schedule){.count = 1, .piece = {{.unit = 1}}};
    if (!tax_type(reader, list, NODE_ARRAY, "a tariff"))
        return;
    if (list->children == 0 || list->children > TAX_PIECES_MAX) {
        tax_error(reader, list, NULL, "a tariff has 1 to %d pieces; this one has %zu", TAX_PIECES_MAX, list->children);
        return;
    }
    schedule->count = 0;
    for (const struct node *node = list->child; node; node = node->next) {
        struct tax_piece *piece = &schedule->piece[schedule->count], *before = schedule->count ? piece - 1 : NULL;
        *piece = (struct tax_piece){.unit = 1};
        bool read =
            node->type == NODE_ARRAY ? read_bracket(reader, node, before, piece) : read_polynomial(reader, node, piece);
        schedule->count++;
        if (!read || !check_piece(reader, node, piece, before))
            return;
    }
}

static void read_tariff(struct tax_reader *reader, const struct node *object, struct tax_tariff *tariff)
{
    const struct node *found[TAX_STATUSES_MAX];
    size_t count = reader->table->status_count;
    tariff->schedule = arena_alloc(reader->arena, count + 1, sizeof *tariff->schedule);
    if (!tax_type(reader, object, NODE_OBJECT, "a tariff with its source"))
        return;
    tariff->source = source_of(reader, object, "tariff");
    if (!tax_by_status(reader, object, "all", found, &tariff->by_status))
        return;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && found[i] == found[0])
            tariff->schedule[i] = tariff->schedule[0];
        else
            read_schedule(reader, found[i], &tariff->schedule[i]);
    }
}

void tax_read_tariffs(struct tax_reader *reader, const struct node *object)
{
    struct tax_table *table = reader->table;
    table->tariff = arena_alloc(reader->arena, object->children + 1, sizeof *table->tariff);
    for (const struct node *member = object->child; member; member = member->next) {
        if (tax_is_comment(member))
            continue;
        struct tax_tariff *tariff = &table->tariff[table->tariff_count++];
        tariff->name = member->key;
        read_tariff(reader, member, tariff);
    }
}
