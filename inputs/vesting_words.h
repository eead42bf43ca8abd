/* A vesting schedule in words: "4 years, 1-year cliff, monthly", "25% after 12 months, then monthly over 36",
 * "5/15/40/40", "4y/1y", "1/48 monthly with a 1 year cliff", "immediate". */
#ifndef INPUTS_VESTING_WORDS_H
#define INPUTS_VESTING_WORDS_H

#include "models/offer.h"

struct vesting_words {
    struct vesting vesting;
    bool cliff_told, step_told;
    const char *fault; /* NULL, or what was not understood */
    size_t fault_at;   /* in the text */
};

struct vesting_words vesting_words_read(struct arena *arena, const char *text);

#endif
