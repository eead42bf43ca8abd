#define _GNU_SOURCE /* O_TMPFILE, flock */
#include "tests/support/assert_close.h"

#include "outputs/sink.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static struct arena *arena;
static bool without_nameless_files;

/* In the place of the library's: a file system that has no nameless files. */
int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (without_nameless_files && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static const char *in_folder(const char *name)
{
    static char path[2][512];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    strcpy(folder, "/tmp/offercast-sink-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static size_t names_in_folder(bool remove_them)
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (remove_them && unlink(in_folder(entry->d_name)) != 0)
            rmdir(in_folder(entry->d_name));
    }
    closedir(directory);
    return count;
}

static int tear_down(void **state)
{
    (void)state;
    without_nameless_files = false;
    names_in_folder(true);
    arena_destroy(arena);
    return rmdir(folder);
}

static void assert_file(const char *path, const char *content)
{
    char text[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = 0;
    assert_string_equal(text, content);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void a_new_file_obeys_the_umask(void **state)
{
    (void)state;
    const char *fault = NULL;
    mode_t before = umask(027);
    assert_int_equal(sink_write(arena, in_folder("new.json"), "{}", 2, &fault), STATUS_OK);
    umask(before);
    assert_file(in_folder("new.json"), "{}");
    assert_int_equal(mode_of(in_folder("new.json")), 0640);
    assert_int_equal(names_in_folder(false), 1);
}

static void an_old_file_keeps_its_mode(void **state)
{
    (void)state;
    const char *fault = NULL;
    assert_int_equal(sink_write(arena, in_folder("old"), "first", 5, &fault), STATUS_OK);
    assert_int_equal(chmod(in_folder("old"), 0604), 0);
    assert_int_equal(sink_write(arena, in_folder("old"), "next", 4, &fault), STATUS_OK);
    assert_file(in_folder("old"), "next");
    assert_int_equal(mode_of(in_folder("old")), 0604);
}

static void a_link_stays_and_its_target_is_written(void **state)
{
    (void)state;
    const char *fault = NULL;
    assert_int_equal(symlink("target", in_folder("link")), 0);
    assert_int_equal(sink_check(arena, in_folder("link"), &fault), STATUS_OK);
    assert_int_equal(sink_write(arena, in_folder("link"), "a", 1, &fault), STATUS_OK); /* the target did not exist */
    assert_int_equal(sink_write(arena, in_folder("link"), "b", 1, &fault), STATUS_OK);
    assert_file(in_folder("target"), "b");
    struct stat status;
    assert_int_equal(lstat(in_folder("link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(symlink("loop", in_folder("loop")), 0);
    assert_int_equal(sink_write(arena, in_folder("loop"), "a", 1, &fault), STATUS_FILE);
}

static void a_full_device_is_told(void **state)
{
    (void)state;
    const char *fault = NULL;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(sink_check(arena, "/dev/full", &fault), STATUS_OK);
    assert_int_equal(sink_write(arena, "/dev/full", "x", 1, &fault), STATUS_FILE);
    assert_string_equal(fault, "/dev/full: cannot be written: No space left on device");
    assert_int_equal(sink_write(arena, "/dev/null", "x", 1, &fault), STATUS_OK);
    struct stat status;
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode)); /* written in place, never renamed over */
}

static void standard_output_is_checked(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    pid_t child = fork();
    if (child == 0) {
        const char *fault = "";
        int full = open("/dev/full", O_WRONLY);
        dup2(full, STDOUT_FILENO);
        enum status status = sink_write(arena, "-", "x", 1, &fault);
        _exit(status == STATUS_FILE && strcmp(fault, "standard output: cannot be written: No space left on device") == 0
                  ? 0
                  : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void what_cannot_be_written_is_named(void **state)
{
    (void)state;
    const char *fault = NULL;
    char expected[640];
    assert_int_equal(sink_write(arena, in_folder("no/such"), "x", 1, &fault), STATUS_FILE);
    snprintf(expected, sizeof expected, "%s: cannot be written: No such file or directory", in_folder("no/such"));
    assert_string_equal(fault, expected);
    assert_int_equal(sink_check(arena, in_folder("no/such"), &fault), STATUS_FILE);
    assert_int_equal(sink_check(arena, folder, &fault), STATUS_FILE);
    snprintf(expected, sizeof expected, "%s: cannot be written: Is a directory", folder);
    assert_string_equal(fault, expected);
    assert_int_equal(sink_write(arena, folder, "x", 1, &fault), STATUS_FILE);
    assert_int_equal(sink_check(arena, "", &fault), STATUS_FILE);
    assert_int_equal(sink_check(arena, in_folder("new/"), &fault), STATUS_FILE);
    assert_int_equal(sink_check(arena, "\x1b[31m/a", &fault), STATUS_FILE);
    assert_null(strchr(fault, 0x1b));
    assert_int_equal(sink_check(arena, in_folder("fine"), &fault), STATUS_OK);
    assert_int_equal(names_in_folder(false), 0); /* a check changes nothing */
}

struct half_write {
    bool opened;
};

static void write_half(void *context)
{
    struct half_write *half = context;
    const char *fault = NULL;
    struct sink *sink;
    struct arena *own = arena_create();
    half->opened = sink_open(own, in_folder("kept"), &sink, &fault) == STATUS_OK &&
                   sink_put(sink, "half", 4, &fault) == STATUS_OK && names_in_folder(false) == 2;
    guard_exhausted();
}

static void a_write_that_memory_ends_leaves_nothing(void **state)
{
    (void)state;
    const char *fault = NULL;
    struct half_write half = {false};
    without_nameless_files = true;
    assert_int_equal(sink_write(arena, in_folder("kept"), "old", 3, &fault), STATUS_OK);
    assert_false(guard_run(write_half, &half));
    assert_true(half.opened);
    assert_int_equal(names_in_folder(false), 1);
    assert_file(in_folder("kept"), "old");
}

static void a_killed_write_leaves_nothing(void **state)
{
    (void)state;
    const char *fault = NULL;
    assert_int_equal(sink_write(arena, in_folder("kept"), "old", 3, &fault), STATUS_OK);
    for (int named = 0; named < 2; named++) {
        without_nameless_files = named;
        pid_t child = fork();
        if (child == 0) {
            struct sink *sink;
            if (sink_open(arena, in_folder("kept"), &sink, &fault) == STATUS_OK &&
                sink_put(sink, "half", 4, &fault) == STATUS_OK)
                raise(SIGKILL);
            _exit(1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(names_in_folder(false), named ? 2 : 1);
        assert_file(in_folder("kept"), "old");
    }
    assert_int_equal(sink_write(arena, in_folder("kept"), "new", 3, &fault), STATUS_OK);
    assert_int_equal(names_in_folder(false), 1); /* what the killed one could not remove, the next one did */
    assert_file(in_folder("kept"), "new");
}

static void only_what_nobody_holds_is_an_orphan(void **state)
{
    (void)state;
    const char *fault = NULL;
    int held = open(in_folder(".offercast-1-0.tmp"), O_WRONLY | O_CREAT, 0600);
    assert_true(held >= 0);
    assert_int_equal(flock(held, LOCK_EX | LOCK_NB), 0);
    assert_int_equal(close(open(in_folder(".offercast-1-1.tmp"), O_WRONLY | O_CREAT, 0600)), 0);
    assert_int_equal(close(open(in_folder(".offercast-notes.tmp"), O_WRONLY | O_CREAT, 0600)), 0);
    assert_int_equal(mkfifo(in_folder(".offercast-1-2.tmp"), 0600), 0);
    assert_int_equal(symlink("/etc/hostname", in_folder(".offercast-1-3.tmp")), 0);
    assert_int_equal(sink_write(arena, in_folder("new"), "x", 1, &fault), STATUS_OK);
    assert_int_equal(access(in_folder(".offercast-1-0.tmp"), F_OK), 0);
    assert_int_equal(access(in_folder(".offercast-1-1.tmp"), F_OK), -1);
    assert_int_equal(names_in_folder(false), 5);
    close(held);
}

static void no_privilege_is_passed_on(void **state)
{
    (void)state;
    const char *fault = NULL;
    assert_int_equal(sink_write(arena, in_folder("old"), "first", 5, &fault), STATUS_OK);
    assert_int_equal(chmod(in_folder("old"), 07755), 0);
    assert_int_equal(sink_write(arena, in_folder("old"), "next", 4, &fault), STATUS_OK);
    assert_int_equal(mode_of(in_folder("old")), 0755);
}

/* With standard output closed the file that is written gets its number. */
static void a_file_is_not_taken_for_standard_output(void **state)
{
    (void)state;
    for (int named = 0; named < 2; named++) {
        without_nameless_files = named;
        pid_t child = fork();
        if (child == 0) {
            const char *fault = "";
            close(STDIN_FILENO);
            close(STDOUT_FILENO);
            _exit(sink_write(arena, in_folder(named ? "named" : "nameless"), "whole", 5, &fault) == STATUS_OK ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        assert_file(in_folder(named ? "named" : "nameless"), "whole");
    }
    assert_int_equal(names_in_folder(false), 2);
}

/* /dev/stdout is a link to "pipe:[123]", which is no path. */
static void a_pipe_is_written_through_a_link_of_proc(void **state)
{
    (void)state;
    const char *fault = NULL;
    char path[64], text[8] = "";
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[1]);
    if (access(path, F_OK) != 0)
        skip();
    assert_int_equal(sink_check(arena, path, &fault), STATUS_OK);
    assert_int_equal(sink_write(arena, path, "piped", 5, &fault), STATUS_OK);
    assert_int_equal(read(ends[0], text, 5), 5);
    assert_string_equal(text, "piped");
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_file_obeys_the_umask, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_old_file_keeps_its_mode, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_stays_and_its_target_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_device_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(standard_output_is_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_write_that_memory_ends_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_killed_write_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_what_nobody_holds_is_an_orphan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_privilege_is_passed_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_not_taken_for_standard_output, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_is_written_through_a_link_of_proc, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
