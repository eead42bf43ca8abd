/* What is enumerated in strata: the law is that of drawing, and the chances are exact. */
#include "models/plan.h"
#include "models/stratify.h"
#include "models/workspace.h"
#include "sim/strata.h"
#include "tests/support/simulated.h"

#include <glob.h>
#include <gsl/gsl_errno.h>

static struct simulated run_offer(struct arena *arena, const char *path, const char *sampler, uint64_t seed,
                                  uint64_t paths)
{
    const char *fault = NULL;
    struct simulated it = {.plan = NULL};
    assert_true(offer_input_read(arena, path, NULL, 0, &it.input));
    it.plan = plan_prepare(arena, &it.input.offer, &fault);
    assert_non_null(it.plan);
    simulated_run(arena, &it, sampler, seed, paths);
    return it;
}

/* Means, medians and chances of offers of every kind: as they are where every path is drawn. */
static void the_law_does_not_change(void **state)
{
    glob_t files;
    (void)state;
    assert_int_equal(glob(SOURCE_DIR "/tests/cases/offers/good/*.json", 0, NULL, &files), 0);
    glob(SOURCE_DIR "/tests/cases/coverage/*.json", GLOB_APPEND, NULL, &files);
    for (size_t f = 0; f < files.gl_pathc; f++) {
        struct arena *arena = arena_create();
        struct simulated drawn = run_offer(arena, files.gl_pathv[f], "mc", 1, 1 << 17);
        struct simulated cut = run_offer(arena, files.gl_pathv[f], "sobol", 1, 1 << 15);
        for (size_t m = 0; m < plan_metrics(cut.plan); m++) {
            struct figure a = sample_mean(&cut.sample, m), b = sample_mean(&drawn.sample, m);
            double error = hypot(a.std_error, b.std_error) + 1e-9 * fabs(b.estimate);
            if (!(fabs(a.estimate - b.estimate) <= 4.5 * error))
                fail_msg("%s: mean of %s is %.9g, not %.9g (%.2g)", files.gl_pathv[f], metric_names[m], a.estimate,
                         b.estimate, error);
            a = sample_p_positive(&cut.sample, m);
            b = sample_p_positive(&drawn.sample, m);
            if (!(fabs(a.estimate - b.estimate) <= 4.5 * hypot(a.std_error, b.std_error) + 1e-4))
                fail_msg("%s: chance of %s above 0 is %.9g, not %.9g", files.gl_pathv[f], metric_names[m], a.estimate,
                         b.estimate);
        }
        arena_destroy(arena);
    }
    globfree(&files);
}

/* Five narrow exits: all replicates' counts of an exit used to round alike, and the mean was 22 of the half-widths that
 * were printed away from 2,101,125. */
static void exits_that_round_alike(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct simulated it = run_offer(arena, SOURCE_DIR "/tests/cases/coverage/multi.json", "sobol", 1173, 1 << 20);
    struct figure net = sample_mean(&it.sample, METRIC_NET_ADVANTAGE);
    double half = (net.ci_high - net.ci_low) / 2;
    assert_close(net.estimate, 2101125, 3 * half + 1e-12 * 2101125);
    struct figure p5 = sample_quantile(&it.sample, METRIC_EQUITY_VALUE, 0.05);
    assert_close(p5.estimate, 0, 0); /* the chance of failure is 5%: its end, not the next exit's beginning */
    arena_destroy(arena);
}

/* Exits of 0.01% and 1%, a layoff of 0.1%: each in every replicate, with its own chance. */
static void rare_exits_are_seen(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct simulated it = run_offer(arena, SOURCE_DIR "/tests/cases/coverage/tiny.json", "sobol", 3, 1 << 12);
    static const double chance[] = {1e-4, 0.9899, 0.01}; /* Moon, Nothing, Small: in the order of their names */
    size_t equity = metrics_watcher_chain_column(it.plan, CHAIN_EXERCISED);
    for (size_t g = 0; g < 3; g++) {
        struct figure share = sample_group_share(&it.sample, g);
        assert_close(share.estimate, chance[g], 1e-15);
        assert_close(share.ci_high - share.ci_low, 0, 0);
        assert_string_equal(share.method, "exact");
        assert_string_equal(sample_group_mean(&it.sample, g, equity).status, "ok");
    }
    struct figure moon = sample_group_mean(&it.sample, 0, equity);
    assert_true(moon.estimate > 3e7 && moon.ci_low < moon.ci_high);
    arena_destroy(arena);
}

