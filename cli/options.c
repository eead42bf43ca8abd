#include "cli/options.h"

#include "cli/command.h"
#include "cli/page.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void text_list_add(struct text_list *list, const char *text)
{
    list->text = page_grow(list->text, list->count, sizeof *list->text);
    list->text[list->count++] = text;
}

/* A whole number: 4096, 1e6, 1.5e6, 0x10 is not one. */
static bool read_count(const char *value, double low, double high, uint64_t *count)
{
    if (!*value || strspn(value, "0123456789.eE+") != strlen(value) || !strpbrk(value, "0123456789"))
        return false;
    char *end = NULL;
    errno = 0;
    if (strspn(value, "0123456789") == strlen(value)) {
        unsigned long long whole = strtoull(value, &end, 10);
        *count = whole;
        return errno == 0 && (double)whole >= low && (double)whole <= high;
    }
    double number = strtod(value, &end);
    if (*end || !(number >= low) || !(number <= high) || number != floor(number))
        return false;
    *count = (uint64_t)number;
    return true;
}

static bool is_named(enum offercast_list list, const char *word)
{
    const char *name;
    for (size_t i = 0; (name = offercast_name(list, i, NULL)); i++)
        if (strcmp(name, word) == 0)
            return true;
    return false;
}

/* "sobol, lhs, mc" */
static const char *joined(enum offercast_list list)
{
    const char *all = "", *name;
    for (size_t i = 0; (name = offercast_name(list, i, NULL)); i++)
        all = page_text("%s%s%s", all, i ? ", " : "", name);
    return all;
}

static bool parse_paths(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number from 1 to 1e12 is needed, such as 1e6";
    return read_count(value, 1, 1e12, &options->paths);
}

static bool parse_seed(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number from 0 to 18446744073709551615 is needed";
    return strspn(value, "0123456789") == strlen(value) && read_count(value, 0, 18446744073709551616.0, &options->seed);
}

static bool parse_sampler(const char *value, struct options *options, const char **fault)
{
    *fault = "sobol, lhs, antithetic or mc is needed";
    options->sampler = value;
    return is_named(OFFERCAST_SAMPLERS, value);
}

static bool parse_replicates(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number from 8 to 4096 is needed";
    return read_count(value, 8, 4096, &options->replicates);
}

static bool parse_threads(const char *value, struct options *options, const char **fault)
{
    uint64_t threads = 0;
    *fault = "a whole number from 1 to 1024 is needed";
    if (!read_count(value, 1, 1024, &threads))
        return false;
    options->threads = (unsigned)threads;
    return true;
}

static bool read_number(const char *value, double *number)
{
    char *end = NULL;
    *number = strtod(value, &end);
    return end != value && *end == '\0' && isfinite(*number);
}

static bool parse_level(const char *value, struct options *options, const char **fault)
{
    size_t length = strlen(value);
    bool percent = length > 0 && value[length - 1] == '%';
    double level = 0;
    *fault = "a level between 50% and 99.99% is needed, such as 95%";
    if (!read_number(page_copy(value, length - percent), &level))
        return false;
    options->level = percent ? level / 100 : level;
    return options->level >= 0.5 && options->level <= 0.9999;
}

static bool parse_isa(const char *value, struct options *options, const char **fault)
{
    const char *missing = "";
    for (size_t i = 0; offercast_name(OFFERCAST_INSTRUCTIONS, i, &missing); i++)
        if (strcmp(offercast_name(OFFERCAST_INSTRUCTIONS, i, NULL), value) == 0)
            break;
    options->instructions = value;
    bool known = is_named(OFFERCAST_INSTRUCTIONS, value);
    *fault = known ? "this processor cannot run it" : "baseline, avx2 or avx512 is needed";
    return known && !*missing;
}

static bool parse_max_time(const char *value, struct options *options, const char **fault)
{
    *fault = "a number of seconds above 0 is needed";
    return read_number(value, &options->max_time_seconds) && options->max_time_seconds > 0;
}

/* Lists are read where their meaning is known (library/question_reader.c, ...); here they are only kept. */
#define PARSE_LIST(name)                                                                                               \
    static bool parse_##name(const char *value, struct options *options, const char **fault)                           \
    {                                                                                                                  \
        *fault = "a value is needed";                                                                                  \
        text_list_add(&options->name, value);                                                                          \
        return *value != '\0';                                                                                         \
    }
