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

enum { TEXT_BYTES = 1 << 22, CALLS_MAX = 20000, EACH_UNTIL = 100, WORDS_MAX = 20 };

/* Words of a command line, the file that it writes, and the words that wrote what was there before; {} is the folder.
 * `spared`: a call that does not fail, since a library does not stand it. */
struct job {
    const char *words, *writes, *before, *spared;
};
#define FACE SOURCE_DIR "/examples/hugging-face.json"
static const struct job jobs[] = {
    {"run " FACE " --paths 2048 --threads 2 -q -o {}/out.json", "out.json", NULL},
    {"run " FACE " --paths 2048 --threads 2 -q -o {}/out.xlsx", "out.xlsx", NULL},
    {"run " SOURCE_DIR "/examples/hugging-face.md --set compensation.offer.salary=90K --set "
     "compensation.market.salary=150K --set grants.0.percent=0.01% "
     "--paths 2048 -q -o {}/out.html",
     "out.html", NULL},
    {"run " FACE " --paths 4096 -q --format csv --checkpoint {}/kept", "kept",
     "run " FACE " --paths 2048 -q --format csv --checkpoint {}/kept"},
    {"run " FACE " --paths 4096 -q --shard 1/2 --partial {}/part", "part", NULL},
    {"run " FACE " --paths 2048 -q --format csv --keep {}/paths.csv", "paths.csv", NULL},
    {"sweep " FACE " --vary stay=1y,2y,3y --paths 2048 --threads 2 -q -o {}/out.csv", "out.csv", NULL},
    {"check " SOURCE_DIR "/tests/cases/sheets/01-xlsx-offer-workbook-openpyxl/book.xlsx -q -o {}/out.md", "out.md",
     NULL},
    {"import " SOURCE_DIR "/tests/cases/documents/letter.docx --set compensation.market.salary=150K --set "
     "exits=[{\"name\":\"a\",\"probability\":\"100%\",\"valuation\":\"$1B\",\"timeline\":\"3y\"}] "
     "--force -q -o {}/offer.json",
     "offer.json", NULL, "realloc" /* glibc's regcomp frees twice then */},
};

static const char old_text[] = "what was there before\n";
static char folder[] = "/tmp/offercast-failing.XXXXXX";
struct text {
    char *bytes; /* TEXT_BYTES */
    size_t length;
};
static struct text before, reference, is, said;

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const struct text *text)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text->bytes, 1, text->length, file), text->length);
    fclose(file);
}

/* Empty where there is no such file. */
static void get(const char *name, struct text *text)
{
    FILE *file = fopen(path_of(name), "r");
    text->length = file ? fread(text->bytes, 1, TEXT_BYTES - 1, file) : 0;
    assert_true(text->length < TEXT_BYTES - 1);
    text->bytes[text->length] = '\0';
    if (file)
        fclose(file);
}

