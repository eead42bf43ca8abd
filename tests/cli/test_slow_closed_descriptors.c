/* Whatever standard streams are closed, and whichever command it is: a file that is written is the one that is written
 * with all of them open, what needs a closed stream says so with status 3, and nothing ends by a signal. */
#include "tests/cli/command_lines.h"

enum { STREAMS = 3, SUBSETS = 1 << STREAMS };

static const char *closing(unsigned subset)
{
    static char words[32];
    snprintf(words, sizeof words, "%s%s%s", subset & 1 ? " <&-" : "", subset & 2 ? " >&-" : "",
             subset & 4 ? " 2>&-" : "");
    return words;
}

/* What the command writes into a file, as its status and the file's bytes on standard output. */
static struct output file_of(const struct command_line *line, unsigned subset)
{
    char arguments[1024];
    const char *ending = strstr(line->arguments, "--curve") ? "csv" : "json"; /* a curve is a table for a spreadsheet */
    snprintf(arguments, sizeof arguments, "%s %s -q -o \"$scratch/out.%s\"%s || [ $? = %d ] && cat \"$scratch/out.%s\"",
             line->command, line->arguments, ending, subset ? closing(subset) : " 2>/dev/null", line->status, ending);
    return output_of(arguments);
}

static bool measures_time(const struct command_line *line)
{
    return strcmp(line->command, "bench") == 0;
}

static void test_files_are_whole(void **state)
{
    (void)state;
    size_t runs = 0;
    for (size_t i = 0; i < COMMAND_LINES; i++) {
        struct output wanted = file_of(&command_lines[i], 0);
        if (wanted.status != 0)
            fail_msg("%s %s: no file", command_lines[i].command, command_lines[i].arguments);
        for (unsigned subset = 1; subset < SUBSETS; subset++, runs++) {
            struct output is = file_of(&command_lines[i], subset);
            if (is.status != 0 || is.length == 0 ||
                (!measures_time(&command_lines[i]) &&
                 (is.length != wanted.length || memcmp(is.bytes, wanted.bytes, is.length) != 0)))
                fail_msg("%s %s%s: status %d, %zu bytes", command_lines[i].command, command_lines[i].arguments,
                         closing(subset), is.status, is.length);
            free(is.bytes);
        }
        free(wanted.bytes);
    }
    print_message("%zu runs into a file, 0 broken\n", runs);
}

static void test_output_is_missed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMMAND_LINES; i++) {
        char arguments[1024];
        snprintf(arguments, sizeof arguments, "%s %s%s", command_lines[i].command, command_lines[i].arguments,
                 closing(SUBSETS - 1));
        struct output is = output_of(arguments);
        if (is.status != 3)
            fail_msg("%s: status %d, not 3", arguments, is.status);
        free(is.bytes);
    }
    print_message("%zu runs without any stream, 0 broken\n", (size_t)COMMAND_LINES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files_are_whole), cmocka_unit_test(test_output_is_missed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
