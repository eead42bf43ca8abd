/* Running the program for a test: $OFFERCAST names it. What it writes on standard output is read; its rows are CSV. */
#ifndef TESTS_CLI_PROGRAM_H
#define TESTS_CLI_PROGRAM_H

#include "tests/support/assert_close.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct printed {
    char *text;
    int status;
};

struct csv_row {
    double estimate, std_error, low, high;
    char status[128], note[128];
};

/* `command` for the shell, in the source's folder; `offercast` stands for the program. */
static inline struct printed program_run(const char *command)
{
    struct printed printed = {calloc(1, 1 << 22), 0};
    char line[4096];
    assert_non_null(printed.text);
    snprintf(line, sizeof line, "cd '%s' && offercast() { \"$OFFERCAST\" \"$@\"; } && %s", SOURCE_DIR, command);
    FILE *pipe = popen(line, "r"); /* NOLINT: a test */
    assert_non_null(pipe);
    size_t got = fread(printed.text, 1, (1 << 22) - 1, pipe);
    printed.text[got] = 0;
    int ended = pclose(pipe);
    printed.status = WEXITSTATUS(ended);
    return printed;
}

/* The next cell of a CSV line, unquoted, into `cell`; NULL at the line's end. */
static inline const char *csv_cell(const char *at, char *cell, size_t room)
{
    size_t length = 0;
    int quoted = *at == '"';
    at += quoted;
    for (; *at && *at != '\n' && (quoted || *at != ','); at++) {
        if (quoted && *at == '"' && *++at != '"')
            break;
        if (length + 1 < room)
            cell[length++] = *at;
    }
    cell[length] = 0;
    return *at == ',' ? at + 1 : NULL;
}

/* The row of a tidy CSV by metric, group and statistic, `lead` columns before them being passed over. */
static inline struct csv_row csv_find(const char *csv, int lead, const char *metric, const char *group,
                                      const char *statistic)
{
    const char *wanted[] = {metric, group, statistic};
    for (const char *line = csv; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        char cell[16][512] = {{0}};
        const char *at = line;
        for (int i = 0; i < 16 && at; i++)
            at = csv_cell(at, cell[i], sizeof cell[i]);
        int same = 0;
        for (int i = 0; i < 3; i++)
            same += strcmp(cell[lead + i], wanted[i]) == 0;
        if (same != 3)
            continue;
        struct csv_row row = {.estimate = strtod(cell[lead + 3], NULL), .std_error = strtod(cell[lead + 5], NULL)};
        row.low = strtod(cell[lead + 6], NULL);
        row.high = strtod(cell[lead + 7], NULL);
        snprintf(row.status, sizeof row.status, "%.127s", cell[lead + 10]);
        snprintf(row.note, sizeof row.note, "%.127s", cell[lead + 11]);
        return row;
    }
    fail_msg("no row %s %s %s", metric, group, statistic);
    return (struct csv_row){0};
}

/* Within four standard errors: one honest interval in 16,000 fails. */
static inline void assert_near(struct csv_row row, double exact)
{
    assert_true(row.std_error >= 0);
    assert_close(row.estimate, exact, 4 * row.std_error + 1e-9 * (exact < 0 ? -exact : exact));
}

#endif
