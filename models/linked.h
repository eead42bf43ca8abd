/* Linked fortunes: draws that one normal moves together, so that a high fortune is a better exit, later layoffs,
 * likelier rounds and a likelier raise, and rarer worthless equity and stagnation. Every marginal stays that of the
 * tables.
 *
 * z = s sqrt(r) F + sqrt(1 - r) e, u = Phi(z): any two linked draws have normals of correlation s s' r. */
#ifndef MODELS_LINKED_H
#define MODELS_LINKED_H

#include "models/offer.h"
#include "models/valuation.h"

struct plan;

/* How many draws of the offer are linked where it says so; with fewer than two there is nothing to link. */
size_t linked_draws(const struct offer *offer);
/* The offer links them. */
bool linked_counts(const struct offer *offer);

/* The linked draws of a plan whose stages have asked for theirs: slots, and +1 or -1 for each; how many, at most
 * linked_slots_most. */
size_t linked_slots_most(const struct plan *plan);
size_t linked_slots(const struct plan *plan, int *slot, double *sign);

/* The choice of the exit is coupled, by `linked` or by a pair of `correlations`: rows are then in order of merit. */
bool linked_choice(const struct offer *offer);
/* Mean value of a row: of its distribution, of a model at the means of its inputs and of the row's timeline; HUGE_VAL
 * where there is no mean. */
double linked_mean_value(const struct offer *offer, const struct exit_row *row);

#endif
