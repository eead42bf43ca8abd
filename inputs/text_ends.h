#ifndef INPUTS_TEXT_ENDS_H
#define INPUTS_TEXT_ENDS_H

#include <stdbool.h>
#include <string.h>

static inline bool text_ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), own = strlen(ending);
    return length >= own && strcmp(text + length - own, ending) == 0;
}

#endif
