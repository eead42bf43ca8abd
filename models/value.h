/* A value of the offer: a distribution, of which a number is one. Not given, it holds its documented default. */
#ifndef MODELS_VALUE_H
#define MODELS_VALUE_H

#include "sim/distribution.h"

#include <stdbool.h>

struct value {
    struct distribution distribution;
    bool given;
    bool dated; /* a certain time, written as a day of the calendar */
};

#endif
