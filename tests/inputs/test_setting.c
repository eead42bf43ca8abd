#include "inputs/json_document.h"
#include "inputs/place.h"
#include "inputs/setting.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include "inputs/offer_input.h"

#include <string.h>

static const char offer[] = "{\"name\": \"x\", \"stay\": \"4 years\", \"exits\": ["
                            "{\"name\": \"IPO\", \"probability\": \"35%\", \"valuation\": \"$8B\"},"
                            "{\"name\": \"St. Mary = best\", \"probability\": \"30%\"},"
                            "{\"name\": \"St\", \"probability\": \"35%\"}],"
                            "\"grants\": [{\"percent\": \"1%\"}, {\"percent\": \"2%\"}]}";

struct desk {
    struct arena *arena;
    struct problems *problems;
    struct node *document;
};

static struct desk desk_after(const char *text)
{
    struct desk desk = {.arena = arena_create()};
    desk.problems = problems_create(desk.arena);
    desk.document = json_document(desk.arena, source_create(desk.arena, "f", offer, sizeof offer - 1), desk.problems);
    setting_apply(desk.arena, desk.document, &(struct setting){text, 3}, desk.problems);
    return desk;
}

/* The node at a pointer of simple tokens. */
static const struct node *node_at(const struct desk *desk, const char *pointer)
{
    const struct node *node = desk->document;
    while (node && *pointer) {
        size_t length = strcspn(++pointer, "/");
        const struct node *child = node->child;
        for (; child; child = child->next) {
            const char *token = child->key ? child->key : arena_text(desk->arena, "%zu", child->index);
            if (strlen(token) == length && strncmp(token, pointer, length) == 0)
                break;
        }
        node = child;
        pointer += length;
    }
    return node;
}

static void test_values_arrive_where_the_path_says(void **state)
{
    (void)state;
    static const struct {
        const char *setting, *pointer, *text;
    } cases[] = {
        {"stay=2 years", "/stay", "2 years"},
        {"exits.0.probability=40%", "/exits/0/probability", "40%"},
        {"exits.IPO.probability=41%", "/exits/0/probability", "41%"},
        {"exits.ipo.probability=42%", "/exits/0/probability", "42%"},
        {"exits.St. Mary = best.probability=31%", "/exits/1/probability", "31%"},
        {"exits.St.probability=36%", "/exits/2/probability", "36%"},
        {"exits.3.name=New", "/exits/3/name", "New"},
        {"grants.grant 2.percent=0.5%", "/grants/1/percent", "0.5%"},
        {"compensation.offer.salary=$74-105K", "/compensation/offer/salary", "$74-105K"},
        {"compensation.market.layoff.0.within=18 months", "/compensation/market/layoff/0/within", "18 months"},
        {"risks.0.name=Layoff", "/risks/0/name", "Layoff"},
        {"dilution.rounds.0.dilution=8%", "/dilution/rounds/0/dilution", "8%"},
        {"stay=\"a = b\"", "/stay", "a = b"},
        {"exits.0.valuation={\"dist\": \"point\", \"value\": \"7B\"}", "/exits/0/valuation/value", "7B"},
        {"grants=[{\"percent\": \"3%\"}]", "/grants/0/percent", "3%"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk = desk_after(cases[i].setting);
        const struct node *node = node_at(&desk, cases[i].pointer);
        if (desk.problems->count || !node || node->type != NODE_TEXT || strcmp(node->text, cases[i].text) != 0)
            fail_msg("%s: %s", cases[i].setting,
                     desk.problems->count ? desk.problems->problem[0].message : "another value");
        assert_string_equal(node_pointer(desk.arena, node), cases[i].pointer);
        arena_destroy(desk.arena);
    }
}

static void test_faults_stand_at_their_column(void **state)
{
    (void)state;
    static const struct {
        const char *setting;
        enum status status;
        size_t column;
        const char *pointer;
    } cases[] = {
        {"stay", STATUS_USAGE, 5, ""},
        {"=3", STATUS_USAGE, 1, ""},
        {"", STATUS_USAGE, 1, ""},
        {"stay=", STATUS_USAGE, 6, "/stay"},
        {"exits..name=x", STATUS_USAGE, 7, "/exits"},
        {"exits.=x", STATUS_USAGE, 7, "/exits"},
        {"exits.4.name=x", STATUS_USAGE, 7, "/exits"},
        {"exits.99999999999999999999999.name=x", STATUS_USAGE, 7, "/exits"},
        {"exits.IPA.name=x", STATUS_USAGE, 7, "/exits"},
        {"risks.1.name=x", STATUS_USAGE, 7, "/risks"},
        {"risks.Layoff.probability=x", STATUS_USAGE, 7, "/risks"},
        {"stay.low=x", STATUS_USAGE, 6, "/stay"},
        {"exits.0.valuation.low=x", STATUS_USAGE, 19, "/exits/0/valuation"},
        {"stay=\xFF", STATUS_USAGE, 6, ""},
        {"grants=[{\"percent\": 01}]", STATUS_INVALID, 21, "/grants/0/percent"},
        {"exits.3={\"a\": 1, \"a\": 2}", STATUS_INVALID, 18, "/exits/3/a"},
        {"grants=[1] 2", STATUS_INVALID, 12, "/grants"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk = desk_after(cases[i].setting);
        size_t line = 0, column = 0;
        if (desk.problems->count != 1)
            fail_msg("%s: %zu problems", cases[i].setting, desk.problems->count);
        const struct problem *problem = &desk.problems->problem[0];
        place_line_column(&problem->at, &line, &column);
        if (desk.problems->status != cases[i].status || line != 3 || column != cases[i].column ||
            strcmp(problem->pointer, cases[i].pointer) != 0)
            fail_msg("%s: status %d at %zu:%zu %s: %s", cases[i].setting, (int)desk.problems->status, line, column,
                     problem->pointer, problem->message);
        assert_string_equal(problem->at.source->name, "--set");
        arena_destroy(desk.arena);
    }
}

static void test_a_row_that_is_not_there_names_the_nearest(void **state)
{
    (void)state;
    struct desk desk = desk_after("exits.IPA.probability=1%");
    assert_string_equal(desk.problems->problem[0].help, "Did you mean \"IPO\"?");
    arena_destroy(desk.arena);
}

static void test_a_value_knows_its_place(void **state)
{
    (void)state;
    struct desk desk = desk_after("exits.IPO.probability=40%");
    const struct node *node = node_at(&desk, "/exits/0/probability");
    size_t line, column;
    place_line_column(&node->at, &line, &column);
    assert_int_equal(column, 23);
    assert_int_equal(node_at(&desk, "/exits/0")->children, 3);
    arena_destroy(desk.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_arrive_where_the_path_says),
        cmocka_unit_test(test_faults_stand_at_their_column),
        cmocka_unit_test(test_a_row_that_is_not_there_names_the_nearest),
        cmocka_unit_test(test_a_value_knows_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
