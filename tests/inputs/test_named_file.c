/* Files that are named inside a file lie in its folder or below, through links and dots, unless they may lie anywhere.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */
#include "inputs/named_file.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/offercast_named_XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[8][128];
    static size_t next;
    char *made = path[next++ % 8];
    snprintf(made, sizeof *path, "%s/%s", folder, name);
    return made;
}

static void put(const char *name)
{
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fputs("text\n", file);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(mkdir(in_folder("offers"), 0700) + mkdir(in_folder("offers/below"), 0700), 0);
    assert_int_equal(mkdir(in_folder("offers.more"), 0700), 0);
    put("outside.csv");
    put("offers/beside.csv");
    put("offers/below/deep.csv");
    put("offers.more/like.csv");
    assert_int_equal(symlink("../outside.csv", in_folder("offers/out.csv")), 0);
    assert_int_equal(symlink("below/deep.csv", in_folder("offers/in.csv")), 0);
    assert_int_equal(symlink("..", in_folder("offers/up")), 0);
    assert_int_equal(symlink("offers", in_folder("linked")), 0);
    return 0;
}

static int tear_down(void **state)
{
    char command[160];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command); /* NOLINT: a test */
}

/* What comes of naming it in offer.json of the folder: its status. */
static enum status named(const char *base, const char *file, bool anywhere)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    problems->written = source_written(arena, NULL, 0);
    problems->written->anywhere = anywhere;
    const struct source *offer = source_create(arena, "offer.json", "\"x\"", 3);
    struct node *node = node_create(arena, NODE_TEXT, (struct place){offer, 0});
    node->text = file;
    const struct source *source = named_file_read(arena, node, base, problems);
    enum status status = problems->status;
    assert_true((source != NULL) == (status == STATUS_OK));
    if (source)
        assert_string_equal(source->bytes, "text\n");
    else
        assert_ptr_equal(problems->problem[0].at.source, offer);
    arena_destroy(arena);
    return status;
}

static void beside_and_below(void **state)
{
    (void)state;
    static const char *const good[] = {"beside.csv",          "below/deep.csv",       "in.csv",
                                       "below/../beside.csv", "up/offers/beside.csv", "../linked/beside.csv"};
    static const char *const elsewhere[] = {"../outside.csv", "out.csv", "up/outside.csv", "../offers.more/like.csv",
                                            "/etc/passwd"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(named(in_folder("offers/offer.json"), good[i], false), STATUS_OK);
        assert_int_equal(named(in_folder("linked/offer.json"), good[i], false), STATUS_OK);
    }
    assert_int_equal(named(in_folder("offers/offer.json"), in_folder("offers/beside.csv"), false), STATUS_OK);
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        assert_int_equal(named(in_folder("offers/offer.json"), elsewhere[i], false), STATUS_INVALID);
    for (size_t i = 0; i + 1 < sizeof elsewhere / sizeof *elsewhere; i++)
        assert_int_equal(named(in_folder("offers/offer.json"), elsewhere[i], true), STATUS_OK);
    assert_int_equal(named(in_folder("offers/offer.json"), "none.csv", false), STATUS_FILE);
}

/* Of what has no folder, such as standard input or --set: where the program stands. */
static void where_the_program_stands(void **state)
{
    (void)state;
    assert_int_equal(chdir(in_folder("offers")), 0);
    assert_int_equal(named("", "below/deep.csv", false), STATUS_OK);
    assert_int_equal(named("", "../outside.csv", false), STATUS_INVALID);
    assert_int_equal(named("offer.json", "out.csv", false), STATUS_INVALID);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(named("offer.json", in_folder("outside.csv"), false), STATUS_OK); /* all lies below the root */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(beside_and_below), cmocka_unit_test(where_the_program_stands)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
