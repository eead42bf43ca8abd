#include "cli/option_values.h"

#include "analysis/statistic.h"
#include "inputs/alternatives.h"
#include "models/engine.h"
#include "models/tax/tax_words.h"

#include <string.h>

static const struct option_word *when_words(struct arena *arena)
{
    static const struct option_word words[] = {{"auto", ""}, {"always", ""}, {"never", ""}, {NULL, NULL}};
    (void)arena;
    return words;
}

static const struct option_word *sampler_words(struct arena *arena)
{
    size_t count = 0;
    while (sampler_list[count])
        count++;
    struct option_word *words = arena_alloc(arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = (struct option_word){sampler_list[i]->name, sampler_list[i]->summary};
    return words;
}

static const struct option_word *format_words(struct arena *arena)
{
    size_t count = 0;
    while (output_formats[count])
        count++;
    struct option_word *words = arena_alloc(arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = (struct option_word){output_formats[i]->name, output_formats[i]->summary};
    return words;
}

static const struct option_word *isa_words(struct arena *arena)
{
    static const struct option_word words[] = {{"baseline", ""}, {"avx2", ""}, {"avx512", ""}, {NULL, NULL}};
    (void)arena;
    return words;
}

static const struct option_word *csv_dialect_words(struct arena *arena)
{
    static const struct option_word words[] = {{"excel-eu", ""}, {NULL, NULL}};
    (void)arena;
    return words;
}

static const struct option_word *template_words(struct arena *arena)
{
    size_t count = 0;
    while (offer_templates[count].name)
        count++;
    struct option_word *words = arena_alloc(arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = (struct option_word){offer_templates[i].name, offer_templates[i].summary};
    return words;
}

static const struct option_word *flow_words(struct arena *arena)
{
    struct option_word *words = arena_alloc(arena, TAX_FLOWS + 1, sizeof *words);
    for (size_t i = 0; i < TAX_FLOWS; i++)
        words[i] = (struct option_word){tax_flow_words[i].name, tax_flow_words[i].meaning};
    return words;
}

/* Each METRIC.STATISTIC. */
static const struct option_word *statistic_words(struct arena *arena)
{
    struct option_word *words = arena_alloc(arena, METRICS * STATISTICS + 1, sizeof *words);
    size_t count = 0;
    for (size_t m = 0; m < METRICS; m++)
        for (size_t i = 0; i < STATISTICS; i++)
            if (statistic_is_of(&statistics[i], m))
                words[count++] =
                    (struct option_word){arena_text(arena, "%s.%s", metrics[m].key, statistics[i].key), ""};
    return words;
}

static const struct option_word *assume_words(struct arena *arena)
{
    size_t count = 0;
    while (alternatives[count].name)
        count++;
    struct option_word *words = arena_alloc(arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = (struct option_word){alternatives[i].name, alternative_words(arena, &alternatives[i])};
    return words;
}

static const struct {
    const char *option;
    const struct option_word *(*words)(struct arena *arena);
} worded[] = {{"sampler", sampler_words},   {"isa", isa_words},
              {"format", format_words},     {"csv-dialect", csv_dialect_words},
              {"color", when_words},        {"progress", when_words},
              {"template", template_words}, {"stat", statistic_words},
              {"flow", flow_words},         {"assume", assume_words}};

const struct option_word *option_words(struct arena *arena, const struct option_record *option)
{
    for (size_t i = 0; i < sizeof worded / sizeof *worded; i++)
        if (strcmp(worded[i].option, option->name) == 0)
            return worded[i].words(arena);
    return NULL;
}

enum option_value option_value(const struct option_record *option)
{
    if (!option->argument)
        return OPTION_VALUE_NONE;
    if (strncmp(option->argument, "FILE", 4) == 0)
        return OPTION_VALUE_FILE;
    for (size_t i = 0; i < sizeof worded / sizeof *worded; i++)
        if (strcmp(worded[i].option, option->name) == 0)
            return OPTION_VALUE_WORD;
    return OPTION_VALUE_ANY;
}
