/* The JSON Schema (draft 2020-12) of what the program writes, made from the forms of its tables. */
#ifndef OUTPUTS_RESULT_SCHEMA_H
#define OUTPUTS_RESULT_SCHEMA_H

#include "analysis/result.h"
#include "outputs/text_buffer.h"

struct result_answer {                       /* of a command */
    const char *name;                        /* "run" */
    const struct result_form *const *tables; /* besides the heads; NULL at the end */
};

void result_schema_put(struct text_buffer *out, const struct result_answer *answer, size_t count);

#endif
