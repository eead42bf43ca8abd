#include "models/dimensions.h"

#include <string.h>

const char *const dimension_names[DIMENSION_COUNT] = {
#define DIMENSION(name, draw) draw,
#include "models/dimensions.def"
#undef DIMENSION
};

int dimension_named(const char *draw)
{
    for (int i = 0; i < DIMENSION_COUNT; i++)
        if (strcmp(dimension_names[i], draw) == 0)
            return i;
    return -1;
}
