/* The words at the end of `run` only restate: every number in them stands in a table above; six sentences at most. */
#include "cli/command.h"
#include "cli/command_line.h"
#include "sim/arena.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *run_to_text(struct arena *arena, const char *offer, const char *setting)
{
    char *path =
        arena_text(arena, "%s/offercast-prose-%ld.txt", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid());
    char *arguments[] = {arena_text(arena, "%s/%s", SOURCE_DIR, offer),
                         arena_text(arena, "-o"),
                         path,
                         arena_text(arena, "--paths=65536"),
                         arena_text(arena, "--threads=1"),
                         arena_text(arena, "--full"),
                         arena_text(arena, "--set"),
                         arena_text(arena, "%s", setting)};
    struct options options;
    assert_int_equal(command_line_read(8, arguments, command_named("run"), &options), OFFERCAST_OK);
    assert_int_equal(command_named("run")->run(&options), OFFERCAST_OK);
    enum { ROOM = 1 << 16 };
    char *text = arena_alloc(arena, ROOM, 1);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, ROOM - 1, file) > 0);
    fclose(file);
    remove(path);
    return text;
}

/* Words with a digit in them stand above too, except "9 of 10", which the tables' heading says as p5 to p95. */
static void check_words(char *text)
{
    char *words = strstr(text, "In words\n"), *end = words ? strstr(words, "\n\n") : NULL;
    int sentences = 0;
    assert_non_null(end);
    *end = 0;
    *words = 0;
    words += strlen("In words\n");
    for (const char *at = words; (at = strchr(at, '.')); at++)
        sentences += at[1] == ' ' || at[1] == '\n' || !at[1];
    assert_in_range(sentences, 3, 6);
    for (char *word = strtok(words, " \n()"); word; word = strtok(NULL, " \n()")) {
        size_t length = strlen(word);
        while (length && strchr(".,;:", word[length - 1]))
            word[--length] = 0;
        if (!strpbrk(word, "0123456789") || strcmp(word, "9") == 0 || strcmp(word, "10") == 0)
            continue;
        if (!strstr(text, word))
            fail_msg("%s stands in no table above", word);
    }
}

static void test_restates(void **state)
{
    static const char *const settings[] = {"stay=2-3 years", "compensation.offer.salary=$300K",
                                           "grants.0.percent=0.02%", "currency=USD"};
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct arena *arena = arena_create();
        check_words(run_to_text(arena, "examples/hugging-face.json", settings[i]));
        arena_destroy(arena);
    }
}

static void test_tree(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    char *text = run_to_text(arena, "tests/cases/seed-tree.json", "currency=USD");
    assert_non_null(strstr(text, "Part in the variance: whether \"Equity to zero\""));
    /* 0.01% x 125,000/602,000 */
    assert_non_null(strstr(text, "0.002076"));
    check_words(text);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_restates), cmocka_unit_test(test_tree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
