/* From files to offers: the example of docs/model.md section 2, the seed offer and its variants. The corpus of faults
 * is test_corpus's. */
#include "inputs/json_document.h"
#include "inputs/offer_canonical.h"
#include "inputs/offer_input.h"
#include "inputs/offer_reader.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/valuation.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <string.h>

#define CASES SOURCE_DIR "/tests/cases/"

static struct offer_input read_offer(struct arena *arena, const char *path, const char *const *set, size_t set_count)
{
    struct setting settings[8] = {{NULL, 0}};
    for (size_t i = 0; i < set_count; i++)
        settings[i] = (struct setting){set[i], i + 1};
    struct offer_input input;
    if (!offer_input_read(arena, path, settings, set_count, &input)) {
        problems_print(input.problems, stderr);
        fail_msg("%s could not be read", path);
    }
    return input;
}

static struct offer_input read_good(struct arena *arena, const char *name)
{
    return read_offer(arena, arena_text(arena, CASES "offers/good/%s.json", name), NULL, 0);
}

static bool assumed(const struct offer_input *input, const char *pointer, const char *part)
{
    for (size_t i = 0; i < input->problems->assumption_count; i++) {
        const struct note *note = &input->problems->assumption[i];
        if (strcmp(note->pointer, pointer) == 0 && strstr(note->text, part))
            return true;
    }
    return false;
}

static bool warned(const struct offer_input *input, const char *part)
{
    for (size_t i = 0; i < input->problems->warning_count; i++) {
        if (strstr(input->problems->warning[i].text, part))
            return true;
    }
    return false;
}

static double mean(const struct value *value)
{
    return distribution_mean(&value->distribution);
}

/* --- the example ---------------------------------------------------------------------------------------------------
 */

static void check_example(const struct offer *offer)
{
    static const struct {
        const char *name;
        enum exit_kind kind;
        double share, value, years;
    } exits[] = {
        /* means: the midpoints; 1.5 times the bound where open; days from 2026-02-13 over 365.25 */
        {"IPO", EXIT_KIND_IPO, 0.35, 10e9, (322 + 1053) / 2.0 / 365.25},
        {"Amazon acquisition", EXIT_KIND_ACQUISITION, 0.30, 7e9, 687 / 2.0 / 365.25},
        {"Google acquisition", EXIT_KIND_ACQUISITION, 0.25, 6e9, 687 / 2.0 / 365.25},
        {"Independent leader", EXIT_KIND_INDEPENDENT, 0.10, 22.5e9, 687 / 365.25 + 2},
    };
    assert_string_equal(offer->currency, "USD");
    assert_close(offer->start_day, 20497, 0);
    assert_close(mean(&offer->stay), 2.5, 1e-12);
    assert_int_equal(offer->exit_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(offer->exit[i].name, exits[i].name);
        assert_int_equal(offer->exit[i].kind, exits[i].kind);
        assert_close(offer->exit[i].share, exits[i].share, 1e-15);
        assert_close(mean(&offer->exit[i].valuation.value[0]), exits[i].value, 1e-3);
        assert_close(mean(&offer->exit[i].timeline), exits[i].years, 1e-12);
    }
    static const enum risk_kind kinds[] = {RISK_EQUITY_ZERO, RISK_LAYOFF, RISK_ELIMINATION, RISK_STAGNATION};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(offer->risk[i].kind, kinds[i]);
    assert_int_equal(offer->layoff.count, 1);
    assert_close(offer->layoff.point[0].years, 1.5, 1e-15);
    assert_close(offer->layoff.point[0].probability, 0.4, 1e-15);
    assert_close(offer->elimination_chance, 0.5, 1e-15);
    assert_close(mean(&offer->pay_offer.salary), 89500, 1e-9);
    assert_close(mean(&offer->pay_market.salary), 185000, 1e-9);
    assert_close(mean(&offer->pay_market.raise), 0, 0);
    assert_close(mean(&offer->reemployed_at), 1, 0);
    assert_int_equal(offer->grant_count, 1);
    assert_string_equal(offer->grant[0].name, "grant 1");
    assert_close(mean(&offer->grant[0].percent), 0.0001, 1e-18);
    assert_string_equal(offer->grant[0].kind->name, "rsu");
    assert_string_equal(offer->grant[0].on_leaving->name, "keep");
    assert_int_equal(offer->grant[0].vesting.months, 48);
    assert_int_equal(offer->grant[0].vesting.cliff, 12);
    assert_int_equal(offer->grant[0].vesting.step, 1);
}

