#include "cli/pager.h"

#include "cli/command.h"
#include "cli/page.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t running; /* 0: none */

/* "less" is looked for, so that a machine without it still shows something; a pager that was asked for is not. */
static bool has_less(void)
{
    const char *path = getenv("PATH");
    for (size_t length; path && *path; path += length + (path[length] == ':')) {
        length = strcspn(path, ":");
        if (length && access(page_text("%.*s/less", (int)length, path), X_OK) == 0)
            return true;
    }
    return false;
}

/* NULL: none is wanted. */
static const char *pager_of(void)
{
    static const char *const names[] = {"OFFERCAST_PAGER", "PAGER"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *pager = getenv(names[i]);
        if (pager)
            return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
    }
    return has_less() ? "less" : NULL;
}

static bool shows_a_report(const struct options *options)
{
    const char *terminal = getenv("TERM");
    bool report = (options->command->groups & OPTION_OUTPUT) && !options->output.count &&
                  (!options->format || strcmp(options->format, "table") == 0 || strcmp(options->format, "md") == 0);
    return report && !options->no_pager && terminal && strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO) == 1;
}

/* -F: what fits on one screen is left there, -R: colours, -X: nothing is cleared. */
static void become(const char *pager, const int ends[2])
{
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    setenv("LESS", "FRX", false);
    setenv("LV", "-c", false);
    execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
    _exit(127);
}

void pager_start(const struct options *options)
{
    int ends[2];
    const char *pager = shows_a_report(options) ? pager_of() : NULL;
    if (!pager || pipe(ends) != 0)
        return;
    running = fork();
    if (running == 0)
        become(pager, ends);
    close(ends[0]);
    if (running > 0)
        dup2(ends[1], STDOUT_FILENO);
    else
        running = 0; /* without one the report is shown all the same */
    close(ends[1]);
}

bool pager_runs(void)
{
    return running > 0;
}

/* Whoever leaves the pager has read enough: that the rest cannot be written is no fault, and an interrupt is the
 * pager's. */
void pager_end(void)
{
    if (!running)
        return;
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    (void)fflush(stdout);
    clearerr(stdout);
    close(STDOUT_FILENO);
    while (waitpid(running, NULL, 0) < 0 && errno == EINTR)
        continue;
}
