/* Five exits of narrow values: a replicate's error is that of rounding alone, and in one of sixteen seeds all sixteen
 * replicates round alike. The truth is the sum of chance times the middle of the exit's value. */
#include "tests/support/simulated.h"

enum { SEEDS = 200 };
static const double truth = 2101125;

static const char *offer_text(void)
{
    static char text[4096];
    FILE *file = fopen(SOURCE_DIR "/tests/cases/coverage/multi.json", "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static struct figure mean_of(struct arena *arena, const struct simulated *it, uint64_t seed)
{
    struct simulation simulation = it->simulation;
    simulation.sampling.seed = seed;
    simulation.watcher = metrics_watcher(arena, it->plan, simulation.isa, &simulation.sampling);
    struct tally **units = simulate_units(arena, &simulation);
    assert_true(simulate(&simulation, units));
    struct sample sample = simulate_sample(arena, &simulation, units, 0.95);
    return sample_mean(&sample, METRIC_NET_ADVANTAGE);
}

static void replicates_that_round_alike(void **state)
{
    struct arena *arena = arena_create();
    struct simulated it = simulated_offer(arena, offer_text(), "sobol", 16 << 10);
    size_t covered = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct arena *own = arena_create();
        struct figure mean = mean_of(own, &it, seed);
        double half = (mean.ci_high - mean.ci_low) / 2;
        assert_close(mean.estimate, truth, 3 * half);
        covered += fabs(mean.estimate - truth) <= half;
        arena_destroy(own);
    }
    assert_true(covered >= 0.9 * SEEDS);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(replicates_that_round_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
