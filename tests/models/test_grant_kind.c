/* What the records of grant types and leaving rules promise to those who read them. */
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "tests/support/assert_close.h"

#include <string.h>

static bool inside_a_grant(const struct key *key)
{
    size_t bytes = key->unit == UNIT_YES_NO ? sizeof(bool) : sizeof(struct value);
    return key->unit != UNIT_OTHER && key->offset + bytes <= sizeof(struct grant);
}

static void check_keys(const struct grant_kind *kind)
{
    for (size_t i = 0; i < kind->key_count; i++) {
        const struct key *key = &kind->keys[i];
        assert_true(inside_a_grant(key));
        assert_true(grant_kind_takes(kind, key->name));
        assert_non_null(key->description);
        assert_non_null(key->examples);
        assert_true(key->unit == UNIT_YES_NO || key->bounds);
    }
}

static void test_kinds(void **state)
{
    (void)state;
    for (size_t n = 0; n < GRANT_KINDS; n++) {
        const struct grant_kind *kind = grant_kinds[n];
        assert_int_equal(grant_kind_number(kind), n);
        assert_non_null(kind->meaning);
        assert_non_null(kind->value_column);
        check_keys(kind);
        assert_int_equal(kind->has_strike, grant_kind_takes(kind, "strike") && grant_kind_takes(kind, "strike_value"));
        assert_false(kind->has_strike && kind->pays_price);
        const struct leaving_rule *rule = leaving_rule_named(kind->on_leaving);
        assert_non_null(rule);
        assert_true(kind->has_strike ? rule->of_options : rule->of_stock);
        for (size_t m = 0; m < n; m++)
            assert_string_not_equal(kind->name, grant_kinds[m]->name);
    }
}

/* A file has one key of a name, whoever takes it. */
static void test_keys_are_declared_once(void **state)
{
    (void)state;
    const struct key *key;
    size_t count = 0;
    for (; (key = grant_kind_key(count)); count++)
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(key->name, grant_kind_key(i)->name);
    assert_true(count >= 6);
    for (size_t n = 0; n < GRANT_KINDS; n++)
        for (size_t k = 0; k < grant_kinds[n]->key_count; k++)
            for (size_t i = 0; i < count; i++)
                if (strcmp(grant_kind_key(i)->name, grant_kinds[n]->keys[k].name) == 0)
                    assert_int_equal(grant_kind_key(i)->offset, grant_kinds[n]->keys[k].offset);
}

static void test_rules(void **state)
{
    (void)state;
    for (size_t n = 0; n < LEAVING_RULES; n++) {
        const struct leaving_rule *rule = leaving_rules[n];
        assert_int_equal(leaving_rule_number(rule), n);
        assert_ptr_equal(leaving_rule_named(rule->name), rule);
        assert_true(rule->of_stock || rule->of_options);
        assert_non_null(rule->meaning);
        assert_non_null(rule->told);
        assert_int_equal(rule->chance_key != NULL, rule->told_with_chance != NULL);
        assert_int_equal(rule->of_options && !rule->forfeits, rule->left_column != NULL);
        assert_false(rule->pays_blindly && rule->of_stock);
        if (rule->chance_key)
            assert_true(inside_a_grant(rule->chance_key) && rule->chance_key->unit == UNIT_SHARE);
    }
    assert_null(leaving_rule_named("bury"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds), cmocka_unit_test(test_keys_are_declared_once),
                                       cmocka_unit_test(test_rules)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
