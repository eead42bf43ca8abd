#define _GNU_SOURCE /* sched_getaffinity */
#include "cli/command_line.h"

#include "cli/command.h"
#include "cli/option_conflicts.h"
#include "cli/page.h"

#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum offercast_status usage_error(const struct command *command, const char *format, ...)
{
    va_list arguments;
    fputs("offercast: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\n  help: offercast %s --help\n", command->name);
    return OFFERCAST_USAGE;
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

static enum offercast_status unknown_option(const struct command *command, const char *argument)
{
    const char *names[64];
    size_t count = 0, length = strcspn(argument, "=");
    for (const struct option_record *option = option_list; option->name && count < 64; option++)
        if (option_belongs(option, command))
            names[count++] = option->name;
    const char *near = argument[1] == '-' ? offercast_nearest(page_copy(argument + 2, length - 2), names, count) : NULL;
    const char *given = page_copy(argument, length);
    if (near)
        return usage_error(command, "%s has no option %s; did you mean --%s?", command->name, given, near);
    return usage_error(command, "%s has no option %s", command->name, given);
}

struct command_line {
    int argc;
    char **argv;
    int at;
};

/* What is asked, not how fast it is answered and how it is told. */
static void record(const struct option_record *option, const char *value, struct options *options)
{
    static const char *const aside[] = {"shard", "partial", "threads", "isa", "progress", "color", "quiet", "verbose"};
    for (size_t i = 0; i < sizeof aside / sizeof *aside; i++)
        if (strcmp(option->name, aside[i]) == 0)
            return;
    text_list_add(&options->arguments, page_text("--%s", option->name));
    if (option->argument)
        text_list_add(&options->arguments, value);
}

static void record_operands(struct options *options)
{
    text_list_add(&options->arguments, "--");
    for (size_t i = 0; i < options->operands.count; i++)
        text_list_add(&options->arguments, options->operands.text[i]);
}

/* `value` as written behind the option; NULL: the next argument, where it takes one. */
static enum offercast_status set_option(const struct command *command, const struct option_record *option,
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
    if (!option->parse(value, options, &fault))
        return usage_error(command, "--%s %s: %s", option->name, value, fault);
    record(option, value, options);
    return OFFERCAST_OK;
}

static enum offercast_status take_long(const struct command *command, const char *argument, struct command_line *line,
                                       struct options *options)
{
    size_t length = strcspn(argument + 2, "=");
    const struct option_record *option = find_long(command, argument + 2, length);
    if (!option)
        return unknown_option(command, argument);
    return set_option(command, option, argument[2 + length] ? argument + 2 + length + 1 : NULL, line, options);
}

/* Letters may stand together: -vq, -qo FILE. */
static enum offercast_status take_letters(const struct command *command, const char *argument,
                                          struct command_line *line, struct options *options)
{
    enum offercast_status status = OFFERCAST_OK;
    for (const char *letter = argument + 1; *letter && status == OFFERCAST_OK; letter++) {
        const struct option_record *option = find_letter(command, *letter);
        if (!option)
            return unknown_option(command, letter == argument + 1 ? argument : page_text("-%c", *letter));
        bool takes_rest = option->argument && letter[1];
        status = set_option(command, option, takes_rest ? letter + 1 : NULL, line, options);
        if (takes_rest)
            break;
    }
    return status;
}

static enum offercast_status take_option(const struct command *command, struct command_line *line,
                                         struct options *options)
{
    const char *argument = line->argv[line->at++];
    return argument[1] == '-' ? take_long(command, argument, line, options)
                              : take_letters(command, argument, line, options);
}

static unsigned all_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
#if defined CPU_COUNT && !defined __EMSCRIPTEN__ /* a scheduler may have given fewer */
    cpu_set_t given;
    if (sched_getaffinity(0, sizeof given, &given) == 0)
        processors = CPU_COUNT(&given);
#endif
    return processors < 1 ? 1 : processors > 1024 ? 1024 : (unsigned)processors;
}

enum offercast_status command_line_read(int argc, char **argv, const struct command *command, struct options *options)
{
    *options = (struct options){
        .command = command, .seed = 1, .threads = all_threads(), .level = 0.95, .keep_paths = UINT64_MAX};
    struct command_line line = {argc, argv, 0};
    text_list_add(&options->arguments, command->name);
    bool operands_only = false;
    while (line.at < argc) {
        const char *argument = argv[line.at];
        if (!operands_only && strcmp(argument, "--") == 0) {
            operands_only = true;
            line.at++;
        } else if (!operands_only && argument[0] == '-' && argument[1]) {
            enum offercast_status status = take_option(command, &line, options);
            if (status != OFFERCAST_OK)
                return status;
        } else {
            text_list_add(&options->operands, argument);
            line.at++;
        }
    }
    if (options->operands.count < command->operands_min)
        return usage_error(command, "%s needs %s", command->name, command->operands);
    if (options->operands.count > OPERANDS_MOST) {
        fprintf(stderr, "offercast: %zu offers; the limit is %d\n", options->operands.count, OPERANDS_MOST);
        return OFFERCAST_LIMIT;
    }
    if (options->operands.count > command->operands_max)
        return usage_error(command, "%s takes no more than %zu operand%s; %s is one too many", command->name,
                           command->operands_max, command->operands_max == 1 ? "" : "s",
                           options->operands.text[command->operands_max]);
    record_operands(options);
    const char *conflict = option_conflict(options);
    return conflict ? usage_error(command, "%s", conflict) : OFFERCAST_OK;
}
