/* One draw a kind of overlay: what a further risk, or another name, moves and what it does not. */
#include "tests/support/simulated.h"

#include <gsl/gsl_errno.h>

enum { PATHS = 4096 };

struct told {
    double equity[PATHS], foregone[PATHS];
};

#define OFFER(risks, more)                                                                                             \
    "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2-3 years\", \"exits\": [{\"name\": \"Merger\", "           \
    "\"probability\": \"60%\", \"valuation\": \"$8-12B\", \"timeline\": \"1-3 years\"}, {\"name\": \"IPO\", "          \
    "\"probability\": \"40%\", \"valuation\": \"$20B\", \"timeline\": \"2 years\"}], \"risks\": [" risks               \
    "{\"name\": \"Layoff within 18 months\", \"probability\": \"40%\"}], \"compensation\": {\"offer\": {\"salary\": "  \
    "\"$90K\"}, \"market\": {\"salary\": \"$120-250K\"}}, \"grants\": [{\"percent\": \"0.01%\"}]" more "}"
#define ZERO(name, chance) "{\"name\": \"" name "\", \"kind\": \"equity_zero\", \"probability\": \"" chance "\"}, "
#define ZOMBIE(name, chance) "{\"name\": \"" name "\", \"kind\": \"stagnation\", \"probability\": \"" chance "\"}, "

static bool take(void *context, const struct single_path *path)
{
    struct told *told = context;
    told->equity[path->path] = path->metric[METRIC_EQUITY_VALUE];
    told->foregone[path->path] = path->metric[METRIC_FOREGONE_COMPENSATION];
    return true;
}

static struct told *tell(struct arena *arena, const char *offer)
{
    struct told *told = arena_alloc(arena, 1, sizeof *told);
    struct simulated it = simulated_plan(arena, offer);
    const struct plan *plan = it.plan;
    struct simulation simulation = {.plans = &plan,
                                    .plan_count = 1,
                                    .isa = isa_best(),
                                    .sampling = sampling_of(sampler_named("sobol"), 1, PATHS, 16)};
    assert_true(simulate_paths(arena, &simulation, 0, PATHS, take, told));
    return told;
}

/* The job's end knows nothing of it; equity is as before, or lost to the new risk, with its chance. */
static void a_further_risk_moves_no_draw(void **state)
{
    struct arena *arena = arena_create();
    const struct told *one = tell(arena, OFFER(ZERO("Worthless", "30%") ZOMBIE("Zombie", "20%"), ""));
    const struct told *two =
        tell(arena, OFFER(ZERO("A founder leaves", "10%") ZERO("Worthless", "30%") ZOMBIE("Zombie", "20%"), ""));
    size_t alive = 0, lost = 0;
    (void)state;
    for (size_t path = 0; path < PATHS; path++) {
        assert_true(one->foregone[path] == two->foregone[path]);
        assert_true(two->equity[path] == one->equity[path] || two->equity[path] == 0);
        alive += one->equity[path] > 0;
        lost += two->equity[path] != one->equity[path];
    }
    assert_close((double)lost / (double)alive, 0.1, 0.02);
    arena_destroy(arena);
}

static void names_move_nothing(void **state)
{
    struct arena *arena = arena_create();
    const struct told *one = tell(arena, OFFER(ZERO("Worthless", "30%") ZOMBIE("Zombie", "20%"), ""));
    const struct told *other = tell(arena, OFFER(ZOMBIE("No liquidity, ever", "20%") ZERO("Wiped out", "30%"), ""));
    (void)state;
    assert_memory_equal(one, other, sizeof *one);
    arena_destroy(arena);
}

/* Almost one with the stagnation, under which equity is nothing anyway: the row then adds nothing to it, which it would
 * if it shared the draw of its kind. */
static void a_correlated_row_has_its_own_draw(void **state)
{
    struct arena *arena = arena_create();
    const char *correlated = ", \"correlations\": [{\"between\": [\"risks.Worthless\", \"risks.Zombie\"], "
                             "\"rho\": 0.999999}]";
    const char *tied =
        arena_text(arena, "%.*s%s}",
                   (int)strlen(OFFER(ZERO("Worthless", "20%") ZERO("Other", "30%") ZOMBIE("Zombie", "20%"), "")) - 1,
                   OFFER(ZERO("Worthless", "20%") ZERO("Other", "30%") ZOMBIE("Zombie", "20%"), ""), correlated);
    const struct told *told = tell(arena, tied);
    const struct told *alone = tell(arena, OFFER(ZERO("Other", "30%") ZOMBIE("Zombie", "20%"), ""));
    size_t with = 0, without = 0;
    (void)state;
    for (size_t path = 0; path < PATHS; path++) {
        with += told->equity[path] > 0;
        without += alone->equity[path] > 0;
    }
    assert_close((double)with, (double)without, 0.01 * PATHS); /* where stagnant, equity is nothing anyway */
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_further_risk_moves_no_draw),
                                       cmocka_unit_test(names_move_nothing),
                                       cmocka_unit_test(a_correlated_row_has_its_own_draw)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