static void example(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", NULL, 0);
    check_example(&input.offer);
    assert_string_equal(input.offer.name, "Product designer, Hugging Face");
    assert_int_equal(input.missing_count, 0);
    assert_int_equal(input.problems->warning_count, 0);
    assert_true(assumed(&input, "/exits/0/valuation", "uniform between 8,000,000,000 and 12,000,000,000 USD"));
    assert_true(assumed(&input, "/exits/3/valuation", "Pareto"));
    assert_true(assumed(&input, "/exits/1/name", "acquisition"));
    assert_true(assumed(&input, "/risks/1/name", "18 months"));
    assert_true(assumed(&input, "/search", "0"));
    assert_true(assumed(&input, "/reemployed_at", "100%"));
    assert_true(assumed(&input, "/compensation/offer/raise", "0%"));
    assert_true(assumed(&input, "/grants/0/vesting", "48 months"));
    arena_destroy(arena);
}

/* The offers inside a case file become documents of their own. */
static void read_inside(struct arena *arena, const struct node *node, struct offer *offer)
{
    struct problems *problems = problems_create(arena);
    offer_from_document(arena, node, problems, offer);
    if (problems->count)
        problems_print(problems, stderr);
    assert_int_equal(problems->count, 0);
}

static struct node *case_file(struct arena *arena, const char *name)
{
    struct problems *problems = problems_create(arena);
    struct source *source = source_read(arena, arena_text(arena, CASES "%s", name), problems);
    assert_non_null(source);
    struct node *document = json_document(arena, source, problems);
    assert_non_null(document);
    return document;
}

static void seed_and_variants(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer offer;
    struct node *seed = case_file(arena, "seed-offer.json");
    read_inside(arena, node_member(node_member(seed, "case"), "offer"), &offer);
    check_example(&offer);

    struct node *variants = node_member(case_file(arena, "variants.json"), "cases");
    assert_int_equal(variants->children, 3);
    read_inside(arena, node_member(variants->child, "offer"), &offer);
    assert_string_equal(offer.grant[0].kind->name, "nso");
    assert_string_equal(offer.grant[0].on_leaving->name, "exercise");
    assert_close(offer.grant[0].leaving_chance, 1, 0);
    assert_close(mean(&offer.grant[0].strike_value), 4.5e9, 1e-3);
    assert_close(mean(&offer.dilution.annual), 0.045, 1e-12);
    assert_close(mean(&offer.discount_rate), 0.05, 1e-15);

    read_inside(arena, node_member(variants->child->next, "offer"), &offer);
    assert_true(offer.exclusive_overlays);
    assert_close(mean(&offer.search), 4.5 / 12, 1e-12);
    assert_close(mean(&offer.severance), 2.0 / 12, 1e-12);
    assert_close(mean(&offer.reemployed_at), 0.9, 1e-12);
    assert_close(mean(&offer.grant[0].single_trigger), 0.5, 0);
    assert_close(mean(&offer.grant[0].double_trigger), 1, 0);

    read_inside(arena, node_member(variants->last_child, "offer"), &offer);
    assert_int_equal(offer.layoff.count, 2);
    assert_close(offer.layoff.point[0].years, 0.5, 1e-15);
    assert_close(offer.layoff.point[1].probability, 0.4, 1e-15);
    assert_int_equal(offer.grant[0].vesting.step, 3);
    assert_int_equal(offer.grant[1].vesting.step_count, 4);
    assert_int_equal(offer.grant[1].vesting.steps[2].month, 36);
    assert_close(offer.grant[1].vesting.steps[2].fraction, 0.4, 1e-15);
    assert_string_equal(offer.correlation[0].between[1], "compensation.market.salary");
    assert_close(offer.correlation[0].rho, 0.5, 0);
    arena_destroy(arena);
}

