/* Shapes whose target is a `struct value`: a cell, a JSON number or a distribution object. */
#include "inputs/value_shapes.h"

#include "inputs/distribution_object.h"
#include "inputs/offer_reader.h"

#include <math.h>
#include <string.h>

const char *reader_cell_text(struct reader *reader, const struct node *node)
{
    if (node->type == NODE_TEXT)
        return node->text;
    if (node->type != NODE_NUMBER)
        return NULL;
    if (!strpbrk(node->text, "eE"))
        return node->text;
    /* The grammar of cells has no exponents: write the number out. */
    return arena_text(reader->arena, "%.*f", fabs(node->number) < 1 ? 20 : 0, node->number);
}

struct cell_rules reader_rules(const struct reader *reader, const struct node *node)
{
    struct cell_rules rules = reader->rules;
    /* A number in a cell that holds JSON is JSON's. */
    rules.commas = node->at.source && node->type == NODE_TEXT ? node->at.source->commas : COMMA_GROUPS;
    rules.dates = node->at.source ? node->at.source->dates : DATES_UNKNOWN;
    return rules;
}

/* What a node holds, as it may be quoted in a message. */
static const char *as_written(struct reader *reader, const struct node *node)
{
    const char *text = reader_cell_text(reader, node);
    return text ? arena_text(reader->arena, "\"%s\"", text) : "the distribution";
}

static void bounds_fault(struct reader *reader, const struct node *node, const struct key *key, const char *is,
                         const char *what)
{
    const char *help = arena_text(reader->arena, "`%s` is %s", key->name, key->bounds->words);
    if (node->type == NODE_OBJECT)
        help = arena_text(reader->arena, "%s; a truncated_normal, beta or uniform keeps inside", help);
    reader_error(reader, node, help, "`%s`: %s %s %s", key->name, as_written(reader, node), is, what);
}

/* The ends of what can happen: a path below the 1e-9 quantile is not met in practice. A normal amount of money whose
 * far tail passes 0 is what people mean, and harmless: it is warned of. */
bool reader_bounds_hold(struct reader *reader, const struct node *node, const struct key *key,
                        const struct distribution *distribution)
{
    const double never = 1e-9, seldom = 1e-3;
    const struct bounds *bounds = key->bounds;
    if (!bounds)
        return true;
    double low, high;
    bool point = distribution_is_point(distribution, &low);
    const char *is = point ? "is" : "can be";
    if (point) {
        high = low;
    } else {
        low = distribution_quantile(distribution, never);
        high = distribution_quantile(distribution, 1 - never);
    }
    if (low < bounds->low || (bounds->low_excluded && low <= bounds->low)) {
        if (!point && key_shape(key)->cell == CELL_MONEY && !bounds->low_excluded &&
            distribution_quantile(distribution, seldom) >= bounds->low) {
            reader_warn(reader, node, "`%s` can be negative, on less than one path in 1000", key->name);
            return true;
        }
        bounds_fault(reader, node, key, is, low < 0 && bounds->low == 0 ? "negative" : "too small");
        return false;
    }
    if (high > bounds->high || (bounds->high_excluded && high >= bounds->high)) {
        bounds_fault(reader, node, key, is, "too large");
        return false;
    }
    return true;
}

/* A calendar date is worth nothing without a start; said once. */
static void start_missed(struct reader *reader, const struct node *node, size_t offset)
{
    if (reader->start_missed)
        return;
    reader->start_missed = true;
    reader_error_at(reader, node, node_text_place(node, offset),
                    "add the day the job starts: \"start\": \"2026-02-13\" (or --set start=2026-02-13)",
                    "%s is a calendar date, and the offer has no `start` to count from", as_written(reader, node));
}

static void currency_found(struct reader *reader, const struct node *node, const char *currency)
{
    if (!currency || reader->rules.currency)
        return;
    reader->rules.currency = currency;
    reader_assume(reader, node, "the currency is %s, taken from %s", currency, as_written(reader, node));
}

