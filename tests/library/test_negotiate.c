/* Steps of a negotiation, and what asks are worth against separate runs of the same offers. */
#include "analysis/negotiate.h"

#include "analysis/scenario.h"
#include "inputs/offer_variant.h"
#include "library/ask_offers.h"
#include "tests/support/assert_close.h"

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

/* Against itself an offer comes out even, and an ask puts it ahead. */
static void another_offer_may_stand_for_the_market(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct question question = question_of(1 << 12);
    struct offer_input input;
    struct negotiation negotiation;
    const char *fault = NULL;
    assert_true(offer_input_read(arena, SOURCE_DIR "/examples/hugging-face.json", NULL, 0, &input));
    struct subject subject = {.offer = &input.offer, .plan = plan_prepare(arena, &input.offer, &fault)};
    struct ask_source source = ask_offers_source(&input);
    assert_true(negotiate(arena, &question, &subject, subject.plan, &source, &negotiation));
    for (size_t i = 0; i < negotiation.asked_count; i++)
        if (strcmp(negotiation.asked[i].lever->key, "signing") == 0) {
            assert_close(negotiation.asked[i].p_positive.estimate, 0.5, 1e-12); /* from ties to always */
            assert_close(negotiation.asked[i].median.estimate, 10000, 1e-6);
        }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(steps_are_round),
                                       cmocka_unit_test(asks_are_differences_of_runs),
                                       cmocka_unit_test(another_offer_may_stand_for_the_market)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
