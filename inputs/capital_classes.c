#include "inputs/capital_classes.h"

#include "inputs/wished_sheet.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>

enum { CLASSES_MAX = 1000 };

struct capital_classes capital_classes_create(struct report *report)
{
    return (struct capital_classes){.report = report,
                                    .class = arena_alloc(report->arena, CLASSES_MAX, sizeof(struct class_found))};
}

enum class_told capital_classes_kind(struct arena *arena, const char *text)
{
    const char *words = words_of(arena, text, true);
    if (words_tell(words, " option | options | plan | iso | nso | nqso | eip | esop | vsop | warrant | warrants | "
                          "incentive | optionen "))
        return TOLD_OPTION;
    if (words_tell(words, " rsu | rsus | rsa "))
        return TOLD_COMMON;
    if (words_tell(
            words,
            " preferred | preference | pref | prefs | ccps | series | seed | vorzugsanteile | vorzugsaktien | serie "))
        return TOLD_PREFERRED;
    return words_tell(words, " common | ordinary | founder | founders | equity | stammanteile | stammaktien ")
               ? TOLD_COMMON
               : TOLD_UNKNOWN;
}

static const char *key_of(struct arena *arena, const char *name)
{
    static const char left_out[] = " stock shares share preferred pref class classes units series ";
    const char *words = words_of(arena, name, false);
    char *key = arena_copy(arena, words, strlen(words));
    size_t length = 1;
    for (const char *at = words; at[1] != '\0'; at += 1 + strcspn(at + 1, " ")) {
        size_t word = strcspn(at + 1, " ");
        const char *padded = arena_copy(arena, at, word + 2);
        if (strstr(left_out, padded))
            continue;
        memcpy(key + length, at + 1, word + 1);
        length += word + 1;
    }
    key[length] = '\0';
    return length > 1 ? key : words;
}

struct class_found *capital_classes_named(struct capital_classes *classes, const char *name, double strike,
                                          struct place at)
{
    struct arena *arena = classes->report->arena;
    const char *key = key_of(arena, name);
    for (size_t i = 0; i < classes->count; i++) {
        struct class_found *class = &classes->class[i];
        bool same_strike = isnan(strike) || isnan(class->strike) || class->strike == strike;
        if (strcmp(class->key, key) == 0 && same_strike)
            return class;
    }
    if (classes->count == CLASSES_MAX) {
        if (classes->report->problems->status != STATUS_LIMIT)
            problem_add(classes->report->problems, STATUS_LIMIT, at, "/capital", NULL,
                        "a cap table has at most %d classes of shares", CLASSES_MAX);
        return NULL;
    }
    struct class_found *class = &classes->class[classes->count++];
    const double none = (double)NAN;
    *class = (struct class_found){.name = name,
                                  .key = key,
                                  .at = at,
                                  .invested = none,
                                  .price = none,
                                  .strike = none,
                                  .multiple = none,
                                  .cap = none,
                                  .rank = none};
    return class;
}

bool capital_classes_hold(struct capital_classes *classes, struct class_found *class, double shares, double percent,
                          struct place at)
{
    bool told = !isnan(shares) || !isnan(percent);
    if (told && class->table == 0)
        class->table = classes->table;
    if (told && class->table != classes->table) {
        class->again += isnan(shares) ? 0 : shares;
        class->again_at = at;
        return false;
    }
    class->shares += isnan(shares) ? 0 : shares;
    class->percent += isnan(percent) ? 0 : percent;
    return true;
}

/* Two sums would be a company of twice the shares. */
static void refuse_second(struct capital_classes *classes, const struct class_found *class)
{
    struct arena *arena = classes->report->arena;
    const char *sheet = class->at.source->sheet, *other = class->again_at.source->sheet;
    bool sheets = sheet && other && strcmp(sheet, other) != 0;
    problem_add(classes->report->problems, STATUS_INVALID, class->again_at, "/capital",
                sheets ? wished_sheet_help(arena, sheet, other) : "leave the table that counts, and take the other out",
                "two cap tables tell the shares of \"%.60s\": %s, and %s before", class->name,
                cell_number_in_words(arena, class->again), cell_number_in_words(arena, class->shares));
}

