#include "analysis/joined_inputs.h"

#include <string.h>

static bool same_input(const struct report_input *a, const struct report_input *b)
{
    return strcmp(a->at, b->at) == 0 && strcmp(a->text, b->text) == 0;
}

/* Whether all offers have the input of offer `of`. */
static bool all_have(const struct compared *offers, size_t count, size_t of, size_t input)
{
    for (size_t i = 0; i < count; i++) {
        const struct subject *subject = &offers[i].subject;
        size_t k = 0;
        while (k < subject->input_count && !same_input(&subject->input[k], &offers[of].subject.input[input]))
            k++;
        if (k == subject->input_count)
            return false;
    }
    return true;
}

void joined_inputs_put(struct report *report, const struct compared *offers, size_t count)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += offers[i].subject.input_count;
    struct report_input *joined = arena_alloc(report->arena, all + 1, sizeof *joined);
    report->input_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < offers[i].subject.input_count; k++) {
            bool shared = all_have(offers, count, i, k);
            if (shared && i > 0)
                continue;
            struct report_input *input = &joined[report->input_count++];
            *input = offers[i].subject.input[k];
            if (!shared)
                input->at = arena_text(report->arena, "%s: %s", offers[i].label, input->at);
            input->whose = shared ? NULL : offers[i].label;
        }
    report->input = joined;
}
