/* What the tests of distributions and curves share: reading one from a line such as "min 1 max 5". */
#ifndef TESTS_SIM_READ_DISTRIBUTION_H
#define TESTS_SIM_READ_DISTRIBUTION_H

#include "sim/curve_kernel.h"
#include "sim/distribution.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>

enum { MOST_GIVEN = 8 };

static struct arena *arena;

/* "min 1 max 5" */
static inline bool try_read(const char *kind, const char *text, struct distribution *d, const char **fault)
{
    static char keys[MOST_GIVEN][24];
    struct distribution_argument given[MOST_GIVEN] = {{0}};
    size_t count = 0;
    int used;
    while (sscanf(text, " %23s %lf%n", keys[count], &given[count].number, &used) == 2) {
        given[count].key = keys[count];
        text += used;
        count++;
    }
    *fault = NULL;
    return distribution_kind_named(kind)->read(arena, given, count, d, fault);
}

static inline struct distribution reading(const char *kind, const char *text)
{
    struct distribution d;
    const char *fault;
    if (!try_read(kind, text, &d, &fault))
        fail_msg("%s %s: %s", kind, text, fault);
    return d;
}

static inline double curve_at(const struct curve *curve, double u)
{
    double x = 0.0;
    curve_column(curve, &u, &x, 1);
    return x;
}

static inline struct distribution listed(const char *kind, const double *values, const double *probabilities,
                                         size_t count)
{
    const struct distribution_argument given[] = {{.key = "values", .count = count, .numbers = values},
                                                  {.key = "probabilities", .count = count, .numbers = probabilities}};
    struct distribution d;
    const char *fault = NULL;
    if (!distribution_kind_named(kind)->read(arena, given, probabilities ? 2 : 1, &d, &fault))
        fail_msg("%s: %s", kind, fault);
    return d;
}

static inline int open_arena(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    arena = arena_create();
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

#endif
