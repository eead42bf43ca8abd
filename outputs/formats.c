#include "outputs/formats.h"

#include <string.h>
#include <strings.h>

#define FORMAT(name) extern const struct output_format name##_format;
#include "outputs/formats.def"
#undef FORMAT

const struct output_format *const output_formats[] = {
#define FORMAT(name) &name##_format,
#include "outputs/formats.def"
#undef FORMAT
    NULL};

const struct output_format *output_format_named(const char *name)
{
    for (size_t i = 0; output_formats[i]; i++)
        if (strcmp(output_formats[i]->name, name) == 0)
            return output_formats[i];
    return NULL;
}

const struct output_format *output_format_of_path(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; output_formats[i]; i++) {
        size_t ending = strlen(output_formats[i]->ending);
        if (length > ending && strcasecmp(path + length - ending, output_formats[i]->ending) == 0)
            return output_formats[i];
    }
    return NULL;
}