PARSE_LIST(target)
PARSE_LIST(above)
PARSE_LIST(set)
PARSE_LIST(output)
PARSE_LIST(vary)
PARSE_LIST(beside)

static bool parse_assume(const char *value, struct options *options, const char **fault)
{
    *fault = page_text("one of %s is needed", joined(OFFERCAST_ALTERNATIVES));
    text_list_add(&options->assume, value);
    return is_named(OFFERCAST_ALTERNATIVES, value);
}

/* Names whose meaning the library knows. */
#define PARSE_TEXT(name)                                                                                               \
    static bool parse_##name(const char *value, struct options *options, const char **fault)                           \
    {                                                                                                                  \
        *fault = "a value is needed";                                                                                  \
        options->name = value;                                                                                         \
        return *value != '\0';                                                                                         \
    }
PARSE_TEXT(filing_status)
PARSE_TEXT(curve_to)
PARSE_TEXT(check_cases)

static bool parse_flow(const char *value, struct options *options, const char **fault)
{
    *fault = page_text("one of %s is needed", joined(OFFERCAST_TAX_FLOWS));
    options->flow = value;
    return is_named(OFFERCAST_TAX_FLOWS, value);
}

static bool parse_stat(const char *value, struct options *options, const char **fault)
{
    *fault = "a list such as net_advantage.mean,net_advantage.p_positive is needed";
    while (*value) {
        size_t length = strcspn(value, ",");
        if (length == 0)
            return false;
        text_list_add(&options->stat, page_copy(value, length));
        value += length + (value[length] == ',');
    }
    return options->stat.count > 0;
}

static bool parse_keep(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->keep = value;
    return *value != '\0';
}

static bool parse_exit_values(const char *value, struct options *options, const char **fault)
{
    *fault = "amounts separated by commas are needed";
    options->exit_values = value;
    return *value != '\0';
}

static bool parse_template(const char *value, struct options *options, const char **fault)
{
    *fault = page_text("one of %s is needed", joined(OFFERCAST_TEMPLATES));
    options->template = value;
    return is_named(OFFERCAST_TEMPLATES, value);
}

/* The word is a comparison's; "./own" is a file. */
bool options_against_file(const struct options *options)
{
    static const char *const words[] = {"first", "own", "none"};
    for (size_t i = 0; options->against && i < sizeof words / sizeof *words; i++)
        if ((options->command->groups & OPTION_COMPARE) && strcmp(options->against, words[i]) == 0)
            return false;
    return options->against != NULL;
}

static bool parse_against(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->against = value;
    return *value != 0;
}

static bool parse_memo(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->memo = value;
    return *value != 0;
}

static bool parse_goal(const char *value, struct options *options, const char **fault)
{
    *fault = "a goal such as net_advantage.p_positive=50% is needed";
    options->goal = value;
    return *value != '\0';
}

static bool parse_risk_aversion(const char *value, struct options *options, const char **fault)
{
    *fault = "a number from 0 (none) to 100 is needed, such as 2";
    options->risk_aversion_given = true;
    return read_number(value, &options->risk_aversion) && options->risk_aversion >= 0 && options->risk_aversion <= 100;
}

static bool parse_checkpoint(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->checkpoint = value;
    return *value != '\0';
}

static bool parse_value_column(const char *value, struct options *options, const char **fault)
{
    *fault = "the heading of a column is needed";
    options->value_column = value;
    return value[0] != '\0';
}

static bool parse_decimals(const char *value, struct options *options, const char **fault)
{
    *fault = "comma or point is needed";
    options->decimals = value;
    return strcmp(value, "comma") == 0 || strcmp(value, "point") == 0;
}

static bool parse_dates(const char *value, struct options *options, const char **fault)
{
    *fault = "day-first or month-first is needed";
    options->dates = value;
    return strcmp(value, "day-first") == 0 || strcmp(value, "month-first") == 0;
}

static bool parse_sheet(const char *value, struct options *options, const char **fault)
{
    *fault = "the name of a sheet is needed";
    options->sheet = value;
    return *value != 0;
}

static bool parse_holder(const char *value, struct options *options, const char **fault)
{
    *fault = "the name of a holder is needed";
    options->holder = value;
    return *value != 0;
}