/* --- what is simulated, and its hash ---------------------------------------------------------------------------------
 */

static const char *canonical_of(struct arena *arena, const char *json)
{
    struct problems *problems = problems_create(arena);
    struct source *source = source_create(arena, "offer.json", json, strlen(json));
    struct offer offer;
    offer_from_document(arena, json_document(arena, source, problems), problems, &offer);
    assert_int_equal(problems->count, 0);
    return offer_canonical(arena, &offer);
}

#define REST                                                                                                           \
    "\"compensation\": {\"offer\": {\"salary\": \"$90K\"}, \"market\": {\"salary\": \"$150K\"}},"                      \
    "\"grants\": [{\"percent\": \"0.01%\"}]}"

static void hash_of_what_is_simulated(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *one = "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"60%\", \"valuation\": \"$8-12B\", "
                      "\"timeline\": \"24-36 months\"}, {\"name\": \"Sale\", \"probability\": \"40%\", \"valuation\": "
                      "\"$1,000M\", \"timeline\": 2}]," REST;
    /* Other words, other order, a name, remarks, what is ignored, a default said aloud. */
    const char *same =
        "{\"name\": \"x\", \"//\": 1, \"offercast\": 1, \"stay\": \"4 years\", \"currency\": \"USD\", \"risks\": "
        "[{\"name\": \"Comp cost\", \"probability\": \"100%\", \"amount\": \"$5K\"}], \"wealth\": \"$1M\", \"exits\": "
        "[{\"name\": \"Sale\", \"probability\": 0.4, \"valuation\": \"$1B\", \"timeline\": \"2 years\"}, {\"name\": "
        "\"IPO\", \"kind\": \"ipo\", \"probability\": \"60%\", \"valuation\": \"USD 8\xe2\x80\x93"
        "12 billion\", \"timeline\": \"2-3 years\"}], \"scorecard\": [{\"dimension\": \"a\", \"score\": 5, \"weight\": "
        "1}]," REST;
    assert_string_equal(canonical_of(arena, one), canonical_of(arena, same));
    const char *other = "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"60%\", \"valuation\": \"$8-12.1B\", "
                        "\"timeline\": \"2-3 years\"}, {\"name\": \"Sale\", \"probability\": \"40%\", \"valuation\": "
                        "\"$1B\", \"timeline\": 2}]," REST;
    assert_string_not_equal(canonical_of(arena, one), canonical_of(arena, other));

    struct offer_input example = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", NULL, 0);
    const char *const same_again[] = {"name=Another", "grants.0.percent=0.010%", "stay=24-36 months"};
    struct offer_input again = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", same_again, 3);
    assert_string_equal(example.sha256, again.sha256);
    assert_int_equal(strlen(example.sha256), 64);
    const char *const more[] = {"grants.0.percent=0.02%"};
    struct offer_input doubled = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", more, 1);
    assert_string_not_equal(example.sha256, doubled.sha256);
    arena_destroy(arena);
}

/* --- meanings --------------------------------------------------------------------------------------------------------
 */

static void sums(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input rescaled = read_good(arena, "rescaled");
    assert_close(rescaled.offer.exit[0].share, 60.2 / 100.4, 1e-15);
    assert_close(rescaled.offer.exit[0].share + rescaled.offer.exit[1].share, 1, 1e-15);
    assert_true(assumed(&rescaled, "/exits", "rescaled"));
    struct offer_input remainder = read_good(arena, "remainder");
    assert_close(remainder.offer.no_exit_share, 0.6, 1e-12);
    assert_close(remainder.offer.exit[0].share, 0.4, 1e-12);
    assert_true(assumed(&remainder, "/exits/0/probability", "its mean, 40%"));
    assert_true(assumed(&remainder, "/exits", "60%"));
    struct offer_input failure = read_good(arena, "failure");
    assert_int_equal(failure.offer.exit[0].kind, EXIT_KIND_FAILURE);
    assert_false(failure.offer.exit[0].timeline.given);
    assert_close(mean(&failure.offer.exit[0].valuation.value[0]), 0, 0);
    assert_int_equal(failure.offer.exit[1].kind, EXIT_KIND_ACQUISITION);
    assert_close(mean(&failure.offer.exit[1].timeline), 1.5, 1e-12);
    arena_destroy(arena);
}

