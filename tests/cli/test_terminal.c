/* What a terminal shows and a pipe does not: the program run under a pseudo-terminal. OFFERCAST names the program. */
#define _XOPEN_SOURCE 700 /* posix_openpt */
#include "outputs/utf8.h"
#include "tests/support/assert_close.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHOWN_BYTES = 1 << 20 };

/* All that the program wrote; on a terminal both streams come in one. */
struct shown {
    char text[SHOWN_BYTES];
    int status;
};

static void read_all(int from, struct shown *shown)
{
    size_t length = 0;
    ssize_t got;
    while (length + 1 < sizeof shown->text &&
           (got = read(from, shown->text + length, sizeof shown->text - length - 1)) > 0)
        length += (size_t)got;
    shown->text[length] = 0;
    close(from);
}

/* `command` for the shell, with $OFFERCAST and the folder examples; its three streams on a pseudo-terminal, or (pipe)
 * its output and errors in a pipe. */
static void run(struct shown *shown, bool terminal, const char *command)
{
    int master = -1, ends[2] = {-1, -1};
    if (terminal) {
        master = posix_openpt(O_RDWR | O_NOCTTY);
        assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
        ends[1] = open(ptsname(master), O_RDWR | O_NOCTTY);
        assert_true(ends[1] >= 0);
    } else {
        assert_int_equal(pipe(ends), 0);
    }
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (terminal)
            dup2(ends[1], STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        if (chdir(SOURCE_DIR) == 0)
            execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    read_all(terminal ? master : ends[0], shown);
    assert_int_equal(waitpid(child, &shown->status, 0), child);
    shown->status = WEXITSTATUS(shown->status);
}

#define CLEAN "env -u NO_COLOR TERM=xterm-256color LC_ALL=C.UTF-8 \"$OFFERCAST\" "
#define RUN CLEAN "run examples/hugging-face.json --paths 16384 "

static bool has_escape(const struct shown *shown)
{
    return strchr(shown->text, '\x1b') != NULL;
}

static void assert_colored(bool terminal, const char *command, bool wanted)
{
    static struct shown shown;
    run(&shown, terminal, command);
    assert_int_equal(shown.status, 0);
    assert_non_null(strstr(shown.text, "futures"));
    if (has_escape(&shown) != wanted)
        fail_msg("%s colour %s: %s", wanted ? "no" : "unwanted", terminal ? "on a terminal" : "in a pipe", command);
}

static void colors_on_a_terminal_only(void **state)
{
    (void)state;
    assert_colored(true, RUN, true);
    assert_colored(false, RUN, false);
    assert_colored(true, RUN "--color never", false);
    assert_colored(false, RUN "--color always", true);
    assert_colored(true, RUN "--format md", false);
}

static void honours_no_color(void **state)
{
    (void)state;
    assert_colored(true, "NO_COLOR=1 TERM=xterm \"$OFFERCAST\" run examples/hugging-face.json --paths 16384", false);
    assert_colored(true, "NO_COLOR= TERM=xterm \"$OFFERCAST\" run examples/hugging-face.json --paths 16384", true);
    assert_colored(true, "NO_COLOR=1 \"$OFFERCAST\" run examples/hugging-face.json --paths 16384 --color always", true);
    assert_colored(true, "env -u NO_COLOR TERM=dumb \"$OFFERCAST\" run examples/hugging-face.json --paths 16384",
                   false);
}

/* Colour is an extra: without its escapes the same text is there. */
static void shows_the_same_text_with_and_without_color(void **state)
{
    static struct shown plain, colored;
    (void)state;
    run(&plain, false, RUN);
    run(&colored, false, RUN "--color always");
    char *to = colored.text;
    for (const char *from = colored.text; *from; from++)
        if (*from == '\x1b')
            from += strcspn(from, "m");
        else
            *to++ = *from;
    *to = 0;
    assert_string_equal(colored.text, plain.text);
}

static void assert_fits_in(bool terminal, const char *command)
{
    static struct shown shown;
    struct arena *arena = arena_create();
    run(&shown, terminal, command);
    assert_int_equal(shown.status, 0);
    for (const char *line = shown.text; *line; line += strcspn(line, "\n") + 1) {
        const char *text = arena_copy(arena, line, strcspn(line, "\r\n")); /* a terminal returns its carriage */
        if (utf8_width(text) > 80)
            fail_msg("%zu columns: %s\n%s", utf8_width(text), text, command);
        if (!line[strcspn(line, "\n")])
            break;
    }
    arena_destroy(arena);
}

static void assert_fits(const char *command)
{
    assert_fits_in(false, command);
}

static void fits_80_columns(void **state)
{
    (void)state;
    assert_fits_in(true, RUN "--color never");
    assert_fits_in(true, CLEAN "run tests/cases/hostile.json --paths 4096 --color never");
    assert_fits(CLEAN "sensitivity tests/cases/hostile.json --paths 4096");
    assert_fits(CLEAN "compare tests/cases/hostile.json examples/full-cap-table.json --paths 4096");
    assert_fits(CLEAN "waterfall tests/cases/hostile.json --exit 20M,400M");
    assert_fits(RUN);
    assert_fits(RUN "--set grants.0.percent=25% --set exits.IPO.valuation='$900B'");
    assert_fits(RUN "--set exits.0.name='Ein Börsengang mit einem wirklich langen Namen, 東京証券取引所'");
    assert_fits(CLEAN "check examples/hugging-face.json");
    assert_fits(CLEAN "explain examples/hugging-face.json --path 7");
    assert_fits(CLEAN "init --list");
    assert_fits(CLEAN "run examples/full-cap-table.json --paths 16384");
    assert_fits(CLEAN "compare examples/series-b.json examples/public-rsu.json --paths 16384");
    assert_fits(CLEAN "sweep examples/hugging-face.json --paths 4096 --vary grants.0.percent=0.01%,0.02%");
    assert_fits(CLEAN "sensitivity examples/series-b.json --paths 4096");
    assert_fits(CLEAN "breakeven examples/hugging-face.json --paths 4096 --vary grants.0.percent");
    assert_fits(CLEAN "waterfall examples/full-cap-table.json --exit 20M,400M --breakpoints");
}

static void draws_bars_as_the_locale_has_them(void **state)
{
    static struct shown shown;
    (void)state;
    run(&shown, true, RUN);
    assert_non_null(strstr(shown.text, "█"));
    run(&shown, true, "LC_ALL=C \"$OFFERCAST\" run examples/hugging-face.json --paths 16384");
    assert_non_null(strstr(shown.text, "####"));
    for (const char *at = shown.text; *at; at++)
        assert_true((unsigned char)*at < 128);
}

static void shows_progress_after_a_second_and_erases_it(void **state)
{
    static struct shown shown;
    (void)state;
    run(&shown, true, CLEAN "run examples/hugging-face.json --paths 5e10 --max-time 1.7 --format csv >/dev/null");
    assert_non_null(strstr(shown.text, " paths, "));
    assert_non_null(strstr(shown.text, " a second, "));
    assert_non_null(strstr(shown.text, " s left"));
    const char *last = strstr(shown.text, " left\x1b[?7h"), *next = last;
    while ((next = strstr(next + 1, " left\x1b[?7h")))
        last = next;
    assert_memory_equal(last + strlen(" left\x1b[?7h"), "\r\x1b[K", 4);
}

static void shows_no_progress_where_it_is_not_wanted(void **state)
{
    static struct shown shown;
    (void)state;
    run(&shown, true, CLEAN "run examples/hugging-face.json --paths 5e10 --max-time 1.3 -q --format csv >/dev/null");
    assert_string_equal(shown.text, "");
    run(&shown, false, CLEAN "run examples/hugging-face.json --paths 5e10 --max-time 1.3 --format csv 2>&1 >/dev/null");
    assert_false(has_escape(&shown));
    run(&shown, true, CLEAN "run examples/hugging-face.json --paths 16384 --format csv >/dev/null");
    assert_false(has_escape(&shown)); /* over within a second */
}

/* A pager that marks each line: it gets the report, and with colours; nobody else does. */
static void shows_reports_through_a_pager(void **state)
{
    static struct shown shown;
    static const char *const not [] = {
        "TERM=xterm OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" run examples/hugging-face.json --paths 1024 "
        "--no-pager",
        "TERM=dumb OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" run examples/hugging-face.json --paths 1024",
        "TERM=xterm OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" run examples/hugging-face.json --paths 1024 --format "
        "csv",
        "TERM=xterm PAGER='sed s/^/P:/' OFFERCAST_PAGER=cat \"$OFFERCAST\" run examples/hugging-face.json --paths 1024",
        "TERM=xterm OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" schema"};
    (void)state;
    run(&shown, true,
        "env -u NO_COLOR TERM=xterm OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" run "
        "examples/hugging-face.json --paths 1024 --full");
    assert_int_equal(shown.status, 0);
    assert_non_null(strstr(shown.text, "P:seed 1"));
    assert_non_null(strstr(shown.text, "\x1b["));
    run(&shown, true, "TERM=xterm PAGER='sed s/^/P:/' \"$OFFERCAST\" run examples/hugging-face.json --paths 1024");
    assert_non_null(strstr(shown.text, "P:"));
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++) {
        run(&shown, true, not [i]);
        assert_null(strstr(shown.text, "P:"));
    }
    run(&shown, false,
        "TERM=xterm OFFERCAST_PAGER='sed s/^/P:/' \"$OFFERCAST\" run examples/hugging-face.json --paths 1024");
    assert_null(strstr(shown.text, "P:"));
    /* Whoever leaves it early has read enough. */
    run(&shown, true,
        "TERM=xterm OFFERCAST_PAGER=true \"$OFFERCAST\" run examples/hugging-face.json --paths 1024 --full; true");
    assert_null(strstr(shown.text, "cannot be written"));
}

int main(void)
{
    (void)setenv("PAGER", "cat", 1); /* a pager waits for a reader */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_reports_through_a_pager),
        cmocka_unit_test(colors_on_a_terminal_only),
        cmocka_unit_test(honours_no_color),
        cmocka_unit_test(shows_the_same_text_with_and_without_color),
        cmocka_unit_test(fits_80_columns),
        cmocka_unit_test(draws_bars_as_the_locale_has_them),
        cmocka_unit_test(shows_progress_after_a_second_and_erases_it),
        cmocka_unit_test(shows_no_progress_where_it_is_not_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
