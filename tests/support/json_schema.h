/* A validator of the part of JSON Schema that `offercast schema --results` uses: $ref into $defs, anyOf, type,
 * properties, required, additionalProperties, items. A keyword that it does not know fails the test. */
#ifndef TESTS_SUPPORT_JSON_SCHEMA_H
#define TESTS_SUPPORT_JSON_SCHEMA_H

#include <cjson/cJSON.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct json_schema {
    const cJSON *root;
    char fault[512]; /* of the first thing that does not fit, the place first */
};

static inline bool json_schema_fails(struct json_schema *schema, const char *at, const char *what, const char *word)
{
    if (!*schema->fault)
        snprintf(schema->fault, sizeof schema->fault, "%.200s: %.60s%.240s", *at ? at : "/", what, word);
    return false;
}

static inline bool json_schema_has_type(const cJSON *value, const char *type)
{
    if (strcmp(type, "integer") == 0)
        return cJSON_IsNumber(value) && floor(value->valuedouble) >= value->valuedouble;
    return (strcmp(type, "object") == 0 && cJSON_IsObject(value)) ||
           (strcmp(type, "array") == 0 && cJSON_IsArray(value)) ||
           (strcmp(type, "string") == 0 && cJSON_IsString(value)) ||
           (strcmp(type, "number") == 0 && cJSON_IsNumber(value)) ||
           (strcmp(type, "boolean") == 0 && cJSON_IsBool(value)) || (strcmp(type, "null") == 0 && cJSON_IsNull(value));
}

static inline bool json_schema_accepts(struct json_schema *schema, const cJSON *node, const cJSON *value,
                                       const char *at);

static inline bool json_schema_any(struct json_schema *schema, const cJSON *choices, const cJSON *value, const char *at)
{
    const cJSON *choice;
    char first[512] = "";
    cJSON_ArrayForEach(choice, choices)
    {
        struct json_schema trial = {.root = schema->root};
        if (json_schema_accepts(&trial, choice, value, at))
            return true;
        if (strlen(trial.fault) > strlen(first)) /* of the longest place: most likely what was meant */
            snprintf(first, sizeof first, "%s", trial.fault);
    }
    return json_schema_fails(schema, at, "fits none of anyOf; nearest: ", first);
}

static inline bool json_schema_type(struct json_schema *schema, const cJSON *types, const cJSON *value, const char *at)
{
    const cJSON *type;
    if (cJSON_IsString(types))
        return json_schema_has_type(value, types->valuestring) ||
               json_schema_fails(schema, at, "is not of type ", types->valuestring);
    cJSON_ArrayForEach(type, types) if (json_schema_has_type(value, type->valuestring)) return true;
    return json_schema_fails(schema, at, "is of none of its types", "");
}

static inline bool json_schema_object(struct json_schema *schema, const cJSON *node, const cJSON *value, const char *at)
{
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(node, "properties"), *member, *name;
    const cJSON *others = cJSON_GetObjectItemCaseSensitive(node, "additionalProperties");
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(node, "required"))
    {
        if (!cJSON_GetObjectItemCaseSensitive(value, name->valuestring))
            return json_schema_fails(schema, at, "lacks ", name->valuestring);
    }
    cJSON_ArrayForEach(member, value)
    {
        char place[512];
        snprintf(place, sizeof place, "%.400s/%.100s", at, member->string);
        const cJSON *own = cJSON_GetObjectItemCaseSensitive(properties, member->string);
        if (cJSON_GetObjectItemCaseSensitive(value, member->string) != member)
            return json_schema_fails(schema, place, "stands there twice", "");
        if (!own && cJSON_IsFalse(others))
            return json_schema_fails(schema, place, "is not told of", "");
        if ((own || others) && !json_schema_accepts(schema, own ? own : others, member, place))
            return false;
    }
    return true;
}

static inline bool json_schema_accepts(struct json_schema *schema, const cJSON *node, const cJSON *value,
                                       const char *at)
{
    static const char *const known[] = {"$schema",    "title",    "description",          "$ref",  "anyOf", "type",
                                        "properties", "required", "additionalProperties", "items", "$defs"};
    const cJSON *keyword, *item;
    cJSON_ArrayForEach(keyword, node)
    {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && strcmp(known[i], keyword->string) != 0)
            i++;
        if (i == sizeof known / sizeof *known)
            return json_schema_fails(schema, at, "the schema has an unknown keyword ", keyword->string);
    }
    const cJSON *ref = cJSON_GetObjectItemCaseSensitive(node, "$ref");
    const cJSON *any = cJSON_GetObjectItemCaseSensitive(node, "anyOf");
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(node, "type");
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(node, "items");
    if (ref) {
        const cJSON *target = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(schema->root, "$defs"),
                                                               ref->valuestring + strlen("#/$defs/"));
        if (!target)
            return json_schema_fails(schema, at, "the schema lacks ", ref->valuestring);
        return json_schema_accepts(schema, target, value, at);
    }
    if (any)
        return json_schema_any(schema, any, value, at);
    if (type && !json_schema_type(schema, type, value, at))
        return false;
    if (cJSON_IsArray(value)) {
        size_t index = 0;
        cJSON_ArrayForEach(item, value)
        {
            char place[512];
            snprintf(place, sizeof place, "%.400s/%zu", at, index++);
            if (items && !json_schema_accepts(schema, items, item, place))
                return false;
        }
    }
    return !cJSON_IsObject(value) || json_schema_object(schema, node, value, at);
}

/* Whether it is a result of the program: in an offer file `offercast` is a number. */
static inline bool json_schema_is_result(const cJSON *value)
{
    const cJSON *mark = cJSON_GetObjectItemCaseSensitive(value, "offercast");
    return (mark && !cJSON_IsNumber(mark)) || cJSON_GetObjectItemCaseSensitive(value, "runs");
}

#endif
