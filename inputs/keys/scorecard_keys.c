/* A row of `scorecard`. A row TOTAL is checked, not read. */
#include "inputs/offer_reader.h"

static const struct key score_keys[] = {
    {.name = "dimension",
     .shape = &shape_text,
     .offset = offsetof(struct score_row, dimension),
     .description = "What is scored; a row TOTAL is checked against the others.",
     .examples = "\"Learning\"",
     .flags = KEY_REQUIRED},
    {.name = "score",
     .shape = &shape_score,
     .offset = offsetof(struct score_row, score),
     .description = "Out of ten.",
     .examples = "\"8/10\""},
    {.name = "weight",
     .shape = &shape_share,
     .offset = offsetof(struct score_row, weight),
     .description = "Share of the total.",
     .examples = "\"25%\"",
     .bounds = &bounds_probability},
};

const struct object_record scorecard_record = {
    .name = "a row of `scorecard`",
    .keys = score_keys,
    .key_count = KEY_COUNT(score_keys),
    .row_bytes = sizeof(struct score_row),
    .row_limit = 1000,
    .count_offset = offsetof(struct offer, scorecard.count),
    .named = true,
};
