#include "inputs/several_offers.h"

#include <string.h>

static const struct node *offers_of(const struct node *document)
{
    const struct node *offers = document && document->type == NODE_OBJECT ? node_member(document, "offers") : NULL;
    return offers && offers->type == NODE_ARRAY ? offers : NULL;
}

size_t several_offers_count(const struct node *document)
{
    const struct node *offers = offers_of(document);
    return offers ? offers->children : 0;
}

/* Objects are joined member by member; of anything else the offer's own counts. */
static void share(struct arena *arena, struct node *own, const struct node *shared)
{
    for (const struct node *member = shared->child; member; member = member->next) {
        struct node *mine = node_member(own, member->key);
        if (!shared->parent && strcmp(member->key, "offers") == 0)
            continue;
        if (!mine)
            node_set_member(own, member->key, member->key_at, node_copy(arena, member));
        else if (mine->type == NODE_OBJECT && member->type == NODE_OBJECT)
            share(arena, mine, member);
    }
}

struct node *several_offers_part(struct arena *arena, const struct node *document, size_t i, struct problems *problems)
{
    const struct node *offers = offers_of(document), *part = offers->child;
    if (offers->children > SEVERAL_OFFERS_MAX) {
        problem_add(problems, STATUS_LIMIT, offers->at, "/offers", NULL, "%zu offers in one file; at most %d",
                    offers->children, SEVERAL_OFFERS_MAX);
        return NULL;
    }
    for (size_t k = 0; k < i; k++)
        part = part->next;
    if (part->type != NODE_OBJECT) {
        problem_add(problems, STATUS_INVALID, part->at, node_pointer(arena, part),
                    "\"offers\": [{\"name\": \"Acme\", ...}, {\"name\": \"Other\", ...}]",
                    "each of the offers is an object");
        return NULL;
    }
    struct node *own = node_copy(arena, part);
    own->key = NULL;
    own->parent = NULL;
    own->next = NULL;
    own->report = document->report;
    share(arena, own, document);
    return own;
}
