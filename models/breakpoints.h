/* The breakpoints of a waterfall as a table for people: at which proceeds each thing happens. Formulas:
 * models/waterfall.h. */
#ifndef MODELS_BREAKPOINTS_H
#define MODELS_BREAKPOINTS_H

#include "models/waterfall.h"
#include "sim/arena.h"

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