static bool same(const struct text *a, const struct text *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

struct failure {
    const char *call;
    int error;
};

struct ended {
    int status;
    bool failed; /* it came to that call */
};

static void fail_at(const struct failure *failure, size_t at, int mark)
{
    char number[32];
    setenv("FAIL_CALL", failure->call, 1);
    snprintf(number, sizeof number, "%zu", at);
    setenv("FAIL_AT", number, 1);
    snprintf(number, sizeof number, "%d", failure->error);
    setenv("FAIL_ERRNO", number, 1);
    snprintf(number, sizeof number, "%d", mark);
    setenv("FAIL_MARK", number, 1);
    setenv("LD_PRELOAD", getenv("FAILING_MACHINE"), 1);
}

static void become_program(const char *words)
{
    char line[1024], *argument[WORDS_MAX + 1] = {(char[]){"offercast"}};
    size_t count = 1, length = 0;
    for (const char *at = words; *at && length + sizeof folder < sizeof line; at += strncmp(at, "{}", 2) == 0 ? 2 : 1)
        length += (size_t)snprintf(line + length, sizeof line - length, strncmp(at, "{}", 2) == 0 ? "%s" : "%.1s",
                                   strncmp(at, "{}", 2) == 0 ? folder : at);
    for (char *rest, *word = strtok_r(line, " ", &rest); word && count < WORDS_MAX; word = strtok_r(NULL, " ", &rest))
        argument[count++] = word;
    int text = open(path_of("said"), O_WRONLY | O_CREAT | O_TRUNC, 0600), none = open("/dev/null", O_WRONLY);
    dup2(text, STDERR_FILENO);
    dup2(none, STDOUT_FILENO);
    execv(getenv("OFFERCAST"), argument);
    _exit(127);
}

static struct ended run_with(const char *words, const struct failure *failure, size_t at)
{
    int pipe_ends[2], status = 0;
    char byte;
    assert_int_equal(pipe(pipe_ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (failure)
            fail_at(failure, at, pipe_ends[1]);
        become_program(words);
    }
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

static void check(const struct job *job, const struct failure *failure, size_t at, struct ended ended)
{
    get(job->writes, &is);
    get("said", &said);
    bool whole = same(&is, &reference), kept = same(&is, &before);
    bool told = strncmp(said.bytes, "offercast: ", strlen("offercast: ")) == 0;
    const char *fault = NULL;
    if (ended.status != 0 && ended.status != 3 && ended.status != 4)
        fault = "a status of its own is wanted";
    else if (ended.status == 0 ? !whole : !(whole || kept))
        fault = "the file is neither the old one nor the new one";
    else if (ended.status != 0 && !told)
        fault = "nothing is said of it";
    else if ((failure->error == EINTR || failure->error == 0) && ended.status != 0)
        fault = "this is no failure";
    else if (files_in_folder() != 2)
        fault = "something is left behind";
    if (fault)
        fail_msg("%s: call %zu of %s fails with \"%s\": status %d: %s: %.400s", job->words, at, failure->call,
                 strerror(failure->error), ended.status, fault, said.bytes);
}

/* An error of 0: what happens is no failure. */
static const struct failure failures[] = {
    {"calloc", ENOMEM},
    {"malloc", ENOMEM},
    {"realloc", ENOMEM},
    {"open", EMFILE},
    {"open", EINTR},
    {"open", EACCES},
    {"read", EIO},
    {"read", EINTR},
    {"write", ENOSPC},
    {"write", EIO},
    {"write", EINTR},
    {"fsync", EIO},
    {"linkat", ENOSPC},
    {"rename", ENOSPC},
    {"close", EIO},
    {"flock", ENOLCK},
    {"pthread_create", EAGAIN},
    {"clock_gettime", 0},
};
enum { FAILURES = sizeof failures / sizeof *failures };
static size_t met[FAILURES];

static void start(const struct job *job)
{
    before.length = (size_t)snprintf(before.bytes, TEXT_BYTES, "%s", old_text);
    put("said", &before);
    if (job->before) {
        assert_int_equal(run_with(job->before, NULL, 0).status, 0);
        get(job->writes, &before);
    } else {
        put(job->writes, &before);
    }
    struct ended ended = run_with(job->words, NULL, 0);
    get("said", &said);
    if (ended.status != 0)
        fail_msg("%s: status %d: %s", job->words, ended.status, said.bytes);
    get(job->writes, &reference);
}

/* Each of the first, then ever fewer: readers of workbooks take memory thousands of times. */
static void every_call_fails(const struct job *job)
{
    start(job);
    for (size_t i = 0; i < FAILURES; i++)
        for (size_t at = 1; at <= CALLS_MAX && !(job->spared && strcmp(job->spared, failures[i].call) == 0);
             at += at < EACH_UNTIL ? 1 : 2 * at / EACH_UNTIL) {
            put(job->writes, &before);
            struct ended ended = run_with(job->words, &failures[i], at);
            if (!ended.failed)
                break;
            met[i]++;
            check(job, &failures[i], at, ended);
        }
    assert_int_equal(unlink(path_of(job->writes)), 0);
}

/* The first command line; FAILING_MACHINE_JOB is the number of another, from 1: all together take long. */
static void test_every_call_may_fail(void **state)
{
    (void)state;
    const char *number = getenv("FAILING_MACHINE_JOB");
    size_t jobs_there = sizeof jobs / sizeof *jobs, job = number ? strtoul(number, NULL, 10) : 1, all = 0;
    if (!getenv("FAILING_MACHINE"))
        skip();
    assert_in_range(job, 1, jobs_there);
    every_call_fails(&jobs[job - 1]);
    for (size_t i = 0; i < FAILURES; i++) {
        print_message("%s: %zu calls, %s\n", failures[i].call, met[i], strerror(failures[i].error));
        all += met[i];
    }
    assert_true(all > EACH_UNTIL);
    print_message("command line %zu of %zu: %zu calls that failed, 0 broken\n", job, jobs_there, all);
}

static int set_up(void **state)
{
    (void)state;
    before.bytes = malloc(TEXT_BYTES);
    reference.bytes = malloc(TEXT_BYTES);
    is.bytes = malloc(TEXT_BYTES);
    said.bytes = malloc(TEXT_BYTES);
    return before.bytes && reference.bytes && is.bytes && said.bytes && mkdtemp(folder) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -r %s", folder);
    free(before.bytes);
    free(reference.bytes);
    free(is.bytes);
    free(said.bytes);
    return system(command); /* NOLINT: a test */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call_may_fail)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
