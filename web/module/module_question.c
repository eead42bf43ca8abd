#include "web/module/module_question.h"

#include <stdlib.h>
#include <string.h>

enum member_kind { TEXT, COUNT, NUMBER, FLAG, TEXTS };

#define MEMBER(kind, name)                                                                                             \
    {                                                                                                                  \
#name, kind, offsetof(struct offercast_question, name)                                                         \
    }
static const struct member {
    const char *name;
    enum member_kind kind;
    size_t offset;
} members[] = {
    MEMBER(TEXT, command),         MEMBER(COUNT, paths),      MEMBER(COUNT, seed),         MEMBER(COUNT, replicates),
    MEMBER(NUMBER, level),         MEMBER(TEXT, sampler),     MEMBER(TEXTS, target),       MEMBER(TEXTS, above),
    MEMBER(TEXTS, vary),           MEMBER(TEXTS, statistics), MEMBER(TEXT, goal),          MEMBER(TEXT, table),
    MEMBER(TEXT, exits),           MEMBER(FLAG, breakpoints), MEMBER(TEXT, against),       MEMBER(FLAG, risk_averse),
    MEMBER(NUMBER, risk_aversion), MEMBER(FLAG, for_people),  MEMBER(COUNT, second_order), MEMBER(COUNT, path),
    MEMBER(COUNT, last_path),      MEMBER(COUNT, repeats),    MEMBER(COUNT, shard),        MEMBER(COUNT, shards),
    MEMBER(TEXT, partial),         MEMBER(TEXTS, partials),
};
#undef MEMBER

static const struct member *member_named(const char *name)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

static bool read_count(const cJSON *json, uint64_t *count)
{
    if (cJSON_IsNumber(json) && json->valuedouble >= 0 && json->valuedouble <= 0x1p53) {
        *count = (uint64_t)json->valuedouble;
        return (double)*count == json->valuedouble;
    }
    if (!cJSON_IsString(json) || !*json->valuestring || json->valuestring[strspn(json->valuestring, "0123456789")])
        return false;
    char *end;
    *count = strtoull(json->valuestring, &end, 10);
    return *end == 0;
}

static bool read_texts(const cJSON *json, struct module_question *question, struct offercast_texts *texts)
{
    if (!cJSON_IsArray(json) || question->lists == MODULE_QUESTION_LISTS)
        return false;
    const char **text = calloc((size_t)cJSON_GetArraySize(json) + 1, sizeof *text);
    question->list[question->lists++] = text;
    *texts = (struct offercast_texts){text, 0};
    for (const cJSON *element = json->child; text && element; element = element->next)
        if (!cJSON_IsString(element))
            return false;
        else
            text[texts->count++] = element->valuestring;
    return text;
}

static bool read_member(const cJSON *json, const struct member *member, struct module_question *question)
{
    void *at = (char *)&question->asked + member->offset;
    switch (member->kind) {
    case TEXT:
        *(const char **)at = json->valuestring;
        return cJSON_IsString(json);
    case COUNT:
        return read_count(json, at);
    case NUMBER:
        *(double *)at = json->valuedouble;
        return cJSON_IsNumber(json);
    case FLAG:
        *(bool *)at = cJSON_IsTrue(json);
        return cJSON_IsBool(json);
    default:
        return read_texts(json, question, at);
    }
}

const char *module_question_read(const cJSON *json, struct module_question *question)
{
    *question = (struct module_question){.asked = offercast_question("")};
    for (const cJSON *value = json ? json->child : NULL; value; value = value->next) {
        const struct member *member = member_named(value->string);
        if (strcmp(value->string, "offers") != 0 && (!member || !read_member(value, member, question)))
            return value->string;
    }
    return json ? NULL : "";
}

void module_question_free(struct module_question *question)
{
    for (size_t i = 0; i < question->lists; i++)
        free(question->list[i]);
}
