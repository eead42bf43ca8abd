/* What every line of outputs/formats.def promises: every table of every command that has a choice of formats is written
 * whole, with nothing in a name taken for a part of the format. A format without a check here fails. */
#include "tests/cli/command_lines.h"
#include "tests/support/json_schema.h"

#include <cjson/cJSON.h>

static const char *const formats[] = {
#define FORMAT(name) #name,
#include "outputs/formats.def"
#undef FORMAT
};

enum { FORMATS = sizeof formats / sizeof *formats };

/* UTF-8 as RFC 3629 has it, and of the control characters only the newline. */
static bool plain_text(const struct output *output)
{
    const unsigned char *at = (const unsigned char *)output->bytes, *end = at + output->length;
    while (at < end) {
        size_t more = *at < 0x80                  ? 0
                      : *at >= 0xc2 && *at < 0xe0 ? 1
                      : (*at & 0xf0) == 0xe0      ? 2
                      : *at >= 0xf0 && *at < 0xf5 ? 3
                                                  : 9;
        if (more == 9 || (size_t)(end - at) <= more || (more == 0 && ((*at < 0x20 && *at != '\n') || *at == 0x7f)))
            return false;
        for (size_t i = 1; i <= more; i++)
            if ((at[i] & 0xc0) != 0x80)
                return false;
        at += more + 1;
    }
    return output->length > 0 && end[-1] == '\n';
}

static const char *check_table(const struct output *output)
{
    return plain_text(output) ? NULL : "not lines of plain text";
}

static const cJSON *results_schema(void)
{
    static cJSON *root;
    if (!root) {
        struct output text = output_of("schema --results");
        root = cJSON_Parse(text.bytes);
        free(text.bytes);
        assert_non_null(root);
    }
    return root;
}

static const char *check_json(const struct output *output)
{
    cJSON *tree = cJSON_ParseWithLengthOpts(output->bytes, output->length + 1, NULL, true);
    const char *fault = cJSON_IsObject(tree) ? NULL : "not one JSON object";
    struct json_schema schema = {.root = results_schema()};
    if (!fault && json_schema_is_result(tree) && !json_schema_accepts(&schema, schema.root, tree, ""))
        fault = "not as the schema of results has it";
    cJSON_Delete(tree);
    return fault ? fault : check_table(output);
}

/* Each line is an object that says of which table it is. */
static const char *check_jsonl(const struct output *output)
{
    const char *fault = NULL;
    for (const char *at = output->bytes; *at && !fault; at = strchr(at, '\n') + 1) {
        const char *end = strchr(at, '\n');
        if (!end)
            return "the last line has no end";
        cJSON *row = cJSON_ParseWithLength(at, (size_t)(end - at));
        fault = cJSON_IsString(cJSON_GetObjectItemCaseSensitive(row, "table")) ? NULL : "a line is no row of a table";
        cJSON_Delete(row);
    }
    return fault ? fault : check_table(output);
}

/* RFC 4180: every record has as many cells as the first, a quote only around or, doubled, in a quoted cell. */
static const char *check_csv(const struct output *output)
{
    size_t cells = 1, first = 0;
    bool quoted = false, fresh = true;
    for (const char *at = output->bytes; *at; at++) {
        if (quoted) {
            if (*at == '"' && at[1] == '"')
                at++;
            else if (*at == '"') {
                quoted = false;
                if (at[1] != ',' && at[1] != '\n')
                    return "text behind a quoted cell";
            }
        } else if (*at == '"') {
            if (!fresh)
                return "a quote within a cell";
            quoted = true;
            fresh = false;
        } else if (*at == ',') {
            cells++;
            fresh = true;
        } else if (*at == '\n') {
            first = first ? first : cells;
            if (cells != first)
                return "records of different length";
            cells = 1;
            fresh = true;
        } else {
            fresh = false;
        }
    }
    return quoted || first < 2 ? "no table" : NULL;
}

/* The rows of a table have as many cells as its head, and no tag begins; behind a backslash a character is itself. */
static const char *check_md(const struct output *output)
{
    size_t head = 0, bars = 0;
    bool row = false;
    for (const char *at = output->bytes; *at; at++) {
        if (at == output->bytes || at[-1] == '\n')
            row = *at == '|';
        if (*at == '\n') {
            if (row && head && bars != head)
                return "rows of different length in one table";
            head = row ? bars : 0;
            bars = 0;
        } else if (*at == '\\') {
            at++;
        } else if (*at == '<') {
            return "a name became HTML";
        } else {
            bars += *at == '|';
        }
    }
    return check_table(output);
}

static const char *check_html(const struct output *output)
{
    if (strncmp(output->bytes, "<!DOCTYPE html>", 15) != 0 || !strstr(output->bytes, "</html>"))
        return "not one HTML page";
    if (strstr(output->bytes, "<script>window") || strstr(output->bytes, "<img src=x") ||
        strstr(output->bytes, "<svg onload"))
        return "a name became HTML";
    return check_table(output);
}

/* A ZIP file from its first header to the end of its directory (APPNOTE 4.3.7, 4.3.16). */
static const char *check_xlsx(const struct output *output)
{
    static const char head[] = "PK\3\4", end[] = "PK\5\6";
    return output->length > 1000 && memcmp(output->bytes, head, 4) == 0 &&
                   memcmp(output->bytes + output->length - 22, end, 4) == 0
               ? NULL
               : "not one whole ZIP file";
}

static const struct check {
    const char *format;
    const char *(*fault)(const struct output *output); /* NULL: it is as it must be */
} checks[] = {{"table", check_table}, {"json", check_json}, {"jsonl", check_jsonl}, {"csv", check_csv},
              {"md", check_md},       {"html", check_html}, {"xlsx", check_xlsx}};

static const struct check *check_of(const char *format)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].format, format) == 0)
            return &checks[i];
    fail_msg("no check of the format %s in tests/cli/test_format_contract.c", format);
    return NULL;
}

static bool has_formats(const char *command)
{
    char arguments[64];
    snprintf(arguments, sizeof arguments, "%s --help", command);
    struct output help = output_of(arguments);
    bool has = strstr(help.bytes, "--format ") != NULL;
    free(help.bytes);
    return has;
}

static void test_every_table_of_every_command(void **state)
{
    (void)state;
    size_t written = 0;
    for (size_t i = 0; i < COMMAND_LINES; i++) {
        if (!has_formats(command_lines[i].command))
            continue;
        for (size_t k = 0; k < FORMATS; k++) {
            char arguments[512];
            snprintf(arguments, sizeof arguments, "%s %s --quiet --format %s 2>/dev/null", command_lines[i].command,
                     command_lines[i].arguments, formats[k]);
            struct output output = output_of(arguments);
            const char *fault = check_of(formats[k])->fault(&output);
            if (output.status != command_lines[i].status || fault)
                fail_msg("offercast %s: status %d: %s", arguments, output.status, fault ? fault : "");
            free(output.bytes);
            written++;
        }
    }
    assert_true(written >= 10 * FORMATS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_table_of_every_command)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