/* The help of a fault, with the flag that settles it where the cell may mean two things, and in a report always. */
static const char *fault_help(struct reader *reader, const struct node *node, const struct cell_reading *reading)
{
    bool settled = reading->help && strstr(reading->help, "--set");
    if (!reading->meant && (!reader->document->report || settled || !reading->help))
        return reading->help;
    char *path = arena_text(reader->arena, "%s", node_pointer(reader->arena, node) + 1);
    for (char *slash = path; (slash = strchr(slash, '/')) != NULL;)
        *slash = '.';
    if (!reading->meant)
        return arena_text(reader->arena, "%s; it can be given by --set '%s=...'", reading->help, path);
    return arena_text(reader->arena, "%s, for instance --set '%s=%s'", reading->help, path, reading->meant);
}

bool reader_cell_ok(struct reader *reader, const struct node *node, const char *name,
                    const struct cell_reading *reading)
{
    if (reading->needs_start) {
        start_missed(reader, node, reading->fault ? reading->fault_offset : 0);
        return false;
    }
    if (reading->fault) {
        reader_error_at(reader, node, node_text_place(node, reading->fault_offset), fault_help(reader, node, reading),
                        "`%s`: %s", name, reading->fault);
        return false;
    }
    currency_found(reader, node, reading->currency);
    return true;
}

/* "High" as a probability: it may be said what it stands for. */
static void offer_words(struct reader *reader, const struct key *key, const char *text, struct cell_reading *reading)
{
    enum { WORD_BYTES_MAX = 40 };
    bool word = !strpbrk(text, "0123456789%.=") && text[0] && strlen(text) <= WORD_BYTES_MAX;
    if (reading->fault && reading->help && word && strcmp(key->name, "probability") == 0)
        reading->help = arena_text(reader->arena, "%s; or say what the word stands for: --set 'defaults.words.%s=70%%'",
                                   reading->help, text);
}

/* What `defaults` could have said of it. A probability counts with its mean, however it is read. */
static void read_by_default(struct reader *reader, const struct key *key, const struct cell_reading *reading)
{
    enum cell_kind kind = key_shape(key)->cell;
    bool amount = kind == CELL_MONEY || kind == CELL_SHARE || kind == CELL_MULTIPLE;
    if (reader->silent || !amount || key->flags & KEY_MEAN)
        return;
    if (reading->form == CELL_FORM_OPEN && !reader->rules.open_amount_given)
        reader->offer->open_amount_by_default = true;
    if (reading->form == CELL_FORM_RANGE && !reader->rules.range_given)
        reader->offer->range_by_default = true;
}

static const char *unit_of(enum cell_kind kind)
{
    static const char *const units[] = {
        [CELL_MONEY] = "money",       [CELL_SHARE] = "share",    [CELL_DURATION] = "years",
        [CELL_DATE] = "years",        [CELL_TIMELINE] = "years", [CELL_SCORE] = "points",
        [CELL_MULTIPLE] = "multiple", [CELL_COUNT] = "shares",   [CELL_NUMBER] = ""};
    return units[kind];
}

void reader_understood(struct reader *reader, const struct node *node, const char *pointer,
                       const struct value_reading *reading)
{
    if (!reader->problems->keep_readings || reader->silent)
        return;
    struct value_reading own = *reading;
    own.at = node->at;
    own.pointer = pointer;
    problem_understood(reader->problems, &own);
}

void reader_understood_word(struct reader *reader, const struct node *node, const char *word)
{
    if (!reader->problems->keep_readings)
        return;
    reader_understood(
        reader, node, node_pointer(reader->arena, node),
        &(struct value_reading){
            .written = node->written ? node->written : node->text, .text = word, .mean = (double)NAN, .unit = ""});
}

