/* Open Cap Format packages, in a folder and in a zip file. The package of tests/cases/ocf is out of order of date, and
 * holds a split, a transfer, a repurchase, exercises, a release, cancellations, a new ratio of conversion, warrants and
 * convertibles; what is left of each was counted by hand. */
#include "inputs/offer_variant.h"
#include "models/grant_kind.h"
#include "tests/support/assert_close.h"

#include <string.h>

#define CASES SOURCE_DIR "/tests/cases/"
#define LARKMOOR CASES "ocf/larkmoor"
#define LARKMOOR_ZIP CASES "ocf/larkmoor.ocf.zip"

/* The offer with exits and pay, so that only the cap table can be wrong. */
static bool read_offer(struct arena *arena, const char *path, const char *holder, struct offer_input *input)
{
    struct offer_input *base = arena_alloc(arena, 1, sizeof *base);
    struct reading_wishes wishes = {.holder = holder};
    if (!offer_variant_open(arena, path, NULL, wishes, base)) {
        *input = *base;
        return false;
    }
    return offer_variant_check(arena, base, NULL, 0, input);
}

static const struct capital_class *class_named(const struct offer *offer, const char *name)
{
    for (size_t i = 0; i < offer->class_count; i++)
        if (strcmp(offer->capital[i].name, name) == 0)
            return &offer->capital[i];
    fail_msg("no class %s", name);
    return NULL;
}

static double mean_of(const struct value *value)
{
    return distribution_mean(&value->distribution);
}

static bool said(const struct problems *problems, const char *text)
{
    for (size_t i = 0; i < problems->assumption_count; i++)
        if (strstr(problems->assumption[i].text, text))
            return true;
    for (size_t i = 0; i < problems->warning_count; i++)
        if (strstr(problems->warning[i].text, text))
            return true;
    return false;
}

static void check_holdings(const char *path)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_true(read_offer(arena, path, NULL, &input));
    const struct offer *offer = &input.offer;
    assert_int_equal(offer->class_count, 6);
    /* 400,000 x 10 - 500,000 + 100,000 after the split + 20,000 exercised + 500 released */
    assert_close(mean_of(&class_named(offer, "Common")->shares), 3620500, 0);
    /* 1,000,000 in two hands, two common each */
    assert_close(mean_of(&class_named(offer, "Series A")->shares), 2000000, 0);
    assert_close(mean_of(&class_named(offer, "Series A")->invested), 2000000, 0);
    /* 10,000 x 10 - 20,000; $1 / 10 */
    assert_close(mean_of(&class_named(offer, "2022 Plan options $0.1")->shares), 80000, 0);
    assert_close(mean_of(&class_named(offer, "2022 Plan options $0.1")->strike), 0.1, 1e-15);
    /* 20,000 + 30,000 - 15,000 */
    assert_close(mean_of(&class_named(offer, "2022 Plan options $0.3")->shares), 35000, 0);
    assert_close(mean_of(&class_named(offer, "2022 Plan RSUs")->shares), 4500, 0);
    assert_close(mean_of(&class_named(offer, "Warrants $0.5")->shares), 40000, 0);
    /* 300,000 - 100,000 - 20,000 - 15,000 - 5,000 */
    assert_true(said(input.problems, "160,000 shares of the plans are reserved and not granted"));
    assert_int_equal(offer->dilution.convertible_count, 2);
    arena_destroy(arena);
}

static void history_counts_in_order_of_date(void **state)
{
    (void)state;
    check_holdings(LARKMOOR);
    check_holdings(LARKMOOR_ZIP);
}

static const struct grant *only_grant(const struct offer_input *input, size_t count, size_t i)
{
    assert_int_equal(input->offer.grant_count, count);
    return &input->offer.grant[i];
}

static void holdings_of_one_are_grants(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_true(read_offer(arena, LARKMOOR_ZIP, "eli engineer", &input));
    const struct grant *options = only_grant(&input, 4, 2), *units = only_grant(&input, 4, 3);
    assert_string_equal(options->kind->name, "nso");
    assert_close(mean_of(&options->shares), 80000, 0);
    assert_int_equal(options->vesting.months, 36);
    assert_int_equal(options->vesting.step, 3);
    assert_string_equal(units->kind->name, "rsu");
    assert_int_equal(units->vesting.step_count, 4);
    assert_close(units->vesting.steps[3].fraction, 0.4, 1e-12);
    assert_true(read_offer(arena, CASES "sheets/12-ocf-package-plain/copperfinch", "Designer Two", &input));
    const struct grant *grant = only_grant(&input, 1, 0);
    assert_string_equal(grant->kind->name, "iso");
    assert_close(mean_of(&grant->shares), 120000, 0);
    assert_close(mean_of(&grant->strike), 0.62, 1e-15);
    assert_int_equal(grant->vesting.months, 48);
    assert_int_equal(grant->vesting.cliff, 12);
    assert_int_equal(grant->vesting.step, 1);
    arena_destroy(arena);
}

static void vesting_on_events_is_refused_by_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_false(read_offer(arena, LARKMOOR, "Mia Milestone", &input));
    assert_int_equal(input.problems->status, STATUS_INVALID);
    assert_non_null(strstr(input.problems->problem[0].message, "\"On revenue\" waits for something else than time"));
    arena_destroy(arena);
}

static void an_unknown_holder_is_told_with_the_nearest(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_false(read_offer(arena, LARKMOOR, "Fay Fuonder", &input));
    assert_non_null(strstr(input.problems->problem[0].help, "--holder \"Fay Founder\""));
    /* An offer without a cap table has no holders: that is said, and it runs. */
    assert_true(read_offer(arena, CASES "decisions/seed_tree.json", "Fay Founder", &input));
    assert_true(said(input.problems, "--holder Fay Founder chooses nothing here"));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(history_counts_in_order_of_date),
        cmocka_unit_test(holdings_of_one_are_grants),
        cmocka_unit_test(vesting_on_events_is_refused_by_name),
        cmocka_unit_test(an_unknown_holder_is_told_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
