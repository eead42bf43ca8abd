/* Every draw of the model has a name that people use, and rows keep theirs. */
#include "outputs/plain_name.h"

#include "models/dimensions.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <string.h>

static void every_draw_has_one(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < DIMENSION_COUNT; i++) {
        const char *name = plain_name(arena, dimension_names[i]);
        if (name == dimension_names[i] || strpbrk(name, "._/"))
            fail_msg("%s is called %s", dimension_names[i], name);
    }
    arena_destroy(arena);
}

/* The keys of docs/offer.md, which is made from the key records; a row is called 0. */
static void every_key_has_one(void **state)
{
    struct arena *arena = arena_create();
    FILE *file = fopen(SOURCE_DIR "/docs/offer.md", "r");
    char line[4096], path[256];
    size_t keys = 0;
    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "## Distributions", 16) == 0)
            break;
        if (sscanf(line, "| `%255[a-zA-Z0-9_.]`", path) != 1)
            continue;
        for (char *n = path; (n = strstr(n, ".N")); n += 2)
            n[1] = '0';
        const char *name = plain_name(arena, path);
        if ((name == path && strpbrk(path, "._")) || strpbrk(name, "_/") || strstr(name, "0."))
            fail_msg("%s is called %s", path, name);
        keys++;
    }
    (void)fclose(file);
    assert_true(keys > 100);
    arena_destroy(arena);
}

static void rows_keep_their_names(void **state)
{
    static const char *const cases[][2] = {
        {"risks.Stagnation (zombie startup)", "whether \"Stagnation (zombie startup)\" happens"},
        {"dilution.rounds.Series C.probability", "whether Series C happens"},
        {"exits.IPO.probability", "the chance of IPO"},
        {"grants.0.percent", "your grant"},
        {"no.such.path", "no.such.path"}};
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(plain_name(arena, cases[i][0]), cases[i][1]);
    assert_string_equal(plain_name_title(arena, "compensation.offer.salary"), "Your salary");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_draw_has_one), cmocka_unit_test(every_key_has_one),
                                       cmocka_unit_test(rows_keep_their_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
