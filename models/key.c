#include "models/key.h"

#include <math.h>

const char *const unit_names[] = {[UNIT_OTHER] = "",      [UNIT_MONEY] = "money",       [UNIT_SHARE] = "share",
                                  [UNIT_YEARS] = "years", [UNIT_MULTIPLE] = "multiple", [UNIT_YES_NO] = "",
                                  [UNIT_CHOICE] = ""};

const struct bounds bounds_probability = {0, 1, false, false, "from 0% to 100%"};
const struct bounds bounds_not_negative = {0, INFINITY, false, true, "0 or more"};
const struct bounds bounds_positive = {0, INFINITY, true, true, "more than 0"};
const struct bounds bounds_rate = {-1, INFINITY, true, true, "above -100%"};
const struct bounds bounds_below_one = {0, 1, false, true, "from 0% to below 100%"};
