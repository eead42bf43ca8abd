/* Uncertain probabilities: one draw of them makes another offer, with points for probabilities.
 *
 * Drawn are: the exits' shares, from a Dirichlet of parameters concentration x share where `concentration` is given,
 * else each range from its own distribution, all divided by their sum (with a remainder "no exit" only where the sum
 * passes 1); the probabilities of risks, of later rounds, of the company's raise, of quitting, of the other job's
 * layoff and of exercising on leaving, where they are ranges. Points that would make their curve fall are lifted. The
 * draws have names, "exits.IPO.probability", and Sobol' points of their own. */
#ifndef MODELS_OUTER_DRAW_H
#define MODELS_OUTER_DRAW_H

#include "models/offer.h"
#include "sim/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct outer_draws;

/* count: how many draws there will be. */
struct outer_draws *outer_draws_of(struct arena *arena, const struct offer *offer, uint64_t seed, uint64_t count);
size_t outer_draws_uncertain(const struct outer_draws *outer); /* quantities; 0: there is nothing to draw */
/* Whether the share of an exit, in the order of the file, differs from draw to draw. */
bool outer_draws_exit_uncertain(const struct outer_draws *outer, size_t exit);
/* The offer at draw k; what it points to is the original's but for the probabilities, which come from the arena. Draws
 * may be asked for in any order. */
struct offer outer_draw_offer(struct arena *arena, struct outer_draws *outer, uint64_t k);

#endif
