/* Rows of scenarios come back from where they are kept, from a file and from other rows; texts that many share, and
 * more texts than have words. */
#include "tests/support/assert_close.h"

#include "library/kept_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCENARIOS = 700 };
static const char key[] = "the seed 1\n64 paths\n--stat a\n", other_key[] = "the seed 1\n65 paths\n--stat a\n";

static void name(unsigned scenario, char sha256[65])
{
    snprintf(sha256, 65, "%08x%016x%040x", scenario * 2654435761U, scenario, scenario);
}

static struct sweep_rows make(struct arena *arena, unsigned scenario)
{
    struct sweep_rows rows = {.count = scenario % 5, .row = arena_alloc(arena, 5, sizeof *rows.row)};
    name(scenario, rows.sha256);
    for (size_t i = 0; i < rows.count; i++)
        rows.row[i] = (struct report_row){
            .metric = "net_advantage",
            .group = "",
            .statistic = arena_text(arena, "p_above_%u", scenario), /* more than have words */
            .unit = "USD",
            .figure = {(double)scenario, (double)i, -0.0, (double)NAN, 0.95, "method", "ok", i ? "a note" : NULL}};
    return rows;
}

static void check(struct kept_rows *rows)
{
    for (unsigned s = 0; s < SCENARIOS; s++) {
        struct arena *arena = arena_create();
        struct sweep_rows wanted = make(arena, s);
        bool empty = true;
        uint64_t place = kept_rows_find(rows, wanted.sha256, &empty);
        assert_true(place != KEPT_ROWS_NONE);
        assert_int_equal(empty, wanted.count == 0);
        struct sweep_rows got = kept_rows_at(rows, arena, place);
        assert_string_equal(got.sha256, wanted.sha256);
        assert_int_equal(got.count, wanted.count);
        for (size_t i = 0; i < got.count; i++) {
            assert_string_equal(got.row[i].metric, "net_advantage");
            assert_string_equal(got.row[i].statistic, wanted.row[i].statistic);
            assert_string_equal(got.row[i].unit, "USD");
            assert_memory_equal(&got.row[i].figure, &wanted.row[i].figure, 5 * sizeof(double));
            assert_string_equal(got.row[i].figure.note, i ? "a note" : "");
        }
        arena_destroy(arena);
    }
    char unknown[65];
    bool empty;
    name(SCENARIOS, unknown);
    assert_true(kept_rows_find(rows, unknown, &empty) == KEPT_ROWS_NONE);
}

static struct kept_rows *filled(struct arena *arena, unsigned first, unsigned step)
{
    struct kept_rows *rows = kept_rows_create(arena, NULL, key);
    for (unsigned s = first; s < SCENARIOS; s += step) {
        struct sweep_rows one = make(arena, s);
        assert_true(kept_rows_add(rows, &one) != KEPT_ROWS_NONE);
    }
    return rows;
}

static void from_a_file(void **state)
{
    char path[] = "/tmp/offercast-kept-rows.XXXXXX";
    struct arena *arena = arena_create();
    const char *fault = NULL;
    (void)state;
    close(mkstemp(path));
    assert_int_equal(kept_rows_write(filled(arena, 0, 1), path, arena, &fault), STATUS_OK);
    struct kept_rows *rows = kept_rows_create(arena, NULL, key);
    assert_int_equal(kept_rows_read(rows, path, &fault), STATUS_OK);
    check(rows);
    rows = kept_rows_create(arena, NULL, other_key);
    assert_int_equal(kept_rows_read(rows, path, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault, "was made with 64 paths, not 65 paths"));
    assert_int_equal(truncate(path, 5000), 0);
    rows = kept_rows_create(arena, NULL, key);
    assert_int_equal(kept_rows_read(rows, path, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault, "is damaged"));
    unlink(path);
    assert_int_equal(kept_rows_read(rows, path, &fault), STATUS_OK); /* the first time there is none */
    arena_destroy(arena);
}

/* As a merge puts shards together, each with words of its own. */
static void from_parts(void **state)
{
    struct arena *arena = arena_create();
    struct kept_rows *rows = kept_rows_create(arena, NULL, key);
    static const struct {
        const char *settings, *differs;
    } other[] = {{other_key, "was made with 64 paths, not 65 paths"},
                 {"the seed 1\n64 paths\n", "was made with --stat a, which is not asked for now"},
                 {"the seed 1\n64 paths\n--above 5\n--stat a\n", "was made without --above 5"},
                 {"the seed 1\n--stat a\n64 paths\n", "was made with the same in another order"}};
    const char *differs = NULL;
    (void)state;
    for (unsigned part = 0; part < 3; part++) {
        struct spool *spool = kept_rows_spool(filled(arena, part, 3));
        assert_true(kept_rows_take(rows, spool, 0, spool_length(spool), &differs));
        assert_null(differs);
        for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
            struct kept_rows *others = kept_rows_create(arena, NULL, other[i].settings);
            assert_false(kept_rows_take(others, spool, 0, spool_length(spool), &differs));
            assert_string_equal(differs, other[i].differs);
        }
        assert_false(kept_rows_take(kept_rows_create(arena, NULL, key), spool, 0, spool_length(spool) - 1, &differs));
        assert_null(differs);
    }
    kept_rows_index(rows);
    check(rows);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(from_a_file), cmocka_unit_test(from_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
