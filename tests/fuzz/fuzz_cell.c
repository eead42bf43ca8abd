/* A cell: the first byte chooses the kind and the rules, the rest is the text. */
#include "inputs/cell.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        return 0;
    struct arena *arena = arena_create();
    struct cell_rules rules = cell_rules_usual();
    rules.range = bytes[0] >> 4 & 1 ? RANGE_PERT : RANGE_UNIFORM;
    rules.start_given = bytes[0] >> 5 & 1;
    rules.start_day = 20497;
    rules.commas = bytes[0] >> 6 & 1 ? COMMA_DECIMAL : COMMA_GROUPS;
    rules.loss_column = bytes[0] >> 7 & 1;
    const char *text = arena_copy(arena, (const char *)bytes + 1, length - 1);
    struct cell_reading reading = cell_read(arena, text, (enum cell_kind)((bytes[0] & 15) % (CELL_NUMBER + 1)), &rules);
    if (reading.fault ? reading.fault_offset > length - 1 : !reading.understood)
        abort(); /* a fault stands in the text; a reading can be told */
    arena_destroy(arena);
    return 0;
}