void capital_classes_end_table(struct capital_classes *classes)
{
    const double rounding = 0.001;
    size_t same = 0;
    struct place at = {0};
    for (size_t i = 0; i < classes->count; i++) {
        struct class_found *class = &classes->class[i];
        if (class->again > 0 && fabs(class->again - class->shares) > rounding * class->shares) {
            refuse_second(classes, class);
        } else if (class->again > 0) {
            same++;
            at = class->again_at;
        }
        class->again = 0;
    }
    if (same > 0)
        problem_assume(classes->report->problems, at, "/capital",
                       "the shares of %zu class%s that another table has told are the same here", same,
                       same == 1 ? "" : "es");
}

static struct class_found *class_of_word(struct capital_classes *classes, const char *word)
{
    for (size_t i = 0; i < classes->count; i++) {
        const char *key = classes->class[i].key;
        size_t length = strlen(key), own = strlen(word);
        if (own + 1 < length && strncmp(key + length - 1 - own, word, own) == 0 && key[length - 2 - own] == ' ')
            return &classes->class[i];
    }
    return NULL;
}

/* "Senior to A", "Junior to B" -> numbers; larger is paid first. */
static void rank_by_words(struct capital_classes *classes)
{
    enum { ROUNDS_MAX = 20 };
    for (size_t round = 0; round < classes->count && round < ROUNDS_MAX; round++) {
        for (size_t i = 0; i < classes->count; i++) {
            struct class_found *class = &classes->class[i], *other = NULL;
            const char *words = class->rank_words ? words_of(classes->report->arena, class->rank_words, true) : " ";
            const char *to = strstr(words, " to ");
            if (to) {
                const char *name = key_of(classes->report->arena, to + 4);
                size_t length = strlen(name);
                other = length > 2 ? class_of_word(classes, arena_copy(classes->report->arena, name + 1, length - 2))
                                   : NULL;
            }
            class->rank = isnan(class->rank) && (to || class->rank_words) ? 1 : class->rank;
            if (!other || other == class)
                continue;
            other->rank = isnan(other->rank) ? 1 : other->rank;
            if (strstr(words, " senior ") && class->rank <= other->rank)
                class->rank = other->rank + 1;
            if (strstr(words, " junior ") && other->rank <= class->rank)
                other->rank = class->rank + 1;
        }
    }
}

static void member(struct capital_classes *classes, struct node *object, const char *key, struct place at,
                   const char *text)
{
    struct node *node = node_create(classes->report->arena, NODE_TEXT, at);
    node->key = key;
    node->text = node->written = text;
    node_append(object, node);
}

static const char *plain(struct capital_classes *classes, double number)
{
    return arena_text(classes->report->arena, "%.15g", number);
}

static void add_preference(struct capital_classes *classes, struct node *object, struct class_found *class)
{
    double invested = class->invested;
    if (!(invested > 0) && class->price > 0)
        invested = class->price * class->shares;
    if (invested > 0)
        member(classes, object, "invested", class->at, plain(classes, invested));
    member(classes, object, "multiple", class->at, plain(classes, isnan(class->multiple) ? 1 : class->multiple));
    member(classes, object, "participating", class->at, class->participating ? "true" : "false");
    if (class->participating && class->cap > 0)
        member(classes, object, "cap", class->at, plain(classes, class->cap));
    if (!isnan(class->rank))
        member(classes, object, "seniority", class->at,
               plain(classes, class->ordinal ? 1000 - class->rank : class->rank));
    if (!class->terms_told)
        problem_assume(classes->report->problems, class->at, "/capital",
                       "\"%.60s\" has no terms: 1x, non-participating, pari passu", class->name);
}

