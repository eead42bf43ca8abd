/* cmocka 1.1.5 compares floating point as float; this compares doubles and shows both. */
#ifndef TESTS_SUPPORT_ASSERT_CLOSE_H
#define TESTS_SUPPORT_ASSERT_CLOSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

/* |actual - expected| <= tolerance (absolute); NaN never passes. */
#define assert_close(actual, expected, tolerance)                                                                      \
    do {                                                                                                               \
        double assert_close_actual = (actual), assert_close_expected = (expected);                                     \
        if (!(fabs(assert_close_actual - assert_close_expected) <= (tolerance)))                                       \
            fail_msg("%s = %.17g, expected %.17g within %.3g", #actual, assert_close_actual, assert_close_expected,    \
                     (double)(tolerance));                                                                             \
    } while (0)

#endif
