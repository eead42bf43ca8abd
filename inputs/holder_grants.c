#include "inputs/holder_grants.h"

#include "inputs/nearest_word.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>

enum { HOLDERS_KEPT = 1000 }; /* for the nearest name */

struct holder_grants {
    struct arena *arena;
    struct node *document;
    struct problems *problems;
    const char *wanted, *words; /* as it was asked for, and to compare */
    size_t count, others;
    const char *other[HOLDERS_KEPT];
};

struct holder_grants *holder_grants_begin(struct arena *arena, struct node *document, struct problems *problems)
{
    const char *wanted = problems->wishes.holder;
    if (!wanted)
        return NULL;
    struct holder_grants *grants = arena_alloc(arena, 1, sizeof *grants);
    grants->arena = arena;
    grants->document = document;
    grants->problems = problems;
    grants->wanted = wanted;
    grants->words = words_of(arena, wanted, true);
    return grants;
}

static void remember(struct holder_grants *grants, const char *holder)
{
    for (size_t i = 0; i < grants->others; i++)
        if (strcmp(grants->other[i], holder) == 0)
            return;
    if (*holder && grants->others < HOLDERS_KEPT)
        grants->other[grants->others++] = holder;
}

static void put(struct holder_grants *grants, struct node *grant, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    struct node *node = node_create(grants->arena, NODE_TEXT, grant->at);
    node->key = key;
    node->text = node->written = text;
    node_append(grant, node);
}

static struct node *list_of(struct holder_grants *grants, struct place at)
{
    struct node *list = node_member(grants->document, "grants");
    if (!list) {
        list = node_create(grants->arena, NODE_ARRAY, at);
        node_set_member(grants->document, "grants", at, list);
    }
    return list;
}

bool holder_grants_wants(struct holder_grants *grants, const char *holder)
{
    bool wanted = strcmp(words_of(grants->arena, holder, true), grants->words) == 0;
    if (!wanted)
        remember(grants, holder);
    return wanted;
}

const char *holder_grants_type(struct arena *arena, const char *said, bool option)
{
    const char *words = words_of(arena, said, true);
    if (words_tell(words, " rsu | rsus | restricted stock unit | restricted stock units "))
        return "rsu";
    if (!option)
        return "rsa";
    return words_tell(words, " iso | isos | incentive stock option ") ? "iso" : "nso";
}

struct node *holder_grants_add(struct holder_grants *grants, const struct held *held)
{
    struct node *list = list_of(grants, held->at), *grant = node_create(grants->arena, NODE_OBJECT, held->at);
    const char *number = grants->count ? arena_text(grants->arena, " %zu", grants->count + 1) : "";
    put(grants, grant, "name", arena_text(grants->arena, "%s%s", held->name, number));
    put(grants, grant, "type", held->type);
    put(grants, grant, "shares", arena_text(grants->arena, "%.15g", held->shares));
    if (held->class_name)
        put(grants, grant, "class", held->class_name);
    if (isfinite(held->strike))
        put(grants, grant, "strike", arena_text(grants->arena, "%.15g", held->strike));
    put(grants, grant, "granted", held->granted);
    if (held->vesting)
        node_set_member(grant, "vesting", held->at, held->vesting);
    node_append(list, grant);
    grants->count++;
    problem_assume(grants->problems, held->at, "/grants", "%.0f of \"%.60s\" are a grant of %.60s, %s", held->shares,
                   held->name, grants->wanted, held->type);
    return grant;
}

void holder_grants_end(struct holder_grants *grants, struct place at)
{
    if (!grants)
        return;
    grants->problems->holder_met = true;
    if (grants->count)
        return;
    const char *near = nearest_word(grants->wanted, grants->other, grants->others);
    problem_add(grants->problems, STATUS_INVALID, at, "/grants",
                near ? arena_text(grants->arena, "did you mean --holder \"%s\"?", near)
                : grants->others > 0
                    ? arena_text(grants->arena, "a name as it stands there, such as \"%s\"", grants->other[0])
                    : "its tables are by class: they do not say who holds what",
                "--holder %s: nobody of that name holds anything here", grants->wanted);
}
