#include "cli/option_values.h"

#include "cli/page.h"

#include <string.h>

static const struct option_word *when_words(void)
{
    static const struct option_word words[] = {{"auto", ""}, {"always", ""}, {"never", ""}, {NULL, NULL}};
    return words;
}

static const struct option_word *words_of(enum offercast_list list, bool meant)
{
    size_t count = 0;
    while (offercast_name(list, count, NULL))
        count++;
    struct option_word *words = page_alloc(count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        words[i].name = offercast_name(list, i, &words[i].meaning);
        words[i].meaning = meant ? words[i].meaning : "";
    }
    return words;
}

static const struct option_word *sampler_words(void)
{
    return words_of(OFFERCAST_SAMPLERS, true);
}

static const struct option_word *format_words(void)
{
    return words_of(OFFERCAST_FORMATS, true);
}

static const struct option_word *isa_words(void)
{
    return words_of(OFFERCAST_INSTRUCTIONS, false);
}

static const struct option_word *csv_dialect_words(void)
{
    static const struct option_word words[] = {{"excel-eu", ""}, {NULL, NULL}};
    return words;
}

static const struct option_word *template_words(void)
{
    return words_of(OFFERCAST_TEMPLATES, true);
}

static const struct option_word *flow_words(void)
{
    return words_of(OFFERCAST_TAX_FLOWS, true);
}

/* Each METRIC.STATISTIC. */
static const struct option_word *statistic_words(void)
{
    const struct option_word *metric = words_of(OFFERCAST_METRICS, false),
                             *statistic = words_of(OFFERCAST_STATISTICS, false);
    struct option_word *words = NULL;
    size_t count = 0;
    for (size_t m = 0; metric[m].name; m++)
        for (size_t i = 0; statistic[i].name; i++) {
            if (!offercast_metric_has(metric[m].name, statistic[i].name))
                continue;
            words = page_grow(words, count, sizeof *words);
            words[count++] = (struct option_word){page_text("%s.%s", metric[m].name, statistic[i].name), ""};
        }
    words = page_grow(words, count, sizeof *words);
    words[count] = (struct option_word){NULL, NULL};
    return words;
}

static const struct option_word *assume_words(void)
{
    return words_of(OFFERCAST_ALTERNATIVES, true);
}

static const struct option_word *key_words(void)
{
    enum { PATH_BYTES = 120 };
    struct option_word *words = NULL;
    const char *meaning;
    char path[PATH_BYTES];
    size_t count = 0;
    for (; offercast_key(count, path, sizeof path, &meaning); count++) {
        words = page_grow(words, count, sizeof *words);
        words[count] = (struct option_word){page_text("%s", path), ""};
    }
    words = page_grow(words, count, sizeof *words);
    words[count] = (struct option_word){NULL, NULL};
    return words;
}

static const struct {
    const char *option;
    const struct option_word *(*words)(void);
} worded[] = {{"sampler", sampler_words},         {"isa", isa_words},        {"format", format_words},
              {"csv-dialect", csv_dialect_words}, {"color", when_words},     {"progress", when_words},
              {"template", template_words},       {"stat", statistic_words}, {"flow", flow_words},
              {"assume", assume_words},           {"set", key_words},        {"vary", key_words}};

const struct option_word *option_words(const struct option_record *option)
{
    for (size_t i = 0; i < sizeof worded / sizeof *worded; i++)
        if (strcmp(worded[i].option, option->name) == 0)
            return worded[i].words();
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
