/* The schema is a schema: read back by the program's own JSON reader and applied by a small validator to the corpus.
 * What the program accepts the schema accepts; keys and types that it refuses the program refuses too
 * (test_corpus). */
#include "inputs/document.h"
#include "inputs/json_document.h"
#include "inputs/problems_print.h"
#include "inputs/schema.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <dirent.h>
#include <regex.h>
#include <stdio.h>
#include <string.h>

#define CASES SOURCE_DIR "/tests/cases/"

static struct node *parse(struct arena *arena, const char *text)
{
    struct problems *problems = problems_create(arena);
    struct node *document = json_document(arena, source_create(arena, "schema", text, strlen(text)), problems);
    problems_print(problems, stderr);
    assert_non_null(document);
    return document;
}

static struct node *file(struct arena *arena, const char *path)
{
    struct problems *problems = problems_create(arena);
    struct source *source = source_read(arena, path, problems);
    assert_non_null(source);
    struct node *document = json_document(arena, source, problems);
    assert_non_null(document);
    return document;
}

/* --- a validator for the keywords that the schema uses
 * ---------------------------------------------------------------- */

struct validator {
    const struct node *root;
    const struct node *instance;
};

static bool valid(const struct node *root, const struct node *schema, const struct node *instance);

static bool is_type(const char *type, const struct node *instance)
{
    static const char *const names[] = {"object", "array", "string", "number", "boolean", "boolean", "null"};
    return strcmp(names[instance->type], type) == 0;
}

static bool equal(const struct node *a, const struct node *b)
{
    return a->type == b->type && (a->type == NODE_NUMBER ? !(a->number < b->number || a->number > b->number)
                                                         : a->type == NODE_TEXT && strcmp(a->text, b->text) == 0);
}

