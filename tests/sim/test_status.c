/* Every line of STATUS_LIST has its number and words of its own. */
#include "sim/status.h"
#include "tests/support/assert_close.h"

#include <string.h>

static void test_words(void **state)
{
    (void)state;
    static const enum status every[] = {
#define STATUS_NAME(name, number, words) name,
        STATUS_LIST(STATUS_NAME)
#undef STATUS_NAME
    };
    for (size_t i = 0; i < sizeof every / sizeof *every; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(status_words(every[i]), status_words(every[k]));
    assert_string_equal(status_words(STATUS_FILE), "a file could not be read or written");
    assert_string_equal(status_words((enum status)99), "unknown status");
    assert_int_equal(STATUS_STOPPED, 6); /* as docs and scripts have it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
