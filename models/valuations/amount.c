/* The value itself. */
#include "models/valuation.h"

static const struct key keys[] = {{.name = "valuation",
                                   .unit = UNIT_MONEY,
                                   .offset = offsetof(struct valuation, value[0]),
                                   .description = "An amount.",
                                   .examples = "\"$8-12B\"",
                                   .bounds = &bounds_not_negative}};

const struct valuation_kind ISA_NAME(valuation_amount) = {
    .name = "an amount", .keys = keys, .key_count = KEY_COUNT(keys), .row_key = 0, .row_name = "value"};