static bool matches(const char *pattern, const char *text)
{
    regex_t expression;
    assert_int_equal(regcomp(&expression, pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool found = regexec(&expression, text, 0, NULL, 0) == 0;
    regfree(&expression);
    return found;
}

static size_t count_valid(const struct node *root, const struct node *schemas, const struct node *instance)
{
    size_t count = 0;
    for (const struct node *schema = schemas->child; schema; schema = schema->next)
        count += valid(root, schema, instance);
    return count;
}

static bool check_type(const struct validator *v, const struct node *value)
{
    bool fits = value->type == NODE_TEXT && is_type(value->text, v->instance);
    for (const struct node *type = value->child; type; type = type->next)
        fits |= is_type(type->text, v->instance);
    return fits;
}

static bool check_enum(const struct validator *v, const struct node *value)
{
    bool found = false;
    for (const struct node *word = value->child; word; word = word->next)
        found |= equal(word, v->instance);
    return found;
}

static bool check_const(const struct validator *v, const struct node *value)
{
    return equal(value, v->instance);
}

static bool check_pattern(const struct validator *v, const struct node *value)
{
    return v->instance->type != NODE_TEXT || matches(value->text, v->instance->text);
}

static bool check_min_length(const struct validator *v, const struct node *value)
{
    return v->instance->type != NODE_TEXT || (double)strlen(v->instance->text) >= value->number;
}

static bool check_max_length(const struct validator *v, const struct node *value)
{
    return v->instance->type != NODE_TEXT || (double)strlen(v->instance->text) <= value->number;
}

static bool check_min_items(const struct validator *v, const struct node *value)
{
    return v->instance->type != NODE_ARRAY || (double)v->instance->children >= value->number;
}

static bool check_max_items(const struct validator *v, const struct node *value)
{
    return v->instance->type != NODE_ARRAY || (double)v->instance->children <= value->number;
}

static bool check_items(const struct validator *v, const struct node *value)
{
    bool all = true;
    for (const struct node *item = v->instance->type == NODE_ARRAY ? v->instance->child : NULL; item; item = item->next)
        all &= valid(v->root, value, item);
    return all;
}

static bool check_properties(const struct validator *v, const struct node *value)
{
    bool all = true;
    for (const struct node *key = value->child; key; key = key->next) {
        const struct node *member = node_member(v->instance, key->key);
        all &= !member || valid(v->root, key, member);
    }
    return all;
}

static bool check_required(const struct validator *v, const struct node *value)
{
    bool all = true;
    for (const struct node *key = value->child; key; key = key->next)
        all &= v->instance->type != NODE_OBJECT || node_member(v->instance, key->text);
    return all;
}

static const struct node *key_pattern(const struct node *patterns, const char *key)
{
    const struct node *pattern = patterns->child;
    while (pattern && !matches(pattern->key, key))
        pattern = pattern->next;
    return pattern;
}

static bool check_pattern_properties(const struct validator *v, const struct node *value)
{
    bool all = true;
    for (const struct node *key = v->instance->type == NODE_OBJECT ? v->instance->child : NULL; key; key = key->next) {
        const struct node *schema = key_pattern(value, key->key);
        all &= !schema || schema->type == NODE_TRUE || valid(v->root, schema, key);
    }
    return all;
}

/* Here always false. */
static bool check_additional(const struct validator *v, const struct node *value)
{
    assert_int_equal(value->type, NODE_FALSE);
    const struct node *known = node_member(value->parent, "properties");
    const struct node *patterns = node_member(value->parent, "patternProperties");
    bool all = true;
    for (const struct node *key = v->instance->type == NODE_OBJECT ? v->instance->child : NULL; key; key = key->next)
        all &= key_pattern(patterns, key->key) || node_member(known, key->key);
    return all;
}

static bool check_any_of(const struct validator *v, const struct node *value)
{
    return count_valid(v->root, value, v->instance) >= 1;
}

static bool check_one_of(const struct validator *v, const struct node *value)
{
    return count_valid(v->root, value, v->instance) == 1;
}

static bool check_reference(const struct validator *v, const struct node *value)
{
    if (strcmp(value->text, "#") == 0) /* each of several offers in one file */
        return valid(v->root, v->root, v->instance);
    assert_memory_equal(value->text, "#/$defs/", 8);
    const struct node *schema = node_member(node_member(v->root, "$defs"), value->text + 8);
    assert_non_null(schema);
    return valid(v->root, schema, v->instance);
}

static bool check_nothing(const struct validator *v, const struct node *value)
{
    (void)v;
    (void)value;
    return true;
}

static const struct {
    const char *name;
    bool (*check)(const struct validator *v, const struct node *value);
} keywords[] = {
    {"type", check_type},
    {"enum", check_enum},
    {"const", check_const},
    {"pattern", check_pattern},
    {"minLength", check_min_length},
    {"maxLength", check_max_length},
    {"minItems", check_min_items},
    {"maxItems", check_max_items},
    {"items", check_items},
    {"properties", check_properties},
    {"required", check_required},
    {"additionalProperties", check_additional},
    {"anyOf", check_any_of},
    {"oneOf", check_one_of},
    {"$ref", check_reference},
    {"patternProperties", check_pattern_properties},
    {"title", check_nothing},
    {"description", check_nothing},
    {"default", check_nothing},
    {"examples", check_nothing},
    {"$schema", check_nothing},
    {"$id", check_nothing},
    {"$defs", check_nothing},
};

static bool valid(const struct node *root, const struct node *schema, const struct node *instance)
{
    const struct validator v = {root, instance};
    bool all = true;
    for (const struct node *member = schema->child; member; member = member->next) {
        size_t i = 0;
        while (i < sizeof keywords / sizeof *keywords && strcmp(keywords[i].name, member->key) != 0)
            i++;
        if (i == sizeof keywords / sizeof *keywords)
            fail_msg("keyword %s", member->key);
        all &= keywords[i].check(&v, member);
    }
    return all;
}

/* --- tests
 * ------------------------------------------------------------------------------------------------------------ */

static void accepts_what_is_accepted(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct node *schema = parse(arena, schema_text(arena));
    DIR *folder = opendir(CASES "offers/good");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (strstr(entry->d_name, ".json") &&
            !valid(schema, schema, file(arena, arena_text(arena, CASES "offers/good/%s", entry->d_name))))
            fail_msg("the schema refuses %s", entry->d_name);
    }
    closedir(folder);
    assert_true(valid(schema, schema, file(arena, SOURCE_DIR "/examples/hugging-face.json")));
    const struct node *seed = file(arena, CASES "seed-offer.json"), *variants = file(arena, CASES "variants.json");
    assert_true(valid(schema, schema, node_member(node_member(seed, "case"), "offer")));
    for (const struct node *one = node_member(variants, "cases")->child; one; one = one->next)
        assert_true(valid(schema, schema, node_member(one, "offer")));
    assert_true(valid(schema, schema, parse(arena, "{\"exits\": \"exits.csv\", \"grants\": \"my grants.csv\"}")));
    arena_destroy(arena);
}

/* A bad file that is not marked as wrong in its meaning alone (the last column of the manifest). */
static bool check_refused(struct arena *arena, const struct node *schema, char *line)
{
    static const char mark[] = "\tmeaning\n";
    size_t length = strlen(line), mark_length = strlen(mark);
    bool marked = length > mark_length && strcmp(line + length - mark_length, mark) == 0;
    const char *name = arena_copy(arena, line, strcspn(line, "\t"));
    struct problems *problems = problems_create(arena);
    struct source *source = source_read(arena, arena_text(arena, CASES "offers/bad/%s", name), problems);
    struct node *document = source ? json_document(arena, source, problems) : NULL;
    bool accepted = document && valid(schema, schema, document);
    if (accepted != marked)
        fail_msg("the schema %s %s", accepted ? "accepts" : "refuses", name);
    return !marked;
}

static void refuses_form(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct node *schema = parse(arena, schema_text(arena));
    FILE *manifest = fopen(CASES "offers/bad/expected.tsv", "r");
    assert_non_null(manifest);
    char line[1024];
    size_t refused = 0;
    while (fgets(line, sizeof line, manifest)) {
        if (line[0] != '#')
            refused += check_refused(arena, schema, line);
    }
    fclose(manifest);
    assert_true(refused >= 30);
    arena_destroy(arena);
}

static void knows_several_offers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct node *schema = parse(arena, schema_text(arena));
    assert_true(valid(schema, schema, file(arena, CASES "compare/several.json")));
    assert_true(valid(schema, schema, parse(arena, "{\"stay\": \"4 years\", \"offers\": [{\"name\": \"A\"}]}")));
    assert_false(valid(schema, schema, parse(arena, "{\"offers\": [{\"naem\": \"A\"}]}")));
    assert_false(valid(schema, schema, parse(arena, "{\"offers\": []}")));
    assert_false(valid(schema, schema, parse(arena, "{\"offers\": {\"name\": \"A\"}}")));
    arena_destroy(arena);
}

