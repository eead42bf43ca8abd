/* A list of cumulative probabilities by a time: `quit`, `compensation.market.layoff`; and the curve of layoff risks. */
#include "inputs/keys/hazard_keys.h"

#include "inputs/offer_reader.h"

#include <stdlib.h>

struct hazard_row {
    struct value within, probability;
};

static const struct key hazard_keys[] = {
    {.name = "within",
     .shape = &shape_duration,
     .offset = offsetof(struct hazard_row, within),
     .description = "The time by which it has happened with that probability.",
     .examples = "\"37 months\"",
     .bounds = &bounds_positive,
     .flags = KEY_REQUIRED},
    {.name = "probability",
     .shape = &shape_share,
     .offset = offsetof(struct hazard_row, probability),
     .description = "Cumulative, from the start.",
     .examples = "\"30%\"",
     .bounds = &bounds_probability,
     .flags = KEY_REQUIRED | KEY_MEAN},
};
static const struct object_record hazard_record = {
    .name = "a point of the curve", .keys = hazard_keys, .key_count = KEY_COUNT(hazard_keys)};

static int by_time(const void *a, const void *b)
{
    const struct curve_point *left = a, *right = b;
    if (left->years != right->years)
        return left->years < right->years ? -1 : 1;
    return left->probability < right->probability ? -1 : left->probability > right->probability;
}

void hazard_from_points(struct reader *reader, struct curve_point *points, size_t count, struct hazard_curve *curve)
{
    qsort(points, count, sizeof *points, by_time);
    struct hazard_point *kept = arena_alloc(reader->arena, count, sizeof *kept);
    struct value *stated = arena_alloc(reader->arena, count, sizeof *stated);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const struct curve_point *point = &points[i];
        const struct hazard_point *last = used ? &kept[used - 1] : NULL;
        if (last && point->years == last->years && point->probability != last->probability)
            reader_error(reader, point->node, "one probability for each time",
                         "two probabilities, %g%% and %g%%, for the same %g months", 100 * last->probability,
                         100 * point->probability, 12 * point->years);
        else if (last && point->probability < last->probability)
            reader_error(reader, point->node, "the probabilities are cumulative, from the start",
                         "the curve falls: %g%% by %g months, but %g%% by %g months already", 100 * point->probability,
                         12 * point->years, 100 * last->probability, 12 * last->years);
        else if (!last || point->years > last->years) {
            stated[used] = point->stated;
            kept[used++] = (struct hazard_point){point->years, point->probability};
        }
    }
    curve->count = used;
    curve->point = kept;
    curve->stated = stated;
}

enum { HAZARD_POINTS_MAX = 1000 };

static void read_hazard(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    if (node->type != NODE_ARRAY) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    if (!reader_list_fits(reader, node, HAZARD_POINTS_MAX))
        return;
    struct curve_point *points = arena_alloc(reader->arena, node->children, sizeof *points);
    size_t count = 0;
    for (const struct node *item = node->child; item; item = item->next) {
        if (item->type != NODE_OBJECT) {
            reader_wrong_type(reader, item, key, "a row {\"within\": ..., \"probability\": ...}");
            continue;
        }
        struct hazard_row row = {.within = {.given = false}};
        reader_object(reader, item, &hazard_record, &row);
        if (row.within.given && row.probability.given)
            points[count++] =
                (struct curve_point){distribution_mean(&row.within.distribution),
                                     distribution_mean(&row.probability.distribution), item, row.probability};
    }
    hazard_from_points(reader, points, count, target);
}

static void schema_hazard(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "array");
    json_writer_key(schema, "maxItems");
    json_writer_number(schema, HAZARD_POINTS_MAX);
    json_writer_key(schema, "items");
    json_writer_open(schema, '{');
    schema_object(schema, &hazard_record);
    json_writer_close(schema, '}');
    json_writer_close(schema, '}');
}

static void canonical_hazard(struct json_writer *text, const struct key *key, const void *target)
{
    const struct hazard_curve *curve = target;
    if (!curve->count)
        return;
    json_writer_key(text, key->name);
    json_writer_open(text, '[');
    for (size_t i = 0; i < curve->count; i++) {
        json_writer_number(text, curve->point[i].years);
        double point;
        if (distribution_is_point(&curve->stated[i].distribution, &point))
            json_writer_number(text, curve->point[i].probability);
        else
            value_write_distribution(text, &curve->stated[i].distribution);
    }
    json_writer_close(text, ']');
}

const struct shape shape_hazard = {.expected = "a list such as [{\"within\": \"37 months\", \"probability\": \"30%\"}]",
                                   .read = read_hazard,
                                   .schema = schema_hazard,
                                   .canonical = canonical_hazard};
