/* What every line of cli/commands.def promises: help with an example first, a wrong option told by its name, and an
 * output that cannot be written told as such. A command without a line in tests/cli/command_lines.h fails. */
#include "tests/cli/command_lines.h"

static const char *const commands[] = {
#define COMMAND(name) #name,
#include "cli/commands.def"
#undef COMMAND
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct command_line *line_of(const char *command)
{
    for (size_t i = 0; i < COMMAND_LINES; i++)
        if (strcmp(command_lines[i].command, command) == 0)
            return &command_lines[i];
    fail_msg("no command line for %s in tests/cli/command_lines.h", command);
    return NULL;
}

static void test_help(void **state)
{
    (void)state;
    struct output all = output_of("--help");
    assert_int_equal(all.status, 0);
    for (size_t i = 0; i < COMMANDS; i++) {
        char arguments[64], usage[64], listed[64];
        snprintf(arguments, sizeof arguments, "%s --help 2>&1", commands[i]);
        snprintf(usage, sizeof usage, "offercast %s", commands[i]);
        snprintf(listed, sizeof listed, "\n  %s ", commands[i]);
        struct output help = output_of(arguments);
        assert_int_equal(help.status, 0);
        assert_non_null(strstr(help.bytes, usage));
        assert_non_null(strstr(all.bytes, listed));
        free(help.bytes);
    }
    free(all.bytes);
}

static void test_wrong_option(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMMANDS; i++) {
        char arguments[128];
        snprintf(arguments, sizeof arguments, "%s --no-such-option 2>/dev/null", commands[i]);
        struct output printed = output_of(arguments);
        assert_int_equal(printed.status, 2);
        assert_int_equal(printed.length, 0);
        free(printed.bytes);
        snprintf(arguments, sizeof arguments, "%s --no-such-option 2>&1", commands[i]);
        printed = output_of(arguments);
        assert_non_null(strstr(printed.bytes, "--no-such-option"));
        free(printed.bytes);
    }
}

static void test_output_that_cannot_be_written(void **state)
{
    (void)state;
    static const char *const nowhere[] = {"2>&1 >/dev/full", "2>&1 >&-"};
    for (size_t i = 0; i < COMMANDS; i++)
        for (size_t k = 0; k < 2; k++) {
            char arguments[512];
            const struct command_line *line = line_of(commands[i]);
            snprintf(arguments, sizeof arguments, "%s %s %s", line->command, line->arguments, nowhere[k]);
            struct output printed = output_of(arguments);
            if (printed.status != 3 || !strstr(printed.bytes, "cannot be written"))
                fail_msg("offercast %s: status %d: %s", arguments, printed.status, printed.bytes);
            free(printed.bytes);
        }
}

static void test_works(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMMAND_LINES; i++) {
        char arguments[512];
        snprintf(arguments, sizeof arguments, "%s %s 2>/dev/null", command_lines[i].command,
                 command_lines[i].arguments);
        struct output printed = output_of(arguments);
        if (printed.status != command_lines[i].status || printed.length == 0)
            fail_msg("offercast %s: status %d, %zu bytes", arguments, printed.status, printed.length);
        free(printed.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_wrong_option),
        cmocka_unit_test(test_output_that_cannot_be_written),
        cmocka_unit_test(test_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
