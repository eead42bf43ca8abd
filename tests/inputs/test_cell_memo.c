/* What a memo tells is what cell_read tells, the first time, the second, and when it is full. */
#include "inputs/cell_memo.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <string.h>

static void same_text(const char *a, const char *b)
{
    assert_true(!a == !b);
    if (a)
        assert_string_equal(a, b);
}

static void assert_same(const struct cell_reading *a, const struct cell_reading *b)
{
    same_text(a->fault, b->fault);
    same_text(a->help, b->help);
    same_text(a->understood, b->understood);
    same_text(a->currency, b->currency);
    same_text(a->note, b->note);
    assert_true(a->form == b->form && a->assumed == b->assumed && a->needs_start == b->needs_start);
    assert_int_equal(a->fault_offset, b->fault_offset);
    if (a->fault)
        return;
    assert_memory_equal(&a->low, &b->low, sizeof a->low);
    assert_memory_equal(&a->high, &b->high, sizeof a->high);
    for (double p = 0.05; p < 1; p += 0.3)
        assert_close(distribution_quantile(&a->distribution, p), distribution_quantile(&b->distribution, p), 0);
}

static void every_context_has_its_own(void **state)
{
    static const struct {
        const char *text;
        enum cell_kind kind;
    } cells[] = {
        {"$8-12B", CELL_MONEY},   {"8-12", CELL_MONEY},          {"35%", CELL_SHARE}, {"1.234", CELL_MONEY},
        {"2028+", CELL_TIMELINE}, {"2027", CELL_DATE},           {"2", CELL_SHARE},   {"2", CELL_DURATION},
        {"nonsense", CELL_MONEY}, {"$10 per share", CELL_MONEY}, {"", CELL_MONEY},    {"15B+ (a guess)", CELL_MONEY}};
    struct arena *arena = arena_create();
    struct cell_memo *memo = cell_memo_create(arena);
    (void)state;
    for (int pass = 0; pass < 2; pass++)
        for (int context = 0; context < 32; context++)
            for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
                struct cell_rules rules = cell_rules_usual();
                char currency[4] = "EUR"; /* gone when it is asked for again */
                rules.currency = context & 1 ? currency : NULL;
                rules.start_given = context & 2;
                rules.start_day = context & 2 ? 20500 : 0;
                rules.commas = context & 4 ? COMMA_DECIMAL : COMMA_GROUPS;
                rules.range = context & 8 ? RANGE_LOGNORMAL90 : RANGE_UNIFORM;
                rules.shares = context & 16 ? 1e7 : 0;
                rules.whole_company = context & 16;
                struct cell_reading alone = cell_read(arena, cells[i].text, cells[i].kind, &rules);
                rules.memo = memo;
                struct cell_reading kept = cell_read(arena, cells[i].text, cells[i].kind, &rules);
                assert_same(&alone, &kept);
                memset(currency, 'x', 3);
            }
    arena_destroy(arena);
}

static void a_text_may_go_away(void **state)
{
    struct arena *arena = arena_create();
    struct cell_rules rules = cell_rules_usual();
    rules.memo = cell_memo_create(arena);
    (void)state;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 2000; i++) { /* far more than are kept */
            struct arena *own = arena_create();
            char text[48];
            snprintf(text, sizeof text, "$%dK (note %d)", i, i);
            struct cell_reading reading = cell_read(own, text, CELL_MONEY, &rules);
            assert_close(reading.low, 1000.0 * i, 1e-9);
            memset(text, 0, sizeof text);
            assert_non_null(strstr(reading.note, "note"));
            arena_destroy(own);
        }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_context_has_its_own),
        cmocka_unit_test(a_text_may_go_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
