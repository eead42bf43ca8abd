#include "inputs/grant_words.h"

#include "inputs/letter_grant.h"
#include "inputs/source.h"
#include "inputs/vesting_words.h"

#include <string.h>
#include <strings.h>

/* Where the next part begins: behind ", " or ";" (a comma in a number has no blank behind it); the end: there is none.
 */
static size_t part_end(const char *text, size_t from)
{
    size_t at = from;
    while (text[at] && text[at] != ';' && !(text[at] == ',' && text[at + 1] == ' '))
        at++;
    return at;
}

/* The parts, each on a line of its own, as sentences are split; all have the place of the node. */
static struct letter_sentences parts_of(struct arena *arena, const struct node *node)
{
    const char *text = node->text;
    char *lines = arena_alloc(arena, 2 * strlen(text) + 1, 1);
    size_t length = 0;
    for (size_t from = 0, end; text[from]; from = end + (text[end] != '\0')) {
        end = part_end(text, from);
        from += strspn(text + from, " ");
        if (end > from) {
            memcpy(lines + length, text + from, end - from);
            length += end - from;
            lines[length++] = '\n';
            lines[length++] = '\n';
        }
    }
    const struct source *source = source_create(arena, "", lines, length);
    struct letter_sentences parts = letter_sentences_of(arena, source);
    for (size_t i = 0; i < parts.count; i++)
        parts.sentence[i].at = node->at;
    return parts;
}

/* The parts [first, end) as one text. */
static const char *joined(struct arena *arena, const struct letter_sentences *parts, size_t first, size_t end)
{
    const char *text = parts->sentence[first].text;
    for (size_t i = first + 1; i < end; i++)
        text = arena_text(arena, "%s, %s", text, parts->sentence[i].text);
    return text;
}

/* "vesting over 4 years" and the like: what only says that a schedule follows. */
static const char *without_lead(const char *text)
{
    static const char *const leads[] = {"vesting: ", "vesting ", "vests ", "vested "};
    for (size_t k = 0; k < sizeof leads / sizeof *leads; k++)
        if (strncasecmp(text, leads[k], strlen(leads[k])) == 0)
            return text + strlen(leads[k]);
    return text;
}

/* The most parts in a row that are a schedule, the first such. */
static void take_vesting(struct letter *letter)
{
    struct letter_sentences *parts = &letter->sentences;
    for (size_t first = 0; first < parts->count; first++) {
        for (size_t end = parts->count; end > first; end--) {
            const char *words = without_lead(joined(letter->arena, parts, first, end));
            if (parts->sentence[first].used || vesting_words_read(letter->arena, words).fault)
                continue;
            for (size_t i = first; i < end; i++)
                parts->sentence[i].used = true;
            letter_put(letter, "grants.0.vesting", words, &parts->sentence[first]);
            return;
        }
    }
}

static void list_the_rest(const struct letter *letter)
{
    for (size_t i = 0; i < letter->sentences.count; i++)
        if (!letter->sentences.sentence[i].used)
            problem_warn(letter->problems, letter->sentences.sentence[i].at, "", "not used of the grant: \"%.200s\"",
                         letter->sentences.sentence[i].text);
}

/* The number of all shares belongs to the offer. */
static void put_shares(struct node *document, const struct letter *letter)
{
    struct node *told = node_member(letter->document, "fully_diluted_shares");
    if (!told)
        return;
    const struct node *there = node_member(document, "fully_diluted_shares");
    if (!there)
        node_set_member(document, "fully_diluted_shares", told->at, node_copy(letter->arena, told));
    else if (!there->text || strcmp(there->text, told->text) != 0)
        problem_warn(letter->problems, told->at, "/fully_diluted_shares",
                     "`%s` of the grant's words is not used: `fully_diluted_shares` is given", told->text);
}

/* What the words tell, in a document of their own; without `grants` where they tell no size. */
static struct letter *letter_of(struct arena *arena, const struct node *words, struct problems *problems)
{
    enum { WORDS_BYTES_MAX = 500 };
    struct letter *letter = arena_alloc(arena, 1, sizeof *letter);
    *letter = (struct letter){.arena = arena,
                              .problems = problems,
                              .source = words->at.source,
                              .called = "the words of the grant",
                              .grant = words->index,
                              .document = node_create(arena, NODE_OBJECT, words->at)};
    if (strlen(words->text) > WORDS_BYTES_MAX)
        return letter;
    letter->sentences = parts_of(arena, words);
    letter_search(letter);
    letter_grant_read(letter);
    return letter;
}

static void take_words(struct arena *arena, struct node *document, struct node *words, struct problems *problems)
{
    struct letter *letter = letter_of(arena, words, problems);
    struct node *grants = node_member(letter->document, "grants"), *fresh;
    if (grants) {
        if (!node_member(grants->child, "vesting"))
            take_vesting(letter);
        fresh = node_copy(arena, grants->child);
        put_shares(document, letter);
        list_the_rest(letter);
    } else {
        problem_add(
            problems, STATUS_INVALID, words->at, node_pointer(arena, words),
            "a grant reads like \"10,000 options at $1.20, 12,000,000 fully diluted, 4 years with a 1-year cliff, "
            "monthly\" or \"$320,000 of RSUs, quarterly over 4 years\"",
            "the words \"%.60s\" tell no size of a grant", words->text);
        fresh = node_create(arena, NODE_OBJECT, words->at);
        fresh->faulty = true;
    }
    node_replace(words, fresh);
}

bool grant_words_tell(struct arena *arena, const char *words)
{
    struct node *node = node_create(arena, NODE_TEXT, (struct place){NULL, 0});
    node->text = words;
    return node_member(letter_of(arena, node, problems_create(arena))->document, "grants") != NULL;
}

void grant_words_take(struct arena *arena, struct node *document, struct problems *problems)
{
    struct node *grants = document->type == NODE_OBJECT ? node_member(document, "grants") : NULL;
    if (!grants || grants->type != NODE_ARRAY)
        return;
    for (struct node *grant = grants->child, *next; grant; grant = next) {
        next = grant->next;
        if (grant->type == NODE_TEXT)
            take_words(arena, document, grant, problems);
    }
}
