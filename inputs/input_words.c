#include "inputs/input_words.h"

#include "inputs/key_records.h"
#include "inputs/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct input_word inputs[] = {
#define INPUT_WORD(words, path, kind) {words, path, kind},
#include "inputs/input_words.def"
#undef INPUT_WORD
};

/* A path of --set: a key of the offer with its parts, "grants.0.percent", or one of several words, "carve_out". */
static bool is_path(struct arena *arena, const char *label)
{
    size_t length = strcspn(label, "."), blank = strcspn(label, " \t");
    const struct key *key = key_named(&offer_record, arena_copy(arena, label, length));
    bool parts = label[length] == '.' && label[length + 1] != '\0' && label[blank] == '\0';
    return key && (parts || (label[length] == '\0' && strchr(label, '_')));
}

const struct input_word *input_word_named(struct arena *arena, const char *label)
{
    if (is_path(arena, label)) {
        struct input_word *word = arena_alloc(arena, 1, sizeof *word);
        *word = (struct input_word){.path = label, .kind = CELL_NUMBER};
        return word;
    }
    const char *words = words_of(arena, label, false);
    if (words[1] == '\0')
        return NULL;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        const char *found = strstr(inputs[i].words, words);
        size_t length = strlen(words);
        /* The whole of one phrase: what follows it is the next one, or the end. */
        for (; found; found = strstr(found + 1, words))
            if ((found == inputs[i].words || found[-1] == '|') && (found[length] == '|' || found[length] == '\0'))
                return &inputs[i];
    }
    return NULL;
}

/* The row of that index; NULL: the next one, not there yet. False: the index is past the end. */
static bool row_of(const struct node *list, const char *index, struct node **row)
{
    size_t wanted = strlen(index) < 6 ? (size_t)atol(index) : list->children + 1;
    *row = list->child;
    while (*row && (*row)->index != wanted)
        *row = (*row)->next;
    return wanted <= list->children;
}

bool input_word_put(struct arena *arena, struct node *document, const char *path, struct node *value)
{
    struct node *container = document;
    for (;;) {
        size_t length = strcspn(path, ".");
        const char *key = arena_copy(arena, path, length);
        bool index = isdigit((unsigned char)key[0]), last = path[length] == '\0';
        struct node *there = NULL;
        if (index && !row_of(container, key, &there))
            return false;
        if (!index)
            there = node_member(container, key);
        if (last && there)
            return false;
        bool list = !last && isdigit((unsigned char)path[length + 1]);
        struct node *next = last    ? value
                            : there ? there
                                    : node_create(arena, list ? NODE_ARRAY : NODE_OBJECT, value->at);
        if (!there && index)
            node_append(container, next);
        else if (!there)
            node_set_member(container, key, value->key_at, next);
        if (last)
            return true;
        if (next->type != NODE_OBJECT && next->type != NODE_ARRAY)
            return false;
        container = next;
        path += length + 1;
    }
}

const char *input_word_grant_type(struct arena *arena, const char *text, bool *assumed)
{
    static const struct {
        const char *words, *type;
        bool assumed;
    } types[] = {{" iso | isos | incentive ", "iso", false},
                 {" nso | nsos | nqso | nqsos | non qualified | nonqualified | non statutory ", "nso", false},
                 {" rsu | rsus | restricted stock unit | restricted stock units ", "rsu", false},
                 {" rsa | rsas | restricted stock ", "rsa", false},
                 {" emi ", "emi", false},
                 {" bspce | bspces ", "bspce", false},
                 {" option | options | stock option | stock options ", "nso", true}};
    const char *words = words_of(arena, text, true);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!words_tell(words, types[i].words))
            continue;
        *assumed = types[i].assumed;
        return types[i].type;
    }
    *assumed = false;
    return text;
}
