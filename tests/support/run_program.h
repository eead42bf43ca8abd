/* The built program, run as a child: the test's own process stays as it is. */
#ifndef TESTS_SUPPORT_RUN_PROGRAM_H
#define TESTS_SUPPORT_RUN_PROGRAM_H

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* arguments: after the program's name, NULL at the end. Its exit status; -1: it did not end by itself. */
static inline int run_program(const char *const *arguments)
{
    const char *program = getenv("OFFERCAST");
    char *line[64] = {NULL};
    size_t count = 1;
    int status = 0;
    for (; arguments[count - 1] && count < 63; count++)
        line[count] = (char *)(uintptr_t)arguments[count - 1];
    line[0] = (char *)(uintptr_t)program;
    if (!program)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        execv(program, line);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

#endif