/* A kind of assumption. */
static bool parse_odds(const char *value, struct options *options, const char **fault)
{
    *fault = "the name of a template is needed";
    text_list_add(&options->assume, page_text("odds=%s", value));
    return *value != 0;
}

static bool parse_table(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->table = value;
    return *value != 0;
}

static bool parse_keep_paths(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number is needed";
    return read_count(value, 0, 1e12, &options->keep_paths);
}

static bool parse_repeats(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number from 1 to 1e6 is needed";
    return read_count(value, 1, 1e6, &options->repeats);
}

static bool parse_compare(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->compare = value;
    return *value != '\0';
}

static bool parse_second_order(const char *value, struct options *options, const char **fault)
{
    *fault = "a whole number from 2 to 1e6 is needed, such as 1000";
    return read_count(value, 2, 1e6, &options->second_order);
}

/* N, or N:M, both ends included. */
static bool parse_path(const char *value, struct options *options, const char **fault)
{
    const char *colon = strchr(value, ':');
    const char *first = colon ? page_text("%.*s", (int)(colon - value), value) : value;
    *fault = "the number of a path, from 0, is needed, or a range of them, N:M";
    if (!read_count(first, 0, 1e12, &options->path))
        return false;
    options->last_path = options->path;
    return !colon || (read_count(colon + 1, 0, 1e12, &options->last_path) && options->last_path >= options->path);
}

static bool parse_format(const char *value, struct options *options, const char **fault)
{
    *fault = page_text("one of %s is needed", joined(OFFERCAST_FORMATS));
    options->format = value;
    return is_named(OFFERCAST_FORMATS, value);
}

static bool parse_csv_dialect(const char *value, struct options *options, const char **fault)
{
    *fault = "excel-eu is the one there is";
    options->csv_excel_eu = strcmp(value, "excel-eu") == 0;
    return options->csv_excel_eu;
}

static bool read_when(const char *value, enum when *when, const char **fault)
{
    *fault = "auto, always or never is needed";
    *when = strcmp(value, "always") == 0 ? WHEN_ALWAYS : strcmp(value, "never") == 0 ? WHEN_NEVER : WHEN_AUTO;
    return *when != WHEN_AUTO || strcmp(value, "auto") == 0;
}

static bool parse_color(const char *value, struct options *options, const char **fault)
{
    return read_when(value, &options->color, fault);
}

static bool parse_progress(const char *value, struct options *options, const char **fault)
{
    return read_when(value, &options->progress, fault);
}

#define PARSE_FLAG(name)                                                                                               \
    static bool parse_##name(const char *value, struct options *options, const char **fault)                           \
    {                                                                                                                  \
        (void)value, (void)fault;                                                                                      \
        options->name = true;                                                                                          \
        return true;                                                                                                   \
    }
PARSE_FLAG(csv_bom)
PARSE_FLAG(wide)
PARSE_FLAG(breakpoints)
PARSE_FLAG(results)
PARSE_FLAG(list)
PARSE_FLAG(curve)
PARSE_FLAG(force)
PARSE_FLAG(quiet)
PARSE_FLAG(verbose)
PARSE_FLAG(full)
PARSE_FLAG(no_pager)
PARSE_FLAG(allow_files)

/* "2/5" */
static bool parse_shard(const char *value, struct options *options, const char **fault)
{
    const char *slash = strchr(value, '/');
    *fault = "K/N is needed, with K from 1 to N, and N at most 1000000: 2/5";
    return slash && read_count(page_copy(value, (size_t)(slash - value)), 1, 1e6, &options->shard) &&
           read_count(slash + 1, 1, 1e6, &options->shards) && options->shard <= options->shards;
}

static bool parse_partial(const char *value, struct options *options, const char **fault)
{
    *fault = "a file name is needed";
    options->partial = value;
    return *value != 0;
}

const struct option_record option_list[] = {
#define OPTION(name, long_form, letter, argument, group, summary)                                                      \
    {long_form, letter, argument, OPTION_##group, summary, parse_##name},
#include "cli/options.def"
#undef OPTION
    {NULL, 0, NULL, 0, NULL, NULL}};

bool option_belongs(const struct option_record *option, const struct command *command)
{
    return (command->groups & (unsigned)option->group) != 0;
}
