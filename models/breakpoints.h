/* Where the capital is the same on all paths, every payout is a continuous piecewise linear function of the proceeds.
 * Its breakpoints are found once: as curves for the paths, and as a table for people. Formulas: models/waterfall.h. */
#ifndef MODELS_BREAKPOINTS_H
#define MODELS_BREAKPOINTS_H

#include "models/waterfall.h"
#include "sim/arena.h"

/* value(D) = value[k] + slope[k] (D - proceeds[k]) for the last k with D > proceeds[k], and value[0] = 0 at
 * D <= proceeds[0] = 0. Knots ascend; where several share one proceeds the last one holds above it. */
struct price_curve {
    size_t count; /* at least 1; at most 2 + 2 x classes (price), 4 + 2 x classes (payout) */
    const double *proceeds;
    const double *value; /* money per share (price), money (payout) */
    const double *slope;
};

/* Price of a common share as a function of what is distributed. */
struct price_curve price_curve_of_common(struct arena *arena, const struct waterfall_class *classes, size_t count);

/* Payout of the whole class `which`. */
struct price_curve price_curve_of_class(struct arena *arena, const struct waterfall_class *classes, size_t count,
                                        size_t which);

/* One value; columns: models/price_curve_kernel.h. */
double price_curve_at(const struct price_curve *curve, double proceeds);

/* --- the table for people ----------------------------------------------------------------------------------------- */
#define BREAKPOINT_EVENT_LIST(X)                                                                                       \
    X(BREAKPOINT_CLAIM_PAID, "claim paid in full")                                                                     \
    X(BREAKPOINT_SHARES, "starts to share")                                                                            \
    X(BREAKPOINT_CAPPED, "reaches its cap")                                                                            \
    X(BREAKPOINT_CONVERTS, "converts")                                                                                 \
    X(BREAKPOINT_EXERCISED, "is exercised")

enum breakpoint_event {
#define BREAKPOINT_MEMBER(name, words) name,
    BREAKPOINT_EVENT_LIST(BREAKPOINT_MEMBER)
#undef BREAKPOINT_MEMBER
        BREAKPOINT_EVENTS
};
extern const char *const breakpoint_event_words[BREAKPOINT_EVENTS];

struct breakpoint {
    double proceeds;    /* what is distributed; see waterfall_exit_value for the exit value */
    double price;       /* of a common share there */
    size_t class_index; /* whose event it is */
    enum breakpoint_event event;
    double common_share_after; /* part of the next dollar that all common classes get together, 0 to 1 */
};

struct breakpoints {
    size_t count;
    const struct breakpoint *breakpoint; /* ascending proceeds, then event, then class; never at infinity */
};

struct breakpoints breakpoints_find(struct arena *arena, const struct waterfall_class *classes, size_t count);

#endif