static void no_seed_misses_by_three_half_widths(void **state)
{
    (void)state;
    static const char *const offers[] = {"multi", "tiny"};
    for (size_t k = 0; k < 2; k++) {
        struct arena *long_arena = arena_create();
        const char *path = arena_text(long_arena, SOURCE_DIR "/tests/cases/coverage/%s.json", offers[k]);
        struct simulated truth = run_offer(long_arena, path, "sobol", 99, 1 << 20);
        double mean = sample_mean(&truth.sample, METRIC_NET_ADVANTAGE).estimate;
        size_t covered = 0;
        for (uint64_t seed = 1; seed <= 40; seed++) {
            struct arena *arena = arena_create();
            struct simulated it = run_offer(arena, path, "sobol", seed, 1 << 12);
            struct figure net = sample_mean(&it.sample, METRIC_NET_ADVANTAGE);
            double half = (net.ci_high - net.ci_low) / 2 + 1e-9 * fabs(mean);
            assert_true(fabs(net.estimate - mean) <= 3 * half);
            covered += fabs(net.estimate - mean) <= half;
            arena_destroy(arena);
        }
        assert_true(covered >= 32); /* of 40, at 95%: fewer come once in 4,000 times */
        arena_destroy(long_arena);
    }
}

/* 60% of an exit at $100M e^(x), x normal, of which 0.5% is granted: 4 of 5 intervals at 95% held the mean when all
 * above its 99.5th percentile was one stratum. */
static void heavy_tails_are_covered(void **state)
{
    (void)state;
    const double mean = 0.6 * 0.005 * 1e8 * exp(0.5);
    size_t covered = 0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct arena *arena = arena_create();
        struct simulated it = run_offer(arena, SOURCE_DIR "/tests/cases/coverage/ln10.json", "sobol", seed, 1 << 12);
        struct figure headline = sample_total_mean(&it.sample, metrics_watcher_chain_column(it.plan, CHAIN_HEADLINE));
        covered += headline.ci_low <= mean && mean <= headline.ci_high;
        arena_destroy(arena);
    }
    assert_true(covered >= 176); /* of 190 that are expected */
}

/* Ten heavy exits: not all slices of all of them fit, so each has as many as do. */
static void slices_are_as_many_as_fit(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *exits = "";
    for (int k = 0; k < 10; k++)
        exits = arena_text(arena,
                           "%s%s{\"name\": \"Exit %d\", \"kind\": \"independent\", \"probability\": \"10%%\", "
                           "\"valuation\": {\"dist\": \"lognormal\", \"median\": \"$%dM\", \"sigma\": 1}, "
                           "\"timeline\": \"1 year\"}",
                           exits, k ? ", " : "", k, 100 + k);
    const char *text = arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2 years\", \"exits\": [%s], \"compensation\": "
        "{\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$100K\"}}, \"grants\": [{\"percent\": "
        "\"1%%\", \"vesting\": \"none\"}]}",
        exits);
    struct simulated it = simulated_offer(arena, text, "sobol", 1 << 14);
    assert_int_equal(it.simulation.sampling.strata->count, 30); /* below .7, up to .95, above */
    struct figure equity = sample_mean(&it.sample, METRIC_EQUITY_VALUE);
    assert_close(equity.estimate, 104.5e6 * 0.01 * exp(0.5), 4.5 * equity.std_error);
    arena_destroy(arena);
}

/* What every path of an exit has is its mean to the last digits, whatever its paths weigh. */
static void a_constant_of_an_exit_is_exact(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct simulated it = run_offer(arena, SOURCE_DIR "/tests/cases/coverage/discrete.json", "sobol", 1, 1 << 14);
    size_t headline = metrics_watcher_chain_column(it.plan, CHAIN_HEADLINE);
    static const double exact[] = {0, 1e6, 3e5}; /* Failure, IPO, Sale: in the order of their names */
    for (size_t g = 0; g < 3; g++)
        assert_close(sample_group_mean(&it.sample, g, headline).estimate, exact[g], 1e-14 * exact[g]);
    arena_destroy(arena);
}

/* More exits than boxes, and draws that a correlation names: neighbours share a box, what is tied is drawn. */
static void what_does_not_fit_is_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *exits = "";
    for (int k = 0; k < 50; k++)
        exits = arena_text(arena,
                           "%s%s{\"name\": \"Exit %d\", \"kind\": \"independent\", \"probability\": \"2%%\", "
                           "\"valuation\": \"$%dM\", \"timeline\": \"1 year\"}",
                           exits, k ? ", " : "", 10 + k, 1 + k);
    const char *text = arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2 years\", \"exits\": [%s], \"risks\": ["
        "{\"name\": \"Zero\", \"kind\": \"equity_zero\", \"probability\": \"50%%\"}], \"correlations\": [{\"between\": "
        "[\"risks.Zero\", \"compensation.market.salary\"], \"rho\": 0.5}], \"compensation\": {\"offer\": {\"salary\": "
        "\"$100K\"}, \"market\": {\"salary\": \"$100-200K\"}}, \"grants\": [{\"percent\": \"1%%\", \"vesting\": "
        "\"none\"}]}",
        exits);
    struct simulated it = simulated_offer(arena, text, "sobol", 1 << 18);
    const struct strata *strata = it.simulation.sampling.strata;
    assert_true(strata->count > 4 && strata->count <= STRATA_MOST);
    assert_int_equal(strata->sides, 1);
    assert_null(strata->outcome_share);
    struct figure equity = sample_mean(&it.sample, METRIC_EQUITY_VALUE);
    assert_close(equity.estimate, 25.5e6 * 0.01 / 2, 4.5 * equity.std_error);
    struct figure share = sample_group_share(&it.sample, 7);
    assert_close(share.estimate, 0.02, 4.5 * share.std_error);
    arena_destroy(arena);
}

