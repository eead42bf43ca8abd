/* Workbooks, letters, cap tables and Open Cap Format packages, damaged: 10,000 files of each. Each is read, or refused
 * with a message that has a place; none ends the program. */
#include "inputs/offer_input.h"
#include "inputs/source.h"
#include "tests/inputs/damage.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MUTATIONS = 10000 };
#define CASES SOURCE_DIR "/tests/cases/"

static struct damaged damage(struct arena *arena, uint64_t *state, const struct source *seed)
{
    size_t length = seed->length, at = damage_below(state, length);
    size_t remove = damage_below(state, 4) == 0 ? damage_below(state, length - at < 200 ? length - at : 200) : 1;
    char insert[4];
    for (size_t i = 0; i < sizeof insert; i++)
        insert[i] = (char)damage_next(state);
    const char *text = seed->bytes + damage_below(state, length); /* a piece of the file itself */
    size_t piece = length - (size_t)(text - seed->bytes) < 60 ? length - (size_t)(text - seed->bytes) : 60;
    bool own = damage_below(state, 2) == 0;
    return damage_splice(arena, seed->bytes, length, at, remove, own ? text : insert, own ? piece : sizeof insert);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "w");
    assert_true(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

static void check_read(const char *path)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    if (!offer_input_read(arena, path, NULL, 0, &input)) {
        assert_true(input.problems->status != STATUS_OK && input.problems->count > 0);
        assert_true(input.problems->problem[0].message[0] != '\0');
    }
    arena_destroy(arena);
}

/* Damages the file `name` of `folder`, MUTATIONS times, and reads `read` there ("" for the folder itself). */
static void check_mutations(const char *from, const char *name, const char *read)
{
    struct arena *arena = arena_create();
    const struct source *seed = source_read(arena, arena_text(arena, "%s/%s", from, name), problems_create(arena));
    assert_non_null(seed);
    char folder[] = "/tmp/offercast_mutations_XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = arena_text(arena, "%s/%s", folder, name);
    bool package = read[0] == '\0';
    if (package)
        assert_int_equal(system(arena_text(arena, "cp %s/* %s/", from, folder)), 0);
    uint64_t state = 20260105;
    for (size_t i = 0; i < MUTATIONS; i++) {
        struct arena *own = arena_create();
        struct damaged damaged = damage(own, &state, seed);
        write_file(path, damaged.bytes, damaged.length);
        check_read(package ? folder : path);
        arena_destroy(own);
    }
    assert_int_equal(system(arena_text(arena, "rm -r %s", folder)), 0);
    arena_destroy(arena);
}

static void workbooks(void **state)
{
    (void)state;
    check_mutations(CASES "sheets/07-xlsx-hostile", "stored.xlsx",
                    "stored.xlsx"); /* not compressed: damage reaches it */
    check_mutations(CASES "sheets/18-ods", "book.ods", "book.ods");
}

static void letters(void **state)
{
    (void)state;
    check_mutations(CASES "corpus", "letter-usual.txt", "letter-usual.txt");
}

static void cap_tables(void **state)
{
    (void)state;
    check_mutations(CASES "corpus", "cap-with-terms.csv", "cap-with-terms.csv");
}

static void lists_of_exits(void **state)
{
    (void)state;
    check_mutations(CASES "corpus", "exits-list-in-bold.md", "exits-list-in-bold.md");
}

static void packages(void **state)
{
    (void)state;
    check_mutations(CASES "sheets/12-ocf-package-plain/copperfinch", "Transactions.ocf.json", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workbooks),      cmocka_unit_test(letters),  cmocka_unit_test(cap_tables),
        cmocka_unit_test(lists_of_exits), cmocka_unit_test(packages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
