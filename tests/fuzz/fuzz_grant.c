/* A grant in the words of a letter: the bytes are the text of `grants[0]`. */
#include "tests/fuzz/offer_bytes.h"

#include "inputs/grant_words.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const char *text = arena_copy(arena, (const char *)bytes, length);
    const struct source *source = source_create(arena, "input", text, length);
    struct place at = {source, 0};
    struct node *document = node_create(arena, NODE_OBJECT, at), *grants = node_create(arena, NODE_ARRAY, at),
                *grant = node_create(arena, NODE_TEXT, at);
    grant->text = source->bytes;
    node_append(grants, grant);
    node_set_member(document, "grants", at, grants);
    (void)grant_words_tell(arena, source->bytes);
    grant_words_take(arena, document, problems);
    struct offer offer;
    offer_from_document(arena, document, problems, &offer);
    arena_destroy(arena);
    return 0;
}
