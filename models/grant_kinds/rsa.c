/* Restricted stock. */
#include "models/stock_kernel.h"

const struct grant_kind ISA_NAME(grant_kind_rsa) = {.name = "rsa",
                                                    .meaning = "restricted stock",
                                                    .pays_price = true,
                                                    .on_leaving = "keep",
                                                    .tax_event = TAX_EVENT_VEST,
                                                    .value_column = stock_value_column};
