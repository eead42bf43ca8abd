/* Steps of a negotiation, and what asks are worth against separate runs of the same offers. */
#include "analysis/negotiate.h"

#include "analysis/scenario.h"
#include "inputs/offer_variant.h"
#include "library/ask_offers.h"
#include "tests/support/assert_close.h"

#include <math.h>
#include <string.h>

static struct progress progress;

static struct question question_of(uint64_t paths)
{
    return (struct question){.sampler = sampler_named("sobol"),
                             .seed = 1,
                             .paths = paths,
                             .replicates = 16,
                             .threads = 1,
                             .isa = isa_best(),
                             .level = 0.95,
                             .progress = &progress};
}

static void steps_are_round(void **state)
{
    (void)state;
    assert_close(lever_round_up(9800), 10000, 0);
    assert_close(lever_round_up(17800), 20000, 0);
    assert_close(lever_round_up(0.00018), 0.0002, 1e-18);
    assert_close(lever_round_up(0.015), 0.015, 1e-15);
    assert_close(lever_round_up(24800), 25000, 0);
}

/* The mean and the chance of an offer with a setting, as `run` gives them. */
static void run(struct arena *arena, const struct offer_input *base, const char *setting, double *mean, double *ahead)
{
    struct question question = question_of(1 << 14);
    struct setting set = {setting, 1};
    struct offer_input input;
    struct scenario scenario = {.fault = NULL};
    const char *fault = NULL;
    assert_true(offer_variant_read(arena, base, &set, setting ? 1 : 0, NULL, 0, true, NULL, &input));
    scenario.subject.plan = plan_prepare(arena, &input.offer, &fault);
    assert_non_null(scenario.subject.plan);
    assert_true(scenario_simulate(arena, &question, 1, NULL, &scenario));
    *mean = sample_mean(&scenario.estimate.sample, METRIC_NET_ADVANTAGE).estimate;
    *ahead = sample_p_positive(&scenario.estimate.sample, METRIC_NET_ADVANTAGE).estimate;
}

static void asks_are_differences_of_runs(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct question question = question_of(1 << 14);
    struct offer_input input;
    struct negotiation negotiation;
    const char *fault = NULL;
    double mean, ahead, with_mean, with_ahead;
    assert_true(offer_input_read(arena, SOURCE_DIR "/examples/hugging-face.json", NULL, 0, &input));
    struct subject subject = {.offer = &input.offer, .plan = plan_prepare(arena, &input.offer, &fault)};
    struct ask_source source = ask_offers_source(&input);
    assert_true(negotiate(arena, &question, &subject, NULL, &source, &negotiation));
    run(arena, &input, NULL, &mean, &ahead);
    assert_true(negotiation.asked_count >= 9);
    for (size_t i = 0; i < negotiation.asked_count; i++) {
        const struct asked *asked = &negotiation.asked[i];
        run(arena, &input, asked->ask.setting, &with_mean, &with_ahead);
        assert_close(asked->mean.estimate, with_mean - mean, 1e-6);
        assert_close(asked->p_positive.estimate, with_ahead - ahead, 1e-12);
        if (strcmp(asked->lever->key, "signing") == 0) { /* paid at the start, whatever happens */
            assert_close(asked->mean.estimate, 10000, 1e-6);
            assert_close(asked->median.estimate, 10000, 200);
        }
    }
    /* A lever's mean is a multiple of its amount: twice the amount that trades for the signing bonus is worth two. */
    assert_true(negotiation.trade_count >= 4);
    for (size_t i = 0; i < negotiation.trade_count; i++)
        assert_close(negotiation.trade[i].mean.estimate, 10000, 1e-6);
    assert_non_null(negotiation.package);
    assert_true(negotiation.package->p_positive.estimate > 0.16); /* more than the best ask alone */
    arena_destroy(arena);
}

/* Against its own market job, or against the offer itself. */
static struct negotiation negotiated(struct arena *arena, const char *path, bool against_itself)
{
    struct question question = question_of(1 << 12);
    struct offer_input input;
    struct negotiation negotiation;
    const char *fault = NULL;
    assert_true(offer_input_read(arena, path, NULL, 0, &input));
    struct subject subject = {.offer = &input.offer, .plan = plan_prepare(arena, &input.offer, &fault)};
    struct ask_source source = ask_offers_source(&input);
    assert_true(negotiate(arena, &question, &subject, against_itself ? subject.plan : NULL, &source, &negotiation));
    return negotiation;
}