static void hazards_and_risks(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input = read_good(arena, "hazards");
    const struct hazard_curve *layoff = &input.offer.layoff;
    assert_int_equal(layoff->count, 3);
    assert_close(layoff->point[0].years, 0.5, 1e-15);
    assert_close(layoff->point[0].probability, 0.1, 1e-15);
    assert_close(layoff->point[2].years, 3, 1e-15);
    assert_close(layoff->point[2].probability, 0.55, 1e-12);
    assert_true(layoff->stops && input.offer.quit.stops);
    assert_int_equal(input.offer.quit.count, 1);
    assert_string_equal(input.offer.correlation[0].between[0], "layoff");
    assert_string_equal(input.offer.correlation[0].between[1], "risks.Zombie");
    struct offer_input ignored = read_good(arena, "cost_ignored");
    assert_true(assumed(&ignored, "/risks/0", "ignored"));
    assert_close(mean(&ignored.offer.pay_market.signing), 0, 0);
    struct offer_input cost = read_good(arena, "cost_alone");
    assert_true(cost.offer.compensation_given);
    assert_int_equal(cost.missing_count, 0);
    assert_close(mean(&cost.offer.pay_market.signing), 125000, 1e-6);
    assert_close(mean(&cost.offer.pay_market.salary), 0, 0);
    assert_true(assumed(&cost, "/risks/0", "no `compensation`"));
    arena_destroy(arena);
}

static void shares_and_models(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input models = read_good(arena, "valuation_models");
    assert_string_equal(models.offer.exit[0].valuation.kind->name, "a valuation by revenue");
    assert_close(mean(&models.offer.exit[0].valuation.value[3]), 10, 1e-12);
    assert_string_equal(models.offer.exit[1].valuation.kind->name, "a valuation by drift");
    assert_close(mean(&models.offer.exit[1].valuation.value[1]), -0.08, 1e-15);
    struct offer_input sample = read_good(arena, "empirical");
    assert_close(mean(&sample.offer.pay_offer.salary), 90000, 1e-9); /* of 80, 90, 100 thousand; a blank is none */
    assert_close(mean(&sample.offer.pay_market.salary), 150000, 1e-6);
    struct offer_input options = read_good(arena, "options");
    assert_string_equal(options.offer.grant[0].kind->name, "iso");
    assert_string_equal(options.offer.grant[0].on_leaving->name, "hold");
    assert_int_equal(options.offer.grant[0].rounding, ROUND_FRONT_LOADED);
    assert_close(mean(&options.offer.grant[0].exercise_window), 10, 1e-12);
    assert_close(mean(&options.offer.grant[0].strike), 4.5, 1e-12);
    assert_close(options.offer.grant[1].leaving_chance, 0.32, 1e-15);
    assert_true(options.offer.grant[1].cash_limit.given);
    struct offer_input vesting = read_good(arena, "vesting");
    assert_true(vesting.offer.grant[0].vesting.at_once);
    assert_close(mean(&vesting.offer.grant[0].granted), -714 / 365.25, 1e-12); /* 2024-03-01 to 2026-02-13 */
    assert_string_equal(vesting.offer.grant[1].name, "Refresher");
    assert_close(vesting.offer.grant[1].repeat_every_years, 1, 1e-15);
    assert_int_equal(vesting.offer.grant[1].repeat_times, 3);
    assert_string_equal(vesting.offer.grant[2].name, "grant 3");
    assert_true(vesting.offer.grant[3].expires.given);
    struct offer_input capital = read_good(arena, "capital");
    const struct capital_class *d = &capital.offer.capital[2];
    assert_int_equal(d->kind, CLASS_PREFERRED);
    assert_true(d->participating);
    assert_close(mean(&d->multiple), 1.5, 0);
    assert_close(mean(&d->issued), -904 / 365.25, 1e-12); /* 2023-08-24 to 2026-02-13 */
    assert_close(d->seniority, 2, 0);
    assert_int_equal(d->anti_dilution, ANTI_DILUTION_WEIGHTED_AVERAGE);
    assert_close(mean(&capital.offer.escrow_delay), 1.5, 1e-12);
    struct offer_input rounds = read_good(arena, "rounds");
    assert_int_equal(rounds.offer.dilution.round_count, 2);
    assert_string_equal(rounds.offer.dilution.round[1].name, "round 2");
    assert_close(mean(&rounds.offer.dilution.round[1].probability), 1, 0);
    assert_string_equal(rounds.offer.correlation[0].between[0], "dilution.rounds.round 2.dilution");
    assert_string_equal(rounds.offer.correlation[0].between[1], "dilution.rounds.Series E.dilution");
    assert_int_equal(rounds.offer.dilution.convertible[0].kind, CONVERTIBLE_NOTE);
    struct offer_input company = read_good(arena, "company");
    assert_true(company.offer.company_given);
    assert_close(mean(&company.offer.lock_up), 180 / 365.25, 1e-12);
    assert_close(mean(&company.offer.concentration), 20, 0);
    arena_destroy(arena);
}

