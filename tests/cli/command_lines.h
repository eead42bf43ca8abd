/* Command lines that the contract tests of commands and formats run: of each line of cli/commands.def at least one, and
 * all of its tables. The offers have names that a browser, a spreadsheet or a terminal could take for something else.
 */
#ifndef TESTS_CLI_COMMAND_LINES_H
#define TESTS_CLI_COMMAND_LINES_H

#include "tests/support/assert_close.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define HOSTILE "tests/cases/hostile.json"
#define CAP "examples/full-cap-table.json"
#define FACE "examples/hugging-face.json"
#define SERIES "examples/series-b.json"
#define PARTIAL "\"$scratch/part\""

static const struct command_line {
    const char *command, *arguments;
    int status;
} command_lines[] = {
    {"run", HOSTILE " --paths 1024", 0},
    {"run", CAP " --paths 1024 --above 100K --target equity_value.mean=40%", 0},
    {"run", HOSTILE " " SERIES " --paths 1024", 0},
    {"run", "tests/cases/dirichlet.json --paths 1024 --second-order 64", 0},
    {"explain", HOSTILE " --path 7", 0},
    {"explain", CAP " --path 3:5 --paths 1024", 0},
    {"check", HOSTILE, 0},
    {"compare", HOSTILE " " CAP " --paths 1024", 0},
    {"sweep", HOSTILE " --vary exits.0.probability=30%,90% --paths 1024", 1}, /* one scenario is more than certain */
    {"sensitivity", HOSTILE " --paths 1024", 0},
    {"negotiate", HOSTILE " --paths 1024", 0},
    {"fragility", HOSTILE " --paths 1024", 0},
    {"quit", FACE " --paths 1024", 0},
    {"breakeven", FACE " --vary grants.0.percent --paths 1024", 0},
    {"waterfall", HOSTILE " --exit 20M,400M", 0},
    {"waterfall", CAP " --exit 20M --breakpoints", 0},
    {"tax", "us-2026", 0},
    {"tax", "de-2025 --curve --flow gains", 0},
    {"tax", "us-2025 --check examples/tax-cases.json", 1}, /* one of its figures is wrong on purpose */
    {"import", HOSTILE, 0},
    {"init", "", 0},
    {"ask", "</dev/null", 0},
    {"schema", "", 0},
    {"coverage", FACE " --paths 512 --replicates 8 --repeats 20", 0},
    {"merge", "$(\"$OFFERCAST\" run " HOSTILE " --paths 1024 --shard 1/1 --partial " PARTIAL " && echo " PARTIAL ")",
     0},
    {"bench", FACE " --paths 1024 --repeats 1", 0},
};

enum { COMMAND_LINES = sizeof command_lines / sizeof *command_lines };

/* What the program printed: `length` bytes and a zero. */
struct output {
    char *bytes;
    size_t length;
    int status;
};

/* `arguments` for the shell, in the source's folder, redirections among them; $scratch is a folder that goes at the
 * end.
 */
static inline struct output output_of(const char *arguments)
{
    struct output output = {.bytes = NULL};
    char line[4096];
    size_t room = 0, got = 0;
    snprintf(line, sizeof line,
             "scratch=$(mktemp -d) && trap 'rm -r \"$scratch\"' EXIT && cd '%s' && \"$OFFERCAST\" %s", SOURCE_DIR,
             arguments);
    FILE *pipe = popen(line, "r"); /* NOLINT: a test */
    assert_non_null(pipe);
    do {
        output.length += got;
        if (output.length + 1 >= room) {
            room = 2 * room + (1 << 16);
            output.bytes = realloc(output.bytes, room);
            assert_non_null(output.bytes);
        }
        got = fread(output.bytes + output.length, 1, room - 1 - output.length, pipe);
    } while (got > 0);
    output.bytes[output.length] = 0;
    output.status = WEXITSTATUS(pclose(pipe));
    return output;
}

#endif
