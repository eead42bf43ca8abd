/* Fixed dimensions of the model's own draws, from models/dimensions.def. */
#ifndef MODELS_DIMENSIONS_H
#define MODELS_DIMENSIONS_H

enum dimension {
#define DIMENSION(name, draw) DIMENSION_##name,
#include "models/dimensions.def"
#undef DIMENSION
    DIMENSION_COUNT,
    DIMENSION_FIRST_FREE = 64 /* room for the model's own to grow without moving anybody */
};

extern const char *const dimension_names[DIMENSION_COUNT];
int dimension_named(const char *draw); /* -1: it has none of its own, and takes a free one */

#endif
