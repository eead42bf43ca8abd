#include "library/fragility_reader.h"

#include "inputs/alternatives.h"
#include "library/offer_scenario.h"

static bool applies_to_one(const struct alternative *alternative, const struct read_offer *offers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (alternative->applies(&offers[i].input->offer))
            return true;
    return false;
}

/* NULL with *fault. */
static const struct plan *plan_of(struct arena *arena, const struct read_offer *offer,
                                  const struct alternative *alternative, const char **fault)
{
    struct scenario_settings settings = {0};
    struct scenario_offer *made = arena_alloc(arena, 1, sizeof *made);
    struct scenario scenario;
    if (!alternative->applies(&offer->input->offer))
        return offer->plan;
    settings.set_count = alternative_settings(arena, alternative, &offer->input->offer, &settings.set);
    if (scenario_prepare(arena, offer->input, NULL, NULL, &settings, made, &scenario))
        return scenario.subject.plan;
    *fault = scenario.fault;
    return NULL;
}

static void read_one(struct arena *arena, const struct read_offer *offers, size_t count,
                     const struct alternative *alternative, struct fragility_reading *reading)
{
    const struct plan **plan = arena_alloc(arena, count, sizeof *plan);
    const char *fault = NULL;
    for (size_t i = 0; i < count && !fault; i++)
        plan[i] = plan_of(arena, &offers[i], alternative, &fault);
    *reading = (struct fragility_reading){.name = alternative->name,
                                          .settings = alternative_words(arena, alternative),
                                          .source = alternative->source,
                                          .plan = fault ? NULL : plan,
                                          .fault = fault};
}

size_t fragility_readings(struct arena *arena, const struct read_offer *offers, size_t count,
                          const struct fragility_reading **readings)
{
    struct fragility_reading *made = NULL;
    size_t read = 0;
    for (const struct alternative *each = alternatives; each->name; each++) {
        if (!applies_to_one(each, offers, count))
            continue;
        made = arena_grow(arena, made, read, sizeof *made);
        read_one(arena, offers, count, each, &made[read++]);
    }
    *readings = made;
    return read;
}

bool fragility_quick(const struct offer *offer)
{
    enum { ROWS_BESIDE = 500 };
    return offer->exit_count + offer->risk_count + offer->class_count + offer->dilution.round_count +
               offer->quit.count <=
           ROWS_BESIDE;
}

const struct fragility *fragility_beside(struct arena *arena, const struct question *question,
                                         const struct read_offer *offers, size_t count)
{
    enum { FEW_PATHS = 1 << 14 };
    struct question few = question_beside(question, FEW_PATHS);
    const struct plan *plan[FRAGILITY_OFFERS_MAX];
    const struct fragility_reading *reading = NULL;
    struct fragility *fragility = arena_alloc(arena, 1, sizeof *fragility);
    if (count > FRAGILITY_OFFERS_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (!fragility_quick(&offers[i].input->offer))
            return NULL;
        plan[i] = offers[i].plan;
    }
    size_t readings = fragility_readings(arena, offers, count, &reading);
    enum status status = fragility_of(arena, &few, plan, count, reading, readings, FEW_PATHS, fragility);
    return status == STATUS_OK ? fragility : NULL;
}
