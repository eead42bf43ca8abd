#include "cli/options.h"
#include "inputs/nearest_word.h"

#include "cli/command.h"
#include "cli/option_conflicts.h"
#include "inputs/alternatives.h"
#include "inputs/cell.h"
#include "inputs/problems.h"
#include "models/tax/tax_words.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void list_add(struct arena *arena, struct text_list *list, const char *text)
{
    list->text = arena_grow(arena, list->text, list->count, sizeof *list->text);
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

static bool parse_paths(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number from 1 to 1e12 is needed, such as 1e6";
    return read_count(value, 1, 1e12, &options->paths);
}

static bool parse_seed(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number from 0 to 18446744073709551615 is needed";
    return strspn(value, "0123456789") == strlen(value) && read_count(value, 0, 18446744073709551616.0, &options->seed);
}

static bool parse_sampler(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "sobol, lhs, antithetic or mc is needed";
    options->sampler = sampler_named(value);
    options->sampler_given = true;
    return options->sampler != NULL;
}

static bool parse_replicates(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number from 8 to 4096 is needed";
    return read_count(value, 8, 4096, &options->replicates);
}

static bool parse_threads(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
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

static bool parse_level(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    size_t length = strlen(value);
    bool percent = length > 0 && value[length - 1] == '%';
    double level = 0;
    *fault = "a level between 50% and 99.99% is needed, such as 95%";
    if (!read_number(arena_copy(arena, value, length - percent), &level))
        return false;
    options->level = percent ? level / 100 : level;
    return options->level >= 0.5 && options->level <= 0.9999;
}

static bool parse_isa(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    options->isa = isa_named(value);
    *fault = options->isa ? "this processor cannot run it" : "baseline, avx2 or avx512 is needed";
    return options->isa && isa_supported(options->isa);
}

static bool parse_max_time(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a number of seconds above 0 is needed";
    return read_number(value, &options->max_time_seconds) && options->max_time_seconds > 0;
}

/* Lists are read where their meaning is known (library/question_reader.c, ...); here they are only kept. */
#define PARSE_LIST(name)                                                                                               \
    static bool parse_##name(struct arena *arena, const char *value, struct options *options, const char **fault)      \
    {                                                                                                                  \
        *fault = "a value is needed";                                                                                  \
        list_add(arena, &options->name, value);                                                                        \
        return *value != '\0';                                                                                         \
    }
PARSE_LIST(target)
PARSE_LIST(above)
PARSE_LIST(set)
PARSE_LIST(output)
PARSE_LIST(vary)
PARSE_LIST(beside)

static bool parse_assume(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    *fault = arena_text(arena, "one of %s is needed", alternative_names(arena));
    list_add(arena, &options->assume, value);
    return alternative_named(value) != NULL;
}

static bool parse_stat(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    *fault = "a list such as net_advantage.mean,net_advantage.p_positive is needed";
    while (*value) {
        size_t length = strcspn(value, ",");
        if (length == 0)
            return false;
        list_add(arena, &options->stat, arena_copy(arena, value, length));
        value += length + (value[length] == ',');
    }
    return options->stat.count > 0;
}

static bool parse_keep(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->keep = value;
    return *value != '\0';
}

static bool parse_against(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->against = value;
    return *value != '\0';
}

static bool parse_memo(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->memo = value;
    return *value != '\0';
}

static bool parse_exit_values(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "amounts separated by commas are needed";
    options->exit_values = value;
    return *value != '\0';
}

/* Names whose meaning the command knows. */
#define PARSE_TEXT(name)                                                                                               \
    static bool parse_##name(struct arena *arena, const char *value, struct options *options, const char **fault)      \
    {                                                                                                                  \
        (void)arena;                                                                                                   \
        *fault = "a value is needed";                                                                                  \
        options->name = value;                                                                                         \
        return *value != '\0';                                                                                         \
    }
PARSE_TEXT(filing_status)
PARSE_TEXT(curve_to)
PARSE_TEXT(check_cases)

static bool parse_flow(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    const char *names = "";
    for (size_t i = 0; i < TAX_FLOWS; i++)
        names = arena_text(arena, "%s%s%s", names, i ? ", " : "", tax_flow_words[i].name);
    *fault = arena_text(arena, "one of %s is needed", names);
    options->flow = value;
    return tax_word_index(tax_flow_words, TAX_FLOWS, value) < TAX_FLOWS;
}

static bool parse_template(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    const char *names = "";
    for (const struct offer_template *known = offer_templates; known->name; known++)
        names = arena_text(arena, "%s%s%s", names, known == offer_templates ? "" : ", ", known->name);
    *fault = arena_text(arena, "one of %s is needed", names);
    options->template = offer_template_named(value);
    return options->template != NULL;
}

static bool parse_goal(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a goal such as net_advantage.p_positive=50% is needed";
    options->goal = value;
    return *value != '\0';
}

static bool parse_risk_aversion(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a number from 0 (none) to 100 is needed, such as 2";
    options->risk_aversion_given = true;
    return read_number(value, &options->risk_aversion) && options->risk_aversion >= 0 && options->risk_aversion <= 100;
}

static bool parse_checkpoint(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->checkpoint = value;
    return *value != '\0';
}

/* A kind of assumption (inputs/offer_odds.h). */
static bool parse_odds(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    *fault = "the name of a template is needed";
    list_add(arena, &options->assume, arena_text(arena, "odds=%s", value));
    return *value != '\0';
}

static bool parse_table(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->table = value;
    return *value != '\0';
}

static bool parse_keep_paths(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number is needed";
    return read_count(value, 0, 1e12, &options->keep_paths);
}

static bool parse_repeats(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number from 1 to 1e6 is needed";
    return read_count(value, 1, 1e6, &options->repeats);
}

static bool parse_compare(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a file name is needed";
    options->compare = value;
    return *value != '\0';
}

static bool parse_second_order(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "a whole number from 2 to 1e6 is needed, such as 1000";
    return read_count(value, 2, 1e6, &options->second_order);
}

static bool parse_path(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    *fault = "the number of a path, from 0, is needed";
    return read_count(value, 0, 1e12, &options->path);
}

static bool parse_format(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    const char *names = "";
    for (size_t i = 0; output_formats[i]; i++)
        names = arena_text(arena, "%s%s%s", names, i ? ", " : "", output_formats[i]->name);
    *fault = arena_text(arena, "one of %s is needed", names);
    options->format = output_format_named(value);
    return options->format != NULL;
}

static bool parse_csv_dialect(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
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

static bool parse_color(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    return read_when(value, &options->color, fault);
}

static bool parse_progress(struct arena *arena, const char *value, struct options *options, const char **fault)
{
    (void)arena;
    return read_when(value, &options->progress, fault);
}

#define PARSE_FLAG(name)                                                                                               \
    static bool parse_##name(struct arena *arena, const char *value, struct options *options, const char **fault)      \
    {                                                                                                                  \
        (void)arena, (void)value, (void)fault;                                                                         \
        options->name = true;                                                                                          \
        return true;                                                                                                   \
    }
PARSE_FLAG(csv_bom)
PARSE_FLAG(wide)
PARSE_FLAG(breakpoints)
PARSE_FLAG(results)
PARSE_FLAG(list)
PARSE_FLAG(force)
PARSE_FLAG(curve)
PARSE_FLAG(quiet)
PARSE_FLAG(verbose)
PARSE_FLAG(full)
PARSE_FLAG(allow_files)

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

/* --- the command line --------------------------------------------------------------------------------------------- */

static enum status usage_error(const struct command *command, const char *format, ...)
{
    va_list arguments;
    fputs("offercast: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\n  help: offercast %s --help\n", command->name);
    return STATUS_USAGE;
}

static const struct option_record *find_long(const struct command *command, const char *name, size_t length)
{
    for (const struct option_record *option = option_list; option->name; option++)
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0 &&
            option_belongs(option, command))
            return option;
    return NULL;
}

static const struct option_record *find_letter(const struct command *command, char letter)
{
    for (const struct option_record *option = option_list; option->name; option++)
        if (option->letter == letter && option_belongs(option, command))
            return option;
    return NULL;
}

static enum status unknown_option(struct arena *arena, const struct command *command, const char *argument)
{
    const char *names[64];
    size_t count = 0, length = strcspn(argument, "=");
    for (const struct option_record *option = option_list; option->name && count < 64; option++)
        if (option_belongs(option, command))
            names[count++] = option->name;
    const char *near =
        argument[1] == '-' ? nearest_word(arena_copy(arena, argument + 2, length - 2), names, count) : NULL;
    const char *given = arena_copy(arena, argument, length);
    if (near)
        return usage_error(command, "%s has no option %s; did you mean --%s?", command->name, given, near);
    return usage_error(command, "%s has no option %s", command->name, given);
}

struct command_line {
    int argc;
    char **argv;
    int at;
};

/* `value` as written behind the option; NULL: the next argument, where it takes one. */
static enum status set_option(struct arena *arena, const struct command *command, const struct option_record *option,
                              const char *value, struct command_line *line, struct options *options)
{
    const char *fault = NULL;
    if (!option->argument && value)
        return usage_error(command, "--%s takes no value", option->name);
    if (option->argument && !value) {
        if (line->at >= line->argc)
            return usage_error(command, "--%s needs a value: %s", option->name, option->argument);
        value = line->argv[line->at++];
    }
    if (!option->parse(arena, value, options, &fault))
        return usage_error(command, "--%s %s: %s", option->name, value, fault);
    return STATUS_OK;
}

static enum status take_long(struct arena *arena, const struct command *command, const char *argument,
                             struct command_line *line, struct options *options)
{
    size_t length = strcspn(argument + 2, "=");
    const struct option_record *option = find_long(command, argument + 2, length);
    if (!option)
        return unknown_option(arena, command, argument);
    return set_option(arena, command, option, argument[2 + length] ? argument + 2 + length + 1 : NULL, line, options);
}

/* Letters may stand together: -vq, -qo FILE. */
static enum status take_letters(struct arena *arena, const struct command *command, const char *argument,
                                struct command_line *line, struct options *options)
{
    enum status status = STATUS_OK;
    for (const char *letter = argument + 1; *letter && status == STATUS_OK; letter++) {
        const struct option_record *option = find_letter(command, *letter);
        if (!option)
            return unknown_option(arena, command,
                                  letter == argument + 1 ? argument : arena_text(arena, "-%c", *letter));
        bool takes_rest = option->argument && letter[1];
        status = set_option(arena, command, option, takes_rest ? letter + 1 : NULL, line, options);
        if (takes_rest)
            break;
    }
    return status;
}

static enum status take_option(struct arena *arena, const struct command *command, struct command_line *line,
                               struct options *options)
{
    const char *argument = line->argv[line->at++];
    return argument[1] == '-' ? take_long(arena, command, argument, line, options)
                              : take_letters(arena, command, argument, line, options);
}

static unsigned all_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > 1024 ? 1024 : (unsigned)processors;
}

enum status options_parse(struct arena *arena, int argc, char **argv, const struct command *command,
                          struct options *options)
{
    *options = (struct options){.command = command,
                                .paths = command->default_paths ? command->default_paths : UINT64_C(1) << 20,
                                .seed = 1,
                                .replicates = 16,
                                .sampler = sampler_list[0],
                                .threads = all_threads(),
                                .level = 0.95,
                                .isa = isa_best(),
                                .keep_paths = UINT64_MAX};
    struct command_line line = {argc, argv, 0};
    bool operands_only = false;
    while (line.at < argc) {
        const char *argument = argv[line.at];
        if (!operands_only && strcmp(argument, "--") == 0) {
            operands_only = true;
            line.at++;
        } else if (!operands_only && argument[0] == '-' && argument[1]) {
            enum status status = take_option(arena, command, &line, options);
            if (status != STATUS_OK)
                return status;
        } else {
            list_add(arena, &options->operands, argument);
            line.at++;
        }
    }
    if (options->operands.count < command->operands_min)
        return usage_error(command, "%s needs %s", command->name, command->operands);
    if (options->operands.count > OFFERS_MAX) {
        fprintf(stderr, "offercast: %zu offers; the limit is %d\n", options->operands.count, OFFERS_MAX);
        return STATUS_LIMIT;
    }
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    if (sampling.points > options->sampler->most_points) {
        fprintf(stderr,
                "offercast: --paths: %" PRIu64 " in %" PRIu64 " replicates; %s has at most %" PRIu64
                " points a replicate\n  help: more --replicates, or --sampler mc\n",
                options->paths, sampling.replicates, options->sampler->name, options->sampler->most_points);
        return STATUS_LIMIT;
    }
    if (options->operands.count > command->operands_max)
        return usage_error(command, "%s takes no more than %zu operand%s; %s is one too many", command->name,
                           command->operands_max, command->operands_max == 1 ? "" : "s",
                           options->operands.text[command->operands_max]);
    const char *conflict = option_conflict(options);
    return conflict ? usage_error(command, "%s", conflict) : STATUS_OK;
}
