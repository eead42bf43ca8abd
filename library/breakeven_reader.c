#include "library/breakeven_reader.h"

#include <math.h>
#include <string.h>

static const struct place nowhere = {0};

static bool refuse(struct problems *problems, const char *text, const char *fault)
{
    problem_add(problems, STATUS_USAGE, nowhere, "",
                "PATH or PATH=lo:hi, such as grants.0.percent or compensation.offer.salary=80K:150K", "--vary %s: %s",
                text, fault);
    return false;
}

bool breakeven_reader_texts(struct arena *arena, const struct text_list *vary, const char *goal,
                            struct problems *problems, struct breakeven_texts *texts, struct breakeven *breakeven)
{
    if (vary->count != 1) {
        problem_add(problems, STATUS_USAGE, nowhere, "", "offercast breakeven --help",
                    "breakeven varies one key: --vary PATH or --vary PATH=lo:hi");
        return false;
    }
    const char *text = vary->text[0], *equals = strchr(text, '='), *fault = NULL;
    *texts = (struct breakeven_texts){.vary = text};
    breakeven->key.path = equals ? arena_copy(arena, text, (size_t)(equals - text)) : text;
    breakeven->bounded = equals != NULL;
    if (!*breakeven->key.path)
        return refuse(problems, text, "a path is needed");
    if (equals && !vary_ends(arena, equals + 1, texts->end, &fault))
        return refuse(problems, text, fault);
    return question_reader_goal(arena, goal, problems, &breakeven->goal);
}

/* What a key of that kind is about, where the offer does not say. */
static double usual_size(enum cell_kind cell)
{
    switch (cell) {
    case CELL_MONEY:
        return 100000;
    case CELL_SHARE:
        return 0.001;
    default:
        return 1;
    }
}

static struct breakeven_key key_of(const char *path, const struct varied_value *value)
{
    return (struct breakeven_key){.path = path,
                                  .unit = vary_unit(value->cell),
                                  .now = value->number,
                                  .now_is_mean = value->range,
                                  .least = value->least,
                                  .most = value->most,
                                  .least_excluded = value->least_excluded,
                                  .most_excluded = value->most_excluded,
                                  .whole = value->cell == CELL_COUNT,
                                  .usual = usual_size(value->cell)};
}

/* One trial value tells the key's kind and bounds; what it is need not make a good offer. */
static bool learn_key(struct arena *arena, const struct breakeven_texts *texts, struct problems *problems,
                      struct breakeven_offer *offer, struct varied_value *value)
{
    struct setting setting = {arena_text(arena, "%s=%s", offer->path, texts->end[0] ? texts->end[0] : "1"), 1};
    struct offer_input trial, present; /* the latter without the trial; it may lack what the varied key gives */
    bool fine = offer_variant_read(arena, offer->base, offer->set, offer->set_count, &setting, 1, true, value, &trial);
    if (!fine && trial.problems->status == STATUS_USAGE) {
        *problems = *trial.problems;
        return false;
    }
    if (value->text)
        return refuse(problems, texts->vary, "this key is a text, and no number");
    value->number = (double)NAN;
    bool complete =
        offer_variant_read(arena, offer->base, offer->set, offer->set_count, NULL, 0, false, NULL, &present);
    (void)complete;
    offer->taxed = trial.offer.tax.given || present.offer.tax.given;
    struct varied_value now = offer_variant_at(arena, &present, value->pointer);
    if (*now.pointer)
        *value = now;
    return true;
}

static bool read_ends(struct arena *arena, const struct breakeven_texts *texts, struct problems *problems,
                      enum cell_kind cell, struct breakeven *breakeven)
{
    double *number[2] = {&breakeven->low, &breakeven->high};
    struct cell_rules rules = cell_rules_usual();
    for (int i = 0; i < 2 && breakeven->bounded; i++) {
        struct cell_reading reading = cell_read(arena, texts->end[i], cell, &rules);
        if (reading.fault || !distribution_is_point(&reading.distribution, number[i]))
            return refuse(problems, texts->vary, reading.fault ? reading.fault : "an end is one value");
    }
    if (breakeven->bounded && !(breakeven->low < breakeven->high))
        return refuse(problems, texts->vary, "lo is below hi");
    return true;
}

bool breakeven_reader_key(struct arena *arena, const struct breakeven_texts *texts, struct problems *problems,
                          struct breakeven_offer *offer, struct breakeven *breakeven)
{
    struct varied_value value;
    offer->path = breakeven->key.path;
    if (!learn_key(arena, texts, problems, offer, &value))
        return false;
    offer->cell = value.cell;
    breakeven->key = key_of(offer->path, &value);
    breakeven->source = breakeven_offer_source(offer);
    return read_ends(arena, texts, problems, value.cell, breakeven);
}
