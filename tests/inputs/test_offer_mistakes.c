/* Mistakes of a whole document: too much of something, keys that are not there, very many at once. */
#include "inputs/json_document.h"
#include "inputs/offer_reader.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <string.h>

static void too_much(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char *grants = arena_text(arena, "{\"exits\": [], \"grants\": [{\"percent\": \"0.001%%\"}");
    for (int i = 0; i < GRANTS_MAX; i++)
        grants = arena_text(arena, "%s,{\"percent\": \"0.001%%\"}", grants);
    char *name = arena_text(arena, "{\"name\": \"%0*d\", \"exits\": [", NAME_BYTES_MAX + 1, 0);
    const char *const texts[] = {arena_text(arena, "%s]}", grants), arena_text(arena, "%s]}", name)};
    for (size_t i = 0; i < 2; i++) {
        struct problems *problems = problems_create(arena);
        struct source *source = source_create(arena, "offer.json", texts[i], strlen(texts[i]));
        struct offer offer;
        offer_from_document(arena, json_document(arena, source, problems), problems, &offer);
        assert_int_equal(problems->status, STATUS_LIMIT);
    }
    arena_destroy(arena);
}

/* A misspelt key is one mistake, not two; a key in the wrong place is sent home. */
static void keys(void **state)
{
    (void)state;
    static const struct {
        const char *text, *help;
    } rows[] = {
        {"{\"Exits\": [{\"name\": \"IPO\"}]}", "did you mean \"exits\"?"},
        {"{\"exits\": [{\"name\": \"IPO\", \"probabilty\": 1, \"valuation\": \"$1B\", \"timeline\": 3}]}",
         "did you mean \"probability\"?"},
        {"{\"exits\": [{\"name\": \"IPO\", \"probability\": 1, \"valuation\": \"$1B\", \"timeline\": 3}], "
         "\"compensation\": {\"salary\": \"$90K\"}}",
         "\"salary\" stands in compensation.offer"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct problems *problems = problems_create(arena);
        struct source *source = source_create(arena, "offer.json", rows[i].text, strlen(rows[i].text));
        struct offer offer;
        offer_from_document(arena, json_document(arena, source, problems), problems, &offer);
        assert_int_equal(problems->count, 1);
        assert_string_equal(problems->problem[0].help, rows[i].help);
    }
    arena_destroy(arena);
}

/* Of many mistakes only those that are shown take memory. */
static void mistakes_are_cheap(void **state)
{
    (void)state;
    enum { KEYS = 20000, BYTES_PER_KEY = 2000 };
    struct arena *arena = arena_create();
    char *text = arena_alloc(arena, KEYS, 16);
    size_t length = 0;
    for (int i = 0; i < KEYS; i++)
        length += (size_t)sprintf(text + length, "%c\"zz%d\":1", i ? ',' : '{', i);
    text[length++] = '}';
    struct problems *problems = problems_create(arena);
    struct offer offer;
    offer_from_document(arena, json_document(arena, source_create(arena, "x", text, length), problems), problems,
                        &offer);
    assert_int_equal(problems->count, KEYS + 1); /* and there are no exits */
    assert_true(arena_used(arena) < (size_t)KEYS * BYTES_PER_KEY);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_much),
        cmocka_unit_test(keys),
        cmocka_unit_test(mistakes_are_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
