/* The random quantities of a model, addressed by name.
 *
 * A draw has a name (its key path in the field's words, rows by their own name: "exits.valuation",
 * "risks.Layoff within 18 months") and a Sobol' dimension. The model's own quantities have fixed dimensions, in order
 * of importance, in models/dimensions.def; any other takes a free dimension by a hash of its name (a collision moves
 * only the alphabetically later name). Every scramble and counter stream is keyed by (seed, replicate, name): so rows
 * may be listed in any order, and adding one moves no other draw. */
#ifndef SIM_DRAWS_H
#define SIM_DRAWS_H

#include "sim/arena.h"
#include "sim/distribution.h"

#include <stdbool.h>
#include <stdint.h>

enum { DRAW_CERTAIN = -1 };

struct draw {
    const char *name;
    uint64_t key;       /* hash of the name */
    unsigned dimension; /* of the Sobol' sequence */
    bool fixed;         /* the dimension was given, not hashed */
    /* Where something only asks on which side of these places the uniform lies; none: its value is used. */
    size_t cut_count;
    const double *cut;
    uint64_t salt; /* mixed into the stream's key: another independent copy of this draw; 0 in an ordinary run */
};

struct draws {
    size_t count;
    struct draw *draw;
    const double *held; /* by slot: above 0, every path has this uniform; NULL in an ordinary run */
    /* Gaussian copula: z' = factor z over these slots, in slot order; factor is lower triangular, row major. */
    size_t correlated_count;
    const int *correlated_slot;
    const double *factor;
};

/* The slot of a new draw, or of the one that has this name already; the name is copied. dimension < 0 asks for a free
 * one, given by `draws_place` once all draws are known. */
int draws_add(struct arena *arena, struct draws *draws, const char *name, int dimension);
int draws_find(const struct draws *draws, const char *name); /* slot, or -1 */

/* A uniform known to lie strictly between low and high. */
struct draw_range {
    double low, high;
};
/* Is all that is asked of the draw told by that? */
bool draw_is_settled(const struct draw *draw, struct draw_range within);

/* Gives free dimensions (at or above `first_free`) by hash of the name. False: more draws than dimensions. */
bool draws_place(struct draws *draws, unsigned first_free);

uint64_t draws_hash(const char *name); /* 64 bits, FNV-1a with a final mix; part of the bytes of a run */

/* A quantity a path has: certain, or drawn through its curve from one slot's uniform column. */
struct quantity {
    int slot; /* DRAW_CERTAIN: `value` on every path */
    double value;
    struct curve curve;
    double mean;
};

#endif
