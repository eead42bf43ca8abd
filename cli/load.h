/* Reading the offers that a command was given. */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "cli/options.h"
#include "inputs/offer_input.h"
#include "models/run.h"

/* Reads an offer with every --set; prints its problems. `to_run`: an offer that lacks what a simulation needs is
 * STATUS_INVALID, with the flags to add. */
enum status load_offer(struct arena *arena, const struct options *options, const char *path, bool to_run,
                       struct offer_input *input) MUST_CHECK;

/* The plan of an offer; prints why there is none. */
enum status load_plan(struct arena *arena, const struct offer_input *input, struct plan **plan) MUST_CHECK;

/* For a command with one offer: what it writes can be written, the offer read, its plan made. */
enum status load_sole_offer(struct arena *arena, const struct options *options, bool to_run, struct offer_input *input,
                            struct plan **plan) MUST_CHECK;

#endif