/* Severance is of a salary: together these asks cost more than the sum of what they cost one by one. */
static void a_package_costs_what_was_said(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct negotiation negotiation = negotiated(arena, SOURCE_DIR "/examples/full-cap-table.json", false);
    assert_non_null(negotiation.package);
    assert_true(negotiation.package->company_cost.estimate <= negotiation.budget);
    arena_destroy(arena);
}

/* Against itself an offer comes out even, and an ask puts it ahead. */
static void another_offer_may_stand_for_the_market(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct negotiation negotiation = negotiated(arena, SOURCE_DIR "/examples/hugging-face.json", true);
    for (size_t i = 0; i < negotiation.asked_count; i++)
        if (strcmp(negotiation.asked[i].lever->key, "signing") == 0) {
            assert_close(negotiation.asked[i].p_positive.estimate, 0.5, 1e-12); /* from ties to always */
            assert_close(negotiation.asked[i].median.estimate, 10000, 1e-6);
        }
    arena_destroy(arena);
}

/* A table measured once by hand, on the first edition, each ask by a run of its own over 131,072 paths: thousands of
 * dollars on average, and points of chance. Both sides have the error of such a run, and its figures were rounded. */
struct measured {
    const char *lever;
    double mean, mean_unit, ahead; /* NAN: not measured */
};

static const char *const measured_offer[] = {
    "compensation.offer.salary=98000", "fully_diluted_shares=200M",
    "grants.0={\"type\": \"nso\", \"percent\": \"0.012%\", \"strike\": 4.2, \"double_trigger_window\": \"0 days\"}"};

static const struct measured leaver_exercises[] = {
    {"salary", 15.0, 0.1, 0.2},         {"signing", 10.0, 0.1, 6.4}, {"cliff", 17.6, 0.1, 16.3},
    {"severance", 16.0, 0.1, 14.7},     {"vesting", 50.6, 0.1, 0.4}, {"single trigger", 29.4, 0.1, 7.3},
    {"double trigger", 58.8, 0.1, 6.2}, {"grant", 101, 1, 0.4},      {"strike", 14.1, 0.1, 0.2}};
static const struct measured leaver_holds[] = {{"exercise window", 49, 1, NAN}};

static const struct asked *asked_for(const struct negotiation *negotiation, const char *lever)
{
    for (size_t i = 0; i < negotiation->asked_count; i++)
        if (strcmp(negotiation->asked[i].lever->key, lever) == 0)
            return &negotiation->asked[i];
    fail_msg("nobody asks for %s", lever);
    return NULL;
}

static double room(double unit, const struct figure *figure)
{
    return unit / 2 + 4.5 * sqrt(2) * figure->std_error;
}

static void assert_measured(const char *on_leaving, const struct measured *measured, size_t count)
{
    struct arena *arena = arena_create();
    struct question question = question_of(1 << 17);
    struct offer_input input;
    struct negotiation negotiation;
    const char *fault = NULL;
    struct setting setting[4] = {
        {measured_offer[0], 1}, {measured_offer[1], 2}, {measured_offer[2], 3}, {on_leaving, 4}};
    assert_true(offer_input_read(arena, SOURCE_DIR "/examples/hugging-face.json", setting, 4, &input));
    struct subject subject = {.offer = &input.offer, .plan = plan_prepare(arena, &input.offer, &fault)};
    struct ask_source source = ask_offers_source(&input);
    assert_true(negotiate(arena, &question, &subject, NULL, &source, &negotiation));
    for (size_t i = 0; i < count; i++) {
        const struct asked *asked = asked_for(&negotiation, measured[i].lever);
        double unit = 1000 * measured[i].mean_unit;
        assert_close(asked->mean.estimate, 1000 * measured[i].mean, room(unit, &asked->mean));
        if (!isnan(measured[i].ahead))
            assert_close(asked->p_positive.estimate, measured[i].ahead / 100, room(0.001, &asked->p_positive));
    }
    arena_destroy(arena);
}

static void asks_are_worth_what_was_measured(void **state)
{
    (void)state;
    assert_measured("grants.0.on_leaving=exercise", leaver_exercises,
                    sizeof leaver_exercises / sizeof *leaver_exercises);
    assert_measured("grants.0.on_leaving=hold", leaver_holds, sizeof leaver_holds / sizeof *leaver_holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_round), cmocka_unit_test(asks_are_differences_of_runs),
        cmocka_unit_test(a_package_costs_what_was_said), cmocka_unit_test(another_offer_may_stand_for_the_market),
        cmocka_unit_test(asks_are_worth_what_was_measured)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