/* Every key says what it is, and its examples are valid. */
static size_t check_keys(const struct node *root, const struct node *schema)
{
    size_t keys = 0;
    for (const struct node *member = schema->child; member; member = member->next) {
        const struct node *examples = schema->key ? node_member(schema, "examples") : NULL;
        if (strcmp(member->key ? member->key : "", "properties") == 0 && !node_member(schema, "title")) {
            for (const struct node *key = member->child; key; key = key->next) {
                const struct node *told = node_member(key, "anyOf") && !node_member(key, "description")
                                              ? node_member(key, "anyOf")->child
                                              : key;
                if (!node_member(told, "description") || !node_member(told, "examples"))
                    fail_msg("%s has no description or no examples", key->key);
                keys++;
            }
        }
        if (examples && member == schema->child) {
            for (const struct node *example = examples->child; example; example = example->next)
                assert_true(valid(root, schema, example));
        }
        if (strcmp(member->key ? member->key : "", "examples") != 0)
            keys += check_keys(root, member);
    }
    return keys;
}

static void tells_every_key(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *text = schema_text(arena);
    const struct node *schema = parse(arena, text);
    assert_string_equal(node_member(schema, "$schema")->text, "https://json-schema.org/draft/2020-12/schema");
    assert_string_equal(text, schema_text(arena));
    /* The keys that files know at the top, and of a grant. */
    assert_int_equal(node_member(schema, "properties")->children, 39);
    const struct node *grants = node_member(node_member(node_member(schema, "properties"), "grants"), "anyOf")->child;
    assert_int_equal(node_member(node_member(grants, "items"), "properties")->children, 26);
    assert_true(check_keys(schema, schema) > 100);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_is_accepted),
        cmocka_unit_test(refuses_form),
        cmocka_unit_test(knows_several_offers),
        cmocka_unit_test(tells_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
