/* Stochastic dominance between two columns of a sample (more is better), from their histograms.
 *
 * First order, a over b: F_a(y) <= F_b(y) for every y and below it for some. Second order: the same of the integral of
 * F up to y, that is of E max(y - Y, 0). Both are looked at where a bin of the histogram ends; replicates give the
 * error of the difference there, with the two columns on the same paths; independent paths are taken as if the columns
 * were independent too (too wide where they move together).
 *
 * It is asserted that a dominates where everywhere the difference is on its side by more than its error, which no error
 * at one y alone can feign (an intersection of tests: Davidson and Duclos 2013), or where a is at least b on every
 * path. The rarest futures are left out, as they must be: y with fewer than FEW paths below it (for the first order, or
 * above it), where it is enough that no path speaks against it. It is denied that either does where the differences are
 * on both sides, each by more than `critical` standard errors. All else is not resolved.
 * Hadar and Russell (1969); Rothschild and Stiglitz (1970). */
#ifndef SIM_DOMINANCE_H
#define SIM_DOMINANCE_H

#include "sim/statistics.h"

#include <stdbool.h>

struct dominance_order {
    int over; /* 1: a dominates b; -1: b dominates a; 0: neither does, or not resolved */
    bool resolved;
    double paths; /* not resolved: about how many would tell (sim/verdict.h) */
};

struct dominance {
    struct dominance_order first, second;
    bool alike;      /* nowhere further apart than the error, not even in the second sense */
    bool same;       /* nor by anything at all: they have the same distribution on these paths */
    double critical; /* how many standard errors count as none */
};

/* `difference`: the column of a less b. */
struct dominance dominance_of(const struct sample *s, size_t a, size_t b, size_t difference);

#endif
