/* The corpus: of tests/cases/offers (JSON) and tests/cases/reports (Markdown, CSV), every file in good/ is read without
 * a fault, and every file in bad/ has the one fault that bad/expected.tsv names: line, column, pointer, message, help.
 */
#include "inputs/offer_input.h"
#include "inputs/place.h"
#include "inputs/problems_print.h"
#include "tests/support/assert_close.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define CASES SOURCE_DIR "/tests/cases/"

static const char *const folders[] = {CASES "offers", CASES "reports"};
enum { FOLDERS = sizeof folders / sizeof *folders };

static bool is_case(const struct dirent *entry)
{
    bool named = strcmp(entry->d_name, "tables") == 0; /* by some of the cases */
    return entry->d_name[0] != '.' && !strstr(entry->d_name, ".tsv") && !named;
}

static size_t files_in(struct arena *arena, const char *folder, const char *half)
{
    DIR *open = opendir(arena_text(arena, "%s/%s", folder, half));
    size_t count = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open));)
        count += is_case(entry);
    closedir(open);
    return count;
}

static size_t check_good(const char *folder)
{
    struct arena *arena = arena_create();
    DIR *open = opendir(arena_text(arena, "%s/good", folder));
    size_t wrong = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open));) {
        struct offer_input input;
        if (!is_case(entry) ||
            offer_input_read(arena, arena_text(arena, "%s/good/%s", folder, entry->d_name), NULL, 0, &input))
            continue;
        problems_print(input.problems, stderr);
        wrong++;
    }
    closedir(open);
    arena_destroy(arena);
    return wrong;
}

static void good(void **state)
{
    (void)state;
    for (size_t i = 0; i < FOLDERS; i++)
        assert_int_equal(check_good(folders[i]), 0);
}

static char *field(char **line)
{
    char *start = *line, *end = strpbrk(start, "\t\n");
    *line = end && *end == '\t' ? end + 1 : start + strlen(start);
    if (end)
        *end = '\0';
    return start;
}

static size_t check_bad(struct arena *arena, const char *folder, char *line)
{
    const char *file = field(&line);
    size_t expected_line, expected_column;
    assert_int_equal(sscanf(field(&line), "%zu", &expected_line), 1);
    assert_int_equal(sscanf(field(&line), "%zu", &expected_column), 1);
    const char *pointer = field(&line), *message = field(&line), *help = field(&line);
    struct offer_input input;
    if (offer_input_read(arena, arena_text(arena, "%s/bad/%s", folder, file), NULL, 0, &input)) {
        print_error("%s: no fault was found\n", file);
        return 1;
    }
    const struct problem *problem = &input.problems->problem[0];
    size_t at_line, at_column;
    place_line_column(&problem->at, &at_line, &at_column);
    bool fits = input.problems->count == 1 && input.problems->status == STATUS_INVALID && at_line == expected_line &&
                at_column == expected_column && strcmp(problem->pointer, pointer) == 0 &&
                strstr(problem->message, message) && (!*help || (problem->help && strstr(problem->help, help)));
    if (fits)
        return 0;
    print_error("%s: expected %zu:%zu %s \"%s\" help \"%s\"; found %zu faults:\n", file, expected_line, expected_column,
                pointer, message, help, input.problems->count);
    problems_print(input.problems, stderr);
    return 1;
}

/* Every file of the folder stands in the manifest once. */
static void check_folder(const char *folder)
{
    struct arena *arena = arena_create();
    FILE *manifest = fopen(arena_text(arena, "%s/bad/expected.tsv", folder), "r");
    assert_non_null(manifest);
    char line[1024];
    size_t cases = 0, wrong = 0;
    while (fgets(line, sizeof line, manifest)) {
        if (line[0] == '#')
            continue;
        wrong += check_bad(arena, folder, line);
        cases++;
    }
    fclose(manifest);
    assert_int_equal(cases, files_in(arena, folder, "bad"));
    assert_int_equal(wrong, 0);
    arena_destroy(arena);
}

static void bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < FOLDERS; i++)
        check_folder(folders[i]);
}

static void size(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_true(files_in(arena, folders[0], "good") >= 20 && files_in(arena, folders[1], "good") >= 8);
    assert_true(files_in(arena, folders[0], "bad") >= 100 && files_in(arena, folders[1], "bad") >= 30);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(bad),
        cmocka_unit_test(size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
