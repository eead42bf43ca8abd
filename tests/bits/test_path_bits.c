/* Every path, bit by bit, whatever runs it: threads, instruction set.
 *
 * Aggregates stay equal while paths differ. So each path has a hash of its own, over the bits of its metrics, its row
 * and its chain of losses; the hashes are added, which has no order. The sum over the paths told one by one, on one
 * thread with the baseline kernels, must come out of every run. What those paths are is held by check_paths.sh, for
 * every compiler. Offers: offers.txt. */
#include "inputs/offer_input.h"
#include "models/run.h"
#include "models/stratify.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <string.h>

enum { REPLICATES = 16 };
/* Threads share the work alike whatever the kernels, so only the baseline's take every number of them. */
static const struct runner {
    const char *isa;
    unsigned threads;
} runners[] = {{"baseline", 1},  {"baseline", 2}, {"baseline", 3}, {"baseline", 7},
               {"baseline", 16}, {"avx2", 3},     {"avx512", 7}};

/* Murmur's last steps (Appleby 2011) on each word: a changed bit changes about half of the hash. */
static uint64_t hash_word(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ (hash >> 33);
}

static uint64_t hash_number(uint64_t hash, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return hash_word(hash, bits);
}

static uint64_t hash_metrics(const double metric[METRICS], int32_t row)
{
    uint64_t hash = 1;
    for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
        hash = hash_number(hash, metric[m]);
    return hash_word(hash, (uint64_t)row);
}

static uint64_t hash_lane(const struct outcome *outcome, size_t lane)
{
    double metric[METRICS];
    for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
        metric[m] = outcome->metric[m][lane];
    return hash_metrics(metric, outcome->row[lane]);
}

struct sums {
    atomic_uint_fast64_t paths, chain;
};

/* A stream has work for several threads only where it is long: once is enough for that. */
static uint64_t paths_of(const struct sampler *sampler, bool first_offer)
{
    return UINT64_C(1) << (sampler->replicated || !first_offer ? 16 : 19);
}

/* No columns for the tally: only the sums. Paths come in multiples of the lanes, so every lane is one. */
static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    struct sums *const *sums = watcher->context;
    uint64_t paths = 0, chain = 0;
    (void)watched;
    for (size_t lane = 0; lane < LANES; lane++) {
        uint64_t hash = hash_lane(outcomes[0], lane);
        paths += hash;
        for (size_t stage = 0; stage < CHAIN_STAGES; stage++)
            hash = hash_number(hash, outcomes[0]->chain[stage][lane]);
        chain += hash;
    }
    atomic_fetch_add(&(*sums)->paths, paths);
    atomic_fetch_add(&(*sums)->chain, chain);
}

static bool take(void *context, const struct single_path *path)
{
    uint64_t *sum = context;
    *sum += hash_metrics(path->metric, path->row);
    return true;
}

static struct simulation simulation_of(struct arena *arena, const struct plan *const *plan,
                                       const struct sampler *sampler, uint64_t paths, const struct runner *runner)
{
    struct sampling sampling = sampling_of(sampler, 7, paths, REPLICATES);
    return (struct simulation){.plans = plan,
                               .plan_count = 1,
                               .isa = isa_named(runner->isa),
                               .sampling = stratify(arena, plan, 1, &sampling),
                               .threads = runner->threads,
                               .watcher = {.watch = watch}};
}

static size_t differences(struct arena *arena, const char *offer, const struct plan *plan,
                          const struct sampler *sampler, uint64_t paths)
{
    struct simulation simulation = simulation_of(arena, &plan, sampler, paths, &runners[0]);
    uint64_t told = 0, chain = 0;
    size_t different = 0;
    assert_int_equal(sampling_paths(&simulation.sampling), paths);
    assert_true(simulate_paths(arena, &simulation, 0, paths, take, &told));
    for (size_t i = 0; i < sizeof runners / sizeof *runners && isa_supported(isa_named(runners[i].isa)); i++) {
        struct sums sums = {0}, *context = &sums;
        simulation = simulation_of(arena, &plan, sampler, paths, &runners[i]);
        simulation.watcher.context = &context;
        assert_true(simulate(&simulation, simulate_units(arena, &simulation)));
        chain = i == 0 ? atomic_load(&sums.chain) : chain;
        if (atomic_load(&sums.paths) == told && atomic_load(&sums.chain) == chain)
            continue;
        printf("%s, %s: %s on %u threads differs\n", offer, sampler->name, runners[i].isa, runners[i].threads);
        different++;
    }
    return different;
}

static size_t differences_of_offer(const char *offer, bool first)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    const char *fault = NULL;
    size_t different = 0;
    assert_true(offer_input_read(arena, arena_text(arena, SOURCE_DIR "/%s", offer), NULL, 0, &input));
    const struct plan *plan = plan_prepare(arena, &input.offer, &fault);
    assert_non_null(plan);
    for (size_t s = 0; sampler_list[s]; s++)
        different += differences(arena, offer, plan, sampler_list[s], paths_of(sampler_list[s], first));
    arena_destroy(arena);
    return different;
}

static void paths_do_not_depend_on_who_runs_them(void **state)
{
    char offer[256];
    size_t different = 0, offers = 0;
    FILE *list = fopen(SOURCE_DIR "/tests/bits/offers.txt", "r");
    (void)state;
    assert_non_null(list);
    for (; fscanf(list, "%255s", offer) == 1; offers++)
        different += differences_of_offer(offer, offers == 0);
    fclose(list);
    assert_true(offers >= 5);
    assert_int_equal(different, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(paths_do_not_depend_on_who_runs_them)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