static bool read_cell(struct reader *reader, const struct node *node, const struct key *key, struct value *value)
{
    struct cell_rules rules = reader_rules(reader, node);
    rules.bare_refused = key->flags & KEY_BARE_REFUSED;
    rules.yearly = key->flags & KEY_YEARLY;
    rules.whole_company = key->flags & KEY_COMPANY;
    if (node->type == NODE_TEXT && !(node->at.source && node->at.source->commas_wished))
        rules.doubt = key->flags & (KEY_YEARLY | KEY_COMPANY) ? DOUBT_ALWAYS : DOUBT_BY_CURRENCY;
    const char *text = reader_cell_text(reader, node);
    struct cell_reading reading = cell_read(reader->arena, text, key_shape(key)->cell, &rules);
    offer_words(reader, key, text, &reading);
    if (!reader_cell_ok(reader, node, key->name, &reading))
        return false;
    if (!reader_bounds_hold(reader, node, key, &reading.distribution))
        return false;
    value->distribution = reading.distribution;
    value->dated = reading.dated;
    read_by_default(reader, key, &reading);
    reader_understood(reader, node, node_pointer(reader->arena, node),
                      &(struct value_reading){.written = node->written ? node->written : text,
                                              .text = reading.understood,
                                              .mean = distribution_mean(&reading.distribution),
                                              .unit = unit_of(key_shape(key)->cell)});
    if (reading.assumed && reader_notes(reader)) {
        if (key->flags & KEY_MEAN && reading.form == CELL_FORM_RANGE)
            reader_assume(reader, node, "%s is read as %s, and counts with its mean, %g%%", as_written(reader, node),
                          reading.understood, 100 * distribution_mean(&reading.distribution));
        else
            reader_assume(reader, node, "%s is read as %s", as_written(reader, node), reading.understood);
    }
    const char *caution = distribution_caution(&reading.distribution);
    if (caution)
        reader_warn(reader, node, "`%s`: %s", key->name, caution);
    return true;
}

bool reader_value(struct reader *reader, const struct node *node, const struct key *key, struct value *value)
{
    *value = (struct value){.given = false};
    bool fine = false;
    if (node->type == NODE_OBJECT)
        fine = distribution_object_read(reader, node, key, value);
    else if (node->type == NODE_TEXT || node->type == NODE_NUMBER)
        fine = read_cell(reader, node, key, value);
    else
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
    if (!fine)
        value->distribution.kind = NULL;
    value->given = fine && !reader->silent;
    return fine;
}

bool reader_certain(struct reader *reader, const struct node *node, const struct key *key, double *number)
{
    struct value value;
    if (!reader_value(reader, node, key, &value))
        return false;
    if (distribution_is_point(&value.distribution, number))
        return true;
    reader_error(reader, node, NULL, "`%s` is one value, not a range", key->name);
    return false;
}

/* --- the shapes -------------------------------------------------------------------------------------------------- */

static void read_value(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)reader_value(reader, node, key, target);
}

/* A day, which may be before the start: `granted`, `issued`. */
static void read_date(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct value *value = target;
    const char *text = reader_cell_text(reader, node);
    if (!text) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    struct cell_rules rules = reader_rules(reader, node);
    rules.start_given = true;
    rules.start_day = -1e6; /* nothing is cut */
    struct cell_reading reading = cell_read(reader->arena, text, CELL_DATE, &rules);
    if (!reader_cell_ok(reader, node, key->name, &reading))
        return;
    if (!reader->rules.start_given) {
        start_missed(reader, node, 0);
        return;
    }
    if (reading.form == CELL_FORM_OPEN) {
        reader_error(reader, node, "a day such as 2024-03-01, or a year", "`%s` can't be open", key->name);
        return;
    }
    double low = (reading.low - reader->rules.start_day) / 365.25;
    double high = (reading.high - reader->rules.start_day) / 365.25;
    bool point = reading.form == CELL_FORM_POINT;
    value->distribution = point ? distribution_point(low) : distribution_uniform(low, high);
    value->given = true;
    value->dated = point;
    if (!point)
        reader_assume(reader, node, "\"%s\" is read as any day of that time, equally likely", text);
}

