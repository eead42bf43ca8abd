/* Manual pages, help of options and completions say what the records say, and say it so that shells and roff read it.
 */
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/option_sections.h"
#include "cli/option_values.h"
#include "cli/page.h"
#include "cli/roff.h"
#include "sim/arena.h"
#include "tests/support/assert_close.h"

#include <string.h>

static const char *roff_word(const char *text)
{
    struct page out = {0};
    roff_put_word(&out, text);
    return out.bytes;
}

static const char *roff_text(const char *text)
{
    struct page out = {0};
    roff_put_text(&out, text);
    return out.bytes;
}

/* The escapes are those of groff_char(7). */
static void escapes_what_roff_would_read(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(roff_word("--csv-bom"), "\\-\\-csv\\-bom");
    assert_string_equal(roff_word("a\\b"), "a\\eb");
    assert_string_equal(roff_word("two words"), "\"two words\"");
    assert_string_equal(roff_text(".hidden 'x' \"y\" 2^64 ~"), "\\&.hidden \\(aqx\\(aq \\(dqy\\(dq 2\\(ha64 \\(ti\n");
    assert_string_equal(roff_text("`run --wide` of ±5"), "\\fBrun \\-\\-wide\\fR of \\[u00B1]5\n");
    arena_destroy(arena);
}

static void folds_lines_and_guards_their_begin(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct page long_text = {0};
    for (int i = 0; i < 40; i++)
        page_put(&long_text, "word .x ");
    const char *text = roff_text(long_text.bytes);
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        assert_true(strcspn(line, "\n") <= 80);
        assert_true(*line != '.' && *line != '\'' && *line != ' ');
    }
    arena_destroy(arena);
}

static void keeps_lines_that_begin_with_a_space(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct page out = {0};
    roff_put_prose(&out, "One\nparagraph.\n  a  table\nmore\n\nlast\n");
    assert_string_equal(out.bytes, "One paragraph.\n.PP\n.nf\n  a  table\n.fi\n.PP\nmore\n.PP\nlast\n");
    arena_destroy(arena);
}

/* Each option of each command in exactly one section, and in the page. */
static void tells_every_option_once(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t c = 0; command_list[c]; c++) {
        const struct command *command = command_list[c];
        const char *page = manual_command(command);
        size_t told = 0, belong = 0;
        for (const struct option_section *section = option_sections; section->title; section++) {
            const struct option_record *option = option_section_next(section, command, NULL);
            for (; option; option = option_section_next(section, command, option)) {
                const char *name = roff_word(arena_text(arena, "--%s", option->name));
                assert_non_null(strstr(page, arena_text(arena, "\\fB%s\\fR", name)));
                told++;
            }
        }
        for (const struct option_record *option = option_list; option->name; option++)
            belong += option_belongs(option, command);
        assert_int_equal(told, belong);
    }
    arena_destroy(arena);
}

static void names_every_command(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *page = manual_program();
    for (size_t c = 0; command_list[c]; c++) {
        const char *name = arena_text(arena, ".BR offercast\\-%s (1)", command_list[c]->name);
        assert_non_null(strstr(page, name));
        for (const struct completion_shell *shell = completion_shells; shell->name; shell++) {
            struct page script = {0};
            shell->put(&script);
            assert_non_null(strstr(script.bytes, command_list[c]->name));
        }
    }
    arena_destroy(arena);
}

static bool parses(const struct option_record *option, const char *value)
{
    struct arena *arena = arena_create();
    struct options options;
    const char *fault = NULL;
    memset(&options, 0, sizeof options);
    bool fine = option->parse(value, &options, &fault);
    arena_destroy(arena);
    return fine;
}

/* What is offered for completion is what the parser takes; an argument called NAME or WHEN has words,
 * a list of statistics and a path of an offer have words too. */
static void offers_words_that_are_taken(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (const struct option_record *option = option_list; option->name; option++) {
        const struct option_word *word = option_words(option);
        bool named =
            option->argument && (strcmp(option->argument, "NAME") == 0 || strcmp(option->argument, "WHEN") == 0);
        bool path = strcmp(option->name, "set") == 0 || strcmp(option->name, "vary") == 0; /* =VALUE follows */
        bool listed = strcmp(option->name, "stat") == 0 || path;
        assert_int_equal(option_value(option) == OPTION_VALUE_WORD, named || listed);
        assert_int_equal(word != NULL, named || listed);
        for (; word && word->name; word++)
            assert_true(strcmp(option->name, "isa") == 0 || path || parses(option, word->name));
        assert_false(named && parses(option, "no such word"));
    }
    arena_destroy(arena);
}

static void escapes_for_single_quotes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(completion_escaped("Sobol' [x]:", "[]:"), "Sobol'\\'' \\[x\\]\\:");
    assert_string_equal(completion_escaped("", ""), "");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_what_roff_would_read),
        cmocka_unit_test(folds_lines_and_guards_their_begin),
        cmocka_unit_test(keeps_lines_that_begin_with_a_space),
        cmocka_unit_test(tells_every_option_once),
        cmocka_unit_test(names_every_command),
        cmocka_unit_test(offers_words_that_are_taken),
        cmocka_unit_test(escapes_for_single_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
