/* What min and max share: which terms cannot decide, and the loops. */
#ifndef MODELS_TAX_EXTREMUM_H
#define MODELS_TAX_EXTREMUM_H

#include "models/tax/tax_operator.h"

#include <math.h>

/* Whether term i of the instruction never decides, since another term is always at most (greatest: at least) as large.
 * Of two that are always the same the first stays. */
static inline bool extremum_is_beaten(const struct tax_instruction *extremum, const struct tax_knowledge *knowledge,
                                      size_t i, bool greatest)
{
    size_t value = extremum->term[i].at;
    for (size_t k = 0; k < extremum->count; k++) {
        size_t other = extremum->term[k].at;
        bool beaten = greatest ? tax_at_most(knowledge, value, other) : tax_at_most(knowledge, other, value);
        bool beats = greatest ? tax_at_most(knowledge, other, value) : tax_at_most(knowledge, value, other);
        if (k != i && beaten && (!beats || k < i))
            return true;
    }
    return false;
}

/* Constants become one, -HUGE_VAL (greatest) or HUGE_VAL standing for none. */
static inline void extremum_fold(struct tax_instruction *extremum, const struct tax_knowledge *knowledge, bool greatest)
{
    double sign = greatest ? -1 : 1, least = HUGE_VAL; /* of sign times the constants */
    for (size_t i = extremum->count; i-- > 0;)
        if (extremum->term[i].at == TAX_CONSTANT) {
            least = sign * extremum->term[i].constant < least ? sign * extremum->term[i].constant : least;
            tax_term_remove(extremum, i);
        }
    if (greatest && extremum->positive && least > 0) {
        least = 0; /* max(x, ...) cut at 0 is max(0, x, ...) */
        extremum->positive = false;
    }
    for (size_t i = extremum->count; i-- > 0;)
        if (extremum_is_beaten(extremum, knowledge, i, greatest))
            tax_term_remove(extremum, i);
    bool decided = false;
    for (size_t i = extremum->count; i-- > 0;) {
        const struct tax_range *range = &knowledge->range[extremum->term[i].at];
        double low = greatest ? -range->high : range->low, high = greatest ? -range->low : range->high;
        if (low >= least)
            tax_term_remove(extremum, i); /* the constant is never above it */
        else if (high <= least)
            decided = true; /* it is never above the constant */
    }
    extremum->constant = decided ? sign * HUGE_VAL : sign * least;
}

static inline double extremum_of(double a, double b, bool greatest)
{
    return greatest ? (a > b ? a : b) : (a < b ? a : b);
}

static inline struct tax_range extremum_range(const struct tax_instruction *extremum, const struct tax_range *term,
                                              bool greatest)
{
    struct tax_range range = {extremum->constant, extremum->constant};
    for (size_t i = 0; i < extremum->count; i++) {
        range.low = extremum_of(term[i].low, range.low, greatest);
        range.high = extremum_of(term[i].high, range.high, greatest);
    }
    return range;
}

/* Where two terms meet, or one and the constant, or 0 where it is cut there. */
static inline size_t extremum_bends(const struct tax_instruction *extremum, struct tax_bend bend[TAX_BENDS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < extremum->count; i++) {
        for (size_t k = 0; k < i; k++) {
            bend[count] = (struct tax_bend){.constant = 0};
            bend[count].coefficient[i] = 1;
            bend[count++].coefficient[k] = -1;
        }
        bend[count] = (struct tax_bend){.constant = isfinite(extremum->constant) ? -extremum->constant : 0};
        bend[count++].coefficient[i] = 1;
        if (extremum->positive) {
            bend[count] = (struct tax_bend){.constant = 0};
            bend[count++].coefficient[i] = 1;
        }
    }
    return count;
}

/* Two terms in the first pass, one in each further; the last cuts at 0 where that is wanted. `greatest` is known where
 * this is inlined. */
static inline void extremum_run(const struct tax_instruction *extremum, double (*column)[LANES], size_t chunks,
                                bool greatest)
{
    double *restrict out = column[extremum->out];
    size_t count = extremum->count;
    double constant = extremum->constant, none = -HUGE_VAL, cut = extremum->positive ? 0 : none;
    const double *restrict x = count > 0 ? column[extremum->term[0].at] : NULL;
    const double *restrict y = count > 1 ? column[extremum->term[1].at] : x;
    double least = count <= 2 ? cut : none;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
        double value = x ? extremum_of(extremum_of(x[i], y[i], greatest), constant, greatest) : constant;
        out[i] = value > least ? value : least;
    }
    for (size_t k = 2; k < count; k++) {
        const double *restrict z = column[extremum->term[k].at];
        least = k + 1 == count ? cut : none;
        for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
            double value = extremum_of(out[i], z[i], greatest);
            out[i] = value > least ? value : least;
        }
    }
}

#endif
