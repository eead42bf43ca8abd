/* The JSON Schema (draft 2020-12) of the offer file, made from the key records. */
#ifndef INPUTS_SCHEMA_H
#define INPUTS_SCHEMA_H

#include "sim/arena.h"

/* Pretty printed, with a final newline; the same bytes every time. What it refuses, the reader refuses. */
const char *schema_text(struct arena *arena);

#endif