static void warnings(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *const set[] = {"exits.0.name=Sale after failure", "defaults.tail_index=1.5"};
    struct offer_input input = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", set, 2);
    assert_true(warned(&input, "fits both failure and acquisition"));
    assert_true(warned(&input, "variance"));
    struct offer_input normal = read_good(arena, "empirical");
    assert_true(warned(&normal, "can be negative, on less than one path in 1000"));
    struct offer_input card = read_good(arena, "scorecard");
    assert_int_equal(card.offer.scorecard.count, 2);
    assert_true(card.offer.scorecard.total_stated);
    assert_int_equal(card.problems->warning_count, 0); /* 0.6 * 8 + 0.4 * 7.5 = 7.8 */
    arena_destroy(arena);
}

/* What a type of grant does not take is told where it does nothing, and "no" is no mistake. */
static void keys_of_other_types(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *const set[] = {"grants.0.cash_limit=$50K", "grants.0.exercise_window=1 year",
                               "grants.0.early_exercise=false"};
    struct offer_input input = read_offer(arena, SOURCE_DIR "/examples/hugging-face.json", set, 3);
    assert_true(warned(&input, "`cash_limit` has no effect on a grant of type rsu; it is for: nso, iso"));
    assert_true(warned(&input, "`exercise_window` has no effect on a grant of type rsu"));
    assert_false(warned(&input, "early_exercise"));
    arena_destroy(arena);
}

static void missing_for_run(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input = read_good(arena, "without_pay");
    assert_int_equal(input.missing_count, 3);
    assert_string_equal(input.missing[0], "--set compensation.offer.salary='$74-105K'");
    assert_string_equal(input.missing[1], "--set compensation.market.salary='$120-250K'");
    assert_string_equal(input.missing[2], "--set grants.0.percent=0.01%");
    struct offer_input cost = read_good(arena, "cost_without_grant");
    assert_int_equal(cost.missing_count, 3);
    assert_close(mean(&cost.offer.pay_market.signing), 60000, 1e-9); /* 60% of 100,000 */
    const char *const given[] = {"compensation.offer.salary=$74-105K", "compensation.market.salary=$120-250K",
                                 "grants.0.percent=0.01%"};
    const char *path = CASES "offers/good/without_pay.json";
    assert_int_equal(read_offer(arena, path, given, 3).missing_count, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example),  cmocka_unit_test(seed_and_variants),   cmocka_unit_test(hash_of_what_is_simulated),
        cmocka_unit_test(sums),     cmocka_unit_test(hazards_and_risks),   cmocka_unit_test(shares_and_models),
        cmocka_unit_test(warnings), cmocka_unit_test(keys_of_other_types), cmocka_unit_test(missing_for_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
