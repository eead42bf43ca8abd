/* Non-qualified options. */
#include "models/option.h"
#include "models/option_kernel.h"

const struct grant_kind ISA_NAME(grant_kind_nso) = {.name = "nso",
                                                    .meaning = "non-qualified options",
                                                    .keys = option_keys,
                                                    .key_count = OPTION_KEYS,
                                                    .has_strike = true,
                                                    .on_leaving = "sensible",
                                                    .tax_event = TAX_EVENT_EXERCISE,
                                                    .prepare = option_prepare,
                                                    .value_column = option_value_column,
                                                    .tell = option_tell};
