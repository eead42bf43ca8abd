/* What a sensible leaver does with options that the window outlasts without an exit: exercise, or let them lapse.
 *
 * Known then are only the month m since start and that no exit has come. With X the exit, over the law of the whole
 * offer, whatever became of the job:
 *     A(m) = E[ present value of the whole grant's stock, as sold by who left . 1(X > m/12) ]
 *     B(m) = E[ strike of the whole grant . (1 + rate)^(-m/12) . 1(X > m/12) ]
 * exercised where A(m) > B(m). Where no exit has come by m on less than 0.1% of the paths, the answer of the last month
 * with as many holds. The fair value of the whole grant in month m is A(m) (1 + rate)^(m/12) / P(X > m/12). */
#ifndef MODELS_LEAVER_DECISION_H
#define MODELS_LEAVER_DECISION_H

#include "sim/arena.h"

#include <stddef.h>

struct plan;

struct leaver_decision {
    size_t months;           /* at least 1; the last serves all later ones */
    const double *exercises; /* [months]: 1 or 0 */
    const double *value; /* [months]: of the whole grant to who holds it then, no exit having come: its fair value */
};

/* Of every grant that needs one, from a pass of 65,536 paths with a seed of its own: the same whatever a question asks.
 * `decided`: taken from that plan instead; or NULL. */
void leaver_decisions_prepare(struct arena *arena, struct plan *plan, const struct plan *decided);

/* "0-104", "never", "19-27, 40-" */
const char *leaver_decision_months(struct arena *arena, const struct leaver_decision *decision);

#endif