/* Loose on purpose: what a cell may say is the grammar's business; but without a digit it says nothing. */
static const char any_cell[] = "{\"type\": [\"string\", \"number\"], \"pattern\": \"[0-9]\"}";
static const char text_cell[] = "{\"type\": \"string\", \"pattern\": \"[0-9]\"}";
static const char any_distribution[] = "{\"$ref\": \"#/$defs/distribution\"}";

static void either(struct json_writer *schema, const char *one, const char *other)
{
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_raw(schema, one);
    json_writer_raw(schema, other);
    json_writer_close(schema, ']');
}

void schema_definition(struct json_writer *schema, const struct shape *shape)
{
    json_writer_key(schema, shape->name);
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "title", cell_kind_name(shape->cell));
    either(schema, any_cell, any_distribution);
    json_writer_close(schema, '}');
}

static void schema_value(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    if (key->flags & KEY_BARE_REFUSED)
        either(schema, text_cell, any_distribution);
    else
        json_writer_text_member(schema, "$ref", arena_text(schema->arena, "#/$defs/%s", key_shape(key)->name));
    json_writer_close(schema, '}');
}

static void schema_cell(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "type");
    json_writer_raw(schema, "[\"string\", \"number\"]");
    json_writer_close(schema, '}');
}

void value_write_distribution(struct json_writer *text, const struct distribution *distribution)
{
    json_writer_open(text, '[');
    json_writer_text(text, distribution->kind->name);
    for (size_t i = 0; i < DISTRIBUTION_PARAMETERS; i++)
        json_writer_number(text, distribution->parameter[i]);
    for (size_t i = 0; i < distribution->count; i++) {
        json_writer_number(text, distribution->value[i]);
        if (distribution->probability)
            json_writer_number(text, distribution->probability[i]);
    }
    json_writer_close(text, ']');
}

static void canonical_value(struct json_writer *text, const struct key *key, const void *target)
{
    const struct value *value = target;
    if (!value->distribution.kind || (key->flags & KEY_ADDED && !value->given))
        return;
    json_writer_key(text, key->name);
    value_write_distribution(text, &value->distribution);
}

#define VALUE_SHAPE(word, kind, words)                                                                                 \
    {                                                                                                                  \
        .expected = words, .name = word, .cell = kind, .drawn = true, .read = read_value, .schema = schema_value,      \
        .canonical = canonical_value                                                                                   \
    }
const struct shape shape_money = VALUE_SHAPE("money", CELL_MONEY, "an amount of money, such as \"$8-12B\"");
const struct shape shape_share = VALUE_SHAPE("share", CELL_SHARE, "a share, such as \"35%\"");
const struct shape shape_duration = VALUE_SHAPE("duration", CELL_DURATION, "a duration, such as \"18 months\"");
const struct shape shape_timeline =
    VALUE_SHAPE("time", CELL_TIMELINE, "a time, such as \"2027-2028\" or \"3-5 years\"");
const struct shape shape_multiple = VALUE_SHAPE("multiple", CELL_MULTIPLE, "a multiple, such as \"5-15x\"");
const struct shape shape_count = VALUE_SHAPE("count", CELL_COUNT, "a count, such as 100000");
const struct shape shape_score = VALUE_SHAPE("score", CELL_SCORE, "a score, such as \"8/10\"");
const struct shape shape_plain = VALUE_SHAPE("number", CELL_NUMBER, "a number, such as 20");
const struct shape shape_date = {.expected = "a day, such as \"2024-03-01\"",
                                 .cell = CELL_DATE,
                                 .read = read_date,
                                 .schema = schema_cell,
                                 .canonical = canonical_value};
