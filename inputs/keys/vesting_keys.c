/* `vesting` of a grant: a schedule, "none", or a list of increments. */
#include "inputs/offer_reader.h"
#include "inputs/vesting_words.h"

#include <math.h>
#include <string.h>

static const struct key schedule_keys[] = {
    {.name = "months",
     .shape = &shape_whole,
     .offset = offsetof(struct vesting, months),
     .fallback = "48",
     .description = "Length of the schedule.",
     .examples = "48",
     .bounds = &bounds_positive},
    {.name = "cliff",
     .shape = &shape_whole,
     .offset = offsetof(struct vesting, cliff),
     .fallback = "12",
     .description = "Months before which nothing vests.",
     .examples = "12",
     .bounds = &bounds_not_negative},
    {.name = "step",
     .shape = &shape_whole,
     .offset = offsetof(struct vesting, step),
     .fallback = "1",
     .description = "Months from one tranche to the next.",
     .examples = "1, 3",
     .bounds = &bounds_positive},
};

static void finish_schedule(struct reader *reader, const struct node *node, void *target)
{
    const struct vesting *vesting = target;
    const struct node *cliff = node_member(node, "cliff");
    if (!cliff && vesting->cliff > vesting->months && vesting->months > 0)
        ((struct vesting *)target)->cliff = vesting->months;
    else if (cliff && vesting->cliff > vesting->months)
        reader_error(reader, cliff, NULL, "the cliff of %d months is past the end, %d months", vesting->cliff,
                     vesting->months);
    for (size_t i = 0; i < KEY_COUNT(schedule_keys); i++) {
        const int *months = (const void *)((const char *)target + schedule_keys[i].offset);
        if (!node_member(node, schedule_keys[i].name))
            reader_assume_absent(reader, node, schedule_keys[i].name, "`%s` is not given: %d", schedule_keys[i].name,
                                 *months);
    }
}

static const struct object_record schedule_record = {
    .name = "`vesting`", .keys = schedule_keys, .key_count = KEY_COUNT(schedule_keys), .finish = finish_schedule};

struct increment {
    int month;
    struct value percent;
};

static const struct key increment_keys[] = {
    {.name = "month",
     .shape = &shape_whole,
     .offset = offsetof(struct increment, month),
     .description = "Whole months from `granted`.",
     .examples = "12",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "percent",
     .shape = &shape_share,
     .offset = offsetof(struct increment, percent),
     .description = "What vests then; the list sums to 100%.",
     .examples = "\"25%\"",
     .bounds = &bounds_probability,
     .flags = KEY_REQUIRED},
};
static const struct object_record increment_record = {
    .name = "a vesting increment", .keys = increment_keys, .key_count = KEY_COUNT(increment_keys)};

enum { INCREMENTS_MAX = 1200 }; /* one a month for a hundred years */

static void read_increments(struct reader *reader, const struct node *node, struct vesting *vesting)
{
    if (!reader_list_fits(reader, node, INCREMENTS_MAX))
        return;
    struct vesting_step *steps = arena_alloc(reader->arena, node->children + 1, sizeof *steps);
    size_t count = 0;
    double sum = 0;
    bool whole = true;
    for (const struct node *item = node->child; item; item = item->next) {
        struct increment increment = {.month = -1};
        if (item->type != NODE_OBJECT) {
            reader_error(reader, item, NULL, "`vesting`: expected {\"month\": 12, \"percent\": \"25%%\"}");
            whole = false;
            continue;
        }
        reader_object(reader, item, &increment_record, &increment);
        double fraction;
        if (increment.month < 0 || !increment.percent.given) {
            whole = false;
            continue;
        }
        if (!distribution_is_point(&increment.percent.distribution, &fraction)) {
            reader_error(reader, node_member(item, "percent"), NULL, "`percent` of a vesting increment is one value");
            whole = false;
            continue;
        }
        if (count && increment.month <= steps[count - 1].month) {
            reader_error(reader, node_member(item, "month"), "one row a month, in order",
                         "month %d comes after month %d", increment.month, steps[count - 1].month);
            whole = false;
            continue;
        }
        steps[count++] = (struct vesting_step){increment.month, fraction};
        sum += fraction;
    }
    if (whole && fabs(sum - 1) > 1e-9)
        reader_error(reader, node, "what vests in all is 100%", "the vesting increments sum to %.6g%%", 100 * sum);
    vesting->step_count = count;
    vesting->steps = steps;
    if (count)
        vesting->months = steps[count - 1].month;
}

/* "4 years, 1-year cliff, monthly" */
static void read_words(struct reader *reader, const struct node *node, struct vesting *vesting)
{
    struct vesting_words words = vesting_words_read(reader->arena, node->text);
    if (words.fault) {
        reader_error_at(
            reader, node, node_text_place(node, words.fault_at),
            "\"4 years, 1-year cliff, monthly\", \"none\", {\"months\": 48, \"cliff\": 12, \"step\": 1}, or a list of "
            "increments",
            "\"%s\" is not a vesting schedule: %s", node->text, words.fault);
        return;
    }
    *vesting = words.vesting;
    if (words.vesting.at_once || words.vesting.step_count > 0)
        return;
    reader_assume(reader, node, "\"%s\" is read as %d months, a cliff of %d months%s, every %d month%s%s", node->text,
                  vesting->months, vesting->cliff, words.cliff_told ? "" : " (not said)", vesting->step,
                  vesting->step == 1 ? "" : "s", words.step_told ? "" : " (not said)");
}

static void read_vesting(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct vesting *vesting = target;
    if (node->type == NODE_ARRAY)
        read_increments(reader, node, vesting);
    else if (node->type == NODE_OBJECT)
        reader_object(reader, node, &schedule_record, vesting);
    else if (node->type == NODE_TEXT && strcmp(node->text, "none") == 0)
        vesting->at_once = true;
    else if (node->type == NODE_TEXT)
        read_words(reader, node, vesting);
    else
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
}

static void schema_vesting(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_raw(schema,
                    "{\"type\": \"string\", \"pattern\": \"[0-9]|[Nn]one|[Ii]mmediate|[Vv]ested|[Yy]ear|[Mm]onth\"}");
    json_writer_open(schema, '{');
    schema_object(schema, &schedule_record);
    json_writer_close(schema, '}');
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "type", "array");
    json_writer_raw_member(schema, "minItems", "1");
    json_writer_key(schema, "maxItems");
    json_writer_number(schema, INCREMENTS_MAX);
    json_writer_key(schema, "items");
    json_writer_open(schema, '{');
    schema_object(schema, &increment_record);
    json_writer_close(schema, '}');
    json_writer_close(schema, '}');
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_vesting(struct json_writer *text, const struct key *key, const void *target)
{
    const struct vesting *vesting = target;
    json_writer_key(text, key->name);
    json_writer_open(text, '[');
    if (!vesting->at_once && !vesting->step_count) {
        json_writer_number(text, vesting->months);
        json_writer_number(text, vesting->cliff);
        json_writer_number(text, vesting->step);
    }
    for (size_t i = 0; i < vesting->step_count; i++) {
        json_writer_open(text, '[');
        json_writer_number(text, vesting->steps[i].month);
        json_writer_number(text, vesting->steps[i].fraction);
        json_writer_close(text, ']');
    }
    json_writer_close(text, ']');
}

const struct shape shape_vesting = {.expected = "\"none\", a schedule or a list of increments",
                                    .read = read_vesting,
                                    .schema = schema_vesting,
                                    .canonical = canonical_vesting};