static bool has_twin(const struct capital_classes *classes, const struct class_found *class)
{
    for (size_t i = 0; i < classes->count; i++)
        if (&classes->class[i] != class && strcmp(classes->class[i].key, class->key) == 0 &&
            classes->class[i].shares > 0)
            return true;
    return false;
}

static void add_class(struct capital_classes *classes, struct node *list, struct class_found *class)
{
    static const char *const kinds[] = {"", "common", "preferred", "option"};
    struct report *report = classes->report;
    if (!(class->shares > 0) && !(class->percent > 0))
        return; /* terms of a class that nobody holds, or all of it cancelled */
    struct node *object = node_create(report->arena, NODE_OBJECT, class->at);
    const char *name = class->name;
    if (class->kind == TOLD_OPTION && !isnan(class->strike) && has_twin(classes, class))
        name = arena_text(report->arena, "%s $%.2f", class->name, class->strike);
    member(classes, object, "name", class->at, name);
    if (class->kind != TOLD_UNKNOWN) /* else it is asked, with the flag */
        member(classes, object, "kind", class->at, kinds[class->kind]);
    if (class->shares > 0)
        member(classes, object, "shares", class->at, plain(classes, class->shares));
    else
        member(classes, object, "percent", class->at,
               arena_text(report->arena, "%.15g%%", 100 * class->percent / (1 - classes->pool_percent)));
    if (class->kind == TOLD_PREFERRED)
        add_preference(classes, object, class);
    if (class->kind == TOLD_OPTION && !isnan(class->strike))
        member(classes, object, "strike", class->at, plain(classes, class->strike));
    node_append(list, object);
}

static bool any_of_kind(const struct capital_classes *classes, enum class_told kind)
{
    for (size_t i = 0; i < classes->count; i++)
        if (classes->class[i].kind == kind && (classes->class[i].shares > 0 || classes->class[i].percent > 0))
            return true;
    return false;
}

/* A pool in per cent, beside classes in per cent. */
static void add_pool_part(struct capital_classes *classes, struct place at)
{
    struct report *report = classes->report;
    if (!(classes->pool_percent > 0))
        return;
    struct node *part = node_create(report->arena, NODE_TEXT, at);
    part->text = arena_text(report->arena, "%.15g%%", 100 * classes->pool_percent);
    node_set_member(report->document, "unissued_percent", at, part);
    problem_assume(
        report->problems, at, "/unissued_percent",
        "%s of the fully diluted company is not issued: nobody is paid for it at an exit, and the classes are "
        "parts of the rest",
        part->text);
}

void capital_classes_end(struct capital_classes *classes)
{
    struct report *report = classes->report;
    bool any = false;
    for (size_t i = 0; i < classes->count; i++)
        any = any || classes->class[i].shares > 0 || classes->class[i].percent > 0;
    if (!any || node_member(report->document, "capital"))
        return;
    rank_by_words(classes);
    struct node *list = node_create(report->arena, NODE_ARRAY, classes->class[0].at);
    for (size_t i = 0; i < classes->count; i++)
        add_class(classes, list, &classes->class[i]);
    if (classes->pool > 0 && classes->class[0].shares > 0) {
        struct node *pool = node_create(report->arena, NODE_TEXT, list->at);
        pool->text = plain(classes, classes->pool);
        node_set_member(report->document, "unissued_pool", list->at, pool);
        problem_assume(report->problems, list->at, "/unissued_pool",
                       "%s shares are not issued: they are not paid at an exit, and count only as fully diluted",
                       cell_number_in_words(report->arena, classes->pool));
    }
    add_pool_part(classes, list->at);
    if (!any_of_kind(classes, TOLD_COMMON))
        problem_warn(report->problems, list->at, "/capital",
                     "no class is common: are the shares of founders and employees left out?");
    node_set_member(report->document, "capital", list->at, list);
}
