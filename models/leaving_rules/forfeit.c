/* What has vested is given up. */
#include "models/leaving_rule.h"

const struct leaving_rule ISA_NAME(leaving_rule_forfeit) = {.name = "forfeit",
                                                            .meaning = "what has vested is given up",
                                                            .of_stock = true,
                                                            .of_options = true,
                                                            .told = "forfeited by who leaves before the exit",
                                                            .forfeits = true};
