/* What may stand where an option's argument does: for completions and man pages. */
#ifndef CLI_OPTION_VALUES_H
#define CLI_OPTION_VALUES_H

#include "cli/options.h"

enum option_value {
    OPTION_VALUE_NONE, /* a flag */
    OPTION_VALUE_ANY,
    OPTION_VALUE_FILE,
    OPTION_VALUE_WORD /* one of option_words */
};

struct option_word {
    const char *name;
    const char *meaning; /* one line, or "" */
};

enum option_value option_value(const struct option_record *option);

/* The words that an option of the kind OPTION_VALUE_WORD takes; a NULL name ends. NULL for the other kinds. */
const struct option_word *option_words(const struct option_record *option);

#endif
