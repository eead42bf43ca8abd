/* What `import` writes reads to the same offer as what it was read from, with the flags that are still missing. */
#include "inputs/json_document.h"
#include "inputs/offer_writer.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASES SOURCE_DIR "/tests/cases/"

enum { SETTINGS_MAX = 8 };

struct settings {
    size_t count;
    struct setting setting[SETTINGS_MAX];
};

/* --set grants.0.percent='0.01%' as a shell would give it. */
static void add_flag(struct arena *arena, struct settings *settings, const char *flag)
{
    static const char option[] = "--set ";
    assert_int_equal(strncmp(flag, option, strlen(option)), 0);
    char *text = arena_copy(arena, flag, strlen(flag)), *out = text;
    for (const char *at = flag + strlen(option); *at; at++)
        if (*at != '\'')
            *out++ = *at;
    *out = '\0';
    assert_true(settings->count < SETTINGS_MAX);
    settings->setting[settings->count] = (struct setting){text, settings->count + 1};
    settings->count++;
}

static struct offer_input read_with(struct arena *arena, const char *path, const struct settings *settings)
{
    struct offer_input input;
    if (!offer_input_read(arena, path, settings->setting, settings->count, &input)) {
        problems_print(input.problems, stderr);
        fail_msg("%s could not be read", path);
    }
    return input;
}

/* Read, write, read again: the same offer. The new file stands in `folder`, beside what the first one names. */
static void check_written(const char *folder, const char *name)
{
    struct arena *arena = arena_create();
    const char *path = arena_text(arena, "%s%s", folder, name);
    struct settings none = {0}, flags = {0};
    struct offer_input first = read_with(arena, path, &none);
    const char *text = offer_writer_text(arena, &first);
    assert_string_equal(text, offer_writer_text(arena, &first));
    char *written = arena_text(arena, "%s.written-XXXXXX", folder);
    int descriptor = mkstemp(written);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    close(descriptor);
    struct offer_input second = read_with(arena, written, &none);
    bool same = strcmp(first.sha256, second.sha256) == 0 && first.missing_count == second.missing_count;
    for (size_t i = 0; i < first.missing_count; i++)
        add_flag(arena, &flags, first.missing[i]);
    struct offer_input complete = read_with(arena, path, &flags), again = read_with(arena, written, &flags);
    remove(written);
    same = same && strcmp(complete.sha256, again.sha256) == 0;
    if (!same || complete.missing_count || again.missing_count)
        fail_msg("%s reads to another offer than what is written from it:\n%s", name, text);
    arena_destroy(arena);
}

static void reports_and_tables(void **state)
{
    (void)state;
    check_written(SOURCE_DIR "/examples/", "hugging-face.md");
    check_written(CASES "offers/", "folder");
    check_written(CASES "offers/tables/", "exits.csv");
}

/* The report with what it lacks is the example in JSON. */
static void report_is_the_example(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings none = {0}, flags = {0};
    add_flag(arena, &flags, "--set compensation.offer.salary='$74-105K'");
    add_flag(arena, &flags, "--set compensation.market.salary='$120-250K'");
    add_flag(arena, &flags, "--set grants.0.percent=0.01%");
    add_flag(arena, &flags, "--set stay='2-3 years'");
    struct offer_input report = read_with(arena, SOURCE_DIR "/examples/hugging-face.md", &flags);
    struct offer_input example = read_with(arena, SOURCE_DIR "/examples/hugging-face.json", &none);
    assert_string_equal(report.sha256, example.sha256);
    arena_destroy(arena);
}

static void offers(void **state)
{
    (void)state;
    DIR *folder = opendir(CASES "offers/good");
    assert_non_null(folder);
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        const char *ending = strrchr(entry->d_name, '.');
        if (entry->d_name[0] == '.' || !ending || strcmp(ending, ".json") != 0)
            continue;
        check_written(CASES "offers/good/", entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count > 20);
}

static const char *member(const struct node *object, const char *key)
{
    const struct node *found = node_member(object, key);
    return found ? found->text : "";
}

/* Cells as written, what was assumed beside them; decimal commas become points, and names stay names. */
static void comments(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct settings none = {0};
    struct offer_input input = read_with(arena, CASES "offers/folder", &none);
    const char *text = offer_writer_text(arena, &input);
    struct problems *problems = problems_create(arena);
    const struct node *document = json_document(arena, source_create(arena, "-", text, strlen(text)), problems);
    assert_non_null(document);
    assert_string_equal(member(document, "offercast"), "1");
    assert_string_equal(member(document, "start"), "2026-02-13");
    assert_string_equal(member(document, "// search"), "three months are usual");
    assert_string_equal(member(document, "// discount_rate"), "`discount_rate` is not given: 0%");
    const struct node *exit = node_member(document, "exits")->child;
    assert_string_equal(member(exit, "name"), "B\xC3\xB6rsengang, Stufe 1,5");
    assert_string_equal(member(exit, "probability"), "0.35");
    assert_string_equal(member(exit, "// probability"), "written \"0,35\" in the table");
    assert_string_equal(member(exit, "valuation"), "\xE2\x82\xAC"
                                                   "8-12B");
    assert_string_equal(member(exit, "// valuation"), "uniform between 8,000,000,000 and 12,000,000,000 EUR");
    assert_string_equal(member(exit->next, "name"), "Verkauf \"acquisition\"");
    assert_string_equal(member(exit->next, "valuation"), "\xE2\x82\xAC"
                                                         "1200.5M");
    const struct node *salary = node_member(node_member(document, "compensation"), "market")->child;
    assert_string_equal(member(salary, "mean"), "120000.5");
    /* The example's cells are as in the report. */
    input = read_with(arena, SOURCE_DIR "/examples/hugging-face.md", &none);
    text = offer_writer_text(arena, &input);
    assert_non_null(strstr(text, "\"timeline\": \"2028+\",\n      \"// timeline\": \"at least 1.88 years from start"));
    assert_non_null(strstr(text, "\"start\": \"2026-02-13\""));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_and_tables),
        cmocka_unit_test(report_is_the_example),
        cmocka_unit_test(offers),
        cmocka_unit_test(comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
