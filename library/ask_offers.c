#include "library/ask_offers.h"

#include "inputs/offer_variant.h"

static const struct plan *plan_with(const void *context, struct arena *arena, const char *const *setting, size_t count)
{
    struct setting *settings = arena_alloc(arena, count, sizeof *settings);
    struct offer_input *input = arena_alloc(arena, 1, sizeof *input);
    const char *fault = NULL;
    for (size_t i = 0; i < count; i++)
        settings[i] = (struct setting){setting[i], i + 1};
    if (!offer_variant_read(arena, context, settings, count, NULL, 0, false, NULL, input) || input->missing_count)
        return NULL;
    return plan_prepare(arena, &input->offer, &fault);
}

struct ask_source ask_offers_source(const struct offer_input *input)
{
    return (struct ask_source){input, plan_with};
}
