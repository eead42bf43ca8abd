#include "inputs/letter_reading.h"

#include "inputs/input_words.h"

#include <math.h>
#include <string.h>

#define YEARLY " ?(annually|per year|per annum|a year|/ ?year|/ ?yr|p[.]a[.]|annualized)"
#define MAGNITUDE "( ?million|[mk])"
#define COUNT "([0-9][0-9,.]*[0-9]" MAGNITUDE "?|[0-9]" MAGNITUDE ")"
#define MONTH "(January|February|March|April|May|June|July|August|September|October|November|December)"
#define DAY                                                                                                            \
    "([0-9]{1,2}(st|nd|rd|th)?( of)? " MONTH " [0-9]{4}|" MONTH                                                        \
    " [0-9]{1,2}(st|nd|rd|th)?,? [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"

static const struct letter_pattern {
    const char *path, *needs, *pattern;
    int group;
} patterns[] = {
#define LETTER_PATTERN(path, needs, pattern, group) {path, needs, pattern, group},
#include "inputs/letter_patterns.def"
#undef LETTER_PATTERN
};
_Static_assert(sizeof patterns / sizeof *patterns == LETTER_PATTERNS, "one value a pattern");

/* A group that is a part of a number only, "500" of "1.500" or "0.5" of "0.5%", was not meant. */
static bool is_whole(const struct letter *letter, size_t sentence, int group)
{
    regmatch_t found = letter->sentences.match[sentence][group];
    const char *text = letter->sentences.sentence[sentence].text;
    if (found.rm_so < 0 || (found.rm_so > 0 && strchr("0123456789.,", text[found.rm_so - 1])))
        return false;
    const char *behind = text + found.rm_eo;
    return behind[strspn(behind, " ")] != '%' && strspn(behind, "0123456789") == 0;
}

void letter_search(struct letter *letter)
{
    for (size_t k = 0; k < LETTER_PATTERNS; k++) {
        size_t i = letter_sentences_first(&letter->sentences, patterns[k].needs, patterns[k].pattern);
        while (i < letter->sentences.count &&
               (!letter_sentences_found(&letter->sentences, i) || !is_whole(letter, i, patterns[k].group)))
            i++;
        if (i == letter->sentences.count)
            continue;
        letter->value[k] = letter_sentences_group(&letter->sentences, i, patterns[k].group);
        letter->said[k] = &letter->sentences.sentence[i];
    }
}

const char *letter_value(const struct letter *letter, const char *path, const struct letter_sentence **said)
{
    for (size_t k = 0; k < LETTER_PATTERNS; k++) {
        if (strcmp(patterns[k].path, path) != 0 || !letter->value[k])
            continue;
        *said = letter->said[k];
        return letter->value[k];
    }
    return NULL;
}

double letter_number(const struct letter *letter, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    rules.commas = letter->source ? letter->source->commas : COMMA_GROUPS;
    struct cell_reading reading = cell_read(letter->arena, text, kind, &rules);
    return reading.fault ? (double)NAN : distribution_mean(&reading.distribution);
}

/* "grants.0.strike" as a person sets it: of the grant that is read. */
static const char *path_shown(const struct letter *letter, const char *path)
{
    static const char first[] = "grants.0.";
    bool grant = strncmp(path, first, sizeof first - 1) == 0;
    return grant ? arena_text(letter->arena, "grants.%zu.%s", letter->grant, path + sizeof first - 1) : path;
}

/* "grants.0.strike" -> "/grants/0/strike" */
static const char *pointer_of(struct arena *arena, const char *path)
{
    char *pointer = arena_copy(arena, arena_text(arena, "/%s", path), strlen(path) + 1);
    for (char *point = pointer; (point = strchr(point, '.')) != NULL;)
        *point = '/';
    return pointer;
}

void letter_put(struct letter *letter, const char *path, const char *text, const struct letter_sentence *said)
{
    struct node *node = node_create(letter->arena, NODE_TEXT, said->at);
    node->text = text;
    node->written = said->text;
    letter->sentences.sentence[said - letter->sentences.sentence].used = true;
    if (input_word_put(letter->arena, letter->document, path, node))
        problem_assume(letter->problems, said->at, pointer_of(letter->arena, path_shown(letter, path)),
                       "%s = %s, from %s: \"%.200s\"", path_shown(letter, path), text, letter->called, said->text);
}

void letter_put_plain(struct letter *letter, const char *from, const char *path)
{
    const struct letter_sentence *said = NULL;
    const char *text = letter_value(letter, from, &said);
    if (text)
        letter_put(letter, path, text, said);
}
