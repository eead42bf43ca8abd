/* What has vested is kept. */
#include "models/leaving_rule.h"

const struct leaving_rule ISA_NAME(leaving_rule_keep) = {.name = "keep",
                                                         .meaning = "stock: what has vested is kept",
                                                         .of_stock = true,
                                                         .told = "kept by who leaves before the exit"};
