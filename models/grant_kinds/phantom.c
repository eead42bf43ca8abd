/* A promise of money: what the stock would have paid. */
#include "models/stock_kernel.h"

const struct grant_kind ISA_NAME(grant_kind_phantom) = {.name = "phantom",
                                                        .meaning = "phantom stock, paid out in money",
                                                        .pays_price = true,
                                                        .on_leaving = "keep",
                                                        .tax_event = TAX_EVENT_PAYOUT,
                                                        .value_column = stock_value_column};
