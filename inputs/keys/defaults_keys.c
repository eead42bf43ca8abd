/* `defaults` of the file: how cells are read where the file does not say it for the one value. */
#include "inputs/offer_reader.h"
#include "models/reading_defaults.h"

#define TEXT(number) #number
#define WRITTEN(number) TEXT(number)

struct cell_defaults {
    struct value timeline;
    int fiscal_year_start;
    int range, open_amount;
    double tail_index, open_years;
    const struct cell_word *words;
};

static const struct bounds bounds_month = {1, 12, false, false, "a month, from 1 to 12"};

static const struct word range_words[] = {
    {"uniform", RANGE_UNIFORM, "every value between the ends is equally likely"},
    {"pert", RANGE_PERT, "PERT with the mode at the midpoint and lambda 4"},
    {"lognormal90", RANGE_LOGNORMAL90, "lognormal with the ends at 5% and 95%"},
    {NULL, 0, NULL},
};

/* Of any word, a share each. */
static void read_words(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    const struct cell_word **words = target;
    if (node->type != NODE_OBJECT) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    struct cell_word *word = arena_alloc(reader->arena, node->children + 1, sizeof *word);
    for (const struct node *child = node->child; child; child = child->next) {
        const char *text = child->type == NODE_TEXT || child->type == NODE_NUMBER ? child->text : "";
        struct cell_reading reading = cell_read(reader->arena, text, CELL_SHARE, &reader->rules);
        double low = reading.fault ? 0 : reading.low, high = reading.fault ? 0 : reading.high;
        if (reading.fault || low < 0 || high > 1) {
            reader_error(reader, child, "a share reads like `35%` or `30-50%`",
                         "what \"%.40s\" stands for is not a share", child->key);
            continue;
        }
        *word = (struct cell_word){child->key, text, *words};
        *words = word++;
    }
}

static void schema_words(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "object");
    json_writer_raw_member(schema, "patternProperties", "{\"^\": {\"type\": [\"string\", \"number\"]}}");
    json_writer_close(schema, '}');
}

static const struct shape shape_cell_words = {
    .expected = "an object such as {\"High\": \"70%\"}", .read = read_words, .schema = schema_words};

static const struct word open_words[] = {
    {"pareto", OPEN_PARETO, "Pareto from its bound, with `tail_index`"},
    {"point", OPEN_POINT, "its bound, for certain"},
    {NULL, 0, NULL},
};

static const struct key defaults_keys[] = {
    {.name = "range",
     .shape = &shape_word,
     .offset = offsetof(struct cell_defaults, range),
     .fallback = "uniform",
     .description = "How a range of money, a share or a multiple is read. Dates and durations stay uniform.",
     .examples = "\"lognormal90\"",
     .words = range_words},
    {.name = "open_amount",
     .shape = &shape_word,
     .offset = offsetof(struct cell_defaults, open_amount),
     .fallback = "pareto",
     .description = "How an open amount such as $15B+ is read.",
     .examples = "\"point\"",
     .words = open_words},
    {.name = "tail_index",
     .shape = &shape_number,
     .offset = offsetof(struct cell_defaults, tail_index),
     .fallback = WRITTEN(OPEN_TAIL_INDEX),
     .description = "Tail index of the Pareto distribution that an open amount such as $15B+ is read as.",
     .examples = "3",
     .bounds = &bounds_positive},
    {.name = "open_years",
     .shape = &shape_number,
     .offset = offsetof(struct cell_defaults, open_years),
     .fallback = WRITTEN(OPEN_YEARS),
     .description = "Mean, in years past its bound, of an open date or duration such as 2028+.",
     .examples = "2",
     .bounds = &bounds_positive},
    {.name = "timeline",
     .shape = &shape_timeline,
     .offset = offsetof(struct cell_defaults, timeline),
     .description = "When exits happen that say no time of their own.",
     .examples = "\"3-5 years\"",
     .bounds = &bounds_not_negative},
    {.name = "fiscal_year_start",
     .shape = &shape_whole,
     .offset = offsetof(struct cell_defaults, fiscal_year_start),
     .description =
         "The month, 1 to 12, in which fiscal years begin, which FY27 and the like are read by; they are called "
         "by the year in which they end. Without it they are calendar years.",
     .examples = "4",
     .bounds = &bounds_month},
    {.name = "words",
     .shape = &shape_cell_words,
     .offset = offsetof(struct cell_defaults, words),
     .description =
         "What words stand for where a share is wanted, such as a probability of High. Case makes no difference.",
     .examples = "{\"High\": \"70%\", \"Medium\": \"30-50%\", \"Low\": \"<15%\"}"},
};

const struct object_record defaults_record = {
    .name = "`defaults`", .keys = defaults_keys, .key_count = KEY_COUNT(defaults_keys)};

static void read_defaults(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)target;
    if (node->type != NODE_OBJECT) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    struct cell_defaults defaults = {.range = (int)reader->rules.range,
                                     .open_amount = (int)reader->rules.open_amount,
                                     .tail_index = reader->rules.tail_index,
                                     .open_years = reader->rules.open_years};
    reader_object(reader, node, &defaults_record, &defaults);
    reader->rules.range = (enum range_shape)defaults.range;
    reader->rules.range_given = node_member(node, "range") != NULL;
    reader->rules.open_amount = (enum open_shape)defaults.open_amount;
    reader->rules.open_amount_given = node_member(node, "open_amount") != NULL;
    reader->rules.tail_index = defaults.tail_index;
    reader->rules.open_years = defaults.open_years;
    reader->rules.fiscal_year_month = defaults.fiscal_year_start;
    reader->rules.words = defaults.words;
    reader->timeline = defaults.timeline.distribution.kind ? node_member(node, "timeline") : NULL;
}

static void schema_defaults(struct json_writer *schema, const struct key *key)
{
    shape_object.schema(schema, key);
}

const struct shape shape_defaults = {.expected = "an object", .read = read_defaults, .schema = schema_defaults};
