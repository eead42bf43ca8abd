#include "models/valuation.h"

#define VALUATION(name) extern const struct valuation_kind valuation_##name##_baseline;
#include "models/valuations.def"
#undef VALUATION

const struct valuation_kind *const valuation_kinds[] = {
#define VALUATION(name) &valuation_##name##_baseline,
#include "models/valuations.def"
#undef VALUATION
    NULL};

size_t valuation_number(const struct valuation_kind *kind)
{
    size_t number = 0;
    while (valuation_kinds[number] != kind)
        number++;
    return number;
}
