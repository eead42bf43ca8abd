/* The interval of a proportion. Sources: docs/statistics.md. */
#ifndef SIM_PROPORTION_H
#define SIM_PROPORTION_H

/* Of hits among so many paths; real numbers of hits are allowed. */
struct proportion_bounds {
    double low, high;
};
struct proportion_bounds proportion_wilson(double hits, double paths, double level);
/* Above 10^5 hits and misses Wilson's bounds, which then are within a thousandth of its width. */
struct proportion_bounds proportion_clopper_pearson(double hits, double paths, double level);

#endif