/* Stagnation that a correlation ties to a value is drawn: of an exit's share it takes its part. */
static void a_tied_stagnation_takes_its_part(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct simulated it = simulated_offer(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2 years\", \"exits\": [{\"name\": \"A\", \"kind\": "
        "\"ipo\", \"probability\": \"60%\", \"valuation\": \"$20-90M\", \"timeline\": \"1 year\"}, {\"name\": \"B\", "
        "\"kind\": \"independent\", \"probability\": \"40%\", \"valuation\": \"$10M\", \"timeline\": \"1 year\"}], "
        "\"risks\": [{\"name\": \"Zombie\", \"kind\": \"stagnation\", \"probability\": \"20%\"}], \"correlations\": "
        "[{\"between\": [\"exits.valuation\", \"risks.Zombie\"], \"rho\": -0.5}], \"compensation\": {\"offer\": "
        "{\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$100K\"}}, \"grants\": [{\"percent\": \"1%\"}]}",
        "sobol", 1 << 14);
    static const double chance[] = {0.6 * 0.8, 0.4 * 0.8, 0.2};
    for (size_t g = 0; g < 3; g++) {
        struct figure share = sample_group_share(&it.sample, g);
        assert_close(share.estimate, chance[g], 4.5 * share.std_error);
        assert_true(share.std_error > 0);
    }
    arena_destroy(arena);
}

/* A workspace of the offer's own sampling. */
static struct workspace *workspace_by(struct arena *arena, const struct simulated *it, bool by_cells)
{
    struct sampling sampling = it->simulation.sampling;
    sampling.by_cells = by_cells;
    return workspace_create(arena, it->plan, it->simulation.isa, &sampling);
}

/* By cells a block knows from its strata what is asked of some draws, and leaves it out: the paths are those that come
 * by number, where nothing is left out, to the last bit. */
static void what_is_left_out_changes_no_path(void **state)
{
    enum { PERIOD_BITS = 12 };
    glob_t files;
    size_t settled = 0;
    (void)state;
    assert_int_equal(glob(SOURCE_DIR "/tests/cases/coverage/*.json", 0, NULL, &files), 0);
    glob(SOURCE_DIR "/examples/*.json", GLOB_APPEND, NULL, &files);
    for (size_t f = 0; f < files.gl_pathc; f++) {
        if (strstr(files.gl_pathv[f], "tax-cases"))
            continue; /* households */
        struct arena *arena = arena_create();
        struct simulated it = run_offer(arena, files.gl_pathv[f], "sobol", 1, UINT64_C(16) << PERIOD_BITS);
        struct workspace *cells = workspace_by(arena, &it, true), *numbers = workspace_by(arena, &it, false);
        workspace_seat(cells, 3);
        workspace_seat(numbers, 3);
        double(*metric)[METRICS] = arena_alloc(arena, 1 << PERIOD_BITS, sizeof *metric);
        int32_t *row = arena_alloc(arena, 1 << PERIOD_BITS, sizeof *row);
        for (size_t point = 0; point < 1 << PERIOD_BITS; point++) {
            const struct outcome *outcome = point % LANES ? &numbers->block.outcome : workspace_block(numbers, point);
            for (size_t m = 0; m < METRICS; m++)
                metric[point][m] = outcome->metric[m][point % LANES];
            row[point] = outcome->row[point % LANES];
        }
        for (size_t at = 0; at < 1 << PERIOD_BITS; at++) {
            const struct outcome *outcome = at % LANES ? &cells->block.outcome : workspace_block(cells, at);
            size_t point = at;
            if (it.simulation.sampling.strata) {
                point = 0;
                for (unsigned k = 0; k < PERIOD_BITS; k++)
                    point |= (at >> k & 1) << strata_digit(PERIOD_BITS, k);
            }
            for (size_t m = 0; m < METRICS; m++)
                assert_memory_equal(&outcome->metric[m][at % LANES], &metric[point][m], sizeof(double));
            assert_int_equal(outcome->row[at % LANES], row[point]);
            for (size_t slot = 0; cells->stream.idle && slot < it.plan->draws.count; slot++)
                settled += cells->stream.idle[slot];
        }
        arena_destroy(arena);
    }
    assert_true(settled > 0);
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_law_does_not_change),
        cmocka_unit_test(exits_that_round_alike),
        cmocka_unit_test(rare_exits_are_seen),
        cmocka_unit_test(no_seed_misses_by_three_half_widths),
        cmocka_unit_test(heavy_tails_are_covered),
        cmocka_unit_test(slices_are_as_many_as_fit),
        cmocka_unit_test(a_constant_of_an_exit_is_exact),
        cmocka_unit_test(what_does_not_fit_is_drawn),
        cmocka_unit_test(a_tied_stagnation_takes_its_part),
        cmocka_unit_test(what_is_left_out_changes_no_path),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
