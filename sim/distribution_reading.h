/* What the records of sim/distributions/ share when they read their arguments. */
#ifndef SIM_DISTRIBUTION_READING_H
#define SIM_DISTRIBUTION_READING_H

#include "sim/distribution.h"

/* What a kind's `read` was given, and where its fault goes. */
struct distribution_reading {
    struct arena *arena;
    const struct distribution_argument *given;
    size_t count;
    const char **fault;
};

const struct distribution_argument *reading_argument(const struct distribution_reading *reading, const char *key);

/* The numbers of these keys (NULL ends), all needed, finite, no array. False: the fault names what is missing. */
bool reading_numbers(const struct distribution_reading *reading, const char *const *keys, double *number);

/* min, mode and max: min < max and the mode between them. False: the fault says which it is not. */
bool reading_min_mode_max(const struct distribution_reading *reading, double number[3]);

/* Are exactly these keys given, no more and no fewer? No fault is set. */
bool reading_is_exactly(const struct distribution_reading *reading, const char *const *keys);

/* The level of a percentile key: "p5" 0.05, "p2.5" 0.025. False: not such a key, or above 100. */
bool reading_level(const char *key, double *level);

/* All percentile keys given, by rising level; levels and values have room for reading->count. False: a percentile is
 * given twice ("p5" and "p5.0"), the values fall (or, when `strictly`, do not rise), or one is not a finite number. */
bool reading_percentiles(const struct distribution_reading *reading, bool strictly, size_t *count, double *level,
                         double *value);

/* Two percentiles and nothing else, strictly between p0 and p100, of different values. False: the fault says what is
 * wrong, `needs` when there is something else. */
bool reading_two_percentiles(const struct distribution_reading *reading, const char *needs, double level[2],
                             double value[2]);

/* Sets the fault; always false. */
bool reading_fault(const struct distribution_reading *reading, const char *text);

#endif
