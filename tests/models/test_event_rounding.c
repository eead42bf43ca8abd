/* What replicates are wrong about together: events that all of them round alike, and rare ones that none has met. The
 * truths are sums of chance times the middle of an exit's value, of which the grant is a thousandth. */
#include "models/pair_watcher.h"
#include "tests/support/simulated.h"

enum { SEEDS = 200, POINTS = 64, PATHS = 16 * POINTS };

#define OFFER(exits, risks)                                                                                            \
    "{\"offercast\": 1, \"name\": \"events\", \"currency\": \"USD\", \"stay\": \"3 years\", \"exits\": [" exits "],"   \
    "\"risks\": [" risks "], \"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": "         \
    "\"$100K\"}}, \"grants\": [{\"percent\": \"0.1%\", \"vesting\": \"none\"}]}"
#define EXIT(name, chance, value)                                                                                      \
    "{\"name\": \"" name "\", \"kind\": \"independent\", \"probability\": \"" chance "\", \"valuation\": \"" value     \
    "\", \"timeline\": \"3.5 years\"}"
#define FAILURE(chance)                                                                                                \
    "{\"name\": \"Nothing\", \"kind\": \"failure\", \"probability\": \"" chance "\", \"timeline\": \"3.5 years\"}"
#define ZERO(chance) "{\"name\": \"Equity goes to $0\", \"probability\": \"" chance "\"}"

static const char rare_exit[] = OFFER(EXIT("Moon", "0.01%", "$50-100B") ", " FAILURE("99.99%"), "");
static const char rare_loss[] = OFFER(EXIT("Sale", "100%", "$100B"), ZERO("0.01%"));
/* 64 x 0.2502 = 16.0128: all sixteen replicates round down in four seeds of five. */
static const char frequent_loss[] = OFFER(EXIT("Sale", "100%", "$1-1.001B"), ZERO("25.02%"));
static const char twice_as_much[] = OFFER(EXIT("Sale", "100%", "$2-2.002B"), ZERO("25.02%"));

/* How many intervals of a mean cover the truth; none misses by more than three half-widths, and one that is nil, of
 * what is enumerated and not drawn, has the truth itself. */
static size_t covered(const struct simulation *simulation, struct watcher (*watcher)(struct arena *arena, void *of),
                      void *of, size_t column, double truth)
{
    size_t covered = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct arena *arena = arena_create();
        struct simulation one = *simulation;
        one.sampling.seed = seed;
        one.watcher = watcher(arena, of);
        struct tally **units = simulate_units(arena, &one);
        assert_true(simulate(&one, units));
        struct sample sample = simulate_sample(arena, &one, units, 0.95);
        struct figure mean = sample_mean(&sample, column);
        double half = (mean.ci_high - mean.ci_low) / 2;
        const double rounding = 1e-12 * truth;
        assert_true(half > 0 || one.sampling.strata);
        assert_close(mean.estimate, truth, 3 * half + rounding);
        covered += fabs(mean.estimate - truth) <= half + rounding;
        arena_destroy(arena);
    }
    return covered;
}

static struct watcher metrics_of(struct arena *arena, void *of)
{
    const struct simulated *it = of;
    return metrics_watcher(arena, it->plan, it->simulation.isa, &it->simulation.sampling);
}

static void means_cover(const char *offer, const char *sampler, double truth)
{
    struct arena *arena = arena_create();
    struct simulated it = simulated_offer(arena, offer, sampler, PATHS);
    size_t count = covered(&it.simulation, metrics_of, &it, METRIC_EQUITY_VALUE, truth);
    if (count < 0.9 * SEEDS)
        fail_msg("%s: %zu of %d cover", sampler, count, SEEDS);
    arena_destroy(arena);
}

static void a_rare_event_that_hardly_a_path_meets(void **state)
{
    static const char *const samplers[] = {"sobol", "lhs", "antithetic", "mc"};
    (void)state;
    for (size_t i = 0; i < sizeof samplers / sizeof *samplers; i++) {
        means_cover(rare_exit, samplers[i], 1e-4 * 75e6);
        means_cover(rare_loss, samplers[i], (1 - 1e-4) * 100e6);
    }
}

/* One future in a thousand loses the job within a year, about one path of these; nothing else takes it, since nobody is
 * there at the exit. Later the hazard goes on: over three years 1 - 0.999^3. */
static void a_rare_layoff(void **state)
{
    static const char offer[] = OFFER(EXIT("Sale", "100%", "$1B"), "{\"name\": \"Layoff within 12 months\", "
                                                                   "\"probability\": \"0.1%\"}");
    struct arena *arena = arena_create();
    struct simulated it = simulated_offer(arena, offer, "sobol", PATHS);
    double truth = 1 - 0.999 * 0.999 * 0.999;
    (void)state;
    assert_true(covered(&it.simulation, metrics_of, &it, METRIC_JOB_LOST, truth) >= 0.9 * SEEDS);
    arena_destroy(arena);
}

static void an_event_that_replicates_round_alike(void **state)
{
    (void)state;
    means_cover(frequent_loss, "sobol", (1 - 0.2502) * 1.0005e6);
    means_cover(frequent_loss, "lhs", (1 - 0.2502) * 1.0005e6);
}

struct pair {
    const struct plan *plan[2];
    struct simulation simulation;
};

static struct watcher pair_of(struct arena *arena, void *of)
{
    const struct pair *pair = of;
    return pair_watcher(arena, pair->plan, 2, pair->simulation.isa, &pair->simulation.sampling);
}

/* On the same points two offers are wrong together, and so is what is between them. */
static void a_difference_of_offers(void **state)
{
    struct arena *arena = arena_create();
    struct simulated once = simulated_offer(arena, frequent_loss, "sobol", PATHS);
    struct simulated twice = simulated_offer(arena, twice_as_much, "sobol", PATHS);
    struct pair pair = {{twice.plan, once.plan}, once.simulation};
    (void)state;
    pair.simulation.plans = pair.plan;
    pair.simulation.plan_count = 2;
    size_t column = pair_watcher_difference(2, 0, 1, METRIC_EQUITY_VALUE);
    assert_true(covered(&pair.simulation, pair_of, &pair, column, (1 - 0.2502) * 1.0005e6) >= 0.9 * SEEDS);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rare_event_that_hardly_a_path_meets), cmocka_unit_test(a_rare_layoff),
        cmocka_unit_test(an_event_that_replicates_round_alike), cmocka_unit_test(a_difference_of_offers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
