/* A JSON file of tests/cases, for the tests that take their answers from there. */
#ifndef TESTS_SUPPORT_CASE_FILE_H
#define TESTS_SUPPORT_CASE_FILE_H

#include "tests/support/assert_close.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

/* The caller deletes it. */
static inline cJSON *case_file(const char *name)
{
    char path[512];
    assert_true(snprintf(path, sizeof path, "%s/tests/cases/%s", SOURCE_DIR, name) < (int)sizeof path);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be read", path);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(file);
    char *text = malloc(size + 1);
    rewind(file);
    assert_int_equal(fread(text, 1, size, file), size);
    fclose(file);
    text[size] = '\0';
    cJSON *json = cJSON_Parse(text);
    free(text);
    if (!json)
        fail_msg("%s is no JSON", path);
    return json;
}

static inline double case_number(const cJSON *object, const char *key)
{
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsNumber(number))
        fail_msg("a number is expected at %s", key);
    return number->valuedouble;
}

static inline const char *case_text(const cJSON *object, const char *key)
{
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsString(text))
        fail_msg("a text is expected at %s", key);
    return text->valuestring;
}

#endif
