/* A program in the sandbox opens what it was named and nothing else, starts no program and reaches no network; where
 * the kernel cannot hold it, there is nothing to test but the words. */
#define _GNU_SOURCE
#include "cli/sandbox.h"
#include "tests/support/assert_close.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/offercast-sandbox.XXXXXX";

static const char *path_of(const char *name)
{
    static char paths[8][128];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof *paths, "%s/%s", folder, name);
    return path;
}

static void put(const char *name)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs("text", file);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    static const char *const folders[] = {"offers", "offers/below", "results", "other"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char command[160];
        snprintf(command, sizeof command, "mkdir %s", path_of(folders[i]));
        assert_int_equal(system(command), 0); /* NOLINT: a test */
    }
    put("offers/offer.json");
    put("offers/below/salaries.csv");
    put("results/old.json");
    put("other/secret");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command); /* NOLINT: a test */
}

/* 0, or the errno of opening. */
static int opened(const char *name, int flags)
{
    int file = open(name[0] == '/' ? name : path_of(name), flags | O_CLOEXEC, 0600);
    int failure = file < 0 ? errno : 0;
    if (file >= 0)
        close(file);
    return failure;
}

enum { HELD, FILES_FREE = 64, CALLS_FREE = 128 };

static int run_program(void)
{
    char *const arguments[] = {(char[]){"true"}, NULL};
    execv("/bin/true", arguments);
    return errno;
}

/* In a child: what was held, or the number of the first thing that was not as it must be. */
static int try_everything(void)
{
    const struct sandbox_file files[] = {
        {path_of("offers/offer.json"), false}, {path_of("results/new.json"), true}, {"-", false}};
    struct sandbox sandbox = sandbox_enter(files, sizeof files / sizeof *files);
    if (!sandbox.files_free) {
        const struct {
            const char *name;
            int flags, failure;
        } tries[] = {
            {"offers/offer.json", O_RDONLY, 0},
            {"offers/below/salaries.csv", O_RDONLY, 0},
            {"offers/offer.json", O_WRONLY, EACCES},
            {"offers/new", O_WRONLY | O_CREAT, EACCES},
            {"other/secret", O_RDONLY, EACCES},
            {"/etc/passwd", O_RDONLY, EACCES},
            {"other/none", O_RDONLY, ENOENT},
            {"results/new.json", O_WRONLY | O_CREAT, 0},
            {"results/old.json", O_WRONLY | O_TRUNC, 0},
            {"/dev/null", O_WRONLY, 0},
        };
        for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
            if (opened(tries[i].name, tries[i].flags) != tries[i].failure)
                return (int)i + 1;
        if (rename(path_of("results/new.json"), path_of("results/old.json")) != 0)
            return 20;
        if (unlink(path_of("other/secret")) == 0)
            return 21;
    }
    if (!sandbox.calls_free && (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM))
        return 22;
    if (!sandbox.calls_free && run_program() != EPERM)
        return 23;
    return (sandbox.files_free ? FILES_FREE : HELD) | (sandbox.calls_free ? CALLS_FREE : HELD);
}

static void test_what_is_named_and_nothing_else(void **state)
{
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(try_everything());
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    int said = WEXITSTATUS(status);
    if (said & (FILES_FREE | CALLS_FREE))
        print_message("not held here: %s%s\n", said & FILES_FREE ? "files " : "", said & CALLS_FREE ? "calls" : "");
    assert_int_equal(said & ~(FILES_FREE | CALLS_FREE), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_named_and_nothing_else)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
