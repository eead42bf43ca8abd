/* Stochastic dominance between two columns of a sample (more is better), from their histograms.
 *
 * First order, a over b: F_a(y) <= F_b(y) for every y and below it for some. Second order: the same of the integral of
 * F up to y, that is of E max(y - Y, 0). Both are looked at where a bin of the histogram ends. "Below" and "above" mean
 * by more than `critical` standard errors of the difference there: replicates give that error, with the two columns on
 * the same paths; independent paths are taken as if the columns were independent too (too wide where they move
 * together). Sources: Hadar and Russell (1969); Rothschild and Stiglitz (1970). */
#ifndef SIM_DOMINANCE_H
#define SIM_DOMINANCE_H

#include "sim/statistics.h"

struct dominance {
    int first, second; /* 1: a dominates b; -1: b dominates a; 0: neither */
    bool alike;        /* nowhere further apart than the error, not even in the second sense */
    double critical;   /* how many standard errors count as none */
};

struct dominance dominance_of(const struct sample *s, size_t a, size_t b);

#endif
