/* validate_result SCHEMA.json FILE...: what the program wrote as JSON against the schema of results. Files that are no
 * result of the program are passed over. */
#include "tests/support/json_schema.h"

#include <stdlib.h>

static char *text_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 16, length = 0, got;
    char *text = malloc(room + 1);
    while (file && text && (got = fread(text + length, 1, room - length, file)) > 0) {
        length += got;
        if (length == room)
            text = realloc(text, (room *= 2) + 1);
    }
    if (!file || !text) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    fclose(file);
    text[length] = '\0';
    return text;
}

int main(int count, char **argument)
{
    char *schema_text = text_of(argument[1]);
    cJSON *root = cJSON_Parse(schema_text);
    int bad = !root;
    free(schema_text);
    for (int i = 2; root && i < count; i++) {
        char *text = text_of(argument[i]);
        cJSON *value = cJSON_Parse(text);
        struct json_schema schema = {.root = root};
        if (json_schema_is_result(value) && !json_schema_accepts(&schema, root, value, "")) {
            fprintf(stderr, "%s: %s\n", argument[i], schema.fault);
            bad = 1;
        }
        cJSON_Delete(value);
        free(text);
    }
    cJSON_Delete(root);
    return bad;
}
