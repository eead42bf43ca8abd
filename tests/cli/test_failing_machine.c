/* Whatever call of the system fails, the n-th for every n: the program says so with a status of its own, what was there
 * before is there afterwards or whole and new, and nothing is left behind. An interrupted call is no failure. */
#include "tests/support/assert_close.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_BYTES = 1 << 20, CALLS_MAX = 2000 };

static const char old_text[] = "what was there before\n";
static char folder[] = "/tmp/offercast-failing.XXXXXX";
static char *reference, *is, *said; /* TEXT_BYTES each */

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* "" where there is no such file. */
static void get(const char *name, char *text)
{
    FILE *file = fopen(path_of(name), "r");
    size_t length = file ? fread(text, 1, TEXT_BYTES - 1, file) : 0;
    text[length] = '\0';
    if (file)
        fclose(file);
}

struct failure {
    const char *call;
    int error;
};

struct ended {
    int status;
    bool failed; /* it came to that call */
};

static void become_program(const struct failure *failure, size_t at, int mark)
{
    char number[32];
    int text = open(path_of("said"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(text, STDERR_FILENO);
    dup2(text, STDOUT_FILENO);
    if (failure) {
        setenv("FAIL_CALL", failure->call, 1);
        snprintf(number, sizeof number, "%zu", at);
        setenv("FAIL_AT", number, 1);
        snprintf(number, sizeof number, "%d", failure->error);
        setenv("FAIL_ERRNO", number, 1);
        snprintf(number, sizeof number, "%d", mark);
        setenv("FAIL_MARK", number, 1);
        setenv("LD_PRELOAD", getenv("FAILING_MACHINE"), 1);
    }
    execl(getenv("OFFERCAST"), "offercast", "run", SOURCE_DIR "/examples/hugging-face.json", "--paths", "2048",
          "--threads", "2", "-q", "-o", path_of("out.json"), (char *)NULL);
    _exit(127);
}

static struct ended run_with(const struct failure *failure, size_t at)
{
    int pipe_ends[2], status = 0;
    char byte;
    assert_int_equal(pipe(pipe_ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become_program(failure, at, pipe_ends[1]);
    close(pipe_ends[1]);
    struct ended ended = {.failed = read(pipe_ends[0], &byte, 1) == 1};
    close(pipe_ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

static size_t files_in_folder(void)
{
    size_t count = 0;
    DIR *open_folder = opendir(folder);
    assert_non_null(open_folder);
    for (const struct dirent *entry; (entry = readdir(open_folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(open_folder);
    return count;
}

static void check(const struct failure *failure, size_t at, struct ended ended)
{
    get("out.json", is);
    get("said", said);
    bool whole = strcmp(is, reference) == 0, kept = strcmp(is, old_text) == 0;
    bool told = strncmp(said, "offercast: ", strlen("offercast: ")) == 0;
    const char *fault = NULL;
    if (ended.status != 0 && ended.status != 3 && ended.status != 4)
        fault = "a status of its own is wanted";
    else if (ended.status == 0 ? !whole : !(whole || kept))
        fault = "the file is neither the old one nor the new one";
    else if (ended.status != 0 && !told)
        fault = "nothing is said of it";
    else if (failure->error == EINTR && ended.status != 0)
        fault = "an interrupted call is made again";
    else if (files_in_folder() != 2)
        fault = "something is left behind";
    if (fault)
        fail_msg("call %zu of %s fails with \"%s\": status %d: %s: %.400s", at, failure->call, strerror(failure->error),
                 ended.status, fault, said);
}

static void test_every_call_may_fail(void **state)
{
    (void)state;
    static const struct failure failures[] = {
        {"calloc", ENOMEM}, {"open", EMFILE},   {"open", EINTR}, {"open", EACCES},           {"read", EIO},
        {"read", EINTR},    {"write", ENOSPC},  {"write", EIO},  {"write", EINTR},           {"fsync", EIO},
        {"linkat", ENOSPC}, {"rename", ENOSPC}, {"close", EIO},  {"pthread_create", EAGAIN},
    };
    if (!getenv("FAILING_MACHINE"))
        skip();
    put("said", "");
    assert_int_equal(run_with(NULL, 0).status, 0);
    get("out.json", reference);
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        size_t met = 0;
        for (size_t at = 1; at <= CALLS_MAX; at++) {
            put("out.json", old_text);
            struct ended ended = run_with(&failures[i], at);
            if (!ended.failed)
                break;
            met++;
            check(&failures[i], at, ended);
        }
        print_message("%s: %zu calls, %s\n", failures[i].call, met, strerror(failures[i].error));
        assert_true(met > 0 || strcmp(failures[i].call, "linkat") == 0); /* some file systems have no nameless files */
    }
}

static int set_up(void **state)
{
    (void)state;
    reference = malloc(TEXT_BYTES);
    is = malloc(TEXT_BYTES);
    said = malloc(TEXT_BYTES);
    return reference && is && said && mkdtemp(folder) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -r %s", folder);
    free(reference);
    free(is);
    free(said);
    return system(command); /* NOLINT: a test */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call_may_fail)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
