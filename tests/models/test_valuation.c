/* What every record of a valuation promises to those who read it. */
#include "models/valuation.h"
#include "tests/support/assert_close.h"

#include <string.h>

static void check_keys(const struct valuation_kind *kind)
{
    assert_true(kind->key_count >= 1 && kind->key_count <= VALUATION_VALUES);
    for (size_t i = 0; i < kind->key_count; i++) {
        const struct key *key = &kind->keys[i];
        if (key->unit == UNIT_CHOICE) {
            assert_true(i > 0 && key->words && key->words[0].name && key->words[1].name && !key->words[2].name);
        } else {
            assert_int_equal(key->offset, offsetof(struct valuation, value) + i * sizeof(struct value));
            assert_true(key->unit != UNIT_OTHER && key->unit != UNIT_YES_NO);
            assert_non_null(key->bounds);
            assert_true(i == 0 || kind->keys[i - 1].unit != UNIT_CHOICE);
        }
        assert_non_null(key->description);
        assert_non_null(key->examples);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(key->name, kind->keys[j].name);
    }
}

static void test_records(void **state)
{
    (void)state;
    for (size_t n = 0; valuation_kinds[n]; n++) {
        const struct valuation_kind *kind = valuation_kinds[n];
        assert_int_equal(valuation_number(kind), n);
        assert_non_null(kind->name);
        assert_non_null(kind->row_name);
        check_keys(kind);
        assert_true(kind->row_key == VALUATION_NORMAL ||
                    (kind->row_key >= 0 && (size_t)kind->row_key < kind->key_count));
        /* The first stands in place of an object; what is an object needs a column, and the key that tells it. */
        assert_int_equal(kind->column != NULL, n > 0);
        assert_int_equal((kind->keys[0].flags & KEY_REQUIRED) != 0, n > 0);
        for (size_t m = 0; m < n; m++)
            assert_string_not_equal(kind->keys[0].name, valuation_kinds[m]->keys[0].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_records)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
