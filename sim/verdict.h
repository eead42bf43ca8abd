/* What an estimate says of a question that is asked in words: yes, no, or that so many paths do not tell. A sentence
 * that rests on an estimate asks here first. */
#ifndef SIM_VERDICT_H
#define SIM_VERDICT_H

#include "sim/figure.h"

enum verdict_side {
    VERDICT_UNRESOLVED, /* the interval holds the level, and more than is close to it; or there is no interval */
    VERDICT_BELOW,
    VERDICT_ABOVE,
    VERDICT_EVEN /* the whole interval is close to the level */
};

struct verdict {
    enum verdict_side side;
    double paths; /* unresolved: about how many would tell, a power of two; NAN: no number that could be run */
};

/* Of a figure of so many paths: is it above the level, below it, or within `close` of it? */
struct verdict verdict_of(const struct figure *figure, double level, double close, double paths);

/* How many paths make an interval so many times narrower, if its width falls as that of independent paths (the width of
 * nets falls faster); a power of two, NAN above 2^40. */
double verdict_paths(double paths, double narrower);

#endif
