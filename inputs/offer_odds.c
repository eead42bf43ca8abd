#include "inputs/offer_odds.h"

#include "inputs/json_document.h"
#include "inputs/offer_templates.h"
#include "inputs/source.h"

#include <string.h>

static const char prefix[] = "odds=";

const char *offer_odds_named(const char *assumed)
{
    return strncmp(assumed, prefix, sizeof prefix - 1) == 0 ? assumed + sizeof prefix - 1 : NULL;
}

/* The comment about a key, of one line or several. */
static const char *comment_on(struct arena *arena, const struct node *document, const char *key)
{
    const struct node *comment = node_member(document, arena_text(arena, "// %s", key));
    const char *text = comment && comment->type == NODE_TEXT ? comment->text : "";
    for (const struct node *line = comment ? comment->child : NULL; line; line = line->next)
        text = arena_text(arena, "%s%s%s", text, *text ? " " : "", line->text);
    return text;
}

static const char *template_names(struct arena *arena)
{
    const char *all = "";
    for (const struct offer_template *each = offer_templates; each->name; each++)
        all = arena_text(arena, "%s%s%s", all, *all ? ", " : "", each->name);
    return all;
}

bool offer_odds_take(struct arena *arena, struct node *document, const char *template, struct problems *problems)
{
    static const char *const taken[] = {"exits", "risks"};
    const struct offer_template *found = offer_template_named(template);
    if (!found) {
        problem_add(problems, STATUS_USAGE, (struct place){0}, "",
                    arena_text(arena, "templates: %s", template_names(arena)),
                    "--odds %.60s: there is no such template", template);
        return false;
    }
    const struct source *source =
        source_create(arena, arena_text(arena, "template %s", found->name), found->text, strlen(found->text));
    const struct node *odds = json_document(arena, source, problems);
    for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) {
        const struct node *rows = node_member(odds, taken[k]);
        if (!rows || node_member(document, taken[k]))
            continue;
        const char *source_text = comment_on(arena, odds, taken[k]);
        node_set_member(document, taken[k], rows->key_at, node_copy(arena, rows));
        problem_assume(problems, rows->at, arena_text(arena, "/%s", taken[k]),
                       "`%s` is not given: that of the template %s. %s", taken[k], found->name, source_text);
    }
    return true;
}
