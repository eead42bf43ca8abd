#include "library/fragility_reader.h"

#include "inputs/alternatives.h"
#include "library/offer_scenario.h"

static void read_one(struct arena *arena, const struct offer_input *input, const struct alternative *alternative,
                     struct fragility_reading *reading)
{
    struct scenario_settings settings = {0};
    struct scenario_offer *offer = arena_alloc(arena, 1, sizeof *offer);
    struct scenario scenario;
    settings.set_count = alternative_settings(arena, alternative, &input->offer, &settings.set);
    bool fine = scenario_prepare(arena, input, NULL, NULL, &settings, offer, &scenario);
    *reading = (struct fragility_reading){.name = alternative->name,
                                          .settings = alternative_words(arena, alternative),
                                          .source = alternative->source,
                                          .plan = fine ? scenario.subject.plan : NULL,
                                          .fault = scenario.fault};
}

size_t fragility_readings(struct arena *arena, const struct offer_input *input,
                          const struct fragility_reading **readings)
{
    struct fragility_reading *made = NULL;
    size_t count = 0;
    for (const struct alternative *each = alternatives; each->name; each++) {
        if (!each->applies(&input->offer))
            continue;
        made = arena_grow(arena, made, count, sizeof *made);
        read_one(arena, input, each, &made[count++]);
    }
    *readings = made;
    return count;
}
